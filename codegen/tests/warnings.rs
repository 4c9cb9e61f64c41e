//! What is a warning in the bundled definitions: the mistakes of AWS's waiters that are known, and
//! nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use maitred_build::{Check, Checked, Diagnostic, Disk, Lint, Sources, specs};

fn bundled() -> Sources {
    Sources { definitions: vec![specs::dir().to_owned()], models: Vec::new() }
}

/// Every service with what is to be said about it; the work is shared by a few threads.
fn check_all() -> Vec<(String, Checked)> {
    const THREADS: usize = 4;
    let sources = bundled();
    let disk = Disk::default();
    let names: Vec<String> = Check::new(&disk, &sources).services().into_iter().collect();
    let part = |first: usize| {
        let disk = Disk::default();
        let check = Check::new(&disk, &sources);
        let names = names.iter().skip(first).step_by(THREADS);
        names.map(|name| (name.clone(), check.service(name))).collect::<Vec<_>>()
    };
    let mut found: Vec<_> = std::thread::scope(|scope| {
        let part = &part;
        let threads: Vec<_> = (0..THREADS).map(|first| scope.spawn(move || part(first))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    found
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
    let checked = check_all();
    let sum = |of: fn(&Checked) -> usize| checked.iter().map(|(_, one)| of(one)).sum::<usize>();
    assert_eq!(checked.len(), 439);
    assert_eq!((sum(|one| one.paginators), sum(|one| one.waiters)), (3449, 410));
    let errors: Vec<&Diagnostic> = checked.iter().flat_map(|(_, one)| &one.errors).collect();
    assert_eq!(errors.len(), 0, "{errors:#?}");
    let of = |(service, one): &'_ (String, Checked)| {
        let service = service.clone();
        one.warnings.clone().into_iter().map(move |warning| (service.clone(), warning))
    };
    let found: Vec<(String, Diagnostic)> = checked.iter().flat_map(of).collect();
    assert_eq!(found.len(), KNOWN.len(), "{found:#?}");
    for ((service, warning), (known, waiter, index, nearest)) in found.iter().zip(KNOWN) {
        assert_eq!(*service, known);
        assert!(warning.file.ends_with("waiters-2.json"), "{warning}");
        assert_eq!(warning.pointer, format!("/waiters/{waiter}/acceptors/{index}/expected"));
        assert_eq!(warning.help.as_deref(), Some(format!("did you mean `{nearest}`?").as_str()));
        let lint = if known == "rds" { Lint::OtherCode } else { Lint::NoSuchValue };
        assert_eq!(warning.lint, Some(lint), "{warning}");
        let hopeless = HOPELESS.contains(&waiter) && index == 0;
        assert_eq!(warning.message.contains("can never succeed"), hopeless, "{warning}");
    }
}
