package tallystick.wire.text;

import org.jspecify.annotations.Nullable;
import tallystick.canonical.ByteSink;
import tallystick.canonical.RecordBuffer;
import tallystick.wire.FieldPath;
import tallystick.wire.Findings;
import tallystick.wire.Reason;

/**
 * Dates and times as the libraries of Go and Rust write them, which is the same in every format: as text, and those of
 * time-rs as a row of numbers. Holds what was last read; reused; not safe for use by several threads.
 */
public final class MomentText {
    private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

    /** What was read: seconds since 1970 in UTC, or of the local clock where the text has no offset. */
    private long seconds;

    private int nanos;
    private int offset;
    /** Days since 1970, of a date. */
    private long days;

    private String problem = "";

    /** What was expected where the last text was refused; empty when it was not. */
    public String problem() {
        return problem;
    }

    private byte[] in = new byte[0];
    private int p;
    private int end;

    private void start(byte[] bytes, int from, int length) {
        in = bytes;
        p = from;
        end = from + length;
        nanos = 0;
        offset = RecordBuffer.NO_OFFSET;
        problem = "";
    }

    private boolean refuse(String why) {
        problem = why;
        return false;
    }

    /** Reads a text as the library of that spelling does; if it refuses, {@link #problem} says what it expected. */
    public boolean read(Spelling spelling, byte[] text, int from, int length) {
        return switch (spelling) {
            case GO -> readGo(text, from, length);
            case CHRONO_UTC, CHRONO_FIXED -> readChrono(text, from, length);
            case CHRONO_NAIVE -> readNaive(text, from, length);
            case CHRONO_DATE -> readDate(text, from, length);
            case CHRONO_TIME -> readTime(text, from, length);
            case TIME_RFC3339 -> readRfc3339(text, from, length);
            case TIME_OFFSET -> readTimeRs(text, from, length, true);
            case TIME_PRIMITIVE -> readTimeRs(text, from, length, false);
            case TIME_DATE, PLAIN_DATE -> readPlainDate(text, from, length);
            case TIME_TIME, PLAIN_TIME -> readPlainTime(text, from, length);
        };
    }

    /** Takes the numbers in which time-rs writes a value of that spelling; false if they are none. */
    public boolean take(Spelling spelling, long[] numbers) {
        boolean timeAlone = spelling == Spelling.TIME_TIME;
        int clock = timeAlone ? 0 : 2;
        boolean good = true;
        problem = "";
        days = 0;
        nanos = 0;
        offset = RecordBuffer.NO_OFFSET;
        long inDay = 0;
        if (!timeAlone) {
            days = ofOrdinal(numbers[0], numbers[1]);
            good = days != Long.MIN_VALUE;
        }
        if (spelling != Spelling.TIME_DATE) {
            good &= between(numbers[clock], 0, 23)
                    && between(numbers[clock + 1], 0, 59)
                    && between(numbers[clock + 2], 0, 59)
                    && between(numbers[clock + 3], 0, 999_999_999);
            inDay = numbers[clock] * 3600 + numbers[clock + 1] * 60 + numbers[clock + 2];
            nanos = (int) numbers[clock + 3];
        }
        if (spelling == Spelling.TIME_OFFSET) {
            good &= between(numbers[6], -25, 25) && between(numbers[7], -59, 59) && between(numbers[8], -59, 59);
            offset = (int) (numbers[6] * 3600 + numbers[7] * 60 + numbers[8]);
        }
        seconds = days * 86_400 + inDay - (spelling == Spelling.TIME_OFFSET ? offset : 0);
        return good;
    }

    private static boolean between(long value, long least, long most) {
        return value >= least && value <= most;
    }

