package tallystick.shape;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tallystick.shape.Descriptors.EnumType;
import tallystick.shape.Descriptors.EnumValue;
import tallystick.shape.Descriptors.Having;
import tallystick.shape.Descriptors.Kind;
import tallystick.shape.Descriptors.Message;
import tallystick.shape.Descriptors.ProtoField;

/**
 * Reads a FileDescriptorSet, as {@code protoc --include_imports --descriptor_set_out} or {@code buf build} writes it. It
 * is a Protobuf message itself; field numbers here are those of descriptor.proto.
 */
final class DescriptorSet {
    /** Says why the bytes are no descriptor set. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String what) {
            super(what, null, false, false);
        }
    }

    private static final int DEEPEST = 64;
    private static final int PROTO2 = 998;
    private static final int PROTO3 = 999;

    /** What editions let a file, a message or a field say; numbers are those of FeatureSet. */
    private record Features(int presence, int enumType, int repeated, int utf8, int encoding) {
        static Features of(int edition) {
            return edition == PROTO2
                    ? new Features(1, 2, 2, 3, 1)
                    : edition == PROTO3 ? new Features(2, 1, 1, 2, 1) : new Features(1, 1, 1, 2, 1);
        }

        Features with(Node options, int number) throws Unreadable {
            Features all = this;
            for (Node set : options.messages(number)) {
                all = new Features(
                        (int) set.number(1, all.presence),
                        (int) set.number(2, all.enumType),
                        (int) set.number(3, all.repeated),
                        (int) set.number(4, all.utf8),
                        (int) set.number(5, all.encoding));
            }
            return all;
        }
    }

    /** One message of a descriptor, as ranges of the bytes. */
    private static final class Node {
        private record Entry(int number, long value, int from, int length) {}

        private final byte[] bytes;
        private final List<Entry> entries = new ArrayList<>();

        Node(byte[] bytes, int from, int end) throws Unreadable {
            this.bytes = bytes;
            int[] at = {from};
            while (at[0] < end) {
                long tag = varint(at, end);
                int number = (int) (tag >>> 3);
                switch ((int) tag & 7) {
                    case 0 -> entries.add(new Entry(number, varint(at, end), 0, -1));
                    case 1 -> at[0] += 8;
                    case 5 -> at[0] += 4;
                    case 2 -> {
                        long length = varint(at, end);
                        if (length < 0 || length > end - at[0]) {
                            throw new Unreadable("a length of " + length + " at offset " + at[0] + " reaches too far");
                        }
                        entries.add(new Entry(number, 0, at[0], (int) length));
                        at[0] += (int) length;
                    }
                    default -> throw new Unreadable("no field of a descriptor stands at offset " + at[0]);
                }
                if (tag >>> 3 == 0 || at[0] > end) {
                    throw new Unreadable("no field of a descriptor stands before offset " + at[0]);
                }
            }
        }

        private long varint(int[] at, int end) throws Unreadable {
            long value = 0;
            for (int shift = 0; shift < 64; shift += 7) {
                if (at[0] >= end) {
                    throw new Unreadable("it is cut short at offset " + end);
                }
                byte b = bytes[at[0]++];
                value |= (long) (b & 0x7F) << shift;
                if (b >= 0) {
                    return value;
                }
            }
            throw new Unreadable("a number at offset " + at[0] + " does not end");
        }

        List<Node> messages(int number) throws Unreadable {
            List<Node> found = new ArrayList<>();
            for (Entry entry : entries) {
                if (entry.number == number && entry.length >= 0) {
                    found.add(new Node(bytes, entry.from, entry.from + entry.length));
                }
            }
            return found;
        }

        /** The last message of that number, or an empty one. */
        Node message(int number) throws Unreadable {
            List<Node> all = messages(number);
            return all.isEmpty() ? new Node(bytes, 0, 0) : all.get(all.size() - 1);
        }

        String text(int number) {
            String text = "";
            for (Entry entry : entries) {
                if (entry.number == number && entry.length >= 0) {
                    text = new String(bytes, entry.from, entry.length, StandardCharsets.UTF_8);
                }
            }
            return text;
        }

        long number(int number, long orElse) {
            long value = orElse;
            for (Entry entry : entries) {
                if (entry.number == number && entry.length < 0) {
                    value = entry.value;
                }
            }
            return value;
        }
    }

    private final Descriptors descriptors = new Descriptors();

