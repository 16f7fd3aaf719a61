//! Single values.

use crate::fact::{Facts, Subject, t};
use crate::format::Format;
use crate::record;
use crate::samples::{fixed, offset, utc};
use crate::shape::{field, side_field};
use canon::{Canonical, Value};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use num_bigint::BigInt;
use rust_decimal::Decimal;
use serde_bytes::ByteBuf;
use serde_json::{Value as Node, json};
use std::time::{Duration, SystemTime};
use uuid::Uuid;

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
    both!(f, bool => "bool"; "true", "true is 1", true; "false", "false is 0", false;);
    refuses!(f, bool => "bool";
        "bool-two", "2 is no bool", 2_u8, &[];
        "bool-255", "255 is no bool", 255_u8, &[];
    );
    macro_rules! ints {
        ($($of:ident)*) => {
            $(both!(f, $of => (stringify!($of));
                concat!(stringify!($of), "-min"), concat!("the least ", stringify!($of)), $of::MIN;
                concat!(stringify!($of), "-max"), concat!("the greatest ", stringify!($of)), $of::MAX;
                concat!(stringify!($of), "-one"), concat!("1 as ", stringify!($of)), 1 as $of;
            );)*
        };
    }
    ints!(i8 i16 i32 i64 i128 u8 u16 u32 u64 u128);
    both!(f, i16 => "i16"; "i16-minus", "-1 as i16", -1; "i16-126", "126 as i16, twice which is the greatest of one byte", 125; "i16-m126", "-126", -126;);
    both!(f, i64 => "i64"; "i64-minus", "-1 as i64", -1; "i64-wide", "an i64 beyond 32 bits", -5_000_000_000;);
    both!(f, i128 => "i128"; "i128-minus", "-1 as i128", -1; "i128-64", "an i128 of 64 bits", i128::from(i64::MIN); "i128-wide", "an i128 beyond 64 bits", -(1_i128 << 100););
    both!(f, u128 => "u128"; "u128-64", "a u128 of 64 bits", u128::from(u64::MAX); "u128-wide", "a u128 beyond 64 bits", 1_u128 << 100;);
    both!(f, usize => "u64"; "usize", "a usize is a u64", 70_000; "usize-max", "the greatest usize", usize::MAX;);
    both!(f, isize => "i64"; "isize", "an isize is an i64", -70_000;);
    both!(f, u64 => "u64"; "u64-250", "250", 250; "u64-251", "251", 251; "u64-127", "127", 127; "u64-128", "128", 128;
        "u64-16", "the greatest of 16 bits", 65_535; "u64-17", "the least beyond 16 bits", 65_536;
        "u64-32", "the greatest of 32 bits", 4_294_967_295; "u64-33", "the least beyond 32 bits", 4_294_967_296;);
    both!(f, u64 => "decimal(20,0)"; "u64-decimal", "an integer in the place of a decimal", u64::MAX;);
    both!(f, i32 => "i64"; "i32-i64", "a narrower integer than the contract's", -7;);
}

fn floats<F: Format>(f: &mut Facts<F>) {
    both!(f, f64 => "f64";
        "f64", "a float is its bits", 1.1;
        "f64-max", "the greatest", f64::MAX;
        "f64-least", "the least above zero", 5e-324;
        "f64-inf", "infinity is kept", f64::INFINITY;
        "f64-minus-inf", "so is the negative one", f64::NEG_INFINITY;
    );
    both!(f, f32 => "f32"; "f32", "a float of 32 bits", 0.1; "f32-max", "the greatest of 32 bits", f32::MAX; "f32-inf", "infinity in 32 bits", f32::INFINITY;);
    f.written("f64-zero", "-0.0 is kept", &subject!(f64 => "f64"), &t(-0.0_f64), |_| true, Node::Null);
    f.written("f32-zero", "-0.0 of 32 bits is kept", &subject!(f32 => "f32"), &t(-0.0_f32), |_| true, Node::Null);
    f.written(
        "f64-nan",
        "a NaN is kept",
        &subject!(f64 => "f64"),
        &t(f64::NAN),
        |_| true,
        Node::Null,
    );
    f.written(
        "f64-nan-payload",
        "a NaN is kept with its payload, which the canonical form does not have",
        &subject!(f64 => "f64"),
        &t(f64::from_bits(0xFFF8_0000_0000_1234)),
        |_| true,
        json!({"again": "differs"}),
    );
    f.written(
        "f32-nan-payload",
        "a NaN of 32 bits is kept with its payload",
        &subject!(f32 => "f32"),
        &t(f32::from_bits(0x7FC0_1234)),
        |_| true,
        json!({"again": "differs"}),
    );
}

