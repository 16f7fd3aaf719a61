package tallystick.migration;

import java.util.List;

/**
 * The program that bears witness to a side; docs/spec/witness.md says how it is called.
 *
 * @param command the program and its first arguments; never empty
 * @param folder the absolute local folder that it is started in
 */
public record WitnessProgram(List<String> command, String folder) {
    public WitnessProgram {
        command = List.copyOf(command);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a witness is started by a command");
        }
    }
}
