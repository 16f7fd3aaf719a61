package tallystick.canonical;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.CanonicalType.Variant;
import tallystick.contract.Contract;
import tallystick.contract.Field;

/**
 * A record as JSON for people: fields by name, exact numbers, ISO times. Two records that differ look different.
 *
 * <p>It shows what is in the buffer, also where that is no value of the type: records in quarantine are shown too.
 * docs/spec/canonical-form.md section 5 says how each type looks.
 */
public final class JsonView {
    private final Contract contract;

    public JsonView(Contract contract) {
        this.contract = contract;
    }

    /** The whole record. */
    public String record(RecordBuffer record) {
        ByteSink out = new ByteSink(256);
        struct(contract.record(), record, 0, out);
        return text(out);
    }

    /** The key fields of the record, as an object. */
    public String key(RecordBuffer record) {
        ByteSink out = new ByteSink(64);
        out.write('{');
        for (int i = 0; i < contract.key().size(); i++) {
            int ordinal = contract.record().ordinal(contract.key().get(i));
            Field field = contract.record().fields().get(ordinal);
            member(i > 0, field.name(), out);
            value(field.type(), record, record.slot(0, ordinal), out);
        }
        out.write('}');
        return text(out);
    }

    /** One value of that type; {@code null} for a node without a value. */
    public String value(CanonicalType type, RecordBuffer record, int node) {
        ByteSink out = new ByteSink(64);
        value(type, record, node, out);
        return text(out);
    }

    /** Appends one value of that type. */
    public void value(CanonicalType named, RecordBuffer record, int node, ByteSink out) {
        CanonicalType type = contract.resolve(named);
        switch (record.kind(node)) {
            case RecordBuffer.ABSENT, RecordBuffer.NULL -> JsonText.ascii("null", out);
            case RecordBuffer.BOOL -> JsonText.ascii(record.bool(node) ? "true" : "false", out);
            case RecordBuffer.INT, RecordBuffer.BIG -> integer(type, record.big(node), out);
            case RecordBuffer.F64 -> floating(type, record.f64(node), out);
            case RecordBuffer.DECIMAL, RecordBuffer.BIG_DECIMAL -> decimal(type, record, node, out);
            case RecordBuffer.TEXT ->
                JsonText.quoted(record.bytes(node), record.offset(node), record.length(node), out);
            case RecordBuffer.BAD_TEXT -> JsonText.ascii("{\"bad_text\":\"" + hex(record, node) + "\"}", out);
            case RecordBuffer.BYTES -> JsonText.ascii('"' + hex(record, node) + '"', out);
            case RecordBuffer.UUID -> JsonText.ascii("\"" + uuid(record, node) + '"', out);
            case RecordBuffer.MOMENT -> JsonText.ascii('"' + moment(type, record, node) + '"', out);
            case RecordBuffer.LIST -> list(type, record, node, out);
            case RecordBuffer.MAP -> map(type, record, node, out);
            case RecordBuffer.STRUCT -> {
                if (type instanceof StructType struct) {
                    struct(struct, record, node, out);
                } else {
                    JsonText.ascii("{}", out);
                }
            }
            default -> union(type, record, node, out);
        }
    }

    private static String text(ByteSink out) {
        return new String(out.array(), 0, out.length(), StandardCharsets.UTF_8);
    }

    private static void member(boolean comma, String name, ByteSink out) {
        if (comma) {
            out.write(',');
        }
        quoted(name, out);
        out.write(':');
    }

    private static void quoted(String text, ByteSink out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonText.quoted(bytes, 0, bytes.length, out);
    }

    private void struct(StructType struct, RecordBuffer record, int node, ByteSink out) {
        out.write('{');
        boolean comma = false;
        List<Field> fields = struct.fields();
        for (int i = 0; i < fields.size(); i++) {
            int slot = record.slot(node, i);
            if (record.kind(slot) != RecordBuffer.ABSENT) {
                member(comma, fields.get(i).name(), out);
                value(fields.get(i).type(), record, slot, out);
                comma = true;
            }
        }
        out.write('}');
    }

    private void list(CanonicalType type, RecordBuffer record, int node, ByteSink out) {
        out.write('[');
        int position = 0;
        for (int child = record.first(node); child >= 0; child = record.next(child)) {
            if (position > 0) {
                out.write(',');
            }
            CanonicalType element = Scalar.JSON;
            if (type instanceof ListType list) {
                element = list.element();
            } else if (type instanceof TupleType tuple
                    && position < tuple.elements().size()) {
                element = tuple.elements().get(position);
            }
            value(element, record, child, out);
            position++;
        }
        out.write(']');
    }

    private void map(CanonicalType type, RecordBuffer record, int node, ByteSink out) {
        CanonicalType keyType = type instanceof MapType map ? map.key() : Scalar.JSON;
        CanonicalType valueType = type instanceof MapType map ? map.value() : Scalar.JSON;
        out.write('{');
        int key = record.first(node);
        while (key >= 0) {
            if (key != record.first(node)) {
                out.write(',');
            }
            if (record.kind(key) == RecordBuffer.TEXT) {
                value(keyType, record, key, out);
            } else if (record.kind(key) == RecordBuffer.BAD_TEXT) {
                JsonText.ascii("\"bad_text:" + hex(record, key) + '"', out);
            } else {
                String shown = value(keyType, record, key);
                quoted(shown.startsWith("\"") ? shown.substring(1, shown.length() - 1) : shown, out);
            }
            out.write(':');
            int value = record.next(key);
            value(valueType, record, value, out);
            key = record.next(value);
        }
        out.write('}');
    }

