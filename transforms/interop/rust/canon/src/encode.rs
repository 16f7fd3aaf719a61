//! The one byte encoding of a record (section 3 of the specification).

use crate::calendar::{MAX_SECONDS, MIN_SECONDS};
use crate::contract::{Contract, Equivalence, Field, Presence, Type, Variant};
use crate::json::{Json, normalised};
use crate::value::Value;
use num_bigint::{BigInt, Sign};
use std::collections::BTreeMap;
use std::fmt;

/// How deep containers may nest.
pub(crate) const MOST_DEPTH: usize = 1_000;
/// How many bits the magnitude of a bigint, or the mantissa of a number in json, may have.
pub(crate) const MOST_BITS: u64 = 4_096;
/// The tag of text that is not valid UTF-8.
pub(crate) const INVALID_TEXT: u64 = 1_413_565_529;
const MOST_RECORD_BYTES: usize = 16 << 20;

/// Why a value has no canonical bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reject {
    /// The code of the reason: `presence`, `type`, `range`, `precision`, `timestamp`, `duplicate_key`, `unknown_field`,
    /// `oversize` or `encoding`.
    pub reason: &'static str,
    /// The field, dotted, list positions in brackets.
    pub path: String,
    /// What is wrong.
    pub detail: String,
}

impl fmt::Display for Reject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.reason, self.path, self.detail)
    }
}

impl std::error::Error for Reject {}

/// How often each declared rule changed a value, by `field path: rule`.
pub type RuleCounts = BTreeMap<String, u64>;

type Encoded = Result<(), Reject>;

/// Encodes values of one contract.
pub struct Encoder<'c> {
    contract: &'c Contract,
    rules: RuleCounts,
    path: Vec<Step>,
    depth: usize,
    limit: usize,
}

#[derive(Clone)]
enum Step {
    Name(String),
    Index(usize),
}

