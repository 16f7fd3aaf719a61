package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tallystick.contract.Diagnostic;
import tallystick.job.export.ExportJob;
import tallystick.job.run.ExitCode;
import tallystick.migration.Loaded;
import tallystick.migration.MigrationFile;
import tallystick.wire.wrap.WrapPlugin;

/** Records that only a plug-in can open, in base64 on lines: read, verified, written again, and never a word of the key. */
final class PluginIT extends OverVerifyFolder {
    private static final String KEY = "MDEyMzQ1Njc4OTo7PD0+PzAxMjM0NTY3ODk6Ozw9Pj8=";
    private static final String SEALED = "unwrap: [base64, {plugin: aes-gcm, options: {key: \"${file:key.txt}\"}}]";

    private final WrapPlugin.Transform sealing = new AesGcm().make(Map.of("key", KEY));

    @BeforeEach
    void declare() {
        things.write("key.txt", KEY + "\n");
        things.declare("framing: {kind: lines}", "framing: {kind: lines}\n  " + SEALED);
    }

    private byte[] sealed(long id) {
        byte[] record = VerifyFolder.thing(id, "1").strip().getBytes(StandardCharsets.UTF_8);
        return sealing.wrap(record, 0, record.length);
    }

    private String line(long id) {
        return Base64.getEncoder().encodeToString(sealed(id)) + "\n";
    }

    private List<String> problems(String from, String to) throws IOException {
        Path file = folder.resolve("migration.yaml");
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Path changed = Files.writeString(folder.resolve("changed.yaml"), text.replace(from, to));
        Loaded loaded = MigrationFile.load(changed, List.of());
        return loaded.diagnostics().stream()
                .map(Diagnostic::toString)
                .map(loaded.redaction()::filter)
                .toList();
    }

    @Test
    void sealedRecordsAreReadVerifiedAndSealedAgain() throws IOException {
        byte[] changed = sealed(9);
        changed[20] ^= 1;
        things.write("in/day=1/a.txt", line(1) + line(2));
        things.write("out/day=1/a.json", VerifyFolder.thing(1, "1") + VerifyFolder.thing(2, "1"));
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.OK);
        assertThat(things.verify("sides=source,canonical,target"))
                .as(things.notMatching().toString())
                .isEqualTo(ExitCode.OK);
        assertThat(things.migration().run("export", new ExportJob(), Set.of("to", "out", "json"), "--to=source"))
                .as(things.migration().printed())
                .isEqualTo(ExitCode.OK);
        assertThat(things.migration().printed()).contains("2 records of 1 units");

        things.write("in/day=1/a.txt", line(1) + "AAAA\n" + Base64.getEncoder().encodeToString(changed) + "\n");
        assertThat(things.migration().backfill()).isEqualTo(ExitCode.DIFFER);
        assertThat(things.migration().query("SELECT reason, findings[0].message FROM q"))
                .containsExactly(
                        "malformed|unwrap step plugin aes-gcm: it has 3 bytes, and nonce and tag have 28",
                        "malformed|unwrap step plugin aes-gcm: it was not sealed with this key, or was changed");
        assertThat(things.verify()).isEqualTo(ExitCode.DIFFER);

        String state = "";
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                state += Files.readString(file, StandardCharsets.ISO_8859_1);
            }
        }
        assertThat(state).contains("malformed").doesNotContain(KEY).doesNotContain("0123456789:;<=>?0123");
    }

    @Test
    void lintSaysWhatIsWrongWithAPluginAndNotWhatIsSecret() throws IOException {
        assertThat(problems("plugin: aes-gcm", "plugin: aes-gmc"))
                .singleElement()
                .asString()
                .contains("there is no plug-in aes-gmc on the class path", "aes-gcm");
        assertThat(problems("plugin: aes-gcm", "plugin: rot13"))
                .singleElement()
                .asString()
                .contains("There are aes-gcm");
        assertThat(problems("plugin: aes-gcm", "plugin: " + AesGcm.class.getName()))
                .isEmpty();
        assertThat(problems("options: {key:", "options: {ky:"))
                .singleElement()
                .asString()
                .contains("it has one option, key", "aes-gcm does not take its options");
        things.write("key.txt", "bm90IGEga2V5");
        assertThat(problems("plugin: aes-gcm", "plugin: aes-gcm"))
                .singleElement()
                .asString()
                .contains("its key has 9 bytes")
                .doesNotContain("bm90");
        assertThat(problems(SEALED, "unwrap: [base64, {plugin: aes-gcm, strip: 3}]"))
                .anySatisfy(text -> assertThat(text).contains("strip is no matter of a plug-in"));
        assertThat(problems(SEALED, "unwrap: [{plugin: aes-gcm, options: {key: \"" + KEY + "\"}}]"))
                .anySatisfy(text -> assertThat(text).contains("records in plugin aes-gcm may hold line feeds"));
    }
}
