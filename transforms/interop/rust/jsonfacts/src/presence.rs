//! Values, nulls and absent fields.

use crate::fact::{Facts, Subject, T, t};
use crate::{both, record, refuses, subject};
use serde_json::json;

pub fn facts(f: &mut Facts) {
    both!(f, Option<i64> => "i64"; "option-some", "Some is the value", Some(7); "option-none", "None is null", None;);
    both!(f, Option<String> => "string"; "option-empty", "Some of the empty text is not None", Some(String::new());
        "option-null-text", "the text null is not null", Some("null".to_string()););
    both!(f, Option<bool> => "bool"; "option-false", "Some(false) is not None", Some(false););
    both!(f, Option<Vec<i64>> => {"list": "i64"}; "option-list-empty", "an empty list is not None", Some(vec![]); "option-list-none", "no list", None;);
    both!(f, Option<Option<i64>> => "i64"; "option-option-some", "Some(Some(7)) is 7", Some(Some(7)); "option-option-none", "None is null", None;);
    f.lossy::<T<Option<Option<i64>>>>(
        "option-option-some-none",
        "Some(None) is null, which is read as None",
        &subject!(Option<Option<i64>> => "i64"),
        &t(Some(None)),
    );
    both!(f, Vec<Option<i64>> => {"list": "i64", "nullable": true}; "option-in-list", "None in a list is null", vec![Some(1), None];);
    both!(f, Box<i64> => "i64"; "box", "a Box is what it holds", Box::new(7););
    both!(f, () => {"tuple": []}; "unit", "() is null", (););
    refuses!(f, () => {"tuple": []}; "unit-list", "an array is no ()", "[]";);
    refuses!(f, Vec<i64> => {"list": "i64"}; "list-null", "null is no Vec", "null";);
    f.refuses::<T<i64>>("missing", "a missing field without default is refused", &subject!(i64 => "i64"), r#"{"k":1}"#);
    f.refuses::<T<Vec<i64>>>("missing-list", "a missing Vec is refused", &subject!(Vec<i64> => {"list": "i64"}), r#"{"k":1}"#);
    f.refuses::<T<i64>>("missing-key", "a missing key is refused", &subject!(i64 => "i64"), r#"{"v":1}"#);
    let both_are_one = json!({"type": "i64", "presence": "nullable", "equivalences": ["null_is_absent"]});
    f.reads::<T<Option<i64>>>(
        "missing-option",
        "a missing Option is None",
        &Subject::of_value("Option<i64>", both_are_one),
        r#"{"k":1}"#,
        &t(None),
    );
    skip_none(f);
    defaults(f);
}

fn skip_none(f: &mut Facts) {
    record!(T {} [] {
        k: u32 => "u32", {} [];
        a: Option<i64> => {"type": "i64", "presence": "optional"}, {"skip_none": true} [serde(skip_serializing_if = "Option::is_none")];
        b: Option<String> => "string", {} [];
    });
    let subject = Subject::of_record::<T>();
    f.both("skip-none", "skip_none leaves the field out", &subject, &T { k: 1, a: None, b: None });
    f.both("skip-some", "skip_none writes a value", &subject, &T { k: 1, a: Some(0), b: Some("x".to_string()) });
    optional_null(f);
}

fn optional_null(f: &mut Facts) {
    record!(T {} [] {
        k: u32 => "u32", {} [];
        a: Option<i64> => {"type": "i64", "presence": "optional", "equivalences": ["null_is_absent"]}, {"skip_none": true} [serde(skip_serializing_if = "Option::is_none")];
    });
    f.reads("skip-null", "null is None to skip_none too", &Subject::of_record::<T>(), r#"{"k":1,"a":null}"#, &T { k: 1, a: None });
}

fn defaults(f: &mut Facts) {
    record!(T {} [] {
        k: u32 => "u32", {} [];
        n: i64 => {"type": "i64", "equivalences": ["null_is_zero"]}, {"default": true} [serde(default)];
        s: String => {"type": "string", "equivalences": ["null_is_empty"]}, {"default": true} [serde(default)];
        l: Vec<i64> => {"type": {"list": "i64"}, "equivalences": ["null_is_empty"]}, {"default": true} [serde(default)];
    });
    let subject = Subject::of_record::<T>();
    let empty = T { k: 1, n: 0, s: String::new(), l: vec![] };
    f.both("default-written", "a default is written like any value", &subject, &empty);
    f.reads("default-missing", "missing fields with default have it", &subject, r#"{"k":1}"#, &empty);
    f.refuses::<T>("default-null", "null is no missing field, even with default", &subject, r#"{"k":1,"n":null}"#);
    f.refuses::<T>("default-null-list", "null is no empty list, even with default", &subject, r#"{"k":1,"l":null}"#);
}
