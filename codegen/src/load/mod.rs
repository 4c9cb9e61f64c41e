//! Files → raw definitions: botocore's loading rules, extras and the user's own models merged in.
//!
//! Nothing is interpreted here beyond finding the right files: what comes out is JSON, with the
//! file that each part came from.

mod find;
mod layout;
mod merge;
mod overlay;
mod parse;

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::diagnostics::{Diagnostic, Place, Problems};
use crate::files::{Files, Sources};
use crate::sorted;
use find::Finder;

/// A service's definition as JSON, extras and overlays merged.
#[derive(Debug)]
pub(crate) struct RawService {
    /// boto3's name of the client, which is the directory's name.
    pub(crate) name: String,
    pub(crate) service: RawFile,
    /// Files later in a list win, entry by entry.
    pub(crate) paginators: Vec<RawFile>,
    pub(crate) waiters: Vec<RawFile>,
    /// The rules of its endpoints; the user's own go before the bundled ones.
    pub(crate) endpoints: Option<RawFile>,
    /// `paginator`, `waiter`: the kinds of which a file could not be read. That was reported.
    pub(crate) unread: BTreeSet<&'static str>,
}

/// One JSON file.
#[derive(Debug, Clone)]
pub(crate) struct RawFile {
    pub(crate) place: Place,
    pub(crate) json: Value,
}

/// The kinds of files, named as botocore names them.
pub(crate) const SERVICE: &str = "service-2";
pub(crate) const PAGINATORS: &str = "paginators-1";
pub(crate) const WAITERS: &str = "waiters-2";
pub(crate) const ENDPOINTS: &str = "endpoint-rule-set-1";

/// Loads a service; `None` when something was wrong.
pub(crate) fn load(
    files: &dyn Files,
    sources: &Sources,
    name: &str,
    api_version: Option<&str>,
    problems: &mut Problems,
) -> Option<RawService> {
    let finder = Finder { files, sources };
    let found = load_service(&finder, name, api_version, problems);
    let found = problems.keep(found)?;
    let version = found.version;
    let mut unread = BTreeSet::new();
    let mut load = |kind, what| {
        let (found, whole) = load_kind(&finder, name, &version, kind, problems);
        if !whole {
            unread.insert(what);
        }
        found
    };
    let (paginators, waiters) = (load(PAGINATORS, "paginator"), load(WAITERS, "waiter"));
    let endpoints = load(ENDPOINTS, "endpoint").pop();
    let service = found.file;
    Some(RawService { name: name.to_owned(), service, paginators, waiters, endpoints, unread })
}

/// Loads the rules of a service's endpoints alone, of the newest version that has such.
pub(crate) fn load_endpoints(
    files: &dyn Files,
    sources: &Sources,
    name: &str,
) -> Result<Option<RawFile>, Diagnostic> {
    let finder = Finder { files, sources };
    let version = finder.newest(name, ENDPOINTS, None)?;
    finder.load(name, &version, ENDPOINTS)
}

/// The files of a kind, and whether all of them could be read: what is wrong with one is reported,
/// and the others go on.
fn load_kind(
    finder: &Finder<'_>,
    name: &str,
    version: &str,
    kind: &str,
    problems: &mut Problems,
) -> (Vec<RawFile>, bool) {
    let base = problems.keep(finder.load(name, version, kind));
    let (own, sound) = overlay::load(finder, name, version, kind, problems);
    let whole = sound && base.is_some();
    let mut files: Vec<RawFile> = base.flatten().into_iter().chain(own).collect();
    let extras = finder.apply_own_extras(&mut files, name, version, kind);
    let whole = problems.keep(extras).is_some() && whole;
    (files, whole)
}

/// Looks at the user's models as a whole, before any service is loaded.
pub(crate) fn check_models(files: &dyn Files, sources: &Sources, problems: &mut Problems) {
    layout::check(&Finder { files, sources }, problems);
}

/// Warns of models that hold nothing.
pub(crate) fn check_empty(files: &dyn Files, sources: &Sources, problems: &mut Problems) {
    layout::check_empty(&Finder { files, sources }, problems);
}

/// The services that there are: those that the user's models speak of, or else all.
pub(crate) fn services(files: &dyn Files, sources: &Sources) -> BTreeSet<String> {
    let finder = Finder { files, sources };
    let known = finder.services(&sources.definitions);
    if sources.models.is_empty() {
        return known;
    }
    let own = finder.services(&sources.models);
    let names = sources.models.iter().flat_map(|root| files.directories(root));
    sorted::set(names.filter(|name| known.contains(name) || own.contains(name)))
}

/// The services that are the models' own, each with its directory; and all others.
pub(crate) fn own_services(
    files: &dyn Files,
    sources: &Sources,
) -> (Vec<(String, Place)>, BTreeSet<String>) {
    let finder = Finder { files, sources };
    let known = finder.services(&sources.definitions);
    let mut own = finder.services(&sources.models);
    own.retain(|name| !known.contains(name));
    let place = |name: &String| {
        let mut paths = sources.models.iter().map(|root| root.join(name));
        let path = paths.find(|path| finder.is_there(path)).unwrap_or_default();
        Place::file(&path.display().to_string())
    };
    (own.iter().map(|name| (name.clone(), place(name))).collect(), known)
}

/// Is the whole service the user's?
pub(crate) fn is_own(files: &dyn Files, sources: &Sources, name: &str) -> bool {
    Finder { files, sources }.has_own_service(name)
}

struct FoundService {
    version: String,
    file: RawFile,
}

fn load_service(
    finder: &Finder<'_>,
    name: &str,
    api_version: Option<&str>,
    problems: &mut Problems,
) -> Result<FoundService, Diagnostic> {
    let directory = finder.newest(name, SERVICE, api_version)?;
    let file = match overlay::load_service(finder, name, &directory, problems)? {
        Some(own) => Some(own),
        None => finder.load(name, &directory, SERVICE)?,
    };
    let Some(file) = file else { return Err(finder.unknown_service(name)) };
    let mut files = [file];
    finder.apply_own_extras(&mut files, name, &directory, SERVICE)?;
    let [file] = files;
    // Paginators and waiters belong to the version the model says it is (botocore rule L4).
    let stated = file.json.pointer("/metadata/apiVersion").and_then(Value::as_str);
    let version = stated.unwrap_or(&directory).to_owned();
    Ok(FoundService { version, file })
}

/// The file name of a kind, without extension, in a service's directory.
fn directory(root: &Path, name: &str, version: &str) -> std::path::PathBuf {
    root.join(name).join(version)
}
