//! What is tried.

use crate::fact::{Facts, Subject, t};
use crate::kinds::{Plain, Tagged};
use crate::record;
use crate::shape::Declared;
use crate::subject;
use canon::Canonical;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use rust_decimal::Decimal;
use serde_bytes::ByteBuf;
use serde_json::{Value as Node, json};
use std::time::Duration;
use uuid::Uuid;

pub fn all(f: &mut Facts) {
    values(f);
    none(f);
    library(f);
    quoting(f);
    reading(f);
    headers(f);
    cells(f);
    impossible(f);
}

macro_rules! writes {
    ($f:ident, $of:ty => $canonical:tt; $($id:expr, $fact:expr, $value:expr;)*) => {
        $($f.writes::<crate::fact::T<$of>>($id, $fact, &subject!($of => $canonical), &[t($value)]);)*
    };
}

macro_rules! reads {
    ($f:ident, $of:ty => $canonical:tt; $($id:expr, $fact:expr, $text:expr;)*) => {
        $($f.cell::<$of>($id, $fact, &subject!($of => $canonical), $text);)*
    };
}

fn values(f: &mut Facts) {
    writes!(f, bool => "bool"; "true", "true is a word", true; "false", "false is a word", false;);
    writes!(f, i8 => "i8"; "i8", "an i8", -128;);
    writes!(f, u16 => "u16"; "u16", "a u16", 65_535;);
    writes!(f, i64 => "i64"; "i64", "an i64 is its digits", -12; "i64-least", "the least i64", i64::MIN;);
    writes!(f, u64 => "u64"; "u64", "the greatest u64", u64::MAX;);
    writes!(f, i128 => "i128"; "i128", "the least i128", i128::MIN;);
    writes!(f, u128 => "u128"; "u128", "the greatest u128", u128::MAX;);
    writes!(f, i64 => "decimal(10,0)"; "i64-decimal", "an integer that the contract calls a decimal", 70;);
    for (id, value) in [("half", 0.5), ("whole", 3.0), ("tenth", 0.1), ("million", 1e6), ("e15", 1e15), ("e16", 1e16), ("e21", 1e21), ("e-5", 1e-5), ("e-6", 1e-6),
        ("tiny", 5e-324), ("greatest", f64::MAX), ("minus-zero", -0.0), ("zero", 0.0), ("third", 1.0 / 3.0), ("nan", f64::NAN), ("inf", f64::INFINITY),
        ("minus-inf", f64::NEG_INFINITY)]
    {
        f.writes(&format!("f64-{id}"), &format!("an f64 as ryu writes it: {id}"), &subject!(f64 => "f64"), &[t(value)]);
    }
    writes!(f, f32 => "f32"; "f32", "an f32 has its own shortest digits", 0.1; "f32-whole", "a great f32", 16_777_216.0; "f32-e13", "an f32 with an exponent", 1e13;
        "f32-least", "the least f32", 1e-45; "f32-nan", "NaN of 32 bits", f32::NAN;);
    writes!(f, char => "string"; "char", "a char", 'ß'; "char-quote", "a char that needs quotes", '"'; "char-comma", "a comma", ',';);
    writes!(f, String => "string"; "string", "a String", "hello".to_string(); "string-empty", "an empty String is an empty cell", String::new();
        "string-utf8", "a String beyond ASCII", "äöü 😀".to_string(); "string-nul", "a String with a NUL", "a\0b".to_string();
        "string-long", "a long String", "lorem, ".repeat(100););
    f.writes("enum", "a variant is its name", &subject!(Plain => "i64").using::<Plain>().with_type(Plain::canonical_type()), &[t(Plain::VeryLarge)]);
    f.writes("enum-renamed", "a variant with another name", &subject!(Plain => "i64").using::<Plain>().with_type(Plain::canonical_type()), &[t(Plain::Odd)]);
    writes!(f, ByteBuf => "bytes"; "bytes", "serde_bytes writes bytes as they are", ByteBuf::from(b"a\xff\"b".to_vec()); "bytes-empty", "no bytes", ByteBuf::new();
        "bytes-lines", "bytes with CR and LF", ByteBuf::from(b"a\r\nb".to_vec()););
    record!(T {} [] {
        k: u32 => "u32", {} [];
        v: Vec<u8> => "bytes", {"with": "serde_bytes"} [serde(with = "serde_bytes")];
    });
    f.writes("bytes-with", "a Vec<u8> with serde_bytes", &Subject::of_record::<T>(), &[T { k: 1, v: vec![9, 8] }]);
}

