package tallystick.wire;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.contract.Contract;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;

/**
 * The last step of reading a record, shared by every format and by rows of tables: applies the contract's equivalences
 * and says where the record is not one of the contract. Compiled once from a contract; not safe for use by several
 * threads.
 *
 * <p>In the buffer it expects what {@link RecordBuffer} describes. A required field of type json may hold NULL: that is
 * a JSON null.
 */
public final class RecordCheck {
    /** Seconds of 0001-01-01T00:00:00, Go's zero time. */
    public static final long FIRST_SECOND = -62135596800L;
    /** Seconds of 9999-12-31T23:59:59. */
    public static final long LAST_SECOND = 253402300799L;

    private static final long FIRST_DAY = -719162;
    private static final long LAST_DAY = 2932896;
    private static final long DAY_NANOS = 86_400_000_000_000L;
    private static final BigInteger DURATION_BOUND = BigInteger.TEN.pow(29);
    private static final BigInteger JSON_BOUND = BigInteger.TWO.pow(64);
    private static final int BIGGEST_BITS = 4096;
    private static final BigInteger[] TENS = new BigInteger[40];
    private static final int[] NANO_STEPS = {
        1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1
    };

    static {
        BigInteger power = BigInteger.ONE;
        for (int i = 0; i < TENS.length; i++) {
            TENS[i] = power;
            power = power.multiply(BigInteger.TEN);
        }
    }

    private final Contract contract;
    private final Map<CanonicalType, Check> compiled = new HashMap<>();
    private final StructCheck root;
    private final FieldPath path = new FieldPath();
    private RecordBuffer buffer = new RecordBuffer();
    private Findings findings = new Findings();
    private RuleCounts rules = new RuleCounts();

    public RecordCheck(Contract contract) {
        this.contract = contract;
        this.root = new StructCheck();
        root.fill(contract.record(), Set.copyOf(contract.key()));
    }

    /**
     * Applies equivalences to the record and adds a finding for everything that the contract does not admit. A path
     * that already has a finding gets no second one about its absence.
     */
    public void check(RecordBuffer record, Findings into, RuleCounts counts) {
        buffer = record;
        findings = into;
        rules = counts;
        path.clear();
        root.check(0);
    }

    private void find(Reason reason, String detail) {
        findings.add(reason, path.toString(), -1, detail);
    }

    private void findOnce(Reason reason, String detail) {
        String here = path.toString();
        if (findings.isEmpty() || !findings.names(here)) {
            findings.add(reason, here, -1, detail);
        }
    }

    private void count(Equivalence rule) {
        rules.count(plainPath() + ": " + rule.code());
    }

    /** The path without list positions, so that a rule is counted per field. */
    private String plainPath() {
        return path.toString().replaceAll("\\[\\d+\\]", "");
    }

    private Check compile(CanonicalType type) {
        CanonicalType target = contract.resolve(type);
        Check known = compiled.get(target);
        if (known != null) {
            return known;
        }
        if (target instanceof CanonicalType.StructType struct) {
            StructCheck check = new StructCheck();
            compiled.put(target, check);
            check.fill(struct, Set.of());
            return check;
        }
        if (target instanceof CanonicalType.UnionType union) {
            UnionCheck check = new UnionCheck();
            compiled.put(target, check);
            check.fill(union);
            return check;
        }
        Check check;
        if (target instanceof CanonicalType.Scalar scalar) {
            check = scalar(scalar);
        } else if (target instanceof CanonicalType.DecimalType decimal) {
            check = node -> decimal(node, decimal.precision(), decimal.scale());
        } else if (target instanceof CanonicalType.TimestampType timestamp) {
            check = node -> timestamp(node, timestamp);
        } else if (target instanceof CanonicalType.ListType list) {
            Check element = compile(list.element());
            boolean json = contract.resolve(list.element()) == CanonicalType.Scalar.JSON;
            check = node -> list(node, element, list.nullable() || json);
        } else if (target instanceof CanonicalType.MapType map) {
            Check key = compile(map.key());
            Check value = compile(map.value());
            boolean json = contract.resolve(map.value()) == CanonicalType.Scalar.JSON;
            check = node -> map(node, key, value, map.nullable() || json);
        } else if (target instanceof CanonicalType.TupleType tuple) {
            Check[] elements = tuple.elements().stream().map(this::compile).toArray(Check[]::new);
            boolean[] json = new boolean[elements.length];
            for (int i = 0; i < json.length; i++) {
                json[i] = contract.resolve(tuple.elements().get(i)) == CanonicalType.Scalar.JSON;
            }
            check = node -> tuple(node, elements, json);
        } else if (target instanceof CanonicalType.EnumType enumType) {
            Set<Long> ids = new HashSet<>();
            enumType.variants().forEach(variant -> ids.add((long) variant.id()));
            check = node -> {
                if (is(node, RecordBuffer.INT) && !ids.contains(buffer.integer(node))) {
                    find(Reason.RANGE, "the enum has no variant with id " + buffer.integer(node));
                }
            };
        } else {
            throw new IllegalArgumentException("unknown type " + target);
        }
        compiled.put(target, check);
        return check;
    }

