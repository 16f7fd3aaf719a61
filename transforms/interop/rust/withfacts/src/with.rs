//! The forms of serde_with.

use crate::fact::{Facts, Skipping, Subject};
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use serde_json::{Value as Node, json};
use serde_with::base64::{Base64, UrlSafe};
use serde_with::formats::{Padded, Unpadded, Uppercase};
use serde_with::hex::Hex;
use serde_with::{
    BoolFromInt, Bytes, DefaultOnNull, DisplayFromStr, DurationMicroSeconds, DurationMilliSeconds, DurationMilliSecondsWithFrac, DurationNanoSeconds,
    DurationSeconds, DurationSecondsWithFrac, NoneAsEmptyString, PickFirst, Same, TimestampMicroSeconds, TimestampMilliSeconds,
    TimestampMilliSecondsWithFrac, TimestampNanoSeconds, TimestampSeconds, TimestampSecondsWithFrac,
};
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

macro_rules! writes {
    ($f:ident, $rust:ty, $form:ty, $canonical:tt; $($id:expr, $fact:expr, $value:expr;)*) => {
        $($f.writes::<$rust, $form>($id, $fact, &Subject::of(stringify!($rust), stringify!($form), json!($canonical)), $value, Node::Null);)*
    };
}

macro_rules! reads {
    ($f:ident, $rust:ty, $form:ty, $canonical:tt; $($id:expr, $fact:expr, $text:expr;)*) => {
        $($f.reads::<$rust, $form>($id, $fact, &Subject::of(stringify!($rust), stringify!($form), json!($canonical)), $text, Node::Null);)*
    };
}

macro_rules! leniently {
    ($f:ident, $rust:ty, $form:ty, $canonical:tt; $($id:expr, $fact:expr, $text:expr;)*) => {
        $($f.reads::<$rust, $form>($id, $fact, &Subject::of(stringify!($rust), stringify!($form), json!($canonical)), $text, json!({"lenient": true}));)*
    };
}

pub fn all(f: &mut Facts) {
    displayed(f);
    durations(f);
    instants(f);
    bytes(f);
    others(f);
}

