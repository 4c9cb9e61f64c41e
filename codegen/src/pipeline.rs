//! The whole way, in order: load → resolve → select → lower → emit.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Diagnostics, Place, Problems};
use crate::emit::{self, File};
use crate::files::{Files, Sources};
use crate::lower::names;
use crate::plan::ServicePlan;
use crate::selection::{Selection, ServiceSelection};
use crate::{load, lower, resolve, select};

/// What a selection became.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The Rust files.
    pub files: Vec<File>,
    /// What the definitions say and most likely do not mean, such as a waiter that can never
    /// succeed, sorted by place. It is generated as it stands.
    pub warnings: Vec<Diagnostic>,
}

/// Compiles a selection: definitions in, Rust files out. Pure: it sees the world through `files`
/// alone, writes nothing, and gives the same bytes for the same input.
///
/// `runtime` is the path of the runtime crate in the generated code, usually `::maitred`.
///
/// # Errors
///
/// Every problem of every service at once, each with its file and JSON pointer.
pub fn compile(
    files: &dyn Files,
    sources: &Sources,
    selection: &Selection,
    runtime: &str,
) -> Result<Vec<File>, Diagnostics> {
    compile_with_warnings(files, sources, selection, runtime).map(|output| output.files)
}

/// [`compile`], with its warnings.
///
/// # Errors
///
/// Those of [`compile`].
pub fn compile_with_warnings(
    files: &dyn Files,
    sources: &Sources,
    selection: &Selection,
    runtime: &str,
) -> Result<Output, Diagnostics> {
    let mut problems = Problems::default();
    problems.keep(check_runtime(runtime));
    load::check_models(files, sources, &mut problems);
    let services = selection.services.iter();
    let plans: Vec<ServicePlan> = services
        .filter_map(|(name, wanted)| plan(files, sources, name, wanted, &mut problems))
        .collect();
    check_modules(&plans, &mut problems);
    let (plans, warnings) = problems.or_warnings(plans)?;
    Ok(Output { files: emit::emit(&plans, runtime), warnings })
}

/// The runtime's path goes into the output, so it must be one: `::maitred`, or `crate::name`.
fn check_runtime(runtime: &str) -> Result<(), Diagnostic> {
    let outer = runtime.strip_prefix("::").or_else(|| runtime.strip_prefix("crate::"));
    if outer.is_some_and(|path| path.split("::").all(names::is_identifier)) {
        return Ok(());
    }
    let place = Place::build_script(format!("runtime_path(\"{}\")", runtime.escape_default()));
    let help = "expected a path such as `::maitred` or `crate::aws::maitred`".to_owned();
    Err(place.problem("is no path of a crate or module").help(Some(help)))
}

/// Two services whose names differ in punctuation only would be one module.
fn check_modules(plans: &[ServicePlan], problems: &mut Problems) {
    let mut seen = BTreeMap::new();
    for plan in plans {
        let (module, name) = (&plan.module, &plan.facts.name);
        if let Some(other) = seen.insert(module, name) {
            let place = Place::build_script(format!("service(\"{}\")", name.escape_default()));
            let message =
                format!("would be the module `{module}`, as `{}` is", other.escape_default());
            problems.push(place.problem(message));
        }
    }
}

fn plan(
    files: &dyn Files,
    sources: &Sources,
    name: &str,
    wanted: &ServiceSelection,
    problems: &mut Problems,
) -> Option<ServicePlan> {
    let version = problems.keep(one_version(name, wanted))?;
    let raw = load::load(files, sources, name, version, problems)?;
    let model = resolve::resolve(&raw, problems)?;
    let mut wanted = select::select(&model, wanted, problems);
    wanted.leave_out_broken(&model);
    let plan = lower::lower(&model, &wanted, problems);
    plan.filter(|_| model.is_sound())
}

/// The version asked for, if one is.
fn one_version<'a>(
    name: &str,
    wanted: &'a ServiceSelection,
) -> Result<Option<&'a str>, Diagnostic> {
    let mut versions = wanted.api_versions.iter();
    let first = versions.next().map(String::as_str);
    match versions.next() {
        None => Ok(first),
        Some(_) => {
            let all: Vec<&str> = wanted.api_versions.iter().map(String::as_str).collect();
            let place = Place::build_script(format!("service(\"{}\")", name.escape_default()));
            let message = format!("more than one API version is asked for: {}", all.join(", "));
            Err(place.problem(message))
        }
    }
}
