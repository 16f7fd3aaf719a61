package tallystick.wire.wrap;

/** Two hexadecimal digits a byte. */
final class HexStep implements Step {
    private static final String DIGITS = "0123456789abcdef";

    @Override
    public void unwrap(Span in, Span out, int most) throws UnwrapException {
        int length = in.length();
        if (length % 2 != 0) {
            throw new UnwrapException("it has " + length + " digits, which is not two a byte");
        }
        byte[] room = out.room(length / 2);
        for (int i = 0; i < length; i++) {
            int c = in.bytes[in.from + i];
            int digit = Character.digit(c, 16);
            if (digit < 0) {
                throw new UnwrapException(
                        String.format("the byte %02x at %d of it is no hexadecimal digit", c & 0xff, i));
            }
            room[i / 2] = (byte) (i % 2 == 0 ? digit << 4 : room[i / 2] | digit);
        }
        out.made(length / 2);
    }

    @Override
    public void wrap(Span in, Span out) {
        byte[] room = out.room(in.length() * 2);
        for (int i = 0; i < in.length(); i++) {
            int value = in.bytes[in.from + i] & 0xff;
            room[2 * i] = (byte) DIGITS.charAt(value >>> 4);
            room[2 * i + 1] = (byte) DIGITS.charAt(value & 15);
        }
        out.made(in.length() * 2);
    }
}
