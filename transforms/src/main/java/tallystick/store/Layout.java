package tallystick.store;

import java.io.Serializable;

/** How records are laid into a file. docs/spec/framing.md says it byte by byte. */
public sealed interface Layout extends Serializable {
    /** Whether a reader that starts in the middle of a file finds the next record. */
    default boolean isSplittable() {
        return false;
    }

    /**
     * One record a line; lines end with {@code \n} and nothing else.
     *
     * @param bom whether a UTF-8 byte order mark at the start of a file is skipped
     * @param crlf whether one {@code \r} before the {@code \n} is no part of the record
     * @param nulPadding whether NUL bytes before and after a record are no part of it
     */
    record Lines(boolean bom, boolean crlf, boolean nulPadding) implements Layout {
        /** Lines as they are. */
        public static final Lines PLAIN = new Lines(false, false, false);

        @Override
        public boolean isSplittable() {
            return true;
        }
    }

    /**
     * Records that say themselves where they end, one after the other.
     *
     * @param tornTail whether a file may end inside its last record
     * @param linewise whether no record holds a line feed, and each ends with one, but for the last
     */
    record Concatenated(boolean tornTail, boolean linewise) implements Layout {
        public Concatenated(boolean tornTail) {
            this(tornTail, false);
        }

        @Override
        public boolean isSplittable() {
            return linewise;
        }

        /** Runs are known by this text: what is not linewise has the one that it had before there was anything else. */
        @Override
        public String toString() {
            return "Concatenated[tornTail=" + tornTail + (linewise ? ", linewise=true]" : "]");
        }
    }

    /**
     * Before each record its length in bytes.
     *
     * @param order of the length, unless that is a varint, and of the checksum
     * @param tornTail whether a file may end inside its last record
     */
    record Lengths(Prefix prefix, Order order, Checksum checksum, boolean tornTail) implements Layout {}

    /** One record a file. */
    record WholeFile() implements Layout {}

    /** How a length is written. */
    enum Prefix {
        /** Seven bits a byte, the lowest first, at most ten bytes: protodelim, prost's length delimiter. */
        VARINT,
        U32,
        U64
    }

    /** Which byte of a number stands first. */
    enum Order {
        LITTLE,
        BIG
    }

    /** Four bytes over the record's bytes, neither its length nor anything else. */
    enum Checksum {
        NONE,
        /** IEEE's polynomial, between length and record: Go's crc32.ChecksumIEEE, Rust's crc32fast. */
        CRC32_BEFORE,
        CRC32_AFTER,
        /** Castagnoli's, between length and record. */
        CRC32C_BEFORE,
        CRC32C_AFTER;

        boolean isBefore() {
            return this == CRC32_BEFORE || this == CRC32C_BEFORE;
        }

        boolean isAfter() {
            return this == CRC32_AFTER || this == CRC32C_AFTER;
        }

        boolean isCastagnoli() {
            return this == CRC32C_BEFORE || this == CRC32C_AFTER;
        }
    }
}
