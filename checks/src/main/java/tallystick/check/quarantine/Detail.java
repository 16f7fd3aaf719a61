package tallystick.check.quarantine;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import tallystick.wire.Finding;
import tallystick.wire.Reason;

/**
 * One fact about one record.
 *
 * @param path the field, dotted, list positions in brackets; empty for the record itself
 * @param reason what kind of fact
 * @param sourceValue the value on that side as people read it, or null when that side says nothing about it
 * @param canonicalValue the same of the canonical table
 * @param targetValue the same of the target
 * @param rule the declared rule or check concerned, or null
 * @param message one sentence, or null; holds no secret
 */
public record Detail(
        String path,
        Reason reason,
        @Nullable String sourceValue,
        @Nullable String canonicalValue,
        @Nullable String targetValue,
        @Nullable String rule,
        @Nullable String message)
        implements Serializable {

    /** What a decoder found. */
    public static Detail of(Finding finding) {
        String place = finding.offset() < 0 ? "" : " (at byte " + finding.offset() + " of the record)";
        return new Detail(finding.path(), finding.reason(), null, null, null, null, finding.detail() + place);
    }
}