fn displayed(f: &mut Facts) {
    writes!(f, i64, DisplayFromStr, "i64"; "as-display-i64", "an i64 as a text", -5; "as-display-i64-least", "the least i64 as a text", i64::MIN;);
    writes!(f, u128, DisplayFromStr, "u128"; "as-display-u128", "the greatest u128 as a text", u128::MAX;);
    writes!(f, bool, DisplayFromStr, "bool"; "as-display-bool", "a bool as a text", true;);
    writes!(f, char, DisplayFromStr, "string"; "as-display-char", "a char as a text", 'ß';);
    writes!(f, String, DisplayFromStr, "string"; "as-display-string", "a String as a text is itself", "a\"b".to_string(); "as-display-string-empty", "an empty String", String::new(););
    for (id, value) in [("whole", 1.0), ("tenth", 0.1), ("great", 1e21), ("tiny", 5e-324), ("zero", -0.0), ("nan", f64::NAN), ("inf", f64::INFINITY), ("minus-inf", f64::NEG_INFINITY)] {
        f.writes::<f64, DisplayFromStr>(&format!("as-display-f64-{id}"), &format!("an f64 as a text: {id}"), &Subject::of("f64", "DisplayFromStr", json!("f64")), value, Node::Null);
    }
    writes!(f, f32, DisplayFromStr, "f32"; "as-display-f32", "an f32 as a text", 0.1; "as-display-f32-max", "the greatest f32 as a text", f32::MAX;);
    for (id, text) in [("plus", "\"+5\""), ("zeros", "\"007\""), ("minus-zero", "\"-0\""), ("empty", "\"\""), ("space", "\" 5\""), ("bare", "5"), ("float", "\"5.0\""), ("hex", "\"0x5\""),
        ("great", "\"9223372036854775808\""), ("escaped", "\"\\u0035\""), ("null", "null")]
    {
        f.reads::<i64, DisplayFromStr>(&format!("as-display-i64-{id}"), &format!("what is read as an i64 in a text: {id}"), &Subject::of("i64", "DisplayFromStr", json!("i64")), text, Node::Null);
        f.reads::<u8, DisplayFromStr>(&format!("as-display-u8-{id}"), &format!("what is read as a u8 in a text: {id}"), &Subject::of("u8", "DisplayFromStr", json!("u8")), text, Node::Null);
    }
    for (id, text) in [("exponent", "\"1e3\""), ("point", "\".\""), ("point-first", "\".5\""), ("point-last", "\"5.\""), ("nan", "\"nAn\""), ("infinity", "\"-Infinity\""), ("bare", "1.5"),
        ("empty", "\"\""), ("space", "\"1 \""), ("hex", "\"0x1p4\""), ("underscore", "\"1_0\"")]
    {
        f.reads::<f64, DisplayFromStr>(&format!("as-display-f64-{id}-read"), &format!("what is read as an f64 in a text: {id}"), &Subject::of("f64", "DisplayFromStr", json!("f64")), text, Node::Null);
    }
    leniently!(f, f64, DisplayFromStr, "f64"; "as-display-f64-beyond", "a number beyond f64 in a text is read as infinity", "\"1e400\"";);
    reads!(f, bool, DisplayFromStr, "bool"; "as-display-bool-upper", "a bool in upper case", "\"TRUE\""; "as-display-bool-one", "a bool as 1", "\"1\""; "as-display-bool-bare", "a bare bool", "true";);
    reads!(f, char, DisplayFromStr, "string"; "as-display-char-two", "two characters are no char", "\"ab\"";);
    writes!(f, Option<i64>, Option<DisplayFromStr>, "i64"; "as-display-some", "Some of a text", Some(5); "as-display-none", "None is null", None;);
    writes!(f, Vec<u8>, Vec<DisplayFromStr>, {"list": "u8"}; "as-display-vec", "a list of texts", vec![1, 255];);
    writes!(f, BTreeMap<String, i64>, BTreeMap<Same, DisplayFromStr>, {"map": {"key": "string", "value": "i64"}}; "as-display-map", "a map of texts", BTreeMap::from([("a".to_string(), 1)]););
    writes!(f, Option<Vec<i64>>, Option<Vec<DisplayFromStr>>, {"list": "i64"}; "as-display-deep", "texts deep inside", Some(vec![7]););
}