fn texts<F: Format>(f: &mut Facts<F>) {
    both!(f, String => "string";
        "string", "a String is its length and its UTF-8", "añb".to_string();
        "string-empty", "an empty String", String::new();
        "string-nul", "NUL is a character", "\0".to_string();
        "string-250", "250 bytes", "x".repeat(250);
        "string-251", "251 bytes", "x".repeat(251);
        "string-emoji", "beyond 16 bits", "😀\u{10ffff}".to_string();
    );
    refuses!(f, String => "string";
        "string-utf8", "bytes that are not UTF-8", ByteBuf::from(vec![0xFF]), &[];
        "string-surrogate", "a surrogate in UTF-8", ByteBuf::from(vec![0xED, 0xA0, 0x80]), &[];
        "string-overlong", "an overlong form", ByteBuf::from(vec![0xC0, 0x80]), &[];
        "string-cut", "a character that is cut", ByteBuf::from(vec![0xE2, 0x82]), &[];
    );
    both!(f, char => "string";
        "char", "a char of one byte", 'a';
        "char-2", "of two bytes", 'ß';
        "char-3", "of three bytes", '€';
        "char-4", "of four bytes", '😀';
        "char-nul", "NUL", '\0';
    );
    refuses!(f, char => "string"; "char-none", "no char at all", (), &[]; "char-ff", "a byte that begins no char", [1_u8; 0], &[0xFF, 0xFF];);
    both!(f, Vec<u8> => "bytes"; "bytes", "a Vec<u8> is its length and its bytes", vec![0_u8, 255]; "bytes-empty", "no bytes", Vec::new(););
    both!(f, ByteBuf => "bytes"; "buffer", "serde_bytes writes the same", ByteBuf::from(vec![0_u8, 255]); "buffer-empty", "no bytes of serde_bytes", ByteBuf::new(););
    both!(f, [u8; 4] => "bytes"; "array", "an array of bytes has no length", [1, 2, 3, 255];);
    record!(T {} [] {
        k: u32 => "u32", {} [];
        v: Vec<u8> => "bytes", {"with": "serde_bytes"} [serde(with = "serde_bytes")];
    });
    f.both("bytes-with", "with = serde_bytes changes nothing", &Subject::of_record::<T>(), &T { k: 1, v: vec![9, 8] });
}

