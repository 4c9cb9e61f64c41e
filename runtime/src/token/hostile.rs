//! Resume tokens that are foreign, damaged, too large or made to do harm: D8.

use super::*;
use crate::shape::{Member, Slot};

const ONE: &[&str] = &["M"];
const TWO: &[&str] = &["A", "B"];

fn packed(json: &str) -> String {
    base64::encode(json.as_bytes())
}

fn refused(text: &str, names: &[&str]) -> String {
    decode(text, names).unwrap_err().to_string()
}

#[test]
fn d8_a_token_that_says_it_is_of_another_listing_is_refused() {
    let cases = [
        (r#"{"foo": "bar", "boto_truncate_amount": 1}"#, ONE, "tokens [foo]; expected"),
        (r#"{"M": "x", "N": "y", "boto_truncate_amount": 1}"#, ONE, "tokens [M, N]; expected"),
        (r#"{"M": "x", "boto_truncate_amount": 1}"#, TWO, "exactly the tokens [A, B]"),
        (r#"{"A": "x", "boto_truncate_amount": 1}"#, TWO, "tokens [A]; expected"),
        (r#"{"boto_truncate_amount": 1}"#, ONE, "tokens []; expected"),
        (r#"{"K": "AQ==", "boto_encoded_keys": [["K"]]}"#, ONE, "tokens [K]; expected"),
    ];
    for (json, names, expected) in cases {
        let error = refused(&packed(json), names);
        assert!(error.contains("it is of another listing"), "{error}");
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn d8_a_token_cut_short_anywhere_is_refused_or_no_token_of_ours() {
    let whole = packed(r#"{"M": "a token of the service", "boto_truncate_amount": 12}"#);
    for end in 8..whole.len() {
        let error = refused(&whole[..end], ONE);
        assert!(error.contains("incomplete or altered"), "{end}: {error}");
        assert!(error.contains("exactly the tokens [M]"), "{end}: {error}");
    }
    // Less than its first key: nobody can tell it from a service's own token.
    for end in 0..8 {
        let start = decode(&whole[..end], ONE).unwrap();
        assert_eq!(start.tokens, [Some(Token::from(&whole[..end]))], "{end}");
    }
}

#[test]
fn d8_an_altered_token_sets_no_more_than_its_tokens() {
    let whole = packed(r#"{"A": "x", "B": {"k": ["y"]}, "boto_truncate_amount": 12}"#);
    for at in 0..whole.len() {
        for with in ['A', 'e', 'z', '0', '/', '=', '{', '-'] {
            let mut altered = whole.clone();
            altered.replace_range(at..=at, &with.to_string());
            match decode(&altered, TWO) {
                Ok(start) => assert_eq!(start.tokens.len(), 2, "{altered}"),
                Err(error) => assert!(error.to_string().contains("expected"), "{error}"),
            }
        }
    }
}

#[test]
fn d8_a_token_of_a_service_that_looks_like_ours_is_passed_on() {
    let raw = [
        // JSON of the service's own, padded or not, in either alphabet.
        packed(r#"{"M":"x","v":2}"#),
        packed(r#"{"NextToken": null, "v": 2}"#),
        packed(r#"{"M":"x"}trailing"#),
        "eyJNIjoiPz8_Pz8-In0".to_owned(),
    ];
    for raw in raw {
        assert_eq!(decode(&raw, ONE).unwrap().tokens, [Some(Token::from(raw.as_str()))]);
    }
}

#[test]
fn d8_a_token_nested_without_end_is_refused() {
    for (open, close) in [("[", "]"), (r#"{"k":"#, "}")] {
        let deep = open.repeat(100_000) + "1" + &close.repeat(100_000);
        let error = refused(&packed(&format!(r#"{{"M": {deep}}}"#)), ONE);
        assert!(error.contains("incomplete or altered"), "{error}");
        assert!(error.len() < 400, "{} bytes of text", error.len());
    }
    let path = "[".repeat(100_000) + &"]".repeat(100_000);
    let error = refused(&packed(&format!(r#"{{"M": "x", "boto_encoded_keys": {path}}}"#)), ONE);
    assert!(error.contains("incomplete or altered"), "{error}");
}

#[test]
fn d8_a_token_that_is_too_long_is_refused_without_being_shown() {
    let most = "x".repeat(1 << 20);
    assert!(decode(&most, ONE).is_ok());
    let texts = [most.clone() + "x", packed(&format!(r#"{{"M": "{most}"}}"#))];
    for text in texts {
        let error = refused(&text, ONE);
        assert!(error.contains("too long; expected at most 1048576 bytes"), "{error}");
        assert!(error.len() < 200, "{} bytes of text", error.len());
    }
}

#[test]
fn d8_a_megabyte_of_keys_or_paths_takes_no_time() {
    let keys = (0..20_000).map(|key| format!(r#""k{key}": 1"#)).collect::<Vec<_>>().join(", ");
    let error = refused(&packed(&format!(r#"{{{keys}, "boto_truncate_amount": 1}}"#)), ONE);
    assert!(error.len() < 400 && error.contains("… ("), "{error}");
    let paths = [r#"["M"]"#; 60_000].join(", ");
    let error =
        refused(&packed(&format!(r#"{{"M": "AQ==", "boto_encoded_keys": [{paths}]}}"#)), ONE);
    assert!(error.contains("boto_encoded_keys names"), "decoded once, it is no text: {error}");
}

#[test]
fn d8_amounts_without_bounds_are_amounts_or_errors() {
    for (amount, expected) in [("9223372036854775807", Some(i64::MAX)), ("-1", Some(-1))] {
        let token = packed(&format!(r#"{{"M": "x", "boto_truncate_amount": {amount}}}"#));
        assert_eq!(decode(&token, ONE).unwrap().amount, expected);
    }
    for amount in ["9223372036854775808", "1e400", "1e3", "[]", "{}", "NaN"] {
        let token = packed(&format!(r#"{{"M": "x", "boto_truncate_amount": {amount}}}"#));
        assert!(refused(&token, ONE).contains("expected"), "{amount}");
    }
}

#[test]
fn d8_a_token_of_another_type_does_not_fit_its_member() {
    static MEMBER: Member = Member::element("M");
    let wrong = [
        Token::Bool(true),
        Token::Float(1.5),
        Token::List(vec![Token::from("x")]),
        Token::Map(vec![(String::from("k"), Token::from("x"))]),
        Token::Bytes(bytes::Bytes::from_static(b"x")),
    ];
    for token in wrong {
        let mut slot: Option<String> = None;
        let error = slot.read(&mut TokenReader::new(&token), &MEMBER).unwrap_err();
        assert_eq!(error.to_string(), format!("expected text, found {}", token.kind()));
        assert_eq!(slot, None);
    }
}
