package tallystick.check.quality;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;

/** Tells an expression that fails on some row's values from a store or a cluster that fails. */
final class DataErrors {
    private DataErrors() {}

    /**
     * What an expression says of the data it failed on, in one line; empty when the cause is something else, which is
     * then an outage or a defect and never the fault of the data. SQLSTATE class 22 is "data exception", P0 what
     * {@code raise_error} and {@code assert_true} raise.
     */
    static Optional<String> ofData(Throwable thrown) {
        if (causes(thrown).anyMatch(t -> t instanceof IOException)) {
            return Optional.empty();
        }
        return causes(thrown).filter(DataErrors::isOfData).findFirst().map(DataErrors::firstLine);
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(100);
    }

    private static boolean isOfData(Throwable t) {
        if (t instanceof SparkThrowable spark) {
            String state = spark.getSqlState();
            if (state != null && (state.startsWith("22") || state.startsWith("P0"))) {
                return true;
            }
        }
        return t instanceof ArithmeticException
                || t instanceof DateTimeException
                || t instanceof NumberFormatException
                || t instanceof PatternSyntaxException;
    }

    /** What the parser or the analyzer says of an expression, in one line. */
    static String firstLine(Throwable thrown) {
        String message = thrown.getMessage();
        if (message == null || message.isBlank()) {
            return thrown.getClass().getSimpleName();
        }
        String line = message.strip().lines().findFirst().orElse("").strip();
        return line.replaceAll(" SQLSTATE: \\w+$", "").replaceAll("(; line \\d+ pos \\d+);?$", "");
    }

    /** Throws it as it is: Scala throws checked exceptions without declaring them, and callers tell them by their type. */
    static RuntimeException rethrown(Throwable thrown) {
        return DataErrors.<RuntimeException>unchecked(thrown);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
