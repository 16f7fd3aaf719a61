package tallystick.wire.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tallystick.contract.CanonicalType;
import tallystick.contract.Presence;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.SideField;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.EpochNumber;
import tallystick.wire.Slots;
import tallystick.wire.text.Becomes;
import tallystick.wire.text.Spelling;
import tallystick.wire.text.UuidText;

/** The columns of a bound record, in the order of their declaration: how each is read and written. */
final class Columns {
    /** What stands in a column. */
    sealed interface Column {
        /** As headers name it, the one that is written first. */
        List<String> names();
    }

    /**
     * A canonical field.
     *
     * @param slot where its node is, counted from the first of the record when it is read
     * @param slots where its node is in any record: the positions to go down
     * @param optional whether the side's type has no value besides values
     * @param presence of the canonical field
     */
    record Own(
            List<String> names,
            String path,
            int slot,
            int[] slots,
            boolean optional,
            Presence presence,
            CellReader reader,
            CellWriter writer)
            implements Column {}

    /** A field of the side that is bound to nothing. */
    record Dropped(List<String> names) implements Column {}

    private final BoundRecord record;
    private final boolean go;
    private final CsvOptions options;
    private final Slots slots;
    private final List<Column> all = new ArrayList<>();

    Columns(BoundRecord record) {
        if (!record.isWhole()) {
            throw new IllegalArgumentException("the record is not wholly bound; its problems were reported");
        }
        this.record = record;
        this.go = record.shape().runtime().equals("go");
        this.options = CsvOptions.of(record.options().dialect());
        this.slots = new Slots(record.root());
        add(record.root().members());
    }

    CsvOptions options() {
        return options;
    }

    Slots slots() {
        return slots;
    }

    List<Column> all() {
        return all;
    }

    private void add(List<BoundStruct.Member> members) {
        for (BoundStruct.Member member : members) {
            String why = Unfit.why(member, go);
            if (!why.isEmpty()) {
                throw new IllegalArgumentException(member.field().name() + " cannot be carried in CSV: " + why);
            }
            if (member instanceof BoundStruct.Spread spread) {
                add(spread.members());
            } else if (member instanceof BoundStruct.Bound bound) {
                all.add(own(bound));
            } else {
                all.add(new Dropped(names(member.field())));
            }
        }
    }

    private static List<String> names(SideField field) {
        List<String> names = new ArrayList<>();
        names.add(field.wireName());
        names.addAll(field.aliases());
        return names;
    }

    private Own own(BoundStruct.Bound bound) {
        Binding binding = bound.binding();
        boolean optional = false;
        while (binding instanceof Binding.Optional layer) {
            optional = true;
            binding = layer.inner();
        }
        GoTexts texts = options.textsOf(bound.field().wireName());
        CellReader reader;
        CellWriter writer;
        if (binding instanceof Binding.EnumOf enumOf) {
            Map<String, Integer> ids = new HashMap<>();
            Map<Long, byte[]> words = new HashMap<>();
            for (Binding.EnumValue value : enumOf.values()) {
                ids.put(value.wire().toString(), value.id());
                words.putIfAbsent((long) value.id(), value.wire().toString().getBytes(StandardCharsets.UTF_8));
            }
            reader = new Readers.Enumeration(ids, bound.path());
            writer = new Writers.Enumeration(words);
        } else {
            Binding.Leaf leaf = (Binding.Leaf) binding;
            SideType side = leaf.side();
            if (side instanceof Library library && library.isSqlNull()) {
                optional = true;
                side = library.wrapped();
            }
            reader = reader(leaf.type(), side, texts);
            writer = writer(leaf.type(), side, texts);
        }
        return new Own(
                names(bound.field()),
                bound.path(),
                slots.slot(bound.slots()),
                bound.slots(),
                optional,
                bound.target().presence(),
                reader,
                writer);
    }

    private CellReader reader(CanonicalType type, SideType side, GoTexts texts) {
        EpochNumber epoch = epoch(type, side, texts);
        if (epoch != null) {
            return new Readers.Epoch(epoch, go);
        }
        Becomes becomes = becomes(type);
        if (becomes != null && side != Library.GO_DURATION && side != Scalar.I64) {
            return new Readers.Moment(spelling(side, becomes), becomes, layout(side, texts));
        }
        if (type == CanonicalType.Scalar.UUID) {
            return new Readers.Uuid(side == Scalar.STRING ? UuidText.CANONICAL : UuidText.ANY);
        }
        if (type == CanonicalType.Scalar.BYTES) {
            return new Readers.Bytes(go ? texts.bytes() : GoTexts.Bytes.RAW, fixedLength(side));
        }
        if (side instanceof Scalar integer && integer.isInteger()) {
            return whole(
                    type,
                    new Readers.Int(
                            bits(integer), isSigned(integer), go, record.shape().text(integer)));
        }
        if (side instanceof Scalar scalar) {
            return switch (scalar) {
                case BOOL -> new Readers.Bool(go);
                case F32, F64 -> new Readers.Floating(scalar == Scalar.F32, go);
                case STRING, CHAR -> new Readers.Text(scalar == Scalar.CHAR);
                default -> throw new IllegalArgumentException("no reader of " + type + " as " + side);
            };
        }
        return switch ((Library) side) {
            case GO_DURATION ->
                texts.durations() == GoTexts.Durations.STRING
                        ? new Readers.Duration()
                        : new Readers.Int(64, true, true, "time.Duration");
            case GO_BIG_INT -> whole(type, new Readers.Int(0, true, true, "*big.Int"));
            case GO_DECIMAL -> new Readers.Decimal(false);
            case RUST_DECIMAL -> new Readers.Decimal(true);
            default -> throw new IllegalArgumentException("no reader of " + type + " as " + side);
        };
    }

