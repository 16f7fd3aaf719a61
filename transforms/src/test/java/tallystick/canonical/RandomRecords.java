package tallystick.canonical;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
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
import tallystick.contract.CanonicalType.Variant;
import tallystick.contract.Contract;
import tallystick.contract.Field;
import tallystick.contract.Presence;

/** Random contracts and records of them, of every type and state, from a seed. Half of the values are edges. */
public final class RandomRecords {
    private static final long[] EDGES = {
        0,
        1,
        -1,
        23,
        24,
        255,
        256,
        -24,
        -25,
        65535,
        65536,
        1L << 31,
        1L << 32,
        -(1L << 31),
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private static final StructType NODE = new StructType(List.of(
            new Field(1, "v", Scalar.I32, Presence.REQUIRED),
            new Field(2, "next", new Ref("Node"), Presence.OPTIONAL),
            new Field(7, "note", Scalar.STRING, Presence.TRISTATE)));

    private static final UnionType EXPR = new UnionType(List.of(
            new Alternative(1, "Num", Scalar.F64),
            new Alternative(2, "Neg", new Ref("Expr")),
            new Alternative(3, "Sum", new ListType(new Ref("Expr"), false)),
            new Alternative(0, "Nil", null)));

    private static final StructType POINT = new StructType(List.of(
            new Field(2, "x", Scalar.F64, Presence.REQUIRED), new Field(1, "y", Scalar.F32, Presence.OPTIONAL)));

    private final Random random;

    public RandomRecords(long seed) {
        random = new Random(seed);
    }

    private boolean one(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** A contract of 2 to 9 fields, the first of which is the key. */
    public Contract contract() {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(id(fields), "key", keyType(), Presence.REQUIRED));
        int more = 1 + random.nextInt(8);
        for (int i = 0; i < more; i++) {
            fields.add(new Field(id(fields), "f" + i, type(3), pick(List.of(Presence.values()))));
        }
        return new Contract(
                "random",
                1,
                new StructType(fields),
                List.of("key"),
                Map.of("Node", NODE, "Expr", EXPR, "Point", POINT));
    }

    /** A contract with one field of each scalar and each kind of container in each presence. */
    public static Contract everything() {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field(1, "key", Scalar.I64, Presence.REQUIRED));
        List<CanonicalType> types = new ArrayList<>(List.of(Scalar.values()));
        types.add(new DecimalType(38, 18));
        types.add(new DecimalType(9, 2));
        types.add(new TimestampType(9, false));
        types.add(new TimestampType(9, true));
        types.add(new TimestampType(6, false));
        types.add(new TimestampType(3, true));
        types.add(new ListType(new TimestampType(9, true), true));
        types.add(new ListType(Scalar.JSON, false));
        types.add(new MapType(Scalar.STRING, Scalar.STRING, true));
        types.add(new MapType(new TimestampType(9, false), Scalar.I8, false));
        types.add(new StructType(List.of(
                new Field(1, "t", Scalar.STRING, Presence.TRISTATE),
                new Field(2, "j", Scalar.JSON, Presence.OPTIONAL),
                new Field(3, "n", Scalar.JSON, Presence.NULLABLE))));
        types.add(new StructType(List.of()));
        types.add(new TupleType(List.of()));
        types.add(new TupleType(List.of(Scalar.DATETIME, Scalar.STRING)));
        types.add(new EnumType(List.of(new Variant(0, "A"), new Variant(300, "B"))));
        types.add(new UnionType(List.of(
                new Alternative(1, "Variant", Scalar.I64),
                new Alternative(2, "b", Scalar.STRING),
                new Alternative(3, "c", null))));
        types.add(new Ref("Node"));
        types.add(new ListType(new Ref("Expr"), false));
        types.add(new Ref("Point"));
        int id = 2;
        for (Presence presence : Presence.values()) {
            for (int i = 0; i < types.size(); i++) {
                fields.add(new Field(
                        id++, presence.name().toLowerCase(java.util.Locale.ROOT) + i, types.get(i), presence));
            }
        }
        return new Contract(
                "everything",
                1,
                new StructType(fields),
                List.of("key"),
                Map.of("Node", NODE, "Expr", EXPR, "Point", POINT));
    }

    private int id(List<Field> fields) {
        while (true) {
            int id = one(4) ? 1 + random.nextInt(1 << random.nextInt(31)) : 1 + random.nextInt(40);
            if (fields.stream().noneMatch(field -> field.id() == id)) {
                return id;
            }
        }
    }

