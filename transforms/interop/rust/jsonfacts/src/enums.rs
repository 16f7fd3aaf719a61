//! Enums in the four taggings of serde.

use crate::fact::{Facts, Subject, T, t};
use crate::kinds::{Adjacent, Beside, Circle, External, Plain, Shape, Square, Tagged, Untagged};
use crate::shape::Declared;
use canon::{Canonical, Value};
use serde_json::json;

pub fn facts(f: &mut Facts) {
    plain(f);
    external(f);
    internal(f);
    adjacent(f);
    untagged(f);
}

fn subject<D: Declared>(name: &str) -> Subject {
    Subject::of_value(name, D::canonical_type()).using::<D>()
}

fn wrap(text: &str) -> String {
    format!("{{\"k\":1,\"v\":{text}}}")
}

fn plain(f: &mut Facts) {
    let s = subject::<Plain>("Plain");
    for (id, value) in [("small", Plain::Small), ("large", Plain::VeryLarge), ("renamed", Plain::Odd)] {
        f.both(&format!("enum-{id}"), &format!("a unit variant is its name: {id}"), &s, &t(value));
    }
    f.reads(
        "enum-object",
        "a unit variant is read from an object with null too",
        &s,
        &wrap(r#"{"very_large":null}"#),
        &t(Plain::VeryLarge),
    );
    for (id, what, text) in [
        ("unknown", "an unknown variant", "\"huge\""),
        ("declared", "a declared name that was renamed", "\"VeryLarge\""),
        ("number", "an index", "1"),
        ("null", "null", "null"),
        ("payload", "a payload for a unit variant", "{\"small\":1}"),
        ("empty", "an empty object", "{}"),
        ("two", "two variants", "{\"small\":null,\"very_large\":null}"),
    ] {
        f.refuses::<T<Plain>>(&format!("enum-refused-{id}"), &format!("{what} is refused"), &s, &wrap(text));
    }
    let s = subject::<Tagged>("Tagged");
    f.both("enum-internal", "unit variants with a tag inside", &s, &t(Tagged::B));
    f.refuses::<T<Tagged>>("enum-internal-bare", "a bare name is refused where the tag is inside", &s, &wrap("\"B\""));
    let s = subject::<Beside>("Beside");
    f.both("enum-adjacent", "unit variants with tag and content have no content", &s, &t(Beside::A));
    f.reads("enum-adjacent-null", "a content of null is read too", &s, &wrap(r#"{"c":null,"t":"A"}"#), &t(Beside::A));
    let s = Subject::of_value("Option<Plain>", Plain::canonical_type()).using::<Plain>();
    f.both("enum-option", "an optional enum", &s, &t(None::<Plain>));
}

fn external(f: &mut Facts) {
    let s = subject::<External>("External");
    for (id, value) in External::every() {
        f.both(&format!("external-{id}"), &format!("external tagging: {id}"), &s, &t(value));
    }
    f.reads("external-unit-object", "a unit variant as an object with null", &s, &wrap(r#"{"Unit":null}"#), &t(External::Unit));
    f.reads(
        "external-struct-array",
        "a struct variant is read from an array too",
        &s,
        &wrap(r#"{"Named":[1,null]}"#),
        &t(External::Named { a: 1, b: None }),
    );
    f.reads(
        "external-struct-missing",
        "a missing Option in a struct variant is None",
        &nullable_b(),
        &wrap(r#"{"Named":{"a":1}}"#),
        &t(External::Named { a: 1, b: None }),
    );
    for (id, what, text) in [
        ("newtype-bare", "a newtype variant without its value", "\"One\""),
        ("tuple-short", "too few values in a tuple variant", "{\"Two\":[1]}"),
        ("tuple-long", "too many values in a tuple variant", "{\"Two\":[1,\"x\",2]}"),
        ("two", "two variants at once", "{\"One\":1,\"Text\":\"x\"}"),
        ("twice", "one variant twice", "{\"One\":1,\"One\":1}"),
        ("case", "another case", "{\"one\":1}"),
        ("missing", "a struct variant without a field", "{\"Named\":{\"b\":null}}"),
        ("null", "null", "null"),
        ("float", "a float where an integer is", "{\"One\":1.0}"),
    ] {
        f.refuses::<T<External>>(&format!("external-refused-{id}"), &format!("{what} is refused"), &s, &wrap(text));
    }
}

/// As `External`, with a nullable field that may be absent.
fn nullable_b() -> Subject {
    let mut canonical = External::canonical_type();
    canonical["union"][3]["type"]["struct"][1]["equivalences"] = json!(["null_is_absent"]);
    Subject::of_value("External", canonical).using::<External>()
}

fn internal(f: &mut Facts) {
    let s = subject::<Shape>("Shape");
    for (id, value) in [
        ("unit", Shape::Nothing),
        ("newtype", Shape::Circle(Circle { radius: 1.5 })),
        ("newtype-more", Shape::Square(Square { side: 0.1, big: Some(i64::MIN) })),
        ("struct", Shape::Line { from: 1, to: Some(2) }),
        ("struct-none", Shape::Line { from: 1, to: None }),
    ] {
        f.both(&format!("internal-{id}"), &format!("internal tagging: {id}"), &s, &t(value));
    }
    f.reads(
        "internal-order",
        "the tag may come last",
        &s,
        &wrap(r#"{"to":null,"from":1,"type":"Line"}"#),
        &t(Shape::Line { from: 1, to: None }),
    );
    f.reads(
        "internal-array",
        "an array of the tag and the fields is read too",
        &s,
        &wrap(r#"["Line",1,null]"#),
        &t(Shape::Line { from: 1, to: None }),
    );
    f.reads(
        "internal-int-float",
        "an integer is a float behind the tag too",
        &s,
        &wrap(r#"{"type":"Circle","radius":2}"#),
        &t(Shape::Circle(Circle { radius: 2.0 })),
    );
    f.reads_inexactly::<T<Shape>>(
        "internal-f32-twice",
        "an f32 behind a tag passes through an f64, so it is rounded twice",
        &s,
        &wrap(r#"{"type":"Square","side":1.00000017881393432617187499,"big":null}"#),
        &t(Shape::Square(Square { side: 1.000_000_1, big: None })).canonical(),
    );
    for (id, what, text) in [
        ("no-tag", "no tag", "{\"from\":1,\"to\":null}"),
        ("unknown", "an unknown tag", "{\"type\":\"Oval\"}"),
        ("tag-number", "a tag that is a number", "{\"type\":1}"),
        ("tag-null", "a tag that is null", "{\"type\":null}"),
        ("tag-twice", "the tag twice", "{\"type\":\"Nothing\",\"type\":\"Nothing\"}"),
        ("bare", "a bare name", "\"Nothing\""),
        ("missing", "a missing field", "{\"type\":\"Line\",\"to\":null}"),
        ("duplicate", "a field twice", "{\"type\":\"Line\",\"from\":1,\"from\":1,\"to\":null}"),
    ] {
        f.refuses::<T<Shape>>(&format!("internal-refused-{id}"), &format!("internal tagging: {what} is refused"), &s, &wrap(text));
    }
    f.reads_with(
        "internal-unit-unknown",
        "unknown fields beside the tag of a unit variant are passed over",
        &s,
        &wrap(r#"{"type":"Nothing","x":1}"#),
        &t(Shape::Nothing),
        json!({"unknown_fields": "ignore"}),
    );
}

fn adjacent(f: &mut Facts) {
    let s = subject::<Adjacent>("Adjacent");
    for (id, value) in Adjacent::every() {
        f.both(&format!("adjacent-{id}"), &format!("adjacent tagging: {id}"), &s, &t(value));
    }
    f.reads("adjacent-order", "the content may come first", &s, &wrap(r#"{"c":-7,"t":"One"}"#), &t(Adjacent::One(-7)));
    f.reads("adjacent-array", "an array of tag and content is read too", &s, &wrap(r#"["One",-7]"#), &t(Adjacent::One(-7)));
    for (id, what, text) in [
        ("no-tag", "no tag", "{\"c\":1}"),
        ("no-content", "no content for a newtype variant", "{\"t\":\"One\"}"),
        ("unknown", "an unknown tag", "{\"t\":\"Three\",\"c\":1}"),
        ("tag-twice", "the tag twice", "{\"t\":\"One\",\"t\":\"One\",\"c\":1}"),
        ("content-twice", "the content twice", "{\"t\":\"One\",\"c\":1,\"c\":1}"),
        ("content-type", "a content of another type", "{\"t\":\"One\",\"c\":\"x\"}"),
        ("unit-content", "a content for a unit variant", "{\"t\":\"Unit\",\"c\":1}"),
    ] {
        f.refuses::<T<Adjacent>>(&format!("adjacent-refused-{id}"), &format!("adjacent tagging: {what} is refused"), &s, &wrap(text));
    }
    f.reads_with(
        "adjacent-unknown",
        "unknown fields beside tag and content are passed over",
        &s,
        &wrap(r#"{"t":"One","x":[],"c":-7}"#),
        &t(Adjacent::One(-7)),
        json!({"unknown_fields": "ignore"}),
    );
}

fn untagged(f: &mut Facts) {
    let s = subject::<Untagged>("Untagged");
    for (id, value) in Untagged::every() {
        f.both(&format!("untagged-{id}"), &format!("untagged: {id}"), &s, &t(value));
    }
    for (id, what, text) in [
        ("float", "what fits no variant", "1.5"),
        ("bool", "a bool, which no variant has", "true"),
        ("empty", "an empty object, where a is missing", "{}"),
        ("tuple", "an array that fits no tuple", "[1,2]"),
    ] {
        f.refuses::<T<Untagged>>(&format!("untagged-refused-{id}"), &format!("untagged: {what} is refused"), &s, &wrap(text));
    }
    first_match(f);
}

fn first_match(f: &mut Facts) {
    #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    #[serde(untagged)]
    enum Number {
        Float(f64),
        Int(i64),
        Text(String),
    }
    impl Canonical for Number {
        fn canonical(&self) -> Value {
            match self {
                Number::Float(value) => Value::variant("Float", *value),
                Number::Int(value) => Value::variant("Int", *value),
                Number::Text(value) => Value::variant("Text", value),
            }
        }
    }
    let s = Subject::of(
        json!({
            "T": {"struct": [{"name": "k", "type": "u32"}, {"name": "v", "type": "Number"}]},
            "Number": {"enum": [{"name": "Float", "type": "f64"}, {"name": "Int", "type": "i64"}, {"name": "Text", "type": "String"}], "tagging": "untagged"}
        }),
        json!([{"id": 1, "name": "k", "type": "u32"}, {"id": 2, "name": "v", "type": {"union": [
            {"id": 1, "name": "Float", "type": "f64"}, {"id": 2, "name": "Int", "type": "i64"}, {"id": 3, "name": "Text", "type": "string"}]}}]),
    );
    f.both("untagged-first", "the first variant that fits is taken", &s, &t(Number::Float(1.0)));
    f.lossy("untagged-shadowed", "an integer behind a float is written as such and read as the float", &s, &t(Number::Int(7)));
    f.reads("untagged-int", "an integer fits the float that comes first", &s, &wrap("7"), &t(Number::Float(7.0)));
}
