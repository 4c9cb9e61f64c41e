//! Runs every case and prints how many pass. A word on the command line runs the cases whose ids
//! hold it, and says nothing of the totals.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::process::ExitCode;

use maitred_jmespath_compliance::TABLE;
use maitred_jmespath_compliance::cases::{self, Case};
use maitred_jmespath_compliance::excluded::{self, Excluded};
use maitred_jmespath_compliance::road::Road;

/// How many cases there are; one that got lost would not be missed otherwise.
const TOTAL: usize = 861;

/// How many of a hundred must pass.
const LEAST: usize = 85;

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
    let total = counts.values().fold(Count::default(), |sum, count| Count {
        passed: sum.passed + count.passed,
        excluded: sum.excluded + count.excluded,
        all: sum.all + count.all,
    });
    if word.is_none() {
        problems.extend(excluded::problems(&listed, &cases));
        problems.extend(wrong_total(total));
    }
    problems.iter().for_each(|problem| println!("{problem}"));
    for (file, count) in &counts {
        println!(
            "{file:<12} {:>4} of {:>3} passed, {:>3} excluded",
            count.passed, count.all, count.excluded
        );
    }
    println!("passed {} of {}, excluded {}", total.passed, total.all, total.excluded);
    Ok(if problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run(chosen: &[&Case], listed: &[Excluded]) -> (BTreeMap<String, Count>, Vec<String>) {
    let roads: BTreeMap<&str, &Road> =
        TABLE.iter().map(|entry| (entry.case, &entry.road)).collect();
    let listed: BTreeSet<&str> = listed.iter().map(|one| one.id.as_str()).collect();
    let (mut counts, mut problems) = (BTreeMap::<String, Count>::new(), Vec::new());
    for case in chosen {
        let difference = match roads.get(case.id.as_str()) {
            Some(road) => cases::difference(case, road),
            None => Some("is not in the table of searches".to_owned()),
        };
        let count = counts.entry(case.file.clone()).or_default();
        count.all += 1;
        let Case { id, expression, .. } = case;
        match (difference, listed.contains(id.as_str())) {
            (None, false) => count.passed += 1,
            (Some(_), true) => count.excluded += 1,
            (Some(text), false) => problems.push(format!("{id}: {expression}\n    {text}")),
            (None, true) => {
                problems.push(format!("{id} passes, so it must not stand in excluded.json"));
            }
        }
    }
    (counts, problems)
}

fn wrong_total(total: Count) -> Vec<String> {
    let mut problems = Vec::new();
    if total.all != TOTAL {
        problems.push(format!("expected {TOTAL} cases, found {}", total.all));
    }
    if total.passed * 100 < total.all * LEAST {
        problems.push(format!("only {} of {} pass; {LEAST} % must", total.passed, total.all));
    }
    problems
}
