//! What an ordinary CBOR library reads in the canonical bytes must be the value.

use canon::{Contract, Json, Type, Value};
use ciborium::Value as Item;
use num_bigint::{BigInt, Sign};

/// Checks that `ciborium` reads the value in the bytes, and nothing after it.
pub fn same(contract: &Contract, of: &Type, value: &Value, bytes: &[u8]) -> Result<(), String> {
    let mut rest = bytes;
    let item: Item =
        ciborium::de::from_reader_with_recursion_limit(&mut rest, 4_000).map_err(|e| format!("ciborium cannot read it: {e}"))?;
    if !rest.is_empty() {
        return Err(format!("ciborium leaves {} bytes", rest.len()));
    }
    if is(contract, of, value, &item) { Ok(()) } else { Err(format!("ciborium reads {item:?}, the value is {value:?}")) }
}

fn is(contract: &Contract, of: &Type, value: &Value, item: &Item) -> bool {
    match (contract.resolve(of), value, item) {
        (Some(Type::Bool), Value::Bool(value), Item::Bool(item)) => value == item,
        (Some(Type::F32 | Type::F64), Value::Float(value), Item::Float(item)) => {
            value.to_bits() == item.to_bits() || (value.is_nan() && item.is_nan())
        }
        (Some(Type::Decimal { .. }), Value::Decimal { mantissa, exponent }, Item::Tag(4, parts)) => {
            fraction(parts).is_some_and(|(m, e)| equal(mantissa, *exponent, &m, e))
        }
        (Some(Type::Decimal { .. }), Value::Int(value), Item::Tag(4, parts)) => {
            fraction(parts).is_some_and(|(m, e)| equal(&BigInt::from(*value), 0, &m, e))
        }
        (Some(Type::String), Value::Text(value), Item::Text(item)) => value == item,
        (Some(Type::String), Value::RawText(value), Item::Text(item)) => value == item.as_bytes(),
        (Some(Type::String), Value::RawText(value), Item::Tag(1_413_565_529, item)) => item.as_bytes() == Some(value),
        (Some(Type::Bytes), Value::Bytes(value), Item::Bytes(item)) => value == item,
        (Some(Type::Uuid), Value::Uuid(value), Item::Tag(37, item)) => item.as_bytes().is_some_and(|item| item == value),
        (_, Value::Int(value), _) => integer(item) == Some(BigInt::from(*value)),
        (_, Value::Big(value), _) => integer(item).as_ref() == Some(value),
        (Some(of), Value::Moment { seconds, nanos, offset }, Item::Array(parts)) => {
            let keeps = matches!(of, Type::Timestamp { offset: true, .. });
            let expected = [Some(*seconds), Some(i64::from(*nanos)), if keeps { offset.map(i64::from) } else { None }];
            let expected: Vec<Option<BigInt>> = expected.into_iter().flatten().map(|part| Some(BigInt::from(part))).collect();
            parts.iter().map(integer).collect::<Vec<_>>() == expected
        }
        (Some(Type::Json), Value::Json(value), _) => is_json(value, item),
        (Some(Type::List { element, .. }), Value::List(items), Item::Array(read)) => {
            items.len() == read.len() && items.iter().zip(read).all(|(value, item)| is_element(contract, element, value, item))
        }
        (Some(Type::Tuple(types)), Value::List(items), Item::Array(read)) => {
            items.len() == read.len() && types.iter().zip(items).zip(read).all(|((of, value), item)| is(contract, of, value, item))
        }
        (Some(Type::Map { key, value: of, .. }), Value::Map(entries), Item::Map(read)) => {
            entries.len() == read.len()
                && entries.iter().all(|(k, v)| read.iter().any(|(rk, rv)| is(contract, key, k, rk) && is_element(contract, of, v, rv)))
        }
        (Some(Type::Struct(fields)), Value::Struct(members), Item::Map(read)) => {
            let found = |id: u64| read.iter().find(|(key, _)| integer(key) == Some(BigInt::from(id))).map(|(_, item)| item);
            let known = read.iter().all(|(key, _)| fields.iter().any(|field| integer(key) == Some(BigInt::from(field.id))));
            known
                && fields.iter().all(|field| {
                    let value = members.iter().find(|(name, _)| name == &field.name).map(|(_, value)| value);
                    match (value, found(field.id)) {
                        (None | Some(Value::Null), None) => true,
                        (Some(Value::Json(Json::Null)), None) => field.presence == canon::Presence::Nullable,
                        (Some(Value::Null), Some(Item::Null)) => field.presence == canon::Presence::Tristate,
                        (Some(value), Some(item)) => is(contract, &field.of, value, item),
                        _ => false,
                    }
                })
        }
        (Some(Type::Enum(variants)), Value::Variant(name, None), _) => {
            variants.iter().any(|variant| &variant.name == name && integer(item) == Some(BigInt::from(variant.id)))
        }
        (Some(Type::Union(variants)), Value::Variant(name, payload), Item::Array(parts)) => {
            let Some(variant) = variants.iter().find(|variant| &variant.name == name) else {
                return false;
            };
            let id = parts.first().and_then(integer) == Some(BigInt::from(variant.id));
            id && match (&variant.payload, payload, parts.get(1)) {
                (None, None, None) => parts.len() == 1,
                (Some(of), Some(payload), Some(item)) => parts.len() == 2 && is(contract, of, payload, item),
                _ => false,
            }
        }
        _ => false,
    }
}

