//! What an update did, in words: what changes for users, service by service, and the sums.

use std::fmt;

use crate::changes::{self, Event, Finding, Kind, Totals};
use crate::store::Definitions;

/// How many changes of one service are told, unless all are wanted.
const SHOWN: usize = 20;

/// How many characters of a change are told, unless all are wanted.
const LONGEST: usize = 200;

/// What happened to one service.
#[derive(Debug)]
pub(crate) struct Change {
    service: String,
    version: String,
    /// The version that was there.
    was: Option<String>,
    /// Files that are new, other than before, or gone.
    written: usize,
    kept: usize,
    findings: Vec<Finding>,
    totals: Totals,
}

/// Compares what was there with what is there now.
pub(crate) fn compare(old: Option<&Definitions>, new: &Definitions) -> Change {
    let same_version = old.filter(|old| old.version == new.version);
    let same = |(name, text): &(&String, &Vec<u8>)| {
        same_version.is_some_and(|old| old.files.get(*name) == Some(*text))
    };
    let kept = new.files.iter().filter(same).count();
    let gone = same_version
        .map_or(0, |old| old.files.keys().filter(|name| !new.files.contains_key(*name)).count());
    let written = new.files.len() - kept + gone;
    let (findings, totals) = changes::compare(old.filter(|_| written > 0), new);
    Change {
        service: new.service.clone(),
        version: new.version.clone(),
        was: old.map(|old| old.version.clone()),
        written,
        kept,
        findings,
        totals,
    }
}

impl Change {
    /// Is anything other than before?
    pub(crate) fn is_any(&self) -> bool {
        self.written > 0
    }

    fn is_new(&self) -> bool {
        self.was.is_none()
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, full: bool) -> fmt::Result {
        self.head(f)?;
        let shown = if full { self.findings.len() } else { SHOWN };
        for finding in self.findings.iter().take(shown) {
            writeln!(
                f,
                "  {} {}",
                self.service,
                if full { finding.clone() } else { short(finding) }
            )?;
        }
        match self.findings.get(shown..) {
            None | Some([]) => Ok(()),
            Some(rest) => {
                let breaking = rest.iter().filter(|finding| finding.breaking).count();
                writeln!(f, "  and {} more, {breaking} breaking (--full shows them)", rest.len())
            }
        }
    }

    fn head(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.service, self.version)?;
        match &self.was {
            None => write!(f, " (new)")?,
            Some(was) if *was != self.version => write!(f, " (was {was})")?,
            Some(_) => {}
        }
        write!(f, ": {} changed, {} unchanged", count(self.written, "file"), self.kept)?;
        if self.is_new() {
            return writeln!(f, "; {}", self.content());
        }
        writeln!(f, "{}", if self.findings.is_empty() { "; no change for users" } else { "" })
    }

    fn content(&self) -> String {
        let kinds = Kind::COUNTED.into_iter().zip(self.totals);
        kinds.map(|((_, what), number)| count(number, what)).collect::<Vec<_>>().join(", ")
    }

    /// How many operations, paginators or waiters met this.
    fn subjects(&self, kind: Kind, event: Event) -> usize {
        if self.is_new() {
            let position = Kind::COUNTED.iter().position(|(counted, _)| *counted == kind);
            let total = position.and_then(|position| self.totals.get(position)).copied();
            return if event == Event::Added { total.unwrap_or_default() } else { 0 };
        }
        let about = self.findings.iter();
        let about = about.filter(|finding| finding.kind == kind && finding.event == event);
        about.map(|finding| &finding.subject).collect::<std::collections::BTreeSet<_>>().len()
    }

    fn breaking(&self) -> usize {
        self.findings.iter().filter(|finding| finding.breaking).count()
    }
}

/// What happened to all services.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) changes: Vec<Change>,
    /// Services that the release has no more.
    pub(crate) gone: Vec<String>,
    /// What happened to the partitions and regions.
    pub(crate) regions: Vec<Finding>,
    /// Files beside the services that are other than before.
    pub(crate) files: Vec<String>,
    /// Services that were not looked at, and are of another release.
    pub(crate) left: Vec<String>,
    /// Is every change to be told?
    pub(crate) full: bool,
}

