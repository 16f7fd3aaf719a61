package tallystick.job.verify;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tallystick.wire.wrap.UnwrapException;
import tallystick.wire.wrap.WrapPlugin;

/** As Go's cipher.NewGCM and Rust's aes_gcm seal a record: a nonce of 12 bytes, the sealed record and its tag of 16. */
public final class AesGcm implements WrapPlugin {
    private static final int NONCE = 12;
    private static final int TAG = 16;

    @Override
    public String name() {
        return "aes-gcm";
    }

    @Override
    public Transform make(Map<String, String> options) {
        if (!options.keySet().equals(Set.of("key"))) {
            throw new IllegalArgumentException("it has one option, key, in base64");
        }
        byte[] key;
        try {
            key = Base64.getDecoder().decode(options.get("key"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its key is no base64", e);
        }
        if (key.length != 16 && key.length != 32) {
            throw new IllegalArgumentException("its key has " + key.length + " bytes, where AES takes 16 or 32");
        }
        return new Sealing(new SecretKeySpec(key, "AES"));
    }

    private record Sealing(SecretKeySpec key) implements Transform {
        @Override
        public byte[] unwrap(byte[] input, int from, int to, int most) throws UnwrapException {
            if (to - from < NONCE + TAG) {
                throw new UnwrapException("it has " + (to - from) + " bytes, and nonce and tag have " + (NONCE + TAG));
            }
            if (to - from - NONCE - TAG > most) {
                throw UnwrapException.tooLong(most);
            }
            try {
                return cipher(Cipher.DECRYPT_MODE, input, from).doFinal(input, from + NONCE, to - from - NONCE);
            } catch (GeneralSecurityException e) {
                throw new UnwrapException("it was not sealed with this key, or was changed");
            }
        }

        @Override
        public byte[] wrap(byte[] input, int from, int to) {
            byte[] nonce = new byte[NONCE];
            new SecureRandom().nextBytes(nonce);
            try {
                byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, 0).doFinal(input, from, to - from);
                byte[] both = Arrays.copyOf(nonce, NONCE + sealed.length);
                System.arraycopy(sealed, 0, both, NONCE, sealed.length);
                return both;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private Cipher cipher(int mode, byte[] nonce, int at) throws GeneralSecurityException {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce, at, NONCE));
            return cipher;
        }
    }
}
