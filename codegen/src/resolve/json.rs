//! A JSON value that knows where it stands, so that every wrong type can be reported with it.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::diagnostics::{Diagnostic, Place};
use crate::load::RawFile;

/// A value in a definition file.
#[derive(Clone)]
pub(super) struct Node<'a> {
    value: &'a Value,
    file: &'a Place,
    /// Keys from the root; turned into a pointer only when there is something to report.
    path: Vec<Cow<'a, str>>,
}

/// Objects of so many keys are gone through.
const FEW: usize = 8;

impl<'a> Node<'a> {
    pub(super) fn root(file: &'a RawFile) -> Self {
        Node { value: &file.json, file: &file.place, path: Vec::new() }
    }

    pub(super) fn place(&self) -> Place {
        self.path.iter().fold(self.file.clone(), |place, segment| place.at(segment))
    }

    pub(super) fn problem(&self, message: impl Into<String>) -> Diagnostic {
        self.place().problem(message)
    }

    pub(super) fn get(&self, key: &'a str) -> Option<Node<'a>> {
        self.find(key).map(|value| self.child(key, value))
    }

    /// Most objects have few keys, and of those that are asked for most are not there: comparing a few
    /// takes less than hashing one, in a build script that nobody optimises.
    fn find(&self, key: &str) -> Option<&'a Value> {
        let object = self.value.as_object()?;
        if object.len() > FEW {
            return object.get(key);
        }
        for (name, value) in object {
            if name.len() == key.len() && name == key {
                return Some(value);
            }
        }
        None
    }

    fn child(&self, key: impl Into<Cow<'a, str>>, value: &'a Value) -> Node<'a> {
        let mut path = self.path.clone();
        path.push(key.into());
        Node { value, file: self.file, path }
    }

    pub(super) fn required(&self, key: &'a str) -> Result<Node<'a>, Diagnostic> {
        self.object()?;
        self.get(key).ok_or_else(|| self.problem(format!("expected a key `{key}`")))
    }

    pub(super) fn object(&self) -> Result<&'a Map<String, Value>, Diagnostic> {
        self.value.as_object().ok_or_else(|| self.mismatch("an object"))
    }

    /// The entries of an object, in the order of the file.
    pub(super) fn entries(&self) -> Result<Vec<(&'a str, Node<'a>)>, Diagnostic> {
        let entries = self.object()?.iter();
        Ok(entries.map(|(key, value)| (key.as_str(), self.child(key.as_str(), value))).collect())
    }

    pub(super) fn items(&self) -> Result<Vec<Node<'a>>, Diagnostic> {
        let items = self.value.as_array().ok_or_else(|| self.mismatch("a list"))?.iter();
        Ok(items.enumerate().map(|(index, value)| self.child(index.to_string(), value)).collect())
    }

    pub(super) fn text(&self) -> Result<&'a str, Diagnostic> {
        self.value.as_str().ok_or_else(|| self.mismatch("text"))
    }

    pub(super) fn texts(&self) -> Result<Vec<(&'a str, Node<'a>)>, Diagnostic> {
        self.items()?.into_iter().map(|item| Ok((item.text()?, item))).collect()
    }

    /// One text, or a list of texts.
    pub(super) fn text_or_texts(&self) -> Result<Vec<(&'a str, Node<'a>)>, Diagnostic> {
        match self.value {
            Value::String(text) => Ok(vec![(text, self.clone())]),
            Value::Array(_) => self.texts(),
            _ => Err(self.mismatch("text or a list of texts")),
        }
    }

    /// A whole number of at least `least`.
    pub(super) fn whole(&self, least: u64) -> Result<u64, Diagnostic> {
        let number = self.value.as_u64().filter(|number| *number >= least);
        number.ok_or_else(|| self.mismatch(&format!("a whole number of at least {least}")))
    }

    /// `true` only where the key is there and true.
    pub(super) fn flag(&self, key: &'a str) -> bool {
        self.find(key).and_then(Value::as_bool).unwrap_or(false)
    }

    pub(super) fn value(&self) -> &'a Value {
        self.value
    }

    /// The text of a key that need not be there.
    pub(super) fn optional_text(&self, key: &'a str) -> Result<Option<String>, Diagnostic> {
        self.get(key).map(|node| node.text().map(str::to_owned)).transpose()
    }

    /// Prose, which is left out where it is none.
    pub(super) fn prose(&self, key: &'a str) -> Option<String> {
        self.find(key).and_then(Value::as_str).map(str::to_owned)
    }

    pub(super) fn mismatch(&self, expected: &str) -> Diagnostic {
        self.problem(format!("expected {expected}, found {}", describe(self.value)))
    }
}

fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) => {
            let start: String = text.chars().take(40).collect();
            format!("the text {start:?}")
        }
        other => format!("`{other}`"),
    }
}