fn is_element(contract: &Contract, of: &Type, value: &Value, item: &Item) -> bool {
    if matches!(value, Value::Null) { matches!(item, Item::Null) } else { is(contract, of, value, item) }
}

fn is_json(value: &Json, item: &Item) -> bool {
    match (value, item) {
        (Json::Null, Item::Null) => true,
        (Json::Bool(value), Item::Bool(item)) => value == item,
        (Json::Text(value), Item::Text(item)) => value == item,
        (Json::NegativeZero, Item::Float(item)) => item.to_bits() == (-0.0_f64).to_bits(),
        (Json::Number { mantissa, exponent }, Item::Tag(4, parts)) => {
            fraction(parts).is_some_and(|(m, e)| equal(mantissa, *exponent, &m, e))
        }
        (Json::Number { mantissa, exponent }, Item::Integer(_)) => integer(item).is_some_and(|n| equal(mantissa, *exponent, &n, 0)),
        (Json::Array(items), Item::Array(read)) => {
            items.len() == read.len() && items.iter().zip(read).all(|(value, item)| is_json(value, item))
        }
        (Json::Object(members), Item::Map(read)) => {
            members.len() == read.len()
                && members.iter().all(|(name, value)| read.iter().any(|(key, item)| key.as_text() == Some(name) && is_json(value, item)))
        }
        _ => false,
    }
}

/// An integer of any size. Ciborium keeps those beyond 64 bits as they are written, or as an integer when they fit.
fn integer(item: &Item) -> Option<BigInt> {
    match item {
        Item::Integer(value) => Some(BigInt::from(i128::from(*value))),
        Item::Tag(2, magnitude) => Some(BigInt::from_bytes_be(Sign::Plus, magnitude.as_bytes()?)),
        Item::Tag(3, magnitude) => Some(-BigInt::from_bytes_be(Sign::Plus, magnitude.as_bytes()?) - 1),
        _ => None,
    }
}

fn fraction(parts: &Item) -> Option<(BigInt, i64)> {
    let [exponent, mantissa] = parts.as_array()?.as_slice() else {
        return None;
    };
    Some((integer(mantissa)?, i64::try_from(integer(exponent)?).ok()?))
}

/// Whether `a` x 10^`x` is `b` x 10^`y`.
fn equal(a: &BigInt, x: i64, b: &BigInt, y: i64) -> bool {
    let ten = BigInt::from(10);
    match u32::try_from(x.abs_diff(y)) {
        Ok(apart) if apart < 10_000 && x >= y => &(a * ten.pow(apart)) == b,
        Ok(apart) if apart < 10_000 => a == &(b * ten.pow(apart)),
        _ => *a == BigInt::ZERO && *b == BigInt::ZERO,
    }
}
