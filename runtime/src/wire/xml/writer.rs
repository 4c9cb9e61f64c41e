//! Values to XML bodies.
//!
//! A value does not know its name: whoever holds it says first which element, or which attribute,
//! it is to be.

use quick_xml::escape::{escape, partial_escape};

use crate::shape::{Document, Fields, Member, Namespace, Put, Timestamp, TimestampFormat};
use crate::wire::encoding::{encode_blob, special_text};
use crate::wire::{Elements, Entries, Writer};

/// Writes one document.
#[derive(Debug)]
pub(crate) struct XmlWriter {
    body: String,
    place: Place,
}

/// Where the next value goes.
#[derive(Clone, Copy, Debug)]
enum Place {
    Element(&'static str, Option<&'static Namespace>),
    Attribute(&'static str),
}

impl XmlWriter {
    /// A document whose root element is the value.
    pub(crate) fn document(
        root: &'static str,
        namespace: Option<&'static Namespace>,
        write: impl FnOnce(&mut Self),
    ) -> String {
        let place = Place::Element(root, namespace);
        let mut writer = XmlWriter { body: String::new(), place };
        write(&mut writer);
        writer.body
    }

    /// Writes an element around what `write` writes.
    fn element(
        &mut self,
        name: &str,
        namespace: Option<&Namespace>,
        write: impl FnOnce(&mut Self),
    ) {
        self.open(name, namespace);
        self.body.push('>');
        write(self);
        self.close(name);
    }

    fn open(&mut self, name: &str, namespace: Option<&Namespace>) {
        self.body.push('<');
        self.body.push_str(name);
        let Some(namespace) = namespace else { return };
        match namespace.prefix {
            "" => self.attribute("xmlns", namespace.uri),
            prefix => self.attribute(&format!("xmlns:{prefix}"), namespace.uri),
        }
    }

    fn close(&mut self, name: &str) {
        self.body.push_str("</");
        self.body.push_str(name);
        self.body.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.body.push(' ');
        self.body.push_str(name);
        self.body.push_str("=\"");
        // A reader takes white space in an attribute for a space, unless it is written so.
        self.body.push_str(&escape(value).replace('\n', "&#10;").replace('\t', "&#9;"));
        self.body.push('"');
    }

    /// A value that is text, as an element or an attribute.
    fn scalar(&mut self, value: &str) {
        match self.place {
            Place::Attribute(name) => self.attribute(name, value),
            Place::Element(name, namespace) => self.element(name, namespace, |writer| {
                // Line ends as references: no reader on the way can change them.
                writer.body.push_str(&partial_escape(value).replace('\n', "&#10;"));
            }),
        }
    }

    /// Writes a value as an element with a name.
    fn child(&mut self, name: &'static str, member: &Member, value: &dyn Put) {
        self.place = Place::Element(name, member.namespace);
        value.put(self, member);
    }

    /// Writes an element around what `write` writes, unless an attribute is wanted here: there is
    /// none with elements in it.
    fn container(&mut self, write: impl FnOnce(&mut Self)) {
        if let Place::Element(name, namespace) = self.place {
            self.element(name, namespace, write);
        }
    }

    fn elements(&mut self, name: &'static str, list: &Member, elements: &dyn Elements) {
        for index in 0..elements.count() {
            if let Some(value) = elements.element(index) {
                self.child(name, list.first(), value);
            }
        }
    }

    /// Key and value of each entry, in an element each.
    fn entries(
        &mut self,
        name: &str,
        namespace: Option<&Namespace>,
        map: &Member,
        entries: &dyn Entries,
    ) {
        let (key_member, value_member) = (map.first(), map.second());
        for index in 0..entries.count() {
            let Some((key, value)) = entries.entry(index) else { continue };
            self.element(name, namespace, |writer| {
                writer.place = Place::Element(key_member.written_or("key"), key_member.namespace);
                writer.scalar(key);
                writer.child(value_member.written_or("value"), value_member, value);
            });
        }
    }
}

impl Writer for XmlWriter {
    /// XML has no nulls; the element is empty.
    fn null(&mut self) {
        self.scalar("");
    }

    fn text(&mut self, value: &str) {
        self.scalar(value);
    }

    fn boolean(&mut self, value: bool) {
        self.scalar(if value { "true" } else { "false" });
    }

    fn integer(&mut self, value: i64) {
        self.scalar(&value.to_string());
    }

    fn float(&mut self, value: f64) {
        match special_text(value) {
            Some(text) => self.scalar(text),
            None => self.scalar(&value.to_string()),
        }
    }

    fn blob(&mut self, value: &[u8]) {
        self.scalar(&encode_blob(value));
    }

    fn timestamp(&mut self, value: Timestamp, format: TimestampFormat) {
        self.scalar(&value.format(format));
    }

    /// No protocol defines what a document would look like in XML: its JSON is text.
    fn document(&mut self, value: &Document) {
        self.scalar(&value.to_string());
    }

    /// The elements of a flattened list have its name and stand where it would stand.
    fn list(&mut self, list: &Member, elements: &dyn Elements) {
        match self.place {
            Place::Element(name, _) if list.is_flattened() => self.elements(name, list, elements),
            _ => self.container(|writer| {
                writer.elements(list.first().written_or("member"), list, elements);
            }),
        }
    }

    fn map(&mut self, map: &Member, entries: &dyn Entries) {
        match self.place {
            Place::Element(name, namespace) if map.is_flattened() => {
                self.entries(name, namespace, map, entries);
            }
            _ => self.container(|writer| writer.entries("entry", None, map, entries)),
        }
    }

    fn structure(&mut self, fields: &dyn Fields) {
        let Place::Element(name, namespace) = self.place else { return };
        self.open(name, namespace);
        let members = fields.schema().members.iter().enumerate();
        let set = members.filter_map(|(index, member)| Some((member, fields.field(index)?)));
        for (member, value) in set.clone().filter(|(member, _)| member.is_attribute()) {
            self.place = Place::Attribute(member.write);
            value.put(self, member);
        }
        self.body.push('>');
        for (member, value) in set.filter(|(member, _)| !member.is_attribute()) {
            self.child(member.write, member, value);
        }
        self.close(name);
    }
}
