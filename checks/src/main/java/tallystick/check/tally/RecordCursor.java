package tallystick.check.tally;

import java.util.List;
import java.util.Map;
import tallystick.canonical.ByteRange;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.store.Coverage;
import tallystick.wire.Findings;

/** The records of (a part of) one side, one after the other, as one task reads them. Not safe for use by several threads. */
public interface RecordCursor extends AutoCloseable {
    /** What the cursor stands on. */
    enum State {
        /** A record that the contract admits. */
        RECORD,
        /** A record that could not be decoded, or that the contract does not admit; see {@link #findings}. */
        REJECTED,
        /** A unit that cannot be read to its end; see {@link #incomplete}. Reading goes on with what follows. */
        INCOMPLETE,
        /** After the last record. */
        END
    }

    /** Goes to the next record. */
    State advance();

    /** The unit of what the cursor stands on. The same object as long as the unit is the same. */
    String unit();

    /** The file, relative to the side's root; empty for a table that does not say. */
    String file();

    /** The offset of the record's first byte in the decompressed file, or -1 for tables. */
    long offset();

    /** The record in canonical form; valid until the next advance. */
    RecordBuffer record();

    /** The record's canonical bytes; valid until the next advance. */
    ByteRange canonical();

    /** Appends the encoding of the record's key. */
    void encodeKey(ByteSink out);

    /** Why a record was rejected. */
    Findings findings();

    /** Whether a rejected record was at least decoded, so that {@link #record} holds what could be read. */
    boolean decoded();

    /** Whether a rejected record has a key and canonical bytes all the same: it is sound, and in the wrong place. */
    default boolean isWhole() {
        return false;
    }

    /** Appends the record as stored, without framing; nothing for tables or for what was too long to be read. */
    void raw(ByteSink out);

    /** The length in bytes of a record that was too long to be read, or -1. */
    long oversize();

    /** XXH3-128 of a record that was too long to be read, 32 hexadecimal digits; else empty. */
    String oversizeHash();

    /** Why the unit cannot be read to its end, in one sentence. */
    String incomplete();

    /** What was read of files that several tasks share, for whoever joins the parts; complete at the end. */
    List<Coverage> parts();

    /** How many records of a unit went each route instead, so far: they are none of this contract's. */
    default Map<String, Map<String, Long>> routed() {
        return Map.of();
    }

    /** How often each declared rule was applied so far. */
    Map<String, Long> rules();

    @Override
    void close();
}
