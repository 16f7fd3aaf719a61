package tallystick.wire.csv;

import static tallystick.wire.CarriageTable.impossible;
import static tallystick.wire.CarriageTable.lossy;
import static tallystick.wire.CarriageTable.rule;
import static tallystick.wire.CarriageTable.worse;

import java.util.Map;
import tallystick.contract.CanonicalType;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Carriage;
import tallystick.wire.CarriageWalk;
import tallystick.wire.PresenceCarriage;

/** How CSV carries each field of a bound record. */
final class CsvCarriage extends CarriageWalk {
    private final boolean go;
    private final CsvOptions options;
    private GoTexts texts;

    private CsvCarriage(BoundRecord record, boolean go) {
        super(record);
        this.go = go;
        this.options = CsvOptions.of(record.options().dialect());
        this.texts = options.texts();
    }

    static Map<String, Carriage> of(BoundRecord record, boolean go) {
        return new CsvCarriage(record, go).table();
    }

    @Override
    protected Carriage spoils(SideField field) {
        texts = options.textsOf(field.wireName());
        return field.skipNone()
                ? impossible("skip_serializing_if leaves out the cell, and those behind it move up")
                : Carriage.EXACT;
    }

    @Override
    protected Carriage spread(BoundStruct.Spread spread) {
        String why = Unfit.why(spread, go);
        return why.isEmpty() ? Carriage.EXACT : impossible(why);
    }

    @Override
    protected Carriage presence(BoundStruct.Bound bound) {
        String why = Unfit.why(bound, go);
        if (!why.isEmpty()) {
            return impossible(why);
        }
        Field field = bound.target();
        Binding binding = bound.binding();
        boolean optional = false;
        int layers = binding instanceof Binding.Optional layer ? layer.layers() : 0;
        if (binding instanceof Binding.Optional layer) {
            optional = true;
            binding = layer.inner();
        }
        optional |=
                binding instanceof Binding.Leaf leaf && leaf.side() instanceof Library library && library.isSqlNull();
        Carriage only = record.root().members().size() == 1 && go && mayBeEmpty(binding, optional)
                ? rule("Go reads a row of one empty cell as no row; such a record is refused")
                : Carriage.EXACT;
        switch (field.presence()) {
            case REQUIRED:
                return optional ? worse(only, alike(field, binding)) : only;
            case TRISTATE:
                return lossy(
                        optional
                                ? "a cell cannot tell null from absence"
                                : "the side always has a value; neither null nor absence can be written");
            default:
                break;
        }
        if (optional) {
            return worse(
                    only, layers > 1 ? rule("a None inside of a Some is written as None is") : alike(field, binding));
        }
        return worse(only, PresenceCarriage.always(field));
    }

    /** Whether a value may be written as no value is. */
    private Carriage alike(Field field, Binding binding) {
        boolean never = binding instanceof Binding.Leaf leaf
                && !(leaf.side() instanceof Scalar scalar
                        && (scalar == Scalar.STRING || scalar == Scalar.CHAR || scalar == Scalar.BYTES));
        boolean empty = options.nullText().isEmpty();
        if (never && empty || empty && field.has(Equivalence.EMPTY_IS_NULL)) {
            return Carriage.EXACT;
        }
        return rule("a value whose text is " + (empty ? "empty" : options.nullText())
                + " would be read as no value, and is refused"
                + (empty ? "; declare empty_is_null if the two mean the same" : ""));
    }

    private static boolean mayBeEmpty(Binding binding, boolean optional) {
        return optional
                || binding instanceof Binding.Leaf leaf
                        && (leaf.side() == Scalar.STRING || leaf.side() == Scalar.BYTES);
    }

    @Override
    protected Carriage nulls(boolean nullable, Binding element, String what) {
        return Carriage.EXACT;
    }

