package tallystick.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tallystick.contract.Problem;
import tallystick.contract.Section;
import tallystick.store.Compression;
import tallystick.store.FileEntry;
import tallystick.store.FileSplit;
import tallystick.store.FrameWriter;
import tallystick.store.Framers;
import tallystick.store.Framing;
import tallystick.store.Layout;
import tallystick.store.RecordReader;
import tallystick.wire.json.JsonDialect;
import tallystick.wire.wrap.Wrapper;
import tallystick.wire.wrap.Wrapping;

/** Files that real Go and Rust programs framed and wrapped, read as a migration file describes them. */
final class FramedFilesTest {
    private static final Path FRAMED = Path.of("interop/framed").toAbsolutePath();

    private record Case(Path folder, JsonNode stated) {
        String file() {
            return stated.get("file").asText();
        }

        @Override
        public String toString() {
            return folder.getFileName() + "/" + file();
        }
    }

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String folder : List.of("go-files", "rust-files")) {
            Path path = FRAMED.resolve(folder);
            JsonNode stated =
                    new ObjectMapper().readTree(path.resolve("cases.json").toFile());
            stated.get("cases").forEach(one -> cases.add(new Case(path, one)));
        }
        assertThat(cases).hasSizeGreaterThan(30);
        return cases.stream();
    }

    private static Framing framing(JsonNode side) {
        List<Problem> problems = new ArrayList<>();
        Section section = Section.of(side, "", problems, "a side", MigrationFile.SIDE_KEYS)
                .orElseThrow();
        List<Wrapping> unwrap = new UnwrapList(section, MissingNode.getInstance(), problems)
                .read()
                .orElseThrow();
        Layout layout = FramingSection.read(section, Optional.of(JsonDialect.GO_1_22), unwrap, false)
                .orElseThrow();
        assertThat(problems).isEmpty();
        return new Framing(layout, unwrap, Framers.NONE, 1 << 20);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void recordsAreThoseThatWereWritten(Case given) throws IOException {
        Framing framing = framing(given.stated().get("side"));
        FileEntry file = new FileEntry(given.file(), Files.size(given.folder().resolve(given.file())), "1");
        List<String> records = new ArrayList<>();
        for (FileSplit split : FileSplit.of("u", file, Compression.AUTO, framing.splitBytes(50))) {
            try (RecordReader reader =
                    RecordReader.open(new Configuration(), given.folder().toString(), split, framing)) {
                while (reader.next()) {
                    records.add(
                            reader.isFaulty()
                                    ? reader.fault().detail()
                                    : HexFormat.of().formatHex(reader.bytes(), reader.from(), reader.to()));
                }
            }
        }
        assertThat(records).isEqualTo(texts(given.stated().get("records")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatHasOneFormIsWrittenAsTheyWroteIt(Case given) throws IOException {
        if (!given.stated().get("one_form").asBoolean()) {
            return;
        }
        Framing framing = framing(given.stated().get("side"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameWriter frames = new FrameWriter(framing.layout());
        frames.begin(out);
        try (Wrapper wrapper = new Wrapper(framing.unwrap())) {
            for (String record : texts(given.stated().get("records"))) {
                byte[] bytes = HexFormat.of().parseHex(record);
                wrapper.wrap(bytes, 0, bytes.length);
                frames.write(wrapper.bytes(), wrapper.from(), wrapper.to(), out);
            }
        }
        assertThat(out.toByteArray())
                .isEqualTo(Files.readAllBytes(given.folder().resolve(given.file())));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