fn durations(f: &mut Facts) {
    let d = Duration::new(5, 600_000_000);
    writes!(f, Duration, DurationSeconds<u64>, "duration"; "as-seconds", "a Duration as seconds", Duration::from_secs(5); "as-seconds-rounded", "a Duration as seconds is rounded", d;
        "as-seconds-down", "or rounded down", Duration::new(5, 400_000_000); "as-seconds-most", "the greatest Duration in seconds", Duration::from_secs(u64::MAX););
    writes!(f, Duration, DurationSeconds<String>, "duration"; "as-seconds-text", "seconds as a text", Duration::from_secs(5););
    writes!(f, Duration, DurationSeconds<f64>, "duration"; "as-seconds-f64", "seconds as a float", Duration::from_secs(5); "as-seconds-f64-rounded", "seconds as a float are rounded", d;);
    writes!(f, Duration, DurationMilliSeconds<u64>, "duration"; "as-millis", "milliseconds", d; "as-millis-rounded", "milliseconds are rounded", Duration::new(0, 1_500_001););
    writes!(f, Duration, DurationMicroSeconds<u64>, "duration"; "as-micros", "microseconds", Duration::new(1, 1_000););
    writes!(f, Duration, DurationNanoSeconds<u64>, "duration"; "as-nanos", "nanoseconds", Duration::new(1, 1); "as-nanos-beyond", "nanoseconds beyond 64 bits", Duration::from_secs(1 << 40););
    for (i, value) in [d, Duration::new(0, 1), Duration::new(1, 1), Duration::new(12_345_678, 123_456_789), Duration::new(1_700_000_000, 500_000_000), Duration::new(3, 300_000_000), Duration::ZERO,
        Duration::new(0, 999_999_999), Duration::new(100, 100_000_000), Duration::new(4, 35_000_000)].into_iter().enumerate()
    {
        f.writes::<Duration, DurationSecondsWithFrac<f64>>(&format!("as-frac-f64-{i}"), &format!("seconds with a fraction as a float: {value:?}"), &Subject::of("Duration", "DurationSecondsWithFrac<f64>", json!("duration")), value, Node::Null);
        f.writes::<Duration, DurationSecondsWithFrac<String>>(&format!("as-frac-text-{i}"), &format!("seconds with a fraction as a text: {value:?}"), &Subject::of("Duration", "DurationSecondsWithFrac<String>", json!("duration")), value, Node::Null);
        f.writes::<Duration, DurationMilliSecondsWithFrac<f64>>(&format!("as-frac-millis-{i}"), &format!("milliseconds with a fraction: {value:?}"), &Subject::of("Duration", "DurationMilliSecondsWithFrac<f64>", json!("duration")), value, Node::Null);
        f.writes::<Duration, DurationMilliSecondsWithFrac<String>>(&format!("as-frac-millis-text-{i}"), &format!("milliseconds with a fraction as a text: {value:?}"), &Subject::of("Duration", "DurationMilliSecondsWithFrac<String>", json!("duration")), value, Node::Null);
    }
    writes!(f, TimeDelta, DurationSeconds<i64>, "duration"; "as-delta", "a TimeDelta as seconds", TimeDelta::seconds(-5); "as-delta-rounded", "a TimeDelta as seconds is rounded", TimeDelta::milliseconds(-5_600););
    writes!(f, TimeDelta, DurationNanoSeconds<i64>, "duration"; "as-delta-nanos", "a TimeDelta as nanoseconds", TimeDelta::nanoseconds(-7););
    writes!(f, TimeDelta, DurationSecondsWithFrac<f64>, "duration"; "as-delta-frac", "a TimeDelta with a fraction", TimeDelta::milliseconds(-5_500););
    writes!(f, TimeDelta, DurationSecondsWithFrac<String>, "duration"; "as-delta-frac-text", "a TimeDelta with a fraction as a text", TimeDelta::milliseconds(-5_500););
    writes!(f, TimeDelta, DurationMilliSeconds<String>, "duration"; "as-delta-text", "a TimeDelta as a text of milliseconds", TimeDelta::milliseconds(-1););
    writes!(f, Option<Duration>, Option<DurationSeconds<u64>>, "duration"; "as-seconds-none", "no Duration is null", None; "as-seconds-some", "some Duration", Some(Duration::from_secs(1)););
    reads!(f, Duration, DurationSeconds<u64>, "duration"; "as-seconds-negative", "a Duration is never negative", "-1"; "as-seconds-point", "nor a float", "1.0"; "as-seconds-quoted", "nor a text", "\"1\"";
        "as-seconds-beyond", "nor beyond 64 bits", "18446744073709551616"; "as-seconds-minus-zero", "nor -0", "-0";);
    reads!(f, Duration, DurationSeconds<f64>, "duration"; "as-seconds-f64-int", "an integer is a float", "5"; "as-seconds-f64-negative", "a negative float", "-1.0"; "as-seconds-f64-great", "a float beyond Duration", "1e300";);
    leniently!(f, Duration, DurationSeconds<f64>, "duration"; "as-seconds-f64-round", "a float is rounded when it is read", "5.6";);
    reads!(f, Duration, DurationSeconds<String>, "duration"; "as-seconds-text-plus", "a plus in a text", "\"+5\""; "as-seconds-text-point", "a point in a text", "\"5.0\""; "as-seconds-text-bare", "a bare number", "5";
        "as-seconds-text-negative", "a negative text", "\"-5\""; "as-seconds-text-empty", "an empty text", "\"\"";);
    for (id, text) in [("short", "\"5.6\""), ("digits", "\"5.123456789\""), ("many", "\"5.1234567891\""), ("plus", "\"+5.5\""), ("minus", "\"-5.5\""), ("point-last", "\"5.\""), ("point-first", "\".5\""),
        ("exponent", "\"1e3\""), ("empty", "\"\""), ("two", "\"1.2.3\""), ("whole", "\"7\""), ("bare", "5.6"), ("zeros", "\"005.50\"")]
    {
        f.reads::<Duration, DurationSecondsWithFrac<String>>(&format!("as-frac-text-{id}"), &format!("what is read as a fraction in a text: {id}"), &Subject::of("Duration", "DurationSecondsWithFrac<String>", json!("duration")), text, Node::Null);
    }
    for (id, text) in [("tenth", "0.1"), ("nanos", "1.123456789"), ("more", "1.1234567891234"), ("negative", "-0.5"), ("int", "7"), ("far", "1700000000.1234567"), ("quoted", "\"5.6\""), ("huge", "1e25")] {
        f.reads::<Duration, DurationSecondsWithFrac<f64>>(&format!("as-frac-f64-{id}-read"), &format!("what is read as a fraction: {id}"), &Subject::of("Duration", "DurationSecondsWithFrac<f64>", json!("duration")), text, Node::Null);
        f.reads::<TimeDelta, DurationMilliSecondsWithFrac<f64>>(&format!("as-delta-frac-{id}-read"), &format!("what is read as milliseconds with a fraction: {id}"), &Subject::of("TimeDelta", "DurationMilliSecondsWithFrac<f64>", json!("duration")), text, Node::Null);
    }
}

