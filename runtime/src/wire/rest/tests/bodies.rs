use super::{Blob, Free, Located, Text, Whole, headers, sent};
use crate::shape::{Empty, Structure};

const JSON: Option<&str> = Some("application/json");

fn body(input: &dyn Structure) -> (String, Option<String>) {
    let request = sent(input);
    let kinds = headers(&request).into_iter().filter(|(name, _)| *name == "content-type");
    let kind = kinds.map(|(_, kind)| kind.to_owned()).next();
    (String::from_utf8(request.body.to_vec()).unwrap(), kind)
}

fn check(input: &dyn Structure, bytes: &str, kind: Option<&str>) {
    assert_eq!(body(input), (bytes.to_owned(), kind.map(str::to_owned)));
}

#[test]
fn members_that_stand_elsewhere_are_not_in_the_body() {
    let child = Located { text: Some("deep".to_owned()), ..Located::default() };
    let input = Located {
        text: Some("in a header".to_owned()),
        text2: Some("in the body".to_owned()),
        deep: Some(true),
        child: Some(Box::new(child)),
        policy: Some(serde_json::json!({"a": 1})),
        ..Located::default()
    };
    // A structure within the body is all body.
    check(&input, r#"{"text":"in the body","child":{"X-Text":"deep"},"policy":"{\"a\":1}"}"#, JSON);
}

#[test]
fn without_members_of_the_body_there_is_none() {
    check(&Empty::default(), "", None);
    check(&Located::default(), "{}", JSON);
    let headers_only = Located { text: Some("a".to_owned()), ..Located::default() };
    check(&headers_only, "{}", JSON);
}

#[test]
fn bytes_and_text_are_the_body_as_they_are() {
    let data = || Some("\u{0}\"raw\"".into());
    check(&Blob { data: data(), ..Blob::default() }, "\0\"raw\"", Some("application/octet-stream"));
    let typed = Blob { data: data(), kind: Some("image/png".to_owned()), ..Blob::default() };
    check(&typed, "\0\"raw\"", Some("image/png"));
    check(&Text { data: Some("{}".to_owned()) }, "{}", Some("text/plain"));
    check(&Text { data: None }, "", None);
    // botocore sends no other members either.
    check(&Blob { lost: Some("lost".to_owned()), ..Blob::default() }, "", None);
}

#[test]
fn a_structure_and_a_document_are_json() {
    let data = Located { text2: Some("a".to_owned()), ..Located::default() };
    check(&Whole { data: Some(data), kind: None }, r#"{"text":"a"}"#, JSON);
    check(&Whole::default(), "{}", JSON);
    check(&Free { data: Some(serde_json::json!("text")) }, "\"text\"", JSON);
    check(&Free { data: Some(serde_json::json!([1, null])) }, "[1,null]", JSON);
    check(&Free { data: None }, "", None);
}