    /** Sets a node to what was last read; the reason why it cannot be that, or null. */
    public @Nullable String set(RecordBuffer buffer, int node, Spelling spelling, Becomes becomes) {
        int zone = spelling == Spelling.CHRONO_UTC ? 0 : offset;
        switch (becomes) {
            case TIMESTAMP:
                buffer.setMoment(node, seconds, nanos, RecordBuffer.NO_OFFSET);
                break;
            case TIMESTAMP_WITH_OFFSET:
                buffer.setMoment(node, seconds, nanos, zone);
                break;
            case DATETIME:
                if (spelling == Spelling.GO && zone != 0) {
                    return "a date and time without zone, but the text has the offset of " + zone + " seconds";
                }
                buffer.setMoment(node, seconds, nanos, RecordBuffer.NO_OFFSET);
                break;
            case DATE:
                if (spelling == Spelling.GO && (zone != 0 || nanos != 0 || Math.floorMod(seconds, 86_400L) != 0)) {
                    return "a date, but the text is no midnight in UTC";
                }
                buffer.setInt(node, days);
                break;
            default:
                buffer.setInt(node, seconds * 1_000_000_000L + nanos);
        }
        return null;
    }

    private int year;
    private int month;
    private int day;
    private int hour;
    private int minute;
    private int second;

    /**
     * As Go's {@code time.Time.UnmarshalJSON}: {@code time.Parse(RFC3339)}, which also takes an hour of one digit, a comma
     * before the fraction, and an offset of 24:00.
     */
    private boolean readGo(byte[] bytes, int from, int length) {
        start(bytes, from, length);
        if (!fixed(4)) {
            return refuse("a year of four digits");
        }
        year = number;
        if (!take('-') || !fixed(2)) {
            return refuse("a month of two digits");
        }
        month = number;
        if (!take('-') || !fixed(2)) {
            return refuse("a day of two digits");
        }
        day = number;
        if (!take('T')) {
            return refuse("a T");
        }
        if (!some(2)) {
            return refuse("an hour");
        }
        hour = number;
        if (!take(':') || !fixed(2)) {
            return refuse("minutes of two digits");
        }
        minute = number;
        if (!take(':') || !fixed(2)) {
            return refuse("seconds of two digits");
        }
        second = number;
        if (p + 1 < end && (in[p] == '.' || in[p] == ',') && isDigit(p + 1)) {
            p++;
            fraction();
        }
        if (p < end && in[p] == 'Z') {
            p++;
            offset = 0;
        } else if (p + 6 <= end && (in[p] == '+' || in[p] == '-') && in[p + 3] == ':') {
            boolean west = in[p] == '-';
            p++;
            if (!fixed(2)) {
                return refuse("an offset");
            }
            int hours = number;
            p++;
            if (!fixed(2)) {
                return refuse("an offset");
            }
            if (hours > 24 || number > 60) {
                return refuse("an offset of at most 24:60");
            }
            offset = (hours * 60 + number) * 60;
            if (west) {
                offset = -offset;
            }
        } else {
            return refuse("Z or an offset like +01:00");
        }
        return p == end ? instant() : refuse("nothing more");
    }

    /** As chrono's {@code DateTime} from a string: RFC 3339 with some freedoms (a space for the T, single digits, a bare hour offset). */
    private boolean readChrono(byte[] bytes, int from, int length) {
        start(bytes, from, length);
        if (!chronoDate() || !chronoT(true) || !chronoClock(true)) {
            return false;
        }
        space();
        if (p + 3 <= end && (in[p] | 0x20) == 'u' && (in[p + 1] | 0x20) == 't' && (in[p + 2] | 0x20) == 'c') {
            p += 3;
            offset = 0;
        } else if (p < end && (in[p] | 0x20) == 'z') {
            p++;
            offset = 0;
        } else if (p < end && (in[p] == '+' || in[p] == '-' || minusSign())) {
            boolean west = in[p] != '+';
            p += minusSign() ? 3 : 1;
            if (!fixed(2)) {
                return refuse("an offset");
            }
            int hours = number;
            while (p < end && (in[p] == ':' || in[p] == ' ')) {
                p++;
            }
            if (!fixed(2) || number > 59) {
                return refuse("an offset with minutes");
            }
            int minutes = number;
            offset = (hours * 60 + minutes) * 60;
            if (offset >= 86_400) {
                return refuse("an offset below a day");
            }
            if (west) {
                offset = -offset;
            }
        } else {
            return refuse("Z or an offset like +01:00");
        }
        return p == end ? instant() : refuse("nothing more");
    }

