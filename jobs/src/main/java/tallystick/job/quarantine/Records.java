package tallystick.job.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import tallystick.check.quarantine.QuarantineTable;

/**
 * The quarantine of one migration as its readers must see it: only rows of attempts that the tallies name, and unless a
 * run is asked for, of each unit only what the newest attempt of each job found between the same sides.
 * docs/spec/tables.md says why.
 */
public final class Records {
    /** A row's attempt and unit. */
    private record Attempt(String id, String unit) {}

    /** A reading of the sides that a job looks at together. */
    private record Run(String job, String id, String at) {}

    private record Read(String attempt, String at) {}

    private record Judged(String job, String sides, String unit) {}

    private final TableRows tallies;
    private final TableRows quarantine;

    /** @param home the folder of the migration, as a URI that Hadoop understands */
    public Records(Configuration configuration, String home) {
        this.tallies = new TableRows(configuration, home + "/tallies");
        this.quarantine = new TableRows(configuration, home + "/quarantine");
    }

    /**
     * What was found.
     *
     * @param rows at most as many as asked for
     * @param total how many match
     * @param reasons how many of those have each reason, sorted
     */
    public record Found(List<ObjectNode> rows, long total, Map<String, Long> reasons) {}

    /**
     * Looks for records.
     *
     * @param columns to read, or empty for all
     * @param limit how many rows are kept, those of the lowest unit, slice, phase and key
     */
    public Found find(Filter filter, List<String> columns, int limit) throws IOException {
        Set<Attempt> attempts = attempts(!filter.history());
        List<String> read = new ArrayList<>(columns.isEmpty() ? List.of(QuarantineTable.SCHEMA.fieldNames()) : columns);
        Predicate<ObjectNode> wanted =
                row -> attempts.contains(new Attempt(text(row, "attempt_id"), text(row, "unit"))) && filter.admits(row);
        List<ObjectNode> rows = new ArrayList<>();
        Map<String, Long> reasons = new TreeMap<>();
        long[] total = {0};
        quarantine.forEach(read, row -> {
            if (wanted.test(row)) {
                total[0]++;
                reasons.merge(text(row, "reason"), 1L, Long::sum);
                rows.add(row);
                if (rows.size() >= 2 * limit + 1000) {
                    shorten(rows, limit);
                }
            }
        });
        shorten(rows, limit);
        return new Found(rows, total[0], reasons);
    }

    private static void shorten(List<ObjectNode> rows, int limit) {
        rows.sort((a, b) -> order(a).compareTo(order(b)));
        if (rows.size() > limit) {
            rows.subList(limit, rows.size()).clear();
        }
    }

    private static String order(ObjectNode row) {
        return String.join(
                "\u0000",
                text(row, "unit"),
                text(row, "slice"),
                text(row, "phase"),
                text(row, "key_json"),
                text(row, "quarantine_id"));
    }

    /** Every attempt that counts, or of each job, sides and unit the newest. */
    private Set<Attempt> attempts(boolean newest) throws IOException {
        // Years of tallies are read twice, so that no more is kept than the units there are.
        Map<Run, Set<String>> sides = new HashMap<>();
        if (newest) {
            tallies.forEach(List.of("run_id", "job", "side", "read_at"), row -> sides.computeIfAbsent(
                            run(row), run -> new TreeSet<>())
                    .add(text(row, "side")));
        }
        Map<Judged, Read> current = new HashMap<>();
        Set<Attempt> attempts = new HashSet<>();
        tallies.forEach(List.of("attempt_id", "run_id", "job", "unit", "read_at"), row -> {
            Run run = run(row);
            Read read = new Read(text(row, "attempt_id"), run.at());
            if (newest) {
                String between = String.join(",", sides.getOrDefault(run, Set.of()));
                current.merge(
                        new Judged(run.job(), between, text(row, "unit")),
                        read,
                        (a, b) -> b.at().compareTo(a.at()) >= 0 ? b : a);
            } else {
                attempts.add(new Attempt(read.attempt(), text(row, "unit")));
            }
        });
        current.forEach((judged, read) -> attempts.add(new Attempt(read.attempt(), judged.unit())));
        return attempts;
    }

    private static Run run(ObjectNode row) {
        return new Run(text(row, "job"), text(row, "run_id"), text(row, "read_at"));
    }

    /** The text of a column; empty when it is NULL. */
    public static String text(JsonNode row, String column) {
        JsonNode value = row.path(column);
        return value.isNull() ? "" : value.asText();
    }

    /**
     * Which records are wanted; what is empty does not restrict.
     *
     * @param reason of the record or of any of its findings
     * @param field a path, also of what is within it: {@code legs} finds {@code legs[2].fare}
     * @param run the id of a run: its records, also where a later run found others
     * @param id how a quarantine or issue id begins
     * @param history whether records count that a newer attempt at their unit did not find again
     */
    public record Filter(
            Optional<String> reason,
            Optional<String> phase,
            Optional<String> unit,
            Optional<String> slice,
            Optional<String> field,
            Optional<String> run,
            Optional<String> id,
            boolean history) {
        boolean admits(JsonNode row) {
            return is(phase, row, "phase")
                    && is(unit, row, "unit")
                    && is(slice, row, "slice")
                    && is(run, row, "run_id")
                    && (reason.isEmpty() || is(reason, row, "reason") || any(row, "reason", reason.get()::equals))
                    && (field.isEmpty() || any(row, "path", path -> isWithin(path, field.get())))
                    && (id.isEmpty()
                            || text(row, "quarantine_id").startsWith(id.get())
                            || text(row, "issue_id").startsWith(id.get()));
        }

        private static boolean is(Optional<String> wanted, JsonNode row, String column) {
            return wanted.isEmpty() || wanted.get().equals(text(row, column));
        }

        private static boolean any(JsonNode row, String column, Predicate<String> wanted) {
            for (JsonNode finding : row.path("findings")) {
                if (wanted.test(text(finding, column))) {
                    return true;
                }
            }
            return false;
        }

        private static boolean isWithin(String path, String field) {
            return path.startsWith(field)
                    && (path.length() == field.length() || ".[{".indexOf(path.charAt(field.length())) >= 0);
        }
    }
}
