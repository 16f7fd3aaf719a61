//! What is read of bytes that the library does not write.

use crate::samples::Point;
use crate::fact::{Facts, Subject, T};
use crate::format::Format;
use crate::kinds::{Adjacent, External, Plain, Shape, Tagged, Untagged};
use crate::shape::Declared;
use canon::Canonical;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_bytes::ByteBuf;
use serde_json::{Value as Node, json};
use std::collections::BTreeMap;
use std::fmt::Debug;
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// A record of a number and a text that may be missing.
mod line {
    use crate::record;
    record!(T {} [] { k: u32 => "u32", {} []; v: Option<String> => "string", {} []; });
}
use line::T as Line;

/// What the library makes of a record's bytes. `more` is `{}`, or says how Tallystick takes what is read leniently.
fn reading<F, V>(f: &mut Facts<F>, id: &str, fact: &str, subject: &Subject, wire: &[u8], more: Node)
where
    F: Format,
    V: Canonical + Serialize + DeserializeOwned + PartialEq + Debug,
{
    match F::read::<V>(wire) {
        Err(_) => f.refuses::<V>(id, fact, subject, wire),
        Ok((read, taken)) if taken == wire.len() => match subject.encode(&read.canonical()) {
            Ok(canonical) => {
                let mut line = json!({"direction": "decode", "wire": canon::hex(wire), "canonical": canonical});
                if let (Node::Object(line), Node::Object(more)) = (&mut line, more) {
                    line.extend(more);
                }
                f.line(subject, id, fact, line);
            }
            Err(reason) => f.line(subject, id, fact, json!({"direction": "decode", "wire": canon::hex(wire), "outside": reason})),
        },
        Ok((read, taken)) => f.fail(id, format!("{} is read as {read:?} from {taken} bytes", canon::hex(wire))),
    }
}

/// Bytes for a value of that type: `raw!(facts, Type => canonical type; "id", "fact", bytes, {how it is taken}; ...)`.
macro_rules! raw {
    ($f:ident, $of:ty => $canon:tt; $($id:expr, $fact:expr, $bytes:expr, $more:tt;)*) => {
        $(reading::<F, T<$of>>($f, $id, $fact, &$crate::subject!($of => $canon), &[F::BEFORE, $bytes].concat(), json!($more));)*
    };
}

/// The same for types that know what they are.
macro_rules! raw_as {
    ($f:ident, $of:ident; $($id:expr, $fact:expr, $bytes:expr, $more:tt;)*) => {
        $(reading::<F, T<$of>>(
            $f, $id, $fact, &Subject::of_value(stringify!($of), $of::canonical_type()).using::<$of>(), &[F::BEFORE, $bytes].concat(), json!($more));)*
    };
}

/// Whole records of a struct of a number and a text, which may be missing.
macro_rules! line {
    ($f:ident; $($id:expr, $fact:expr, $bytes:expr, $more:tt;)*) => {
        $(reading::<F, Line>($f, $id, $fact, &Subject::of_record::<Line>(), $bytes, json!($more));)*
    };
}

fn repeated(head: &[u8], count: usize, tail: &[u8]) -> Vec<u8> {
    [head.repeat(count), tail.to_vec()].concat()
}

