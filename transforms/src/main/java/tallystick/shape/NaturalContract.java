package tallystick.shape;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tallystick.contract.CanonicalType;
import tallystick.contract.Contract;
import tallystick.contract.Equivalence;
import tallystick.contract.Field;
import tallystick.contract.Presence;
import tallystick.contract.Problem;
import tallystick.shape.DeclaredType.Carries;
import tallystick.shape.DeclaredType.SideVariant;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/**
 * The contract that a shape suggests when there is none: a field for each field of the record, under its name on the
 * wire, of the type that holds all that the side's type does. It has no key, so that it serves reading and writing but
 * no comparison.
 *
 * <p>What may be nil or None is nullable, and null and absent are one. Decimals have 38 digits, 18 of them after the
 * point: what has more is a finding.
 */
public final class NaturalContract {
    private static final CanonicalType DECIMAL = new CanonicalType.DecimalType(38, 18);
    private static final CanonicalType INSTANT = new CanonicalType.TimestampType(9, false);
    private static final CanonicalType INSTANT_WITH_OFFSET = new CanonicalType.TimestampType(9, true);

    private final SideShape shape;
    private final String pointer;
    private final List<Problem> problems;
    private final Map<String, CanonicalType> types = new LinkedHashMap<>();
    private final Set<String> begun = new HashSet<>();

    private NaturalContract(SideShape shape, String pointer, List<Problem> problems) {
        this.shape = shape;
        this.pointer = pointer;
        this.problems = problems;
    }

    /**
     * The contract of that shape, which must have been parsed without an error.
     *
     * @param pointer the JSON pointer of the side, for problems
     * @param problems gets a problem for each field that no canonical type can hold; it is left out
     */
    public static Contract of(SideShape shape, String pointer, List<Problem> problems) {
        NaturalContract made = new NaturalContract(shape, pointer, problems);
        CanonicalType.StructType record = new CanonicalType.StructType(List.of());
        if (shape.resolve(new SideType.Named(shape.record())) instanceof SideType.Named named
                && shape.types().get(named.name()) instanceof DeclaredType.Struct struct) {
            record = made.struct(struct);
        }
        return new Contract(shape.record(), 1, record, List.of(), made.types);
    }

    private CanonicalType.StructType struct(DeclaredType.Struct declared) {
        Map<String, SideField> byName = new LinkedHashMap<>();
        outermost(declared, byName);
        List<Field> fields = new ArrayList<>();
        Set<String> names = new HashSet<>();
        byName.forEach((name, side) -> {
            if (!names.add(name.toLowerCase(Locale.ROOT))) {
                error(
                        side.place(),
                        "the field \"" + name + "\" differs from another only in case, which columns cannot",
                        "write a contract that names them otherwise, and a mapping");
                return;
            }
            CanonicalType type = type(side.type(), side.place());
            if (type != null) {
                fields.add(field(fields.size() + 1, name, side, type));
            }
        });
        return new CanonicalType.StructType(fields);
    }

    /** The fields that stand in the object, also those of embedded and flattened structs; of one name the outermost. */
    private void outermost(DeclaredType.Struct declared, Map<String, SideField> byName) {
        List<DeclaredType.Struct> level = List.of(declared);
        for (int depth = 0; !level.isEmpty() && depth < 64; depth++) {
            List<DeclaredType.Struct> inside = new ArrayList<>();
            Map<String, SideField> here = new LinkedHashMap<>();
            Set<String> twice = new HashSet<>();
            for (DeclaredType.Struct struct : level) {
                for (SideField field : struct.fields()) {
                    DeclaredType.Struct inner = field.inline() ? structOf(field.type()) : null;
                    if (inner != null) {
                        inside.add(inner);
                    } else if (here.put(field.wireName(), field) != null) {
                        twice.add(field.wireName());
                    }
                }
            }
            // Go neither reads nor writes what two embedded structs have at one depth.
            here.keySet().removeAll(twice);
            here.forEach(byName::putIfAbsent);
            level = inside;
        }
    }

