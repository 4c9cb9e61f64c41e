//! A typed output as a tree keyed by members' names, made by the writer that every output can
//! write itself to. It keeps what JSON has no type for.

use maitred::__private::v1::{
    Document, Elements, Entries, Fields, Member, Put, Structure, StructureFields, Timestamp,
    TimestampFormat, Writer,
};

/// A value of an output.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Seen {
    /// An element that is none.
    #[default]
    Null,
    /// A boolean.
    Boolean(bool),
    /// An integer.
    Integer(i64),
    /// A number that may have a fraction.
    Float(f64),
    /// Text, or an enum.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
    /// A timestamp.
    Time(Timestamp),
    /// A document.
    Document(Document),
    /// A list.
    List(Vec<Seen>),
    /// A map, or the members of a structure that are set.
    Map(Vec<(String, Seen)>),
}

impl Seen {
    /// A structure with everything in it.
    pub fn of(structure: &dyn Structure) -> Self {
        let mut watch = Watch::default();
        watch.structure(&StructureFields(structure));
        watch.0
    }

    fn put(value: &dyn Put, member: &Member) -> Self {
        let mut watch = Watch::default();
        value.put(&mut watch, member);
        watch.0
    }
}

/// Keeps the value that is written.
#[derive(Default)]
struct Watch(Seen);

impl Writer for Watch {
    fn null(&mut self) {
        self.0 = Seen::Null;
    }

    fn text(&mut self, value: &str) {
        self.0 = Seen::Text(value.to_owned());
    }

    fn boolean(&mut self, value: bool) {
        self.0 = Seen::Boolean(value);
    }

    fn integer(&mut self, value: i64) {
        self.0 = Seen::Integer(value);
    }

    fn float(&mut self, value: f64) {
        self.0 = Seen::Float(value);
    }

    fn blob(&mut self, value: &[u8]) {
        self.0 = Seen::Blob(value.to_vec());
    }

    fn timestamp(&mut self, value: Timestamp, _: TimestampFormat) {
        self.0 = Seen::Time(value);
    }

    fn document(&mut self, value: &Document) {
        self.0 = Seen::Document(value.clone());
    }

    fn list(&mut self, list: &Member, elements: &dyn Elements) {
        let values = (0..elements.count()).filter_map(|index| elements.element(index));
        self.0 = Seen::List(values.map(|value| Seen::put(value, list.first())).collect());
    }

    fn map(&mut self, map: &Member, entries: &dyn Entries) {
        let entries = (0..entries.count()).filter_map(|index| entries.entry(index));
        let seen = entries.map(|(key, value)| (key.to_owned(), Seen::put(value, map.second())));
        self.0 = Seen::Map(seen.collect());
    }

    fn structure(&mut self, fields: &dyn Fields) {
        let members = fields.schema().members.iter().enumerate();
        let seen = members.filter_map(|(index, member)| {
            let value = fields.field(index)?;
            Some((member.name.to_owned(), Seen::put(value, member)))
        });
        self.0 = Seen::Map(seen.collect());
    }
}
