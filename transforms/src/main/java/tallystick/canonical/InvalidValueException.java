package tallystick.canonical;

import tallystick.contract.CanonicalType;

/**
 * Carries a violation from deep inside a value to the field it belongs to. It has no stack trace, because bad values
 * are data and may be many; it never leaves this module.
 */
public final class InvalidValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Violation.Kind kind;
    private final int offset;
    private final String detail;
    private String path = "";

    public InvalidValueException(Violation.Kind kind, int offset, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
        this.offset = offset;
        this.detail = detail;
    }

    /** A violation by a value, which has no place in bytes. */
    public InvalidValueException(Violation.Kind kind, String detail) {
        this(kind, -1, detail);
    }

    static InvalidValueException wrongKind(byte kind, CanonicalType type) {
        return wrongKind(kind, Types.name(type));
    }

    static InvalidValueException wrongKind(byte kind, String expected) {
        return kind <= RecordBuffer.NULL
                ? new InvalidValueException(
                        Violation.Kind.PRESENCE,
                        (kind == RecordBuffer.NULL ? "null" : "no value") + " where " + expected + " is required")
                : new InvalidValueException(
                        Violation.Kind.TYPE, RecordBuffer.kindName(kind) + " where " + expected + " is expected");
    }

    /** Says that what is wrong lies within the struct field of that name. */
    public InvalidValueException within(String name) {
        path = path.isEmpty() ? name : path.charAt(0) == '[' ? name + path : name + "." + path;
        return this;
    }

    /** Says that what is wrong lies within the element at that position. */
    public InvalidValueException within(int position) {
        String step = "[" + position + "]";
        path = path.isEmpty() || path.charAt(0) == '[' ? step + path : step + "." + path;
        return this;
    }

    public Violation violation() {
        return new Violation(kind, path, offset, detail);
    }
}
