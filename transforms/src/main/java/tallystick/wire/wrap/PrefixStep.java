package tallystick.wire.wrap;

/** Bytes before the record. */
final class PrefixStep implements Step {
    private static final int CONFLUENT = 5;

    private final Wrapping wrapping;

    PrefixStep(Wrapping wrapping) {
        this.wrapping = wrapping;
    }

    @Override
    public void unwrap(Span in, Span out, int most) throws UnwrapException {
        int bytes = wrapping instanceof Wrapping.Strip strip ? strip.bytes() : CONFLUENT;
        if (in.length() < bytes) {
            throw new UnwrapException("it has " + in.length() + " bytes, and the prefix has " + bytes);
        }
        if (wrapping instanceof Wrapping.Confluent confluent) {
            check(in, confluent);
        }
        out.set(in.bytes, in.from + bytes, in.to);
    }

    private static void check(Span in, Wrapping.Confluent confluent) throws UnwrapException {
        int magic = in.bytes[in.from] & 0xff;
        if (magic != 0) {
            throw new UnwrapException("its first byte is " + magic + ", and a schema registry writes 0");
        }
        long id = 0;
        for (int i = 1; i < CONFLUENT; i++) {
            id = id << 8 | in.bytes[in.from + i] & 0xff;
        }
        if (confluent.schemaId() != Wrapping.Confluent.ANY && id != confluent.schemaId()) {
            throw new UnwrapException("its schema has the id " + id + ", and " + confluent.schemaId() + " is declared");
        }
    }

    @Override
    public void wrap(Span in, Span out) {
        if (!(wrapping instanceof Wrapping.Confluent confluent) || !wrapping.isWritable()) {
            throw new IllegalStateException(wrapping.word() + " does not say which bytes they were");
        }
        byte[] room = out.room(CONFLUENT + in.length());
        room[0] = 0;
        for (int i = 1; i < CONFLUENT; i++) {
            room[i] = (byte) (confluent.schemaId() >>> 8 * (CONFLUENT - 1 - i));
        }
        System.arraycopy(in.bytes, in.from, room, CONFLUENT, in.length());
        out.made(CONFLUENT + in.length());
    }
}
