//! The bundled definitions, checked as a whole: every file parses, agrees with the others of its
//! service, and holds no documentation text.

mod facts;
mod prose;

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;

use serde_json::Value;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Services, paginators and waiters of the recorded release. An update changes them, and its report
/// says why.
const COUNTS: (usize, usize, usize) = (439, 3449, 410);

/// Operations, paginators and waiters that a service has had once. Fewer means that an update
/// lost some, which breaks programs; more is fine.
const AT_LEAST: [(&str, usize, usize, usize); 5] = [
    ("dynamodb", 62, 6, 7),
    ("dynamodbstreams", 4, 0, 0),
    ("ec2", 830, 177, 43),
    ("ecs", 88, 12, 9),
    ("kinesis", 57, 6, 3),
];

/// What is true of all services, or the names of those of which it is not.
fn all(test: impl Fn(&facts::Facts) -> bool) -> Vec<&'static str> {
    let wrong = facts::all().iter().filter(|facts| !test(facts));
    wrong.map(|facts| facts.service.as_str()).collect()
}

const NONE: [&str; 0] = [];

fn file(name: &str) -> Outcome<String> {
    Ok(fs::read_to_string(maitred_specs::dir().join(name))?)
}

#[test]
fn every_service_is_here() {
    let all = facts::all();
    let paginators: usize = all.iter().map(|facts| facts.paginators.len()).sum();
    let waiters: usize = all.iter().map(|facts| facts.waiters.len()).sum();
    assert_eq!((all.len(), paginators, waiters), COUNTS);
}

#[test]
fn nothing_is_lost() -> Outcome {
    for (name, operations, paginators, waiters) in AT_LEAST {
        let facts = facts::all().iter().find(|facts| facts.service == name).ok_or(name)?;
        assert!(facts.operations.len() >= operations, "operations of {name}");
        assert!(facts.paginators.len() >= paginators, "paginators of {name}");
        assert!(facts.waiters.len() >= waiters, "waiters of {name}");
    }
    Ok(())
}

#[test]
fn every_file_can_be_read() {
    let broken: Vec<_> = facts::all().iter().flat_map(|facts| &facts.broken).collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn every_service_has_one_version_which_is_its_models() {
    assert_eq!(all(|facts| facts.versions == [facts.api_version.as_str()]), NONE);
}

#[test]
fn only_known_files_are_here() {
    let known = |file: &String| {
        let kind = file.trim_end_matches(".json").trim_end_matches(".sdk-extras");
        ["service-2", "paginators-1", "waiters-2", "endpoint-rule-set-1"].contains(&kind)
    };
    assert_eq!(all(|facts| facts.files.iter().all(known)), NONE);
    assert_eq!(all(|facts| facts.files.contains("service-2.json")), NONE);
}

#[test]
fn every_service_has_endpoint_rules() {
    assert_eq!(all(|facts| facts.rules > 0), NONE);
}

#[test]
fn paginators_and_waiters_name_operations() {
    assert_eq!(all(|facts| facts.paginators.is_subset(&facts.operations)), NONE);
    let known = |facts: &facts::Facts| {
        facts.waiters.iter().all(|(_, operation)| facts.operations.contains(operation))
    };
    assert_eq!(all(known), NONE);
}

#[test]
fn every_shape_that_is_named_is_there() {
    assert_eq!(all(|facts| !facts.named.is_empty()), NONE);
    assert_eq!(all(|facts| facts.named.is_subset(&facts.shapes)), NONE);
}

#[test]
fn no_documentation_text_is_left() -> Outcome {
    let prose = facts::all()
        .iter()
        .flat_map(|facts| facts.prose.iter().map(|place| format!("{}: {place}", facts.service)));
    let prose: Vec<String> = prose.collect();
    assert!(prose.is_empty(), "{prose:#?}");
    let partitions = serde_json::from_str(&file("partitions.json")?)?;
    assert_eq!(prose::left(&partitions), NONE);
    Ok(())
}

#[test]
fn one_entry_a_line() {
    assert_eq!(all(|facts| facts.crowded.is_empty()), NONE);
}

#[test]
fn partitions_have_regions() -> Outcome {
    let partitions: Value = serde_json::from_str(&file("partitions.json")?)?;
    let partitions = partitions["partitions"].as_array().ok_or("no partitions")?;
    let mut ids = BTreeSet::new();
    for partition in partitions {
        let id = partition["id"].as_str().ok_or("a partition without a name")?;
        assert!(
            partition["regionRegex"].as_str().is_some_and(|text| text.starts_with('^')),
            "{id}"
        );
        assert!(partition["outputs"]["dnsSuffix"].is_string(), "{id}");
        assert!(partition["regions"].as_object().is_some_and(|all| !all.is_empty()), "{id}");
        ids.insert(id);
    }
    for id in ["aws", "aws-cn", "aws-us-gov"] {
        assert!(ids.contains(id), "{id}");
    }
    Ok(())
}

#[test]
fn the_release_is_told_everywhere() -> Outcome {
    let record: Value = serde_json::from_str(&file("release.json")?)?;
    assert_eq!(record["release"], maitred_specs::RELEASE);
    let (readme, notice) = (file("README.md")?, file("NOTICE")?);
    for field in ["release", "file", "sha256"] {
        let value = record[field].as_str().ok_or(field)?;
        assert!(readme.contains(value), "{field} in the README");
        assert!(notice.contains(value) || field == "file", "{field} in NOTICE");
    }
    let (services, paginators, waiters) = COUNTS;
    for (what, count) in [("services", services), ("paginators", paginators), ("waiters", waiters)]
    {
        assert!(readme.contains(&format!("| {what} | {count} |")), "{what} in the README");
    }
    Ok(())
}
