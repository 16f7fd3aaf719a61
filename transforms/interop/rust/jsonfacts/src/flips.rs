//! What every single-bit flip of a typical record does to what `serde_json` reads.

use crate::fact::{Subject, T};
use crate::subject;
use canon::Canonical;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Node, json};
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// A line for each record: its wire, its bytes, and for each flip that is not refused the bytes it then has, or the
/// reason why it has none.
pub fn all(dialect: &str) -> (Vec<String>, Vec<String>) {
    let mut lines = Vec::new();
    let mut failures = Vec::new();
    let mut add = |line: Result<Node, String>| match line {
        Ok(line) => lines.push(line.to_string()),
        Err(failure) => failures.push(failure),
    };
    macro_rules! flip {
        ($($id:literal, $of:ty => $canon:tt, $wire:expr;)*) => {
            $(add(flips::<T<$of>>(dialect, $id, &subject!($of => $canon), &format!("{{\"k\":1,\"v\":{}}}", $wire)));)*
        };
    }
    flip!(
        "i64", i64 => "i64", "-9007199254740993";
        "u8", u8 => "u8", "200";
        "i128", i128 => "i128", "170141183460469231731687303715884105727";
        "f64", f64 => "f64", "13.809359999999998";
        "f64-exponent", f64 => "f64", "1.7976931348623157e+308";
        "f64-exponent-small", f64 => "f64", "-2.5e-9";
        "f32", f32 => "f32", "0.10000001";
        "bool", bool => "bool", "true";
        "string", String => "string", "\"Zürich \\u00e9\\n\\\"→ 😀\"";
        "char", char => "string", "\"é\"";
        "option", Option<i64> => "i64", "null";
        "list", Vec<i64> => {"list": "i64"}, "[1,20,-3]";
        "tuple", (i64, String) => {"tuple": ["i64", "string"]}, "[1,\"a\"]";
        "map", BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}}, "{\"air\":98,\"ground\":18}";
        "map-int", BTreeMap<i64, bool> => {"map": {"key": "i64", "value": "bool"}}, "{\"-10\":true,\"9\":false}";
        "bytes", Vec<u8> => "bytes", "[0,127,255]";
        "utc", DateTime<Utc> => "timestamp(9)", "\"2013-02-01T10:59:03.120Z\"";
        "utc-nanos", DateTime<Utc> => "timestamp(9)", "\"2013-12-31T23:59:59.123456789Z\"";
        "fixed", DateTime<FixedOffset> => "timestamp(9,offset)", "\"2013-02-01T04:56:00-05:00\"";
        "fixed-east", DateTime<FixedOffset> => "timestamp(9,offset)", "\"2016-02-29T20:08:07.000001+11:30\"";
        "naive", NaiveDateTime => "datetime", "\"2013-10-20T08:07:09.5\"";
        "date", NaiveDate => "date", "\"2013-10-20\"";
        "time", NaiveTime => "time", "\"20:08:07.120\"";
        "delta", TimeDelta => "duration", "[-2,500000000]";
        "duration", Duration => "duration", "{\"secs\":5880,\"nanos\":7}";
        "system", SystemTime => "timestamp(9)", "{\"secs_since_epoch\":1360000000,\"nanos_since_epoch\":5}";
        "time-offset", time::OffsetDateTime => "timestamp(9,offset)", "[2013,32,4,56,0,0,-5,0,0]";
        "time-duration", time::Duration => "duration", "[-1,-500000000]";
        "uuid", Uuid => "uuid", "\"6ba7b810-9dad-11d1-80b4-00c04fd430c8\"";
        "decimal", rust_decimal::Decimal => "decimal(28,10)", "\"-123.4500\"";
        "bigint", num_bigint::BigInt => "bigint", "[-1,[5,64]]";
        "json", Node => "json", "{\"a\":[1,2.5,null,true],\"b\":{\"c\":\"x\"}}";
    );
    (lines, failures)
}

fn flips<V>(dialect: &str, id: &str, subject: &Subject, wire: &str) -> Result<Node, String>
where
    V: Canonical + Serialize + DeserializeOwned,
{
    let era = dialect.rsplit('@').next().unwrap_or_default();
    let read: V = serde_json::from_str(wire).map_err(|error| format!("{id}: {wire} is not read: {error}"))?;
    let canonical = subject.encode(&read.canonical()).map_err(|reason| format!("{id}: {reason}"))?;
    let mut kept = Vec::new();
    let mut bytes = wire.as_bytes().to_vec();
    for bit in 0..bytes.len() * 8 {
        bytes[bit / 8] ^= 1 << (bit % 8);
        // A record is a line, so a flip that makes a line feed makes two records.
        if !bytes.contains(&b'\n')
            && let Ok(read) = serde_json::from_slice::<V>(&bytes)
        {
            kept.push(match subject.encode(&read.canonical()) {
                Ok(bytes) => json!({"bit": bit, "canonical": bytes}),
                Err(reason) => json!({"bit": bit, "finding": reason}),
            });
        }
        bytes[bit / 8] ^= 1 << (bit % 8);
    }
    let mut line = subject.line(&format!("flips-{id}@{era}"), "what single-bit flips do", dialect);
    line.insert("wire".to_string(), json!(wire));
    line.insert("canonical".to_string(), json!(canonical));
    line.insert("kept".to_string(), Node::Array(kept));
    Ok(Node::Object(line))
}
