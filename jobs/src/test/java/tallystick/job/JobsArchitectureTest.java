package tallystick.job;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "tallystick.job", importOptions = DoNotIncludeTests.class)
final class JobsArchitectureTest {
    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("tallystick.job.(**)").should().beFreeOfCycles();
}
