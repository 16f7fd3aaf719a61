package tallystick.job.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.contract.Diagnostic;
import tallystick.contract.Document;
import tallystick.contract.Redaction;
import tallystick.job.run.ExitCode;
import tallystick.migration.Loaded;
import tallystick.migration.Migration;
import tallystick.migration.MigrationFile;
import tallystick.migration.Setting;
import tallystick.migration.SideName;
import tallystick.record.RecordShapes;
import tallystick.wire.Carriage;
import tallystick.wire.Carriage.How;

/** {@code lint}: everything that is wrong in a file, and for a migration how each side carries each field. Needs no Spark. */
final class Lint {
    private Lint() {}

    static ExitCode run(Path file, List<Setting> settings, boolean json, PrintStream out) {
        Document document = Document.read(file);
        Loaded loaded;
        if (isContract(document.root())) {
            ContractFile.Loaded contract = ContractFile.load(document);
            loaded = new Loaded(
                    Optional.empty(),
                    contract.contract(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    contract.diagnostics(),
                    new Redaction(),
                    "");
        } else {
            loaded = MigrationFile.load(file, settings);
        }
        String text = json ? json(file, loaded).toPrettyString() + "\n" : text(file, loaded);
        out.print(loaded.redaction().filter(text));
        out.flush();
        return loaded.isWrong() ? ExitCode.USAGE : ExitCode.OK;
    }

    /** A file is a contract if it has more of the keys of a contract than of a migration. */
    private static boolean isContract(JsonNode root) {
        long contract = ContractFile.KEYS.stream().filter(root::has).count();
        long migration = MigrationFile.KEYS.stream().filter(root::has).count();
        return contract > migration;
    }

    // for people

    private static String text(Path file, Loaded loaded) {
        StringBuilder text = new StringBuilder();
        loaded.diagnostics().forEach(diagnostic -> text.append(diagnostic).append('\n'));
        if (!loaded.carriage().isEmpty()) {
            text.append(text.length() == 0 ? "" : "\n");
            table(loaded, text);
            text.append('\n');
        }
        loaded.migration().ifPresent(migration -> notes(loaded, migration, text));
        long errors = loaded.diagnostics().stream().filter(Diagnostic::isError).count();
        if (errors > 0) {
            text.append(file).append(": ").append(count(errors, "problem")).append(" to mend.\n");
        } else {
            loaded.contract().ifPresent(contract -> text.append(summary(file, loaded, contract)));
        }
        return text.toString();
    }

    /** What else is good to know of how each side is read. */
    private static void notes(Loaded loaded, Migration migration, StringBuilder text) {
        int before = text.length();
        for (SideName side : SideName.values()) {
            migration
                    .side(side)
                    .format()
                    .filter(format -> !format.layout().isSplittable())
                    .ifPresent(format -> text.append("The ")
                            .append(side.code())
                            .append("'s files are no lines and are not cut: each is read by one task.\n"));
            List<String> routes = loaded.records(side).map(RecordShapes::routes).orElse(List.of());
            if (!routes.isEmpty()) {
                text.append("Records of the ")
                        .append(side.code())
                        .append(" go elsewhere, counted and not read: ")
                        .append(String.join(", ", routes))
                        .append(".\n");
            }
        }
        text.append(text.length() > before ? "\n" : "");
    }

    private static String summary(Path file, Loaded loaded, Contract contract) {
        String what = "contract " + contract.name() + " version " + contract.version() + ", "
                + count(contract.record().fields().size(), "field") + ", key " + String.join(", ", contract.key());
        return file + ": no problem. "
                + loaded.migration()
                        .map(migration -> "Migration " + migration.name() + ", " + what)
                        .orElse("C" + what.substring(1))
                + ".\n";
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** A row for each field, a column for each side; the reasons are notes below, each once. */
    private static void table(Loaded loaded, StringBuilder text) {
        List<String> notes = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        List<String> heads = new ArrayList<>(List.of("field"));
        List<String> subheads = new ArrayList<>(List.of(""));
        List<Map<String, Carriage>> columnsOfSides = new ArrayList<>();
        for (SideName side : loaded.carriage().keySet()) {
            shapes(loaded, side).forEach((shape, carriage) -> {
                heads.add(side.code() + (shape.isEmpty() ? "" : " " + shape));
                subheads.add(kind(loaded, side));
                columnsOfSides.add(carriage);
            });
        }
        rows.add(heads);
        rows.add(subheads);
        List<Map<How, Integer>> totals = new ArrayList<>();
        columnsOfSides.forEach(ignored -> totals.add(new LinkedHashMap<>()));
        for (String path : paths(loaded)) {
            List<String> row = new ArrayList<>(List.of(path));
            for (int i = 0; i < columnsOfSides.size(); i++) {
                Carriage carriage = columnsOfSides.get(i).get(path);
                row.add(carriage == null ? "" : cell(carriage, notes));
                if (carriage != null) {
                    totals.get(i).merge(carriage.how(), 1, Integer::sum);
                }
            }
            rows.add(row);
        }
        List<String> sums = new ArrayList<>(List.of(""));
        totals.forEach(total -> sums.add(sum(total)));
        rows.add(sums);
        int columns = heads.size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        for (int i = 0; i < notes.size(); i++) {
            text.append(i == 0 ? "\n" : "")
                    .append('[')
                    .append(i + 1)
                    .append("] ")
                    .append(notes.get(i))
                    .append('\n');
        }
    }

    /** How each shape of a side carries the fields, by the name of its type; under no name, if all records have one shape. */
    private static Map<String, Map<String, Carriage>> shapes(Loaded loaded, SideName side) {
        Map<String, Map<String, Carriage>> shapes = new LinkedHashMap<>();
        loaded.records(side).filter(records -> records.shapes().size() > 1).ifPresent(records -> records.shapes()
                .forEach(shape -> {
                    if (shape.bound().isPresent()) {
                        shapes.put(shape.name(), records.carriage(shape));
                    }
                }));
        if (shapes.isEmpty()) {
            shapes.put("", loaded.carriage().getOrDefault(side, Map.of()));
        }
        return shapes;
    }

    private static String cell(Carriage carriage, List<String> notes) {
        String how =
                carriage.how() == How.IMPOSSIBLE ? "not at all" : carriage.how().code();
        if (carriage.why().isEmpty()) {
            return how;
        }
        if (!notes.contains(carriage.why())) {
            notes.add(carriage.why());
        }
        return how + " [" + (notes.indexOf(carriage.why()) + 1) + "]";
    }

    private static String sum(Map<How, Integer> totals) {
        List<String> parts = new ArrayList<>();
        for (How how : How.values()) {
            if (totals.containsKey(how)) {
                parts.add(totals.get(how) + " " + (how == How.IMPOSSIBLE ? "not at all" : how.code()));
            }
        }
        return String.join(", ", parts);
    }

    private static Set<String> paths(Loaded loaded) {
        Set<String> paths = new LinkedHashSet<>();
        loaded.carriage().values().stream()
                .sorted((one, other) -> other.size() - one.size())
                .forEach(side -> paths.addAll(side.keySet()));
        return paths;
    }

    private static String kind(Loaded loaded, SideName side) {
        return loaded.migration().map(migration -> kind(migration, side)).orElse("");
    }

    private static String kind(Migration migration, SideName side) {
        return migration
                .side(side)
                .format()
                .map(format -> format.dialect())
                .orElse(migration.side(side).store().kind().name().toLowerCase(java.util.Locale.ROOT) + " table");
    }

    // for programs

    private static ObjectNode json(Path file, Loaded loaded) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("file", file.toString());
        root.put("ok", !loaded.isWrong());
        var diagnostics = root.putArray("diagnostics");
        for (Diagnostic diagnostic : loaded.diagnostics()) {
            ObjectNode node = diagnostics.addObject();
            node.put("file", diagnostic.file());
            node.put("line", diagnostic.line());
            node.put("pointer", diagnostic.problem().pointer());
            node.put("severity", diagnostic.isError() ? "error" : "warning");
            node.put("what", diagnostic.problem().what());
            node.put("mend", diagnostic.problem().mend());
        }
        var fields = root.putArray("fields");
        for (String path : paths(loaded)) {
            ObjectNode node = fields.addObject();
            node.put("field", path);
            for (Map.Entry<SideName, Map<String, Carriage>> side :
                    loaded.carriage().entrySet()) {
                Carriage carriage = side.getValue().get(path);
                if (carriage != null) {
                    ObjectNode how = put(node.putObject(side.getKey().code()), carriage);
                    shapes(loaded, side.getKey()).forEach((shape, carriages) -> {
                        Carriage ofShape = carriages.get(path);
                        if (!shape.isEmpty() && ofShape != null) {
                            put(how.withObject("/shapes").putObject(shape), ofShape);
                        }
                    });
                }
            }
        }
        return root;
    }

    private static ObjectNode put(ObjectNode node, Carriage carriage) {
        return node.put(
                        "how",
                        carriage.how() == How.IMPOSSIBLE
                                ? "not at all"
                                : carriage.how().code())
                .put("why", carriage.why());
    }
}
