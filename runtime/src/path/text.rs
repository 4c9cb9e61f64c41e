//! Functions of text in compiled JMESPath.

use super::Fault;
use crate::shape::Document;

/// Both of two texts; raises the fault where one is null.
fn two(
    fault: &Fault,
    function: &'static str,
    one: Option<&str>,
    other: Option<&str>,
    test: fn(&str, &str) -> bool,
) -> Option<bool> {
    let found = one.zip(other).map(|(one, other)| test(one, other));
    if found.is_none() {
        fault.raise(function, "two texts, not null");
    }
    found
}

fn of<T: AsRef<str>>(text: Option<&T>) -> Option<&str> {
    text.map(AsRef::as_ref)
}

/// `starts_with()`.
pub fn starts_with(
    fault: &Fault,
    text: Option<impl AsRef<str>>,
    start: Option<impl AsRef<str>>,
) -> Option<bool> {
    let (text, start) = (of(text.as_ref()), of(start.as_ref()));
    two(fault, "starts_with", text, start, |text, start| text.starts_with(start))
}

/// `ends_with()`.
pub fn ends_with(
    fault: &Fault,
    text: Option<impl AsRef<str>>,
    end: Option<impl AsRef<str>>,
) -> Option<bool> {
    let (text, end) = (of(text.as_ref()), of(end.as_ref()));
    two(fault, "ends_with", text, end, |text, end| text.ends_with(end))
}

/// `contains()` of text.
pub fn contains_text(
    fault: &Fault,
    text: Option<impl AsRef<str>>,
    part: Option<impl AsRef<str>>,
) -> Option<bool> {
    let (text, part) = (of(text.as_ref()), of(part.as_ref()));
    two(fault, "contains", text, part, |text, part| text.contains(part))
}

/// `join()`.
pub fn join(
    fault: &Fault,
    glue: Option<impl AsRef<str>>,
    texts: Option<impl Iterator<Item = impl AsRef<str>>>,
) -> Option<String> {
    let (Some(glue), Some(texts)) = (glue, texts) else {
        fault.raise("join", "text and a list of texts, not null");
        return None;
    };
    let mut joined = String::new();
    for (index, text) in texts.enumerate() {
        if index > 0 {
            joined.push_str(glue.as_ref());
        }
        joined.push_str(text.as_ref());
    }
    Some(joined)
}

/// `reverse()` of text.
pub fn reverse_text(text: Option<impl AsRef<str>>) -> Option<String> {
    text.map(|text| text.as_ref().chars().rev().collect())
}

/// `to_string()` of text.
pub fn text_or_null(text: Option<impl AsRef<str>>) -> Option<String> {
    Some(of(text.as_ref()).unwrap_or("null").to_owned())
}

/// `to_string()` of anything: text stays as it is.
pub fn json_text(document: Option<Document>) -> Option<String> {
    Some(match document {
        Some(Document::String(text)) => text,
        Some(document) => document.to_string(),
        None => "null".to_owned(),
    })
}

/// A document as text; null for anything else.
pub fn as_text(document: Option<Document>) -> Option<String> {
    match document? {
        Document::String(text) => Some(text),
        _ => None,
    }
}

/// A document that must be text.
pub fn text_of(
    fault: &Fault,
    function: Option<&'static str>,
    document: Option<Document>,
) -> Option<String> {
    super::needed(fault, function, Some("text, nothing else"), as_text(document))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_joined_and_reversed_by_characters() {
        let fault = Fault::new();
        assert_eq!(join(&fault, Some(", "), Some(["a", "b"].iter())), Some("a, b".to_owned()));
        assert_eq!(reverse_text(Some("añb")), Some("bña".to_owned()));
        assert!(!fault.is_raised());
        assert_eq!(join(&fault, Some(", "), None::<std::iter::Empty<&str>>), None);
        assert!(fault.is_raised());
    }

    #[test]
    fn d15_a_null_is_no_text() {
        let fault = Fault::new();
        assert_eq!(starts_with(&fault, Some("ab"), Some("a")), Some(true));
        assert_eq!(ends_with(&fault, Some("ab"), Some("a")), Some(false));
        assert!(!fault.is_raised());
        assert_eq!(contains_text(&fault, None::<&str>, Some("a")), None);
        assert!(fault.is_raised());
    }
}
