package tallystick.wire.csv;

import tallystick.canonical.ByteSink;
import tallystick.wire.RecordOutput;
import tallystick.wire.text.MomentText;
import tallystick.wire.text.ShortestFloat;

/** The row that is being written, and what is found on the way. */
final class Row extends RecordOutput {
    final MomentText moment = new MomentText();
    final ShortestFloat floats = new ShortestFloat();
    /** The text of the cell being written. */
    final ByteSink text = new ByteSink(64);

    void write(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            text.write(ascii.charAt(i));
        }
    }
}
