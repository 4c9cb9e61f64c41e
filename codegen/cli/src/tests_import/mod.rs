//! Others' tests as data: botocore's own, from a release's source distribution to
//! `tests/conformance`, and JMESPath's, from the crate `jmespath` to `tests/compliance`.
//!
//! The package is verified against the hash that is recorded beside the data, all of it is
//! read and converted, and only then is anything written.

mod endpoints;
mod jmespath;
mod protocols;
mod responses;
mod sdist;
mod write;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::args::{Import, ImportJmespath};
use crate::error::{Error, Result};
use crate::release::{self, Release};
use crate::{progress, report, store};
use sdist::{Entries, Package};

/// What to write: a path below the directory of the data → its text.
pub(crate) type Output = BTreeMap<String, Vec<u8>>;

/// Imports botocore's tests; the text is for standard output.
pub(crate) fn run(args: &Import) -> Result<String> {
    from(sdist::BOTOCORE, args, |entries| {
        let protocols = protocols::convert(entries)?;
        Ok(vec![protocols, responses::convert(entries)?, endpoints::convert(entries)?])
    })
}

/// Imports JMESPath's; the text is for standard output.
pub(crate) fn jmespath(args: &ImportJmespath) -> Result<String> {
    from(sdist::JMESPATH, &args.import(), |entries| Ok(vec![jmespath::convert(entries)?]))
}

fn from(
    package: Package,
    args: &Import,
    convert: impl Fn(&Entries) -> Result<Vec<Converted>>,
) -> Result<String> {
    let file = sdist::file_name(&args.sdist);
    let version = package.version(&file)?;
    let recorded = release::load(&args.into)?;
    let given = args.sha256.as_deref();
    let expected = release::expected(&version, recorded.as_ref(), given, args.accept_new_hash)?;
    let bytes = fs::read(&args.sdist).map_err(Error::io("read", &args.sdist))?;
    let sha256 = release::check(&file, &bytes, &expected)?;
    progress::stage(&format!("reading {file}"));
    let parts = convert(&package.entries(&file, &bytes)?)?;
    let counts: Vec<String> = parts.iter().flat_map(|part| part.counts.clone()).collect();
    let output: Output = parts.into_iter().flat_map(|part| part.files).collect();
    let written = write::replace(&args.into, &output)?;
    record(&args.into, package, recorded.as_ref(), &Release { version, sha256 })?;
    Ok(summary(&file, &counts, output.len(), written))
}

/// Removes a key; the others keep their order.
fn remove(value: &mut serde_json::Value, key: &str) {
    value.as_object_mut().into_iter().for_each(|map| map.retain(|name, _| name != key));
}

/// What one kind of tests gives.
#[derive(Debug, Default)]
pub(crate) struct Converted {
    pub(crate) files: Output,
    /// Lines such as `input: 367 cases`.
    pub(crate) counts: Vec<String>,
}

fn summary(file: &str, counts: &[String], files: usize, written: usize) -> String {
    let counts: String = counts.iter().map(|line| format!("{line}\n")).collect();
    let unchanged = files.saturating_sub(written);
    let written = report::count(written, "file");
    format!("{file}\n{counts}{written} written, {unchanged} unchanged\n")
}

/// Writes the record, and its values where the README repeats them.
fn record(
    into: &Path,
    package: Package,
    recorded: Option<&Release>,
    release: &Release,
) -> Result<()> {
    if recorded == Some(release) {
        return Ok(());
    }
    let readme = into.join("README.md");
    if let (Some(old), Ok(text)) = (recorded, fs::read_to_string(&readme)) {
        let text = text.replace(&old.sha256, &release.sha256);
        store::write(&readme, text.replace(&old.version, &release.version).as_bytes())?;
    }
    let Release { version, sha256 } = release;
    let text = format!(
        "{{\n  \"release\": \"{version}\",\n  \"file\": \"{}\",\n  \"sha256\": \"{sha256}\"\n}}\n",
        package.name(version)
    );
    store::write(&into.join(release::RECORD), text.as_bytes())
}
