package tallystick.wire.json;

/**
 * What differs in what the libraries write.
 *
 * @param go Go's encoding/json, else serde_json
 * @param shortEscapes whether \b and \f are written so, else as u0008 and u000c
 * @param plusExponent whether exponents have a plus: 1e+16
 * @param secondVersion whether encoding/json is built on its second version, as from Go 1.27
 */
record JsonStyle(boolean go, boolean shortEscapes, boolean plusExponent, boolean secondVersion) {}
