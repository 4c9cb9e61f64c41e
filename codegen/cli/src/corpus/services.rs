//! A directory of definitions → the services in it, the greatest first.

use std::cmp::Reverse;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde_json::Value;

use crate::error::{Error, Result};

/// A service that is to be generated.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Service {
    pub(super) name: String,
    /// Has it a paginator or a waiter? If not, its operations are all there is.
    pub(super) is_paged_or_waited_for: bool,
    size: u64,
}

/// The services named, or all of them. The greatest come first, so that none of them is left for
/// the end, when the other threads have nothing to do.
pub(super) fn list(definitions: &Path, named: &[String]) -> Result<Vec<Service>> {
    let mut names = named.to_vec();
    if names.is_empty() {
        names = directories(definitions).map_err(Error::io("read", definitions))?;
        names.retain(|name| newest(&definitions.join(name)).is_some());
    }
    if names.is_empty() {
        return Err(Error::NoCorpus(definitions.to_owned()));
    }
    names.sort();
    names.dedup();
    let mut services: Vec<Service> =
        names.into_iter().map(|name| service(definitions, name)).collect();
    services.sort_by_key(|service| Reverse(service.size));
    Ok(services)
}

/// A name that is none is kept: that it is unknown, and what is like it, the generator says.
fn service(definitions: &Path, name: String) -> Service {
    let (size, is_paged_or_waited_for) = match newest(&definitions.join(&name)) {
        Some((version, size)) => {
            let has = |file, key| has_entries(&version.join(file), key);
            (size, has("paginators-1.json", "pagination") || has("waiters-2.json", "waiters"))
        }
        None => (0, true),
    };
    Service { name, is_paged_or_waited_for, size }
}

/// The directory of the newest version, and how long its `service-2.json` is.
fn newest(service: &Path) -> Option<(PathBuf, u64)> {
    let versions = directories(service).ok()?.into_iter();
    let versions = versions.map(|version| service.join(version));
    let mut sized = versions.filter_map(|version| {
        let path = present(&version.join("service-2.json"))?;
        let size = path.metadata().ok()?.len();
        Some((version, size))
    });
    sized.next_back()
}

/// The file, or the same with `.gz` after it.
fn present(path: &Path) -> Option<PathBuf> {
    let packed = path.with_extension("json.gz");
    [path.to_owned(), packed].into_iter().find(|path| path.is_file())
}

/// What is not readable has none: the generator says what is wrong with it.
fn has_entries(path: &Path, key: &str) -> bool {
    let entries = present(path)
        .and_then(|path| read(&path))
        .and_then(|mut file| file.get_mut(key).map(Value::take));
    entries.is_some_and(|entries| entries.as_object().is_some_and(|entries| !entries.is_empty()))
}

fn read(path: &Path) -> Option<Value> {
    let bytes = std::fs::read(path).ok()?;
    if path.extension().is_none_or(|extension| extension != "gz") {
        return serde_json::from_slice(&bytes).ok();
    }
    let mut unpacked = Vec::new();
    GzDecoder::new(&*bytes).take(LARGEST).read_to_end(&mut unpacked).ok()?;
    serde_json::from_slice(&unpacked).ok()
}

/// No list of paginators or waiters is near this size.
const LARGEST: u64 = 64 << 20;

/// The names of the directories in a directory, sorted.
fn directories(path: &Path) -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        if entry.path().is_dir() {
            names.extend(entry.file_name().into_string().ok());
        }
    }
    names.sort();
    Ok(names)
}