fn library<F: Format>(f: &mut Facts<F>) {
    let id = Uuid::from_u128(0x6ba7_b810_9dad_11d1_80b4_00c0_4fd4_30c8);
    both!(f, Uuid => "uuid"; "uuid", "a Uuid is 16 bytes behind their length", id; "uuid-nil", "the nil uuid", Uuid::nil(););
    both!(f, Option<Uuid> => "uuid"; "uuid-none", "no uuid", None; "uuid-some", "some uuid", Some(id););
    refuses!(f, Uuid => "uuid";
        "uuid-15", "15 bytes are no Uuid", ByteBuf::from(vec![1; 15]), &[];
        "uuid-17", "nor are 17", ByteBuf::from(vec![1; 17]), &[];
        "uuid-text", "nor is its text", id.to_string(), &[];
    );
    both!(f, Decimal => "decimal(28,10)";
        "decimal", "a decimal is text", Decimal::new(12_345, 2);
        "decimal-negative", "a negative decimal", Decimal::new(-5, 3);
        "decimal-zero", "zero", Decimal::ZERO;
    );
    f.written(
        "decimal-scale",
        "zeros at the end are kept on the wire, and not in the canonical form",
        &subject!(Decimal => "decimal(28,10)"),
        &t(Decimal::new(100, 2)),
        |read| read == &t(Decimal::new(100, 2)),
        json!({"again": "differs"}),
    );
    both!(f, Decimal => "decimal(38,0)"; "decimal-max", "the greatest decimal of 96 bits", Decimal::MAX; "decimal-min", "the least", Decimal::MIN;);
    both!(f, Decimal => "decimal(38,28)"; "decimal-fine", "28 digits after the point", Decimal::new(1, 28););
    reads!(f, Decimal => "decimal(28,10)"; "decimal-exponent", "an exponent in the text is read", "1e2".to_string(), Decimal::new(100, 0); "decimal-plus", "a plus", "+1.5".to_string(), Decimal::new(15, 1););
    refuses!(f, Decimal => "decimal(28,10)"; "decimal-letters", "letters are no decimal", "1a".to_string(), &[]; "decimal-empty", "nor is nothing", String::new(), &[]; "decimal-over", "nor 2^96", "79228162514264337593543950336".to_string(), &[];);
    both!(f, BigInt => "bigint";
        "bigint", "a BigInt is a sign and digits to the base 2^32, least first", BigInt::from(1_u128 << 70);
        "bigint-negative", "a negative one", BigInt::from(-5);
        "bigint-zero", "zero has sign 0 and no digits", BigInt::ZERO;
        "bigint-u64", "two digits", BigInt::from(u64::MAX);
    );
    reads!(f, BigInt => "bigint";
        "bigint-leading", "digits of zero at the end are read", (1_i8, vec![5_u32, 0]), BigInt::from(5);
        "bigint-no-sign", "sign 0 with digits is zero", (0_i8, vec![5_u32]), BigInt::ZERO;
        "bigint-signed-zero", "a sign without digits is zero", (-1_i8, Vec::<u32>::new()), BigInt::ZERO;
    );
    refuses!(f, BigInt => "bigint"; "bigint-sign", "a sign of 2", (2_i8, vec![5_u32]), &[];);
    f.unreadable(
        "json",
        "serde_json's Value is written and asks for its type when it is read",
        &subject!(serde_json::Value => "json"),
        &t(json!("x")),
    );
}