fn none(f: &mut Facts) {
    writes!(f, Option<i64> => "i64"; "some", "Some is its value", Some(7); "none", "None is an empty cell", None; "some-zero", "Some of zero", Some(0););
    writes!(f, Option<bool> => "bool"; "some-false", "Some of false", Some(false););
    writes!(f, Option<String> => "string"; "some-text", "Some of a String", Some("x".to_string()); "none-text", "None of a String", None;
        "some-empty", "Some of an empty String is written as None is", Some(String::new()););
    writes!(f, Option<f64> => "f64"; "some-nan", "Some of NaN", Some(f64::NAN););
    writes!(f, Option<ByteBuf> => "bytes"; "some-no-bytes", "Some of no bytes is written as None is", Some(ByteBuf::new()););
    writes!(f, Option<Option<i64>> => "i64"; "some-some", "Some of Some", Some(Some(1)););
    f.writes("some-empty-rule", "an empty String that is no Option, where empty means null",
        &Subject::of_value("String", json!({"type": "string", "presence": "nullable", "equivalences": ["empty_is_null"]})), &[t("x".to_string())]);
}

fn library(f: &mut Facts) {
    let id = Uuid::from_u128(0x6ba7_b810_9dad_11d1_80b4_00c0_4fd4_30c8);
    writes!(f, Uuid => "uuid"; "uuid", "a Uuid is text", id;);
    writes!(f, Decimal => "decimal(28,10)"; "decimal", "a decimal is text", Decimal::new(12_345, 2););
    f.cell::<Decimal>("decimal-zeros", "zeros at the end of a decimal", &subject!(Decimal => "decimal(28,10)"), "1.50");
    writes!(f, Decimal => "decimal(38,28)"; "decimal-fine", "28 digits after the point, read with serde-str", Decimal::new(1, 28););
    let at = Utc.with_ymd_and_hms(2024, 2, 29, 12, 30, 5).unwrap();
    writes!(f, DateTime<Utc> => "timestamp(9)"; "utc", "a DateTime<Utc>", at; "utc-millis", "with milliseconds", at + TimeDelta::milliseconds(120);
        "utc-nanos", "with nanoseconds", at + TimeDelta::nanoseconds(7); "utc-far", "in a far year", Utc.with_ymd_and_hms(9999, 12, 31, 23, 59, 59).unwrap(););
    writes!(f, DateTime<FixedOffset> => "timestamp(9,offset)"; "fixed", "a DateTime<FixedOffset>", at.with_timezone(&FixedOffset::east_opt(3600).unwrap()););
    writes!(f, NaiveDateTime => "datetime"; "naive", "a NaiveDateTime", at.naive_utc(););
    writes!(f, NaiveDate => "date"; "date", "a NaiveDate", NaiveDate::from_ymd_opt(2024, 2, 29).unwrap(););
    writes!(f, NaiveTime => "time"; "time", "a NaiveTime", NaiveTime::from_hms_milli_opt(12, 30, 5, 120).unwrap(););
    record!(T {} [] {
        k: u32 => "u32", {} [];
        v: DateTime<Utc> => "timestamp(3)", {"with": "ts_milliseconds"} [serde(with = "chrono::serde::ts_milliseconds")];
    });
    f.writes("ts-milliseconds", "with = ts_milliseconds is an integer", &Subject::of_record::<T>(), &[T { k: 1, v: at + TimeDelta::milliseconds(120) }]);
    f.file::<T>("ts-milliseconds-negative", "an instant before 1970", &Subject::of_record::<T>(), b"k,v\n1,-1\n");
    f.file::<T>("ts-milliseconds-text", "and text is refused", &Subject::of_record::<T>(), b"k,v\n1,2024-02-29T12:30:05Z\n");
    {
        record!(T {} [] {
            k: u32 => "u32", {} [];
            v: Option<DateTime<Utc>> => "timestamp(0)", {"with": "ts_seconds_option"} [serde(with = "chrono::serde::ts_seconds_option")];
        });
        f.writes("ts-seconds-none", "with = ts_seconds_option: None is an empty cell", &Subject::of_record::<T>(), &[T { k: 1, v: None }, T { k: 2, v: Some(at) }]);
    }
    {
        record!(T {} [] {
            k: u32 => "u32", {} [];
            v: time::OffsetDateTime => "timestamp(9,offset)", {"with": "time::serde::rfc3339"} [serde(with = "time::serde::rfc3339")];
        });
        f.writes("rfc3339", "time's OffsetDateTime with its rfc3339", &Subject::of_record::<T>(),
            &[T { k: 1, v: time::OffsetDateTime::from_unix_timestamp(1_709_209_805).unwrap() }]);
    }
}

