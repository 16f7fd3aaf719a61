//! Single values.

use crate::fact::{Facts, Subject, t};
use crate::format::Format;
use crate::record;
use crate::samples::{fixed, offset, utc};
use canon::Canonical;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use num_bigint::BigInt;
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_bytes::ByteBuf;
use serde_json::{Value as Node, json};
use std::fmt::Debug;
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// Values that the library writes: whether it reads them back, and as what, it tells itself.
pub fn tried<F, V>(f: &mut Facts<F>, id: &str, fact: &str, subject: &Subject, record: &V)
where
    F: Format,
    V: Canonical + Serialize + DeserializeOwned + PartialEq + Debug,
{
    match F::write(record) {
        Err(_) => f.unwritable(id, &format!("{fact}: is not written"), subject, record),
        Ok(wire) => match F::read::<V>(&wire) {
            Ok((read, _)) if &read == record => f.both(id, fact, subject, record),
            Ok(_) => f.lossy(id, &format!("{fact}: is read as another"), subject, record),
            Err(_) => f.lossy(id, &format!("{fact}: is not read back"), subject, record),
        },
    }
}

/// Values of a type that are tried: `tries!(facts, Type => canonical type; "id", "fact", value; ...)`.
macro_rules! tries {
    ($f:ident, $of:ty => $canon:tt; $($id:expr, $fact:expr, $value:expr;)*) => {
        $($crate::values::tried::<F, $crate::fact::T<$of>>($f, $id, $fact, &$crate::subject!($of => $canon), &$crate::fact::t($value));)*
    };
}
pub(crate) use tries;

pub fn facts<F: Format>(f: &mut Facts<F>) {
    integers(f);
    floats(f);
    texts(f);
    library(f);
    chrono_types(f);
    standard(f);
    time_crate(f);
}

fn integers<F: Format>(f: &mut Facts<F>) {
    tries!(f, bool => "bool"; "true", "true", true; "false", "false", false;);
    macro_rules! ints {
        ($($of:ident)*) => {
            $(tries!(f, $of => (stringify!($of));
                concat!(stringify!($of), "-min"), concat!("the least ", stringify!($of)), $of::MIN;
                concat!(stringify!($of), "-max"), concat!("the greatest ", stringify!($of)), $of::MAX;
                concat!(stringify!($of), "-one"), concat!("1 as ", stringify!($of)), 1 as $of;
            );)*
        };
    }
    ints!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);
    for value in [-1_i64, -24, -25, -32, -33, -128, -129, -256, -257, -32_768, -32_769, -65_536, -65_537, -2_147_483_648, -2_147_483_649, -4_294_967_297] {
        tries!(f, i64 => "i64"; &format!("i64{value}"), &format!("{value} in the fewest bytes"), value;);
    }
    for value in [23_u64, 24, 31, 32, 127, 128, 255, 256, 32_767, 32_768, 65_535, 65_536, 2_147_483_648, 4_294_967_295, 4_294_967_296] {
        tries!(f, u64 => "u64"; &format!("u64-{value}"), &format!("{value} in the fewest bytes"), value;);
    }
    tries!(f, i64 => "i64"; "i64-positive", "a positive i64 is written as a u64 is", 300;);
    tries!(f, i128 => "i128"; "i128-minus", "-1 as i128", -1; "i128-64", "an i128 of 64 bits", i128::from(i64::MIN); "i128-65", "an i128 of -2^64", -(1_i128 << 64); "i128-66", "an i128 of -2^64 - 1", -(1_i128 << 64) - 1; "i128-wide", "an i128 beyond 64 bits", -(1_i128 << 100););
    tries!(f, u128 => "u128"; "u128-64", "a u128 of 64 bits", u128::from(u64::MAX); "u128-65", "a u128 of 2^64", 1_u128 << 64; "u128-wide", "a u128 beyond 64 bits", 1_u128 << 100; "u128-127", "a u128 of 2^127", 1_u128 << 127;);
    tries!(f, Vec<u128> => {"list": "u128"}; "u128s", "several u128", vec![0, 1_u128 << 80];);
    tries!(f, Option<u128> => "u128"; "u128-some", "some u128", Some(7); "u128-none", "no u128", None;);
    tries!(f, usize => "u64"; "usize", "a usize", 70_000; "usize-max", "the greatest usize", usize::MAX;);
    tries!(f, isize => "i64"; "isize", "an isize", -70_000;);
    tries!(f, u64 => "decimal(20,0)"; "u64-decimal", "an integer in the place of a decimal", u64::MAX;);
    tries!(f, i32 => "i64"; "i32-i64", "a narrower integer than the contract's", -7;);
}