    /** Checks a value that is there. */
    private interface Check {
        void check(int node);
    }

    private boolean is(int node, byte kind) {
        if (buffer.kind(node) == kind) {
            return true;
        }
        if (buffer.kind(node) <= RecordBuffer.NULL) {
            findOnce(Reason.PRESENCE, "no value where one is required");
        } else {
            findOnce(Reason.TYPE, "a value of kind " + buffer.kind(node) + " where kind " + kind + " is needed");
        }
        return false;
    }

    private Check scalar(CanonicalType.Scalar scalar) {
        switch (scalar) {
            case BOOL:
                return node -> is(node, RecordBuffer.BOOL);
            case I8:
                return integer(scalar, -1L << 7, (1L << 7) - 1);
            case I16:
                return integer(scalar, -1L << 15, (1L << 15) - 1);
            case I32:
                return integer(scalar, -1L << 31, (1L << 31) - 1);
            case I64:
                return integer(scalar, Long.MIN_VALUE, Long.MAX_VALUE);
            case U8:
                return integer(scalar, 0, (1L << 8) - 1);
            case U16:
                return integer(scalar, 0, (1L << 16) - 1);
            case U32:
                return integer(scalar, 0, (1L << 32) - 1);
            case U64:
                return big(scalar, BigInteger.ZERO, BigInteger.TWO.pow(64));
            case I128:
                return big(scalar, BigInteger.TWO.pow(127).negate(), BigInteger.TWO.pow(127));
            case U128:
                return big(scalar, BigInteger.ZERO, BigInteger.TWO.pow(128));
            case BIGINT:
                return node -> {
                    if (buffer.kind(node) == RecordBuffer.BIG) {
                        if (buffer.big(node).abs().bitLength() > BIGGEST_BITS) {
                            find(Reason.RANGE, "an integer of more than " + BIGGEST_BITS + " bits");
                        }
                    } else {
                        is(node, RecordBuffer.INT);
                    }
                };
            case F32:
                return node -> {
                    if (is(node, RecordBuffer.F64)) {
                        double value = buffer.f64(node);
                        if (!Double.isNaN(value) && (double) (float) value != value) {
                            find(Reason.PRECISION, value + " is not an f32; narrow_to_f32 would round it");
                        }
                    }
                };
            case F64:
                return node -> is(node, RecordBuffer.F64);
            case STRING:
                return this::text;
            case BYTES:
                return node -> is(node, RecordBuffer.BYTES);
            case UUID:
                return node -> is(node, RecordBuffer.UUID);
            case DATE:
                return range("days since 1970-01-01, from year 1 to 9999", FIRST_DAY, LAST_DAY);
            case TIME:
                return range("nanoseconds of a day", 0, DAY_NANOS - 1);
            case DATETIME:
                return node -> {
                    if (is(node, RecordBuffer.MOMENT)) {
                        seconds(node);
                    }
                };
            case DURATION:
                return node -> {
                    if (buffer.kind(node) == RecordBuffer.BIG) {
                        if (buffer.big(node).abs().compareTo(DURATION_BOUND) >= 0) {
                            find(Reason.RANGE, "a duration of 10^29 nanoseconds or more");
                        }
                    } else {
                        is(node, RecordBuffer.INT);
                    }
                };
            case JSON:
                return this::json;
            default:
                throw new IllegalArgumentException("unknown type " + scalar);
        }
    }

