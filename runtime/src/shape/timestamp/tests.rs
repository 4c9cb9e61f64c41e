use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::TimestampFormat::{Iso8601, Rfc822, UnixTimestamp, Unstated};
use super::{Timestamp, TimestampFormat};

const NOON: i64 = 1_422_172_800; // 2015-01-25T08:00:00Z
const FORMATS: [TimestampFormat; 4] = [Unstated, Iso8601, UnixTimestamp, Rfc822];

#[test]
fn reads_every_format_whatever_is_stated() {
    let cases = [
        ("2015-01-25T08:00:00Z", NOON, 0),
        ("2015-01-25t08:00:00z", NOON, 0),
        ("2015-01-25 08:00:00", NOON, 0),
        ("2015-01-25T08:00Z", NOON, 0),
        ("2015-01-25T08:00:00", NOON, 0),
        (" 2015-01-25T08:00:00Z\n", NOON, 0),
        ("2015-01-25T17:00:00+09:00", NOON, 0),
        ("2015-01-25T17:00:00 +09:00", NOON, 0),
        ("2015-01-25T17:00:00+0900", NOON, 0),
        ("2015-01-25T17:00:00+09", NOON, 0),
        ("2015-01-25T03:30:00-04:30", NOON, 0),
        ("2015-01-25T08:00:00+00:00", NOON, 0),
        ("20150125T080000Z", NOON, 0),
        ("20150125T0800Z", NOON, 0),
        ("2015-01-25T08:00:00.5Z", NOON, 500_000_000),
        ("2015-01-25T08:00:00,25Z", NOON, 250_000_000),
        ("2015-01-25T08:00:00.000Z", NOON, 0),
        ("2015-01-25T08:00:00.123456Z", NOON, 123_456_000),
        ("2015-01-25T08:00:00.123456789123Z", NOON, 123_456_789),
        ("2015-01-25", NOON - 8 * 3600, 0),
        ("2016-12-31T23:59:60Z", 1_483_228_800, 0),
        ("1969-12-31T23:59:59.5Z", -1, 500_000_000),
        ("0001-01-01T00:00:00Z", -62_135_596_800, 0),
        ("Sun, 25 Jan 2015 08:00:00 GMT", NOON, 0),
        ("Mon, 25 Jan 2015 08:00:00 GMT", NOON, 0),
        ("25 Jan 2015 08:00:00 GMT", NOON, 0),
        ("Sun, 25 jan 2015 08:00 UT", NOON, 0),
        ("Sun, 25 Jan 2015 09:00:00 +0100", NOON, 0),
        ("Sun, 5 Jan 2014 00:00:00 Z", 1_388_880_000, 0),
        ("Sun, 25 Jan 2015 08:00:00.250 GMT", NOON, 250_000_000),
        ("1422172800", NOON, 0),
        ("1422172800.0", NOON, 0),
        ("1422172800.123456789", NOON, 123_456_789),
        ("+1422172800", NOON, 0),
        ("1.4221728E9", NOON, 0),
        ("14221728e+2", NOON, 0),
        ("-1", -1, 0),
        ("-0.25", -1, 750_000_000),
        (".5", 0, 500_000_000),
        ("5.", 5, 0),
        ("0", 0, 0),
        ("20150125", 20_150_125, 0),
        ("9223372036854775807", i64::MAX, 0),
    ];
    for (text, seconds, nanos) in cases {
        for format in FORMATS {
            let read = Timestamp::parse(text, format);
            assert_eq!(read, Ok(Timestamp::new(seconds, nanos)), "{text} as {format:?}");
        }
    }
}

#[test]
fn refuses_what_is_no_timestamp() {
    let cases = [
        "",
        " ",
        "x",
        "-",
        "+",
        ".",
        "e5",
        "nan",
        "inf",
        "-inf",
        "infinity",
        "1e300",
        "-1e300",
        "99999999999999999999",
        "2015-13-01",
        "2015-00-01",
        "2015-02-29",
        "2015-01-32",
        "2015-01-00",
        "1900-02-29",
        "2015-01-25T24:00:00Z",
        "2015-01-25T08:60:00Z",
        "2015-01-25T08:00:61Z",
        "2015-01-25T08:00:00X",
        "2015-01-25T08:00:00+9",
        "2015-01-25T",
        "2015-01-25T08:00:00+25:00",
        "2015-01-25T08:00:00+09:00x",
        "2015-01",
        "2015-1-25",
        "2015-0125T08:00:00Z",
        "1.2.3",
        "1-2",
        "0x10",
        "٢٠١٥-01-25",
        "Sun, 25 Foo 2015 08:00:00 GMT",
        "Sun, 25 Jan 15 08:00:00 GMT",
        "Sun, 25 Jan 2015",
        "Sun, 25 Jan 2015 08:00:00 MARS",
        "Sun, 31 Feb 2015 08:00:00 GMT",
        "+999999999999999-01-01T00:00:00Z",
        "+123-01-01",
    ];
    for text in cases {
        for format in FORMATS {
            assert!(Timestamp::parse(text, format).is_err(), "{text} as {format:?}");
        }
    }
}

#[test]
fn never_panics_on_cut_or_mangled_text() {
    let samples = ["2015-01-25T08:00:00.123+09:00", "Sun, 25 Jan 2015 08:00:00 +0100", "-1.5e+3"];
    for sample in samples {
        for end in 0..=sample.len() {
            for replacement in ["", "é", "9", "-", ":", " "] {
                let text = format!("{}{replacement}{}", &sample[..end], &sample[end..]);
                let _ = text.parse::<Timestamp>();
                let _ = format!("{}{replacement}", &sample[..end]).parse::<Timestamp>();
            }
        }
    }
}

