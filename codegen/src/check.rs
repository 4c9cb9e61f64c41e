//! Definitions → everything that is wrong with them and everything that is odd, without a selection:
//! every paginator and every waiter is looked at, as a build that wants them all would.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diagnostics::{Diagnostic, Lint, Problems};
use crate::files::{Files, Sources};
use crate::lower::names;
use crate::sorted;
use crate::{load, lower, resolve, select};

/// Checks definitions without generating anything.
///
/// Where there are [models](Sources::models), these are checked, in the services that they speak
/// of; if there are none, every service of the [definitions](Sources::definitions) is.
///
/// ```
/// use maitred_build::{Check, Memory, Sources};
///
/// let files = Memory::default().with("models/ec3/2016-11-15/waiters-2.json", "{}");
/// let sources = Sources { definitions: Vec::new(), models: vec!["models".into()] };
/// let check = Check::new(&files, &sources);
/// let checked = check.layout();
/// assert_eq!(checked.errors[0].message, "is for no service that is known");
/// assert_eq!(check.services().len(), 0);
/// ```
#[derive(Clone, Copy)]
pub struct Check<'a> {
    files: &'a dyn Files,
    sources: &'a Sources,
}

impl std::fmt::Debug for Check<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Check").field("sources", self.sources).finish_non_exhaustive()
    }
}

/// What came of a check, sorted by place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Checked {
    /// What keeps a build from using the definitions.
    pub errors: Vec<Diagnostic>,
    /// What is most likely a mistake, and builds; each has its [lint](Diagnostic::lint).
    pub warnings: Vec<Diagnostic>,
    /// How many paginators were looked at.
    pub paginators: usize,
    /// How many waiters were looked at.
    pub waiters: usize,
}

impl<'a> Check<'a> {
    /// Sees the world through `files` alone.
    pub fn new(files: &'a dyn Files, sources: &'a Sources) -> Self {
        Check { files, sources }
    }

    /// The services to check, by name.
    pub fn services(&self) -> BTreeSet<String> {
        load::services(self.files, self.sources)
    }

    /// Checks the models as a whole: is every directory and every file one that is read?
    pub fn layout(&self) -> Checked {
        let mut problems = Problems::default();
        load::check_models(self.files, self.sources, &mut problems);
        load::check_empty(self.files, self.sources, &mut problems);
        self.modules(&mut problems);
        self.checked(problems)
    }

    /// Two services whose names differ in punctuation only cannot be used by one build.
    fn modules(&self, problems: &mut Problems) {
        let (own, known) = load::own_services(self.files, self.sources);
        let mut modules = sorted::map(known.into_iter().map(|name| (names::module(&name), name)));
        for (name, place) in own {
            let module = names::module(&name);
            if let Some(other) = modules.get(&module) {
                let message = format!(
                    "is the module `{module}`, as `{other}` is: one build cannot have both"
                );
                problems.warn(place.lint(Lint::NameCollision, message));
            }
            modules.insert(module, name);
        }
    }

    /// Checks one service: its files, its shapes, and every paginator and waiter; its other
    /// operations too, if it is all the models' own.
    pub fn service(&self, name: &str) -> Checked {
        let mut problems = Problems::default();
        let counts = self.look(name, &mut problems).unwrap_or_default();
        Checked { paginators: counts.0, waiters: counts.1, ..self.checked(problems) }
    }

    fn look(&self, name: &str, problems: &mut Problems) -> Option<(usize, usize)> {
        let raw = load::load(self.files, self.sources, name, None, problems)?;
        let model = resolve::resolve(&raw, problems)?;
        let operations = load::is_own(self.files, self.sources, name);
        let mut wanted = select::everything(&model, operations);
        wanted.leave_out_broken(&model);
        lower::lower(&model, &wanted, problems);
        Some((model.paginators.len(), model.waiters.len()))
    }

    /// Of bundled definitions below the user's models, the errors count, not the oddities.
    fn checked(&self, problems: Problems) -> Checked {
        let (errors, mut warnings) = problems.into_parts();
        let models = &self.sources.models;
        let is_own =
            |one: &Diagnostic| models.iter().any(|root| Path::new(&one.file).starts_with(root));
        warnings.retain(|one| models.is_empty() || is_own(one));
        Checked { errors, warnings, ..Checked::default() }
    }
}
