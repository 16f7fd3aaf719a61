package tallystick.spark;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.util.ArrayBasedMapData;
import org.apache.spark.sql.catalyst.util.GenericArrayData;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.canonical.JsonText;
import tallystick.canonical.JsonView;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Types;
import tallystick.canonical.Utf8;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;

/**
 * Projects the values of one canonical type to their column. The values are ones that the canonical encoder accepts, and
 * their maps are in canonical order.
 */
abstract class ColumnWriter {
    /** The column's value, as Spark holds it inside; null where the column cannot hold it. May refer to the buffer. */
    abstract @Nullable Object project(RecordBuffer record, int node);

    /** Whether the column alone says the value: whether reading the projection gives it back. */
    abstract boolean exact(RecordBuffer record, int node);

    /** Puts the projection into a column of the row. */
    void write(RecordBuffer record, int node, InternalRow row, int ordinal) {
        Object value = project(record, node);
        if (value == null) {
            row.setNullAt(ordinal);
        } else {
            row.update(ordinal, value);
        }
    }

    static ColumnWriter compile(Contract contract, CanonicalType named) {
        if (Types.recursive(contract, named)) {
            return new RecursiveWriter(contract, named);
        }
        CanonicalType type = contract.resolve(named);
        if (type instanceof Scalar scalar) {
            return scalar(scalar);
        } else if (type instanceof DecimalType decimal) {
            return new DecimalWriter(decimal.precision(), decimal.scale());
        } else if (type instanceof TimestampType timestamp) {
            return new MicrosWriter(!timestamp.keepsOffset());
        } else if (type instanceof ListType list) {
            return new ListWriter(Slot.element(contract, list.element(), list.nullable()));
        } else if (type instanceof MapType map) {
            return new MapWriter(compile(contract, map.key()), Slot.element(contract, map.value(), map.nullable()));
        } else if (type instanceof CanonicalType.StructType struct) {
            return new StructWriter(struct.fields().stream()
                    .map(field -> Slot.field(contract, field))
                    .toArray(Slot[]::new));
        } else if (type instanceof TupleType tuple) {
            return new TupleWriter(tuple.elements().stream()
                    .map(element -> Slot.element(contract, element, false))
                    .toArray(Slot[]::new));
        } else if (type instanceof EnumType enumeration) {
            return new EnumWriter(enumeration);
        } else if (type instanceof UnionType union) {
            return new UnionWriter(contract, union);
        }
        throw new IllegalStateException("no column for " + type);
    }

    private static ColumnWriter scalar(Scalar type) {
        return switch (type) {
            case BOOL -> new BoolWriter();
            case I8 -> new ByteWriter();
            case I16, U8 -> new ShortWriter();
            case I32, U16, DATE -> new IntWriter();
            case I64, U32, TIME -> new LongWriter();
            case U64 -> new WholeWriter(20);
            case DURATION -> new WholeWriter(29);
            case I128, U128, BIGINT -> new DigitsWriter();
            case F32 -> new FloatWriter();
            case F64 -> new DoubleWriter();
            case STRING -> new TextWriter();
            case BYTES -> new BytesWriter();
            case UUID -> new UuidWriter();
            case DATETIME -> new MicrosWriter(true);
            case JSON -> new JsonWriter();
        };
    }

    /** A place for a value, which may have none: a field, an element, a map's value, a payload. */
    static final class Slot {
        final ColumnWriter column;
        private final boolean nullIsValue;
        private final boolean nullIsLost;

        private Slot(ColumnWriter column, boolean nullIsValue, boolean nullIsLost) {
            this.column = column;
            this.nullIsValue = nullIsValue;
            this.nullIsLost = nullIsLost;
        }

        static Slot field(Contract contract, Field field) {
            boolean ownNull = field.presence() == Presence.NULLABLE || field.presence() == Presence.TRISTATE;
            return new Slot(
                    compile(contract, field.type()),
                    !ownNull && Types.isJson(contract, field.type()),
                    field.presence() == Presence.TRISTATE);
        }

        static Slot element(Contract contract, CanonicalType type, boolean nullable) {
            return new Slot(compile(contract, type), !nullable && Types.isJson(contract, type), false);
        }

