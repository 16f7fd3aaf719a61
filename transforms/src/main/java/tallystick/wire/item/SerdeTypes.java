package tallystick.wire.item;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Carriage;
import tallystick.wire.CarriageTable;
import tallystick.wire.EpochNumber;
import tallystick.wire.NameTable;
import tallystick.wire.Reason;
import tallystick.wire.RustDuration;
import tallystick.wire.TimestampCarriage;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.DecimalText;
import tallystick.wire.text.Spelling;

/** What Rust's types are in serde's data model, where a format says that it is not for people to read. */
public class SerdeTypes implements LibraryTypes {
    @Override
    public ValueReader reader(Binding.Leaf leaf, BoundRecord record) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (side instanceof Scalar scalar) {
            return integer(scalar, type, record);
        }
        String why = whyNot(side);
        if (!why.isEmpty()) {
            return new Leaves.Refused(why);
        }
        boolean keepsOffset = type instanceof CanonicalType.TimestampType timestamp && timestamp.keepsOffset();
        if (side instanceof SideType.Epoch epoch) {
            return new Epoch(new EpochNumber(epoch.digits(), keepsOffset));
        }
        Spelling spelling = spelling(leaf);
        Becomes becomes = Becomes.of(type);
        if (spelling != null && becomes != null) {
            return spelling.numbers() > 0 ? new MomentNumbers(spelling, becomes) : new MomentText(spelling, becomes);
        }
        if (type == CanonicalType.Scalar.JSON) {
            return new AnyValues.Reader(anyKind(side), false, record.options().lastDuplicateWins());
        }
        return switch ((Library) side) {
            case RUST_UUID -> new Leaves.Bytes(16, true, false, false);
            case SYSTEM_TIME -> new SecondsAndNanos(true, keepsOffset);
            case STD_DURATION -> new SecondsAndNanos(false, false);
            case TIME_DELTA -> new SecondsNanosPair(false);
            case TIME_DURATION -> new SecondsNanosPair(true);
            case RUST_DECIMAL -> new Decimal();
            case RUST_BIG_INT -> new RustBigInt(type instanceof CanonicalType.DecimalType);
            default -> throw new IllegalArgumentException("no reader of " + side + " as " + type);
        };
    }

    @Override
    public ValueWriter writer(Binding.Leaf leaf, BoundRecord record) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        if (side instanceof Scalar scalar) {
            return new Writers.Int(
                    Leaves.bits(scalar), Leaves.isSigned(scalar), record.shape().text(scalar));
        }
        String why = whyNot(side);
        if (!why.isEmpty()) {
            return new Writers.Refused(why);
        }
        boolean keepsOffset = type instanceof CanonicalType.TimestampType timestamp && timestamp.keepsOffset();
        if (side instanceof SideType.Epoch epoch) {
            return new Writers.Epoch(new EpochNumber(epoch.digits(), keepsOffset));
        }
        Spelling spelling = spelling(leaf);
        Becomes becomes = Becomes.of(type);
        if (spelling != null && becomes != null) {
            return new Writers.Moment(spelling, becomes);
        }
        if (type == CanonicalType.Scalar.JSON) {
            return new AnyValues.Writer(anyKind(side));
        }
        return switch ((Library) side) {
            case RUST_UUID -> new Writers.Bytes(16, false);
            case SYSTEM_TIME -> new Writers.SystemTime(keepsOffset);
            case STD_DURATION, TIME_DELTA, TIME_DURATION -> new Writers.Duration((Library) side);
            case RUST_DECIMAL -> new Writers.Decimal();
            case RUST_BIG_INT -> new Writers.RustBigInt();
            default -> throw new IllegalArgumentException("no writer of " + type + " as " + side);
        };
    }

    @Override
    public @Nullable Carriage carriage(Binding.Leaf leaf, BoundRecord record) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        String why = whyNot(side);
        if (!why.isEmpty()) {
            return CarriageTable.impossible(why);
        }
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return CarriageTable.worse(
                    TimestampCarriage.of(timestamp, side),
                    side == Library.SYSTEM_TIME
                            ? CarriageTable.rule("a SystemTime before 1970 is refused")
                            : Carriage.EXACT);
        }
        if (side instanceof SideType.Epoch epoch) {
            return epoch.digits() < 9
                    ? CarriageTable.lossy("the integer drops digits of a second beyond " + epoch.digits())
                    : Carriage.EXACT;
        }
        if (side == Library.RUST_DECIMAL) {
            return type instanceof CanonicalType.DecimalType decimal && decimal.precision() > 28
                    ? CarriageTable.rule("rust_decimal holds 28 digits; what has more is refused")
                    : Carriage.EXACT;
        }
        if (type == CanonicalType.Scalar.DURATION && side == Library.STD_DURATION) {
            return CarriageTable.rule("std's Duration is never negative; what is, is refused");
        }
        return type == CanonicalType.Scalar.JSON
                ? CarriageTable.rule("numbers that are neither 64-bit integers nor f64 are refused")
                : null;
    }

    /** Why a type is not carried; empty when it is. */
    private static String whyNot(SideType side) {
        return side == Library.RAW_VALUE
                ? "a RawValue is text of JSON, which serde_json alone writes and reads"
                : side instanceof SideType.As ? "the format is not written through that adapter here" : "";
    }

    private static ValueReader integer(Scalar scalar, CanonicalType type, BoundRecord record) {
        return new Leaves.Int(
                Leaves.bits(scalar),
                Leaves.isSigned(scalar),
                record.shape().text(scalar),
                type instanceof CanonicalType.DecimalType);
    }

    private static @Nullable Spelling spelling(Binding.Leaf leaf) {
        if (leaf.side() instanceof Library library && library != Library.SYSTEM_TIME) {
            return Becomes.of(leaf.type()) == null ? null : Spelling.of(library);
        }
        return null;
    }

    static byte anyKind(SideType side) {
        return side instanceof SideType.MapOf
                ? RecordBuffer.MAP
                : side instanceof SideType.Sequence ? RecordBuffer.LIST : RecordBuffer.NULL;
    }

    /** A chrono time {@code with} ts_seconds and its like: an integer since 1970. */
    private static final class Epoch extends Leaves.Numeric {
        private final EpochNumber number;

        Epoch(EpochNumber number) {
            this.number = number;
        }

        @Override
        void set(Input in, int node, long value, int at) {
            number.read(in.buffer, node, value);
        }

        @Override
        void set(Input in, int node, BigInteger value, int at) {
            in.find(Reason.RANGE, at, value + " is out of range");
        }
    }

    /** A date or time that chrono, or the time crate {@code with} its own module, writes as text in every format. */
    private static final class MomentText extends ValueReader {
        private final Spelling spelling;
        private final Becomes becomes;

        MomentText(Spelling spelling, Becomes becomes) {
            this.spelling = spelling;
            this.becomes = becomes;
        }

        @Override
        protected void read(Input in, int node) {
            if (in.kind != Kind.TEXT) {
                in.wrongType("a text");
                return;
            }
            int at = in.at;
            in.string();
            Leaves.moment(in, node, at, spelling, becomes);
        }
    }

    /** A date or time of the time crate: an array of numbers. */
    private static final class MomentNumbers extends ValueReader {
        private final Spelling spelling;
        private final Becomes becomes;

        MomentNumbers(Spelling spelling, Becomes becomes) {
            this.spelling = spelling;
            this.becomes = becomes;
        }

        @Override
        protected void read(Input in, int node) {
            int at = in.at;
            if (!integers(in, in.numbers, spelling.numbers())) {
                return;
            }
            if (!in.moment.take(spelling, in.numbers)) {
                in.find(Reason.TIMESTAMP, at, "the numbers are no date or time of the time crate");
                return;
            }
            String problem = in.moment.set(in.buffer, node, spelling, becomes);
            if (problem != null) {
                in.find(Reason.TIMESTAMP, at, problem);
            }
        }
    }

    /** Whether the integer whose head was read is one of 64 bits, without sign if {@code unsigned}. */
    private static boolean isWord(Input in, boolean unsigned) {
        return unsigned ? in.kind == Kind.UNSIGNED : in.isInteger() && in.fitsLong();
    }

    private static boolean integers(Input in, long[] into, int length) {
        return integers(in, into, length, false);
    }

    /** Reads an array of so many integers of 64 bits; false after a finding. */
    private static boolean integers(Input in, long[] into, int length, boolean unsigned) {
        if (in.kind != Kind.ARRAY) {
            in.wrongType("an array of " + length + " integers");
            return false;
        }
        int at = in.at;
        boolean good = true;
        in.enter();
        int count = in.count();
        int i = 0;
        for (; in.more(count, i); i++) {
            in.head();
            if (i < length && isWord(in, unsigned)) {
                into[i] = unsigned ? in.number : in.asLong();
            } else {
                good = false;
                in.rest();
            }
        }
        in.leave();
        if (!good || i != length) {
            in.find(Reason.TYPE, at, "an array of " + length + " integers is expected");
            return false;
        }
        return true;
    }

    /** std's Duration and SystemTime: a struct of seconds and nanoseconds. */
    private static final class SecondsAndNanos extends ValueReader {
        private final NameTable names;
        private final boolean instant;
        private final int offset;

        SecondsAndNanos(boolean instant, boolean keepsOffset) {
            this.instant = instant;
            this.offset = keepsOffset ? 0 : RecordBuffer.NO_OFFSET;
            this.names = new NameTable(
                    instant
                            ? List.of(List.of("secs_since_epoch"), List.of("nanos_since_epoch"))
                            : List.of(List.of("secs"), List.of("nanos")),
                    NameTable.Folding.NONE);
        }

        @Override
        protected void read(Input in, int node) {
            int at = in.at;
            if (in.kind == Kind.ARRAY && in.manner.takes(Freedom.STRUCT_FROM_ARRAY)) {
                if (!integers(in, in.numbers, 2, true)) {
                    return;
                }
            } else if (in.kind != Kind.MAP) {
                in.wrongType("a map of seconds and nanoseconds");
                return;
            } else if (!members(in)) {
                in.find(Reason.TYPE, at, "a map of seconds and nanoseconds, and nothing else, is expected");
                return;
            }
            long nanos = in.numbers[1];
            String problem = nanos < 0 || nanos > 0xFFFF_FFFFL
                    ? "seconds or nanoseconds out of range"
                    : RustDuration.setStd(in.buffer, node, in.numbers[0], nanos, instant, offset);
            if (problem != null) {
                in.find(Reason.RANGE, at, problem);
            }
        }

        private boolean members(Input in) {
            boolean good = true;
            int seen = 0;
            in.enter();
            int count = in.count();
            for (int i = 0; in.more(count, i); i++) {
                in.head();
                int position = -1;
                if (in.kind == Kind.TEXT || in.kind == Kind.BYTES && in.manner.takes(Freedom.NAME_FROM_BYTES)) {
                    in.string();
                    position = names.lookup(in.text, in.textFrom, in.textLength);
                } else {
                    in.rest();
                }
                in.head();
                if (position < 0 || (seen & 1 << position) != 0 || !isWord(in, true)) {
                    good = false;
                    in.rest();
                } else {
                    seen |= 1 << position;
                    in.numbers[position] = in.number;
                }
            }
            in.leave();
            return good && seen == 3;
        }
    }

    /** chrono's TimeDelta and the time crate's Duration: an array of seconds and nanoseconds, both signed. */
    private static final class SecondsNanosPair extends ValueReader {
        private final boolean timeCrate;

        SecondsNanosPair(boolean timeCrate) {
            this.timeCrate = timeCrate;
        }

        @Override
        protected void read(Input in, int node) {
            int at = in.at;
            if (!integers(in, in.numbers, 2)) {
                return;
            }
            long nanos = in.numbers[1];
            String problem = nanos != (int) nanos
                    ? "nanoseconds out of range"
                    : RustDuration.setSigned(in.buffer, node, in.numbers[0], nanos, timeCrate);
            if (problem != null) {
                in.find(Reason.RANGE, at, problem);
            }
        }
    }

    /** A rust_decimal: text, or an integer. */
    private static final class Decimal extends ValueReader {
        @Override
        protected void read(Input in, int node) {
            int at = in.at;
            if (in.isInteger() && in.fitsLong()) {
                in.buffer.setDecimal(node, in.asLong(), 0);
            } else if (in.isInteger()) {
                in.buffer.setDecimal(node, in.asBig(), 0);
            } else if (in.kind == Kind.TEXT) {
                in.string();
                if (!DecimalText.RUST.read(in.text, in.textFrom, in.textLength, in.buffer, node)) {
                    in.find(Reason.TYPE, at, "\"" + in.shown() + "\" is no decimal");
                    return;
                }
            } else if (in.kind == Kind.REAL) {
                in.find(
                        Reason.PRECISION,
                        at,
                        in.real + " is a float, which rust_decimal rounds to its digits; write it as text");
                return;
            } else {
                in.wrongType("a decimal as text or integer");
                return;
            }
            DecimalText.Excess excess = DecimalText.beyondRust(in.buffer, node);
            if (excess != null) {
                in.buffer.absent(node);
                in.find(excess.reason(), at, excess.detail());
            }
        }
    }

    /** num-bigint's BigInt: a sign, and an array of digits to the base 2^32, least first. */
    private static final class RustBigInt extends ValueReader {
        private static final int MOST_DIGITS = 128;

        private final boolean decimal;

        RustBigInt(boolean decimal) {
            this.decimal = decimal;
        }

        @Override
        protected void read(Input in, int node) {
            if (in.kind != Kind.ARRAY) {
                in.wrongType("an array of a sign and of 32-bit digits");
                return;
            }
            int at = in.at;
            long sign = 2;
            BigInteger magnitude = null;
            in.enter();
            int count = in.count();
            int i = 0;
            for (; in.more(count, i); i++) {
                in.head();
                if (i == 0 && in.isInteger() && in.fitsLong()) {
                    sign = in.asLong();
                } else if (i == 1 && in.kind == Kind.ARRAY) {
                    magnitude = digits(in);
                } else {
                    in.rest();
                }
            }
            in.leave();
            if (i != 2 || sign < -1 || sign > 1 || magnitude == null) {
                in.find(Reason.TYPE, at, "an array of a sign and of 32-bit digits (4096 bits at most) is expected");
                return;
            }
            // A BigInt without sign is zero, and one of digits without any too.
            BigInteger value = sign < 0 ? magnitude.negate() : sign == 0 ? BigInteger.ZERO : magnitude;
            if (decimal) {
                in.buffer.setDecimal(node, value, 0);
            } else {
                in.buffer.setBig(node, value);
            }
        }

        /** The magnitude; null when it is none, or too large. */
        private static @Nullable BigInteger digits(Input in) {
            byte[] magnitude = new byte[4 * MOST_DIGITS];
            boolean good = true;
            in.enter();
            int count = in.count();
            int i = 0;
            for (; in.more(count, i); i++) {
                in.head();
                if (i < MOST_DIGITS && in.kind == Kind.UNSIGNED && in.number >>> 32 == 0) {
                    for (int k = 0; k < 4; k++) {
                        magnitude[magnitude.length - 1 - 4 * i - k] = (byte) (in.number >>> (8 * k));
                    }
                } else {
                    good = false;
                    in.rest();
                }
            }
            in.leave();
            return good ? new BigInteger(1, magnitude) : null;
        }
    }
}