#[test]
fn writes_every_format() {
    let cases = [
        (NOON, 0, Unstated, "2015-01-25T08:00:00Z"),
        (NOON, 0, Iso8601, "2015-01-25T08:00:00Z"),
        (NOON, 120_000_000, Iso8601, "2015-01-25T08:00:00.120Z"),
        (NOON, 120_000, Iso8601, "2015-01-25T08:00:00.000120Z"),
        (NOON, 120, Iso8601, "2015-01-25T08:00:00Z"),
        (NOON, 123_456_789, Iso8601, "2015-01-25T08:00:00.123456Z"),
        (NOON, 0, Rfc822, "Sun, 25 Jan 2015 08:00:00 GMT"),
        (NOON, 999, Rfc822, "Sun, 25 Jan 2015 08:00:00 GMT"),
        (0, 0, Rfc822, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (-1, 0, Rfc822, "Wed, 31 Dec 1969 23:59:59 GMT"),
        (NOON, 0, UnixTimestamp, "1422172800"),
        (NOON, 250_000_000, UnixTimestamp, "1422172800.25"),
        (0, 1, UnixTimestamp, "0.000000001"),
        (-1, 500_000_000, UnixTimestamp, "-0.5"),
        (-2, 500_000_000, UnixTimestamp, "-1.5"),
        (-2, 0, UnixTimestamp, "-2"),
        (i64::MIN, 0, UnixTimestamp, "-9223372036854775808"),
        (951_782_400, 0, Iso8601, "2000-02-29T00:00:00Z"),
        (253_402_300_800, 0, Iso8601, "+10000-01-01T00:00:00Z"),
        (-62_167_219_200, 0, Iso8601, "0000-01-01T00:00:00Z"),
        (-62_167_219_201, 0, Iso8601, "-0001-12-31T23:59:59Z"),
    ];
    for (seconds, nanos, format, text) in cases {
        assert_eq!(Timestamp::new(seconds, nanos).format(format), text);
    }
}

#[test]
fn display_and_parse_are_inverse_over_the_whole_range() {
    let step = i64::MAX / 1009;
    let seconds = (-1009..=1009).map(|factor| step * factor).chain([i64::MIN, i64::MAX, -1, 0, 1]);
    for seconds in seconds {
        for nanos in [0, 1, 1_000, 500_000_000, 999_999_999] {
            let time = Timestamp::new(seconds, nanos);
            assert_eq!(time.to_string().parse(), Ok(time), "{time}");
            let _ = time.format(Rfc822);
        }
    }
}

#[test]
fn unix_text_is_exact() {
    for (seconds, nanos) in [(-5, 1), (-1, 999_999_999), (0, 1), (i64::MAX, 5)] {
        let time = Timestamp::new(seconds, nanos);
        assert_eq!(time.format(UnixTimestamp).parse(), Ok(time));
    }
}

#[test]
fn every_day_of_a_calendar_period_is_the_day_after_the_one_before() {
    let mut before = super::civil::from_days(-1000);
    for days in -999..146_100 {
        let date = super::civil::from_days(days);
        assert_eq!(super::civil::to_days(date), Some(days));
        let ordered = (before.year, before.month, before.day) < (date.year, date.month, date.day);
        assert!(ordered, "{before:?} {date:?}");
        before = date;
    }
}

#[test]
fn floats_are_rounded_to_microseconds() {
    let cases = [
        (1_422_172_800.123_456, NOON, 123_456_000),
        (1.999_999_9, 2, 0),
        (-0.25, -1, 750_000_000),
        (-0.000_000_1, 0, 0),
    ];
    for (float, seconds, nanos) in cases {
        assert_eq!(Timestamp::from_float(float), Some(Timestamp::new(seconds, nanos)), "{float}");
    }
    for float in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e19, -1e19, f64::MAX] {
        assert_eq!(Timestamp::from_float(float), None, "{float}");
    }
}

#[test]
fn system_time_and_back() {
    let half = Duration::from_millis(1500);
    let cases = [
        (UNIX_EPOCH + half, Timestamp::new(1, 500_000_000)),
        (UNIX_EPOCH - half, Timestamp::new(-2, 500_000_000)),
        (UNIX_EPOCH - Duration::from_secs(2), Timestamp::from_unix(-2)),
    ];
    for (system, time) in cases {
        assert_eq!(Timestamp::from(system), time);
        assert_eq!(SystemTime::try_from(time), Ok(system));
    }
    let _ = SystemTime::try_from(Timestamp::new(i64::MAX, 999_999_999));
    let _ = SystemTime::try_from(Timestamp::from_unix(i64::MIN));
}

#[test]
fn nanoseconds_carry_and_order_is_by_time() {
    assert_eq!(Timestamp::new(1, 2_500_000_000), Timestamp::new(3, 500_000_000));
    assert_eq!(Timestamp::new(i64::MAX, 4_000_000_000).seconds(), i64::MAX);
    assert!(Timestamp::new(-1, 999_999_999) < Timestamp::from_unix(0));
    assert_eq!(format!("{:?}", Timestamp::from_unix(0)), "1970-01-01T00:00:00Z");
}
