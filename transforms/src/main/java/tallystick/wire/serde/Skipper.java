package tallystick.wire.serde;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tallystick.shape.DeclaredType;
import tallystick.shape.SideField;
import tallystick.shape.SideShape;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Scalar;
import tallystick.wire.Reason;

/** Passes over one value, reading no more of it than is needed to find its end. */
abstract class Skipper {
    abstract void skip(Input in);

    /** The fewest bytes of a value. */
    abstract int least();

    /** Compiles what passes over values of types of a shape. */
    static final class Plan {
        private final SideShape shape;
        private final Coding coding;
        private final Map<String, Shared> named = new HashMap<>();

        Plan(SideShape shape, Coding coding) {
            this.shape = shape;
            this.coding = coding;
        }

        Skipper of(SideType declared) {
            SideType type = shape.resolve(declared);
            if (type instanceof SideType.Nullable nullable) {
                return new Maybe(of(nullable.inner()));
            }
            if (type instanceof SideType.Sequence sequence) {
                return shape.resolve(sequence.element()) == Scalar.U8
                        ? new Text(coding)
                        : new Many(coding, of(sequence.element()));
            }
            if (type instanceof SideType.FixedArray array) {
                return new All(java.util.Collections.nCopies(array.length(), of(array.element())));
            }
            if (type instanceof SideType.MapOf map) {
                return new Many(coding, new All(List.of(of(map.key()), of(map.value()))));
            }
            if (type instanceof SideType.Tuple tuple) {
                return new All(tuple.elements().stream().map(this::of).toList());
            }
            if (type instanceof SideType.Epoch) {
                return new Number(coding, 64);
            }
            if (type instanceof SideType.Named name) {
                return named(name.name());
            }
            if (type instanceof Scalar scalar) {
                return scalar(scalar);
            }
            return type instanceof SideType.Library library ? library(library) : refused("the type is not known");
        }

        /** The struct or enum of that name. */
        Skipper named(String name) {
            Shared known = named.get(name);
            if (known != null) {
                return known;
            }
            Shared shared = new Shared();
            named.put(name, shared);
            DeclaredType type = shape.types().get(name);
            if (type instanceof DeclaredType.Struct struct) {
                shared.is(struct(struct));
            } else if (type instanceof DeclaredType.Variants variants) {
                shared.is(variants(variants));
            } else if (type instanceof DeclaredType.Constants constants) {
                shared.is(of(constants.of()));
            } else if (type instanceof DeclaredType.Alias alias) {
                shared.is(of(alias.target()));
            } else {
                shared.is(refused("the type " + name + " is not declared"));
            }
            return shared;
        }

        private Skipper struct(DeclaredType.Struct struct) {
            List<Skipper> fields = new ArrayList<>();
            for (SideField field : struct.fields()) {
                fields.add(field.inline() ? refused(Unreadable.FLATTENED) : of(field.type()));
            }
            return new All(fields);
        }

        private Skipper variants(DeclaredType.Variants variants) {
            String why = Unreadable.why(variants.tagging());
            if (!why.isEmpty()) {
                return refused(why);
            }
            List<Skipper> payloads = new ArrayList<>();
            for (DeclaredType.SideVariant variant : variants.variants()) {
                DeclaredType.Struct struct = variant.struct();
                SideType type = variant.type();
                payloads.add(struct != null ? struct(struct) : type != null ? of(type) : new Bytes(0));
            }
            return new Variant(coding, payloads);
        }

        private Skipper scalar(Scalar scalar) {
            return switch (scalar) {
                case BOOL -> new Flag();
                case I8, U8 -> new Bytes(1);
                case F32 -> new Bytes(4);
                case F64 -> new Bytes(8);
                case UNIT -> new Bytes(0);
                case STRING, BYTES -> new Text(coding);
                case CHAR -> new Char(coding);
                default -> new Number(coding, Leaves.bits(scalar));
            };
        }

        private Skipper library(SideType.Library library) {
            return switch (library) {
                case CHRONO_UTC,
                        CHRONO_FIXED,
                        NAIVE_DATE_TIME,
                        NAIVE_DATE,
                        NAIVE_TIME,
                        TIME_RFC3339,
                        RUST_UUID,
                        RUST_DECIMAL -> new Text(coding);
                case TIME_DELTA, TIME_DURATION, STD_DURATION, SYSTEM_TIME -> numbers(64, 32);
                case TIME_DATE -> numbers(32, 16);
                case TIME_TIME -> new All(List.of(new Bytes(3), new Number(coding, 32)));
                case TIME_PRIMITIVE_DATE_TIME ->
                    new All(List.of(numbers(32, 16), new Bytes(3), new Number(coding, 32)));
                case TIME_OFFSET_DATE_TIME ->
                    new All(List.of(numbers(32, 16), new Bytes(3), new Number(coding, 32), new Bytes(3)));
                case RUST_BIG_INT -> new All(List.of(new Bytes(1), new Many(coding, new Number(coding, 32))));
                default -> refused(Unreadable.ANY);
            };
        }

