package tallystick.check.quarantine;

import com.dynatrace.hash4j.hashing.HashStream128;
import com.dynatrace.hash4j.hashing.HashValue128;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import tallystick.wire.Reason;

/**
 * One record in quarantine.
 *
 * @param unit of the record, or empty when it has none (a record that only a table without units has)
 * @param slice of the record; the unit when it could not be decoded
 * @param keyJson the key fields as a JSON object, or null when they could not be decoded
 * @param keyDigest the key digest, 32 hexadecimal digits, or null
 * @param phase what was being done
 * @param reason the first and gravest reason; {@code details} may hold more
 * @param details every fact that was kept; never empty
 * @param source what the source has, or null when the source took no part
 * @param canonical the same of the canonical table
 * @param target the same of the target
 * @param copy 0, or the number of this copy among records of the same slice and key that differ alike
 */
public record QuarantineRow(
        String unit,
        String slice,
        @Nullable String keyJson,
        @Nullable String keyDigest,
        Phase phase,
        Reason reason,
        List<Detail> details,
        @Nullable SideRecord source,
        @Nullable SideRecord canonical,
        @Nullable SideRecord target,
        int copy)
        implements Serializable {
    public QuarantineRow {
        details = List.copyOf(details);
        if (details.isEmpty()) {
            throw new IllegalArgumentException("a quarantined record needs at least one detail");
        }
    }

    /**
     * What the issue is, the same in every run that finds it: migration, phase, sides, slice, and the key digest (or,
     * without a key, file and offset, or what a row of a table says), and the copy. 32 hexadecimal digits.
     */
    public String issueId(String migration) {
        HashStream128 stream = Hashing.xxh3_128().hashStream();
        stream.putString(migration).putString(phase.code()).putString(sides()).putString(slice);
        if (keyDigest != null && (phase == Phase.COMPARE || phase == Phase.QUALITY)) {
            stream.putString("key").putString(keyDigest);
        } else {
            stream.putString("place").putString(unit);
            place(stream, source);
            place(stream, canonical);
            place(stream, target);
            if (keyDigest != null) {
                stream.putString("key").putString(keyDigest);
            } else {
                says(stream, source);
                says(stream, canonical);
                says(stream, target);
            }
        }
        return hex(stream.putInt(copy).get());
    }

    /** What the record says now; an issue whose content hash changed has changed. 32 hexadecimal digits. */
    public String contentHash() {
        HashStream128 stream = Hashing.xxh3_128().hashStream();
        stream.putString(reason.code());
        content(stream, source);
        content(stream, canonical);
        content(stream, target);
        for (Detail detail : details) {
            stream.putString(detail.path()).putString(detail.reason().code());
            text(stream, detail.sourceValue());
            text(stream, detail.canonicalValue());
            text(stream, detail.targetValue());
            text(stream, detail.rule());
        }
        return hex(stream.putInt(details.size()).get());
    }

    /** The row of {@link QuarantineTable#SCHEMA}. */
    public InternalRow toRow(Provenance provenance) {
        String issue = issueId(provenance.migration());
        String id = hex(Hashing.xxh3_128()
                .hashStream()
                .putString(provenance.attemptId())
                .putString(issue)
                .get());
        Object[] findings = new Object[details.size()];
        for (int i = 0; i < findings.length; i++) {
            Detail detail = details.get(i);
            findings[i] = row(
                    utf8(detail.path()),
                    utf8(detail.reason().code()),
                    utf8(detail.sourceValue()),
                    utf8(detail.canonicalValue()),
                    utf8(detail.targetValue()),
                    utf8(detail.rule()),
                    utf8(detail.message()));
        }
        return row(
                utf8(issue),
                utf8(id),
                utf8(contentHash()),
                utf8(provenance.runId()),
                utf8(provenance.attemptId()),
                utf8(provenance.migration()),
                utf8(provenance.dataset()),
                utf8(unit),
                utf8(slice),
                utf8(keyJson),
                utf8(keyDigest),
                utf8(sides()),
                utf8(phase.code()),
                utf8(reason.code()),
                utf8(severity()),
                new GenericArrayData(findings),
                side(source),
                side(canonical),
                side(target),
                provenance.contractVersion(),
                utf8(provenance.configHash()),
                utf8(provenance.build()),
                Math.addExact(
                        Math.multiplyExact(provenance.detectedAt().getEpochSecond(), 1_000_000L),
                        provenance.detectedAt().getNano() / 1_000));
    }

    /** The sides that took part, as in {@code source,canonical}. */
    public String sides() {
        StringBuilder sides = new StringBuilder();
        append(sides, source, "source");
        append(sides, canonical, "canonical");
        append(sides, target, "target");
        return sides.toString();
    }

    /** {@code warning} for what only makes a comparison unprovable, else {@code error}. */
    private String severity() {
        return switch (reason) {
            case LOSSY_SOURCE, NOT_EVALUATED -> "warning";
            default -> "error";
        };
    }

    private static void append(StringBuilder sides, @Nullable SideRecord side, String name) {
        if (side != null) {
            sides.append(sides.length() == 0 ? "" : ",").append(name);
        }
    }

    private static void place(HashStream128 stream, @Nullable SideRecord side) {
        if (side != null) {
            text(stream, side.file());
            stream.putLong(side.offset());
        }
    }

    /** Rows of a table have no place of their own. */
    private static void says(HashStream128 stream, @Nullable SideRecord side) {
        if (side != null && side.offset() < 0) {
            text(stream, side.canonical());
        }
    }

    private static void content(HashStream128 stream, @Nullable SideRecord side) {
        if (side == null) {
            stream.putInt(0);
            return;
        }
        stream.putInt(side.present() ? 1 : 2);
        text(stream, side.digest());
        text(stream, side.rawHash());
    }

    private static void text(HashStream128 stream, @Nullable String text) {
        stream.putBoolean(text != null);
        if (text != null) {
            stream.putString(text);
        }
    }

    private static @Nullable InternalRow side(@Nullable SideRecord side) {
        if (side == null) {
            return null;
        }
        return row(
                side.present(),
                side.raw(),
                side.rawLength() < 0 ? null : side.rawLength(),
                utf8(side.rawHash()),
                utf8(side.canonical()),
                utf8(side.digest()),
                utf8(side.file()),
                side.offset() < 0 ? null : side.offset());
    }

    private static InternalRow row(@Nullable Object... values) {
        return new GenericInternalRow(values);
    }

    private static @Nullable UTF8String utf8(@Nullable String text) {
        return text == null ? null : UTF8String.fromString(text);
    }

    private static String hex(HashValue128 hash) {
        return String.format("%016x%016x", hash.getMostSignificantBits(), hash.getLeastSignificantBits());
    }
}
