package tallystick.wire.item;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tallystick.canonical.RecordBuffer;
import tallystick.canonical.Utf8;
import tallystick.wire.BinaryInput;
import tallystick.wire.Findings;
import tallystick.wire.Malformed;
import tallystick.wire.Reason;
import tallystick.wire.RuleCounts;
import tallystick.wire.text.MomentText;

/** The bytes of one record on their way into a record buffer, and the head that was last read. Codings fill it. */
public final class Input extends BinaryInput {
    private static final int SHOWN = 64;

    final Coding coding;
    final Manner manner;
    final MomentText moment = new MomentText();
    final long[] numbers = new long[9];
    private final int maxDepth;

    private int depth;

    /** Where the last head starts. */
    int at;

    /** What the last head says. */
    public Kind kind = Kind.NIL;

    /** A number, as the kind has it: a value, a tag, the type of an extension. */
    public long number;

    /** Of a REAL. */
    public double real;

    /** The bits of a REAL: 16, 32 or 64. */
    public int width;

    /** The length of a text, of bytes or of an extension, or the count of an array or map; -1 when only its end tells. */
    public long size;

    /** What {@link #string} found: a range of these bytes. */
    byte[] text = bytes;

    int textFrom;
    int textLength;
    private byte[] joined = new byte[0];

    Input(Coding coding, Manner manner, RecordBuffer buffer, Findings findings, RuleCounts rules, int maxDepth) {
        super(buffer, findings, rules);
        this.coding = coding;
        this.manner = manner;
        this.maxDepth = maxDepth;
    }

    @Override
    public void reset(byte[] input, int from, int to) {
        super.reset(input, from, to);
        depth = 0;
    }

    // What codings read with.

