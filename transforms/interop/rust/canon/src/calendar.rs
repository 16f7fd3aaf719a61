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
}
