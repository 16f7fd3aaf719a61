//! Slices (`docs/spec/slices.md`).

use crate::contract::{Contract, Type};
use crate::decode::{Decoder, field_of};
use crate::digest::digest;
use crate::encode::Reject;
use crate::value::Value;

/// The slice of a record as a function of its canonical form.
pub struct Slicing<'c> {
    contract: &'c Contract,
    parts: Vec<Part<'c>>,
}

struct Part<'c> {
    head: String,
    id: u64,
    of: &'c Type,
    call: Call,
}

#[derive(Clone, Copy, PartialEq)]
enum Call {
    Value,
    /// The first characters of a date and time.
    Cut(usize),
    Bucket(u64),
}

impl<'c> Slicing<'c> {
    /// Compiles the parts: fields, `year(f)`, `month(f)`, `day(f)`, `hour(f)`, `bucket(n, f)`.
    pub fn new<S: AsRef<str>>(contract: &'c Contract, parts: &[S]) -> Result<Slicing<'c>, String> {
        if parts.is_empty() {
            return Err("a slice needs at least one part".to_string());
        }
        let compiled = parts.iter().map(|part| {
            let part = part.as_ref();
            compile(contract, part.trim()).map_err(|what| format!("slice {part}: {what}"))
        });
        Ok(Slicing { contract, parts: compiled.collect::<Result<_, _>>()? })
    }

    /// The slice of the record with those canonical bytes.
    pub fn of(&self, record: &[u8]) -> Result<String, Reject> {
        let mut id = String::new();
        for part in &self.parts {
            if !id.is_empty() {
                id.push('/');
            }
            id.push_str(&part.head);
            id.push('=');
            match (field_of(self.contract, record, part.id)?, part.call) {
                (None | Some([0xF6]), _) => id.push('~'),
                (Some(encoded), Call::Bucket(count)) => id.push_str(&(digest(encoded) as u64 % count).to_string()),
                (Some(encoded), call) => {
                    let text = text_of(part.of, &Decoder::new(self.contract).value(part.of, encoded)?);
                    let kept = if let Call::Cut(length) = call { &text[..length] } else { &text };
                    escape_into(&mut id, kept, b".:+-_");
                }
            }
        }
        Ok(id)
    }
}

fn compile<'c>(contract: &'c Contract, expression: &str) -> Result<Part<'c>, String> {
    let called = expression.strip_suffix(')').and_then(|text| text.split_once('('));
    let (call, name, head) = match called {
        None => (Call::Value, expression, expression.to_string()),
        Some(("bucket", arguments)) => {
            let (count, name) = arguments.split_once(',').unwrap_or(("", arguments));
            let (count, name) = (count.trim(), name.trim());
            let digits = !count.is_empty() && count.bytes().all(|c| c.is_ascii_digit());
            match count.parse() {
                Ok(count @ 1..=999_999_999) if digits => (Call::Bucket(count), name, format!("bucket({count},{name})")),
                _ => return Err(format!("say how many buckets, from 1 to 999999999: bucket(16, {name})")),
            }
        }
        Some((function, name)) => {
            let length = match function {
                "year" => 4,
                "month" => 7,
                "day" => 10,
                "hour" => 13,
                _ => return Err("the functions are year, month, day, hour(f) and bucket(n, f)".to_string()),
            };
            (Call::Cut(length), name.trim(), format!("{function}({})", name.trim()))
        }
    };
    let Some(field) = contract.fields.iter().find(|field| field.name == name) else {
        return Err(format!("the contract has no field {name}"));
    };
    if !contract.may_be_key(&field.of) {
        return Err(format!("no slice can be made of the type of {name}"));
    }
    let of = contract.resolve(&field.of).unwrap_or(&field.of);
    match (call, of) {
        (Call::Cut(13), Type::Date) => Err("a date has no hour".to_string()),
        (Call::Cut(_), Type::Date | Type::DateTime | Type::Timestamp { .. }) | (Call::Value | Call::Bucket(_), _) => {
            Ok(Part { head, id: field.id, of, call })
        }
        _ => Err("year, month, day and hour are functions of dates, datetimes and timestamps".to_string()),
    }
}

