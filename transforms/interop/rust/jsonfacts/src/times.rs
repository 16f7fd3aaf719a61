//! Times of the standard library, of chrono and of the time crate.

use crate::fact::{Facts, Subject, T, t};
use crate::{both, reads, record, refuses, subject};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use std::time::{Duration, SystemTime};

fn utc(seconds: i64, nanos: u32) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, nanos).unwrap_or_default()
}

fn fixed(seconds: i64, nanos: u32, offset: i32) -> DateTime<FixedOffset> {
    match FixedOffset::east_opt(offset) {
        Some(zone) => zone.from_utc_datetime(&utc(seconds, nanos).naive_utc()),
        None => utc(seconds, nanos).into(),
    }
}

pub fn facts(f: &mut Facts) {
    chrono_instants(f);
    chrono_local(f);
    chrono_epochs(f);
    standard(f);
    time_crate(f);
    time_rfc3339(f);
}

fn chrono_instants(f: &mut Facts) {
    both!(f, DateTime<Utc> => "timestamp(9)";
        "utc-seconds", "no fraction when there is none", utc(1_700_000_000, 0);
        "utc-millis", "three digits", utc(1_700_000_000, 120_000_000);
        "utc-micros", "six digits", utc(1_700_000_000, 123_400_000);
        "utc-nanos", "nine digits", utc(1_700_000_000, 100);
        "utc-nano", "one nanosecond", utc(1_700_000_000, 1);
        "utc-epoch", "1970", utc(0, 0);
        "utc-before", "half a second before 1970", utc(-1, 500_000_000);
        "utc-year-1", "the first second of year 1", utc(canon::MIN_SECONDS, 0);
        "utc-year-9999", "the last nanosecond of year 9999", utc(canon::MAX_SECONDS, 999_999_999);
    );
    both!(f, DateTime<FixedOffset> => "timestamp(9,offset)";
        "fixed-zero", "an offset of zero is Z", fixed(1_700_000_000, 0, 0);
        "fixed-east", "east of UTC", fixed(1_700_000_000, 120_000_000, 19_800);
        "fixed-west", "west of UTC", fixed(1_700_000_000, 0, -12_600);
        "fixed-most", "the greatest offset of whole minutes", fixed(1_700_000_000, 0, 86_340);
        "fixed-least", "the least offset of whole minutes", fixed(1_700_000_000, 0, -86_340);
        "fixed-day", "another day there than in UTC", fixed(1_700_000_000, 0, 46_800);
    );
    both!(f, Option<DateTime<Utc>> => "timestamp(9)"; "utc-none", "no instant is null", None;);
    both!(f, DateTime<FixedOffset> => "timestamp(9)"; "fixed-dropped", "an offset that the contract does not keep is dropped", fixed(1_700_000_000, 0, 0););
    f.lossy(
        "fixed-seconds-19",
        "an offset of +00:19:32 is rounded to +00:20, so the instant moves 28 s",
        &subject!(DateTime<FixedOffset> => "timestamp(9,offset)"),
        &t(fixed(-1_000_000_000, 0, 1_172)),
    );
    f.lossy(
        "fixed-seconds-29",
        "an offset of +00:00:29 is rounded to zero",
        &subject!(DateTime<FixedOffset> => "timestamp(9,offset)"),
        &t(fixed(1_700_000_000, 0, 29)),
    );
    f.lossy(
        "fixed-seconds-west",
        "an offset of -00:00:30 is rounded away from zero or not, as the wire says",
        &subject!(DateTime<FixedOffset> => "timestamp(9,offset)"),
        &t(fixed(1_700_000_000, 0, -30)),
    );
    reads!(f, DateTime<FixedOffset> => "timestamp(9,offset)";
        "fixed-plus-zero", "+00:00 is an offset of zero", "\"2023-11-14T22:13:20+00:00\"", fixed(1_700_000_000, 0, 0);
        "fixed-minus-zero", "-00:00 is an offset of zero", "\"2023-11-14T22:13:20-00:00\"", fixed(1_700_000_000, 0, 0);
        "fixed-go-fraction", "two digits, as Go writes them", "\"2023-11-14T22:13:20.12Z\"", fixed(1_700_000_000, 120_000_000, 0);
        "fixed-one-digit", "one digit", "\"2023-11-14T22:13:20.5+01:00\"", fixed(1_699_996_400, 500_000_000, 3_600);
        "fixed-ten-digits", "digits beyond nine are cut off", "\"2023-11-14T22:13:20.1234567899Z\"", fixed(1_700_000_000, 123_456_789, 0);
        "fixed-lower-t", "a lower-case t", "\"2023-11-14t22:13:20Z\"", fixed(1_700_000_000, 0, 0);
        "fixed-lower-z", "a lower-case z", "\"2023-11-14T22:13:20z\"", fixed(1_700_000_000, 0, 0);
        "fixed-space-t", "a space in the place of T", "\"2023-11-14 22:13:20Z\"", fixed(1_700_000_000, 0, 0);
        "fixed-space-offset", "a space before the offset", "\"2023-11-14T22:13:20 +01:00\"", fixed(1_699_996_400, 0, 3_600);
        "fixed-space-inside", "spaces before a number in the place of its zeros", "\"2023-11-14T 9: 3:20Z\"", fixed(1_699_952_600, 0, 0);
        "fixed-short", "numbers of one digit", "\"2023-1-4T2:3:0Z\"", fixed(1_672_797_780, 0, 0);
        "fixed-no-colon", "an offset without a colon", "\"2023-11-14T22:13:20+0100\"", fixed(1_699_996_400, 0, 3_600);
        "fixed-minus-sign", "U+2212 as the sign of an offset", "\"2023-11-14T22:13:20\u{2212}01:00\"", fixed(1_700_003_600, 0, -3_600);
        "fixed-escaped", "an escaped character inside", r#""2023-11-14T22\u003a13:20Z""#, fixed(1_700_000_000, 0, 0);
    );
    reads!(f, DateTime<Utc> => "timestamp(9)"; "utc-from-offset", "an instant with an offset is turned to UTC", "\"2023-11-14T23:13:20+01:00\"", utc(1_700_000_000, 0););
    refuses!(f, DateTime<Utc> => "timestamp(9)";
        "utc-no-zone", "an instant without a zone", "\"2023-11-14T22:13:20\"";
        "utc-hour-24", "hour 24", "\"2023-11-14T24:00:00Z\"";
        "utc-minute-60", "minute 60", "\"2023-11-14T22:60:00Z\"";
        "utc-second-61", "second 61", "\"2023-11-14T22:13:61Z\"";
        "utc-month-13", "month 13", "\"2023-13-14T22:13:20Z\"";
        "utc-day-0", "day 0", "\"2023-11-00T22:13:20Z\"";
        "utc-february-30", "30 February", "\"2023-02-30T22:13:20Z\"";
        "utc-february-29", "29 February of a common year", "\"2023-02-29T22:13:20Z\"";
        "utc-comma", "a comma before the fraction", "\"2023-11-14T22:13:20,5Z\"";
        "utc-no-digits", "a point without digits", "\"2023-11-14T22:13:20.Z\"";
        "utc-offset-24", "an offset of 24 hours", "\"2023-11-14T22:13:20+24:00\"";
        "utc-offset-60", "an offset of 60 minutes", "\"2023-11-14T22:13:20+00:60\"";
        "utc-offset-short", "an offset of hours alone", "\"2023-11-14T22:13:20+01\"";
        "utc-number", "a number", "1700000000";
        "utc-empty", "an empty text", "\"\"";
        "utc-null", "null", "null";
        "utc-trailing", "text after the zone", "\"2023-11-14T22:13:20Zx\"";
        "utc-name", "a zone by its name", "\"2023-11-14T22:13:20 CET\"";
    );
    f.finding::<T<DateTime<Utc>>>(
        "utc-leap",
        "a leap second is read, and has no canonical value",
        &subject!(DateTime<Utc> => "timestamp(9)"),
        r#"{"k":1,"v":"2016-12-31T23:59:60Z"}"#,
        "timestamp",
    );
    f.finding::<T<DateTime<Utc>>>(
        "utc-leap-minute",
        "second 60 of any minute is read",
        &subject!(DateTime<Utc> => "timestamp(9)"),
        r#"{"k":1,"v":"2016-12-31T12:00:60.5Z"}"#,
        "timestamp",
    );
    f.finding::<T<DateTime<Utc>>>(
        "utc-year-0",
        "year 0 has no canonical value",
        &subject!(DateTime<Utc> => "timestamp(9)"),
        r#"{"k":1,"v":"0000-12-31T23:59:59Z"}"#,
        "range",
    );
    f.finding::<T<DateTime<Utc>>>(
        "utc-year-10000",
        "year 10000 has a sign, and no canonical value",
        &subject!(DateTime<Utc> => "timestamp(9)"),
        r#"{"k":1,"v":"+10000-01-01T00:00:00Z"}"#,
        "range",
    );
    f.finding::<T<DateTime<Utc>>>(
        "utc-year-negative",
        "a negative year has no canonical value",
        &subject!(DateTime<Utc> => "timestamp(9)"),
        r#"{"k":1,"v":"-0001-01-01T00:00:00Z"}"#,
        "range",
    );
    f.finding::<T<DateTime<Utc>>>(
        "utc-precision",
        "digits beyond the declared precision are a finding",
        &subject!(DateTime<Utc> => "timestamp(3)"),
        r#"{"k":1,"v":"2016-12-31T23:59:59.1234Z"}"#,
        "precision",
    );
}

