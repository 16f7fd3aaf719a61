package tallystick.shape;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tallystick.contract.Problem;
import tallystick.contract.Spelling;
import tallystick.shape.DeclaredType.Carries;
import tallystick.shape.DeclaredType.SideVariant;
import tallystick.shape.DeclaredType.Tagging;
import tallystick.shape.Descriptors.EnumType;
import tallystick.shape.Descriptors.EnumValue;
import tallystick.shape.Descriptors.Having;
import tallystick.shape.Descriptors.Kind;
import tallystick.shape.Descriptors.Message;
import tallystick.shape.Descriptors.ProtoField;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/**
 * The types that a descriptor set declares: a message is a struct, a oneof one field of it whose type is an enum with
 * payloads, an enum of numbers a set of constants.
 */
final class DescriptorShape {
    static final String PLACE = "/descriptors";

    private static final Map<String, SideType> KNOWN = Map.of(
            "google.protobuf.Timestamp", Library.PROTO_TIMESTAMP,
            "google.protobuf.Duration", Library.PROTO_DURATION,
            "google.protobuf.Struct", Library.PROTO_STRUCT,
            "google.protobuf.Value", Library.PROTO_VALUE,
            "google.protobuf.ListValue", Library.PROTO_LIST);

    private static final String EMPTY = "google.protobuf.Empty";

    private static final Set<String> WRAPPERS = Set.of(
            "google.protobuf.DoubleValue",
            "google.protobuf.FloatValue",
            "google.protobuf.Int64Value",
            "google.protobuf.UInt64Value",
            "google.protobuf.Int32Value",
            "google.protobuf.UInt32Value",
            "google.protobuf.BoolValue",
            "google.protobuf.StringValue",
            "google.protobuf.BytesValue");

    private final Descriptors descriptors;
    private final String pointer;
    private final List<Problem> problems;
    private final Map<String, DeclaredType> types = new LinkedHashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final List<String> wanted = new ArrayList<>();

    private DescriptorShape(Descriptors descriptors, String pointer, List<Problem> problems) {
        this.descriptors = descriptors;
        this.pointer = pointer;
        this.problems = problems;
    }

    /** Whether a message of that name is a scalar that may be absent. */
    static boolean isWrapper(String message) {
        return WRAPPERS.contains(message);
    }

    /** The types that the record is made of; what is wrong is reported. */
    static Map<String, DeclaredType> of(
            Descriptors descriptors, String record, String pointer, List<Problem> problems) {
        DescriptorShape shape = new DescriptorShape(descriptors, pointer, problems);
        if (descriptors.find(record) == null) {
            problems.add(Problem.error(
                    pointer + "/record",
                    "record names the message \"" + record + "\", which the descriptor set does not describe",
                    Spelling.among(record, descriptors.messages().keySet())));
        } else {
            shape.want(record);
        }
        for (int i = 0; i < shape.wanted.size(); i++) {
            shape.declare(shape.wanted.get(i));
        }
        return shape.types;
    }

    private void want(String type) {
        if (begun.add(type)) {
            wanted.add(type);
        }
    }

    private void declare(String name) {
        Message message = descriptors.find(name);
        if (message != null) {
            types.put(name, struct(message));
        } else if (descriptors.hasEnum(name)) {
            types.put(name, constants(descriptors.enumeration(name)));
        } else {
            problems.add(Problem.error(
                    pointer + PLACE,
                    "the descriptor set does not describe the type \"" + name + "\"",
                    "make it whole: protoc --include_imports --descriptor_set_out=FILE"));
            types.put(name, new DeclaredType.Alias(name, new SideType.Unknown(name)));
        }
    }

    private DeclaredType.Struct struct(Message message) {
        List<SideField> fields = new ArrayList<>();
        Set<String> oneofs = new HashSet<>();
        for (ProtoField field : message.fields()) {
            if (field.oneof().isEmpty()) {
                fields.add(field(field.name(), type(field)));
            } else if (oneofs.add(field.oneof())) {
                fields.add(field(field.oneof(), oneof(message, field.oneof())));
            }
        }
        return new DeclaredType.Struct(message.name(), fields, false);
    }

    private static SideField field(String name, SideType type) {
        return new SideField(name, name, type, false, false, false, false, List.of(), false, false, PLACE);
    }

    private SideType oneof(Message message, String name) {
        List<SideVariant> variants = new ArrayList<>();
        for (ProtoField field : message.fields()) {
            if (field.oneof().equals(name)) {
                variants.add(
                        field.type().equals(EMPTY)
                                ? new SideVariant(field.name(), field.name(), Carries.NOTHING, null, null)
                                : new SideVariant(field.name(), field.name(), Carries.ONE, value(field), null));
            }
        }
        String type = message.name() + "." + name;
        types.put(type, new DeclaredType.Variants(type, variants, Tagging.EXTERNAL));
        return new SideType.Named(type);
    }

    private SideType type(ProtoField field) {
        if (field.having() == Having.REPEATED) {
            Message entry = field.kind() == Kind.MESSAGE ? descriptors.find(field.type()) : null;
            return entry != null && entry.isMapEntry()
                    ? new SideType.MapOf(value(entry.field("key")), value(entry.field("value")))
                    : new SideType.Sequence(value(field));
        }
        SideType value = value(field);
        return field.having() == Having.EXPLICIT ? new SideType.Nullable(value) : value;
    }

    private SideType value(ProtoField field) {
        switch (field.kind()) {
            case DOUBLE:
                return Scalar.F64;
            case FLOAT:
                return Scalar.F32;
            case INT64, SFIXED64, SINT64:
                return Scalar.I64;
            case UINT64, FIXED64:
                return Scalar.U64;
            case INT32, SFIXED32, SINT32:
                return Scalar.I32;
            case UINT32, FIXED32:
                return Scalar.U32;
            case BOOL:
                return Scalar.BOOL;
            case STRING:
                return Scalar.STRING;
            case BYTES:
                return Scalar.BYTES;
            default:
                break;
        }
        SideType known = KNOWN.get(field.type());
        if (known != null) {
            return known;
        }
        Message message = descriptors.find(field.type());
        if (message != null && isWrapper(field.type())) {
            return value(message.field("value"));
        }
        want(field.type());
        return new SideType.Named(field.type());
    }

    private static DeclaredType.Constants constants(EnumType type) {
        Map<String, Object> values = new LinkedHashMap<>();
        Set<Integer> numbers = new HashSet<>();
        for (EnumValue value : type.values()) {
            if (numbers.add(value.number())) {
                values.put(value.name(), BigInteger.valueOf(value.number()));
            }
        }
        return new DeclaredType.Constants(type.name(), Scalar.I32, values);
    }
}
