//! The text of a JSON file → where its parts stand, and which keys it has twice.
//!
//! The values are serde_json's business; it keeps neither places nor repeated keys.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diagnostics::Place;

/// Where a part of a JSON file stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Span {
    /// Its key, quotes included, where it is the member of an object.
    pub key: Option<Range<usize>>,
    /// Its value.
    pub value: Range<usize>,
}

/// Where a JSON pointer leads in a text; `None` where it leads nowhere, or where the text is no
/// JSON. Of a repeated key it is the last one, which counts.
///
/// ```
/// let text = r#"{"waiters": {"Up": {"delay": 5}}}"#;
/// let span = maitred_build::locate(text, "/waiters/Up/delay").unwrap();
/// assert_eq!(&text[span.value], "5");
/// ```
pub fn locate(text: &str, pointer: &str) -> Option<Span> {
    let segments = pointer.split('/').skip(1);
    let wanted: Vec<String> =
        segments.map(|segment| segment.replace("~1", "/").replace("~0", "~")).collect();
    let mut found = None;
    walk(text, &mut |path, span| {
        if *path == wanted {
            found = Some(span);
        }
    })?;
    found
}

/// The keys that stand twice in an object of a JSON text; the first hundred of them.
pub(crate) fn repeated_keys(text: &str, file: &Place) -> Vec<Place> {
    let mut walker =
        Walker { text, at: 0, path: Vec::new(), repeated: Vec::new(), visit: &mut |_, _| {} };
    // Ends early where the text is no JSON, which was reported.
    let _ = walker.value(None);
    let place = |path: &Vec<String>| path.iter().fold(file.clone(), |place, name| place.at(name));
    walker.repeated.iter().map(place).collect()
}

/// Calls for every value of a text, those inside first.
fn walk(text: &str, visit: &mut dyn FnMut(&[String], Span)) -> Option<()> {
    let mut walker = Walker { text, at: 0, path: Vec::new(), repeated: Vec::new(), visit };
    walker.value(None)
}

struct Walker<'a> {
    text: &'a str,
    at: usize,
    path: Vec<String>,
    repeated: Vec<Vec<String>>,
    visit: &'a mut dyn FnMut(&[String], Span),
}

/// More repeated keys than this are not told.
const MOST: usize = 100;

/// serde_json reads no more levels.
const DEEPEST: usize = 128;

impl Walker<'_> {
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.get(self.at..)?;
        self.at += rest.len() - rest.trim_start().len();
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, expected: u8) -> Option<()> {
        (self.peek()? == expected).then(|| self.at += 1)
    }

    fn value(&mut self, key: Option<Range<usize>>) -> Option<()> {
        let first = self.peek()?;
        let start = self.at;
        match first {
            _ if self.path.len() > DEEPEST => return None,
            b'{' => self.items(b'}', true)?,
            b'[' => self.items(b']', false)?,
            b'"' => {
                self.string()?;
            }
            _ => {
                let rest = self.text.get(start..)?;
                let end = rest.find([',', ']', '}', ' ', '\n', '\r', '\t']);
                self.at += end.unwrap_or(rest.len());
            }
        }
        (self.visit)(&self.path, Span { key, value: start..self.at });
        Some(())
    }

    /// The members of an object, or the elements of a list.
    fn items(&mut self, close: u8, named: bool) -> Option<()> {
        self.at += 1;
        if self.peek()? == close {
            self.at += 1;
            return Some(());
        }
        let mut names = BTreeSet::new();
        for index in 0usize.. {
            let key = if named { Some(self.string()?) } else { None };
            let name = match &key {
                Some(key) => {
                    self.take(b':')?;
                    serde_json::from_str(self.text.get(key.clone())?).ok()?
                }
                None => index.to_string(),
            };
            self.path.push(name.clone());
            if named && !names.insert(name) && self.repeated.len() < MOST {
                self.repeated.push(self.path.clone());
            }
            self.value(key)?;
            self.path.pop();
            if self.peek()? == close {
                break;
            }
            self.take(b',')?;
        }
        self.at += 1;
        Some(())
    }

    /// A text with its quotes.
    fn string(&mut self) -> Option<Range<usize>> {
        self.take(b'"')?;
        let start = self.at - 1;
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at)? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(start..self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn located<'a>(text: &'a str, pointer: &str) -> Option<(Option<&'a str>, &'a str)> {
        let span = locate(text, pointer)?;
        Some((span.key.map(|key| &text[key]), &text[span.value]))
    }

    #[test]
    fn a_pointer_leads_to_key_and_value() {
        let text = "{ \"a\": [1, {\"b/c~\": \"x\\\"}\"}], \"é\" :true\n}";
        assert_eq!(located(text, "/a/0"), Some((None, "1")));
        assert_eq!(located(text, "/a/1/b~1c~0"), Some((Some("\"b/c~\""), "\"x\\\"}\"")));
        assert_eq!(located(text, "/é"), Some((Some("\"é\""), "true")));
        assert_eq!(located(text, "").map(|(_, value)| value.len()), Some(text.len()));
        assert_eq!(located(text, "/a/2"), None);
    }

    #[test]
    fn what_is_no_json_has_no_places() {
        let deep = "[".repeat(10_000);
        for text in ["", "{", "{\"a\"", "{\"a\":", "[1", "{1:2}", "\"", "\"\\", &deep] {
            assert_eq!(locate(text, "/a/b"), None, "{text:?}");
        }
    }

    #[test]
    fn of_a_repeated_key_the_last_one_is_found_and_it_is_said() {
        let text = r#"{"a": {"x": 1}, "b": [{"c": 1}, {"c": 2}], "a": {"x": 2}}"#;
        assert_eq!(located(text, "/a/x"), Some((Some("\"x\""), "2")));
        let places = repeated_keys(text, &Place::file("f"));
        let texts: Vec<String> =
            places.iter().map(|place| place.problem("twice").to_string()).collect();
        assert_eq!(texts, ["f: /a: twice"]);
        assert!(repeated_keys(r#"{"a": 1, "b": {"a": 1}}"#, &Place::file("f")).is_empty());
    }
}
