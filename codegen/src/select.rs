//! Model and selection → what is wanted: operations, paginators, waiters, and the shapes they reach.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::{Diagnostic, Lint, Place, Problems, nearest};
use crate::lower::names;
use crate::resolve::{Model, ShapeId, ShapeKind};
use crate::selection::{SearchSelection, ServiceSelection};
use crate::sorted;

/// The part of a model that is to be generated.
#[derive(Debug, Default)]
pub(crate) struct Wanted {
    pub(crate) operations: BTreeSet<String>,
    pub(crate) paginators: BTreeSet<String>,
    pub(crate) waiters: BTreeSet<String>,
    /// Sorted by name, no two of one name.
    pub(crate) searches: Vec<SearchSelection>,
    /// Every shape that the operations' inputs, outputs and errors reach.
    pub(crate) shapes: BTreeSet<ShapeId>,
}

/// Finds what a selection names, and what that reaches.
pub(crate) fn select(
    model: &Model,
    selection: &ServiceSelection,
    problems: &mut Problems,
) -> Wanted {
    let mut wanted = Wanted::default();
    let mut lookup = Lookup { model, problems, missed: false };
    wanted.operations = lookup.names("operation", &selection.operations, &model.operations);
    wanted.paginators = lookup.paginators(selection);
    wanted.waiters = lookup.waiters(selection);
    wanted.searches = lookup.searches(&selection.searches);
    wanted.operations.extend(wanted.searches.iter().map(|search| search.operation.clone()));
    let searched = wanted.searches.iter().map(|search| &search.operation);
    let paginated = searched.filter(|name| model.paginators.contains_key(*name)).cloned();
    wanted.paginators.extend(paginated);
    wanted.operations.extend(wanted.paginators.iter().cloned());
    if selection.all_operations {
        let callable =
            model.operations.values().filter(|operation| model.stream(operation).is_none());
        wanted.operations.extend(callable.map(|operation| operation.name.clone()));
    }
    let of_waiters = wanted.waiters.iter().filter_map(|name| model.waiters.get(name));
    wanted.operations.extend(of_waiters.map(|waiter| waiter.operation.clone()));
    if wanted.operations.is_empty() && !lookup.missed && model.unread.is_empty() {
        nothing(model, selection, lookup.problems);
    }
    wanted.shapes = reached(model, roots(model, &wanted.operations));
    wanted
}

/// Every paginator and every waiter, and every operation too if that is wanted.
pub(crate) fn everything(model: &Model, operations: bool) -> Wanted {
    let mut selection = ServiceSelection::default().all_paginators().all_waiters();
    selection.all_operations = operations;
    let mut unread = Problems::default();
    select(model, &selection, &mut unread)
}

impl Wanted {
    /// Leaves out the operations that reach a shape which was reported: what would be said about
    /// them follows from that. The others can be looked at.
    pub(crate) fn leave_out_broken(&mut self, model: &Model) {
        if model.is_sound() {
            return;
        }
        let tainted = reaching(model, model.shapes.broken());
        let sound = |name: &String| roots_of(model, name).iter().all(|id| !tainted.contains(id));
        self.operations.retain(sound);
        self.searches.retain(|search| self.operations.contains(&search.operation));
        self.shapes = reached(model, roots(model, &self.operations));
    }
}

/// That nothing is left is a mistake, but not where all there is was asked for.
fn nothing(model: &Model, selection: &ServiceSelection, problems: &mut Problems) {
    let place = Place::build_script(format!("service(\"{}\")", model.name));
    if selection.all_operations && !model.operations.is_empty() {
        problems.warn(
            place.lint(Lint::NothingToCall, "has no operation to call: each of them streams"),
        );
    } else {
        let help = "name an operation, a paginator or a waiter".to_owned();
        problems.push(place.problem("nothing of it is asked for, or there").help(Some(help)));
    }
}

struct Lookup<'a> {
    model: &'a Model,
    problems: &'a mut Problems,
    /// Was a name not there? Then that was said.
    missed: bool,
}

