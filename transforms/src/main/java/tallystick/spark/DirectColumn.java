package tallystick.spark;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.execution.vectorized.WritableColumnVector;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.canonical.Cbor;
import tallystick.canonical.Types;
import tallystick.canonical.Utf8;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;

/**
 * Takes the value of one column straight to canonical bytes. It knows good values only: where it answers false, the row
 * is judged elsewhere.
 */
abstract class DirectColumn {
    /** That the value is not a good one. */
    static final int BAD = -1;

    /** The longest head of a text or of bytes in an array. */
    private static final int TEXT_HEAD = 5;

    /** That the value does not fit where it was to be written. */
    static final int FULL = -2;

    /** A column whose rows are always judged elsewhere. */
    static final class Never extends DirectColumn {
        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            return BAD;
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            return BAD;
        }
    }

    /** How much room each column finds, and leaves to those after it. */
    int room = Cbor.MOST;

    private final ByteSink scratch = new ByteSink(64);

    /**
     * Writes the value, which is not NULL, into the sink's array.
     *
     * @param at where to write; there is {@link #room}, and there is after the value
     * @return where the value ends, or {@link #BAD}
     */
    abstract int encode(InternalRow row, int column, ByteSink out, int at);

    /**
     * Writes the value of that row of a batch, which is not NULL.
     *
     * @param to has room for {@link #most} bytes from {@code at} on, whatever {@code limit} is
     * @param limit where what is of no fixed size must end
     * @return where the value ends, or {@link #BAD} or {@link #FULL}
     */
    int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
        scratch.clear();
        scratch.reserve(room);
        int length = encode(batch.getRow(row), column, scratch, 0);
        if (length < 0 || at + length > limit) {
            return length < 0 ? BAD : FULL;
        }
        System.arraycopy(scratch.array(), 0, to, at, length);
        return at + length;
    }

    /** The most bytes that a value takes; with a value that is of no fixed size, what it takes beside the limit's. */
    int most() {
        return 0;
    }

    /** Whether {@link #most} is all that a value can take. */
    boolean isOfFixedSize() {
        return most() > TEXT_HEAD;
    }

    void room(int bytes) {
        room = bytes;
    }

    /** Whether the companions of a NULL are NULL. */
    boolean companionsAreNull(InternalRow row) {
        return true;
    }

    /** The direct way of that type from columns of that type, or null where there is none. */
    static @Nullable DirectColumn of(CanonicalType type, DataType actual, int nanosColumn, int offsetColumn) {
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return actual instanceof TimestampType && (offsetColumn >= 0) == timestamp.keepsOffset()
                    ? new Moment(timestamp, nanosColumn, offsetColumn)
                    : null;
        } else if (type instanceof DecimalType decimal) {
            return actual instanceof org.apache.spark.sql.types.DecimalType column
                            && column.precision() <= Decimal.MAX_LONG_DIGITS()
                    ? new SmallDecimal(decimal, column.precision(), column.scale())
                    : actual instanceof org.apache.spark.sql.types.DecimalType column
                                    && column.precision() == decimal.precision()
                                    && column.scale() == decimal.scale()
                            ? new WideDecimal(column.precision(), column.scale())
                            : null;
        } else if (type instanceof EnumType enumeration) {
            return actual instanceof StringType ? new Variant(enumeration) : null;
        } else if (!(type instanceof Scalar scalar)) {
            return null;
        } else {
            return scalar(scalar, actual);
        }
    }

    private static @Nullable DirectColumn scalar(Scalar scalar, DataType actual) {
        return switch (scalar) {
            case BOOL -> actual instanceof BooleanType ? new Bool() : null;
            case I8 -> integer(actual, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case I16 -> integer(actual, Short.MIN_VALUE, Short.MAX_VALUE);
            case I32 -> integer(actual, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case I64, I128, BIGINT -> integer(actual, Long.MIN_VALUE, Long.MAX_VALUE);
            case U8 -> integer(actual, 0, 0xFF);
            case U16 -> integer(actual, 0, 0xFFFF);
            case U32 -> integer(actual, 0, 0xFFFF_FFFFL);
            case U64, U128 -> {
                DirectColumn plain = integer(actual, 0, Long.MAX_VALUE);
                yield plain == null && scalar == Scalar.U64 ? whole(actual, BigInteger.ZERO, 64) : plain;
            }
            case DURATION -> {
                DirectColumn plain = integer(actual, Long.MIN_VALUE, Long.MAX_VALUE);
                yield plain == null ? whole(actual, null, 128) : plain;
            }
            case DATE -> actual instanceof DateType ? new IntColumn(Types.FIRST_DAY, Types.LAST_DAY) : null;
            case TIME -> actual instanceof LongType ? new LongColumn(0, Types.NANOS_OF_DAY - 1) : null;
            case F32 -> actual instanceof FloatType ? new FloatColumn() : null;
            case F64 ->
                actual instanceof DoubleType
                        ? new DoubleColumn()
                        : actual instanceof FloatType ? new FloatColumn() : null;
            case STRING -> actual instanceof StringType ? new Text() : null;
            case BYTES -> actual instanceof BinaryType ? new Bytes() : null;
            case UUID -> actual instanceof StringType ? new Uuid() : null;
            case DATETIME ->
                actual instanceof LongType || actual instanceof TimestampNTZType ? new LocalMoment() : null;
            case JSON -> null;
        };
    }

    private static @Nullable DirectColumn integer(DataType actual, long least, long greatest) {
        if (actual instanceof ByteType) {
            return new ByteColumn(least, greatest);
        } else if (actual instanceof ShortType) {
            return new ShortColumn(least, greatest);
        } else if (actual instanceof IntegerType) {
            return new IntColumn(least, greatest);
        } else if (actual instanceof LongType) {
            return new LongColumn(least, greatest);
        }
        return null;
    }

    private static @Nullable DirectColumn whole(DataType actual, @Nullable BigInteger least, int bits) {
        return actual instanceof org.apache.spark.sql.types.DecimalType column && column.scale() == 0
                ? new Whole(column.precision(), least, bits)
                : null;
    }

    /** The column, with values to which an equivalence of the field applies refused. */
    static DirectColumn guarded(DirectColumn column, Field field) {
        List<byte[]> changed = new ArrayList<>();
        if (field.has(Equivalence.EMPTY_IS_NULL) || field.has(Equivalence.ZERO_IS_NULL)) {
            for (int code : new int[] {0x60, 0x40, 0x80, 0xA0, 0x00, Cbor.FALSE}) {
                changed.add(new byte[] {(byte) code});
            }
        }
        if (field.has(Equivalence.ZERO_IS_NULL)) {
            changed.add(new byte[] {(byte) 0xC4, (byte) 0x82, 0, 0});
            changed.add(new byte[] {(byte) Cbor.DOUBLE, 0, 0, 0, 0, 0, 0, 0, 0});
        }
        if (field.has(Equivalence.NEGATIVE_ZERO_IS_ZERO) || field.has(Equivalence.ZERO_IS_NULL)) {
            changed.add(new byte[] {(byte) Cbor.DOUBLE, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0});
        }
        if (field.has(Equivalence.ZERO_TIME_IS_NULL)) {
            ByteSink zero = new ByteSink(16);
            Cbor.moment(zero, Types.FIRST_SECOND, 0);
            changed.add(zero.copy());
            byte[] withOffset = zero.copy();
            withOffset[0] = (byte) (Cbor.ARRAY << 5 | 3);
            changed.add(withOffset);
        }
        return changed.isEmpty() ? column : new Guarded(column, changed.toArray(new byte[0][]));
    }

    private static final class Guarded extends DirectColumn {
        private final DirectColumn column;
        private final byte[][] changed;

        Guarded(DirectColumn column, byte[][] changed) {
            this.column = column;
            this.changed = changed;
        }

        @Override
        void room(int bytes) {
            column.room(bytes);
        }

        @Override
        int encode(InternalRow row, int ordinal, ByteSink out, int at) {
            return unchanged(out.array(), at, column.encode(row, ordinal, out, at));
        }

        @Override
        int encode(ColumnarBatch batch, int ordinal, int row, byte[] to, int at, int limit) {
            return unchanged(to, at, column.encode(batch, ordinal, row, to, at, limit));
        }

        @Override
        int most() {
            return column.most();
        }

        @Override
        boolean isOfFixedSize() {
            return column.isOfFixedSize();
        }

        /** The end of the value, unless a rule changes it. */
        private int unchanged(byte[] to, int at, int end) {
            // An encoding is the beginning of no other: comparing beginnings compares values.
            for (byte[] beginning : changed) {
                int until = at + beginning.length;
                if (until <= end && Arrays.equals(to, at, until, beginning, 0, beginning.length)) {
                    return BAD;
                }
            }
            return end;
        }

        @Override
        boolean companionsAreNull(InternalRow row) {
            return column.companionsAreNull(row);
        }
    }

    private static final class Bool extends DirectColumn {
        @Override
        int most() {
            return 9;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            out.array()[at] = (byte) (row.getBoolean(column) ? Cbor.TRUE : Cbor.FALSE);
            return at + 1;
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            to[at] = (byte) (batch.column(column).getBoolean(row) ? Cbor.TRUE : Cbor.FALSE);
            return at + 1;
        }
    }

    private static int bounded(long value, long least, long greatest, byte[] to, int at) {
        return value >= least && value <= greatest ? Cbor.integer(to, at, value) : BAD;
    }

    private static final class ByteColumn extends DirectColumn {
        private final long least;
        private final long greatest;

        ByteColumn(long least, long greatest) {
            this.least = least;
            this.greatest = greatest;
        }

        @Override
        int most() {
            return 9;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            return bounded(row.getByte(column), least, greatest, out.array(), at);
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            return bounded(batch.column(column).getByte(row), least, greatest, to, at);
        }
    }

    private static final class ShortColumn extends DirectColumn {
        private final long least;
        private final long greatest;

        ShortColumn(long least, long greatest) {
            this.least = least;
            this.greatest = greatest;
        }

        @Override
        int most() {
            return 9;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            return bounded(row.getShort(column), least, greatest, out.array(), at);
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            return bounded(batch.column(column).getShort(row), least, greatest, to, at);
        }
    }

    private static final class IntColumn extends DirectColumn {
        private final long least;
        private final long greatest;

        IntColumn(long least, long greatest) {
            this.least = least;
            this.greatest = greatest;
        }

        @Override
        int most() {
            return 9;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            return bounded(row.getInt(column), least, greatest, out.array(), at);
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            return bounded(batch.column(column).getInt(row), least, greatest, to, at);
        }
    }

    private static final class LongColumn extends DirectColumn {
        private final long least;
        private final long greatest;

        LongColumn(long least, long greatest) {
            this.least = least;
            this.greatest = greatest;
        }

        @Override
        int most() {
            return 9;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            return bounded(row.getLong(column), least, greatest, out.array(), at);
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            return bounded(batch.column(column).getLong(row), least, greatest, to, at);
        }
    }

    private static final class FloatColumn extends DirectColumn {
        @Override
        int most() {
            return 9;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            return Cbor.float64(out.array(), at, row.getFloat(column));
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            return Cbor.float64(to, at, batch.column(column).getFloat(row));
        }
    }

    private static final class DoubleColumn extends DirectColumn {
        @Override
        int most() {
            return 9;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            return Cbor.float64(out.array(), at, row.getDouble(column));
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            return Cbor.float64(to, at, batch.column(column).getDouble(row));
        }
    }

    /** A decimal in a column of at most 18 digits. */
    private static final class SmallDecimal extends DirectColumn {
        private final DecimalType type;
        private final int precision;
        private final int scale;
        private final boolean fits;
        private final long bound;

        SmallDecimal(DecimalType type, int precision, int scale) {
            this.type = type;
            this.precision = precision;
            this.scale = scale;
            this.fits = scale == type.scale() && type.precision() >= precision;
            this.bound = Types.powerOfTen(precision);
        }

        @Override
        int most() {
            return Cbor.MOST;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            // An unsafe row has the unscaled value itself in the place of a decimal of at most 18 digits.
            long unscaled = row instanceof UnsafeRow
                    ? row.getLong(column)
                    : row.getDecimal(column, precision, scale).toUnscaledLong();
            return encode(unscaled, out.array(), at);
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            // The vectors of Spark's own readers hold the unscaled value itself.
            ColumnVector values = batch.column(column);
            long unscaled = !(values instanceof WritableColumnVector)
                    ? values.getDecimal(row, precision, scale).toUnscaledLong()
                    : precision <= Decimal.MAX_INT_DIGITS() ? values.getInt(row) : values.getLong(row);
            return encode(unscaled, to, at);
        }

        private int encode(long unscaled, byte[] to, int at) {
            boolean good = fits ? unscaled < bound && unscaled > -bound : bounded(unscaled);
            return good ? Cbor.decimal(to, at, unscaled, -scale) : BAD;
        }

        private boolean bounded(long unscaled) {
            BigDecimal value = BigDecimal.valueOf(unscaled, scale).stripTrailingZeros();
            return value.signum() == 0
                    || (value.scale() <= type.scale()
                            && value.precision() - value.scale() <= type.precision() - type.scale());
        }
    }

    /** A decimal in a column of its own type. */
    private static final class WideDecimal extends DirectColumn {
        private final int precision;
        private final int scale;

        WideDecimal(int precision, int scale) {
            this.precision = precision;
            this.scale = scale;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            BigDecimal value = row.getDecimal(column, precision, scale).toJavaBigDecimal();
            BigInteger unscaled = value.unscaledValue();
            if (value.precision() > precision) {
                return BAD;
            } else if (unscaled.bitLength() < 64) {
                return Cbor.decimal(out.array(), at, unscaled.longValue(), -(long) value.scale());
            }
            out.advance(at - out.length());
            Cbor.decimal(out, unscaled, -(long) value.scale());
            return out.length();
        }
    }

    /** An integer in a DECIMAL column without digits after the point. */
    private static final class Whole extends DirectColumn {
        private final int precision;
        private final @Nullable BigInteger least;
        private final int bits;

        Whole(int precision, @Nullable BigInteger least, int bits) {
            this.precision = precision;
            this.least = least;
            this.bits = bits;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            BigDecimal value = row.getDecimal(column, precision, 0).toJavaBigDecimal();
            BigInteger whole = value.unscaledValue();
            boolean good = least == null
                    ? whole.abs().compareTo(Types.DURATION_BOUND) < 0
                    : whole.signum() >= 0 && whole.bitLength() <= bits;
            if (!good || value.scale() != 0) {
                return BAD;
            }
            out.advance(at - out.length());
            Cbor.integer(out, whole);
            return out.length();
        }
    }

    private static final class Text extends DirectColumn {
        private final DictionaryEntries entries = new DictionaryEntries(this::encoded);

        @Override
        int most() {
            return TEXT_HEAD;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            UTF8String text = row.getUTF8String(column);
            out.reserve(at + text.numBytes() + room);
            return encode(text, out.array(), at);
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            ColumnVector values = batch.column(column);
            if (values instanceof WritableColumnVector vector && vector.hasDictionary()) {
                int end = entries.write(vector, row, to, at, limit);
                if (end != BAD) {
                    return end;
                }
            }
            UTF8String text = values.getUTF8String(row);
            return at + most() + text.numBytes() <= limit ? encode(text, to, at) : FULL;
        }

        private byte @Nullable [] encoded(UTF8String text) {
            byte[] to = new byte[most() + text.numBytes()];
            int end = encode(text, to, 0);
            return end < 0 ? null : Arrays.copyOf(to, end);
        }

        private static int encode(UTF8String text, byte[] to, int at) {
            int length = text.numBytes();
            int start = Cbor.head(to, at, Cbor.TEXT, length);
            if (text.getBaseObject() instanceof byte[] from) {
                System.arraycopy(from, (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET), to, start, length);
            } else {
                text.writeToMemory(to, Platform.BYTE_ARRAY_OFFSET + (long) start);
            }
            return Utf8.valid(to, start, length) ? start + length : BAD;
        }
    }

    private static final class Bytes extends DirectColumn {
        @Override
        int most() {
            return TEXT_HEAD;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            byte[] bytes = row.getBinary(column);
            out.reserve(at + bytes.length + room);
            return encode(bytes, out.array(), at);
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            byte[] bytes = batch.column(column).getBinary(row);
            return at + most() + bytes.length <= limit ? encode(bytes, to, at) : FULL;
        }

        private static int encode(byte[] bytes, byte[] to, int at) {
            int start = Cbor.head(to, at, Cbor.BYTES, bytes.length);
            System.arraycopy(bytes, 0, to, start, bytes.length);
            return start + bytes.length;
        }
    }

    private static final class Uuid extends DirectColumn {
        private static final byte[] VALUES = new byte[128];

        static {
            Arrays.fill(VALUES, (byte) -1);
            for (char c = '0'; c <= 'f'; c++) {
                VALUES[c] = (byte) Character.digit(c, 16);
            }
        }

        private final byte[] text = new byte[36];

        @Override
        int most() {
            return Cbor.MOST;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            return encode(row.getUTF8String(column), out.array(), at);
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            return encode(batch.column(column).getUTF8String(row), to, at);
        }

        private int encode(UTF8String value, byte[] to, int at) {
            if (value.numBytes() != 36) {
                return BAD;
            }
            value.writeToMemory(text, Platform.BYTE_ARRAY_OFFSET);
            long high = 0;
            long low = 0;
            int wrong = 0;
            for (int i = 0; i < 36; i++) {
                int c = text[i];
                if (i == 8 || i == 13 || i == 18 || i == 23) {
                    wrong |= c ^ '-';
                } else if (i < 18) {
                    int digit = c < 0 ? -1 : VALUES[c];
                    wrong |= digit & 0x80;
                    high = high << 4 | (digit & 15);
                } else {
                    int digit = c < 0 ? -1 : VALUES[c];
                    wrong |= digit & 0x80;
                    low = low << 4 | (digit & 15);
                }
            }
            return wrong == 0 ? Cbor.uuid(to, at, high, low) : BAD;
        }
    }

    private static final class LocalMoment extends DirectColumn {
        @Override
        int most() {
            return Cbor.MOST;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            return encode(row.getLong(column), out.array(), at);
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            return encode(batch.column(column).getLong(row), to, at);
        }

        private static int encode(long micros, byte[] to, int at) {
            long seconds = Math.floorDiv(micros, 1_000_000L);
            return seconds >= Types.FIRST_SECOND && seconds <= Types.LAST_SECOND
                    ? Cbor.moment(to, at, seconds, (int) (micros - seconds * 1_000_000L) * 1000)
                    : BAD;
        }
    }

    private static final class Moment extends DirectColumn {
        private final int unit;
        private final boolean keepsOffset;
        private final int nanosColumn;
        private final int offsetColumn;

        Moment(CanonicalType.TimestampType type, int nanosColumn, int offsetColumn) {
            this.unit = Types.nanosUnit(type.precision());
            this.keepsOffset = type.keepsOffset();
            this.nanosColumn = nanosColumn;
            this.offsetColumn = offsetColumn;
        }

        @Override
        int most() {
            return Cbor.MOST;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            int below = nanosColumn < 0 ? 0 : row.isNullAt(nanosColumn) ? -1 : row.getInt(nanosColumn);
            int offset =
                    offsetColumn < 0 ? 0 : row.isNullAt(offsetColumn) ? Integer.MAX_VALUE : row.getInt(offsetColumn);
            return encode(row.getLong(column), below, offset, out.array(), at);
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            int below = nanosColumn < 0 ? 0 : intOr(batch.column(nanosColumn), row, -1);
            int offset = offsetColumn < 0 ? 0 : intOr(batch.column(offsetColumn), row, Integer.MAX_VALUE);
            return encode(batch.column(column).getLong(row), below, offset, to, at);
        }

        private static int intOr(ColumnVector values, int row, int otherwise) {
            return values.isNullAt(row) ? otherwise : values.getInt(row);
        }

        /** {@code below}: nanoseconds below the microseconds. */
        private int encode(long micros, int below, int offset, byte[] to, int at) {
            long seconds = Math.floorDiv(micros, 1_000_000L);
            int nanos = (int) (micros - seconds * 1_000_000L) * 1000 + below;
            boolean good = seconds >= Types.FIRST_SECOND && seconds <= Types.LAST_SECOND;
            good &= below >= 0 && below <= 999 && (unit == 1 || nanos % unit == 0);
            if (!keepsOffset) {
                return good ? Cbor.moment(to, at, seconds, nanos) : BAD;
            }
            good &= offset >= -Types.LAST_OFFSET && offset <= Types.LAST_OFFSET;
            return good ? Cbor.moment(to, at, seconds, nanos, offset) : BAD;
        }

        @Override
        boolean companionsAreNull(InternalRow row) {
            return (nanosColumn < 0 || row.isNullAt(nanosColumn)) && (offsetColumn < 0 || row.isNullAt(offsetColumn));
        }
    }

    private static final class Variant extends DirectColumn {
        private final Map<UTF8String, Integer> ids = new HashMap<>();

        Variant(EnumType type) {
            type.variants().forEach(v -> ids.put(UTF8String.fromString(v.name()), v.id()));
        }

        @Override
        int most() {
            return 9;
        }

        @Override
        int encode(InternalRow row, int column, ByteSink out, int at) {
            return encode(row.getUTF8String(column), out.array(), at);
        }

        @Override
        int encode(ColumnarBatch batch, int column, int row, byte[] to, int at, int limit) {
            return encode(batch.column(column).getUTF8String(row), to, at);
        }

        private int encode(UTF8String name, byte[] to, int at) {
            Integer id = ids.get(name);
            return id == null ? BAD : Cbor.integer(to, at, id);
        }
    }
}
