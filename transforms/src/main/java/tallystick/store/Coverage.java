package tallystick.store;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a reader saw of a split, to prove afterwards that nothing of a file was left out or read twice.
 *
 * @param split what was to be read
 * @param first where the first record that starts in the split starts, or -1 when none does
 * @param end where the last of them ends, framing included, or -1
 * @param records how many start in it
 */
public record Coverage(FileSplit split, long first, long end, long records) implements Serializable {

    /**
     * Whether these, all of one file, tile it: each range begins where the one before ended, from 0 to the end.
     *
     * @return what is wrong, or empty
     */
    public static Optional<String> gap(List<Coverage> ofOneFile) {
        List<Coverage> sorted = ofOneFile.stream()
                .sorted(Comparator.comparingLong(coverage -> coverage.split().from()))
                .toList();
        String path = sorted.get(0).split().file().path();
        long cursor = 0;
        long splitEnd = 0;
        for (Coverage coverage : sorted) {
            FileSplit split = coverage.split();
            if (split.from() != splitEnd) {
                return Optional.of(path + ": the parts do not join at byte " + splitEnd);
            }
            splitEnd = split.to();
            if (coverage.first() < 0) {
                if (cursor < split.to()) {
                    return Optional.of(path + ": bytes " + cursor + " to " + split.to() + " were read by no task");
                }
            } else if (coverage.first() != cursor) {
                return Optional.of(
                        path + ": a range ends at byte " + cursor + " and the next begins at " + coverage.first());
            } else {
                cursor = coverage.end();
            }
        }
        long size = sorted.get(0).split().file().size();
        boolean plain = sorted.get(0).split().compression() == Compression.NONE;
        if (splitEnd != size || plain && cursor != size) {
            return Optional.of(path + ": read to byte " + (plain ? cursor : splitEnd) + " of " + size);
        }
        return Optional.empty();
    }
}
