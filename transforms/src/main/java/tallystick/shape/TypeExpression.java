package tallystick.shape;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tallystick.contract.Spelling;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/** Reads the type expressions of Go and Rust. Not safe for use by several threads. */
final class TypeExpression {
    /** Says why an expression cannot be read. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;
        private final String mend;

        Unreadable(String what, String mend) {
            super(what, null, false, false);
            this.mend = mend;
        }

        String mend() {
            return mend;
        }
    }

    private static final int DEEPEST = 64;

    private static final Map<String, SideType> GO = new HashMap<>();
    private static final Map<String, SideType> RUST = new HashMap<>();

    static {
        GO.put("bool", Scalar.BOOL);
        GO.put("int8", Scalar.I8);
        GO.put("int16", Scalar.I16);
        GO.put("int32", Scalar.I32);
        GO.put("rune", Scalar.I32);
        GO.put("int64", Scalar.I64);
        GO.put("int", Scalar.I64);
        GO.put("uint8", Scalar.U8);
        GO.put("byte", Scalar.U8);
        GO.put("uint16", Scalar.U16);
        GO.put("uint32", Scalar.U32);
        GO.put("uint64", Scalar.U64);
        GO.put("uint", Scalar.U64);
        GO.put("uintptr", Scalar.U64);
        GO.put("float32", Scalar.F32);
        GO.put("float64", Scalar.F64);
        GO.put("string", Scalar.STRING);
        GO.put("interface{}", Library.GO_ANY);
        for (Library library : Library.values()) {
            if (library.compareTo(Library.SQL_NULL_TIME) <= 0 && !library.isGoBig()) {
                GO.put(library.text(), library);
            }
        }

        RUST.put("bool", Scalar.BOOL);
        for (Scalar scalar : Scalar.values()) {
            if (scalar.isInteger()) {
                RUST.put(scalar.name().toLowerCase(java.util.Locale.ROOT), scalar);
            }
        }
        RUST.put("isize", Scalar.I64);
        RUST.put("usize", Scalar.U64);
        RUST.put("f32", Scalar.F32);
        RUST.put("f64", Scalar.F64);
        RUST.put("char", Scalar.CHAR);
        RUST.put("String", Scalar.STRING);
        RUST.put("str", Scalar.STRING);
        RUST.put("ByteBuf", Scalar.BYTES);
        RUST.put("DateTime<Utc>", Library.CHRONO_UTC);
        RUST.put("DateTime<FixedOffset>", Library.CHRONO_FIXED);
        RUST.put("NaiveDateTime", Library.NAIVE_DATE_TIME);
        RUST.put("NaiveDate", Library.NAIVE_DATE);
        RUST.put("NaiveTime", Library.NAIVE_TIME);
        RUST.put("TimeDelta", Library.TIME_DELTA);
        RUST.put("chrono::Duration", Library.TIME_DELTA);
        RUST.put("OffsetDateTime", Library.TIME_OFFSET_DATE_TIME);
        RUST.put("PrimitiveDateTime", Library.TIME_PRIMITIVE_DATE_TIME);
        RUST.put("time::Date", Library.TIME_DATE);
        RUST.put("time::Time", Library.TIME_TIME);
        RUST.put("time::Duration", Library.TIME_DURATION);
        RUST.put("SystemTime", Library.SYSTEM_TIME);
        RUST.put("Duration", Library.STD_DURATION);
        RUST.put("Uuid", Library.RUST_UUID);
        RUST.put("Decimal", Library.RUST_DECIMAL);
        RUST.put("BigInt", Library.RUST_BIG_INT);
        RUST.put("serde_json::Value", Library.JSON_VALUE);
        RUST.put("Value", Library.JSON_VALUE);
        RUST.put("RawValue", Library.RAW_VALUE);
    }

    private static final Set<String> TRANSPARENT = Set.of("Box", "Arc", "Rc", "Cow");

    private final boolean go;
    private final Set<String> declared;
    private final String text;
    private int at;

    private TypeExpression(boolean go, Set<String> declared, String text) {
        this.go = go;
        this.declared = declared;
        this.text = text;
    }

    /**
     * The type that the expression means.
     *
     * @param declared the names under {@code types}
     */
    static SideType read(boolean go, Set<String> declared, String text) throws Unreadable {
        TypeExpression expression = new TypeExpression(go, declared, text);
        SideType type = go ? expression.goType(0) : expression.rustType(0);
        expression.space();
        if (expression.at < text.length()) {
            throw new Unreadable(
                    "the type \"" + text + "\" goes on after its end, at character " + (expression.at + 1),
                    "write one type as the program declares it");
        }
        return type;
    }

