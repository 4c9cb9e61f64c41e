//! What came of it, in words: the failures first, the sum at the end.

use std::fmt;

use indicatif::HumanCount;

use super::Results;
use super::check::Checked;
use super::generate::{Generated, Problems};
use super::memory::Bytes;
use crate::report::count;

/// How many of the compiler's errors are shown of a service; the first one often causes the rest.
const SHOWN: usize = 5;

/// What came of generating.
pub(super) struct Generation<'a> {
    pub(super) results: &'a Results<Generated>,
    pub(super) seconds: f64,
    pub(super) memory: Option<Bytes>,
}

impl Generation<'_> {
    pub(super) fn is_good(&self) -> bool {
        failed(self.results) == 0
    }
}

impl fmt::Display for Generation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (service, done) in successes(self.results) {
            let mut warnings = done.warnings.iter();
            warnings.try_for_each(|warning| writeln!(f, "{service}: warning: {warning}"))?;
        }
        for (service, problems) in failures(self.results) {
            fail(f, service, "not generated", problems, usize::MAX)?;
        }
        let done: Vec<&Generated> = self.results.iter().flat_map(|(_, result)| result).collect();
        let sum = |of: fn(&Generated) -> usize| done.iter().map(|done| of(done)).sum::<usize>();
        let human = |of: fn(&Generated) -> usize| HumanCount(sum(of) as u64);
        write!(
            f,
            "{}, {}, {}, {} failed; {} operations, {} files, {} lines, {:.1} s",
            count(self.results.len(), "service"),
            count(sum(|done| done.paginators), "paginator"),
            count(sum(|done| done.waiters), "waiter"),
            failed(self.results),
            human(|done| done.operations),
            human(|done| done.files),
            human(|done| done.lines),
            self.seconds,
        )?;
        self.memory.iter().try_for_each(|bytes| write!(f, ", {}", Megabytes(*bytes)))?;
        writeln!(f)
    }
}

/// What came of type-checking.
pub(super) struct Checking {
    pub(super) results: Results<Checked>,
    pub(super) seconds: f64,
    pub(super) memory: Option<Bytes>,
    pub(super) jobs: usize,
}

impl Checking {
    pub(super) fn is_good(&self) -> bool {
        failed(&self.results) == 0
    }
}

impl fmt::Display for Checking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (service, Checked { seconds, memory }) in successes(&self.results) {
            write!(f, "{service}: checked, {seconds:.1} s")?;
            memory.iter().try_for_each(|bytes| write!(f, ", {}", Megabytes(*bytes)))?;
            writeln!(f)?;
        }
        for (service, problems) in failures(&self.results) {
            fail(f, service, "does not compile", problems, SHOWN)?;
        }
        let (services, failed) = (count(self.results.len(), "service"), failed(&self.results));
        write!(f, "{services} checked, {failed} failed; {:.1} s, ", self.seconds)?;
        write!(f, "{} at once", count(self.jobs, "compiler"))?;
        self.memory.iter().try_for_each(|bytes| write!(f, ", {} in all", Megabytes(*bytes)))?;
        writeln!(f)
    }
}

fn fail(
    f: &mut fmt::Formatter<'_>,
    service: &str,
    what: &str,
    problems: &Problems,
    shown: usize,
) -> fmt::Result {
    writeln!(f, "{service}: {what}, {}", count(problems.len(), "problem"))?;
    problems.iter().take(shown).try_for_each(|problem| writeln!(f, "  {problem}"))?;
    match problems.len().saturating_sub(shown) {
        0 => Ok(()),
        more => writeln!(f, "  and {more} more"),
    }
}

fn failures<T>(results: &Results<T>) -> impl Iterator<Item = (&str, &Problems)> {
    results.iter().filter_map(|(service, result)| Some((&**service, result.as_ref().err()?)))
}

fn successes<T>(results: &Results<T>) -> impl Iterator<Item = (&str, &T)> {
    results.iter().filter_map(|(service, result)| Some((&**service, result.as_ref().ok()?)))
}

fn failed<T>(results: &Results<T>) -> usize {
    failures(results).count()
}

struct Megabytes(Bytes);

impl fmt::Display for Megabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} MB", HumanCount(self.0 / 1_000_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generated() -> Generated {
        let (files, lines, warnings) = (1000, 1_234_567, Vec::new());
        Generated { operations: 3, paginators: 2, waiters: 1, files, lines, warnings }
    }

    fn problems(number: usize) -> Problems {
        (0..number).map(|number| format!("problem {number}")).collect()
    }

    #[test]
    fn the_sum_is_the_last_line() {
        let results = vec![("a".to_owned(), Ok(generated())), ("b".to_owned(), Ok(generated()))];
        let memory = Some(512_000_000);
        let report = Generation { results: &results, seconds: 8.06, memory };
        let expected = "2 services, 4 paginators, 2 waiters, 0 failed; \
                        6 operations, 2,000 files, 2,469,134 lines, 8.1 s, 512 MB\n";
        assert_eq!(report.to_string(), expected);
        assert!(report.is_good());
    }

    #[test]
    fn a_failure_has_all_its_problems() {
        let results = vec![("a".to_owned(), Ok(generated())), ("b".to_owned(), Err(problems(7)))];
        let report = Generation { results: &results, seconds: 1.0, memory: None };
        let text = report.to_string();
        assert!(text.starts_with("b: not generated, 7 problems\n  problem 0\n"), "{text}");
        assert!(text.contains("\n  problem 6\n2 services, 2 paginators, 1 waiter, 1 failed; "));
        assert!(!report.is_good());
    }

    #[test]
    fn warnings_are_said_and_are_no_failure() {
        let odd = Generated { warnings: vec!["odd".to_owned()], ..generated() };
        let results = vec![("a".to_owned(), Ok(odd))];
        let report = Generation { results: &results, seconds: 1.0, memory: None };
        assert!(report.to_string().starts_with("a: warning: odd\n1 service, "));
        assert!(report.is_good());
    }

    #[test]
    fn a_check_shows_time_and_memory_and_the_first_errors() {
        let fine = Checked { seconds: 2.25, memory: Some(1_500_000_000) };
        let results = vec![("a".to_owned(), Ok(fine)), ("b".to_owned(), Err(problems(6)))];
        let report = Checking { results, seconds: 9.0, memory: Some(2_000_000_000), jobs: 2 };
        let expected = "a: checked, 2.2 s, 1,500 MB\n\
                        b: does not compile, 6 problems\n  \
                        problem 0\n  problem 1\n  problem 2\n  problem 3\n  problem 4\n  \
                        and 1 more\n\
                        2 services checked, 1 failed; 9.0 s, 2 compilers at once, 2,000 MB in all\n";
        assert_eq!(report.to_string(), expected);
        assert!(!report.is_good());
    }
}
