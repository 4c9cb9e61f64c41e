use super::{Blob, Free, Located, Text, Whole, decoded, response};

#[test]
fn a_header_that_is_not_what_it_should_be_names_member_and_header() {
    let cases: [(&str, &[u8], &str); 16] = [
        ("X-Text", b"\xff", "Text: expected text, found bytes that are not UTF-8 (header X-Text)"),
        ("X-Flag", b"maybe", "Flag: expected true or false, found other text (header X-Flag)"),
        ("X-Flag", b"", "Flag: expected true or false, found other text (header X-Flag)"),
        ("X-Count", b"2147483648", "Count: the number does not fit 32 bits (header X-Count)"),
        (
            "X-Count",
            b"-99999999999999999999",
            "Count: the number does not fit 64 bits (header X-Count)",
        ),
        ("X-Count", b"1.5", "Count: expected an integer, found text that is none (header X-Count)"),
        ("X-Ratio", b"inf", "Ratio: expected a number, found text that is none (header X-Ratio)"),
        ("X-Ratio", b"0x1", "Ratio: expected a number, found text that is none (header X-Ratio)"),
        (
            "X-Time",
            b"yesterday",
            "Time: expected a timestamp, found text that is none (header X-Time)",
        ),
        (
            "X-Time",
            b"Mon, 99 Dec 2019 23:48:18 GMT",
            "Time: expected a timestamp, found text that is none (header X-Time)",
        ),
        (
            "X-Times",
            b"1576540098, x, y, z",
            "Times.1: expected a timestamp, found text that is none (header X-Times)",
        ),
        (
            "X-Times",
            b"1576540098,",
            "Times.1: expected a timestamp, found text that is none (header X-Times)",
        ),
        (
            "X-Numbers",
            b"1,,2",
            "Numbers.1: expected an integer, found text that is none (header X-Numbers)",
        ),
        ("X-Json", b"%%", "Json: expected base64, found text that is none (header X-Json)"),
        ("X-Json", b"e30x", "Json: expected text that is JSON, found other text (header X-Json)"),
        (
            "X-Meta-A",
            b"\xff",
            "Metadata: expected text, found bytes that are not UTF-8 (header X-Meta-)",
        ),
    ];
    for (name, value, expected) in cases {
        let error = decoded::<Located>(&response(200, &[(name, value)], b"{}")).unwrap_err();
        assert_eq!(error, expected);
    }
}

#[test]
fn bodies_that_are_none_are_errors_with_a_position() {
    let cases = [
        ("{", "invalid JSON: EOF while parsing an object (line 1 column 1)"),
        ("[]", "expected an object, found a list (line 1 column 2)"),
        (r#"{"text":5}"#, "Text2: expected text, found a number (line 1 column 9)"),
        (r#"{"policy":"{"}"#, "Policy: expected text that is JSON, found other text"),
        ("null", "expected an object, found null"),
    ];
    for (body, expected) in cases {
        let error = decoded::<Located>(&response(200, &[], body.as_bytes())).unwrap_err();
        assert!(error.starts_with(expected), "{error}");
    }
    let error = decoded::<Whole>(&response(200, &[], br#"{"text":5}"#)).unwrap_err();
    assert_eq!(error, "Data.Text2: expected text, found a number (line 1 column 9)");
    let error = decoded::<Text>(&response(200, &[], b"ab\xff")).unwrap_err();
    assert_eq!(error, "Data: expected text, found bytes that are not UTF-8 (byte 2)");
    let deep = "[".repeat(10_000);
    assert!(decoded::<Free>(&response(200, &[], deep.as_bytes())).is_err());
}

#[test]
fn a_response_cut_at_any_byte_is_read_or_an_error() {
    let body =
        r#"{"text":"ü\n","child":{"child":{"text":"x"}},"policy":"{\"a\":[1]}","new":[1.5e3]}"#;
    let header = r#"Mon, 16 Dec 2019 23:48:18 GMT, "a\"b,c", 1576540098, -Infinity,,"é"#;
    for end in 0..body.len() {
        let found = decoded::<Located>(&response(200, &[], &body.as_bytes()[..end]));
        assert_eq!(found.is_ok(), end == 0, "{end}");
        let _ = decoded::<Whole>(&response(200, &[], &body.as_bytes()[..end]));
    }
    let names =
        ["X-Times", "X-Labels", "X-Numbers", "X-Json", "X-Time", "X-Ratio", "X-Meta-x", "X-Flag"];
    for end in 0..header.len() {
        for name in names {
            let _ = decoded::<Located>(&response(200, &[(name, &header.as_bytes()[..end])], b""));
        }
    }
}

#[test]
fn a_giant_header_is_read_in_one_pass() {
    let quoted = "\"a,b\",".repeat(200_000);
    let open = "\"".to_owned() + &"a,".repeat(200_000);
    let started = std::time::Instant::now();
    for value in [quoted, open] {
        let found = decoded::<Located>(&response(200, &[("X-Labels", value.as_bytes())], b""));
        assert_eq!(found.unwrap().labels.unwrap().len(), 200_001);
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    let ok = decoded::<Blob>(&response(200, &[], &vec![0xff; 1 << 20])).unwrap();
    assert_eq!(ok.data.unwrap().len(), 1 << 20);
}
