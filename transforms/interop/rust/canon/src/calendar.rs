//! The proleptic Gregorian calendar, as far as the canonical form needs it.

/// 0001-01-01T00:00:00, in seconds since 1970.
pub const MIN_SECONDS: i64 = -62_135_596_800;

/// 9999-12-31T23:59:59, in seconds since 1970.
pub const MAX_SECONDS: i64 = 253_402_300_799;

/// The days from 1970-01-01 to that date; none when there is no such date.
pub fn days_from_civil(year: i64, month: u32, day: u32) -> Option<i64> {
    if !(1..=12).contains(&month) || day < 1 || day > length_of_month(year, month) {
        return None;
    }
    // Years begin in March here, so that the leap day is the last of its year.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_of_year = i64::from((month + 9) % 12);
    let day_of_year = (153 * month_of_year + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Some(era * 146_097 + day_of_era - 719_468)
}

/// The year, month and day that many days after 1970-01-01.
pub(crate) fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_of_year = (5 * day_of_year + 2) / 153;
    let month = (month_of_year + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day_of_year - (153 * month_of_year + 2) / 5 + 1)
}

fn length_of_month(year: i64, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_of_the_calendar_are_where_the_spec_says() {
        assert_eq!(days_from_civil(1970, 1, 1), Some(0));
        assert_eq!(days_from_civil(1, 1, 1).map(|d| d * 86_400), Some(MIN_SECONDS));
        assert_eq!(days_from_civil(9999, 12, 31).map(|d| d * 86_400 + 86_399), Some(MAX_SECONDS));
        assert_eq!(days_from_civil(2000, 2, 29), Some(11_016));
        assert_eq!(days_from_civil(1900, 2, 29), None);
    }

    #[test]
    fn days_and_dates_are_each_others_inverse() {
        for days in (MIN_SECONDS / 86_400..=MAX_SECONDS / 86_400).step_by(13) {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month as u32, day as u32), Some(days));
        }
    }
}
