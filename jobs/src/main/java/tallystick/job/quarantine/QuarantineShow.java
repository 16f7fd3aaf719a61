package tallystick.job.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import tallystick.check.report.SideBySide;
import tallystick.check.report.TextTable;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.migration.Migration;
import tallystick.migration.SideName;
import tallystick.migration.Store;

/** Shows one record in quarantine: what was found, what each side has, and where its bytes are. */
public final class QuarantineShow implements Job {
    @Override
    public ExitCode run(JobContext context) throws IOException {
        if (context.arguments().size() != 1) {
            throw new JobException(
                    ExitCode.USAGE,
                    "quarantine show takes one ID, as quarantine list prints it; "
                            + context.arguments().size() + " were given");
        }
        ObjectNode row = find(context, context.arguments().get(0));
        if (context.json()) {
            context.out().println(QuarantineList.JSON.writeValueAsString(row));
        } else {
            context.out().print(view(row, context.migration()));
        }
        return ExitCode.OK;
    }

    /** Of the current records, and if none has that id, of those that earlier runs found. */
    private static ObjectNode find(JobContext context, String id) throws IOException {
        Migration migration = context.migration();
        Records records = new Records(SparkHadoopUtil.get().newConfiguration(new SparkConf()), migration.home());
        Records.Found found = records.find(byId(id, false), List.of(), 20);
        if (found.total() == 0) {
            found = records.find(byId(id, true), List.of(), 20);
        }
        if (found.total() == 1) {
            return found.rows().get(0);
        }
        throw new JobException(
                ExitCode.USAGE,
                found.total() == 0
                        ? "no record in the quarantine of " + migration.name() + " has an ID that begins with " + id
                                + "; quarantine list prints them"
                        : found.total() + " records have an ID that begins with " + id + "; write more of it:\n"
                                + QuarantineList.lines(found.rows(), "  "));
    }

    private static Records.Filter byId(String id, boolean history) {
        Optional<String> any = Optional.empty();
        return new Records.Filter(any, any, any, any, any, any, Optional.of(id), history);
    }

    /** The record for people. */
    public static String view(ObjectNode row, Migration migration) {
        StringBuilder text = new StringBuilder();
        String key = Records.text(row, "key_json");
        text.append("Record ").append(key.isEmpty() ? "without a readable key" : TextTable.printable(key));
        text.append("\n  reason   ").append(Records.text(row, "reason"));
        text.append(" (").append(Records.text(row, "phase")).append(", sides ");
        text.append(Records.text(row, "sides")).append(")");
        text.append("\n  unit     ").append(Records.text(row, "unit"));
        if (!Records.text(row, "slice").equals(Records.text(row, "unit"))) {
            text.append("\n  slice    ").append(Records.text(row, "slice"));
        }
        text.append("\n  found    ").append(Records.text(row, "detected_at"));
        text.append(" by run ").append(Records.text(row, "run_id"));
        text.append("\n  id       ").append(Records.text(row, "quarantine_id"));
        text.append("\n  issue    ").append(Records.text(row, "issue_id")).append(", the same in every run\n\n");

        text.append("Findings\n").append(findings(row.path("findings"))).append('\n');

        SideBySide sides = new SideBySide();
        StringBuilder places = new StringBuilder();
        for (String side : List.of("source", "canonical", "target")) {
            JsonNode has = row.path(side);
            if (has.isObject()) {
                if (has.path("canonical").isTextual()) {
                    sides.add(side, has.path("canonical").asText());
                }
                places.append(place(side, has, migration));
            }
        }
        if (!sides.isEmpty()) {
            text.append("Fields\n").append(sides.render("  ")).append('\n');
        }
        return text.append(places).toString();
    }

    private static String findings(JsonNode findings) {
        TextTable table = new TextTable().text("field").text("reason");
        List<String> shown = List.of("source_value", "canonical_value", "target_value", "rule", "message").stream()
                .filter(column -> has(findings, column))
                .toList();
        shown.forEach(column -> table.text(column.replace("_value", ""), column.equals("message") ? 200 : 60));
        for (JsonNode finding : findings) {
            String[] cells = new String[2 + shown.size()];
            cells[0] = Records.text(finding, "path").isEmpty() ? "(record)" : Records.text(finding, "path");
            cells[1] = Records.text(finding, "reason");
            for (int i = 0; i < shown.size(); i++) {
                cells[2 + i] = Records.text(finding, shown.get(i));
            }
            table.row(cells);
        }
        return table.render("  ");
    }

    private static boolean has(JsonNode findings, String column) {
        for (JsonNode finding : findings) {
            if (!Records.text(finding, column).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Where a side's record is, and how to look at its bytes. */
    private static String place(String side, JsonNode has, Migration migration) {
        if (!has.path("present").asBoolean()) {
            return "The " + side + " does not have it.\n";
        }
        String file = Records.text(has, "file");
        StringBuilder text = new StringBuilder("The ").append(side).append(" has it");
        if (has.path("digest").isTextual()) {
            text.append(", row digest ").append(has.path("digest").asText());
        }
        if (file.isEmpty() || !has.path("offset").isNumber()) {
            return text.append(".\n").toString();
        }
        long offset = has.path("offset").asLong();
        text.append(side.equals("canonical") ? ", read from " : ", in ")
                .append(file)
                .append(" at byte ");
        text.append(offset).append(offset > 0 || !isPlain(file) ? " of the decompressed file" : "");
        if (has.path("raw_length").isNumber()) {
            text.append(", ").append(has.path("raw_length").asLong()).append(" bytes");
        }
        text.append(".\n");
        root(side, migration).ifPresent(root -> text.append("  ")
                .append(command(root + "/" + file, offset))
                .append('\n'));
        return text.toString();
    }

    private static Optional<String> root(String side, Migration migration) {
        // a canonical row was made of a record of the source
        Store store = migration
                .side(side.equals("target") ? SideName.TARGET : SideName.SOURCE)
                .store();
        return store.kind().isTable()
                ? Optional.empty()
                : Optional.of(store.path().replaceFirst("^file:/+", "/"));
    }

    private static boolean isPlain(String file) {
        return !file.endsWith(".gz") && !file.endsWith(".zst");
    }

    private static String command(String path, long offset) {
        String quoted = "'" + path.replace("'", "'\\''") + "'";
        String open = path.endsWith(".gz") ? "gzip -dc " : path.endsWith(".zst") ? "zstd -dc --long=31 " : "cat ";
        if (path.contains("://")) {
            open = "hadoop fs -cat ";
        }
        String decompress = path.contains("://") && path.endsWith(".gz")
                ? " | gzip -dc"
                : path.contains("://") && path.endsWith(".zst") ? " | zstd -dc --long=31" : "";
        return open + quoted + decompress + " | tail -c +" + (offset + 1) + " | head -n 1";
    }
}
