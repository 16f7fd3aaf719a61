package tallystick.job.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.job.backfill.BackfillIT;
import tallystick.job.backfill.MigrationFolder;
import tallystick.job.run.ExitCode;

final class ExportIT {
    @TempDir
    private Path folder;

    private MigrationFolder things;

    @BeforeEach
    void start() {
        things = new MigrationFolder(folder, BackfillIT.spark());
    }

    private ExitCode export(String... options) {
        return things.run("export", new ExportJob(), Set.of("to", "out", "json"), options);
    }

    private List<String> lines(String side) throws IOException {
        Path root = folder.resolve("state/things/export/" + side);
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".json") && !file.endsWith("_export.json"))
                    .flatMap(file -> {
                        try {
                            return Files.readAllLines(file).stream()
                                    .map(line -> root.relativize(file.getParent()) + " " + line);
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    })
                    .sorted()
                    .toList();
        }
    }

    @Test
    void rowsAreWrittenAsEachSideWritesThemAndReadBack() throws IOException {
        things.write(
                "in/day=1/a.json",
                "{\"id\":1,\"name\":\"<a>\",\"small\":1,\"tags\":[\"x\"],\"extra\":{\"b\":1.50,\"a\":null}}\n"
                        + "{\"id\":2,\"name\":null,\"small\":null,\"tags\":null,\"extra\":null}\n");
        things.write("in/day=2/b.json", "{\"id\":3,\"name\":\"\\u2028\",\"small\":-128,\"tags\":[],\"extra\":[]}\n");
        assertThat(things.backfill()).isEqualTo(ExitCode.OK);

        assertThat(export("--to=target")).as(things.printed()).isEqualTo(ExitCode.OK);
        assertThat(things.printed()).startsWith("MATCH  3 records of 2 units are in ");
        List<String> rust = lines("target");
        assertThat(rust).hasSize(3);
        assertThat(rust.get(0)).startsWith("day=1 {\"id\":1,\"name\":\"<a>\",\"small\":1,\"tags\":[\"x\"],\"extra\":{");
        assertThat(rust.get(2))
                .isEqualTo("day=2 {\"id\":3,\"name\":\"\u2028\",\"small\":-128,\"tags\":[],\"extra\":[]}");
        assertThat(export("--to=source")).isEqualTo(ExitCode.OK);
        // Go escapes what HTML minds.
        assertThat(lines("source").get(0)).startsWith("day=1 {\"id\":1,\"name\":\"\\u003ca\\u003e\"");

        // A second export takes the place of the first.
        things.write("in/day=2/b.json", "{\"id\":4,\"name\":\"new\",\"small\":1,\"tags\":[],\"extra\":[]}\n");
        assertThat(things.backfill()).isEqualTo(ExitCode.OK);
        assertThat(export("--to=target")).isEqualTo(ExitCode.OK);
        assertThat(lines("target")).hasSize(3);
        assertThat(lines("target").get(2)).startsWith("day=2 {\"id\":4");
        assertThat(Files.readString(folder.resolve("state/things/export/target/_export.json")))
                .contains("\"read_back\" : \"\"")
                .contains("\"dialect\" : \"rust/serde-json@zmij\"");
    }

    @Test
    void aFolderThatIsSomebodyElsesIsLeftAlone() {
        things.write("in/day=1/a.json", "{\"id\":1,\"name\":\"a\",\"small\":1,\"tags\":[],\"extra\":{}}\n");
        assertThatThrownBy(() -> export("--to=target")).hasMessageContaining("there is no canonical table at");
        assertThat(things.backfill()).isEqualTo(ExitCode.OK);
        assertThatThrownBy(() -> export("--to=target", "--out=" + folder.resolve("in")))
                .hasMessageContaining("holds files that no export wrote, as day=1/a.json");
        assertThatThrownBy(() -> export("--to=elsewhere")).hasMessageContaining("elsewhere is no side");
        assertThatThrownBy(() -> export()).hasMessageContaining("--to is missing");
    }
}
