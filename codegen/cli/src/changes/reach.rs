//! Which shapes operations reach, by which way.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::api::{Api, target};

/// Names of shapes.
pub(super) type Names<'a> = BTreeSet<&'a str>;

/// What is true of shapes because of the whole service.
pub(super) struct Reach<'a> {
    pub(super) api: &'a Api,
    /// What inputs hold, at any depth: programs build these.
    pub(super) built: Names<'a>,
    /// What inputs, outputs and errors hold, and the errors: types that belong to no operation.
    pub(super) nested: Names<'a>,
    /// Structures that may hold themselves without a list or map between.
    circular: Names<'a>,
}

impl<'a> Reach<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        let operations = || api.operations().values();
        let held = |key: &'static str| {
            operations().filter_map(move |operation| operation.get(key)).flat_map(|reference| {
                children(api, target(reference)).map(target).collect::<Vec<_>>()
            })
        };
        let built = reached(api, held("input"));
        let nested =
            reached(api, held("input").chain(held("output")).chain(operations().flat_map(errors)));
        Self { api, built, nested, circular: circular(api) }
    }

    /// The operations that reach each of these shapes.
    pub(super) fn users(&self, shapes: &Names<'a>) -> BTreeMap<&'a str, Vec<&'a str>> {
        let mut users = BTreeMap::<_, Vec<_>>::new();
        for (name, operation) in self.api.operations() {
            let ends = ["input", "output"].into_iter().filter_map(|key| operation.get(key));
            let starts = ends.map(target).chain(errors(operation));
            for shape in reached(self.api, starts).intersection(shapes) {
                users.entry(*shape).or_default().push(name.as_str());
            }
        }
        users
    }

    /// Is a member of `owner` of this shape kept in a box, as the structure would hold itself?
    pub(super) fn is_boxed(&self, owner: &str, shape: &str) -> bool {
        self.circular.contains(shape) && self.circular.contains(owner) && {
            let mut seen = BTreeSet::from([shape]);
            let mut open = vec![shape];
            while let Some(next) = open.pop() {
                let held = self.api.members(next).values().map(target);
                open.extend(held.filter(|held| self.circular.contains(held) && seen.insert(held)));
            }
            seen.contains(owner)
        }
    }
}

/// The shapes of an operation's errors.
pub(super) fn errors(operation: &Value) -> impl Iterator<Item = &str> {
    operation.get("errors").and_then(Value::as_array).into_iter().flatten().map(target)
}

/// The references of a shape: members, or what a list or map holds.
fn children<'a>(api: &'a Api, shape: &str) -> impl Iterator<Item = &'a Value> {
    let value = api.shape(shape);
    let inner = ["member", "key", "value"].into_iter().filter_map(|key| value.get(key));
    api.members(shape).values().chain(inner)
}

fn reached<'a>(api: &'a Api, from: impl Iterator<Item = &'a str>) -> Names<'a> {
    let mut open: Vec<&str> = from.collect();
    let mut seen = Names::new();
    while let Some(shape) = open.pop() {
        if seen.insert(shape) {
            open.extend(children(api, shape).map(target));
        }
    }
    seen
}

/// What is left when shapes that lead nowhere are taken away, again and again.
fn circular(api: &Api) -> Names<'_> {
    let mut left: Names<'_> = api.shapes().keys().map(String::as_str).collect();
    loop {
        let leads_on =
            |shape: &&str| api.members(shape).values().any(|member| left.contains(target(member)));
        let next: Names<'_> = left.iter().copied().filter(leads_on).collect();
        if next.len() == left.len() {
            return left;
        }
        left = next;
    }
}