fn floats<F: Format>(f: &mut Facts<F>) {
    tries!(f, f64 => "f64";
        "f64", "a float", 1.1;
        "f64-zero", "0.0", 0.0;
        "f64-one", "1.0", 1.0;
        "f64-half", "a float that 16 bits hold", 65_504.0;
        "f64-half-least", "the least that 16 bits hold", 5.960_464_477_539_063e-8;
        "f64-half-beyond", "a float that 16 bits do not hold", 65_505.0;
        "f64-single", "a float that 32 bits hold", 16_777_216.5;
        "f64-max", "the greatest", f64::MAX;
        "f64-least", "the least above zero", 5e-324;
        "f64-integer", "a float of an integer", 9_007_199_254_740_992.0;
        "f64-inf", "infinity", f64::INFINITY;
        "f64-minus-inf", "negative infinity", f64::NEG_INFINITY;
        "f64-minus-zero", "-0.0", -0.0;
    );
    tries!(f, f32 => "f32"; "f32", "a float of 32 bits", 0.1; "f32-one", "1.0 in 32 bits", 1.0; "f32-max", "the greatest of 32 bits", f32::MAX; "f32-least", "the least of 32 bits", 1e-45; "f32-inf", "infinity in 32 bits", f32::INFINITY; "f32-minus-zero", "-0.0 of 32 bits", -0.0;);
    tries!(f, f32 => "f64"; "f32-f64", "a float of 32 bits that the contract calls f64", 0.1;);
    f.written("f64-nan", "a NaN is kept", &subject!(f64 => "f64"), &t(f64::NAN), |_| true, Node::Null);
    f.written("f32-nan", "a NaN of 32 bits is kept", &subject!(f32 => "f32"), &t(f32::NAN), |_| true, Node::Null);
    f.written(
        "f64-nan-payload",
        "a NaN with a payload, which the canonical form does not have",
        &subject!(f64 => "f64"),
        &t(f64::from_bits(0xFFF8_0000_0000_1234)),
        |_| true,
        json!({"again": true}),
    );
}

fn texts<F: Format>(f: &mut Facts<F>) {
    tries!(f, String => "string";
        "string", "a String", "añb".to_string();
        "string-empty", "an empty String", String::new();
        "string-nul", "NUL is a character", "\0".to_string();
        "string-emoji", "beyond 16 bits", "😀\u{10ffff}".to_string();
    );
    for length in [23, 24, 31, 32, 255, 256] {
        tries!(f, String => "string"; &format!("string-{length}"), &format!("{length} bytes of text"), "x".repeat(length););
    }
    tries!(f, Option<String> => "string"; "string-some", "some text", Some("x".to_string()); "string-none", "no text", None;);
    tries!(f, char => "string"; "char", "a char of one byte", 'a'; "char-2", "of two bytes", 'ß'; "char-3", "of three bytes", '€'; "char-4", "of four bytes", '😀'; "char-nul", "NUL", '\0';);
    tries!(f, Vec<u8> => "bytes"; "bytes", "a Vec<u8> is a list of numbers", vec![0_u8, 127, 128, 255]; "bytes-empty", "no bytes", Vec::new(););
    tries!(f, ByteBuf => "bytes"; "buffer", "serde_bytes writes bytes", ByteBuf::from(vec![0_u8, 255]); "buffer-empty", "no bytes of serde_bytes", ByteBuf::new(); "buffer-256", "256 bytes", ByteBuf::from(vec![7; 256]););
    tries!(f, Option<ByteBuf> => "bytes"; "buffer-some", "some bytes of serde_bytes", Some(ByteBuf::from(vec![1])); "buffer-none", "no bytes of serde_bytes at all", None;);
    tries!(f, Vec<ByteBuf> => {"list": "bytes"}; "buffers", "a list of bytes", vec![ByteBuf::from(vec![1]), ByteBuf::new()];);
    tries!(f, [u8; 4] => "bytes"; "array-bytes", "an array of bytes is a list of numbers", [1, 2, 3, 255];);
    record!(T {} [] {
        k: u32 => "u32", {} [];
        v: Vec<u8> => "bytes", {"with": "serde_bytes"} [serde(with = "serde_bytes")];
    });
    tried(f, "bytes-with", "with = serde_bytes writes bytes", &Subject::of_record::<T>(), &T { k: 1, v: vec![9, 8] });
}

