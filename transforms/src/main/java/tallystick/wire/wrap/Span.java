package tallystick.wire.wrap;

import java.util.Arrays;

/** A range of bytes, and the room of its own in which a step leaves what it made; reused from record to record. */
final class Span {
    private static final int FIRST = 1 << 12;

    byte[] bytes = new byte[0];
    int from;
    int to;
    private byte[] room = new byte[0];

    void set(byte[] given, int start, int end) {
        bytes = given;
        from = start;
        to = end;
    }

    int length() {
        return to - from;
    }

    /** Room for that many bytes at least, whatever is in it. */
    byte[] room(int least) {
        if (room.length < least) {
            room = new byte[least];
        }
        return room;
    }

    /** Room with what is in it, and for more behind it, at most so many bytes. */
    byte[] widen(int most) {
        int next = (int) Math.min(most, Math.max(FIRST, 2L * room.length));
        room = Arrays.copyOf(room, next);
        return room;
    }

    /** The first so many bytes of the room are what was made. */
    void made(int length) {
        set(room, 0, length);
    }
}