fn chrono_types<F: Format>(f: &mut Facts<F>) {
    both!(f, DateTime<Utc> => "timestamp(9)";
        "utc", "an instant is text, in a binary format too", utc(1_700_000_000, 0);
        "utc-nanos", "with nine digits", utc(1_700_000_000, 100);
        "utc-before", "before 1970", utc(-1, 500_000_000);
        "utc-year-1", "year 1", utc(canon::MIN_SECONDS, 0);
    );
    both!(f, Option<DateTime<Utc>> => "timestamp(9)"; "utc-none", "no instant", None;);
    both!(f, DateTime<FixedOffset> => "timestamp(9,offset)"; "fixed", "an instant with its offset", fixed(1_700_000_000, 120_000_000, 19_800); "fixed-west", "west", fixed(1_700_000_000, 0, -12_600););
    f.lossy(
        "fixed-seconds",
        "an offset of +00:19:32 is rounded to +00:20, so the instant moves 28 s",
        &subject!(DateTime<FixedOffset> => "timestamp(9,offset)"),
        &t(fixed(-1_000_000_000, 0, 1_172)),
    );
    reads!(f, DateTime<Utc> => "timestamp(9)"; "utc-offset", "an offset is turned to UTC", "2023-11-14T23:13:20+01:00".to_string(), utc(1_700_000_000, 0); "utc-space", "a space for the T", "2023-11-14 22:13:20Z".to_string(), utc(1_700_000_000, 0););
    refuses!(f, DateTime<Utc> => "timestamp(9)"; "utc-no-zone", "no zone", "2023-11-14T22:13:20".to_string(), &[]; "utc-empty", "an empty text", String::new(), &[]; "utc-month", "month 13", "2023-13-14T22:13:20Z".to_string(), &[];);
    finding!(f, DateTime<Utc> => "timestamp(9)";
        "utc-leap", "a leap second is read, and has no canonical value", "2016-12-31T23:59:60Z".to_string(), "timestamp";
        "utc-year-10000", "year 10000 has no canonical value", "+10000-01-01T00:00:00Z".to_string(), "range";
    );
    both!(f, NaiveDateTime => "datetime"; "naive", "a local time is text", utc(1_700_000_000, 1).naive_utc(););
    refuses!(f, NaiveDateTime => "datetime"; "naive-zone", "a zone is refused", "2023-11-14T22:13:20Z".to_string(), &[];);
    both!(f, NaiveDate => "date"; "date", "a date is text", NaiveDate::from_ymd_opt(2024, 2, 29).unwrap_or_default(););
    refuses!(f, NaiveDate => "date"; "date-29", "29 February of a common year", "2023-02-29".to_string(), &[];);
    both!(f, NaiveTime => "time"; "time", "a time of day is text", NaiveTime::from_hms_nano_opt(9, 5, 0, 40_000).unwrap_or_default(););
    both!(f, TimeDelta => "duration";
        "delta", "a TimeDelta is seconds and nanoseconds", TimeDelta::milliseconds(1_500);
        "delta-negative", "negative deltas are floored", TimeDelta::milliseconds(-1_500);
        "delta-max", "the longest", TimeDelta::MAX;
        "delta-min", "the longest backwards", TimeDelta::MIN;
    );
    refuses!(f, TimeDelta => "duration"; "delta-nanos", "a billion nanoseconds", (0_i64, 1_000_000_000_i32), &[]; "delta-negative-nanos", "negative nanoseconds", (0_i64, -1_i32), &[]; "delta-beyond", "more than a TimeDelta holds", (i64::MAX, 0_i32), &[];);
    macro_rules! epoch {
        ($id:literal, $with:literal, $path:literal, $of:ty, $canon:literal, $value:expr) => {{
            record!(T {} [] {
                k: u32 => "u32", {} [];
                v: $of => $canon, {"with": $with} [serde(with = $path)];
            });
            f.both(concat!("epoch-", $id), concat!($with, " of ", stringify!($of), " is an i64"), &Subject::of_record::<T>(), &T { k: 1, v: $value });
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
    both!(f, Duration => "duration"; "duration", "a Duration is seconds and nanoseconds", Duration::new(1, 500); "duration-zero", "no time", Duration::ZERO; "duration-max", "the longest Duration", Duration::MAX;);
    reads!(f, Duration => "duration"; "duration-carry", "a billion nanoseconds and more are carried over", (1_u64, 1_500_000_000_u32), Duration::new(2, 500_000_000););
    refuses!(f, Duration => "duration"; "duration-overflow", "a carry beyond the longest", (u64::MAX, 1_000_000_000_u32), &[];);
    let system = |seconds, nanos| SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos);
    both!(f, SystemTime => "timestamp(9)"; "system", "a SystemTime is a Duration since 1970", system(1_700_000_000, 1); "system-epoch", "1970", SystemTime::UNIX_EPOCH;);
    reads!(f, SystemTime => "timestamp(9)"; "system-carry", "nanoseconds are carried over", (1_u64, 1_000_000_000_u32), system(2, 0););
    refuses!(f, SystemTime => "timestamp(9)"; "system-overflow", "more seconds than a SystemTime holds", (u64::MAX, 0_u32), &[];);
    finding!(f, SystemTime => "timestamp(9)"; "system-beyond", "a SystemTime beyond year 9999 has no canonical value", (253_402_300_800_u64, 0_u32), "range";);
    f.unwritable(
        "system-before",
        "a SystemTime before 1970 is refused by the writer",
        &subject!(SystemTime => "timestamp(9)"),
        &t(SystemTime::UNIX_EPOCH - Duration::new(1, 0)),
    );
}

fn time_crate<F: Format>(f: &mut Facts<F>) {
    both!(f, time::OffsetDateTime => "timestamp(9,offset)";
        "time-offset", "an OffsetDateTime is a row of numbers: year, day of the year, hour ... offset", offset(1_700_000_000, 120_000_000, 3_600);
        "time-offset-west", "the parts of a western offset are negative", offset(1_700_000_000, 1, -12_630);
    );
    refuses!(f, time::OffsetDateTime => "timestamp(9,offset)";
        "time-offset-day", "day 0 of the year", (2023_i32, 0_u16, 22_u8, 13_u8, 20_u8, 0_u32, 0_i8, 0_i8, 0_i8), &[];
        "time-offset-hour", "hour 24", (2023_i32, 318_u16, 24_u8, 13_u8, 20_u8, 0_u32, 0_i8, 0_i8, 0_i8), &[];
        "time-offset-nanos", "a billion nanoseconds", (2023_i32, 318_u16, 22_u8, 13_u8, 20_u8, 1_000_000_000_u32, 0_i8, 0_i8, 0_i8), &[];
    );
    let local = offset(1_700_000_000, 999, 0);
    both!(f, time::PrimitiveDateTime => "datetime"; "time-primitive", "a PrimitiveDateTime is six numbers", time::PrimitiveDateTime::new(local.date(), local.time()););
    both!(f, time::Date => "date"; "time-date", "a Date is year and day of the year", time::Date::from_ordinal_date(2024, 366).unwrap_or(time::Date::MIN););
    refuses!(f, time::Date => "date"; "time-date-366", "day 366 of a common year", (2023_i32, 366_u16), &[];);
    both!(f, time::Time => "time"; "time-time", "a Time is hour, minute, second, nanosecond", time::Time::from_hms_nano(23, 59, 59, 999_999_999).unwrap_or(time::Time::MIDNIGHT););
    refuses!(f, time::Time => "time"; "time-time-60", "second 60", (9_u8, 5_u8, 60_u8, 0_u32), &[];);
    both!(f, time::Duration => "duration";
        "time-duration", "a Duration is seconds and nanoseconds", time::Duration::new(1, 500);
        "time-duration-negative", "both parts of a negative Duration are negative", time::Duration::milliseconds(-1_500);
        "time-duration-min", "the longest backwards", time::Duration::MIN;
    );
    reads!(f, time::Duration => "duration"; "time-duration-carry", "a billion nanoseconds and more are carried over", (1_i64, 1_500_000_000_i32), time::Duration::new(2, 500_000_000););
    record!(T {} [] {
        k: u32 => "u32", {} [];
        v: time::OffsetDateTime => "timestamp(9,offset)", {"with": "time::serde::rfc3339"} [serde(with = "time::serde::rfc3339")];
    });
    let subject = Subject::of_record::<T>();
    f.both("rfc3339", "time::serde::rfc3339 is text", &subject, &T { k: 1, v: offset(1_700_000_000, 120_000_000, 3_600) });
    f.unwritable("rfc3339-seconds", "time::serde::rfc3339 refuses an offset with seconds", &subject, &T { k: 1, v: offset(1_700_000_000, 0, 1_172) });
    #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Day {
        k: u32,
        v: String,
    }
    impl Canonical for Day {
        fn canonical(&self) -> Value {
            Value::record([("k", self.k.into()), ("v", Value::Int(19_782))])
        }
    }
    let text = Subject::of(
        json!({"T": {"struct": [side_field("k", "u32", Node::Null), side_field("v", "String", Node::Null)]}}),
        json!([field(1, "k", "u32", json!("u32")), field(2, "v", "String", json!("date"))]),
    );
    f.both("date-string", "a date in a String", &text, &Day { k: 1, v: "2024-02-29".to_string() });
}
