//! How long an answer asks to be left alone: its headers → a duration.
//!
//! Retries within a call read the first of the two headers only, as botocore does; waits, which have
//! the time, respect both.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::HeaderMap;
use http::header::{DATE, HeaderName, RETRY_AFTER};

use super::retry;
use crate::shape::{Timestamp, TimestampFormat};

/// What an answer asks for in `x-amz-retry-after` (milliseconds) or `Retry-After` (seconds, or a date),
/// the longer of them. What cannot be read, and what lies in the past, asks for nothing, and nothing
/// asks for more than a day: whoever adds it to a time must not fail.
pub(crate) fn asked(headers: &HeaderMap) -> Option<Duration> {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    retry::asked(headers).max(retry_after(headers)).map(|asked| asked.min(DAY))
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = text(headers, &RETRY_AFTER)?;
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => until(date(text)?, headers),
    }
}

/// The time until a date; by the service's clock where the answer says what time it is there.
fn until(date: i64, headers: &HeaderMap) -> Option<Duration> {
    let now = text(headers, &DATE).and_then(self::date).or_else(now)?;
    let seconds = date.checked_sub(now).filter(|seconds| *seconds > 0)?;
    Some(Duration::from_secs(u64::try_from(seconds).ok()?))
}

fn now() -> Option<i64> {
    i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs()).ok()
}

/// A date in seconds since 1970.
fn date(text: &str) -> Option<i64> {
    Timestamp::parse(text, TimestampFormat::Rfc822).ok().map(Timestamp::seconds)
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    Some(headers.get(name)?.to_str().ok()?.trim())
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
            .collect()
    }

    fn seconds(pairs: &[(&'static str, &'static str)]) -> Option<f64> {
        asked(&headers(pairs)).map(|asked| asked.as_secs_f64())
    }

    #[test]
    fn either_header_is_read_and_the_longer_counts() {
        assert_eq!(seconds(&[]), None);
        assert_eq!(seconds(&[("x-amz-retry-after", "1500")]), Some(1.5));
        assert_eq!(seconds(&[("retry-after", " 120 ")]), Some(120.0));
        assert_eq!(seconds(&[("retry-after", "0")]), Some(0.0));
        assert_eq!(seconds(&[("retry-after", "2"), ("x-amz-retry-after", "1500")]), Some(2.0));
        assert_eq!(seconds(&[("retry-after", "1"), ("x-amz-retry-after", "1500")]), Some(1.5));
    }

    #[test]
    fn a_date_is_compared_with_that_of_the_answer() {
        let later = ("retry-after", "Wed, 21 Oct 2015 07:28:30 GMT");
        assert_eq!(seconds(&[later, ("date", "Wed, 21 Oct 2015 07:28:00 GMT")]), Some(30.0));
        assert_eq!(seconds(&[later, ("date", "Wed, 21 Oct 2015 07:29:00 GMT")]), None);
        assert_eq!(seconds(&[later]), None, "it is long past");
        assert!(seconds(&[("retry-after", "Fri, 01 Jan 2100 00:00:00 GMT")]).is_some());
    }

    #[test]
    fn nothing_asks_for_more_than_a_day() {
        assert_eq!(seconds(&[("retry-after", "18446744073709551615")]), Some(86_400.0));
    }

    #[test]
    fn what_cannot_be_read_asks_for_nothing() {
        for wrong in ["", "-1", "soon", "1.5", "99999999999999999999999", "9e99"] {
            let asked = asked(&headers(&[("retry-after", wrong)]));
            assert_eq!(asked.filter(|asked| !asked.is_zero()), None, "{wrong:?}");
        }
    }
}
