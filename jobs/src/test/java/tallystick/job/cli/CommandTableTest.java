package tallystick.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tallystick.job.cli.CommandTable.Command;
import tallystick.job.run.Job;

class CommandTableTest {
    /** A job without a command would never run, and a command whose class is called otherwise would not be listed. */
    @Test
    void everyJobHasACommandAndEveryCommandAJob() {
        Set<String> jobs = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("tallystick.job")
                        .stream()
                        .filter(type -> type.isAssignableTo(Job.class) && !type.isInterface())
                        .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = CommandTable.COMMANDS.stream()
                .filter(Command::exists)
                .map(Command::job)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(jobs);
    }

    @Test
    void commandsAreNamedOnce() {
        assertThat(CommandTable.COMMANDS).extracting(Command::name).doesNotHaveDuplicates();
    }
}
