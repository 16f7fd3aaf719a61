package tallystick.check.compare;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.CanonicalType.Variant;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.wire.Reason;

/** Compares two records of one contract field by field, also inside structs, lists, maps, unions and json. Pure. */
public final class RecordComparison {
    /** How many differing fields of one pair of records are named. */
    public static final int MOST = 64;

    private static final int LONGEST_VALUE = 400;
    private static final int LONGEST_KEY = 100;
    private static final String ABSENT = "absent";
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,99}");
    private static final ListType JSON_LIST = new ListType(Scalar.JSON, true);
    private static final MapType JSON_OBJECT = new MapType(Scalar.STRING, Scalar.JSON, true);

    private final Contract contract;

    public RecordComparison(Contract contract) {
        this.contract = contract;
    }

    /** The fields in which they differ, in contract order, at most {@value #MOST}; empty when they mean the same. */
    public List<FieldDifference> compare(RecordBuffer first, RecordBuffer second) {
        List<FieldDifference> differences = new ArrayList<>();
        compareStruct("", contract.record(), first, 0, second, 0, differences);
        return differences;
    }

    private void compareStruct(
            String path,
            StructType type,
            RecordBuffer first,
            int a,
            RecordBuffer second,
            int b,
            List<FieldDifference> into) {
        for (int i = 0; i < type.fields().size(); i++) {
            Field field = type.fields().get(i);
            String name = path.isEmpty() ? field.name() : path + "." + field.name();
            compare(name, field.type(), first, first.slot(a, i), second, second.slot(b, i), into);
        }
    }

    private void compare(
            String path,
            CanonicalType declared,
            RecordBuffer first,
            int a,
            RecordBuffer second,
            int b,
            List<FieldDifference> into) {
        if (into.size() >= MOST) {
            return;
        }
        CanonicalType type = contract.resolve(declared);
        if (!first.hasValue(a) || !second.hasValue(b)) {
            if (first.kind(a) != second.kind(b)) {
                add(path, Reason.PRESENCE, type, first, a, second, b, into);
            }
            return;
        }
        if (type instanceof StructType struct) {
            compareStruct(path, struct, first, a, second, b, into);
        } else if (type instanceof ListType list) {
            compareLists(path, list, first, a, second, b, into);
        } else if (type instanceof TupleType tuple) {
            int left = first.first(a);
            int right = second.first(b);
            for (int i = 0; i < tuple.elements().size(); i++) {
                compare(path + "[" + i + "]", tuple.elements().get(i), first, left, second, right, into);
                left = first.next(left);
                right = second.next(right);
            }
        } else if (type instanceof MapType map) {
            compareMaps(path, map, first, a, second, b, into);
        } else if (type instanceof UnionType union) {
            compareUnions(path, union, first, a, second, b, into);
        } else if (type == Scalar.JSON && bothAre(RecordBuffer.LIST, first, a, second, b)) {
            compareLists(path, JSON_LIST, first, a, second, b, into);
        } else if (type == Scalar.JSON && bothAre(RecordBuffer.MAP, first, a, second, b)) {
            compareObjects(path, first, a, second, b, into);
        } else {
            String left = key(type, first, a);
            String right = key(type, second, b);
            if (!left.equals(right)) {
                add(path, reason(type, first, a, second, b), type, first, a, second, b, into);
            }
        }
    }

    private void compareLists(
            String path,
            ListType type,
            RecordBuffer first,
            int a,
            RecordBuffer second,
            int b,
            List<FieldDifference> into) {
        List<String> left = keys(type.element(), first, a);
        List<String> right = keys(type.element(), second, b);
        if (left.equals(right)) {
            return;
        }
        if (left.size() != right.size()) {
            add(path, Reason.VALUE, type, first, a, second, b, into);
            return;
        }
        List<String> sortedLeft = left.stream().sorted().toList();
        List<String> sortedRight = right.stream().sorted().toList();
        if (sortedLeft.equals(sortedRight)) {
            add(path, Reason.ORDERING, type, first, a, second, b, into);
            return;
        }
        int x = first.first(a);
        int y = second.first(b);
        for (int i = 0; i < left.size(); i++) {
            compare(path + "[" + i + "]", type.element(), first, x, second, y, into);
            x = first.next(x);
            y = second.next(y);
        }
    }

    private void compareMaps(
            String path,
            MapType type,
            RecordBuffer first,
            int a,
            RecordBuffer second,
            int b,
            List<FieldDifference> into) {
        Map<String, Integer> left = entries(type, first, a);
        Map<String, Integer> right = entries(type, second, b);
        for (Map.Entry<String, Integer> entry : left.entrySet()) {
            String inside = path + "{" + cut(entry.getKey()) + "}";
            Integer other = right.get(entry.getKey());
            if (other == null) {
                addPresence(inside, shown(type.value(), first, entry.getValue()), ABSENT, into);
            } else {
                compare(inside, type.value(), first, entry.getValue(), second, other, into);
            }
        }
        for (Map.Entry<String, Integer> entry : right.entrySet()) {
            if (!left.containsKey(entry.getKey())) {
                String inside = path + "{" + cut(entry.getKey()) + "}";
                addPresence(inside, ABSENT, shown(type.value(), second, entry.getValue()), into);
            }
        }
    }

    private static boolean bothAre(byte kind, RecordBuffer first, int a, RecordBuffer second, int b) {
        return first.kind(a) == kind && second.kind(b) == kind;
    }

    /** Two objects inside a json field: a member reads like a field, unless its name would not. */
    private void compareObjects(
            String path, RecordBuffer first, int a, RecordBuffer second, int b, List<FieldDifference> into) {
        Map<String, Integer> left = entries(JSON_OBJECT, first, a);
        Map<String, Integer> right = entries(JSON_OBJECT, second, b);
        left.forEach((name, value) -> {
            Integer other = right.get(name);
            if (other == null) {
                addPresence(member(path, name), shown(Scalar.JSON, first, value), ABSENT, into);
            } else {
                compare(member(path, name), Scalar.JSON, first, value, second, other, into);
            }
        });
        right.forEach((name, value) -> {
            if (!left.containsKey(name)) {
                addPresence(member(path, name), ABSENT, shown(Scalar.JSON, second, value), into);
            }
        });
    }

    private static String member(String path, String quoted) {
        String name = quoted.substring(1, quoted.length() - 1);
        return PLAIN_NAME.matcher(name).matches() ? path + "." + name : path + "{" + cut(quoted) + "}";
    }

    private static void addPresence(String path, String first, String second, List<FieldDifference> into) {
        if (into.size() < MOST) {
            into.add(new FieldDifference(path, Reason.PRESENCE, first, second));
        }
    }

    private void compareUnions(
            String path,
            UnionType type,
            RecordBuffer first,
            int a,
            RecordBuffer second,
            int b,
            List<FieldDifference> into) {
        if (first.integer(a) != second.integer(b)) {
            add(path, Reason.VALUE, type, first, a, second, b, into);
            return;
        }
        Alternative alternative = alternative(type, first.integer(a));
        if (alternative.payload() != null && first.first(a) >= 0 && second.first(b) >= 0) {
            compare(
                    path + "." + alternative.name(),
                    alternative.payload(),
                    first,
                    first.first(a),
                    second,
                    second.first(b),
                    into);
        }
    }

    private void add(
            String path,
            Reason reason,
            CanonicalType type,
            RecordBuffer first,
            int a,
            RecordBuffer second,
            int b,
            List<FieldDifference> into) {
        if (into.size() < MOST) {
            into.add(new FieldDifference(path, reason, shown(type, first, a), shown(type, second, b)));
        }
    }

    private Map<String, Integer> entries(MapType type, RecordBuffer record, int node) {
        Map<String, Integer> entries = new LinkedHashMap<>();
        for (int key = record.first(node); key >= 0; ) {
            int value = record.next(key);
            entries.put(key(type.key(), record, key), value);
            key = record.next(value);
        }
        return entries;
    }

    private List<String> keys(CanonicalType element, RecordBuffer record, int list) {
        List<String> keys = new ArrayList<>();
        for (int child = record.first(list); child >= 0; child = record.next(child)) {
            keys.add(key(element, record, child));
        }
        return keys;
    }

    /** What kind of difference two unequal plain values look like. */
    private Reason reason(CanonicalType type, RecordBuffer first, int a, RecordBuffer second, int b) {
        if (type instanceof TimestampType || type == Scalar.DATETIME) {
            return Reason.TIMESTAMP;
        }
        if (first.kind(a) == RecordBuffer.BAD_TEXT || second.kind(b) == RecordBuffer.BAD_TEXT) {
            return Reason.ENCODING;
        }
        Optional<BigDecimal> left = number(first, a);
        Optional<BigDecimal> right = number(second, b);
        boolean rounded = left.isPresent()
                && right.isPresent()
                && (left.get().doubleValue() == right.get().doubleValue()
                        || (isFraction(type) || isDecimal(first, a) || isDecimal(second, b))
                                && left.get().floatValue() == right.get().floatValue());
        return rounded ? Reason.PRECISION : Reason.VALUE;
    }

    private static boolean isFraction(CanonicalType type) {
        return type instanceof DecimalType || type instanceof Scalar scalar && scalar.isFloat();
    }

    private static boolean isDecimal(RecordBuffer record, int node) {
        return record.kind(node) == RecordBuffer.DECIMAL || record.kind(node) == RecordBuffer.BIG_DECIMAL;
    }

    private static Optional<BigDecimal> number(RecordBuffer record, int node) {
        byte kind = record.kind(node);
        if (kind == RecordBuffer.INT || kind == RecordBuffer.BIG) {
            return Optional.of(new BigDecimal(record.big(node)));
        }
        if ((kind == RecordBuffer.DECIMAL || kind == RecordBuffer.BIG_DECIMAL)
                && Math.abs((long) record.scale(node)) <= 400) {
            return Optional.of(new BigDecimal(record.unscaled(node), record.scale(node)));
        }
        if (kind == RecordBuffer.F64 && Double.isFinite(record.f64(node))) {
            return Optional.of(new BigDecimal(record.f64(node)));
        }
        return Optional.empty();
    }

    /** A text that two values share exactly if they mean the same. */
    private String key(CanonicalType declared, RecordBuffer record, int node) {
        StringBuilder text = new StringBuilder();
        write(contract.resolve(declared), record, node, text, true);
        return text.toString();
    }

    /** The value as people read it, cut when long. */
    private String shown(CanonicalType declared, RecordBuffer record, int node) {
        StringBuilder text = new StringBuilder();
        write(contract.resolve(declared), record, node, text, false);
        return text.length() <= LONGEST_VALUE
                ? text.toString()
                : text.substring(0, LONGEST_VALUE) + "... (" + text.length() + " characters)";
    }

    private static String cut(String key) {
        return key.length() <= LONGEST_KEY
                ? key
                : key.substring(0, LONGEST_KEY) + "... (" + key.length() + " characters)";
    }

    private void write(CanonicalType type, RecordBuffer record, int node, StringBuilder out, boolean exact) {
        if (!exact && out.length() > 4 * LONGEST_VALUE) {
            return;
        }
        switch (record.kind(node)) {
            case RecordBuffer.ABSENT -> out.append("absent");
            case RecordBuffer.NULL -> out.append("null");
            case RecordBuffer.BOOL -> out.append(record.bool(node));
            case RecordBuffer.INT, RecordBuffer.BIG -> out.append(integer(type, record, node));
            case RecordBuffer.F64 -> {
                double value = record.f64(node);
                if (type == Scalar.F32 && !exact) {
                    out.append((float) value);
                } else {
                    out.append(value);
                }
            }
            case RecordBuffer.DECIMAL, RecordBuffer.BIG_DECIMAL -> {
                BigDecimal value = new BigDecimal(record.unscaled(node), record.scale(node));
                out.append(exact ? value.stripTrailingZeros().toString() : value.toString());
            }
            case RecordBuffer.TEXT -> text(record, node, out);
            case RecordBuffer.BAD_TEXT ->
                out.append("invalid text x'").append(hex(record, node)).append('\'');
            case RecordBuffer.BYTES ->
                out.append("x'").append(hex(record, node)).append('\'');
            case RecordBuffer.UUID -> out.append(new java.util.UUID(record.uuidHigh(node), record.uuidLow(node)));
            case RecordBuffer.MOMENT -> moment(type, record, node, out);
            case RecordBuffer.LIST -> list(type, record, node, out, exact);
            case RecordBuffer.MAP -> map(type, record, node, out, exact);
            case RecordBuffer.STRUCT -> struct((StructType) type, record, node, out, exact);
            case RecordBuffer.UNION -> union((UnionType) type, record, node, out, exact);
            default -> throw new IllegalStateException("node of kind " + record.kind(node));
        }
    }

    private static String integer(CanonicalType type, RecordBuffer record, int node) {
        BigInteger value = record.big(node);
        if (type instanceof EnumType variants) {
            for (Variant variant : variants.variants()) {
                if (variant.id() == value.intValue()) {
                    return variant.name();
                }
            }
        }
        if (type == Scalar.DATE) {
            return java.time.LocalDate.ofEpochDay(value.longValue()).toString();
        }
        if (type == Scalar.TIME) {
            return java.time.LocalTime.ofNanoOfDay(value.longValue()).toString();
        }
        return type == Scalar.DURATION ? value + " ns" : value.toString();
    }

    private static void text(RecordBuffer record, int node, StringBuilder out) {
        String text = new String(record.bytes(node), record.offset(node), record.length(node), StandardCharsets.UTF_8);
        out.append('"').append(text.replace("\\", "\\\\").replace("\"", "\\\"")).append('"');
    }

    private static String hex(RecordBuffer record, int node) {
        int from = record.offset(node);
        return HexFormat.of().formatHex(Arrays.copyOfRange(record.bytes(node), from, from + record.length(node)));
    }

    private static void moment(CanonicalType type, RecordBuffer record, int node, StringBuilder out) {
        java.time.LocalDateTime utc = java.time.LocalDateTime.ofEpochSecond(
                record.integer(node), record.nanos(node), java.time.ZoneOffset.UTC);
        if (type == Scalar.DATETIME) {
            out.append(utc);
        } else if (record.offsetSeconds(node) == RecordBuffer.NO_OFFSET || !keepsOffset(type)) {
            out.append(utc).append('Z');
        } else {
            int offset = record.offsetSeconds(node);
            int size = Math.abs(offset);
            out.append(utc.plusSeconds(offset))
                    .append(String.format("%s%02d:%02d", offset < 0 ? "-" : "+", size / 3600, size / 60 % 60));
            if (size % 60 != 0) {
                out.append(String.format(":%02d", size % 60));
            }
        }
    }

    private static boolean keepsOffset(CanonicalType type) {
        return type instanceof TimestampType timestamp && timestamp.keepsOffset();
    }

    private void list(CanonicalType type, RecordBuffer record, int node, StringBuilder out, boolean exact) {
        out.append('[');
        int position = 0;
        for (int child = record.first(node); child >= 0; child = record.next(child)) {
            CanonicalType element = type instanceof ListType list
                    ? list.element()
                    : type instanceof TupleType tuple ? tuple.elements().get(position) : Scalar.JSON;
            if (position++ > 0) {
                out.append(", ");
            }
            write(contract.resolve(element), record, child, out, exact);
        }
        out.append(']');
    }

    private void map(CanonicalType type, RecordBuffer record, int node, StringBuilder out, boolean exact) {
        CanonicalType keyType = type instanceof MapType map ? map.key() : Scalar.STRING;
        CanonicalType valueType = type instanceof MapType map ? map.value() : Scalar.JSON;
        List<String> entries = new ArrayList<>();
        for (int key = record.first(node); key >= 0; ) {
            int value = record.next(key);
            StringBuilder entry = new StringBuilder();
            write(contract.resolve(keyType), record, key, entry, exact);
            entry.append(": ");
            write(contract.resolve(valueType), record, value, entry, exact);
            entries.add(entry.toString());
            key = record.next(value);
        }
        entries.sort(null);
        out.append('{').append(String.join(", ", entries)).append('}');
    }

    private void struct(StructType type, RecordBuffer record, int node, StringBuilder out, boolean exact) {
        out.append('{');
        String separator = "";
        for (int i = 0; i < type.fields().size(); i++) {
            Field field = type.fields().get(i);
            int slot = record.slot(node, i);
            if (record.kind(slot) != RecordBuffer.ABSENT) {
                out.append(separator).append(field.name()).append(": ");
                write(contract.resolve(field.type()), record, slot, out, exact);
                separator = ", ";
            }
        }
        out.append('}');
    }

    private void union(UnionType type, RecordBuffer record, int node, StringBuilder out, boolean exact) {
        Alternative alternative = alternative(type, record.integer(node));
        out.append(alternative.name());
        if (alternative.payload() != null && record.first(node) >= 0) {
            out.append('(');
            write(contract.resolve(alternative.payload()), record, record.first(node), out, exact);
            out.append(')');
        }
    }

    private static Alternative alternative(UnionType type, long id) {
        for (Alternative alternative : type.alternatives()) {
            if (alternative.id() == id) {
                return alternative;
            }
        }
        throw new IllegalStateException("union without an alternative " + id);
    }
}
