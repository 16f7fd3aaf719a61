package tallystick.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.contract.Problem;
import tallystick.contract.Section;
import tallystick.contract.Spelling;
import tallystick.record.Condition;
import tallystick.store.Glob;
import tallystick.store.UnitLayout;
import tallystick.wire.Dialect;

/** {@code record} or {@code records} of a side: docs/spec/migration.md says how a record finds its shape. */
final class RecordsSection {
    static final List<String> KEYS = List.of("when", "record", "route", "mapping", "strip", "write");
    static final List<String> WHEN_KEYS = List.of("field", "is", "type", "first_bytes", "path", "dates");
    static final List<String> DATES_KEYS = List.of("of", "from", "before");
    private static final int MOST = 64;
    private static final int MOST_BYTES = 64;

    private final Section side;
    private final Optional<Dialect> dialect;
    private final Optional<Contract> contract;
    private final List<String> placeholders;
    private final Optional<UnitLayout> layout;
    private final List<Problem> problems;

    /** @param units the side's {@code store.units}, if they are a layout */
    RecordsSection(
            Section side,
            Optional<Dialect> dialect,
            Optional<Contract> contract,
            Optional<UnitLayout> units,
            List<Problem> problems) {
        this.side = side;
        this.dialect = dialect;
        this.contract = contract;
        this.layout = units;
        this.placeholders = units.map(UnitLayout::placeholders).orElse(List.of());
        this.problems = problems;
    }

    /** The entries, in the order in which they are tried; empty when something is wrong. */
    Optional<List<RecordEntry>> read() {
        if (!side.has("records")) {
            return side.requiredText(
                            "record",
                            "Name the type of a record: record: Flight; or what several there are: records: [...]")
                    .map(name -> List.of(RecordEntry.of(name)));
        }
        if (side.has("record")) {
            side.error("record", "a side has either record or records", "Remove one");
            return Optional.empty();
        }
        List<RecordEntry> entries = new ArrayList<>();
        List<JsonNode> items = side.list("records");
        for (int i = 0; i < items.size(); i++) {
            Section.of(items.get(i), pointer(i), problems, "one of records", KEYS)
                    .flatMap(this::entry)
                    .ifPresent(entries::add);
        }
        if (entries.size() < items.size() || !side.node().get("records").isArray()) {
            return Optional.empty();
        }
        int before = problems.size();
        if (items.size() > MOST) {
            side.error("records", "records has " + items.size() + " entries", "It has at most " + MOST);
        }
        checkTogether(entries);
        return problems.size() > before ? Optional.empty() : Optional.of(entries);
    }

    private String pointer(int i) {
        return side.pointer("records") + "/" + i;
    }

    private void checkTogether(List<RecordEntry> entries) {
        if (entries.stream().allMatch(entry -> entry.record().isEmpty())) {
            side.error(
                    "records",
                    "none of records names a type of this contract's records, so that nothing would be read",
                    "Write {when: {...}, record: Order}");
        }
        boolean written = false;
        for (int later = 0; later < entries.size(); later++) {
            if (entries.get(later).isWritten() && written) {
                problems.add(Problem.error(
                        pointer(later) + "/write",
                        "two of records are declared to be written",
                        "New records get one shape: write: true stands once"));
            }
            written |= entries.get(later).isWritten();
            for (int earlier = 0; earlier < later; earlier++) {
                if (Condition.covers(
                        entries.get(earlier).when(), entries.get(later).when())) {
                    problems.add(Problem.error(
                            pointer(later),
                            "this one of records is for no record: whatever meets its when meets that of records "
                                    + earlier + " before it, and the first that applies is taken",
                            "Put the more special one first, or remove one"));
                    break;
                }
            }
        }
    }

