//! What holds other values.

use crate::fact::{Facts, Subject, t};
use crate::format::Format;
use crate::kinds::{Adjacent, Beside, External, Plain, Shape, Tagged, Untagged};
use crate::record;
use crate::samples::{Outer, Point, Tree, Twice, Unit};
use crate::shape::Declared;
use crate::values::{tried, tries as each};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

pub fn facts<F: Format>(f: &mut Facts<F>) {
    options(f);
    lists(f);
    maps(f);
    structs(f);
    enums(f);
}

fn options<F: Format>(f: &mut Facts<F>) {
    each!(f, Option<i64> => "i64"; "none", "None is null", None; "some", "Some is its value", Some(-7););
    each!(f, Vec<Option<i64>> => {"list": "i64", "nullable": true}; "options", "Options in a list", vec![None, Some(1), None];);
    let twice = Twice::subject();
    tried(f, "twice-some", "Some of Some is the value", &twice, &Twice { k: 1, v: Some(Some(-7)) });
    each!(f, Option<Vec<u16>> => {"list": "u16"}; "list-none", "no list", None; "list-some", "some list", Some(vec![]););
}

fn lists<F: Format>(f: &mut Facts<F>) {
    each!(f, Vec<i64> => {"list": "i64"}; "list", "a list", vec![1, -1, i64::MAX]; "list-empty", "no elements", Vec::new(); "list-15", "15 elements", vec![0; 15]; "list-16", "16 elements", vec![0; 16]; "list-24", "24 elements", vec![0; 24]; "list-300", "300 elements", vec![5; 300];);
    each!(f, Vec<String> => {"list": "string"}; "list-strings", "Strings", vec!["a".to_string(), String::new()];);
    each!(f, Vec<bool> => {"list": "bool"}; "list-bools", "bools", vec![true, false];);
    each!(f, Vec<Vec<u16>> => {"list": {"list": "u16"}}; "lists", "lists in a list", vec![vec![1], vec![], vec![2, 300]];);
    each!(f, [i16; 3] => {"list": "i16"}; "array-list", "an array as a list", [1, -2, 300];);
    each!(f, [i16; 2] => {"tuple": ["i16", "i16"]}; "array-tuple", "an array as a tuple", [1, -2];);
    each!(f, (i64, String) => {"tuple": ["i64", "string"]}; "tuple", "a tuple", (5, "x".to_string()););
    each!(f, (bool, f32, char) => {"tuple": ["bool", "f32", "string"]}; "tuple-3", "a tuple of three", (true, 0.5, 'ß'););
    each!(f, Box<i64> => "i64"; "box", "a Box is what is in it", Box::new(5););
}

