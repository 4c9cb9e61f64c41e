//! Text to timestamps, as lenient as botocore's reader where services need it: any format anywhere,
//! `Z` or an offset or neither, a `T` or a space, any number of digits after the point.

use super::civil::{self, Date};
use super::write::MONTHS;
use super::{Timestamp, TimestampFormat};

/// Reads a text in any format; `format` is tried first.
pub(super) fn any(text: &str, format: TimestampFormat) -> Option<Timestamp> {
    let first = match format {
        TimestampFormat::UnixTimestamp => unix(text),
        TimestampFormat::Rfc822 => rfc822(text),
        TimestampFormat::Iso8601 | TimestampFormat::Unstated => iso8601(text),
    };
    first.or_else(|| unix(text)).or_else(|| iso8601(text)).or_else(|| rfc822(text))
}

/// What is left of a text.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn eat(&mut self, wanted: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        if !wanted.contains(first) {
            return None;
        }
        self.0 = rest;
        Some(*first)
    }

    /// Exactly `count` digits.
    fn digits(&mut self, count: usize) -> Option<u32> {
        let digits = self.0.get(..count)?;
        let value = decimal(digits)?;
        self.0 = self.0.get(count..)?;
        u32::try_from(value).ok()
    }

    /// How many digits come next.
    fn run(&self) -> usize {
        self.0.iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// Nanoseconds after a point or comma; 0 where there is none.
    fn fraction(&mut self) -> Option<u32> {
        if self.eat(b".,").is_none() {
            return Some(0);
        }
        let (digits, rest) = self.0.split_at(self.run());
        self.0 = rest;
        nanoseconds(digits)
    }

    /// Hour, minute, second, with or without colons between them, as seconds of the day; and the
    /// nanoseconds.
    fn time(&mut self) -> Option<(i64, u32)> {
        let hour = self.digits(2)?;
        let colon = self.eat(b":").is_some();
        let minute = self.digits(2)?;
        let seconds_follow = if colon { self.eat(b":").is_some() } else { self.run() >= 2 };
        let second = if seconds_follow { self.digits(2)? } else { 0 };
        // A leap second is the first second of the next minute.
        if hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        Some((i64::from(hour * 3600 + minute * 60 + second), self.fraction()?))
    }

    /// Seconds east of UTC, to the end of the text. No zone is UTC.
    fn zone(mut self) -> Option<i64> {
        while self.eat(b" ").is_some() {}
        let Some(sign) = self.eat(b"+-") else {
            let named = ["", "z", "gmt", "utc", "ut"];
            return named
                .iter()
                .any(|name| name.as_bytes().eq_ignore_ascii_case(self.0))
                .then_some(0);
        };
        let hour = self.digits(2)?;
        self.eat(b":");
        let minute = if self.0.is_empty() { 0 } else { self.digits(2)? };
        let east = i64::from(hour * 3600 + minute * 60);
        let valid = hour < 24 && minute < 60 && self.0.is_empty();
        valid.then_some(if sign == b'-' { -east } else { east })
    }
}

/// `2015-01-25T08:00:00Z`, `2015-01-25`, `20150125T080000Z`. A date without dashes needs a time, as
/// eight digits alone are seconds.
fn iso8601(text: &str) -> Option<Timestamp> {
    let mut cursor = Cursor(text.as_bytes());
    let year = year(&mut cursor)?;
    let dashes = cursor.eat(b"-").is_some();
    let month = cursor.digits(2)?;
    if dashes {
        cursor.eat(b"-")?;
    }
    let day = cursor.digits(2)?;
    let days = civil::to_days(Date { year, month, day })?;
    if cursor.0.is_empty() && dashes {
        return moment(days, (0, 0), 0);
    }
    cursor.eat(b"Tt ")?;
    let time = cursor.time()?;
    moment(days, time, cursor.zone()?)
}

/// Four digits, or a sign and at least four.
fn year(cursor: &mut Cursor<'_>) -> Option<i64> {
    let sign = cursor.eat(b"+-");
    let length = if sign.is_some() { cursor.run() } else { 4 };
    if !(4..=15).contains(&length) {
        return None;
    }
    let (digits, rest) = cursor.0.split_at_checked(length)?;
    cursor.0 = rest;
    let value = decimal(digits)?;
    Some(if sign == Some(b'-') { -value } else { value })
}

/// `Sun, 25 Jan 2015 08:00:00 GMT`; the weekday, which says nothing new, may be absent or wrong.
fn rfc822(text: &str) -> Option<Timestamp> {
    let date_and_time = text.split_once(',').map_or(text, |(_, rest)| rest).trim_start();
    let mut parts = date_and_time.splitn(4, ' ');
    let day = parts.next()?.parse().ok()?;
    let month = month(parts.next()?)?;
    let year = parts.next()?;
    let year = if year.len() == 4 { decimal(year.as_bytes())? } else { return None };
    let days = civil::to_days(Date { year, month, day })?;
    let mut cursor = Cursor(parts.next()?.as_bytes());
    let time = cursor.time()?;
    moment(days, time, cursor.zone()?)
}

fn month(name: &str) -> Option<u32> {
    let index = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name))?;
    u32::try_from(index + 1).ok()
}

/// Seconds since 1970. Plain decimals are read exactly; an exponent goes through a float.
fn unix(text: &str) -> Option<Timestamp> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    if digits.contains(['e', 'E']) {
        return Timestamp::from_float(text.parse().ok()?);
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.len() + fraction.len() == 0 {
        return None;
    }
    signed(sign, decimal(whole.as_bytes())?, nanoseconds(fraction.as_bytes())?)
}

fn signed(sign: i64, whole: i64, nanos: u32) -> Option<Timestamp> {
    match (sign, nanos) {
        (-1, 0) => Some(Timestamp::from_unix(-whole)),
        (-1, _) => Some(Timestamp::new(-whole - 1, super::NANOS_PER_SECOND - nanos)),
        _ => Some(Timestamp::new(whole, nanos)),
    }
}

fn moment(days: i64, time: (i64, u32), east: i64) -> Option<Timestamp> {
    let midnight = i128::from(days) * 86_400;
    let seconds = midnight + i128::from(time.0) - i128::from(east);
    Some(Timestamp::new(i64::try_from(seconds).ok()?, time.1))
}

/// Digits only; none are 0.
fn decimal(digits: &[u8]) -> Option<i64> {
    digits.iter().try_fold(0_i64, |value, digit| {
        let digit = digit.is_ascii_digit().then(|| i64::from(digit - b'0'))?;
        value.checked_mul(10)?.checked_add(digit)
    })
}

/// The digits after a point; those after the ninth are cut off.
fn nanoseconds(digits: &[u8]) -> Option<u32> {
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let significant = digits.get(..9).unwrap_or(digits);
    let missing = u32::try_from(9 - significant.len()).ok()?;
    u32::try_from(decimal(significant)?).ok().map(|value| value * 10_u32.pow(missing))
}
