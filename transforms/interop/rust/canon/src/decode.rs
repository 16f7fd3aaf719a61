//! The strict reading of canonical bytes: one value has one encoding, everything else is rejected.

use crate::calendar::{MAX_SECONDS, MIN_SECONDS};
use crate::contract::{Contract, Field, Presence, Type, Variant};
use crate::encode::{INVALID_TEXT, MOST_BITS, MOST_DEPTH, Reject, fits};
use crate::json::Json;
use crate::value::Value;
use num_bigint::{BigInt, Sign};

/// The encoding of a record's field; none if it has no entry.
pub(crate) fn field_of<'b>(contract: &Contract, record: &'b [u8], id: u64) -> Result<Option<&'b [u8]>, Reject> {
    let mut reader = Reader { contract, bytes: record, at: 0 };
    let Head::Map(entries) = reader.head()? else {
        return reader.reject("type", "the record is no map");
    };
    for _ in 0..entries {
        let key = reader.head()?;
        let from = reader.at;
        reader.skip()?;
        if key == Head::Unsigned(id) {
            return Ok(Some(&record[from..reader.at]));
        }
    }
    Ok(None)
}

/// Reads canonical bytes of one contract.
pub struct Decoder<'c> {
    contract: &'c Contract,
}

impl<'c> Decoder<'c> {
    /// A decoder for records of that contract.
    pub fn new(contract: &'c Contract) -> Decoder<'c> {
        Decoder { contract }
    }

    /// The record whose canonical bytes these are. Fields without a value are missing in it, but for tristate nulls.
    pub fn record(&self, bytes: &[u8]) -> Result<Value, Reject> {
        self.whole(bytes, |reader| {
            let head = reader.head()?;
            reader.fields(&self.contract.fields, head, 1)
        })
    }

    /// The value of that type whose canonical bytes these are.
    pub fn value(&self, of: &Type, bytes: &[u8]) -> Result<Value, Reject> {
        self.whole(bytes, |reader| reader.value(of, 1))
    }

    fn whole(&self, bytes: &[u8], read: impl FnOnce(&mut Reader<'_>) -> Result<Value, Reject>) -> Result<Value, Reject> {
        let mut reader = Reader { contract: self.contract, bytes, at: 0 };
        let value = read(&mut reader)?;
        if reader.at < bytes.len() {
            return reader.reject("malformed", "bytes follow the value");
        }
        Ok(value)
    }
}

/// The head of an item: major type and argument; for major type 7 the argument is a simple value, or the bits of a
/// float.
#[derive(Clone, Copy, PartialEq)]
enum Head {
    Unsigned(u64),
    Negative(u64),
    Bytes(u64),
    Text(u64),
    Array(u64),
    Map(u64),
    Tag(u64),
    Simple(u8),
    Float(u64),
}

const NULL: Head = Head::Simple(22);

struct Reader<'b> {
    contract: &'b Contract,
    bytes: &'b [u8],
    at: usize,
}

type Read<T> = Result<T, Reject>;

impl<'b> Reader<'b> {
    fn reject<T>(&self, reason: &'static str, detail: impl Into<String>) -> Read<T> {
        Err(Reject { reason, path: format!("byte {}", self.at), detail: detail.into() })
    }

    fn take(&mut self, count: u64) -> Read<&'b [u8]> {
        match usize::try_from(count).ok().and_then(|count| self.bytes[self.at..].get(..count)) {
            Some(taken) => {
                self.at += taken.len();
                Ok(taken)
            }
            None => self.reject("malformed", "the bytes end"),
        }
    }

    fn head(&mut self) -> Read<Head> {
        let first = self.take(1)?[0];
        let (major, info) = (first >> 5, first & 31);
        let (width, least) = match info {
            0..=23 => (0, 0),
            24 => (1, 24),
            25 => (2, 0x100),
            26 => (4, 0x1_0000),
            27 => (8, 0x1_0000_0000),
            _ => return self.reject("malformed", "an indefinite length or a reserved head"),
        };
        let argument = self.take(width)?.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
        let argument = if width == 0 { u64::from(info) } else { argument };
        if major == 7 {
            return match info {
                0..=23 => Ok(Head::Simple(info)),
                27 => Ok(Head::Float(argument)),
                _ => self.reject("malformed", "a float of less than 8 bytes, or a simple value in two"),
            };
        }
        if argument < least {
            return self.reject("malformed", "a head that is longer than it must be");
        }
        Ok(match major {
            0 => Head::Unsigned(argument),
            1 => Head::Negative(argument),
            2 => Head::Bytes(argument),
            3 => Head::Text(argument),
            4 => Head::Array(argument),
            5 => Head::Map(argument),
            _ => Head::Tag(argument),
        })
    }

