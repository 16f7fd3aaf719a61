//! Random values, edges first.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use num_bigint::BigInt;
use rust_decimal::Decimal;
use serde_bytes::ByteBuf;
use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// Where the values of one record come from. The same seed and record give the same values.
pub struct Source {
    state: u64,
    record: u64,
    taken: u64,
    depth: u32,
}

impl Source {
    /// The source of that record.
    pub fn new(seed: u64, record: u64) -> Source {
        Source { state: seed ^ record.wrapping_mul(0x9E37_79B9_7F4A_7C15), record, taken: 0, depth: 0 }
    }

    /// splitmix64.
    pub fn bits(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below that.
    pub fn below(&mut self, count: u64) -> u64 {
        self.bits() % count
    }

    /// One of the edges while records are few, then now and then.
    fn edge<T: Clone>(&mut self, edges: &[T]) -> Option<T> {
        self.taken += 1;
        let turn = if self.record < 256 { self.record + self.taken } else { self.bits() >> 8 };
        let wanted = if self.record < 256 { self.record % 2 == 0 } else { self.below(4) == 0 };
        if wanted { edges.get((turn % edges.len() as u64) as usize).cloned() } else { None }
    }

    /// A value of any type that has samples.
    pub fn any<T: Sample>(&mut self) -> T {
        T::sample(self)
    }

    /// At most so many values.
    pub fn some<T: Sample>(&mut self, most: u64) -> Vec<T> {
        let count = self.below(most + 1);
        (0..count).map(|_| self.any()).collect()
    }

    /// Runs one level deeper; past some levels there is nothing.
    pub fn deeper<T>(&mut self, most: u32, make: impl FnOnce(&mut Source) -> T) -> Option<T> {
        if self.depth >= most || self.below(3) == 0 {
            return None;
        }
        self.depth += 1;
        let made = make(self);
        self.depth -= 1;
        Some(made)
    }

    /// An instant of the years 1 to 9999 in so many digits of a second.
    pub fn instant(&mut self, digits: u32) -> DateTime<Utc> {
        let edges = [(0, 0), (-1, 999_999_999), (-1, 1), (canon::MIN_SECONDS, 0), (canon::MAX_SECONDS, 999_999_999), (951_782_400, 0)];
        let (seconds, nanos) = self.edge(&edges).unwrap_or_else(|| {
            let span = (canon::MAX_SECONDS - canon::MIN_SECONDS) as u64;
            let seconds = if self.below(2) == 0 { self.below(4_000_000_000) as i64 } else { canon::MIN_SECONDS + self.below(span) as i64 };
            let unit = 10_u64.pow(3 * self.below(4) as u32);
            (seconds, (self.below(1_000_000_000) / unit * unit) as u32)
        });
        let unit = 10_u32.pow(9 - digits);
        DateTime::from_timestamp(seconds, nanos / unit * unit).unwrap_or_default()
    }
}

/// A type with random values.
pub trait Sample {
    /// The next value.
    fn sample(source: &mut Source) -> Self;
}

macro_rules! ints {
    ($($of:ty)*) => {
        $(impl Sample for $of {
            fn sample(source: &mut Source) -> $of {
                let bits = source.bits() as u128 | (source.bits() as u128) << 64;
                let shift = source.below(<$of>::BITS as u64) as u32;
                source.edge(&[0, 1, <$of>::MIN, <$of>::MAX, <$of>::MAX - 1, <$of>::MIN + 1, <$of>::MAX / 2]).unwrap_or(bits as $of >> shift)
            }
        })*
    };
}

ints!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);

impl Sample for bool {
    fn sample(source: &mut Source) -> bool {
        source.below(2) == 0
    }
}

impl Sample for f64 {
    fn sample(source: &mut Source) -> f64 {
        const EDGES: [f64; 24] = [
            0.0,
            -0.0,
            1.0,
            0.1,
            1e15,
            1e16,
            9_999_999_999_999_998.0,
            1e17,
            1e21,
            1e22,
            1e23,
            1e-4,
            1e-5,
            9.999_999_999_999_999e-6,
            1e-6,
            1e-7,
            f64::MAX,
            f64::MIN,
            f64::MIN_POSITIVE,
            5e-324,
            2.225_073_858_507_201e-308,
            9_007_199_254_740_992.0,
            0.30000000000000004,
            9_223_372_036_854_775_808.0,
        ];
        source.edge(&EDGES).unwrap_or_else(|| match source.below(4) {
            0 => (source.bits() as i64 >> source.below(63)) as f64 / 10_f64.powi(source.below(12) as i32),
            _ => {
                let value = f64::from_bits(source.bits());
                if value.is_finite() { value } else { 0.5 }
            }
        })
    }
}