        boolean hasValue(RecordBuffer record, int node) {
            return record.hasValue(node) || (nullIsValue && record.kind(node) == RecordBuffer.NULL);
        }

        @Nullable
        Object project(RecordBuffer record, int node) {
            return hasValue(record, node) ? column.project(record, node) : null;
        }

        boolean exact(RecordBuffer record, int node) {
            return hasValue(record, node)
                    ? column.exact(record, node)
                    : !nullIsLost || record.kind(node) != RecordBuffer.NULL;
        }
    }

    /** A type whose column always says the value. */
    private abstract static class ExactWriter extends ColumnWriter {
        @Override
        final boolean exact(RecordBuffer record, int node) {
            return true;
        }
    }

    private static final class BoolWriter extends ExactWriter {
        @Override
        Object project(RecordBuffer record, int node) {
            return record.bool(node);
        }

        @Override
        void write(RecordBuffer record, int node, InternalRow row, int ordinal) {
            row.setBoolean(ordinal, record.bool(node));
        }
    }

    private static final class ByteWriter extends ExactWriter {
        @Override
        Object project(RecordBuffer record, int node) {
            return (byte) record.integer(node);
        }

        @Override
        void write(RecordBuffer record, int node, InternalRow row, int ordinal) {
            row.setByte(ordinal, (byte) record.integer(node));
        }
    }

    private static final class ShortWriter extends ExactWriter {
        @Override
        Object project(RecordBuffer record, int node) {
            return (short) record.integer(node);
        }

        @Override
        void write(RecordBuffer record, int node, InternalRow row, int ordinal) {
            row.setShort(ordinal, (short) record.integer(node));
        }
    }

    private static final class IntWriter extends ExactWriter {
        @Override
        Object project(RecordBuffer record, int node) {
            return (int) record.integer(node);
        }

        @Override
        void write(RecordBuffer record, int node, InternalRow row, int ordinal) {
            row.setInt(ordinal, (int) record.integer(node));
        }
    }

    private static final class LongWriter extends ExactWriter {
        @Override
        Object project(RecordBuffer record, int node) {
            return record.integer(node);
        }

        @Override
        void write(RecordBuffer record, int node, InternalRow row, int ordinal) {
            row.setLong(ordinal, record.integer(node));
        }
    }

    /** An integer in a DECIMAL column without digits after the point. */
    private static final class WholeWriter extends ExactWriter {
        private final int precision;

        WholeWriter(int precision) {
            this.precision = precision;
        }

        @Override
        Object project(RecordBuffer record, int node) {
            return Decimal.apply(new BigDecimal(record.big(node)), precision, 0);
        }
    }

    private static final class DigitsWriter extends ExactWriter {
        @Override
        Object project(RecordBuffer record, int node) {
            return UTF8String.fromString(record.big(node).toString());
        }
    }

    private static final class FloatWriter extends ExactWriter {
        @Override
        Object project(RecordBuffer record, int node) {
            return (float) record.f64(node);
        }

        @Override
        void write(RecordBuffer record, int node, InternalRow row, int ordinal) {
            row.setFloat(ordinal, (float) record.f64(node));
        }
    }

    private static final class DoubleWriter extends ExactWriter {
        @Override
        Object project(RecordBuffer record, int node) {
            return record.f64(node);
        }

        @Override
        void write(RecordBuffer record, int node, InternalRow row, int ordinal) {
            row.setDouble(ordinal, record.f64(node));
        }
    }

    private static final class DecimalWriter extends ExactWriter {
        private final int precision;
        private final int scale;

        DecimalWriter(int precision, int scale) {
            this.precision = precision;
            this.scale = scale;
        }

        @Override
        Object project(RecordBuffer record, int node) {
            if (precision <= Decimal.MAX_LONG_DIGITS() && record.kind(node) == RecordBuffer.DECIMAL) {
                long unscaled = record.integer(node);
                long shift = (long) scale - record.scale(node);
                if (unscaled == 0 || shift == 0) {
                    return Decimal.createUnsafe(unscaled, precision, scale);
                } else if (shift > 0 && shift <= 18) {
                    return Decimal.createUnsafe(unscaled * Types.powerOfTen((int) shift), precision, scale);
                } else if (shift < 0 && shift >= -18) {
                    return Decimal.createUnsafe(unscaled / Types.powerOfTen((int) -shift), precision, scale);
                }
            }
            BigInteger unscaled = record.unscaled(node);
            BigDecimal value = unscaled.signum() == 0
                    ? BigDecimal.valueOf(0, scale)
                    : new BigDecimal(unscaled, record.scale(node)).setScale(scale);
            return Decimal.apply(value, precision, scale);
        }
    }

