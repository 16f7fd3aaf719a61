package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tallystick.job.export.ExportJob;
import tallystick.job.run.ExitCode;

/** Things that a real Go program wrote as Protobuf behind lengths, and as JSON (transforms/interop/protobufstore). */
final class ProtobufStoreIT extends OverVerifyFolder {
    private static final String FIRST = "go/day=2024-03-01/things.pb";

    @BeforeEach
    void copy() throws IOException {
        StoreCopy store = new StoreCopy("protobufstore", folder);
        store.change(
                "migration.yaml",
                "../protobuf/",
                StoreCopy.committed("protobuf").toString() + "/");
    }

    private void matches() throws IOException {
        assertThat(things.verify()).as(() -> things.notMatching().toString()).isEqualTo(ExitCode.OK);
        assertThat(things.verdict().at("/counts/records_source").asInt()).isEqualTo(300);
        assertThat(things.verdict().at("/counts/records_target").asInt()).isEqualTo(300);
    }

    @Test
    void whatGoWroteAsMessagesIsWhatItsJsonSays() throws IOException {
        matches();
    }

    @Test
    void aByteThatChangedIsFoundByNameAndACutFileIsIncomplete() throws IOException {
        byte[] messages = Files.readAllBytes(folder.resolve(FIRST));
        byte[] name = "Straße".getBytes(StandardCharsets.UTF_8);
        int at = 0;
        while (!Arrays.equals(messages, at, at + name.length, name, 0, name.length)) {
            at++;
        }
        messages[at] = 's';
        things.migration().write(FIRST, messages);
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.findings()).hasSize(1).allMatch(finding -> finding.startsWith("day=2024-03-01 {\"id\":"));
        things.migration().write(FIRST, Arrays.copyOf(messages, messages.length - 1));
        assertThat(things.verify()).isEqualTo(ExitCode.INCOMPLETE);
    }

    @Test
    void whatIsExportedAsMessagesIsReadAgain() throws IOException {
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        assertThat(things.migration().run("export", new ExportJob(), Set.of("to", "out", "json"), "--to=source"))
                .as(things.migration().printed())
                .isEqualTo(ExitCode.OK);
        String text = Files.readString(folder.resolve("migration.yaml"));
        things.write("migration.yaml", text.replace("path: go}", "path: state/things/export/source}"));
        matches();
    }
}
