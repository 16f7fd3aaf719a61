//! What holds other values.

use crate::fact::{Facts, Subject, T, t};
use crate::format::Format;
use crate::kinds::{Adjacent, Beside, External, Plain, Shape, Tagged, Untagged};
use crate::record;
use crate::samples::{Outer, Point, Tree, Twice, Unit};
use crate::shape::{Declared, field, side_field};
use canon::{Canonical, Value};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Node, json};
use std::collections::{BTreeMap, HashMap};

pub fn facts<F: Format>(f: &mut Facts<F>) {
    options(f);
    lists(f);
    maps(f);
    structs(f);
    enums(f);
    unreadable(f);
}

fn options<F: Format>(f: &mut Facts<F>) {
    both!(f, Option<i64> => "i64"; "none", "None is 0", None; "some", "Some is 1 and the value", Some(-7););
    refuses!(f, Option<i64> => "i64"; "option-two", "2 is no mark of an Option", 2_u8, &[0; 16];);
    both!(f, Vec<Option<i64>> => {"list": "i64", "nullable": true}; "options", "Options in a list", vec![None, Some(1), None];);
    let twice = Twice::subject();
    f.both("twice-none", "None of an Option of an Option is absence", &twice, &Twice { k: 1, v: None });
    f.both("twice-null", "Some of None is null", &twice, &Twice { k: 1, v: Some(None) });
    f.both("twice-some", "Some of Some is the value", &twice, &Twice { k: 1, v: Some(Some(-7)) });
}

fn lists<F: Format>(f: &mut Facts<F>) {
    both!(f, Vec<i64> => {"list": "i64"}; "list", "a Vec is its length and its elements", vec![1, -1, i64::MAX]; "list-empty", "no elements", Vec::new(););
    both!(f, Vec<String> => {"list": "string"}; "list-strings", "Strings", vec!["a".to_string(), String::new()];);
    both!(f, Vec<Vec<u16>> => {"list": {"list": "u16"}}; "lists", "lists in a list", vec![vec![1], vec![], vec![2, 300]];);
    both!(f, [i16; 3] => {"list": "i16"}; "array-list", "an array has no length", [1, -2, 300];);
    both!(f, [i16; 2] => {"tuple": ["i16", "i16"]}; "array-tuple", "an array as a tuple", [1, -2];);
    both!(f, (i64, String) => {"tuple": ["i64", "string"]}; "tuple", "a tuple is its parts", (5, "x".to_string()););
    both!(f, (bool, f32, char) => {"tuple": ["bool", "f32", "string"]}; "tuple-3", "of three parts", (true, 0.5, 'ß'););
    both!(f, Box<i64> => "i64"; "box", "a Box is what is in it", Box::new(5););
    refuses!(f, Vec<i64> => {"list": "i64"};
        "list-short", "fewer elements than its length says", (), &[9, 0, 0, 0, 0, 0, 0, 0, 1];
        "list-huge", "a length of 2^62 elements", 1_u64 << 62, &[];
        "list-max", "a length of 2^64 - 1", u64::MAX, &[0; 8];
    );
    refuses!(f, String => "string";
        "string-huge", "a text of 2^62 bytes", 1_u64 << 62, &[];
        "string-beyond", "a text longer than the record", 100_u64, b"abc";
    );
    refuses!(f, Vec<u8> => "bytes"; "bytes-huge", "2^62 bytes", 1_u64 << 62, &[]; "bytes-beyond", "more bytes than there are", 5_u64, &[1, 2, 3, 4];);
}