    private DescriptorSet() {}

    static Descriptors read(byte[] bytes) throws Unreadable {
        DescriptorSet set = new DescriptorSet();
        for (Node file : new Node(bytes, 0, bytes.length).messages(1)) {
            set.file(file);
        }
        if (set.descriptors.messages().isEmpty()) {
            throw new Unreadable("it describes no message");
        }
        return set.descriptors;
    }

    private void file(Node file) throws Unreadable {
        String syntax = file.text(12);
        int edition = syntax.equals("proto3") ? PROTO3 : syntax.equals("editions") ? (int) file.number(14, 0) : PROTO2;
        Features features = Features.of(edition).with(file.message(8), 50);
        String scope = file.text(2);
        for (Node message : file.messages(4)) {
            message(message, scope, features, 0);
        }
        for (Node type : file.messages(5)) {
            enumeration(type, scope, features);
        }
    }

    private void message(Node node, String scope, Features outer, int depth) throws Unreadable {
        if (depth > DEEPEST) {
            throw new Unreadable("messages are declared inside of messages more than " + DEEPEST + " deep");
        }
        String name = join(scope, node.text(1));
        Node options = node.message(7);
        Features features = outer.with(options, 12);
        List<String> oneofs = new ArrayList<>();
        for (Node oneof : node.messages(8)) {
            oneofs.add(oneof.text(1));
        }
        List<ProtoField> fields = new ArrayList<>();
        for (Node field : node.messages(2)) {
            fields.add(field(field, name, features, oneofs));
        }
        descriptors.add(new Message(name, options.number(7, 0) != 0, fields));
        for (Node nested : node.messages(3)) {
            message(nested, name, features, depth + 1);
        }
        for (Node type : node.messages(4)) {
            enumeration(type, name, features);
        }
    }

    private static ProtoField field(Node node, String message, Features outer, List<String> oneofs) throws Unreadable {
        String name = node.text(1);
        Node options = node.message(8);
        Features features = outer.with(options, 21);
        long label = node.number(4, 1);
        long type = node.number(5, 0);
        if (type < 1 || type > Kind.values().length) {
            throw new Unreadable(
                    "the field " + message + "." + name + " has the type " + type + ", which is not known");
        }
        Kind kind = Kind.values()[(int) type - 1];
        if (kind == Kind.MESSAGE && features.encoding == 2) {
            kind = Kind.GROUP;
        }
        boolean synthetic = node.number(17, 0) != 0;
        long index = synthetic ? -1 : node.number(9, -1);
        String oneof = index >= 0 && index < oneofs.size() ? oneofs.get((int) index) : "";
        Having having = label == 3
                ? Having.REPEATED
                : label == 2 || features.presence == 3
                        ? Having.REQUIRED
                        : synthetic
                                        || !oneof.isEmpty()
                                        || kind == Kind.MESSAGE
                                        || kind == Kind.GROUP
                                        || features.presence == 1
                                ? Having.EXPLICIT
                                : Having.IMPLICIT;
        boolean packed = having == Having.REPEATED
                && kind.isPackable()
                && options.number(2, features.repeated == 1 ? 1 : 0) != 0;
        String json = node.text(10);
        String typeName = node.text(6);
        return new ProtoField(
                name,
                json.isEmpty() ? camel(name) : json,
                (int) node.number(3, 0),
                kind,
                having,
                packed,
                features.utf8 == 2,
                typeName.startsWith(".") ? typeName.substring(1) : typeName,
                oneof);
    }

    private void enumeration(Node node, String scope, Features outer) throws Unreadable {
        Features features = outer.with(node.message(3), 7);
        List<EnumValue> values = new ArrayList<>();
        for (Node value : node.messages(2)) {
            values.add(new EnumValue(value.text(1), (int) value.number(2, 0)));
        }
        descriptors.add(new EnumType(join(scope, node.text(1)), features.enumType == 2, values));
    }

    /** The name in JSON that a field has when its descriptor gives none. */
    private static String camel(String name) {
        StringBuilder json = new StringBuilder();
        boolean up = false;
        for (char c : name.toCharArray()) {
            if (c == '_') {
                up = true;
            } else {
                json.append(up ? Character.toUpperCase(c) : c);
                up = false;
            }
        }
        return json.toString();
    }

    private static String join(String scope, String name) {
        return scope.isEmpty() ? name : scope + "." + name;
    }
}