pub fn message_pack<F: Format>(f: &mut Facts<F>) {
    raw!(f, i64 => "i64";
        "raw-i64-8", "7 in a signed byte", b"\xd0\x07", {};
        "raw-i64-u8", "7 in an unsigned byte", b"\xcc\x07", {};
        "raw-i64-16", "7 in 16 signed bits", b"\xd1\x00\x07", {};
        "raw-i64-u16", "7 in 16 bits", b"\xcd\x00\x07", {};
        "raw-i64-32", "7 in 32 signed bits", b"\xd2\x00\x00\x00\x07", {};
        "raw-i64-u32", "7 in 32 bits", b"\xce\x00\x00\x00\x07", {};
        "raw-i64-64", "7 in 64 signed bits", b"\xd3\x00\x00\x00\x00\x00\x00\x00\x07", {};
        "raw-i64-u64", "7 in 64 bits", b"\xcf\x00\x00\x00\x00\x00\x00\x00\x07", {};
        "raw-i64-minus", "-1 in 64 bits", b"\xd3\xff\xff\xff\xff\xff\xff\xff\xff", {};
        "raw-i64-over", "2^63 for an i64", b"\xcf\x80\x00\x00\x00\x00\x00\x00\x00", {};
        "raw-i64-f64", "1.0 for an i64", b"\xcb\x3f\xf0\x00\x00\x00\x00\x00\x00", {};
        "raw-i64-f32", "1.0 in 32 bits for an i64", b"\xca\x3f\x80\x00\x00", {};
        "raw-i64-nil", "nil for an i64", b"\xc0", {};
        "raw-i64-bool", "true for an i64", b"\xc3", {};
        "raw-i64-text", "text for an i64", b"\xa17", {};
        "raw-i64-bytes", "bytes for an i64", b"\xc4\x01\x07", {};
        "raw-i64-list", "a list for an i64", b"\x91\x07", {};
        "raw-i64-map", "a map for an i64", b"\x81\x07\x07", {};
        "raw-i64-ext", "an ext for an i64", b"\xd4\x05\x07", {};
        "raw-i64-time", "an ext of a time for an i64", b"\xd6\xff\x00\x00\x00\x07", {};
        "raw-reserved", "the byte C1", b"\xc1", {};
    );
    raw!(f, u8 => "u8"; "raw-u8-over", "256 for a u8", b"\xcd\x01\x00", {}; "raw-u8-minus", "-1 for a u8", b"\xff", {}; "raw-u8-signed", "7 in a signed byte for a u8", b"\xd0\x07", {};);
    raw!(f, i8 => "i8"; "raw-i8-over", "128 for an i8", b"\xcc\x80", {}; "raw-i8-under", "-129 for an i8", b"\xd1\xff\x7f", {};);
    raw!(f, u64 => "u64"; "raw-u64-minus", "-1 in 64 bits for a u64", b"\xd3\xff\xff\xff\xff\xff\xff\xff\xff", {}; "raw-u64-f64", "1.0 for a u64", b"\xcb\x3f\xf0\x00\x00\x00\x00\x00\x00", {};);
    raw!(f, u128 => "u128";
        "raw-u128-small", "a small integer for a u128", b"\x07", {};
        "raw-u128-u64", "64 bits for a u128", b"\xcf\xff\xff\xff\xff\xff\xff\xff\xff", {};
        "raw-u128-minus", "-1 for a u128", b"\xff", {"lenient": true, "finding": "range"};
        "raw-u128-8", "8 bytes for a u128", b"\xc4\x08\x00\x00\x00\x00\x00\x00\x00\x07", {};
        "raw-u128-17", "17 bytes for a u128", b"\xc4\x11\x00\x00\x00\x00\x00\x00\x00\x07\x00\x00\x00\x00\x00\x00\x00\x07\x01", {};
        "raw-u128-bin16", "16 bytes whose length is in 16 bits", b"\xc5\x00\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x07", {};
        "raw-u128-text", "16 bytes of text for a u128", b"\xb00000000000000007", {};
        "raw-u128-list", "a list of bytes for a u128", b"\xdc\x00\x10\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x07", {};
    );
    raw!(f, i128 => "i128"; "raw-i128-small", "a small integer for an i128", b"\xe0", {}; "raw-i128-u64", "64 bits for an i128", b"\xcf\xff\xff\xff\xff\xff\xff\xff\xff", {};);
    raw!(f, f64 => "f64";
        "raw-f64-int", "an integer for an f64", b"\x07", {"lenient": true};
        "raw-f64-minus", "a negative integer for an f64", b"\xff", {"lenient": true};
        "raw-f64-u64", "2^64 - 1 for an f64", b"\xcf\xff\xff\xff\xff\xff\xff\xff\xff", {"lenient": true, "finding": "precision"};
        "raw-f64-f32", "32 bits for an f64", b"\xca\x3f\x80\x00\x00", {"lenient": true};
        "raw-f64-nil", "nil for an f64", b"\xc0", {};
        "raw-f64-text", "text for an f64", b"\xa31.0", {};
    );
    raw!(f, f32 => "f32"; "raw-f32-f64", "0.5 in 64 bits for an f32", b"\xcb\x3f\xe0\x00\x00\x00\x00\x00\x00", {"lenient": true}; "raw-f32-f64-cut", "0.1 in 64 bits for an f32", b"\xcb\x3f\xb9\x99\x99\x99\x99\x99\x9a", {"lenient": true, "finding": "precision"}; "raw-f32-int", "an integer for an f32", b"\x07", {"lenient": true};);
    raw!(f, bool => "bool"; "raw-bool-int", "1 for a bool", b"\x01", {}; "raw-bool-nil", "nil for a bool", b"\xc0", {}; "raw-bool-text", "text for a bool", b"\xa4true", {};);
    raw!(f, String => "string";
        "raw-string-8", "a short text whose length is in a byte", b"\xd9\x01a", {};
        "raw-string-16", "in 16 bits", b"\xda\x00\x01a", {};
        "raw-string-32", "in 32 bits", b"\xdb\x00\x00\x00\x01a", {};
        "raw-string-bin", "bytes for text", b"\xc4\x01a", {"lenient": true};
        "raw-string-bin-utf8", "bytes that are not UTF-8 for text", b"\xc4\x01\xff", {};
        "raw-string-utf8", "text that is not UTF-8", b"\xa1\xff", {};
        "raw-string-surrogate", "a surrogate in text", b"\xa3\xed\xa0\x80", {};
        "raw-string-nil", "nil for text", b"\xc0", {};
        "raw-string-int", "an integer for text", b"\x07", {};
        "raw-string-list", "a list for text", b"\x91\xa1a", {};
        "raw-string-huge", "text of 2^32 - 1 bytes", b"\xdb\xff\xff\xff\xffa", {};
    );
    raw!(f, char => "string"; "raw-char-two", "two characters for a char", b"\xa2ab", {}; "raw-char-none", "no character for a char", b"\xa0", {}; "raw-char-int", "an integer for a char", b"\x61", {};);
    raw!(f, ByteBuf => "bytes";
        "raw-bytes-16", "a short length in 16 bits", b"\xc5\x00\x01\x07", {};
        "raw-bytes-32", "a short length in 32 bits", b"\xc6\x00\x00\x00\x01\x07", {};
        "raw-bytes-text", "text for bytes", b"\xa1a", {"lenient": true};
        "raw-bytes-list", "a list for bytes", b"\x92\x01\xcc\xff", {"lenient": true};
        "raw-bytes-list-over", "a list with 256 for bytes", b"\x91\xcd\x01\x00", {};
        "raw-bytes-nil", "nil for bytes", b"\xc0", {};
        "raw-bytes-huge", "2^32 - 1 bytes", b"\xc6\xff\xff\xff\xff\x07", {};
    );
    raw!(f, Vec<u8> => "bytes"; "raw-vec-bin", "bytes for a Vec<u8>", b"\xc4\x02\x07\xff", {"lenient": true}; "raw-vec-over", "a list with 256 for a Vec<u8>", b"\x91\xcd\x01\x00", {}; "raw-vec-text", "text for a Vec<u8>", b"\xa1a", {};);
    raw!(f, [u8; 4] => "bytes"; "raw-array-bin", "bytes for an array", b"\xc4\x04\x01\x02\x03\x04", {"lenient": true}; "raw-array-short", "three bytes for four", b"\x93\x01\x02\x03", {}; "raw-array-long", "five bytes for four", b"\x95\x01\x02\x03\x04\x05", {};);
    raw!(f, Uuid => "uuid";
        "raw-uuid-15", "15 bytes for a Uuid", b"\xc4\x0f\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e", {};
        "raw-uuid-text", "its text for a Uuid", b"\xd9\x2467e55044-10b1-426f-9247-bb680e5fe0c8", {};
        "raw-uuid-list", "a list of 16 for a Uuid", b"\xdc\x00\x10\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f", {"lenient": true};
        "raw-uuid-16-text", "16 bytes of text for a Uuid", b"\xb0abcdefghijklmnop", {"lenient": true};
    );
    raw!(f, Decimal => "decimal(28,10)"; "raw-decimal-int", "an integer for a decimal", b"\x07", {"lenient": true}; "raw-decimal-float", "a float for a decimal", b"\xcb\x3f\xf8\x00\x00\x00\x00\x00\x00", {"lenient": true}; "raw-decimal-letters", "letters for a decimal", b"\xa21a", {}; "raw-decimal-exponent", "an exponent in a decimal", b"\xa31e2", {"lenient": true}; "raw-decimal-empty", "empty text for a decimal", b"\xa0", {};);
    raw!(f, Option<i64> => "i64"; "raw-option-text", "text for an Option<i64>", b"\xa17", {}; "raw-option-list", "a list for an Option<i64>", b"\x90", {};);
    raw!(f, Vec<i64> => {"list": "i64"};
        "raw-list-16", "a short list whose length is in 16 bits", b"\xdc\x00\x01\x07", {};
        "raw-list-32", "in 32 bits", b"\xdd\x00\x00\x00\x01\x07", {};
        "raw-list-short", "fewer elements than declared", b"\x93\x01\x02", {};
        "raw-list-huge", "2^32 - 1 elements", b"\xdd\xff\xff\xff\xff\x01", {};
        "raw-list-map", "a map for a list", b"\x81\x01\x02", {};
        "raw-list-nil", "nil for a list", b"\xc0", {};
        "raw-list-bin", "bytes for a list of i64", b"\xc4\x02\x01\xff", {"lenient": true};
        "raw-list-mixed", "text in a list of i64", b"\x92\x01\xa1a", {};
    );
    raw!(f, (i64, String) => {"tuple": ["i64", "string"]}; "raw-tuple-short", "one value for a pair", b"\x91\x01", {}; "raw-tuple-long", "three values for a pair", b"\x93\x01\xa1a\x02", {}; "raw-tuple-map", "a map for a pair", b"\x81\x01\xa1a", {};);
    raw!(f, BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}};
        "raw-map-16", "a short map whose length is in 16 bits", b"\xde\x00\x01\xa1a\x01", {};
        "raw-map-32", "in 32 bits", b"\xdf\x00\x00\x00\x01\xa1a\x01", {};
        "raw-map-order", "keys in another order", b"\x82\xa1b\x02\xa1a\x01", {};
        "raw-map-twice", "a key twice: the last counts", b"\x82\xa1a\x01\xa1a\x02", {"lenient": true, "finding": "duplicate_key"};
        "raw-map-short", "fewer entries than declared", b"\x82\xa1a\x01", {};
        "raw-map-odd", "a key without a value", b"\x81\xa1a", {};
        "raw-map-key-int", "an integer for a key of text", b"\x81\x01\x01", {};
        "raw-map-key-nil", "nil for a key", b"\x81\xc0\x01", {};
        "raw-map-key-bin", "bytes for a key of text", b"\x81\xc4\x01a\x01", {"lenient": true};
        "raw-map-list", "a list for a map", b"\x92\xa1a\x01", {};
        "raw-map-nil", "nil for a map", b"\xc0", {};
        "raw-map-huge", "2^32 - 1 entries", b"\xdf\xff\xff\xff\xff\xa1a\x01", {};
    );
    raw!(f, BTreeMap<i64, i64> => {"map": {"key": "i64", "value": "i64"}}; "raw-map-int-text", "digits for a key of i64", b"\x81\xa17\x01", {}; "raw-map-int-twice", "a key twice in other widths", b"\x82\x07\x01\xd3\x00\x00\x00\x00\x00\x00\x00\x07\x02", {"lenient": true, "finding": "duplicate_key"};);
    raw!(f, DateTime<Utc> => "timestamp(9)";
        "raw-utc-offset", "an offset is turned to UTC", b"\xb92023-11-14T23:13:20+01:00", {"lenient": true};
        "raw-utc-no-zone", "no zone", b"\xb32023-11-14T22:13:20", {};
        "raw-utc-ext", "the ext of a time for a chrono DateTime", b"\xd6\xff\x65\x53\xf1\x00", {};
        "raw-utc-int", "an integer for a chrono DateTime", b"\xce\x65\x53\xf1\x00", {};
    );
    raw!(f, Duration => "duration"; "raw-duration-map", "a Duration as a map", b"\x82\xa4secs\x01\xa5nanos\xcd\x01\xf4", {}; "raw-duration-list", "a Duration as a list", b"\x92\x01\xcd\x01\xf4", {}; "raw-duration-carry", "more than a billion nanoseconds", b"\x92\x01\xce\x59\x68\x2f\x00", {"lenient": true}; "raw-duration-minus", "a negative Duration", b"\x92\xff\x00", {}; "raw-duration-int", "an integer for a Duration", b"\x01", {};);
    raw!(f, SystemTime => "timestamp(9)"; "raw-system-map", "a SystemTime as a map", b"\x82\xb0secs_since_epoch\x01\xb1nanos_since_epoch\x02", {}; "raw-system-list", "a SystemTime as a list", b"\x92\x01\x02", {};);
    raw!(f, serde_json::Value => "json";
        "raw-json-int-key", "a map of JSON with a key of an integer", b"\x81\x01\x01", {"lenient": true};
        "raw-json-bin", "bytes as JSON", b"\xc4\x01\x01", {"lenient": true};
        "raw-json-ext", "an ext as JSON", b"\xd4\x05\x01", {"lenient": true};
        "raw-json-f32", "a float of 32 bits as JSON", b"\xca\x3d\xcc\xcc\xcd", {"lenient": true};
        "raw-json-nan", "a NaN as JSON", b"\xcb\x7f\xf8\x00\x00\x00\x00\x00\x00", {"lenient": true};
        "raw-json-twice", "a key twice in JSON", b"\x82\xa1a\x01\xa1a\x02", {"lenient": true, "finding": "duplicate_key"};
    );
    raw_as!(f, Plain;
        "raw-enum-index", "the number of a unit variant", b"\x01", {"lenient": true};
        "raw-enum-beyond", "a number beyond the last variant", b"\x07", {};
        "raw-enum-map", "a unit variant as a map to nil", b"\x81\xa5small\xc0", {"lenient": true};
        "raw-enum-map-int", "a unit variant as a map to 1", b"\x81\xa5small\x01", {};
        "raw-enum-unknown", "a variant that is not declared", b"\xa4pink", {};
        "raw-enum-case", "a variant in another case", b"\xa5SMALL", {};
        "raw-enum-bin", "bytes for the name of a variant", b"\xc4\x05small", {"lenient": true};
        "raw-enum-list", "a unit variant in a list", b"\x91\xa5small", {};
        "raw-enum-nil", "nil for an enum", b"\xc0", {};
    );
    raw_as!(f, External;
        "raw-external-index", "the number of a variant with a payload", b"\x81\x01\x07", {"lenient": true};
        "raw-external-unit-map", "a unit variant as a map to nil", b"\x81\xa4Unit\xc0", {"lenient": true};
        "raw-external-two", "two variants in a map", b"\x82\xa3One\x07\xa4Text\xa1a", {};
        "raw-external-none", "an empty map", b"\x80", {};
        "raw-external-bare", "a newtype variant without a payload", b"\xa3One", {};
        "raw-external-struct-map", "a struct variant as a map", b"\x81\xa5Named\x82\xa1a\x01\xa1b\xa1y", {};
        "raw-external-struct-list", "a struct variant as a list", b"\x81\xa5Named\x92\x01\xa1y", {};
        "raw-external-struct-short", "a struct variant without its Option", b"\x81\xa5Named\x81\xa1a\x01", {"lenient": true};
        "raw-external-tuple-short", "a tuple variant of one value", b"\x81\xa3Two\x91\x01", {};
        "raw-external-tuple-long", "a tuple variant of three values", b"\x81\xa3Two\x93\x01\xa1a\x01", {};
        "raw-external-list", "a variant as a list", b"\x92\xa3One\x07", {};
    );
    raw_as!(f, Adjacent;
        "raw-adjacent-map", "adjacent tagging as a map", b"\x82\xa1t\xa3One\xa1c\x07", {};
        "raw-adjacent-order", "with the content first", b"\x82\xa1c\x07\xa1t\xa3One", {};
        "raw-adjacent-list", "as a list", b"\x92\xa3One\x07", {};
        "raw-adjacent-extra", "with a member more", b"\x83\xa1t\xa3One\xa1c\x07\xa1x\x01", {"lenient": true, "finding": "unknown_field"};
        "raw-adjacent-no-content", "without its content", b"\x81\xa1t\xa3One", {};
        "raw-adjacent-unit-nil", "a unit variant with nil", b"\x82\xa1t\xa4Unit\xa1c\xc0", {"lenient": true};
        "raw-adjacent-no-tag", "without its tag", b"\x81\xa1c\x07", {};
        "raw-adjacent-index", "with the number of the variant", b"\x82\xa1t\x01\xa1c\x07", {"lenient": true};
    );
    raw_as!(f, Shape;
        "raw-internal-order", "an internal tag after the fields", b"\x83\xa4from\x01\xa2to\x02\xa4type\xa4Line", {};
        "raw-internal-list", "an internally tagged enum as a list", b"\x93\xa4Line\x01\x02", {};
        "raw-internal-no-tag", "without its tag", b"\x81\xa4from\x01", {};
        "raw-internal-extra", "with a field more", b"\x83\xa4type\xa4Line\xa4from\x01\xa1x\x02", {"lenient": true, "finding": "unknown_field"};
        "raw-internal-twice", "with its tag twice", b"\x83\xa4type\xa4Line\xa4type\xa4Line\xa4from\x01", {};
        "raw-internal-index", "with the number of the variant", b"\x82\xa4type\x03\xa4from\x01", {"lenient": true};
    );
    raw_as!(f, Tagged; "raw-tagged-extra", "an internally tagged unit variant with a field", b"\x82\xa4type\xa1A\xa1x\x01", {"lenient": true, "finding": "unknown_field"};);
    raw_as!(f, Untagged; "raw-untagged-bool", "what no variant of an untagged enum takes", b"\xc3", {}; "raw-untagged-float", "a float for an untagged enum", b"\xcb\x3f\xf8\x00\x00\x00\x00\x00\x00", {}; "raw-untagged-map", "a struct variant of an untagged enum as a map", b"\x82\xa1a\x01\xa1b\xa1y", {};);
    raw_as!(f, Point; "raw-struct-map", "a struct as a map", b"\x82\xa1x\xcb\x3f\xf0\x00\x00\x00\x00\x00\x00\xa1y\x07", {}; "raw-struct-list", "a struct as a list", b"\x92\xcb\x3f\xf0\x00\x00\x00\x00\x00\x00\x07", {}; "raw-struct-nil", "nil for a struct", b"\xc0", {}; "raw-struct-empty", "an empty map for a struct", b"\x80", {}; "raw-struct-empty-list", "an empty list for a struct", b"\x90", {};);
    let deep = |count: usize| [b"\x83\xa1k\x01\xa1v\xa1a\xa1x".to_vec(), repeated(b"\x91", count, b"\x01")].concat();
    line!(f;
        "line-map", "a record as a map", b"\x82\xa1k\x01\xa1v\xa1a", {};
        "line-list", "a record as a list", b"\x92\x01\xa1a", {};
        "line-order", "names in another order", b"\x82\xa1v\xa1a\xa1k\x01", {};
        "line-missing", "a missing field", b"\x81\xa1v\xa1a", {};
        "line-missing-option", "a missing Option is None", b"\x81\xa1k\x01", {"lenient": true};
        "line-short", "a list without its last field, an Option", b"\x91\x01", {"lenient": true};
        "line-long", "a list with a field more", b"\x93\x01\xa1a\x01", {};
        "line-unknown", "an unknown field", b"\x83\xa1k\x01\xa1v\xa1a\xa1x\x92\x01\xc0", {"lenient": true, "finding": "unknown_field"};
        "line-twice", "a field twice", b"\x83\xa1k\x01\xa1v\xa1a\xa1v\xa1b", {};
        "line-unknown-twice", "an unknown field twice", b"\x84\xa1k\x01\xa1v\xa1a\xa1x\x01\xa1x\x01", {"lenient": true, "finding": "unknown_field"};
        "line-index", "numbers for names", b"\x82\x00\x01\x01\xa1a", {"lenient": true};
        "line-name-bin", "bytes for names", b"\x82\xc4\x01k\x01\xc4\x01v\xa1a", {"lenient": true};
        "line-name-nil", "nil for a name", b"\x83\xa1k\x01\xa1v\xa1a\xc0\x01", {};
        "line-case", "a name in another case", b"\x82\xa1K\x01\xa1v\xa1a", {};
        "line-nil", "nil for a record", b"\xc0", {};
        "line-int", "an integer for a record", b"\x07", {};
        "line-none", "no bytes", b"", {};
        "line-ext", "an unknown field that is an ext", b"\x83\xa1k\x01\xa1v\xa1a\xa1x\xc7\x03\x05\x01\x02\x03", {"lenient": true, "finding": "unknown_field"};
        "line-deep-500", "an unknown field 500 deep", &deep(500), {"lenient": true, "finding": "unknown_field"};
        "line-deep-1100", "an unknown field 1100 deep", &deep(1_100), {};
        "line-deep-cut", "an unknown field that never ends", &repeated(b"\x91", 100_000, b"")[..2_000], {};
    );
}