    private SideType goType(int depth) throws Unreadable {
        tooDeep(depth);
        space();
        if (take("*")) {
            space();
            for (Library big : List.of(Library.GO_BIG_INT, Library.GO_BIG_FLOAT, Library.GO_BIG_RAT)) {
                if (take(big.text().substring(1))) {
                    return new SideType.Nullable(big);
                }
            }
            return new SideType.Nullable(goType(depth + 1));
        }
        if (take("[]")) {
            SideType element = goType(depth + 1);
            return element == Scalar.U8 ? Scalar.BYTES : new SideType.Sequence(element);
        }
        if (take("[")) {
            int length = number();
            expect("]");
            return new SideType.FixedArray(goType(depth + 1), length);
        }
        if (take("map[")) {
            SideType key = goType(depth + 1);
            expect("]");
            return new SideType.MapOf(key, goType(depth + 1));
        }
        String name = word(".{}");
        if (name.equals("big.Int")) {
            throw new Unreadable(
                    "big.Int is declared by value, and Go then writes {} for it",
                    "declare *big.Int, as a program that carries it must");
        }
        if (name.equals("big.Float") || name.equals("big.Rat")) {
            throw new Unreadable(name + " is declared by value", "declare *" + name);
        }
        return known(name, GO);
    }

    private SideType rustType(int depth) throws Unreadable {
        tooDeep(depth);
        space();
        if (take("(")) {
            List<SideType> elements = new ArrayList<>();
            space();
            while (!take(")")) {
                elements.add(rustType(depth + 1));
                space();
                if (!take(",")) {
                    expect(")");
                    break;
                }
                space();
            }
            return elements.isEmpty() ? Scalar.UNIT : new SideType.Tuple(elements);
        }
        if (take("[")) {
            SideType element = rustType(depth + 1);
            expect(";");
            int length = number();
            expect("]");
            return new SideType.FixedArray(element, length);
        }
        String path = word(":");
        if (declared.contains(path)) {
            return new SideType.Named(path);
        }
        String name = path.substring(path.lastIndexOf(':') + 1);
        space();
        if (take("<")) {
            if (name.equals("DateTime")) {
                String zone = word(":");
                expect(">");
                return known("DateTime<" + zone.substring(zone.lastIndexOf(':') + 1) + ">", RUST);
            }
            SideType first = rustType(depth + 1);
            space();
            if (name.equals("HashMap") || name.equals("BTreeMap")) {
                expect(",");
                SideType value = rustType(depth + 1);
                expect(">");
                return new SideType.MapOf(first, value);
            }
            expect(">");
            if (name.equals("Vec")) {
                return new SideType.Sequence(first);
            }
            if (name.equals("Option")) {
                return new SideType.Nullable(first);
            }
            if (TRANSPARENT.contains(name)) {
                return first;
            }
            throw unknown(name + "<...>", List.of("Vec<T>", "Option<T>", "HashMap<K, V>", "BTreeMap<K, V>", "Box<T>"));
        }
        // time::Duration and chrono::Duration are other types than std's Duration; the module decides.
        if (path.equals("time::Duration") || path.equals("time::Date") || path.equals("time::Time")) {
            return known(path, RUST);
        }
        if (path.equals("chrono::Duration") || path.equals("chrono::TimeDelta")) {
            return Library.TIME_DELTA;
        }
        return known(name, RUST);
    }

    private SideType known(String name, Map<String, SideType> types) throws Unreadable {
        if (declared.contains(name)) {
            return new SideType.Named(name);
        }
        SideType type = types.get(name);
        if (type == null) {
            Set<String> names = new TreeSet<>(types.keySet());
            names.addAll(declared);
            throw unknown(name, names);
        }
        return type;
    }

    /** Shows the expression as a whole only: where it was a reference to a secret, a part of it would not be recognised. */
    private Unreadable unknown(String name, java.util.Collection<String> names) {
        String known = Spelling.among(name, names);
        return new Unreadable(
                (go ? "Go" : "Rust") + " type \"" + text + "\" is not known"
                        + (name.equals(text) ? "" : " from character " + (text.lastIndexOf(name, at) + 1) + " on"),
                known + (known.endsWith("?") ? " A" : "; a") + " type of your own is declared under types");
    }

    private String word(String also) throws Unreadable {
        space();
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at))
                        || text.charAt(at) == '_'
                        || also.indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == start) {
            throw new Unreadable(
                    "the type \"" + text + "\" has no type at character " + (start + 1),
                    "write a type as the program declares it");
        }
        return text.substring(start, at);
    }

    private int number() throws Unreadable {
        String digits = word("");
        try {
            int value = Integer.parseInt(digits);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new Unreadable(
                "the type \"" + text + "\" has no array length at character " + (at - digits.length() + 1),
                "write a number, as in [16]byte");
    }

    private void tooDeep(int depth) throws Unreadable {
        if (depth > DEEPEST) {
            throw new Unreadable(
                    "the type \"" + text + "\" is nested more than " + DEEPEST + " deep",
                    "declare its parts under types");
        }
    }

    private void expect(String token) throws Unreadable {
        space();
        if (!take(token)) {
            throw new Unreadable(
                    "the type \"" + text + "\" lacks a \"" + token + "\" at character " + (at + 1),
                    "write a type as the program declares it");
        }
    }

    private boolean take(String token) {
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