impl Sample for f32 {
    fn sample(source: &mut Source) -> f32 {
        const EDGES: [f32; 14] =
            [0.0, -0.0, 0.1, 1e12, 1e13, 1e15, 1e16, 1e-5, 1e-6, 1e-7, f32::MAX, f32::MIN_POSITIVE, 1e-45, 16_777_216.0];
        source.edge(&EDGES).unwrap_or_else(|| {
            let value = f32::from_bits(source.bits() as u32);
            if value.is_finite() { value } else { 0.5 }
        })
    }
}

impl Sample for char {
    fn sample(source: &mut Source) -> char {
        let edges =
            ['\0', '\n', '"', '\\', '/', '<', '\u{7f}', '\u{2028}', '\u{d7ff}', '\u{e000}', '\u{fffd}', '\u{ffff}', '😀', '\u{10ffff}'];
        source.edge(&edges).unwrap_or_else(|| match source.below(3) {
            0 => char::from_u32(source.below(0x11_0000) as u32).unwrap_or('ß'),
            _ => char::from(source.below(128) as u8),
        })
    }
}

impl Sample for String {
    fn sample(source: &mut Source) -> String {
        let count = source.below(9);
        (0..count).map(|_| source.any::<char>()).collect()
    }
}

impl<T: Sample> Sample for Option<T> {
    fn sample(source: &mut Source) -> Option<T> {
        if source.below(3) == 0 { None } else { Some(source.any()) }
    }
}

impl<T: Sample> Sample for Box<T> {
    fn sample(source: &mut Source) -> Box<T> {
        Box::new(source.any())
    }
}

impl<T: Sample> Sample for Vec<T> {
    fn sample(source: &mut Source) -> Vec<T> {
        source.some(4)
    }
}

impl<T: Sample, const N: usize> Sample for [T; N] {
    fn sample(source: &mut Source) -> [T; N] {
        std::array::from_fn(|_| source.any())
    }
}

impl<A: Sample, B: Sample> Sample for (A, B) {
    fn sample(source: &mut Source) -> (A, B) {
        (source.any(), source.any())
    }
}

impl<A: Sample, B: Sample, C: Sample> Sample for (A, B, C) {
    fn sample(source: &mut Source) -> (A, B, C) {
        (source.any(), source.any(), source.any())
    }
}

impl<K: Sample + Ord, V: Sample> Sample for BTreeMap<K, V> {
    fn sample(source: &mut Source) -> BTreeMap<K, V> {
        let count = source.below(5);
        (0..count).map(|_| (source.any(), source.any())).collect()
    }
}

impl Sample for ByteBuf {
    fn sample(source: &mut Source) -> ByteBuf {
        ByteBuf::from(source.some::<u8>(12))
    }
}

impl Sample for Uuid {
    fn sample(source: &mut Source) -> Uuid {
        let bits = source.any();
        Uuid::from_u128(bits)
    }
}

impl Sample for Decimal {
    fn sample(source: &mut Source) -> Decimal {
        let mantissa: i64 = source.any();
        let scale = source.below(10) as u32;
        // A decimal has no negative zero on the wire, and the sign of zero is kept nowhere.
        Decimal::new(mantissa, scale)
    }
}

impl Sample for BigInt {
    fn sample(source: &mut Source) -> BigInt {
        let (high, low): (i128, u128) = (source.any(), source.any());
        (BigInt::from(high) << (source.below(4) * 64)) + low
    }
}

impl Sample for DateTime<Utc> {
    fn sample(source: &mut Source) -> DateTime<Utc> {
        source.instant(9)
    }
}

