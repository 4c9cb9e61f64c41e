//! The two commands, step by step: what is known, the wheel, the definitions, the report.
//!
//! Everything that may fail because of the release comes before the first write.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;

use crate::args::{Args, Origin, Specs, Topic, Update, Verify};
use crate::error::{Error, Result};
use crate::release::{self, Expected, Release};
use crate::report::{self, Change};
use crate::store::{self, Definitions, Store};
use crate::wheel::Wheel;
use crate::{pip, progress, verify};

/// Does what was asked for; the text is for standard output.
pub(crate) fn run(args: &Args) -> Result<String> {
    match &args.topic {
        Topic::Specs(Specs::Update(args)) => update(args),
        Topic::Specs(Specs::Verify(args)) => check(args),
    }
}

fn update(args: &Update) -> Result<String> {
    let store = Store::new(&args.into);
    let recorded = release::load(store.root())?;
    let version = version(args.release.as_deref(), recorded.as_ref(), &store)?;
    let given = args.sha256.as_deref();
    let expected = release::expected(&version, recorded.as_ref(), given, args.accept_new_hash)?;
    let (release, mut wheel) = open(&args.origin, &version, &expected)?;
    let services = chosen(args, &store, &wheel)?;
    let wanted = convert(&mut wheel, &services)?;
    let changes = wanted.iter().map(|new| replace(&store, new)).collect::<Result<Vec<_>>>()?;
    let left = left_behind(&store, recorded.as_ref(), &release, &services)?;
    record(&store, recorded.as_ref(), &release)?;
    Ok(summary(&release, recorded.as_ref() != Some(&release), &changes, &left))
}

fn check(args: &Verify) -> Result<String> {
    let store = Store::new(&args.specs);
    let recorded = release::load(store.root())?;
    let recorded = recorded.ok_or_else(|| Error::NoRelease(store.root().join(release::RECORD)))?;
    let expected = Expected::Sha256(recorded.sha256);
    let (release, mut wheel) = open(&args.origin, &recorded.version, &expected)?;
    let services = present(&store)?;
    let mut differences = Vec::new();
    for wanted in convert(&mut wheel, &services)? {
        let versions = store.versions(&wanted.service)?;
        let found = store.read(&wanted.service, &wanted.version)?;
        differences.extend(verify::differences(&found, &versions, &wanted));
    }
    if !differences.is_empty() {
        return Err(Error::Differs { release: release.version, differences });
    }
    let count = report::count(services.len(), "service");
    Ok(format!("no difference from botocore {} in {count}\n", release.version))
}

/// The release to take: the one asked for, else the recorded one.
fn version(asked: Option<&str>, recorded: Option<&Release>, store: &Store) -> Result<String> {
    let version = asked.map(str::to_owned).or_else(|| recorded.map(|old| old.version.clone()));
    let version = version.ok_or_else(|| Error::NoRelease(store.root().join(release::RECORD)))?;
    release::check_version(&version)?;
    Ok(version)
}

/// Gets the wheel, verifies it and opens it.
fn open(origin: &Origin, version: &str, expected: &Expected) -> Result<(Release, Wheel)> {
    let file = release::wheel_name(version);
    let bytes = fetch(origin, version, &file)?;
    let sha256 = release::check(&file, &bytes, expected)?;
    let wheel = Wheel::open(version, &file, bytes)?;
    Ok((Release { version: version.to_owned(), sha256 }, wheel))
}

fn fetch(origin: &Origin, version: &str, file: &str) -> Result<Vec<u8>> {
    let Some(path) = &origin.wheel else {
        progress::stage(&format!("getting {file} with pip"));
        return pip::download(&origin.python, version);
    };
    let found = path.file_name().unwrap_or_default().to_string_lossy();
    if found != file {
        let (expected, found) = (file.to_owned(), found.into_owned());
        return Err(Error::WrongWheel { expected, found });
    }
    fs::read(path).map_err(Error::io("read", path))
}

/// The services to write, sorted, each once.
fn chosen(args: &Update, store: &Store, wheel: &Wheel) -> Result<Vec<String>> {
    if args.all {
        return Ok(wheel.services());
    }
    if args.services.is_empty() {
        return present(store);
    }
    let services: BTreeSet<_> = args.services.iter().cloned().collect();
    Ok(services.into_iter().collect())
}

fn present(store: &Store) -> Result<Vec<String>> {
    let services = store.services()?;
    if services.is_empty() {
        return Err(Error::NoServices(store.root().to_owned()));
    }
    Ok(services)
}

fn convert(wheel: &mut Wheel, services: &[String]) -> Result<Vec<Definitions>> {
    progress::stage(&format!("reading {}", report::count(services.len(), "service")));
    let bar = progress::bar(services.len());
    let mut all = Vec::with_capacity(services.len());
    for service in services {
        bar.set_message(service.clone());
        all.push(wheel.definitions(service)?);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(all)
}

fn replace(store: &Store, new: &Definitions) -> Result<Change> {
    let old = store.newest(&new.service)?;
    let written = store.replace(new)?;
    Ok(report::compare(old.as_ref(), new, &written))
}

/// Services that are still those of another release than the one that is recorded from now on.
fn left_behind(
    store: &Store,
    recorded: Option<&Release>,
    release: &Release,
    updated: &[String],
) -> Result<Vec<String>> {
    if recorded == Some(release) {
        return Ok(Vec::new());
    }
    let mut services = store.services()?;
    services.retain(|service| !updated.contains(service));
    Ok(services)
}

/// Writes the record, and its values where the README repeats them.
fn record(store: &Store, recorded: Option<&Release>, release: &Release) -> Result<()> {
    if recorded == Some(release) {
        return Ok(());
    }
    let readme = store.root().join("README.md");
    if let (Some(old), Ok(text)) = (recorded, fs::read_to_string(&readme)) {
        let new =
            text.replace(&old.sha256, &release.sha256).replace(&old.version, &release.version);
        store::write(&readme, new.as_bytes())?;
    }
    store::write(&store.root().join(release::RECORD), release.record().as_bytes())
}

fn summary(release: &Release, new: bool, changes: &[Change], left: &[String]) -> String {
    let Release { version, sha256 } = release;
    let note = if new { " (now recorded)" } else { "" };
    let mut text = format!("botocore {version}, SHA-256 {sha256}{note}\n");
    for change in changes {
        let _ = write!(text, "{change}");
    }
    if !left.is_empty() {
        let _ = writeln!(
            text,
            "not updated, still of another release: {} (run again without --service)",
            left.join(", ")
        );
    }
    text
}
