package tallystick.canonical;

import java.io.Serializable;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.Variant;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Problem;
import tallystick.contract.Spelling;

/**
 * The slice of a record as a function of its canonical form: a list of parts, each a top-level field or a function of
 * one. docs/spec/slices.md says what they are and how the id is made. Not safe for use by several threads.
 */
public final class SliceFunction implements Serializable {
    private static final long serialVersionUID = 1;

    private static final Pattern CALL = Pattern.compile("(\\w+)\\(\\s*(?:(\\d+)\\s*,\\s*)?(\\w+)\\s*\\)");
    private static final Pattern COUNT = Pattern.compile("0*[1-9][0-9]{0,8}");
    private static final List<String> FUNCTIONS = List.of("year", "month", "day", "hour", "bucket");
    private static final String PLAIN = ".:+-_";
    private static final String DIGITS = "0123456789ABCDEF";

    private enum Call {
        VALUE(0),
        YEAR(4),
        MONTH(7),
        DAY(10),
        HOUR(13),
        BUCKET(0);

        /** How much of an ISO date and time is kept. */
        private final int length;

        Call(int length) {
            this.length = length;
        }
    }

    private record Part(String head, Call call, int buckets, int ordinal, CanonicalType type) implements Serializable {}

    private final Contract contract;
    private final List<Part> parts;
    private transient @Nullable CanonicalEncoder encoder;

    private SliceFunction(Contract contract, List<Part> parts) {
        this.contract = contract;
        this.parts = parts;
    }

    /**
     * Compiles the parts.
     *
     * @throws IllegalArgumentException saying which part is wrong and how to mend it
     */
    public static SliceFunction compile(Contract contract, List<String> expressions) {
        if (expressions.isEmpty()) {
            throw new IllegalArgumentException("slices.by is empty; write `unit`, or fields, or functions of fields");
        }
        List<Part> parts = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String expression : expressions) {
            part(contract, expression, "", problems).ifPresent(parts::add);
        }
        if (!problems.isEmpty()) {
            Problem first = problems.get(0);
            throw new IllegalArgumentException(first.what() + ". " + first.mend());
        }
        return new SliceFunction(contract, List.copyOf(parts));
    }

    /** What is wrong with one part, if anything. */
    public static List<Problem> check(Contract contract, String expression, String pointer) {
        List<Problem> problems = new ArrayList<>();
        part(contract, expression, pointer, problems);
        return problems;
    }

    private static Optional<Part> part(Contract contract, String written, String pointer, List<Problem> problems) {
        String expression = written.strip();
        Matcher matcher = CALL.matcher(expression);
        boolean called = matcher.matches();
        String function = called ? matcher.group(1) : "";
        String count = called ? matcher.group(2) : null;
        String name = called ? matcher.group(3) : expression;
        boolean bucket = function.equals("bucket");
        if (called && !FUNCTIONS.contains(function)) {
            problems.add(Problem.error(
                    pointer,
                    "there is no slice function " + function,
                    Spelling.didYouMean(function, FUNCTIONS, "They are year, month, day, hour(f) and bucket(n, f)")));
            return Optional.empty();
        }
        if (called && bucket != (count != null)) {
            problems.add(Problem.error(
                    pointer,
                    expression + " is no slice",
                    bucket
                            ? "Say how many buckets: bucket(16, " + name + ")"
                            : "Write " + function + "(" + name + ")"));
            return Optional.empty();
        }
        if (count != null && !COUNT.matcher(count).matches()) {
            problems.add(Problem.error(pointer, count + " is no number of buckets", "It is 1 to 999999999"));
            return Optional.empty();
        }
        int ordinal = contract.record().ordinal(name);
        if (ordinal < 0) {
            List<String> names =
                    contract.record().fields().stream().map(Field::name).toList();
            problems.add(Problem.error(
                    pointer,
                    "the slice " + expression + " names no top-level field of the contract",
                    expression.contains("(") != expression.contains(")")
                            ? "YAML parted it at its comma; put it in quotes: \"bucket(16, f)\""
                            : Spelling.didYouMean(name, names, "The fields are " + String.join(", ", names))));
            return Optional.empty();
        }
        CanonicalType type =
                contract.resolve(contract.record().fields().get(ordinal).type());
        boolean moment = type instanceof TimestampType || type == Scalar.DATETIME || type == Scalar.DATE;
        boolean plain = moment
                || type instanceof EnumType
                || type instanceof DecimalType
                || type instanceof Scalar scalar && !scalar.isFloat() && scalar != Scalar.JSON;
        if (called && !bucket && !moment) {
            problems.add(Problem.error(
                    pointer,
                    function + " is a function of dates, datetimes and timestamps, and " + name + " is none",
                    "Name such a field, or slice by bucket(16, " + name + ")"));
        } else if (function.equals("hour") && type == Scalar.DATE) {
            problems.add(Problem.error(pointer, name + " is a date and has no hour", "Write day(" + name + ")"));
        } else if (!plain) {
            problems.add(Problem.error(
                    pointer,
                    name + " is a float, json or nested, and no slice can be made of it",
                    "Name a field of a plain type"));
        } else {
            Call call = called ? Call.valueOf(function.toUpperCase(java.util.Locale.ROOT)) : Call.VALUE;
            int buckets = count == null ? 0 : Integer.parseInt(count);
            String head = called ? function + "(" + (bucket ? buckets + "," : "") + name + ")" : name;
            return Optional.of(new Part(head, call, buckets, ordinal, type));
        }
        return Optional.empty();
    }

    /** The slice's id. */
    public String apply(RecordBuffer record) {
        StringBuilder id = new StringBuilder();
        for (Part part : parts) {
            if (id.length() > 0) {
                id.append('/');
            }
            id.append(part.head()).append('=');
            int node = record.slot(0, part.ordinal());
            if (!record.hasValue(node)) {
                id.append('~');
            } else if (part.call() == Call.BUCKET) {
                id.append(bucket(part, record));
            } else {
                String text = text(part.type(), record, node);
                encode(part.call() == Call.VALUE ? text : text.substring(0, part.call().length), id);
            }
        }
        return id.toString();
    }

    private long bucket(Part part, RecordBuffer record) {
        CanonicalEncoder known = encoder;
        if (known == null) {
            known = new CanonicalEncoder(contract);
            encoder = known;
        }
        ByteSink bytes = new ByteSink(32);
        if (!known.encodeField(record, part.ordinal(), bytes)) {
            throw new IllegalStateException("a slice of a record that has no canonical form: " + known.violations());
        }
        return Long.remainderUnsigned(Digest.of(bytes).low(), part.buckets());
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
            case RecordBuffer.MOMENT -> {
                String utc = Instant.ofEpochSecond(record.integer(node), record.nanos(node))
                        .toString();
                yield type == Scalar.DATETIME ? utc.substring(0, utc.length() - 1) : utc;
            }
            // Bytes as they are; the percent encoding makes text of them.
            default ->
                new String(record.bytes(node), record.offset(node), record.length(node), StandardCharsets.ISO_8859_1);
        };
    }

    private static String integer(CanonicalType type, RecordBuffer record, int node) {
        if (type instanceof EnumType variants) {
            for (Variant variant : variants.variants()) {
                if (variant.id() == record.integer(node)) {
                    return new String(variant.name().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
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
            if (plain || PLAIN.indexOf(c) >= 0) {
                id.append(c);
            } else {
                id.append('%').append(DIGITS.charAt(c >> 4)).append(DIGITS.charAt(c & 15));
            }
        }
    }
}