impl<'c> Encoder<'c> {
    /// An encoder for records of that contract, of at most 16 MiB.
    pub fn new(contract: &'c Contract) -> Encoder<'c> {
        Encoder { contract, rules: RuleCounts::new(), path: Vec::new(), depth: 0, limit: MOST_RECORD_BYTES }
    }

    /// How often each declared rule was applied so far.
    pub fn rules(&self) -> &RuleCounts {
        &self.rules
    }

    /// The canonical bytes of a record.
    pub fn record(&mut self, record: &Value) -> Result<Vec<u8>, Reject> {
        let contract = self.contract;
        self.whole(|encoder, out| {
            encoder.fields(&contract.fields, record, out)?;
            if out.len() > encoder.limit {
                return encoder.reject("oversize", format!("the record has {} bytes, more than {}", out.len(), encoder.limit));
            }
            Ok(())
        })
    }

    /// The CBOR array of the key fields' encodings; its digest is the key digest.
    pub fn key(&mut self, record: &Value) -> Result<Vec<u8>, Reject> {
        let contract = self.contract;
        self.whole(|encoder, out| {
            head(out, 4, contract.key.len() as u64);
            for name in &contract.key {
                let field = contract.fields.iter().find(|field| &field.name == name);
                let value = match (record, field) {
                    (Value::Struct(members), Some(_)) => members.iter().find(|(n, _)| n == name).map(|(_, v)| v),
                    _ => None,
                };
                match (field, value) {
                    (Some(field), Some(value)) if !matches!(value, Value::Null | Value::Absent) => {
                        encoder.path.push(Step::Name(name.clone()));
                        encoder.value_into(&field.of, value, out)?;
                        encoder.path.pop();
                    }
                    _ => return encoder.reject("key_null", format!("the key field {name} has no value")),
                }
            }
            Ok(())
        })
    }

    /// The encoding of one value of that type.
    pub fn value(&mut self, of: &Type, value: &Value) -> Result<Vec<u8>, Reject> {
        self.whole(|encoder, out| encoder.value_into(of, value, out))
    }

    fn whole(&mut self, encode: impl FnOnce(&mut Self, &mut Vec<u8>) -> Encoded) -> Result<Vec<u8>, Reject> {
        self.path.clear();
        self.depth = 0;
        let mut out = Vec::with_capacity(256);
        encode(self, &mut out)?;
        Ok(out)
    }

    fn reject<T>(&self, reason: &'static str, detail: impl Into<String>) -> Result<T, Reject> {
        let mut path = String::new();
        for step in &self.path {
            match step {
                Step::Name(name) if path.is_empty() => path.push_str(name),
                Step::Name(name) => {
                    path.push('.');
                    path.push_str(name);
                }
                Step::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        Err(Reject { reason, path, detail: detail.into() })
    }

    fn at<T>(&mut self, step: Step, encode: impl FnOnce(&mut Self) -> Result<T, Reject>) -> Result<T, Reject> {
        self.path.push(step);
        let done = encode(self)?;
        self.path.pop();
        Ok(done)
    }

    fn container(&mut self, encode: impl FnOnce(&mut Self) -> Encoded) -> Encoded {
        self.depth += 1;
        if self.depth > MOST_DEPTH {
            return self.reject("oversize", format!("containers nest more than {MOST_DEPTH} deep"));
        }
        encode(self)?;
        self.depth -= 1;
        Ok(())
    }

    fn value_into(&mut self, of: &Type, value: &Value, out: &mut Vec<u8>) -> Encoded {
        match (of, value) {
            (Type::Ref(name), _) => match self.contract.resolve(of) {
                Some(resolved) => self.value_into(resolved, value, out),
                None => self.reject("type", format!("the contract does not declare {name}")),
            },
            (Type::Bool, Value::Bool(value)) => {
                out.push(if *value { 0xF5 } else { 0xF4 });
                Ok(())
            }
            (Type::Int { bits, signed }, Value::Int(value)) => {
                if !fits(*value, *bits, *signed) {
                    return self.reject("range", format!("{value} does not fit {}{bits}", if *signed { "i" } else { "u" }));
                }
                integer(out, *value);
                Ok(())
            }
            (Type::Int { bits: 128, signed: false }, Value::Big(value)) => {
                if value.sign() == Sign::Minus || value.bits() > 128 {
                    return self.reject("range", format!("{value} does not fit u128"));
                }
                big_integer(out, value);
                Ok(())
            }
            (Type::Int { bits, signed }, Value::Big(value)) => match i128::try_from(value) {
                Ok(value) => self.value_into(of, &Value::Int(value), out),
                Err(_) => self.reject("range", format!("{value} does not fit {}{bits}", if *signed { "i" } else { "u" })),
            },
            (Type::BigInt, Value::Int(value)) => {
                integer(out, *value);
                Ok(())
            }
            (Type::BigInt, Value::Big(value)) => {
                if value.bits() > MOST_BITS {
                    return self.reject("range", format!("an integer of {} bits, more than {MOST_BITS}", value.bits()));
                }
                big_integer(out, value);
                Ok(())
            }
            (Type::F64, Value::Float(value)) => {
                float(out, *value);
                Ok(())
            }
            (Type::F32, Value::Float(value)) => {
                if !value.is_nan() && f64::from(*value as f32).to_bits() != value.to_bits() {
                    return self.reject("precision", format!("{value} is no f32"));
                }
                float(out, *value);
                Ok(())
            }
            (Type::Decimal { precision, scale }, Value::Decimal { mantissa, exponent }) => {
                self.decimal(*precision, *scale, mantissa, *exponent, out)
            }
            (Type::Decimal { precision, scale }, Value::Int(value)) => self.decimal(*precision, *scale, &BigInt::from(*value), 0, out),
            (Type::String, Value::Text(value)) => {
                head(out, 3, value.len() as u64);
                out.extend_from_slice(value.as_bytes());
                Ok(())
            }
            (Type::String, Value::RawText(value)) => {
                match std::str::from_utf8(value) {
                    Ok(_) => head(out, 3, value.len() as u64),
                    Err(_) => {
                        head(out, 6, INVALID_TEXT);
                        head(out, 2, value.len() as u64);
                    }
                }
                out.extend_from_slice(value);
                Ok(())
            }
            (Type::Bytes, Value::Bytes(value)) => {
                head(out, 2, value.len() as u64);
                out.extend_from_slice(value);
                Ok(())
            }
            // A Vec<u8> is a list of numbers to Rust; the contract says that bytes are meant.
            (Type::Bytes, Value::List(items)) => {
                let bytes = items.iter().map(|item| match item {
                    Value::Int(byte) => u8::try_from(*byte).ok(),
                    _ => None,
                });
                match bytes.collect::<Option<Vec<u8>>>() {
                    Some(bytes) => self.value_into(of, &Value::Bytes(bytes), out),
                    None => self.reject("type", "a list of something else than bytes"),
                }
            }
            (Type::Uuid, Value::Uuid(value)) => {
                head(out, 6, 37);
                head(out, 2, 16);
                out.extend_from_slice(value);
                Ok(())
            }
            (Type::Date, Value::Int(days)) => {
                let (first, last) = (i128::from(MIN_SECONDS) / 86_400, i128::from(MAX_SECONDS) / 86_400);
                if *days < first || *days > last {
                    return self.reject("range", format!("day {days} is outside of the years 1 to 9999"));
                }
                integer(out, *days);
                Ok(())
            }
            (Type::Time, Value::Int(nanos)) => {
                if !(0..86_400_000_000_000).contains(nanos) {
                    return self.reject("range", format!("{nanos} nanoseconds are no time of a day"));
                }
                integer(out, *nanos);
                Ok(())
            }
            (Type::Duration, Value::Int(nanos)) => {
                if nanos.unsigned_abs() >= 10_u128.pow(29) {
                    return self.reject("range", format!("{nanos} nanoseconds are 10^29 or more"));
                }
                integer(out, *nanos);
                Ok(())
            }
            (Type::DateTime, Value::Moment { seconds, nanos, .. }) => {
                self.moment(*seconds, *nanos, 9)?;
                head(out, 4, 2);
                integer(out, i128::from(*seconds));
                integer(out, i128::from(*nanos));
                Ok(())
            }
            (Type::Timestamp { precision, offset: keeps }, Value::Moment { seconds, nanos, offset }) => {
                self.moment(*seconds, *nanos, *precision)?;
                head(out, 4, if *keeps { 3 } else { 2 });
                integer(out, i128::from(*seconds));
                integer(out, i128::from(*nanos));
                match (*keeps, *offset) {
                    (false, _) => Ok(()),
                    (true, Some(offset)) if offset.abs() < 86_400 => {
                        integer(out, i128::from(offset));
                        Ok(())
                    }
                    (true, Some(offset)) => self.reject("range", format!("an offset of {offset} seconds is a day or more")),
                    (true, None) => self.reject("timestamp", "the offset is missing"),
                }
            }
            (Type::Json, Value::Json(value)) => self.json(value, out),
            (Type::List { element, nullable }, Value::List(items)) => self.container(|encoder| {
                head(out, 4, items.len() as u64);
                for (i, item) in items.iter().enumerate() {
                    encoder.at(Step::Index(i), |encoder| encoder.element(element, *nullable, item, out))?;
                }
                Ok(())
            }),
            (Type::Tuple(types), Value::List(items)) => {
                if types.len() != items.len() {
                    return self.reject("type", format!("{} values for a tuple of {}", items.len(), types.len()));
                }
                self.container(|encoder| {
                    head(out, 4, items.len() as u64);
                    for (i, (of, item)) in types.iter().zip(items).enumerate() {
                        encoder.at(Step::Index(i), |encoder| encoder.element(of, false, item, out))?;
                    }
                    Ok(())
                })
            }
            (Type::Map { key, value: of, nullable }, Value::Map(entries)) => {
                self.container(|encoder| encoder.map(key, of, *nullable, entries, out))
            }
            (Type::Struct(fields), Value::Struct(_)) => self.fields(fields, value, out),
            (Type::Enum(variants), Value::Variant(name, None)) => {
                let id = self.variant(variants, name)?.id;
                head(out, 0, id);
                Ok(())
            }
            (Type::Union(variants), Value::Variant(name, payload)) => {
                let variant = self.variant(variants, name)?.clone();
                self.container(|encoder| match (&variant.payload, payload) {
                    (None, None) => {
                        head(out, 4, 1);
                        head(out, 0, variant.id);
                        Ok(())
                    }
                    (Some(of), Some(payload)) => {
                        head(out, 4, 2);
                        head(out, 0, variant.id);
                        encoder.at(Step::Name(name.clone()), |encoder| encoder.element(of, false, payload, out))
                    }
                    (Some(_), None) => encoder.reject("type", format!("{name} has a payload")),
                    (None, Some(_)) => encoder.reject("type", format!("{name} has no payload")),
                })
            }
            (_, Value::Null | Value::Absent) => self.reject("presence", "no value where there must be one"),
            _ => self.reject("type", format!("{} is no {}", kind_of(value), name_of(of))),
        }
    }

    fn element(&mut self, of: &Type, nullable: bool, value: &Value, out: &mut Vec<u8>) -> Encoded {
        if nullable && matches!(value, Value::Null) {
            out.push(0xF6);
            return Ok(());
        }
        self.value_into(of, value, out)
    }

    fn variant<'v>(&self, variants: &'v [Variant], name: &str) -> Result<&'v Variant, Reject> {
        match variants.iter().find(|variant| variant.name == name) {
            Some(variant) => Ok(variant),
            None => self.reject("range", format!("{name} is none of the declared variants")),
        }
    }

    fn map(&mut self, key: &Type, of: &Type, nullable: bool, entries: &[(Value, Value)], out: &mut Vec<u8>) -> Encoded {
        let mut encoded = Vec::with_capacity(entries.len());
        for (i, (k, v)) in entries.iter().enumerate() {
            let entry = self.at(Step::Index(i), |encoder| {
                let mut entry = (Vec::new(), Vec::new());
                encoder.value_into(key, k, &mut entry.0)?;
                encoder.element(of, nullable, v, &mut entry.1)?;
                Ok(entry)
            })?;
            encoded.push(entry);
        }
        self.entries(encoded, out)
    }

    fn entries(&mut self, mut entries: Vec<(Vec<u8>, Vec<u8>)>, out: &mut Vec<u8>) -> Encoded {
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        if entries.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            return self.reject("duplicate_key", "a key occurs twice");
        }
        head(out, 5, entries.len() as u64);
        for (key, value) in entries {
            out.extend_from_slice(&key);
            out.extend_from_slice(&value);
        }
        Ok(())
    }