fn maps<F: Format>(f: &mut Facts<F>) {
    both!(f, BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}};
        "map", "a map is its length, keys and values", BTreeMap::from([("b".to_string(), 2), ("a".to_string(), 1), ("aa".to_string(), 3)]);
        "map-empty", "an empty map", BTreeMap::new();
    );
    both!(f, BTreeMap<i64, Option<String>> => {"map": {"key": "i64", "value": "string", "nullable": true}}; "map-int", "keys of numbers in their order", BTreeMap::from([(-1, None), (300, Some("x".to_string())), (2, None)]););
    both!(f, BTreeMap<u128, bool> => {"map": {"key": "u128", "value": "bool"}}; "map-u128", "keys of 128 bits", BTreeMap::from([(u128::MAX, true), (1, false)]););
    both!(f, BTreeMap<bool, u8> => {"map": {"key": "bool", "value": "u8"}}; "map-bool", "keys of bools", BTreeMap::from([(true, 1), (false, 0)]););
    both!(f, BTreeMap<char, u8> => {"map": {"key": "string", "value": "u8"}}; "map-char", "keys of chars", BTreeMap::from([('ß', 1), ('a', 0)]););
    both!(f, BTreeMap<uuid::Uuid, u8> => {"map": {"key": "uuid", "value": "u8"}}; "map-uuid", "keys of uuids", BTreeMap::from([(uuid::Uuid::max(), 1), (uuid::Uuid::nil(), 2)]););
    let plain = Subject::of_value("BTreeMap<Plain, u8>", json!({"map": {"key": Plain::canonical_type(), "value": "u8"}})).using::<Plain>();
    f.both("map-enum", "keys of an enum in the order of its declaration", &plain, &t(BTreeMap::from([(Plain::Odd, 1_u8), (Plain::Small, 2)])));
    let hash = subject!(HashMap<u8, i64> => {"map": {"key": "u8", "value": "i64"}});
    // Several orders of one map, as a HashMap has another in every process.
    for (id, order) in [("forward", [(1_u8, 10_i64), (2, 20), (3, 30)]), ("backward", [(3, 30), (2, 20), (1, 10)]), ("mixed", [(2, 20), (3, 30), (1, 10)])] {
        let wire = f.wire(&order.to_vec());
        let record = t(HashMap::from(order));
        match F::read::<T<HashMap<u8, i64>>>(&wire) {
            Ok((read, _)) if read == record => {}
            other => f.fail(id, format!("{other:?}")),
        }
        match hash.encode(&record.canonical()) {
            Ok(canonical) => f.line(&hash, &format!("hash-{id}"), &format!("a HashMap in the order {id}"), json!({"direction": "decode", "wire": canon::hex(&wire), "canonical": canonical})),
            Err(reason) => f.fail(id, reason),
        }
    }
    let twice = vec![("a".to_string(), 1_i64), ("b".to_string(), 2), ("a".to_string(), 3)];
    let wire = f.wire(&twice);
    let map = subject!(BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}});
    f.finding::<T<BTreeMap<String, i64>>>("map-twice", "a key twice: Rust keeps the last value without a word", &map, &wire, "duplicate_key");
    f.reads(
        "map-twice-last",
        "a key twice, where the side declares that the last wins",
        &map,
        &wire,
        &t(BTreeMap::from([("a".to_string(), 3_i64), ("b".to_string(), 2)])),
        json!({"options": {"duplicate_keys": "last"}}),
    );
    refuses!(f, BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}}; "map-huge", "a map of 2^62 entries", 1_u64 << 62, &[]; "map-max", "a map of 2^64 - 1 entries", u64::MAX, &[];);
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
    f.both("struct", "a struct is its fields", &subject, &T { k: 1, at: at.clone(), end: None, way: Vec::new() });
    let point = Point { x: -0.5, y: Some(7) };
    f.both("structs", "structs in a Box, an Option and a list", &subject, &T { k: 1, at: point.clone(), end: Some(Box::new(at.clone())), way: vec![at, point] });
    {
        record!(T {"rename_all": "camelCase"} [#[serde(rename_all = "camelCase")]] {
            k: u32 => "u32", {} [];
            long_name: u8 => "u8", {} [];
            other: u8 => "u8", {"rename": "Else"} [serde(rename = "Else")];
        });
        f.both("renamed", "names are not written, so renaming changes nothing", &Subject::of_record::<T>(), &T { k: 1, long_name: 2, other: 3 });
    }
    {
        record!(T {"deny_unknown_fields": true} [#[serde(deny_unknown_fields)]] {
            k: u32 => "u32", {} [];
            v: u8 => "u8", {"default": true} [serde(default)];
        });
        let subject = Subject::of_record::<T>();
        f.both("default", "a default is of no use", &subject, &T { k: 1, v: 2 });
        let short = F::write(&1_u32).unwrap_or_default();
        f.refuses::<T>("default-short", "a field with a default must be there all the same", &subject, &short);
    }
    let recursive = Tree::subject();
    f.both("recursive", "a type that holds itself", &recursive, &Tree::small());
    f.both("recursive-200", "200 levels deep", &recursive, &Tree::deep(200));
    f.line_of("unit", "() takes no bytes", &Unit::subject(), &Unit::nine(), json!({"direction": "decode", "options": {"unknown_fields": "ignore"}}));
    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct More {
        k: u32,
        dropped: (String, Vec<Option<i64>>, BTreeMap<u8, External>, char, uuid::Uuid),
        v: u8,
    }
    impl Canonical for More {
        fn canonical(&self) -> Value {
            Value::record([("k", self.k.into()), ("v", self.v.into())])
        }
    }
    let mut types = serde_json::Map::new();
    External::types(&mut types);
    types.insert("T".to_string(), json!({"struct": [side_field("k", "u32", Node::Null), side_field("dropped", "(String, Vec<Option<i64>>, BTreeMap<u8, External>, char, Uuid)", Node::Null), side_field("v", "u8", Node::Null)]}));
    let more = Subject::of(Node::Object(types), json!([field(1, "k", "u32", json!("u32")), field(2, "v", "u8", json!("u8"))]));
    let dropped = (
        "x".to_string(),
        vec![None, Some(5)],
        External::every().into_iter().enumerate().map(|(i, (_, one))| (i as u8, one)).collect(),
        '€',
        uuid::Uuid::nil(),
    );
    f.line_of("dropped", "a field that the contract does not have is passed over by its type", &more, &More { k: 1, dropped, v: 9 }, json!({"direction": "decode", "options": {"unknown_fields": "ignore"}}));
}