fn instants(f: &mut Facts) {
    let at = DateTime::from_timestamp(1_700_000_000, 0).unwrap_or_default();
    let half = DateTime::from_timestamp(1_700_000_000, 500_000_000).unwrap_or_default();
    let before = DateTime::from_timestamp(-1, 500_000_000).unwrap_or_default();
    writes!(f, DateTime<Utc>, TimestampSeconds<i64>, "timestamp(9)"; "as-utc", "an instant as seconds", at; "as-utc-rounded", "an instant as seconds is rounded", half; "as-utc-before-rounded", "also before 1970", before;);
    writes!(f, DateTime<Utc>, TimestampMilliSeconds<i64>, "timestamp(3)"; "as-utc-millis", "an instant as milliseconds", half; "as-utc-millis-before", "before 1970", before;);
    writes!(f, DateTime<Utc>, TimestampMicroSeconds<String>, "timestamp(9)"; "as-utc-micros-text", "an instant as a text of microseconds", half;);
    writes!(f, DateTime<Utc>, TimestampNanoSeconds<i64>, "timestamp(9)"; "as-utc-nanos", "an instant as nanoseconds", half + TimeDelta::nanoseconds(1););
    writes!(f, DateTime<Utc>, TimestampSecondsWithFrac<f64>, "timestamp(9)"; "as-utc-frac", "an instant with a fraction", half; "as-utc-frac-before", "an instant before 1970 with a fraction", before;
        "as-utc-frac-lost", "an instant that no float gives back", half + TimeDelta::nanoseconds(1););
    writes!(f, DateTime<Utc>, TimestampSecondsWithFrac<String>, "timestamp(9)"; "as-utc-frac-text", "an instant with a fraction as a text", half; "as-utc-frac-text-before", "before 1970", before;
        "as-utc-frac-text-lost", "a text is written by way of a float too", half + TimeDelta::nanoseconds(1););
    writes!(f, DateTime<Utc>, TimestampMilliSecondsWithFrac<f64>, "timestamp(9)"; "as-utc-millis-frac", "milliseconds with a fraction", half + TimeDelta::microseconds(250););
    writes!(f, NaiveDateTime, TimestampSeconds<i64>, "datetime"; "as-naive", "a time without zone as seconds", at.naive_utc(););
    writes!(f, NaiveDateTime, TimestampMilliSeconds<i64>, "datetime"; "as-naive-before", "a time without zone before 1970", before.naive_utc(););
    writes!(f, SystemTime, TimestampSeconds<i64>, "timestamp(9)"; "as-system", "a SystemTime as seconds", SystemTime::UNIX_EPOCH + Duration::from_secs(7); "as-system-before", "a SystemTime before 1970", SystemTime::UNIX_EPOCH - Duration::from_secs(7););
    writes!(f, Option<DateTime<Utc>>, Option<TimestampSeconds<i64>>, "timestamp(0)"; "as-utc-none", "no instant is null", None;);
    reads!(f, DateTime<Utc>, TimestampSeconds<i64>, "timestamp(9)"; "as-utc-float", "a float is no integer", "1.0"; "as-utc-text", "nor is a text", "\"1\""; "as-utc-negative", "an instant before 1970", "-1"; "as-utc-beyond", "beyond 64 bits", "9223372036854775808";);
    reads!(f, DateTime<Utc>, TimestampMilliSeconds<String>, "timestamp(9)"; "as-utc-millis-text", "a text of milliseconds", "\"-1\""; "as-utc-millis-plus", "with a plus", "\"+1500\""; "as-utc-millis-bare", "and no bare number", "1";);
    reads!(f, DateTime<Utc>, TimestampSecondsWithFrac<f64>, "timestamp(9)"; "as-utc-frac-read", "a float of seconds", "1700000000.1234567"; "as-utc-frac-negative", "before 1970", "-0.25"; "as-utc-frac-int", "an integer", "5";);
    reads!(f, DateTime<Utc>, TimestampSecondsWithFrac<String>, "timestamp(9)"; "as-utc-frac-text-read", "a text of seconds", "\"1700000000.123456789\""; "as-utc-frac-text-minus", "before 1970", "\"-0.25\"";);
}

