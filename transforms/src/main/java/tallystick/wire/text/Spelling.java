package tallystick.wire.text;

import tallystick.shape.SideType.Library;

/** How a date or time stands in text. */
public enum Spelling {
    GO,
    CHRONO_UTC,
    CHRONO_FIXED,
    CHRONO_NAIVE,
    CHRONO_DATE,
    CHRONO_TIME,
    TIME_RFC3339,
    TIME_OFFSET,
    TIME_PRIMITIVE,
    TIME_DATE,
    TIME_TIME,
    PLAIN_DATE,
    PLAIN_TIME;

    /** How values of that type are spelled. */
    public static Spelling of(Library side) {
        return switch (side) {
            case GO_TIME -> GO;
            case CHRONO_UTC -> CHRONO_UTC;
            case CHRONO_FIXED -> CHRONO_FIXED;
            case NAIVE_DATE_TIME -> CHRONO_NAIVE;
            case NAIVE_DATE -> CHRONO_DATE;
            case NAIVE_TIME -> CHRONO_TIME;
            case TIME_OFFSET_DATE_TIME -> TIME_OFFSET;
            case TIME_RFC3339 -> TIME_RFC3339;
            case TIME_PRIMITIVE_DATE_TIME -> TIME_PRIMITIVE;
            case TIME_DATE -> TIME_DATE;
            case TIME_TIME -> TIME_TIME;
            default -> throw new IllegalArgumentException(side + " is no date or time");
        };
    }

    /** How many numbers time-rs writes it in; 0 for what is always text. */
    public int numbers() {
        return switch (this) {
            case TIME_OFFSET -> 9;
            case TIME_PRIMITIVE -> 6;
            case TIME_DATE -> 2;
            case TIME_TIME -> 4;
            default -> 0;
        };
    }

    /** Whether chrono writes it with a date, for which no year is too far. */
    boolean isChronoDate() {
        return this == CHRONO_UTC || this == CHRONO_FIXED || this == CHRONO_NAIVE || this == CHRONO_DATE;
    }
}
