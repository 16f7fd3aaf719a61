package tallystick.job.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tallystick.check.quarantine.QuarantineTable;
import tallystick.job.backfill.MigrationFolder;

/**
 * Single bits of the demonstration's stores turned over, each in a unit of its own beside the same records unharmed:
 * verify must judge each unit as the real decoder does, count and sum what that decoder reads, and name the records
 * that were touched and no others. docs/spec/flips.md says how the answers of the real decoders came about.
 *
 * <p>{@code -Dtallystick.flips=N} takes N flips of the lines of a side, a fifth as many of its compressed files and of
 * their edges; {@code -Dtallystick.flips.answers=FOLDER} takes answers that were made elsewhere.
 */
final class FlipIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FLIPS = Integer.getInteger("tallystick.flips", 200);
    private static final Path DEMO = Path.of("../transforms/interop/demo");
    private static final Path ANSWERS = Path.of(System.getProperty("tallystick.flips.answers", DEMO.toString()));
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(128);

    @TempDir
    private Path folder;

    /** What the real decoder reads of one line. Without a digest it reads none. */
    private record Reading(int at, long key, String digest) {
        static List<Reading> all(JsonNode readings) {
            List<Reading> all = new ArrayList<>();
            readings.forEach(one -> all.add(new Reading(
                    one.path("at").asInt(),
                    one.path("key").asLong(),
                    one.path("digest").asText())));
            return all;
        }

        boolean isRefused() {
            return digest.isEmpty();
        }

        /** The bytes of the line. */
        byte[] line(byte[] text) {
            int end = at;
            while (end < text.length && text[end] != '\n') {
                end++;
            }
            return Arrays.copyOfRange(text, at, end);
        }
    }

    /** What some records amount to, as text. */
    private record Tally(long count, String sum, long rejected) {
        static Tally of(JsonNode node) {
            return new Tally(
                    node.path("count").asLong(),
                    node.path("sum").asText(),
                    node.path("rejected").asLong());
        }

        static Tally of(List<Reading> readings) {
            BigInteger sum = BigInteger.ZERO;
            for (Reading reading : readings) {
                sum = reading.isRefused() ? sum : sum.add(new BigInteger(reading.digest(), 16));
            }
            long rejected = readings.stream().filter(Reading::isRefused).count();
            return new Tally(readings.size() - rejected, String.format("%032x", sum.mod(MODULUS)), rejected);
        }
    }

    /** What becomes of a unit: its verdict, both sides' tallies, and what is named in quarantine, sorted. */
    private record Outcome(String verdict, List<Tally> tallies, List<String> named) {
        static Outcome of(Tally source, Tally target, List<String> named) {
            boolean matches = source.rejected() + target.rejected() == 0 && source.equals(target);
            return new Outcome(
                    matches ? "MATCH" : "DIFFER",
                    List.of(source, target),
                    named.stream().sorted().toList());
        }

        /** Whether it is what was expected; of a refused record, the reason may be open there. */
        boolean is(Outcome expected) {
            boolean same = verdict.equals(expected.verdict)
                    && tallies.equals(expected.tallies)
                    && named.size() == expected.named.size();
            for (int i = 0; same && i < named.size(); i++) {
                same = named.get(i).startsWith(expected.named.get(i));
            }
            return same;
        }
    }

    /** One side's flips, and what must become of each. */
    private static final class Flips {
        private final String name;
        private final boolean invalidTextIsReplaced;
        private final List<JsonNode> flips = new ArrayList<>();
        private final Map<String, Tally> witness = new HashMap<>();
        private final Map<String, Integer> counts = new TreeMap<>();

        /** @param invalidTextIsReplaced whether the service reads text that is not valid UTF-8 as U+FFFD, without a word */
        Flips(String name, boolean invalidTextIsReplaced) throws IOException {
            this.name = name;
            this.invalidTextIsReplaced = invalidTextIsReplaced;
            Map<String, Integer> taken = new HashMap<>();
            for (String line : Files.readAllLines(ANSWERS.resolve(name + ".flips.jsonl"))) {
                JsonNode flip = JSON.readTree(line);
                String of = flip.path("of").asText();
                int most = of.equals("lines") ? FLIPS : FLIPS / 5;
                if (taken.merge(of, 1, Integer::sum) <= most) {
                    flips.add(flip);
                }
            }
            for (JsonNode slice :
                    JSON.readTree(DEMO.resolve(name + ".witness.json").toFile()).path("slices")) {
                witness.put(slice.path("slice").asText(), Tally.of(slice));
            }
        }

        static String unit(int flip) {
            return String.format("flip=%05d", flip);
        }

        /** Writes each flip's unit: as the source what was turned over, as the target what was there. */
        void write(MigrationFolder into, Map<String, Outcome> expected) throws IOException {
            Path root = DEMO.resolve(name);
            List<Integer> byFile = new ArrayList<>();
            for (int i = 0; i < flips.size(); i++) {
                byFile.add(i);
            }
            byFile.sort(Comparator.comparing(i -> flips.get(i).path("file").asText()));
            String read = "";
            byte[] stored = {};
            byte[] text = {};
            for (int i : byFile) {
                JsonNode flip = flips.get(i);
                String file = flip.path("file").asText();
                if (!file.equals(read)) {
                    read = file;
                    stored = Files.readAllBytes(root.resolve(file));
                    text = unpacked(file, stored);
                }
                boolean ofLines = flip.has("from");
                int from = flip.path("from").asInt();
                byte[] before =
                        ofLines ? Arrays.copyOfRange(text, from, flip.path("to").asInt()) : stored;
                byte[] after = before.clone();
                after[flip.path("at").asInt() - from] ^=
                        (byte) (1 << flip.path("bit").asInt());
                String name = unit(i) + (ofLines ? "/part-0.json" : file.substring(file.indexOf('/')));
                into.write("in/" + name, after);
                into.write("out/" + name, before);
                count(flip.path("of").asText() + " " + flip.path("became").asText());
                expected.put(unit(i), ofLines ? ofLines(flip, before, after) : ofStored(flip));
            }
        }

        private Outcome ofLines(JsonNode flip, byte[] before, byte[] after) {
            List<String> named = new ArrayList<>();
            List<Reading> source = admitted("source", Reading.all(flip.path("after")), after, named);
            List<Reading> target = admitted("target", Reading.all(flip.path("before")), before, named);
            Map<Long, List<String>> gained = byKey(source);
            Map<Long, List<String>> lost = byKey(target);
            Set<Long> keys = new TreeSet<>(gained.keySet());
            keys.addAll(lost.keySet());
            for (long key : keys) {
                List<String> ours = new ArrayList<>(gained.getOrDefault(key, List.of()));
                List<String> theirs = new ArrayList<>(lost.getOrDefault(key, List.of()));
                for (String digest : List.copyOf(ours)) {
                    if (theirs.remove(digest)) {
                        ours.remove(digest);
                    }
                }
                for (int i = 0; i < Math.max(ours.size(), theirs.size()); i++) {
                    named.add("record " + key + " differs: " + (i < ours.size() ? ours.get(i) : "missing") + " and "
                            + (i < theirs.size() ? theirs.get(i) : "missing"));
                }
            }
            return Outcome.of(Tally.of(source), Tally.of(target), named);
        }

        private static Map<Long, List<String>> byKey(List<Reading> readings) {
            Map<Long, List<String>> digests = new TreeMap<>();
            for (Reading reading : readings) {
                if (!reading.isRefused()) {
                    digests.computeIfAbsent(reading.key(), key -> new ArrayList<>())
                            .add(reading.digest());
                }
            }
            return digests;
        }

        /** What Tallystick admits of what the real decoder reads; what it must name because it admits it not. */
        private List<Reading> admitted(String side, List<Reading> readings, byte[] text, List<String> named) {
            List<Reading> admitted = new ArrayList<>();
            for (Reading reading : readings) {
                boolean silent = invalidTextIsReplaced && !reading.isRefused() && isInvalidUtf8(reading.line(text));
                if (silent) {
                    count("refused as invalid UTF-8 where " + name + " reads U+FFFD");
                }
                if (silent || reading.isRefused()) {
                    named.add(side + " refused at " + reading.at() + " for " + (silent ? "encoding" : ""));
                }
                admitted.add(silent ? new Reading(reading.at(), 0, "") : reading);
            }
            return admitted;
        }

        private Outcome ofStored(JsonNode flip) {
            if (flip.path("became").asText().equals("unreadable")) {
                return new Outcome("INCOMPLETE", List.of(), List.of());
            }
            String file = flip.path("file").asText();
            Tally target = witness.getOrDefault(file.substring(0, file.indexOf('/')), new Tally(0, "", 0));
            Tally source = Tally.of(flip);
            List<String> named = new ArrayList<>();
            named.addAll(Collections.nCopies((int) source.rejected(), "source refused at "));
            named.addAll(Collections.nCopies((int) target.rejected(), "target refused at "));
            return Outcome.of(source, target, named);
        }

        private void count(String what) {
            counts.merge(what, 1, Integer::sum);
        }

        private static byte[] unpacked(String file, byte[] stored) throws IOException {
            InputStream bytes = new ByteArrayInputStream(stored);
            try (InputStream in = file.endsWith(".gz") ? new GZIPInputStream(bytes) : new ZstdInputStream(bytes)) {
                return in.readAllBytes();
            }
        }
    }

    @Test
    void verifyAgreesWithTheRealGoDecoder() throws IOException {
        judge(new Flips("go", true), "source", "");
    }

    @Test
    void verifyAgreesWithTheRealRustDecoder() throws IOException {
        judge(
                new Flips("rust", false),
                "target",
                "mapping: [{field: tail_number, source: registration, target: registration}]\n");
    }

    private static boolean isInvalidUtf8(byte[] line) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line));
            return false;
        } catch (CharacterCodingException e) {
            return true;
        }
    }

    private void judge(Flips side, String declaredAs, String mapping) throws IOException {
        MigrationFolder migration = new MigrationFolder(folder, VerifyIT.spark());
        migration.contract(Files.readString(Path.of("../conf/contracts/flights.yaml")));
        migration.write("migration.yaml", migration(declaredAs) + mapping);
        Map<String, Outcome> expected = new TreeMap<>();
        side.write(migration, expected);
        migration.run("verify", new VerifyJob(), Set.of("sides", "slices", "witness", "json"), "--sides=source,target");
        Map<String, Outcome> found = found(expected.keySet());

        List<String> disagreements = new ArrayList<>();
        for (int i = 0; i < side.flips.size(); i++) {
            Outcome wanted = expected.get(Flips.unit(i));
            Outcome got = found.get(Flips.unit(i));
            if (!got.is(wanted)) {
                disagreements.add(side.flips.get(i) + "\n  must be " + wanted + "\n  and is  " + got);
            }
        }
        System.out.println("FLIPS " + side.name + ": " + side.flips.size() + " bits turned over " + side.counts + ", "
                + disagreements.size() + " disagreements");
        assertThat(disagreements).isEmpty();
        assertThat(expected).hasSize(side.flips.size()).hasSizeGreaterThanOrEqualTo(FLIPS);
    }

    /** A migration of that side of the demonstration to itself. */
    private static String migration(String declaredAs) throws IOException {
        String demo = Files.readString(Path.of("../conf/migrations/flights-demo.yaml"));
        int start = demo.indexOf("\n" + declaredAs + ":\n") + declaredAs.length() + 3;
        String side = demo.substring(start, demo.indexOf("\n\n", start) + 1);
        String limits = demo.substring(demo.indexOf("\nlimits:") + 1, demo.indexOf("\nchecks:") + 1);
        String store = "store: {kind: files, path: %s, units: \"flip={flip}\"}";
        return "migration: flips\ncontract: contract.yaml\nstate: state\n" + limits
                + "source:\n" + side.replaceFirst("store: .*", String.format(store, "in"))
                + "target:\n" + side.replaceFirst("store: .*", String.format(store, "out"));
    }

    /** What verify said of each unit. */
    private Map<String, Outcome> found(Set<String> units) throws IOException {
        Path home = folder.resolve("state/flips");
        Map<String, String> verdicts = new HashMap<>();
        JsonNode verdict = JSON.readTree(home.resolve("runs/run1/verdict.json").toFile());
        for (JsonNode unit : verdict.path("units")) {
            verdicts.put(unit.path("unit").asText(), unit.path("outcome").asText());
        }
        assertThat(verdict.path("counts").path("slices").asInt()).isEqualTo(units.size());
        assertThat(verdict.path("counts").path("slices_not_matching").asInt())
                .as("all that do not match are named, so the others match")
                .isEqualTo(verdicts.size());
        Map<String, Tally> tallies = new HashMap<>();
        for (Row row : VerifyIT.spark()
                .read()
                .format("delta")
                .load(home.resolve("tallies").toString())
                .select("side", "slice", "records", "digest_sum", "rejected")
                .collectAsList()) {
            tallies.put(
                    row.getString(0) + " " + row.getString(1),
                    new Tally(row.getLong(2), row.getString(3), row.getLong(4)));
        }
        Map<String, List<String>> named = new HashMap<>();
        for (Row row : new QuarantineTable(
                        VerifyIT.spark(), home.resolve("quarantine").toString())
                .all()
                .collectAsList()) {
            named.computeIfAbsent(row.getAs("unit"), unit -> new ArrayList<>()).add(named(row));
        }
        Map<String, Outcome> found = new HashMap<>();
        for (String unit : units) {
            String outcome = verdicts.getOrDefault(unit, "MATCH");
            Tally nothing = new Tally(0, "", 0);
            List<Tally> both = outcome.equals("INCOMPLETE")
                    ? List.of()
                    : List.of(
                            tallies.getOrDefault("source " + unit, nothing),
                            tallies.getOrDefault("target " + unit, nothing));
            List<String> rows = named.getOrDefault(unit, List.of());
            found.put(unit, new Outcome(outcome, both, rows.stream().sorted().toList()));
        }
        return found;
    }

    /** What a row of the quarantine names, in the words of {@link Flips#ofLines}. */
    private String named(Row row) throws IOException {
        String reason = row.getAs("reason");
        Row source = row.getAs("source");
        Row target = row.getAs("target");
        if (!row.<String>getAs("phase").equals("compare")) {
            Row refused = source == null ? target : source;
            String file = refused.getAs("file");
            Reading at = new Reading(refused.<Long>getAs("offset").intValue(), 0, "");
            boolean kept = !file.endsWith(".json")
                    || Arrays.equals(
                            refused.<byte[]>getAs("raw"),
                            at.line(Files.readAllBytes(folder.resolve(source == null ? "out" : "in")
                                    .resolve(file))));
            return (kept ? "" : "with other bytes: ") + (source == null ? "target" : "source") + " refused at "
                    + at.at() + " for " + reason;
        }
        String missing = source.<String>getAs("digest") == null
                ? "missing_in_source"
                : target.<String>getAs("digest") == null ? "missing_in_target" : "";
        boolean fits =
                missing.isEmpty() ? !reason.startsWith("missing") && !reason.startsWith("d") : reason.equals(missing);
        return (fits ? "" : "for " + reason + ": ") + "record "
                + JSON.readTree(row.<String>getAs("key_json")).path("flight_id").asLong() + " differs: "
                + (missing.equals("missing_in_source") ? "missing" : source.<String>getAs("digest")) + " and "
                + (missing.equals("missing_in_target") ? "missing" : target.<String>getAs("digest"));
    }
}
