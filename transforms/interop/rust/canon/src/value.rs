//! Values as programs hold them, before the contract gives them their bytes.

use crate::Json;
use num_bigint::BigInt;

/// A value of any canonical type. What it means is decided by the type it is encoded as: an integer is an i8, a bigint
/// or a date in days, as the contract says.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// No entry at all, as `skip_serializing_if` leaves it.
    Absent,
    /// An explicit null.
    Null,
    /// A bool.
    Bool(bool),
    /// An integer, a date (days since 1970-01-01), a time (nanoseconds since midnight) or a duration (nanoseconds).
    Int(i128),
    /// An integer beyond an i128.
    Big(BigInt),
    /// A float; an f32 is widened.
    Float(f64),
    /// `mantissa` x 10^`exponent`, in any spelling.
    Decimal {
        /// The digits, with their sign.
        mantissa: BigInt,
        /// The power of ten.
        exponent: i64,
    },
    /// Text.
    Text(String),
    /// What should be text and may not be valid UTF-8.
    RawText(Vec<u8>),
    /// Bytes.
    Bytes(Vec<u8>),
    /// The 16 bytes of a uuid.
    Uuid([u8; 16]),
    /// A datetime (counted as if UTC) or a timestamp.
    Moment {
        /// Floored seconds since 1970-01-01T00:00:00.
        seconds: i64,
        /// Nanoseconds of that second, 0 to 999,999,999; a leap second's 1,000,000,000 and more are rejected.
        nanos: u32,
        /// Seconds east of UTC; a type that keeps no offset ignores it.
        offset: Option<i32>,
    },
    /// A list or a tuple.
    List(Vec<Value>),
    /// A map; duplicate keys are rejected when it is encoded.
    Map(Vec<(Value, Value)>),
    /// A struct or a record, by field name.
    Struct(Vec<(String, Value)>),
    /// A variant of an enum or an alternative of a union, with its payload.
    Variant(String, Option<Box<Value>>),
    /// Any JSON.
    Json(Json),
}

impl Value {
    /// A record or struct of named fields.
    pub fn record<const N: usize>(fields: [(&str, Value); N]) -> Value {
        Value::Struct(fields.into_iter().map(|(name, value)| (name.to_string(), value)).collect())
    }

    /// A unit variant of an enum, or an alternative of a union without payload.
    pub fn unit(name: &str) -> Value {
        Value::Variant(name.to_string(), None)
    }

    /// An alternative of a union with its payload.
    pub fn variant(name: &str, payload: impl Into<Value>) -> Value {
        Value::Variant(name.to_string(), Some(Box::new(payload.into())))
    }

    /// A list of values.
    pub fn list<T: Into<Value>>(items: impl IntoIterator<Item = T>) -> Value {
        Value::List(items.into_iter().map(Into::into).collect())
    }

    /// A map.
    pub fn map<K: Into<Value>, V: Into<Value>>(entries: impl IntoIterator<Item = (K, V)>) -> Value {
        Value::Map(entries.into_iter().map(|(k, v)| (k.into(), v.into())).collect())
    }

    /// A value, or absent: a field with `skip_serializing_if = "Option::is_none"`.
    pub fn or_absent<T: Into<Value>>(value: Option<T>) -> Value {
        value.map_or(Value::Absent, Into::into)
    }

    /// A datetime or timestamp without offset.
    pub fn moment(seconds: i64, nanos: u32) -> Value {
        Value::Moment { seconds, nanos, offset: None }
    }

    /// A timestamp with its offset in seconds east of UTC.
    pub fn moment_at(seconds: i64, nanos: u32, offset: i32) -> Value {
        Value::Moment { seconds, nanos, offset: Some(offset) }
    }
}

macro_rules! from_ints {
    ($($int:ty)*) => {
        $(impl From<$int> for Value {
            fn from(value: $int) -> Value {
                Value::Int(value as i128)
            }
        })*
    };
}

from_ints!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 usize);

impl From<u128> for Value {
    fn from(value: u128) -> Value {
        i128::try_from(value).map_or_else(|_| Value::Big(BigInt::from(value)), Value::Int)
    }
}

impl From<BigInt> for Value {
    fn from(value: BigInt) -> Value {
        Value::Big(value)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Value {
        Value::Bool(value)
    }
}

impl From<f32> for Value {
    fn from(value: f32) -> Value {
        Value::Float(f64::from(value))
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Value {
        Value::Float(value)
    }
}

impl From<char> for Value {
    fn from(value: char) -> Value {
        Value::Text(value.to_string())
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Value {
        Value::Text(value.to_string())
    }
}

impl From<String> for Value {
    fn from(value: String) -> Value {
        Value::Text(value)
    }
}

impl From<&String> for Value {
    fn from(value: &String) -> Value {
        Value::Text(value.clone())
    }
}

impl From<Json> for Value {
    fn from(value: Json) -> Value {
        Value::Json(value)
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Value {
        value.map_or(Value::Null, Into::into)
    }
}

impl<T: Into<Value>> From<Vec<T>> for Value {
    fn from(value: Vec<T>) -> Value {
        Value::list(value)
    }
}
