package tallystick.job.run;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Ids of runs: given by the caller, or made of the time and a random number. */
public final class RunId {
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:+=-]{0,199}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private RunId() {}

    /** A new id. */
    public static String create(Instant now) {
        return TIME.format(now) + "-" + String.format("%06x", new SecureRandom().nextInt(1 << 24));
    }

    /**
     * The caller's id.
     *
     * @throws JobException if it cannot name a folder
     */
    public static String checked(String id) {
        if (!VALID.matcher(id).matches()) {
            throw new JobException(
                    ExitCode.USAGE,
                    "--run-id \"" + id
                            + "\" cannot name a folder; write up to 200 of A-Z a-z 0-9 . _ : + = -, a letter or"
                            + " digit first");
        }
        return id;
    }
}
