package tallystick.wire.json;

import tallystick.shape.SideType;
import tallystick.shape.SideType.Library;

/**
 * What differs in what the libraries write.
 *
 * @param go Go's encoding/json, else serde_json
 * @param shortEscapes whether \b and \f are written so, else as u0008 and u000c
 * @param plusExponent whether exponents have a plus: 1e+16
 * @param secondVersion whether encoding/json is built on its second version, as from Go 1.27
 * @param exactNumbers whether a {@code serde_json::Value} keeps numbers as they are: its feature arbitrary_precision
 * @param jsoniter which configuration of jsoniter it is, if it is that library of Go
 */
record JsonStyle(
        boolean go,
        boolean shortEscapes,
        boolean plusExponent,
        boolean secondVersion,
        boolean exactNumbers,
        Jsoniter jsoniter) {
    /** What its configurations write. */
    enum Jsoniter {
        NONE,
        /** ConfigCompatibleWithStandardLibrary and ConfigDefault, which differ in the order of maps alone. */
        ESCAPING,
        /** ConfigFastest. */
        FASTEST
    }

    JsonStyle(boolean go, boolean shortEscapes, boolean plusExponent, boolean secondVersion) {
        this(go, shortEscapes, plusExponent, secondVersion, false, Jsoniter.NONE);
    }

    /** The same with serde_json's arbitrary_precision. */
    JsonStyle withExactNumbers() {
        return new JsonStyle(go, shortEscapes, plusExponent, secondVersion, true, jsoniter);
    }

    /** Whether Go's characters of HTML are escaped, and the two line separators of Unicode. */
    boolean escapesHtml() {
        return go && jsoniter != Jsoniter.FASTEST;
    }

    /** Whether the side's type of any value keeps numbers as they are, whatever their digits. */
    boolean keepsNumbers(SideType any) {
        return any == Library.GO_RAW_MESSAGE || any == Library.RAW_VALUE || exactNumbers && any == Library.JSON_VALUE;
    }

    boolean isJsoniter() {
        return jsoniter != Jsoniter.NONE;
    }
}
