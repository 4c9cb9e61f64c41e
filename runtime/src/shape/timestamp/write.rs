//! Timestamps to text.

use std::fmt::{self, Write};

use super::Timestamp;
use super::civil::{self, Date};

const SECONDS_PER_DAY: i64 = 86_400;
const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
pub(super) const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// With as many digits after the point as the value needs: none, three, six or nine.
pub(super) fn rfc3339(time: Timestamp, output: &mut dyn Write) -> fmt::Result {
    date_and_time(time, output)?;
    match time.nanoseconds {
        0 => {}
        nanos if nanos % 1_000_000 == 0 => write!(output, ".{:03}", nanos / 1_000_000)?,
        nanos if nanos % 1_000 == 0 => write!(output, ".{:06}", nanos / 1_000)?,
        nanos => write!(output, ".{nanos:09}")?,
    }
    output.write_char('Z')
}

/// As [`rfc3339`], cut off after microseconds.
pub(super) fn iso8601(time: Timestamp) -> String {
    let mut output = String::with_capacity(27);
    let micros = Timestamp::new(time.seconds, time.nanoseconds / 1_000 * 1_000);
    // Writing to a string cannot fail.
    let _ = rfc3339(micros, &mut output);
    output
}

/// `1422172800`, or `1422172800.25`: no more digits after the point than needed.
pub(super) fn unix(time: Timestamp) -> String {
    if time.nanoseconds == 0 {
        return time.seconds.to_string();
    }
    let (sign, whole, nanos) = if time.seconds < 0 {
        ("-", (time.seconds + 1).unsigned_abs(), super::NANOS_PER_SECOND - time.nanoseconds)
    } else {
        ("", time.seconds.unsigned_abs(), time.nanoseconds)
    };
    let digits = format!("{sign}{whole}.{nanos:09}");
    digits.trim_end_matches('0').to_owned()
}

/// `Sun, 25 Jan 2015 08:00:00 GMT`
pub(super) fn rfc822(time: Timestamp) -> String {
    let days = time.seconds.div_euclid(SECONDS_PER_DAY);
    let Date { year, month, day } = civil::from_days(days);
    let weekday = WEEKDAYS.get(civil::weekday(days)).unwrap_or(&"");
    let month = MONTHS.get(month as usize - 1).unwrap_or(&"");
    let (hour, minute, second) = time_of_day(time);
    format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
}

fn date_and_time(time: Timestamp, output: &mut dyn Write) -> fmt::Result {
    let Date { year, month, day } = civil::from_days(time.seconds.div_euclid(SECONDS_PER_DAY));
    let (hour, minute, second) = time_of_day(time);
    match year {
        0..=9999 => write!(output, "{year:04}")?,
        _ => write!(output, "{year:+05}")?,
    }
    write!(output, "-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

fn time_of_day(time: Timestamp) -> (i64, i64, i64) {
    let second = time.seconds.rem_euclid(SECONDS_PER_DAY);
    (second / 3600, second / 60 % 60, second % 60)
}