fn library<F: Format>(f: &mut Facts<F>) {
    let id = Uuid::from_u128(0x6ba7_b810_9dad_11d1_80b4_00c0_4fd4_30c8);
    tries!(f, Uuid => "uuid"; "uuid", "a Uuid is 16 bytes", id; "uuid-nil", "the nil uuid", Uuid::nil(););
    tries!(f, Option<Uuid> => "uuid"; "uuid-none", "no uuid", None; "uuid-some", "some uuid", Some(id););
    tries!(f, Vec<Uuid> => {"list": "uuid"}; "uuids", "several uuids", vec![id, Uuid::max()];);
    tries!(f, Decimal => "decimal(28,10)";
        "decimal", "a decimal is text", Decimal::new(12_345, 2);
        "decimal-negative", "a negative decimal", Decimal::new(-1, 10);
        "decimal-zero", "zero", Decimal::ZERO;
    );
    f.written(
        "decimal-scale",
        "zeros at the end are kept on the wire, and not in the canonical form",
        &subject!(Decimal => "decimal(28,10)"),
        &t(Decimal::new(15_000, 4)),
        |read| read == &t(Decimal::new(15_000, 4)),
        json!({"again": "differs"}),
    );
    tries!(f, Option<Decimal> => "decimal(28,10)"; "decimal-some", "some decimal", Some(Decimal::new(5, 1)); "decimal-none", "no decimal", None;);
    tries!(f, BigInt => "bigint";
        "bigint", "a BigInt is a sign and digits to the base 2^32, least first", BigInt::from(1_u128 << 70);
        "bigint-negative", "a negative one", BigInt::from(-5);
        "bigint-zero", "zero has sign 0 and no digits", BigInt::ZERO;
        "bigint-u64", "two digits", BigInt::from(u64::MAX);
    );
    for (id, value) in [
        ("null", json!(null)), ("bool", json!(true)), ("int", json!(7)), ("negative", json!(-7)), ("u64", json!(u64::MAX)), ("float", json!(1.5)),
        ("string", json!("x")), ("list", json!([1, [], null, "a"])), ("object", json!({"a": {"b": [1.5, null]}})), ("empty", json!({})),
    ] {
        tries!(f, serde_json::Value => "json"; &format!("json-{id}"), &format!("a serde_json::Value: {id}"), value;);
    }
    f.written(
        "json-float-integer",
        "a float without a fraction is a float on the wire, and a number in the canonical form",
        &subject!(serde_json::Value => "json"),
        &t(json!(1.0)),
        |read| read == &t(json!(1.0)),
        json!({"again": "differs"}),
    );
}

