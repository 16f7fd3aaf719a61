package tallystick.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/** Reads what {@code as:} of a Rust field says, as {@code serde_as(as = "...")} has it, over the type of the field. */
final class AdapterExpression {
    private static final Map<String, Integer> UNITS =
            Map.of("Seconds", 0, "MilliSeconds", 3, "MicroSeconds", 6, "NanoSeconds", 9);
    private static final Map<String, Adapter.Number> NUMBERS = Map.of(
            "u64", Adapter.Number.U64,
            "i64", Adapter.Number.I64,
            "f64", Adapter.Number.F64,
            "String", Adapter.Number.TEXT);

    /** A name and what stands in its angle brackets. */
    private record Node(String name, List<Node> arguments) {
        @Override
        public String toString() {
            return arguments.isEmpty()
                    ? name
                    : name + "<"
                            + String.join(
                                    ", ", arguments.stream().map(Node::toString).toList()) + ">";
        }
    }

    private final String text;
    private int at;

    private AdapterExpression(String text) {
        this.text = text;
    }

    /** The type in that form; empty if the form is not known, or not for that type. */
    static Optional<SideType> apply(String text, SideType type) {
        AdapterExpression expression = new AdapterExpression(text.replaceAll("\\s", ""));
        Optional<Node> node = expression.node(0);
        return expression.at == expression.text.length()
                ? node.flatMap(found -> adapted(found, type))
                : Optional.empty();
    }

    private Optional<Node> node(int depth) {
        if (depth > 16) {
            return Optional.empty();
        }
        int start = at;
        if (take('(')) {
            return arguments(depth, ')').map(elements -> new Node("()", elements));
        }
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || ":_".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        String path = text.substring(start, at);
        String last = path.substring(path.lastIndexOf(':') + 1);
        String name = last.equals("Same") ? "_" : last;
        if (name.isEmpty()) {
            return Optional.empty();
        }
        return take('<')
                ? arguments(depth, '>').map(found -> new Node(name, found))
                : Optional.of(new Node(name, List.of()));
    }

    private Optional<List<Node>> arguments(int depth, char end) {
        List<Node> found = new ArrayList<>();
        while (!take(end)) {
            Optional<Node> next = node(depth + 1);
            if (next.isEmpty() || !take(',') && (at >= text.length() || text.charAt(at) != end)) {
                return Optional.empty();
            }
            found.add(next.get());
        }
        return Optional.of(found);
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        at += there ? 1 : 0;
        return there;
    }

    private static Optional<SideType> adapted(Node node, SideType type) {
        List<Node> arguments = node.arguments();
        switch (node.name()) {
            case "_":
                return Optional.of(type);
            case "Option":
                return type instanceof SideType.Nullable nullable && arguments.size() == 1
                        ? adapted(arguments.get(0), nullable.inner()).map(SideType.Nullable::new)
                        : Optional.empty();
            case "Vec":
                return type instanceof SideType.Sequence sequence && arguments.size() == 1
                        ? adapted(arguments.get(0), sequence.element()).map(SideType.Sequence::new)
                        : Optional.empty();
            case "HashMap", "BTreeMap":
                return type instanceof SideType.MapOf map
                                && arguments.size() == 2
                                && arguments.get(0).name().equals("_")
                        ? adapted(arguments.get(1), map.value()).map(value -> new SideType.MapOf(map.key(), value))
                        : Optional.empty();
            case "DisplayFromStr":
                return when(isDisplayed(type), type, Adapter.Plain.DISPLAY);
            case "NoneAsEmptyString":
                return type instanceof SideType.Nullable nullable
                        ? when(isDisplayed(nullable.inner()), nullable.inner(), Adapter.Plain.DISPLAY_OR_EMPTY)
                                .map(SideType.Nullable::new)
                        : Optional.empty();
            case "PickFirst":
                return when(
                        node.toString().equals("PickFirst<()<_, DisplayFromStr>>")
                                && isDisplayed(type)
                                && type != Scalar.STRING
                                && type != Scalar.CHAR,
                        type,
                        Adapter.Plain.ITSELF_OR_DISPLAY);
            case "DefaultOnNull":
                return when(
                        (arguments.isEmpty() || arguments.get(0).name().equals("_"))
                                && isDisplayed(type)
                                && type != Scalar.CHAR,
                        type,
                        Adapter.Plain.DEFAULT_ON_NULL);
            case "BoolFromInt":
                return when(type == Scalar.BOOL && arguments.isEmpty(), type, Adapter.Plain.BOOL_AS_INTEGER);
            case "Bytes":
                return isBytes(type) ? Optional.of(Scalar.BYTES) : Optional.empty();
            case "Base64":
                return base64(arguments).flatMap(form -> when(isBytes(type), type, form));
            case "Hex":
                return hex(arguments).flatMap(form -> when(isBytes(type), type, form));
            default:
                return units(node).flatMap(units -> when(isOf(units, node, type), type, units));
        }
    }

