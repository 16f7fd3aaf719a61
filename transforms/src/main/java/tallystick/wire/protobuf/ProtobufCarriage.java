package tallystick.wire.protobuf;

import static tallystick.wire.CarriageTable.impossible;
import static tallystick.wire.CarriageTable.lossy;
import static tallystick.wire.CarriageTable.rule;

import java.util.Map;
import tallystick.contract.CanonicalType;
import tallystick.contract.Field;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.BoundStruct;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Carriage;
import tallystick.wire.CarriageWalk;
import tallystick.wire.PresenceCarriage;

/** How Protobuf carries each field of a bound record. */
final class ProtobufCarriage extends CarriageWalk {
    private static final String BY_HAND =
            "the types of the record are declared by hand; name the descriptor set of its messages: descriptors: FILE";

    private ProtobufCarriage(BoundRecord record) {
        super(record);
    }

    /** By dotted path in contract order. */
    static Map<String, Carriage> of(BoundRecord record) {
        return new ProtobufCarriage(record).table();
    }

    @Override
    protected Carriage presence(BoundStruct.Bound bound) {
        if (record.shape().descriptors().isEmpty()) {
            return impossible(BY_HAND);
        }
        Field field = bound.target();
        Binding binding = bound.binding();
        boolean has = binding instanceof Binding.Optional || binding instanceof Binding.UnionOf;
        switch (field.presence()) {
            case REQUIRED:
                return Carriage.EXACT;
            case TRISTATE:
                return isValue(binding)
                        ? Carriage.EXACT
                        : lossy(
                                has
                                        ? "Protobuf has no null: null cannot be written"
                                        : "the field always has a value; neither null nor absence can be written");
            default:
                break;
        }
        if (has) {
            return Carriage.EXACT;
        }
        return PresenceCarriage.isStoodFor(field)
                ? PresenceCarriage.always(field)
                : lossy("the field always has a value, so that none cannot be written: declare it optional in the"
                        + " message, or zero_is_null or empty_is_null in the contract");
    }

    /** Whether it is a google.protobuf.Value, the only type that has null. */
    private static boolean isValue(Binding binding) {
        return binding instanceof Binding.Optional optional
                && optional.inner() instanceof Binding.Leaf leaf
                && leaf.side() == SideType.Library.PROTO_VALUE;
    }

    @Override
    protected Carriage nulls(boolean nullable, Binding element, String what) {
        return nullable ? lossy("the side's " + what + " cannot be null") : Carriage.EXACT;
    }

    @Override
    protected Carriage enumeration(Binding.EnumOf enumOf) {
        return enumOf.of() == Scalar.STRING ? impossible(Messages.TEXT_ENUM) : Carriage.EXACT;
    }

    @Override
    protected Carriage leaf(Binding.Leaf leaf) {
        CanonicalType type = leaf.type();
        SideType side = leaf.side();
        String why = Messages.whyNot(leaf);
        if (!why.isEmpty()) {
            return impossible(why);
        }
        if (type instanceof CanonicalType.TimestampType timestamp) {
            return timestamp.keepsOffset() ? lossy("the offset is lost: a Timestamp is in UTC") : Carriage.EXACT;
        }
        if (type instanceof CanonicalType.DecimalType) {
            return rule("values that do not fit the side's integer are refused");
        }
        CanonicalType.Scalar scalar = (CanonicalType.Scalar) type;
        if (scalar.isInteger()) {
            return side instanceof Scalar width && !scalar.name().equals(width.name()) ? narrow(side) : Carriage.EXACT;
        }
        if (scalar.isFloat()) {
            return side.toString().equals(scalar.name())
                    ? rule("every NaN is one NaN: the canonical form keeps no payload of it")
                    : rule("a value that is no f32 is refused");
        }
        if (scalar == CanonicalType.Scalar.JSON) {
            return side == SideType.Library.PROTO_VALUE
                    ? rule("numbers are doubles; a number that no double says is refused")
                    : rule("numbers are doubles; what is no "
                            + (side == SideType.Library.PROTO_STRUCT ? "object" : "array") + " is refused");
        }
        if (scalar == CanonicalType.Scalar.DURATION && side == Scalar.I64) {
            return rule("64 bits of nanoseconds end at 292 years; what is longer is refused");
        }
        return Carriage.EXACT;
    }
}
