package tallystick.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    @TempDir
    Path folder;

    @Test
    void knowsTheLineOfEverything() {
        Document document = Document.of(
                "f.yaml",
                """
                a: 1
                b:
                  c:
                    - x
                    - {d: y, e/f: z}
                """);
        assertThat(document.line("/a")).isEqualTo(1);
        assertThat(document.line("/b/c")).isEqualTo(3);
        assertThat(document.line("/b/c/1/d")).isEqualTo(5);
        assertThat(document.line("/b/c/1/e~1f")).isEqualTo(5);
        assertThat(document.place(Problem.error("/b/c/0/nowhere", "w", "m")).line())
                .isEqualTo(4);
        assertThat(document.place(Problem.error("/nowhere", "w", "m")).line()).isEqualTo(1);
    }

    @Test
    void keepsNumbersExactAndWordsAsText() {
        Document document = Document.of(
                "f.yaml",
                "[9007199254740993, 123456789012345678901234567890, 0.1, yes, no, on, off, NO, ~, '1', \"2\", true]");
        assertThat(document.diagnostics()).isEmpty();
        assertThat(document.root().get(0).longValue()).isEqualTo(9007199254740993L);
        assertThat(document.root().get(1).bigIntegerValue()).hasToString("123456789012345678901234567890");
        assertThat(document.root().get(2).decimalValue()).isEqualTo(new BigDecimal("0.1"));
        for (int i = 3; i < 8; i++) {
            assertThat(document.root().get(i).isTextual()).isTrue();
        }
        assertThat(document.root().get(8).isNull()).isTrue();
        assertThat(document.root().get(9).isTextual()).isTrue();
        assertThat(document.root().get(10).isTextual()).isTrue();
        assertThat(document.root().get(11).isBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"010", "1_000", "+1", "0777", "1."})
    void refusesNumbersThatReadersDisagreeOn(String number) {
        assertThat(problems("a: 1\nb: " + number + "\n"))
                .singleElement()
                .asString()
                .startsWith("f.yaml:2: " + number + " is not a plain decimal number.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"b: *x", "b: !!int 1", "b: !secret 1", "b: &x [1]", "b: &x {c: 1}"})
    void refusesAnchorsAliasesAndTags(String text) {
        assertThat(problems("a: 1\n" + text + "\n"))
                .first()
                .asString()
                .startsWith("f.yaml:2: anchors (&name), aliases (*name) and tags (!name) are not used here.");
    }

    @Test
    void aBombOfAliasesCostsNothing() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d, *a%d, *a%d, *a%d]\n"
                    .formatted(i, i, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1));
        }
        assertThat(Document.of("f.yaml", bomb.toString()).diagnostics()).hasSize(100);
    }

    @Test
    void reportsEveryDuplicateKey() {
        assertThat(problems("a: 1\nb: {c: 1, c: 2}\na: 3\n"))
                .containsExactly(
                        "f.yaml:2: the key c occurs twice here. Remove one.",
                        "f.yaml:3: the key a occurs twice here. Remove one.");
    }

    @Test
    void refusesWhatIsTooDeep() {
        assertThat(problems("[".repeat(100) + "]".repeat(100))).isEmpty();
        assertThat(problems("[".repeat(102) + "]".repeat(102)))
                .singleElement()
                .asString()
                .contains("this nests deeper than 100");
        assertThat(problems("[".repeat(100_000))).singleElement().asString().startsWith("f.yaml:1: ");
        assertThat(problems("{a: ".repeat(100_000))).singleElement().asString().startsWith("f.yaml:1: ");
    }

    @Test
    void refusesWhatIsNoYaml() {
        assertThat(problems("a: 1\nb: [1, 2\nc: 3\n"))
                .singleElement()
                .asString()
                .startsWith("f.yaml:3: this is not YAML: ");
        assertThat(problems("a: 1\n---\nb: 2\n")).singleElement().asString().contains("a second document starts here");
        assertThat(Document.of("f.json", "{\"a\": 1, \"a\": 2}").diagnostics())
                .singleElement()
                .asString()
                .contains("the key a occurs twice here");
        assertThat(Document.of("f.json", "{\"a\": 1,}").diagnostics())
                .singleElement()
                .asString()
                .startsWith("f.json:1: this is not JSON: ");
    }

    @Test
    void refusesFilesThatAreNoText() throws IOException {
        Path large = Files.write(folder.resolve("large.yaml"), new byte[Document.MOST_BYTES + 1]);
        assertThat(texts(Document.read(large))).singleElement().asString().contains("larger than 1 MiB");
        Path binary = Files.write(folder.resolve("binary.yaml"), new byte[] {'a', ':', (byte) 0xff});
        assertThat(texts(Document.read(binary))).singleElement().asString().contains("the file is not UTF-8");
        assertThat(texts(Document.read(folder))).singleElement().asString().contains("this is a folder");
        assertThat(texts(Document.read(folder.resolve("lage.yaml"))))
                .containsExactly(folder.resolve("lage.yaml") + ": there is no such file. Did you mean large.yaml?");
        assertThat(texts(Document.read(folder.resolve("none/x.yaml"))))
                .singleElement()
                .asString()
                .contains("Its folder is not there either");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() {
        assertThat(Document.of("f.yaml", "\uFEFFa: 1\n").root().has("a")).isTrue();
    }

    @Test
    void setsValuesAnywhere() {
        Document document = Document.of("f.yaml", "a: {b: 1}\nl: [x, y]\n");
        document.set("a.b", "[1, 2]", "--set 1");
        document.set("a.c.d", "true", "--set 2");
        document.set("l.1", "z", "--set 3");
        document.set("l.2", "new", "--set 4");
        document.set("l.0.deep", "7", "--set 5");
        document.set("e", "", "--set 6");
        assertThat(document.diagnostics()).isEmpty();
        assertThat(document.root())
                .hasToString("{\"a\":{\"b\":[1,2],\"c\":{\"d\":true}},\"l\":[{\"deep\":7},\"z\",\"new\"],\"e\":\"\"}");
        assertThat(document.place(Problem.error("/a/c/d", "w", "")).toString()).isEqualTo("--set 2: w.");
        assertThat(document.place(Problem.error("/a/c", "w", "")).toString()).isEqualTo("--set 2: w.");
        assertThat(document.place(Problem.error("/a", "w", "")).toString()).isEqualTo("f.yaml:1: w.");
    }

    @Test
    void reportsValuesThatCannotBeSet() {
        Document document = Document.of("f.yaml", "l: [x]\n");
        document.set("l.2", "x", "--set l.2=x");
        document.set("l.first", "x", "--set l.first=x");
        document.set("m", "[1", "--set m=[1");
        assertThat(texts(document)).hasSize(3).allSatisfy(text -> assertThat(text)
                .startsWith("--set "));
    }

    private static List<String> problems(String text) {
        return texts(Document.of("f.yaml", text));
    }

    private static List<String> texts(Document document) {
        return document.diagnostics().stream().map(Diagnostic::toString).toList();
    }
}
