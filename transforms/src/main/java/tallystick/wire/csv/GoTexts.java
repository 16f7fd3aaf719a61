package tallystick.wire.csv;

import java.io.Serializable;

/** Which functions a Go program makes text with, encoding/csv knowing nothing but text. */
record GoTexts(Bools bools, Floats floats, int digits, Times times, Bytes bytes, Durations durations)
        implements Serializable {
    static final GoTexts PLAIN =
            new GoTexts(Bools.WORDS, Floats.F, 0, Times.RFC3339_NANO, Bytes.BASE64, Durations.NANOSECONDS);

    /** How a bool is written; strconv.ParseBool reads both. */
    enum Bools {
        /** strconv.FormatBool. */
        WORDS,
        /** 1 and 0. */
        DIGITS
    }

    /** strconv.FormatFloat's format; with precision -1 but for FIXED. */
    enum Floats {
        F,
        E,
        /** Also what fmt's %v does. */
        G,
        /** 'f' with a precision. */
        FIXED
    }

    /** time.Time. */
    enum Times {
        RFC3339_NANO(9),
        RFC3339(0),
        /** time.DateTime: no zone, and so UTC. */
        DATE_TIME(0),
        DATE_ONLY(0),
        UNIX(0),
        UNIX_MILLI(3),
        UNIX_MICRO(6),
        UNIX_NANO(9);

        private final int digits;

        Times(int digits) {
            this.digits = digits;
        }

        /** Of a second. */
        int digits() {
            return digits;
        }

        boolean isNumber() {
            return compareTo(UNIX) >= 0;
        }

        boolean keepsOffset() {
            return this == RFC3339_NANO || this == RFC3339;
        }
    }

    /** A byte slice. */
    enum Bytes {
        /** base64.StdEncoding. */
        BASE64,
        HEX,
        /** string(b). */
        RAW
    }

    /** time.Duration. */
    enum Durations {
        NANOSECONDS,
        /** Its String method. */
        STRING
    }
}
