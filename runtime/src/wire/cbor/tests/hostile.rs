//! Bodies that somebody broke, or made to break the reader.

use super::build::{head, list, map, one, text};
use super::{bad, read, whole_body};

#[test]
fn a_cut_body_is_never_read() {
    let body = whole_body();
    for end in 0..body.len() {
        let error = bad(&body[..end]);
        assert!(error.contains("the body ends within a value (byte "), "{end}: {error}");
    }
}

#[test]
fn a_mangled_body_never_panics() {
    let body = whole_body();
    for index in 0..body.len() {
        for byte in 0..=u8::MAX {
            let mut mangled = body.clone();
            mangled[index] = byte;
            let _ = read(mangled);
        }
    }
}

#[test]
fn integers_out_of_range() {
    let too_large: [&[u8]; 5] = [
        b"\x1b\x80\x00\x00\x00\x00\x00\x00\x00",
        b"\x3b\x80\x00\x00\x00\x00\x00\x00\x00",
        b"\xfb\x43\xe0\x00\x00\x00\x00\x00\x00",
        b"\xc2\x49\x01\x00\x00\x00\x00\x00\x00\x00\x00",
        b"\xc3\x48\x80\x00\x00\x00\x00\x00\x00\x00",
    ];
    for body in too_large {
        let error = bad(one("big", body));
        assert_eq!(error, "Big: the number does not fit 64 bits (byte 5)", "{body:02x?}");
    }
    let error = bad(one("count", b"\x1a\x80\x00\x00\x00"));
    assert_eq!(error, "Count: the number does not fit 32 bits (byte 7)");
    for body in [&b"\xf9\x3e\x00"[..], b"\xf9\x7e\x00", b"\xf9\x7c\x00"] {
        let error = bad(one("big", body));
        assert_eq!(error, "Big: expected an integer, found a number with a fraction (byte 5)");
    }
    for body in [&b"\xfb\x7e\x37\xe4\x3c\x88\x00\x75\x9c"[..], b"\xf9\x7e\x00", b"\xf9\x7c\x00"] {
        let error = bad(one("time", [b"\xc1", body].concat()));
        assert_eq!(error, "Time: the number does not fit 64 bits (byte 6)", "{body:02x?}");
    }
    let vast = [head(6, 2), head(2, 200), vec![0xff; 200]].concat();
    assert_eq!(bad(one("ratio", vast)), "Ratio: the number does not fit 64 bits (byte 7)");
}

#[test]
fn wrong_types_are_named() {
    let values: [(&[u8], &str); 8] = [
        (b"\xf5", "a boolean"),
        (b"\x01", "a number"),
        (b"\x66secret", "text"),
        (b"\x7f\x66secret\xff", "text"),
        (b"\x46secret", "bytes"),
        (b"\x5f\x46secret\xff", "bytes"),
        (b"\x81\x01", "a list"),
        (b"\xbf\xff", "a map"),
    ];
    let members = [
        ("text", "Text: expected text", "text"),
        ("flag", "Flag: expected a boolean", "a boolean"),
        ("count", "Count: expected an integer", "a number"),
        ("ratio", "Ratio: expected a number", "a number"),
        ("data", "Data: expected bytes", "bytes"),
        ("time", "Time: expected a timestamp", "a number"),
        ("nameSet", "Names: expected a list", "a list"),
        ("child", "Child: expected a map", "a map"),
        ("tags", "Tags: expected a map", "a map"),
        ("choice", "Choice: expected a map", "a map"),
    ];
    for (name, expected, right) in members {
        for (body, found) in values.iter().filter(|(_, found)| *found != right) {
            let error = bad(one(name, body));
            let place = format!("(byte {})", name.len() + 2);
            let wanted = match (name, body[0]) {
                ("time", 0x66) => format!("{expected}, found text that is none {place}"),
                _ => format!("{expected}, found {found} {place}"),
            };
            assert_eq!(error, wanted, "{body:02x?}");
        }
    }
}