fn bytes(f: &mut Facts) {
    let some = || vec![250_u8, 251, 252, 1];
    writes!(f, Vec<u8>, Bytes, "bytes"; "as-bytes", "Bytes is an array of numbers", some(););
    writes!(f, Vec<u8>, Base64, "bytes"; "as-base64", "base64", some(); "as-base64-empty", "base64 of nothing", Vec::new(); "as-base64-three", "base64 without padding needed", vec![1, 2, 3];);
    writes!(f, Vec<u8>, Base64<UrlSafe, Padded>, "bytes"; "as-base64-url", "base64 for URLs", some(););
    writes!(f, Vec<u8>, Base64<UrlSafe, Unpadded>, "bytes"; "as-base64-bare", "base64 for URLs without padding", some(););
    writes!(f, Vec<u8>, Hex, "bytes"; "as-hex", "hex", some(); "as-hex-empty", "hex of nothing", Vec::new(););
    writes!(f, Vec<u8>, Hex<Uppercase>, "bytes"; "as-hex-upper", "hex in upper case", some(););
    writes!(f, Option<Vec<u8>>, Option<Base64>, "bytes"; "as-base64-none", "no bytes are null", None; "as-base64-some", "some bytes", Some(some()););
    for (id, text) in [("padded", "\"+vv8AQ==\""), ("bare", "\"+vv8AQ\""), ("url", "\"-vv8AQ==\""), ("one", "\"+\""), ("dirty", "\"AQF=\""), ("clean", "\"AQE=\""), ("space", "\"AQ E=\""), ("line", "\"AQ\\nE=\""),
        ("much", "\"AQE==\""), ("alone", "\"=\""), ("array", "[1,2]"), ("inner", "\"AQ==AQ==\"")]
    {
        f.reads::<Vec<u8>, Base64>(&format!("as-base64-{id}-read"), &format!("what is read as base64: {id}"), &Subject::of("Vec<u8>", "Base64", json!("bytes")), text, Node::Null);
        f.reads::<Vec<u8>, Base64<UrlSafe, Unpadded>>(&format!("as-base64-url-{id}-read"), &format!("what is read as base64 for URLs: {id}"), &Subject::of("Vec<u8>", "Base64<UrlSafe, Unpadded>", json!("bytes")), text, Node::Null);
    }
    for (id, text) in [("mixed", "\"fA01\""), ("odd", "\"fa0\""), ("prefix", "\"0xfa\""), ("letter", "\"fg\""), ("array", "[1]"), ("space", "\"fa 01\"")] {
        f.reads::<Vec<u8>, Hex>(&format!("as-hex-{id}-read"), &format!("what is read as hex: {id}"), &Subject::of("Vec<u8>", "Hex", json!("bytes")), text, Node::Null);
    }
}