    private CanonicalType keyType() {
        return switch (random.nextInt(5)) {
            case 0 -> new DecimalType(1 + random.nextInt(38), 0);
            case 1 -> new TimestampType(random.nextInt(10), random.nextBoolean());
            case 2 -> new EnumType(List.of(new Variant(0, "A"), new Variant(300, "B"), new Variant(7, "C")));
            default -> {
                Scalar scalar = pick(List.of(Scalar.values()));
                yield scalar.isFloat() || scalar == Scalar.JSON ? Scalar.STRING : scalar;
            }
        };
    }

    private CanonicalType type(int depth) {
        if (depth == 0 || one(2)) {
            return switch (random.nextInt(8)) {
                case 0 -> {
                    int precision = 1 + random.nextInt(38);
                    yield new DecimalType(precision, random.nextInt(precision + 1));
                }
                case 1, 2 -> new TimestampType(random.nextInt(10), random.nextBoolean());
                default -> pick(List.of(Scalar.values()));
            };
        }
        return switch (random.nextInt(10)) {
            case 0, 1 -> new ListType(type(depth - 1), random.nextBoolean());
            case 2, 3 -> new MapType(keyType(), type(depth - 1), random.nextBoolean());
            case 4, 5 -> {
                List<Field> fields = new ArrayList<>();
                int count = random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    fields.add(new Field(id(fields), "s" + i, type(depth - 1), pick(List.of(Presence.values()))));
                }
                yield new StructType(fields);
            }
            case 6 -> {
                List<CanonicalType> elements = new ArrayList<>();
                int count = random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    elements.add(type(depth - 1));
                }
                yield new TupleType(elements);
            }
            case 7 -> new EnumType(List.of(new Variant(3, "Red"), new Variant(0, "Green"), new Variant(1000, "Blue")));
            case 8 ->
                new UnionType(List.of(
                        new Alternative(1, "variant", type(depth - 1)),
                        new Alternative(0, "Empty", null),
                        new Alternative(5, "Other", type(depth - 1))));
            default -> new Ref(pick(List.of("Node", "Expr", "Point")));
        };
    }

    /** Fills a record that the contract admits. */
    public void record(Contract contract, RecordBuffer record) {
        CanonicalEncoder encoder = new CanonicalEncoder(contract);
        ByteSink out = new ByteSink(1024);
        while (true) {
            record.reset(new byte[0], contract.record().fields().size());
            fields(contract, contract.record(), record, 0, 6);
            if (encoder.encode(record, out)) {
                shuffleIsKept(contract, record);
                return;
            }
            for (Violation violation : encoder.violations()) {
                if (violation.kind() != Violation.Kind.DUPLICATE_KEY) {
                    throw new AssertionError("the generator made " + violation);
                }
            }
        }
    }

    /** Encoding sorted the maps: a decoder's order is anything, so half of the records get another one. */
    private void shuffleIsKept(Contract contract, RecordBuffer record) {
        if (random.nextBoolean()) {
            for (int i = 0; i < contract.record().fields().size(); i++) {
                int node = record.slot(0, i);
                if (record.kind(node) == RecordBuffer.MAP && record.children(node) == 4) {
                    int firstKey = record.first(node);
                    int firstValue = record.next(firstKey);
                    int secondKey = record.next(firstValue);
                    int secondValue = record.next(secondKey);
                    record.relinkFirst(node, secondKey);
                    record.relinkNext(secondValue, firstKey);
                    record.relinkNext(firstValue, -1);
                }
            }
        }
    }

    private void fields(Contract contract, StructType struct, RecordBuffer record, int node, int depth) {
        for (int i = 0; i < struct.fields().size(); i++) {
            Field field = struct.fields().get(i);
            int slot = record.slot(node, i);
            int state = field.presence() == Presence.REQUIRED ? 2 : random.nextInt(4);
            boolean deep = depth <= 0 && field.type() instanceof Ref;
            if (state >= 2 && !deep) {
                value(contract, field.type(), record, slot, depth - 1);
            }
            boolean nothing = !record.hasValue(slot);
            if (nothing && field.presence() == Presence.NULLABLE) {
                record.setNull(slot);
            } else if (nothing && field.presence() == Presence.TRISTATE && state == 1) {
                record.setNull(slot);
            }
        }
    }

    private void value(Contract contract, CanonicalType named, RecordBuffer record, int node, int depth) {
        CanonicalType type = contract.resolve(named);
        if (type instanceof Scalar scalar) {
            scalar(scalar, record, node, depth);
        } else if (type instanceof DecimalType decimal) {
            BigInteger bound = BigInteger.TEN.pow(decimal.precision());
            BigInteger unscaled =
                    one(3) ? bound.subtract(BigInteger.ONE) : new BigInteger(random.nextInt(128), random).mod(bound);
            if (one(4)) {
                unscaled = unscaled.divide(BigInteger.TEN).multiply(BigInteger.TEN);
            }
            record.setDecimal(node, random.nextBoolean() ? unscaled : unscaled.negate(), decimal.scale());
        } else if (type instanceof TimestampType timestamp) {
            int unit = Types.nanosUnit(timestamp.precision());
            record.setMoment(
                    node,
                    seconds(),
                    nanos() / unit * unit,
                    timestamp.keepsOffset() ? random.nextInt(2 * 86399 + 1) - 86399 : RecordBuffer.NO_OFFSET);
        } else if (type instanceof ListType list) {
            record.open(node, RecordBuffer.LIST);
            int child = -1;
            for (int i = size(depth); i > 0; i--) {
                child = record.add(node, child);
                element(contract, list.element(), list.nullable(), record, child, depth - 1);
            }
        } else if (type instanceof TupleType tuple) {
            record.open(node, RecordBuffer.LIST);
            int child = -1;
            for (CanonicalType element : tuple.elements()) {
                child = record.add(node, child);
                element(contract, element, false, record, child, depth - 1);
            }
        } else if (type instanceof MapType map) {
            record.open(node, RecordBuffer.MAP);
            int child = -1;
            for (int i = size(depth); i > 0; i--) {
                child = record.add(node, child);
                value(contract, map.key(), record, child, depth - 1);
                child = record.add(node, child);
                element(contract, map.value(), map.nullable(), record, child, depth - 1);
            }
        } else if (type instanceof StructType struct) {
            record.struct(node, struct.fields().size());
            fields(contract, struct, record, node, depth);
        } else if (type instanceof EnumType enumeration) {
            record.setInt(node, pick(enumeration.variants()).id());
        } else if (type instanceof UnionType union) {
            Alternative alternative;
            do {
                alternative = pick(union.alternatives());
            } while (depth <= 0 && alternative.payload() instanceof Ref);
            int child = record.union(node, alternative.id(), alternative.payload() != null);
            if (child >= 0) {
                element(contract, alternative.payload(), false, record, child, depth - 1);
            }
        }
    }

    private int size(int depth) {
        return depth <= 0 ? 0 : one(20) ? 30 : random.nextInt(4);
    }

    private void element(
            Contract contract, CanonicalType type, boolean nullable, RecordBuffer record, int node, int depth) {
        if (nullable && one(3)) {
            record.setNull(node);
        } else {
            value(contract, type, record, node, depth);
        }
    }

    private long seconds() {
        return switch (random.nextInt(6)) {
            case 0 -> Types.FIRST_SECOND;
            case 1 -> Types.LAST_SECOND;
            case 2 -> -1;
            default -> Types.FIRST_SECOND + (long) (random.nextDouble() * (Types.LAST_SECOND - Types.FIRST_SECOND));
        };
    }

    private int nanos() {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> 999_999_999;
            case 2 -> 1;
            case 3 -> random.nextInt(1_000_000) * 1000;
            default -> random.nextInt(1_000_000_000);
        };
    }

    private BigInteger integer(int bits, boolean signed) {
        if (one(3)) {
            BigInteger edge = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
            return signed && random.nextBoolean() ? edge.not() : edge;
        }
        if (one(2)) {
            BigInteger edge = BigInteger.valueOf(EDGES[random.nextInt(EDGES.length)]);
            boolean fits = edge.bitLength() <= bits && (signed || edge.signum() >= 0);
            return fits ? edge : BigInteger.ZERO;
        }
        BigInteger value = new BigInteger(random.nextInt(bits + 1), random);
        return signed && random.nextBoolean() ? value.not() : value;
    }

    private void scalar(Scalar type, RecordBuffer record, int node, int depth) {
        switch (type) {
            case BOOL -> record.setBool(node, random.nextBoolean());
            case I8 -> record.setBig(node, integer(7, true));
            case I16 -> record.setBig(node, integer(15, true));
            case I32 -> record.setBig(node, integer(31, true));
            case I64 -> record.setBig(node, integer(63, true));
            case I128 -> record.setBig(node, integer(127, true));
            case U8 -> record.setBig(node, integer(8, false));
            case U16 -> record.setBig(node, integer(16, false));
            case U32 -> record.setBig(node, integer(32, false));
            case U64 -> record.setBig(node, integer(64, false));
            case U128 -> record.setBig(node, integer(128, false));
            case BIGINT -> record.setBig(node, integer(random.nextInt(one(5) ? 4095 : 200), true));
            case F32 -> record.setF64(node, single());
            case F64 ->
                record.setF64(
                        node,
                        switch (random.nextInt(6)) {
                            case 0 -> -0.0;
                            case 1 -> Double.NaN;
                            case 2 -> Double.NEGATIVE_INFINITY;
                            case 3 -> Double.MIN_VALUE;
                            default -> Double.longBitsToDouble(random.nextLong());
                        });
            case STRING -> text(record, node, true);
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                record.setScratch(node, RecordBuffer.BYTES, bytes, 0, bytes.length);
            }
            case UUID -> record.setUuid(node, random.nextLong(), random.nextLong());
            case DATE -> record.setInt(node, Math.floorDiv(seconds(), 86400L));
            case TIME -> record.setInt(node, Math.floorMod(seconds(), 86400L) * 1_000_000_000 + nanos());
            case DATETIME -> record.setMoment(node, seconds(), nanos(), RecordBuffer.NO_OFFSET);
            case DURATION -> record.setBig(node, integer(96, true));
            case JSON -> json(record, node, depth);
        }
    }

    private double single() {
        return switch (random.nextInt(5)) {
            case 0 -> -0.0f;
            case 1 -> Float.NaN;
            case 2 -> Float.MAX_VALUE;
            case 3 -> Float.MIN_VALUE;
            default -> Float.intBitsToFloat(random.nextInt());
        };
    }

    private void text(RecordBuffer record, int node, boolean bad) {
        if (bad && one(6)) {
            byte[] bytes = {'a', (byte) 0xFF, (byte) random.nextInt(128), (byte) 0xE2, (byte) 0x82};
            int length = 2 + random.nextInt(4);
            record.setScratch(node, RecordBuffer.BAD_TEXT, bytes, 0, length);
            return;
        }
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(one(10) ? 300 : 12); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(5)) {
                        case 0 -> random.nextInt(32);
                        case 1 -> 0x80 + random.nextInt(0x700);
                        case 2 -> 0x10000 + random.nextInt(0x100000);
                        default -> 'a' + random.nextInt(26);
                    });
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        record.setScratch(node, RecordBuffer.TEXT, bytes, 0, bytes.length);
    }

    private void json(RecordBuffer record, int node, int depth) {
        switch (random.nextInt(depth <= 0 ? 7 : 9)) {
            case 0 -> record.setNull(node);
            case 1 -> record.setBool(node, random.nextBoolean());
            case 2 -> text(record, node, false);
            case 3 -> record.setF64(node, -0.0);
            case 4 -> record.setBig(node, integer(64, true));
            case 5 -> record.setDecimal(node, integer(63, true), random.nextInt(one(4) ? Integer.MAX_VALUE : 30) - 10);
            case 6 -> record.setDecimal(node, integer(200, true), random.nextInt(60) - 30);
            case 7 -> {
                record.open(node, RecordBuffer.LIST);
                int child = -1;
                for (int i = random.nextInt(4); i > 0; i--) {
                    child = record.add(node, child);
                    json(record, child, depth - 1);
                }
            }
            default -> {
                record.open(node, RecordBuffer.MAP);
                Set<String> keys = new TreeSet<>();
                int child = -1;
                for (int i = random.nextInt(4); i > 0; i--) {
                    String key = Integer.toString(random.nextInt(1000), 36);
                    if (keys.add(key)) {
                        child = record.add(node, child);
                        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
                        record.setScratch(child, RecordBuffer.TEXT, bytes, 0, bytes.length);
                        child = record.add(node, child);
                        json(record, child, depth - 1);
                    }
                }
            }
        }
    }
}
