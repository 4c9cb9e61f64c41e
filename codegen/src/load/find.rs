//! Which file of which root is a service's definition (botocore rules L1 to L6).

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::{RawFile, SERVICE, directory, merge, parse};
use crate::diagnostics::{Diagnostic, Place, nearest};
use crate::files::{Files, Sources};

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
        names.filter(|name| !versions(self.files, roots.iter(), name, SERVICE).is_empty()).collect()
    }

    /// The first root that has the file, with the extras of every root merged in (botocore rules
    /// L2 and L6).
    pub(super) fn load(
        &self,
        name: &str,
        version: &str,
        kind: &str,
    ) -> Result<Option<RawFile>, Diagnostic> {
        let mut found = None;
        for root in &self.sources.definitions {
            found = parse::read(self.files, &directory(root, name, version).join(kind))?;
            if found.is_some() {
                break;
            }
        }
        match found {
            Some(mut file) => {
                self.apply_extras(&mut file, name, version, kind)?;
                Ok(Some(file))
            }
            None => Ok(None),
        }
    }

    pub(super) fn apply_extras(
        &self,
        file: &mut RawFile,
        name: &str,
        version: &str,
        kind: &str,
    ) -> Result<(), Diagnostic> {
        for root in self.roots() {
            let stem = directory(root, name, version).join(format!("{kind}.sdk-extras"));
            if let Some(extras) = parse::read(self.files, &stem)? {
                return merge::apply(file, &extras);
            }
        }
        Ok(())
    }

    pub(super) fn unknown_service(&self, name: &str) -> Diagnostic {
        let known: BTreeSet<String> =
            self.roots().flat_map(|root| self.files.directories(root)).collect();
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
