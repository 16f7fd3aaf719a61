package tallystick.migration;

import com.fasterxml.jackson.databind.JsonNode;
import tallystick.shape.DecodeOptions;

/**
 * How a side writes records into files.
 *
 * @param runtime {@code go} or {@code rust}
 * @param dialect the name of one of {@link tallystick.dialects.Dialects}
 * @param bom whether files may begin with a byte order mark
 * @param crlf whether lines may end with a carriage return before the line feed
 * @param record the name of the record's type
 * @param types the mapping under {@code types}, as {@link tallystick.shape.SideShape#parse} takes it; not to be changed
 * @param options what the side declares about reading it
 */
public record Format(
        String runtime,
        String dialect,
        boolean bom,
        boolean crlf,
        String record,
        JsonNode types,
        DecodeOptions options) {}