    private DeclaredType.@Nullable Struct structOf(SideType type) {
        SideType resolved = shape.resolve(type);
        while (resolved instanceof SideType.Nullable nullable) {
            resolved = shape.resolve(nullable.inner());
        }
        return resolved instanceof SideType.Named named
                        && shape.types().get(named.name()) instanceof DeclaredType.Struct struct
                ? struct
                : null;
    }

    private Field field(int id, String name, SideField side, CanonicalType type) {
        if (mayBeNull(side.type()) || side.skipNone()) {
            return new Field(id, name, type, Presence.NULLABLE, Set.of(Equivalence.NULL_IS_ABSENT));
        }
        if (side.omitZero() && (type instanceof CanonicalType.TimestampType || type == CanonicalType.Scalar.DATETIME)) {
            return new Field(
                    id,
                    name,
                    type,
                    Presence.NULLABLE,
                    Set.of(Equivalence.NULL_IS_ABSENT, Equivalence.ZERO_TIME_IS_NULL));
        }
        boolean leftOut = side.omitEmpty() || side.omitZero() || side.defaulted();
        if (leftOut && hasZero(type)) {
            return new Field(id, name, type, Presence.REQUIRED, Set.of(Equivalence.NULL_IS_ZERO));
        }
        if (leftOut && (type instanceof CanonicalType.ListType || type instanceof CanonicalType.MapType)) {
            return new Field(id, name, type, Presence.REQUIRED, Set.of(Equivalence.NULL_IS_EMPTY));
        }
        return side.omitZero() || side.defaulted()
                ? new Field(id, name, type, Presence.OPTIONAL, Set.of(Equivalence.NULL_IS_ABSENT))
                : new Field(id, name, type, Presence.REQUIRED);
    }

    private static boolean hasZero(CanonicalType type) {
        return type instanceof CanonicalType.DecimalType
                || type instanceof CanonicalType.Scalar scalar
                        && (scalar.isInteger()
                                || scalar.isFloat()
                                || scalar == CanonicalType.Scalar.BOOL
                                || scalar == CanonicalType.Scalar.STRING);
    }

    /** Whether the type has a nil or a None. */
    private boolean mayBeNull(SideType type) {
        SideType resolved = shape.resolve(type);
        if (resolved instanceof SideType.Nullable
                || resolved instanceof Library library && (library.isSqlNull() || library.isGoBig())) {
            return true;
        }
        if (!shape.isGo()) {
            return false;
        }
        return resolved instanceof SideType.Sequence
                || resolved instanceof SideType.MapOf
                || resolved == Scalar.BYTES
                || resolved == Library.GO_ANY
                || resolved == Library.GO_RAW_MESSAGE
                || resolved instanceof SideType.Named named
                        && shape.types().get(named.name()) instanceof DeclaredType.Variants;
    }

    private @Nullable CanonicalType type(SideType side, String place) {
        SideType type = shape.resolve(side);
        if (type instanceof SideType.Nullable nullable) {
            return type(nullable.inner(), place);
        }
        if (type instanceof Scalar scalar) {
            return scalar(scalar, place);
        }
        if (type instanceof Library library) {
            return library(library);
        }
        if (type instanceof SideType.Epoch epoch) {
            return epoch.naive() ? CanonicalType.Scalar.DATETIME : INSTANT;
        }
        if (type instanceof SideType.Sequence sequence) {
            return list(sequence.element(), place);
        }
        if (type instanceof SideType.FixedArray array) {
            return list(array.element(), place);
        }
        if (type instanceof SideType.MapOf map) {
            CanonicalType key = type(map.key(), place);
            CanonicalType value = type(map.value(), place);
            return key == null || value == null
                    ? null
                    : new CanonicalType.MapType(key, value, mayBeNull(map.value()) && !isJson(value));
        }
        if (type instanceof SideType.Tuple tuple) {
            List<CanonicalType> elements = new ArrayList<>();
            for (SideType element : tuple.elements()) {
                CanonicalType canonical = type(element, place);
                if (canonical == null) {
                    return null;
                }
                elements.add(canonical);
            }
            return new CanonicalType.TupleType(elements);
        }
        if (type instanceof SideType.Named named) {
            return declared(named.name());
        }
        return null;
    }