    private Optional<RecordEntry> entry(Section entry) {
        int before = problems.size();
        Optional<String> record = entry.text("record");
        Optional<String> route = entry.text("route");
        if (entry.has("record") == entry.has("route")) {
            problems.add(Problem.error(
                    entry.pointer(),
                    entry.has("record")
                            ? "this one of records has both a record and a route"
                            : "this one of records has neither a record nor a route",
                    "Write record: Order for records of this contract, or route: payments for others"));
        }
        route.ifPresent(name -> route(entry, name));
        if (route.isPresent()) {
            for (String key : List.of("mapping", "strip", "write")) {
                if (entry.has(key)) {
                    entry.error(key, "what is routed is not read here and has no " + key, "Remove it");
                }
            }
        }
        List<Condition> when = entry.section("when", WHEN_KEYS)
                .map(section -> when(section, record.isEmpty()))
                .orElse(List.of());
        if (entry.has("when") && when.isEmpty() && problems.size() == before) {
            entry.error("when", "when demands nothing", "Its keys are " + String.join(", ", WHEN_KEYS));
        }
        boolean strip = entry.flag("strip", false);
        if (strip && when.stream().noneMatch(Condition.FirstBytes.class::isInstance)) {
            entry.error(
                    "strip",
                    "strip takes off the first bytes that when demands, and it demands none",
                    "Write when: {first_bytes: \"02\"}");
        }
        Map<String, String> mapping = new LinkedHashMap<>();
        entry.value("mapping")
                .flatMap(node -> Section.ofNames(node, entry.pointer("mapping"), problems, "mapping"))
                .ifPresent(names ->
                        names.keys().forEach(field -> names.text(field).ifPresent(wire -> mapping.put(field, wire))));
        boolean write = entry.flag("write", false);
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(new RecordEntry(when, record.orElse(""), route.orElse(""), mapping, strip, write));
    }

    private void route(Section entry, String name) {
        if (!ContractFile.DATASET.matcher(name).matches()) {
            entry.error(
                    "route",
                    "route " + name + " is no name of a dataset",
                    "Use letters, digits, dots, hyphens and underscores, at most 100; skip, if nobody takes them");
        } else if (contract.filter(known -> known.name().equals(name)).isPresent()) {
            entry.error(
                    "route",
                    name + " is this migration's own dataset",
                    "Write record: and the type of its records, or name another dataset");
        }
    }

    private List<Condition> when(Section when, boolean isRoute) {
        List<Condition> conditions = new ArrayList<>();
        field(when, isRoute).ifPresent(conditions::add);
        type(when).ifPresent(conditions::add);
        when.text("first_bytes").flatMap(text -> firstBytes(when, text)).ifPresent(conditions::add);
        when.text("path").ifPresent(glob -> {
            try {
                Glob.of(glob);
                conditions.add(new Condition.PathLike(glob));
            } catch (IllegalArgumentException e) {
                when.error("path", String.valueOf(e.getMessage()), "");
            }
        });
        when.section("dates", DATES_KEYS).flatMap(this::dates).ifPresent(conditions::add);
        return conditions;
    }

    private Optional<Condition> field(Section when, boolean isRoute) {
        if (!when.has("field")) {
            if (when.has("is")) {
                when.error("is", "is says a value, but not of which field", "Write {field: version, is: 2}");
            }
            return Optional.empty();
        }
        Optional<String> path = when.text("field");
        Optional<List<Serializable>> values =
                when.required("is", "Say its value: {field: version, is: 2}").flatMap(node -> values(when, node));
        if (isRoute && dialect.flatMap(Dialect::typeReader).isPresent() && !when.has("type")) {
            when.error(
                    "field",
                    "fields of " + dialect.get().name() + " belong to a type, and this route names none",
                    "Write type: and its name");
        }
        if (path.filter(text -> !text.matches("[^.]+(\\.[^.]+)*")).isPresent()) {
            when.error("field", "the field " + path.get() + " is no dotted path", "Write it as in meta.version");
            return Optional.empty();
        }
        return path.isPresent() && values.isPresent()
                ? Optional.of(new Condition.FieldIs(path.get(), values.get()))
                : Optional.empty();
    }

