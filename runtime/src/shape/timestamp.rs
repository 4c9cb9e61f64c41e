//! Points in time, and the three ways in which the definitions have them written.
//!
//! A timestamp is a count of seconds and nanoseconds since 1970 in UTC. Every pair of numbers is a
//! valid one: years outside 0..=9999 are written with a sign, and nothing here panics on them.

mod civil;
mod parse;
#[cfg(test)]
mod tests;
mod write;

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

const NANOS_PER_SECOND: u32 = 1_000_000_000;

/// A point in time: seconds and nanoseconds since the first second of 1970 in UTC.
///
/// `Display`, `Debug` and `FromStr` use RFC 3339 (`2015-01-25T08:00:00Z`); `FromStr` also takes the
/// other formats that services use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    /// Below a thousand million; counts forward in time, before 1970 too.
    nanoseconds: u32,
}

/// How a definition has a timestamp written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimestampFormat {
    /// The definition leaves it to the protocol.
    Unstated,
    /// `2015-01-25T08:00:00Z`
    Iso8601,
    /// Seconds since 1970: `1422172800`
    UnixTimestamp,
    /// `Sun, 25 Jan 2015 08:00:00 GMT`
    Rfc822,
}

/// A text is no timestamp, or a timestamp does not fit another type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimestampError(&'static str);

impl Timestamp {
    /// Whole seconds since 1970.
    pub const fn from_unix(seconds: i64) -> Self {
        Timestamp { seconds, nanoseconds: 0 }
    }

    /// Seconds and nanoseconds since 1970; nanoseconds of a second or more are carried over.
    pub const fn new(seconds: i64, nanoseconds: u32) -> Self {
        let carried = seconds.saturating_add((nanoseconds / NANOS_PER_SECOND) as i64);
        Timestamp { seconds: carried, nanoseconds: nanoseconds % NANOS_PER_SECOND }
    }

    /// The whole seconds since 1970, rounded down.
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// The nanoseconds after [`seconds`](Timestamp::seconds): 0 to 999,999,999.
    pub const fn nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    /// Reads a text. As botocore does, any of the three formats is accepted anywhere; `format` is
    /// the one that is tried first.
    ///
    /// # Errors
    ///
    /// The text is a timestamp in none of the formats, or lies outside 64-bit seconds.
    pub fn parse(text: &str, format: TimestampFormat) -> Result<Self, TimestampError> {
        parse::any(text.trim(), format).ok_or(TimestampError("the text is no timestamp"))
    }

    /// Writes a text; `Unstated` is ISO 8601. ISO 8601 has up to six digits after the point and
    /// RFC 822 none, as botocore sends them; the rest is cut off.
    pub fn format(self, format: TimestampFormat) -> String {
        match format {
            TimestampFormat::Unstated | TimestampFormat::Iso8601 => write::iso8601(self),
            TimestampFormat::UnixTimestamp => write::unix(self),
            TimestampFormat::Rfc822 => write::rfc822(self),
        }
    }

    /// Seconds since 1970, rounded to microseconds: a 64-bit float of today has no more in it.
    pub(crate) fn from_float(seconds: f64) -> Option<Self> {
        let whole = seconds.floor();
        if !(-9.2e18..=9.2e18).contains(&whole) {
            return None;
        }
        let micros = ((seconds - whole) * 1e6).round() as u32;
        Some(Timestamp::new(whole as i64, micros * 1000))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write::rfc3339(*self, formatter)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write::rfc3339(*self, formatter)
    }
}

impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, TimestampError> {
        Timestamp::parse(text, TimestampFormat::Unstated)
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(UNIX_EPOCH) {
            Ok(after) => Timestamp::new(whole_seconds(after), after.subsec_nanos()),
            Err(error) => before_epoch(error.duration()),
        }
    }
}

fn before_epoch(before: Duration) -> Timestamp {
    let seconds = -whole_seconds(before);
    match before.subsec_nanos() {
        0 => Timestamp::from_unix(seconds),
        nanoseconds => Timestamp::new(seconds.saturating_sub(1), NANOS_PER_SECOND - nanoseconds),
    }
}

fn whole_seconds(duration: Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampError;

    fn try_from(time: Timestamp) -> Result<Self, TimestampError> {
        let seconds = Duration::from_secs(time.seconds.unsigned_abs());
        let whole = match time.seconds {
            0.. => UNIX_EPOCH.checked_add(seconds),
            _ => UNIX_EPOCH.checked_sub(seconds),
        };
        whole
            .and_then(|whole| whole.checked_add(Duration::from_nanos(time.nanoseconds.into())))
            .ok_or(TimestampError("the timestamp is outside the range of SystemTime"))
    }
}

impl fmt::Display for TimestampError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl std::error::Error for TimestampError {}
