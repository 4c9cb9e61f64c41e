//! What each kind of value is written as.

use super::super::CborWriter;
use super::build::{list, map, text};
use super::written;
use crate::shape::{Map, Member, Timestamp, TimestampFormat, Value};
use crate::wire::Writer;
use crate::wire::testing::{Choice, Thing};

static PLAIN: Member = Member::element("member");

fn value(value: &impl Value) -> Vec<u8> {
    let mut writer = CborWriter::default();
    value.write(&mut writer, &PLAIN);
    writer.finish()
}

#[test]
fn integers_are_as_short_as_they_can_be() {
    let cases: [(i64, &[u8]); 10] = [
        (0, b"\x00"),
        (23, b"\x17"),
        (24, b"\x18\x18"),
        (256, b"\x19\x01\x00"),
        (65_536, b"\x1a\x00\x01\x00\x00"),
        (i64::MAX, b"\x1b\x7f\xff\xff\xff\xff\xff\xff\xff"),
        (-1, b"\x20"),
        (-25, b"\x38\x18"),
        (-500, b"\x39\x01\xf3"),
        (i64::MIN, b"\x3b\x7f\xff\xff\xff\xff\xff\xff\xff"),
    ];
    for (number, expected) in cases {
        assert_eq!(value(&number), expected, "{number}");
    }
    assert_eq!(value(&i32::MIN), b"\x3a\x7f\xff\xff\xff");
}

#[test]
fn floats_keep_their_width() {
    assert_eq!(value(&1.889_f64), b"\xfb\x3f\xfe\x39\x58\x10\x62\x4d\xd3");
    assert_eq!(value(&7.625_f32), b"\xfa\x40\xf4\x00\x00");
    assert_eq!(value(&f64::INFINITY), b"\xfb\x7f\xf0\x00\x00\x00\x00\x00\x00");
    assert_eq!(value(&f32::NEG_INFINITY), b"\xfa\xff\x80\x00\x00");
    assert_eq!(value(&f64::NAN), b"\xfb\x7f\xf8\x00\x00\x00\x00\x00\x00");
}

#[test]
fn other_scalars() {
    assert_eq!(value(&true), b"\xf5");
    assert_eq!(value(&false), b"\xf4");
    assert_eq!(value(&"ü".to_owned()), b"\x62\xc3\xbc");
    assert_eq!(value(&bytes::Bytes::from_static(b"foo")), b"\x43foo");
    assert_eq!(value(&vec![Some(1_i64), None]), b"\x82\x01\xf6");
}

#[test]
fn timestamps_are_seconds_whatever_the_format() {
    let cases: [(Timestamp, &[u8]); 4] = [
        (Timestamp::from_unix(1_398_796_238), b"\xc1\x1a\x53\x5f\xef\xce"),
        (Timestamp::new(946_845_296, 123_000_000), b"\xc1\xfb\x41\xcc\x37\xdb\x38\x0f\xbe\x77"),
        (Timestamp::from_unix(-1), b"\xc1\x20"),
        (Timestamp::new(-1, 500_000_000), b"\xc1\xfb\xbf\xe0\x00\x00\x00\x00\x00\x00"),
    ];
    for (time, expected) in cases {
        for format in [TimestampFormat::Unstated, TimestampFormat::Iso8601, TimestampFormat::Rfc822]
        {
            let mut writer = CborWriter::default();
            writer.timestamp(time, format);
            assert_eq!(writer.finish(), expected, "{time}");
        }
    }
}

#[test]
fn structures_have_what_is_set() {
    let thing = Thing {
        text: Some("a".to_owned()),
        count: Some(0),
        names: Some(vec![]),
        tags: Some(Map::new()),
        child: Some(Box::default()),
        choice: Some(Choice::Number(7)),
        lists: Some(vec![vec![1], vec![]]),
        ..Thing::default()
    };
    let expected = map(&[
        ("Text", &text("a")),
        ("Count", b"\x00"),
        ("Name", b"\x80"),
        ("Child", b"\xa0"),
        ("Tags", b"\xa0"),
        ("Choice", &map(&[("N", b"\x07")])),
        ("Lists", &list(&[&list(&[b"\x01"]), b"\x80"])),
    ]);
    assert_eq!(written(&thing), expected);
}