    private Optional<List<Serializable>> values(Section when, JsonNode node) {
        List<Serializable> values = new ArrayList<>();
        for (JsonNode item : node.isArray() ? node : List.of(node)) {
            if (item.isTextual()) {
                values.add(item.textValue());
            } else if (item.isIntegralNumber() && item.canConvertToLong()) {
                values.add(item.longValue());
            } else if (item.isBoolean()) {
                values.add(item.booleanValue());
            } else {
                when.error(
                        "is",
                        "is has texts, whole numbers, true or false, but here is " + Section.describe(item),
                        "Write it as in 2, or in quotes");
                return Optional.empty();
            }
        }
        if (values.stream().map(Object::getClass).distinct().count() != 1) {
            when.error(
                    "is",
                    values.isEmpty() ? "is names no value" : "is has values of several kinds",
                    "Write values of one kind: [1, 2], or [\"1\", \"2\"]");
            return Optional.empty();
        }
        return Optional.of(values);
    }

    private Optional<Condition> type(Section when) {
        if (!when.has("type")) {
            return Optional.empty();
        }
        List<String> names = when.node().get("type").isArray()
                ? when.texts("type")
                : when.text("type").map(List::of).orElse(List.of());
        if (dialect.filter(known -> known.typeReader().isEmpty()).isPresent()) {
            when.error(
                    "type",
                    "records of " + dialect.get().name() + " do not say of which type they are",
                    "Write field, first_bytes, path or dates");
            return Optional.empty();
        }
        if (names.isEmpty() && when.node().get("type").isArray()) {
            when.error("type", "type names none", "Write type: Order");
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(new Condition.TypeIs(names));
    }

    private static Optional<Condition> firstBytes(Section when, String text) {
        if (!text.matches("([0-9A-Fa-f]{2}){1," + MOST_BYTES + "}")) {
            when.error(
                    "first_bytes",
                    "first_bytes " + text + " is not two hexadecimal digits for each byte",
                    "Write it in quotes, as in \"02\", with at most " + MOST_BYTES + " bytes");
            return Optional.empty();
        }
        List<Integer> bytes = new ArrayList<>();
        for (byte value : HexFormat.of().parseHex(text)) {
            bytes.add(value & 0xFF);
        }
        return Optional.of(new Condition.FirstBytes(bytes));
    }

    private Optional<Condition> dates(Section dates) {
        List<String> of = placeholders;
        if (dates.has("of")) {
            of = dates.node().get("of").isArray()
                    ? dates.texts("of")
                    : dates.text("of").map(List::of).orElse(List.of());
        }
        if (placeholders.isEmpty() || layout.isEmpty()) {
            dates.error(
                    "of",
                    "dates are those that placeholders of store.units say, and there is none",
                    "Write units: \"day={day}\" and dates: {of: day, from: 2024-01-01}");
            return Optional.empty();
        }
        for (String name : of) {
            if (!placeholders.contains(name)) {
                dates.error(
                        "of",
                        "store.units has no placeholder " + name,
                        Spelling.didYouMean(name, placeholders, "They are " + String.join(", ", placeholders)));
                return Optional.empty();
            }
        }
        if (of.isEmpty() || of.size() > 3 || !dates.has("of") && of.size() > 1) {
            dates.error("of", "dates does not say which placeholders make up the date", "Write of: [year, month, day]");
            return Optional.empty();
        }
        Optional<LocalDate> from = date(dates, "from", LocalDate.MIN);
        Optional<LocalDate> before = date(dates, "before", LocalDate.MAX);
        if (from.isEmpty() || before.isEmpty()) {
            return Optional.empty();
        }
        if (!from.get().isBefore(before.get()) || !dates.has("from") && !dates.has("before")) {
            dates.error(
                    dates.has("from") ? "from" : "before",
                    dates.has("from") ? "no day is in dates" : "dates has neither from nor before",
                    "Write from: the first day, before: the day after the last");
            return Optional.empty();
        }
        return Optional.of(new Condition.Dated(layout.get(), of, from.get(), before.get()));
    }

    private static Optional<LocalDate> date(Section dates, String key, LocalDate otherwise) {
        if (!dates.has(key)) {
            return Optional.of(otherwise);
        }
        return dates.text(key).flatMap(text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeException e) {
                dates.error(key, key + " is " + text + ", which is no date", "Write it as in 2024-01-31");
                return Optional.empty();
            }
        });
    }
}
