//! How each format writes its numbers, and what it makes of those that it would not write so.

use crate::fact::{Facts, T, t};
use crate::format::Format;
use std::collections::BTreeMap;

/// The record of a key of 1, and those bytes.
fn raw<F: Format>(f: &mut Facts<F>, more: &[u8]) -> Vec<u8> {
    f.bytes(&(), more)
}

macro_rules! tries {
    ($f:ident, $of:ty => $canon:tt; $($id:expr, $fact:expr, $more:expr;)*) => {
        $({
            let wire = raw($f, $more);
            $f.either::<T<$of>>($id, $fact, &$crate::subject!($of => $canon), &wire);
        })*
    };
}

/// Fixed widths.
pub fn fixed<F: Format>(f: &mut Facts<F>) {
    tries!(f, u16 => "u16"; "u16-byte", "one byte for 16 bits", &[7];);
    tries!(f, String => "string"; "length-32", "a length of 32 bits", &[1, 0, 0, 0, b'a'];);
    tries!(f, char => "string";
        "char-cut", "a char of three bytes that has two", &[0xE2, 0x82];
        "char-surrogate", "a surrogate in UTF-8 as a char", &[0xED, 0xA0, 0x80];
        "char-overlong", "an overlong char", &[0xC0, 0x80];
        "char-beyond", "a char beyond U+10FFFF", &[0xF4, 0x90, 0x80, 0x80];
        "char-f8", "a char of five bytes", &[0xF8, 0x88, 0x80, 0x80, 0x80];
        "char-continued", "a char that begins in its middle", &[0x80];
    );
    sizes(f);
}