/// The text of a value, in bytes because text may be invalid UTF-8.
fn text_of(of: &Type, value: &Value) -> Vec<u8> {
    let text = match value {
        Value::Text(text) => text.clone(),
        Value::RawText(bytes) | Value::Bytes(bytes) => return bytes.clone(),
        Value::Bool(value) => value.to_string(),
        Value::Int(days) if matches!(of, Type::Date) => date(*days as i64),
        Value::Int(number) => number.to_string(),
        Value::Big(number) => number.to_string(),
        Value::Uuid(bytes) => {
            let hex = crate::hex(bytes);
            [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
        }
        Value::Decimal { mantissa, exponent } => {
            let (sign, digits) = (if mantissa.sign() == num_bigint::Sign::Minus { "-" } else { "" }, mantissa.magnitude().to_string());
            match usize::try_from(-exponent) {
                Ok(0) => format!("{sign}{digits}"),
                Ok(scale) => {
                    let digits = format!("{digits:0>width$}", width = scale + 1);
                    let (whole, fraction) = digits.split_at(digits.len() - scale);
                    format!("{sign}{whole}.{fraction}")
                }
                Err(_) => format!("{sign}{digits}{}", "0".repeat(*exponent as usize)),
            }
        }
        Value::Moment { seconds, nanos, .. } => {
            let mut text = date(seconds.div_euclid(86_400));
            let second = seconds.rem_euclid(86_400);
            text.push_str(&format!("T{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60));
            if *nanos > 0 {
                let mut fraction = format!("{nanos:09}");
                while let Some(cut) = fraction.strip_suffix("000") {
                    fraction = cut.to_string();
                }
                text.push('.');
                text.push_str(&fraction);
            }
            if matches!(of, Type::Timestamp { .. }) {
                text.push('Z');
            }
            text
        }
        Value::Variant(name, _) => name.clone(),
        _ => String::new(), // a type that no part may name
    };
    text.into_bytes()
}

fn date(days: i64) -> String {
    let (year, month, day) = crate::calendar::civil_from_days(days);
    format!("{year:04}-{month:02}-{day:02}")
}

/// The id of the unit in that folder, relative to the side's root and with slashes; the empty one is the root.
pub fn unit_id(folder: &str) -> String {
    if folder.is_empty() {
        return ".".to_string();
    }
    let mut id = String::new();
    escape_into(&mut id, folder.as_bytes(), b"-_.~=+/");
    id
}

fn escape_into(id: &mut String, text: &[u8], plain: &[u8]) {
    for byte in text {
        if byte.is_ascii_alphanumeric() || plain.contains(byte) {
            id.push(char::from(*byte));
        } else {
            id.push_str(&format!("%{byte:02X}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_in_a_part_is_said() {
        let contract = Contract::parse(
            r#"{"contract":"c","version":1,"key":["id"],"fields":[{"id":1,"name":"id","type":"i64"},
                {"id":2,"name":"born","type":"date"},{"id":3,"name":"price","type":"f64"}]}"#,
        )
        .unwrap();
        let wrong = |part: &str| Slicing::new(&contract, &[part]).err().unwrap_or_default();
        assert_eq!(wrong("no"), "slice no: the contract has no field no");
        assert_eq!(wrong("week(born)"), "slice week(born): the functions are year, month, day, hour(f) and bucket(n, f)");
        assert!(wrong("bucket(0, id)").contains("from 1 to 999999999"));
        assert!(wrong("bucket(id)").contains("from 1 to 999999999"));
        assert!(wrong("bucket(+1,id)").contains("from 1 to 999999999"));
        assert!(wrong("price").contains("no slice can be made"));
        assert!(wrong("hour(born)").contains("a date has no hour"));
        assert!(wrong("day(id)").contains("are functions of dates"));
        assert!(Slicing::new::<&str>(&contract, &[]).is_err());
    }

    #[test]
    fn unit_ids_hold_only_plain_bytes() {
        assert_eq!(unit_id(""), ".");
        assert_eq!(unit_id("region=é u/day=1,2"), "region=%C3%A9%20u/day=1%2C2");
    }
}