    fn fields(&mut self, fields: &[Field], record: &Value, out: &mut Vec<u8>) -> Encoded {
        let Value::Struct(members) = record else {
            return self.reject("type", format!("{} is no struct", kind_of(record)));
        };
        for (i, (name, _)) in members.iter().enumerate() {
            if !fields.iter().any(|field| &field.name == name) {
                return self.reject("unknown_field", format!("the contract has no field {name}"));
            }
            if members[..i].iter().any(|(other, _)| other == name) {
                return self.reject("duplicate_key", format!("the field {name} occurs twice"));
            }
        }
        self.container(|encoder| {
            let mut entries = Vec::with_capacity(fields.len());
            for field in fields {
                let value = members.iter().find(|(name, _)| name == &field.name).map_or(&Value::Absent, |(_, value)| value);
                let mut entry = Vec::new();
                encoder.at(Step::Name(field.name.clone()), |encoder| encoder.field(field, value, &mut entry))?;
                if !entry.is_empty() {
                    let mut id = Vec::with_capacity(2);
                    head(&mut id, 0, field.id);
                    entries.push((id, entry));
                }
            }
            encoder.entries(entries, out)
        })
    }

    /// Appends the field's value; appends nothing when the field has no entry.
    fn field(&mut self, field: &Field, value: &Value, out: &mut Vec<u8>) -> Encoded {
        let ruled;
        let value = if field.equivalences.is_empty() {
            value
        } else {
            ruled = self.ruled(field, value)?;
            &ruled
        };
        match (value, field.presence) {
            // In a nullable json field the json null is the field's null.
            (Value::Absent, Presence::Optional | Presence::Tristate) | (Value::Null | Value::Json(Json::Null), Presence::Nullable) => {
                Ok(())
            }
            (Value::Null, Presence::Tristate) => {
                out.push(0xF6);
                Ok(())
            }
            (Value::Absent, _) => self.reject("presence", "the field is absent"),
            // A required or optional json field has no null of its own: null is the json null, a value.
            (Value::Null, _) if matches!(self.contract.resolve(&field.of), Some(Type::Json)) => self.json(&Json::Null, out),
            (Value::Null, _) => self.reject("presence", "the field is null"),
            _ => self.value_into(&field.of, value, out),
        }
    }

