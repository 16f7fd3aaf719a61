package tallystick.shape;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The messages and enums of a Protobuf FileDescriptorSet, by full name without a leading dot. */
public final class Descriptors implements Serializable {
    private static final long serialVersionUID = 1;

    /** A type of a field, in the order of its numbers in descriptor.proto, which begin with 1. */
    public enum Kind {
        DOUBLE,
        FLOAT,
        INT64,
        UINT64,
        INT32,
        FIXED64,
        FIXED32,
        BOOL,
        STRING,
        GROUP,
        MESSAGE,
        BYTES,
        UINT32,
        ENUM,
        SFIXED32,
        SFIXED64,
        SINT32,
        SINT64;

        /** As a .proto file spells it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether several of them may stand one after the other behind one length. */
        public boolean isPackable() {
            return this != STRING && this != GROUP && this != MESSAGE && this != BYTES;
        }
    }

    /** What says that a field has a value. */
    public enum Having {
        /** Nothing: the default is not written. */
        IMPLICIT,
        EXPLICIT,
        REQUIRED,
        REPEATED
    }

    /**
     * A field of a message.
     *
     * @param jsonName its name in JSON
     * @param packed whether a repeated field is written packed
     * @param verified whether its text must be valid UTF-8
     * @param type the full name of its message or enum; empty for all others
     * @param oneof the name of the oneof it belongs to; empty for none
     */
    public record ProtoField(
            String name,
            String jsonName,
            int number,
            Kind kind,
            Having having,
            boolean packed,
            boolean verified,
            String type,
            String oneof)
            implements Serializable {}

    /** A message; its fields in the order of their declaration. */
    public record Message(String name, boolean isMapEntry, List<ProtoField> fields) implements Serializable {
        public Message {
            fields = List.copyOf(fields);
        }

        /** The field of that name, which the message has. */
        public ProtoField field(String wanted) {
            return fields.stream()
                    .filter(field -> field.name().equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name + " has no field " + wanted));
        }

        /** Whether one of its oneofs has that name. */
        public boolean hasOneof(String wanted) {
            return fields.stream().anyMatch(field -> field.oneof().equals(wanted));
        }
    }

    /** A value of an enum; several may have one number. */
    public record EnumValue(String name, int number) implements Serializable {}

    /** An enum; the first value is its default. */
    public record EnumType(String name, boolean closed, List<EnumValue> values) implements Serializable {
        public EnumType {
            values = List.copyOf(values);
        }
    }

    private final Map<String, Message> messages = new LinkedHashMap<>();
    private final Map<String, EnumType> enums = new LinkedHashMap<>();

    Descriptors() {}

    void add(Message message) {
        messages.put(message.name(), message);
    }

    void add(EnumType type) {
        enums.put(type.name(), type);
    }

    Map<String, Message> messages() {
        return messages;
    }

    @Nullable
    Message find(String name) {
        return messages.get(name);
    }

    /** The message of that name, which must be there. */
    public Message message(String name) {
        Message message = messages.get(name);
        if (message == null) {
            throw new IllegalArgumentException("no descriptor of the message " + name);
        }
        return message;
    }

    /** The enum of that name, which must be there. */
    public EnumType enumeration(String name) {
        EnumType type = enums.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no descriptor of the enum " + name);
        }
        return type;
    }

    boolean hasEnum(String name) {
        return enums.containsKey(name);
    }
}
