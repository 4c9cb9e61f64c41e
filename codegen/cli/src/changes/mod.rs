//! What a new definition changes for programs that use the old one.
//!
//! Follows what `maitred-build` makes of a definition, not its text: required members of inputs
//! are arguments, enums are open, and what no operation reaches is no type. Pure: definitions in,
//! findings out.

mod api;
mod members;
mod operations;
mod paginators;
mod reach;
mod regions;
mod types;
mod waiters;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Map, Value};

use crate::store::Definitions;
use api::Api;
use reach::Reach;

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Operation,
    Paginator,
    Waiter,
    Type,
    /// A partition or a region.
    Region,
}

impl Kind {
    /// Those that are counted, with what they are called.
    pub(crate) const COUNTED: [(Self, &'static str); 3] =
        [(Self::Operation, "operation"), (Self::Paginator, "paginator"), (Self::Waiter, "waiter")];
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Event {
    Removed,
    Changed,
    Added,
}

/// One change, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) kind: Kind,
    pub(crate) event: Event,
    /// The operation, paginator, waiter or type.
    pub(crate) subject: String,
    pub(crate) text: String,
    /// Programs that compiled, or tokens that were stored, may stop working.
    pub(crate) breaking: bool,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.kind {
            Kind::Operation | Kind::Region => "",
            Kind::Paginator => "paginator ",
            Kind::Waiter => "waiter ",
            Kind::Type => "type ",
        };
        write!(f, "{kind}{}: {}", self.subject, self.text)?;
        f.write_str(if self.breaking { " (breaking)" } else { "" })
    }
}

/// How many operations, paginators and waiters there are, in the order of [`Kind::COUNTED`].
pub(crate) type Totals = [usize; 3];

/// All changes from `old` to `new`, what breaks first; without `old` everything is new and nothing
/// is said. And how much there is of each kind now.
pub(crate) fn compare(old: Option<&Definitions>, new: &Definitions) -> (Vec<Finding>, Totals) {
    let new = Api::read(new);
    let mut found = Vec::new();
    if let Some(old) = old.map(Api::read) {
        let reach = [Reach::of(&old), Reach::of(&new)];
        operations::compare(&reach, &mut found);
        types::compare(&reach, &mut found);
        paginators::compare(&old, &new, &mut found);
        waiters::compare(&old, &new, &mut found);
    }
    found.sort_by(|a, b| key(a).cmp(&key(b)));
    (found, [new.operations().len(), new.paginators().len(), new.waiters().len()])
}

/// The changes of partitions and regions; nothing without `old`.
pub(crate) fn compare_regions(old: Option<&[u8]>, new: &[u8]) -> Vec<Finding> {
    let read = |bytes| serde_json::from_slice::<Value>(bytes).unwrap_or_default();
    let mut found = Vec::new();
    if let Some(old) = old {
        regions::compare(&read(old), &read(new), &mut found);
    }
    found.sort_by(|a, b| key(a).cmp(&key(b)));
    found
}

/// How many paginators and waiters there are.
pub(crate) fn count(definitions: &Definitions) -> [usize; 2] {
    let api = Api::without_operations(definitions);
    [api.paginators().len(), api.waiters().len()]
}

fn key(finding: &Finding) -> (bool, Kind, Event, &str) {
    (!finding.breaking, finding.kind, finding.event, &finding.subject)
}

/// Where findings about one subject go.
struct Notes<'a> {
    kind: Kind,
    subject: &'a str,
    found: &'a mut Vec<Finding>,
}

impl Notes<'_> {
    fn add(&mut self, event: Event, breaking: bool, text: String) {
        let subject = self.subject.to_owned();
        self.found.push(Finding { kind: self.kind, event, subject, text, breaking });
    }

    /// A change that programs do not notice, or only at run time.
    fn fine(&mut self, text: String) {
        self.add(Event::Changed, false, text);
    }

    fn breaking(&mut self, text: String) {
        self.add(Event::Changed, true, text);
    }

    /// Names of one kind that came or went, in one line; nothing where there are none.
    fn listed(&mut self, what: &str, names: &[&str], event: &str, breaking: bool) {
        let several = if names.len() == 1 { "" } else { "s" };
        if !names.is_empty() {
            let text = format!("{what}{several} {} {event}", names.join(", "));
            self.add(Event::Changed, breaking, text);
        }
    }
}

/// The names that are in one set only.
fn only_in<'a>(one: &BTreeSet<&'a str>, other: &BTreeSet<&'a str>) -> Vec<&'a str> {
    one.difference(other).copied().collect()
}

/// Finds what is only in one of the maps, and hands what is in both to `both`.
fn entries<'a>(
    kind: Kind,
    [old, new]: [&'a Map<String, Value>; 2],
    found: &mut Vec<Finding>,
    both: impl Fn(&mut Notes<'_>, &'a Value, &'a Value),
) {
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    for name in names {
        let mut notes = Notes { kind, subject: name, found: &mut *found };
        match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) => both(&mut notes, old, new),
            (Some(_), None) => notes.add(Event::Removed, true, "removed".to_owned()),
            _ => notes.add(Event::Added, false, "added".to_owned()),
        }
    }
}
