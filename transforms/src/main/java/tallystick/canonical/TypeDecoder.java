package tallystick.canonical;

import static tallystick.canonical.Violation.Kind.DUPLICATE_KEY;
import static tallystick.canonical.Violation.Kind.OVERSIZE;
import static tallystick.canonical.Violation.Kind.PRECISION;
import static tallystick.canonical.Violation.Kind.PRESENCE;
import static tallystick.canonical.Violation.Kind.RANGE;
import static tallystick.canonical.Violation.Kind.TYPE;
import static tallystick.canonical.Violation.Kind.UNKNOWN_FIELD;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Ref;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.Contract;
import tallystick.contract.Field;

/** Reads the values of one canonical type; a contract is compiled into a tree of these once. */
abstract class TypeDecoder {
    /**
     * Reads one value into the node.
     *
     * @param depth how many containers deep a container at this place is, the record being the first
     * @throws InvalidValueException if the bytes are not the one encoding of a value of the type
     */
    abstract void decode(CborInput in, RecordBuffer record, int node, int depth);

    static void checkDepth(CborInput in, int depth) {
        if (depth > Types.MAX_DEPTH) {
            throw in.invalid(OVERSIZE, "containers nest deeper than " + Types.MAX_DEPTH);
        }
    }

    private static InvalidValueException outOfRange(CborInput in, String value, CanonicalType type) {
        return in.invalid(RANGE, value + " is out of the range of " + Types.name(type));
    }

    /** Compiles types; what a contract names is compiled once, which is how recursion ends. */
    static final class Compiler {
        private final Contract contract;
        private final Map<String, Reference> named = new HashMap<>();

        Compiler(Contract contract) {
            this.contract = contract;
        }

        TypeDecoder compile(CanonicalType type) {
            if (type instanceof Scalar scalar) {
                return scalar(scalar);
            } else if (type instanceof DecimalType decimal) {
                return new DecimalDecoder(decimal);
            } else if (type instanceof TimestampType timestamp) {
                return new MomentDecoder(timestamp, timestamp.precision(), timestamp.keepsOffset());
            } else if (type instanceof ListType list) {
                return new ListDecoder(list, compile(list.element()));
            } else if (type instanceof MapType map) {
                return new MapDecoder(map, compile(map.key()), compile(map.value()));
            } else if (type instanceof StructType struct) {
                return new StructDecoder(struct, this);
            } else if (type instanceof TupleType tuple) {
                return new TupleDecoder(tuple, this);
            } else if (type instanceof EnumType enumeration) {
                return new EnumDecoder(enumeration);
            } else if (type instanceof UnionType union) {
                return new UnionDecoder(union, this);
            } else if (type instanceof Ref ref) {
                Reference known = named.get(ref.name());
                if (known == null) {
                    known = new Reference();
                    named.put(ref.name(), known);
                    known.target = compile(contract.resolve(ref));
                }
                return known.target == null ? known : known.target;
            }
            throw new IllegalStateException("no decoder for " + type);
        }

        private static TypeDecoder scalar(Scalar type) {
            return switch (type) {
                case BOOL -> new BoolDecoder();
                case I8, I16, I32, I64, I128, U8, U16, U32, U64, U128, BIGINT -> new IntegerDecoder(type);
                case F32, F64 -> new FloatDecoder(type);
                case STRING -> new TextDecoder();
                case BYTES -> new BytesDecoder();
                case UUID -> new UuidDecoder();
                case DATE -> new BoundedDecoder(type, Types.FIRST_DAY, Types.LAST_DAY);
                case TIME -> new BoundedDecoder(type, 0, Types.NANOS_OF_DAY - 1);
                case DATETIME -> new MomentDecoder(type, 9, false);
                case DURATION -> new DurationDecoder();
                case JSON -> new JsonDecoder();
            };
        }
    }

