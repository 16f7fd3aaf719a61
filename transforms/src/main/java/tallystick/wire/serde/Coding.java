package tallystick.wire.serde;

import tallystick.canonical.ByteSink;

/**
 * How a format writes the numbers of serde's data model. What it does not ask of a coding is the same in all of them:
 * bytes, floats and bools as they are, little-endian; structs and tuples without anything around their fields; sequences
 * and maps after their length; enums after the number of the variant; options after 0 or 1.
 */
public interface Coding {
    /** Reads an unsigned integer of 16, 32 or 64 bits. */
    long unsigned(Input in, int bits);

    /** Reads a signed integer of 16, 32 or 64 bits. */
    long signed(Input in, int bits);

    /** Reads an integer of 128 bits into {@link Input#high} and {@link Input#low}. */
    void wide(Input in, boolean signed);

    /** Writes an unsigned integer of 16, 32 or 64 bits. */
    void unsigned(ByteSink out, int bits, long value);

    /** Writes a signed integer of 16, 32 or 64 bits. */
    void signed(ByteSink out, int bits, long value);

    /** Writes an integer of 128 bits. */
    void wide(ByteSink out, boolean signed, long high, long low);

    /** The fewest bytes that an integer of 16, 32, 64 or 128 bits takes. */
    int least(int bits);

    /** Whether a char is written as a text with its length before it, rather than as its UTF-8 alone. */
    boolean charsHaveLength();
}
