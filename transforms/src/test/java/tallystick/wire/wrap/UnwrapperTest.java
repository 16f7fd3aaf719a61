package tallystick.wire.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tallystick.wire.Reason;
import tallystick.wire.wrap.Wrapping.Compressed;
import tallystick.wire.wrap.Wrapping.Confluent;
import tallystick.wire.wrap.Wrapping.Strip;
import tallystick.wire.wrap.Wrapping.Text;

final class UnwrapperTest {
    private static final int MOST = 1 << 20;

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static byte[] wrapped(List<Wrapping> wrappings, byte[] record) {
        try (Wrapper wrapper = new Wrapper(wrappings)) {
            wrapper.wrap(join(latin("<<"), record), 2, record.length + 2);
            return Arrays.copyOfRange(wrapper.bytes(), wrapper.from(), wrapper.to());
        }
    }

    /** What comes out, as text, or why nothing does. */
    private static String unwrapped(Unwrapper unwrapper, byte[] stored) {
        byte[] inside = join(join(latin("<<"), stored), latin(">>>>>>>>>"));
        if (unwrapper.unwrap(inside, 2, stored.length + 2)) {
            return new String(
                    unwrapper.bytes(),
                    unwrapper.from(),
                    unwrapper.to() - unwrapper.from(),
                    StandardCharsets.ISO_8859_1);
        }
        return unwrapper.fault().reason() + " " + unwrapper.fault().detail();
    }

    private static String unwrapped(Wrapping wrapping, byte[] stored) {
        try (Unwrapper unwrapper = new Unwrapper(List.of(wrapping), MOST)) {
            return unwrapped(unwrapper, stored);
        }
    }