fn chrono_local(f: &mut Facts) {
    let at = |seconds, nanos| utc(seconds, nanos).naive_utc();
    both!(f, NaiveDateTime => "datetime";
        "naive", "a local time has no zone", at(1_700_000_000, 0);
        "naive-nanos", "with nanoseconds", at(1_700_000_000, 1);
        "naive-millis", "with milliseconds", at(1_700_000_000, 120_000_000);
        "naive-year-1", "year 1", at(canon::MIN_SECONDS, 0);
        "naive-year-9999", "year 9999", at(canon::MAX_SECONDS, 999_999_999);
    );
    reads!(f, NaiveDateTime => "datetime"; "naive-digits", "two digits of fraction", "\"2023-11-14T22:13:20.12\"", at(1_700_000_000, 120_000_000););
    refuses!(f, NaiveDateTime => "datetime"; "naive-zone", "a zone is refused", "\"2023-11-14T22:13:20Z\""; "naive-date", "a date alone is refused", "\"2023-11-14\"";);
    let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
    both!(f, NaiveDate => "date";
        "date", "a date", date(2023, 11, 14);
        "date-leap", "29 February", date(2024, 2, 29);
        "date-year-1", "year 1", date(1, 1, 1);
        "date-year-9999", "year 9999", date(9999, 12, 31);
        "date-before", "a date before 1970", date(1969, 12, 31);
    );
    reads!(f, NaiveDate => "date"; "date-short", "numbers of one digit", "\"2023-1-4\"", date(2023, 1, 4););
    refuses!(f, NaiveDate => "date"; "date-29", "29 February of a common year", "\"2023-02-29\""; "date-time", "a date with a time", "\"2023-11-14T00:00:00\""; "date-slash", "slashes", "\"2023/11/14\"";);
    f.finding::<T<NaiveDate>>(
        "date-year-10000",
        "year 10000 has no canonical value",
        &subject!(NaiveDate => "date"),
        r#"{"k":1,"v":"+10000-01-01"}"#,
        "range",
    );
    let time = |h, m, s, n| NaiveTime::from_hms_nano_opt(h, m, s, n).unwrap_or_default();
    both!(f, NaiveTime => "time";
        "time", "a time of day", time(9, 5, 0, 0);
        "time-midnight", "midnight", time(0, 0, 0, 0);
        "time-last", "the last nanosecond of a day", time(23, 59, 59, 999_999_999);
        "time-millis", "with milliseconds", time(1, 2, 3, 40_000_000);
        "time-micros", "with microseconds", time(1, 2, 3, 40_000);
    );
    reads!(f, NaiveTime => "time"; "time-no-seconds", "seconds may be left out", "\"09:05\"", time(9, 5, 0, 0););
    refuses!(f, NaiveTime => "time"; "time-24", "hour 24", "\"24:00:00\""; "time-zone", "a zone", "\"09:05:00Z\"";);
    both!(f, TimeDelta => "duration";
        "delta", "a TimeDelta is seconds and nanoseconds", TimeDelta::milliseconds(1_500);
        "delta-negative", "negative deltas are floored", TimeDelta::milliseconds(-1_500);
        "delta-zero", "no time", TimeDelta::zero();
        "delta-max", "the longest", TimeDelta::MAX;
        "delta-min", "the longest backwards", TimeDelta::MIN;
    );
    refuses!(f, TimeDelta => "duration"; "delta-nanos", "a billion nanoseconds are refused", "[0,1000000000]"; "delta-negative-nanos", "negative nanoseconds are refused", "[0,-1]"; "delta-int", "a number is no TimeDelta", "1500"; "delta-short", "seconds alone are refused", "[1]";);
}

