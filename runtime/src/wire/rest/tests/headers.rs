use super::{Blob, Located, encoded, headers, map, operation, sent, strings};
use crate::shape::Timestamp;

const TIME: Timestamp = Timestamp::new(1_576_540_098, 250_000_000);

fn only(input: &Located) -> Vec<(String, String)> {
    let request = sent(input);
    let all = headers(&request).into_iter().map(|(name, value)| (name.into(), value.into()));
    all.filter(|(_, value)| value != "application/json").collect()
}

#[test]
fn every_type_has_a_text_in_a_header() {
    let input = Located {
        text: Some("a, \"b\"".to_owned()),
        flag: Some(true),
        count: Some(-1),
        ratio: Some(f64::INFINITY),
        time: Some(TIME),
        date: Some(TIME),
        labels: Some(strings(&["a", "b,c", "\"d\"", ""])),
        numbers: Some(vec![1, 2]),
        times: Some(vec![TIME, TIME]),
        json: Some(serde_json::json!({"ü": [1]})),
        metadata: Some(map(&[("Author", "me"), ("empty", "")])),
        ..Located::default()
    };
    let request = sent(&input);
    assert_eq!(
        headers(&request),
        [
            ("x-text", "a, \"b\""),
            ("x-flag", "true"),
            ("x-count", "-1"),
            ("x-ratio", "Infinity"),
            ("x-time", "Mon, 16 Dec 2019 23:48:18 GMT"),
            ("x-date", "2019-12-16T23:48:18Z"),
            ("x-labels", r#"a,"b,c","\"d\"","#),
            ("x-numbers", "1,2"),
            ("x-times", "Mon, 16 Dec 2019 23:48:18 GMT,Mon, 16 Dec 2019 23:48:18 GMT"),
            ("x-json", "eyLDvCI6WzFdfQ=="),
            ("x-meta-author", "me"),
            ("x-meta-empty", ""),
            ("content-type", "application/json"),
        ]
    );
}

#[test]
fn what_is_unset_is_no_header_and_what_is_empty_is_one() {
    assert!(only(&Located::default()).is_empty());
    let empty = Located {
        text: Some(String::new()),
        labels: Some(Vec::new()),
        metadata: Some(map(&[])),
        ..Located::default()
    };
    let expected =
        [("x-text", ""), ("x-labels", "")].map(|(name, value)| (name.into(), value.into()));
    assert_eq!(only(&empty), expected);
}

#[test]
fn a_header_of_its_own_goes_before_the_body_s_content_type() {
    let kind = Located { kind: Some("text/x".to_owned()), ..Located::default() };
    assert_eq!(headers(&sent(&kind)), [("content-type", "text/x")]);
}

#[test]
fn nothing_gets_into_a_header_that_ends_it() {
    const VALUE: &str =
        "expected text of printable ASCII characters for a header, found other characters";
    const NAME: &str = "Metadata: expected letters, digits and hyphens for the name of a header, \
                        found other characters";
    for value in ["a\r\nx-evil: 1", "a\nb", "\0", "ü"] {
        let text = Located { text: Some(value.to_owned()), ..Located::default() };
        assert_eq!(encoded(&operation("/"), &text).unwrap_err(), format!("Text: {VALUE}"));
        let labels = Located { labels: Some(strings(&["a", value])), ..Located::default() };
        assert_eq!(encoded(&operation("/"), &labels).unwrap_err(), format!("Labels: {VALUE}"));
        let of_map = Located { metadata: Some(map(&[("k", value)])), ..Located::default() };
        assert_eq!(encoded(&operation("/"), &of_map).unwrap_err(), format!("Metadata: {VALUE}"));
        let key = Located { metadata: Some(map(&[(value, "v")])), ..Located::default() };
        assert_eq!(encoded(&operation("/"), &key).unwrap_err(), NAME);
    }
}

#[test]
fn the_length_is_the_transport_s() {
    let right = Blob { length: Some(2), data: Some("ab".into()), ..Blob::default() };
    assert_eq!(headers(&sent(&right)), [("content-type", "application/octet-stream")]);
    let wrong = Blob { length: Some(3), ..right };
    assert_eq!(
        encoded(&operation("/"), &wrong).unwrap_err(),
        "Length: expected the length of the body, 2, or nothing, found another length"
    );
}