    /// The value after the rules that the field declares: first those that change a value, then those that make it no
    /// value, then those that make a value of none.
    fn ruled(&mut self, field: &Field, value: &Value) -> Result<Value, Reject> {
        let of = match self.contract.resolve(&field.of) {
            Some(of) => of.clone(),
            None => return self.reject("type", "the contract does not declare this type"),
        };
        let mut value = value.clone();
        let no_value = if field.presence == Presence::Optional { Value::Absent } else { Value::Null };
        const ORDER: [Equivalence; 9] = [
            Equivalence::NegativeZeroIsZero,
            Equivalence::NarrowToF32,
            Equivalence::TruncateTimestamp,
            Equivalence::ZeroTimeIsNull,
            Equivalence::ZeroIsNull,
            Equivalence::EmptyIsNull,
            Equivalence::NullIsEmpty,
            Equivalence::NullIsZero,
            Equivalence::NullIsAbsent,
        ];
        for rule in ORDER.into_iter().filter(|rule| field.equivalences.contains(rule)) {
            let next = match (rule, &value) {
                (Equivalence::NegativeZeroIsZero, Value::Float(f)) if *f == 0.0 && f.is_sign_negative() => Value::Float(0.0),
                (Equivalence::NarrowToF32, Value::Float(f)) if !f.is_nan() && f64::from(*f as f32).to_bits() != f.to_bits() => {
                    Value::Float(f64::from(*f as f32))
                }
                (Equivalence::TruncateTimestamp, Value::Moment { seconds, nanos, offset }) => {
                    let precision = if let Type::Timestamp { precision, .. } = of { precision } else { 9 };
                    let kept = nanos - nanos % 10_u32.pow(9 - precision);
                    if kept == *nanos {
                        continue;
                    }
                    Value::Moment { seconds: *seconds, nanos: kept, offset: *offset }
                }
                (Equivalence::ZeroTimeIsNull, Value::Moment { seconds: MIN_SECONDS, nanos: 0, .. }) => no_value.clone(),
                (Equivalence::ZeroIsNull, value) if is_zero(value) => no_value.clone(),
                (Equivalence::EmptyIsNull, value) if is_empty(value) => no_value.clone(),
                (Equivalence::NullIsEmpty, Value::Null | Value::Absent) => match of {
                    Type::Bytes => Value::Bytes(Vec::new()),
                    Type::List { .. } => Value::List(Vec::new()),
                    Type::Map { .. } => Value::Map(Vec::new()),
                    _ => Value::Text(String::new()),
                },
                (Equivalence::NullIsZero, Value::Null | Value::Absent) => match of {
                    Type::Bool => Value::Bool(false),
                    Type::String => Value::Text(String::new()),
                    Type::F32 | Type::F64 => Value::Float(0.0),
                    _ => Value::Int(0),
                },
                (Equivalence::NullIsAbsent, Value::Null) if field.presence == Presence::Optional => Value::Absent,
                (Equivalence::NullIsAbsent, Value::Absent) if field.presence == Presence::Nullable => Value::Null,
                _ => continue,
            };
            value = next;
            let path = match self.reject::<()>("", "") {
                Err(reject) => reject.path,
                Ok(()) => String::new(),
            };
            *self.rules.entry(format!("{path}: {}", rule.code())).or_default() += 1;
        }
        Ok(value)
    }

