package tallystick.check;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "tallystick.check", importOptions = DoNotIncludeTests.class)
final class ChecksArchitectureTest {
    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("tallystick.check.(**)").should().beFreeOfCycles();
}
