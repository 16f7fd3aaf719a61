package tallystick.wire.wrap;

import java.util.Map;

/**
 * A wrapping that is no part of this program, such as encryption: named in {@code unwrap} as {@code {plugin: NAME}} and
 * found by {@link java.util.ServiceLoader}, so its jar lists the class in
 * {@code META-INF/services/tallystick.wire.wrap.WrapPlugin}. Made anew wherever it is needed; docs/spec/framing.md.
 */
public interface WrapPlugin {
    /** As migration files name it. */
    String name();

    /**
     * Makes what one task uses.
     *
     * @param options as in the migration file, references resolved: may hold secrets
     * @throws IllegalArgumentException if they are not as they should be, with a message for the user that holds none of
     *     their values
     */
    Transform make(Map<String, String> options);

    /** Takes the wrapping off records, and puts it on. Used by one thread. */
    interface Transform extends AutoCloseable {
        /**
         * Takes it off the record in {@code input[from, to)}, whatever bytes those are.
         *
         * @param most how many bytes may come out; take no memory beyond that because of what the bytes say
         * @return what was inside
         * @throws UnwrapException if it is not so wrapped; the message says why, and holds neither secrets nor plain text
         */
        byte[] unwrap(byte[] input, int from, int to, int most) throws UnwrapException;

        /** Puts it on the record in {@code input[from, to)}. */
        byte[] wrap(byte[] input, int from, int to);

        @Override
        default void close() {
            // Most hold nothing but memory.
        }
    }
}
