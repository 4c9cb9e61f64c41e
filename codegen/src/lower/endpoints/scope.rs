//! Slots: which number a parameter or variable has, and of what kind its value is.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::diagnostics::{Diagnostic, nearest};
use crate::resolve::Located;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Text,
    Bool,
    Texts,
    Partition,
    Arn,
    Url,
}

impl Kind {
    /// The kind for a message.
    pub(super) fn described(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Bool => "true or false",
            Kind::Texts => "a list of texts",
            Kind::Partition => "a partition",
            Kind::Arn => "an ARN",
            Kind::Url => "a URL",
        }
    }

    /// The runtime's name of a part of such a value, its place in a list, and the part's kind.
    pub(super) fn part(self, path: &str) -> Option<(&'static str, Option<usize>, Kind)> {
        let (name, place) = match path.strip_suffix(']').and_then(|path| path.split_once('[')) {
            Some((name, place)) => (name, Some(place.parse().ok()?)),
            None => (path, None),
        };
        let (part, kind) = match (self, name, place) {
            (Kind::Partition, "name", None) => ("Name", Kind::Text),
            (Kind::Partition, "dnsSuffix", None) => ("DnsSuffix", Kind::Text),
            (Kind::Partition, "dualStackDnsSuffix", None) => ("DualStackDnsSuffix", Kind::Text),
            (Kind::Partition, "implicitGlobalRegion", None) => ("ImplicitGlobalRegion", Kind::Text),
            (Kind::Partition, "supportsFIPS", None) => ("SupportsFips", Kind::Bool),
            (Kind::Partition, "supportsDualStack", None) => ("SupportsDualStack", Kind::Bool),
            (Kind::Url, "scheme", None) => ("Scheme", Kind::Text),
            (Kind::Url, "authority", None) => ("Authority", Kind::Text),
            (Kind::Url, "path", None) => ("Path", Kind::Text),
            (Kind::Url, "normalizedPath", None) => ("NormalizedPath", Kind::Text),
            (Kind::Url, "isIp", None) => ("IsIp", Kind::Bool),
            (Kind::Arn, "partition", None) => ("ArnPartition", Kind::Text),
            (Kind::Arn, "service", None) => ("Service", Kind::Text),
            (Kind::Arn, "region", None) => ("Region", Kind::Text),
            (Kind::Arn, "accountId", None) => ("AccountId", Kind::Text),
            (Kind::Arn, "resourceId", Some(_)) => ("Resource", Kind::Text),
            (Kind::Texts, "", Some(_)) => ("Element", Kind::Text),
            _ => return None,
        };
        Some((part, place, kind))
    }
}

/// The slots of a rule set.
#[derive(Debug, Default)]
pub(super) struct Slots {
    by_name: BTreeMap<(String, Kind), u16>,
}

impl Slots {
    /// The slot of a name; the same name in two branches has one slot.
    pub(super) fn of(&mut self, name: &str, kind: Kind) -> u16 {
        let next = u16::try_from(self.by_name.len()).unwrap_or(u16::MAX);
        *self.by_name.entry((name.to_owned(), kind)).or_insert(next)
    }

    pub(super) fn count(&self) -> usize {
        self.by_name.len()
    }
}

/// The names that a rule sees.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope {
    seen: BTreeMap<String, (u16, Kind)>,
    /// Every parameter, for advice.
    parameters: Rc<[String]>,
}

impl Scope {
    pub(super) fn new(parameters: impl Iterator<Item = String>) -> Self {
        Scope { seen: BTreeMap::new(), parameters: parameters.collect() }
    }

    pub(super) fn add(&mut self, name: &str, slot: u16, kind: Kind) {
        self.seen.insert(name.to_owned(), (slot, kind));
    }

    pub(super) fn find(&self, name: &str) -> Option<(u16, Kind)> {
        self.seen.get(name).copied()
    }

    /// What a reference refers to.
    pub(super) fn get(&self, source: &Located, name: &str) -> Result<(u16, Kind), Diagnostic> {
        self.find(name).ok_or_else(|| {
            let message = format!("there is no parameter or variable `{}`", name.escape_default());
            let known = self.seen.keys().chain(self.parameters.iter()).map(String::as_str);
            source.place.problem(message).help(nearest(name, known))
        })
    }
}