    fn moment(&self, seconds: i64, nanos: u32, precision: u32) -> Encoded {
        if !(MIN_SECONDS..=MAX_SECONDS).contains(&seconds) {
            return self.reject("range", format!("second {seconds} is outside of the years 1 to 9999"));
        }
        if nanos > 999_999_999 {
            return self.reject("timestamp", format!("{nanos} nanoseconds are a leap second"));
        }
        if nanos % 10_u32.pow(9 - precision) != 0 {
            return self.reject("precision", format!("{nanos} nanoseconds have more than {precision} digits"));
        }
        Ok(())
    }

    fn decimal(&self, precision: u32, scale: u32, mantissa: &BigInt, exponent: i64, out: &mut Vec<u8>) -> Encoded {
        let Some((mantissa, exponent)) = normalised(mantissa, exponent) else {
            return self.reject("range", "the exponent is beyond 64 bits");
        };
        if mantissa.sign() != Sign::NoSign {
            let digits = mantissa.magnitude().to_string().len() as i64;
            if exponent < -i64::from(scale) {
                return self.reject("precision", format!("{mantissa}e{exponent} has more than {scale} digits of fraction"));
            }
            if exponent.saturating_add(digits + i64::from(scale)) > i64::from(precision) {
                return self.reject("range", format!("{mantissa}e{exponent} is 10^{} or more", precision - scale));
            }
        }
        fraction(out, &mantissa, exponent);
        Ok(())
    }

