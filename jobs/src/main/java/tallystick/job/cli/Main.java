package tallystick.job.cli;

import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** Entry point of the deploy jar and of the launcher. */
@Command(
        name = "tallystick",
        description = "Proves that two halves of a migration match.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.BuildVersion.class,
        subcommands = {HelpCommand.class, Main.Version.class})
public final class Main implements Runnable {

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }

    @Command(name = "version", description = "Prints the version.")
    static final class Version implements Runnable {
        @Override
        public void run() {
            System.out.println(BuildVersion.text());
        }
    }

    static final class BuildVersion implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {text()};
        }

        static String text() {
            String version = Main.class.getPackage().getImplementationVersion();
            return "tallystick " + Objects.requireNonNullElse(version, "(unpackaged)");
        }
    }
}
