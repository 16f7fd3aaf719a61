package tallystick.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import tallystick.record.RecordShapes;
import tallystick.shape.DecodeOptions;
import tallystick.store.Framing;
import tallystick.store.Layout;
import tallystick.wire.wrap.Wrapping;

/**
 * How a side writes records into files.
 *
 * @param runtime {@code go} or {@code rust}
 * @param dialect the name of one of {@link tallystick.dialects.Dialects}
 * @param layout of records in a file
 * @param unwrap what is wrapped around each record, the outermost first
 * @param records what shapes records have, in the order in which they are tried; never empty
 * @param types the mapping under {@code types}, as {@link tallystick.shape.SideShape#parse} takes it; not to be changed
 * @param options what the side declares about reading it
 */
public record Format(
        String runtime,
        String dialect,
        Layout layout,
        List<Wrapping> unwrap,
        List<RecordEntry> records,
        JsonNode types,
        DecodeOptions options) {
    public Format {
        unwrap = List.copyOf(unwrap);
        records = List.copyOf(records);
    }

    /** How the side's files are read, if its records are those. */
    public Framing framing(RecordShapes shapes, int maxRecordBytes) {
        return new Framing(layout, unwrap, shapes.framers(), maxRecordBytes);
    }
}