    private void union(CanonicalType type, RecordBuffer record, int node, ByteSink out) {
        Alternative alternative = type instanceof UnionType union ? alternative(union, record.integer(node)) : null;
        String name = alternative == null ? Long.toString(record.integer(node)) : alternative.name();
        int payload = record.first(node);
        if (payload < 0) {
            quoted(name, out);
            return;
        }
        out.write('{');
        member(false, name, out);
        CanonicalType payloadType = alternative == null ? null : alternative.payload();
        value(payloadType == null ? Scalar.JSON : payloadType, record, payload, out);
        out.write('}');
    }

    private static @Nullable Alternative alternative(UnionType union, long id) {
        for (Alternative alternative : union.alternatives()) {
            if (alternative.id() == id) {
                return alternative;
            }
        }
        return null;
    }

    private static void integer(CanonicalType type, BigInteger value, ByteSink out) {
        if (type instanceof EnumType enumeration) {
            for (Variant variant : enumeration.variants()) {
                if (value.equals(BigInteger.valueOf(variant.id()))) {
                    quoted(variant.name(), out);
                    return;
                }
            }
        }
        boolean small = value.bitLength() < 64;
        if (type == Scalar.DATE && small && within(value.longValue(), Types.FIRST_DAY, Types.LAST_DAY)) {
            JsonText.ascii('"' + LocalDate.ofEpochDay(value.longValue()).toString() + '"', out);
        } else if (type == Scalar.TIME && small && within(value.longValue(), 0, Types.NANOS_OF_DAY - 1)) {
            LocalTime time = LocalTime.ofNanoOfDay(value.longValue());
            JsonText.ascii('"' + clock(time) + '"', out);
        } else if (type == Scalar.DURATION) {
            BigDecimal seconds = new BigDecimal(value, 9).stripTrailingZeros();
            JsonText.ascii('"' + seconds.toPlainString() + "s\"", out);
        } else {
            JsonText.ascii(value.toString(), out);
        }
    }

    private static boolean within(long value, long least, long greatest) {
        return value >= least && value <= greatest;
    }

    private static String clock(LocalTime time) {
        String seconds = String.format(
                java.util.Locale.ROOT, "%02d:%02d:%02d", time.getHour(), time.getMinute(), time.getSecond());
        return seconds + fraction(time.getNano());
    }

    private static String fraction(int nanos) {
        if (nanos == 0) {
            return "";
        }
        String digits = String.format(java.util.Locale.ROOT, "%09d", nanos);
        int end = 9;
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return "." + digits.substring(0, end);
    }

    private static String moment(CanonicalType type, RecordBuffer record, int node) {
        long seconds = record.integer(node);
        int nanos = record.nanos(node);
        int offset = record.offsetSeconds(node);
        boolean kept = offset != RecordBuffer.NO_OFFSET;
        if (!within(seconds, Types.FIRST_SECOND, Types.LAST_SECOND)
                || !within(nanos, 0, 999_999_999)
                || (kept && !within(offset, -Types.LAST_OFFSET, Types.LAST_OFFSET))) {
            return seconds + "s " + nanos + "ns" + (kept ? " " + offset + "s" : "");
        }
        LocalDateTime local = LocalDateTime.ofEpochSecond(seconds + (kept ? offset : 0), nanos, ZoneOffset.UTC);
        String zone = type == Scalar.DATETIME ? "" : kept ? offset(offset) : "Z";
        return local.toLocalDate() + "T" + clock(local.toLocalTime()) + zone;
    }

    /** As ISO 8601 writes offsets, with seconds where there are any. */
    private static String offset(int seconds) {
        int magnitude = Math.abs(seconds);
        String text = String.format(
                java.util.Locale.ROOT, "%s%02d:%02d", seconds < 0 ? "-" : "+", magnitude / 3600, magnitude / 60 % 60);
        return magnitude % 60 == 0 ? text : text + String.format(java.util.Locale.ROOT, ":%02d", magnitude % 60);
    }

    private static void decimal(CanonicalType type, RecordBuffer record, int node, ByteSink out) {
        BigDecimal value = new BigDecimal(record.unscaled(node), record.scale(node));
        if (type instanceof DecimalType decimal && Math.abs((long) value.scale()) <= 100) {
            BigDecimal shown = value.stripTrailingZeros();
            JsonText.ascii(
                    (shown.scale() <= decimal.scale() ? shown.setScale(decimal.scale()) : shown).toPlainString(), out);
        } else {
            JsonText.print(record, node, out);
        }
    }

    private static void floating(CanonicalType type, double value, ByteSink out) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            JsonText.ascii('"' + Double.toString(value) + '"', out);
        } else if (value == 0) {
            JsonText.ascii(1 / value < 0 ? "-0.0" : "0.0", out);
        } else {
            JsonText.ascii(shortest(value, type == Scalar.F32), out);
        }
    }

    /**
     * The shortest digits that are nearest to this float and to no other. Not Double.toString, whose digits changed
     * between JDKs.
     */
    static String shortest(double value, boolean single) {
        BigDecimal exact = new BigDecimal(value);
        int most = single ? 9 : 17;
        for (int digits = single ? 6 : 15; ; digits++) {
            BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (digits == most || (single ? rounded.floatValue() == value : rounded.doubleValue() == value)) {
                BigDecimal shown = rounded.stripTrailingZeros();
                int exponent = shown.precision() - shown.scale();
                if (exponent < -5 || exponent > 21) {
                    return shown.toString();
                }
                return shown.scale() <= 0 ? shown.toPlainString() + ".0" : shown.toPlainString();
            }
        }
    }

    private static String hex(RecordBuffer record, int node) {
        int offset = record.offset(node);
        return HexFormat.of().formatHex(record.bytes(node), offset, offset + record.length(node));
    }

    private static java.util.UUID uuid(RecordBuffer record, int node) {
        return new java.util.UUID(record.uuidHigh(node), record.uuidLow(node));
    }
}
