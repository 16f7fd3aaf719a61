//! The records: every shape that a side can declare, in seven types.

use crate::kinds::{Adjacent, Beside, Circle, External, Plain, Shape, Square, Tagged, Untagged};
use crate::sample::{Sample, Source};
use crate::shape::Declared;
use crate::{record, variants};
use canon::{Canonical, Value};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use serde_bytes::ByteBuf;
use serde_json::json;
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};
use uuid::Uuid;

macro_rules! sampled {
    ($name:ident { $($field:ident),* $(,)? }) => {
        impl Sample for $name {
            fn sample(source: &mut Source) -> $name {
                $name { $($field: source.any()),* }
            }
        }
    };
}

record!(Numbers {"deny_unknown_fields": true} [#[serde(deny_unknown_fields)]] {
    k: u32 => "u32", {} [];
    truth: bool => "bool", {} [];
    a: i8 => "i8", {} [];
    b: i16 => "i16", {} [];
    c: i32 => "i32", {} [];
    d: i64 => "i64", {} [];
    e: i128 => "i128", {} [];
    f: isize => "i64", {} [];
    g: u8 => "u8", {} [];
    h: u16 => "u16", {} [];
    i: u32 => "u32", {} [];
    j: u64 => "u64", {} [];
    l: u128 => "u128", {} [];
    m: usize => "u64", {} [];
    single: f32 => "f32", {} [];
    double: f64 => "f64", {} [];
    singles: Vec<f32> => {"list": "f32"}, {} [];
    doubles: Vec<f64> => {"list": "f64"}, {} [];
    maybe: Option<f64> => "f64", {} [];
});
sampled!(Numbers { k, truth, a, b, c, d, e, f, g, h, i, j, l, m, single, double, singles, doubles, maybe });

record!(Texts {"deny_unknown_fields": true} [#[serde(deny_unknown_fields)]] {
    k: u32 => "u32", {} [];
    text: String => "string", {} [];
    letter: char => "string", {} [];
    texts: Vec<String> => {"list": "string"}, {} [];
    maybe: Option<String> => "string", {} [];
    numbers: Vec<u8> => "bytes", {} [];
    buffer: ByteBuf => "bytes", {} [];
    maybe_buffer: Option<ByteBuf> => "bytes", {} [];
    with: Vec<u8> => "bytes", {"with": "serde_bytes"} [serde(with = "serde_bytes")];
    four: [u8; 4] => "bytes", {} [];
    id: Uuid => "uuid", {} [];
    amount: rust_decimal::Decimal => "decimal(38,9)", {} [];
    maybe_amount: Option<rust_decimal::Decimal> => "decimal(38,9)", {} [];
    big: num_bigint::BigInt => "bigint", {} [];
});
sampled!(Texts { k, text, letter, texts, maybe, numbers, buffer, maybe_buffer, with, four, id, amount, maybe_amount, big });

record!(Times {"deny_unknown_fields": true} [#[serde(deny_unknown_fields)]] {
    k: u32 => "u32", {} [];
    utc: DateTime<Utc> => "timestamp(9)", {} [];
    fixed: DateTime<FixedOffset> => "timestamp(9,offset)", {} [];
    maybe: Option<DateTime<Utc>> => "timestamp(9)", {} [];
    many: Vec<DateTime<FixedOffset>> => {"list": "timestamp(9,offset)"}, {} [];
    naive: NaiveDateTime => "datetime", {} [];
    date: NaiveDate => "date", {} [];
    clock: NaiveTime => "time", {} [];
    delta: TimeDelta => "duration", {} [];
    span: Duration => "duration", {} [];
    system: SystemTime => "timestamp(9)", {} [];
    seconds: DateTime<Utc> => "timestamp(9)", {"with": "ts_seconds"} [serde(with = "chrono::serde::ts_seconds")];
    millis: Option<DateTime<Utc>> => "timestamp(9)", {"with": "ts_milliseconds_option"} [serde(with = "chrono::serde::ts_milliseconds_option")];
    micros: DateTime<Utc> => "timestamp(9)", {"with": "ts_microseconds"} [serde(with = "chrono::serde::ts_microseconds")];
    offset: time::OffsetDateTime => "timestamp(9,offset)", {} [];
    rfc3339: time::OffsetDateTime => "timestamp(9,offset)", {"with": "time::serde::rfc3339"} [serde(with = "time::serde::rfc3339")];
    primitive: time::PrimitiveDateTime => "datetime", {} [];
    day: time::Date => "date", {} [];
    hour: time::Time => "time", {} [];
    long: time::Duration => "duration", {} [];
});

