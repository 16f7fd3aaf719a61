package tallystick.record;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tallystick.contract.CanonicalType;
import tallystick.shape.DecodeOptions;
import tallystick.shape.SideShape;
import tallystick.store.Glob;
import tallystick.store.UnitLayout;
import tallystick.wire.Dialect;

/** One thing that {@code when} demands of a record, of its file or of its unit. */
public sealed interface Condition extends Serializable {
    /** Whether whatever meets the other condition meets this one, as far as the two alone can tell. */
    boolean isMetWhenever(Condition other);

    /**
     * A field of the record has one of these values.
     *
     * @param path of wire names, dotted
     * @param values each a String, a Long or a Boolean, all of one kind
     */
    record FieldIs(String path, List<Serializable> values) implements Condition {
        public FieldIs {
            values = List.copyOf(values);
            if (values.stream().map(Object::getClass).distinct().count() != 1) {
                throw new IllegalArgumentException("the values of " + path + " are not all of one kind: " + values);
            }
        }

        /** Of which type the field is in that shape; empty if it has none there, or one of another kind than the values. */
        public Optional<CanonicalType> typeIn(SideShape shape) {
            return FieldProbe.type(shape, this);
        }

        /** Whether the dialect can find the field in records of which nothing else is known. */
        public boolean isReadable(Dialect dialect, DecodeOptions options) {
            return FieldProbe.isReadable(dialect, this, options);
        }

        @Override
        public boolean isMetWhenever(Condition other) {
            return other instanceof FieldIs field && field.path.equals(path) && values.containsAll(field.values);
        }

        @Override
        public String toString() {
            return path + " is " + values.stream().map(FieldIs::shown).collect(Collectors.joining(" or "));
        }

        static String shown(Object value) {
            return value instanceof String text ? '"' + text + '"' : String.valueOf(value);
        }
    }

    /** The record says that it is of one of these types. */
    record TypeIs(List<String> names) implements Condition {
        public TypeIs {
            names = List.copyOf(names);
        }

        @Override
        public boolean isMetWhenever(Condition other) {
            return other instanceof TypeIs type && names.containsAll(type.names);
        }

        @Override
        public String toString() {
            return "its type is " + String.join(" or ", names);
        }
    }

    /** The record begins with these bytes, as unsigned numbers. */
    record FirstBytes(List<Integer> bytes) implements Condition {
        public FirstBytes {
            bytes = List.copyOf(bytes);
        }

        boolean isMet(byte[] input, int from, int to) {
            if (to - from < bytes.size()) {
                return false;
            }
            for (int i = 0; i < bytes.size(); i++) {
                if ((input[from + i] & 0xFF) != bytes.get(i)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean isMetWhenever(Condition other) {
            return other instanceof FirstBytes first
                    && first.bytes.size() >= bytes.size()
                    && first.bytes.subList(0, bytes.size()).equals(bytes);
        }

        @Override
        public String toString() {
            return "it begins with "
                    + bytes.stream().map(value -> String.format("%02x", value)).collect(Collectors.joining());
        }
    }

    /** The path of its file, relative to the side's root, matches a glob. */
    record PathLike(String glob) implements Condition {
        boolean isMet(String file) {
            return Glob.of(glob).matches(file);
        }

        @Override
        public boolean isMetWhenever(Condition other) {
            return other instanceof PathLike path
                    && (path.glob.equals(glob) || Glob.of(path.glob).isLiteral() && isMet(path.glob));
        }

        @Override
        public String toString() {
            return "its file is " + glob;
        }
    }

    /**
     * The folder of its unit says a date from the one up to, and without, the other.
     *
     * @param of the placeholders that make up the date, in the order year, month, day
     * @param from the first day
     * @param before the day after the last
     */
    record Dated(UnitLayout layout, List<String> of, LocalDate from, LocalDate before) implements Condition {
        public Dated {
            of = List.copyOf(of);
        }

        boolean isMet(String unit) {
            Map<String, String> values = layout.values(unit);
            String said = of.stream().map(name -> values.getOrDefault(name, "")).collect(Collectors.joining("-"));
            try {
                LocalDate date = date(said);
                return !date.isBefore(from) && date.isBefore(before);
            } catch (DateTimeException e) {
                // A folder that says no date is in no range.
                return false;
            }
        }

        /** A day, or the first one of a month or a year. */
        private static LocalDate date(String said) {
            String[] parts = said.matches("[0-9]{8}")
                    ? new String[] {said.substring(0, 4), said.substring(4, 6), said.substring(6)}
                    : said.matches("[0-9]{6}")
                            ? new String[] {said.substring(0, 4), said.substring(4)}
                            : said.split("-", -1);
            if (!said.matches("[0-9]{6}|[0-9]{8}|[0-9]{4}(-[0-9]{1,2}){0,2}")) {
                throw new DateTimeException(said + " is no date");
            }
            return LocalDate.of(
                    Integer.parseInt(parts[0]),
                    parts.length > 1 ? Integer.parseInt(parts[1]) : 1,
                    parts.length > 2 ? Integer.parseInt(parts[2]) : 1);
        }

        @Override
        public boolean isMetWhenever(Condition other) {
            return other instanceof Dated dated
                    && dated.of.equals(of)
                    && !dated.from.isBefore(from)
                    && !dated.before.isAfter(before);
        }

        @Override
        public String toString() {
            return "its unit is dated" + (from.equals(LocalDate.MIN) ? "" : " from " + from)
                    + (before.equals(LocalDate.MAX) ? "" : " before " + before);
        }
    }

    /** Whether a record that meets all of the later ones meets all of the earlier ones. */
    static boolean covers(List<Condition> earlier, List<Condition> later) {
        return earlier.stream().allMatch(one -> later.stream().anyMatch(one::isMetWhenever));
    }
}