pub fn cbor<F: Format>(f: &mut Facts<F>) {
    raw!(f, i64 => "i64";
        "raw-i64-8", "7 in a byte", b"\x18\x07", {};
        "raw-i64-16", "7 in 16 bits", b"\x19\x00\x07", {};
        "raw-i64-32", "7 in 32 bits", b"\x1a\x00\x00\x00\x07", {};
        "raw-i64-64", "7 in 64 bits", b"\x1b\x00\x00\x00\x00\x00\x00\x00\x07", {};
        "raw-i64-minus", "-1 in 64 bits", b"\x3b\x00\x00\x00\x00\x00\x00\x00\x00", {};
        "raw-i64-over", "2^63 for an i64", b"\x1b\x80\x00\x00\x00\x00\x00\x00\x00", {};
        "raw-i64-under", "-2^63 - 1 for an i64", b"\x3b\x80\x00\x00\x00\x00\x00\x00\x00", {};
        "raw-i64-f16", "1.0 for an i64", b"\xf9\x3c\x00", {};
        "raw-i64-f64", "1.0 in 64 bits for an i64", b"\xfb\x3f\xf0\x00\x00\x00\x00\x00\x00", {};
        "raw-i64-null", "null for an i64", b"\xf6", {};
        "raw-i64-undefined", "undefined for an i64", b"\xf7", {};
        "raw-i64-bool", "true for an i64", b"\xf5", {};
        "raw-i64-text", "text for an i64", b"\x617", {};
        "raw-i64-bytes", "bytes for an i64", b"\x41\x07", {};
        "raw-i64-list", "a list for an i64", b"\x81\x07", {};
        "raw-i64-bignum", "a bignum of 7 for an i64", b"\xc2\x41\x07", {"lenient": true};
        "raw-i64-bignum-minus", "a negative bignum for an i64", b"\xc3\x41\x07", {"lenient": true};
        "raw-i64-bignum-over", "a bignum of 2^64 for an i64", b"\xc2\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00", {};
        "raw-i64-bignum-empty", "a bignum of no bytes", b"\xc2\x40", {"lenient": true};
        "raw-i64-tag", "a tag of no meaning before an i64", b"\xd8\x63\x07", {"lenient": true};
        "raw-i64-tag-1", "the tag of a time before an i64", b"\xc1\x07", {"lenient": true};
        "raw-i64-self", "the tag 55799 before an i64", b"\xd9\xd9\xf7\x07", {"lenient": true};
        "raw-i64-tags", "several tags before an i64", b"\xc1\xc1\xc1\x07", {"lenient": true};
        "raw-reserved-28", "the reserved length 28", b"\x1c", {};
        "raw-reserved-29", "the reserved length 29", b"\x3d", {};
        "raw-reserved-30", "the reserved length 30", b"\x5e", {};
        "raw-indefinite-int", "an integer of no definite length", b"\x1f", {};
        "raw-break", "a break where a value must be", b"\xff", {};
        "raw-simple-16", "the simple value 16", b"\xf0", {};
        "raw-simple-255", "the simple value 255", b"\xf8\xff", {};
    );
    raw!(f, u8 => "u8"; "raw-u8-over", "256 for a u8", b"\x19\x01\x00", {}; "raw-u8-minus", "-1 for a u8", b"\x20", {};);
    raw!(f, i8 => "i8"; "raw-i8-over", "128 for an i8", b"\x18\x80", {}; "raw-i8-under", "-129 for an i8", b"\x38\x80", {};);
    raw!(f, u64 => "u64"; "raw-u64-minus", "-1 for a u64", b"\x20", {}; "raw-u64-f64", "1.0 for a u64", b"\xf9\x3c\x00", {};);
    raw!(f, u128 => "u128";
        "raw-u128-bignum-small", "a bignum of 7 for a u128", b"\xc2\x41\x07", {"lenient": true};
        "raw-u128-bignum-zeros", "a bignum with leading zeros", b"\xc2\x43\x00\x00\x07", {"lenient": true};
        "raw-u128-bignum-17", "a bignum of 17 bytes", b"\xc2\x51\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", {};
        "raw-u128-bignum-zeros-17", "a bignum of 17 bytes of which the first is zero", b"\xc2\x51\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", {"lenient": true};
        "raw-u128-bignum-text", "a bignum of text", b"\xc2\x61\x07", {};
        "raw-u128-bignum-chunks", "a bignum of chunks", b"\xc2\x5f\x41\x01\x41\x00\xff", {"lenient": true};
        "raw-u128-minus", "-1 for a u128", b"\x20", {};
        "raw-u128-bytes", "16 bytes for a u128", b"\x50\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x07", {};
    );
    raw!(f, i128 => "i128"; "raw-i128-bignum", "a bignum of 2^127 for an i128", b"\xc2\x50\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", {}; "raw-i128-bignum-least", "a negative bignum of -2^127", b"\xc3\x50\x7f\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", {}; "raw-i128-bignum-under", "a negative bignum of -2^127 - 1", b"\xc3\x50\x80\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00", {};);
    raw!(f, f64 => "f64";
        "raw-f64-16", "1.0 in 16 bits", b"\xf9\x3c\x00", {};
        "raw-f64-32", "1.0 in 32 bits", b"\xfa\x3f\x80\x00\x00", {};
        "raw-f64-64", "1.0 in 64 bits", b"\xfb\x3f\xf0\x00\x00\x00\x00\x00\x00", {};
        "raw-f64-int", "an integer for an f64", b"\x07", {"lenient": true};
        "raw-f64-u64", "2^64 - 1 for an f64", b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff", {"lenient": true, "finding": "precision"};
        "raw-f64-bignum", "a bignum for an f64", b"\xc2\x41\x07", {"lenient": true};
        "raw-f64-nan", "a NaN with a payload of 16 bits", b"\xf9\x7e\x01", {};
        "raw-f64-null", "null for an f64", b"\xf6", {};
        "raw-f64-text", "text for an f64", b"\x631.0", {};
        "raw-f64-decimal", "a decimal fraction for an f64", b"\xc4\x82\x20\x0f", {};
    );
    raw!(f, f32 => "f32"; "raw-f32-64", "0.5 in 64 bits for an f32", b"\xfb\x3f\xe0\x00\x00\x00\x00\x00\x00", {"lenient": true}; "raw-f32-64-cut", "0.1 in 64 bits for an f32", b"\xfb\x3f\xb9\x99\x99\x99\x99\x99\x9a", {"lenient": true, "finding": "precision"}; "raw-f32-int", "an integer for an f32", b"\x07", {"lenient": true};);
    raw!(f, bool => "bool"; "raw-bool-int", "1 for a bool", b"\x01", {}; "raw-bool-null", "null for a bool", b"\xf6", {}; "raw-bool-simple", "true in two bytes", b"\xf8\x15", {}; "raw-bool-undefined", "undefined for a bool", b"\xf7", {};);
    raw!(f, String => "string";
        "raw-string-8", "a short text whose length is in a byte", b"\x78\x01a", {};
        "raw-string-64", "in 64 bits", b"\x7b\x00\x00\x00\x00\x00\x00\x00\x01a", {};
        "raw-string-chunks", "text in chunks", b"\x7f\x61a\x60\x62bc\xff", {};
        "raw-string-chunks-none", "text of no chunks", b"\x7f\xff", {};
        "raw-string-chunks-cut", "a character that two chunks share", b"\x7f\x61\xc3\x61\xb6\xff", {};
        "raw-string-chunks-bytes", "a chunk of bytes in text", b"\x7f\x41a\xff", {};
        "raw-string-chunks-nested", "chunks in chunks", b"\x7f\x7f\x61a\xff\xff", {};
        "raw-string-chunks-endless", "chunks without an end", b"\x7f\x61a", {};
        "raw-string-bytes", "bytes for text", b"\x41a", {"lenient": true};
        "raw-string-utf8", "text that is not UTF-8", b"\x61\xff", {};
        "raw-string-surrogate", "a surrogate in text", b"\x63\xed\xa0\x80", {};
        "raw-string-null", "null for text", b"\xf6", {};
        "raw-string-int", "an integer for text", b"\x07", {};
        "raw-string-tag", "the tag of a URI before text", b"\xd8\x20\x61a", {"lenient": true};
        "raw-string-huge", "text of 2^63 bytes", b"\x7b\x7f\xff\xff\xff\xff\xff\xff\xffa", {};
    );
    raw!(f, char => "string"; "raw-char-two", "two characters for a char", b"\x62ab", {}; "raw-char-none", "no character for a char", b"\x60", {}; "raw-char-int", "an integer for a char", b"\x18\x61", {};);
    raw!(f, ByteBuf => "bytes";
        "raw-bytes-8", "a short length in a byte", b"\x58\x01\x07", {};
        "raw-bytes-chunks", "bytes in chunks", b"\x5f\x41\x01\x42\x02\x03\xff", {};
        "raw-bytes-chunks-none", "bytes of no chunks", b"\x5f\xff", {};
        "raw-bytes-text", "text for bytes", b"\x61a", {"lenient": true};
        "raw-bytes-list", "a list for bytes", b"\x82\x01\x18\xff", {"lenient": true};
        "raw-bytes-list-over", "a list with 256 for bytes", b"\x81\x19\x01\x00", {};
        "raw-bytes-null", "null for bytes", b"\xf6", {};
        "raw-bytes-tag", "the tag of base64 before bytes", b"\xd6\x41\x07", {"lenient": true};
        "raw-bytes-huge", "2^63 bytes", b"\x5b\x7f\xff\xff\xff\xff\xff\xff\xff\x07", {};
    );
    raw!(f, Vec<u8> => "bytes"; "raw-vec-bytes", "bytes for a Vec<u8>", b"\x42\x07\xff", {"lenient": true}; "raw-vec-over", "a list with 256 for a Vec<u8>", b"\x81\x19\x01\x00", {};);
    raw!(f, [u8; 4] => "bytes"; "raw-array-bytes", "bytes for an array", b"\x44\x01\x02\x03\x04", {"lenient": true}; "raw-array-short", "three bytes for four", b"\x83\x01\x02\x03", {};);
    raw!(f, Uuid => "uuid";
        "raw-uuid-15", "15 bytes for a Uuid", b"\x4f\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e", {};
        "raw-uuid-text", "its text for a Uuid", b"\x78\x2467e55044-10b1-426f-9247-bb680e5fe0c8", {};
        "raw-uuid-tag", "its tag before a Uuid", b"\xd8\x25\x50\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f", {"lenient": true};
        "raw-uuid-list", "a list of 16 for a Uuid", b"\x90\x00\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b\x0c\x0d\x0e\x0f", {"lenient": true};
    );
    raw!(f, Decimal => "decimal(28,10)"; "raw-decimal-int", "an integer for a decimal", b"\x07", {"lenient": true}; "raw-decimal-float", "a float for a decimal", b"\xf9\x3e\x00", {"lenient": true}; "raw-decimal-letters", "letters for a decimal", b"\x621a", {}; "raw-decimal-fraction", "a decimal fraction for a decimal", b"\xc4\x82\x20\x0f", {};);
    raw!(f, Option<i64> => "i64"; "raw-option-undefined", "undefined for an Option", b"\xf7", {"lenient": true}; "raw-option-tag", "a tag before an Option", b"\xc1\x07", {"lenient": true}; "raw-option-tag-null", "a tag before null", b"\xc1\xf6", {"lenient": true}; "raw-option-text", "text for an Option<i64>", b"\x617", {};);
    raw!(f, Vec<i64> => {"list": "i64"};
        "raw-list-8", "a short list whose length is in a byte", b"\x98\x01\x07", {};
        "raw-list-indefinite", "a list that a break ends", b"\x9f\x07\x20\xff", {};
        "raw-list-indefinite-none", "an empty list that a break ends", b"\x9f\xff", {};
        "raw-list-endless", "a list without an end", b"\x9f\x07", {};
        "raw-list-short", "fewer elements than declared", b"\x83\x01\x02", {};
        "raw-list-break", "a break in a list of definite length", b"\x82\x01\xff", {};
        "raw-list-huge", "2^64 - 1 elements", b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff\x01", {};
        "raw-list-map", "a map for a list", b"\xa1\x01\x02", {};
        "raw-list-null", "null for a list", b"\xf6", {};
        "raw-list-bytes", "bytes for a list of i64", b"\x42\x01\xff", {"lenient": true};
        "raw-list-tag", "a tag before a list", b"\xc1\x81\x07", {"lenient": true};
    );
    raw!(f, (i64, String) => {"tuple": ["i64", "string"]}; "raw-tuple-short", "one value for a pair", b"\x81\x01", {};);
    raw!(f, BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}};
        "raw-map-8", "a short map whose length is in a byte", b"\xb8\x01\x61a\x01", {};
        "raw-map-indefinite", "a map that a break ends", b"\xbf\x61a\x01\xff", {};
        "raw-map-odd", "a break for a value", b"\xbf\x61a\xff", {};
        "raw-map-order", "keys in another order", b"\xa2\x61b\x02\x61a\x01", {};
        "raw-map-twice", "a key twice: the last counts", b"\xa2\x61a\x01\x61a\x02", {"lenient": true, "finding": "duplicate_key"};
        "raw-map-short", "fewer entries than declared", b"\xa2\x61a\x01", {};
        "raw-map-key-int", "an integer for a key of text", b"\xa1\x01\x01", {};
        "raw-map-key-bytes", "bytes for a key of text", b"\xa1\x41a\x01", {"lenient": true};
        "raw-map-list", "a list for a map", b"\x82\x61a\x01", {};
        "raw-map-null", "null for a map", b"\xf6", {};
        "raw-map-huge", "2^64 - 1 entries", b"\xbb\xff\xff\xff\xff\xff\xff\xff\xff\x61a\x01", {};
    );
    raw!(f, BTreeMap<i64, i64> => {"map": {"key": "i64", "value": "i64"}}; "raw-map-int-text", "digits for a key of i64", b"\xa1\x617\x01", {}; "raw-map-int-twice", "a key twice in other widths", b"\xa2\x07\x01\x18\x07\x02", {"lenient": true, "finding": "duplicate_key"};);
    raw!(f, DateTime<Utc> => "timestamp(9)";
        "raw-utc-tag", "the tag of a time before text", b"\xc0\x742023-11-14T22:13:20Z", {"lenient": true};
        "raw-utc-offset", "an offset is turned to UTC", b"\x78\x192023-11-14T23:13:20+01:00", {"lenient": true};
        "raw-utc-no-zone", "no zone", b"\x732023-11-14T22:13:20", {};
        "raw-utc-int", "an integer for a chrono DateTime", b"\xc1\x1a\x65\x53\xf1\x00", {};
    );
    raw!(f, Duration => "duration"; "raw-duration-map", "a Duration as a map", b"\xa2\x64secs\x01\x65nanos\x19\x01\xf4", {}; "raw-duration-list", "a Duration as a list", b"\x82\x01\x19\x01\xf4", {}; "raw-duration-carry", "more than a billion nanoseconds", b"\xa2\x64secs\x01\x65nanos\x1a\x59\x68\x2f\x00", {"lenient": true}; "raw-duration-minus", "a negative Duration", b"\xa2\x64secs\x20\x65nanos\x00", {}; "raw-duration-int", "an integer for a Duration", b"\x01", {};);
    raw!(f, SystemTime => "timestamp(9)"; "raw-system-map", "a SystemTime as a map", b"\xa2\x70secs_since_epoch\x01\x71nanos_since_epoch\x02", {};);
    raw!(f, serde_json::Value => "json";
        "raw-json-int-key", "a map of JSON with a key of an integer", b"\xa1\x01\x01", {"lenient": true};
        "raw-json-bytes", "bytes as JSON", b"\x41\x01", {"lenient": true};
        "raw-json-undefined", "undefined as JSON", b"\xf7", {"lenient": true};
        "raw-json-half", "a float of 16 bits as JSON", b"\xf9\x3c\x00", {"lenient": true};
        "raw-json-nan", "a NaN as JSON", b"\xf9\x7e\x00", {"lenient": true};
        "raw-json-tag", "a tag in JSON", b"\xc1\x07", {"lenient": true};
        "raw-json-bignum", "a bignum as JSON", b"\xc2\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00", {"lenient": true};
        "raw-json-minus", "-2^64 as JSON", b"\x3b\xff\xff\xff\xff\xff\xff\xff\xff", {"lenient": true};
        "raw-json-twice", "a key twice in JSON", b"\xa2\x61a\x01\x61a\x02", {"lenient": true, "finding": "duplicate_key"};
    );
    raw_as!(f, Plain;
        "raw-enum-index", "the number of a unit variant", b"\x01", {"lenient": true};
        "raw-enum-unknown", "a variant that is not declared", b"\x64pink", {};
        "raw-enum-bytes", "bytes for the name of a variant", b"\x45small", {"lenient": true};
        "raw-enum-tag", "a tag before an enum", b"\xc1\x65small", {"lenient": true};
        "raw-enum-null", "null for an enum", b"\xf6", {};
    );
    raw_as!(f, External;
        "raw-external-index", "the number of a variant with a payload", b"\xa1\x01\x07", {"lenient": true};
        "raw-external-two", "two variants in a map", b"\xa2\x63One\x07\x64Text\x61a", {};
        "raw-external-none", "an empty map", b"\xa0", {};
        "raw-external-bare", "a newtype variant without a payload", b"\x63One", {};
        "raw-external-indefinite", "a variant in a map that a break ends", b"\xbf\x63One\x07\xff", {"lenient": true};
        "raw-external-struct-list", "a struct variant as a list", b"\xa1\x65Named\x82\x01\x61y", {"lenient": true};
        "raw-external-struct-short", "a struct variant without its Option", b"\xa1\x65Named\xa1\x61a\x01", {"lenient": true};
        "raw-external-tuple-short", "a tuple variant of one value", b"\xa1\x63Two\x81\x01", {};
    );
    raw_as!(f, Adjacent;
        "raw-adjacent-order", "with the content first", b"\xa2\x61c\x07\x61t\x63One", {};
        "raw-adjacent-list", "as a list", b"\x82\x63One\x07", {"lenient": true};
        "raw-adjacent-extra", "with a member more", b"\xa3\x61t\x63One\x61c\x07\x61x\x01", {"lenient": true, "finding": "unknown_field"};
        "raw-adjacent-no-content", "without its content", b"\xa1\x61t\x63One", {};
        "raw-adjacent-unit-null", "a unit variant with null", b"\xa2\x61t\x64Unit\x61c\xf6", {"lenient": true};
        "raw-adjacent-no-tag", "without its tag", b"\xa1\x61c\x07", {};
    );
    raw_as!(f, Shape;
        "raw-internal-order", "an internal tag after the fields", b"\xa3\x64from\x01\x62to\x02\x64type\x64Line", {};
        "raw-internal-list", "an internally tagged enum as a list", b"\x83\x64Line\x01\x02", {"lenient": true};
        "raw-internal-no-tag", "without its tag", b"\xa1\x64from\x01", {};
        "raw-internal-extra", "with a field more", b"\xa3\x64type\x64Line\x64from\x01\x61x\x02", {"lenient": true, "finding": "unknown_field"};
        "raw-internal-indefinite", "in a map that a break ends", b"\xbf\x64type\x64Line\x64from\x01\xff", {"lenient": true};
    );
    raw_as!(f, Untagged; "raw-untagged-bool", "what no variant of an untagged enum takes", b"\xf5", {}; "raw-untagged-float", "a float for an untagged enum", b"\xf9\x3e\x00", {};);
    raw_as!(f, Tagged; "raw-tagged-extra", "an internally tagged unit variant with a field", b"\xa2\x64type\x61A\x61x\x01", {"lenient": true, "finding": "unknown_field"};);
    raw_as!(f, Point; "raw-struct-list", "a struct as a list", b"\x82\xf9\x3c\x00\x07", {"lenient": true}; "raw-struct-null", "null for a struct", b"\xf6", {}; "raw-struct-empty", "an empty map for a struct", b"\xa0", {}; "raw-struct-indefinite", "a struct that a break ends", b"\xbf\x61x\xf9\x3c\x00\x61y\x07\xff", {};);
    let deep = |count: usize| [b"\xa3\x61k\x01\x61v\x61a\x61x".to_vec(), repeated(b"\x81", count, b"\x01")].concat();
    line!(f;
        "line-map", "a record", b"\xa2\x61k\x01\x61v\x61a", {};
        "line-indefinite", "a record that a break ends", b"\xbf\x61k\x01\x61v\x61a\xff", {};
        "line-self", "the tag 55799 before a record", b"\xd9\xd9\xf7\xa2\x61k\x01\x61v\x61a", {"lenient": true};
        "line-list", "a record as a list", b"\x82\x01\x61a", {"lenient": true};
        "line-order", "names in another order", b"\xa2\x61v\x61a\x61k\x01", {};
        "line-missing", "a missing field", b"\xa1\x61v\x61a", {};
        "line-missing-option", "a missing Option is None", b"\xa1\x61k\x01", {"lenient": true};
        "line-unknown", "an unknown field", b"\xa3\x61k\x01\x61v\x61a\x61x\x82\x01\xf6", {"lenient": true, "finding": "unknown_field"};
        "line-twice", "a field twice", b"\xa3\x61k\x01\x61v\x61a\x61v\x61b", {};
        "line-index", "numbers for names", b"\xa2\x00\x01\x01\x61a", {"lenient": true};
        "line-name-bytes", "bytes for names", b"\xa2\x41k\x01\x41v\x61a", {"lenient": true};
        "line-name-chunks", "a name in chunks", b"\xa2\x7f\x61k\xff\x01\x61v\x61a", {"lenient": true};
        "line-name-null", "null for a name", b"\xa3\x61k\x01\x61v\x61a\xf6\x01", {};
        "line-case", "a name in another case", b"\xa2\x61K\x01\x61v\x61a", {};
        "line-null", "null for a record", b"\xf6", {};
        "line-int", "an integer for a record", b"\x07", {};
        "line-none", "no bytes", b"", {};
        "line-tag", "an unknown field with a tag", b"\xa3\x61k\x01\x61v\x61a\x61x\xc1\x01", {"lenient": true, "finding": "unknown_field"};
        "line-simple", "an unknown field that is a simple value", b"\xa3\x61k\x01\x61v\x61a\x61x\xf0", {"lenient": true, "finding": "unknown_field"};
        "line-deep-200", "an unknown field 200 deep", &deep(200), {"lenient": true, "finding": "unknown_field"};
        "line-deep-300", "an unknown field 300 deep", &deep(300), {};
    );
}
