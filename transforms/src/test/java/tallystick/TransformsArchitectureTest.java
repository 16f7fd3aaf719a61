package tallystick;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "tallystick", importOptions = DoNotIncludeTests.class)
final class TransformsArchitectureTest {
    /** What a record is can be fuzzed and timed alone. */
    @ArchTest
    static final ArchRule records_know_no_engine = noClasses()
            .that()
            .resideInAnyPackage(
                    "tallystick.contract..",
                    "tallystick.canonical..",
                    "tallystick.dialects..",
                    "tallystick.shape..",
                    "tallystick.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "io.delta..", "scala..");

    @ArchTest
    static final ArchRule packages_have_no_cycles =
            slices().matching("tallystick.(**)").should().beFreeOfCycles();
}