    /// Goes over one item.
    fn skip(&mut self) -> Read<()> {
        let mut left = 1_u64;
        while left > 0 {
            left -= 1;
            match self.head()? {
                Head::Bytes(length) | Head::Text(length) => {
                    self.take(length)?;
                }
                Head::Array(count) => left = left.saturating_add(count),
                Head::Map(count) => left = left.saturating_add(count.saturating_mul(2)),
                Head::Tag(_) => left = left.saturating_add(1),
                _ => {}
            }
        }
        Ok(())
    }

    fn value(&mut self, of: &Type, depth: usize) -> Read<Value> {
        let head = self.head()?;
        self.value_after(of, head, depth)
    }

    fn value_after(&mut self, of: &Type, head: Head, depth: usize) -> Read<Value> {
        if head == NULL && !matches!(of, Type::Json | Type::Ref(_)) {
            return self.reject("presence", "null where there must be a value");
        }
        match (of, head) {
            (Type::Ref(name), _) => match self.contract.resolve(of) {
                Some(resolved) => self.value_after(resolved, head, depth),
                None => self.reject("type", format!("the contract does not declare {name}")),
            },
            (Type::Bool, Head::Simple(simple @ 20..=21)) => Ok(Value::Bool(simple == 21)),
            (Type::Int { bits, signed }, _) => {
                let value = self.integer(head, "type")?;
                match i128::try_from(&value) {
                    Ok(value) if fits(value, *bits, *signed) => Ok(Value::Int(value)),
                    Err(_) if *bits == 128 && !signed && value.sign() == Sign::Plus && value.bits() <= 128 => Ok(Value::Big(value)),
                    _ => self.reject("range", format!("{value} does not fit")),
                }
            }
            (Type::BigInt, _) => {
                let value = self.integer(head, "type")?;
                if value.bits() > MOST_BITS {
                    return self.reject("range", "an integer of too many bits");
                }
                Ok(i128::try_from(&value).map_or(Value::Big(value), Value::Int))
            }
            (Type::F32 | Type::F64, Head::Float(bits)) => self.float(matches!(of, Type::F32), bits),
            (Type::Decimal { precision, scale }, Head::Tag(4)) => {
                let (mantissa, exponent) = self.fraction()?;
                let digits = mantissa.magnitude().to_string().len() as i64;
                if exponent < -i128::from(*scale) {
                    return self.reject("precision", "too many digits of fraction");
                }
                if exponent + i128::from(digits) + i128::from(*scale) > i128::from(*precision) && mantissa != BigInt::ZERO {
                    return self.reject("range", "too many digits");
                }
                Ok(Value::Decimal { mantissa, exponent: exponent as i64 })
            }
            (Type::String, Head::Text(length)) => self.text(length).map(Value::Text),
            (Type::String, Head::Tag(INVALID_TEXT)) => {
                let Head::Bytes(length) = self.head()? else {
                    return self.reject("malformed", "the tag of invalid text is over something else than bytes");
                };
                let raw = self.take(length)?.to_vec();
                if std::str::from_utf8(&raw).is_ok() {
                    return self.reject("malformed", "valid text with the tag of invalid text");
                }
                Ok(Value::RawText(raw))
            }
            (Type::Bytes, Head::Bytes(length)) => Ok(Value::Bytes(self.take(length)?.to_vec())),
            (Type::Uuid, Head::Tag(37)) => match self.head()? {
                Head::Bytes(16) => {
                    let mut uuid = [0; 16];
                    uuid.copy_from_slice(self.take(16)?);
                    Ok(Value::Uuid(uuid))
                }
                _ => self.reject("malformed", "a uuid is 16 bytes"),
            },
            (Type::Date, Head::Unsigned(_) | Head::Negative(_)) => {
                let (first, last) = (i128::from(MIN_SECONDS) / 86_400, i128::from(MAX_SECONDS) / 86_400);
                self.within(head, first, last).map(Value::Int)
            }
            (Type::Time, Head::Unsigned(_) | Head::Negative(_)) => self.within(head, 0, 86_399_999_999_999).map(Value::Int),
            (Type::Duration, _) => {
                let value = self.integer(head, "type")?;
                match i128::try_from(&value) {
                    Ok(value) if value.unsigned_abs() < 10_u128.pow(29) => Ok(Value::Int(value)),
                    _ => self.reject("range", "10^29 nanoseconds or more"),
                }
            }
            (Type::DateTime, Head::Array(parts)) => self.moment(parts, 9, false),
            (Type::Timestamp { precision, offset }, Head::Array(parts)) => self.moment(parts, *precision, *offset),
            (Type::Json, _) => self.json(head, depth).map(Value::Json),
            (Type::List { element, nullable }, Head::Array(count)) => {
                let count = self.container(count, depth)?;
                let mut items = Vec::with_capacity(count);
                for _ in 0..count {
                    items.push(self.element(element, *nullable, depth + 1)?);
                }
                Ok(Value::List(items))
            }
            (Type::Tuple(types), Head::Array(count)) => {
                self.container(count, depth)?;
                if count != types.len() as u64 {
                    return self.reject("malformed", format!("{count} values for a tuple of {}", types.len()));
                }
                types.iter().map(|of| self.value(of, depth + 1)).collect::<Read<_>>().map(Value::List)
            }
            (Type::Map { key, value, nullable }, Head::Map(count)) => {
                let count = self.container(count, depth)?;
                let mut entries = Vec::with_capacity(count);
                let mut last: &[u8] = &[];
                for _ in 0..count {
                    let from = self.at;
                    let key = self.value(key, depth + 1)?;
                    last = self.after(last, from)?;
                    entries.push((key, self.element(value, *nullable, depth + 1)?));
                }
                Ok(Value::Map(entries))
            }
            (Type::Struct(fields), _) => self.fields(fields, head, depth),
            (Type::Enum(variants), Head::Unsigned(id)) => Ok(Value::unit(&self.variant(variants, id)?.name)),
            (Type::Enum(_), Head::Negative(_)) => self.reject("range", "a variant below zero"),
            (Type::Union(variants), Head::Array(count)) => {
                self.container(count, depth)?;
                if count == 0 {
                    return self.reject("malformed", "a union without its variant");
                }
                let Head::Unsigned(id) = self.head()? else {
                    return self.reject("malformed", "a variant is a number");
                };
                let variant = self.variant(variants, id)?;
                let payload = match (&variant.payload, count) {
                    (None, 1) => None,
                    (Some(of), 2) => Some(Box::new(self.value(of, depth + 1)?)),
                    _ => return self.reject("malformed", format!("{} has another number of payloads", variant.name)),
                };
                Ok(Value::Variant(variant.name.clone(), payload))
            }
            _ => self.reject("type", "an item of another type"),
        }
    }