    fn json(&mut self, value: &Json, out: &mut Vec<u8>) -> Encoded {
        match value {
            Json::Null => out.push(0xF6),
            Json::Bool(value) => out.push(if *value { 0xF5 } else { 0xF4 }),
            Json::NegativeZero => float(out, -0.0),
            Json::Text(text) => {
                head(out, 3, text.len() as u64);
                out.extend_from_slice(text.as_bytes());
            }
            Json::Number { mantissa, exponent } => return self.json_number(mantissa, *exponent, out),
            Json::Array(items) => {
                return self.container(|encoder| {
                    head(out, 4, items.len() as u64);
                    for (i, item) in items.iter().enumerate() {
                        encoder.at(Step::Index(i), |encoder| encoder.json(item, out))?;
                    }
                    Ok(())
                });
            }
            Json::Object(members) => {
                return self.container(|encoder| {
                    let mut entries = Vec::with_capacity(members.len());
                    for (name, member) in members {
                        let mut key = Vec::with_capacity(name.len() + 9);
                        head(&mut key, 3, name.len() as u64);
                        key.extend_from_slice(name.as_bytes());
                        let mut value = Vec::new();
                        encoder.at(Step::Name(name.clone()), |encoder| encoder.json(member, &mut value))?;
                        entries.push((key, value));
                    }
                    encoder.entries(entries, out)
                });
            }
        }
        Ok(())
    }

    fn json_number(&self, mantissa: &BigInt, exponent: i64, out: &mut Vec<u8>) -> Encoded {
        let Some((mantissa, exponent)) = normalised(mantissa, exponent) else {
            return self.reject("range", "the exponent is beyond 64 bits");
        };
        // 2^64 has 20 digits, so an integer with a greater exponent is beyond it.
        if (0..20).contains(&exponent) {
            let whole = &mantissa * BigInt::from(10).pow(exponent as u32);
            if let Ok(whole) = i128::try_from(&whole)
                && (-(1_i128 << 64)..1_i128 << 64).contains(&whole)
            {
                integer(out, whole);
                return Ok(());
            }
        }
        if exponent.unsigned_abs() > i32::MAX as u64 {
            return self.reject("range", format!("the exponent {exponent} is not below 2^31 in magnitude"));
        }
        if mantissa.bits() > MOST_BITS {
            return self.reject("range", format!("a mantissa of {} bits, more than {MOST_BITS}", mantissa.bits()));
        }
        fraction(out, &mantissa, exponent);
        Ok(())
    }
}

fn is_zero(value: &Value) -> bool {
    match value {
        Value::Bool(value) => !value,
        Value::Int(value) => *value == 0,
        Value::Big(value) => value.sign() == Sign::NoSign,
        Value::Float(value) => value.to_bits() == 0,
        Value::Decimal { mantissa, .. } => mantissa.sign() == Sign::NoSign,
        Value::Text(value) => value.is_empty(),
        Value::RawText(value) => value.is_empty(),
        _ => false,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Text(value) => value.is_empty(),
        Value::RawText(value) | Value::Bytes(value) => value.is_empty(),
        Value::List(value) => value.is_empty(),
        Value::Map(value) => value.is_empty(),
        _ => false,
    }
}

pub(crate) fn fits(value: i128, bits: u32, signed: bool) -> bool {
    match (bits, signed) {
        (128, true) => true,
        (128, false) => value >= 0,
        (bits, true) => (-(1_i128 << (bits - 1))..1_i128 << (bits - 1)).contains(&value),
        (bits, false) => (0..1_i128 << bits).contains(&value),
    }
}

/// The head of an item: its major type and its argument, as short as can be.
fn head(out: &mut Vec<u8>, major: u8, argument: u64) {
    let major = major << 5;
    match argument {
        0..=23 => out.push(major | argument as u8),
        24..=0xFF => out.extend_from_slice(&[major | 24, argument as u8]),
        0x100..=0xFFFF => {
            out.push(major | 25);
            out.extend_from_slice(&(argument as u16).to_be_bytes());
        }
        0x1_0000..=0xFFFF_FFFF => {
            out.push(major | 26);
            out.extend_from_slice(&(argument as u32).to_be_bytes());
        }
        _ => {
            out.push(major | 27);
            out.extend_from_slice(&argument.to_be_bytes());
        }
    }
}