        private Skipper numbers(int first, int second) {
            return new All(List.of(new Number(coding, first), new Number(coding, second)));
        }

        private static Skipper refused(String why) {
            return new Refused(why);
        }
    }

    /** A type that may hold itself. */
    private static final class Shared extends Skipper {
        private Skipper target = new Bytes(0);
        private int least;

        void is(Skipper newTarget) {
            target = newTarget;
            least = newTarget.least();
        }

        @Override
        void skip(Input in) {
            in.enter();
            target.skip(in);
            in.leave();
        }

        @Override
        int least() {
            return least;
        }
    }

    private static final class Refused extends Skipper {
        private final String why;

        Refused(String why) {
            this.why = why;
        }

        @Override
        void skip(Input in) {
            throw in.fail(Reason.TYPE, in.pos, why);
        }

        @Override
        int least() {
            return 0;
        }
    }

    private static final class Bytes extends Skipper {
        private final int count;

        Bytes(int count) {
            this.count = count;
        }

        @Override
        void skip(Input in) {
            in.need(count);
            in.pos += count;
        }

        @Override
        int least() {
            return count;
        }
    }

    private static final class Number extends Skipper {
        private final Coding coding;
        private final int bits;

        Number(Coding coding, int bits) {
            this.coding = coding;
            this.bits = bits;
        }

        @Override
        void skip(Input in) {
            if (bits == 128) {
                coding.wide(in, false);
            } else {
                coding.unsigned(in, bits);
            }
        }

        @Override
        int least() {
            return coding.least(bits);
        }
    }

    private static final class Flag extends Skipper {
        @Override
        void skip(Input in) {
            in.flag("a bool");
        }

        @Override
        int least() {
            return 1;
        }
    }

    private static final class Char extends Skipper {
        private final Coding coding;

        Char(Coding coding) {
            this.coding = coding;
        }

        @Override
        void skip(Input in) {
            in.character(coding);
        }

        @Override
        int least() {
            return 1;
        }
    }

    private static final class Text extends Skipper {
        private final Coding coding;

        Text(Coding coding) {
            this.coding = coding;
        }

        @Override
        void skip(Input in) {
            int length = in.length(coding);
            in.pos += length;
        }

        @Override
        int least() {
            return coding.least(64);
        }
    }

    private static final class Maybe extends Skipper {
        private final Skipper inner;

        Maybe(Skipper inner) {
            this.inner = inner;
        }

        @Override
        void skip(Input in) {
            if (in.flag("the mark of an Option")) {
                inner.skip(in);
            }
        }

        @Override
        int least() {
            return 1;
        }
    }

    private static final class Many extends Skipper {
        private final Coding coding;
        private final Skipper element;

        Many(Coding coding, Skipper element) {
            this.coding = coding;
            this.element = element;
        }

        @Override
        void skip(Input in) {
            int count = in.count(coding, element.least());
            in.enter();
            for (int i = 0; i < count; i++) {
                element.skip(in);
            }
            in.leave();
        }

        @Override
        int least() {
            return coding.least(64);
        }
    }

    private static final class All extends Skipper {
        private final Skipper[] parts;
        private final int least;

        All(List<Skipper> parts) {
            this.parts = parts.toArray(new Skipper[0]);
            this.least = (int) Math.min(parts.stream().mapToLong(Skipper::least).sum(), 1 << 20);
        }

        @Override
        void skip(Input in) {
            for (Skipper part : parts) {
                part.skip(in);
            }
        }

        @Override
        int least() {
            return least;
        }
    }

    private static final class Variant extends Skipper {
        private final Coding coding;
        private final Skipper[] payloads;

        Variant(Coding coding, List<Skipper> payloads) {
            this.coding = coding;
            this.payloads = payloads.toArray(new Skipper[0]);
        }

        @Override
        void skip(Input in) {
            payloads[in.variant(coding, payloads.length)].skip(in);
        }

        @Override
        int least() {
            return coding.least(32);
        }
    }
}