record!(T {} [] { a: String => "string", {} []; b: String => "string", {} []; c: String => "string", {} []; });

fn row(a: &str, b: &str, c: &str) -> T {
    T { a: a.to_string(), b: b.to_string(), c: c.to_string() }
}

fn three() -> Subject {
    Subject::of_record::<T>()
}

fn quoting(f: &mut Facts) {
    for (id, text) in [("comma", "a,b"), ("quote", "a\"b"), ("quote-first", "\"a"), ("quotes", "\"\""), ("lf", "a\nb"), ("cr", "a\rb"), ("cr-last", "a\r"),
        ("crlf", "a\r\nb"), ("space-first", " a"), ("space-last", "a "), ("nbsp", "\u{a0}a"), ("dot", "\\."), ("backslash", "a\\b"), ("backslash-last", "a\\"),
        ("backslash-comma", "a\\,b"), ("backslash-quote", "a\\\"b"), ("hash", "#a"), ("hash-inside", "a#"), ("number", "1.5"), ("exponent", "-1e5"), ("infinity", "Infinity"),
        ("nan", "nan"), ("hex", "0x10"), ("long-number", "123456789012345678901234567890"), ("empty", ""), ("apostrophe", "a'b"), ("mark", "\u{feff}a"), ("several", "a,\"b\"\r\nc")]
    {
        let value = [t(text.to_string())];
        let of = || subject!(String => "string");
        f.writes(&format!("quote-{id}"), &format!("a text with what may need quotes: {id}"), &of(), &value);
        f.writes(&format!("always-{id}"), &format!("the same with QuoteStyle::Always: {id}"), &of().set("quoting", "always"), &value);
        f.writes(&format!("non-numeric-{id}"), &format!("the same with QuoteStyle::NonNumeric: {id}"), &of().set("quoting", "non_numeric"), &value);
        f.writes(&format!("never-{id}"), &format!("the same with QuoteStyle::Never: {id}"), &of().set("quoting", "never"), &value);
        f.writes(&format!("trim-{id}"), &format!("the same with Trim::Fields: {id}"), &of().set("trim", "fields"), &value);
        f.writes(&format!("escape-{id}"), &format!("the same with a backslash for quotes: {id}"), &of().set("double_quote", false).set("escape", "\\"), &value);
        f.writes(&format!("both-{id}"), &format!("the same with a backslash that is read beside doubled quotes: {id}"), &of().set("escape", "\\"), &value);
        f.writes(&format!("apostrophe-{id}"), &format!("the same with an apostrophe for the quote: {id}"), &of().set("quote", "'"), &value);
        f.writes(&format!("comment-{id}"), &format!("the same with comments: {id}"), &of().set("comment", "#"), &value);
        f.writes(&format!("semicolon-{id}"), &format!("the same with a semicolon between cells: {id}"), &of().set("delimiter", ";"), &value);
        f.writes(&format!("crlf-{id}"), &format!("the same with CR and LF behind rows: {id}"), &of().set("line_ending", "crlf"), &value);
    }
    f.writes("two-rows", "two rows", &three(), &[row("a", "b", "c"), row("", "", "")]);
    f.writes("two-rows-crlf", "two rows with CR and LF", &three().set("line_ending", "crlf"), &[row("a", "b", "c"), row("d", "e", "f")]);
    f.writes("no-header", "rows without a header", &three().set("header", false), &[row("a", "b", "c"), row("d", "e", "f")]);
    f.writes("bom", "a byte order mark before the header", &three().set("bom", true), &[row("a", "b", "c")]);
    f.writes("comment-first", "a first cell that begins as comments do is quoted", &three().set("comment", "#"), &[row("#a", "b#", "c")]);
    f.writes("tab", "a tab between cells", &three().set("delimiter", "\t"), &[row("a\tb", "c,d", "e")]);
    {
        record!(T {} [] { a: String => "string", {} []; });
        let of = || Subject::of_record::<T>();
        f.writes("one-column", "a row of one cell", &of(), &[T { a: "x".to_string() }]);
        f.writes("one-column-empty", "a row of one empty cell is written in quotes", &of(), &[T { a: String::new() }, T { a: "x".to_string() }]);
        f.writes("one-column-empty-never", "even where nothing else is", &of().set("quoting", "never"), &[T { a: String::new() }]);
        f.writes("one-column-empty-apostrophe", "in its own quotes", &of().set("quote", "'"), &[T { a: String::new() }]);
    }
    {
        record!(T {"rename_all": "SCREAMING-KEBAB-CASE"} [#[serde(rename_all = "SCREAMING-KEBAB-CASE")]] {
            first_name: String => "string", {} []; b: i64 => "i64", {"rename": "the, b"} [serde(rename = "the, b")];
        });
        f.writes("renamed", "names as serde makes them, in quotes where they need them", &Subject::of_record::<T>().say("mapping", json!({"first_name": "FIRST-NAME", "b": "the, b"})),
            &[T { first_name: "x".to_string(), b: 1 }]);
    }
}

