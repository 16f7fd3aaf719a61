package tallystick.wire.gob;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.Reason;

/** A canonical value in a Go string, in the one form that it may have. */
enum TextForm {
    UUID("UUID in lower case with hyphens", "([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})"),
    DATE("date as 2006-01-02", "\\d{4}-\\d{2}-\\d{2}"),
    TIME("time as 15:04:05.999", "\\d{2}:\\d{2}:\\d{2}(\\.\\d{0,8}[1-9])?");

    private final String words;
    private final Pattern pattern;

    TextForm(String words, String pattern) {
        this.words = words;
        this.pattern = Pattern.compile(pattern);
    }

    String words() {
        return words;
    }

    Reason reason() {
        return this == UUID ? Reason.TYPE : Reason.TIMESTAMP;
    }

    boolean read(String text, RecordBuffer buffer, int node) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        try {
            switch (this) {
                case UUID:
                    java.util.UUID uuid = java.util.UUID.fromString(text);
                    buffer.setUuid(node, uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
                    return true;
                case DATE:
                    buffer.setInt(node, LocalDate.parse(text).toEpochDay());
                    return true;
                default:
                    buffer.setInt(node, LocalTime.parse(text).toNanoOfDay());
                    return true;
            }
        } catch (DateTimeException e) {
            return false;
        }
    }

    String write(RecordBuffer buffer, int node) {
        switch (this) {
            case UUID:
                return new java.util.UUID(buffer.uuidHigh(node), buffer.uuidLow(node)).toString();
            case DATE:
                return LocalDate.ofEpochDay(buffer.integer(node)).toString();
            default:
                long nanos = buffer.integer(node);
                String text = String.format(
                        java.util.Locale.ROOT,
                        "%02d:%02d:%02d.%09d",
                        nanos / 3_600_000_000_000L,
                        nanos / 60_000_000_000L % 60,
                        nanos / 1_000_000_000L % 60,
                        nanos % 1_000_000_000L);
                return nanos % 1_000_000_000L == 0 ? text.substring(0, 8) : text.replaceAll("0+$", "");
        }
    }
}
