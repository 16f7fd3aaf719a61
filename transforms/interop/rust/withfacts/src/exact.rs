//! serde_json's feature arbitrary_precision, and its RawValue.

use crate::fact::{Facts, Subject};
use canon::{Canonical, Value};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value as Node, json};
use serde_with::Same;

/// Any value, as it stands.
#[derive(Clone, Serialize, Deserialize)]
struct Raw(Box<RawValue>);

impl Canonical for Raw {
    fn canonical(&self) -> Value {
        serde_json::from_str::<Node>(self.0.get()).map_or(Value::Absent, |value| value.canonical())
    }
}

pub fn all(f: &mut Facts) {
    let any = || Subject::of("serde_json::Value", "", json!("json"));
    let raw = || Subject::of("serde_json::value::RawValue", "", json!("json"));
    for (id, text) in [("int", "7"), ("negative", "-12"), ("great", "123456789012345678901234567890"), ("whole", "1.0"), ("zeros", "1.00"), ("digits", "0.1000000000000000055511151231257827"),
        ("huge", "1e400"), ("minus-huge", "-1.5e-400"), ("minus-zero", "-0"), ("minus-zero-point", "-0.0"), ("exponent", "1E5"), ("exponent-plus", "1e+5"), ("exponent-zeros", "1e05"), ("text", "\"1.0\""),
        ("list", "[1.10,2]"), ("object", "{\"a\":1.10,\"b\":[9007199254740993]}"), ("null", "null"), ("bool", "true"), ("id", "9007199254740993"), ("u64", "18446744073709551615"), ("spaces", " { \"a\" : 1 } "),
        ("escapes", "\"\\u0061\""), ("twice", "[1e2,100]")]
    {
        f.reads::<Node, Same>(&format!("exact-{id}"), &format!("a number keeps its text: {id}"), &any(), text, Node::Null);
        f.reads::<Raw, Same>(&format!("raw-{id}"), &format!("a RawValue keeps all its text: {id}"), &raw(), text, Node::Null);
        if let Ok(value) = serde_json::from_str::<Node>(text) {
            f.writes::<Node, Same>(&format!("exact-{id}-written"), &format!("and it is written so: {id}"), &any(), value, json!({"other_spelling": true}));
        }
    }
    for (id, text) in [("leading", "01"), ("plus", "+1"), ("point", "1."), ("letters", "1x"), ("nan", "NaN"), ("minus", "-"), ("open", "[1"), ("comma", "[1,]"), ("quote", "\"")] {
        f.reads::<Node, Same>(&format!("exact-bad-{id}"), &format!("what is no JSON is refused: {id}"), &any(), text, Node::Null);
        f.reads::<Raw, Same>(&format!("raw-bad-{id}"), &format!("also by RawValue: {id}"), &raw(), text, Node::Null);
    }
    let float = || Subject::of("f64", "", json!("f64"));
    for (id, text) in [("f64", "1.50"), ("f64-int", "7"), ("f64-great", "123456789012345678901234567890"), ("f64-exponent", "1e5"), ("f64-minus-zero", "-0")] {
        f.reads::<f64, Same>(&format!("exact-{id}"), &format!("a typed float is one still: {id}"), &float(), text, Node::Null);
    }
    let int = || Subject::of("i64", "", json!("i64"));
    for (id, text) in [("i64", "7"), ("i64-point", "7.0"), ("i64-exponent", "1e2"), ("i64-minus-zero", "-0"), ("i64-great", "9223372036854775808")] {
        f.reads::<i64, Same>(&format!("exact-{id}"), &format!("a typed integer is one still: {id}"), &int(), text, Node::Null);
    }
}