impl Report {
    fn is_any(&self) -> bool {
        let changed = self.changes.iter().any(Change::is_any);
        changed || !self.gone.is_empty() || !self.files.is_empty()
    }

    /// `439 services (2 added, 1 changed)`, and so for each kind.
    fn sums(&self) -> String {
        let services = |test: &dyn Fn(&Change) -> bool| {
            self.changes.iter().filter(|change| test(change)).count()
        };
        let parts = [
            (services(&|change| change.is_new()), "added"),
            (self.gone.len(), "removed"),
            (services(&|change| !change.is_new() && change.is_any()), "changed"),
        ];
        let mut sums = vec![with_parts(count(self.changes.len(), "service"), &parts)];
        for (index, (kind, what)) in Kind::COUNTED.into_iter().enumerate() {
            let totals = self.changes.iter().filter_map(|change| change.totals.get(index));
            let of = |event| self.changes.iter().map(|change| change.subjects(kind, event)).sum();
            let parts = [
                (of(Event::Added), "added"),
                (of(Event::Removed), "removed"),
                (of(Event::Changed), "changed"),
            ];
            sums.push(with_parts(count(totals.sum(), what), &parts));
        }
        sums.join(", ")
    }

    /// How many changes there are, and where they break programs.
    fn verdict(&self) -> String {
        let all = self.changes.iter().map(|change| change.findings.len()).sum::<usize>();
        let all = all + self.gone.len() + self.regions.len();
        let breaking = self.changes.iter().filter(|change| change.breaking() > 0);
        let mut places: Vec<String> =
            breaking.map(|change| format!("{} {}", change.service, change.breaking())).collect();
        places.extend(self.gone.iter().map(|service| format!("{service} removed")));
        let regions = self.regions.iter().filter(|finding| finding.breaking).count();
        places.extend((regions > 0).then(|| format!("regions {regions}")));
        let what = format!("{} for users", count(all, "change"));
        match places.as_slice() {
            [] => format!("{what}, none breaking"),
            _ => format!("{what}; breaking: {}", places.join(", ")),
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for change in self.changes.iter().filter(|change| change.is_any()) {
            change.write(f, self.full)?;
        }
        for service in &self.gone {
            writeln!(f, "{service}: removed, the release has it no more (breaking)")?;
        }
        self.regions.iter().try_for_each(|finding| writeln!(f, "{finding}"))?;
        if !self.files.is_empty() {
            writeln!(f, "changed beside the services: {}", self.files.join(", "))?;
        }
        if !self.left.is_empty() {
            let left = self.left.join(", ");
            let help = "run again without --service";
            writeln!(f, "not updated, still of another release: {left} ({help})")?;
        }
        writeln!(f, "{}", self.sums())?;
        let verdict = if self.is_any() { self.verdict() } else { "nothing changed".to_owned() };
        writeln!(f, "{verdict}")
    }
}

/// The finding in a line that can be read: some lists of names are very long.
fn short(finding: &Finding) -> Finding {
    let mut short = finding.clone();
    let cut = finding.text.char_indices().nth(LONGEST).map(|(at, _)| at);
    if let Some(head) = cut.and_then(|at| finding.text.get(..at)) {
        // Not in the middle of a name.
        let head = head.rsplit_once(", ").map_or(head, |(names, _)| names);
        short.text = format!("{head} … (--full shows all)");
    }
    short
}

fn with_parts(total: String, parts: &[(usize, &str)]) -> String {
    let parts = parts.iter().filter(|(number, _)| *number > 0);
    let parts: Vec<_> = parts.map(|(number, what)| format!("{number} {what}")).collect();
    if parts.is_empty() { total } else { format!("{total} ({})", parts.join(", ")) }
}

/// "1 file", "2 files".
pub(crate) fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn definitions(version: &str, files: &[(&str, &str)]) -> Definitions {
        let own = |&(name, text): &(&str, &str)| (name.to_owned(), text.as_bytes().to_vec());
        let files = files.iter().map(own).collect();
        Definitions { service: "a".into(), version: version.into(), files }
    }

    fn report(changes: Vec<Change>) -> String {
        Report { changes, ..Report::default() }.to_string()
    }

