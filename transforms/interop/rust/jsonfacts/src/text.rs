//! Text, characters and bytes.

use crate::fact::{Facts, T};
use crate::{both, reads, record, refuses, subject};
use serde_bytes::ByteBuf;

pub fn facts(f: &mut Facts) {
    let s = |text: &str| text.to_string();
    both!(f, String => "string";
        "string-empty", "the empty text", s("");
        "string-ascii", "plain text", s("plain");
        "string-quote", "quotes and backslashes are escaped", s("\"\\");
        "string-slash", "a slash is not escaped", s("a/b");
        "string-short-escapes", "\\b \\f \\n \\r \\t are short", s("\u{8}\u{c}\n\r\t");
        "string-controls", "other controls are \\u00 in lower case", s("\0\u{1}\u{b}\u{1f}");
        "string-del", "DEL is raw", s("\u{7f}");
        "string-html", "< > & are raw", s("<a href='x'>&</a>");
        "string-separators", "U+2028 and U+2029 are raw", s("\u{2028}\u{2029}");
        "string-bmp", "text beyond ASCII is raw", s("Zürich → 東京");
        "string-astral", "text beyond the BMP is raw", s("😀🏴‍☠️");
        "string-combining", "text is not normalised", s("e\u{301} é");
        "string-noncharacter", "noncharacters and private use are raw", s("\u{fffe}\u{ffff}\u{e04d}\u{10ffff}");
        "string-replacement", "U+FFFD is a character like others", s("\u{fffd}");
        "string-bom", "a BOM inside of text is kept", s("\u{feff}x");
        "string-nul", "NUL in the middle", s("a\0b");
    );
    reads!(f, String => "string";
        "string-escaped-slash", "an escaped slash", r#""\/""#, s("/");
        "string-escaped-ascii", "an escaped letter", r#""\u0041\u00fC""#, s("Aü");
        "string-escaped-pair", "an escaped pair of surrogates", r#""\ud83d\uDE00""#, s("😀");
        "string-escaped-html", "what Go escapes", r#""\u003c\u2028""#, s("<\u{2028}");
        "string-escaped-control", "an escaped control that has a short form", r#""\u000a""#, s("\n");
        "string-escaped-max", "the greatest code point", r#""\udbff\udfff""#, s("\u{10ffff}");
    );
    refuses!(f, String => "string";
        "string-surrogate-high", "a lone high surrogate is refused", r#""\ud800""#;
        "string-surrogate-low", "a lone low surrogate is refused", r#""\udc00""#;
        "string-surrogate-order", "surrogates in the wrong order are refused", r#""\ude00\ud83d""#;
        "string-surrogate-text", "a high surrogate before text is refused", r#""\ud800x""#;
        "string-surrogate-escape", "a high surrogate before another escape is refused", r#""\ud800\n""#;
        "string-surrogate-twice", "two high surrogates are refused", r#""\ud800\ud800""#;
        "string-raw-newline", "a raw newline in text is refused", "\"a\nb\"";
        "string-raw-tab", "a raw tab in text is refused", "\"a\tb\"";
        "string-raw-nul", "a raw NUL in text is refused", "\"a\0b\"";
        "string-escape-unknown", "an unknown escape is refused", r#""\a""#;
        "string-escape-x", "\\x41 is refused", r#""\x41""#;
        "string-escape-short", "three digits of \\u are refused", r#""\u041""#;
        "string-escape-capital", "\\U is refused", r#""\U0041""#;
        "string-single", "single quotes are refused", "'a'";
        "string-open", "text without its end is refused", "\"a";
        "string-null", "null is no text", "null";
        "string-number", "a number is no text", "7";
    );
    for (id, what, raw) in [
        ("string-utf8-ff", "the byte FF", &b"\xff"[..]),
        ("string-utf8-cut", "a sequence that is cut off", b"\xe2\x82"),
        ("string-utf8-overlong", "an overlong sequence", b"\xc0\xaf"),
        ("string-utf8-surrogate", "an encoded surrogate", b"\xed\xa0\x80"),
        ("string-utf8-beyond", "a code point beyond U+10FFFF", b"\xf4\x90\x80\x80"),
        ("string-utf8-lone", "a lone continuation byte", b"\x80"),
    ] {
        let wire = [&b"{\"k\":1,\"v\":\""[..], raw, b"\"}"].concat();
        f.refuses_bytes::<T<String>>(id, &format!("text that is not UTF-8 is refused: {what}"), &subject!(String => "string"), &wire);
    }

    both!(f, char => "string";
        "char-ascii", "a char is a text of one character", 'a';
        "char-quote", "a char that is escaped", '"';
        "char-nul", "the char NUL", '\0';
        "char-astral", "a char beyond the BMP", '😀';
        "char-max", "the greatest char", '\u{10ffff}';
    );
    reads!(f, char => "string"; "char-escaped-pair", "a char as a pair of surrogates", r#""\ud83d\ude00""#, '😀';);
    refuses!(f, char => "string";
        "char-two", "two characters are no char", "\"ab\"";
        "char-empty", "no character is no char", "\"\"";
        "char-combining", "a letter with a combining accent is two characters", "\"e\u{301}\"";
        "char-number", "a number is no char", "97";
    );

    both!(f, Vec<u8> => "bytes"; "bytes-vec", "Vec<u8> is an array of numbers", vec![0, 127, 128, 255]; "bytes-vec-empty", "no bytes are an empty array", vec![];);
    both!(f, [u8; 4] => "bytes"; "bytes-array", "[u8; 4] is an array of numbers", [1, 2, 3, 4];);
    both!(f, Vec<u8> => {"list": "u8"}; "bytes-as-list", "Vec<u8> may be a list of u8 in the contract", vec![1, 2];);
    both!(f, ByteBuf => "bytes"; "bytes-serde-bytes", "ByteBuf is an array of numbers too", ByteBuf::from(vec![0, 255]); "bytes-serde-bytes-empty", "an empty ByteBuf", ByteBuf::new(););
    both!(f, Option<ByteBuf> => "bytes"; "bytes-option-none", "no ByteBuf is null", None; "bytes-option-some", "an optional ByteBuf", Some(ByteBuf::from(vec![9])););
    reads!(f, ByteBuf => "bytes"; "bytes-from-text", "a ByteBuf is read from text too, as its UTF-8", "\"aü\"", ByteBuf::from("aü".as_bytes().to_vec()););
    refuses!(f, Vec<u8> => "bytes";
        "bytes-over", "256 is no byte", "[256]";
        "bytes-negative", "-1 is no byte", "[-1]";
        "bytes-text", "base64 is no Vec<u8>", "\"AAEC\"";
        "bytes-null", "null is no Vec<u8>", "null";
        "bytes-float", "1.0 is no byte", "[1.0]";
    );
    refuses!(f, [u8; 4] => "bytes"; "bytes-array-short", "too few bytes for an array", "[1,2,3]"; "bytes-array-long", "too many bytes for an array", "[1,2,3,4,5]";);
    with_serde_bytes(f);
}

fn with_serde_bytes(f: &mut Facts) {
    record!(T {} [] {
        k: u32 => "u32", {} [];
        raw: Vec<u8> => "bytes", {"with": "serde_bytes"} [serde(with = "serde_bytes")];
    });
    let subject = crate::fact::Subject::of_record::<T>();
    f.both("bytes-with", "a Vec<u8> with serde_bytes", &subject, &T { k: 1, raw: vec![1, 2] });
    f.reads(
        "bytes-with-text",
        "a Vec<u8> with serde_bytes is read from text too",
        &subject,
        r#"{"k":1,"raw":"\u0000z"}"#,
        &T { k: 1, raw: vec![0, 122] },
    );
}
