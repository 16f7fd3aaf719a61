package tallystick.canonical;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import tallystick.contract.CanonicalType;
import tallystick.contract.CanonicalType.Alternative;
import tallystick.contract.CanonicalType.DecimalType;
import tallystick.contract.CanonicalType.EnumType;
import tallystick.contract.CanonicalType.ListType;
import tallystick.contract.CanonicalType.MapType;
import tallystick.contract.CanonicalType.Ref;
import tallystick.contract.CanonicalType.Scalar;
import tallystick.contract.CanonicalType.StructType;
import tallystick.contract.CanonicalType.TimestampType;
import tallystick.contract.CanonicalType.TupleType;
import tallystick.contract.CanonicalType.UnionType;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;

/** Facts about canonical types that several parts of the canonical form need: names, bounds, recursion. */
public final class Types {
    /** How deep containers may nest; the record is the first. */
    public static final int MAX_DEPTH = 1000;

    /** The most bits of a bigint, and of the mantissa of a json number. */
    public static final int MAX_BITS = 4096;

    /** 0001-01-01 in days since 1970-01-01. */
    public static final long FIRST_DAY = -719_162;

    /** 9999-12-31 in days since 1970-01-01. */
    public static final long LAST_DAY = 2_932_896;

    /** 0001-01-01T00:00:00 in seconds since 1970-01-01T00:00:00. */
    public static final long FIRST_SECOND = -62_135_596_800L;

    /** 9999-12-31T23:59:59 in seconds since 1970-01-01T00:00:00. */
    public static final long LAST_SECOND = 253_402_300_799L;

    /** One more than the last nanosecond of a day. */
    public static final long NANOS_OF_DAY = 86_400_000_000_000L;

    /** Offsets from UTC are below 24 hours. */
    public static final int LAST_OFFSET = 86_399;

    /** One more than the greatest duration in nanoseconds. */
    public static final BigInteger DURATION_BOUND = BigInteger.TEN.pow(29);

    private Types() {}

    /** The type as contract files write it; of structs, enums and unions just the word. */
    public static String name(CanonicalType type) {
        if (type instanceof Scalar scalar) {
            return scalar.code();
        } else if (type instanceof DecimalType decimal) {
            return "decimal(" + decimal.precision() + "," + decimal.scale() + ")";
        } else if (type instanceof TimestampType timestamp) {
            return "timestamp(" + timestamp.precision() + (timestamp.keepsOffset() ? ",offset)" : ")");
        } else if (type instanceof ListType list) {
            return "list of " + name(list.element());
        } else if (type instanceof MapType map) {
            return "map of " + name(map.key()) + " to " + name(map.value());
        } else if (type instanceof TupleType tuple) {
            return tuple.elements().stream().map(Types::name).collect(Collectors.joining(", ", "tuple of (", ")"));
        } else if (type instanceof EnumType) {
            return "enum";
        } else if (type instanceof UnionType) {
            return "union";
        } else if (type instanceof Ref ref) {
            return ref.name();
        }
        return "struct";
    }

    /**
     * Whether a null in the field is an entry F6: in a tristate field, and in a json field that has no null of its own,
     * where it is the json null.
     */
    static boolean nullIsEntry(Contract contract, Field field) {
        return field.presence() == Presence.TRISTATE
                || (field.presence() != Presence.NULLABLE && isJson(contract, field.type()));
    }

    /** Whether the type is json, or refers to it. */
    public static boolean isJson(Contract contract, CanonicalType type) {
        CanonicalType resolved = type;
        while (resolved instanceof Ref) {
            resolved = contract.resolve(resolved);
        }
        return resolved == Scalar.JSON;
    }

    /** Whether the type refers, at any distance, to a type that contains itself and is that type: a value of it may nest without bound. */
    public static boolean recursive(Contract contract, CanonicalType type) {
        return type instanceof Ref ref && reaches(contract, contract.resolve(ref), ref.name(), new HashSet<>());
    }

    private static boolean reaches(Contract contract, CanonicalType from, String name, Set<String> seen) {
        if (from instanceof Ref ref) {
            return ref.name().equals(name)
                    || (seen.add(ref.name()) && reaches(contract, contract.resolve(ref), name, seen));
        } else if (from instanceof ListType list) {
            return reaches(contract, list.element(), name, seen);
        } else if (from instanceof MapType map) {
            return reaches(contract, map.key(), name, seen) || reaches(contract, map.value(), name, seen);
        } else if (from instanceof TupleType tuple) {
            return tuple.elements().stream().anyMatch(element -> reaches(contract, element, name, seen));
        } else if (from instanceof StructType struct) {
            for (Field field : struct.fields()) {
                if (reaches(contract, field.type(), name, seen)) {
                    return true;
                }
            }
        } else if (from instanceof UnionType union) {
            for (Alternative alternative : union.alternatives()) {
                CanonicalType payload = alternative.payload();
                if (payload != null && reaches(contract, payload, name, seen)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The least value of an integer type of at most 64 bits signed; Long.MIN_VALUE for i64 and wider signed ones. */
    static long leastLong(Scalar type) {
        return switch (type) {
            case I8 -> Byte.MIN_VALUE;
            case I16 -> Short.MIN_VALUE;
            case I32 -> Integer.MIN_VALUE;
            case U8, U16, U32, U64, U128 -> 0;
            default -> Long.MIN_VALUE;
        };
    }

    /** The greatest value of an integer type that fits 64 bits signed; Long.MAX_VALUE for wider ones. */
    static long greatestLong(Scalar type) {
        return switch (type) {
            case I8 -> Byte.MAX_VALUE;
            case I16 -> Short.MAX_VALUE;
            case I32 -> Integer.MAX_VALUE;
            case U8 -> 0xFF;
            case U16 -> 0xFFFF;
            case U32 -> 0xFFFF_FFFFL;
            default -> Long.MAX_VALUE;
        };
    }

    /** The most bits of {@code v} (of {@code -1 - v} for a negative one) that the integer type has beyond 64 bits signed; 0 if it has none. */
    static int wideBits(Scalar type) {
        return switch (type) {
            case U64 -> 64;
            case I128 -> 127;
            case U128 -> 128;
            case BIGINT -> MAX_BITS;
            default -> 0;
        };
    }

    static boolean unsigned(Scalar type) {
        return type == Scalar.U8
                || type == Scalar.U16
                || type == Scalar.U32
                || type == Scalar.U64
                || type == Scalar.U128;
    }

    /** The nanoseconds that a second's fraction of that many digits is a multiple of. */
    public static int nanosUnit(int precision) {
        int unit = 1;
        for (int i = precision; i < 9; i++) {
            unit *= 10;
        }
        return unit;
    }

    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    /** 10 to a power of 0 to 18. */
    public static long powerOfTen(int exponent) {
        return POWERS[exponent];
    }

    /** How many decimal digits the magnitude has: 1 for zero. */
    public static int digits(long value) {
        if (value == Long.MIN_VALUE) {
            return 19;
        }
        long magnitude = Math.abs(value);
        // 1233 / 4096 approximates log10(2) from below closely enough for 64 bits.
        int guess = ((64 - Long.numberOfLeadingZeros(magnitude | 1)) * 1233) >>> 12;
        return guess < POWERS.length && magnitude >= POWERS[guess] ? guess + 1 : Math.max(guess, 1);
    }

    /** How many decimal digits the magnitude has. */
    public static int digits(BigInteger value) {
        return value.bitLength() < 63 ? digits(value.longValue()) : new java.math.BigDecimal(value).precision();
    }
}