    private static final class Reference extends TypeDecoder {
        @org.jspecify.annotations.Nullable
        TypeDecoder target;

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            if (target != null) {
                target.decode(in, record, node, depth);
            }
        }
    }

    private static final class BoolDecoder extends TypeDecoder {
        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head();
            if (in.major != Cbor.SIMPLE || in.info < 20 || in.info > 21) {
                throw in.unexpected("bool");
            }
            record.setBool(node, in.info == 21);
        }
    }

    private static final class IntegerDecoder extends TypeDecoder {
        private final Scalar type;
        private final long least;
        private final long greatest;
        private final int wideBits;

        IntegerDecoder(Scalar type) {
            this.type = type;
            this.least = Types.leastLong(type);
            this.greatest = Types.greatestLong(type);
            this.wideBits = Types.wideBits(type);
        }

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head();
            if (in.major <= Cbor.NEGATIVE && in.fitsLong()) {
                long value = in.longValue();
                if (value < least || value > greatest) {
                    throw outOfRange(in, Long.toString(value), type);
                }
                record.setInt(node, value);
            } else if (in.isInteger()) {
                BigInteger value = in.bigValue();
                if (value.bitLength() > wideBits
                        || (value.signum() < 0 && Types.unsigned(type))
                        || (type == Scalar.BIGINT && value.abs().bitLength() > Types.MAX_BITS)) {
                    throw outOfRange(in, "an integer of " + value.bitLength() + " bits", type);
                }
                record.setBig(node, value);
            } else {
                throw in.unexpected(type.code());
            }
        }
    }

    private static final class FloatDecoder extends TypeDecoder {
        private final Scalar type;

        FloatDecoder(Scalar type) {
            this.type = type;
        }

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head();
            if (in.major != Cbor.SIMPLE || in.info < 25) {
                throw in.unexpected(type.code());
            }
            if (in.info != 27) {
                throw in.malformed("a float that is not in eight bytes");
            }
            double value = Double.longBitsToDouble(in.argument);
            if (Double.isNaN(value)) {
                if (in.argument != Cbor.NAN) {
                    throw in.malformed("a NaN that is not the one NaN");
                }
            } else if (type == Scalar.F32 && (float) value != value) {
                throw in.invalid(PRECISION, value + " is no f32");
            }
            record.setF64(node, value);
        }
    }

    /** Reads the array of a decimal, whose tag was read, and refuses what is not normalised. */
    private static void mantissa(CborInput in) {
        int tag = in.start;
        in.head();
        if (in.major != Cbor.ARRAY || in.argument != 2) {
            in.start = tag;
            throw in.malformed("tag 4 over no array of two");
        }
        in.head();
        if (in.major > Cbor.NEGATIVE) {
            throw in.malformed("an exponent that is no integer, or beyond 64 bits");
        }
    }

    private static final class DecimalDecoder extends TypeDecoder {
        private final DecimalType type;

        DecimalDecoder(DecimalType type) {
            this.type = type;
        }

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head();
            if (in.major != Cbor.TAG || in.argument != Cbor.TAG_DECIMAL) {
                throw in.unexpected(Types.name(type));
            }
            mantissa(in);
            boolean tooFine = in.major == Cbor.NEGATIVE && Long.compareUnsigned(in.argument, type.scale()) >= 0;
            boolean tooGreat = in.major == Cbor.UNSIGNED && Long.compareUnsigned(in.argument, 38) > 0;
            long exponent = tooFine || tooGreat ? 0 : in.longValue();
            in.head();
            if (!in.isInteger()) {
                throw in.malformed("a mantissa that is no integer");
            }
            if (in.major <= Cbor.NEGATIVE && in.fitsLong()) {
                long mantissa = in.longValue();
                if (mantissa == 0 ? exponent != 0 || tooFine || tooGreat : mantissa % 10 == 0) {
                    throw in.malformed("a decimal that is not normalised");
                }
                check(in, mantissa == 0 ? 0 : Types.digits(mantissa), exponent, tooFine, tooGreat);
                record.setDecimal(node, mantissa, (int) -exponent);
            } else {
                BigInteger mantissa = in.bigValue();
                if (mantissa.mod(BigInteger.TEN).signum() == 0) {
                    throw in.malformed("a decimal that is not normalised");
                }
                check(in, Types.digits(mantissa), exponent, tooFine, tooGreat);
                record.setDecimal(node, mantissa, (int) -exponent);
            }
        }

        private void check(CborInput in, int digits, long exponent, boolean tooFine, boolean tooGreat) {
            if (tooFine) {
                throw in.invalid(
                        PRECISION, "more than " + type.scale() + " digits after the point in a " + Types.name(type));
            }
            if (tooGreat || (digits > 0 && digits + exponent > type.precision() - type.scale())) {
                throw outOfRange(in, "a decimal with too many digits", type);
            }
        }
    }

    private static final class TextDecoder extends TypeDecoder {
        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head();
            if (in.major == Cbor.TEXT) {
                int length = in.length();
                record.setRange(node, RecordBuffer.TEXT, in.text(length), length);
            } else if (in.major == Cbor.TAG && in.argument == Cbor.TAG_BAD_TEXT) {
                in.head();
                if (in.major != Cbor.BYTES) {
                    throw in.malformed("the tag of bad text over no byte string");
                }
                int length = in.length();
                if (Utf8.valid(in.bytes, in.position, length)) {
                    throw in.malformed("valid UTF-8 under the tag of bad text");
                }
                record.setRange(node, RecordBuffer.BAD_TEXT, in.position, length);
                in.position += length;
            } else {
                throw in.unexpected("string");
            }
        }
    }

    private static final class BytesDecoder extends TypeDecoder {
        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head(Cbor.BYTES, "bytes");
            int length = in.length();
            record.setRange(node, RecordBuffer.BYTES, in.position, length);
            in.position += length;
        }
    }

    private static final class UuidDecoder extends TypeDecoder {
        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head();
            if (in.major != Cbor.TAG || in.argument != Cbor.TAG_UUID) {
                throw in.unexpected("uuid");
            }
            in.head();
            if (in.major != Cbor.BYTES || in.length() != 16) {
                throw in.malformed("tag 37 over something else than 16 bytes");
            }
            record.setUuid(node, Cbor.longAt(in.bytes, in.position), Cbor.longAt(in.bytes, in.position + 8));
            in.position += 16;
        }
    }

    private static final class BoundedDecoder extends TypeDecoder {
        private final Scalar type;
        private final long least;
        private final long greatest;

        BoundedDecoder(Scalar type, long least, long greatest) {
            this.type = type;
            this.least = least;
            this.greatest = greatest;
        }

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head();
            if (!in.isInteger()) {
                throw in.unexpected(type.code());
            }
            record.setInt(node, bounded(in, least, greatest, type));
        }
    }

    /** The integer whose head was read, between bounds. */
    private static long bounded(CborInput in, long least, long greatest, CanonicalType type) {
        if (in.major == Cbor.TAG || !in.fitsLong()) {
            throw outOfRange(in, "an integer of " + in.bigValue().bitLength() + " bits", type);
        }
        long value = in.longValue();
        if (value < least || value > greatest) {
            throw outOfRange(in, Long.toString(value), type);
        }
        return value;
    }

    private static final class DurationDecoder extends TypeDecoder {
        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head();
            if (!in.isInteger()) {
                throw in.unexpected("duration");
            }
            if (in.major <= Cbor.NEGATIVE && in.fitsLong()) {
                record.setInt(node, in.longValue());
                return;
            }
            BigInteger value = in.bigValue();
            if (value.abs().compareTo(Types.DURATION_BOUND) >= 0) {
                throw outOfRange(in, "an integer of " + value.bitLength() + " bits", Scalar.DURATION);
            }
            record.setBig(node, value);
        }
    }

    private static final class MomentDecoder extends TypeDecoder {
        private final CanonicalType type;
        private final int precision;
        private final int unit;
        private final boolean keepsOffset;

        MomentDecoder(CanonicalType type, int precision, boolean keepsOffset) {
            this.type = type;
            this.precision = precision;
            this.unit = Types.nanosUnit(precision);
            this.keepsOffset = keepsOffset;
        }

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head(Cbor.ARRAY, Types.name(type));
            if (in.argument != (keepsOffset ? 3 : 2)) {
                throw in.malformed("an array of another length than " + Types.name(type) + " has");
            }
            int start = in.start;
            long seconds = part(in, Types.FIRST_SECOND, Types.LAST_SECOND);
            int nanos = (int) part(in, 0, 999_999_999);
            if (unit > 1 && nanos % unit != 0) {
                in.start = start;
                throw in.invalid(
                        PRECISION,
                        nanos + " ns have more than the " + precision + " digits that " + Types.name(type) + " keeps");
            }
            int offset = keepsOffset ? (int) part(in, -Types.LAST_OFFSET, Types.LAST_OFFSET) : RecordBuffer.NO_OFFSET;
            record.setMoment(node, seconds, nanos, offset);
        }

        private long part(CborInput in, long least, long greatest) {
            in.head();
            if (!in.isInteger()) {
                throw in.malformed("a part of a " + Types.name(type) + " that is no integer");
            }
            return bounded(in, least, greatest, type);
        }
    }

    private static final class ListDecoder extends TypeDecoder {
        private final ListType type;
        private final TypeDecoder element;

        ListDecoder(ListType type, TypeDecoder element) {
            this.type = type;
            this.element = element;
        }

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head(Cbor.ARRAY, Types.name(type));
            checkDepth(in, depth);
            int count = in.count(1);
            record.open(node, RecordBuffer.LIST);
            int child = -1;
            for (int i = 0; i < count; i++) {
                child = record.add(node, child);
                if (type.nullable() && in.nextNull()) {
                    record.setNull(child);
                    continue;
                }
                try {
                    element.decode(in, record, child, depth + 1);
                } catch (InvalidValueException invalid) {
                    throw invalid.within(i);
                }
            }
        }
    }

    private static final class TupleDecoder extends TypeDecoder {
        private final TupleType type;
        private final TypeDecoder[] elements;

        TupleDecoder(TupleType type, Compiler compiler) {
            this.type = type;
            this.elements = type.elements().stream().map(compiler::compile).toArray(TypeDecoder[]::new);
        }

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head(Cbor.ARRAY, Types.name(type));
            checkDepth(in, depth);
            if (in.argument != elements.length) {
                throw in.malformed("an array of another length than the tuple's " + elements.length);
            }
            record.open(node, RecordBuffer.LIST);
            int child = -1;
            for (int i = 0; i < elements.length; i++) {
                child = record.add(node, child);
                try {
                    elements[i].decode(in, record, child, depth + 1);
                } catch (InvalidValueException invalid) {
                    throw invalid.within(i);
                }
            }
        }
    }

    /** Refuses a key that is not after the one before it. */
    private static void checkOrder(CborInput in, int previousStart, int previousEnd, int start, int end) {
        int order = Arrays.compareUnsigned(in.bytes, previousStart, previousEnd, in.bytes, start, end);
        if (order >= 0) {
            in.start = start;
            throw order == 0 ? in.invalid(DUPLICATE_KEY, "a key twice in one map") : in.malformed("a key out of order");
        }
    }

    private static final class MapDecoder extends TypeDecoder {
        private final MapType type;
        private final TypeDecoder key;
        private final TypeDecoder value;

        MapDecoder(MapType type, TypeDecoder key, TypeDecoder value) {
            this.type = type;
            this.key = key;
            this.value = value;
        }

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head(Cbor.MAP, Types.name(type));
            checkDepth(in, depth);
            int count = in.count(2);
            record.open(node, RecordBuffer.MAP);
            int child = -1;
            int previousStart = 0;
            int previousEnd = 0;
            for (int i = 0; i < count; i++) {
                try {
                    int start = in.position;
                    child = record.add(node, child);
                    key.decode(in, record, child, depth + 1);
                    int end = in.position;
                    if (i > 0) {
                        checkOrder(in, previousStart, previousEnd, start, end);
                    }
                    previousStart = start;
                    previousEnd = end;
                    child = record.add(node, child);
                    if (type.nullable() && in.nextNull()) {
                        record.setNull(child);
                    } else {
                        value.decode(in, record, child, depth + 1);
                    }
                } catch (InvalidValueException invalid) {
                    throw invalid.within(i);
                }
            }
        }
    }

    static final class StructDecoder extends TypeDecoder {
        private final StructType type;
        private final Field[] fields;
        private final TypeDecoder[] decoders;
        private final boolean[] nullIsEntry;
        private final int[] byId;

        StructDecoder(StructType type, Compiler compiler) {
            this.type = type;
            this.fields = type.fields().toArray(new Field[0]);
            this.decoders = new TypeDecoder[fields.length];
            this.nullIsEntry = new boolean[fields.length];
            for (int i = 0; i < fields.length; i++) {
                nullIsEntry[i] = Types.nullIsEntry(compiler.contract, fields[i]);
                decoders[i] = compiler.compile(fields[i].type());
            }
            this.byId = IntStream.range(0, fields.length)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> fields[i].id()))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        /** Reads the fields that are there into the slots of node 0. */
        void decodePartial(CborInput in, RecordBuffer record, boolean[] which) {
            Arrays.fill(which, false);
            in.head(Cbor.MAP, Types.name(type));
            int count = in.count(2);
            int next = 0;
            int lastId = -1;
            for (int i = 0; i < count; i++) {
                lastId = nextId(in, lastId);
                while (next < byId.length && fields[byId[next]].id() < lastId) {
                    next++;
                }
                int ordinal = known(in, next++, lastId);
                which[ordinal] = true;
                field(in, record, record.slot(0, ordinal), ordinal, 1);
            }
        }

        private int known(CborInput in, int next, int id) {
            if (next >= byId.length || fields[byId[next]].id() != id) {
                throw in.invalid(UNKNOWN_FIELD, "the field id " + id + " that the struct does not have");
            }
            return byId[next];
        }

        private void field(CborInput in, RecordBuffer record, int slot, int ordinal, int depth) {
            try {
                if (!in.nextNull()) {
                    decoders[ordinal].decode(in, record, slot, depth + 1);
                } else if (nullIsEntry[ordinal]) {
                    record.setNull(slot);
                } else {
                    in.start = in.position - 1;
                    throw in.invalid(
                            PRESENCE,
                            "null (F6) in a "
                                    + fields[ordinal].presence().name().toLowerCase(Locale.ROOT) + " field");
                }
            } catch (InvalidValueException invalid) {
                throw invalid.within(fields[ordinal].name());
            }
        }

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head(Cbor.MAP, Types.name(type));
            checkDepth(in, depth);
            int structStart = in.start;
            int count = in.count(2);
            record.struct(node, fields.length);
            int next = 0;
            int lastId = -1;
            int missing = -1;
            for (int i = 0; i < count; i++) {
                int id = nextId(in, lastId);
                lastId = id;
                while (next < byId.length && fields[byId[next]].id() < id) {
                    missing = noEntry(record, node, byId[next++], missing);
                }
                int ordinal = known(in, next++, id);
                field(in, record, record.slot(node, ordinal), ordinal, depth);
            }
            while (next < byId.length) {
                missing = noEntry(record, node, byId[next++], missing);
            }
            if (missing >= 0) {
                in.start = structStart;
                String name = fields[missing].name();
                throw in.invalid(PRESENCE, "nothing in the required field " + name)
                        .within(name);
            }
        }

        private static int nextId(CborInput in, int lastId) {
            in.head();
            if (in.major != Cbor.UNSIGNED) {
                throw in.malformed("a field id that is no unsigned integer");
            }
            if (Long.compareUnsigned(in.argument, Integer.MAX_VALUE) > 0) {
                throw in.invalid(
                        UNKNOWN_FIELD,
                        "the field id " + Long.toUnsignedString(in.argument) + " that the struct does not have");
            }
            int id = (int) in.argument;
            if (id <= lastId) {
                throw in.malformed("a field id out of order, or twice");
            }
            return id;
        }

        /** Sets the state of a field without an entry; the first required one of them, or -1. */
        private int noEntry(RecordBuffer record, int node, int ordinal, int missing) {
            int slot = record.slot(node, ordinal);
            switch (fields[ordinal].presence()) {
                case REQUIRED -> {
                    return missing < 0 ? ordinal : missing;
                }
                case NULLABLE -> record.setNull(slot);
                default -> record.absent(slot);
            }
            return missing;
        }
    }

    private static final class EnumDecoder extends TypeDecoder {
        private final EnumType type;
        private final long[] ids;

        EnumDecoder(EnumType type) {
            this.type = type;
            this.ids = type.variants().stream()
                    .mapToLong(variant -> variant.id())
                    .sorted()
                    .toArray();
        }

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head();
            if (!in.isInteger()) {
                throw in.unexpected("enum");
            }
            long id = bounded(in, 0, Integer.MAX_VALUE, type);
            if (Arrays.binarySearch(ids, id) < 0) {
                throw in.invalid(RANGE, "the enum has no variant of id " + id);
            }
            record.setInt(node, id);
        }
    }

    private static final class UnionDecoder extends TypeDecoder {
        private final UnionType type;
        private final long[] ids;
        private final String[] names;
        private final @org.jspecify.annotations.Nullable TypeDecoder[] payloads;

        UnionDecoder(UnionType type, Compiler compiler) {
            this.type = type;
            List<Alternative> sorted = type.alternatives().stream()
                    .sorted(Comparator.comparingInt(Alternative::id))
                    .toList();
            ids = sorted.stream().mapToLong(Alternative::id).toArray();
            names = sorted.stream().map(Alternative::name).toArray(String[]::new);
            payloads = new TypeDecoder[ids.length];
            for (int i = 0; i < ids.length; i++) {
                CanonicalType payload = sorted.get(i).payload();
                payloads[i] = payload == null ? null : compiler.compile(payload);
            }
        }

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head(Cbor.ARRAY, "union");
            checkDepth(in, depth);
            long parts = in.argument;
            if (parts != 1 && parts != 2) {
                throw in.malformed("a union that is no array of one or two");
            }
            in.head();
            if (!in.isInteger()) {
                throw in.malformed("a union's id that is no integer");
            }
            long id = bounded(in, 0, Integer.MAX_VALUE, type);
            int i = Arrays.binarySearch(ids, id);
            if (i < 0) {
                throw in.invalid(RANGE, "the union has no alternative of id " + id);
            }
            TypeDecoder payload = payloads[i];
            if ((payload != null) != (parts == 2)) {
                throw in.malformed(payload == null ? "a payload where there is none" : "no payload where there is one");
            }
            int child = record.union(node, (int) id, payload != null);
            if (payload != null) {
                try {
                    payload.decode(in, record, child, depth + 1);
                } catch (InvalidValueException invalid) {
                    throw invalid.within(names[i]);
                }
            }
        }
    }

    private static final class JsonDecoder extends TypeDecoder {
        private static final BigInteger GREATEST = BigInteger.ONE.shiftLeft(64);

        @Override
        void decode(CborInput in, RecordBuffer record, int node, int depth) {
            in.head();
            switch (in.major) {
                case Cbor.UNSIGNED, Cbor.NEGATIVE -> record.setBig(node, in.bigValue());
                case Cbor.TEXT -> {
                    int length = in.length();
                    record.setRange(node, RecordBuffer.TEXT, in.text(length), length);
                }
                case Cbor.ARRAY -> array(in, record, node, depth);
                case Cbor.MAP -> object(in, record, node, depth);
                case Cbor.TAG -> number(in, record, node);
                case Cbor.SIMPLE -> simple(in, record, node);
                default -> throw in.unexpected("json");
            }
        }

        private static void simple(CborInput in, RecordBuffer record, int node) {
            if (in.isNull()) {
                record.setNull(node);
            } else if (in.info == 20 || in.info == 21) {
                record.setBool(node, in.info == 21);
            } else if (in.info == 27 && in.argument == Long.MIN_VALUE) {
                record.setF64(node, -0.0);
            } else if (in.info >= 25) {
                throw in.malformed("a float that is not -0.0 in eight bytes");
            } else {
                throw in.invalid(TYPE, "a simple value where json is expected");
            }
        }

        private static void number(CborInput in, RecordBuffer record, int node) {
            if (in.argument != Cbor.TAG_DECIMAL) {
                if (in.isInteger()) {
                    throw in.malformed("a bignum without tag 4 in json");
                }
                throw in.invalid(TYPE, "tag " + Long.toUnsignedString(in.argument) + " where json is expected");
            }
            mantissa(in);
            boolean fits = Long.compareUnsigned(in.argument, Integer.MAX_VALUE - in.major) <= 0;
            int exponent = fits ? (int) in.longValue() : 0;
            in.head();
            if (!in.isInteger()) {
                throw in.malformed("a mantissa that is no integer");
            }
            BigInteger mantissa = in.bigValue();
            if (mantissa.mod(BigInteger.TEN).signum() == 0) {
                throw in.malformed("a number that is not normalised");
            }
            if (!fits || mantissa.abs().bitLength() > Types.MAX_BITS) {
                throw in.invalid(RANGE, "a number with an exponent beyond 32 bits or a mantissa beyond 4,096");
            }
            if (exponent >= 0 && exponent < 20) {
                BigInteger whole = mantissa.multiply(BigInteger.TEN.pow(exponent));
                if (whole.compareTo(GREATEST) < 0 && whole.negate().compareTo(GREATEST) <= 0) {
                    throw in.malformed("tag 4 over an integer that needs none");
                }
            }
            record.setDecimal(node, mantissa, -exponent);
        }

        private void array(CborInput in, RecordBuffer record, int node, int depth) {
            checkDepth(in, depth);
            int count = in.count(1);
            record.open(node, RecordBuffer.LIST);
            int child = -1;
            for (int i = 0; i < count; i++) {
                child = record.add(node, child);
                try {
                    decode(in, record, child, depth + 1);
                } catch (InvalidValueException invalid) {
                    throw invalid.within(i);
                }
            }
        }

        private void object(CborInput in, RecordBuffer record, int node, int depth) {
            checkDepth(in, depth);
            int count = in.count(2);
            record.open(node, RecordBuffer.MAP);
            int child = -1;
            int previousStart = 0;
            int previousEnd = 0;
            for (int i = 0; i < count; i++) {
                int start = in.position;
                child = record.add(node, child);
                in.head(Cbor.TEXT, "a json key");
                int length = in.length();
                record.setRange(child, RecordBuffer.TEXT, in.text(length), length);
                int key = child;
                int end = in.position;
                if (i > 0) {
                    checkOrder(in, previousStart, previousEnd, start, end);
                }
                previousStart = start;
                previousEnd = end;
                child = record.add(node, child);
                try {
                    decode(in, record, child, depth + 1);
                } catch (InvalidValueException invalid) {
                    throw invalid.within(Utf8.lenient(record.bytes(key), record.offset(key), record.length(key)));
                }
            }
        }
    }
}