    /** As chrono's {@code NaiveDateTime} from a string. */
    private boolean readNaive(byte[] bytes, int from, int length) {
        start(bytes, from, length);
        if (!chronoDate() || !chronoT(false) || !chronoClock(true)) {
            return false;
        }
        return p == end ? instant() : refuse("nothing more");
    }

    /** As chrono's {@code NaiveDate} from a string; the result is in {@link #days}. */
    private boolean readDate(byte[] bytes, int from, int length) {
        start(bytes, from, length);
        if (!chronoDate()) {
            return false;
        }
        space();
        return p == end ? date() : refuse("nothing more");
    }

    /** As chrono's {@code NaiveTime} from a string; the result is in {@link #seconds} and {@link #nanos}. */
    private boolean readTime(byte[] bytes, int from, int length) {
        start(bytes, from, length);
        if (!chronoClock(false)) {
            return false;
        }
        space();
        return p == end ? clock() : refuse("nothing more");
    }

    /** RFC 3339 as {@code time::serde::rfc3339} reads it. */
    private boolean readRfc3339(byte[] bytes, int from, int length) {
        start(bytes, from, length);
        if (!strictDate()) {
            return false;
        }
        if (p >= end || isDigit(p)) {
            return refuse("a T");
        }
        p++;
        if (!strictClock()) {
            return false;
        }
        if (p < end && (in[p] | 0x20) == 'z') {
            p++;
            offset = 0;
        } else if (!strictOffset(false)) {
            return false;
        }
        return p == end ? instant() : refuse("nothing more");
    }

    /** time-rs in human readable form: {@code 2022-05-20 12:40:20.0 +00:00:00}; without the offset for a PrimitiveDateTime. */
    private boolean readTimeRs(byte[] bytes, int from, int length, boolean withOffset) {
        start(bytes, from, length);
        if (!strictDate() || !take(' ') || !humanClock()) {
            return problem.isEmpty() ? refuse("a date, a space and a time") : false;
        }
        if (withOffset && (!take(' ') || !strictOffset(true))) {
            return refuse("an offset like +00:00:00");
        }
        return p == end ? instant() : refuse("nothing more");
    }

    /** A plain {@code 2024-02-29}; the result is in {@link #days}. */
    private boolean readPlainDate(byte[] bytes, int from, int length) {
        start(bytes, from, length);
        return strictDate() && (p == end ? date() : refuse("nothing more"));
    }

    /** {@code 12:40:20.5}; the result is in {@link #seconds} and {@link #nanos}. */
    private boolean readPlainTime(byte[] bytes, int from, int length) {
        start(bytes, from, length);
        return humanClock() && (p == end ? clock() : refuse("nothing more"));
    }

    private boolean strictDate() {
        if (!fixed(4)) {
            return refuse("a year of four digits");
        }
        year = number;
        if (!take('-') || !fixed(2)) {
            return refuse("a month of two digits");
        }
        month = number;
        if (!take('-') || !fixed(2)) {
            return refuse("a day of two digits");
        }
        day = number;
        return true;
    }

    private boolean strictClock() {
        if (!fixed(2)) {
            return refuse("an hour of two digits");
        }
        return clockAfterHour();
    }

    private boolean humanClock() {
        if (!some(2)) {
            return refuse("an hour");
        }
        return clockAfterHour();
    }

    private boolean clockAfterHour() {
        hour = number;
        if (!take(':') || !fixed(2)) {
            return refuse("minutes of two digits");
        }
        minute = number;
        if (!take(':') || !fixed(2)) {
            return refuse("seconds of two digits");
        }
        second = number;
        if (take('.')) {
            if (p >= end || !isDigit(p)) {
                return refuse("digits after the point");
            }
            fraction();
        }
        return true;
    }