fn integer(out: &mut Vec<u8>, value: i128) {
    // !value is -1 - value, what CBOR keeps of a negative number.
    let (major, magnitude) = if value < 0 { (1, !value as u128) } else { (0, value as u128) };
    match u64::try_from(magnitude) {
        Ok(magnitude) => head(out, major, magnitude),
        Err(_) => bignum(out, major, &magnitude.to_be_bytes()),
    }
}

fn big_integer(out: &mut Vec<u8>, value: &BigInt) {
    match i128::try_from(value) {
        Ok(value) => integer(out, value),
        Err(_) if value.sign() == Sign::Minus => bignum(out, 1, &(-value - 1_i32).magnitude().to_bytes_be()),
        Err(_) => bignum(out, 0, &value.magnitude().to_bytes_be()),
    }
}

fn bignum(out: &mut Vec<u8>, major: u8, magnitude: &[u8]) {
    let zeros = magnitude.iter().take_while(|byte| **byte == 0).count();
    head(out, 6, 2 + u64::from(major));
    head(out, 2, (magnitude.len() - zeros) as u64);
    out.extend_from_slice(&magnitude[zeros..]);
}

fn float(out: &mut Vec<u8>, value: f64) {
    out.push(0xFB);
    let bits = if value.is_nan() { 0x7FF8_0000_0000_0000 } else { value.to_bits() };
    out.extend_from_slice(&bits.to_be_bytes());
}

/// Tag 4; both parts must be normalised.
fn fraction(out: &mut Vec<u8>, mantissa: &BigInt, exponent: i64) {
    head(out, 6, 4);
    head(out, 4, 2);
    integer(out, i128::from(exponent));
    big_integer(out, mantissa);
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Absent => "nothing",
        Value::Null => "null",
        Value::Bool(_) => "a bool",
        Value::Int(_) | Value::Big(_) => "an integer",
        Value::Float(_) => "a float",
        Value::Decimal { .. } => "a decimal",
        Value::Text(_) | Value::RawText(_) => "text",
        Value::Bytes(_) => "bytes",
        Value::Uuid(_) => "a uuid",
        Value::Moment { .. } => "a moment",
        Value::List(_) => "a list",
        Value::Map(_) => "a map",
        Value::Struct(_) => "a struct",
        Value::Variant(..) => "a variant",
        Value::Json(_) => "json",
    }
}