    fn element(&mut self, of: &Type, nullable: bool, depth: usize) -> Read<Value> {
        let head = self.head()?;
        if nullable && head == NULL && !matches!(of, Type::Json) {
            return Ok(Value::Null);
        }
        self.value_after(of, head, depth)
    }

    /// The number of items, once it is known that they can be there and that they are not too deep.
    fn container(&self, count: u64, depth: usize) -> Read<usize> {
        if depth > MOST_DEPTH {
            return self.reject("oversize", format!("containers nest more than {MOST_DEPTH} deep"));
        }
        match usize::try_from(count) {
            Ok(count) if count <= self.bytes.len() - self.at => Ok(count),
            _ => self.reject("malformed", format!("{count} items cannot be in the bytes that are left")),
        }
    }

    /// The bytes of the key read since `from`, once it is known that they come after those of the last key.
    fn after(&self, last: &[u8], from: usize) -> Read<&'b [u8]> {
        let key = &self.bytes[from..self.at];
        match key.cmp(last) {
            std::cmp::Ordering::Greater => Ok(key),
            std::cmp::Ordering::Equal => self.reject("duplicate_key", "a key occurs twice"),
            std::cmp::Ordering::Less => self.reject("malformed", "keys are out of order"),
        }
    }

    fn fields(&mut self, fields: &[Field], head: Head, depth: usize) -> Read<Value> {
        let Head::Map(count) = head else {
            return self.reject("type", "a struct is a map");
        };
        let count = self.container(count, depth)?;
        let mut members = Vec::with_capacity(count);
        let mut last = None;
        for _ in 0..count {
            let Head::Unsigned(id) = self.head()? else {
                return self.reject("malformed", "a field id is an unsigned number");
            };
            if last.is_some_and(|last| id <= last) {
                return self.reject("malformed", "field ids are out of order");
            }
            last = Some(id);
            let Some(field) = fields.iter().find(|field| field.id == id) else {
                return self.reject("unknown_field", format!("the contract has no field {id}"));
            };
            let head = self.head()?;
            let value = if field.presence == Presence::Tristate && head == NULL {
                Value::Null
            } else if head == NULL && (field.presence == Presence::Nullable || !self.holds_null(&field.of)) {
                return self.reject("presence", format!("{} is null", field.name));
            } else {
                self.value_after(&field.of, head, depth + 1)?
            };
            members.push((field.name.clone(), value));
        }
        for field in fields {
            if field.presence == Presence::Required && !members.iter().any(|(name, _)| name == &field.name) {
                return self.reject("presence", format!("{} is missing", field.name));
            }
        }
        Ok(Value::Struct(members))
    }

    fn holds_null(&self, of: &Type) -> bool {
        matches!(self.contract.resolve(of), Some(Type::Json))
    }

    fn variant<'v>(&self, variants: &'v [Variant], id: u64) -> Read<&'v Variant> {
        match variants.iter().find(|variant| variant.id == id) {
            Some(variant) => Ok(variant),
            None => self.reject("range", format!("{id} is none of the declared variants")),
        }
    }

    /// An integer of any size; anything else is rejected for that reason.
    fn integer(&mut self, head: Head, otherwise: &'static str) -> Read<BigInt> {
        let tag = match head {
            Head::Unsigned(n) => return Ok(BigInt::from(n)),
            Head::Negative(n) => return Ok(BigInt::from(-1 - i128::from(n))),
            Head::Tag(tag @ 2..=3) => tag,
            _ => return self.reject(otherwise, "no integer"),
        };
        let Head::Bytes(length) = self.head()? else {
            return self.reject("malformed", "the magnitude of an integer is bytes");
        };
        let magnitude = self.take(length)?;
        if length <= 8 || magnitude[0] == 0 {
            return self.reject("malformed", "an integer that is longer than it must be");
        }
        let magnitude = BigInt::from_bytes_be(Sign::Plus, magnitude);
        Ok(if tag == 2 { magnitude } else { -magnitude - 1 })
    }

    fn within(&self, head: Head, least: i128, most: i128) -> Read<i128> {
        let value = match head {
            Head::Unsigned(n) => i128::from(n),
            Head::Negative(n) => -1 - i128::from(n),
            _ => return self.reject("malformed", "no integer of 64 bits"),
        };
        if value < least || value > most {
            return self.reject("range", format!("{value} is not within {least} and {most}"));
        }
        Ok(value)
    }

    fn float(&self, narrow: bool, bits: u64) -> Read<Value> {
        let value = f64::from_bits(bits);
        if value.is_nan() {
            if bits != 0x7FF8_0000_0000_0000 {
                return self.reject("malformed", "another NaN than the one");
            }
        } else if narrow && f64::from(value as f32) != value {
            return self.reject("precision", format!("{value} is no f32"));
        }
        Ok(Value::Float(value))
    }

    fn text(&mut self, length: u64) -> Read<String> {
        let raw = self.take(length)?;
        match std::str::from_utf8(raw) {
            Ok(text) => Ok(text.to_string()),
            Err(_) => self.reject("encoding", "the text is not valid UTF-8"),
        }
    }

    fn fraction(&mut self) -> Read<(BigInt, i128)> {
        if self.head()? != Head::Array(2) {
            return self.reject("malformed", "an exponent and a mantissa are an array of two");
        }
        let head = self.head()?;
        let exponent = self.within(head, i128::MIN, i128::MAX)?;
        let head = self.head()?;
        let mantissa = self.integer(head, "malformed")?;
        let zero = mantissa == BigInt::ZERO;
        if (zero && exponent != 0) || (!zero && &mantissa % 10 == BigInt::ZERO) {
            return self.reject("malformed", "the mantissa is divisible by ten");
        }
        Ok((mantissa, exponent))
    }

    fn moment(&mut self, parts: u64, precision: u32, offset: bool) -> Read<Value> {
        if parts != if offset { 3 } else { 2 } {
            return self.reject("malformed", format!("a moment of {parts} parts"));
        }
        let head = self.head()?;
        if matches!(head, Head::Tag(2..=3)) {
            return self.reject("range", "seconds beyond 64 bits");
        }
        let seconds = self.within(head, i128::from(MIN_SECONDS), i128::from(MAX_SECONDS))? as i64;
        let head = self.head()?;
        let nanos = self.within(head, 0, 999_999_999)? as u32;
        if nanos % 10_u32.pow(9 - precision) != 0 {
            return self.reject("precision", format!("{nanos} nanoseconds have more than {precision} digits"));
        }
        if !offset {
            return Ok(Value::moment(seconds, nanos));
        }
        let head = self.head()?;
        Ok(Value::moment_at(seconds, nanos, self.within(head, -86_399, 86_399)? as i32))
    }

    fn json(&mut self, head: Head, depth: usize) -> Read<Json> {
        match head {
            NULL => Ok(Json::Null),
            Head::Simple(simple @ 20..=21) => Ok(Json::Bool(simple == 21)),
            Head::Unsigned(n) => Ok(number(BigInt::from(n))),
            Head::Negative(n) => Ok(number(BigInt::from(-1 - i128::from(n)))),
            Head::Float(bits) if bits == (-0.0_f64).to_bits() => Ok(Json::NegativeZero),
            Head::Float(_) => self.reject("malformed", "a number of json as a float"),
            Head::Tag(2..=3) => self.reject("malformed", "a great integer of json without tag 4"),
            Head::Tag(4) => {
                let (mantissa, exponent) = self.fraction()?;
                if mantissa.bits() > MOST_BITS || exponent.unsigned_abs() > i32::MAX as u128 {
                    return self.reject("range", "a mantissa beyond 4,096 bits, or an exponent of 2^31 or more");
                }
                if (0..20).contains(&exponent) {
                    let whole = &mantissa * BigInt::from(10).pow(exponent as u32);
                    if whole >= BigInt::from(-(1_i128 << 64)) && whole < BigInt::from(1_i128 << 64) {
                        return self.reject("malformed", "a small integer with tag 4");
                    }
                }
                Ok(Json::Number { mantissa, exponent: exponent as i64 })
            }
            Head::Text(length) => self.text(length).map(Json::Text),
            Head::Array(count) => {
                let count = self.container(count, depth)?;
                let mut items = Vec::with_capacity(count);
                for _ in 0..count {
                    let head = self.head()?;
                    items.push(self.json(head, depth + 1)?);
                }
                Ok(Json::Array(items))
            }
            Head::Map(count) => {
                let count = self.container(count, depth)?;
                let mut members = Vec::with_capacity(count);
                let mut last: &[u8] = &[];
                for _ in 0..count {
                    let from = self.at;
                    let Head::Text(length) = self.head()? else {
                        return self.reject("type", "a key of json is text");
                    };
                    let name = self.text(length)?;
                    last = self.after(last, from)?;
                    let head = self.head()?;
                    members.push((name, self.json(head, depth + 1)?));
                }
                Ok(Json::Object(members))
            }
            _ => self.reject("type", "an item that json does not have"),
        }
    }
}

fn number(whole: BigInt) -> Json {
    // Within 64 bits the exponent is always small, so it is always there.
    match crate::json::normalised(&whole, 0) {
        Some((mantissa, exponent)) => Json::Number { mantissa, exponent },
        None => Json::Number { mantissa: whole, exponent: 0 },
    }
}