    private @Nullable CanonicalType list(SideType of, String place) {
        if (shape.resolve(of) == Scalar.U8) {
            return CanonicalType.Scalar.BYTES;
        }
        CanonicalType element = type(of, place);
        return element == null ? null : new CanonicalType.ListType(element, mayBeNull(of) && !isJson(element));
    }

    /** A null among any values is a value of theirs. */
    private static boolean isJson(CanonicalType type) {
        return type == CanonicalType.Scalar.JSON;
    }

    private @Nullable CanonicalType declared(String name) {
        DeclaredType declared = shape.types().get(name);
        if (declared == null) {
            return null;
        }
        if (begun.add(name)) {
            if (declared instanceof DeclaredType.Struct struct) {
                types.put(name, struct(struct));
            } else if (declared instanceof DeclaredType.Constants constants) {
                types.put(name, enumeration(List.copyOf(constants.values().keySet())));
            } else if (declared instanceof DeclaredType.Variants variants) {
                types.put(name, variants(variants));
            }
        }
        return new CanonicalType.Ref(name);
    }

    private CanonicalType variants(DeclaredType.Variants declared) {
        if (declared.variants().stream().allMatch(variant -> variant.carries() == Carries.NOTHING)) {
            return enumeration(
                    declared.variants().stream().map(SideVariant::name).toList());
        }
        List<CanonicalType.Alternative> alternatives = new ArrayList<>();
        for (int i = 0; i < declared.variants().size(); i++) {
            SideVariant variant = declared.variants().get(i);
            SideType type = variant.type();
            DeclaredType.Struct struct = variant.struct();
            CanonicalType payload = struct != null
                    ? struct(struct)
                    : type == null ? null : type(type, "/types/" + declared.name() + "/enum/" + i);
            alternatives.add(new CanonicalType.Alternative(i, variant.name(), payload));
        }
        return new CanonicalType.UnionType(alternatives);
    }

    private static CanonicalType enumeration(List<String> names) {
        List<CanonicalType.Variant> variants = new ArrayList<>();
        for (String name : names) {
            variants.add(new CanonicalType.Variant(variants.size(), name));
        }
        return new CanonicalType.EnumType(variants);
    }

    private @Nullable CanonicalType scalar(Scalar scalar, String place) {
        return switch (scalar) {
            case CHAR -> CanonicalType.Scalar.STRING;
            case UNIT -> {
                error(place, "a () holds nothing, and no column can hold that", "leave the field out of the contract");
                yield null;
            }
            default -> CanonicalType.Scalar.valueOf(scalar.name());
        };
    }

    private static CanonicalType library(Library library) {
        if (library.isSqlNull()) {
            SideType wrapped = library.wrapped();
            return wrapped instanceof Scalar scalar ? CanonicalType.Scalar.valueOf(scalar.name()) : INSTANT_WITH_OFFSET;
        }
        return switch (library) {
            case GO_DURATION, TIME_DELTA, TIME_DURATION, STD_DURATION -> CanonicalType.Scalar.DURATION;
            case GO_BIG_INT, RUST_BIG_INT -> CanonicalType.Scalar.BIGINT;
            case GO_BIG_FLOAT -> CanonicalType.Scalar.F64;
            case GO_UUID, RUST_UUID -> CanonicalType.Scalar.UUID;
            case GO_DECIMAL, GO_BIG_RAT, RUST_DECIMAL -> DECIMAL;
            case GO_TIME, CHRONO_FIXED, TIME_OFFSET_DATE_TIME, TIME_RFC3339 -> INSTANT_WITH_OFFSET;
            case CHRONO_UTC, SYSTEM_TIME -> INSTANT;
            case NAIVE_DATE_TIME, TIME_PRIMITIVE_DATE_TIME -> CanonicalType.Scalar.DATETIME;
            case NAIVE_DATE, TIME_DATE -> CanonicalType.Scalar.DATE;
            case NAIVE_TIME, TIME_TIME -> CanonicalType.Scalar.TIME;
            default -> CanonicalType.Scalar.JSON;
        };
    }

    private void error(String place, String what, String mend) {
        problems.add(Problem.error(pointer + place, what, mend));
    }
}
