package tallystick.check.quality;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tallystick.check.quality.CheckResult.Counts;
import tallystick.check.report.TextTable;

/** What a quality run found, for people: a line for each check, those that need attention explained below. */
public final class QualitySummary {
    private QualitySummary() {}

    /**
     * The lines.
     *
     * @param quarantined how many rows of each check are in quarantine
     */
    public static String of(QualityOutcome outcome, Map<PlannedCheck, Long> quarantined) {
        TextTable table = new TextTable()
                .text("check", 40)
                .text("level")
                .text("status")
                .number("evaluated")
                .number("NULL")
                .number("failed")
                .number("in quarantine");
        StringBuilder notes = new StringBuilder();
        for (CheckResult result : outcome.results()) {
            PlannedCheck.Title title = result.check().title();
            Optional<Counts> counts = result.counts();
            table.row(
                    title.name(),
                    title.level().name().toLowerCase(Locale.ROOT),
                    result.status().code().replace('_', ' '),
                    counts.map(Counts::evaluated).map(QualitySummary::number).orElse("-"),
                    counts.map(Counts::nulls).map(QualitySummary::number).orElse("-"),
                    counts.map(Counts::failed).map(QualitySummary::number).orElse("-"),
                    number(quarantined.getOrDefault(result.check(), 0L)));
            if (result.status() != Status.PASSED) {
                notes.append("  ")
                        .append(TextTable.printable(title.name()))
                        .append(" (")
                        .append(TextTable.printable(title.asks()))
                        .append("): ")
                        .append(TextTable.printable(result.message()))
                        .append('\n');
            }
        }
        return table.render("  ") + (notes.length() == 0 ? "" : "\n" + notes);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