    private Check integer(CanonicalType.Scalar scalar, long least, long most) {
        return range(scalar.code(), least, most);
    }

    private Check range(String what, long least, long most) {
        return node -> {
            if (buffer.kind(node) == RecordBuffer.BIG) {
                find(Reason.RANGE, shorten(buffer.big(node)) + " is no " + what + ", which ends at " + most);
            } else if (is(node, RecordBuffer.INT)) {
                long value = buffer.integer(node);
                if (value < least || value > most) {
                    find(Reason.RANGE, value + " is outside of " + what + " (" + least + " to " + most + ")");
                }
            }
        };
    }

    private Check big(CanonicalType.Scalar scalar, BigInteger least, BigInteger end) {
        boolean unsigned = least.signum() == 0;
        return node -> {
            if (buffer.kind(node) == RecordBuffer.BIG) {
                BigInteger value = buffer.big(node);
                if (value.compareTo(least) < 0 || value.compareTo(end) >= 0) {
                    find(Reason.RANGE, shorten(value) + " is outside of " + scalar.code());
                }
            } else if (is(node, RecordBuffer.INT) && unsigned && buffer.integer(node) < 0) {
                find(Reason.RANGE, buffer.integer(node) + " is outside of " + scalar.code());
            }
        };
    }

    private static String shorten(BigInteger value) {
        return value.bitLength() > 200 ? "an integer of " + value.bitLength() + " bits" : value.toString();
    }

    private void text(int node) {
        if (buffer.kind(node) == RecordBuffer.BAD_TEXT) {
            findOnce(Reason.ENCODING, "the text is not valid UTF-8");
        } else {
            is(node, RecordBuffer.TEXT);
        }
    }

    private void decimal(int node, int precision, int scale) {
        if (buffer.kind(node) == RecordBuffer.DECIMAL) {
            long unscaled = buffer.integer(node);
            int has = buffer.scale(node);
            if (has == scale && precision >= 19) {
                return;
            }
            if (has == scale && precision < 19) {
                long bound = TENS[precision].longValue();
                if (unscaled < bound && unscaled > -bound) {
                    return;
                }
            }
        } else if (buffer.kind(node) != RecordBuffer.BIG_DECIMAL) {
            is(node, RecordBuffer.DECIMAL);
            return;
        }
        BigInteger unscaled = buffer.unscaled(node);
        long has = buffer.scale(node);
        if (unscaled.signum() == 0) {
            return;
        }
        while (has > scale) {
            BigInteger[] parts = unscaled.divideAndRemainder(BigInteger.TEN);
            if (parts[1].signum() != 0) {
                find(
                        Reason.PRECISION,
                        "the decimal has more than " + scale + " digits after the point (decimal(" + precision + ","
                                + scale + "))");
                return;
            }
            unscaled = parts[0];
            has--;
        }
        if (scale - has > 38
                || unscaled.abs().multiply(TENS[(int) (scale - has)]).compareTo(TENS[precision]) >= 0) {
            find(Reason.RANGE, "the decimal does not fit decimal(" + precision + "," + scale + ")");
        }
    }