    private boolean strictOffset(boolean withSeconds) {
        if (p >= end || in[p] != '+' && in[p] != '-') {
            return refuse("Z or an offset like +01:00");
        }
        boolean west = in[p++] == '-';
        if (!fixed(2) || number > 25) {
            return refuse("an offset");
        }
        int total = number * 3600;
        if (!take(':') || !fixed(2) || number > 59) {
            return refuse("an offset");
        }
        total += number * 60;
        if (withSeconds && take(':')) {
            if (!fixed(2) || number > 59) {
                return refuse("an offset");
            }
            total += number;
        }
        offset = west ? -total : total;
        return true;
    }

    /** Whether U+2212 comes next, which chrono takes for a minus. */
    private boolean minusSign() {
        return p + 3 <= end && in[p] == (byte) 0xE2 && in[p + 1] == (byte) 0x88 && in[p + 2] == (byte) 0x92;
    }

    private boolean chronoDate() {
        space();
        boolean minus = false;
        boolean sign = p < end && (in[p] == '+' || in[p] == '-');
        if (sign) {
            minus = in[p++] == '-';
        }
        // Without a sign chrono takes four digits and leaves the rest.
        if (!some(sign ? 9 : 4)) {
            return refuse("a year");
        }
        year = minus ? -number : number;
        space();
        if (!take('-')) {
            return refuse("a '-'");
        }
        space();
        if (!some(2)) {
            return refuse("a month");
        }
        month = number;
        space();
        if (!take('-')) {
            return refuse("a '-'");
        }
        space();
        if (!some(2)) {
            return refuse("a day");
        }
        day = number;
        return true;
    }

    private boolean chronoT(boolean relaxed) {
        if (!relaxed) {
            space();
            return take('T') ? true : refuse("a T");
        }
        if (p < end && (in[p] == 'T' || in[p] == 't' || in[p] == ' ')) {
            p++;
            return true;
        }
        return refuse("a T");
    }

    private boolean chronoClock(boolean secondsNeeded) {
        space();
        if (!some(2)) {
            return refuse("an hour");
        }
        hour = number;
        space();
        if (!take(':')) {
            return refuse("a ':'");
        }
        space();
        if (!some(2)) {
            return refuse("minutes");
        }
        minute = number;
        second = 0;
        space();
        if (p >= end && !secondsNeeded) {
            return true;
        }
        if (!take(':')) {
            return refuse("a ':'");
        }
        space();
        if (!some(2)) {
            return refuse("seconds");
        }
        second = number;
        if (p < end && in[p] == '.') {
            p++;
            if (p >= end || !isDigit(p)) {
                return refuse("digits after the point");
            }
            fraction();
        }
        space();
        return true;
    }

    private void space() {
        while (p < end && (in[p] == ' ' || in[p] == '\t' || in[p] == '\n' || in[p] == '\r')) {
            p++;
        }
    }

    private int number;

    private boolean isDigit(int at) {
        return in[at] >= '0' && in[at] <= '9';
    }

    private boolean fixed(int count) {
        if (p + count > end) {
            return false;
        }
        number = 0;
        for (int i = 0; i < count; i++) {
            int d = in[p + i] - '0';
            if (d < 0 || d > 9) {
                return false;
            }
            number = number * 10 + d;
        }
        p += count;
        return true;
    }

    private boolean some(int most) {
        int from = p;
        number = 0;
        while (p < end && p - from < most && isDigit(p)) {
            number = number * 10 + in[p++] - '0';
        }
        return p > from;
    }

    private boolean take(char c) {
        if (p < end && in[p] == c) {
            p++;
            return true;
        }
        return false;
    }

    /** Reads digits of a fraction; those beyond nine are cut off, as all three libraries do. */
    private void fraction() {
        int value = 0;
        int count = 0;
        while (p < end && isDigit(p)) {
            if (count < 9) {
                value = value * 10 + in[p] - '0';
                count++;
            }
            p++;
        }
        while (count++ < 9) {
            value *= 10;
        }
        nanos = value;
    }

    private boolean date() {
        if (month < 1 || month > 12) {
            return refuse("a month from 01 to 12");
        }
        if (day < 1 || day > daysIn(year, month)) {
            return refuse("a day that the month has");
        }
        days = days(year, month, day);
        return true;
    }