impl Sample for Times {
    fn sample(source: &mut Source) -> Times {
        Times {
            k: source.any(),
            utc: source.any(),
            fixed: source.any(),
            maybe: source.any(),
            many: source.any(),
            naive: source.any(),
            date: source.any(),
            clock: source.any(),
            delta: source.any(),
            span: source.any(),
            system: source.any(),
            seconds: source.instant(0),
            millis: source.deeper(9, |source| source.instant(3)),
            micros: source.instant(6),
            offset: source.any(),
            rfc3339: source.any(),
            primitive: source.any(),
            day: source.any(),
            hour: source.any(),
            long: source.any(),
        }
    }
}

record!(Point {"deny_unknown_fields": true} [#[serde(deny_unknown_fields)]] {
    x: f64 => "f64", {} [];
    y: Option<i64> => "i64", {} [];
});
sampled!(Point { x, y });

record!(Nested {"deny_unknown_fields": true, "rename_all": "camelCase"} [#[serde(deny_unknown_fields, rename_all = "camelCase")]] {
    k: u32 => "u32", {} [];
    at: Point => (Point::canonical_type()), {} [];
    end: Option<Box<Point>> => (Point::canonical_type()), {} [];
    way: Vec<Point> => {"list": (Point::canonical_type())}, {} [];
    gaps: Vec<Option<i64>> => {"list": "i64", "nullable": true}, {} [];
    grid: Vec<Vec<u8>> => {"list": {"list": "u8"}}, {} [];
    triple: [i16; 3] => {"list": "i16"}, {} [];
    pair: (i64, String) => {"tuple": ["i64", "string"]}, {} [];
    mixed: Option<(bool, f32, char)> => {"tuple": ["bool", "f32", "string"]}, {} [];
    by_name: BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}}, {} [];
    by_number: BTreeMap<i64, Option<String>> => {"map": {"key": "i64", "value": "string", "nullable": true}}, {} [];
    by_truth: BTreeMap<bool, Vec<i8>> => {"map": {"key": "bool", "value": {"list": "i8"}}}, {} [];
    by_id: BTreeMap<Uuid, Point> => {"map": {"key": "uuid", "value": (Point::canonical_type())}}, {} [];
    by_letter: BTreeMap<char, u128> => {"map": {"key": "string", "value": "u128"}}, {} [];
} uses Point);
sampled!(Nested { k, at, end, way, gaps, grid, triple, pair, mixed, by_name, by_number, by_truth, by_id, by_letter });

