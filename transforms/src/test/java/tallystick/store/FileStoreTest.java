package tallystick.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStoreTest {
    private static final Configuration HADOOP = new Configuration();

    @TempDir
    private Path root;

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private FileStore store(UnitLayout layout, String include) {
        return new FileStore(root.toString(), layout, include, Compression.AUTO);
    }

    @Test
    void foldersOfATemplateAreUnitsEvenWhenTheyAreEmpty() throws IOException {
        file("day=01/a.json", "x");
        file("day=01/deep/b.json", "xy");
        file("day=01/_SUCCESS", "");
        file("day=01/.hidden", "");
        file("_temporary/day=03/c", "");
        Files.createDirectories(root.resolve("day=1e5"));
        Listing listing = store(UnitLayout.of("day={day}"), null).list(HADOOP);
        assertThat(listing.units()).extracting(Unit::id).containsExactly("day=01", "day=1e5");
        assertThat(listing.unit("day=01").orElseThrow().files())
                .extracting(FileEntry::path)
                .containsExactly("day=01/a.json", "day=01/deep/b.json");
        assertThat(listing.bytes()).isEqualTo(3);
        assertThat(listing.unit("day=1e5").orElseThrow().files()).isEmpty();
    }

    @Test
    void withoutATemplateEachFolderWithFilesIsAUnit() throws IOException {
        file("a.json", "x");
        file("eu west/day=1/b.json", "x");
        file("_kind=x/c.json", "x");
        Listing listing = store(UnitLayout.FOLDERS, null).list(HADOOP);
        assertThat(listing.units()).extracting(Unit::id).containsExactly(".", "_kind=x", "eu%20west/day=1");
        assertThat(UnitId.decode("eu%20west/day=1")).isEqualTo("eu west/day=1");
        assertThat(UnitId.decode(UnitId.encode("日/%2C,*"))).isEqualTo("日/%2C,*");
        assertThat(UnitId.decode(".")).isEmpty();
    }

    @Test
    void aFileOutsideTheLayoutIsAnErrorAndNotForgotten() throws IOException {
        file("day=01/a.json", "x");
        file("late.json", "x");
        assertThatThrownBy(() -> store(UnitLayout.of("day={day}"), null).list(HADOOP))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("1 file lies outside the units layout day={day}")
                .hasMessageContaining("late.json");
        file("late.json", "x");
        assertThat(store(UnitLayout.of("day={day}"), "a.*").list(HADOOP).files())
                .isEqualTo(1);
    }

    @Test
    void nothingIsNeverAListing() throws IOException {
        assertThatThrownBy(() -> store(UnitLayout.FOLDERS, null).list(HADOOP))
                .hasMessageContaining("lists no file")
                .extracting(e -> ((StoreException) e).kind())
                .isEqualTo(StoreException.Kind.CONFIGURATION);
        file("day=01/a.json", "x");
        assertThatThrownBy(() -> store(UnitLayout.FOLDERS, "*.{gz,zst}").list(HADOOP))
                .hasMessageContaining("lists no file that matches *.{gz,zst}");
        FileStore absent = new FileStore(root.resolve("nope").toString(), UnitLayout.FOLDERS, null, Compression.AUTO);
        assertThatThrownBy(() -> absent.list(HADOOP)).hasMessageContaining("is not there");
        FileStore file =
                new FileStore(root.resolve("day=01/a.json").toString(), UnitLayout.FOLDERS, null, Compression.AUTO);
        assertThatThrownBy(() -> file.list(HADOOP)).hasMessageContaining("is a file");
    }

    @Test
    void changesBetweenListingsAreNamed() throws IOException {
        file("u/a", "x");
        file("u/b", "x");
        file("v/a", "x");
        FileStore store = store(UnitLayout.FOLDERS, null);
        Listing before = store.list(HADOOP);
        assertThat(before.changesUntil(store.list(HADOOP))).isEmpty();
        file("u/a", "xyz");
        file("u/c", "x");
        Files.setLastModifiedTime(root.resolve("u/b"), java.nio.file.attribute.FileTime.fromMillis(1));
        Files.delete(root.resolve("v/a"));
        assertThat(before.changesUntil(store.list(HADOOP)))
                .containsEntry(
                        "u", "changed while it was read: u/a had 1 bytes, has 3; u/b was written again; u/c is new")
                .containsEntry("v", "its folder vanished while it was read");
    }

    @Test
    void badTemplatesAreExplained() {
        assertThatThrownBy(() -> UnitLayout.of("")).hasMessageContaining("is no layout");
        assertThatThrownBy(() -> UnitLayout.of("a//b")).hasMessageContaining("empty or relative");
        assertThatThrownBy(() -> UnitLayout.of("day={day")).hasMessageContaining("a { without a }");
        assertThatThrownBy(() -> UnitLayout.of("day}")).hasMessageContaining("a } without a {");
        assertThatThrownBy(() -> UnitLayout.of("{a b}")).hasMessageContaining("is no name");
    }

    @Test
    void globsMatchAsInAShell() {
        assertThat(Glob.of("day=2024-*").matches("day=2024-01/x")).isTrue();
        assertThat(Glob.of("a.?").matches("a.b")).isTrue();
        assertThat(Glob.of("a.?").matches("axb")).isFalse();
        assertThat(Glob.of("*.{gz,zst}").matches("x.zst")).isTrue();
        assertThat(Glob.of("*.{gz,zst}").matches("x.json")).isFalse();
        assertThatThrownBy(() -> Glob.of("{a")).hasMessageContaining("braces that do not match");
    }
}