fn reading(f: &mut Facts) {
    let file = |f: &mut Facts, id: &str, fact: &str, subject: Subject, text: &str| f.file::<T>(id, fact, &subject, text.as_bytes());
    file(f, "read-plain", "rows end with line feeds", three(), "a,b,c\n1,2,3\n4,5,6\n");
    file(f, "read-no-last-end", "the last row needs none", three(), "a,b,c\n1,2,3");
    file(f, "read-crlf", "or with CR and LF", three(), "a,b,c\r\n1,2,3\r\n4,5,6\n");
    file(f, "read-cr", "or with a CR alone", three(), "a,b,c\r1,2,3\r4,5,6");
    file(f, "read-cr-cr", "two CRs end a row once", three(), "a,b,c\n1,2,3\r\r\n4,5,6\n");
    file(f, "read-cr-last", "a CR at the end of the file", three(), "a,b,c\n1,2,3\r");
    file(f, "read-empty-lines", "empty lines are no rows", three(), "\n\r\na,b,c\n\n1,2,3\n\n\r\n4,5,6\n\n");
    file(f, "read-space-line", "a line of a space is a row of one cell", three(), "a,b,c\n \n1,2,3\n");
    file(f, "read-empty-cells", "commas alone are empty cells", three(), "a,b,c\n,,\n");
    file(f, "read-empty-cells-end", "also at the end of the file", three(), "a,b,c\n,,");
    file(f, "read-quoted", "quotes that are not needed", three(), "\"a\",\"b\",\"c\"\n\"1\",\"\",\"3\"\n");
    file(f, "read-quoted-crlf", "CR and LF in quotes stay", three(), "a,b,c\n1,\"x\r\ny\",3\n");
    file(f, "read-quoted-lines", "lines in quotes belong to their row", three(), "a,b,c\n1,\"x\n\n#y\n,\n\",3\n4,5,6\n");
    file(f, "read-bare-quote", "a bare quote is text", three(), "a,b,c\n1,x\"y,3\n4,5,6\n");
    file(f, "read-bare-quote-space", "a space before a quote makes it text", three(), "a,b,c\n1, \"x\",3\n4,5,6\n");
    file(f, "read-quote-text", "text behind a closing quote belongs to the cell", three(), "a,b,c\n1,\"x\"y,3\n");
    file(f, "read-quote-text-quote", "and quotes in it are text", three(), "a,b,c\n1,\"x\"y\"z\"\"w,3\n");
    file(f, "read-quote-space", "a space behind a closing quote too", three(), "a,b,c\n1,\"x\" ,3\n");
    file(f, "read-torn", "a quote that is never closed takes all that follows", three().say("finding", "malformed"), "a,b,c\n1,2,3\n4,5,\"6\n7,8,9\n");
    file(f, "read-torn-last", "also at the end", three().say("finding", "malformed"), "a,b,c\n4,5,\"");
    file(f, "read-torn-fewer", "and may leave too few cells", three(), "a,b,c\n1,2,3\n4,\"5,6\n7,8,9\n");
    file(f, "read-fewer", "a row of fewer cells is refused", three(), "a,b,c\n1,2\n4,5,6\n");
    file(f, "read-more", "a row of more cells is refused", three(), "a,b,c\n1,2,3,4\n4,5,6\n");
    file(f, "read-more-comma", "a comma at the end is a cell more", three(), "a,b,c\n1,2,3,\n");
    file(f, "read-flexible-fewer", "flexible: a row of fewer cells is refused where they are needed", three().set("flexible", true), "a,b,c\n1,2\n4,5,6\n");
    file(f, "read-flexible-more", "flexible: cells beyond the columns are dropped without a word", three().set("flexible", true).say("finding", "unknown_field"), "a,b,c\n1,2,3,4\n4,5,6\n");
    file(f, "read-flexible-more-ignored", "flexible: cells beyond the columns, ignored", three().set("flexible", true).say("unknown_fields", "ignore"), "a,b,c\n1,2,3,4\n4,5,6\n");
    file(f, "read-comments", "comments are no rows", three().set("comment", "#"), "#x\na,b,c\n#y,\"\n1,2,3\n 4,#5,6\n");
    file(f, "read-comment-none", "without a comment character they are rows", three(), "a,b,c\n#1,2,3\n");
    file(f, "read-comment-end", "a comment at the end of the file", three().set("comment", "#"), "a,b,c\n1,2,3\n#4");
    file(f, "read-comment-cr", "a CR ends no comment", three().set("comment", "#"), "a,b,c\n#1\r1,2,3\n4,5,6\n");
    file(f, "read-comment-quoted", "a line in quotes is no comment", three().set("comment", "#"), "a,b,c\n1,\"\n#2\",3\n");
    file(f, "read-trim", "Trim::All drops white space around cells and names", three().set("trim", "all"), " a,b ,\tc\n 1,2\u{3000},\u{a0}3 \n");
    file(f, "read-trim-quoted", "also inside quotes", three().set("trim", "all"), "a,b,c\n1,\" 2 \",3\n");
    file(f, "read-trim-quote", "but a space before a quote makes it text", three().set("trim", "all"), "a,b,c\n1, \"2\",3\n");
    file(f, "read-trim-headers", "Trim::Headers leaves cells", three().set("trim", "headers"), " a,b ,c\n 1,2 ,3\n");
    file(f, "read-trim-fields", "Trim::Fields leaves names", three().set("trim", "fields"), " a,b ,c\n 1,2 ,3\n");
    file(f, "read-trim-line", "a line of white space is a row still", three().set("trim", "all"), "a,b,c\n  \n1,2,3\n");
    file(f, "read-bom", "a byte order mark is dropped", three(), "\u{feff}a,b,c\n1,2,3\n");
    file(f, "read-bom-quoted", "also before a quote", three(), "\u{feff}\"a\",b,c\n1,2,3\n");
    file(f, "read-bom-twice", "but not twice", three(), "\u{feff}\u{feff}a,b,c\n1,2,3\n");
    file(f, "read-bom-no-header", "and before the first row", three().set("header", false), "\u{feff}1,2,3\n");
    file(f, "read-nothing", "an empty file has no rows", three(), "");
    file(f, "read-header-alone", "nor has a header alone", three(), "a,b,c\n");
    file(f, "read-no-header-fewer", "rows without a header: fewer cells than fields", three().set("header", false), "1,2\n");
    file(f, "read-escape", "a backslash escapes what follows it in quotes", three().set("escape", "\\"), "a,b,c\n1,\"x\\\"y\\\\z\\n\",3\n");
    file(f, "read-escape-bare", "and nothing outside", three().set("escape", "\\"), "a,b,c\n1,x\\\\y,3\n");
    file(f, "read-escape-only", "doubled quotes that are not: the first closes", three().set("escape", "\\").set("double_quote", false), "a,b,c\n1,\"x\"\"y\",3\n");
    file(f, "read-apostrophe", "another quote", three().set("quote", "'"), "a,b,c\n1,'x,\"''y',\"3\"\n");
    file(f, "read-semicolon", "another delimiter", three().set("delimiter", ";"), "a;b;c\n1;2,5;3\n");
    f.file::<T>("read-invalid", "text that is not UTF-8 is refused", &three(), b"a,b,c\n1,x\xffy,3\n4,5,6\n");
    f.file::<T>("read-nul", "NUL bytes are text", &three(), b"a,b,c\n1,\0,3\n");
    file(f, "read-many-cells", "a row of very many cells is refused", three(), &format!("a,b,c\n{}\n1,2,3\n", ",".repeat(5000)));
}

