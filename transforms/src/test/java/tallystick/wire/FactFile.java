package tallystick.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A file of transforms/interop/cases, in which real libraries stated facts: all are tried, and all that fail are told. */
public final class FactFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    public FactFile(String name) {
        this.name = name;
    }

    public List<JsonNode> facts() throws IOException {
        List<JsonNode> facts = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("interop/cases", name), StandardCharsets.UTF_8)) {
            facts.add(JSON.readTree(line));
        }
        return facts;
    }

    /** What ours does otherwise. */
    public void wrong(String what) {
        wrong.add(what);
    }

    /** One fact more that was proved that way. */
    public void count(String way) {
        count(way, 1);
    }

    public void count(String way, int times) {
        counts.merge(way, times, Integer::sum);
    }

    /** Tries every fact, of which there must be more than that many. */
    public void prove(int most, Consumer<JsonNode> proof) throws IOException {
        Set<String> stated = new HashSet<>();
        for (JsonNode fact : facts()) {
            String dialect = fact.path("dialect").asText();
            stated.add(dialect + " " + fact.path("fact").asText());
            try {
                proof.accept(fact);
            } catch (AssertionError | RuntimeException e) {
                wrong(dialect + " " + fact.path("id").asText() + ": " + e);
            }
        }
        System.out.println(name + ": " + stated.size() + " facts, " + counts);
        nothingIsWrong();
        assertThat(stated.size()).isGreaterThan(most);
    }

    public void nothingIsWrong() {
        assertThat(wrong).isEmpty();
    }
}
