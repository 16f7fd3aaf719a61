//! Enums of every tagging, for facts and for random records.

use crate::shape::Declared;
use crate::{record, variants};
use canon::{Canonical, Value};
use serde_json::json;

variants!(Plain {"rename_all": "snake_case"} [#[serde(rename_all = "snake_case")]]
    shape [{"name": "Small"}, {"name": "VeryLarge"}, {"name": "Odd", "rename": "odd one"}]
    canonical {"enum": [{"id": 0, "name": "Small"}, {"id": 5, "name": "VeryLarge"}, {"id": 6, "name": "Odd"}]}
    { Small, VeryLarge, #[serde(rename = "odd one")] Odd, }
    { Plain::Small => Value::unit("Small"), Plain::VeryLarge => Value::unit("VeryLarge"), Plain::Odd => Value::unit("Odd"), });

variants!(Tagged {"tagging": {"tag": "type"}} [#[serde(tag = "type")]]
    shape [{"name": "A"}, {"name": "B"}] canonical {"enum": [{"id": 1, "name": "A"}, {"id": 2, "name": "B"}]}
    { A, B, } { Tagged::A => Value::unit("A"), Tagged::B => Value::unit("B"), });

variants!(Beside {"tagging": {"tag": "t", "content": "c"}} [#[serde(tag = "t", content = "c")]]
    shape [{"name": "A"}, {"name": "B"}] canonical {"enum": [{"id": 1, "name": "A"}, {"id": 2, "name": "B"}]}
    { A, B, } { Beside::A => Value::unit("A"), Beside::B => Value::unit("B"), });

macro_rules! all_kinds {
    ($name:ident $more:tt [$($attr:tt)*]) => {
        variants!($name $more [$($attr)*]
            shape [
                {"name": "Unit"},
                {"name": "One", "type": "i64"},
                {"name": "Two", "tuple": ["i64", "String"]},
                {"name": "Named", "struct": [{"name": "a", "type": "i64"}, {"name": "b", "type": "Option<String>"}]},
                {"name": "Text", "type": "String"}
            ]
            canonical {"union": [
                {"id": 1, "name": "Unit"},
                {"id": 2, "name": "One", "type": "i64"},
                {"id": 3, "name": "Two", "type": {"tuple": ["i64", "string"]}},
                {"id": 4, "name": "Named", "type": {"struct": [{"id": 1, "name": "a", "type": "i64"}, {"id": 2, "name": "b", "type": "string", "presence": "nullable"}]}},
                {"id": 5, "name": "Text", "type": "string"}
            ]}
            { Unit, One(i64), Two(i64, String), Named { a: i64, b: Option<String> }, Text(String), }
            {
                $name::Unit => Value::unit("Unit"),
                $name::One(one) => Value::variant("One", *one),
                $name::Two(a, b) => Value::variant("Two", Value::List(vec![(*a).into(), b.into()])),
                $name::Named { a, b } => Value::variant("Named", Value::record([("a", (*a).into()), ("b", b.canonical())])),
                $name::Text(text) => Value::variant("Text", text),
            });

        impl $name {
            /// One of each variant.
            pub(crate) fn every() -> Vec<(&'static str, $name)> {
                vec![
                    ("unit", $name::Unit),
                    ("newtype", $name::One(-7)),
                    ("tuple", $name::Two(1, "x".to_string())),
                    ("struct", $name::Named { a: 1, b: Some("y".to_string()) }),
                    ("struct-none", $name::Named { a: 1, b: None }),
                    ("text", $name::Text("Unit".to_string())),
                ]
            }
        }
    };
}

all_kinds!(External {} []);
all_kinds!(Adjacent {"tagging": {"tag": "t", "content": "c"}} [#[serde(tag = "t", content = "c")]]);
all_kinds!(Untagged {"tagging": "untagged"} [#[serde(untagged)]]);

record!(Circle {} [] { radius: f64 => "f64", {} []; });
record!(Square {} [] { side: f32 => "f32", {} []; big: Option<i64> => "i64", {} []; });

#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "type")]
pub(crate) enum Shape {
    Nothing,
    Circle(Circle),
    Square(Square),
    Line { from: i64, to: Option<i64> },
}

impl Canonical for Shape {
    fn canonical(&self) -> Value {
        match self {
            Shape::Nothing => Value::unit("Nothing"),
            Shape::Circle(circle) => Value::variant("Circle", circle.canonical()),
            Shape::Square(square) => Value::variant("Square", square.canonical()),
            Shape::Line { from, to } => Value::variant("Line", Value::record([("from", (*from).into()), ("to", to.canonical())])),
        }
    }
}

impl Declared for Shape {
    fn types(into: &mut serde_json::Map<String, serde_json::Value>) {
        let declared = json!({"enum": [
            {"name": "Nothing"},
            {"name": "Circle", "type": "Circle"},
            {"name": "Square", "type": "Square"},
            {"name": "Line", "struct": [{"name": "from", "type": "i64"}, {"name": "to", "type": "Option<i64>"}]}
        ], "tagging": {"tag": "type"}});
        into.insert("Shape".to_string(), declared);
        Circle::types(into);
        Square::types(into);
    }

    fn canonical_type() -> serde_json::Value {
        json!({"union": [
            {"id": 1, "name": "Nothing"},
            {"id": 2, "name": "Circle", "type": Circle::canonical_type()},
            {"id": 3, "name": "Square", "type": Square::canonical_type()},
            {"id": 4, "name": "Line", "type": {"struct": [{"id": 1, "name": "from", "type": "i64"}, {"id": 2, "name": "to", "type": "i64", "presence": "nullable"}]}}
        ]})
    }
}
