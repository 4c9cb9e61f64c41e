//! A directory of models → what in it would be ignored in silence: slips in the names of services,
//! versions and files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::find::Finder;
use super::{ENDPOINTS, PAGINATORS, SERVICE, WAITERS};
use crate::diagnostics::{Diagnostic, Lint, Place, Problems, nearest};
use crate::files::{Entry, EntryKind};
use crate::sorted;

/// The files of a version that are read here.
const READ: [&str; 8] = [
    SERVICE,
    PAGINATORS,
    WAITERS,
    ENDPOINTS,
    "service-2.sdk-extras",
    "paginators-1.sdk-extras",
    "waiters-2.sdk-extras",
    "endpoint-rule-set-1.sdk-extras",
];

/// Files of botocore's that mean nothing here.
const OF_BOTOCORE: [&str; 8] = [
    "examples-1",
    "smoke-2",
    "endpoint-bdd-1",
    "endpoint-tests-1",
    "endpoints",
    "partitions",
    "sdk-default-configuration",
    "_retry",
];

/// Looks at every root of models.
pub(super) fn check(finder: &Finder<'_>, problems: &mut Problems) {
    if finder.sources.models.is_empty() {
        // Looking at every service there is would make cargo watch them all.
        return;
    }
    let known = finder.services(&finder.sources.definitions);
    let own = finder.services(&finder.sources.models);
    for root in &finder.sources.models {
        check_root(finder, root, &known, &own, problems);
    }
}

/// Warns of roots that hold nothing: harmless in a build, but nothing to check.
pub(super) fn check_empty(finder: &Finder<'_>, problems: &mut Problems) {
    let roots = finder.sources.models.iter();
    for root in roots.filter(|root| !finder.is_there(root)) {
        let message = "holds no service, so it changes nothing";
        let help = "expected files such as <service>/<version>/waiters-2.json".to_owned();
        problems.warn(place(root).lint(Lint::IgnoredFile, message).help(Some(help)));
    }
}

fn check_root(
    finder: &Finder<'_>,
    root: &Path,
    known: &BTreeSet<String>,
    own: &BTreeSet<String>,
    problems: &mut Problems,
) {
    let entries = entries(finder, root, problems);
    let services = || entries.iter().filter(|entry| entry.kind == EntryKind::Directory);
    for file in entries.iter().filter(|entry| is_definition(entry)) {
        stray(&root.join(&file.name), "<service>/<version>", problems);
    }
    for service in services() {
        let path = root.join(&service.name);
        if known.contains(&service.name) || own.contains(&service.name) {
            check_service(finder, &path, &service.name, problems);
        } else {
            let help = nearest(&service.name, known.iter().map(String::as_str));
            let help =
                help.or_else(|| Some(format!("a service of your own needs a {SERVICE}.json")));
            problems.push(place(&path).problem("is for no service that is known").help(help));
        }
    }
}

fn check_service(finder: &Finder<'_>, path: &Path, name: &str, problems: &mut Problems) {
    let entries = entries(finder, path, problems);
    for file in entries.iter().filter(|entry| is_definition(entry)) {
        let version = finder.newest(name, SERVICE, None).unwrap_or("<version>".to_owned());
        stray(&path.join(&file.name), &format!("{name}/{version}"), problems);
    }
    for version in entries.iter().filter(|entry| entry.kind == EntryKind::Directory) {
        check_version(finder, &path.join(&version.name), problems);
    }
}

fn check_version(finder: &Finder<'_>, path: &Path, problems: &mut Problems) {
    let entries = entries(finder, path, problems);
    let names = sorted::set(entries.iter().map(|entry| entry.name.as_str()));
    if !entries.iter().any(|entry| READ.contains(&stem(&entry.name))) {
        let message = "holds no definition, so it changes nothing";
        let help = format!("expected {PAGINATORS}.json, {WAITERS}.json or {SERVICE}.json");
        problems.warn(place(path).lint(Lint::IgnoredFile, message).help(Some(help)));
    }
    for file in entries.iter().filter(|entry| is_definition(entry)) {
        let place = place(&path.join(&file.name));
        let known = stem(&file.name);
        if !READ.contains(&known) {
            unknown_file(&place, known, problems);
        }
        if file.name.ends_with(".gz") && names.contains(format!("{known}.json").as_str()) {
            let message = format!("is ignored, since {known}.json stands beside it");
            problems.warn(place.lint(Lint::IgnoredFile, message));
        }
    }
}

/// A slip in the name of a file is an error, since the file is meant to count; anything else may be
/// somebody's own.
fn unknown_file(place: &Place, stem: &str, problems: &mut Problems) {
    if OF_BOTOCORE.contains(&stem) {
        return;
    }
    let near = READ.iter().find(|read| strsim::damerau_levenshtein(stem, read) <= 3);
    match near {
        Some(near) => {
            let help = format!("did you mean `{near}.json`?");
            let message = "is no name of a definition, so nobody reads this file";
            problems.push(place.problem(message).help(Some(help)));
        }
        None => {
            let message = "is no name of a definition, so nobody reads this file";
            let help = format!("the names are {}", READ[..4].join(", "));
            problems.warn(place.lint(Lint::IgnoredFile, message).help(Some(help)));
        }
    }
}

/// A file outside of a version: a definition there is meant to count.
fn stray(path: &Path, directory: &str, problems: &mut Problems) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    if READ.contains(&stem(&name)) {
        problems.push(misplaced(path, directory));
    } else {
        unknown_file(&place(path), stem(&name), problems);
    }
}

fn misplaced(path: &Path, directory: &str) -> Diagnostic {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let message = "stands where nobody reads it: definitions stand in the directory of a version";
    let help = format!("move it to {directory}/{}", name.unwrap_or_default());
    place(path).problem(message).help(Some(help))
}

/// What stands in a directory, but for hidden files; what cannot be read is reported.
fn entries(finder: &Finder<'_>, path: &Path, problems: &mut Problems) -> Vec<Entry> {
    let entries = finder.files.entries(path);
    let entries = entries.map_err(|error| place(path).problem(format!("cannot be read: {error}")));
    let entries = problems.keep(entries).unwrap_or_default().into_iter();
    let (others, sound): (Vec<Entry>, Vec<Entry>) = entries
        .filter(|entry| !entry.name.starts_with('.'))
        .partition(|entry| entry.kind == EntryKind::Other);
    for other in others {
        let message = "leads to no file or directory";
        problems.push(place(&path.join(other.name)).problem(message));
    }
    sound
}

fn is_definition(entry: &Entry) -> bool {
    let packed = entry.name.strip_suffix(".gz").unwrap_or(&entry.name);
    entry.kind == EntryKind::File && packed.ends_with(".json")
}

/// `waiters-2` of `waiters-2.json.gz`.
fn stem(name: &str) -> &str {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    name.strip_suffix(".json").unwrap_or(name)
}

fn place(path: &Path) -> Place {
    Place::file(&PathBuf::from(path).display().to_string())
}
