use super::{Blob, Free, Located, Text, Whole, decoded, map, response, strings};
use crate::shape::Timestamp;

const TIME: Timestamp = Timestamp::from_unix(1_576_540_098);

#[test]
fn every_type_is_read_from_a_header() {
    let headers: [(&str, &[u8]); 12] = [
        ("x-text", "  a, ü ".as_bytes()),
        ("x-flag", b"True"),
        ("x-count", b" -1"),
        ("x-ratio", b"-Infinity"),
        ("x-time", b"Mon, 16 Dec 2019 23:48:18 GMT"),
        ("x-date", b"1576540098"),
        ("x-labels", br#"a , "b,c", "\"d\"","#),
        ("x-numbers", b"1, 2"),
        ("x-numbers", b"3"),
        ("x-json", b"eyLDvCI6WzFdfQ=="),
        ("x-meta-Author", b"me"),
        ("X-Meta-empty", b""),
    ];
    let found: Located = decoded(&response(202, &headers, b"")).unwrap();
    let expected = Located {
        text: Some("a, ü".to_owned()),
        flag: Some(true),
        count: Some(-1),
        ratio: Some(f64::NEG_INFINITY),
        time: Some(TIME),
        date: Some(TIME),
        labels: Some(strings(&["a", "b,c", "\"d\"", ""])),
        numbers: Some(vec![1, 2, 3]),
        json: Some(serde_json::json!({"ü": [1]})),
        metadata: Some(map(&[("author", "me"), ("empty", "")])),
        status: Some(202),
        ..Located::default()
    };
    assert_eq!(found, expected);
}

#[test]
fn lists_in_headers() {
    let gmt = "Mon, 16 Dec 2019 23:48:18 GMT";
    let times = [
        (format!("{gmt}, {gmt}"), 2),
        (format!("{gmt},{gmt}, {gmt}"), 3),
        (gmt.to_owned(), 1),
        ("2019-12-16T23:48:18Z,1576540098".to_owned(), 2),
        (format!("1576540098, {gmt},2019-12-16T23:48:18Z"), 3),
    ];
    for (value, count) in times {
        let found: Located =
            decoded(&response(200, &[("x-times", value.as_bytes())], b"")).unwrap();
        assert_eq!(found.times, Some(vec![TIME; count]), "{value}");
    }
    let texts: [(&str, &[&str]); 7] = [
        ("", &[]),
        ("  ", &[]),
        (",", &["", ""]),
        ("\"a", &["\"a"]),
        ("\"a\" b, c", &["\"a\" b", "c"]),
        (r#""a\\\"b" ,c"#, &[r#"a\"b"#, "c"]),
        (r#""open, b"#, &["\"open", "b"]),
    ];
    for (value, expected) in texts {
        let found: Located =
            decoded(&response(200, &[("x-labels", value.as_bytes())], b"")).unwrap();
        assert_eq!(found.labels, Some(strings(expected)), "{value}");
    }
}

#[test]
fn a_member_that_stands_elsewhere_is_not_read_from_the_body() {
    let body =
        br#"{"X-Text":"no","Status":7,"text":"yes","child":{"X-Text":"deep"},"policy":"[1]"}"#;
    let found: Located = decoded(&response(200, &[], body)).unwrap();
    let child = Located { text: Some("deep".to_owned()), ..Located::default() };
    let expected = Located {
        status: Some(200),
        metadata: Some(map(&[])),
        text2: Some("yes".to_owned()),
        child: Some(Box::new(child)),
        policy: Some(serde_json::json!([1])),
        ..Located::default()
    };
    assert_eq!(found, expected);
}

#[test]
fn a_body_may_be_empty() {
    for status in [200, 202, 204] {
        for body in ["", " \n"] {
            let found: Located = decoded(&response(status, &[], body.as_bytes())).unwrap();
            assert_eq!(found.text2, None);
            assert_eq!(found.status, Some(i32::from(status)));
        }
        assert_eq!(decoded(&response(status, &[], b"")), Ok(Blob::default()));
        assert_eq!(decoded(&response(status, &[], b"")), Ok(Text::default()));
        assert_eq!(decoded(&response(status, &[], b"")), Ok(Whole::default()));
        assert_eq!(decoded(&response(status, &[], b"")), Ok(Free::default()));
    }
}

#[test]
fn a_payload_is_the_whole_body() {
    let html: &[(&str, &[u8])] = &[("content-type", b"text/html")];
    let raw = b"<html>\xff</html>";
    let blob = Blob {
        data: Some(raw.as_slice().into()),
        kind: Some("text/html".to_owned()),
        ..Blob::default()
    };
    assert_eq!(decoded(&response(200, html, raw)), Ok(blob));
    assert_eq!(
        decoded(&response(200, html, b" text ")),
        Ok(Text { data: Some(" text ".to_owned()) })
    );
    let inner = Located { text2: Some("a".to_owned()), ..Located::default() };
    assert_eq!(
        decoded(&response(200, &[], br#"{"text":"a"}"#)),
        Ok(Whole { data: Some(inner), kind: None })
    );
    assert_eq!(
        decoded(&response(200, &[], b"{}")),
        Ok(Whole { data: Some(Located::default()), kind: None })
    );
    assert_eq!(
        decoded(&response(200, &[], b"[1]")),
        Ok(Free { data: Some(serde_json::json!([1])) })
    );
}

#[test]
fn somebody_else_s_answer_is_no_empty_page() {
    const OF: &str = "expected a JSON object with the output of SendParcel, found ";
    let html: &[(&str, &[u8])] = &[("content-type", b"text/html; charset=utf-8")];
    let by_kind = format!("{OF}a body of the content type \"text/html\"");
    for body in ["<html></html>", "{}"] {
        assert_eq!(decoded::<Located>(&response(200, html, body.as_bytes())).unwrap_err(), by_kind);
    }
    assert!(decoded::<Whole>(&response(200, html, b"<html></html>")).is_err());
    assert_eq!(decoded::<Whole>(&response(200, html, b"{}")).unwrap_err(), by_kind);
    // In the order of their names, and in that of the wire: which it is, serde_json decides.
    let error = br#"{"X-Text":"a","message":"busy"}"#;
    let by_members =
        format!("{OF}an object with none of its members, but with \"X-Text\", \"message\"");
    assert_eq!(decoded::<Located>(&response(200, &[], error)).unwrap_err(), by_members);
    let error = br#"{"message":"busy"}"#;
    let by_members = format!("{OF}an object with none of its members, but with \"message\"");
    assert_eq!(decoded::<Whole>(&response(200, &[], error)).unwrap_err(), by_members);
}
