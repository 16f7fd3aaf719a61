package tallystick.check.compare;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.JsonView;
import tallystick.canonical.RecordBuffer;
import tallystick.check.quarantine.Detail;
import tallystick.check.quarantine.Phase;
import tallystick.check.quarantine.SideRecord;
import tallystick.check.tally.RecordCursor;
import tallystick.wire.Finding;

/**
 * Why a record was rejected, as it travels between tasks.
 *
 * @param phase DECODE if the bytes are no record, VALIDATE if the contract does not admit it
 * @param details every finding that was kept; never empty
 * @param oversize the length of a record that was too long to be read, or -1
 * @param oversizeHash XXH3-128 of such a record's bytes; else empty
 * @param keyJson the key as far as it could be read, as JSON; null when nothing could
 * @param shown the record as far as it could be read, as JSON; null when nothing could
 */
record Rejection(
        Phase phase,
        List<Detail> details,
        long oversize,
        String oversizeHash,
        @Nullable String keyJson,
        @Nullable String shown)
        implements Serializable {

    /** Of the record that the cursor stands on. */
    static Rejection of(RecordCursor cursor, JsonView view) {
        List<Detail> details = new ArrayList<>();
        for (Finding finding : cursor.findings().list()) {
            details.add(Detail.of(finding));
        }
        if (!cursor.decoded()) {
            return new Rejection(Phase.DECODE, details, cursor.oversize(), cursor.oversizeHash(), null, null);
        }
        RecordBuffer record = cursor.record();
        return new Rejection(
                Phase.VALIDATE,
                details,
                cursor.oversize(),
                cursor.oversizeHash(),
                view.key(record),
                view.record(record));
    }

    /** What is kept of the record itself. */
    SideRecord record(Candidate candidate) {
        byte[] raw = candidate.raw();
        if (oversize >= 0) {
            return SideRecord.ofAddress(candidate.file(), candidate.offset(), oversize, oversizeHash);
        }
        return raw == null
                ? SideRecord.ofRow(shown, null, candidate.file(), candidate.offset())
                : SideRecord.ofBytes(raw, 0, raw.length, shown, null, candidate.file(), candidate.offset());
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What {@link #toBytes} wrote, in this same run. */
    static Rejection of(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            return (Rejection) in.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
