package tallystick.wire.gob;

import tallystick.wire.BadFrameException;
import tallystick.wire.Framer;
import tallystick.wire.Malformed;

/**
 * Finds values in a stream: a frame is the type definitions that stand before a value, and the value. A value is one
 * message, unless definitions for what its interfaces hold cut it into several; only such values are walked through.
 */
final class GobFramer implements Framer {
    private static final int DEEPEST = 1000;

    private final WireTypes types = new WireTypes();
    private final GobInput in = new GobInput(types, DEEPEST);
    private int lastId = -1;
    private boolean lastHoldsInterfaces;

    @Override
    public long frame(byte[] input, int from, int limit, boolean end) throws BadFrameException {
        in.reset(input, from, limit);
        while (true) {
            int message = in.pos;
            long length = length(input, from, message, limit);
            if (length < 0) {
                return MORE;
            }
            if (length == 0) {
                throw new BadFrameException(
                        message - from,
                        "an empty message, which Go takes for the end of the stream; nothing after it can be trusted");
            }
            if (length >= GobInput.TOO_LONG) {
                throw new BadFrameException(
                        message - from,
                        "a message of " + Long.toUnsignedString(length) + " bytes, where Go takes less than 2^33");
            }
            int content = message + width(input[message]);
            long whole = content - from + length;
            if (whole > Integer.MAX_VALUE - 16) {
                return whole;
            }
            if (content == limit) {
                return MORE;
            }
            boolean there = whole <= limit - from;
            if (there || hasNumber(input, content, limit)) {
                in.pos = content;
                in.end = Math.min((int) (content + length), limit);
                long id = id();
                if (id >= 0 && !holdsInterfaces(id)) {
                    return whole;
                }
                if (there) {
                    in.pos = message;
                    int found = id >= 0 ? walk(from, (int) whole) : define((int) whole);
                    if (found > 0) {
                        return found;
                    }
                    if (found == 0) {
                        continue;
                    }
                    return MORE;
                }
            }
            return MORE;
        }
    }

    /** The id that the message begins with; 0, which is none, when it has none. */
    private long id() {
        try {
            long id = in.integer();
            return id > Integer.MAX_VALUE || id < -Integer.MAX_VALUE ? 0 : id;
        } catch (Malformed e) {
            // The decoder says so.
            return 0;
        }
    }

    private boolean holdsInterfaces(long id) {
        if (id != lastId) {
            lastHoldsInterfaces = types.holdsInterfaces((int) id);
            lastId = (int) id;
        }
        return lastHoldsInterfaces;
    }

    /** Takes the definition in the next message; 0, or how long the frame is when it is none: the decoder says so. */
    private int define(int whole) {
        lastId = -1;
        try {
            in.nextMessage();
            in.definition(false);
        } catch (Malformed e) {
            return whole;
        }
        return 0;
    }

    /** How long the frame is that has a value in the next message; -1 when messages are missing. */
    private int walk(int from, int whole) {
        lastId = -1;
        try {
            in.nextMessage();
            in.skipWhole((int) in.integer());
            return in.end - from;
        } catch (Malformed e) {
            return e.ended() ? -1 : Math.max(whole, in.end - from);
        }
    }

    /** How many bytes the number has that begins with that byte. */
    private static int width(byte first) {
        return first >= 0 ? 1 : 1 - first;
    }

    private static boolean hasNumber(byte[] input, int at, int limit) {
        return at < limit && width(input[at]) <= limit - at;
    }

    /** The length that stands there; -1 when it is not there whole. */
    private static long length(byte[] input, int from, int at, int limit) throws BadFrameException {
        if (at == limit) {
            return -1;
        }
        int width = width(input[at]);
        if (width > 9) {
            throw new BadFrameException(
                    at - from, "a message length of " + (width - 1) + " bytes, where 8 are the most");
        }
        if (width > limit - at) {
            return -1;
        }
        long value = width == 1 ? input[at] : 0;
        for (int i = 1; i < width; i++) {
            value = value << 8 | input[at + i] & 0xFF;
        }
        return value < 0 ? Long.MAX_VALUE : value;
    }
}
