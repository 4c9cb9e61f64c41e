//! Which file of which root is a service's definition (botocore rules L1 to L6).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{RawFile, SERVICE, directory, merge, parse};
use crate::diagnostics::{Diagnostic, Place, nearest};
use crate::files::{Files, Sources};
use crate::sorted;

/// Looks through the roots.
pub(super) struct Finder<'a> {
    pub(super) files: &'a dyn Files,
    pub(super) sources: &'a Sources,
}

impl Finder<'_> {
    /// Every root, the user's models first.
    fn roots(&self) -> impl Iterator<Item = &PathBuf> {
        self.sources.models.iter().chain(&self.sources.definitions)
    }

    /// The version asked for, or the newest: the greatest by text of all roots (botocore rule L3).
    pub(super) fn newest(
        &self,
        name: &str,
        kind: &str,
        wanted: Option<&str>,
    ) -> Result<String, Diagnostic> {
        let versions = versions(self.files, self.roots(), name, kind);
        match wanted {
            None => versions.last().cloned().ok_or_else(|| self.unknown_service(name)),
            Some(version) if versions.contains(version) => Ok(version.to_owned()),
            Some(version) => Err(self.unknown_version(name, version, &versions)),
        }
    }

    /// The services that these roots define.
    pub(super) fn services(&self, roots: &[PathBuf]) -> BTreeSet<String> {
        let names = roots.iter().flat_map(|root| self.files.directories(root));
        sorted::set(
            names.filter(|name| !versions(self.files, roots.iter(), name, SERVICE).is_empty()),
        )
    }

    /// Has one of the user's roots a file that defines the whole service?
    pub(super) fn has_own_service(&self, name: &str) -> bool {
        !versions(self.files, self.sources.models.iter(), name, SERVICE).is_empty()
    }

    /// Is there such a directory, with directories in it?
    pub(super) fn is_there(&self, path: &Path) -> bool {
        !self.files.directories(path).is_empty()
    }

    /// The first root that has the file, with the extras of the first root that has such merged
    /// in (botocore rules L2 and L6). The user's own extras come later.
    pub(super) fn load(
        &self,
        name: &str,
        version: &str,
        kind: &str,
    ) -> Result<Option<RawFile>, Diagnostic> {
        let found = self.first(name, version, kind)?;
        let Some(mut file) = found else { return Ok(None) };
        if let Some(extras) = self.first(name, version, &format!("{kind}.sdk-extras"))? {
            merge::apply(&mut file, &extras)?;
        }
        Ok(Some(file))
    }

    /// The file of the first root of definitions that has it.
    pub(super) fn first(
        &self,
        name: &str,
        version: &str,
        kind: &str,
    ) -> Result<Option<RawFile>, Diagnostic> {
        for root in &self.sources.definitions {
            let found = parse::read(self.files, &directory(root, name, version).join(kind))?;
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Merges the user's extras of a kind into the files that have what they change. The first
    /// root wins, so it is merged last.
    pub(super) fn apply_own_extras(
        &self,
        to: &mut [RawFile],
        name: &str,
        version: &str,
        kind: &str,
    ) -> Result<(), Diagnostic> {
        for root in self.sources.models.iter().rev() {
            let stem = directory(root, name, version).join(format!("{kind}.sdk-extras"));
            if let Some(extras) = parse::read(self.files, &stem)? {
                merge::apply_to_owner(to, &extras)?;
            }
        }
        Ok(())
    }

    pub(super) fn unknown_service(&self, name: &str) -> Diagnostic {
        let known = sorted::set(self.roots().flat_map(|root| self.files.directories(root)));
        let known = known.iter().map(String::as_str).filter(|known| *known != name);
        let roots: Vec<String> = self.roots().map(|root| root.display().to_string()).collect();
        let help =
            nearest(name, known).unwrap_or_else(|| format!("looked in {}", roots.join(", ")));
        Place::build_script(format!("service(\"{}\")", name.escape_default()))
            .problem(format!("there is no definition of a service `{}`", name.escape_default()))
            .help(Some(help))
    }

    fn unknown_version(&self, name: &str, wanted: &str, known: &BTreeSet<String>) -> Diagnostic {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let call = format!("service(\"{}\")", name.escape_default());
        Place::build_script(call)
            .problem(format!("there is no API version `{}`", wanted.escape_default()))
            .help(Some(format!("the versions are {}", known.join(", "))))
    }
}

/// The versions of a service for which one of the roots has a file of this kind.
fn versions<'a>(
    files: &dyn Files,
    roots: impl Iterator<Item = &'a PathBuf>,
    name: &str,
    kind: &str,
) -> BTreeSet<String> {
    let mut versions = BTreeSet::new();
    for root in roots {
        let all = files.directories(&root.join(name)).into_iter();
        versions.extend(all.filter(|version| {
            let directory = directory(root, name, version);
            let present = |extension| files.exists(&directory.join(format!("{kind}.{extension}")));
            present("json") || present("json.gz")
        }));
    }
    versions
}
