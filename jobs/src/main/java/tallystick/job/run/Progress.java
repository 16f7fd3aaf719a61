package tallystick.job.run;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tallystick.store.FileEntry;
import tallystick.store.Layout;
import tallystick.store.Unit;

/**
 * How far a long job is: one line for each wave, with a running count of units, the rate and the time left; on a
 * terminal also a bar that is drawn over itself. Goes to standard error: standard output belongs to answers.
 */
public final class Progress {
    private static final int WIDTH = 24;

    private final PrintStream out;
    private final boolean terminal;
    private final long totalUnits;
    private final long totalBytes;
    private final long started = System.nanoTime();
    private long units;
    private long bytes;
    private boolean drawn;

    public Progress(PrintStream out, boolean terminal, long totalUnits, long totalBytes) {
        this.out = out;
        this.terminal = terminal;
        this.totalUnits = totalUnits;
        this.totalBytes = totalBytes;
    }

    /** Progress on standard error. */
    public static Progress onStandardError(long totalUnits, long totalBytes) {
        return new Progress(System.err, System.console() != null, totalUnits, totalBytes);
    }

    /** Draws the bar, if there is one, with that part of the running wave done. */
    public synchronized void within(long waveBytes, double part) {
        if (terminal) {
            draw(bytes + (long) (waveBytes * Math.min(1, Math.max(0, part))));
        }
    }

    /** A wave ended; prints its line. */
    public synchronized void wave(String line, long waveUnits, long waveBytes) {
        units += waveUnits;
        bytes += waveBytes;
        clear();
        double seconds = (System.nanoTime() - started) / 1e9;
        double rate = bytes / Math.max(seconds, 1e-3);
        StringBuilder text = new StringBuilder(line)
                .append("  [")
                .append(units)
                .append(" of ")
                .append(totalUnits)
                .append(totalUnits == 1 ? " unit, " : " units, ")
                .append(size((long) rate))
                .append("/s");
        if (bytes < totalBytes && rate > 0) {
            text.append(", ").append(time((long) ((totalBytes - bytes) / rate))).append(" left");
        }
        out.println(text.append(']'));
        if (terminal && units < totalUnits) {
            draw(bytes);
        }
    }

    /** Prints a line of its own. */
    public synchronized void say(String line) {
        clear();
        out.println(line);
    }

    /** Says that files are laid out so that a file is read by one task from its beginning to its end, where that is so. */
    public void sayIfNotCut(String side, Layout layout, List<Unit> units) {
        Optional<FileEntry> largest =
                units.stream().flatMap(unit -> unit.files().stream()).max(Comparator.comparingLong(FileEntry::size));
        if (!layout.isSplittable() && largest.isPresent()) {
            say("the " + side + "'s files are no lines and are not cut: each is read by one task, the largest is "
                    + largest.get().path() + ", " + size(largest.get().size()));
        }
    }

    private void draw(long done) {
        double part = totalBytes == 0 ? 1 : (double) done / totalBytes;
        int full = (int) Math.round(part * WIDTH);
        out.print("\r[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] "
                + String.format(Locale.ROOT, "%3d%% ", (int) (part * 100)));
        out.flush();
        drawn = true;
    }

    private void clear() {
        if (drawn) {
            out.print("\r" + " ".repeat(WIDTH + 10) + "\r");
            drawn = false;
        }
    }

    /** Bytes as people read them. */
    public static String size(long bytes) {
        String[] names = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < names.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, names[unit]);
    }

    private static String time(long seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        return duration.toHours() > 0
                ? duration.toHours() + " h " + duration.toMinutesPart() + " min"
                : duration.toMinutes() > 0
                        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
                        : seconds + " s";
    }
}
