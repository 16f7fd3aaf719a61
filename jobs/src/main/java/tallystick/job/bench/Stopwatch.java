package tallystick.job.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs contestants in turn, several rounds, and tells the median of each and its ratio to the first. */
final class Stopwatch {
    /** What is timed. */
    interface Contestant {
        void run() throws Exception;
    }

    private final Map<String, Contestant> contestants = new LinkedHashMap<>();

    /** The first one added is the baseline. */
    Stopwatch add(String name, Contestant contestant) {
        contestants.put(name, contestant);
        return this;
    }

    /** Runs every contestant once for warmth and then in {@code rounds} alternating rounds; the table of results. */
    String run(int rounds) throws Exception {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        for (int round = 0; round <= rounds; round++) {
            for (Map.Entry<String, Contestant> contestant : contestants.entrySet()) {
                System.gc();
                long start = System.nanoTime();
                contestant.getValue().run();
                double took = (System.nanoTime() - start) / 1e9;
                System.err.printf(Locale.ROOT, "  round %d  %-46s %7.2f s%n", round, contestant.getKey(), took);
                if (round > 0) {
                    seconds.computeIfAbsent(contestant.getKey(), name -> new ArrayList<>())
                            .add(took);
                }
            }
        }
        return table(seconds);
    }

    private static String table(Map<String, List<Double>> seconds) {
        StringBuilder out =
                new StringBuilder(String.format("%-46s %9s %16s %7s%n", "", "median s", "min .. max s", "ratio"));
        double baseline = 0;
        for (Map.Entry<String, List<Double>> entry : seconds.entrySet()) {
            List<Double> sorted = entry.getValue().stream().sorted().toList();
            double median = sorted.get(sorted.size() / 2);
            if (baseline == 0) {
                baseline = median;
            }
            out.append(String.format(
                    Locale.ROOT,
                    "%-46s %9.2f %7.2f .. %5.2f %7.2f%n",
                    entry.getKey(),
                    median,
                    sorted.get(0),
                    sorted.get(sorted.size() - 1),
                    median / baseline));
        }
        return out.toString();
    }
}
