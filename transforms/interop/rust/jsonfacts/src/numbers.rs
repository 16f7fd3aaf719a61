//! Bool, integers and floats.

use crate::fact::{Facts, T, t};
use crate::{both, reads, refuses, subject};
use serde_json::json;

pub fn facts(f: &mut Facts) {
    both!(f, bool => "bool"; "bool-true", "true", true; "bool-false", "false", false;);
    refuses!(f, bool => "bool";
        "bool-number", "1 is no bool", "1";
        "bool-text", "a text is no bool", "\"true\"";
        "bool-case", "True is no JSON", "True";
        "bool-null", "null is no bool", "null";
    );
    both!(f, i8 => "i8"; "i8-min", "the least i8", i8::MIN; "i8-max", "the greatest i8", i8::MAX;);
    both!(f, i16 => "i16"; "i16-min", "the least i16", i16::MIN;);
    both!(f, i32 => "i32"; "i32-min", "the least i32", i32::MIN; "i32-max", "the greatest i32", i32::MAX; "i32-zero", "0", 0;);
    both!(f, i64 => "i64";
        "i64-min", "the least i64", i64::MIN;
        "i64-max", "the greatest i64", i64::MAX;
        "i64-2p53", "2^53 + 1, which no f64 holds", (1 << 53) + 1;
    );
    both!(f, isize => "i64"; "isize", "isize is 64 bits", isize::MIN;);
    both!(f, u8 => "u8"; "u8-max", "the greatest u8", u8::MAX;);
    both!(f, u16 => "u16"; "u16-max", "the greatest u16", u16::MAX;);
    both!(f, u32 => "u32"; "u32-max", "the greatest u32", u32::MAX;);
    both!(f, u64 => "u64"; "u64-max", "the greatest u64", u64::MAX;);
    both!(f, usize => "u64"; "usize", "usize is 64 bits", usize::MAX;);
    both!(f, i128 => "i128"; "i128-min", "the least i128, as bare digits", i128::MIN; "i128-max", "the greatest i128", i128::MAX;
        "i128-u64", "an i128 beyond an i64", i128::from(u64::MAX) + 1;);
    both!(f, u128 => "u128"; "u128-max", "the greatest u128", u128::MAX; "u128-small", "a small u128", 7;);
    reads!(f, i64 => "i64";
        "int-space", "white space around an integer", " \t\r\n7 ", 7;
    );
    refuses!(f, i32 => "i32";
        "int-over", "an integer beyond its width is refused", "2147483648";
        "int-under", "an integer below its width is refused", "-2147483649";
        "int-point", "an integer with a fraction of zero is refused", "1.0";
        "int-exponent", "an integer with an exponent is refused", "1e2";
        "int-negative-zero", "-0 is a float, so no integer", "-0";
        "int-text", "digits in quotes are no integer", "\"7\"";
        "int-leading-zero", "a leading zero is refused", "07";
        "int-plus", "a plus sign is refused", "+7";
        "int-null", "null is no integer", "null";
        "int-bool", "true is no integer", "true";
        "int-hex", "0x7 is no JSON", "0x7";
    );
    refuses!(f, u32 => "u32"; "uint-negative", "a negative number is no u32", "-1"; "uint-negative-zero", "-0 is no u32", "-0";);
    refuses!(f, i64 => "i64"; "i64-over", "2^63 is no i64", "9223372036854775808"; "i64-huge", "2^64 is a float to the reader, and no i64", "18446744073709551616";);
    refuses!(f, u64 => "u64"; "u64-over", "2^64 is no u64", "18446744073709551616";);
    refuses!(f, i128 => "i128";
        "i128-over", "2^127 is no i128", "170141183460469231731687303715884105728";
        "i128-point", "an i128 with a point is refused", "1.0";
    );
    reads!(f, i128 => "i128"; "i128-negative-zero", "-0 is an i128, unlike an i64", "-0", 0;);
    refuses!(f, u128 => "u128"; "u128-over", "2^128 is no u128", "340282366920938463463374607431768211456"; "u128-negative", "-1 is no u128", "-1";);

    floats(f);
}