    private static final class TextWriter extends ColumnWriter {
        @Override
        Object project(RecordBuffer record, int node) {
            byte[] bytes = record.bytes(node);
            int offset = record.offset(node);
            int length = record.length(node);
            return record.kind(node) == RecordBuffer.TEXT
                    ? UTF8String.fromBytes(bytes, offset, length)
                    : UTF8String.fromString(Utf8.lenient(bytes, offset, length));
        }

        @Override
        boolean exact(RecordBuffer record, int node) {
            return record.kind(node) == RecordBuffer.TEXT;
        }
    }

    private static final class BytesWriter extends ExactWriter {
        @Override
        Object project(RecordBuffer record, int node) {
            int offset = record.offset(node);
            return Arrays.copyOfRange(record.bytes(node), offset, offset + record.length(node));
        }
    }

    private static final class UuidWriter extends ExactWriter {
        private static final byte[] DIGITS = {
            '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
        };

        @Override
        Object project(RecordBuffer record, int node) {
            byte[] text = new byte[36];
            int at = 0;
            for (int digit = 0; digit < 32; digit++) {
                if (digit == 8 || digit == 12 || digit == 16 || digit == 20) {
                    text[at++] = '-';
                }
                long half = digit < 16 ? record.uuidHigh(node) : record.uuidLow(node);
                text[at++] = DIGITS[(int) (half >>> (60 - 4 * (digit & 15))) & 15];
            }
            return UTF8String.fromBytes(text);
        }
    }

    /** A point in time in microseconds, floored. */
    private static final class MicrosWriter extends ColumnWriter {
        private final boolean exactInMicros;

        MicrosWriter(boolean exactInMicros) {
            this.exactInMicros = exactInMicros;
        }

        @Override
        Object project(RecordBuffer record, int node) {
            return micros(record, node);
        }

        @Override
        void write(RecordBuffer record, int node, InternalRow row, int ordinal) {
            row.setLong(ordinal, micros(record, node));
        }

        @Override
        boolean exact(RecordBuffer record, int node) {
            return exactInMicros && record.nanos(node) % 1000 == 0;
        }

        private static long micros(RecordBuffer record, int node) {
            return record.integer(node) * 1_000_000 + record.nanos(node) / 1000;
        }
    }

    private static final class ListWriter extends ColumnWriter {
        private final Slot element;

        ListWriter(Slot element) {
            this.element = element;
        }

        @Override
        Object project(RecordBuffer record, int node) {
            Object[] values = new Object[record.children(node)];
            int i = 0;
            for (int child = record.first(node); child >= 0; child = record.next(child)) {
                values[i++] = element.project(record, child);
            }
            return new GenericArrayData(values);
        }

