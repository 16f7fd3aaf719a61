//! JSON of any shape, with numbers by their exact value.

use num_bigint::{BigInt, Sign};
use std::fmt;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the alternatives are those of JSON")]
pub enum Json {
    Null,
    Bool(bool),
    /// A number that is not negative zero: `mantissa` x 10^`exponent`.
    Number {
        mantissa: BigInt,
        exponent: i64,
    },
    /// `-0`, in any spelling.
    NegativeZero,
    Text(String),
    Array(Vec<Json>),
    /// The members in their order, duplicates included.
    Object(Vec<(String, Json)>),
}

/// Text that is no JSON, or JSON that has no canonical value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// The code of the reason.
    pub reason: &'static str,
    /// The byte at which it was seen.
    pub offset: usize,
    /// What was seen.
    pub what: &'static str,
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {} of the JSON text", self.what, self.offset)
    }
}

impl std::error::Error for JsonError {}

/// How deep JSON text may nest here; the encoder has the exact limit.
const MOST_DEPTH: usize = 2_000;

impl Json {
    /// Reads one JSON text (RFC 8259), with nothing but white space around it.
    pub fn parse(text: &str) -> Result<Json, JsonError> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0)?;
        reader.white_space();
        if reader.at < text.len() {
            return reader.wrong("trailing characters");
        }
        Ok(value)
    }

    /// What `serde_json` holds, by the text it writes.
    pub fn of(value: &serde_json::Value) -> Json {
        match value {
            serde_json::Value::Null => Json::Null,
            serde_json::Value::Bool(value) => Json::Bool(*value),
            serde_json::Value::Number(number) => Json::parse(&number.to_string()).unwrap_or(Json::Null),
            serde_json::Value::String(text) => Json::Text(text.clone()),
            serde_json::Value::Array(items) => Json::Array(items.iter().map(Json::of).collect()),
            serde_json::Value::Object(members) => Json::Object(members.iter().map(|(k, v)| (k.clone(), Json::of(v))).collect()),
        }
    }
}

