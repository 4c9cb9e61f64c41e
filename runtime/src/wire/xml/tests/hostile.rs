use super::{SAMPLE, bad, read};
use crate::wire::xml::parser::MAX_DEPTH;

#[test]
fn what_is_no_document() {
    let cases = [
        ("", "expected an element, found nothing (byte 0)"),
        ("  ", "expected an element, found nothing (byte 2)"),
        ("hello", "expected an element, found text (byte 5)"),
        ("{}", "expected an element, found text (byte 2)"),
        ("<r/><r/>", "expected the end of the document, found something after it (byte 8)"),
        ("<r/>x", "expected the end of the document, found something after it (byte 5)"),
        ("<r>", "expected an end tag, found the end of the document (byte 3)"),
        ("<r><text>a", "Text: expected an end tag, found the end of the document (byte 10)"),
        ("<r><text>a</r>", "Text: invalid XML: "),
        ("<r></text></r>", "invalid XML: "),
        ("</r>", "invalid XML: "),
        ("<r", "invalid XML: "),
        ("<r a='", "invalid XML: "),
        ("<r>&", "invalid XML: "),
        ("<r><text>a & b</text></r>", "Text: invalid XML: "),
    ];
    for (xml, expected) in cases {
        let error = bad(xml);
        assert!(error.starts_with(expected), "{xml}: {error}");
        assert!(error.contains(" (byte "), "{xml}: {error}");
    }
}

#[test]
fn entities_are_not_expanded() {
    let bodies = [
        "<!DOCTYPE r><r/>",
        "<!doctype html><r/>",
        "<!DOCTYPE r [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]><r><text>&b;</text></r>",
        "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r><text>&x;</text></r>",
        "<r><!DOCTYPE r></r>",
        "<r><unknown><!DOCTYPE r></unknown></r>",
    ];
    for body in bodies {
        let error = bad(body);
        assert!(error.contains("document type definitions are not accepted"), "{body}: {error}");
    }
    for name in ["nbsp", "b", "", "#", "#x", "#0", "#xD800", "#x110000", "#-1", "#99999999999"] {
        let error = bad(format!("<r><text>&{name};</text></r>"));
        assert!(error.starts_with(&format!("Text: unknown entity &{name}; (byte ")), "{error}");
        // Not where they are passed over either.
        assert!(read(format!("<r><unknown>&{name};</unknown></r>")).is_err(), "{name}");
    }
}

#[test]
fn a_cut_body_is_never_read() {
    let whole = SAMPLE.trim_end();
    for end in 0..whole.len() {
        assert!(read(&whole.as_bytes()[..end]).is_err(), "{}", &whole[..end]);
    }
    assert!(read(whole).is_ok());
}

#[test]
fn a_mangled_body_never_panics() {
    let whole = SAMPLE.as_bytes();
    for index in 0..whole.len() {
        for byte in [b'<', b'>', b'&', b'/', b'!', b'"', b']', 0xff, 0] {
            let mut mangled = whole.to_vec();
            mangled[index] = byte;
            let _ = read(mangled);
        }
    }
}

#[test]
fn invalid_utf8_is_an_error() {
    assert!(bad(b"<r><text>\xff</text></r>").starts_with("Text: invalid XML: "));
    assert!(read(b"<r><x\xff/></r>").is_err());
    assert!(read("\u{feff}<r><text>a</text></r>").is_ok());
    let utf16: Vec<u8> = "<r/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(read(utf16).is_err());
}

#[test]
fn depth_is_limited() {
    let nested = |name: &str, levels: usize| {
        let open = format!("<{name}>").repeat(levels);
        let close = format!("</{name}>").repeat(levels);
        format!("<r>{open}{close}</r>")
    };
    for name in ["child", "unknown", "L"] {
        assert!(read(nested(name, MAX_DEPTH - 1)).is_ok(), "{name}");
        let error = bad(nested(name, MAX_DEPTH));
        assert!(error.contains("elements are nested deeper than 128"), "{name}: {error}");
        assert!(read(nested(name, 100_000)).is_err());
    }
    assert!(read("<text>".repeat(100_000)).is_err());
}

#[test]
fn namespaces_of_all_kinds_are_of_no_matter() {
    let cases = [
        "<r><a:text>x</a:text></r>",
        "<n:r xmlns:n='u'><n:text>x</n:text></n:r>",
        "<r xmlns=''><text xmlns=\"u\" xmlns:b='b'>x</text></r>",
        "<r><xml:text>x</xml:text></r>",
    ];
    for xml in cases {
        assert_eq!(read(xml).unwrap().text.as_deref(), Some("x"), "{xml}");
    }
    for xml in
        ["<r><a:b:text>x</a:b:text></r>", "<r><:text>x</:text></r>", "<r><text:>x</text:></r>"]
    {
        let _ = read(xml);
    }
    assert!(read("<a:r></b:r>").is_err());
}

#[test]
fn a_long_document_of_nothing_takes_no_long_time() {
    let wide = format!("<r>{}</r>", "<x/>".repeat(200_000));
    assert!(read(wide).is_ok());
    let texts = format!("<r><x>{}</x></r>", "a&amp;<![CDATA[b]]>".repeat(50_000));
    assert!(read(texts).is_ok());
    let stray = format!("<r>{}</r>", "a<x/>".repeat(100_000));
    assert!(read(stray).is_ok());
}