fn chrono_types<F: Format>(f: &mut Facts<F>) {
    tries!(f, DateTime<Utc> => "timestamp(9)";
        "utc", "an instant is text, in a binary format too", utc(1_700_000_000, 0);
        "utc-nanos", "with nine digits", utc(1_700_000_000, 100);
        "utc-millis", "with three digits", utc(1_700_000_000, 120_000_000);
        "utc-before", "before 1970", utc(-1, 500_000_000);
        "utc-year-1", "year 1", utc(canon::MIN_SECONDS, 0);
    );
    tries!(f, Option<DateTime<Utc>> => "timestamp(9)"; "utc-none", "no instant", None;);
    tries!(f, DateTime<FixedOffset> => "timestamp(9,offset)"; "fixed", "an instant with its offset", fixed(1_700_000_000, 120_000_000, 19_800); "fixed-west", "west", fixed(1_700_000_000, 0, -12_600););
    f.lossy(
        "fixed-seconds",
        "an offset of +00:19:32 is rounded to +00:20, so the instant moves 28 s",
        &subject!(DateTime<FixedOffset> => "timestamp(9,offset)"),
        &t(fixed(-1_000_000_000, 0, 1_172)),
    );
    tries!(f, NaiveDateTime => "datetime"; "naive", "a local time is text", utc(1_700_000_000, 1).naive_utc(););
    tries!(f, NaiveDate => "date"; "date", "a date is text", NaiveDate::from_ymd_opt(2024, 2, 29).unwrap_or_default(););
    tries!(f, NaiveTime => "time"; "time", "a time of day is text", NaiveTime::from_hms_nano_opt(9, 5, 0, 40_000).unwrap_or_default(););
    tries!(f, TimeDelta => "duration";
        "delta", "a TimeDelta is seconds and nanoseconds", TimeDelta::milliseconds(1_500);
        "delta-negative", "negative deltas are floored", TimeDelta::milliseconds(-1_500);
        "delta-max", "the longest", TimeDelta::MAX;
    );
    macro_rules! epoch {
        ($id:literal, $with:literal, $path:literal, $of:ty, $canon:literal, $value:expr) => {{
            record!(T {} [] {
                k: u32 => "u32", {} [];
                v: $of => $canon, {"with": $with} [serde(with = $path)];
            });
            tried(f, concat!("epoch-", $id), concat!($with, " of ", stringify!($of), " is an i64"), &Subject::of_record::<T>(), &T { k: 1, v: $value });
        }};
    }
    epoch!("s", "ts_seconds", "chrono::serde::ts_seconds", DateTime<Utc>, "timestamp(9)", utc(-1, 0));
    epoch!("ms", "ts_milliseconds", "chrono::serde::ts_milliseconds", DateTime<Utc>, "timestamp(9)", utc(-1, 999_000_000));
    epoch!("us", "ts_microseconds", "chrono::serde::ts_microseconds", DateTime<Utc>, "timestamp(9)", utc(1_700_000_000, 123_456_000));
    epoch!("ns", "ts_nanoseconds", "chrono::serde::ts_nanoseconds", DateTime<Utc>, "timestamp(9)", utc(-1, 1));
    epoch!("naive-ms", "ts_milliseconds", "chrono::naive::serde::ts_milliseconds", NaiveDateTime, "datetime", utc(-1, 999_000_000).naive_utc());
    epoch!("some", "ts_milliseconds_option", "chrono::serde::ts_milliseconds_option", Option<DateTime<Utc>>, "timestamp(9)", Some(utc(5, 6_000_000)));
    epoch!("none", "ts_seconds_option", "chrono::serde::ts_seconds_option", Option<DateTime<Utc>>, "timestamp(9)", None);
}

fn standard<F: Format>(f: &mut Facts<F>) {
    tries!(f, Duration => "duration"; "duration", "a Duration is seconds and nanoseconds", Duration::new(1, 500); "duration-zero", "no time", Duration::ZERO; "duration-max", "the longest Duration", Duration::MAX;);
    let system = |seconds, nanos| SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos);
    tries!(f, SystemTime => "timestamp(9)"; "system", "a SystemTime is a Duration since 1970", system(1_700_000_000, 1); "system-epoch", "1970", SystemTime::UNIX_EPOCH; "system-before", "a SystemTime before 1970", SystemTime::UNIX_EPOCH - Duration::new(1, 0););
}

fn time_crate<F: Format>(f: &mut Facts<F>) {
    tries!(f, time::OffsetDateTime => "timestamp(9,offset)";
        "time-offset", "an OffsetDateTime is a row of numbers: year, day of the year, hour ... offset", offset(1_700_000_000, 120_000_000, 3_600);
        "time-offset-west", "the parts of a western offset are negative", offset(1_700_000_000, 1, -12_630);
    );
    let local = offset(1_700_000_000, 999, 0);
    tries!(f, time::PrimitiveDateTime => "datetime"; "time-primitive", "a PrimitiveDateTime is six numbers", time::PrimitiveDateTime::new(local.date(), local.time()););
    tries!(f, time::Date => "date"; "time-date", "a Date is year and day of the year", time::Date::from_ordinal_date(2024, 366).unwrap_or(time::Date::MIN););
    tries!(f, time::Time => "time"; "time-time", "a Time is hour, minute, second, nanosecond", time::Time::from_hms_nano(23, 59, 59, 999_999_999).unwrap_or(time::Time::MIDNIGHT););
    tries!(f, time::Duration => "duration";
        "time-duration", "time's Duration is seconds and nanoseconds", time::Duration::new(1, 500);
        "time-duration-negative", "both parts of a negative Duration are negative", time::Duration::milliseconds(-1_500);
    );
    record!(T {} [] {
        k: u32 => "u32", {} [];
        v: time::OffsetDateTime => "timestamp(9,offset)", {"with": "time::serde::rfc3339"} [serde(with = "time::serde::rfc3339")];
    });
    tried(f, "rfc3339", "time::serde::rfc3339 is text", &Subject::of_record::<T>(), &T { k: 1, v: offset(1_700_000_000, 120_000_000, 3_600) });
}