fn floats(f: &mut Facts) {
    both!(f, f64 => "f64";
        "f64-one", "1.0 keeps its fraction", 1.0;
        "f64-zero", "0.0", 0.0;
        "f64-negative-zero", "-0.0 keeps its sign", -0.0;
        "f64-tenth", "0.1", 0.1;
        "f64-sum", "0.1 + 0.2 in 17 digits", 0.1 + 0.2;
        "f64-third", "1/3", 1.0 / 3.0;
        "f64-1e15", "1e15 in digits", 1e15;
        "f64-below-1e16", "the last f64 in digits, below 1e16", 9_999_999_999_999_998.0;
        "f64-1e16", "1e16 is the first with an exponent", 1e16;
        "f64-1.5e16", "an exponent and a fraction", 1.5e16;
        "f64-1e17", "1e17", 1e17;
        "f64-123456789012345680000", "2^66 and such", 123_456_789_012_345_680_000.0;
        "f64-1e21", "1e21, Go's own limit", 1e21;
        "f64-1e22", "1e22, exact", 1e22;
        "f64-1e23", "1e23, not exact", 1e23;
        "f64-1e100", "three digits of exponent", 1e100;
        "f64-max", "the greatest f64", f64::MAX;
        "f64-min", "the least f64", f64::MIN;
        "f64-1e-4", "0.0001", 1e-4;
        "f64-1e-5", "1e-5 is the last in digits", 1e-5;
        "f64-below-1e-5", "the first below 1e-5 has an exponent", 9.999_999_999_999_999e-6;
        "f64-1e-6", "1e-6", 1e-6;
        "f64-1e-7", "1e-7", 1e-7;
        "f64-1.5e-7", "1.5e-7", 1.5e-7;
        "f64-1e-10", "1e-10 without a leading zero in the exponent", 1e-10;
        "f64-normal", "the least normal f64", f64::MIN_POSITIVE;
        "f64-subnormal", "the least subnormal f64", f64::from_bits(1);
        "f64-subnormal-max", "the greatest subnormal f64", f64::from_bits(0x000F_FFFF_FFFF_FFFF);
        "f64-2p53", "2^53", 9_007_199_254_740_992.0;
        "f64-2p63", "2^63", 9_223_372_036_854_775_808.0;
        "f64-2p-44", "2^-44, of 17 digits and small", 2f64.powi(-44);
        "f64-hard-1", "5e-324's neighbour 1.5e-323", f64::from_bits(3);
        "f64-hard-2", "9007199254740993 rounded to even", 9_007_199_254_740_994.0;
        "f64-hard-3", "2.2250738585072011e-308", 2.225_073_858_507_201e-308;
        "f64-hard-4", "1.7976931348623157e308's neighbour", f64::from_bits(0x7FEF_FFFF_FFFF_FFFE);
        "f64-negative", "a negative number with an exponent", -1.25e-9;
    );
    both!(f, f32 => "f32";
        "f32-tenth", "0.1f32 is 0.1", 0.1;
        "f32-one", "1.0f32", 1.0;
        "f32-negative-zero", "-0.0f32", -0.0;
        "f32-1e12", "1e12f32 in digits", 1e12;
        "f32-below-1e13", "the last f32 below 1e13", f32::from_bits(1e13_f32.to_bits() - 1);
        "f32-1e13", "1e13f32", 1e13;
        "f32-1e15", "1e15f32", 1e15;
        "f32-1e16", "1e16f32", 1e16;
        "f32-1e17", "1e17f32", 1e17;
        "f32-1e-4", "1e-4f32", 1e-4;
        "f32-1e-5", "1e-5f32", 1e-5;
        "f32-below-1e-5", "the first f32 below 1e-5", f32::from_bits(1e-5_f32.to_bits() - 1);
        "f32-1e-6", "1e-6f32", 1e-6;
        "f32-below-1e-6", "the first f32 below 1e-6", f32::from_bits(1e-6_f32.to_bits() - 1);
        "f32-1e-7", "1e-7f32", 1e-7;
        "f32-max", "the greatest f32", f32::MAX;
        "f32-normal", "the least normal f32", f32::MIN_POSITIVE;
        "f32-subnormal", "the least subnormal f32", f32::from_bits(1);
        "f32-2p24", "2^24", 16_777_216.0;
        "f32-third", "1/3 in f32", 1.0 / 3.0;
        "f32-8.5e9", "8589973504, whose shortest digits are hard", 8_589_973_504.0;
    );
    reads!(f, f64 => "f64";
        "f64-from-int", "an integer is a float", "1", 1.0;
        "f64-from-negative-zero", "-0 is the float -0.0", "-0", -0.0;
        "f64-from-exponent-capital", "1E+2", "1E+2", 100.0;
        "f64-from-exponent-zero", "leading zeros in an exponent", "1e-007", 1e-7;
        "f64-from-trailing", "trailing zeros", "0.5000000", 0.5;
        "f64-from-2p63", "an integer beyond an i64", "9223372036854775808", 9_223_372_036_854_775_808.0;
        "f64-from-2p64", "an integer beyond a u64", "18446744073709551616", 18_446_744_073_709_551_616.0;
        "f64-from-2p53-1", "2^53 + 1 in digits is rounded to even", "9007199254740993", 9_007_199_254_740_992.0;
        "f64-from-2p53-1-point", "2^53 + 1 with a point is rounded to even", "9007199254740993.0", 9_007_199_254_740_992.0;
        "f64-from-above-half", "just above half of two floats is rounded up", "9007199254740993.00000000000000000000000000000001", 9_007_199_254_740_994.0;
        "f64-from-long", "many digits", "0.1000000000000000055511151231257827021181583404541015625", 0.1;
        "f64-from-underflow", "too small is zero", "1e-400", 0.0;
        "f64-from-underflow-negative", "too small and negative is -0.0", "-1e-400", -0.0;
        "f64-from-half-subnormal", "half of the least subnormal is zero", "2.4703282292062327e-324", 0.0;
        "f64-from-zero-exponent", "zero with a great exponent", "0e999", 0.0;
    );
    refuses!(f, f64 => "f64";
        "f64-overflow", "1e309 is out of range", "1e309";
        "f64-overflow-vast", "a vast exponent is out of range", "1e99999999999999999999";
        "f64-null", "null is no f64", "null";
        "f64-nan", "NaN is no JSON", "NaN";
        "f64-infinity", "Infinity is no JSON", "Infinity";
        "f64-text", "digits in quotes are no float", "\"1.0\"";
        "f64-point-last", "1. is no JSON", "1.";
        "f64-point-first", ".5 is no JSON", ".5";
        "f64-exponent-empty", "1e is no JSON", "1e";
        "f64-leading-zero", "00.5 is no JSON", "00.5";
    );
    reads!(f, f32 => "f32";
        "f32-from-digits", "more digits than an f32 has are rounded to the nearest", "0.10000000149011612", 0.1;
        "f32-from-once", "text is rounded to an f32 once, not through an f64", "1.00000017881393432617187499", 1.000_000_1;
        "f32-from-int", "an integer is an f32", "16777217", 16_777_216.0;
    );
    refuses!(f, f32 => "f32"; "f32-overflow", "1e39 is out of range of an f32", "1e39";);

    for (id, value) in [("f64-nan-lost", f64::NAN), ("f64-infinity-lost", f64::INFINITY), ("f64-minus-infinity-lost", f64::NEG_INFINITY)] {
        f.lossy(id, &format!("{value} is written as null, which is read as no f64"), &subject!(f64 => "f64"), &t(value));
        f.lossy(
            &format!("{id}-option"),
            &format!("Some({value}) is written as null and read as None"),
            &subject!(Option<f64> => "f64"),
            &t(Some(value)),
        );
    }
    f.lossy("f32-nan-lost", "an f32 NaN is written as null", &subject!(f32 => "f32"), &t(f32::NAN));
    f.reads::<T<Vec<f64>>>(
        "f64-list",
        "floats in a list, each spelled otherwise",
        &subject!(Vec<f64> => {"list": "f64"}),
        r#"{"k":1,"v":[1,1.0,10e-1,0.1e1]}"#,
        &t(vec![1.0; 4]),
    );
    f.both::<T<Vec<f32>>>("f32-list", "f32 in a list", &subject!(Vec<f32> => {"list": "f32"}), &t(vec![0.1, 1e-7, 3e10]));
}

