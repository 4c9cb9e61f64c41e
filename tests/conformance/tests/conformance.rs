//! Runs every case and prints how many pass. A word on the command line runs the cases whose ids
//! hold it, and says nothing of the totals.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::Path;
use std::process::ExitCode;

use maitred_conformance::cases::{self, Case, Kind};
use maitred_conformance::deviations::{self, Deviation};
use maitred_conformance::report::{Outcome, Report};
use maitred_conformance::road::Road;
use maitred_conformance::{TABLE, request, response};
use serde_json::Value;

/// How many cases botocore's release has; a case that got lost would not be missed otherwise.
const TOTALS: [(Kind, usize); 3] = [(Kind::Input, 367), (Kind::Output, 365), (Kind::Recorded, 201)];

fn main() -> io::Result<ExitCode> {
    // Options are for the standard harness, which other tests have.
    let word = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    let (cases, listed) = (cases::all()?, deviations::read()?);
    let chosen =
        cases.iter().filter(|case| word.as_ref().is_none_or(|word| case.id.contains(word)));
    let report = run(chosen, &listed);
    println!("{report}");
    let mut problems = Vec::new();
    if word.is_none() {
        problems =
            deviations::problems(&listed, &cases.iter().map(|case| case.id.as_str()).collect());
        problems.extend(other_release()?);
        problems.extend(TOTALS.iter().filter_map(|(kind, all)| total(&report, *kind, *all)));
        for Deviation { id, reason, rule } in &listed {
            println!("deviation {id}: {reason} ({rule})");
        }
    }
    for problem in &problems {
        println!("{problem}");
    }
    let good = report.is_good() && problems.is_empty();
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn run<'a>(cases: impl Iterator<Item = &'a Case>, listed: &[Deviation]) -> Report {
    let roads: BTreeMap<&str, &Road> =
        TABLE.iter().map(|entry| (entry.case, &entry.road)).collect();
    let listed: BTreeSet<&str> = listed.iter().map(|deviation| deviation.id.as_str()).collect();
    let mut report = Report::default();
    for case in cases {
        let differences = match roads.get(case.id.as_str()) {
            Some(Road::Request(road)) => request::run(case, *road),
            Some(Road::Response(road, exceptions)) => response::run(case, *road, exceptions),
            Some(Road::Refused(text)) => vec![format!("does not generate: {text}")],
            None => vec!["is not in the table of operations".to_owned()],
        };
        let outcome = Outcome::of(differences, listed.contains(case.id.as_str()));
        report.add(case.kind, &case.file, &case.id, outcome);
    }
    report
}

fn total(report: &Report, kind: Kind, all: usize) -> Option<String> {
    let found = report.count(kind).all;
    let name = kind.directory();
    (found != all).then(|| format!("{name}: expected {all} cases, found {found}"))
}

/// The recorded answers are read with the bundled definitions: both are of one release.
fn other_release() -> io::Result<Option<String>> {
    let release = |directory: &Path| -> io::Result<String> {
        let record: Value =
            serde_json::from_slice(&std::fs::read(directory.join("release.json"))?)?;
        Ok(record["release"].to_string())
    };
    let (own, other) = (release(&cases::home())?, release(&cases::home().join("../../specs"))?);
    Ok((own != other).then(|| format!("the cases are of release {own}, specs/ of {other}")))
}
