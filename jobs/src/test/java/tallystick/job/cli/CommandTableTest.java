package tallystick.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

    /** An example that the command line would refuse is worse than none. */
    @Test
    void everyCommandHasExamplesThatParse() {
        Set<String> commands = new TreeSet<>(Set.of("lint"));
        CommandTable.COMMANDS.stream()
                .filter(Command::exists)
                .map(Command::name)
                .forEach(commands::add);
        assertThat(CommandTable.HELP.keySet()).isEqualTo(commands);
        CommandTable.HELP.forEach((name, help) -> {
            assertThat(help.codes()).as(name).isNotEmpty();
            for (String example : help.examples()) {
                assertThat(example).startsWith(name);
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                ByteArrayOutputStream err = new ByteArrayOutputStream();
                String[] words = (example.replace("'", "") + " --help").split(" ");
                int code = new CommandLineProgram(new PrintStream(out), new PrintStream(err), Path.of("")).run(words);
                assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
                assertThat(code).isZero();
                assertThat(out.toString(StandardCharsets.UTF_8)).contains("tallystick " + example, "Exit codes:");
            }
        });
    }
}