impl Lookup<'_> {
    fn names<T>(
        &mut self,
        what: &str,
        names: &[String],
        known: &BTreeMap<String, T>,
    ) -> BTreeSet<String> {
        let (found, missing): (Vec<&String>, Vec<&String>) =
            names.iter().partition(|name| known.contains_key(*name));
        self.missed |= !missing.is_empty();
        if self.model.unread.contains(what) {
            // It may well be in the file that could not be read.
            return sorted::set(found.into_iter().cloned());
        }
        for name in missing.into_iter().filter(|name| !self.model.broken.contains(*name)) {
            self.report(what, name, known.keys().map(String::as_str).collect());
        }
        sorted::set(found.into_iter().cloned())
    }

    fn report(&mut self, what: &str, name: &str, known: Vec<&str>) {
        let (service, name) = (&self.model.name, name.escape_default());
        let place = Place::build_script(format!("service(\"{service}\").{what}(\"{name}\")"));
        let message = match what {
            "paginator" if self.model.operations.contains_key(&name.to_string()) => {
                format!("operation `{name}` of `{service}` has no paginator")
            }
            _ => format!("`{service}` has no {what} `{name}`"),
        };
        let help = nearest(&name.to_string(), known);
        self.problems.push(place.problem(message).help(help));
    }

    fn paginators(&mut self, selection: &ServiceSelection) -> BTreeSet<String> {
        let mut found = self.names("paginator", &selection.paginators, &self.model.paginators);
        if selection.all_paginators {
            found.extend(self.model.paginators.keys().cloned());
        }
        found
    }

    fn waiters(&mut self, selection: &ServiceSelection) -> BTreeSet<String> {
        let mut found = self.names("waiter", &selection.waiters, &self.model.waiters);
        if selection.all_waiters {
            found.extend(self.model.waiters.keys().cloned());
        }
        found
    }
}

impl Lookup<'_> {
    fn searches(&mut self, searches: &[SearchSelection]) -> Vec<SearchSelection> {
        let distinct = sorted::set(searches);
        let mut found: Vec<SearchSelection> = Vec::new();
        for search in distinct {
            let known = self.model.operations.contains_key(&search.operation);
            let twice = found.last().is_some_and(|before| before.name == search.name);
            let problem = if twice { Some(twice_named(self.model, search)) } else { None };
            let problem = problem.or_else(|| misnamed(self.model, search));
            self.missed |= !known || problem.is_some();
            if !known && !self.model.broken.contains(&search.operation) {
                self.problems.push(unknown_operation(self.model, search));
            }
            match problem {
                Some(problem) => self.problems.push(problem),
                None if known => found.push(search.clone()),
                None => {}
            }
        }
        found
    }
}

/// The call in the build script.
pub(crate) fn search_place(model: &Model, search: &SearchSelection) -> Place {
    let (operation, name) = (search.operation.escape_default(), search.name.escape_default());
    Place::build_script(format!("service(\"{}\").search(\"{operation}\", \"{name}\")", model.name))
}

fn unknown_operation(model: &Model, search: &SearchSelection) -> Diagnostic {
    let (service, name) = (&model.name, search.operation.escape_default());
    let message = format!("`{service}` has no operation `{name}`");
    let help = nearest(&search.operation, model.operations.keys().map(String::as_str));
    search_place(model, search).problem(message).help(help)
}

fn twice_named(model: &Model, search: &SearchSelection) -> Diagnostic {
    let help = Some("give each search a name of its own".to_owned());
    search_place(model, search).problem("another search has this name").help(help)
}

/// The name becomes a function as it stands.
fn misnamed(model: &Model, search: &SearchSelection) -> Option<Diagnostic> {
    let wanted = names::snake(&search.name);
    if wanted == search.name && names::is_identifier(&search.name) {
        return None;
    }
    let message = "the search's name is no name of a function";
    let help = format!("`{wanted}` is one");
    Some(search_place(model, search).problem(message).help(Some(help)))
}

fn roots(model: &Model, operations: &BTreeSet<String>) -> Vec<ShapeId> {
    operations.iter().flat_map(|name| roots_of(model, name)).collect()
}

fn roots_of(model: &Model, operation: &str) -> Vec<ShapeId> {
    let operation = model.operations.get(operation).into_iter();
    let roots = operation.flat_map(|operation| {
        operation.input.iter().chain(&operation.output).chain(&operation.errors)
    });
    roots.copied().collect()
}

/// Every shape that these shapes reach, themselves included.
pub(crate) fn reached(model: &Model, roots: Vec<ShapeId>) -> BTreeSet<ShapeId> {
    let mut found = BTreeSet::new();
    let mut open = roots;
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(children(model, id));
        }
    }
    found
}

/// Every shape that reaches one of these, themselves included.
fn reaching(model: &Model, targets: &BTreeSet<ShapeId>) -> BTreeSet<ShapeId> {
    let mut parents: BTreeMap<ShapeId, Vec<ShapeId>> = BTreeMap::new();
    for (id, _) in model.shapes.iter() {
        for child in children(model, id) {
            parents.entry(child).or_default().push(id);
        }
    }
    let mut found = BTreeSet::new();
    let mut open: Vec<ShapeId> = targets.iter().copied().collect();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            open.extend(parents.get(&id).into_iter().flatten());
        }
    }
    found
}

/// The shapes that a shape names directly.
pub(crate) fn children(model: &Model, id: ShapeId) -> Vec<ShapeId> {
    match &model[id].kind {
        ShapeKind::Structure(structure) => {
            structure.members.iter().map(|member| member.shape).collect()
        }
        ShapeKind::List(member) => vec![member.shape],
        ShapeKind::Map { key, value } => vec![key.shape, value.shape],
        _ => Vec::new(),
    }
}
