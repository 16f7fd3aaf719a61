package tallystick.canonical;

import static tallystick.canonical.Violation.Kind.DUPLICATE_KEY;
import static tallystick.canonical.Violation.Kind.ENCODING;
import static tallystick.canonical.Violation.Kind.OVERSIZE;
import static tallystick.canonical.Violation.Kind.PRECISION;
import static tallystick.canonical.Violation.Kind.RANGE;
import static tallystick.canonical.Violation.Kind.TIMESTAMP;
import static tallystick.canonical.Violation.Kind.TYPE;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;

/** Writes the values of one canonical type; a contract is compiled into a tree of these once. */
abstract class TypeEncoder {
    /** States of a struct's field: it has no entry in the bytes, it has one, or the declared presence has no such state. */
    static final int NO_ENTRY = 0;

    static final int ENTRY = 1;
    static final int MISFIT = 2;

    /**
     * Appends the value.
     *
     * @param depth how many containers deep a container at this place is, the record being the first
     * @throws InvalidValueException if the node holds no value of the type; what was appended is then to be cut off
     */
    abstract void encode(RecordBuffer record, int node, ByteSink out, int depth);

    static void checkDepth(int depth) {
        if (depth > Types.MAX_DEPTH) {
            throw new InvalidValueException(OVERSIZE, "containers nest deeper than " + Types.MAX_DEPTH);
        }
    }

    /** Compiles types; what a contract names is compiled once, which is how recursion ends. */
    static final class Compiler {
        private final Contract contract;
        private final MapOrder order = new MapOrder();
        private final Map<String, Reference> named = new HashMap<>();

        Compiler(Contract contract) {
            this.contract = contract;
        }

        StructEncoder struct(StructType struct) {
            return new StructEncoder(struct, this);
        }

        TypeEncoder compile(CanonicalType type) {
            if (type instanceof Scalar scalar) {
                return scalar(scalar);
            } else if (type instanceof DecimalType decimal) {
                return new DecimalEncoder(decimal);
            } else if (type instanceof TimestampType timestamp) {
                return new MomentEncoder(timestamp, timestamp.precision(), timestamp.keepsOffset());
            } else if (type instanceof ListType list) {
                return new ListEncoder(list, compile(list.element()));
            } else if (type instanceof MapType map) {
                return new MapEncoder(map, compile(map.key()), compile(map.value()), order);
            } else if (type instanceof StructType struct) {
                return new StructEncoder(struct, this);
            } else if (type instanceof TupleType tuple) {
                return new TupleEncoder(tuple, this);
            } else if (type instanceof EnumType enumeration) {
                return new EnumEncoder(enumeration);
            } else if (type instanceof UnionType union) {
                return new UnionEncoder(union, this);
            } else if (type instanceof Ref ref) {
                Reference known = named.get(ref.name());
                if (known == null) {
                    known = new Reference();
                    named.put(ref.name(), known);
                    known.target = compile(contract.resolve(ref));
                }
                // Within the target's own compilation there is no target yet; elsewhere the step is saved.
                return known.target == null ? known : known.target;
            }
            throw new IllegalStateException("no encoder for " + type);
        }

        private TypeEncoder scalar(Scalar type) {
            return switch (type) {
                case BOOL -> new BoolEncoder();
                case I8, I16, I32, I64, I128, U8, U16, U32, U64, U128, BIGINT -> new IntegerEncoder(type);
                case F32 -> new F32Encoder();
                case F64 -> new F64Encoder();
                case STRING -> new TextEncoder();
                case BYTES -> new BytesEncoder();
                case UUID -> new UuidEncoder();
                case DATE -> new BoundedEncoder(type, Types.FIRST_DAY, Types.LAST_DAY);
                case TIME -> new BoundedEncoder(type, 0, Types.NANOS_OF_DAY - 1);
                case DATETIME -> new MomentEncoder(type, 9, false);
                case DURATION -> new DurationEncoder();
                case JSON -> new JsonEncoder(order);
            };
        }
    }