variants!(Colour {} [] shape [{"name": "Red"}, {"name": "DarkBlue", "rename": "dark-blue"}]
    canonical {"enum": [{"id": 1, "name": "Red"}, {"id": 2, "name": "DarkBlue"}]}
    { Red, #[serde(rename = "dark-blue")] DarkBlue, }
    { Colour::Red => Value::unit("Red"), Colour::DarkBlue => Value::unit("DarkBlue"), });

record!(Choices {"deny_unknown_fields": true} [#[serde(deny_unknown_fields)]] {
    k: u32 => "u32", {} [];
    plain: Plain => (Plain::canonical_type()), {} [];
    maybe: Option<Plain> => (Plain::canonical_type()), {} [];
    tagged: Tagged => (Tagged::canonical_type()), {} [];
    beside: Beside => (Beside::canonical_type()), {} [];
    external: External => (External::canonical_type()), {} [];
    internal: Shape => (Shape::canonical_type()), {} [];
    adjacent: Adjacent => (Adjacent::canonical_type()), {} [];
    untagged: Untagged => (Untagged::canonical_type()), {} [];
    externals: Vec<External> => {"list": (External::canonical_type())}, {} [];
    internals: Vec<Shape> => {"list": (Shape::canonical_type())}, {} [];
    by_colour: BTreeMap<Colour, Adjacent> => {"map": {"key": (Colour::canonical_type()), "value": (Adjacent::canonical_type())}}, {} [];
} uses Plain, Tagged, Beside, External, Shape, Adjacent, Untagged, Colour);
sampled!(Choices { k, plain, maybe, tagged, beside, external, internal, adjacent, untagged, externals, internals, by_colour });

impl Sample for Plain {
    fn sample(source: &mut Source) -> Plain {
        [Plain::Small, Plain::VeryLarge, Plain::Odd][source.below(3) as usize].clone()
    }
}

impl Sample for Colour {
    fn sample(source: &mut Source) -> Colour {
        if source.any() { Colour::Red } else { Colour::DarkBlue }
    }
}

impl Sample for Tagged {
    fn sample(source: &mut Source) -> Tagged {
        if source.any() { Tagged::A } else { Tagged::B }
    }
}

impl Sample for Beside {
    fn sample(source: &mut Source) -> Beside {
        if source.any() { Beside::A } else { Beside::B }
    }
}

macro_rules! sampled_kinds {
    ($($name:ident)*) => {
        $(impl Sample for $name {
            fn sample(source: &mut Source) -> $name {
                match source.below(6) {
                    0 => $name::Unit,
                    1 => $name::One(source.any()),
                    2 => $name::Two(source.any(), source.any()),
                    3 => $name::Named { a: source.any(), b: source.any() },
                    4 => $name::Text(source.any()),
                    _ => $name::every().swap_remove(source.below(6) as usize).1,
                }
            }
        })*
    };
}

sampled_kinds!(External Adjacent Untagged);
sampled!(Circle { radius });
sampled!(Square { side, big });

impl Sample for Shape {
    fn sample(source: &mut Source) -> Shape {
        match source.below(4) {
            0 => Shape::Nothing,
            1 => Shape::Circle(source.any()),
            2 => Shape::Square(source.any()),
            _ => Shape::Line { from: source.any(), to: source.any() },
        }
    }
}

record!(Documents {"deny_unknown_fields": true} [#[serde(deny_unknown_fields)]] {
    k: u32 => "u32", {} [];
    any: serde_json::Value => "json", {} [];
    many: Vec<serde_json::Value> => {"list": "json"}, {} [];
    by_name: BTreeMap<String, serde_json::Value> => {"map": {"key": "string", "value": "json"}}, {} [];
    kind: String => "string", {"rename": "@type", "alias": ["type"]} [serde(rename = "@type", alias = "type")];
    size: i64 => {"type": "i64", "equivalences": ["null_is_zero"]}, {"default": true} [serde(default)];
    note: Option<String> => {"type": "string", "presence": "optional"}, {"skip_none": true} [serde(skip_serializing_if = "Option::is_none")];
    twice: Option<Option<i64>> => "i64", {} [];
});

impl Sample for Documents {
    fn sample(source: &mut Source) -> Documents {
        Documents {
            k: source.any(),
            any: source.any(),
            many: source.any(),
            by_name: source.any(),
            kind: source.any(),
            size: source.any(),
            note: source.any(),
            // Some(None) is written as None is.
            twice: source.any::<Option<i64>>().map(Some),
        }
    }
}

record!(Inner {} [] {
    a: i64 => "i64", {} [];
    b: Option<String> => "string", {} [];
    c: f32 => "f32", {} [];
});
sampled!(Inner { a, b, c });

/// A struct whose fields are those of the outer object. serde cannot deny unknown fields beside it.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Flattened {
    k: u32,
    #[serde(flatten)]
    inner: Inner,
    z: Vec<i64>,
}
sampled!(Flattened { k, inner, z });

impl Canonical for Flattened {
    fn canonical(&self) -> Value {
        let Inner { a, b, c } = &self.inner;
        Value::record([("k", self.k.into()), ("a", (*a).into()), ("b", b.canonical()), ("c", (*c).into()), ("z", self.z.canonical())])
    }
}

impl Declared for Flattened {
    fn types(into: &mut serde_json::Map<String, serde_json::Value>) {
        let declared = json!({"struct": [
            {"name": "k", "type": "u32"}, {"name": "inner", "type": "Inner", "flatten": true}, {"name": "z", "type": "Vec<i64>"}]});
        into.insert("Flattened".to_string(), declared);
        Inner::types(into);
    }

    fn canonical_type() -> serde_json::Value {
        json!({"struct": [
            {"id": 1, "name": "k", "type": "u32"},
            {"id": 2, "name": "a", "type": "i64"},
            {"id": 3, "name": "b", "type": "string", "presence": "nullable", "equivalences": ["null_is_absent"]},
            {"id": 4, "name": "c", "type": "f32"},
            {"id": 5, "name": "z", "type": {"list": "i64"}}
        ]})
    }
}
