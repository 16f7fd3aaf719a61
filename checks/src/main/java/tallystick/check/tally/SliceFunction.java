package tallystick.check.tally;

import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.Variant;
import tallystick.contract.Contract;

/**
 * The slice of a record as a function of its canonical row: a list of parts, each a top-level field or a function of
 * one: {@code year(f)}, {@code month(f)}, {@code day(f)}, {@code hour(f)} of a date, datetime or timestamp (in UTC), and
 * {@code bucket(n, f)} of anything plain. The id reads {@code day(departed)=2013-01-01/carrier=UA}; in values, all but
 * letters, digits and {@code .:+-_} is percent-encoded, and a field without a value reads {@code ~}.
 */
public final class SliceFunction implements Serializable {
    private static final long serialVersionUID = 1;

    private static final Pattern CALL = Pattern.compile("(\\w+)\\((?:(\\d+)\\s*,\\s*)?(\\w+)\\)");

    private enum Call {
        VALUE,
        YEAR,
        MONTH,
        DAY,
        HOUR,
        BUCKET
    }

    private record Part(String text, Call call, int buckets, int ordinal, CanonicalType type) implements Serializable {}

    private final List<Part> parts;

    private SliceFunction(List<Part> parts) {
        this.parts = parts;
    }

    /**
     * Compiles the parts.
     *
     * @throws IllegalArgumentException saying which part is wrong and how to mend it
     */
    public static SliceFunction compile(Contract contract, List<String> expressions) {
        List<Part> parts = new ArrayList<>();
        for (String expression : expressions) {
            parts.add(part(contract, expression.strip()));
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("slices.by is empty; write `unit`, or fields, or functions of fields");
        }
        return new SliceFunction(List.copyOf(parts));
    }

    private static Part part(Contract contract, String expression) {
        Matcher matcher = CALL.matcher(expression);
        Call call = Call.VALUE;
        int buckets = 0;
        String name = expression;
        if (matcher.matches()) {
            name = matcher.group(3);
            try {
                call = Call.valueOf(matcher.group(1).toUpperCase(java.util.Locale.ROOT));
            } catch (IllegalArgumentException e) {
                call = Call.VALUE;
            }
            boolean counted = matcher.group(2) != null;
            if (call == Call.VALUE || counted != (call == Call.BUCKET)) {
                throw new IllegalArgumentException("`" + expression
                        + "` is no slice; write a field, year(f), month(f), day(f), hour(f) or bucket(n, f)");
            }
            buckets = counted ? bucketCount(expression, matcher.group(2)) : 0;
        }
        int ordinal = contract.record().ordinal(name);
        if (ordinal < 0) {
            throw new IllegalArgumentException("slice `" + expression + "` names no field of the contract");
        }
        CanonicalType type =
                contract.resolve(contract.record().fields().get(ordinal).type());
        boolean moment = type instanceof TimestampType || type == Scalar.DATETIME || type == Scalar.DATE;
        boolean plain = moment
                || type instanceof EnumType
                || type instanceof DecimalType
                || type instanceof Scalar scalar && !scalar.isFloat() && scalar != Scalar.JSON;
        if (!plain || (call != Call.VALUE && call != Call.BUCKET && !moment)) {
            throw new IllegalArgumentException("slice `" + expression + "` does not fit the type of " + name
                    + "; time functions need a date, datetime or timestamp, others a plain type that is no float");
        }
        if (call == Call.HOUR && type == Scalar.DATE) {
            throw new IllegalArgumentException("slice `" + expression + "`: a date has no hour");
        }
        return new Part(expression.replace(" ", ""), call, buckets, ordinal, type);
    }

    private static int bucketCount(String expression, String digits) {
        int count = digits.length() > 9 ? 0 : Integer.parseInt(digits);
        if (count < 1) {
            throw new IllegalArgumentException("slice `" + expression + "`: buckets are 1 to 999999999");
        }
        return count;
    }

    /** The slice's id. */
    public String apply(RecordBuffer record) {
        StringBuilder id = new StringBuilder();
        for (Part part : parts) {
            if (id.length() > 0) {
                id.append('/');
            }
            id.append(part.text()).append('=');
            int node = record.slot(0, part.ordinal());
            if (!record.hasValue(node)) {
                id.append('~');
            } else {
                encode(value(part, record, node), id);
            }
        }
        return id.toString();
    }

    private static String value(Part part, RecordBuffer record, int node) {
        if (part.call() == Call.BUCKET) {
            int hash = text(part.type(), record, node).hashCode();
            hash ^= hash >>> 16;
            return Integer.toString(Math.floorMod(hash * 0x45d9f3b, part.buckets()));
        }
        if (part.call() == Call.VALUE) {
            return text(part.type(), record, node);
        }
        if (part.type() == Scalar.DATE) {
            return cut(part.call(), LocalDate.ofEpochDay(record.integer(node)).toString());
        }
        return cut(
                part.call(),
                Instant.ofEpochSecond(record.integer(node))
                        .atOffset(ZoneOffset.UTC)
                        .toString());
    }

    private static String cut(Call call, String iso) {
        return switch (call) {
            case YEAR -> iso.substring(0, 4);
            case MONTH -> iso.substring(0, 7);
            case HOUR -> iso.substring(0, 13);
            default -> iso.substring(0, 10);
        };
    }

    private static String text(CanonicalType type, RecordBuffer record, int node) {
        return switch (record.kind(node)) {
            case RecordBuffer.BOOL -> Boolean.toString(record.bool(node));
            case RecordBuffer.INT, RecordBuffer.BIG -> integer(type, record, node);
            case RecordBuffer.DECIMAL, RecordBuffer.BIG_DECIMAL ->
                new BigDecimal(record.unscaled(node), record.scale(node))
                        .stripTrailingZeros()
                        .toPlainString();
            case RecordBuffer.UUID -> new UUID(record.uuidHigh(node), record.uuidLow(node)).toString();
            case RecordBuffer.MOMENT ->
                Instant.ofEpochSecond(record.integer(node), record.nanos(node)).toString();
            default ->
                new String(record.bytes(node), record.offset(node), record.length(node), StandardCharsets.ISO_8859_1);
        };
    }

    private static String integer(CanonicalType type, RecordBuffer record, int node) {
        if (type instanceof EnumType variants) {
            for (Variant variant : variants.variants()) {
                if (variant.id() == record.integer(node)) {
                    return variant.name();
                }
            }
        }
        if (type == Scalar.DATE) {
            return LocalDate.ofEpochDay(record.integer(node)).toString();
        }
        return record.big(node).toString();
    }

    private static void encode(String value, StringBuilder id) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (plain || ".:+-_".indexOf(c) >= 0) {
                id.append(c);
            } else {
                id.append(String.format("%%%02X", (int) c));
            }
        }
    }
}
