package tallystick.wire.protobuf;

import java.util.Arrays;
import java.util.List;
import tallystick.shape.Descriptors.Message;
import tallystick.shape.Descriptors.ProtoField;

/** The library that wrote a side, where the two differ. */
enum Library {
    /** google.golang.org/protobuf. */
    GO(10_000),
    /** prost. */
    PROST(100);

    /** Beyond all field numbers: Go writes oneofs after all else. */
    private static final int AFTER_ALL_FIELDS = 1 << 29;

    private final int deepest;

    Library(int deepest) {
        this.deepest = deepest;
    }

    /** How many messages, groups and map entries may stand inside of each other. */
    int deepest() {
        return deepest;
    }

    /** Whether a field of another wire type than declared is an unknown field, rather than an error. */
    boolean takesOtherWireTypesForUnknown() {
        return this == GO;
    }

    /** Whether a message without one of its required fields is refused. */
    boolean refusesMissingRequired() {
        return this == GO;
    }

    /** Whether every text must be valid UTF-8, that of proto2 too. */
    boolean verifiesAllText() {
        return this == PROST;
    }

    /** Whether -0.0 is taken for the default, which is not written. */
    boolean dropsNegativeZero() {
        return this == PROST;
    }

    /** Whether the default key or value of a map's entry is not written. */
    boolean dropsDefaultsInMaps() {
        return this == PROST;
    }

    /** What decides where a field, or a oneof, is written among the others of its message. */
    int place(Message message, String name) {
        if (!message.hasOneof(name)) {
            return message.field(name).number();
        }
        if (this == PROST) {
            return Arrays.stream(Messages.numbers(message, name)).min().orElse(0);
        }
        List<String> oneofs = message.fields().stream()
                .map(ProtoField::oneof)
                .filter(oneof -> !oneof.isEmpty())
                .distinct()
                .toList();
        return AFTER_ALL_FIELDS + oneofs.indexOf(name);
    }
}
