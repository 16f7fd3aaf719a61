package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tallystick.job.export.ExportJob;
import tallystick.job.run.ExitCode;
import tallystick.migration.SideName;
import tallystick.wire.Carriage;

/** One store of orders as a real Go service and a real Rust service keep it in CSV, and as JSON (transforms/interop/csvstore). */
final class CsvStoreIT extends OverVerifyFolder {
    private static final int ORDERS = 260;

    private StoreCopy store;

    @BeforeEach
    void copy() throws IOException {
        store = new StoreCopy("csvstore", folder);
        declare("migration: orders", "migration: things");
    }

    private void declare(String what, String by) throws IOException {
        store.change("migration.yaml", what, by);
    }

    private void matches() throws IOException {
        assertThat(things.verify()).as(() -> things.notMatching().toString()).isEqualTo(ExitCode.OK);
        assertThat(things.verdict().at("/counts/records_source").asInt()).isEqualTo(ORDERS);
        assertThat(things.verdict().at("/counts/records_target").asInt()).isEqualTo(ORDERS);
    }

    @Test
    void whatGoWroteIsWhatRustWroteAndWhatJsonSays() throws IOException {
        things.migration().load().carriage().get(SideName.SOURCE).values().forEach(field -> assertThat(field.how())
                .as(field.why())
                .isLessThan(Carriage.How.LOSSY));
        matches();
        String text = Files.readString(folder.resolve("migration.yaml"));
        int target = text.indexOf("target:\n");
        String json = text.substring(text.indexOf("source:\n"), target)
                .replace("source:", "target:")
                .replace("go/encoding-csv", "go/encoding-json@1.22")
                .replaceAll("  options: .*\n", "")
                .replace("path: go", "path: json");
        things.write("migration.yaml", text.substring(0, target) + json);
        matches();
    }

    @Test
    void aChangedFieldIsFoundInAFileOfAnyHeader() throws IOException {
        store.change(
                "go/day=2024-03-01/a.csv",
                "2024-03-01T02:02:00.000002Z;O'Neil, Ann;",
                "2024-03-01T02:02:00.000002Z;O'Neil, Bob;");
        store.change("rust/day=2024-03-02/orders.csv", "\n150,", "\n1500,");
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.findings())
                .containsExactlyInAnyOrder(
                        "day=2024-03-01 {\"id\":2} value buyer",
                        "day=2024-03-02 {\"id\":150} missing_in_target",
                        "day=2024-03-02 {\"id\":1500} missing_in_source");
    }

    @Test
    void aBareQuoteIsOneBadRowAndAnUnknownColumnIsFoundInEach() throws IOException {
        store.change("go/day=2024-03-03/a.csv", "25.800001;\\N;", "25.800001;x\"y;");
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.findings())
                .anyMatch(finding -> finding.startsWith("day=2024-03-03") && finding.contains("malformed"))
                .contains("day=2024-03-03 {\"id\":258} missing_in_source")
                .hasSize(2);
        store.change("rust/day=2024-03-01/orders.csv", ",buyer,", ",customer,");
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.findings().stream()
                        .filter(finding -> finding.endsWith("unknown_field customer"))
                        .count())
                .isEqualTo(100);
    }

    @Test
    void aQuoteThatIsNeverClosedIsNamedWithFileAndByte() throws IOException {
        String before = Files.readString(folder.resolve("go/day=2024-03-03/a.csv"));
        int at = before.lastIndexOf(";#7;") + 1;
        things.write("go/day=2024-03-03/a.csv", before.substring(0, at) + "\"" + before.substring(at));
        assertThat(things.verify()).isEqualTo(ExitCode.INCOMPLETE);
        int row = bytes(before.substring(0, before.indexOf("\n259;") + 1));
        int quote = bytes(before.substring(0, at)) - row;
        assertThat(things.notMatching()).anySatisfy(line -> assertThat(line)
                .contains("INCOMPLETE", "a.csv", "begins at byte " + row)
                .contains("the quote at its byte " + quote + " is never closed"));

        declare("  store: {kind: files, path: go", "  framing: {torn_tail: true}\n  store: {kind: files, path: go");
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.findings()).contains("day=2024-03-03 {\"id\":259} missing_in_source");
    }

    @Test
    void aRowAloneWhereAHeaderShouldBeIsNotPassedOver() throws IOException {
        things.write("go/day=2024-03-01/zz.csv", "31;O'Neil;2.5\n");
        assertThat(things.verify()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(things.notMatching()).anySatisfy(line -> assertThat(line)
                .contains("day=2024-03-01", "zz.csv", "the header of the file has", "options: {header: false}"));
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void whatIsExportedForEitherIsReadAgain() throws IOException {
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        for (String side : new String[] {"source", "target"}) {
            assertThat(things.migration().run("export", new ExportJob(), Set.of("to", "out", "json"), "--to=" + side))
                    .as(things.migration().printed())
                    .isEqualTo(ExitCode.OK);
        }
        declare("path: go", "path: state/things/export/source");
        declare("path: rust", "path: state/things/export/target");
        matches();
    }
}