fn maps<F: Format>(f: &mut Facts<F>) {
    each!(f, BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}};
        "map", "a map in the order of its keys", BTreeMap::from([("b".to_string(), 2), ("a".to_string(), 1), ("aa".to_string(), 3)]);
        "map-empty", "an empty map", BTreeMap::new();
        "map-16", "16 entries", (0..16).map(|i| (format!("{i:02}"), i)).collect();
        "map-300", "300 entries", (0..300).map(|i| (format!("{i:03}"), i)).collect();
    );
    each!(f, BTreeMap<i64, Option<String>> => {"map": {"key": "i64", "value": "string", "nullable": true}}; "map-int", "keys of numbers in their order", BTreeMap::from([(-1, None), (300, Some("x".to_string())), (2, None)]););
    each!(f, BTreeMap<u128, bool> => {"map": {"key": "u128", "value": "bool"}}; "map-u128", "keys of 128 bits", BTreeMap::from([(u128::MAX, true), (1, false)]););
    each!(f, BTreeMap<bool, u8> => {"map": {"key": "bool", "value": "u8"}}; "map-bool", "keys of bools", BTreeMap::from([(true, 1), (false, 0)]););
    each!(f, BTreeMap<char, u8> => {"map": {"key": "string", "value": "u8"}}; "map-char", "keys of chars", BTreeMap::from([('ß', 1), ('a', 0)]););
    each!(f, BTreeMap<Uuid, u8> => {"map": {"key": "uuid", "value": "u8"}}; "map-uuid", "keys of uuids", BTreeMap::from([(Uuid::max(), 1), (Uuid::nil(), 2)]););
    each!(f, BTreeMap<serde_bytes::ByteBuf, u8> => {"map": {"key": "bytes", "value": "u8"}}; "map-bytes", "keys of bytes", BTreeMap::from([(serde_bytes::ByteBuf::from(vec![1]), 1)]););
    let plain = Subject::of_value("BTreeMap<Plain, u8>", json!({"map": {"key": Plain::canonical_type(), "value": "u8"}})).using::<Plain>();
    tried(f, "map-enum", "keys of an enum in the order of its declaration", &plain, &t(BTreeMap::from([(Plain::Odd, 1_u8), (Plain::Small, 2)])));
    each!(f, BTreeMap<String, BTreeMap<i8, Vec<bool>>> => {"map": {"key": "string", "value": {"map": {"key": "i8", "value": {"list": "bool"}}}}}; "maps", "maps in a map", BTreeMap::from([("a".to_string(), BTreeMap::from([(-1, vec![true])]))]););
}

fn structs<F: Format>(f: &mut Facts<F>) {
    record!(T {} [] {
        k: u32 => "u32", {} [];
        at: Point => (Point::canonical_type()), {} [];
        end: Option<Box<Point>> => (Point::canonical_type()), {} [];
        way: Vec<Point> => {"list": (Point::canonical_type())}, {} [];
    } uses Point);
    let subject = Subject::of_record::<T>();
    let at = Point { x: 1.5, y: None };
    tried(f, "struct", "a struct", &subject, &T { k: 1, at: at.clone(), end: None, way: Vec::new() });
    let point = Point { x: -0.5, y: Some(7) };
    tried(f, "structs", "structs in a Box, an Option and a list", &subject, &T { k: 1, at: point.clone(), end: Some(Box::new(at.clone())), way: vec![at, point] });
    {
        record!(T {"rename_all": "camelCase"} [#[serde(rename_all = "camelCase")]] {
            k: u32 => "u32", {} [];
            long_name: u8 => "u8", {} [];
            other: u8 => "u8", {"rename": "Else ß"} [serde(rename = "Else ß")];
        });
        tried(f, "renamed", "other names", &Subject::of_record::<T>(), &T { k: 1, long_name: 2, other: 3 });
    }
    {
        record!(T {"deny_unknown_fields": true} [#[serde(deny_unknown_fields)]] {
            k: u32 => "u32", {} [];
            v: u8 => "u8", {"default": true} [serde(default)];
        });
        tried(f, "default", "a field with a default", &Subject::of_record::<T>(), &T { k: 1, v: 2 });
    }
    {
        record!(T {} [] {
            k: u32 => "u32", {} [];
            a: Option<u8> => {"type": "u8", "presence": "optional"}, {"skip_none": true, "default": true} [serde(default, skip_serializing_if = "Option::is_none")];
            b: Option<u8> => {"type": "u8", "presence": "optional"}, {"skip_none": true, "default": true} [serde(default, skip_serializing_if = "Option::is_none")];
        });
        let subject = Subject::of_record::<T>();
        tried(f, "skip-none", "a field that is left out when it is None", &subject, &T { k: 1, a: None, b: None });
        tried(f, "skip-first", "the first of two is left out", &subject, &T { k: 1, a: None, b: Some(2) });
        tried(f, "skip-second", "the second of two is left out", &subject, &T { k: 1, a: Some(2), b: None });
        tried(f, "skip-some", "and is there when it is not", &subject, &T { k: 1, a: Some(1), b: Some(2) });
    }
    let recursive = Tree::subject();
    tried(f, "recursive", "a type that holds itself", &recursive, &Tree::small());
    tried(f, "recursive-60", "60 levels deep", &recursive, &Tree::deep(60));
    tried(f, "flatten", "a flattened struct is a map of names, whatever structs are", &Outer::subject(), &Outer::one());
    f.line_of("unit", "() is null", &Unit::subject(), &Unit::nine(), json!({"direction": "decode", "options": {"unknown_fields": "ignore"}}));
}

