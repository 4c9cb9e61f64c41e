//! Resume tokens against the texts that botocore writes and reads; tests are named after its rules.

use bytes::Bytes;

use super::*;
use crate::shape::{Document, Map, Member, Slot};

fn text(value: &str) -> Token {
    Token::from(value)
}

fn bytes(value: &'static [u8]) -> Token {
    Token::Bytes(Bytes::from_static(value))
}

fn map(entries: &[(&str, Token)]) -> Token {
    Token::Map(entries.iter().map(|(key, token)| (String::from(*key), token.clone())).collect())
}

fn list(tokens: &[Token]) -> Token {
    Token::List(tokens.to_vec())
}

const ONE: &[&str] = &["M"];
const TWO: &[&str] = &["A", "B"];

/// Names, tokens, amount, and the JSON in the base64 that botocore writes for them.
fn written() -> Vec<(&'static [&'static str], TokenSet, Option<i64>, &'static str)> {
    let deep = map(&[("z", bytes(b"\0")), ("a", list(&[bytes(b"ab"), map(&[("q", bytes(b""))])]))]);
    let floats = [1.0, 1e16, 1.5e-7, 0.0001, 123456789.125, -2.5e300].map(Token::Float);
    vec![
        (ONE, vec![Some(text("m1"))], Some(1), r#"{"M": "m1", "boto_truncate_amount": 1}"#),
        (ONE, vec![Some(text("m4"))], None, r#"{"M": "m4"}"#),
        (TWO, vec![Some(text("x")), None], None, r#"{"A": "x", "B": null}"#),
        (ONE, vec![None], Some(0), r#"{"M": null, "boto_truncate_amount": 0}"#),
        (
            TWO,
            vec![Some(text("x")), Some(text("y"))],
            Some(1),
            r#"{"A": "x", "B": "y", "boto_truncate_amount": 1}"#,
        ),
        (ONE, vec![Some(text("é€😀"))], None, r#"{"M": "\u00e9\u20ac\ud83d\ude00"}"#),
        (
            ONE,
            vec![Some(text("\"\\\n\r\t\u{8}\u{c}\u{1}\u{7f}/"))],
            None,
            r#"{"M": "\"\\\n\r\t\b\f\u0001\u007f/"}"#,
        ),
        (
            ONE,
            vec![Some(map(&[("k", map(&[("B", bytes(&[1]))]))]))],
            None,
            r#"{"M": {"k": {"B": "AQ=="}}, "boto_encoded_keys": [["M", "k", "B"]]}"#,
        ),
        (
            ONE,
            vec![Some(bytes(&[0xff]))],
            Some(1),
            r#"{"M": "/w==", "boto_truncate_amount": 1, "boto_encoded_keys": [["M"]]}"#,
        ),
        (
            TWO,
            vec![Some(deep), Some(text("t"))],
            None,
            concat!(
                r#"{"A": {"z": "AA==", "a": ["YWI=", {"q": ""}]}, "B": "t", "#,
                r#""boto_encoded_keys": [["A", "z"], ["A", "a", 0], ["A", "a", 1, "q"]]}"#
            ),
        ),
        (
            ONE,
            vec![Some(list(&floats))],
            None,
            r#"{"M": [1.0, 1e+16, 1.5e-07, 0.0001, 123456789.125, -2.5e+300]}"#,
        ),
        (
            ONE,
            vec![Some(list(&[Token::Bool(true), Token::Bool(false)]))],
            None,
            r#"{"M": [true, false]}"#,
        ),
        (ONE, vec![Some(Token::Integer(-5))], Some(-1), r#"{"M": -5, "boto_truncate_amount": -1}"#),
        (ONE, vec![Some(map(&[]))], None, r#"{"M": {}}"#),
        (
            ONE,
            vec![Some(map(&[("b", text("1")), ("a", text("2"))]))],
            None,
            r#"{"M": {"b": "1", "a": "2"}}"#,
        ),
    ]
}

#[test]
fn p31_writes_what_botocore_writes() {
    for (names, tokens, amount, json) in written() {
        let token = encode(names.iter().copied(), &tokens, amount);
        assert_eq!(token.as_str(), base64::encode(json.as_bytes()), "{json}");
    }
}

#[test]
fn p31_reads_what_it_wrote() {
    for (names, tokens, amount, json) in written() {
        let start = decode(&base64::encode(json.as_bytes()), names).unwrap();
        assert_eq!(start, Start { tokens, amount }, "{json}");
    }
}

#[test]
fn p31_texts_that_boto3_wrote() {
    let cases: [(&[&str], TokenSet, Option<i64>, &str); 5] = [
        (
            ONE,
            vec![Some(text("m1"))],
            Some(1),
            "eyJNIjogIm0xIiwgImJvdG9fdHJ1bmNhdGVfYW1vdW50IjogMX0=",
        ),
        (TWO, vec![Some(text("x")), None], None, "eyJBIjogIngiLCAiQiI6IG51bGx9"),
        (ONE, vec![Some(text("m4"))], None, "eyJNIjogIm00In0="),
        (ONE, vec![Some(text("é€😀"))], None, "eyJNIjogIlx1MDBlOVx1MjBhY1x1ZDgzZFx1ZGUwMCJ9"),
        (
            ONE,
            vec![Some(map(&[("k", map(&[("B", bytes(&[1]))]))]))],
            None,
            "eyJNIjogeyJrIjogeyJCIjogIkFRPT0ifX0sICJib3RvX2VuY29kZWRfa2V5cyI6IFtbIk0iLCAiayIsICJCIl1dfQ==",
        ),
    ];
    for (names, tokens, amount, expected) in cases {
        assert_eq!(encode(names.iter().copied(), &tokens, amount).as_str(), expected);
        assert_eq!(decode(expected, names).unwrap(), Start { tokens, amount });
    }
}

#[test]
fn p31_floats_that_are_no_numbers_print_as_python_prints_them() {
    for (value, expected) in
        [(f64::NAN, "NaN"), (f64::INFINITY, "Infinity"), (f64::NEG_INFINITY, "-Infinity")]
    {
        let shown = show(["M"], &[Some(Token::Float(value))]);
        assert_eq!(shown, format!("{{\"M\": {expected}}}"));
    }
}

fn opaque(whole: &str) -> Start {
    Start { tokens: vec![Some(text(whole))], amount: None }
}

#[test]
fn p31_skips_what_is_not_of_the_alphabet_and_needs_its_padding() {
    let token = encode(["M"], &[Some(text("x"))], Some(1));
    let (with, without) = (format!("{token}!!"), token.as_str().trim_end_matches('='));
    assert_ne!(token.as_str(), without, "the case is about padding");
    let expected = Start { tokens: vec![Some(text("x"))], amount: Some(1) };
    assert_eq!(decode(&with, ONE).unwrap(), expected);
    assert_eq!(decode(&format!("é\n {}", with), ONE).unwrap(), expected);
    assert_eq!(decode(&format!("{token}eyJN"), ONE).unwrap(), expected);
    let error = decode(without, ONE).unwrap_err().to_string();
    assert!(error.contains("incomplete or altered; expected JSON in base64"), "D8: {error}");
    let raw = "eyJ2IjoxfQ";
    assert_eq!(decode(raw, ONE).unwrap(), opaque(raw), "a service's own token");
}

#[test]
fn p31_key_order_does_not_matter_and_the_last_of_a_key_counts() {
    let read = |json: &str| decode(&base64::encode(json.as_bytes()), TWO).unwrap();
    let expected = Start { tokens: vec![Some(text("x")), Some(text("y"))], amount: Some(2) };
    assert_eq!(read(r#"{"boto_truncate_amount":2,"B":"y","A":"x"}"#), expected);
    assert_eq!(read(r#" {"A":"z","B":"y","boto_truncate_amount":2,"A":"x"} "#), expected);
}

#[test]
fn p31_nulls_below_the_top_are_left_out() {
    let json = r#"{"M": {"k": null, "l": [null, "x"]}, "boto_encoded_keys": null}"#;
    let start = decode(&base64::encode(json.as_bytes()), ONE).unwrap();
    assert_eq!(start.tokens, [Some(map(&[("l", list(&[text("x")]))]))]);
}

#[test]
fn p32_legacy_texts() {
    let some = |part: &str| Some(text(part));
    let cases: [(&[&str], &str, TokenSet, Option<i64>); 16] = [
        (ONE, "m", vec![some("m")], None),
        (ONE, "m___1", vec![some("m")], Some(1)),
        (ONE, "m___x", vec![some("m___x")], None),
        (ONE, "", vec![some("")], None),
        (ONE, "None", vec![None], None),
        (ONE, "None___1", vec![None], Some(1)),
        (ONE, "m___-1", vec![some("m")], Some(-1)),
        (ONE, "m___ +1_0 ", vec![some("m")], Some(10)),
        (ONE, "m___1__0", vec![some("m___1__0")], None),
        (ONE, "m___", vec![some("m___")], None),
        (ONE, "m___99999999999999999999", vec![some("m")], Some(i64::MAX)),
        (TWO, "a", vec![some("a"), None], None),
        (TWO, "a___b", vec![some("a"), some("b")], None),
        (TWO, "a___b___1", vec![some("a"), some("b")], Some(1)),
        (TWO, "a___b___x", vec![some("a___b___x"), None], None),
        (TWO, "None___b", vec![None, some("b")], None),
    ];
    for (names, from, tokens, amount) in cases {
        assert_eq!(decode(from, names).unwrap(), Start { tokens, amount }, "{from:?}");
    }
}

#[test]
fn p32_too_many_parts_are_an_error_with_the_text() {
    let error = decode("a___b___c", ONE).unwrap_err().to_string();
    assert!(error.contains("\"a___b___c\"") && error.contains("expected at most 1"), "{error}");
    assert!(decode("a___b___c___d", TWO).is_err());
    let long = "x___".repeat(1000);
    let error = decode(&long, ONE).unwrap_err().to_string();
    assert!(error.contains(&format!("\"{}… (4000 bytes)\"", "x___".repeat(10))), "{error}");
}

#[test]
fn p32a_base64_json_that_is_no_object_is_opaque() {
    for json in ["123", "[1]", "\"text\"", "true", "null", "1.5"] {
        let token = base64::encode(json.as_bytes());
        assert_eq!(decode(&token, ONE).unwrap(), opaque(&token), "{json}");
    }
    assert_eq!(decode("MTIz", ONE).unwrap(), opaque("MTIz"));
}

#[test]
fn d8_objects_with_other_keys_are_opaque() {
    for json in ["{}", r#"{"foo": "bar"}"#, r#"{"M": "x", "N": "y"}"#] {
        let token = base64::encode(json.as_bytes());
        assert_eq!(decode(&token, ONE).unwrap(), opaque(&token), "{json}");
    }
    let half = base64::encode(br#"{"A": "x"}"#);
    assert_eq!(decode(&half, TWO).unwrap().tokens, [Some(text(&half)), None]);
}

#[test]
fn d8_wrong_types_are_errors_that_say_what_was_expected() {
    let cases = [
        (
            r#"{"M": "x", "boto_truncate_amount": "1"}"#,
            "boto_truncate_amount is text; expected an integer",
        ),
        (
            r#"{"M": "x", "boto_truncate_amount": 1.5}"#,
            "is a floating-point number; expected an integer",
        ),
        (r#"{"M": "x", "boto_truncate_amount": null}"#, "boto_truncate_amount is null"),
        (r#"{"M": "x", "boto_truncate_amount": true}"#, "is a boolean"),
        (
            r#"{"M": "x", "boto_truncate_amount": 18446744073709551615}"#,
            "is a floating-point number",
        ),
        (r#"{"M": "x", "boto_encoded_keys": "M"}"#, "boto_encoded_keys is text"),
        (r#"{"M": "x", "boto_encoded_keys": ["M"]}"#, "boto_encoded_keys names"),
        (r#"{"M": "x", "boto_encoded_keys": [[]]}"#, "boto_encoded_keys names"),
        (r#"{"M": "x", "boto_encoded_keys": [["N"]]}"#, "boto_encoded_keys names"),
        (r#"{"M": {"k": "x"}, "boto_encoded_keys": [["M", "l"]]}"#, "boto_encoded_keys names"),
        (r#"{"M": ["AQ=="], "boto_encoded_keys": [["M", 1]]}"#, "boto_encoded_keys names"),
        (r#"{"M": ["AQ=="], "boto_encoded_keys": [["M", -1]]}"#, "boto_encoded_keys names"),
        (r#"{"M": 1, "boto_encoded_keys": [["M"]]}"#, "boto_encoded_keys names"),
        (r#"{"M": "A", "boto_encoded_keys": [["M"]]}"#, "boto_encoded_keys names"),
    ];
    for (json, expected) in cases {
        let error = decode(&base64::encode(json.as_bytes()), ONE).unwrap_err().to_string();
        assert!(error.contains(expected), "{json}: {error}");
    }
}

#[test]
fn no_text_panics() {
    for seed in 0..500_u32 {
        let text: String = (0..seed % 60)
            .map(|index| {
                ['e', 'y', 'J', '=', '_', 'N', '"', '{', 'é', '0']
                    [((seed * 31 + index * index * 7) % 10) as usize]
            })
            .collect();
        let _ = decode(&text, ONE);
        let _ = decode(&text, TWO);
    }
}

#[test]
fn p15_what_counts_as_absent() {
    let absent = [
        Token::Bool(false),
        Token::Integer(0),
        Token::Float(0.0),
        text(""),
        bytes(b""),
        list(&[]),
        map(&[]),
    ];
    assert!(absent.iter().all(Token::is_absent));
    let present =
        [text("0"), text(" "), text("null"), text("false"), Token::Integer(1), list(&[text("")])];
    assert!(!present.iter().any(Token::is_absent));
}

static MEMBER: Member = Member::element("Member");

fn through<T: crate::shape::Value + PartialEq>(value: T) -> Option<T> {
    let token = Token::of(&value, &MEMBER).unwrap();
    let mut slot: Option<T> = None;
    slot.read(&mut TokenReader::new(&token), &MEMBER).unwrap();
    slot
}

#[test]
fn p18c_values_of_any_type_pass_through_a_token() {
    let nested: Map<Vec<Bytes>> =
        [("k".to_owned(), vec![Bytes::from_static(b"\x01")])].into_iter().collect();
    assert_eq!(through(nested.clone()), Some(nested));
    assert_eq!(through(true), Some(true));
    assert_eq!(through(7_i64), Some(7));
    assert_eq!(through(1.5_f64), Some(1.5));
    assert_eq!(through(String::from("é")), Some(String::from("é")));
    let document: Document = serde_json::json!({"a": [1, 2.5, true, "x"]});
    assert_eq!(through(document.clone()), Some(document));
}

#[test]
fn p19_text_takes_integers_and_integers_take_no_text() {
    let mut text_slot: Option<String> = None;
    text_slot.read(&mut TokenReader::new(&Token::Integer(5)), &MEMBER).unwrap();
    assert_eq!(text_slot.as_deref(), Some("5"));
    let mut integer_slot: Option<i64> = None;
    let error = integer_slot.read(&mut TokenReader::new(&text("5")), &MEMBER).unwrap_err();
    assert_eq!(error.to_string(), "expected an integer, found text");
    integer_slot.read(&mut TokenReader::new(&Token::Float(5.0)), &MEMBER).unwrap();
    assert_eq!(integer_slot, Some(5));
    for inexact in [5.5, 1e300, f64::NAN, f64::INFINITY] {
        let token = Token::Float(inexact);
        assert!(integer_slot.read(&mut TokenReader::new(&token), &MEMBER).is_err());
    }
}

#[test]
fn reading_a_token_says_where_it_went_wrong() {
    let mut slot: Option<Map<Vec<i64>>> = None;
    let token = map(&[("k", list(&[Token::Integer(1), text("x")]))]);
    let error = slot.read(&mut TokenReader::new(&token), &MEMBER).unwrap_err();
    assert_eq!(error.to_string(), "0.1: expected an integer, found text");
}

#[test]
fn resume_tokens_are_texts() {
    let token = ResumeToken::from("abc");
    assert_eq!(token.to_string(), "abc");
    assert_eq!(String::from(&token), "abc");
    assert_eq!(String::from(token), "abc");
    assert_eq!(format!("{:?}", ResumeToken::from("äbc")), "ResumeToken(3 characters)");
}