fn headers(f: &mut Facts) {
    let file = |f: &mut Facts, id: &str, fact: &str, subject: Subject, text: &str| f.file::<T>(id, fact, &subject, text.as_bytes());
    file(f, "header-order", "columns stand in any order", three(), "c,a,b\n3,1,2\n");
    file(f, "header-missing", "a column that is not there", three(), "a,c\n1,3\n");
    file(f, "header-unknown", "a column that the struct has not is dropped without a word", three().say("finding", "unknown_field"), "a,x,b,c\n1,9,2,3\n");
    file(f, "header-unknown-ignored", "a column that the struct has not, ignored", three().say("unknown_fields", "ignore"), "a,x,b,c\n1,9,2,3\n");
    file(f, "header-twice", "a column that is there twice is refused", three(), "a,b,c,b\n1,2,3,4\n");
    file(f, "header-case", "names are compared exactly", three(), "A,b,c\n1,2,3\n");
    file(f, "header-lines", "a name of two lines", three(), "a,\"b\n\",c\n1,2,3\n");
    file(f, "header-comment", "a comment before the header", three().set("comment", "#"), "#z\na,b,c\n1,2,3\n");
    {
        record!(T {} [] { a: String => "string", {} []; b: Option<i64> => "i64", {} []; });
        f.file::<T>("header-missing-option", "an Option whose column is not there is None", &Subject::of_record::<T>(), b"a\n1\n");
        f.file::<T>("flexible-option", "flexible: an Option whose cell is not there is None", &Subject::of_record::<T>().set("flexible", true), b"a,b\n1\n2,3\n");
        f.file::<T>("flexible-option-no-header", "flexible, without a header: an Option whose cell is not there is refused",
            &Subject::of_record::<T>().set("flexible", true).set("header", false), b"1\n2,3\n4,\n");
    }
    {
        record!(T {} [] { a: String => "string", {} []; b: i64 => "i64", {"alias": ["bee", "B"]} [serde(alias = "bee", alias = "B")]; });
        f.file::<T>("header-alias", "a column by its alias", &Subject::of_record::<T>(), b"a,bee\n1,2\n");
        f.file::<T>("header-alias-twice", "and by its name too", &Subject::of_record::<T>(), b"a,bee,b\n1,2,3\n");
    }
    {
        record!(T {"deny_unknown_fields": true} [#[serde(deny_unknown_fields)]] { a: String => "string", {} []; });
        f.file::<T>("header-denied", "a column that the struct denies", &Subject::of_record::<T>(), b"a,b\n1,2\n");
    }
}

fn cells(f: &mut Facts) {
    for (id, text) in [("plus", "+5"), ("zeros", "007"), ("minus-zero", "-0"), ("empty", ""), ("space", " 1"), ("space-last", "1 "), ("hex", "0x10"), ("hex-upper", "0X10"),
        ("hex-digits", "0xfF"), ("hex-none", "0x"), ("hex-minus", "0x-5"), ("hex-plus", "0x+5"), ("minus-hex", "-0x5"), ("underscore", "1_000"), ("point", "1.0"), ("exponent", "1e3"),
        ("great", "9223372036854775808"), ("least", "-9223372036854775808"), ("hex-great", "0xffffffffffffffff"), ("minus", "-"), ("comma", "\"1,000\"")]
    {
        f.cell::<i64>(&format!("i64-{id}-read"), &format!("what is read as an i64: {id}"), &subject!(i64 => "i64"), text);
        f.cell::<u8>(&format!("u8-{id}-read"), &format!("what is read as a u8: {id}"), &subject!(u8 => "u8"), text);
    }
    reads!(f, u8 => "u8"; "u8-256-read", "a number beyond its type", "256";);
    reads!(f, u128 => "u128"; "u128-hex-read", "a u128 in hex", "0xffffffffffffffffffffffffffffffff"; "u128-beyond-read", "a number beyond u128", "340282366920938463463374607431768211456";);
    for (id, text) in [("plus", "+0.5"), ("point-first", ".5"), ("point-last", "5."), ("point", "."), ("hex", "0x1p-2"), ("underscore", "1_0.5"), ("inf", "inf"),
        ("infinity", "-Infinity"), ("nan", "nAn"), ("nan-signed", "-nan"), ("below", "1e-400"), ("empty", ""), ("space", " 1"), ("exponent", "1e"), ("comma", "\"1,5\""),
        ("half-way", "9007199254740993"), ("many", "0.1000000000000000055511151231257827021181583404541015625")]
    {
        f.cell::<f64>(&format!("f64-{id}-read"), &format!("what is read as an f64: {id}"), &subject!(f64 => "f64"), text);
    }
    f.cell::<f64>("f64-beyond-read", "a number beyond f64 is read as infinity", &subject!(f64 => "f64").say("finding", "range"), "1e400");
    f.cell::<f32>("f32-beyond-read", "a number beyond f32 is read as infinity", &subject!(f32 => "f32").say("finding", "range"), "3.5e38");
    reads!(f, f32 => "f32"; "f32-rounded-read", "an f32 is rounded once", "1.00000017881393432617187499";);
    for text in ["true", "false", "True", "TRUE", "1", "0", "t", "yes", "", " true"] {
        f.cell::<bool>(&format!("bool-{}-read", text.replace(' ', "space-")), &format!("what is read as a bool: {text}"), &subject!(bool => "bool"), text);
    }
    reads!(f, char => "string"; "char-two-read", "two characters are no char", "ab"; "char-empty-read", "nor is none", ""; "char-wide-read", "a char of four bytes", "😀";
        "char-combined-read", "a letter and its accent are two", "e\u{301}";);
    reads!(f, Option<i64> => "i64"; "option-space-read", "a space is no None", " "; "option-null-read", "nor is a word", "NULL"; "option-quoted-read", "an empty cell in quotes is None", "\"\"";);
    f.cell::<Plain>("enum-unknown-read", "a variant that is none", &subject!(Plain => "i64").using::<Plain>().with_type(Plain::canonical_type()), "huge");
    f.cell::<Plain>("enum-case-read", "variants are compared exactly", &subject!(Plain => "i64").using::<Plain>().with_type(Plain::canonical_type()), "Small");
    for (id, text) in [("upper", "6BA7B810-9DAD-11D1-80B4-00C04FD430C8"), ("bare", "6ba7b8109dad11d180b400c04fd430c8"), ("urn", "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8"),
        ("braces", "{6ba7b810-9dad-11d1-80b4-00c04fd430c8}"), ("short", "6ba7b810")]
    {
        f.cell::<Uuid>(&format!("uuid-{id}-read"), &format!("what is read as a Uuid: {id}"), &subject!(Uuid => "uuid"), text);
    }
    for (id, text) in [("space", "2024-02-29 12:30:05Z"), ("hour", "2024-02-29T3:04:05Z"), ("lower", "2024-02-29t12:30:05z"), ("offset", "2024-02-29T12:30:05+01:00"),
        ("no-zone", "2024-02-29T12:30:05"), ("leap", "2024-02-30T12:30:05Z"), ("nanos", "2024-02-29T12:30:05.123456789Z"), ("empty", "")]
    {
        f.cell::<DateTime<Utc>>(&format!("utc-{id}-read"), &format!("what is read as a DateTime<Utc>: {id}"), &subject!(DateTime<Utc> => "timestamp(9)"), text);
    }
    reads!(f, Decimal => "decimal(28,10)"; "decimal-exponent-read", "an exponent in a decimal", "1e2"; "decimal-empty-read", "nothing is no decimal", "";
        "decimal-words-read", "letters are no decimal", "abc"; "decimal-underscore-read", "an underscore between digits", "1_000.5";);
}

fn impossible(f: &mut Facts) {
    fn no<V: Canonical + serde::Serialize>(f: &mut Facts, id: &str, fact: &str, rust: &str, canonical: Node, value: V) {
        f.impossible(id, fact, &Subject::of_value(rust, canonical), &t(value));
    }
    no(f, "no-list", "a list has no column", "Vec<i64>", json!({"list": "i64"}), vec![1_i64, 2]);
    no(f, "no-bytes", "a Vec<u8> is a list", "Vec<u8>", json!("bytes"), vec![1_u8, 2]);
    no(f, "no-array", "an array of bytes is a list", "[u8; 2]", json!("bytes"), [1_u8, 2]);
    no(f, "no-tuple", "a tuple has no column", "(i64, String)", json!({"tuple": ["i64", "string"]}), (1_i64, "x".to_string()));
    no(f, "no-map", "a map is refused", "BTreeMap<String, i64>", json!({"map": {"key": "string", "value": "i64"}}),
        std::collections::BTreeMap::from([("a".to_string(), 1_i64)]));
    no(f, "no-duration", "std's Duration is a struct", "Duration", json!("duration"), Duration::from_secs(1));
    no(f, "no-delta", "chrono's TimeDelta is a tuple", "TimeDelta", json!("duration"), TimeDelta::seconds(1));
    no(f, "no-time", "time's OffsetDateTime is a tuple", "time::OffsetDateTime", json!("timestamp(9,offset)"), time::OffsetDateTime::UNIX_EPOCH);
    f.impossible("no-tagged", "an internally tagged variant is a struct", &subject!(Tagged => "i64").using::<Tagged>().with_type(Tagged::canonical_type()), &t(Tagged::A));
    {
        record!(T {} [] { k: u32 => "u32", {} []; v: Option<i64> => "i64", {"skip_none": true} [serde(skip_serializing_if = "Option::is_none")]; });
        f.impossible("no-skipped", "what is skipped leaves no cell", &Subject::of_record::<T>(), &T { k: 1, v: None });
    }
}