    private boolean clock() {
        if (hour > 23 || minute > 59) {
            return refuse("a time of day");
        }
        if (second == 60) {
            return refuse("seconds below 60: a leap second has no canonical value");
        }
        if (second > 59) {
            return refuse("seconds below 60");
        }
        seconds = hour * 3600L + minute * 60L + second;
        return true;
    }

    private boolean instant() {
        if (!date() || !clock()) {
            return false;
        }
        seconds += days * 86_400;
        if (offset != RecordBuffer.NO_OFFSET) {
            seconds -= offset;
        }
        return true;
    }

    private static int daysIn(int year, int month) {
        return month == 2 && isLeap(year) ? 29 : DAYS_BEFORE[month] - DAYS_BEFORE[month - 1];
    }

    private static boolean isLeap(int year) {
        return (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Days since 1970-01-01 of a date of the proleptic Gregorian calendar. */
    private static long days(int year, int month, int day) {
        long y = (long) year - (month <= 2 ? 1 : 0);
        long era = Math.floorDiv(y, 400L);
        long inEra = y - era * 400;
        long inYear = (153L * (month + (month > 2 ? -3L : 9L)) + 2) / 5 + day - 1;
        return era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear - 719_468;
    }

    /** Splits days since 1970 into {@link #year}, {@link #month}, {@link #day}. */
    private void split(long daysSince) {
        long z = daysSince + 719_468;
        long era = Math.floorDiv(z, 146_097L);
        long inEra = z - era * 146_097;
        long yearInEra = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365;
        long inYear = inEra - (365 * yearInEra + yearInEra / 4 - yearInEra / 100);
        long shifted = (5 * inYear + 2) / 153;
        day = (int) (inYear - (153 * shifted + 2) / 5 + 1);
        month = (int) (shifted < 10 ? shifted + 3 : shifted - 9);
        year = (int) (yearInEra + era * 400 + (month <= 2 ? 1 : 0));
    }

    /** The day of the year of what {@link #split} left, from 1. */
    private int ordinal() {
        return DAYS_BEFORE[month - 1] + day + (month > 2 && isLeap(year) ? 1 : 0);
    }

    /** Days since 1970 of a year and a day of it, or an absurd number when the year has no such day. */
    private static long ofOrdinal(long year, long ordinal) {
        if (year < -9999 || year > 9999 || ordinal < 1 || ordinal > (isLeap((int) year) ? 366 : 365)) {
            return Long.MIN_VALUE;
        }
        return days((int) year, 1, 1) + ordinal - 1;
    }

    // Writing.

    private int secondOfDay;

    /**
     * Takes what a node holds, as the local clock of its offset shows it, for {@link #write} and {@link #numbers}; false,
     * and a finding, when it cannot be written in that spelling.
     */
    public boolean prepare(
            RecordBuffer buffer, int node, Spelling spelling, Becomes becomes, Findings findings, FieldPath path) {
        nanos = 0;
        offset = 0;
        switch (becomes) {
            case DATE:
                seconds = buffer.integer(node) * 86_400;
                break;
            case TIME:
                seconds = buffer.integer(node) / 1_000_000_000;
                nanos = (int) (buffer.integer(node) % 1_000_000_000);
                break;
            default:
                seconds = buffer.integer(node);
                nanos = buffer.nanos(node);
                if (becomes == Becomes.TIMESTAMP_WITH_OFFSET) {
                    offset = buffer.offsetSeconds(node);
                }
        }
        if (spelling == Spelling.CHRONO_UTC && offset != 0) {
            findings.add(
                    Reason.LOSSY_SOURCE,
                    path.toString(),
                    -1,
                    "the offset of " + offset + " seconds is lost in a DateTime<Utc>; use DateTime<FixedOffset>");
            return false;
        }
        if (offset % 60 != 0 && spelling != Spelling.TIME_OFFSET) {
            findings.add(
                    Reason.LOSSY_SOURCE,
                    path.toString(),
                    -1,
                    "an offset of " + offset + " seconds has seconds, which the text does not: the instant would move");
            return false;
        }
        days = Math.floorDiv(seconds + offset, 86_400L);
        secondOfDay = (int) Math.floorMod(seconds + offset, 86_400L);
        split(days);
        if ((year < 0 || year > 9999) && !spelling.isChronoDate()) {
            findings.add(
                    Reason.RANGE,
                    path.toString(),
                    -1,
                    "the local clock shows the year " + year + ", which cannot be written");
            return false;
        }
        return true;
    }

    /** Appends the text of what was prepared. */
    public void write(ByteSink out, Spelling spelling, Becomes becomes) {
        if (becomes != Becomes.TIME) {
            if (year < 0 || year > 9999) {
                // chrono puts a sign before years beyond four digits.
                out.write(year < 0 ? '-' : '+');
                digits(out, Math.abs(year), year < 0 ? 4 : 5);
                out.write('-');
                digits(out, month, 2);
                out.write('-');
                digits(out, day, 2);
            } else {
                writeDate(out, days);
            }
        }
        if (becomes == Becomes.DATE && spelling != Spelling.GO) {
            return;
        }
        if (becomes != Becomes.TIME) {
            out.write('T');
        }
        writeClock(out, secondOfDay);
        if (spelling.isChronoDate() || spelling == Spelling.CHRONO_TIME) {
            writeThrees(out, nanos);
        } else {
            writeTrimmed(out, nanos);
        }
        if (becomes != Becomes.TIME && spelling != Spelling.CHRONO_NAIVE) {
            writeOffset(out, offset);
        }
    }

    /** The numbers in which time-rs writes what was prepared; {@code into} has {@link Spelling#numbers} places. */
    public void numbers(Spelling spelling, long[] into) {
        int at = 0;
        if (spelling != Spelling.TIME_TIME) {
            into[at++] = year;
            into[at++] = ordinal();
        }
        if (spelling != Spelling.TIME_DATE) {
            into[at++] = secondOfDay / 3600;
            into[at++] = secondOfDay / 60 % 60;
            into[at++] = secondOfDay % 60;
            into[at++] = nanos;
        }
        if (spelling == Spelling.TIME_OFFSET) {
            into[at++] = offset / 3600;
            into[at++] = offset / 60 % 60;
            into[at] = offset % 60;
        }
    }

    private void writeDate(ByteSink out, long daysSince) {
        split(daysSince);
        digits(out, year, 4);
        out.write('-');
        digits(out, month, 2);
        out.write('-');
        digits(out, day, 2);
    }

    private static void writeClock(ByteSink out, int seconds) {
        digits(out, seconds / 3600, 2);
        out.write(':');
        digits(out, seconds / 60 % 60, 2);
        out.write(':');
        digits(out, seconds % 60, 2);
    }

    /** Without trailing zeros, and nothing at all for zero: Go's RFC3339Nano, time-rs. */
    private static void writeTrimmed(ByteSink out, int nanos) {
        if (nanos != 0) {
            int value = nanos;
            int count = 9;
            while (value % 10 == 0) {
                value /= 10;
                count--;
            }
            out.write('.');
            digits(out, value, count);
        }
    }

    /** In 0, 3, 6 or 9 digits: chrono. */
    private static void writeThrees(ByteSink out, int nanos) {
        if (nanos != 0) {
            out.write('.');
            if (nanos % 1_000_000 == 0) {
                digits(out, nanos / 1_000_000, 3);
            } else if (nanos % 1000 == 0) {
                digits(out, nanos / 1000, 6);
            } else {
                digits(out, nanos, 9);
            }
        }
    }

    /** {@code Z} for zero, else {@code +hh:mm}; seconds are not written. */
    private static void writeOffset(ByteSink out, int offsetSeconds) {
        if (offsetSeconds == 0) {
            out.write('Z');
            return;
        }
        out.write(offsetSeconds < 0 ? '-' : '+');
        int minutes = Math.abs(offsetSeconds) / 60;
        digits(out, minutes / 60, 2);
        out.write(':');
        digits(out, minutes % 60, 2);
    }

    private static void digits(ByteSink out, int value, int count) {
        out.ensure(count);
        byte[] array = out.array();
        int at = out.length();
        int rest = value;
        for (int i = count - 1; i >= 0; i--) {
            array[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        out.advance(count);
    }
}