    /** Reads that many bytes, 1 to 8, the first the most significant, without sign. */
    public long bigEndian(int count) {
        need(count);
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 8 | bytes[pos + i] & 0xFF;
        }
        pos += count;
        return value;
    }

    /** The byte that comes next is that one; then passes over it. */
    public boolean takes(int value) {
        need(1);
        if ((bytes[pos] & 0xFF) != value) {
            return false;
        }
        pos++;
        return true;
    }

    /** Bytes that the format does not have, at the last head. */
    public Malformed malformed(String detail) {
        return fail(at, detail);
    }

    // What readers read with.

    /** Reads the head of the next value. */
    public void head() {
        at = pos;
        coding.head(this);
    }

    /** Passes over tags that the library does not look at, if it does not; those of big numbers are left to their readers. */
    void untag() {
        int tag = at;
        while (kind == Kind.TAG) {
            head();
            if (pos - tag > maxDepth * 9) {
                throw fail(Reason.OVERSIZE, tag, "more than max_depth " + maxDepth + " tags");
            }
        }
    }

    /** The value whose head was read is of another kind than the side's type; passes over it. */
    public void wrongType(String expected) {
        int place = at;
        String found = kind.text();
        rest();
        find(Reason.TYPE, place, found + " where " + expected + " is expected");
    }

    /** Whether all bytes were read. */
    void finish() {
        finish("the record, which is followed by another or is not whole");
    }

    /** Goes down into an array or map. */
    public void enter() {
        if (++depth > maxDepth) {
            throw fail(Reason.OVERSIZE, at, "nested deeper than max_depth " + maxDepth);
        }
    }

    /** Comes back up. */
    public void leave() {
        depth--;
    }

    int depth() {
        return depth;
    }

    /** Goes back to a head that was read before. */
    void back(int place, int toDepth) {
        pos = place;
        depth = toDepth;
        head();
    }

    /** Goes on where it was before it went {@link #back}. */
    void resume(int place, int toDepth) {
        pos = place;
        depth = toDepth;
    }

    /** The count of the array or map whose head was read; there are bytes enough for it. -1 when only its end tells. */
    public int count() {
        if (size < 0) {
            return -1;
        }
        int least = kind == Kind.MAP ? 2 : 1;
        if (size > (end - pos) / least) {
            throw ended(
                    at, size + (kind == Kind.MAP ? " entries" : " elements") + ", for which the record is too short");
        }
        return (int) size;
    }

    /** Whether an array or map of that {@link #count}, of which so many were read, goes on. */
    public boolean more(int count, int read) {
        return count < 0 ? !coding.ends(this) : read < count;
    }

    /** Passes over the next value. */
    public void skip() {
        head();
        rest();
    }

    /** Passes over the rest of the value whose head was read. */
    public void rest() {
        switch (kind) {
            case TEXT, BYTES:
                string();
                break;
            case EXTENSION:
                need(size);
                pos += (int) size;
                break;
            case TAG:
                enter();
                skip();
                leave();
                break;
            case ARRAY, MAP:
                boolean map = kind == Kind.MAP;
                enter();
                int count = count();
                for (int i = 0; more(count, i); i++) {
                    skip();
                    if (map) {
                        skip();
                    }
                }
                leave();
                break;
            default:
                break;
        }
    }

    /** Reads the contents of the text or bytes whose head was read. */
    public void string() {
        if (size >= 0) {
            need(size);
            text = bytes;
            textFrom = pos;
            textLength = (int) size;
            pos += (int) size;
            return;
        }
        // In pieces, each of the same kind with a length of its own.
        Kind whole = kind;
        int place = at;
        textFrom = 0;
        textLength = 0;
        int nested = 1;
        while (nested > 0) {
            if (coding.ends(this)) {
                nested--;
                continue;
            }
            head();
            if (kind == whole && size < 0) {
                // Pieces of pieces, of which some readers make no more than of pieces.
                nested++;
                continue;
            }
            if (kind != whole) {
                throw fail(at, kind.text() + " among the pieces of " + whole.text());
            }
            need(size);
            if (whole == Kind.TEXT && !Utf8.valid(bytes, pos, (int) size)) {
                find(Reason.ENCODING, at, "a piece of a text that is not valid UTF-8 by itself");
            }
            if (joined.length < textLength + size) {
                joined = Arrays.copyOf(joined, Math.max(joined.length * 2, textLength + (int) size));
            }
            System.arraycopy(bytes, pos, joined, textLength, (int) size);
            textLength += (int) size;
            pos += (int) size;
        }
        text = joined;
        kind = whole;
        at = place;
    }

    /** Sets the node to what {@link #string} found. */
    public void setString(int node, byte bufferKind) {
        if (text == bytes) {
            buffer.setRange(node, bufferKind, textFrom, textLength);
        } else {
            buffer.setScratch(node, bufferKind, text, textFrom, textLength);
        }
    }

    /** Sets the node to the text that {@link #string} found. */
    public void setText(int node) {
        setString(node, Utf8.valid(text, textFrom, textLength) ? RecordBuffer.TEXT : RecordBuffer.BAD_TEXT);
    }

    /** What {@link #string} found, for people. */
    public String shown() {
        return new String(text, textFrom, Math.min(textLength, SHOWN), StandardCharsets.UTF_8)
                + (textLength > SHOWN ? "..." : "");
    }

    boolean stringIs(byte[] other) {
        return Arrays.equals(text, textFrom, textFrom + textLength, other, 0, other.length);
    }

    /** Whether the integer whose head was read fits 64 bits signed. */
    public boolean fitsLong() {
        return number >= 0;
    }

    /** The integer whose head was read, if it {@link #fitsLong}. */
    public long asLong() {
        return kind == Kind.UNSIGNED ? number : ~number;
    }

    /** The integer whose head was read. */
    public BigInteger asBig() {
        BigInteger value = number >= 0
                ? BigInteger.valueOf(number)
                : BigInteger.valueOf(number & Long.MAX_VALUE).setBit(63);
        return kind == Kind.UNSIGNED ? value : value.not();
    }

    /** Where the last head starts. */
    public int at() {
        return at;
    }

    /** How many bytes the last head has; only until what comes after it is read. */
    public int headLength() {
        return pos - at;
    }

    /** The array in which the last string is. */
    public byte[] text() {
        return text;
    }

    /** Where the last string starts. */
    public int textFrom() {
        return textFrom;
    }

    /** How many bytes the last string has. */
    public int textLength() {
        return textLength;
    }

    /** Whether the head that was read is that of an integer. */
    public boolean isInteger() {
        return kind == Kind.UNSIGNED || kind == Kind.NEGATIVE;
    }
}
