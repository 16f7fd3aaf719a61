package tallystick.job.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import tallystick.check.report.TextTable;
import tallystick.job.run.ExitCode;
import tallystick.job.run.Job;
import tallystick.job.run.JobContext;
import tallystick.job.run.JobException;
import tallystick.job.run.StateFiles;
import tallystick.job.run.Verdict;

/**
 * Lists the runs of a migration, the newest first, from their {@code verdict.json}. A run without that file did not end:
 * it is listed as ERROR, which is what an absent file means.
 */
public final class RunsList implements Job {
    private static final int LIMIT = 20;
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Override
    public ExitCode run(JobContext context) throws IOException {
        StateFiles home = new StateFiles(
                SparkHadoopUtil.get().newConfiguration(new SparkConf()),
                context.migration().home());
        Optional<String> job = context.option("job");
        int limit = context.option("limit").map(RunsList::limit).orElse(LIMIT);
        List<JsonNode> runs = new ArrayList<>();
        for (String id : home.names("runs")) {
            JsonNode verdict = verdict(home, id);
            if (job.isEmpty() || job.get().equals(verdict.path("job").asText())) {
                runs.add(verdict);
            }
        }
        runs.sort(Comparator.comparing((JsonNode run) -> run.path("started_at").asText())
                .thenComparing(run -> run.path("run_id").asText())
                .reversed());
        List<JsonNode> shown = runs.subList(0, Math.min(limit, runs.size()));
        if (context.json()) {
            ArrayNode json = JSON.createArrayNode().addAll(shown);
            context.out().println(JSON.writeValueAsString(json));
        } else {
            context.out().print(table(shown, runs.size(), context.migration().name()));
        }
        return ExitCode.OK;
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
        throw new JobException(ExitCode.USAGE, "--limit \"" + text + "\" is not a number of runs; write 0 or more");
    }

    private static JsonNode verdict(StateFiles home, String id) throws IOException {
        Optional<byte[]> content = home.read(Verdict.path(id));
        if (content.isPresent()) {
            return JSON.readTree(content.get());
        }
        ObjectNode none = JSON.createObjectNode();
        return none.put("run_id", id)
                .put("outcome", "ERROR")
                .put("message", "it has not ended, or was killed: there is no verdict.json");
    }

    private static String table(List<JsonNode> runs, int total, String migration) {
        if (total == 0) {
            return "No run of " + migration + " has left anything yet.\n";
        }
        TextTable table = new TextTable()
                .text("run")
                .text("job")
                .text("outcome")
                .number("exit")
                .text("started (UTC)")
                .number("took")
                .number("records")
                .number("quarantined")
                .text("message", 100);
        for (JsonNode run : runs) {
            JsonNode counts = run.path("counts");
            table.row(
                    run.path("run_id").asText(),
                    run.path("job").asText(),
                    run.path("outcome").asText(),
                    run.path("exit_code").asText(),
                    started(run),
                    took(run),
                    number(counts.path("records")),
                    number(counts.path("quarantined")),
                    run.path("message").asText());
        }
        String more = total > runs.size() ? runs.size() + " of " + total + " runs; --limit shows more\n" : "";
        return table.render("") + more;
    }

    private static String number(JsonNode number) {
        return number.isNumber() ? String.format(Locale.ROOT, "%,d", number.asLong()) : "";
    }

    private static String started(JsonNode run) {
        String started = run.path("started_at").asText();
        return started.length() < 19 ? started : started.substring(0, 19).replace('T', ' ');
    }

    private static String took(JsonNode run) {
        try {
            Duration took = Duration.between(
                    Instant.parse(run.path("started_at").asText()),
                    Instant.parse(run.path("finished_at").asText()));
            long seconds = (took.toMillis() + 500) / 1000;
            return seconds < 100 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
        } catch (DateTimeException e) {
            return "";
        }
    }
}
