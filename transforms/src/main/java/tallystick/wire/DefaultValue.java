package tallystick.wire;

import tallystick.canonical.RecordBuffer;
import tallystick.contract.CanonicalType;

/** What serde puts in the place of a missing field that is declared {@code default}. */
public enum DefaultValue {
    NONE,
    FALSE,
    ZERO,
    ZERO_FLOAT,
    EMPTY_TEXT,
    EMPTY_LIST,
    EMPTY_MAP;

    /** Of a field of that type, which no name refers to any more. */
    public static DefaultValue of(CanonicalType type) {
        if (type == CanonicalType.Scalar.BOOL) {
            return FALSE;
        }
        if (type instanceof CanonicalType.Scalar scalar) {
            return scalar.isInteger() || scalar == CanonicalType.Scalar.DURATION
                    ? ZERO
                    : scalar.isFloat() ? ZERO_FLOAT : scalar == CanonicalType.Scalar.STRING ? EMPTY_TEXT : NONE;
        }
        return type instanceof CanonicalType.ListType
                ? EMPTY_LIST
                : type instanceof CanonicalType.MapType ? EMPTY_MAP : NONE;
    }

    /** Sets the node to it; leaves the node as it is for NONE. */
    public void set(RecordBuffer buffer, int node) {
        switch (this) {
            case FALSE:
                buffer.setBool(node, false);
                break;
            case ZERO:
                buffer.setInt(node, 0);
                break;
            case ZERO_FLOAT:
                buffer.setF64(node, 0.0);
                break;
            case EMPTY_TEXT:
                buffer.setScratch(node, RecordBuffer.TEXT, buffer.scratchPosition());
                break;
            case EMPTY_LIST:
                buffer.open(node, RecordBuffer.LIST);
                break;
            case EMPTY_MAP:
                buffer.open(node, RecordBuffer.MAP);
                break;
            default:
                break;
        }
    }
}
