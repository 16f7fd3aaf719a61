package tallystick.job.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import tallystick.check.report.TextTable;
import tallystick.contract.Spelling;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.wire.Reason;

/** Lists the records in quarantine, as a table or as JSON. */
public final class QuarantineList implements Job {
    private static final int LIMIT = 50;
    private static final List<String> COLUMNS = List.of(
            "quarantine_id",
            "issue_id",
            "run_id",
            "attempt_id",
            "unit",
            "slice",
            "key_json",
            "sides",
            "phase",
            "reason",
            "severity",
            "findings",
            "detected_at");
    static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final List<String> REASONS =
            Arrays.stream(Reason.values()).map(Reason::code).toList();
    private static final List<String> PHASES = List.of("decode", "validate", "encode", "compare", "quality");

    @Override
    public ExitCode run(JobContext context) throws IOException {
        Records records = new Records(
                SparkHadoopUtil.get().newConfiguration(new SparkConf()),
                context.migration().home());
        int limit = context.option("limit").map(QuarantineList::limit).orElse(LIMIT);
        Records.Filter filter = new Records.Filter(
                one(context, "reason", REASONS),
                one(context, "phase", PHASES),
                context.option("unit"),
                context.option("slice"),
                context.option("field"),
                context.option("run"),
                Optional.empty(),
                context.option("run").isPresent());
        Records.Found found = records.find(filter, COLUMNS, limit);
        context.out().print(context.json() ? json(found) : table(found));
        return ExitCode.OK;
    }

    /** An option that is one of a closed list: a misspelt one would find nothing, which reads as good news. */
    private static Optional<String> one(JobContext context, String option, List<String> known) {
        Optional<String> given = context.option(option);
        given.filter(word -> !known.contains(word)).ifPresent(word -> {
            throw new JobException(
                    ExitCode.USAGE,
                    "--" + option + " " + word + " is no " + option + ". "
                            + Spelling.didYouMean(word, known, "It is one of " + String.join(", ", known)));
        });
        return given;
    }

    private static int limit(String text) {
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 0) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new JobException(ExitCode.USAGE, "--limit \"" + text + "\" is not a number of records; write 0 or more");
    }

    private static String json(Records.Found found) throws JsonProcessingException {
        ObjectNode json = JSON.createObjectNode();
        json.put("total", found.total());
        ObjectNode reasons = json.putObject("reasons");
        found.reasons().forEach(reasons::put);
        json.putArray("records").addAll(found.rows());
        return JSON.writeValueAsString(json) + "\n";
    }

    private static String table(Records.Found found) {
        if (found.total() == 0) {
            return "No records in quarantine match.\n";
        }
        String text = found.rows().isEmpty() ? "" : lines(found.rows(), "") + "\n";
        String reasons = found.reasons().entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", "));
        String shown = found.total() > found.rows().size()
                ? found.rows().size() + " of " + found.total() + " records; --limit shows more"
                : found.total() == 1 ? "1 record" : found.total() + " records";
        return text + shown + ": " + reasons + "\nOne of them: quarantine show MIGRATION ID\n";
    }

    /** One line for each record. */
    public static String lines(List<ObjectNode> rows, String indent) {
        TextTable table = new TextTable()
                .text("id")
                .text("phase")
                .text("reason")
                .text("unit", 24)
                .text("key", 36)
                .text("what", 90);
        for (ObjectNode row : rows) {
            String id = Records.text(row, "quarantine_id");
            table.row(
                    id.substring(0, Math.min(12, id.length())),
                    Records.text(row, "phase"),
                    Records.text(row, "reason"),
                    Records.text(row, "unit"),
                    Records.text(row, "key_json"),
                    what(row.path("findings")));
        }
        return table.render(indent);
    }

    private static String what(JsonNode findings) {
        if (findings.isEmpty()) {
            return "";
        }
        String more = findings.size() > 1 ? " (and " + (findings.size() - 1) + " more)" : "";
        return one(findings.get(0)) + more;
    }

    private static String one(JsonNode finding) {
        String path = Records.text(finding, "path");
        StringBuilder values = new StringBuilder();
        for (String side : List.of("source", "canonical", "target")) {
            JsonNode value = finding.path(side + "_value");
            if (value.isTextual()) {
                values.append(values.length() == 0 ? "" : ", ")
                        .append(side)
                        .append(' ')
                        .append(value.asText());
            }
        }
        String said = values.length() > 0 ? values.toString() : Records.text(finding, "message");
        return path.isEmpty() ? said : path + ": " + said;
    }
}
