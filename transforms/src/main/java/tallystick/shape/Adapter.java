package tallystick.shape;

import java.io.Serializable;

/** A form that Rust's serde_with gives to a value: what {@code as:} of a field says. */
public sealed interface Adapter extends Serializable {
    /** Forms that have nothing to choose. */
    enum Plain implements Adapter {
        /** DisplayFromStr: a text of what is no text. */
        DISPLAY,
        /** NoneAsEmptyString: the same of what is inside an Option, whose None is an empty text. */
        DISPLAY_OR_EMPTY,
        /** {@code PickFirst<(_, DisplayFromStr)>}: the value itself, or read from a text. */
        ITSELF_OR_DISPLAY,
        /** DefaultOnNull: null is read as the default. */
        DEFAULT_ON_NULL,
        /** BoolFromInt: 0 or 1. */
        BOOL_AS_INTEGER
    }

    /**
     * DurationSeconds, TimestampSeconds and their like: a number of units since 1970, or of a duration.
     *
     * @param digits of a second that the unit has: 0, 3, 6 or 9
     * @param fraction whether units have digits after the point ({@code ...WithFrac})
     */
    record Units(int digits, Number number, boolean fraction) implements Adapter {}

    /** How a number is written. */
    enum Number {
        U64,
        I64,
        F64,
        TEXT
    }

    /** Base64: bytes as text. */
    record Base64(boolean urlSafe, boolean padded) implements Adapter {}

    /** Hex: bytes as text, read in either case. */
    record Hex(boolean upperCase) implements Adapter {}
}