    #[test]
    fn a_new_service_is_counted() {
        let new = definitions("1", &[("service-2.json", r#"{"operations": {"Get": {}}}"#)]);
        let expected = "a 1 (new): 1 file changed, 0 unchanged; \
                        1 operation, 0 paginators, 0 waiters\n\
                        1 service (1 added), 1 operation (1 added), 0 paginators, 0 waiters\n\
                        0 changes for users, none breaking\n";
        assert_eq!(report(vec![compare(None, &new)]), expected);
    }

    #[test]
    fn what_changed_is_named() {
        let old = [
            ("service-2.json", r#"{"operations": {"Get": {}, "Old": {}}}"#),
            ("waiters-2.json", r#"{"waiters": {"Here": {"delay": 1}}}"#),
        ];
        let new = [
            ("paginators-1.json", r#"{"pagination": {"New": {}}}"#),
            ("service-2.json", r#"{"operations": {"Get": {}, "New": {}}}"#),
            ("waiters-2.json", r#"{"waiters": {"Here": {"delay": 2}}}"#),
        ];
        let change = compare(Some(&definitions("1", &old)), &definitions("2", &new));
        let expected = "a 2 (was 1): 3 files changed, 0 unchanged\n  \
                        a Old: removed (breaking)\n  \
                        a New: added\n  \
                        a paginator New: added\n  \
                        a waiter Here: 2 seconds between polls (was 1)\n\
                        1 service (1 changed), 2 operations (1 added, 1 removed), \
                        1 paginator (1 added), 1 waiter (1 changed)\n\
                        4 changes for users; breaking: a 1\n";
        assert_eq!(report(vec![change]), expected);
    }

    #[test]
    fn what_is_equal_is_not_told() {
        let same = definitions("1", &[("service-2.json", r#"{"operations": {"Get": {}}}"#)]);
        let expected = "1 service, 1 operation, 0 paginators, 0 waiters\nnothing changed\n";
        assert_eq!(report(vec![compare(Some(&same), &same)]), expected);
    }

    #[test]
    fn long_lists_are_cut_unless_all_is_wanted() {
        let operations: Vec<String> =
            (10..40).map(|number| format!("\"Op{number}\": {{}}")).collect();
        let text = format!("{{\"operations\": {{{}}}}}", operations.join(","));
        let old = definitions("1", &[("service-2.json", &text)]);
        let new = definitions("1", &[("service-2.json", "{\"operations\": {\"A\": {}}}")]);
        let cut = report(vec![compare(Some(&old), &new)]);
        assert!(cut.contains("a Op29: removed") && !cut.contains("a Op30: removed"), "{cut}");
        assert!(cut.contains("and 11 more, 10 breaking (--full shows them)"), "{cut}");
        let changes = vec![compare(Some(&old), &new)];
        let full = Report { changes, full: true, ..Report::default() }.to_string();
        assert!(full.contains("a Op39: removed") && full.contains("a A: added"), "{full}");
    }

    #[test]
    fn long_lines_are_cut_between_names() {
        let values: Vec<String> = (0..99).map(|number| format!("value-{number}")).collect();
        let text = |values: &[String]| {
            let operations = json!({"Get": {"output": {"shape": "Out"}}});
            let shapes = json!({
                "Out": {"type": "structure", "members": {"Kind": {"shape": "Kind"}}},
                "Kind": {"type": "string", "enum": values},
            });
            json!({"operations": operations, "shapes": shapes}).to_string()
        };
        let [old, new] = [&values[..1], &values[..]]
            .map(|values| definitions("1", &[("service-2.json", &text(values))]));
        let cut = report(vec![compare(Some(&old), &new)]);
        let line = cut.lines().find(|line| line.contains("type Kind")).unwrap();
        assert!(line.starts_with("  a type Kind: values value-1, value-10, "), "{line}");
        assert!(line.ends_with(" … (--full shows all)") && line.len() < 250, "{line}");
        let changes = vec![compare(Some(&old), &new)];
        let full = Report { changes, full: true, ..Report::default() }.to_string();
        assert!(full.contains(", value-97, value-98 added, in Get"), "{full}");
    }

    #[test]
    fn services_that_are_gone_break() {
        let report = Report { gone: vec!["a".into()], ..Report::default() };
        let report = report.to_string();
        assert!(report.contains("a: removed, the release has it no more (breaking)"), "{report}");
        assert!(report.ends_with("1 change for users; breaking: a removed\n"), "{report}");
    }
}
