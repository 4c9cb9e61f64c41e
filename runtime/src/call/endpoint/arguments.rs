//! What a call gives to the parameters of the rules: texts of the definition and of the input.

use super::rules::{Given, Step};
use super::values::Value;
use crate::call::OperationSpec;
use crate::shape::{Document, Fields, Member, PLAIN, Put, Timestamp, TimestampFormat};
use crate::wire::{Elements, Entries, Writer};

/// Values by slot; the first for a slot is the one that counts.
pub(crate) type Arguments = Vec<(u16, Value)>;

/// What a call gives; nothing for most operations.
pub(crate) fn arguments(operation: &OperationSpec, input: &dyn Fields) -> Arguments {
    let given = operation.endpoint.iter();
    given.filter_map(|argument| Some((argument.slot, value(&argument.value, input)?))).collect()
}

fn value(given: &Given, input: &dyn Fields) -> Option<Value> {
    match given {
        Given::Fixed(literal) => Some((*literal).into()),
        Given::One(steps) => found(steps, input).into_iter().next().map(Value::Text),
        Given::All(steps) => {
            Some(found(steps, input)).filter(|all| !all.is_empty()).map(Value::List)
        }
    }
}

fn found(steps: &[Step], input: &dyn Fields) -> Vec<String> {
    let mut found = Vec::new();
    Walker { steps, found: &mut found }.structure(input);
    found
}

/// Goes along the steps, and keeps the texts at their end.
struct Walker<'a> {
    steps: &'a [Step],
    found: &'a mut Vec<String>,
}

impl Walker<'_> {
    fn go_on(&mut self, steps: &[Step], value: &dyn Put) {
        value.put(&mut Walker { steps, found: self.found }, &PLAIN);
    }
}

impl Writer for Walker<'_> {
    fn text(&mut self, value: &str) {
        if self.steps.is_empty() {
            self.found.push(value.to_owned());
        }
    }

    fn list(&mut self, _: &Member, elements: &dyn Elements) {
        let [Step::Each, rest @ ..] = self.steps else { return };
        for index in 0..elements.count() {
            if let Some(element) = elements.element(index) {
                self.go_on(rest, element);
            }
        }
    }

    fn map(&mut self, _: &Member, entries: &dyn Entries) {
        if let [Step::Keys] = self.steps {
            let keys = (0..entries.count()).filter_map(|index| entries.entry(index));
            self.found.extend(keys.map(|(key, _)| key.to_owned()));
        }
    }

    fn structure(&mut self, fields: &dyn Fields) {
        match self.steps {
            [Step::Member(name), rest @ ..] => {
                let mut members = fields.schema().members.iter();
                let index = members.position(|member| member.name == *name);
                if let Some(value) = index.and_then(|index| fields.field(index)) {
                    self.go_on(rest, value);
                }
            }
            [Step::Ways(ways)] => {
                for way in *ways {
                    Walker { steps: way, found: self.found }.structure(fields);
                }
            }
            _ => {}
        }
    }

    fn null(&mut self) {}

    fn boolean(&mut self, _: bool) {}

    fn integer(&mut self, _: i64) {}

    fn float(&mut self, _: f64) {}

    fn blob(&mut self, _: &[u8]) {}

    fn timestamp(&mut self, _: Timestamp, _: TimestampFormat) {}

    fn document(&mut self, _: &Document) {}
}