    @Override
    protected Carriage leaf(Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side() instanceof Library library && library.isSqlNull() ? library.wrapped() : leaf.side();
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return timestamp(timestamp, side);
        }
        if (type instanceof CanonicalType.DecimalType decimal) {
            if (side == Library.RUST_DECIMAL) {
                return rule("rust_decimal reads the digits of a cell only with its feature serde-str (or with ="
                        + " rust_decimal::serde::str), and without it through an f64"
                        + (decimal.precision() > 28 ? "; it holds 28 digits, and what has more is refused" : ""));
            }
            return side instanceof Scalar ? narrow(side) : Carriage.EXACT;
        }
        CanonicalType.Scalar scalar = (CanonicalType.Scalar) type;
        switch (scalar) {
            case F32, F64:
                if (go && texts.floats() == GoTexts.Floats.FIXED) {
                    return lossy("digits of a float beyond the " + texts.digits() + " after the point are lost");
                }
                return scalar == CanonicalType.Scalar.F32 != (side == Scalar.F32)
                        ? rule("a value that is no f32 is refused")
                        : Carriage.EXACT;
            case STRING:
                return side == Scalar.CHAR ? typed(scalar, side) : worse(lineEnds(), quotes());
            case BYTES:
                if (!go) {
                    return worse(
                            rule("the csv crate reads rows as text: bytes that are not UTF-8 are refused"), quotes());
                }
                Carriage raw = texts.bytes() != GoTexts.Bytes.RAW ? Carriage.EXACT : worse(lineEnds(), quotes());
                return worse(raw, typed(scalar, side));
            case DATE:
                return side == Library.GO_TIME
                        ? texts.times().isNumber()
                                ? impossible("a date is no number since 1970; use times: date_only")
                                : rule("a time.Time is read as a date only at midnight in UTC")
                        : typed(scalar, side);
            case DATETIME:
                if (side == Library.GO_TIME) {
                    return texts.times().digits() < 9
                            ? lossy("the text drops digits of a second beyond "
                                    + texts.times().digits())
                            : rule("a time.Time is read as a time without zone only in UTC");
                }
                return typed(scalar, side);
            case DURATION:
                return rule("64 bits of nanoseconds end at 292 years; what is longer is refused");
            default:
                return typed(scalar, side);
        }
    }

    private Carriage lineEnds() {
        return !go
                ? Carriage.EXACT
                : rule(
                        options.crlf()
                                ? "Go's UseCRLF drops carriage returns in a text; such a text is refused"
                                : "Go reads CR and LF in a text as LF; such a text is refused");
    }

    private Carriage quotes() {
        if (options.quoting() == CsvOptions.Quoting.NEVER) {
            return rule("a text that needs quotes is refused, as quoting: never gives it none");
        }
        if (options.escape() >= 0) {
            return rule("the writer does not escape the escape character; a quoted text that has it is refused");
        }
        return options.trim().ofCells()
                ? rule("a text with white space around it is refused, as trim drops that")
                : Carriage.EXACT;
    }

    private Carriage timestamp(CanonicalType.TimestampType type, SideType side) {
        boolean utc = side == Library.CHRONO_UTC
                || side instanceof SideType.Epoch
                || side == Library.GO_TIME && !texts.times().keepsOffset();
        if (type.keepsOffset() && utc) {
            return lossy("the offset is lost: what is written is in UTC");
        }
        int digits = side instanceof SideType.Epoch epoch
                ? epoch.digits()
                : side == Library.GO_TIME ? texts.times().digits() : 9;
        if (digits < type.precision()) {
            return lossy("digits of a second beyond " + digits + " are dropped");
        }
        if (side == Library.GO_TIME && texts.times() == GoTexts.Times.DATE_ONLY) {
            return lossy("the time of day is lost: the layout is a date alone");
        }
        if (side == Library.GO_TIME && texts.times().keepsOffset()) {
            return rule("Go writes offsets without their seconds: an instant of local mean time has moved");
        }
        return side == Library.CHRONO_FIXED
                ? rule("chrono rounds offsets to minutes: an instant of local mean time has moved")
                : Carriage.EXACT;
    }
}