    private boolean seconds(int node) {
        long seconds = buffer.integer(node);
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
            find(Reason.RANGE, "the time is outside of the years 0001 to 9999 (in UTC)");
            return false;
        }
        return true;
    }

    private void timestamp(int node, CanonicalType.TimestampType type) {
        if (!is(node, RecordBuffer.MOMENT) || !seconds(node)) {
            return;
        }
        if (type.precision() < 9 && buffer.nanos(node) % NANO_STEPS[type.precision()] != 0) {
            find(
                    Reason.PRECISION,
                    "the time has more than " + type.precision()
                            + " digits of a second; declare a higher precision or truncate_timestamp");
        }
        if (type.keepsOffset()) {
            int offset = buffer.offsetSeconds(node);
            if (offset == RecordBuffer.NO_OFFSET) {
                find(Reason.TIMESTAMP, "the time has no offset, and the contract keeps it");
            } else if (offset <= -86_400 || offset >= 86_400) {
                find(Reason.RANGE, "an offset of a day or more");
            }
        }
    }

    private void list(int node, Check element, boolean nullable) {
        if (!is(node, RecordBuffer.LIST)) {
            return;
        }
        int position = 0;
        for (int child = buffer.first(node); child >= 0; child = buffer.next(child)) {
            if (buffer.kind(child) > RecordBuffer.NULL) {
                path.enter(position);
                element.check(child);
                path.leave();
            } else if (!nullable || buffer.kind(child) == RecordBuffer.ABSENT) {
                path.enter(position);
                findOnce(Reason.PRESENCE, "null in a list whose elements are not nullable");
                path.leave();
            }
            position++;
        }
    }

    private void tuple(int node, Check[] elements, boolean[] json) {
        if (!is(node, RecordBuffer.LIST)) {
            return;
        }
        if (buffer.children(node) != elements.length) {
            findOnce(Reason.TYPE, buffer.children(node) + " values in a tuple of " + elements.length);
            return;
        }
        int position = 0;
        for (int child = buffer.first(node); child >= 0; child = buffer.next(child)) {
            path.enter(position);
            if (buffer.hasValue(child) || json[position] && buffer.kind(child) == RecordBuffer.NULL) {
                elements[position].check(child);
            } else {
                findOnce(Reason.PRESENCE, "null in a tuple");
            }
            path.leave();
            position++;
        }
    }

    private void map(int node, Check keys, Check values, boolean nullable) {
        if (!is(node, RecordBuffer.MAP)) {
            return;
        }
        for (int key = buffer.first(node); key >= 0; ) {
            int value = buffer.next(key);
            if (!buffer.hasValue(key) && findings.isEmpty()) {
                findOnce(Reason.PRESENCE, "a map key without a value");
            } else if (buffer.hasValue(key)) {
                keys.check(key);
            }
            if (buffer.hasValue(value)) {
                enterKey(key);
                values.check(value);
                path.leave();
            } else if (!nullable || buffer.kind(value) == RecordBuffer.ABSENT) {
                enterKey(key);
                findOnce(Reason.PRESENCE, "null in a map whose values are not nullable");
                path.leave();
            }
            key = buffer.next(value);
        }
        duplicates(node);
    }

    private void enterKey(int key) {
        if (buffer.kind(key) == RecordBuffer.TEXT) {
            path.enter(buffer.bytes(key), buffer.offset(key), buffer.length(key));
        } else {
            path.enter(shown(key));
        }
    }

    private String shown(int key) {
        switch (buffer.kind(key)) {
            case RecordBuffer.TEXT, RecordBuffer.BAD_TEXT:
                int length = Math.min(buffer.length(key), 64);
                return new String(buffer.bytes(key), buffer.offset(key), length, StandardCharsets.UTF_8);
            case RecordBuffer.INT, RecordBuffer.BIG:
                return buffer.big(key).toString();
            case RecordBuffer.BOOL:
                return String.valueOf(buffer.bool(key));
            default:
                return "?";
        }
    }

    private static final int FEW = 16;

    private void duplicates(int map) {
        int entries = buffer.children(map) / 2;
        if (entries < 2) {
            return;
        }
        if (entries <= FEW) {
            for (int key = buffer.first(map); key >= 0; key = buffer.next(buffer.next(key))) {
                for (int other = buffer.next(buffer.next(key)); other >= 0; other = buffer.next(buffer.next(other))) {
                    if (same(key, other)) {
                        findOnce(Reason.DUPLICATE_KEY, "the map key " + shown(other) + " occurs twice");
                        return;
                    }
                }
            }
            return;
        }
        Map<Integer, List<Integer>> seen = new HashMap<>();
        for (int key = buffer.first(map); key >= 0; key = buffer.next(buffer.next(key))) {
            List<Integer> alike = seen.computeIfAbsent(hash(key), h -> new ArrayList<>(1));
            for (int other : alike) {
                if (same(key, other)) {
                    findOnce(Reason.DUPLICATE_KEY, "the map key " + shown(key) + " occurs twice");
                    return;
                }
            }
            alike.add(key);
        }
    }

    private int hash(int node) {
        switch (buffer.kind(node)) {
            case RecordBuffer.TEXT, RecordBuffer.BAD_TEXT, RecordBuffer.BYTES, RecordBuffer.BIG:
                byte[] bytes = buffer.bytes(node);
                int hash = 1;
                for (int i = buffer.offset(node), end = i + buffer.length(node); i < end; i++) {
                    hash = 31 * hash + bytes[i];
                }
                return hash;
            case RecordBuffer.UUID:
                return Long.hashCode(buffer.uuidHigh(node) * 31 + buffer.uuidLow(node));
            case RecordBuffer.BIG_DECIMAL, RecordBuffer.DECIMAL:
                // Equal values may have other scales: all decimals share a chain.
                return 7;
            default:
                return Long.hashCode(buffer.integer(node));
        }
    }

    private boolean same(int a, int b) {
        if (isDecimal(a) && isDecimal(b)) {
            return new java.math.BigDecimal(buffer.unscaled(a), buffer.scale(a))
                            .compareTo(new java.math.BigDecimal(buffer.unscaled(b), buffer.scale(b)))
                    == 0;
        }
        if (buffer.kind(a) != buffer.kind(b)) {
            return false;
        }
        switch (buffer.kind(a)) {
            case RecordBuffer.TEXT, RecordBuffer.BAD_TEXT, RecordBuffer.BYTES, RecordBuffer.BIG:
                return buffer.compareBytes(a, b) == 0;
            case RecordBuffer.UUID:
                return buffer.uuidHigh(a) == buffer.uuidHigh(b) && buffer.uuidLow(a) == buffer.uuidLow(b);
            case RecordBuffer.MOMENT:
                return buffer.integer(a) == buffer.integer(b)
                        && buffer.nanos(a) == buffer.nanos(b)
                        && buffer.offsetSeconds(a) == buffer.offsetSeconds(b);
            default:
                return buffer.integer(a) == buffer.integer(b);
        }
    }

    private boolean isDecimal(int node) {
        return buffer.kind(node) == RecordBuffer.DECIMAL || buffer.kind(node) == RecordBuffer.BIG_DECIMAL;
    }

    private void json(int node) {
        switch (buffer.kind(node)) {
            case RecordBuffer.BAD_TEXT:
                findOnce(Reason.ENCODING, "the text is not valid UTF-8");
                break;
            case RecordBuffer.BIG:
                BigInteger value = buffer.big(node);
                if (value.compareTo(JSON_BOUND) >= 0 || value.compareTo(JSON_BOUND.negate()) < 0) {
                    find(Reason.RANGE, "an integer beyond 64 bits stands in json as an integer, not as a decimal");
                }
                break;
            case RecordBuffer.BIG_DECIMAL:
                if (buffer.unscaled(node).abs().bitLength() > BIGGEST_BITS) {
                    find(Reason.RANGE, "a number in json of more than " + BIGGEST_BITS + " bits");
                }
                break;
            case RecordBuffer.LIST:
                int position = 0;
                for (int child = buffer.first(node); child >= 0; child = buffer.next(child)) {
                    path.enter(position++);
                    json(child);
                    path.leave();
                }
                break;
            case RecordBuffer.MAP:
                for (int key = buffer.first(node); key >= 0; ) {
                    int member = buffer.next(key);
                    text(key);
                    enterKey(key);
                    json(member);
                    path.leave();
                    key = buffer.next(member);
                }
                duplicates(node);
                break;
            default:
                break;
        }
    }

    /** Checks the alternatives of a union, which may hold itself. */
    private final class UnionCheck implements Check {
        private final Map<Integer, CanonicalType.Alternative> alternatives = new HashMap<>();
        private final Map<Integer, Check> payloads = new HashMap<>();

        void fill(CanonicalType.UnionType type) {
            for (CanonicalType.Alternative alternative : type.alternatives()) {
                alternatives.put(alternative.id(), alternative);
                CanonicalType payload = alternative.payload();
                if (payload != null) {
                    payloads.put(alternative.id(), compile(payload));
                }
            }
        }

        @Override
        public void check(int node) {
            if (!is(node, RecordBuffer.UNION)) {
                return;
            }
            int id = (int) buffer.integer(node);
            CanonicalType.Alternative alternative = alternatives.get(id);
            if (alternative == null) {
                find(Reason.RANGE, "the union has no alternative with id " + id);
                return;
            }
            Check payload = payloads.get(id);
            int child = buffer.first(node);
            if (payload != null) {
                path.enter(alternative.name());
                if (child < 0
                        || !buffer.hasValue(child)
                                && !(alternative.payload() == CanonicalType.Scalar.JSON
                                        && buffer.kind(child) == RecordBuffer.NULL)) {
                    findOnce(Reason.PRESENCE, "the alternative has no payload");
                } else {
                    payload.check(child);
                }
                path.leave();
            }
        }
    }

    /** Checks the fields of a struct, which may hold itself. */
    private final class StructCheck implements Check {
        private FieldCheck[] fields = new FieldCheck[0];

        void fill(CanonicalType.StructType type, Set<String> keys) {
            FieldCheck[] made = new FieldCheck[type.fields().size()];
            for (int i = 0; i < made.length; i++) {
                Field field = type.fields().get(i);
                made[i] = new FieldCheck(field, keys.contains(field.name()), compile(field.type()));
            }
            fields = made;
        }

        @Override
        public void check(int node) {
            if (!is(node, RecordBuffer.STRUCT)) {
                return;
            }
            int base = buffer.slot(node, 0);
            for (int i = 0; i < fields.length; i++) {
                fields[i].check(base + i);
            }
        }
    }

    private final class FieldCheck {
        private final Field field;
        private final boolean key;
        private final boolean plain;
        private final Presence presence;
        private final CanonicalType type;
        private final Check value;

        FieldCheck(Field field, boolean key, Check value) {
            this.field = field;
            this.key = key;
            this.plain = field.equivalences().isEmpty();
            this.presence = field.presence();
            this.type = contract.resolve(field.type());
            this.value = value;
        }

        void check(int node) {
            path.enter(field.name());
            if (!plain && buffer.hasValue(node)) {
                rules(node);
            }
            if (buffer.hasValue(node)) {
                value.check(node);
            } else {
                noValue(node);
            }
            path.leave();
        }

        private void noValue(int node) {
            boolean isNull = buffer.kind(node) == RecordBuffer.NULL;
            if (!plain && key == false) {
                if (field.has(Equivalence.NULL_IS_EMPTY) && setEmpty(node)) {
                    count(Equivalence.NULL_IS_EMPTY);
                    return;
                }
                if (field.has(Equivalence.NULL_IS_ZERO) && setZero(node)) {
                    count(Equivalence.NULL_IS_ZERO);
                    return;
                }
            }
            switch (presence) {
                case TRISTATE:
                    return;
                case REQUIRED:
                    if (isNull && type == CanonicalType.Scalar.JSON) {
                        return;
                    }
                    findOnce(
                            key ? Reason.KEY_NULL : Reason.PRESENCE,
                            key
                                    ? "the key field is " + (isNull ? "null" : "absent")
                                    : (isNull ? "null" : "absent") + " where a value is required" + remedy());
                    return;
                case NULLABLE:
                    if (isNull) {
                        return;
                    }
                    break;
                default:
                    if (!isNull) {
                        return;
                    }
            }
            if (field.has(Equivalence.NULL_IS_ABSENT)) {
                count(Equivalence.NULL_IS_ABSENT);
                if (presence == Presence.NULLABLE) {
                    buffer.setNull(node);
                } else {
                    buffer.absent(node);
                }
                return;
            }
            findOnce(
                    Reason.PRESENCE,
                    isNull
                            ? "null in an optional field; declare null_is_absent if the two mean the same"
                            : "absent in a nullable field; declare null_is_absent if the two mean the same");
        }

        /** The rule by which no value is a value, for the types that have one. */
        private String remedy() {
            boolean empty = type instanceof CanonicalType.ListType
                    || type instanceof CanonicalType.MapType
                    || type == CanonicalType.Scalar.STRING
                    || type == CanonicalType.Scalar.BYTES;
            boolean zero = type == CanonicalType.Scalar.BOOL
                    || type instanceof CanonicalType.DecimalType
                    || type instanceof CanonicalType.Scalar scalar && (scalar.isInteger() || scalar.isFloat());
            return empty
                    ? "; declare null_is_empty if that means empty"
                    : zero ? "; declare null_is_zero if that means zero" : "";
        }

        private void clear(int node, Equivalence rule) {
            count(rule);
            if (presence == Presence.OPTIONAL) {
                buffer.absent(node);
            } else {
                buffer.setNull(node);
            }
        }

        private void rules(int node) {
            byte kind = buffer.kind(node);
            if (kind == RecordBuffer.F64) {
                double value = buffer.f64(node);
                if (field.has(Equivalence.NARROW_TO_F32) && !Double.isNaN(value) && (double) (float) value != value) {
                    float narrow = (float) value;
                    if (!Float.isInfinite(narrow)) {
                        buffer.setF64(node, narrow);
                        count(Equivalence.NARROW_TO_F32);
                        value = narrow;
                    }
                }
                if (field.has(Equivalence.NEGATIVE_ZERO_IS_ZERO) && value == 0 && 1 / value < 0) {
                    buffer.setF64(node, 0.0);
                    count(Equivalence.NEGATIVE_ZERO_IS_ZERO);
                }
            } else if (kind == RecordBuffer.MOMENT) {
                if (field.has(Equivalence.TRUNCATE_TIMESTAMP)) {
                    int step = type instanceof CanonicalType.TimestampType timestamp
                            ? NANO_STEPS[timestamp.precision()]
                            : 1;
                    int excess = buffer.nanos(node) % step;
                    if (excess != 0) {
                        buffer.setMoment(
                                node, buffer.integer(node), buffer.nanos(node) - excess, buffer.offsetSeconds(node));
                        count(Equivalence.TRUNCATE_TIMESTAMP);
                    }
                }
                if (field.has(Equivalence.ZERO_TIME_IS_NULL)
                        && buffer.integer(node) == FIRST_SECOND
                        && buffer.nanos(node) == 0) {
                    clear(node, Equivalence.ZERO_TIME_IS_NULL);
                    return;
                }
            }
            if (field.has(Equivalence.ZERO_IS_NULL) && isZero(node)) {
                clear(node, Equivalence.ZERO_IS_NULL);
                return;
            }
            if (field.has(Equivalence.EMPTY_IS_NULL) && isEmpty(node)) {
                clear(node, Equivalence.EMPTY_IS_NULL);
            }
        }

        private boolean isZero(int node) {
            switch (buffer.kind(node)) {
                case RecordBuffer.BOOL, RecordBuffer.INT, RecordBuffer.DECIMAL:
                    return buffer.integer(node) == 0;
                case RecordBuffer.F64:
                    return buffer.f64(node) == 0;
                default:
                    return isEmpty(node) && buffer.kind(node) == RecordBuffer.TEXT;
            }
        }

        private boolean isEmpty(int node) {
            switch (buffer.kind(node)) {
                case RecordBuffer.TEXT, RecordBuffer.BYTES:
                    return buffer.length(node) == 0;
                case RecordBuffer.LIST, RecordBuffer.MAP:
                    return type != CanonicalType.Scalar.JSON && buffer.children(node) == 0;
                default:
                    return false;
            }
        }

        private boolean setEmpty(int node) {
            if (type == CanonicalType.Scalar.STRING) {
                buffer.setScratch(node, RecordBuffer.TEXT, buffer.scratchPosition());
            } else if (type == CanonicalType.Scalar.BYTES) {
                buffer.setScratch(node, RecordBuffer.BYTES, buffer.scratchPosition());
            } else if (type instanceof CanonicalType.ListType) {
                buffer.open(node, RecordBuffer.LIST);
            } else if (type instanceof CanonicalType.MapType) {
                buffer.open(node, RecordBuffer.MAP);
            } else {
                return false;
            }
            return true;
        }

        private boolean setZero(int node) {
            @Nullable CanonicalType target = type;
            if (target == CanonicalType.Scalar.BOOL) {
                buffer.setBool(node, false);
            } else if (target instanceof CanonicalType.Scalar scalar && (scalar.isInteger())
                    || target == CanonicalType.Scalar.DURATION) {
                buffer.setInt(node, 0);
            } else if (target instanceof CanonicalType.Scalar scalar && scalar.isFloat()) {
                buffer.setF64(node, 0.0);
            } else if (target instanceof CanonicalType.DecimalType) {
                buffer.setDecimal(node, 0, 0);
            } else if (target == CanonicalType.Scalar.STRING) {
                buffer.setScratch(node, RecordBuffer.TEXT, buffer.scratchPosition());
            } else {
                return false;
            }
            return true;
        }
    }
}
