package tallystick.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tallystick.canonical.RecordBuffer;
import tallystick.record.RecordShapes;
import tallystick.store.Compression;
import tallystick.store.Coverage;
import tallystick.store.FileEntry;
import tallystick.store.FileSplit;
import tallystick.store.Framing;
import tallystick.store.RecordReader;
import tallystick.wire.Findings;
import tallystick.wire.RecordDecoder;

/** Files of CSV without line feeds in cells, cut anywhere, hold the same rows as in one piece. */
class CsvSplitTest {
    private static final Path STORE = Path.of("interop/csvstore").toAbsolutePath();

    private static final Configuration CONFIGURATION = new Configuration();

    @TempDir
    private Path folder;

    private Loaded load(String side, boolean escapes) throws IOException {
        for (String name : List.of("contract.yaml", "migration.yaml")) {
            Files.writeString(folder.resolve(name), Files.readString(STORE.resolve(name)));
        }
        List<Setting> settings = new ArrayList<>(List.of(Setting.parse(side + ".options.newlines=never")));
        if (escapes) {
            settings.add(Setting.parse(side + ".options.escape=\\"));
        }
        Loaded loaded = MigrationFile.load(folder.resolve("migration.yaml"), settings, Map.of());
        assertThat(loaded.diagnostics()).isEmpty();
        return loaded;
    }

    @ParameterizedTest
    @CsvSource({
        "source, go, \\n, false",
        "source, go, \\r\\n, false",
        "target, rust, \\n, false",
        "target, rust, \\n, true",
        "target, rust, \\r\\n, false",
        "target, rust, \\r, false"
    })
    void everyCutHasTheSameRows(String side, String runtime, String lineEnd, boolean escapes) throws IOException {
        Loaded loaded = load(side, escapes);
        boolean go = runtime.equals("go");
        RecordShapes bound = (go ? loaded.source() : loaded.target()).orElseThrow();
        Format format = (go
                        ? loaded.migration().orElseThrow().source()
                        : loaded.migration().orElseThrow().target())
                .requireFormat();
        String end = lineEnd.replace("\\r", "\r").replace("\\n", "\n");
        String text = (go
                        ? "# orders\n\nid;buyer;paid;ref;at;amount;rate;weight;note;status"
                        : "id,buyer,paid,reference,at,amount,rate,weight,note,status")
                + end
                + rows(go ? ';' : ',', end, escapes)
                + end
                + (go ? "#end" + end : "");
        Files.writeString(folder.resolve("a.csv"), text);
        Framing framing = format.framing(bound, 1 << 20);
        RecordDecoder decoder = bound.decoder();
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        assertThat(framing.splitBytes(7)).isEqualTo(7);
        List<String> whole = read(framing, decoder, size, size);
        assertThat(whole).hasSize(escapes ? 6 : 4);
        if (escapes) {
            assertThat(whole.get(4)).contains("newlines: never");
        }
        assertThat(whole.get(2)).contains("newlines: never");
        for (int bytes = 1; bytes < size; bytes += bytes < 20 ? 1 : 17) {
            assertThat(read(framing, decoder, size, bytes))
                    .as("parts of " + bytes)
                    .isEqualTo(whole);
        }
    }

    /** The third is torn; with escapes one more, whose line feed is escaped. */
    private static String rows(char delimiter, String end, boolean escapes) {
        String tail = ",true,6ba7b810-9dad-11d1-80b4-00c04fd430c8,2024-02-29T12:30:05Z,1.5,0.5,2,x,open";
        String escaped = "5,\"torn\\\nx\"" + tail + end;
        return ("1,Ada" + tail + end + end + "2,\"B \"\"b\"\"\"" + tail + end + "3,\"torn" + tail + "\n" + "4,Łuk"
                        + tail + end + (escapes ? escaped : ""))
                .replace(',', delimiter);
    }

    /** What each row has, in parts of that many bytes. */
    private List<String> read(Framing framing, RecordDecoder decoder, int size, int bytes) throws IOException {
        List<String> rows = new ArrayList<>();
        List<Coverage> parts = new ArrayList<>();
        RecordBuffer buffer = new RecordBuffer();
        Findings findings = new Findings();
        for (FileSplit split : FileSplit.of("u", new FileEntry("a.csv", size, "1"), Compression.NONE, bytes)) {
            try (RecordReader reader = RecordReader.open(CONFIGURATION, folder.toString(), split, framing)) {
                reader.begin(decoder);
                while (reader.next()) {
                    boolean good = decoder.decode(reader.bytes(), reader.from(), reader.to(), buffer, findings)
                            && findings.isEmpty();
                    rows.add(reader.offset() + " " + (good ? buffer.big(buffer.slot(0, 0)) : findings.list()));
                }
                parts.add(reader.coverage());
            }
        }
        assertThat(Coverage.gap(parts)).isEmpty();
        return rows;
    }
}
