//! `specs update` and `specs verify`, step by step: what is known, the wheel, the definitions, the
//! report.
//!
//! Everything that may fail because of the release comes before anything is put in its place.

use std::collections::BTreeSet;
use std::fs;

use crate::args::{Origin, Update, Verify};
use crate::catalog::PARTITIONS;
use crate::changes;
use crate::error::{Error, Result};
use crate::facts::Facts;
use crate::release::{self, Expected, Release};
use crate::report::{self, Report};
use crate::staging::Staging;
use crate::store::Store;
use crate::wheel::Wheel;
use crate::{pip, progress, verify};

/// The files beside the services that repeat facts.
const TELLING: [&str; 2] = ["README.md", "NOTICE"];

/// The report of `specs update`.
pub(crate) fn update(args: &Update) -> Result<String> {
    let store = Store::new(&args.into);
    let recorded = release::load(store.root())?;
    let version = version(args.release.as_deref(), recorded.as_ref(), &store)?;
    let given = args.sha256.as_deref();
    let expected = release::expected(&version, recorded.as_ref(), given, args.accept_new_hash)?;
    let (release, wheel) = open(&args.origin, &version, &expected)?;
    let services = chosen(args, &store, &wheel)?;
    let staging = if args.dry_run { None } else { Some(Staging::begin(store.root())?) };
    let report = Report { full: args.full, ..Report::default() };
    let mut work =
        Work { store: &store, wheel, staging, report, facts: Facts::default(), recorded, release };
    work.services(&services)?;
    work.partitions()?;
    work.gone_and_left(args, &services)?;
    work.record()?;
    work.finish()
}

/// An update under way.
struct Work<'a> {
    store: &'a Store,
    wheel: Wheel,
    /// Nothing if nothing is to be written.
    staging: Option<Staging>,
    report: Report,
    facts: Facts,
    recorded: Option<Release>,
    release: Release,
}

impl Work<'_> {
    /// One service after the other, so that only one is in memory.
    fn services(&mut self, services: &[String]) -> Result<()> {
        progress::stage(&format!("comparing {}", report::count(services.len(), "service")));
        let bar = progress::bar(services.len());
        for service in services {
            bar.set_message(service.clone());
            self.service(service)?;
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(())
    }

    fn service(&mut self, service: &str) -> Result<()> {
        let new = self.wheel.definitions(service)?;
        let change = report::compare(self.store.newest(service)?.as_ref(), &new);
        let versions = self.store.versions(service)?;
        self.facts.add(&new);
        match &mut self.staging {
            Some(staging) if change.is_any() || versions != [new.version.as_str()] => {
                staging.service(&new)?;
            }
            _ => {}
        }
        self.report.changes.push(change);
        Ok(())
    }

    fn partitions(&mut self) -> Result<()> {
        let (old, new) = (self.store.file(PARTITIONS)?, self.wheel.partitions()?);
        self.report.regions = changes::compare_regions(old.as_deref(), &new);
        self.write(PARTITIONS, old.as_deref(), &new)
    }

    /// Services that are there and were not updated: they go if the release has them no more and
    /// all were to be updated, and stay otherwise.
    fn gone_and_left(&mut self, args: &Update, updated: &[String]) -> Result<()> {
        let known: BTreeSet<String> = self.wheel.services().into_iter().collect();
        let all = args.services.is_empty();
        let mut services = self.store.services()?;
        services.retain(|service| !updated.contains(service));
        for service in services {
            if all && !known.contains(&service) {
                self.staging.iter_mut().for_each(|staging| staging.remove(&service));
                self.report.gone.push(service);
                continue;
            }
            self.store.newest(&service)?.iter().for_each(|old| self.facts.add(old));
            if self.recorded.as_ref() != Some(&self.release) {
                self.report.left.push(service);
            }
        }
        Ok(())
    }

    /// The texts that repeat facts, and last the record.
    fn record(&mut self) -> Result<()> {
        for name in TELLING {
            let Some(old) = self.store.file(name)? else { continue };
            let text = String::from_utf8_lossy(&old);
            let new = self.facts.refresh(&text, self.recorded.as_ref(), &self.release);
            self.write(name, Some(&old), new.as_bytes())?;
        }
        let old = self.store.file(release::RECORD)?;
        self.write(release::RECORD, old.as_deref(), self.release.record().as_bytes())
    }

    fn write(&mut self, name: &str, old: Option<&[u8]>, new: &[u8]) -> Result<()> {
        if old == Some(new) {
            return Ok(());
        }
        self.report.files.push(name.to_owned());
        self.staging.as_mut().map_or(Ok(()), |staging| staging.file(name, new))
    }

    fn finish(self) -> Result<String> {
        let Release { version, sha256 } = &self.release;
        let note = match (&self.staging, &self.recorded) {
            (None, _) => " (nothing is written)",
            (_, Some(recorded)) if *recorded == self.release => "",
            _ => " (now recorded)",
        };
        self.staging.map_or(Ok(()), Staging::commit)?;
        Ok(format!("botocore {version}, SHA-256 {sha256}{note}\n{}", self.report))
    }
}

/// The report of `specs verify`.
pub(crate) fn verify(args: &Verify) -> Result<String> {
    let store = Store::new(&args.specs);
    let recorded = release::load(store.root())?;
    let recorded = recorded.ok_or_else(|| Error::NoRelease(store.root().join(release::RECORD)))?;
    let expected = Expected::Sha256(recorded.sha256);
    let (release, mut wheel) = open(&args.origin, &recorded.version, &expected)?;
    let services = present(&store)?;
    let differences = differences(&store, &mut wheel, &services)?;
    if !differences.is_empty() {
        return Err(Error::Differs { release: release.version, differences });
    }
    let count = report::count(services.len(), "service");
    Ok(format!("no difference from botocore {} in {count} and {PARTITIONS}\n", release.version))
}

fn differences(store: &Store, wheel: &mut Wheel, services: &[String]) -> Result<Vec<String>> {
    progress::stage(&format!("comparing {}", report::count(services.len(), "service")));
    let bar = progress::bar(services.len());
    let mut differences = Vec::new();
    for service in services {
        bar.set_message(service.clone());
        let wanted = wheel.definitions(service)?;
        let found = store.read(service, &wanted.version)?;
        differences.extend(verify::differences(&found, &store.versions(service)?, &wanted));
        bar.inc(1);
    }
    bar.finish_and_clear();
    let (present, wanted) = (store.file(PARTITIONS)?, wheel.partitions()?);
    let what = verify::difference(present.as_ref(), Some(&wanted));
    differences.extend(what.map(|what| format!("{PARTITIONS}: {what}")));
    Ok(differences)
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

/// The services to take from the wheel, sorted, each once.
fn chosen(args: &Update, store: &Store, wheel: &Wheel) -> Result<Vec<String>> {
    if args.all {
        return Ok(wheel.services());
    }
    if args.services.is_empty() {
        let known: BTreeSet<String> = wheel.services().into_iter().collect();
        let mut services = present(store)?;
        services.retain(|service| known.contains(service));
        return Ok(services);
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
