package tallystick.wire.gob;

import tallystick.shape.Binding;
import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;
import tallystick.shape.SideType.Scalar;

/** What gob leaves out of a struct besides no value, so that reading it gives no value as well. */
enum Omission {
    /** Nothing: no value is left out, or has a form of its own, and every value is sent. */
    NOTHING,
    /** The type always has a value; zero is left out and read as zero. */
    NEVER_NIL,
    /** A slice: empty is left out as nil is. */
    EMPTY_AS_NIL,
    /** A pointer to what is left out when it is zero. */
    POINTER_TO_ZERO,
    /** A pointer to what is left out when it is empty. */
    POINTER_TO_EMPTY;

    static Omission of(Binding binding) {
        if (binding instanceof Binding.Optional optional) {
            Binding inner = optional.inner();
            return of(inner) == EMPTY_AS_NIL ? POINTER_TO_EMPTY : leavesOutZero(inner) ? POINTER_TO_ZERO : NOTHING;
        }
        if (binding instanceof Binding.ListOf list && list.length() < 0
                || binding instanceof Binding.Leaf leaf
                        && (leaf.side() == Scalar.BYTES || leaf.side() instanceof SideType.Sequence)) {
            return EMPTY_AS_NIL;
        }
        boolean nil = binding instanceof Binding.MapOf
                || binding instanceof Binding.Leaf any && any.side() instanceof SideType.MapOf
                || binding instanceof Binding.UnionOf
                || binding instanceof Binding.Leaf leaf
                        && leaf.side() instanceof Library library
                        && (library.isSqlNull() || library == Library.GO_ANY);
        return nil ? NOTHING : NEVER_NIL;
    }

    /** Whether a struct leaves out a value that is not nil when it is zero: types that encode themselves are sent behind a pointer. */
    private static boolean leavesOutZero(Binding binding) {
        return binding instanceof Binding.EnumOf
                || binding instanceof Binding.Leaf leaf
                        && (leaf.side() instanceof Scalar || leaf.side() == Library.GO_DURATION);
    }

    /** Whether a value is left out as nil is. */
    boolean drops() {
        return compareTo(EMPTY_AS_NIL) >= 0;
    }

    boolean isPointer() {
        return this == POINTER_TO_ZERO || this == POINTER_TO_EMPTY;
    }
}
