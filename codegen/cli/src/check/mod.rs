//! `maitred check`: definitions → everything that is wrong or odd in them, without a build.

mod human;
mod json;
mod source;

use std::num::NonZeroUsize;
use std::path::Path;

use maitred_build::{Check, Checked, Diagnostic, Disk, Sources};

use crate::args::{self, Format};
use crate::commands::Answer;
use crate::error::{Error, Result};
use crate::queue;
use crate::report::count;
use source::Texts;

/// All that was found, in the order in which it is told.
struct Found {
    services: usize,
    paginators: usize,
    waiters: usize,
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

/// Checks; the text is for standard output.
pub(crate) fn run(args: &args::Check) -> Result<Answer> {
    let mut found = find(args)?;
    let texts = Texts::default();
    in_order(&mut found.errors, &texts);
    in_order(&mut found.warnings, &texts);
    let text = match args.format {
        Format::Human => human::report(&found, &texts, console::colors_enabled()),
        Format::Short => short(&found, &texts),
        Format::Json => json::report(&found, &texts),
    };
    let good = found.errors.is_empty() && (found.warnings.is_empty() || !args.deny_warnings);
    Ok(Answer { text, good })
}

/// By file, and in a file from top to bottom.
fn in_order(all: &mut [Diagnostic], texts: &Texts) {
    all.sort_by_cached_key(|one| {
        let spot = texts.spot(one).map(|spot| (spot.line, spot.column));
        (one.file.clone(), spot)
    });
}

fn find(args: &args::Check) -> Result<Found> {
    if let Some(none) = args.models.iter().chain(&args.definitions).find(|path| !path.is_dir()) {
        return Err(Error::NoDirectory(none.clone()));
    }
    let definitions = args.definitions.as_deref().unwrap_or(maitred_build::specs::dir());
    let sources =
        Sources { definitions: vec![definitions.to_owned()], models: args.models.clone() };
    let disk = Disk::default();
    let check = Check::new(&disk, &sources);
    let services = chosen(check.services().into_iter().collect(), &args.services)?;
    let layout = check.layout();
    if services.is_empty() && layout == Checked::default() {
        return Err(Error::NoCorpus(definitions.to_owned()));
    }
    let jobs = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let checked = queue::each(jobs, &services, |name| {
        let disk = Disk::default();
        Check::new(&disk, &sources).service(name)
    });
    let checked = checked.map_err(Error::io("start a thread for", Path::new("the services")))?;
    let all = || std::iter::once(&layout).chain(&checked);
    Ok(Found {
        services: services.len(),
        paginators: all().map(|one| one.paginators).sum(),
        waiters: all().map(|one| one.waiters).sum(),
        errors: all().flat_map(|one| one.errors.clone()).collect(),
        warnings: all().flat_map(|one| one.warnings.clone()).collect(),
    })
}

/// The services that are named, or all.
fn chosen(all: Vec<String>, named: &[String]) -> Result<Vec<String>> {
    if named.is_empty() {
        return Ok(all);
    }
    if let Some(name) = named.iter().find(|name| !all.contains(name)) {
        let score = |other: &&String| (strsim::jaro_winkler(name, other) * 1000.0) as u32;
        let nearest = all.iter().max_by_key(score).filter(|other| score(other) > 700).cloned();
        return Err(Error::NotThere { name: name.clone(), nearest });
    }
    Ok(named.to_vec())
}

/// A line for each, which editors and CI systems know how to read.
fn short(found: &Found, texts: &Texts) -> String {
    let lines = |severity: &str, all: &[Diagnostic]| -> String {
        let line = |one: &Diagnostic| {
            let place = texts.spot(one).map(|spot| format!(":{}:{}", spot.line, spot.column));
            let help = one.help.iter().map(|help| format!("; {help}")).collect::<String>();
            let (file, message) = (&one.file, &one.message);
            let text = format!("{file}{}: {severity}: {message}{help}", place.unwrap_or_default());
            source::visible(&text) + "\n"
        };
        all.iter().map(line).collect()
    };
    lines("error", &found.errors) + &lines("warning", &found.warnings)
}

impl Found {
    /// The last line.
    fn sum(&self) -> String {
        format!(
            "checked {}, {}, {}: {}, {}",
            count(self.services, "service"),
            count(self.paginators, "paginator"),
            count(self.waiters, "waiter"),
            count(self.errors.len(), "error"),
            count(self.warnings.len(), "warning"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_that_is_not_there_has_a_nearest_one() {
        let all = || vec!["ec2".to_owned(), "dynamodb".to_owned()];
        assert_eq!(chosen(all(), &[]).ok(), Some(all()));
        let wrong = chosen(all(), &["dynamdb".to_owned()]).map_err(|error| error.to_string());
        let expected = "there is no service \"dynamdb\" to check; did you mean \"dynamodb\"?";
        assert_eq!(wrong, Err(expected.to_owned()));
    }
}