    private static Optional<SideType> when(boolean fits, SideType type, Adapter adapter) {
        return fits ? Optional.of(new SideType.As(type, adapter)) : Optional.empty();
    }

    private static boolean isDisplayed(SideType type) {
        return type instanceof Scalar scalar && scalar != Scalar.BYTES && scalar != Scalar.UNIT;
    }

    private static boolean isBytes(SideType type) {
        return type == Scalar.BYTES || type.equals(new SideType.Sequence(Scalar.U8));
    }

    private static Optional<Adapter> base64(List<Node> arguments) {
        String alphabet = arguments.isEmpty() ? "Standard" : arguments.get(0).name();
        String padding = arguments.size() < 2 ? "Padded" : arguments.get(1).name();
        boolean known = (alphabet.equals("Standard") || alphabet.equals("UrlSafe"))
                && (padding.equals("Padded") || padding.equals("Unpadded"))
                && arguments.size() <= 2;
        return known
                ? Optional.of(new Adapter.Base64(alphabet.equals("UrlSafe"), padding.equals("Padded")))
                : Optional.empty();
    }

    private static Optional<Adapter> hex(List<Node> arguments) {
        String letters = arguments.isEmpty() ? "Lowercase" : arguments.get(0).name();
        return letters.equals("Lowercase") || letters.equals("Uppercase")
                ? Optional.of(new Adapter.Hex(letters.equals("Uppercase")))
                : Optional.empty();
    }

    private static Optional<Adapter.Units> units(Node node) {
        String name = node.name().replaceFirst("^(Duration|Timestamp)", "");
        boolean fraction = name.endsWith("WithFrac");
        Integer digits = UNITS.get(fraction ? name.substring(0, name.length() - "WithFrac".length()) : name);
        List<Node> arguments = node.arguments();
        boolean strict = arguments.size() < 2 || arguments.get(1).name().equals("Strict");
        boolean duration = node.name().startsWith("Duration");
        Adapter.Number whole = duration ? Adapter.Number.U64 : Adapter.Number.I64;
        Adapter.Number number = arguments.isEmpty()
                ? fraction ? Adapter.Number.F64 : whole
                : NUMBERS.get(arguments.get(0).name());
        if (digits == null || number == null || !strict || name.equals(node.name())) {
            return Optional.empty();
        }
        return !fraction || number == Adapter.Number.F64 || number == Adapter.Number.TEXT
                ? Optional.of(new Adapter.Units(digits, number, fraction))
                : Optional.empty();
    }

    private static boolean isOf(Adapter.Units units, Node node, SideType type) {
        boolean duration = node.name().startsWith("Duration");
        boolean unsigned = type == Library.STD_DURATION;
        // serde_with has u64 for std's Duration alone, and i64 for all else.
        boolean width = units.number() != Adapter.Number.U64 && !(unsigned && units.number() == Adapter.Number.I64)
                || units.number() == Adapter.Number.U64 && unsigned;
        return width
                && (duration
                        ? type == Library.STD_DURATION || type == Library.TIME_DELTA
                        : type == Library.CHRONO_UTC || type == Library.NAIVE_DATE_TIME || type == Library.SYSTEM_TIME);
    }
}
