package tallystick.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Ids of units: the folder's path with every byte outside {@code A-Z a-z 0-9 - _ . ~ = + /} written as {@code %XX}, so
 * that an id is never empty, holds no comma, blank or wildcard, and is the same on every system. The root folder
 * itself is {@code .}.
 */
public final class UnitId {
    private static final String PLAIN = "-_.~=+/";

    private UnitId() {}

    /** The id of the folder at that path, relative to the side's root; empty is the root. */
    public static String encode(String path) {
        if (path.isEmpty()) {
            return ".";
        }
        StringBuilder id = new StringBuilder(path.length());
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || PLAIN.indexOf(c) >= 0) {
                id.append(c);
            } else {
                id.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return id.toString();
    }

    /** The path that {@link #encode} was given. */
    public static String decode(String id) {
        if (id.equals(".")) {
            return "";
        }
        ByteArrayOutputStream path = new ByteArrayOutputStream(id.length());
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '%') {
                path.write(Integer.parseInt(id, i + 1, i + 3, 16));
                i += 2;
            } else {
                path.write(c);
            }
        }
        return path.toString(StandardCharsets.UTF_8);
    }
}
