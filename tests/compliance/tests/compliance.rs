//! Runs every case and prints how many pass. A word on the command line runs the cases whose ids
//! hold it, and says nothing of the totals.

use std::collections::BTreeMap;
use std::io;
use std::process::ExitCode;

use maitred_jmespath_compliance::TABLE;
use maitred_jmespath_compliance::cases::{self, Case};
use maitred_jmespath_compliance::excluded::{self, Excluded};
use maitred_jmespath_compliance::road::Road;

/// How many cases there are; one that got lost would not be missed otherwise.
const TOTAL: usize = 861;

/// How many of a hundred must pass, where a shape describes the document and where none does.
const LEAST: [(bool, usize); 2] = [(true, 85), (false, 99)];

/// What came of a file's cases.
#[derive(Debug, Default, Clone, Copy)]
struct Count {
    passed: usize,
    excluded: usize,
    all: usize,
}

fn main() -> io::Result<ExitCode> {
    // Options are for the standard harness, which other tests have.
    let word = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let (cases, listed) = (cases::all()?, excluded::read()?);
    let chosen: Vec<&Case> = cases
        .iter()
        .filter(|case| word.as_ref().is_none_or(|word| case.id.contains(word)))
        .collect();
    let (counts, mut problems) = run(&chosen, &listed);
    if word.is_none() {
        problems.extend(excluded::problems(&listed, &cases));
        problems
            .extend(LEAST.iter().flat_map(|(typed, least)| wrong(total(&counts, *typed), *least)));
    }
    problems.iter().for_each(|problem| println!("{problem}"));
    for ((_, file), Count { passed, excluded, all }) in &counts {
        println!("{file:<20} {passed:>4} of {all:>3} passed, {excluded:>3} excluded");
    }
    for (typed, as_what) in [(false, "as documents"), (true, "with shapes")] {
        let Count { passed, excluded, all } = total(&counts, typed);
        println!("{as_what}: passed {passed} of {all}, excluded {excluded}");
    }
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The counts of the files, those with shapes behind the others.
type Counts = BTreeMap<(bool, String), Count>;

fn run(chosen: &[&Case], listed: &[Excluded]) -> (Counts, Vec<String>) {
    let roads: BTreeMap<&str, &Road> =
        TABLE.iter().map(|entry| (entry.case, &entry.road)).collect();
    let listed: BTreeMap<&str, &Excluded> =
        listed.iter().map(|one| (one.id.as_str(), one)).collect();
    let (mut counts, mut problems) = (Counts::new(), Vec::new());
    for case in chosen {
        let difference = match roads.get(case.id.as_str()) {
            Some(road) => cases::difference(case, road),
            None => Some("is not in the table of searches".to_owned()),
        };
        let count = counts.entry((case.is_typed, case.file.clone())).or_default();
        count.all += 1;
        let Case { id, expression, .. } = case;
        match (difference, listed.get(id.as_str())) {
            (None, None) => count.passed += 1,
            (Some(text), Some(one)) if text.contains(&one.says) => count.excluded += 1,
            (Some(text), _) => problems.push(format!("{id}: {expression}\n    {text}")),
            (None, Some(_)) => {
                problems.push(format!("{id} passes, so it must not stand in excluded.json"));
            }
        }
    }
    (counts, problems)
}

fn total(counts: &Counts, typed: bool) -> Count {
    let counts = counts.iter().filter(|((is_typed, _), _)| *is_typed == typed);
    counts.fold(Count::default(), |sum, (_, count)| Count {
        passed: sum.passed + count.passed,
        excluded: sum.excluded + count.excluded,
        all: sum.all + count.all,
    })
}

fn wrong(total: Count, least: usize) -> Vec<String> {
    let mut problems = Vec::new();
    if total.all != TOTAL {
        problems.push(format!("expected {TOTAL} cases, found {}", total.all));
    }
    if total.passed * 100 < total.all * least {
        problems.push(format!("only {} of {} pass; {least} % must", total.passed, total.all));
    }
    problems
}