    private static CellReader whole(CanonicalType type, Readers.Int integer) {
        return type instanceof CanonicalType.DecimalType ? new Readers.WholeDecimal(integer) : integer;
    }

    private CellWriter writer(CanonicalType type, SideType side, GoTexts texts) {
        EpochNumber epoch = epoch(type, side, texts);
        if (epoch != null) {
            return new Writers.Epoch(epoch);
        }
        Becomes becomes = becomes(type);
        if (becomes != null && side != Library.GO_DURATION && side != Scalar.I64) {
            return new Writers.Moment(spelling(side, becomes), becomes, layout(side, texts));
        }
        if (type == CanonicalType.Scalar.UUID) {
            return new Writers.Uuid();
        }
        if (type == CanonicalType.Scalar.BYTES) {
            return new Writers.Bytes(go ? texts.bytes() : GoTexts.Bytes.RAW, fixedLength(side), go);
        }
        if (side instanceof Scalar integer && integer.isInteger()) {
            return new Writers.Int(
                    bits(integer), isSigned(integer), record.shape().text(integer));
        }
        if (side instanceof Scalar scalar) {
            return switch (scalar) {
                case BOOL -> new Writers.Bool(go && texts.bools() == GoTexts.Bools.DIGITS);
                case F32, F64 -> new Writers.Floating(scalar == Scalar.F32, go ? texts : null);
                case STRING, CHAR -> new Writers.Text(scalar == Scalar.CHAR, go);
                default -> throw new IllegalArgumentException("no writer of " + type + " as " + side);
            };
        }
        return switch ((Library) side) {
            case GO_DURATION ->
                texts.durations() == GoTexts.Durations.STRING
                        ? new Writers.Duration()
                        : new Writers.Int(64, true, "time.Duration");
            case GO_BIG_INT -> new Writers.Int(0, true, "*big.Int");
            case GO_DECIMAL -> new Writers.Decimal(false);
            case RUST_DECIMAL -> new Writers.Decimal(true);
            default -> throw new IllegalArgumentException("no writer of " + type + " as " + side);
        };
    }

    private static @Nullable EpochNumber epoch(CanonicalType type, SideType side, GoTexts texts) {
        boolean keepsOffset = type instanceof CanonicalType.TimestampType timestamp && timestamp.keepsOffset();
        if (side instanceof SideType.Epoch epoch) {
            return new EpochNumber(epoch.digits(), keepsOffset);
        }
        boolean number = side == Library.GO_TIME
                && type != CanonicalType.Scalar.DATE
                && texts.times().isNumber();
        return number ? new EpochNumber(texts.times().digits(), keepsOffset) : null;
    }

    private static @Nullable Becomes becomes(CanonicalType type) {
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return timestamp.keepsOffset() ? Becomes.TIMESTAMP_WITH_OFFSET : Becomes.TIMESTAMP;
        }
        return type == CanonicalType.Scalar.DATETIME
                ? Becomes.DATETIME
                : type == CanonicalType.Scalar.DATE
                        ? Becomes.DATE
                        : type == CanonicalType.Scalar.TIME ? Becomes.TIME : null;
    }

    private static Spelling spelling(SideType side, Becomes becomes) {
        return side instanceof Library library
                ? Spelling.of(library)
                : becomes == Becomes.DATE ? Spelling.PLAIN_DATE : Spelling.PLAIN_TIME;
    }

    private static GoTexts.@Nullable Times layout(SideType side, GoTexts texts) {
        return side == Library.GO_TIME ? texts.times() : null;
    }

    private static int fixedLength(SideType side) {
        return side instanceof SideType.FixedArray array ? array.length() : -1;
    }

    private static int bits(Scalar scalar) {
        return Integer.parseInt(scalar.name().substring(1));
    }

    private static boolean isSigned(Scalar scalar) {
        return scalar.name().charAt(0) == 'I';
    }
}