    static Stream<Wrapping> writable() {
        List<Wrapping> all = new ArrayList<>(List.of(Text.values()));
        all.addAll(List.of(Compressed.values()));
        all.add(new Confluent(0x01020304));
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("writable")
    void whatIsWrappedComesOutAgainAndNoStartOfItDoes(Wrapping wrapping) {
        Random random = new Random(3);
        try (Unwrapper unwrapper = new Unwrapper(List.of(wrapping), MOST)) {
            for (int length : new int[] {0, 1, 2, 3, 4, 5, 255, 70_000, 1 << 20, 7}) {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                byte[] text = latin("{\"a\":1}".repeat(length / 7 + 1).substring(0, length));
                for (byte[] record : List.of(noise, text)) {
                    byte[] stored = wrapped(List.of(wrapping), record);
                    assertThat(unwrapped(unwrapper, stored)).isEqualTo(new String(record, StandardCharsets.ISO_8859_1));
                    if (wrapping instanceof Compressed && length < 256) {
                        for (int cut = 0; cut < stored.length; cut++) {
                            assertThat(unwrapped(unwrapper, Arrays.copyOf(stored, cut)))
                                    .as(length + " cut to " + cut + " of " + stored.length)
                                    .startsWith("MALFORMED unwrap step " + wrapping.word() + ": ");
                        }
                        assertThat(unwrapped(unwrapper, join(stored, latin("rest"))))
                                .startsWith("MALFORMED unwrap step " + wrapping.word() + ": ");
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void aFlippedBitIsARejectionOrARecordAndNothingElse(Compressed compressed) {
        byte[] record = latin("{\"id\":1,\"name\":\"abcabcabcabcabc\"}");
        byte[] stored = wrapped(List.of(compressed), record);
        int noticed = 0;
        try (Unwrapper unwrapper = new Unwrapper(List.of(compressed), MOST)) {
            for (int bit = 0; bit < stored.length * 8; bit++) {
                byte[] broken = stored.clone();
                broken[bit / 8] ^= (byte) (1 << bit % 8);
                String found = unwrapped(unwrapper, broken);
                boolean rejected = found.startsWith("MALFORMED") || found.startsWith("OVERSIZE");
                noticed += rejected ? 1 : 0;
                if (compressed == Compressed.GZIP && !rejected) {
                    // Bits of the header say when and where it was made.
                    assertThat(found).isEqualTo(new String(record, StandardCharsets.ISO_8859_1));
                }
            }
        }
        assertThat(noticed).isPositive();
    }

    @ParameterizedTest
    @MethodSource("writable")
    void whateverTheBytesAreTheyAreARecordOrARejection(Wrapping wrapping) {
        Random random = new Random(11);
        byte[] good = wrapped(List.of(wrapping), latin("{\"id\":1,\"name\":\"abcabcabcabcabc\"}".repeat(3)));
        try (Unwrapper unwrapper = new Unwrapper(List.of(wrapping), 10_000)) {
            for (int round = 0; round < 5_000; round++) {
                byte[] bytes = round % 2 == 0 ? good.clone() : new byte[random.nextInt(64)];
                if (round % 2 == 0) {
                    for (int i = 0; i <= random.nextInt(6); i++) {
                        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                    }
                } else {
                    random.nextBytes(bytes);
                    System.arraycopy(good, 0, bytes, 0, Math.min(bytes.length, random.nextInt(12)));
                }
                if (unwrapper.unwrap(bytes, 0, bytes.length)) {
                    assertThat(unwrapper.to() - unwrapper.from()).isBetween(0, 10_000);
                } else {
                    assertThat(unwrapper.fault().detail()).startsWith("unwrap step " + wrapping.word() + ": ");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Compressed.class)
    void bombsAreRejectedAndWhatJustFitsIsNot(Compressed compressed) {
        byte[] fits = new byte[MOST];
        assertThat(unwrapped(compressed, wrapped(List.of(compressed), fits))).hasSize(MOST);
        for (int more : new int[] {MOST + 1, 64 << 20}) {
            byte[] bomb = wrapped(List.of(compressed), new byte[more]);
            assertThat(unwrapped(compressed, bomb))
                    .startsWith("OVERSIZE unwrap step " + compressed.word()
                            + ": more than limits.max_record_bytes (1048576) come out of it");
        }
    }

    @Test
    void lengthsAreNotBelieved() {
        assertThat(unwrapped(Compressed.SNAPPY, hex("ff ff ff ff 0f 00 41"))).contains("which cannot be");
        assertThat(unwrapped(Compressed.SNAPPY, hex("e0 07 00 41"))).contains("which cannot be");
        assertThat(unwrapped(Compressed.LZ4_BLOCK, hex("ff ff ff ff 10 41"))).contains("which cannot be");
        assertThat(unwrapped(Compressed.LZ4_BLOCK, hex("02 00 00 00 10 41")))
                .contains("that 2 bytes come out of it, and 1 do");
        // A frame that says 2^60 bytes come out of it.
        assertThat(unwrapped(Compressed.ZSTD, hex("28b52ffd e0 0000000000000010 09 00 00 41")))
                .startsWith("MALFORMED");
    }

    @Test
    void streamsThatDoNotSayHowMuchComesOut() throws IOException {
        byte[] record = latin("abc".repeat(100_000));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zstd = new ZstdOutputStream(bytes)) {
            zstd.write(record);
        }
        assertThat(unwrapped(Compressed.ZSTD, bytes.toByteArray()))
                .hasSize(300_000)
                .endsWith("abc");
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 3; i++) {
            try (OutputStream gzip = new GZIPOutputStream(members)) {
                gzip.write(record);
            }
        }
        assertThat(unwrapped(Compressed.GZIP, members.toByteArray()))
                .hasSize(900_000)
                .endsWith("abc");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BASE64 | Zm9vYg== | foob",
                "BASE64 | Zm9v | foo",
                "BASE64 | '' | ''",
                "BASE64_RAW | Zm9vYg | foob",
                "BASE64_URL | -_8= | '\u00fb\u00ff'",
                "BASE64 | +/8= | '\u00fb\u00ff'",
                "HEX | 00fFAb | '\u0000\u00ff\u00ab'",
                "BASE64 | Zm9vYg | it has 6 characters, and with padding",
                "BASE64 | Zm9vYh== | the bits of its last digit that mean nothing are not zero",
                "BASE64_RAW | Zm9vYg== | the byte 3d at 6 of it is no digit",
                "BASE64 | Z=9v | the byte 3d at 1 of it is no digit",
                "BASE64 | Z=== | the byte 3d at 1 of it is no digit",
                "BASE64 | -_8= | the byte 2d at 0 of it is no digit",
                "BASE64_RAW | Zm9vY | its last digit stands alone",
                "HEX | 0 | it has 1 digits, which is not two a byte",
                "HEX | 0g | the byte 67 at 1 of it is no hexadecimal digit",
            })
    void textIsTakenOnlyAsItIsWritten(Text form, String stored, String expected) {
        String found = unwrapped(form, latin(stored));
        assertThat(found.replaceFirst("^MALFORMED unwrap step [a-z0-9-]+: ", ""))
                .startsWith(expected);
    }

    @Test
    void prefixesAreStrippedAndThoseOfARegistryLookedAt() {
        assertThat(unwrapped(new Strip(3), latin("abcdef"))).isEqualTo("def");
        assertThat(unwrapped(new Strip(3), latin("abc"))).isEmpty();
        assertThat(unwrapped(new Strip(3), latin("ab")))
                .isEqualTo("MALFORMED unwrap step strip 3: it has 2 bytes, and the prefix has 3");
        byte[] stored = hex("00 00 00 00 2a 7b7d");
        assertThat(unwrapped(new Confluent(Confluent.ANY), stored)).isEqualTo("{}");
        assertThat(unwrapped(new Confluent(42), stored)).isEqualTo("{}");
        assertThat(unwrapped(new Confluent(43), stored))
                .isEqualTo("MALFORMED unwrap step confluent: its schema has the id 42, and 43 is declared");
        assertThat(unwrapped(new Confluent(Confluent.ANY), latin("{\"a\":1}")))
                .isEqualTo("MALFORMED unwrap step confluent: its first byte is 123, and a schema registry writes 0");
        assertThat(wrapped(List.of(new Confluent(42)), latin("{}"))).isEqualTo(stored);
        assertThatThrownBy(() -> new Wrapper(List.of(Text.HEX, new Strip(3))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("strip 3 cannot be written");
    }

    @Test
    void stepsAreTakenFromTheOutermostToTheInnermost() {
        List<Wrapping> steps = List.of(Text.BASE64, Compressed.GZIP, new Confluent(7), Compressed.ZSTD);
        byte[] stored = wrapped(steps, latin("{\"a\":1}"));
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).matches("H4sI[A-Za-z0-9+/]+=*");
        try (Unwrapper unwrapper = new Unwrapper(steps, MOST)) {
            assertThat(unwrapped(unwrapper, stored)).isEqualTo("{\"a\":1}");
        }
        try (Unwrapper unwrapper = new Unwrapper(List.of(Text.BASE64, Compressed.ZSTD), MOST)) {
            assertThat(unwrapped(unwrapper, stored)).startsWith("MALFORMED unwrap step zstd: ");
            assertThat(unwrapper.fault().reason()).isEqualTo(Reason.MALFORMED);
        }
    }
}
