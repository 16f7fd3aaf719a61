package tallystick.shape;

import java.util.Collection;
import java.util.Locale;

/** The name that a user probably meant. */
final class Suggestion {
    private Suggestion() {}

    /** {@code did you mean "x"?} for the nearest known name, or {@code one of a, b, c} when none is near. */
    static String among(String given, Collection<String> known) {
        String best = "";
        int least = Math.max(2, given.length() / 3) + 1;
        for (String name : known) {
            if (name.equals(given)) {
                continue;
            }
            int distance = distance(given.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        if (!best.isEmpty()) {
            return "did you mean \"" + best + "\"?";
        }
        return known.isEmpty() ? "" : "known here: " + String.join(", ", known);
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
