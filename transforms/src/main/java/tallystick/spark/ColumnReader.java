package tallystick.spark;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.catalyst.util.MapData;
import org.apache.spark.sql.types.ArrayType;
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
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.InvalidValueException;
import tallystick.canonical.JsonText;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Types;
import tallystick.canonical.Utf8;
import tallystick.canonical.Violation;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;

/**
 * Reads the values of a column, or of a place within one, that is not NULL. Bounds are left to the canonical encoder, so
 * that one place judges them.
 */
abstract class ColumnReader {
    /**
     * Reads the value at that ordinal into the node.
     *
     * @throws InvalidValueException if it is nothing that the canonical type can begin with
     */
    abstract void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node);

    /** Compiles readers, and collects what columns cannot be read. */
    static final class Compiler {
        private final Contract contract;
        private final List<String> problems;

        Compiler(Contract contract, List<String> problems) {
            this.contract = contract;
            this.problems = problems;
        }

        /**
         * A reader of that canonical type from columns of that type; one that has no values when there is none, and a
         * problem is added.
         */
        ColumnReader compile(CanonicalType named, DataType actual, String path) {
            if (Types.recursive(contract, named)) {
                return new OnlyInResidue();
            }
            CanonicalType type = contract.resolve(named);
            ColumnReader reader = find(type, actual, path);
            if (reader != null) {
                return reader;
            }
            problems.add("the column " + path + " is " + actual.sql() + ", which cannot hold "
                    + Types.name(type) + "; expected "
                    + CanonicalSchema.column(contract, named).sql());
            return new OnlyInResidue();
        }

        private @Nullable ColumnReader find(CanonicalType type, DataType actual, String path) {
            if (type instanceof Scalar scalar) {
                return scalar(scalar, actual);
            } else if (type instanceof DecimalType) {
                return number(actual, true);
            } else if (type instanceof CanonicalType.TimestampType) {
                return actual instanceof TimestampType ? new MicrosReader() : null;
            } else if (type instanceof ListType list) {
                return actual instanceof ArrayType array
                        ? new ListReader(
                                element(list.element(), array.elementType(), list.nullable(), path + ".element"))
                        : null;
            } else if (type instanceof MapType map) {
                return actual instanceof org.apache.spark.sql.types.MapType columns
                        ? new MapReader(
                                compile(map.key(), columns.keyType(), path + ".key"),
                                element(map.value(), columns.valueType(), map.nullable(), path + ".value"))
                        : null;
            } else if (type instanceof CanonicalType.StructType struct) {
                if (struct.fields().isEmpty()) {
                    return actual instanceof BooleanType ? new EmptyReader(true) : null;
                }
                return actual instanceof StructType columns ? struct(struct, columns, path) : null;
            } else if (type instanceof TupleType tuple) {
                if (tuple.elements().isEmpty()) {
                    return actual instanceof BooleanType ? new EmptyReader(false) : null;
                }
                return actual instanceof StructType columns ? tuple(tuple, columns, path) : null;
            } else if (type instanceof EnumType enumeration) {
                return actual instanceof StringType ? new EnumReader(enumeration) : null;
            } else if (type instanceof UnionType union) {
                return actual instanceof StructType columns ? union(union, columns, path) : null;
            }
            return null;
        }

        private static @Nullable ColumnReader scalar(Scalar type, DataType actual) {
            return switch (type) {
                case BOOL -> actual instanceof BooleanType ? new BoolReader() : null;
                case I8, I16, I32, I64, I128, U8, U16, U32, U64, U128, BIGINT -> number(actual, false);
                case F32, F64 ->
                    actual instanceof FloatType
                            ? new FloatReader()
                            : actual instanceof DoubleType ? new DoubleReader() : null;
                case STRING ->
                    actual instanceof StringType
                            ? new TextReader()
                            : actual instanceof BinaryType ? new BinaryTextReader() : null;
                case BYTES -> actual instanceof BinaryType ? new BytesReader() : null;
                case UUID -> actual instanceof StringType ? new UuidReader() : null;
                case DATE -> actual instanceof DateType ? new IntReader() : null;
                case TIME -> actual instanceof LongType ? new LongReader() : null;
                case DATETIME ->
                    actual instanceof LongType || actual instanceof TimestampNTZType ? new MicrosReader() : null;
                case DURATION ->
                    actual instanceof StringType || actual instanceof DateType ? null : number(actual, false);
                case JSON -> actual instanceof StringType ? new JsonReader() : null;
            };
        }

        private static @Nullable ColumnReader number(DataType actual, boolean decimal) {
            if (actual instanceof ByteType) {
                return decimal ? null : new ByteReader();
            } else if (actual instanceof ShortType) {
                return decimal ? null : new ShortReader();
            } else if (actual instanceof IntegerType) {
                return decimal ? null : new IntReader();
            } else if (actual instanceof LongType) {
                return decimal ? null : new LongReader();
            } else if (actual instanceof org.apache.spark.sql.types.DecimalType type) {
                return decimal
                        ? new DecimalReader(type.precision(), type.scale())
                        : new WholeReader(type.precision(), type.scale());
            } else if (actual instanceof StringType) {
                return decimal ? null : new DigitsReader();
            }
            return null;
        }

        private Slot element(CanonicalType type, DataType actual, boolean nullable, String path) {
            return new Slot(compile(type, actual, path), nullable ? RecordBuffer.NULL : RecordBuffer.ABSENT);
        }

        private ColumnReader struct(CanonicalType.StructType struct, StructType columns, String path) {
            int count = struct.fields().size();
            int[] ordinals = new int[count];
            Slot[] slots = new Slot[count];
            for (int i = 0; i < count; i++) {
                Field field = struct.fields().get(i);
                ordinals[i] = ordinal(columns, field.name());
                slots[i] = field(field, columns, ordinals[i], path + "." + field.name());
            }
            return new StructReader(columns.size(), ordinals, slots);
        }

        /** The reader of a struct's field; that of a missing column has no values. */
        Slot field(Field field, StructType columns, int ordinal, String path) {
            byte noValue = field.presence() == Presence.NULLABLE || field.presence() == Presence.REQUIRED
                    ? RecordBuffer.NULL
                    : RecordBuffer.ABSENT;
            if (Types.isJson(contract, field.type()) && field.presence() == Presence.REQUIRED) {
                // A null there would be the json null, a value; NULL in the column is none.
                noValue = RecordBuffer.ABSENT;
            }
            if (ordinal < 0) {
                if (field.presence() == Presence.REQUIRED) {
                    problems.add("there is no column " + path + ", which is required");
                }
                return new Slot(new OnlyInResidue(), noValue);
            }
            return new Slot(compile(field.type(), columns.fields()[ordinal].dataType(), path), noValue);
        }

        private ColumnReader tuple(TupleType tuple, StructType columns, String path) {
            int count = tuple.elements().size();
            int[] ordinals = new int[count];
            Slot[] slots = new Slot[count];
            for (int i = 0; i < count; i++) {
                String name = CanonicalSchema.tupleColumn(i);
                ordinals[i] = ordinal(columns, name);
                if (ordinals[i] < 0) {
                    problems.add("there is no column " + path + "." + name + ", which is required");
                    return new OnlyInResidue();
                }
                slots[i] = element(
                        tuple.elements().get(i), columns.fields()[ordinals[i]].dataType(), false, path + "." + name);
            }
            return new TupleReader(columns.size(), ordinals, slots);
        }

        private ColumnReader union(UnionType union, StructType columns, String path) {
            int variant = ordinal(columns, CanonicalSchema.VARIANT);
            if (variant < 0 || !(columns.fields()[variant].dataType() instanceof StringType)) {
                problems.add("there is no column " + path + ".variant of STRING, which is required");
                return new OnlyInResidue();
            }
            Map<UTF8String, UnionReader.Part> parts = new HashMap<>();
            List<Integer> payloads = new ArrayList<>();
            List<String> names = CanonicalSchema.payloadColumns(union);
            for (int i = 0; i < names.size(); i++) {
                Alternative alternative = union.alternatives().get(i);
                CanonicalType payload = alternative.payload();
                Slot slot = null;
                int ordinal = -1;
                if (payload != null) {
                    ordinal = ordinal(columns, names.get(i));
                    if (ordinal < 0) {
                        problems.add("there is no column " + path + "." + names.get(i) + ", which is required");
                        continue;
                    }
                    payloads.add(ordinal);
                    slot = element(payload, columns.fields()[ordinal].dataType(), false, path + "." + names.get(i));
                }
                parts.put(
                        UTF8String.fromString(alternative.name()),
                        new UnionReader.Part(alternative.id(), ordinal, slot));
            }
            return new UnionReader(columns.size(), variant, parts, payloads);
        }
    }

    /** The position of a column of that name; of several that differ in case only, the exact one. -1 if there is none. */
    static int ordinal(StructType columns, String name) {
        int found = -1;
        StructField[] fields = columns.fields();
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].name().equals(name)) {
                return i;
            }
            if (fields[i].name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                found = i;
            }
        }
        return found;
    }

    /** A place that may be NULL, and what that means. */
    static final class Slot {
        final ColumnReader reader;
        private final byte noValue;

        Slot(ColumnReader reader, byte noValue) {
            this.reader = reader;
            this.noValue = noValue;
        }

        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            if (ordinal >= 0 && !row.isNullAt(ordinal)) {
                reader.read(row, ordinal, record, node);
            } else if (noValue == RecordBuffer.NULL) {
                record.setNull(node);
            } else {
                record.absent(node);
            }
        }
    }

    /** A column whose values only the residue can say, or that is not there. */
    private static final class OnlyInResidue extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            throw new InvalidValueException(
                    Violation.Kind.MALFORMED,
                    "a value that the column alone cannot say and that is not in the residue");
        }
    }

    private static final class BoolReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            record.setBool(node, row.getBoolean(ordinal));
        }
    }

    private static final class ByteReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            record.setInt(node, row.getByte(ordinal));
        }
    }

    private static final class ShortReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            record.setInt(node, row.getShort(ordinal));
        }
    }

    private static final class IntReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            record.setInt(node, row.getInt(ordinal));
        }
    }

    private static final class LongReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            record.setInt(node, row.getLong(ordinal));
        }
    }

    private static final class FloatReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            record.setF64(node, row.getFloat(ordinal));
        }
    }

    private static final class DoubleReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            record.setF64(node, row.getDouble(ordinal));
        }
    }

    private static final class DecimalReader extends ColumnReader {
        private final int precision;
        private final int scale;

        DecimalReader(int precision, int scale) {
            this.precision = precision;
            this.scale = scale;
        }

        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            Decimal value = row.getDecimal(ordinal, precision, scale);
            if (precision <= Decimal.MAX_LONG_DIGITS()) {
                record.setDecimal(node, value.toUnscaledLong(), scale);
            } else {
                BigDecimal decimal = value.toJavaBigDecimal();
                record.setDecimal(node, decimal.unscaledValue(), decimal.scale());
            }
        }
    }

    /** An integer in a DECIMAL column. */
    private static final class WholeReader extends ColumnReader {
        private final int precision;
        private final int scale;

        WholeReader(int precision, int scale) {
            this.precision = precision;
            this.scale = scale;
        }

        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            BigDecimal value = row.getDecimal(ordinal, precision, scale).toJavaBigDecimal();
            try {
                record.setBig(node, value.toBigIntegerExact());
            } catch (ArithmeticException fraction) {
                throw new InvalidValueException(
                        Violation.Kind.PRECISION, value.toPlainString() + " where an integer is expected");
            }
        }
    }

    private static final class DigitsReader extends ColumnReader {
        /** More than the digits of any bound. */
        private static final int MOST = 1300;

        private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");

        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            UTF8String column = row.getUTF8String(ordinal);
            String text = column.numBytes() <= MOST ? column.toString() : "";
            if (!INTEGER.matcher(text).matches() || text.equals("-0")) {
                throw new InvalidValueException(
                        Violation.Kind.TYPE, "a text that is not the digits of an integer, or too many");
            }
            record.setBig(node, new BigInteger(text));
        }
    }

    /** Copies a text into the record's scratch. */
    private static void text(UTF8String text, byte kind, RecordBuffer record, int node) {
        int length = text.numBytes();
        if (text.getBaseObject() instanceof byte[] array) {
            int offset = (int) (text.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET);
            record.setScratch(node, kind, array, offset, length);
        } else {
            record.setScratch(node, kind, text.getBytes(), 0, length);
        }
    }

    private static final class TextReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            text(row.getUTF8String(ordinal), RecordBuffer.TEXT, record, node);
            if (!Utf8.valid(record.bytes(node), record.offset(node), record.length(node))) {
                badText(record, node);
            }
        }
    }

    private static void badText(RecordBuffer record, int node) {
        int offset = record.offset(node);
        record.setScratch(node, RecordBuffer.BAD_TEXT, offset);
    }

    private static final class BinaryTextReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            byte[] bytes = row.getBinary(ordinal);
            boolean valid = Utf8.valid(bytes, 0, bytes.length);
            record.setScratch(node, valid ? RecordBuffer.TEXT : RecordBuffer.BAD_TEXT, bytes, 0, bytes.length);
        }
    }

    private static final class BytesReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            byte[] bytes = row.getBinary(ordinal);
            record.setScratch(node, RecordBuffer.BYTES, bytes, 0, bytes.length);
        }
    }

    private static final class UuidReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            UTF8String column = row.getUTF8String(ordinal);
            String text = column.numBytes() == 36 ? column.toString() : "";
            long high = 0;
            long low = 0;
            boolean good = text.length() == 36;
            int digits = 0;
            for (int i = 0; good && i < 36; i++) {
                char c = text.charAt(i);
                if (i == 8 || i == 13 || i == 18 || i == 23) {
                    good = c == '-';
                    continue;
                }
                int digit = c < 128 ? Character.digit(c, 16) : -1;
                good = digit >= 0;
                if (digits++ < 16) {
                    high = high << 4 | digit;
                } else {
                    low = low << 4 | digit;
                }
            }
            if (!good) {
                throw new InvalidValueException(Violation.Kind.TYPE, "a text that is no uuid");
            }
            record.setUuid(node, high, low);
        }
    }

    private static final class MicrosReader extends ColumnReader {
        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            long micros = row.getLong(ordinal);
            record.setMoment(
                    node,
                    Math.floorDiv(micros, 1_000_000L),
                    (int) Math.floorMod(micros, 1_000_000L) * 1000,
                    RecordBuffer.NO_OFFSET);
        }
    }

    private static final class JsonReader extends ColumnReader {
        private final JsonText json = new JsonText();

        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            byte[] text = row.getUTF8String(ordinal).getBytes();
            // How deep it stands is judged when it is encoded.
            json.read(text, 0, text.length, record, node, 2);
        }
    }

    private static final class ListReader extends ColumnReader {
        private final Slot element;

        ListReader(Slot element) {
            this.element = element;
        }

        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            ArrayData array = row.getArray(ordinal);
            int count = array.numElements();
            record.open(node, RecordBuffer.LIST);
            int child = -1;
            for (int i = 0; i < count; i++) {
                child = record.add(node, child);
                try {
                    element.read(array, i, record, child);
                } catch (InvalidValueException invalid) {
                    throw invalid.within(i);
                }
            }
        }
    }

    private static final class MapReader extends ColumnReader {
        private final ColumnReader key;
        private final Slot value;

        MapReader(ColumnReader key, Slot value) {
            this.key = key;
            this.value = value;
        }

        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            MapData map = row.getMap(ordinal);
            ArrayData keys = map.keyArray();
            ArrayData values = map.valueArray();
            record.open(node, RecordBuffer.MAP);
            int child = -1;
            for (int i = 0; i < map.numElements(); i++) {
                try {
                    child = record.add(node, child);
                    key.read(keys, i, record, child);
                    child = record.add(node, child);
                    value.read(values, i, record, child);
                } catch (InvalidValueException invalid) {
                    throw invalid.within(i);
                }
            }
        }
    }

    /** A struct or tuple without parts, which a BOOLEAN shows as true. */
    private static final class EmptyReader extends ColumnReader {
        private final boolean struct;

        EmptyReader(boolean struct) {
            this.struct = struct;
        }

        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            if (!row.getBoolean(ordinal)) {
                throw new InvalidValueException(Violation.Kind.TYPE, "false where true shows a value without parts");
            }
            if (struct) {
                record.struct(node, 0);
            } else {
                record.open(node, RecordBuffer.LIST);
            }
        }
    }

    private static final class StructReader extends ColumnReader {
        private final int columns;
        private final int[] ordinals;
        private final Slot[] slots;

        StructReader(int columns, int[] ordinals, Slot[] slots) {
            this.columns = columns;
            this.ordinals = ordinals;
            this.slots = slots;
        }

        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            InternalRow struct = row.getStruct(ordinal, columns);
            record.struct(node, slots.length);
            for (int i = 0; i < slots.length; i++) {
                slots[i].read(struct, ordinals[i], record, record.slot(node, i));
            }
        }
    }

    private static final class TupleReader extends ColumnReader {
        private final int columns;
        private final int[] ordinals;
        private final Slot[] slots;

        TupleReader(int columns, int[] ordinals, Slot[] slots) {
            this.columns = columns;
            this.ordinals = ordinals;
            this.slots = slots;
        }

        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            InternalRow struct = row.getStruct(ordinal, columns);
            record.open(node, RecordBuffer.LIST);
            int child = -1;
            for (int i = 0; i < slots.length; i++) {
                child = record.add(node, child);
                slots[i].read(struct, ordinals[i], record, child);
            }
        }
    }

    private static final class EnumReader extends ColumnReader {
        private final Map<UTF8String, Integer> ids = new HashMap<>();

        EnumReader(EnumType type) {
            type.variants().forEach(v -> ids.put(UTF8String.fromString(v.name()), v.id()));
        }

        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            UTF8String name = row.getUTF8String(ordinal);
            Integer id = ids.get(name);
            if (id == null) {
                throw new InvalidValueException(Violation.Kind.RANGE, "the enum has no variant " + name);
            }
            record.setInt(node, id);
        }
    }

    private static final class UnionReader extends ColumnReader {
        /** An alternative: its id, and the column and reader of its payload, if it has one. */
        private record Part(int id, int ordinal, @Nullable Slot payload) {}

        private final int columns;
        private final int variant;
        private final Map<UTF8String, Part> parts;
        private final List<Integer> payloads;

        UnionReader(int columns, int variant, Map<UTF8String, Part> parts, List<Integer> payloads) {
            this.columns = columns;
            this.variant = variant;
            this.parts = parts;
            this.payloads = payloads;
        }

        @Override
        void read(SpecializedGetters row, int ordinal, RecordBuffer record, int node) {
            InternalRow struct = row.getStruct(ordinal, columns);
            Part part = struct.isNullAt(variant) ? null : parts.get(struct.getUTF8String(variant));
            if (part == null) {
                throw new InvalidValueException(
                        Violation.Kind.RANGE,
                        "the union has no alternative "
                                + (struct.isNullAt(variant) ? "NULL" : struct.getUTF8String(variant)));
            }
            for (int payload : payloads) {
                if (payload != part.ordinal() && !struct.isNullAt(payload)) {
                    throw new InvalidValueException(
                            Violation.Kind.TYPE, "the payload of another alternative than the one named");
                }
            }
            Slot payload = part.payload();
            int child = record.union(node, part.id(), payload != null);
            if (payload != null) {
                payload.read(struct, part.ordinal(), record, child);
            }
        }
    }
}
