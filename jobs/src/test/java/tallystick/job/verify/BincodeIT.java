package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tallystick.job.backfill.MigrationFolder;
import tallystick.job.export.ExportJob;
import tallystick.job.run.ExitCode;

/** A store of what the real bincode wrote (transforms/interop/rust/positional), record after record, against JSON. */
final class BincodeIT extends OverVerifyFolder {
    private static final Path THINGS = Path.of("../transforms/interop/cases/bincode-things");

    @BeforeEach
    void open() {
        things.migration().contract(withoutLine(MigrationFolder.CONTRACT, "name: extra"));
    }

    private static String withoutLine(String text, String part) {
        return String.join(
                        "\n", text.lines().filter(line -> !line.contains(part)).toList()) + "\n";
    }

    private void declare(String era) {
        String text = withoutLine(MigrationFolder.MIGRATION, "name: extra");
        things.write("migration.yaml", text.replace("rust/serde-json@zmij", "rust/bincode@" + era));
    }

    private byte[] store(String era) throws IOException {
        declare(era);
        things.write("in/day=1/a.json", Files.readString(THINGS.resolve("things.jsonl")));
        byte[] records = Files.readAllBytes(THINGS.resolve(era + ".bin"));
        things.migration().write("out/day=1/a.bin", records);
        return records;
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1-varint", "2", "2-legacy"})
    void whatBincodeWroteIsWhatJsonSays(String era) throws IOException {
        store(era);
        assertThat(things.verify()).as(() -> things.notMatching().toString()).isEqualTo(ExitCode.OK);
        assertThat(things.verdict().at("/counts/records_target").asInt()).isEqualTo(300);
    }

    @Test
    void aByteThatChangedIsFoundByNameAndACutFileIsIncomplete() throws IOException {
        byte[] records = store("2");
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

    @Test
    void whatIsExportedForRustIsReadAgain() throws IOException {
        store("1-varint");
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
