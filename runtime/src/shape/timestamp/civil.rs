//! Day numbers to dates of the Gregorian calendar, and back, for any year.
//!
//! Years are counted from March here, so that the leap day is the last day of a year and the months
//! before it have a regular length. 400 such years are one period of the calendar.

const DAYS_PER_ERA: i64 = 146_097;
/// Days from March 1 of year 0 to January 1, 1970.
const EPOCH: i64 = 719_468;

/// A date: months and days count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: i64,
    pub(super) month: u32,
    pub(super) day: u32,
}

/// The date of a day, counted from January 1, 1970.
pub(super) fn from_days(days: i64) -> Date {
    let since = days + EPOCH;
    let era = since.div_euclid(DAYS_PER_ERA);
    let day_of_era = since.rem_euclid(DAYS_PER_ERA);
    let leap_days = day_of_era / 1460 - day_of_era / 36_524 + day_of_era / (DAYS_PER_ERA - 1);
    let year_of_era = (day_of_era - leap_days) / 365;
    let day_of_year = day_of_era - days_before(year_of_era);
    let from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    Date { year, month: month as u32, day: day as u32 }
}

/// The day of a date, counted from January 1, 1970; `None` if there is no such date.
pub(super) fn to_days(date: Date) -> Option<i64> {
    if !(1..=12).contains(&date.month) || date.day < 1 || date.day > month_length(date) {
        return None;
    }
    let year = date.year - i64::from(date.month <= 2);
    let from_march = i64::from((date.month + 9) % 12);
    let day_of_year = (153 * from_march + 2) / 5 + i64::from(date.day) - 1;
    let day_of_era = days_before(year.rem_euclid(400)) + day_of_year;
    Some(year.div_euclid(400) * DAYS_PER_ERA + day_of_era - EPOCH)
}

/// 0 for Sunday; of a day, counted from January 1, 1970, a Thursday.
pub(super) fn weekday(days: i64) -> usize {
    (days + 4).rem_euclid(7) as usize
}

fn days_before(year_of_era: i64) -> i64 {
    year_of_era * 365 + year_of_era / 4 - year_of_era / 100
}

fn month_length(date: Date) -> u32 {
    match date.month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(date.year) => 29,
        2 => 28,
        _ => 31,
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}