fn enums<F: Format>(f: &mut Facts<F>) {
    let plain = Subject::of_value("Plain", Plain::canonical_type()).using::<Plain>();
    for (id, value) in [("first", Plain::Small), ("second", Plain::VeryLarge), ("third", Plain::Odd)] {
        tried(f, &format!("enum-{id}"), &format!("a unit variant is its name: the {id}"), &plain, &t(value));
    }
    let external = Subject::of_value("External", External::canonical_type()).using::<External>();
    for (id, value) in External::every() {
        tried(f, &format!("external-{id}"), &format!("an externally tagged enum: {id}"), &external, &t(value));
    }
    let adjacent = Subject::of_value("Adjacent", Adjacent::canonical_type()).using::<Adjacent>();
    for (id, value) in Adjacent::every() {
        tried(f, &format!("adjacent-{id}"), &format!("an adjacently tagged enum: {id}"), &adjacent, &t(value));
    }
    let untagged = Subject::of_value("Untagged", Untagged::canonical_type()).using::<Untagged>();
    for (id, value) in Untagged::every() {
        tried(f, &format!("untagged-{id}"), &format!("an untagged enum: {id}"), &untagged, &t(value));
    }
    let internal = Subject::of_value("Shape", Shape::canonical_type()).using::<Shape>();
    for (id, value) in [("unit", Shape::Nothing), ("struct", Shape::Line { from: 1, to: None }), ("newtype", Shape::Circle(crate::kinds::Circle { radius: 0.5 })), ("newtype-2", Shape::Square(crate::kinds::Square { side: 0.25, big: Some(-1) }))] {
        tried(f, &format!("internal-{id}"), &format!("an internally tagged enum: {id}"), &internal, &t(value));
    }
    let tagged = Subject::of_value("Tagged", Tagged::canonical_type()).using::<Tagged>();
    tried(f, "internal-enum", "an internally tagged enum of unit variants", &tagged, &t(Tagged::A));
    let beside = Subject::of_value("Beside", Beside::canonical_type()).using::<Beside>();
    tried(f, "adjacent-enum", "an adjacently tagged enum of unit variants", &beside, &t(Beside::B));
    let list = Subject::of_value("Vec<External>", json!({"list": External::canonical_type()})).using::<External>();
    tried(f, "externals", "a list of enums", &list, &t(External::every().into_iter().map(|(_, one)| one).collect::<Vec<_>>()));
    let maybe = Subject::of_value("Option<Plain>", Plain::canonical_type()).using::<Plain>();
    tried(f, "enum-none", "no enum", &maybe, &t(None::<Plain>));
    tried(f, "enum-some", "some enum", &maybe, &t(Some(Plain::Odd)));
    let maybe = Subject::of_value("Option<External>", External::canonical_type()).using::<External>();
    tried(f, "external-none", "no enum with a payload", &maybe, &t(None::<External>));
    tried(f, "external-some", "some enum with a payload", &maybe, &t(Some(External::One(5))));
    let by_name = Subject::of_value("BTreeMap<Plain, External>", json!({"map": {"key": Plain::canonical_type(), "value": External::canonical_type()}})).using::<Plain>().using::<External>();
    tried(f, "map-enums", "a map of enums to enums", &by_name, &t(BTreeMap::from([(Plain::Small, External::Unit), (Plain::Odd, External::One(1))])));
}
