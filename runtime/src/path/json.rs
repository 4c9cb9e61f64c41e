//! Any value as JSON, its names those of the definition, as botocore shows a response.

use serde_json::Number;

use crate::shape::{Document, Fields, Map, Member, PLAIN, Put, Timestamp, TimestampFormat, Value};
use crate::token::base64;
use crate::wire::{Elements, Entries, Writer};

/// What compiled JMESPath makes JSON of. Blobs become base64, timestamps text.
pub trait Json {
    /// The JSON.
    fn to_json(&self) -> Document;
}

/// A value as JSON; null stays null.
pub fn json<T: Json>(value: Option<T>) -> Option<Document> {
    let json = value?.to_json();
    (!json.is_null()).then_some(json)
}

/// A null, where a document is wanted.
pub fn nothing() -> Option<Document> {
    None
}

/// A literal; what a build lets through is JSON.
pub fn parsed(text: Option<&str>) -> Option<Document> {
    serde_json::from_str(text?).ok()
}

/// A multi-select hash as a document.
pub fn object<const N: usize>(fields: [(&str, Option<Document>); N]) -> Option<Document> {
    let fields = fields.into_iter().map(|(key, value)| (key.to_owned(), value.unwrap_or_default()));
    Some(Document::Object(fields.collect()))
}

impl<T: Value> Json for &T {
    fn to_json(&self) -> Document {
        document_of(*self, &PLAIN)
    }
}

impl Json for &str {
    fn to_json(&self) -> Document {
        Document::from(*self)
    }
}

/// What is written as itself.
macro_rules! plain {
    ($($ty:ty)*) => {
        $(impl Json for $ty {
            fn to_json(&self) -> Document {
                document_of(self, &PLAIN)
            }
        })*
    };
}

plain! { String i64 f64 bool Document }

impl<T: Json> Json for Vec<T> {
    fn to_json(&self) -> Document {
        Document::Array(self.iter().map(Json::to_json).collect())
    }
}

impl<T: Json> Json for Option<T> {
    fn to_json(&self) -> Document {
        self.as_ref().map_or(Document::Null, Json::to_json)
    }
}

impl<T: Json> Json for Map<T> {
    fn to_json(&self) -> Document {
        let entries = self.iter().map(|(key, value)| (key.clone(), value.to_json()));
        Document::Object(entries.collect())
    }
}

/// A value as JSON.
pub(super) fn document_of(value: &dyn Put, member: &Member) -> Document {
    let mut writer = JsonWriter(Document::Null);
    value.put(&mut writer, member);
    writer.0
}

/// Holds what was written last.
struct JsonWriter(Document);

impl Writer for JsonWriter {
    fn null(&mut self) {
        self.0 = Document::Null;
    }

    fn text(&mut self, value: &str) {
        self.0 = Document::from(value);
    }

    fn boolean(&mut self, value: bool) {
        self.0 = Document::Bool(value);
    }

    fn integer(&mut self, value: i64) {
        self.0 = Document::from(value);
    }

    /// JSON has neither `NaN` nor infinities; services send them as text.
    fn float(&mut self, value: f64) {
        self.0 = match Number::from_f64(value) {
            Some(number) => Document::Number(number),
            None => Document::from(value.to_string()),
        };
    }

    fn blob(&mut self, value: &[u8]) {
        self.0 = Document::from(base64::encode(value));
    }

    fn timestamp(&mut self, value: Timestamp, _: TimestampFormat) {
        self.0 = Document::from(value.to_string());
    }

    fn document(&mut self, value: &Document) {
        self.0 = value.clone();
    }

    fn list(&mut self, list: &Member, elements: &dyn Elements) {
        let element = |index| Some(document_of(elements.element(index)?, list.first()));
        self.0 = Document::Array((0..elements.count()).filter_map(element).collect());
    }

    fn map(&mut self, map: &Member, entries: &dyn Entries) {
        let entry = |index| {
            let (key, value) = entries.entry(index)?;
            Some((key.to_owned(), document_of(value, map.second())))
        };
        self.0 = Document::Object((0..entries.count()).filter_map(entry).collect());
    }

    fn structure(&mut self, fields: &dyn Fields) {
        let schema = fields.schema();
        let entry = |(index, member): (usize, &Member)| {
            let value = match fields.field(index) {
                Some(value) => document_of(value, member),
                None if schema.has_nulls() => Document::Null,
                None => return None,
            };
            Some((member.name.to_owned(), value))
        };
        let members = schema.members.iter().enumerate();
        self.0 = Document::Object(members.filter_map(entry).collect());
    }
}
