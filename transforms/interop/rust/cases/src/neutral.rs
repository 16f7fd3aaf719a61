//! The neutral spelling of values in the file of cases.

use canon::{Contract, Json, Reject, Type, Value, days_from_civil};
use num_bigint::BigInt;
use serde_json::Value as Node;

type Read<T> = Result<T, Reject>;

fn reject<T>(reason: &'static str, node: &Node) -> Read<T> {
    Err(Reject { reason, path: String::new(), detail: node.to_string() })
}

/// The value of that type that a neutral value stands for.
pub fn value(contract: &Contract, of: &Type, node: &Node) -> Read<Value> {
    if node.is_null() {
        return Ok(Value::Null);
    }
    match (of, node) {
        (Type::Ref(_), _) => match contract.resolve(of) {
            Some(of) => value(contract, of, node),
            None => reject("type", node),
        },
        (Type::Bool, Node::Bool(value)) => Ok(Value::Bool(*value)),
        (Type::Int { .. } | Type::BigInt | Type::Duration, Node::String(digits)) => match digits.parse::<i128>() {
            Ok(value) => Ok(Value::Int(value)),
            Err(_) => match digits.parse::<BigInt>() {
                Ok(value) if matches!(of, Type::Duration) => reject_beyond(&value, node),
                Ok(value) => Ok(Value::Big(value)),
                Err(_) => reject("type", node),
            },
        },
        (Type::F32 | Type::F64, Node::Object(object)) => {
            let bits = object.get("bits").and_then(Node::as_str).and_then(|bits| u64::from_str_radix(bits, 16).ok());
            bits.map_or_else(|| reject("type", node), |bits| Ok(Value::Float(f64::from_bits(bits))))
        }
        (Type::F32, Node::String(text)) => text.parse::<f32>().map_or_else(|_| reject("type", node), |f| Ok(Value::from(f))),
        (Type::F64, Node::String(text)) => text.parse::<f64>().map_or_else(|_| reject("type", node), |f| Ok(Value::from(f))),
        (Type::Decimal { .. }, Node::String(text)) => match Json::parse(text) {
            Ok(Json::Number { mantissa, exponent }) => Ok(Value::Decimal { mantissa, exponent }),
            Ok(Json::NegativeZero) => Ok(Value::Decimal { mantissa: BigInt::ZERO, exponent: 0 }),
            _ => reject("type", node),
        },
        (Type::String, Node::String(text)) => Ok(Value::from(text)),
        (Type::String, Node::Object(_)) => Ok(Value::RawText(hexadecimal(&node["hex"])?)),
        (Type::Bytes, _) => Ok(Value::Bytes(hexadecimal(node)?)),
        (Type::Uuid, Node::String(text)) => {
            let bytes = canon::unhex(&text.replace('-', ""));
            bytes.and_then(|bytes| bytes.try_into().ok()).map_or_else(|| reject("type", node), |uuid| Ok(Value::Uuid(uuid)))
        }
        (Type::Date, Node::String(text)) => Ok(Value::from(days(text, node)?)),
        (Type::Time, Node::String(text)) => Ok(Value::from(nanos(text, node)?)),
        (Type::DateTime, Node::String(text)) => {
            let Some((date, time)) = text.split_once('T') else {
                return reject("type", node);
            };
            let nanos = nanos(time, node)?;
            Ok(Value::moment(days(date, node)? * 86_400 + nanos / 1_000_000_000, (nanos % 1_000_000_000) as u32))
        }
        (Type::Timestamp { .. }, Node::Object(moment)) => {
            let seconds = moment.get("s").and_then(Node::as_str).and_then(|s| s.parse().ok());
            let nanos = moment.get("ns").and_then(Node::as_i64).and_then(|ns| u32::try_from(ns).ok()).filter(|ns| *ns < 1_000_000_000);
            let offset = moment.get("offset").and_then(Node::as_i64).map(i32::try_from);
            match (seconds, nanos, offset.transpose()) {
                (Some(seconds), Some(nanos), Ok(offset)) => Ok(Value::Moment { seconds, nanos, offset }),
                _ => reject("range", node),
            }
        }
        (Type::Json, Node::Object(object)) => {
            let text = match object.get("text").and_then(Node::as_str) {
                Some(text) => text.to_string(),
                None => match String::from_utf8(hexadecimal(&node["hex"])?) {
                    Ok(text) => text,
                    Err(_) => return reject("encoding", node),
                },
            };
            Json::parse(&text).map(Value::Json).map_err(|e| Reject { reason: e.reason, path: String::new(), detail: e.to_string() })
        }
        (Type::List { element, .. }, Node::Array(items)) => {
            items.iter().map(|item| value(contract, element, item)).collect::<Read<_>>().map(Value::List)
        }
        (Type::Tuple(types), Node::Array(items)) if types.len() == items.len() => {
            types.iter().zip(items).map(|(of, item)| value(contract, of, item)).collect::<Read<_>>().map(Value::List)
        }
        (Type::Map { key, value: of, .. }, Node::Array(entries)) => entries
            .iter()
            .map(|entry| Ok((value(contract, key, &entry[0])?, value(contract, of, &entry[1])?)))
            .collect::<Read<_>>()
            .map(Value::Map),
        (Type::Struct(fields), Node::Object(members)) => members
            .iter()
            .map(|(name, member)| match fields.iter().find(|field| &field.name == name) {
                Some(field) => Ok((name.clone(), value(contract, &field.of, member)?)),
                None => reject("unknown_field", node),
            })
            .collect::<Read<_>>()
            .map(Value::Struct),
        (Type::Enum(_), Node::String(name)) => Ok(Value::unit(name)),
        (Type::Union(variants), Node::Object(object)) => {
            let name = object.get("variant").and_then(Node::as_str).unwrap_or_default();
            let of = variants.iter().find(|variant| variant.name == name).and_then(|variant| variant.payload.as_ref());
            match (of, object.get("payload")) {
                (Some(of), Some(payload)) => Ok(Value::variant(name, value(contract, of, payload)?)),
                // The payload is required, so its absence is that of a value, not of another type.
                (Some(_), None) => reject("presence", node),
                (None, Some(payload)) => Ok(Value::variant(name, Json::of(payload))),
                (None, None) => Ok(Value::unit(name)),
            }
        }
        _ => reject("type", node),
    }
}

fn reject_beyond<T>(_: &BigInt, node: &Node) -> Read<T> {
    reject("range", node)
}

fn hexadecimal(node: &Node) -> Read<Vec<u8>> {
    node.as_str().and_then(canon::unhex).map_or_else(|| reject("type", node), Ok)
}

fn days(text: &str, node: &Node) -> Read<i64> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts[..] else {
        return reject("type", node);
    };
    let date = (year.parse(), month.parse(), day.parse());
    let (Ok(year), Ok(month), Ok(day)) = date else {
        return reject("type", node);
    };
    days_from_civil(year, month, day).map_or_else(|| reject("range", node), Ok)
}

fn nanos(text: &str, node: &Node) -> Read<i64> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let parts: Vec<i64> = clock.split(':').filter_map(|part| part.parse().ok()).collect();
    let [hour, minute, second] = parts[..] else {
        return reject("type", node);
    };
    if second == 60 {
        return reject("timestamp", node);
    }
    if hour > 23 || minute > 59 || second > 59 {
        return reject("range", node);
    }
    match format!("{fraction:0<9}").parse::<i64>() {
        Ok(nanos) if fraction.len() <= 9 => Ok(((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanos),
        _ => reject("type", node),
    }
}