fn enums<F: Format>(f: &mut Facts<F>) {
    let plain = Subject::of_value("Plain", Plain::canonical_type()).using::<Plain>();
    for (id, value) in [("first", Plain::Small), ("second", Plain::VeryLarge), ("third", Plain::Odd)] {
        f.both(&format!("enum-{id}"), &format!("a unit variant is its number in the order of declaration: the {id}"), &plain, &t(value));
    }
    let wire = f.wire(&3_u32);
    f.refuses::<T<Plain>>("enum-beyond", "a number beyond the last variant", &plain, &wire);
    let wire = f.wire(&u32::MAX);
    f.refuses::<T<Plain>>("enum-max", "the number 2^32 - 1", &plain, &wire);
    let external = Subject::of_value("External", External::canonical_type()).using::<External>();
    for (id, value) in External::every() {
        f.both(&format!("external-{id}"), &format!("an enum is the number of its variant and what it carries: {id}"), &external, &t(value));
    }
    let wire = f.wire(&(5_u32, 0_u64));
    f.refuses::<T<External>>("external-beyond", "a number beyond the last variant, with a payload", &external, &wire);
    let adjacent = Subject::of_value("Adjacent", Adjacent::canonical_type()).using::<Adjacent>();
    for (id, value) in Adjacent::every() {
        f.unreadable(&format!("adjacent-{id}"), &format!("adjacent tagging is written as external, and asks for a name when it is read: {id}"), &adjacent, &t(value));
    }
    let beside = Subject::of_value("Beside", Beside::canonical_type()).using::<Beside>();
    f.unreadable("adjacent-enum", "an adjacently tagged enum of unit variants", &beside, &t(Beside::B));
    let list = Subject::of_value("Vec<External>", json!({"list": External::canonical_type()})).using::<External>();
    f.both("externals", "a list of enums", &list, &t(External::every().into_iter().map(|(_, one)| one).collect::<Vec<_>>()));
    let maybe = Subject::of_value("Option<Plain>", Plain::canonical_type()).using::<Plain>();
    f.both("enum-none", "no enum", &maybe, &t(None::<Plain>));
    f.both("enum-some", "some enum", &maybe, &t(Some(Plain::Odd)));
}

fn unreadable<F: Format>(f: &mut Facts<F>) {
    let internal = Subject::of_value("Shape", Shape::canonical_type()).using::<Shape>();
    f.unreadable("internal", "an internally tagged enum asks for the type of the bytes", &internal, &t(Shape::Nothing));
    f.unreadable("internal-struct", "with fields too", &internal, &t(Shape::Line { from: 1, to: None }));
    let tagged = Subject::of_value("Tagged", Tagged::canonical_type()).using::<Tagged>();
    f.unreadable("internal-enum", "of unit variants too", &tagged, &t(Tagged::A));
    let untagged = Subject::of_value("Untagged", Untagged::canonical_type()).using::<Untagged>();
    f.unreadable("untagged", "an untagged enum is written as its payload, and tried on bytes that have no type", &untagged, &t(Untagged::One(7)));
    {
        record!(T {} [] {
            k: u32 => "u32", {} [];
            v: Option<u8> => {"type": "u8", "presence": "optional"}, {"skip_none": true} [serde(skip_serializing_if = "Option::is_none")];
        });
        f.unreadable("skip-none", "a field that is left out is missed by the reader", &Subject::of_record::<T>(), &T { k: 1, v: None });
    }
    f.unwritable("flatten", "a flattened struct is a map of unknown length", &Outer::subject(), &Outer::one());
}
