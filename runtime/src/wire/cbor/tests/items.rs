//! What each kind of item reads as.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::super::half::widen;
use super::super::read_error;
use super::build::{blob, head, list, map, one, one_indefinite, text};
use super::{bad, good};
use crate::shape::Timestamp;
use crate::wire::testing::{Choice, Exception};

#[test]
fn texts() {
    let long = "x".repeat(70_000);
    let cases: [(Vec<u8>, Option<&str>); 8] = [
        (text("a"), Some("a")),
        (text(""), Some("")),
        (text("ü\n\"😀\0"), Some("ü\n\"😀\0")),
        (text(&long), Some(&long)),
        (b"\x7f\xff".to_vec(), Some("")),
        (b"\x7f\x61a\x60\x78\x02bc\xff".to_vec(), Some("abc")),
        // Pieces may be cut within a character.
        (b"\x7f\x61\xc3\x61\xbc\xff".to_vec(), Some("ü")),
        (b"\xf7".to_vec(), None),
    ];
    for (body, expected) in cases {
        assert_eq!(good(one("text", &body)).text.as_deref(), expected, "{body:02x?}");
        assert_eq!(good(one_indefinite("text", &body)).text.as_deref(), expected, "{body:02x?}");
    }
}

#[test]
fn booleans() {
    for (body, expected) in [(b"\xf5", Some(true)), (b"\xf4", Some(false)), (b"\xf6", None)] {
        assert_eq!(good(one("flag", body)).flag, expected);
    }
}

#[test]
fn integers() {
    let cases: [(&[u8], i64); 16] = [
        (b"\x00", 0),
        (b"\x17", 23),
        (b"\x18\x00", 0),
        (b"\x18\x18", 24),
        (b"\x19\xff\xff", 65_535),
        (b"\x1a\xff\xff\xff\xff", 4_294_967_295),
        (b"\x1b\x7f\xff\xff\xff\xff\xff\xff\xff", i64::MAX),
        (b"\x20", -1),
        (b"\x38\xff", -256),
        (b"\x3b\x7f\xff\xff\xff\xff\xff\xff\xff", i64::MIN),
        (b"\xf9\x45\x00", 5),
        (b"\xfb\xc0\x14\x00\x00\x00\x00\x00\x00", -5),
        // A tag that says nothing of the number, and the two of large numbers.
        (b"\xd9\xd9\xf7\x05", 5),
        (b"\xc2\x42\x01\x00", 256),
        (b"\xc3\x4a\x00\x00\x7f\xff\xff\xff\xff\xff\xff\xff", i64::MIN),
        (b"\xc2\x40", 0),
    ];
    for (body, expected) in cases {
        assert_eq!(good(one("big", body)).big, Some(expected), "{body:02x?}");
    }
}

