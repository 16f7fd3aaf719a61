package tallystick.job.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.Contract;
import tallystick.contract.ContractFile;
import tallystick.contract.Field;
import tallystick.contract.Presence;

final class StateFilesTest {
    @TempDir
    private Path folder;

    private StateFiles state;

    @BeforeEach
    void open() {
        state = new StateFiles(new Configuration(), folder.toString());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Manifest manifest(String name) {
        Contract contract = new Contract(
                "c",
                3,
                new StructType(List.of(new Field(1, "id", Scalar.I64, Presence.REQUIRED))),
                List.of("id"),
                Map.of());
        UnitResult unit = new UnitResult(
                "day=1",
                "f",
                false,
                1,
                2,
                3,
                2,
                1,
                0,
                Map.of(),
                List.of(new SliceCount("day=1", 2, "00", 1)),
                Map.of("a: r", 1L));
        return new Manifest(
                name,
                "run",
                "attempt",
                7,
                "table",
                -1,
                "m",
                ContractFile.toJson(contract),
                "basis",
                "config",
                1,
                "build",
                "2025-01-01T00:00:00Z",
                List.of(unit),
                Map.of("day=2", "truncated"));
    }

    @Test
    void aNameMayHoldTheColonsOfASchedulersRunId() {
        String name = "reading-scheduled__2025-03-01T00:00:00+00:00";
        state.write(name, bytes("x"));
        assertThat(state.read(name)).contains(bytes("x"));
        assertThat(state.resolve(name)).endsWith("/" + name);
        state.write("of:it/" + name, bytes("x"));
        assertThat(state.names("of:it")).containsExactly(name);
        state.delete(name);
        assertThat(state.read(name)).isEmpty();
    }

    @Test
    void filesAreWholeAndLeaveNothingBeside() throws IOException {
        state.write("a/b", bytes("one"));
        state.write("a/b", bytes("two"));
        assertThat(state.read("a/b"))
                .hasValueSatisfying(content -> assertThat(content).isEqualTo(bytes("two")));
        assertThat(state.read("a/c")).isEmpty();
        assertThat(state.create("a/b", bytes("three"))).isFalse();
        assertThat(state.create("a/c", bytes("three"))).isTrue();
        try (Stream<Path> files = Files.list(folder.resolve("a"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("b", "c");
        }
        assertThat(state.names("a")).containsExactly("b", "c");
        assertThat(state.names("nowhere")).isEmpty();
        state.delete("a");
        state.delete("a");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void manifestsSurviveAndSayWhetherTheyCount() {
        Manifests manifests = new Manifests(state);
        manifests.write(manifest(Manifests.name(2, 1)));
        manifests.write(manifest(Manifests.name(1, 10)));
        manifests.markCommitted(manifest(Manifests.name(1, 10)), 42);
        List<Manifests.Entry> all = manifests.all();
        assertThat(all).hasSize(2);
        assertThat(all.get(0).manifest()).isEqualTo(manifest("00000001-000010.json"));
        assertThat(all.get(0).manifest().contractVersion()).isEqualTo(3);
        assertThat(all.get(0).version()).isEqualTo(OptionalLong.of(42));
        assertThat(all.get(1).version()).isEmpty();
        // The commit names the manifest by the hash of its very bytes.
        String hash = Json.sha256(state.read("manifests/00000002-000001.json").orElseThrow());
        assertThat(all.get(1).manifest().userMetadata())
                .isEqualTo("{\"tallystick\":{\"manifest\":\"00000002-000001.json\",\"sha256\":\"" + hash + "\"}}");
        assertThatThrownBy(() -> manifests.write(manifest(Manifests.name(2, 1))))
                .hasMessageContaining("is there already");
        manifests.discard(manifest(Manifests.name(2, 1)));
        assertThat(manifests.all()).hasSize(1);
    }

    @Test
    void aDamagedManifestIsExplained() {
        state.write("manifests/00000001-000001.json", bytes("{\"name\": 1, \"nope\": 2}"));
        assertThatThrownBy(() -> new Manifests(state).all())
                .isInstanceOf(JobException.class)
                .hasMessageContaining("is no Manifest of this version");
    }

    @Test
    void runIdsNameFolders() {
        assertThat(RunId.checked("scheduled__2025-01-01T00:00:00+00:00")).startsWith("scheduled");
        assertThatThrownBy(() -> RunId.checked("../x")).hasMessageContaining("cannot name a folder");
    }
}