/// Takes the trailing zeros of a number's digits into its exponent; none when the exponent leaves an i64.
pub(crate) fn normalised(mantissa: &BigInt, exponent: i64) -> Option<(BigInt, i64)> {
    if mantissa.sign() == Sign::NoSign {
        return Some((BigInt::ZERO, 0));
    }
    let digits = mantissa.magnitude().to_string();
    let kept = digits.trim_end_matches('0');
    let exponent = exponent.checked_add((digits.len() - kept.len()) as i64)?;
    let kept = BigInt::parse_bytes(kept.as_bytes(), 10)?;
    Some((if mantissa.sign() == Sign::Minus { -kept } else { kept }, exponent))
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    fn wrong<T>(&self, what: &'static str) -> Result<T, JsonError> {
        Err(JsonError { reason: "malformed", offset: self.at, what })
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn white_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn value(&mut self, depth: usize) -> Result<Json, JsonError> {
        if depth > MOST_DEPTH {
            return Err(JsonError { reason: "oversize", offset: self.at, what: "containers nest too deep" });
        }
        self.white_space();
        match self.peek() {
            Some(b'n') => self.word("null", Json::Null),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'[') => self.array(depth),
            Some(b'{') => self.object(depth),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(_) => self.wrong("no JSON value"),
            None => self.wrong("the text ends"),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, JsonError> {
        if !self.text[self.at..].starts_with(word) {
            return self.wrong("no JSON value");
        }
        self.at += word.len();
        Ok(value)
    }

    fn array(&mut self, depth: usize) -> Result<Json, JsonError> {
        self.at += 1;
        let mut items = Vec::new();
        self.white_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Json::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.white_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b']') => {
                    self.at += 1;
                    return Ok(Json::Array(items));
                }
                _ => return self.wrong("neither , nor ]"),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, JsonError> {
        self.at += 1;
        let mut members = Vec::new();
        self.white_space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Json::Object(members));
        }
        loop {
            self.white_space();
            if self.peek() != Some(b'"') {
                return self.wrong("no key");
            }
            let key = self.string()?;
            self.white_space();
            if self.peek() != Some(b':') {
                return self.wrong("no :");
            }
            self.at += 1;
            members.push((key, self.value(depth + 1)?));
            self.white_space();
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(Json::Object(members));
                }
                _ => return self.wrong("neither , nor }"),
            }
        }
    }

    fn string(&mut self) -> Result<String, JsonError> {
        self.at += 1;
        let mut string = String::new();
        loop {
            let rest = &self.text[self.at..];
            let Some(c) = rest.chars().next() else {
                return self.wrong("the text ends in a string");
            };
            self.at += c.len_utf8();
            match c {
                '"' => return Ok(string),
                '\\' => string.push(self.escape()?),
                '\0'..='\x1f' => return self.wrong("a control character in a string"),
                _ => string.push(c),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let escaped = self.peek();
        self.at += 1;
        Ok(match escaped {
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\x08',
            Some(b'f') => '\x0c',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let high = self.unit()?;
                let code = if (0xD800..0xDC00).contains(&high) && self.text[self.at..].starts_with("\\u") {
                    self.at += 2;
                    let low = self.unit()?;
                    if !(0xDC00..0xE000).contains(&low) {
                        return Err(JsonError { reason: "encoding", offset: self.at, what: "a lone surrogate" });
                    }
                    0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00)
                } else {
                    high
                };
                match char::from_u32(code) {
                    Some(c) => c,
                    None => return Err(JsonError { reason: "encoding", offset: self.at, what: "a lone surrogate" }),
                }
            }
            _ => return self.wrong("no escape"),
        })
    }

    fn unit(&mut self) -> Result<u32, JsonError> {
        let digits = self.text.as_bytes().get(self.at..self.at + 4);
        let digits = digits.filter(|d| d.iter().all(u8::is_ascii_hexdigit)).and_then(|d| std::str::from_utf8(d).ok());
        match digits.and_then(|d| u32::from_str_radix(d, 16).ok()) {
            Some(unit) => {
                self.at += 4;
                Ok(unit)
            }
            None => self.wrong("no four hexadecimal digits"),
        }
    }

    fn digits(&mut self) -> Result<String, JsonError> {
        let from = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if from == self.at {
            return self.wrong("no digit");
        }
        Ok(self.text[from..self.at].to_string())
    }

    fn number(&mut self) -> Result<Json, JsonError> {
        let start = self.at;
        let negative = self.peek() == Some(b'-');
        if negative {
            self.at += 1;
        }
        let mut digits = self.digits()?;
        if digits.len() > 1 && digits.starts_with('0') {
            return self.wrong("a leading zero");
        }
        let mut exponent: i64 = 0;
        if self.peek() == Some(b'.') {
            self.at += 1;
            let fraction = self.digits()?;
            exponent -= fraction.len() as i64;
            digits.push_str(&fraction);
        }
        let zero = digits.bytes().all(|d| d == b'0');
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            let below = match self.peek() {
                Some(b'-') => true,
                Some(b'+') => false,
                _ => {
                    self.at -= 1;
                    false
                }
            };
            self.at += 1;
            let written = self.digits()?;
            let written = written.trim_start_matches('0');
            // Ten digits hold every exponent that could be in range; a zero has no exponent at all.
            if written.len() > 18 && !zero {
                return Err(JsonError { reason: "range", offset: start, what: "an exponent of 2^31 or more" });
            }
            let written: i64 = if written.is_empty() || zero { 0 } else { written.parse().unwrap_or(0) };
            exponent += if below { -written } else { written };
        }
        if zero {
            return Ok(if negative { Json::NegativeZero } else { Json::Number { mantissa: BigInt::ZERO, exponent: 0 } });
        }
        let kept = digits.trim_end_matches('0');
        exponent += (digits.len() - kept.len()) as i64;
        // 4,096 bits are 1,234 digits; a longer mantissa is out of range without being computed.
        let kept = kept.trim_start_matches('0');
        if kept.len() > 1_300 {
            return Err(JsonError { reason: "range", offset: start, what: "a mantissa beyond 4,096 bits" });
        }
        match BigInt::parse_bytes(kept.as_bytes(), 10) {
            Some(mantissa) => Ok(Json::Number { mantissa: if negative { -mantissa } else { mantissa }, exponent }),
            None => self.wrong("no number"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_by_their_exact_value() {
        let number = |text| match Json::parse(text) {
            Ok(Json::Number { mantissa, exponent }) => format!("{mantissa}e{exponent}"),
            other => format!("{other:?}"),
        };
        assert_eq!(number("100"), "1e2");
        assert_eq!(number("100.0"), "1e2");
        assert_eq!(number("1E+2"), "1e2");
        assert_eq!(number("0.010"), "1e-2");
        assert_eq!(number("-12.50e-3"), "-125e-4");
        assert_eq!(number("1e999999999"), "1e999999999");
        assert_eq!(number("0e99999999999999999999999"), "0e0");
        assert_eq!(Json::parse("-0.00e5"), Ok(Json::NegativeZero));
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in ["", "01", "1.", ".5", "+1", "1e", "nul", "[1,]", "{\"a\" 1}", "\"\t\"", "\"\\x\"", "1 2", "\"\\u12g4\"", "-"] {
            assert_eq!(Json::parse(text).map_err(|e| e.reason), Err("malformed"), "{text}");
        }
        assert_eq!(Json::parse("\"\\ud800\"").map_err(|e| e.reason), Err("encoding"));
        assert_eq!(Json::parse("\"\\ud83d\\ude00\""), Ok(Json::Text("😀".to_string())));
    }
}
