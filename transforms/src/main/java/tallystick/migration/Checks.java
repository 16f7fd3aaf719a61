package tallystick.migration;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.Variant;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Problem;
import tallystick.contract.Section;
import tallystick.contract.Spelling;

/** Reads the {@code checks} of a migration. */
final class Checks {
    /** The keys of each kind of check. */
    static final Map<String, List<String>> KINDS = kinds();

    private static final Map<String, Check.Level> LEVELS = levels();

    private final Section root;
    private final Optional<Contract> contract;
    private final List<Problem> problems;
    private final Set<String> names = new HashSet<>();

    Checks(Section root, Optional<Contract> contract, List<Problem> problems) {
        this.root = root;
        this.contract = contract;
        this.problems = problems;
    }

    List<Check> read() {
        List<Check> checks = new ArrayList<>();
        List<JsonNode> items = root.list("checks");
        for (int i = 0; i < items.size(); i++) {
            String pointer = root.pointer("checks") + "/" + i;
            check(items.get(i), pointer).ifPresent(checks::add);
        }
        return checks;
    }

    private Optional<Check> check(JsonNode item, String pointer) {
        Optional<Section> any = Section.ofNames(item, pointer, problems, "a check");
        if (any.isEmpty()) {
            return Optional.empty();
        }
        if (any.get()
                .required("check", "Say what is checked: " + String.join(", ", KINDS.keySet()))
                .isEmpty()) {
            return Optional.empty();
        }
        Optional<List<String>> keys = any.get().choice("check", KINDS);
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        String kind = item.get("check").textValue();
        int before = problems.size();
        Section section = Section.of(item, pointer, problems, "the check " + kind, keys.get())
                .orElseThrow();
        Check.Level level = section.choice("level", LEVELS).orElse(Check.Level.FAIL);
        Optional<Check> check =
                switch (kind) {
                    case "rows" -> rows(section, level);
                    case "unique" -> unique(section, level);
                    case "complete" ->
                        field(section)
                                .map(field ->
                                        new Check.Complete(name(section, kind, field), level, field, atLeast(section)));
                    case "range" -> range(section, level);
                    case "allowed" -> allowed(section, level);
                    default -> predicate(section, level);
                };
        return problems.size() > before ? Optional.empty() : check;
    }

    private Optional<Check> rows(Section section, Check.Level level) {
        OptionalLong min = section.integer("min", 0, Long.MAX_VALUE);
        OptionalLong max = section.integer("max", 0, Long.MAX_VALUE);
        bounds(section, min.isPresent() && max.isPresent() && min.getAsLong() > max.getAsLong());
        return Optional.of(new Check.Rows(name(section, "rows", ""), level, min, max));
    }

    private Optional<Check> unique(Section section, Check.Level level) {
        if (section.required("fields", "Name the fields: {check: unique, fields: [id]}")
                .isEmpty()) {
            return Optional.empty();
        }
        List<String> fields = section.texts("fields");
        if (fields.isEmpty()) {
            section.error("fields", "no field is named", "Write {check: unique, fields: [id]}");
        }
        for (int i = 0; i < fields.size(); i++) {
            typeOf(fields.get(i), section.pointer("fields") + "/" + i);
        }
        return Optional.of(new Check.Unique(name(section, "unique", String.join(", ", fields)), level, fields));
    }

    private Optional<Check> range(Section section, Check.Level level) {
        Optional<String> field = field(section);
        Optional<String> min = literal(section, "min");
        Optional<String> max = literal(section, "max");
        Optional<CanonicalType> type = field.flatMap(path -> quietTypeOf(path));
        bounds(section, type.isPresent() && isNumber(type.get()) && reversed(section, min, max));
        type.filter(found -> !ordered(found))
                .ifPresent(found -> section.error(
                        "field",
                        field.orElse("") + " has no order that a range could be of",
                        "Name a number, date, time, datetime, timestamp or duration"));
        return field.map(
                path -> new Check.Range(name(section, "range", path), level, path, min, max, atLeast(section)));
    }