impl Sample for DateTime<FixedOffset> {
    fn sample(source: &mut Source) -> DateTime<FixedOffset> {
        let minutes = source.edge(&[0, 60, -300, 345, 1_439, -1_439, 1, -1]).unwrap_or_else(|| source.below(2_879) as i32 - 1_439);
        let at = source.instant(9);
        // Near the ends of the calendar an offset would leave the years that have four digits.
        let at = at.clamp(
            DateTime::from_timestamp(canon::MIN_SECONDS + 86_400, 0).unwrap_or_default(),
            DateTime::from_timestamp(canon::MAX_SECONDS - 86_400, 0).unwrap_or_default(),
        );
        match FixedOffset::east_opt(minutes * 60) {
            Some(zone) => zone.from_utc_datetime(&at.naive_utc()),
            None => at.into(),
        }
    }
}

impl Sample for NaiveDateTime {
    fn sample(source: &mut Source) -> NaiveDateTime {
        source.instant(9).naive_utc()
    }
}

impl Sample for NaiveDate {
    fn sample(source: &mut Source) -> NaiveDate {
        source.instant(0).date_naive()
    }
}

impl Sample for NaiveTime {
    fn sample(source: &mut Source) -> NaiveTime {
        source.instant(9).time()
    }
}

impl Sample for TimeDelta {
    fn sample(source: &mut Source) -> TimeDelta {
        let edges = [TimeDelta::MAX, TimeDelta::MIN, TimeDelta::zero(), TimeDelta::nanoseconds(-1), TimeDelta::milliseconds(-1_500)];
        source.edge(&edges).unwrap_or_else(|| TimeDelta::nanoseconds(source.bits() as i64))
    }
}

impl Sample for Duration {
    fn sample(source: &mut Source) -> Duration {
        let edges = [Duration::MAX, Duration::ZERO, Duration::from_nanos(1)];
        source.edge(&edges).unwrap_or_else(|| Duration::from_nanos(source.bits()))
    }
}

impl Sample for SystemTime {
    fn sample(source: &mut Source) -> SystemTime {
        let nanos = source.below(1_000_000_000) as u32;
        SystemTime::UNIX_EPOCH + Duration::new(source.below(canon::MAX_SECONDS as u64), nanos)
    }
}

impl Sample for time::OffsetDateTime {
    fn sample(source: &mut Source) -> time::OffsetDateTime {
        let at: DateTime<FixedOffset> = source.any();
        let seconds = at.offset().local_minus_utc();
        let moment =
            time::OffsetDateTime::from_unix_timestamp(at.timestamp()).and_then(|m| m.replace_nanosecond(at.timestamp_subsec_nanos()));
        match (moment, time::UtcOffset::from_whole_seconds(seconds)) {
            (Ok(moment), Ok(zone)) => moment.to_offset(zone),
            _ => time::OffsetDateTime::UNIX_EPOCH,
        }
    }
}

impl Sample for time::PrimitiveDateTime {
    fn sample(source: &mut Source) -> time::PrimitiveDateTime {
        let at: time::OffsetDateTime = source.any();
        time::PrimitiveDateTime::new(at.date(), at.time())
    }
}

impl Sample for time::Date {
    fn sample(source: &mut Source) -> time::Date {
        source.any::<time::OffsetDateTime>().date()
    }
}

impl Sample for time::Time {
    fn sample(source: &mut Source) -> time::Time {
        source.any::<time::OffsetDateTime>().time()
    }
}

impl Sample for time::Duration {
    fn sample(source: &mut Source) -> time::Duration {
        let edges = [time::Duration::MAX, time::Duration::MIN, time::Duration::ZERO, time::Duration::nanoseconds(-1)];
        source.edge(&edges).unwrap_or_else(|| time::Duration::nanoseconds(source.bits() as i64))
    }
}

impl Sample for serde_json::Value {
    fn sample(source: &mut Source) -> serde_json::Value {
        match source.below(8) {
            0 => serde_json::Value::Null,
            1 => source.any::<bool>().into(),
            2 => source.any::<i64>().into(),
            3 => source.any::<u64>().into(),
            4 => source.any::<f64>().into(),
            5 => source.any::<String>().into(),
            6 => source.deeper(4, |source| source.some::<serde_json::Value>(3)).unwrap_or_default().into(),
            _ => {
                let members = source.deeper(4, |source| source.any::<BTreeMap<String, serde_json::Value>>());
                serde_json::Value::Object(members.unwrap_or_default().into_iter().collect())
            }
        }
    }
}
