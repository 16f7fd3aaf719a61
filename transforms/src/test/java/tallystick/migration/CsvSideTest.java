package tallystick.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tallystick.wire.Carriage;

/** What lint says of a side in CSV. */
class CsvSideTest {
    private static final Path STORE = Path.of("interop/csvstore").toAbsolutePath();

    @TempDir
    private Path folder;

    private Loaded load(String... settings) throws IOException {
        for (String name : List.of("contract.yaml", "migration.yaml")) {
            Files.writeString(folder.resolve(name), Files.readString(STORE.resolve(name)));
        }
        return MigrationFile.load(
                folder.resolve("migration.yaml"),
                List.of(settings).stream().map(Setting::parse).toList(),
                Map.of());
    }

    @Test
    void takesTheStoreOfTheProject() throws IOException {
        Loaded loaded = load();
        assertThat(loaded.diagnostics()).isEmpty();
        assertThat(loaded.carriage().get(SideName.SOURCE).get("note").how()).isEqualTo(Carriage.How.BY_RULE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source.options.delimeter=;                    | Did you mean delimiter?",
                "source.options.quoting=always                 | options has no key quoting",
                "target.options={\"null\": NULL}               | options has no key null",
                "source.options.comment=\";\"                  | comment and delimiter are the same character",
                "source.options.delimiter=\";;\"               | cannot be one",
                "source.options.header=yes                     | header is true or false",
                "source.options.floats=x                       | floats cannot be x",
                "source.options.columns={rate: {flots: g}}     | Did you mean floats?",
                "source.options=7                              | options is a mapping",
                "target.options.quoting=some                   | quoting cannot be some",
                "target.options.double_quote=false             | nothing says how a quote in a cell is escaped",
                "target.options.quote=\",\"                    | quote is the delimiter or the comment",
                "source.framing={kind: length, prefix: varint} | a header stands at the beginning of a file",
                "source.framing={kind: lines}                  | may hold line feeds and cannot stand on lines",
                "source.types.Order.struct.9.omitempty=true    | the field paid cannot be carried by go/encoding-csv",
                "target.types.Order.struct.9.skip_none=true    | the field note cannot be carried by rust/csv",
                "source.dialect=go/encoding-json@1.22          | go/encoding-json@1.22 has no options",
            })
    void saysWhatIsWrong(String setting, String message) throws IOException {
        assertThat(load(setting).diagnostics())
                .anyMatch(diagnostic -> diagnostic.toString().contains(message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "source.options.floats=\"%.2f\"                | rate | LOSSY",
                "source.options.columns={rate: {floats: \"%.2f\"}} | rate | LOSSY",
                "source.options.columns={weight: {floats: g}}  | rate | EXACT",
                "source.options.times=rfc3339                  | at   | LOSSY",
                "source.options.times=unix_nano                | at   | LOSSY",
                "source.options.line_ending=crlf               | buyer | BY_RULE",
                "source.options.null=\"NULL\"                  | note | BY_RULE",
            })
    void saysWhatIsLost(String setting, String field, Carriage.How how) throws IOException {
        assertThat(load(setting).carriage().get(SideName.SOURCE).get(field).how())
                .isEqualTo(how);
    }
}