    private Optional<Check> allowed(Section section, Check.Level level) {
        Optional<String> field = field(section);
        section.required("values", "List them: {check: allowed, field: status, values: [departed]}");
        List<JsonNode> items = section.list("values");
        List<String> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            JsonNode item = items.get(i);
            if (item.isContainerNode() || item.isNull()) {
                problems.add(Problem.error(
                        section.pointer("values") + "/" + i,
                        "a value is a text, a number, true or false, but here is " + Section.describe(item),
                        "Write it out, or in quotes"));
            } else {
                values.add(item.asText());
            }
        }
        if (items.isEmpty() && section.node().path("values").isArray()) {
            section.error("values", "no value is allowed", "List the values that are");
        }
        field.flatMap(path -> quietTypeOf(path)).ifPresent(type -> {
            if (type instanceof EnumType variants) {
                List<String> known =
                        variants.variants().stream().map(Variant::name).toList();
                for (int i = 0; i < values.size(); i++) {
                    if (!known.contains(values.get(i))) {
                        problems.add(Problem.error(
                                section.pointer("values") + "/" + i,
                                values.get(i) + " is no variant of the enum " + field.orElse(""),
                                Spelling.didYouMean(values.get(i), known, "They are " + String.join(", ", known))));
                    }
                }
            }
        });
        return field.map(
                path -> new Check.Allowed(name(section, "allowed", path), level, path, values, atLeast(section)));
    }

    private Optional<Check> predicate(Section section, Check.Level level) {
        Optional<String> sql = section.requiredText("sql", "Write the condition: sql: \"arrived >= departed\"");
        section.requiredText("name", "Say in words what must hold: name: arrives after it departs");
        Map<String, Boolean> policies = new LinkedHashMap<>();
        policies.put("pass", true);
        policies.put("fail", false);
        boolean nullPasses = section.choice("on_null", policies).orElse(false);
        return sql.map(text ->
                new Check.Predicate(name(section, "predicate", text), level, text, nullPasses, atLeast(section)));
    }

    private String name(Section section, String kind, String of) {
        String name = section.text("name").orElse(of.isEmpty() ? kind : kind + "(" + of + ")");
        if (!names.add(name)) {
            problems.add(Problem.error(
                    section.pointer(), "two checks are called " + name, "Give one of them another name: name: ..."));
        }
        return name;
    }

    private void bounds(Section section, boolean reversed) {
        if (!section.has("min") && !section.has("max")) {
            problems.add(Problem.error(
                    section.pointer(), "this check has neither min nor max", "Give at least one of them"));
        } else if (reversed) {
            section.error("min", "min is greater than max", "Exchange them");
        }
    }

    private static Optional<String> literal(Section section, String key) {
        Optional<JsonNode> value = section.value(key);
        if (value.isPresent() && !value.get().isNumber() && !value.get().isTextual()) {
            section.error(
                    key,
                    key + " is a number, a date or a time, but here is " + Section.describe(value.get()),
                    "Write it as in 10 or \"2013-01-01\"");
            return Optional.empty();
        }
        return value.map(node -> node.isBigDecimal() ? node.decimalValue().toString() : node.asText());
    }

    private static boolean isNumber(CanonicalType type) {
        return type instanceof DecimalType || type instanceof Scalar scalar && (scalar.isInteger() || scalar.isFloat());
    }

    /** Whether two bounds that are numbers stand the wrong way round; says so of what is no number. */
    private static boolean reversed(Section section, Optional<String> min, Optional<String> max) {
        Optional<BigDecimal> least = min.flatMap(text -> number(section, "min", text));
        Optional<BigDecimal> most = max.flatMap(text -> number(section, "max", text));
        return least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0;
    }

    private static Optional<BigDecimal> number(Section section, String key, String text) {
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException e) {
            section.error(
                    key, key + " is " + text + ", which is no number, as the field is", "Write it as in 10 or 0.5");
            return Optional.empty();
        }
    }

    private static BigDecimal atLeast(Section section) {
        Optional<JsonNode> value = section.value("at_least");
        if (value.isEmpty()) {
            return BigDecimal.ONE;
        }
        boolean fraction = value.get().isNumber()
                && value.get().decimalValue().signum() >= 0
                && value.get().decimalValue().compareTo(BigDecimal.ONE) <= 0;
        if (!fraction) {
            section.error(
                    "at_least",
                    "at_least is a fraction from 0 to 1, but here is " + Section.describe(value.get()),
                    value.get().isNumber() ? "99 percent is 0.99" : "Write it as in 0.99");
            return BigDecimal.ONE;
        }
        return value.get().decimalValue();
    }

    private Optional<String> field(Section section) {
        Optional<String> field = section.requiredText("field", "Name the field that is checked");
        field.ifPresent(path -> typeOf(path, section.pointer("field")));
        return field;
    }

    private Optional<CanonicalType> quietTypeOf(String path) {
        return contract.flatMap(known -> new Paths(known).type(path));
    }

    private void typeOf(String path, String pointer) {
        contract.ifPresent(known -> {
            Paths paths = new Paths(known);
            if (paths.type(path).isEmpty()) {
                problems.add(Problem.error(
                        pointer,
                        "the contract has no field " + path,
                        Spelling.didYouMean(
                                path, paths.names(path), "The fields are " + String.join(", ", paths.names(path)))));
            }
        });
    }

    private static boolean ordered(CanonicalType type) {
        return type instanceof DecimalType
                || type instanceof TimestampType
                || type instanceof Scalar scalar
                        && (scalar.isInteger()
                                || scalar.isFloat()
                                || scalar == Scalar.DATE
                                || scalar == Scalar.TIME
                                || scalar == Scalar.DATETIME
                                || scalar == Scalar.DURATION);
    }

    /** Dotted paths through the structs of a contract. */
    private record Paths(Contract contract) {
        Optional<CanonicalType> type(String path) {
            CanonicalType at = contract.record();
            for (String step : path.split("\\.", -1)) {
                int ordinal = at instanceof StructType struct ? struct.ordinal(step) : -1;
                if (ordinal < 0) {
                    return Optional.empty();
                }
                at = contract.resolve(((StructType) at).fields().get(ordinal).type());
            }
            return Optional.of(at);
        }

        /** The full paths of the fields beside the first step that is not there. */
        List<String> names(String path) {
            CanonicalType at = contract.record();
            String prefix = "";
            for (String step : path.split("\\.", -1)) {
                int ordinal = ((StructType) at).ordinal(step);
                CanonicalType next = ordinal < 0
                        ? at
                        : contract.resolve(
                                ((StructType) at).fields().get(ordinal).type());
                if (ordinal < 0 || !(next instanceof StructType)) {
                    break;
                }
                prefix = prefix + step + ".";
                at = next;
            }
            String before = prefix;
            return ((StructType) at)
                    .fields().stream()
                            .map(Field::name)
                            .map(name -> before + name)
                            .toList();
        }
    }

    private static Map<String, List<String>> kinds() {
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        kinds.put("rows", List.of("check", "name", "level", "min", "max"));
        kinds.put("unique", List.of("check", "name", "level", "fields"));
        kinds.put("complete", List.of("check", "name", "level", "field", "at_least"));
        kinds.put("range", List.of("check", "name", "level", "field", "min", "max", "at_least"));
        kinds.put("allowed", List.of("check", "name", "level", "field", "values", "at_least"));
        kinds.put("predicate", List.of("check", "name", "level", "sql", "on_null", "at_least"));
        return kinds;
    }

    private static Map<String, Check.Level> levels() {
        Map<String, Check.Level> levels = new LinkedHashMap<>();
        levels.put("warn", Check.Level.WARN);
        levels.put("fail", Check.Level.FAIL);
        return levels;
    }
}