fn others(f: &mut Facts) {
    writes!(f, Option<String>, NoneAsEmptyString, "string"; "as-none", "None is an empty text", None; "as-none-some", "Some of a text", Some("x".to_string()); "as-none-empty", "Some of an empty text is written as None is", Some(String::new()););
    writes!(f, Option<i64>, NoneAsEmptyString, "i64"; "as-none-i64", "None of a number is an empty text", None; "as-none-i64-some", "Some of a number is a text", Some(-7););
    reads!(f, Option<i64>, NoneAsEmptyString, "i64"; "as-none-null", "null is None too", "null"; "as-none-bare", "a bare number is none", "5"; "as-none-letters", "nor are letters", "\"x\""; "as-none-plus", "a plus", "\"+5\"";);
    f.reads_record::<Option<i64>, NoneAsEmptyString>("as-none-missing", "the field must be there", &Subject::of("Option<i64>", "NoneAsEmptyString", json!("i64")), "{\"k\":1}", Node::Null);
    writes!(f, i64, PickFirst<(Same, DisplayFromStr)>, "i64"; "as-first", "the first form is written", 5;);
    reads!(f, i64, PickFirst<(Same, DisplayFromStr)>, "i64"; "as-first-text", "either is read", "\"5\""; "as-first-bad", "nothing else is", "\"x\""; "as-first-null", "nor null", "null"; "as-first-float", "nor a float", "1.5";);
    reads!(f, f64, PickFirst<(Same, DisplayFromStr)>, "f64"; "as-first-f64-text", "a float in a text", "\"1.5\""; "as-first-f64", "a bare float", "1.5";);
    writes!(f, i64, DefaultOnNull, "i64"; "as-default", "a value is written as itself", 5; "as-default-zero", "also the default", 0;);
    reads!(f, i64, DefaultOnNull, "i64"; "as-default-null", "null is read as the default", "null"; "as-default-text", "a text is none", "\"5\"";);
    reads!(f, String, DefaultOnNull, "string"; "as-default-string", "null is an empty text", "null";);
    reads!(f, bool, DefaultOnNull, "bool"; "as-default-bool", "null is false", "null";);
    writes!(f, bool, BoolFromInt, "bool"; "as-int-true", "true is 1", true; "as-int-false", "false is 0", false;);
    reads!(f, bool, BoolFromInt, "bool"; "as-int-two", "2 is no bool", "2"; "as-int-word", "nor is a word", "true"; "as-int-float", "nor a float", "1.0"; "as-int-minus", "nor -1", "-1"; "as-int-minus-zero", "nor -0", "-0"; "as-int-text", "nor a text", "\"1\"";);
    f.skipping("skip-none", "skip_serializing_none leaves out what is None", &Skipping { k: 1, v: None, w: Some("x".to_string()) });
    f.skipping("skip-none-all", "all of it", &Skipping { k: 1, v: None, w: None });
    f.skipping("skip-none-not", "and nothing else", &Skipping { k: 1, v: Some(0), w: Some(String::new()) });
}
