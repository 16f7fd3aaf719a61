package tallystick.contract;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a misspelt one was meant to be. */
public final class Spelling {
    private static final int LONGEST = 64;

    private Spelling() {}

    /** The nearest of the known words, if one is near enough to be meant; case is ignored. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int bestDistance = Math.max(1, Math.min(3, word.length() / 2 - (word.length() > 3 ? 0 : 1))) + 1;
        for (String candidate : known) {
            int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code Did you mean x?}, or the fallback where no known word is near. */
    public static String didYouMean(String word, Collection<String> known, String fallback) {
        return nearest(word, known).map(near -> "Did you mean " + near + "?").orElse(fallback);
    }

    /** {@code did you mean "x"?} for the nearest known name, or {@code known here: a, b, c} where none is near. */
    public static String among(String word, Collection<String> known) {
        return nearest(word, known.stream().filter(name -> !name.equals(word)).toList())
                .map(near -> "did you mean \"" + near + "\"?")
                .orElse(known.isEmpty() ? "" : "known here: " + String.join(", ", known));
    }

    /** Edits from one word to the other: insert, delete, replace, swap two neighbours. */
    private static int distance(String from, String to) {
        int[][] table = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            table[i][0] = i;
        }
        for (int j = 0; j <= to.length(); j++) {
            table[0][j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            for (int j = 1; j <= to.length(); j++) {
                int replace = table[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                int least = Math.min(replace, 1 + Math.min(table[i - 1][j], table[i][j - 1]));
                boolean swapped = i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
                table[i][j] = swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
            }
        }
        return table[from.length()][to.length()];
    }
}
