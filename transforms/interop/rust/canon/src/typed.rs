//! How the types of Rust programs become canonical values.

use crate::{Json, Value};
use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A type whose values have a canonical value. Structs implement it with [`Value::record`], field by field.
pub trait Canonical {
    /// The canonical value.
    fn canonical(&self) -> Value;
}

/// Says which of a struct's fields is which of the contract's: by its own name, or by another.
///
/// ```
/// struct Order {
///     id: i64,
///     who: Option<String>,
///     note: Option<String>,
/// }
///
/// // `or absent`: none is written as no field at all, as with `skip_serializing_if`.
/// canon::canonical!(Order { id, who as "customer", note or absent });
///
/// let order = Order { id: 7, who: None, note: None };
/// let expected = canon::Value::record([("id", 7.into()), ("customer", canon::Value::Null), ("note", canon::Value::Absent)]);
/// assert_eq!(canon::Canonical::canonical(&order), expected);
/// ```
#[macro_export]
macro_rules! canonical {
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $name:literal) => { $name };
    (@value $value:tt) => { $value };
    (@value $value:tt absent) => {
        match $value {
            $crate::Value::Null => $crate::Value::Absent,
            value => value,
        }
    };
    ($of:ty { $($field:ident $(as $name:literal)? $(or $absent:ident)?),* $(,)? }) => {
        impl $crate::Canonical for $of {
            fn canonical(&self) -> $crate::Value {
                $crate::Value::record([$((
                    $crate::canonical!(@name $field $($name)?),
                    $crate::canonical!(@value ($crate::Canonical::canonical(&self.$field)) $($absent)?),
                )),*])
            }
        }
    };
}

/// Says which variant of an enum is which of the contract's enum or union.
///
/// ```
/// enum Payment {
///     Cash,
///     Voucher(String),
///     Card { last4: u16 },
/// }
///
/// canon::canonical_variants!(Payment { Cash as "cash", Voucher(code), Card { last4 } as "card" });
///
/// let card = canon::Canonical::canonical(&Payment::Card { last4: 4711 });
/// assert_eq!(card, canon::Value::variant("card", canon::Value::record([("last4", 4711.into())])));
/// assert_eq!(canon::Canonical::canonical(&Payment::Cash), canon::Value::unit("cash"));
/// # let voucher = canon::Canonical::canonical(&Payment::Voucher("x".to_string()));
/// # assert_eq!(voucher, canon::Value::variant("Voucher", "x"));
/// ```
#[macro_export]
macro_rules! canonical_variants {
    ($of:ident { $($variant:ident $(($payload:ident))? $({ $($field:ident),* $(,)? })? $(as $name:literal)?),* $(,)? }) => {
        impl $crate::Canonical for $of {
            fn canonical(&self) -> $crate::Value {
                match self {
                    $($of::$variant $(($payload))? $({ $($field),* })? => {
                        let payload: Option<$crate::Value> = [
                            $($crate::Canonical::canonical($payload))?
                            $($crate::Value::record([$((stringify!($field), $crate::Canonical::canonical($field))),*]))?
                        ].into_iter().next();
                        $crate::Value::Variant($crate::canonical!(@name $variant $($name)?).to_string(), payload.map(Box::new))
                    }),*
                }
            }
        }
    };
}

macro_rules! by_copy {
    ($($of:ty)*) => {
        $(impl Canonical for $of {
            fn canonical(&self) -> Value {
                Value::from(*self)
            }
        })*
    };
}

by_copy!(bool i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize f32 f64 char);

impl Canonical for String {
    fn canonical(&self) -> Value {
        Value::from(self)
    }
}

impl Canonical for () {
    fn canonical(&self) -> Value {
        Value::List(Vec::new())
    }
}

impl<T: Canonical> Canonical for Option<T> {
    fn canonical(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::canonical)
    }
}

impl<T: Canonical> Canonical for Box<T> {
    fn canonical(&self) -> Value {
        T::canonical(self)
    }
}

impl<T: Canonical> Canonical for Vec<T> {
    fn canonical(&self) -> Value {
        Value::List(self.iter().map(T::canonical).collect())
    }
}

impl<T: Canonical, const N: usize> Canonical for [T; N] {
    fn canonical(&self) -> Value {
        Value::List(self.iter().map(T::canonical).collect())
    }
}

macro_rules! tuples {
    ($(($($of:ident)+))*) => {
        $(impl<$($of: Canonical),+> Canonical for ($($of,)+) {
            fn canonical(&self) -> Value {
                #[allow(non_snake_case, reason = "a macro names the parts after their types")]
                let ($($of,)+) = self;
                Value::List(vec![$($of.canonical()),+])
            }
        })*
    };
}

tuples!((A) (A B) (A B C) (A B C D));

