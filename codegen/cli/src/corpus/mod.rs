//! `maitred corpus`: every service's definition → Rust, counted; and, with `--check`, past the
//! compiler.
//!
//! Each service is compiled by itself, so that memory is bounded by the greatest one and what is
//! wrong with one says nothing about the others.

mod check;
mod externs;
mod generate;
mod memory;
mod report;
mod services;

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

use tempfile::TempDir;

use crate::args::Corpus;
use crate::commands::Answer;
use crate::error::{Error, Result};
use crate::{progress, queue};
use check::Checked;
use generate::{Generated, Generator, Problems};
use services::Service;

/// A service, and what came of it.
type Results<T> = Vec<(String, std::result::Result<T, Problems>)>;

/// Generates, and checks if that is asked for; the text is for standard output.
pub(crate) fn run(args: &Corpus) -> Result<Answer> {
    let definitions = args.definitions.as_deref().unwrap_or(maitred_build::specs::dir());
    let services = services::list(definitions, &args.services)?;
    let place = Place::new(args.into.as_deref())?;
    let begun = Instant::now();
    let generated = generate(args, definitions, &services, place.path())?;
    let generation = report::Generation {
        results: &generated,
        seconds: begun.elapsed().as_secs_f64(),
        memory: memory::own_peak(),
    };
    let Some(checked) = check(args, &generated, place.path())? else {
        return Ok(Answer { text: generation.to_string(), good: generation.is_good() });
    };
    let text = format!("{checked}{generation}");
    Ok(Answer { text, good: generation.is_good() && checked.is_good() })
}

fn generate(
    args: &Corpus,
    definitions: &Path,
    services: &[Service],
    into: &Path,
) -> Result<Results<Generated>> {
    let generator = Generator::new(definitions, args.all_operations, into);
    progress::stage(&format!("generating into {}", into.display()));
    each(args, services, |service| (service.name.clone(), generator.generate(service)))
}

fn check(
    args: &Corpus,
    generated: &Results<Generated>,
    into: &Path,
) -> Result<Option<report::Checking>> {
    if !args.check {
        return Ok(None);
    }
    let begun = Instant::now();
    let whole = generated.iter().filter(|(_, result)| result.is_ok());
    let names: Vec<&str> = whole.map(|(name, _)| name.as_str()).collect();
    progress::stage("compiling the runtime");
    let target = args.target_dir.clone().unwrap_or_else(|| into.join("target"));
    let runtime = externs::build(args.runtime.as_deref(), into, &target)?;
    let checker = check::Checker::new(runtime, into);
    progress::stage("type-checking");
    let results: Results<Checked> =
        each(args, &names, |name| ((*name).to_owned(), checker.check(name)))?;
    let jobs = jobs(args).get();
    let (seconds, memory) = (begun.elapsed().as_secs_f64(), checker.peak());
    Ok(Some(report::Checking { results, seconds, memory, jobs }))
}

/// Does `work` on every service, with a bar.
fn each<T: Sync, R: Send>(
    args: &Corpus,
    items: &[T],
    work: impl Fn(&T) -> R + Sync,
) -> Result<Vec<R>> {
    let bar = progress::bar(items.len());
    let results = queue::each(jobs(args), items, |item| {
        let result = work(item);
        bar.inc(1);
        result
    });
    bar.finish_and_clear();
    results.map_err(Error::io("start a thread for", Path::new("the services")))
}

/// As many as there are processors, if not said otherwise.
fn jobs(args: &Corpus) -> NonZeroUsize {
    let processors = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    args.jobs.unwrap_or_else(processors)
}

/// Where everything is written: a directory that stays, or one that goes with the command.
enum Place {
    Kept(PathBuf),
    Temporary(TempDir),
}

impl Place {
    fn new(into: Option<&Path>) -> Result<Self> {
        let Some(path) = into else {
            let temporary =
                tempfile::tempdir().map_err(Error::io("make", &std::env::temp_dir()))?;
            return Ok(Self::Temporary(temporary));
        };
        std::fs::create_dir_all(path).map_err(Error::io("make", path))?;
        // The compiler is started in other directories than this one.
        let path = path.canonicalize().map_err(Error::io("find", path))?;
        Ok(Self::Kept(path))
    }

    fn path(&self) -> &Path {
        match self {
            Self::Kept(path) => path,
            Self::Temporary(directory) => directory.path(),
        }
    }
}