fn name_of(of: &Type) -> &'static str {
    match of {
        Type::Bool => "bool",
        Type::Int { .. } => "integer of a width",
        Type::BigInt => "bigint",
        Type::F32 => "f32",
        Type::F64 => "f64",
        Type::Decimal { .. } => "decimal",
        Type::String => "string",
        Type::Bytes => "bytes",
        Type::Uuid => "uuid",
        Type::Date => "date",
        Type::Time => "time",
        Type::DateTime => "datetime",
        Type::Timestamp { .. } => "timestamp",
        Type::Duration => "duration",
        Type::Json => "json",
        Type::List { .. } => "list",
        Type::Map { .. } => "map",
        Type::Struct(_) => "struct",
        Type::Tuple(_) => "tuple",
        Type::Enum(_) => "enum",
        Type::Union(_) => "union",
        Type::Ref(_) => "reference",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(of: &str, value: impl Into<Value>) -> String {
        let contract = Contract::of_types(BTreeMap::new());
        let of = Type::from_json(&serde_json::from_str(of).unwrap()).unwrap();
        match Encoder::new(&contract).value(&of, &value.into()) {
            Ok(bytes) => crate::hex(&bytes),
            Err(reject) => reject.reason.to_string(),
        }
    }

    /// The examples of RFC 8949, appendix A.
    #[test]
    fn integers_are_as_short_as_can_be() {
        let cases: [(i128, &str); 12] = [
            (0, "00"),
            (23, "17"),
            (24, "1818"),
            (100, "1864"),
            (1000, "1903e8"),
            (1_000_000, "1a000f4240"),
            (1_000_000_000_000, "1b000000e8d4a51000"),
            (18_446_744_073_709_551_615, "1bffffffffffffffff"),
            (18_446_744_073_709_551_616, "c249010000000000000000"),
            (-18_446_744_073_709_551_616, "3bffffffffffffffff"),
            (-18_446_744_073_709_551_617, "c349010000000000000000"),
            (-1, "20"),
        ];
        for (value, expected) in cases {
            assert_eq!(bytes(r#""i128""#, value), expected, "{value}");
        }
        assert_eq!(bytes(r#""i8""#, 128), "range");
        assert_eq!(bytes(r#""u128""#, u128::MAX), "c250ffffffffffffffffffffffffffffffff");
        assert_eq!(bytes(r#""u128""#, -1), "range");
    }

    #[test]
    fn every_nan_is_one_and_negative_zero_is_kept() {
        assert_eq!(bytes(r#""f64""#, f64::from_bits(0xFFF8_0000_0000_0001)), "fb7ff8000000000000");
        assert_eq!(bytes(r#""f32""#, -0.0_f32), "fb8000000000000000");
        assert_eq!(bytes(r#""f32""#, 0.1_f64), "precision");
    }

    #[test]
    fn decimals_are_without_trailing_zeros() {
        let decimal = |mantissa: i64, exponent| Value::Decimal { mantissa: BigInt::from(mantissa), exponent };
        assert_eq!(bytes(r#""decimal(5,2)""#, decimal(27_315, -2)), "c48221196ab3");
        assert_eq!(bytes(r#""decimal(5,2)""#, decimal(99_900, -2)), "c482001903e7");
        assert_eq!(bytes(r#""decimal(5,2)""#, decimal(1_000, 0)), "range");
        assert_eq!(bytes(r#""decimal(5,2)""#, decimal(1, -3)), "precision");
        assert_eq!(bytes(r#""decimal(5,2)""#, decimal(0, -7)), "c4820000");
    }

    #[test]
    fn containers_nest_a_thousand_deep() {
        let nested = |depth: usize| {
            let mut value = Json::Array(Vec::new());
            for _ in 1..depth {
                value = Json::Array(vec![value]);
            }
            bytes(r#""json""#, value)
        };
        assert_eq!(nested(1_000).len(), 2_000);
        assert_eq!(nested(1_001), "oversize");
    }

    #[test]
    fn the_null_of_a_json_field_is_a_value_where_the_field_has_none() {
        let bytes = |presence: &str, value: Value| {
            let contract = Contract::parse(&format!(
                r#"{{"contract":"c","version":1,"key":["id"],"fields":[
                    {{"id":1,"name":"id","type":"i64"}},{{"id":2,"name":"j","type":"json","presence":"{presence}"}}]}}"#
            ))
            .unwrap();
            Encoder::new(&contract).record(&Value::record([("id", 1.into()), ("j", value)])).map(|b| crate::hex(&b)).unwrap()
        };
        for null in [Value::Null, Value::Json(Json::Null)] {
            assert_eq!(bytes("required", null.clone()), "a2010102f6");
            assert_eq!(bytes("optional", null.clone()), "a2010102f6");
            assert_eq!(bytes("tristate", null.clone()), "a2010102f6");
            assert_eq!(bytes("nullable", null), "a10101");
        }
    }

    #[test]
    fn presences_and_rules_decide_what_has_an_entry() {
        let contract = Contract::parse(
            r#"{"contract":"c","version":1,"key":["id"],"fields":[
                {"id":1,"name":"id","type":"i64"},
                {"id":2,"name":"n","type":"i64","presence":"nullable"},
                {"id":3,"name":"o","type":"i64","presence":"optional","equivalences":["null_is_absent"]},
                {"id":4,"name":"t","type":"i64","presence":"tristate"},
                {"id":5,"name":"l","type":{"list":"i64"},"equivalences":["null_is_empty"]}]}"#,
        )
        .unwrap();
        let mut encoder = Encoder::new(&contract);
        let record = Value::record([("id", 1.into()), ("n", Value::Null), ("o", Value::Null), ("t", Value::Null), ("l", Value::Null)]);
        assert_eq!(encoder.record(&record).map(|b| crate::hex(&b)).as_deref(), Ok("a3010104f60580"));
        assert_eq!(encoder.rules()["o: null_is_absent"], 1);
        assert_eq!(encoder.rules()["l: null_is_empty"], 1);
        assert_eq!(encoder.key(&record).map(|b| crate::hex(&b)).as_deref(), Ok("8101"));
        let absent = encoder.record(&Value::record([("id", 1.into())])).unwrap_err();
        assert_eq!((absent.reason, absent.path.as_str()), ("presence", "n"));
        let unknown = encoder.record(&Value::record([("id", 1.into()), ("x", 1.into())])).unwrap_err();
        assert_eq!(unknown.reason, "unknown_field");
    }
}
