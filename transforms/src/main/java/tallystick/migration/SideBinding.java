package tallystick.migration;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.contract.Problem;
import tallystick.dialects.Dialects;
import tallystick.record.Condition;
import tallystick.record.RecordShape;
import tallystick.record.RecordShapes;
import tallystick.shape.BoundRecord;
import tallystick.shape.SideShape;
import tallystick.store.Layout;
import tallystick.wire.Carriage;
import tallystick.wire.Dialect;

/** Binds what a side of files declares of its records to the contract. */
final class SideBinding {
    private final Contract contract;
    private final Format format;
    private final Map<String, String> mapping;
    private final String pointer;
    private final List<Problem> problems;

    /**
     * @param mapping of the side, canonical path to wire path
     * @param pointer of the side in its file
     * @param problems gets everything that is wrong
     */
    SideBinding(Contract contract, Format format, Map<String, String> mapping, String pointer, List<Problem> problems) {
        this.contract = contract;
        this.format = format;
        this.mapping = mapping;
        this.pointer = pointer;
        this.problems = problems;
    }

    /** The bound records; empty when something is wrong. */
    Optional<RecordShapes> bind() {
        Optional<Dialect> dialect = Dialects.named(format.dialect());
        List<RecordEntry> entries = format.records();
        List<RecordShape> shapes = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            shape(entries.get(i), entries.size() == 1 && entries.get(0).isPlain() ? "" : "/records/" + i)
                    .ifPresent(shapes::add);
        }
        boolean wrong = problems.stream().anyMatch(SideBinding::isError);
        if (wrong || shapes.size() < entries.size() || dialect.isEmpty()) {
            return Optional.empty();
        }
        RecordShapes bound = new RecordShapes(contract, format.dialect(), shapes, written(entries));
        checkLayout(dialect.get(), bound);
        checkWhen(dialect.get(), entries, shapes);
        for (RecordShape shape : shapes) {
            bound.carriage(shape).forEach((path, how) -> {
                if (how.how() == Carriage.How.IMPOSSIBLE) {
                    problems.add(Problem.error(
                            pointer + "/dialect",
                            "the field " + path + " cannot be carried by " + format.dialect() + ": " + how.why(),
                            "Change its type in the shape, or in the contract"));
                }
            });
        }
        return Optional.of(bound);
    }

    /** The one that is declared to be written, or the only one there is. */
    private static int written(List<RecordEntry> entries) {
        int only = -1;
        int count = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).isWritten()) {
                return i;
            }
            if (!entries.get(i).record().isEmpty()) {
                only = i;
                count++;
            }
        }
        return count == 1 ? only : -1;
    }

    /** What can be known of a record before its shape is. */
    private void checkWhen(Dialect dialect, List<RecordEntry> entries, List<RecordShape> shapes) {
        Optional<BoundRecord> any =
                shapes.stream().flatMap(shape -> shape.bound().stream()).findFirst();
        boolean positional = any.filter(dialect::isPositional).isPresent();
        boolean bare =
                dialect.typeReader().isEmpty() && any.filter(dialect::hasHeader).isEmpty();
        for (int i = 0; i < entries.size(); i++) {
            if (positional && entries.get(i).when().stream().anyMatch(Condition.FieldIs.class::isInstance)) {
                problems.add(Problem.error(
                        pointer + "/records/" + i + "/when/field",
                        "records of " + dialect.name() + " do not name their fields, so that none can be found before"
                                + " their shape is known",
                        "Write first_bytes, path or dates"));
            }
            for (Condition condition : entries.get(i).when()) {
                if (!positional
                        && dialect.typeReader().isEmpty()
                        && condition instanceof Condition.FieldIs field
                        && !field.isReadable(dialect, format.options())) {
                    problems.add(Problem.error(
                            pointer + "/records/" + i + "/when/field",
                            "no field " + field.path() + " can be found in records of " + dialect.name(),
                            "Name one that they have"));
                }
            }
            if (!bare && entries.get(i).isStripped()) {
                problems.add(Problem.error(
                        pointer + "/records/" + i + "/strip",
                        "nothing stands before the records of " + dialect.name(),
                        "Remove it"));
            }
        }
    }

    private void checkLayout(Dialect dialect, RecordShapes bound) {
        if (!(format.layout() instanceof Layout.Concatenated)) {
            if (bound.shapes().stream().flatMap(shape -> shape.bound().stream()).anyMatch(dialect::hasHeader)) {
                problems.add(Problem.error(
                        pointer + "/framing",
                        "a header stands at the beginning of a file, before records that follow one another",
                        "Write framing: {kind: concatenated}, or options: {header: false} if records have none"));
            }
            return;
        }
        boolean several = bound.shapes().size() > 1 || format.records().get(0).isStripped();
        boolean finds = bound.shapes().stream()
                .flatMap(shape -> shape.bound().stream())
                .allMatch(record -> dialect.framer(record).isPresent());
        boolean carries = bound.carriage().values().stream().noneMatch(how -> how.how() == Carriage.How.IMPOSSIBLE);
        if (carries && !finds || several && dialect.endsByShape()) {
            problems.add(Problem.error(
                    pointer + "/dialect",
                    "records of " + format.dialect()
                            + (finds
                                    ? " end where their shape says, so that several shapes cannot stand one after the other"
                                    : " do not say where they end, so that they cannot stand one after the other"),
                    "Say how the files are laid out: framing: {kind: length, prefix: u32, byte_order: little}"));
        }
    }

    private Optional<RecordShape> shape(RecordEntry entry, String place) {
        if (entry.record().isEmpty()) {
            return Optional.of(RecordShape.routed(entry.when(), entry.route()));
        }
        Map<String, String> own = new LinkedHashMap<>(mapping);
        own.putAll(entry.mapping());
        List<Problem> found = new ArrayList<>();
        SideShape shape = SideShape.parse(format.runtime(), format.types(), entry.record(), pointer, found);
        List<Problem> ofBinding = new ArrayList<>();
        BoundRecord bound = BoundRecord.bind(contract, shape, own, format.options(), pointer, ofBinding);
        List<Condition.FieldIs> further = further(entry, bound);
        Map<String, Serializable> constants = new TreeMap<>();
        if (!further.isEmpty()) {
            further.forEach(field -> {
                own.put(name(field), field.path());
                constants.put(name(field), field.values().get(0));
            });
            ofBinding.clear();
            bound = BoundRecord.bind(widened(shape, further), shape, own, format.options(), pointer, ofBinding);
        }
        found.addAll(ofBinding);
        for (Problem problem : found) {
            problems.add(
                    new Problem(placed(problem, place, entry), problem.what(), problem.mend(), problem.severity()));
        }
        if (found.stream().anyMatch(SideBinding::isError) || !bound.isWhole()) {
            return Optional.empty();
        }
        boolean known = checkFields(entry, shape, place);
        return known
                ? Optional.of(RecordShape.of(entry.when(), bound, entry.isStripped(), constants))
                : Optional.empty();
    }

    /** Fields by which a record is known, and which the contract has no place for. */
    private static List<Condition.FieldIs> further(RecordEntry entry, BoundRecord bound) {
        Map<String, Condition.FieldIs> further = new TreeMap<>();
        for (Condition condition : entry.when()) {
            if (condition instanceof Condition.FieldIs field
                    && field.typeIn(bound.shape()).isPresent()
                    && bound.unbound().stream()
                            .anyMatch(path ->
                                    field.path().equals(path) || field.path().startsWith(path + "."))) {
                further.put(name(field), field);
            }
        }
        return List.copyOf(further.values());
    }

    private static String name(Condition.FieldIs field) {
        return RecordShapes.FURTHER + field.path().replace('.', '_');
    }

    /** The contract, with those fields behind its own. */
    private Contract widened(SideShape shape, List<Condition.FieldIs> further) {
        List<Field> fields = new ArrayList<>(contract.record().fields());
        int id = fields.stream().mapToInt(Field::id).max().orElse(0);
        for (Condition.FieldIs field : further) {
            fields.add(new Field(++id, name(field), field.typeIn(shape).orElseThrow(), Presence.REQUIRED));
        }
        return new Contract(
                contract.name(), contract.version(), new StructType(fields), contract.key(), contract.types());
    }

    /** Whether the fields that {@code when} names can be read. */
    private boolean checkFields(RecordEntry entry, SideShape shape, String place) {
        boolean typed =
                Dialects.named(format.dialect()).flatMap(Dialect::typeReader).isPresent();
        boolean known = true;
        for (Condition condition : entry.when()) {
            if (!(condition instanceof Condition.FieldIs field)
                    || field.typeIn(shape).isPresent()
                    || !typed && format.options().ignoreUnknownFields()) {
                continue;
            }
            String what = entry.record() + " declares no field " + field.path() + " of a type that could be "
                    + field.values().get(0);
            problems.add(
                    typed
                            ? Problem.error(pointer + place + "/when/field", what, "Declare it among its fields")
                            : Problem.warning(
                                    pointer + place + "/when/field",
                                    what + ", so that the field is an unknown one",
                                    "Declare it among its fields, or unknown_fields: ignore"));
            known &= !typed;
        }
        return known;
    }

    private String placed(Problem problem, String place, RecordEntry entry) {
        boolean own = problem.pointer().equals(pointer + "/record")
                || problem.pointer().equals("/mapping")
                        && entry.mapping().keySet().stream()
                                .anyMatch(field -> problem.what().contains("\"" + field + "\""));
        return !own || place.isEmpty()
                ? problem.pointer()
                : pointer + place + (problem.pointer().equals("/mapping") ? "/mapping" : "/record");
    }

    private static boolean isError(Problem problem) {
        return problem.severity() == Problem.Severity.ERROR;
    }
}