#[test]
fn floats() {
    let cases: [(&[u8], f64); 9] = [
        (b"\x01", 1.0),
        (b"\x20", -1.0),
        (b"\xf9\x3e\x00", 1.5),
        (b"\xf9\x00\x50", 4.76837158203125e-06),
        (b"\xf9\x7c\x00", f64::INFINITY),
        (b"\xf9\xfc\x00", f64::NEG_INFINITY),
        (b"\xfa\x40\xf4\x00\x00", 7.625),
        (b"\xfb\x3f\xfe\x39\x58\x10\x62\x4d\xd3", 1.889),
        (b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff", 18_446_744_073_709_551_615.0),
    ];
    for (body, expected) in cases {
        assert_eq!(good(one("ratio", body)).ratio, Some(expected), "{body:02x?}");
    }
    for body in [&b"\xf9\x7e\x00"[..], b"\xf9\x7c\x01", b"\xfa\x7f\xc0\x00\x00"] {
        assert!(good(one("ratio", body)).ratio.is_some_and(f64::is_nan), "{body:02x?}");
        assert!(good(one("single", body)).single.is_some_and(f32::is_nan), "{body:02x?}");
    }
    let large = [head(6, 2), blob(&[1; 20])].concat();
    assert!(good(one("ratio", large)).ratio.is_some_and(|value| value > 1e45 && value < 1e46));
}

#[test]
fn every_half_is_what_its_parts_say() {
    for bits in 0..=u16::MAX {
        let sign = if bits < 0x8000 { 1.0 } else { -1.0 };
        let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
        let expected = match (exponent, bits & 1023) {
            (0, _) => sign * fraction * 2_f64.powi(-24),
            (31, 0) => sign * f64::INFINITY,
            (31, _) => f64::NAN,
            _ => sign * (1024.0 + fraction) * 2_f64.powi(exponent - 25),
        };
        let found = widen(bits);
        let same = found == expected && found.is_sign_negative() == expected.is_sign_negative();
        assert!(same || found.is_nan() && expected.is_nan(), "{bits:#06x}: {found} {expected}");
    }
}

#[test]
fn blobs() {
    let cases: [(&[u8], Option<&[u8]>); 5] = [
        (b"\x40", Some(b"")),
        (b"\x43\x00\xff\x10", Some(b"\x00\xff\x10")),
        (b"\x5f\xff", Some(b"")),
        (b"\x5f\x41\x00\x42\xff\x10\xff", Some(b"\x00\xff\x10")),
        (b"\xf6", None),
    ];
    for (body, expected) in cases {
        assert_eq!(good(one("data", body)).data.as_deref(), expected, "{body:02x?}");
    }
}

#[test]
fn timestamps() {
    let second = 1_422_172_800;
    let float = |seconds: f64| [&[0xfb], seconds.to_be_bytes().as_slice()].concat();
    let tagged = |body: Vec<u8>| [head(6, 1), body].concat();
    let cases = [
        (tagged(head(0, second)), 0),
        (head(0, second), 0),
        (tagged(float(second as f64)), 0),
        (tagged(float(second as f64 + 0.123)), 123_000_000),
        (tagged(b"\xfa\x4e\xa9\x89\x30".to_vec()), 0),
        (text("2015-01-25T08:00:00Z"), 0),
    ];
    for (body, nanos) in cases {
        let thing = good(map(&[("time", &body), ("date", &body)]));
        let expected = match body.get(1) {
            Some(0xfa) => Timestamp::from_unix(1_422_170_112),
            _ => Timestamp::new(second as i64, nanos),
        };
        assert_eq!((thing.time, thing.date), (Some(expected), Some(expected)), "{body:02x?}");
    }
    let before = good(one("time", tagged(float(-0.5))));
    assert_eq!(before.time, Some(Timestamp::new(-1, 500_000_000)));
    assert_eq!(good(one("time", b"\xc1\x20")).time, Some(Timestamp::from_unix(-1)));
    assert_eq!(good(one("time", b"\xf6")).time, None);
}

#[test]
fn documents_are_refused() {
    let error = bad(one("document", b"\xa0"));
    assert_eq!(error, "Document: expected a document, found CBOR, which has none (byte 10)");
}

#[test]
fn lists_and_maps() {
    let thing = good(map(&[
        ("nameSet", &list(&[&text("a"), b"\xf6", &text("b")])),
        ("thingSet", b"\x9f\xbf\x64text\x61x\xff\xa0\xff"),
        ("tags", &map(&[("k", &text("v")), ("n", b"\xf6")])),
        ("byKey", b"\xbf\x7f\x60\x61a\xff\xa1\x65count\x01\xff"),
        ("lists", &list(&[&list(&[b"\x01"]), b"\x9f\xff"])),
        ("flat", &list(&[&text("x")])),
    ]));
    assert_eq!(thing.names, Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(thing.things.as_ref().map(Vec::len), Some(2));
    assert_eq!(thing.things.as_ref().and_then(|things| things[0].text.as_deref()), Some("x"));
    assert_eq!(thing.tags.as_ref().and_then(|tags| tags.get("k")).map(String::as_str), Some("v"));
    assert_eq!(thing.tags.as_ref().map(|tags| tags.len()), Some(1));
    assert_eq!(thing.by_key.as_ref().and_then(|map| map.get("a")?.count), Some(1));
    assert_eq!(thing.lists, Some(vec![vec![1], vec![]]));
    assert_eq!(thing.flat, Some(vec!["x".to_owned()]));
    let nulls = good(map(&[("nameSet", b"\xf6"), ("tags", b"\xf7"), ("child", b"\xf6")]));
    assert_eq!((nulls.names, nulls.tags, nulls.child), (None, None, None));
}

#[test]
fn unions() {
    let choice = |body: &[u8]| good(one("choice", body)).choice;
    assert_eq!(choice(b"\xa1\x61N\x07"), Some(Choice::Number(7)));
    assert_eq!(choice(b"\xa1\x63new\x9f\x07\xff"), Some(Choice::Unknown));
    assert_eq!(choice(b"\xa2\x66__type\x61x\x61N\x07"), Some(Choice::Number(7)));
}

#[test]
fn the_last_of_a_repeated_member_counts() {
    let body = map(&[("count", b"\x01"), ("text", &text("a")), ("count", b"\x02")]);
    assert_eq!(good(body).count, Some(2));
    let keys = map(&[("k", &text("1")), ("k", &text("2"))]);
    let tags = good(one("tags", keys)).tags.unwrap();
    assert_eq!(tags.into_iter().collect::<Vec<_>>(), [("k".to_owned(), "2".to_owned())]);
}

#[test]
fn unknown_members_are_passed_over() {
    // A member of every kind before one that is known; from Smithy's protocol tests.
    let body = "v2lieXRlVmFsdWUFa2RvdWJsZVZhbHVl+z/+OVgQYk3TcWZhbHNlQm9vbGVhblZhbHVl9GpmbG9hdFZh\
        bHVl+kD0AABrZXh0cmFPYmplY3S/c2luZGVmaW5pdGVMZW5ndGhNYXC/a3dpdGhBbkFycmF5nwECA///cWRlZmlua\
        XRlTGVuZ3RoTWFwo3J3aXRoQURlZmluaXRlQXJyYXmDAQIDeB1hbmRTb21lSW5kZWZpbml0ZUxlbmd0aFN0cmluZ3\
        gfdGhhdCBoYXMsIGJlZW4gY2h1bmtlZCBvbiBjb21tYWxub3JtYWxTdHJpbmdjZm9vanNob3J0VmFsdWUZJw9uc29\
        tZU90aGVyRmllbGR2dGhpcyBzaG91bGQgYmUgc2tpcHBlZP9saW50ZWdlclZhbHVlGQEAaWxvbmdWYWx1ZRkmkWpz\
        aG9ydFZhbHVlGSaqa3N0cmluZ1ZhbHVlZnNpbXBsZXB0cnVlQm9vbGVhblZhbHVl9WlibG9iVmFsdWVDZm9v/w==";
    let mut body = BASE64_STANDARD.decode(body).unwrap();
    assert_eq!(good(&body), Default::default());
    assert_eq!(body.pop(), Some(0xff));
    body.extend_from_slice(b"\x64text\x7f\x61a\xff\xff");
    assert_eq!(good(&body).text.as_deref(), Some("a"));
}

#[test]
fn errors_have_their_message_in_any_spelling() {
    for name in ["message", "Message", "MESSAGE"] {
        let mut error = Exception::default();
        read_error(&map(&[(name, &text("m")), ("Resource", &text("r"))]), &mut error).unwrap();
        assert_eq!(error.message.as_deref(), Some("m"));
        assert_eq!(error.resource.as_deref(), Some("r"));
    }
}