#[test]
fn errors_say_where() {
    let cases = [
        (
            one("child", one("child", one("count", text("x")))),
            "Child.Child.Count: expected an integer, found text (byte 21)",
        ),
        (
            one("thingSet", list(&[b"\xa0", &one("nameSet", list(&[&text("a"), b"\x05"]))])),
            "Things.1.Names.1: expected text, found a number (byte 24)",
        ),
        (
            one("byKey", one("a.b", one("text", b"\x01"))),
            "ByKey.0.Text: expected text, found a number (byte 18)",
        ),
        (one("tags", one("k", b"\xa0")), "Tags.0: expected text, found a map (byte 9)"),
        (
            one("lists", list(&[b"\x80", b"\x82\x01\xa0"])),
            "Lists.1.1: expected an integer, found a map (byte 11)",
        ),
        (
            one("choice", one("L", list(&[&one("N", b"\x80")]))),
            "Choice.L.0.N: expected an integer, found a list (byte 15)",
        ),
        (
            one("child", one("text", b"\x1c")),
            "Child.Text: invalid CBOR: no value begins with the byte 0x1c (byte 13)",
        ),
        // Of what is passed over, the position alone is known.
        (
            one("child", one("x", b"\x1c")),
            "Child: invalid CBOR: no value begins with the byte 0x1c (byte 10)",
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(bad(body), expected);
    }
}

#[test]
fn bodies_that_are_no_map() {
    let cases: [(&[u8], &str); 9] = [
        (b"", "invalid CBOR: the body ends within a value (byte 0)"),
        (b"\xf6", "expected a map, found null (byte 0)"),
        (b"\x80", "expected a map, found a list (byte 0)"),
        (b"\x61x", "expected a map, found text (byte 0)"),
        (b"\xff", "expected a value, found a break (byte 0)"),
        (b"\xa0\xa0", "expected the end of the body, found something after the value (byte 1)"),
        (b"\xbf\xff\xff", "expected the end of the body, found something after the value (byte 2)"),
        (b"<html></html>", "invalid CBOR: no value begins with the byte 0x3c (byte 0)"),
        (b"{\"text\":\"a\"}", "invalid CBOR: the body ends within a value (byte 0)"),
    ];
    for (body, expected) in cases {
        assert_eq!(bad(body), expected, "{body:02x?}");
    }
}

#[test]
fn keys_are_text() {
    let cases: [(&[u8], &str); 5] = [
        (b"\xa1\x01\x02", "expected text, found a number (byte 1)"),
        (b"\xa1\x41x\x02", "expected text, found bytes (byte 1)"),
        (b"\xa1\xf6\x02", "expected a key that is text, found null (byte 1)"),
        (b"\xa1\x80\x02", "expected text, found a list (byte 1)"),
        (b"\xa1\xff\x02", "expected a value, found a break (byte 1)"),
    ];
    for (body, expected) in cases {
        assert_eq!(bad(body), expected, "{body:02x?}");
    }
}

#[test]
fn lengths_beyond_the_body_are_errors_and_reserve_nothing() {
    let lengths = [
        &b"\x1a\x40\x00\x00\x00"[..],
        b"\x1b\x00\x00\x00\x10\x00\x00\x00\x00",
        b"\x1b\x7f\xff\xff\xff\xff\xff\xff\xff",
        b"\x1b\xff\xff\xff\xff\xff\xff\xff\xff",
    ];
    let members = [
        ("text", 3),
        ("data", 2),
        ("nameSet", 4),
        ("thingSet", 4),
        ("lists", 4),
        ("tags", 5),
        ("byKey", 5),
        ("child", 5),
        ("choice", 5),
        ("unknown", 2),
        ("unknown", 3),
        ("unknown", 4),
        ("unknown", 5),
    ];
    for length in lengths {
        for (name, major) in members {
            let mut claim = length.to_vec();
            claim[0] |= major << 5;
            for after in [&b""[..], b"\xf6", b"\x61a", b"\x80\x80\x80"] {
                let error = bad(one(name, [claim.as_slice(), after].concat()));
                assert!(error.contains(" (byte "), "{error}");
            }
        }
        let mut root = length.to_vec();
        root[0] |= 5 << 5;
        assert!(bad(&root).ends_with(&format!("ends within a value (byte {})", root.len())));
    }
}

#[test]
fn reserved_first_bytes_are_errors() {
    let reserved = (0..8_u8).flat_map(|major| (28..31).map(move |low| major << 5 | low));
    // Of indefinite length is nothing but bytes, text, lists and maps; simple values beyond
    // undefined have no meaning.
    let others = [0x1f, 0x3f, 0xdf, 0xe0, 0xf3, 0xf8];
    for first in reserved.chain(others) {
        for name in ["text", "big", "data", "nameSet", "child", "unknown"] {
            let error = bad(one(name, [first, 0, 0, 0, 0, 0, 0, 0, 0]));
            let wanted =
                format!("no value begins with the byte {first:#04x} (byte {})", name.len() + 2);
            assert!(error.ends_with(&wanted), "{name}: {error}");
        }
    }
}

#[test]
fn pieces_are_of_their_kind() {
    let cases: [(&str, &[u8], &str); 8] = [
        ("text", b"\x7f\x41a\xff", "Text: expected a piece of text, found bytes (byte 7)"),
        ("text", b"\x7f\x61a\x01\xff", "Text: expected a piece of text, found a number (byte 9)"),
        ("text", b"\x7f\x7f\x61a\xff\xff", "Text: expected a piece of text, found text (byte 7)"),
        ("data", b"\x5f\x61a\xff", "Data: expected a piece of bytes, found text (byte 7)"),
        ("data", b"\x5f\xf6\xff", "Data: expected a piece of bytes, found null (byte 7)"),
        ("data", b"\x5f\xc2\x41a\xff", "Data: expected a piece of bytes, found a tag (byte 7)"),
        ("else", b"\x7f\x41a\xff", "expected a piece of text, found bytes (byte 7)"),
        ("else", b"\x5f\x80\xff", "expected a piece of bytes, found a list (byte 7)"),
    ];
    for (name, body, expected) in cases {
        assert_eq!(bad(one(name, body)), expected, "{body:02x?}");
    }
}

#[test]
fn a_break_ends_nothing_but_what_has_no_length() {
    let cases: [(Vec<u8>, &str); 6] = [
        (one("text", b"\xff"), "Text: expected a value, found a break (byte 6)"),
        (one("nameSet", b"\x81\xff"), "Names.0: expected a value, found a break (byte 10)"),
        (one("else", b"\x82\x01\xff"), "expected a value, found a break (byte 8)"),
        (one("else", b"\xa1\x01\xff"), "expected a value, found a break (byte 8)"),
        (one("time", b"\xc1\xff"), "Time: expected a value, found a break (byte 6)"),
        (b"\xbf\x64text\xff".to_vec(), "Text: expected a value, found a break (byte 6)"),
    ];
    for (body, expected) in cases {
        assert_eq!(bad(&body), expected, "{body:02x?}");
    }
}

#[test]
fn invalid_utf8_is_an_error() {
    let error = bad(one("child", one("text", b"\x62a\xff")));
    assert_eq!(error, "Child.Text: invalid CBOR: the text is not UTF-8 (byte 13)");
    assert!(bad(one("text", b"\x7f\x61a\x61\xff\xff")).contains("the text is not UTF-8 (byte 6)"));
    assert!(bad(one("time", b"\x61\xff")).contains("the text is not UTF-8 (byte 6)"));
    assert!(bad(b"\xa1\x61\xff\x01").contains("the text is not UTF-8 (byte 1)"));
    assert!(bad(one("tags", b"\xa1\x61\xff\x61a")).contains("the text is not UTF-8 (byte 7)"));
}

#[test]
fn depth_is_limited() {
    let levels = 10_000;
    let openings: [&[u8]; 7] = [
        b"\x81",
        b"\x9f",
        b"\xa1\x61a",
        b"\xbf\x61a",
        b"\xa1\x65child",
        b"\xbf\x66choice\xa1\x61L\x81",
        b"\xc1\x81",
    ];
    for open in openings {
        for name in ["unknown", "child", "lists", "choice", "byKey"] {
            let error = bad(one(name, open.repeat(levels)));
            let fine = error.contains("lists and maps are nested deeper than 128 (byte ")
                || error.contains(": expected ");
            assert!(fine, "{name} {open:02x?}: {error}");
        }
        let deep = bad(one("unknown", open.repeat(levels)));
        assert!(deep.contains("nested deeper than 128"), "{open:02x?}: {deep}");
    }
    let child = |levels: usize| [b"\xa1\x65child".repeat(levels), b"\xa0".to_vec()].concat();
    assert!(read(child(127)).is_ok());
    assert!(
        bad(child(128)).ends_with("Child: lists and maps are nested deeper than 128 (byte 896)")
    );
    // Side by side is not within.
    let wide = list(&[&b"\x9f\xff"[..], b"\x80", b"\xbf\xff", b"\xa0"].repeat(100));
    assert!(
        read(map(&[("unknown", &wide), ("lists", &list(&[&b"\x80"[..]].repeat(400)))])).is_ok()
    );
}

#[test]
fn tags_in_a_row_are_passed_over_one_by_one() {
    let tags = b"\xc1".repeat(1_000_000);
    assert_eq!(read(one("big", [tags.as_slice(), b"\x07"].concat())).unwrap().big, Some(7));
    assert!(bad(one("big", &tags)).contains("the body ends within a value"));
    assert!(read(one("unknown", [tags.as_slice(), b"\x07"].concat())).is_ok());
}

#[test]
fn maps_that_lack_a_value_are_errors() {
    assert!(bad(map(&[("text", b"")])).contains("ends within a value"));
    assert!(bad(one("unknown", b"\xbf\x61a\xff")).contains("expected a value, found a break"));
}
