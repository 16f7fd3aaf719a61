package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tallystick.job.backfill.MigrationFolder;
import tallystick.job.export.ExportJob;
import tallystick.job.run.ExitCode;

/** Stores of what real crates wrote (transforms/interop/rust/positional), record after record, against JSON. */
final class RustStoresIT extends OverVerifyFolder {
    private static final Path THINGS = Path.of("../transforms/interop/cases/things");

    @BeforeEach
    void open() {
        things.migration().contract(withoutLine(MigrationFolder.CONTRACT, "name: extra"));
    }

    private static String withoutLine(String text, String part) {
        return String.join(
                        "\n", text.lines().filter(line -> !line.contains(part)).toList()) + "\n";
    }

    private void declare(String dialect) {
        String text = withoutLine(MigrationFolder.MIGRATION, "name: extra");
        things.write("migration.yaml", text.replace("rust/serde-json@zmij", "rust/" + dialect));
    }

    private byte[] store(String dialect) throws IOException {
        declare(dialect);
        things.write("in/day=1/a.json", Files.readString(THINGS.resolve("things.jsonl")));
        byte[] records = Files.readAllBytes(THINGS.resolve(dialect + ".bin"));
        things.migration().write("out/day=1/a.bin", records);
        return records;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bincode@1",
                "bincode@1-varint",
                "bincode@2",
                "bincode@2-legacy",
                "rmp-serde@1",
                "rmp-serde@1-named",
                "ciborium@0.2"
            })
    void whatTheCrateWroteIsWhatJsonSays(String dialect) throws IOException {
        store(dialect);
        assertThat(things.verify()).as(() -> things.notMatching().toString()).isEqualTo(ExitCode.OK);
        assertThat(things.verdict().at("/counts/records_target").asInt()).isEqualTo(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bincode@2", "rmp-serde@1"})
    void aByteThatChangedIsFoundByNameAndACutFileIsIncomplete(String dialect) throws IOException {
        byte[] records = store(dialect);
        int initial = 0;
        while (records[initial] != 'Z') {
            initial++;
        }
        records[initial] = 'Y';
        things.migration().write("out/day=1/a.bin", records);
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.findings()).containsExactly("day=1 {\"id\":1} value name");
        things.migration().write("out/day=1/a.bin", Arrays.copyOf(records, records.length - 1));
        assertThat(things.verify()).isEqualTo(ExitCode.INCOMPLETE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bincode@1-varint", "rmp-serde@1-named"})
    void whatIsExportedForRustIsReadAgain(String dialect) throws IOException {
        store(dialect);
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        assertThat(things.migration().run("export", new ExportJob(), Set.of("to", "out", "json"), "--to=target"))
                .as(things.migration().printed())
                .isEqualTo(ExitCode.OK);
        String text = Files.readString(folder.resolve("migration.yaml"));
        things.write("migration.yaml", text.replace("path: out", "path: state/things/export/target"));
        assertThat(things.verify()).as(() -> things.notMatching().toString()).isEqualTo(ExitCode.OK);
        assertThat(things.verdict().at("/counts/records_target").asInt()).isEqualTo(300);
    }
}
