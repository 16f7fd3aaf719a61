//! bincode 2's own derive, which serde has no part in: the same bytes, wherever both can write a type.

use crate::fact::{Facts, Subject};
use crate::format::Format;
use crate::shape::{field, side_field};
use bincode2::{Decode, Encode};
use canon::{Canonical, Value};
use serde_json::{Value as Node, json};
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

#[derive(Clone, Debug, PartialEq, Encode, Decode, serde::Serialize, serde::Deserialize)]
#[bincode(crate = "bincode2")]
enum Choice {
    Nothing,
    One(i64),
    Two(u8, String),
    Named { a: Option<i32> },
}

impl Canonical for Choice {
    fn canonical(&self) -> Value {
        match self {
            Choice::Nothing => Value::unit("Nothing"),
            Choice::One(one) => Value::variant("One", *one),
            Choice::Two(a, b) => Value::variant("Two", Value::List(vec![(*a).into(), b.into()])),
            Choice::Named { a } => Value::variant("Named", Value::record([("a", a.canonical())])),
        }
    }
}

macro_rules! native {
    ($facts:ident, $config:ident; $($id:literal, $fact:literal, $of:ty, $types:expr, $canon:tt, $value:expr;)*) => {
        $({
            #[derive(Clone, Debug, PartialEq, Encode, Decode, serde::Serialize, serde::Deserialize)]
            #[bincode(crate = "bincode2")]
            struct T { k: u32, v: $of }
            impl Canonical for T {
                fn canonical(&self) -> Value {
                    Value::record([("k", self.k.into()), ("v", self.v.canonical())])
                }
            }
            let record = T { k: 1, v: $value };
            let mut types: serde_json::Map<String, Node> = serde_json::Map::new();
            types.insert("T".to_string(), json!({"struct": [side_field("k", "u32", Node::Null), side_field("v", stringify!($of), Node::Null)]}));
            if let Node::Object(more) = $types {
                types.extend(more);
            }
            let subject = Subject::of(
                Node::Object(types),
                json!([field(1, "k", "u32", json!("u32")), field(2, "v", stringify!($of), json!($canon))]),
            );
            let own = bincode2::encode_to_vec(&record, $config).unwrap_or_default();
            let serde = bincode2::serde::encode_to_vec(&record, $config).unwrap_or_default();
            let read = bincode2::decode_from_slice::<T, _>(&own, $config).ok();
            if own != serde || read != Some((record.clone(), own.len())) {
                $facts.fail($id, format!("its own derive writes {}, serde {}", canon::hex(&own), canon::hex(&serde)));
            } else {
                $facts.both($id, $fact, &subject, &record);
            }
        })*
    };
}

pub fn facts<F: Format, C: bincode2::config::Config>(f: &mut Facts<F>, config: C) {
    let choice = json!({"Choice": {"enum": [
        {"name": "Nothing"}, {"name": "One", "type": "i64"}, {"name": "Two", "tuple": ["u8", "String"]},
        {"name": "Named", "struct": [{"name": "a", "type": "Option<i32>"}]}]}});
    let union = json!({"union": [
        {"id": 1, "name": "Nothing"}, {"id": 2, "name": "One", "type": "i64"},
        {"id": 3, "name": "Two", "type": {"tuple": ["u8", "string"]}},
        {"id": 4, "name": "Named", "type": {"struct": [{"id": 1, "name": "a", "type": "i32", "presence": "nullable"}]}}]});
    let none = Node::Null;
    native!(f, config;
        "derive-bool", "bincode's own derive: bool", bool, none.clone(), "bool", true;
        "derive-u8", "bincode's own derive: u8", u8, none.clone(), "u8", 251;
        "derive-i8", "bincode's own derive: i8", i8, none.clone(), "i8", -5;
        "derive-i16", "bincode's own derive: i16", i16, none.clone(), "i16", -300;
        "derive-i64", "bincode's own derive: i64", i64, none.clone(), "i64", i64::MIN;
        "derive-u128", "bincode's own derive: u128", u128, none.clone(), "u128", u128::MAX;
        "derive-i128", "bincode's own derive: i128", i128, none.clone(), "i128", i128::MIN;
        "derive-usize", "bincode's own derive: usize", usize, none.clone(), "u64", 70_000;
        "derive-f64", "bincode's own derive: f64", f64, none.clone(), "f64", 1.5;
        "derive-char", "bincode's own derive: char", char, none.clone(), "string", 'ß';
        "derive-string", "bincode's own derive: String", String, none.clone(), "string", "añb".to_string();
        "derive-bytes", "bincode's own derive: Vec<u8>", Vec<u8>, none.clone(), "bytes", vec![0_u8, 255];
        "derive-array", "bincode's own derive: an array has no length", [u8; 4], none.clone(), "bytes", [1_u8, 2, 3, 4];
        "derive-option", "bincode's own derive: Option", Option<u16>, none.clone(), "u16", Some(300);
        "derive-tuple", "bincode's own derive: a tuple", (u8, String), none.clone(), {"tuple": ["u8", "string"]}, (7, "x".to_string());
        "derive-map", "bincode's own derive: BTreeMap", BTreeMap<String, u32>, none.clone(), {"map": {"key": "string", "value": "u32"}}, BTreeMap::from([("a".to_string(), 1), ("b".to_string(), 2)]);
        "derive-duration", "bincode's own derive: Duration", Duration, none.clone(), "duration", Duration::new(5, 7);
        "derive-system", "bincode's own derive: SystemTime", SystemTime, none.clone(), "timestamp(9)", SystemTime::UNIX_EPOCH + Duration::new(1_700_000_000, 9);
        "derive-box", "bincode's own derive: Box", Box<i32>, none.clone(), "i32", Box::new(-9);
        "derive-unit-variant", "bincode's own derive: a unit variant", Choice, choice.clone(), union, Choice::Nothing;
        "derive-newtype-variant", "bincode's own derive: a newtype variant", Choice, choice.clone(), union, Choice::One(-1);
        "derive-tuple-variant", "bincode's own derive: a tuple variant", Choice, choice.clone(), union, Choice::Two(3, "y".to_string());
        "derive-struct-variant", "bincode's own derive: a struct variant", Choice, choice.clone(), union, Choice::Named { a: Some(4) };
        "derive-choices", "bincode's own derive: a Vec of enums", Vec<Choice>, choice.clone(), {"list": union}, vec![Choice::One(1), Choice::Nothing];
    );
}
