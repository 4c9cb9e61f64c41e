//! What is a warning in the bundled definitions: the mistakes of AWS's waiters that are known, and
//! nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;

use maitred_build::{
    Diagnostic, Disk, Selection, ServiceSelection, Sources, compile_with_warnings, specs,
};

/// The services that have waiters.
fn services() -> Vec<String> {
    let entries = |path: &Path| {
        std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    };
    let has_waiters = |service: &Path| {
        entries(service).iter().filter(|version| version.is_dir()).any(|version| {
            let text = std::fs::read_to_string(version.join("waiters-2.json"));
            text.is_ok_and(|text| text.contains("\"acceptors\""))
        })
    };
    let services = entries(specs::dir()).into_iter().filter(|path| path.is_dir());
    let services = services.filter(|path| has_waiters(path));
    let mut names: Vec<String> =
        services.map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

fn warnings(service: &str) -> Vec<Diagnostic> {
    let sources = Sources { definitions: vec![specs::dir().to_owned()], models: Vec::new() };
    let mut selection = Selection::default();
    selection.add(service, ServiceSelection::default().all_waiters());
    let output = compile_with_warnings(&Disk::default(), &sources, &selection, "::maitred");
    output.unwrap_or_else(|problems| panic!("{service}: {problems}")).warnings
}

/// Service, waiter, index of the acceptor, and the nearest value.
const KNOWN: [(&str, &str, usize, &str); 8] = [
    ("appconfig", "EnvironmentReadyForDeployment", 0, "READY_FOR_DEPLOYMENT"),
    ("appconfig", "EnvironmentReadyForDeployment", 1, "ROLLED_BACK"),
    ("appconfig", "EnvironmentReadyForDeployment", 2, "REVERTED"),
    ("ec2", "ConversionTaskDeleted", 0, "completed"),
    ("omics", "AnnotationStoreDeleted", 0, "DELETING"),
    ("omics", "AnnotationStoreVersionDeleted", 0, "DELETING"),
    ("omics", "VariantStoreDeleted", 0, "DELETING"),
    ("rds", "TenantDatabaseDeleted", 1, "DBInstanceNotFound"),
];

/// Those of the waiters above that have no other way to succeed.
const HOPELESS: [&str; 2] = ["EnvironmentReadyForDeployment", "ConversionTaskDeleted"];

#[test]
fn d22_the_known_mistakes_of_the_bundled_waiters_are_warned_of_and_nothing_else() {
    let services = services();
    assert!(services.len() >= 80, "{} services have waiters", services.len());
    let found: Vec<(&str, Diagnostic)> = services
        .iter()
        .flat_map(|service| warnings(service).into_iter().map(|one| (service.as_str(), one)))
        .collect();
    assert_eq!(found.len(), KNOWN.len(), "{found:#?}");
    for ((service, warning), (known, waiter, index, nearest)) in found.iter().zip(KNOWN) {
        assert_eq!(*service, known);
        assert!(warning.file.ends_with("waiters-2.json"), "{warning}");
        assert_eq!(warning.pointer, format!("/waiters/{waiter}/acceptors/{index}/expected"));
        assert_eq!(warning.help.as_deref(), Some(format!("did you mean `{nearest}`?").as_str()));
        let hopeless = HOPELESS.contains(&waiter) && index == 0;
        assert_eq!(warning.message.contains("can never succeed"), hopeless, "{warning}");
    }
}