impl<K: Canonical, V: Canonical> Canonical for BTreeMap<K, V> {
    fn canonical(&self) -> Value {
        Value::Map(self.iter().map(|(k, v)| (k.canonical(), v.canonical())).collect())
    }
}

impl<K: Canonical, V: Canonical, S> Canonical for HashMap<K, V, S> {
    fn canonical(&self) -> Value {
        Value::Map(self.iter().map(|(k, v)| (k.canonical(), v.canonical())).collect())
    }
}

impl Canonical for Duration {
    fn canonical(&self) -> Value {
        Value::from(self.as_nanos())
    }
}

impl Canonical for SystemTime {
    fn canonical(&self) -> Value {
        match self.duration_since(UNIX_EPOCH) {
            // Beyond an i64 of seconds is beyond every calendar; the encoder rejects it.
            Ok(since) => Value::moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX), since.subsec_nanos()),
            Err(before) => {
                let nanos = -(before.duration().as_nanos() as i128);
                moment_of_nanos(nanos)
            }
        }
    }
}

fn moment_of_nanos(nanos: i128) -> Value {
    Value::moment(nanos.div_euclid(1_000_000_000) as i64, nanos.rem_euclid(1_000_000_000) as u32)
}

impl Canonical for serde_json::Value {
    fn canonical(&self) -> Value {
        Value::Json(Json::of(self))
    }
}

impl Canonical for num_bigint::BigInt {
    fn canonical(&self) -> Value {
        Value::Big(self.clone())
    }
}

#[cfg(feature = "chrono")]
mod of_chrono {
    use super::{Canonical, Value};
    use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

    impl Canonical for DateTime<Utc> {
        fn canonical(&self) -> Value {
            Value::moment(self.timestamp(), self.timestamp_subsec_nanos())
        }
    }

    impl Canonical for DateTime<FixedOffset> {
        fn canonical(&self) -> Value {
            Value::moment_at(self.timestamp(), self.timestamp_subsec_nanos(), self.offset().local_minus_utc())
        }
    }

    impl Canonical for NaiveDateTime {
        fn canonical(&self) -> Value {
            self.and_utc().canonical()
        }
    }

    impl Canonical for NaiveDate {
        fn canonical(&self) -> Value {
            Value::from(self.signed_duration_since(NaiveDate::default()).num_days())
        }
    }

    impl Canonical for NaiveTime {
        fn canonical(&self) -> Value {
            // A leap second's nanoseconds go beyond the last of the day, or would look like the next second: rejected.
            match self.nanosecond() {
                0..=999_999_999 => Value::from(i64::from(self.num_seconds_from_midnight()) * 1_000_000_000 + i64::from(self.nanosecond())),
                _ => Value::from(i64::MAX),
            }
        }
    }

    impl Canonical for TimeDelta {
        fn canonical(&self) -> Value {
            Value::from(i128::from(self.num_seconds()) * 1_000_000_000 + i128::from(self.subsec_nanos()))
        }
    }
}

#[cfg(feature = "time")]
mod of_time {
    use super::{Canonical, Value, moment_of_nanos};
    use time::{Date, Duration, OffsetDateTime, PrimitiveDateTime, Time};

    impl Canonical for OffsetDateTime {
        fn canonical(&self) -> Value {
            Value::moment_at(self.unix_timestamp(), self.nanosecond(), self.offset().whole_seconds())
        }
    }

    impl Canonical for PrimitiveDateTime {
        fn canonical(&self) -> Value {
            moment_of_nanos(self.assume_utc().unix_timestamp_nanos())
        }
    }

    impl Canonical for Date {
        fn canonical(&self) -> Value {
            Value::from(i64::from(self.to_julian_day()) - 2_440_588)
        }
    }

    impl Canonical for Time {
        fn canonical(&self) -> Value {
            let (hour, minute, second, nano) = self.as_hms_nano();
            let seconds = (i64::from(hour) * 60 + i64::from(minute)) * 60 + i64::from(second);
            Value::from(seconds * 1_000_000_000 + i64::from(nano))
        }
    }

    impl Canonical for Duration {
        fn canonical(&self) -> Value {
            Value::from(self.whole_nanoseconds())
        }
    }
}

#[cfg(feature = "uuid")]
impl Canonical for uuid::Uuid {
    fn canonical(&self) -> Value {
        Value::Uuid(*self.as_bytes())
    }
}

#[cfg(feature = "rust_decimal")]
impl Canonical for rust_decimal::Decimal {
    fn canonical(&self) -> Value {
        Value::Decimal { mantissa: self.mantissa().into(), exponent: -i64::from(self.scale()) }
    }
}

#[cfg(feature = "serde_bytes")]
impl Canonical for serde_bytes::ByteBuf {
    fn canonical(&self) -> Value {
        Value::Bytes(self.to_vec())
    }
}