/// Widths that a byte marks.
pub fn marked<F: Format>(f: &mut Facts<F>) {
    fixed_chars(f);
    tries!(f, u16 => "u16";
        "u16-marked", "7 in 16 bits", &[251, 7, 0];
        "u16-32", "7 in 32 bits", &[252, 7, 0, 0, 0];
        "u16-64", "7 in 64 bits", &[253, 7, 0, 0, 0, 0, 0, 0, 0];
        "u16-128", "7 in 128 bits", &[254, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        "u16-over", "65536 in 32 bits for a u16", &[252, 0, 0, 1, 0];
        "u16-255", "the byte 255, which marks nothing", &[255, 0, 0];
    );
    tries!(f, u32 => "u32";
        "u32-marked", "7 in 16 bits for a u32", &[251, 7, 0];
        "u32-64", "7 in 64 bits for a u32", &[253, 7, 0, 0, 0, 0, 0, 0, 0];
        "u32-over", "2^32 in 64 bits for a u32", &[253, 0, 0, 0, 0, 1, 0, 0, 0];
    );
    tries!(f, u64 => "u64"; "u64-marked", "7 in 64 bits", &[253, 7, 0, 0, 0, 0, 0, 0, 0]; "u64-in-128", "7 in 128 bits for a u64", &[254, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];);
    tries!(f, u128 => "u128"; "u128-marked", "7 in 128 bits", &[254, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]; "u128-16", "7 in 16 bits for a u128", &[251, 7, 0]; "u128-255", "the byte 255 for a u128", &[255];);
    tries!(f, i16 => "i16";
        "i16-marked", "-1 in 16 bits", &[251, 1, 0];
        "i16-32", "-1 in 32 bits", &[252, 1, 0, 0, 0];
        "i16-over", "32768 in 32 bits for an i16", &[252, 0, 0, 1, 0];
        "i16-least", "-32769 in 32 bits for an i16", &[252, 1, 0, 1, 0];
    );
    tries!(f, i64 => "i64"; "i64-128", "-1 in 128 bits for an i64", &[254, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];);
    tries!(f, i128 => "i128"; "i128-marked", "-1 in 64 bits", &[253, 1, 0, 0, 0, 0, 0, 0, 0];);
    tries!(f, String => "string"; "length-marked", "a length of 16 bits", &[251, 1, 0, b'a']; "length-128", "a length of 128 bits", &[254, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, b'a'];);
    tries!(f, Vec<i64> => {"list": "i64"}; "list-length-64", "a list whose length is in 64 bits", &[253, 2, 0, 0, 0, 0, 0, 0, 0, 2, 4];);
    tries!(f, Option<u8> => "u8"; "option-marked", "an Option whose mark is in 16 bits", &[251, 1, 0, 7];);
    sizes(f);
}

fn fixed_chars<F: Format>(f: &mut Facts<F>) {
    tries!(f, char => "string";
        "char-cut", "a char of three bytes that has two", &[0xE2, 0x82];
        "char-surrogate", "a surrogate in UTF-8 as a char", &[0xED, 0xA0, 0x80];
        "char-overlong", "an overlong char", &[0xC0, 0x80];
        "char-beyond", "a char beyond U+10FFFF", &[0xF4, 0x90, 0x80, 0x80];
    );
}

/// Groups of seven bits.
pub fn grouped<F: Format>(f: &mut Facts<F>) {
    tries!(f, u16 => "u16";
        "u16-long", "7 in two groups", &[0x87, 0x00];
        "u16-longer", "7 in three groups", &[0x87, 0x80, 0x00];
        "u16-four", "7 in four groups", &[0x87, 0x80, 0x80, 0x00];
        "u16-over", "65536 in three groups", &[0x80, 0x80, 0x04];
    );
    tries!(f, u32 => "u32"; "u32-long", "7 in five groups", &[0x87, 0x80, 0x80, 0x80, 0x00]; "u32-over", "2^32 in five groups", &[0x80, 0x80, 0x80, 0x80, 0x10]; "u32-six", "7 in six groups", &[0x87, 0x80, 0x80, 0x80, 0x80, 0x00];);
    tries!(f, u64 => "u64"; "u64-long", "7 in ten groups", &[0x87, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00]; "u64-over", "2^64 in ten groups", &[0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02]; "u64-eleven", "7 in eleven groups", &[0x87, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00];);
    let mut wide = vec![0x80; 18];
    wide.push(0x04);
    tries!(f, u128 => "u128"; "u128-over", "2^128 in nineteen groups", &wide; "u128-long", "7 in two groups for a u128", &[0x87, 0x00];);
    tries!(f, i16 => "i16"; "i16-long", "-1 in two groups", &[0x81, 0x00]; "i16-over", "32768 in three groups", &[0x80, 0x80, 0x04];);
    tries!(f, i128 => "i128"; "i128-long", "-1 in two groups for an i128", &[0x81, 0x00];);
    tries!(f, String => "string"; "length-long", "a length in two groups", &[0x81, 0x00, b'a'];);
    tries!(f, char => "string";
        "char-empty", "a char of no bytes", &[0];
        "char-5", "a char of five bytes", &[5, b'a', b'b', b'c', b'd', b'e'];
        "char-utf8", "a char that is not UTF-8", &[1, 0xFF];
        "char-surrogate", "a surrogate in UTF-8 as a char", &[3, 0xED, 0xA0, 0x80];
    );
    let wire = raw(f, &[2, b'a', b'b']);
    match F::read::<T<char>>(&wire) {
        Ok(_) => f.finding::<T<char>>("char-two", "a char of two characters: the library takes the first without a word", &subject!(char => "string"), &wire, "type"),
        Err(_) => f.refuses::<T<char>>("char-two", "a char of two characters", &subject!(char => "string"), &wire),
    }
    sizes(f);
}

/// What is as long as its bytes say.
fn sizes<F: Format>(f: &mut Facts<F>) {
    let many: BTreeMap<u16, u16> = (0..300).map(|i| (i, i * 7)).collect();
    f.both("map-300", "a map of 300 entries", &subject!(BTreeMap<u16, u16> => {"map": {"key": "u16", "value": "u16"}}), &t(many));
    f.both("list-300", "a list of 300 elements", &subject!(Vec<u32> => {"list": "u32"}), &t((0..300_u32).map(|i| i * i).collect::<Vec<_>>()));
    f.both("string-300", "a text of 300 bytes", &subject!(String => "string"), &t("é".repeat(150)));
}