    private static final class Reference extends TypeEncoder {
        @org.jspecify.annotations.Nullable
        TypeEncoder target;

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (target != null) {
                target.encode(record, node, out, depth);
            }
        }
    }

    private static final class BoolEncoder extends TypeEncoder {
        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.BOOL) {
                throw InvalidValueException.wrongKind(record.kind(node), Scalar.BOOL);
            }
            Cbor.bool(out, record.bool(node));
        }
    }

    private static InvalidValueException outOfRange(String value, CanonicalType type) {
        return new InvalidValueException(RANGE, value + " is out of the range of " + Types.name(type));
    }

    /** An integer for a message; one of many digits by its size. */
    private static String show(BigInteger value) {
        return value.bitLength() <= 512 ? value.toString() : "an integer of " + value.bitLength() + " bits";
    }

    private static final class IntegerEncoder extends TypeEncoder {
        private final Scalar type;
        private final long least;
        private final long greatest;
        private final int wideBits;

        IntegerEncoder(Scalar type) {
            this.type = type;
            this.least = Types.leastLong(type);
            this.greatest = Types.greatestLong(type);
            this.wideBits = Types.wideBits(type);
        }

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            byte kind = record.kind(node);
            if (kind == RecordBuffer.INT) {
                long value = record.integer(node);
                if (value < least || value > greatest) {
                    throw outOfRange(Long.toString(value), type);
                }
                Cbor.integer(out, value);
            } else if (kind == RecordBuffer.BIG) {
                checkBig(record, node);
                Cbor.integer(out, record.bytes(node), record.offset(node), record.length(node));
            } else {
                throw InvalidValueException.wrongKind(kind, type);
            }
        }

        private void checkBig(RecordBuffer record, int node) {
            byte[] bytes = record.bytes(node);
            int at = record.offset(node);
            int end = at + record.length(node);
            int sign = bytes[at] >> 7;
            while (at < end && bytes[at] == sign) {
                at++;
            }
            int bits = at == end ? 0 : (end - at) * 8 - (Integer.numberOfLeadingZeros((bytes[at] ^ sign) & 0xFF) - 24);
            if (bits > Math.max(wideBits, 63) || (wideBits == 0) || (sign < 0 && Types.unsigned(type))) {
                throw outOfRange(show(record.big(node)), type);
            }
            // -2^4096 has 4,096 bits as -1-n, but a magnitude of 4,097.
            if (type == Scalar.BIGINT
                    && sign < 0
                    && bits == wideBits
                    && record.big(node).negate().bitLength() > bits) {
                throw outOfRange(show(record.big(node)), type);
            }
        }
    }

    private static final class F64Encoder extends TypeEncoder {
        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.F64) {
                throw InvalidValueException.wrongKind(record.kind(node), Scalar.F64);
            }
            Cbor.float64(out, record.f64(node));
        }
    }

    private static final class F32Encoder extends TypeEncoder {
        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.F64) {
                throw InvalidValueException.wrongKind(record.kind(node), Scalar.F32);
            }
            double value = record.f64(node);
            if ((float) value != value && !Double.isNaN(value)) {
                throw new InvalidValueException(PRECISION, value + " is no f32: the nearest is " + (float) value);
            }
            Cbor.float64(out, value);
        }
    }

    private static final class DecimalEncoder extends TypeEncoder {
        private final DecimalType type;

        DecimalEncoder(DecimalType type) {
            this.type = type;
        }

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            byte kind = record.kind(node);
            if (kind == RecordBuffer.DECIMAL) {
                long mantissa = record.integer(node);
                long exponent = mantissa == 0 ? 0 : -(long) record.scale(node);
                while ((mantissa & 1) == 0 && mantissa != 0 && mantissa % 10 == 0) {
                    mantissa /= 10;
                    exponent++;
                }
                if (mantissa != 0) {
                    check(record, node, Types.digits(mantissa), exponent);
                }
                Cbor.scaled(out, mantissa, exponent);
            } else if (kind == RecordBuffer.BIG_DECIMAL) {
                BigInteger unscaled = record.unscaled(node);
                // Beyond this no number of trailing zeros lets it fit 38 digits at a scale of 32 bits in sensible time.
                if (unscaled.bitLength() > 4 * Types.MAX_BITS) {
                    throw outOfRange("a decimal of " + unscaled.bitLength() + " bits", type);
                }
                int zeros = Cbor.trailingZeros(unscaled);
                BigInteger mantissa = zeros == 0 ? unscaled : unscaled.divide(BigInteger.TEN.pow(zeros));
                long exponent = zeros - (long) record.scale(node);
                check(record, node, Types.digits(mantissa), exponent);
                Cbor.scaled(out, mantissa, exponent);
            } else {
                throw InvalidValueException.wrongKind(kind, type);
            }
        }

        private void check(RecordBuffer record, int node, int digits, long exponent) {
            if (-exponent > type.scale()) {
                throw new InvalidValueException(
                        PRECISION,
                        show(record, node) + " has more than the " + type.scale() + " digits after the point that "
                                + Types.name(type) + " keeps");
            }
            if (digits + exponent > type.precision() - type.scale()) {
                throw outOfRange(show(record, node), type);
            }
        }

        private static String show(RecordBuffer record, int node) {
            return new java.math.BigDecimal(record.unscaled(node), record.scale(node)).toString();
        }
    }

    private static final class TextEncoder extends TypeEncoder {
        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            byte kind = record.kind(node);
            if (kind == RecordBuffer.TEXT) {
                Cbor.text(out, record.bytes(node), record.offset(node), record.length(node));
            } else if (kind == RecordBuffer.BAD_TEXT) {
                byte[] bytes = record.bytes(node);
                int offset = record.offset(node);
                int length = record.length(node);
                // One value has one encoding: what turns out to be valid is a text.
                if (Utf8.valid(bytes, offset, length)) {
                    Cbor.text(out, bytes, offset, length);
                } else {
                    Cbor.badText(out, bytes, offset, length);
                }
            } else {
                throw InvalidValueException.wrongKind(kind, Scalar.STRING);
            }
        }
    }

    private static final class BytesEncoder extends TypeEncoder {
        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.BYTES) {
                throw InvalidValueException.wrongKind(record.kind(node), Scalar.BYTES);
            }
            Cbor.bytes(out, record.bytes(node), record.offset(node), record.length(node));
        }
    }

    private static final class UuidEncoder extends TypeEncoder {
        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.UUID) {
                throw InvalidValueException.wrongKind(record.kind(node), Scalar.UUID);
            }
            Cbor.uuid(out, record.uuidHigh(node), record.uuidLow(node));
        }
    }

    /** A date or a time: an integer between bounds. */
    private static final class BoundedEncoder extends TypeEncoder {
        private final Scalar type;
        private final long least;
        private final long greatest;

        BoundedEncoder(Scalar type, long least, long greatest) {
            this.type = type;
            this.least = least;
            this.greatest = greatest;
        }

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            byte kind = record.kind(node);
            if (kind == RecordBuffer.BIG) {
                throw outOfRange(show(record.big(node)), type);
            }
            if (kind != RecordBuffer.INT) {
                throw InvalidValueException.wrongKind(kind, type);
            }
            long value = record.integer(node);
            if (value < least || value > greatest) {
                throw outOfRange(value + (type == Scalar.DATE ? " days since 1970" : " ns since midnight"), type);
            }
            Cbor.integer(out, value);
        }
    }

    private static final class DurationEncoder extends TypeEncoder {
        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            byte kind = record.kind(node);
            if (kind == RecordBuffer.INT) {
                Cbor.integer(out, record.integer(node));
            } else if (kind == RecordBuffer.BIG) {
                BigInteger value = record.big(node);
                if (value.abs().compareTo(Types.DURATION_BOUND) >= 0) {
                    throw outOfRange(show(value) + " ns", Scalar.DURATION);
                }
                Cbor.integer(out, value);
            } else {
                throw InvalidValueException.wrongKind(kind, Scalar.DURATION);
            }
        }
    }

    private static final class MomentEncoder extends TypeEncoder {
        private final CanonicalType type;
        private final int precision;
        private final int unit;
        private final boolean keepsOffset;

        MomentEncoder(CanonicalType type, int precision, boolean keepsOffset) {
            this.type = type;
            this.precision = precision;
            this.unit = Types.nanosUnit(precision);
            this.keepsOffset = keepsOffset;
        }

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.MOMENT) {
                throw InvalidValueException.wrongKind(record.kind(node), type);
            }
            long seconds = record.integer(node);
            int nanos = record.nanos(node);
            checkMoment(type, seconds, nanos, precision, unit);
            if (keepsOffset) {
                int offset = record.offsetSeconds(node);
                checkOffset(type, offset);
                Cbor.moment(out, seconds, nanos, offset);
            } else {
                Cbor.moment(out, seconds, nanos);
            }
        }
    }

    static void checkMoment(CanonicalType type, long seconds, int nanos, int precision, int unit) {
        if (seconds < Types.FIRST_SECOND || seconds > Types.LAST_SECOND || nanos < 0 || nanos > 999_999_999) {
            throw outOfRange(seconds + " s and " + nanos + " ns since 1970", type);
        }
        if (unit > 1 && nanos % unit != 0) {
            throw new InvalidValueException(
                    PRECISION,
                    nanos + " ns have more than the " + precision + " digits that " + Types.name(type) + " keeps");
        }
    }

    static void checkOffset(CanonicalType type, int offset) {
        if (offset == RecordBuffer.NO_OFFSET) {
            throw new InvalidValueException(TIMESTAMP, "no offset where " + Types.name(type) + " keeps one");
        }
        if (offset < -Types.LAST_OFFSET || offset > Types.LAST_OFFSET) {
            throw outOfRange("an offset of " + offset + " s", type);
        }
    }

    private static final class ListEncoder extends TypeEncoder {
        private final ListType type;
        private final TypeEncoder element;

        ListEncoder(ListType type, TypeEncoder element) {
            this.type = type;
            this.element = element;
        }

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.LIST) {
                throw InvalidValueException.wrongKind(record.kind(node), type);
            }
            checkDepth(depth);
            Cbor.head(out, Cbor.ARRAY, record.children(node));
            int position = 0;
            for (int child = record.first(node); child >= 0; child = record.next(child)) {
                if (type.nullable() && record.kind(child) == RecordBuffer.NULL) {
                    out.write(Cbor.NULL);
                } else {
                    try {
                        element.encode(record, child, out, depth + 1);
                    } catch (InvalidValueException invalid) {
                        throw invalid.within(position);
                    }
                }
                position++;
            }
        }
    }

    private static final class TupleEncoder extends TypeEncoder {
        private final TupleType type;
        private final TypeEncoder[] elements;

        TupleEncoder(TupleType type, Compiler compiler) {
            this.type = type;
            this.elements = type.elements().stream().map(compiler::compile).toArray(TypeEncoder[]::new);
        }

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.LIST) {
                throw InvalidValueException.wrongKind(record.kind(node), type);
            }
            checkDepth(depth);
            if (record.children(node) != elements.length) {
                throw new InvalidValueException(
                        TYPE, record.children(node) + " values where " + Types.name(type) + " has " + elements.length);
            }
            Cbor.head(out, Cbor.ARRAY, elements.length);
            int child = record.first(node);
            for (int i = 0; i < elements.length; i++) {
                try {
                    elements[i].encode(record, child, out, depth + 1);
                } catch (InvalidValueException invalid) {
                    throw invalid.within(i);
                }
                child = record.next(child);
            }
        }
    }

    private static final class MapEncoder extends TypeEncoder {
        private final MapType type;
        private final TypeEncoder key;
        private final TypeEncoder value;
        private final MapOrder order;

        MapEncoder(MapType type, TypeEncoder key, TypeEncoder value, MapOrder order) {
            this.type = type;
            this.key = key;
            this.value = value;
            this.order = order;
        }

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.MAP) {
                throw InvalidValueException.wrongKind(record.kind(node), type);
            }
            checkDepth(depth);
            int entries = record.children(node) / 2;
            Cbor.head(out, Cbor.MAP, entries);
            int base = order.open(entries);
            try {
                int position = 0;
                for (int child = record.first(node); child >= 0; position++) {
                    try {
                        int start = out.length();
                        key.encode(record, child, out, depth + 1);
                        order.key(base + position, child, start, out.length());
                        child = record.next(child);
                        if (type.nullable() && record.kind(child) == RecordBuffer.NULL) {
                            out.write(Cbor.NULL);
                        } else {
                            value.encode(record, child, out, depth + 1);
                        }
                        child = record.next(child);
                    } catch (InvalidValueException invalid) {
                        throw invalid.within(position);
                    }
                }
                order.sort(base, entries, record, node, out);
            } finally {
                order.close(base);
            }
        }
    }

    static final class StructEncoder extends TypeEncoder {
        final Field[] fields;
        final TypeEncoder[] encoders;
        /** Whether a null of that field is an entry F6. */
        final boolean[] nullIsEntry;
        /** The fields' ordinals in the order of their ids. */
        final int[] byId;

        private final StructType type;
        private final boolean[] nullAllowed;
        private final boolean[] absentAllowed;

        StructEncoder(StructType type, Compiler compiler) {
            this.type = type;
            int count = type.fields().size();
            fields = type.fields().toArray(new Field[0]);
            encoders = new TypeEncoder[count];
            nullIsEntry = new boolean[count];
            nullAllowed = new boolean[count];
            absentAllowed = new boolean[count];
            for (int i = 0; i < count; i++) {
                Field field = fields[i];
                boolean same = field.has(Equivalence.NULL_IS_ABSENT);
                encoders[i] = compiler.compile(field.type());
                nullIsEntry[i] = Types.nullIsEntry(compiler.contract, field);
                nullAllowed[i] = nullIsEntry[i]
                        || field.presence() == Presence.NULLABLE
                        || (same && field.presence() == Presence.OPTIONAL);
                absentAllowed[i] = field.presence() == Presence.TRISTATE
                        || field.presence() == Presence.OPTIONAL
                        || (same && field.presence() == Presence.NULLABLE);
            }
            byId = IntStream.range(0, count)
                    .boxed()
                    .sorted(Comparator.comparingInt(i -> fields[i].id()))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }

        /** ENTRY, NO_ENTRY or MISFIT. */
        int state(RecordBuffer record, int node, int ordinal) {
            byte kind = record.kind(node);
            if (kind > RecordBuffer.NULL) {
                return ENTRY;
            }
            if (kind == RecordBuffer.NULL) {
                return !nullAllowed[ordinal] ? MISFIT : nullIsEntry[ordinal] ? ENTRY : NO_ENTRY;
            }
            return absentAllowed[ordinal] ? NO_ENTRY : MISFIT;
        }

        InvalidValueException misfit(RecordBuffer record, int node, int ordinal) {
            return CanonicalEncoder.misfit(record.kind(node), fields[ordinal]);
        }

        void id(int ordinal, ByteSink out) {
            Cbor.head(out, Cbor.UNSIGNED, fields[ordinal].id());
        }

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.STRUCT) {
                throw InvalidValueException.wrongKind(record.kind(node), type);
            }
            checkDepth(depth);
            int entries = 0;
            for (int i = 0; i < fields.length; i++) {
                int slot = record.slot(node, i);
                int state = state(record, slot, i);
                if (state == MISFIT) {
                    throw misfit(record, slot, i).within(fields[i].name());
                }
                entries += state;
            }
            Cbor.head(out, Cbor.MAP, entries);
            for (int i : byId) {
                int slot = record.slot(node, i);
                byte kind = record.kind(slot);
                if (kind > RecordBuffer.NULL) {
                    id(i, out);
                    try {
                        encoders[i].encode(record, slot, out, depth + 1);
                    } catch (InvalidValueException invalid) {
                        throw invalid.within(fields[i].name());
                    }
                } else if (kind == RecordBuffer.NULL && nullIsEntry[i]) {
                    id(i, out);
                    out.write(Cbor.NULL);
                }
            }
        }
    }

    private static final class EnumEncoder extends TypeEncoder {
        private final EnumType type;
        private final long[] ids;

        EnumEncoder(EnumType type) {
            this.type = type;
            this.ids = type.variants().stream()
                    .mapToLong(variant -> variant.id())
                    .sorted()
                    .toArray();
        }

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.INT) {
                throw InvalidValueException.wrongKind(record.kind(node), type);
            }
            long id = record.integer(node);
            if (Arrays.binarySearch(ids, id) < 0) {
                throw new InvalidValueException(RANGE, "the enum has no variant of id " + id);
            }
            Cbor.integer(out, id);
        }
    }

    private static final class UnionEncoder extends TypeEncoder {
        private final UnionType type;
        private final long[] ids;
        private final String[] names;
        private final @org.jspecify.annotations.Nullable TypeEncoder[] payloads;

        UnionEncoder(UnionType type, Compiler compiler) {
            this.type = type;
            List<Alternative> sorted = type.alternatives().stream()
                    .sorted(Comparator.comparingInt(Alternative::id))
                    .toList();
            ids = sorted.stream().mapToLong(Alternative::id).toArray();
            names = sorted.stream().map(Alternative::name).toArray(String[]::new);
            payloads = new TypeEncoder[ids.length];
            for (int i = 0; i < ids.length; i++) {
                CanonicalType payload = sorted.get(i).payload();
                payloads[i] = payload == null ? null : compiler.compile(payload);
            }
        }

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            if (record.kind(node) != RecordBuffer.UNION) {
                throw InvalidValueException.wrongKind(record.kind(node), type);
            }
            checkDepth(depth);
            long id = record.integer(node);
            int i = Arrays.binarySearch(ids, id);
            if (i < 0) {
                throw new InvalidValueException(RANGE, "the union has no alternative of id " + id);
            }
            int child = record.first(node);
            TypeEncoder payload = payloads[i];
            if (payload == null) {
                if (child >= 0) {
                    throw new InvalidValueException(TYPE, "a payload where " + names[i] + " has none");
                }
                out.write(Cbor.ARRAY << 5 | 1);
                Cbor.integer(out, id);
                return;
            }
            if (child < 0) {
                throw new InvalidValueException(Violation.Kind.PRESENCE, "no payload where " + names[i] + " has one");
            }
            out.write(Cbor.ARRAY << 5 | 2);
            Cbor.integer(out, id);
            try {
                payload.encode(record, child, out, depth + 1);
            } catch (InvalidValueException invalid) {
                throw invalid.within(names[i]);
            }
        }
    }

    private static final class JsonEncoder extends TypeEncoder {
        private final MapOrder order;

        JsonEncoder(MapOrder order) {
            this.order = order;
        }

        @Override
        void encode(RecordBuffer record, int node, ByteSink out, int depth) {
            switch (record.kind(node)) {
                case RecordBuffer.NULL -> out.write(Cbor.NULL);
                case RecordBuffer.BOOL -> Cbor.bool(out, record.bool(node));
                case RecordBuffer.TEXT -> Cbor.text(out, record.bytes(node), record.offset(node), record.length(node));
                case RecordBuffer.BAD_TEXT ->
                    throw new InvalidValueException(ENCODING, "a json text that is not valid Unicode");
                case RecordBuffer.INT -> Cbor.integer(out, record.integer(node));
                case RecordBuffer.BIG -> number(record.big(node), 0, out);
                case RecordBuffer.F64 -> {
                    double value = record.f64(node);
                    if (value != 0 || 1 / value > 0) {
                        throw new InvalidValueException(TYPE, "the float " + value + " where json has exact numbers");
                    }
                    Cbor.float64(out, value);
                }
                case RecordBuffer.DECIMAL -> number(record.integer(node), -(long) record.scale(node), out);
                case RecordBuffer.BIG_DECIMAL -> number(record.unscaled(node), -(long) record.scale(node), out);
                case RecordBuffer.LIST -> array(record, node, out, depth);
                case RecordBuffer.MAP -> object(record, node, out, depth);
                default -> throw InvalidValueException.wrongKind(record.kind(node), Scalar.JSON);
            }
        }

        private static void number(long unscaled, long exponent, ByteSink out) {
            long m = unscaled;
            long e = m == 0 ? 0 : exponent;
            while ((m & 1) == 0 && m != 0 && m % 10 == 0) {
                m /= 10;
                e++;
            }
            if (e >= 0 && e < 20) {
                number(BigInteger.valueOf(m), e, out);
                return;
            }
            checkExponent(e);
            Cbor.scaled(out, m, e);
        }

        private static void number(BigInteger unscaled, long exponent, ByteSink out) {
            if (unscaled.signum() == 0) {
                Cbor.integer(out, 0);
                return;
            }
            // Trailing zeros in decimal are at most those in binary; more bits than this cannot be stripped away. A
            // decoder that reads digits strips their zeros as text, so that numbers of vast length do not come here.
            if (unscaled.bitLength() - 3.33 * unscaled.getLowestSetBit() > Types.MAX_BITS
                    || unscaled.bitLength() > 32 * Types.MAX_BITS) {
                throw tooLong(unscaled);
            }
            int zeros = Cbor.trailingZeros(unscaled);
            BigInteger m = zeros == 0 ? unscaled : unscaled.divide(BigInteger.TEN.pow(zeros));
            long e = exponent + zeros;
            if (m.abs().bitLength() > Types.MAX_BITS) {
                throw tooLong(m);
            }
            if (e >= 0 && e < 20) {
                BigInteger whole = e == 0 ? m : m.multiply(BigInteger.TEN.pow((int) e));
                if (whole.bitLength() <= 64) {
                    Cbor.integer(out, whole);
                    return;
                }
            }
            checkExponent(e);
            Cbor.scaled(out, m, e);
        }

        private static InvalidValueException tooLong(BigInteger value) {
            return new InvalidValueException(
                    RANGE, "a json number of " + value.bitLength() + " bits; at most " + Types.MAX_BITS + " are kept");
        }

        private static void checkExponent(long exponent) {
            if (Math.abs(exponent) > Integer.MAX_VALUE) {
                throw new InvalidValueException(RANGE, "a json number with the exponent " + exponent);
            }
        }

        private void array(RecordBuffer record, int node, ByteSink out, int depth) {
            checkDepth(depth);
            Cbor.head(out, Cbor.ARRAY, record.children(node));
            int position = 0;
            for (int child = record.first(node); child >= 0; child = record.next(child)) {
                try {
                    encode(record, child, out, depth + 1);
                } catch (InvalidValueException invalid) {
                    throw invalid.within(position);
                }
                position++;
            }
        }

        private void object(RecordBuffer record, int node, ByteSink out, int depth) {
            checkDepth(depth);
            int entries = record.children(node) / 2;
            Cbor.head(out, Cbor.MAP, entries);
            int base = order.open(entries);
            try {
                int position = 0;
                for (int child = record.first(node); child >= 0; position++) {
                    int start = out.length();
                    byte kind = record.kind(child);
                    if (kind == RecordBuffer.BAD_TEXT) {
                        throw new InvalidValueException(ENCODING, "a json key that is not valid Unicode");
                    } else if (kind != RecordBuffer.TEXT) {
                        throw InvalidValueException.wrongKind(kind, "a json key");
                    }
                    Cbor.text(out, record.bytes(child), record.offset(child), record.length(child));
                    order.key(base + position, child, start, out.length());
                    int value = record.next(child);
                    try {
                        encode(record, value, out, depth + 1);
                    } catch (InvalidValueException invalid) {
                        throw invalid.within(
                                Utf8.lenient(record.bytes(child), record.offset(child), record.length(child)));
                    }
                    child = record.next(value);
                }
                order.sort(base, entries, record, node, out);
            } finally {
                order.close(base);
            }
        }
    }

    static InvalidValueException duplicateKey(String key) {
        return new InvalidValueException(DUPLICATE_KEY, "the key " + key + " twice in one map");
    }
}
