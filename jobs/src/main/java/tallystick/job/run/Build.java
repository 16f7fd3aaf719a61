package tallystick.job.run;

import java.util.Objects;

/** Which build of this program runs; provenance only. */
public final class Build {
    private Build() {}

    public static String version() {
        return Objects.requireNonNullElse(Build.class.getPackage().getImplementationVersion(), "unpackaged");
    }
}