        @Override
        boolean exact(RecordBuffer record, int node) {
            for (int child = record.first(node); child >= 0; child = record.next(child)) {
                if (!element.exact(record, child)) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class MapWriter extends ColumnWriter {
        private final ColumnWriter key;
        private final Slot value;

        MapWriter(ColumnWriter key, Slot value) {
            this.key = key;
            this.value = value;
        }

        /** Null when a key is not what its column would say: two keys could become one. */
        @Override
        @Nullable
        Object project(RecordBuffer record, int node) {
            int entries = record.children(node) / 2;
            Object[] keys = new Object[entries];
            Object[] values = new Object[entries];
            int at = record.first(node);
            for (int i = 0; i < entries; i++) {
                if (!key.exact(record, at)) {
                    return null;
                }
                keys[i] = key.project(record, at);
                at = record.next(at);
                values[i] = value.project(record, at);
                at = record.next(at);
            }
            return new ArrayBasedMapData(new GenericArrayData(keys), new GenericArrayData(values));
        }

        @Override
        boolean exact(RecordBuffer record, int node) {
            int at = record.first(node);
            while (at >= 0) {
                int entry = record.next(at);
                if (!key.exact(record, at) || !value.exact(record, entry)) {
                    return false;
                }
                at = record.next(entry);
            }
            return true;
        }
    }

    private static final class StructWriter extends ColumnWriter {
        private final Slot[] fields;

        StructWriter(Slot[] fields) {
            this.fields = fields;
        }

        @Override
        Object project(RecordBuffer record, int node) {
            if (fields.length == 0) {
                return true;
            }
            Object[] values = new Object[fields.length];
            for (int i = 0; i < fields.length; i++) {
                values[i] = fields[i].project(record, record.slot(node, i));
            }
            return new GenericInternalRow(values);
        }

        @Override
        boolean exact(RecordBuffer record, int node) {
            for (int i = 0; i < fields.length; i++) {
                if (!fields[i].exact(record, record.slot(node, i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final class TupleWriter extends ColumnWriter {
        private final Slot[] elements;

        TupleWriter(Slot[] elements) {
            this.elements = elements;
        }

        @Override
        Object project(RecordBuffer record, int node) {
            if (elements.length == 0) {
                return true;
            }
            Object[] values = new Object[elements.length];
            int child = record.first(node);
            for (int i = 0; i < elements.length; i++) {
                values[i] = elements[i].project(record, child);
                child = record.next(child);
            }
            return new GenericInternalRow(values);
        }

        @Override
        boolean exact(RecordBuffer record, int node) {
            int child = record.first(node);
            for (Slot element : elements) {
                if (!element.exact(record, child)) {
                    return false;
                }
                child = record.next(child);
            }
            return true;
        }
    }

    private static final class EnumWriter extends ExactWriter {
        private final Map<Long, UTF8String> names = new HashMap<>();

        EnumWriter(EnumType type) {
            type.variants().forEach(v -> names.put((long) v.id(), UTF8String.fromString(v.name())));
        }

        @Override
        @Nullable
        Object project(RecordBuffer record, int node) {
            return names.get(record.integer(node));
        }
    }

    private static final class UnionWriter extends ColumnWriter {
        private final Map<Long, UTF8String> names = new HashMap<>();
        private final Map<Long, Integer> columns = new HashMap<>();
        private final List<Slot> payloads = new ArrayList<>();

        UnionWriter(Contract contract, UnionType union) {
            for (Alternative alternative : union.alternatives()) {
                names.put((long) alternative.id(), UTF8String.fromString(alternative.name()));
                CanonicalType payload = alternative.payload();
                if (payload != null) {
                    columns.put((long) alternative.id(), payloads.size());
                    payloads.add(Slot.element(contract, payload, false));
                }
            }
        }

        @Override
        Object project(RecordBuffer record, int node) {
            Object[] values = new Object[1 + payloads.size()];
            values[0] = names.get(record.integer(node));
            Integer column = columns.get(record.integer(node));
            if (column != null) {
                values[1 + column] = payloads.get(column).project(record, record.first(node));
            }
            return new GenericInternalRow(values);
        }

        @Override
        boolean exact(RecordBuffer record, int node) {
            Integer column = columns.get(record.integer(node));
            return column == null || payloads.get(column).exact(record, record.first(node));
        }
    }

    private static final class JsonWriter extends ExactWriter {
        private final ByteSink text = new ByteSink(256);

        @Override
        Object project(RecordBuffer record, int node) {
            text.clear();
            JsonText.print(record, node, text);
            return UTF8String.fromBytes(text.copy());
        }
    }

    /** A type that contains itself has no column type: its view is for people, its value in the residue. */
    private static final class RecursiveWriter extends ColumnWriter {
        private final JsonView view;
        private final CanonicalType type;

        RecursiveWriter(Contract contract, CanonicalType type) {
            this.view = new JsonView(contract);
            this.type = type;
        }

        @Override
        Object project(RecordBuffer record, int node) {
            return UTF8String.fromString(view.value(type, record, node));
        }

        @Override
        boolean exact(RecordBuffer record, int node) {
            return false;
        }
    }
}
