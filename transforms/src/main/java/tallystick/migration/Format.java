package tallystick.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import tallystick.dialects.Dialects;
import tallystick.shape.BoundRecord;
import tallystick.shape.DecodeOptions;
import tallystick.store.Framing;
import tallystick.store.Layout;
import tallystick.wire.Dialect;
import tallystick.wire.wrap.Wrapping;

/**
 * How a side writes records into files.
 *
 * @param runtime {@code go} or {@code rust}
 * @param dialect the name of one of {@link tallystick.dialects.Dialects}
 * @param layout of records in a file
 * @param unwrap what is wrapped around each record, the outermost first
 * @param record the name of the record's type
 * @param types the mapping under {@code types}, as {@link tallystick.shape.SideShape#parse} takes it; not to be changed
 * @param options what the side declares about reading it
 */
public record Format(
        String runtime,
        String dialect,
        Layout layout,
        List<Wrapping> unwrap,
        String record,
        JsonNode types,
        DecodeOptions options) {
    public Format {
        unwrap = List.copyOf(unwrap);
    }

    /** How the side's files are read, if its record is that one. */
    public Framing framing(BoundRecord bound, int maxRecordBytes) {
        String named = dialect;
        return new Framing(
                layout,
                unwrap,
                () -> dialectOf(named)
                        .framer(bound)
                        .orElseThrow(
                                () -> new IllegalStateException("records of " + named + " do not say where they end")),
                maxRecordBytes);
    }

    private static Dialect dialectOf(String name) {
        return Dialects.named(name).orElseThrow(() -> new IllegalStateException("there is no dialect " + name));
    }
}
