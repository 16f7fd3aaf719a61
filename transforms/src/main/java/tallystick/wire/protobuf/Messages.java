package tallystick.wire.protobuf;

import java.util.List;
import tallystick.contract.CanonicalType;
import tallystick.shape.Binding;
import tallystick.shape.BoundRecord;
import tallystick.shape.Descriptors;
import tallystick.shape.Descriptors.Kind;
import tallystick.shape.Descriptors.Message;
import tallystick.shape.Descriptors.ProtoField;
import tallystick.shape.SideType.Scalar;

/** What plans and lint look up in the messages of a bound record. */
public final class Messages {
    static final String TEXT_ENUM = "an enum of the contract in a string of the message is not read: declare a string";

    /** Beyond all field numbers. */
    private static final int AFTER_ALL_FIELDS = 1 << 29;

    private Messages() {}

    /** The descriptors of a record, which must be declared by a descriptor set. */
    public static Descriptors of(BoundRecord record) {
        return record.shape()
                .descriptors()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the types of the record are declared by hand, not by a descriptor set"));
    }

    /** The number of a field, or those of all members of a oneof. */
    static int[] numbers(Message message, String name) {
        return message.fields().stream()
                .filter(field -> field.name().equals(name) || field.oneof().equals(name))
                .mapToInt(ProtoField::number)
                .toArray();
    }

    /** What decides where a field, or a oneof, is written among the others of its message: Go writes oneofs after all else. */
    static int place(Message message, String name) {
        if (!message.hasOneof(name)) {
            return message.field(name).number();
        }
        List<String> oneofs = message.fields().stream()
                .map(ProtoField::oneof)
                .filter(oneof -> !oneof.isEmpty())
                .distinct()
                .toList();
        return AFTER_ALL_FIELDS + oneofs.indexOf(name);
    }

    /** Whether the field is a message that stands for the one value in it. */
    public static boolean isWrapper(ProtoField field) {
        return field.kind() == Kind.MESSAGE
                && field.type().startsWith("google.protobuf.")
                && field.type().endsWith("Value")
                && !field.type().equals("google.protobuf.Value")
                && !field.type().equals("google.protobuf.ListValue");
    }

    /** Why a value is not carried; empty if it is. */
    public static String whyNot(Binding.Leaf leaf) {
        boolean timed = leaf.type() == CanonicalType.Scalar.DATE
                || leaf.type() == CanonicalType.Scalar.TIME
                || leaf.type() == CanonicalType.Scalar.UUID;
        return timed && leaf.side() == Scalar.STRING
                ? "a date, time or uuid of the contract in a string of the message is not read: declare a string"
                : "";
    }
}
