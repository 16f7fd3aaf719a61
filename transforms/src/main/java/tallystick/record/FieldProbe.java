package tallystick.record;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.Contract;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.contract.Problem;
import tallystick.shape.BoundRecord;
import tallystick.shape.DecodeOptions;
import tallystick.shape.SideShape;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;
import tallystick.wire.Finding;
import tallystick.wire.Findings;
import tallystick.wire.Reason;
import tallystick.wire.RecordDecoder;

/** Reads one field of a record as the dialect reads it, whatever else the record holds. */
final class FieldProbe {
    private static final String NAME = "field";
    /** Findings by which the bytes are no record, whatever shape is looked for. */
    private static final Set<Reason> NO_RECORD = Set.of(Reason.MALFORMED, Reason.ENCODING, Reason.OVERSIZE);

    private final RecordDecoder decoder;
    private final RecordBuffer record = new RecordBuffer();
    private final Findings findings = new Findings();
    private boolean asked;
    private @Nullable Object value;
    private @Nullable Finding fault;

    private FieldProbe(RecordDecoder decoder) {
        this.decoder = decoder;
    }

    /**
     * A probe for a field of the shape's own record type.
     *
     * @return empty if the type has no such field, or none of that kind
     */
    static Optional<FieldProbe> declared(Dialect dialect, BoundRecord bound, Condition.FieldIs field) {
        return type(bound.shape(), field)
                .flatMap(type -> bind(bound.shape(), field.path(), type, bound.options()))
                .map(probe -> new FieldProbe(dialect.decoder(probe)));
    }

    /** Of which type the field is in that shape; empty if it has none there, or one of another kind than the values. */
    static Optional<CanonicalType> type(SideShape shape, Condition.FieldIs field) {
        return types(field).stream()
                .<CanonicalType>map(type -> type)
                .filter(type ->
                        bind(shape, field.path(), type, DecodeOptions.STRICT).isPresent())
                .findFirst();
    }

    /** A probe for a field of records of which nothing else is known. */
    static FieldProbe undeclared(Dialect dialect, Condition.FieldIs field, DecodeOptions options) {
        return new FieldProbe(dialect.decoder(alone(dialect, field, options)
                .orElseThrow(() -> new IllegalStateException("no field " + field.path() + " can be read"))));
    }

    /** Whether such a probe can be made. */
    static boolean isReadable(Dialect dialect, Condition.FieldIs field, DecodeOptions options) {
        return alone(dialect, field, options)
                .filter(bound -> dialect.carriage(bound).values().stream()
                        .noneMatch(how -> how.how() == Carriage.How.IMPOSSIBLE))
                .isPresent();
    }

    /** A record that has that field and no other. */
    private static Optional<BoundRecord> alone(Dialect dialect, Condition.FieldIs field, DecodeOptions options) {
        boolean go = dialect.runtime().equals("go");
        String[] steps = field.path().split("\\.", -1);
        ObjectNode types = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < steps.length; i++) {
            ArrayNode members = types.putObject("Step" + i).putArray("struct");
            String type = i + 1 < steps.length
                    ? "Step" + (i + 1)
                    : leaf(field.values().get(0), go);
            members.addObject().put("name", steps[i]).put("type", go ? "*" + type : "Option<" + type + ">");
        }
        SideShape shape = SideShape.parse(dialect.runtime(), types, "Step0", "", new ArrayList<>());
        return bind(shape, field.path(), types(field).get(0), options);
    }

    private static String leaf(Object value, boolean go) {
        if (value instanceof String) {
            return go ? "string" : "String";
        }
        return value instanceof Long ? go ? "int64" : "i64" : "bool";
    }

    private static List<Scalar> types(Condition.FieldIs field) {
        Object value = field.values().get(0);
        return value instanceof String
                ? List.of(Scalar.STRING)
                : value instanceof Long ? List.of(Scalar.I64, Scalar.U64) : List.of(Scalar.BOOL);
    }

    private static Optional<BoundRecord> bind(SideShape shape, String path, CanonicalType type, DecodeOptions options) {
        Field only = new Field(1, NAME, type, Presence.OPTIONAL, Set.of(Equivalence.NULL_IS_ABSENT));
        Contract contract = new Contract("when", 1, new StructType(List.of(only)), List.of(), Map.of());
        List<Problem> problems = new ArrayList<>();
        BoundRecord bound = BoundRecord.bind(
                contract,
                shape,
                Map.of(NAME, path),
                new DecodeOptions(true, true, options.maxDepth(), options.dialect()),
                "",
                problems);
        boolean wrong = problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
        return wrong || !bound.isWhole() ? Optional.empty() : Optional.of(bound);
    }

    void header(byte[] input, int from, int to) {
        decoder.header(input, from, to);
    }

    void begin() {
        decoder.begin();
        forget();
    }

    /** The next record is another one. */
    void next(byte[] input, int from, int to) {
        if (!asked) {
            decoder.pass(input, from, to);
        }
        forget();
    }

    private void forget() {
        asked = false;
        value = null;
        fault = null;
    }

    /** The field's value, a String, a Long or a Boolean; null if the record has none that is read as such. */
    @Nullable
    Object value(byte[] input, int from, int to) {
        if (!asked) {
            asked = true;
            boolean whole = decoder.decode(input, from, to, record, findings);
            decoder.rules().clear();
            if (whole && findings.isEmpty()) {
                value = value(record.slot(0, 0));
            } else {
                fault = findings.list().stream()
                        .filter(finding ->
                                whole ? finding.reason() == Reason.DUPLICATE_KEY : NO_RECORD.contains(finding.reason()))
                        .findFirst()
                        .orElse(null);
            }
        }
        return value;
    }

    private @Nullable Object value(int node) {
        return switch (record.kind(node)) {
            case RecordBuffer.TEXT ->
                new String(record.bytes(node), record.offset(node), record.length(node), StandardCharsets.UTF_8);
            case RecordBuffer.INT -> record.integer(node);
            case RecordBuffer.BOOL -> record.bool(node);
            default -> null;
        };
    }

    /** What is wrong with the whole record, if it was looked at and is none. */
    Optional<Finding> fault() {
        return Optional.ofNullable(fault);
    }

    /** Tells probes apart that would read the same. */
    record Key(@Nullable BoundRecord bound, String path, Class<? extends Serializable> kind) {}
}
