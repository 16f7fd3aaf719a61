//! Structs, lists, tuples and maps.

use crate::fact::{Facts, Subject, T, t};
use crate::{both, reads, record, refuses, subject, variants};
use canon::{Canonical, Value};
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

pub fn facts(f: &mut Facts) {
    order(f);
    names(f);
    aliases(f);
    nested(f);
    unknown(f);
    denied(f);
    flattened(f);
    flattened_map(f);
    recursive(f);
    newtypes(f);
    containers(f);
    maps(f);
    documents(f);
}

fn order(f: &mut Facts) {
    record!(T {} [] {
        k: u32 => "u32", {} [];
        b: i64 => "i64", {} [];
        a: Option<String> => "string", {} [];
    });
    let subject = Subject::of_record::<T>();
    let value = T { k: 1, b: 2, a: Some("x".to_string()) };
    f.both("struct-order", "fields are in the order of their declaration", &subject, &value);
    f.reads("struct-other-order", "fields are read in any order", &subject, r#"{"a":"x","b":2,"k":1}"#, &value);
    f.reads("struct-space", "white space does not count", &subject, " {\r\n\t\"k\" : 1 , \"b\" : 2 , \"a\" : \"x\" } \n", &value);
    f.reads("struct-escaped-key", "a key may be escaped", &subject, r#"{"\u006b":1,"b":2,"a":"x"}"#, &value);
    f.reads("struct-array", "a struct is read from an array of its fields too", &subject, r#"[1,2,"x"]"#, &value);
    f.refuses::<T>("struct-array-short", "an array with too few fields is refused", &subject, "[1,2]");
    f.refuses::<T>("struct-array-long", "an array with too many fields is refused", &subject, r#"[1,2,"x",3]"#);
    f.refuses::<T>("struct-duplicate", "a field that occurs twice is refused", &subject, r#"{"k":1,"b":2,"b":2,"a":null}"#);
    f.refuses::<T>("struct-duplicate-null", "an Option that occurs twice is refused", &subject, r#"{"k":1,"b":2,"a":null,"a":null}"#);
    f.refuses::<T>("struct-case", "names match exactly: B is not b", &subject, r#"{"k":1,"B":2,"a":null}"#);
    f.refuses::<T>("struct-null", "null is no record", &subject, "null");
    f.refuses::<T>("struct-empty", "nothing is no record", &subject, "");
    f.refuses::<T>("struct-text", "a text is no record", &subject, "\"k\"");
    for (id, what, wire) in [
        ("trailing-text", "text after the record", r#"{"k":1,"b":2,"a":null}x"#),
        ("trailing-brace", "a brace too many", r#"{"k":1,"b":2,"a":null}}"#),
        ("trailing-record", "a second record", r#"{"k":1,"b":2,"a":null} {"k":1,"b":2,"a":null}"#),
        ("trailing-nul", "a NUL after the record", "{\"k\":1,\"b\":2,\"a\":null}\0"),
        ("trailing-comma", "a comma after the last field", r#"{"k":1,"b":2,"a":null,}"#),
        ("leading-comma", "a comma before the first field", r#"{,"k":1,"b":2,"a":null}"#),
        ("leading-bom", "a BOM before the record", "\u{feff}{\"k\":1,\"b\":2,\"a\":null}"),
        ("cut", "a record that is cut off", r#"{"k":1,"b":2,"a":nul"#),
        ("cut-brace", "a record without its last brace", r#"{"k":1,"b":2,"a":null"#),
        ("bare-key", "a key without quotes", r#"{k:1,"b":2,"a":null}"#),
        ("no-colon", "a key without a colon", r#"{"k" 1,"b":2,"a":null}"#),
        ("comment", "a comment", r#"{"k":1,/* */"b":2,"a":null}"#),
        ("space-other", "white space that JSON does not have", "{\u{a0}\"k\":1,\"b\":2,\"a\":null}"),
        ("form-feed", "a form feed", "{\u{c}\"k\":1,\"b\":2,\"a\":null}"),
        ("word-case", "Null", r#"{"k":1,"b":2,"a":Null}"#),
    ] {
        f.refuses::<T>(&format!("malformed-{id}"), &format!("{what} is refused"), &subject, wire);
    }
}

fn names(f: &mut Facts) {
    record!(T {"rename_all": "camelCase"} [#[serde(rename_all = "camelCase")]] {
        k: u32 => "u32", {} [];
        user_id: i64 => "i64", {} [];
        http_url2: String => "string", {} [];
        kind: i64 => "i64", {"rename": "@type"} [serde(rename = "@type")];
    });
    f.both("rename", "rename and rename_all", &Subject::of_record::<T>(), &T { k: 1, user_id: 2, http_url2: "u".to_string(), kind: 3 });
    f.refuses::<T>(
        "rename-declared",
        "a renamed field is not read by its declared name",
        &Subject::of_record::<T>(),
        r#"{"k":1,"user_id":2,"httpUrl2":"u","@type":3}"#,
    );
    screaming(f);
}

fn screaming(f: &mut Facts) {
    record!(T {"rename_all": "SCREAMING-KEBAB-CASE"} [#[serde(rename_all = "SCREAMING-KEBAB-CASE")]] {
        k: u32 => "u32", {} [];
        first_name: i64 => "i64", {} [];
    });
    f.both("rename-kebab", "rename_all SCREAMING-KEBAB-CASE", &Subject::of_record::<T>(), &T { k: 1, first_name: 2 });
    pascal(f);
}

fn pascal(f: &mut Facts) {
    record!(T {"rename_all": "PascalCase"} [#[serde(rename_all = "PascalCase")]] {
        k: u32 => "u32", {} [];
        first_name: i64 => "i64", {} [];
    });
    f.both("rename-pascal", "rename_all PascalCase", &Subject::of_record::<T>(), &T { k: 1, first_name: 2 });
}

fn aliases(f: &mut Facts) {
    record!(T {} [] {
        k: u32 => "u32", {} [];
        name: String => "string", {"alias": ["title", "label"]} [serde(alias = "title", alias = "label")];
    });
    let subject = Subject::of_record::<T>();
    let value = T { k: 1, name: "x".to_string() };
    f.both("alias-name", "an alias is not written", &subject, &value);
    f.reads("alias", "an alias is read", &subject, r#"{"k":1,"label":"x"}"#, &value);
    f.refuses::<T>("alias-duplicate", "a name and its alias are one field twice", &subject, r#"{"k":1,"name":"x","title":"x"}"#);
}

record!(Point {} [] {
    x: f64 => "f64", {} [];
    y: Option<f64> => "f64", {} [];
});

fn nested(f: &mut Facts) {
    record!(T {} [] {
        k: u32 => "u32", {} [];
        at: Point => (Point::canonical_type()), {} [];
        way: Vec<Point> => {"list": (Point::canonical_type())}, {} [];
        end: Option<Point> => (Point::canonical_type()), {} [];
    } uses Point);
    let point = |x| Point { x, y: None };
    f.both(
        "struct-nested",
        "structs in structs and lists",
        &Subject::of_record::<T>(),
        &T { k: 1, at: point(1.0), way: vec![point(-0.0), point(1e300)], end: None },
    );
    f.refuses::<T>("struct-nested-null", "null is no struct", &Subject::of_record::<T>(), r#"{"k":1,"at":null,"way":[],"end":null}"#);
    f.reads(
        "struct-nested-array",
        "a nested struct is read from an array too",
        &Subject::of_record::<T>(),
        r#"{"k":1,"at":[1.5,null],"way":[],"end":[2,3]}"#,
        &T { k: 1, at: point(1.5), way: vec![], end: Some(Point { x: 2.0, y: Some(3.0) }) },
    );
}

fn unknown(f: &mut Facts) {
    let subject = subject!(i64 => "i64");
    let ignore = json!({"unknown_fields": "ignore"});
    let deep = format!("{{\"k\":1,\"x\":{}{},\"v\":2}}", "[".repeat(1000), "]".repeat(1000));
    for (id, what, wire) in [
        ("unknown", "an unknown field is passed over", r#"{"k":1,"x":{"y":[1,null]},"v":2}"#),
        ("unknown-twice", "an unknown field may occur twice", r#"{"x":1,"k":1,"x":2,"v":2}"#),
        ("unknown-range", "a number out of range in an unknown field is passed over", r#"{"x":1e999,"k":1,"v":2}"#),
        ("unknown-case", "another case is another field", r#"{"K":5,"k":1,"v":2}"#),
        ("unknown-surrogate", "a lone surrogate in an unknown field is passed over", r#"{"x":"\ud800","k":1,"v":2}"#),
        ("unknown-deep", "an unknown field may nest deeper than 128", deep.as_str()),
    ] {
        f.reads_with::<T<i64>>(id, what, &subject, wire, &t(2), ignore.clone());
    }
    f.refuses::<T<i64>>("unknown-malformed", "an unknown field must be JSON", &subject, r#"{"k":1,"x":tru,"v":2}"#);
    f.refuses::<T<i64>>("unknown-open", "an unknown array must be closed", &subject, r#"{"k":1,"x":[1,"v":2}"#);
    f.refuses::<T<i64>>("unknown-key-surrogate", "a lone surrogate in an unknown key is refused", &subject, r#"{"k":1,"\ud800":1,"v":2}"#);
}

fn denied(f: &mut Facts) {
    record!(T {"deny_unknown_fields": true} [#[serde(deny_unknown_fields)]] {
        k: u32 => "u32", {} [];
        v: Option<i64> => "i64", {} [];
    });
    let subject = Subject::of_record::<T>();
    f.both("deny", "deny_unknown_fields changes nothing in what is written", &subject, &T { k: 1, v: None });
    f.refuses::<T>("deny-unknown", "an unknown field is refused", &subject, r#"{"k":1,"v":2,"x":3}"#);
    f.refuses::<T>("deny-case", "another case is unknown", &subject, r#"{"k":1,"V":2}"#);
    f.refuses::<T>("deny-empty-key", "the empty key is unknown", &subject, r#"{"k":1,"v":2,"":3}"#);
}

record!(Inner {} [] {
    a: i64 => "i64", {} [];
    b: Option<String> => "string", {} [];
});

record!(Small {} [] {
    n: f32 => "f32", {} [];
});

fn flattened(f: &mut Facts) {
    #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Outer {
        k: u32,
        #[serde(flatten)]
        inner: Inner,
        z: i64,
    }
    impl Canonical for Outer {
        fn canonical(&self) -> Value {
            Value::record([("k", self.k.into()), ("a", self.inner.a.into()), ("b", self.inner.b.canonical()), ("z", self.z.into())])
        }
    }
    let subject = flat::<Inner>(
        json!([
            {"id": 1, "name": "k", "type": "u32"},
            {"id": 2, "name": "a", "type": "i64"},
            {"id": 3, "name": "b", "type": "string", "presence": "nullable", "equivalences": ["null_is_absent"]},
            {"id": 4, "name": "z", "type": "i64"}
        ]),
        "Inner",
        &[("z", "i64")],
    );
    let value = Outer { k: 1, inner: Inner { a: 2, b: None }, z: 3 };
    f.both("flatten", "the fields of a flattened struct stand where it stands", &subject, &value);
    f.reads("flatten-order", "flattened fields are read in any order", &subject, r#"{"z":3,"b":null,"k":1,"a":2}"#, &value);
    f.reads("flatten-missing-option", "a missing Option in a flattened struct is None", &subject, r#"{"k":1,"a":2,"z":3}"#, &value);
    f.refuses::<Outer>("flatten-missing", "a missing field of a flattened struct is refused", &subject, r#"{"k":1,"b":null,"z":3}"#);
    f.refuses::<Outer>(
        "flatten-duplicate",
        "a flattened field that occurs twice is refused",
        &subject,
        r#"{"k":1,"a":2,"a":2,"b":null,"z":3}"#,
    );
    f.refuses::<Outer>("flatten-array", "a struct with a flattened field is not read from an array", &subject, "[1,2,null,3]");
    f.refuses::<Outer>("flatten-float", "a flattened integer with a fraction is refused", &subject, r#"{"k":1,"a":2.0,"b":null,"z":3}"#);
    f.reads_with(
        "flatten-unknown",
        "an unknown field beside a flattened struct is passed over",
        &subject,
        r#"{"k":1,"a":2,"b":null,"x":[1],"z":3}"#,
        &value,
        json!({"unknown_fields": "ignore"}),
    );
    f.refuses::<Outer>(
        "flatten-unknown-range",
        "an unknown field beside a flattened struct is kept, so its number must be in range",
        &subject,
        r#"{"k":1,"a":2,"b":null,"x":1e999,"z":3}"#,
    );
    flattened_float(f);
}

fn flattened_float(f: &mut Facts) {
    #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Outer {
        k: u32,
        #[serde(flatten)]
        inner: Small,
    }
    impl Canonical for Outer {
        fn canonical(&self) -> Value {
            Value::record([("k", self.k.into()), ("n", self.inner.n.into())])
        }
    }
    let subject = flat::<Small>(json!([{"id": 1, "name": "k", "type": "u32"}, {"id": 2, "name": "n", "type": "f32"}]), "Small", &[]);
    f.both("flatten-f32", "a flattened f32", &subject, &Outer { k: 1, inner: Small { n: 0.1 } });
    f.reads_inexactly::<Outer>(
        "flatten-f32-twice",
        "a flattened f32 passes through an f64, so it is rounded twice",
        &subject,
        r#"{"k":1,"n":1.00000017881393432617187499}"#,
        &Outer { k: 1, inner: Small { n: 1.000_000_1 } }.canonical(),
    );
}

/// A record with a flattened field `inner` after its key, whose fields are those of the record in the contract.
fn flat<D: crate::shape::Declared>(fields: serde_json::Value, name: &str, after: &[(&str, &str)]) -> Subject {
    use crate::shape::side_field;
    let mut declared = vec![side_field("k", "u32", json!({})), side_field("inner", name, json!({"flatten": true}))];
    declared.extend(after.iter().map(|(name, of)| side_field(name, of, json!({}))));
    Subject::of(json!({"T": {"struct": declared}}), fields).using::<D>()
}

fn flattened_map(f: &mut Facts) {
    record!(T {} [] {
        k: u32 => "u32", {} [];
        rest: BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}}, {"flatten": true} [serde(flatten)];
    });
    let subject = Subject::of_record::<T>();
    let rest = |entries: &[(&str, i64)]| T { k: 1, rest: entries.iter().map(|(k, v)| ((*k).to_string(), *v)).collect() };
    f.both("flatten-map", "a flattened map takes what no field takes", &subject, &rest(&[("a", 1), ("b", 2)]));
    f.both("flatten-map-empty", "an empty flattened map writes nothing", &subject, &rest(&[]));
    f.refuses::<T>("flatten-map-type", "an entry of another type is refused", &subject, r#"{"k":1,"a":"x"}"#);
    f.reads_with(
        "flatten-map-duplicate",
        "of an entry that occurs twice the last counts",
        &subject,
        r#"{"k":1,"a":1,"a":2}"#,
        &rest(&[("a", 2)]),
        json!({"duplicate_keys": "last-wins"}),
    );
}

fn recursive(f: &mut Facts) {
    #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Node {
        n: u32,
        next: Option<Box<Node>>,
    }
    impl Canonical for Node {
        fn canonical(&self) -> Value {
            Value::record([("n", self.n.into()), ("next", self.next.canonical())])
        }
    }
    let chain = |length: u32| (0..length).fold(None, |next, n| Some(Box::new(Node { n, next })));
    let subject = Subject::with_types(
        json!({
            "T": {"struct": [{"name": "k", "type": "u32"}, {"name": "v", "type": "Option<Box<Node>>"}]},
            "Node": {"struct": [{"name": "n", "type": "u32"}, {"name": "next", "type": "Option<Box<Node>>"}]}
        }),
        json!([{"id": 1, "name": "k", "type": "u32"}, {"id": 2, "name": "v", "type": {"ref": "Node"}, "presence": "nullable"}]),
        json!({"Node": {"struct": [{"id": 1, "name": "n", "type": "u32"}, {"id": 2, "name": "next", "type": {"ref": "Node"}, "presence": "nullable"}]}}),
    );
    f.both("recursive", "a struct that holds itself", &subject, &t(chain(3)));
    f.both("recursive-127", "objects 127 deep are read", &subject, &t(chain(126)));
    f.lossy("recursive-128", "objects 128 deep are written and not read", &subject, &t(chain(127)));
}

fn newtypes(f: &mut Facts) {
    #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Miles(f64);
    impl Canonical for Miles {
        fn canonical(&self) -> Value {
            self.0.into()
        }
    }
    let subject = Subject::of(
        json!({"T": {"struct": [{"name": "k", "type": "u32"}, {"name": "v", "type": "Miles"}]}, "Miles": {"newtype": "f64"}}),
        json!([{"id": 1, "name": "k", "type": "u32"}, {"id": 2, "name": "v", "type": "f64"}]),
    );
    f.both("newtype", "a newtype is what it holds", &subject, &t(Miles(1.5)));
    f.refuses::<T<Miles>>("newtype-array", "a newtype is not read from an array", &subject, r#"{"k":1,"v":[1.5]}"#);
}

fn containers(f: &mut Facts) {
    both!(f, Vec<i64> => {"list": "i64"}; "list", "a list", vec![1, -2, 3]; "list-empty", "an empty list", vec![];);
    both!(f, Vec<Vec<String>> => {"list": {"list": "string"}}; "list-nested", "lists of lists", vec![vec![], vec!["a".to_string()]];);
    both!(f, [i64; 3] => {"list": "i64"}; "array", "an array of fixed length is a list", [1, 2, 3];);
    both!(f, [i64; 2] => {"tuple": ["i64", "i64"]}; "array-tuple", "an array may be a tuple", [1, 2];);
    both!(f, (i64, String) => {"tuple": ["i64", "string"]}; "tuple", "a tuple is an array", (1, "a".to_string()););
    both!(f, (f32, bool, char) => {"tuple": ["f32", "bool", "string"]}; "tuple-three", "a tuple of three", (0.1, true, 'x'););
    both!(f, Option<(u8, (i8, i8))> => {"tuple": ["u8", {"tuple": ["i8", "i8"]}]}; "tuple-nested", "tuples in tuples", Some((1, (2, 3))););
    refuses!(f, (i64, String) => {"tuple": ["i64", "string"]};
        "tuple-short", "too few values for a tuple", "[1]";
        "tuple-long", "too many values for a tuple", "[1,\"a\",2]";
        "tuple-object", "an object is no tuple", "{\"0\":1,\"1\":\"a\"}";
        "tuple-null", "null is no tuple", "null";
    );
    refuses!(f, [i64; 3] => {"list": "i64"}; "array-short", "too few values for an array", "[1,2]"; "array-long", "too many values for an array", "[1,2,3,4]";);
    refuses!(f, Vec<i64> => {"list": "i64"};
        "list-object", "an object is no list", "{}";
        "list-comma", "a comma after the last element", "[1,]";
        "list-hole", "nothing between commas", "[1,,2]";
        "list-element-null", "null in a list of integers", "[null]";
        "list-bracket", "a list closed by a brace", "[1}";
    );
    reads!(f, Vec<i64> => {"list": "i64"}; "list-space", "white space in a list", "[ 1 ,\n2 ]", vec![1, 2];);
}

variants!(Colour {} [] shape [{"name": "Red"}, {"name": "DarkBlue"}] canonical {"enum": [{"id": 1, "name": "Red"}, {"id": 2, "name": "DarkBlue"}]}
    { Red, DarkBlue, }
    { Colour::Red => Value::unit("Red"), Colour::DarkBlue => Value::unit("DarkBlue"), });

fn maps(f: &mut Facts) {
    let text = |entries: &[(&str, i64)]| entries.iter().map(|(k, v)| ((*k).to_string(), *v)).collect::<BTreeMap<_, _>>();
    both!(f, BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}};
        "map", "a BTreeMap is in the order of its keys", text(&[("b", 2), ("a", 1), ("ab", 3)]);
        "map-empty", "an empty map", text(&[]);
        "map-empty-key", "the empty key", text(&[("", 0)]);
        "map-order", "keys are ordered by their UTF-8, not by length", text(&[("é", 1), ("z", 2), ("aa", 3), ("😀", 4), ("\u{ffff}", 5)]);
        "map-escapes", "keys are escaped like text", text(&[("\"\n", 1)]);
    );
    both!(f, HashMap<String, i64> => {"map": {"key": "string", "value": "i64"}}; "map-hash", "a HashMap of one entry", HashMap::from([("a".to_string(), 1)]););
    both!(f, BTreeMap<i64, String> => {"map": {"key": "i64", "value": "string"}};
        "map-int", "integer keys are in quotes, in the order of numbers", BTreeMap::from([(10, "b".to_string()), (9, "a".to_string()), (-1, "c".to_string())]););
    both!(f, BTreeMap<u8, bool> => {"map": {"key": "u8", "value": "bool"}}; "map-u8", "u8 keys", BTreeMap::from([(255, true)]););
    both!(f, BTreeMap<u64, bool> => {"map": {"key": "u64", "value": "bool"}}; "map-u64", "u64 keys", BTreeMap::from([(u64::MAX, true)]););
    both!(f, BTreeMap<i128, bool> => {"map": {"key": "i128", "value": "bool"}}; "map-i128", "i128 keys", BTreeMap::from([(i128::MIN, true)]););
    both!(f, BTreeMap<bool, i64> => {"map": {"key": "bool", "value": "i64"}}; "map-bool", "bool keys are in quotes", BTreeMap::from([(true, 1), (false, 0)]););
    both!(f, BTreeMap<char, i64> => {"map": {"key": "string", "value": "i64"}}; "map-char", "char keys", BTreeMap::from([('ß', 1)]););
    both!(f, BTreeMap<String, Option<i64>> => {"map": {"key": "string", "value": "i64", "nullable": true}};
        "map-null", "None in a map is null", BTreeMap::from([("a".to_string(), None), ("b".to_string(), Some(1))]););
    both!(f, BTreeMap<String, Vec<i64>> => {"map": {"key": "string", "value": {"list": "i64"}}}; "map-lists", "lists in a map", BTreeMap::from([("a".to_string(), vec![1])]););
    both!(f, BTreeMap<uuid::Uuid, i64> => {"map": {"key": "uuid", "value": "i64"}}; "map-uuid", "uuid keys", BTreeMap::from([(uuid::Uuid::from_u128(1), 1)]););
    let subject = Subject::of_value(
        "BTreeMap<Colour, i64>",
        json!({"map": {"key": <Colour as crate::shape::Declared>::canonical_type(), "value": "i64"}}),
    )
    .using::<Colour>();
    f.both(
        "map-enum",
        "keys of an enum are its names, in the order of its declaration",
        &subject,
        &t(BTreeMap::from([(Colour::DarkBlue, 1), (Colour::Red, 2)])),
    );
    f.refuses::<T<BTreeMap<Colour, i64>>>(
        "map-enum-unknown",
        "a key that is no variant is refused",
        &subject,
        r#"{"k":1,"v":{"Green":1}}"#,
    );

    let last = json!({"duplicate_keys": "last-wins"});
    f.reads_with::<T<HashMap<String, i64>>>(
        "map-duplicate",
        "of a key that occurs twice the last counts",
        &subject!(HashMap<String, i64> => {"map": {"key": "string", "value": "i64"}}),
        r#"{"k":1,"v":{"a":1,"b":2,"a":3}}"#,
        &t(HashMap::from([("a".to_string(), 3), ("b".to_string(), 2)])),
        last.clone(),
    );
    f.reads_with::<T<BTreeMap<String, i64>>>(
        "map-duplicate-escaped",
        "keys are compared after their escapes",
        &subject!(BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}}),
        r#"{"k":1,"v":{"a":1,"\u0061":3}}"#,
        &t(text(&[("a", 3)])),
        last,
    );
    refuses!(f, BTreeMap<i64, i64> => {"map": {"key": "i64", "value": "i64"}};
        "map-int-escaped", "an integer key must not be written with escapes", r#"{"\u0031":2}"#;
        "map-int-bare", "an integer key must be in quotes", "{1:2}";
        "map-int-space", "a space in an integer key is refused", "{\" 1\":2}";
        "map-int-plus", "a plus in an integer key is refused", "{\"+1\":2}";
        "map-int-zero", "a leading zero in an integer key is refused", "{\"01\":2}";
        "map-int-point", "a fraction in an integer key is refused", "{\"1.0\":2}";
        "map-int-empty", "the empty key is no integer", "{\"\":2}";
        "map-int-text", "a text is no integer key", "{\"a\":2}";
        "map-int-negative-zero", "-0 is no integer key", "{\"-0\":2}";
    );
    refuses!(f, BTreeMap<u8, i64> => {"map": {"key": "u8", "value": "i64"}}; "map-u8-over", "256 is no u8 key", "{\"256\":2}"; "map-u8-negative", "-1 is no u8 key", "{\"-1\":2}";);
    refuses!(f, BTreeMap<bool, i64> => {"map": {"key": "bool", "value": "i64"}}; "map-bool-bare", "a bool key must be in quotes", "{true:2}"; "map-bool-text", "another text is no bool key", "{\"True\":2}"; "map-bool-number", "1 is no bool key", "{\"1\":2}";);
    refuses!(f, BTreeMap<String, i64> => {"map": {"key": "string", "value": "i64"}};
        "map-null-value", "null is no integer in a map", "{\"a\":null}";
        "map-list", "a list is no map", "[]";
        "map-key-null", "null is no key", "{null:1}";
    );
}

/// `serde_json::Value`.
fn documents(f: &mut Facts) {
    both!(f, serde_json::Value => "json";
        "json-null", "null is a value of json", json!(null);
        "json-bool", "a bool", json!(true);
        "json-int", "an integer", json!(-7);
        "json-u64", "the greatest u64", json!(u64::MAX);
        "json-i64", "the least i64", json!(i64::MIN);
        "json-float", "a float", json!(0.1);
        "json-float-whole", "a whole float keeps its fraction on the wire, and is the integer in the canonical form", json!(100.0);
        "json-float-great", "a great float", json!(1e300);
        "json-float-1e16", "1e16", json!(1e16);
        "json-float-small", "a small float", json!(1e-7);
        "json-f32", "an f32 in json is widened first: 0.1f32 is 0.10000000149011612", json!(0.1_f32);
        "json-negative-zero", "-0.0 keeps its sign", json!(-0.0);
        "json-text", "a text", json!("a\"\u{2028}");
        "json-array", "an array", json!([1, [2.5], {}]);
        "json-object", "the keys of an object are in the order of their UTF-8", json!({"b": 1, "a": {"z": null, "é": []}, "aa": 2});
    );
    reads!(f, serde_json::Value => "json";
        "json-negative-zero-int", "-0 is -0.0", "-0", json!(-0.0);
        "json-exponent", "1e2 is a float, and the integer 100 in the canonical form", "1e2", json!(100.0);
        "json-order", "the keys in another order", r#"{"b":1,"a":2}"#, json!({"a": 2, "b": 1});
        "json-escaped-slash", "escapes in json", r#""\/\u00e9""#, json!("/é");
    );
    let subject = subject!(serde_json::Value => "json");
    f.reads_with::<T<serde_json::Value>>(
        "json-duplicate",
        "of a key that occurs twice the last counts",
        &subject,
        r#"{"k":1,"v":{"a":1,"a":[2]}}"#,
        &t(json!({"a": [2]})),
        json!({"duplicate_keys": "last-wins"}),
    );
    let exact = |text: &str| Value::record([("k", 1.into()), ("v", canon::Json::parse(text).map_or(Value::Null, Value::from))]);
    for (id, what, text) in [
        ("json-2p64", "2^64 is read as a float, whose shortest digits are others", "18446744073709551616"),
        ("json-digits", "digits beyond an f64 are lost", "0.1000000000000000055511151231257827"),
        ("json-2p53", "2^53 + 1 with a point is rounded", "9007199254740993.0"),
        ("json-underflow", "1e-400 is read as 0.0", "1e-400"),
    ] {
        f.reads_inexactly::<T<serde_json::Value>>(id, what, &subject, &format!("{{\"k\":1,\"v\":{text}}}"), &exact(text));
    }
    refuses!(f, serde_json::Value => "json";
        "json-overflow", "1e400 is out of range even in json", "1e400";
        "json-surrogate", "a lone surrogate is refused in json too", r#""\ud800""#;
        "json-surrogate-key", "a lone surrogate in a key is refused", r#"{"\ud800":1}"#;
        "json-nan", "NaN is refused", "NaN";
        "json-empty", "nothing is no json", "";
    );
    let nested = |depth: usize| (1..depth).fold(json!([]), |inner, _| json!([inner]));
    f.both("json-depth-126", "126 arrays inside of the record, 127 containers in all, are read", &subject, &t(nested(126)));
    f.lossy("json-depth-127", "127 arrays inside of the record are written and not read", &subject, &t(nested(127)));
    f.reads::<T<Option<serde_json::Value>>>(
        "json-option-null",
        "null is None to an Option of json, never Some(null)",
        &Subject::of_value(
            "Option<serde_json::Value>",
            json!({"type": "json", "presence": "nullable", "equivalences": ["null_is_absent"]}),
        ),
        r#"{"k":1}"#,
        &t(None),
    );
}