/// Texts that the reader without `float_roundtrip` reads as another double, with both; nothing when it is built with it.
pub fn without_float_roundtrip(dialect: &str) -> Vec<String> {
    const TEXTS: [&str; 12] = [
        "0.1",
        "1e23",
        "122.416294033786585",
        "8.533e+68",
        "5.0e-324",
        "1.7976931348623157e308",
        "2.2250738585072014e-308",
        "4.9406564584124654e-324",
        "51.24817837550540_4",
        "-93.3113703768803347",
        "0.10000000000000000555",
        "31.245270191439438",
    ];
    let mut lines = Vec::new();
    for text in TEXTS {
        let text = text.replace('_', "");
        let exact: f64 = text.parse().unwrap_or_default();
        let read: f64 = serde_json::from_str(&text).unwrap_or(f64::NAN);
        if read.to_bits() != exact.to_bits() {
            lines.push(json!({"dialect": dialect, "text": text, "exact": format!("{:016x}", exact.to_bits()), "read": format!("{:016x}", read.to_bits())}).to_string());
        }
    }
    // A value that serde_json wrote itself, from a walk over the doubles between 1e-5 and 1e16.
    let mut bits: u64 = 0x3EE4_F8B5_88E3_68F1;
    let (mut tried, mut wrong) = (0_u32, 0_u32);
    while tried < 100_000 {
        let value = f64::from_bits(bits);
        let text = serde_json::to_string(&value).unwrap_or_default();
        wrong += u32::from(serde_json::from_str::<f64>(&text).ok().map(f64::to_bits) != Some(bits));
        tried += 1;
        bits = bits.wrapping_add(0x0000_2C35_1B79_7D31) & 0x433F_FFFF_FFFF_FFFF | 0x3000_0000_0000_0000;
    }
    lines.push(json!({"dialect": dialect, "written": tried, "read_back_wrong": wrong}).to_string());
    lines
}