fn chrono_epochs(f: &mut Facts) {
    macro_rules! epoch {
        ($id:literal, $with:literal, $path:literal, $digits:literal, $of:ty, $canon:literal, $value:expr) => {{
            record!(T {} [] {
                k: u32 => "u32", {} [];
                v: $of => $canon, {"with": $with} [serde(with = $path)];
            });
            let subject = Subject::of_record::<T>();
            f.both(concat!("epoch-", $id), concat!("chrono::serde::", $with, " of ", stringify!($of)), &subject, &T { k: 1, v: $value });
            f.refuses::<T>(concat!("epoch-", $id, "-float"), concat!("a float is refused by ", $with), &subject, r#"{"k":1,"v":1.0}"#);
            f.refuses::<T>(concat!("epoch-", $id, "-text"), concat!("a text is refused by ", $with), &subject, r#"{"k":1,"v":"1"}"#);
        }};
    }
    epoch!("s", "ts_seconds", "chrono::serde::ts_seconds", 0, DateTime<Utc>, "timestamp(9)", utc(-1, 0));
    epoch!("ms", "ts_milliseconds", "chrono::serde::ts_milliseconds", 3, DateTime<Utc>, "timestamp(9)", utc(-1, 999_000_000));
    epoch!("us", "ts_microseconds", "chrono::serde::ts_microseconds", 6, DateTime<Utc>, "timestamp(9)", utc(1_700_000_000, 123_456_000));
    epoch!("ns", "ts_nanoseconds", "chrono::serde::ts_nanoseconds", 9, DateTime<Utc>, "timestamp(9)", utc(-1, 1));
    epoch!(
        "naive-ms",
        "ts_milliseconds",
        "chrono::naive::serde::ts_milliseconds",
        3,
        NaiveDateTime,
        "datetime",
        utc(-1, 999_000_000).naive_utc()
    );
    macro_rules! optional {
        ($id:literal, $with:literal, $path:literal, $value:expr) => {{
            record!(T {} [] {
                k: u32 => "u32", {} [];
                v: Option<DateTime<Utc>> => "timestamp(9)", {"with": $with} [serde(with = $path)];
            });
            let subject = Subject::of_record::<T>();
            f.both(concat!("epoch-", $id, "-some"), concat!($with, " of a value"), &subject, &T { k: 1, v: $value });
            f.both(concat!("epoch-", $id, "-none"), concat!($with, " of None is null"), &subject, &T { k: 1, v: None });
            f.refuses::<T>(concat!("epoch-", $id, "-missing"), concat!("a missing field is no None with ", $with), &subject, r#"{"k":1}"#);
        }};
    }
    optional!("s-option", "ts_seconds_option", "chrono::serde::ts_seconds_option", Some(utc(5, 0)));
    optional!("ms-option", "ts_milliseconds_option", "chrono::serde::ts_milliseconds_option", Some(utc(5, 6_000_000)));
    optional!("ns-option", "ts_nanoseconds_option", "chrono::serde::ts_nanoseconds_option", Some(utc(5, 6)));
    record!(T {} [] {
        k: u32 => "u32", {} [];
        v: DateTime<Utc> => "timestamp(9)", {"with": "ts_milliseconds"} [serde(with = "chrono::serde::ts_milliseconds")];
    });
    f.lossy("epoch-ms-nanos", "ts_milliseconds cuts off the nanoseconds", &Subject::of_record::<T>(), &T { k: 1, v: utc(1, 1_999_999) });
    f.lossy(
        "epoch-ms-nanos-before",
        "ts_milliseconds floors before 1970",
        &Subject::of_record::<T>(),
        &T { k: 1, v: utc(-2, 999_999_999) },
    );
}

fn standard(f: &mut Facts) {
    both!(f, Duration => "duration";
        "duration", "a Duration is an object", Duration::new(1, 500);
        "duration-zero", "no time", Duration::ZERO;
        "duration-max", "the longest Duration", Duration::MAX;
    );
    reads!(f, Duration => "duration";
        "duration-order", "nanoseconds first", r#"{"nanos":500,"secs":1}"#, Duration::new(1, 500);
        "duration-carry", "a billion nanoseconds and more are carried over", r#"{"secs":1,"nanos":1500000000}"#, Duration::new(2, 500_000_000);
        "duration-array", "an array is read too", "[1,500]", Duration::new(1, 500);
    );
    refuses!(f, Duration => "duration";
        "duration-negative", "a negative Duration", r#"{"secs":-1,"nanos":0}"#;
        "duration-missing", "no nanoseconds", r#"{"secs":1}"#;
        "duration-unknown", "an unknown field", r#"{"secs":1,"nanos":0,"x":1}"#;
        "duration-twice", "seconds twice", r#"{"secs":1,"secs":1,"nanos":0}"#;
        "duration-overflow", "a carry beyond the longest", r#"{"secs":18446744073709551615,"nanos":1000000000}"#;
        "duration-float", "a float", r#"{"secs":1.5,"nanos":0}"#;
        "duration-number", "a number", "1";
    );
    let system = |seconds, nanos| SystemTime::UNIX_EPOCH + Duration::new(seconds, nanos);
    both!(f, SystemTime => "timestamp(9)";
        "system", "a SystemTime is an object since 1970", system(1_700_000_000, 1);
        "system-epoch", "1970", SystemTime::UNIX_EPOCH;
        "system-9999", "the last nanosecond of year 9999", system(canon::MAX_SECONDS as u64, 999_999_999);
    );
    f.unwritable(
        "system-before",
        "a SystemTime before 1970 is refused by the writer",
        &subject!(SystemTime => "timestamp(9)"),
        &t(SystemTime::UNIX_EPOCH - Duration::new(1, 0)),
    );
    reads!(f, SystemTime => "timestamp(9)"; "system-carry", "nanoseconds are carried over", r#"{"secs_since_epoch":1,"nanos_since_epoch":1000000000}"#, system(2, 0););
    refuses!(f, SystemTime => "timestamp(9)"; "system-unknown", "an unknown field", r#"{"secs_since_epoch":1,"nanos_since_epoch":0,"x":1}"#; "system-text", "a text", "\"2023-11-14T22:13:20Z\"";);
    f.finding::<T<SystemTime>>(
        "system-beyond",
        "a SystemTime beyond year 9999 has no canonical value",
        &subject!(SystemTime => "timestamp(9)"),
        r#"{"k":1,"v":{"secs_since_epoch":253402300800,"nanos_since_epoch":0}}"#,
        "range",
    );
}

fn offset(seconds: i64, nanos: u32, offset: i32) -> time::OffsetDateTime {
    let at = time::OffsetDateTime::from_unix_timestamp(seconds).and_then(|at| at.replace_nanosecond(nanos));
    let zone = time::UtcOffset::from_whole_seconds(offset);
    match (at, zone) {
        (Ok(at), Ok(zone)) => at.to_offset(zone),
        _ => time::OffsetDateTime::UNIX_EPOCH,
    }
}

fn time_crate(f: &mut Facts) {
    both!(f, time::OffsetDateTime => "timestamp(9,offset)";
        "time-offset", "an OffsetDateTime is an array: year, day of the year, hour ... offset", offset(1_700_000_000, 120_000_000, 3_600);
        "time-offset-utc", "in UTC", offset(0, 0, 0);
        "time-offset-west", "the parts of a western offset are negative", offset(1_700_000_000, 1, -12_630);
        "time-offset-east", "an offset with seconds is kept", offset(1_700_000_000, 1, 1_172);
    );
    both!(f, Option<time::OffsetDateTime> => "timestamp(9)"; "time-offset-none", "no OffsetDateTime is null", None;);
    refuses!(f, time::OffsetDateTime => "timestamp(9,offset)";
        "time-offset-text", "a text is refused", "\"2023-11-14T22:13:20Z\"";
        "time-offset-short", "too few parts", "[2023,318,22,13,20,0,0,0]";
        "time-offset-long", "too many parts", "[2023,318,22,13,20,0,0,0,0,0]";
        "time-offset-day", "day 0 of the year", "[2023,0,22,13,20,0,0,0,0]";
        "time-offset-366", "day 366 of a common year", "[2023,366,22,13,20,0,0,0,0]";
        "time-offset-hour", "hour 24", "[2023,318,24,13,20,0,0,0,0]";
        "time-offset-second", "a leap second", "[2016,366,23,59,60,0,0,0,0]";
        "time-offset-nanos", "a billion nanoseconds", "[2023,318,22,13,20,1000000000,0,0,0]";
    );
    let local = |seconds, nanos| {
        let at = offset(seconds, nanos, 0);
        time::PrimitiveDateTime::new(at.date(), at.time())
    };
    both!(f, time::PrimitiveDateTime => "datetime";
        "time-primitive", "a PrimitiveDateTime is an array of six", local(1_700_000_000, 999);
        "time-primitive-1", "year 1", local(canon::MIN_SECONDS, 0);
    );
    let date = |year, day| time::Date::from_ordinal_date(year, day).unwrap_or(time::Date::MIN);
    both!(f, time::Date => "date"; "time-date", "a Date is year and day of the year", date(2024, 366); "time-date-1", "year 1", date(1, 1););
    refuses!(f, time::Date => "date"; "time-date-366", "day 366 of a common year", "[2023,366]"; "time-date-text", "a text", "\"2023-11-14\"";);
    f.finding::<T<time::Date>>(
        "time-date-0",
        "year 0 has no canonical value",
        &subject!(time::Date => "date"),
        r#"{"k":1,"v":[0,1]}"#,
        "range",
    );
    let clock = |h, m, s, n| time::Time::from_hms_nano(h, m, s, n).unwrap_or(time::Time::MIDNIGHT);
    both!(f, time::Time => "time"; "time-time", "a Time is hour, minute, second, nanosecond", clock(9, 5, 0, 1); "time-time-last", "the last nanosecond", clock(23, 59, 59, 999_999_999););
    refuses!(f, time::Time => "time"; "time-time-short", "too few parts", "[9,5,0]"; "time-time-24", "hour 24", "[24,0,0,0]";);
    both!(f, time::Duration => "duration";
        "time-duration", "a Duration is seconds and nanoseconds", time::Duration::new(1, 500);
        "time-duration-negative", "both parts of a negative Duration are negative", time::Duration::milliseconds(-1_500);
        "time-duration-max", "the longest Duration", time::Duration::MAX;
        "time-duration-min", "the longest backwards", time::Duration::MIN;
    );
    reads!(f, time::Duration => "duration"; "time-duration-carry", "a billion nanoseconds and more are carried over", "[1,1500000000]", time::Duration::new(2, 500_000_000););
}

fn time_rfc3339(f: &mut Facts) {
    record!(T {} [] {
        k: u32 => "u32", {} [];
        v: time::OffsetDateTime => "timestamp(9,offset)", {"with": "time::serde::rfc3339"} [serde(with = "time::serde::rfc3339")];
    });
    let subject = Subject::of_record::<T>();
    let value = |seconds, nanos, zone| T { k: 1, v: offset(seconds, nanos, zone) };
    for (id, what, at) in [
        ("seconds", "no fraction when there is none", value(1_700_000_000, 0, 0)),
        ("millis", "trailing zeros are trimmed", value(1_700_000_000, 120_000_000, 3_600)),
        ("nano", "one nanosecond", value(1_700_000_000, 1, -12_600)),
        ("year-1", "year 1", value(canon::MIN_SECONDS, 0, 0)),
        ("year-9999", "year 9999", value(canon::MAX_SECONDS, 999_999_999, 0)),
    ] {
        f.both(&format!("rfc3339-{id}"), &format!("time::serde::rfc3339: {what}"), &subject, &at);
    }
    f.unwritable(
        "rfc3339-offset-seconds",
        "time::serde::rfc3339 refuses to write an offset with seconds",
        &subject,
        &value(1_700_000_000, 0, 1_172),
    );
    for (id, what, text, at) in [
        ("lower", "lower-case t and z", "2023-11-14t22:13:20z", value(1_700_000_000, 0, 0)),
        ("plus-zero", "+00:00", "2023-11-14T22:13:20+00:00", value(1_700_000_000, 0, 0)),
        ("zeros", "trailing zeros", "2023-11-14T22:13:20.500000000Z", value(1_700_000_000, 500_000_000, 0)),
        ("ten", "digits beyond nine are cut off", "2023-11-14T22:13:20.1234567899Z", value(1_700_000_000, 123_456_789, 0)),
        ("leap", "a leap second is read as the last nanosecond before", "2016-12-31T23:59:60Z", value(1_483_228_799, 999_999_999, 0)),
    ] {
        f.reads(
            &format!("rfc3339-reads-{id}"),
            &format!("time::serde::rfc3339 reads {what}"),
            &subject,
            &format!("{{\"k\":1,\"v\":\"{text}\"}}"),
            &at,
        );
    }
    for (id, what, text) in [
        ("short", "numbers of one digit", "2023-1-4T02:03:00Z"),
        ("no-zone", "no zone", "2023-11-14T22:13:20"),
        ("no-colon", "an offset without a colon", "2023-11-14T22:13:20+0100"),
        ("leap-inside", "second 60 in the middle of a day", "2016-12-31T12:00:60Z"),
        ("point", "a point without digits", "2023-11-14T22:13:20.Z"),
    ] {
        f.refuses::<T>(
            &format!("rfc3339-refused-{id}"),
            &format!("time::serde::rfc3339 refuses {what}"),
            &subject,
            &format!("{{\"k\":1,\"v\":\"{text}\"}}"),
        );
    }
}
