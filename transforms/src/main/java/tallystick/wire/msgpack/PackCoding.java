package tallystick.wire.msgpack;

import tallystick.canonical.ByteSink;
import tallystick.wire.item.Coding;
import tallystick.wire.item.Input;
import tallystick.wire.item.Kind;

/** The heads of MessagePack: a byte, and after it, where it has not all, a number of one to eight bytes, big-endian. */
final class PackCoding implements Coding {
    static final int NIL = 0xC0;
    static final int UNSIGNED_8 = 0xCC;
    static final int SIGNED_8 = 0xD0;
    static final int EXTENSION_8 = 0xC7;
    private static final int RESERVED = 0xC1;

    @Override
    public void head(Input in) {
        int head = in.u8();
        if (head < 0x80) {
            in.kind = Kind.UNSIGNED;
            in.number = head;
        } else if (head < 0x90) {
            sized(in, Kind.MAP, head & 0x0F);
        } else if (head < 0xA0) {
            sized(in, Kind.ARRAY, head & 0x0F);
        } else if (head < 0xC0) {
            sized(in, Kind.TEXT, head & 0x1F);
        } else if (head >= 0xE0) {
            in.kind = Kind.NEGATIVE;
            in.number = 0xFFL - head;
        } else {
            marked(in, head);
        }
    }

    private static void sized(Input in, Kind kind, long size) {
        in.kind = kind;
        in.size = size;
    }

    private static void marked(Input in, int head) {
        switch (head) {
            case NIL:
                in.kind = Kind.NIL;
                break;
            case 0xC2, 0xC3:
                in.kind = Kind.BOOL;
                in.number = head & 1;
                break;
            case 0xC4, 0xC5, 0xC6:
                sized(in, Kind.BYTES, in.bigEndian(1 << (head - 0xC4)));
                break;
            case 0xC7, 0xC8, 0xC9:
                extension(in, in.bigEndian(1 << (head - 0xC7)));
                break;
            case 0xCA:
                in.kind = Kind.REAL;
                in.width = 32;
                in.real = Float.intBitsToFloat((int) in.bigEndian(4));
                break;
            case 0xCB:
                in.kind = Kind.REAL;
                in.width = 64;
                in.real = Double.longBitsToDouble(in.bigEndian(8));
                break;
            case 0xCC, 0xCD, 0xCE, 0xCF:
                in.kind = Kind.UNSIGNED;
                in.number = in.bigEndian(1 << (head - 0xCC));
                break;
            case 0xD0, 0xD1, 0xD2, 0xD3:
                int width = 1 << (head - 0xD0);
                long value = in.bigEndian(width) << (64 - 8 * width) >> (64 - 8 * width);
                in.kind = value < 0 ? Kind.NEGATIVE : Kind.UNSIGNED;
                in.number = value < 0 ? ~value : value;
                break;
            case 0xD4, 0xD5, 0xD6, 0xD7, 0xD8:
                extension(in, 1 << (head - 0xD4));
                break;
            case 0xD9, 0xDA, 0xDB:
                sized(in, Kind.TEXT, in.bigEndian(1 << (head - 0xD9)));
                break;
            case 0xDC, 0xDD:
                sized(in, Kind.ARRAY, in.bigEndian(2 << (head - 0xDC)));
                break;
            case 0xDE, 0xDF:
                sized(in, Kind.MAP, in.bigEndian(2 << (head - 0xDE)));
                break;
            default:
                throw in.malformed("the byte " + RESERVED + ", which no value begins with");
        }
    }

    private static void extension(Input in, long size) {
        sized(in, Kind.EXTENSION, size);
        in.number = (byte) in.u8();
    }

    @Override
    public boolean ends(Input in) {
        throw new IllegalStateException("all that MessagePack has is counted");
    }

    @Override
    public void nil(ByteSink out) {
        out.write(NIL);
    }

    @Override
    public void bool(ByteSink out, boolean value) {
        out.write(value ? 0xC3 : 0xC2);
    }

    @Override
    public void integer(ByteSink out, long value) {
        if (value >= 0) {
            unsigned(out, value);
        } else if (value >= -32) {
            out.write((int) value);
        } else {
            int step = value >= Byte.MIN_VALUE ? 0 : value >= Short.MIN_VALUE ? 1 : value >= Integer.MIN_VALUE ? 2 : 3;
            number(out, SIGNED_8 + step, 1 << step, value);
        }
    }

    @Override
    public void unsigned(ByteSink out, long bits) {
        if (bits >= 0 && bits < 0x80) {
            out.write((int) bits);
        } else {
            int step = bits >>> 8 == 0 ? 0 : bits >>> 16 == 0 ? 1 : bits >>> 32 == 0 ? 2 : 3;
            number(out, UNSIGNED_8 + step, 1 << step, bits);
        }
    }

    /** Writes a byte, and then the lowest bytes of a number, the greatest first. */
    static void number(ByteSink out, int head, int bytes, long value) {
        out.ensure(bytes + 1);
        byte[] array = out.array();
        int at = out.length();
        array[at] = (byte) head;
        for (int i = 1; i <= bytes; i++) {
            array[at + i] = (byte) (value >>> (8 * (bytes - i)));
        }
        out.advance(bytes + 1);
    }

    @Override
    public void single(ByteSink out, float value) {
        number(out, 0xCA, 4, Float.floatToRawIntBits(value));
    }

    @Override
    public void real(ByteSink out, double value) {
        number(out, 0xCB, 8, Double.doubleToRawLongBits(value));
    }

    @Override
    public void text(ByteSink out, int length) {
        if (length < 32) {
            out.write(0xA0 | length);
        } else {
            size(out, length < 256 ? 0xD9 : length < 65536 ? 0xDA : 0xDB, length < 256, length);
        }
    }

    @Override
    public void bytes(ByteSink out, int length) {
        size(out, length < 256 ? 0xC4 : length < 65536 ? 0xC5 : 0xC6, length < 256, length);
    }

    private static void size(ByteSink out, int head, boolean small, int length) {
        number(out, head, small ? 1 : length < 65536 ? 2 : 4, length);
    }

    @Override
    public void array(ByteSink out, int count) {
        if (count < 16) {
            out.write(0x90 | count);
        } else {
            size(out, count < 65536 ? 0xDC : 0xDD, false, count);
        }
    }

    @Override
    public void map(ByteSink out, int count) {
        if (count < 16) {
            out.write(0x80 | count);
        } else {
            size(out, count < 65536 ? 0xDE : 0xDF, false, count);
        }
    }
}
