use super::{bad, full_body, read};

#[test]
fn integers_out_of_range() {
    for json in ["9223372036854775808", "18446744073709551616", "-9223372036854775809", "1e19"] {
        let error = bad(format!("{{\"big\":{json}}}"));
        assert!(
            error.starts_with("Big: the number does not fit 64 bits (line 1 column "),
            "{error}"
        );
    }
    let error = bad(r#"{"count":2147483648}"#);
    assert!(error.starts_with("Count: the number does not fit 32 bits (line 1"), "{error}");
    let error = bad(r#"{"big":1e400}"#);
    assert!(error.starts_with("Big: invalid JSON: number out of range (line 1"), "{error}");
}

#[test]
fn wrong_types_are_named() {
    let values = [
        ("true", "a boolean"),
        ("1", "a number"),
        ("18446744073709551615", "a number"),
        ("1.5", "a number"),
        ("\"secret\"", "text"),
        ("[1]", "a list"),
        ("{\"a\":1}", "an object"),
    ];
    let members = [
        ("text", "Text: expected text", "text"),
        ("flag", "Flag: expected a boolean", "a boolean"),
        ("count", "Count: expected an integer", "a number"),
        ("ratio", "Ratio: expected a number", "a number"),
        ("data", "Data: expected base64 text", "text"),
        ("time", "Time: expected a timestamp", "a number"),
        ("nameSet", "Names: expected a list", "a list"),
        ("child", "Child: expected an object", "an object"),
        ("tags", "Tags: expected an object", "an object"),
        ("choice", "Choice: expected an object", "an object"),
    ];
    for (name, expected, right) in members {
        for (json, found) in values.iter().filter(|(_, found)| *found != right) {
            let error = bad(format!("{{\"{name}\":{json}}}"));
            let wanted = match (name, *found) {
                ("time", "text") => format!("{expected}, found text that is none (line 1 column "),
                _ => format!("{expected}, found {found} (line 1 column "),
            };
            assert!(error.starts_with(&wanted), "{name}: {json}: {error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
    assert!(bad(r#"{"count":1.5}"#).starts_with("Count: expected an integer, found a number with"));
    assert!(bad(r#"{"time":1e300}"#).starts_with("Time: the number does not fit"));
}

#[test]
fn errors_say_where() {
    let cases = [
        (
            r#"{"child":{"child":{"count":"x"}}}"#,
            "Child.Child.Count: expected an integer, found text (line 1 column 30)",
        ),
        (
            "{\"thingSet\":[{},\n {\"nameSet\":[\"a\",5]}]}",
            "Things.1.Names.1: expected text, found a number (line 2 column 18)",
        ),
        (
            r#"{"byKey":{"a.b":{"text":1}}}"#,
            "ByKey.0.Text: expected text, found a number (line 1 column 25)",
        ),
        (r#"{"tags":{"k":{}}}"#, "Tags.0: expected text, found an object (line 1 column 15)"),
        (
            r#"{"lists":[[],[1,{}]]}"#,
            "Lists.1.1: expected an integer, found an object (line 1 column 18)",
        ),
        (
            r#"{"choice":{"L":[{"N":[]}]}}"#,
            "Choice.L.0.N: expected an integer, found a list (line 1 column 23)",
        ),
        (
            r#"{"child":{"text":"a" "#,
            "Child: invalid JSON: EOF while parsing an object (line 1 column 21)",
        ),
        (
            r#"{"child":{"text":tru}}"#,
            "Child.Text: invalid JSON: expected ident (line 1 column 21)",
        ),
        (r#"{"text":"a","#, "invalid JSON: EOF while parsing a value (line 1 column 12)"),
    ];
    for (json, expected) in cases {
        assert_eq!(bad(json), expected);
    }
    let Err(error) = read(r#"{"thingSet":[{"child":{"count":"x"}}]}"#) else { panic!("read") };
    assert_eq!(error.path(), "Things.0.Child.Count");
}

#[test]
fn bodies_that_are_no_object() {
    let cases = [
        ("", "invalid JSON: EOF while parsing a value (line 1 column 0)"),
        ("null", "expected an object, found null"),
        ("[]", "expected an object, found a list (line 1 column 2)"),
        ("\"x\"", "expected an object, found text (line 1 column 3)"),
        ("<html>", "invalid JSON: expected value (line 1 column 1)"),
        ("{} {}", "invalid JSON: trailing characters (line 1 column 4)"),
        ("{}x", "invalid JSON: trailing characters (line 1 column 3)"),
        ("{\"text\":\"a\"}}", "invalid JSON: trailing characters (line 1 column 13)"),
        ("{,}", "invalid JSON: key must be a string (line 1 column 2)"),
        ("{\"text\":\"a\",}", "invalid JSON: trailing comma (line 1 column 13)"),
        ("{1:2}", "invalid JSON: key must be a string (line 1 column 2)"),
        ("{\"text\" \"a\"}", "invalid JSON: expected `:` (line 1 column 9)"),
    ];
    for (json, expected) in cases {
        assert_eq!(bad(json), expected, "{json}");
    }
}

#[test]
fn a_cut_body_is_never_read() {
    let body = full_body();
    for end in 0..body.len() {
        let cut = &body.as_bytes()[..end];
        assert!(read(cut).is_err(), "{}", String::from_utf8_lossy(cut));
    }
}

#[test]
fn a_mangled_body_never_panics() {
    let body = full_body().into_bytes();
    for index in 0..body.len() {
        for byte in [b'"', b'{', b'}', b'[', b'0', b'\\', 0xff, 0] {
            let mut mangled = body.clone();
            mangled[index] = byte;
            let _ = read(mangled);
        }
    }
}

#[test]
fn invalid_utf8_is_an_error() {
    let error = bad(b"{\"child\":{\"text\":\"a\xff\"}}");
    assert_eq!(error, "invalid JSON: the text is not UTF-8 (byte 19)");
    assert!(bad(b"{\"\xff\":1}").starts_with("invalid JSON: the text is not UTF-8"));
    assert!(bad(r#"{"text":"\ud800"}"#).starts_with("Text: invalid JSON: "));
}

#[test]
fn depth_is_limited() {
    let deep = |open: &str, close: &str, levels: usize| {
        format!("{}{}", open.repeat(levels), close.repeat(levels))
    };
    assert!(read(format!("{{\"child\":{}}}", deep("{\"child\":", "}", 100_000))).is_err());
    let bombs = [
        format!("{{\"child\":{}", "{\"child\":".repeat(100_000)),
        format!("{{\"document\":{}}}", deep("[", "]", 100_000)),
        format!("{{\"choice\":{}", "{\"L\":[".repeat(100_000)),
    ];
    for bomb in bombs {
        assert!(bad(&bomb).contains("recursion limit exceeded"));
    }
    let fine = format!("{}{{}}{}", "{\"child\":".repeat(100), "}".repeat(100));
    assert!(read(fine).is_ok());
    // What is passed over is not recursed into.
    assert!(read(format!("{{\"x\":{}}}", deep("[", "]", 100_000))).is_ok());
}
