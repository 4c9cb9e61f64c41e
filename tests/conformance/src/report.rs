//! What came of all cases, as a table and a list.

use std::collections::BTreeMap;
use std::fmt;

use crate::cases::Kind;

/// What came of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// As expected.
    Passed,
    /// Not as expected, and listed with a reason.
    Listed,
    /// Not as expected, or listed although it is.
    Failed(Vec<String>),
}

impl Outcome {
    /// What differs makes a failure, unless the case is listed; a listed case must differ.
    pub fn of(differences: Vec<String>, is_listed: bool) -> Self {
        match (differences.is_empty(), is_listed) {
            (true, false) => Outcome::Passed,
            (false, true) => Outcome::Listed,
            (false, false) => Outcome::Failed(differences),
            (true, true) => {
                Outcome::Failed(vec!["passes, so it must not stand in deviations.json".to_owned()])
            }
        }
    }
}

/// How many cases there are, and what came of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// As expected.
    pub passed: usize,
    /// Listed.
    pub listed: usize,
    /// All.
    pub all: usize,
}

impl Count {
    fn add(&mut self, outcome: &Outcome) {
        self.passed += usize::from(*outcome == Outcome::Passed);
        self.listed += usize::from(*outcome == Outcome::Listed);
        self.all += 1;
    }
}

/// The outcomes so far.
#[derive(Debug, Default)]
pub struct Report {
    files: BTreeMap<(Kind, String), Count>,
    failures: Vec<(String, Vec<String>)>,
}

impl Report {
    /// Adds what came of a case.
    pub fn add(&mut self, kind: Kind, file: &str, id: &str, outcome: Outcome) {
        self.files.entry((kind, file.to_owned())).or_default().add(&outcome);
        if let Outcome::Failed(differences) = outcome {
            self.failures.push((id.to_owned(), differences));
        }
    }

    /// The cases of a kind.
    pub fn count(&self, kind: Kind) -> Count {
        let files = self.files.iter().filter(|((of, _), _)| *of == kind);
        files.fold(Count::default(), |sum, (_, count)| Count {
            passed: sum.passed + count.passed,
            listed: sum.listed + count.listed,
            all: sum.all + count.all,
        })
    }

    /// Did every case pass, but for those listed?
    pub fn is_good(&self) -> bool {
        self.failures.is_empty()
    }
}

/// The failures, then a line for each file, then one for each kind.
impl fmt::Display for Report {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (id, differences) in &self.failures {
            writeln!(formatter, "{id}")?;
            differences.iter().try_for_each(|text| writeln!(formatter, "    {text}"))?;
        }
        let width = self.files.keys().map(|(_, file)| file.len()).fold(6, usize::max);
        for ((kind, file), count) in &self.files {
            line(formatter, &format!("{:<14} {file:<width$}", kind.directory()), *count)?;
        }
        for kind in [Kind::Input, Kind::Output, Kind::Recorded] {
            let name = format!("{:<14} {:<width$}", kind.directory(), "in all");
            line(formatter, &name, self.count(kind))?;
        }
        Ok(())
    }
}

fn line(formatter: &mut fmt::Formatter<'_>, name: &str, count: Count) -> fmt::Result {
    let Count { passed, listed, all } = count;
    write!(formatter, "{name} {passed:>4} of {all:>3} passed")?;
    if listed > 0 {
        write!(formatter, ", {listed} listed as deviations")?;
    }
    match all - passed - listed {
        0 => writeln!(formatter),
        failed => writeln!(formatter, ", {failed} FAILED"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listed_case_must_not_pass() {
        let wrong = || vec!["wrong".to_owned()];
        assert_eq!(Outcome::of(Vec::new(), false), Outcome::Passed);
        assert_eq!(Outcome::of(wrong(), true), Outcome::Listed);
        assert_eq!(Outcome::of(wrong(), false), Outcome::Failed(wrong()));
        assert!(matches!(Outcome::of(Vec::new(), true), Outcome::Failed(_)));
    }

    #[test]
    fn everything_is_counted() {
        let mut report = Report::default();
        report.add(Kind::Input, "ec2", "input/ec2/A", Outcome::Passed);
        report.add(Kind::Input, "json", "input/json/B", Outcome::Listed);
        assert!(report.is_good());
        report.add(Kind::Output, "ec2", "output/ec2/C", Outcome::Failed(vec!["x".to_owned()]));
        assert!(!report.is_good());
        assert_eq!(report.count(Kind::Input), Count { passed: 1, listed: 1, all: 2 });
        let text = report.to_string();
        assert!(text.starts_with("output/ec2/C\n    x\n"), "{text}");
        assert!(
            text.contains("input          json      0 of   1 passed, 1 listed as deviations\n")
        );
        assert!(text.contains("output         in all    0 of   1 passed, 1 FAILED\n"), "{text}");
    }
}
