//! What an update changed, compared with what was there.
//!
//! Operations, paginators and waiters are named one by one, since each is something that a
//! program may use; shapes are only counted.

use std::fmt;

use indicatif::HumanBytes;
use serde_json::{Map, Value};

use crate::store::Definitions;

/// What an entry is called, the file it is in, the key it is under, and whether it is named.
const KINDS: [(&str, &str, &str, bool); 4] = [
    ("operation", "service-2.json", "operations", true),
    ("shape", "service-2.json", "shapes", false),
    ("paginator", "paginators-1.json", "pagination", true),
    ("waiter", "waiters-2.json", "waiters", true),
];

/// What happened to one service.
#[derive(Debug)]
pub(crate) struct Change {
    service: String,
    version: String,
    was: Option<String>,
    written: Vec<Written>,
    kept: usize,
    deltas: Vec<Delta>,
}

#[derive(Debug)]
struct Written {
    file: String,
    size: u64,
    was: Option<u64>,
}

/// What happened to the entries of one kind.
#[derive(Debug, Default)]
struct Delta {
    kind: &'static str,
    named: bool,
    total: usize,
    added: Vec<String>,
    removed: Vec<String>,
    changed: Vec<String>,
}

/// Compares what was there with what is there now; `written` are the files that differed.
pub(crate) fn compare(old: Option<&Definitions>, new: &Definitions, written: &[String]) -> Change {
    Change {
        service: new.service.clone(),
        version: new.version.clone(),
        was: old.map(|old| old.version.clone()),
        written: written.iter().map(|file| size(old, new, file)).collect(),
        kept: new.files.len() - written.len(),
        deltas: KINDS.iter().map(|kind| delta(old, new, *kind)).collect(),
    }
}

fn size(old: Option<&Definitions>, new: &Definitions, file: &str) -> Written {
    let bytes = |of: &Definitions| of.files.get(file).map(|content| content.len() as u64);
    let size = bytes(new).unwrap_or_default();
    Written { file: file.to_owned(), size, was: old.and_then(bytes) }
}

fn delta(
    old: Option<&Definitions>,
    new: &Definitions,
    (kind, file, key, named): (&'static str, &str, &str, bool),
) -> Delta {
    let before = old.map(|old| entries(old, file, key)).unwrap_or_default();
    let now = entries(new, file, key);
    let missing = |from: &Map<String, Value>, other: &Map<String, Value>| {
        other.keys().filter(|name| !from.contains_key(*name)).cloned().collect()
    };
    let differs =
        |(name, value): &(&String, &Value)| before.get(*name).is_some_and(|other| other != *value);
    Delta {
        kind,
        named,
        total: now.len(),
        added: missing(&before, &now),
        removed: missing(&now, &before),
        changed: now.iter().filter(differs).map(|(name, _)| name.clone()).collect(),
    }
}

/// The entries under a key of a file; none if the file is missing or not readable as such.
fn entries(definitions: &Definitions, file: &str, key: &str) -> Map<String, Value> {
    let content = definitions.files.get(file).map(Vec::as_slice).unwrap_or_default();
    match serde_json::from_slice::<Value>(content).ok().as_mut().and_then(|all| all.get_mut(key)) {
        Some(Value::Object(map)) => std::mem::take(map),
        _ => Map::new(),
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}{}: ", self.service, self.version, self.origin())?;
        writeln!(f, "{} written, {} unchanged", count(self.written.len(), "file"), self.kept)?;
        self.written.iter().try_for_each(|file| writeln!(f, "  {file}"))?;
        let totals: Vec<_> = self.deltas.iter().map(|delta| self.total(delta)).collect();
        writeln!(f, "  {}", totals.join(", "))?;
        self.deltas
            .iter()
            .filter(|delta| self.was.is_some() && delta.named)
            .try_for_each(|delta| write!(f, "{delta}"))
    }
}

impl Change {
    fn origin(&self) -> String {
        match &self.was {
            None => " (new)".to_owned(),
            Some(was) if *was != self.version => format!(" (was {was})"),
            Some(_) => String::new(),
        }
    }

    fn total(&self, delta: &Delta) -> String {
        let total = count(delta.total, delta.kind);
        let parts =
            [(&delta.added, "added"), (&delta.removed, "removed"), (&delta.changed, "changed")];
        let parts = parts.iter().filter(|(names, _)| self.was.is_some() && !names.is_empty());
        let parts: Vec<_> = parts.map(|(names, what)| format!("{} {what}", names.len())).collect();
        if parts.is_empty() { total } else { format!("{total} ({})", parts.join(", ")) }
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, HumanBytes(self.size))?;
        self.was.iter().try_for_each(|was| write!(f, " (was {})", HumanBytes(*was)))
    }
}

impl fmt::Display for Delta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let marks = [('+', &self.added), ('-', &self.removed), ('~', &self.changed)];
        marks.into_iter().try_for_each(|(mark, names)| {
            names.iter().try_for_each(|name| writeln!(f, "  {mark} {} {name}", self.kind))
        })
    }
}

/// "1 file", "2 files".
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn definitions(version: &str, files: &[(&str, &str)]) -> Definitions {
        let own = |&(name, text): &(&str, &str)| (name.to_owned(), text.as_bytes().to_vec());
        let files = files.iter().map(own).collect();
        Definitions { service: "a".into(), version: version.into(), files }
    }

    #[test]
    fn a_new_service_is_counted() {
        let service = r#"{"operations": {"Get": {}}, "shapes": {"A": {}, "B": {}}}"#;
        let new = definitions("1", &[("service-2.json", service)]);
        let report = compare(None, &new, &["service-2.json".to_owned()]).to_string();
        let expected = "a 1 (new): 1 file written, 0 unchanged\n  \
                        service-2.json: 57 B\n  \
                        1 operation, 2 shapes, 0 paginators, 0 waiters\n";
        assert_eq!(report, expected);
    }

    #[test]
    fn what_changed_is_named() {
        let old = [
            ("service-2.json", r#"{"operations": {"Get": {}, "Old": {}}, "shapes": {"A": {}}}"#),
            ("waiters-2.json", r#"{"waiters": {"Here": {"delay": 1}}}"#),
        ];
        let new = [
            ("paginators-1.json", r#"{"pagination": {"New": {}}}"#),
            ("service-2.json", r#"{"operations": {"Get": {}, "New": {}}, "shapes": {"B": {}}}"#),
            ("waiters-2.json", r#"{"waiters": {"Here": {"delay": 2}}}"#),
        ];
        let written = new.map(|(file, _)| file.to_owned());
        let report = compare(Some(&definitions("1", &old)), &definitions("2", &new), &written);
        let expected = "a 2 (was 1): 3 files written, 0 unchanged\n  \
                        paginators-1.json: 27 B\n  \
                        service-2.json: 59 B (was 59 B)\n  \
                        waiters-2.json: 35 B (was 35 B)\n  \
                        2 operations (1 added, 1 removed), 1 shape (1 added, 1 removed), \
                        1 paginator (1 added), 1 waiter (1 changed)\n  \
                        + operation New\n  \
                        - operation Old\n  \
                        + paginator New\n  \
                        ~ waiter Here\n";
        assert_eq!(report.to_string(), expected);
    }
}
