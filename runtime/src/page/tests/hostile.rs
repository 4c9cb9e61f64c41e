//! Starting tokens by hostile hands: D8. Whatever the text, no member of the request changes but the
//! tokens of the operation.

use super::machine::Numbers;
use super::shapes::*;
use super::*;
use crate::page::cursor::{Cursor, Options};

fn caller() -> Input {
    Input { foo: Some("mine".to_owned()), l: Some(9), i: Some(5), ..Input::default() }
}

/// The request that a starting token makes of the caller's input, or why it makes none.
fn prepared<O: Paginated<Input = Input>>(start: &str) -> Result<Input, String> {
    let options = Options { starting_token: Some(start.to_owned()), ..Options::default() };
    let mut input = caller();
    let mut cursor = Cursor::new(O::PAGINATOR, Input::SCHEMA, options);
    cursor.prepare(&mut input).map_err(|fault| fault.text)?;
    Ok(input)
}

/// What is left when the tokens of `Two` are taken away.
fn without_tokens(input: Input) -> Input {
    Input { a: None, b: None, ..input }
}

#[test]
fn d8_no_token_sets_another_member() {
    let injected = [
        r#"{"A": "x", "B": "y", "Foo": "theirs"}"#,
        r#"{"A": "x", "B": "y", "L": 1000000, "boto_truncate_amount": 1}"#,
        r#"{"Foo": "theirs"}"#,
        r#"{"Foo": "theirs", "boto_truncate_amount": 1}"#,
        r#"{"A": {"Foo": "theirs"}, "B": "y"}"#,
        r#"{"A": "x", "B": "QQ==", "boto_encoded_keys": [["Foo"]]}"#,
        r#"{"A": "x", "B": null, "boto_encoded_keys": [["B"]]}"#,
    ];
    for json in injected {
        match prepared::<Two>(&tok(json)) {
            Ok(input) => assert_eq!(without_tokens(input), caller(), "{json}"),
            Err(text) => assert!(text.contains("expected"), "{json}: {text}"),
        }
    }
}

#[test]
fn d8_no_text_sets_another_member_or_panics() {
    let pieces = [
        "eyJB", "Ijog", "IngiLCAi", "Qi", "___", "None", "1", "=", "{", "\"A\": ", "é", "\0",
        "bnVsbH0=",
    ];
    for seed in 0..3000 {
        let mut numbers = Numbers(seed);
        let count = numbers.below(8);
        let pick = |_| pieces[numbers.below(pieces.len() as u64) as usize];
        let text: String = (0..count).map(pick).collect();
        for text in [tok(&text), text] {
            if let Ok(input) = prepared::<Two>(&text) {
                assert_eq!(without_tokens(input), caller(), "{text:?}");
            }
        }
    }
}

#[test]
fn d8_what_does_not_fit_the_member_is_an_error_before_anything_is_sent() {
    let cases = [
        (tok(r#"{"A": [1], "B": null}"#), "does not fit A: expected text, found a list"),
        (tok(r#"{"A": "x", "B": true}"#), "does not fit B: expected text, found a boolean"),
        (tok(r#"{"A": "x", "boto_truncate_amount": 1}"#), "another listing, with tokens [A]"),
        (tok(r#"{"A": "x", "B": "y"}"#)[..20].to_owned(), "incomplete or altered"),
        ("x".repeat(2 << 20), "too long; expected at most 1048576 bytes"),
    ];
    for (start, expected) in cases {
        let error = Case { start: Some(start), ..Case::default() }.fails::<Two>();
        assert!(error.is_starting_token());
        assert!(error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn d8_the_member_may_be_a_number_or_a_map() {
    let cases = [("x", "integer"), ("1.5", "integer"), ("", "integer")];
    for (start, expected) in cases {
        let text = prepared::<Parts>(start).unwrap_err();
        assert!(text.contains(expected) && text.contains("found text"), "{text}");
    }
    let huge = tok(r#"{"I": 99999999999999999999}"#);
    assert!(prepared::<Parts>(&huge).unwrap_err().contains("expected an integer"));
    let wrong = tok(r#"{"K": {"k": {"S": 1.5}}}"#);
    let text = prepared::<Dynamo>(&wrong).unwrap_err();
    assert!(text.contains("does not fit K") && text.contains("expected text"), "{text}");
    let input = prepared::<Dynamo>(&tok(r#"{"K": {"k": {"Nope": "x"}}}"#)).unwrap();
    assert_eq!(input.k.unwrap()["k"], Attribute::default(), "an unknown member is nothing");
}
