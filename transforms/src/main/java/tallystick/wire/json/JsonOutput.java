package tallystick.wire.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import tallystick.wire.Reason;
import tallystick.wire.RecordOutput;
import tallystick.wire.text.MomentText;
import tallystick.wire.text.ShortestFloat;

/** Where one record is written to, and what is found on the way. */
final class JsonOutput extends RecordOutput {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    final JsonStyle style;
    final MomentText moment = new MomentText();
    final ShortestFloat floats = new ShortestFloat();
    private final byte[] digits = new byte[20];

    JsonOutput(JsonStyle style) {
        this.style = style;
    }

    void write(char c) {
        sink.write(c);
    }

    /** Writes ASCII as it is. */
    void plain(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            sink.write(ascii.charAt(i));
        }
    }

    void number(long value) {
        if (value == Long.MIN_VALUE) {
            plain("-9223372036854775808");
            return;
        }
        long rest = value;
        if (rest < 0) {
            sink.write('-');
            rest = -rest;
        }
        int at = digits.length;
        do {
            digits[--at] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        sink.write(digits, at, digits.length - at);
    }

    void number(BigInteger value) {
        if (value.bitLength() < 64) {
            number(value.longValue());
        } else {
            plain(value.toString());
        }
    }

    void floating(double value, boolean single) {
        if (style.jsoniter() == JsonStyle.Jsoniter.FASTEST) {
            int start = sink.length();
            floats.writeSixDigits(sink, value, single);
            String text = new String(sink.array(), start, sink.length() - start, StandardCharsets.US_ASCII);
            double again = single ? Float.parseFloat(text) : Double.parseDouble(text);
            if (Double.doubleToRawLongBits(again) != Double.doubleToRawLongBits(value)) {
                find(Reason.LOSSY_SOURCE, "jsoniter's ConfigFastest writes six digits after the point: " + text);
            }
        } else if (style.go()) {
            floats.writeGo(sink, value, single, style.isJsoniter() ? 2 : 1);
        } else {
            floats.writeRust(sink, value, single, style.plusExponent());
        }
    }

    /** Writes valid UTF-8 as a JSON string; {@code html} is Go's escaping of {@code <>&}, U+2028 and U+2029. */
    void text(byte[] bytes, int from, int length, boolean html) {
        sink.write('"');
        int run = from;
        int end = from + length;
        for (int i = from; i < end; i++) {
            int c = bytes[i];
            if (c >= ' ' && c != '"' && c != '\\' && !(html && (c == '<' || c == '>' || c == '&'))) {
                continue;
            }
            if (c < 0) {
                // Go escapes U+2028 and U+2029: E2 80 A8 and A9.
                boolean separator = html
                        && c == (byte) 0xE2
                        && i + 2 < end
                        && bytes[i + 1] == (byte) 0x80
                        && (bytes[i + 2] & 0xFE) == 0xA8;
                if (separator) {
                    sink.write(bytes, run, i - run);
                    plain((bytes[i + 2] & 1) == 0 ? "\\u2028" : "\\u2029");
                    i += 2;
                    run = i + 1;
                }
                continue;
            }
            sink.write(bytes, run, i - run);
            run = i + 1;
            sink.write('\\');
            switch (c) {
                case '"', '\\':
                    sink.write(c);
                    break;
                case '\n':
                    sink.write('n');
                    break;
                case '\r':
                    sink.write('r');
                    break;
                case '\t':
                    sink.write('t');
                    break;
                default:
                    if (style.shortEscapes() && (c == '\b' || c == '\f')) {
                        sink.write(c == '\b' ? 'b' : 'f');
                    } else {
                        sink.write('u');
                        sink.write('0');
                        sink.write('0');
                        sink.write(HEX[c >> 4]);
                        sink.write(HEX[c & 15]);
                    }
            }
        }
        sink.write(bytes, run, end - run);
        sink.write('"');
    }

    void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        text(bytes, 0, bytes.length, style.escapesHtml());
    }

    /** Writes the text of a TEXT node. */
    void text(int node) {
        text(buffer.bytes(node), buffer.offset(node), buffer.length(node), style.escapesHtml());
    }

    void base64(int node) {
        byte[] bytes = buffer.bytes(node);
        int i = buffer.offset(node);
        int end = i + buffer.length(node);
        sink.write('"');
        for (; i + 2 < end; i += 3) {
            int bits = (bytes[i] & 0xFF) << 16 | (bytes[i + 1] & 0xFF) << 8 | bytes[i + 2] & 0xFF;
            base64(bits, 4);
        }
        if (end - i == 1) {
            base64((bytes[i] & 0xFF) << 16, 2);
            plain("==");
        } else if (end - i == 2) {
            base64((bytes[i] & 0xFF) << 16 | (bytes[i + 1] & 0xFF) << 8, 3);
            plain("=");
        }
        sink.write('"');
    }

    private void base64(int bits, int count) {
        for (int i = 0; i < count; i++) {
            sink.write(BASE64.charAt(bits >> (18 - 6 * i) & 63));
        }
    }

    void hex(long value, int digitsToWrite) {
        for (int i = digitsToWrite - 1; i >= 0; i--) {
            sink.write(HEX[(int) (value >>> 4 * i) & 15]);
        }
    }
}
