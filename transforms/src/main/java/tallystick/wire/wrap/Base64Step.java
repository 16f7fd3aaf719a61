package tallystick.wire.wrap;

import java.util.Arrays;
import java.util.Base64;

/**
 * Base64, taken only as it is written: padding is there or not as declared, unused bits are zero, nothing stands between
 * the digits. Readers differ about all of these, writers do not.
 */
final class Base64Step implements Step {
    private static final String COMMON = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private final boolean padded;
    private final byte[] values = new byte[256];
    private final Base64.Encoder encoder;

    Base64Step(Wrapping.Text form) {
        padded = form.isPadded();
        Base64.Encoder with = form.isUrl() ? Base64.getUrlEncoder() : Base64.getEncoder();
        encoder = padded ? with : with.withoutPadding();
        Arrays.fill(values, (byte) -1);
        String alphabet = COMMON + (form.isUrl() ? "-_" : "+/");
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
    }

    @Override
    public void unwrap(Span in, Span out, int most) throws UnwrapException {
        int length = in.length();
        int digits = length;
        if (padded) {
            if (length % 4 != 0) {
                throw new UnwrapException(
                        "it has " + length + " characters, and with padding it has four for each three" + " bytes");
            }
            while (digits > 0 && length - digits < 2 && in.bytes[in.from + digits - 1] == '=') {
                digits--;
            }
        }
        int rest = digits % 4;
        if (rest == 1) {
            throw new UnwrapException("its last digit stands alone");
        }
        byte[] room = out.room(digits / 4 * 3 + 2);
        int made = 0;
        int bits = 0;
        for (int i = 0; i < digits; i++) {
            byte value = values[in.bytes[in.from + i] & 0xff];
            if (value < 0) {
                throw new UnwrapException(
                        String.format("the byte %02x at %d of it is no digit", in.bytes[in.from + i] & 0xff, i));
            }
            bits = bits << 6 | value;
            if (i % 4 == 3) {
                room[made++] = (byte) (bits >>> 16);
                room[made++] = (byte) (bits >>> 8);
                room[made++] = (byte) bits;
                bits = 0;
            }
        }
        if (rest != 0) {
            int unused = rest == 2 ? 4 : 2;
            if ((bits & (1 << unused) - 1) != 0) {
                throw new UnwrapException("the bits of its last digit that mean nothing are not zero");
            }
            bits >>>= unused;
            if (rest == 3) {
                room[made++] = (byte) (bits >>> 8);
            }
            room[made++] = (byte) bits;
        }
        out.made(made);
    }

    @Override
    public void wrap(Span in, Span out) {
        byte[] text = encoder.encode(Arrays.copyOfRange(in.bytes, in.from, in.to));
        out.set(text, 0, text.length);
    }
}
