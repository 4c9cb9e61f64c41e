//! What is true of a shape in the whole model, whatever was selected.

use std::collections::{BTreeMap, BTreeSet};

use crate::resolve::{Model, ShapeId, ShapeKind};
use crate::select::{children, reached};
use crate::sorted;

/// Facts about shapes that decide what is emitted for them.
#[derive(Debug)]
pub(crate) struct Analysis {
    /// Structures that users build: an input holds them, at any depth.
    built: BTreeSet<ShapeId>,
    /// What each structure holds without a list or map between, at any depth. Only those that hold
    /// themselves are kept.
    recursive: BTreeMap<ShapeId, BTreeSet<ShapeId>>,
}

impl Analysis {
    pub(crate) fn of(model: &Model) -> Self {
        let inputs = model.operations.values().filter_map(|operation| operation.input);
        let held: Vec<ShapeId> = inputs.flat_map(|input| children(model, input)).collect();
        Analysis { built: reached(model, held), recursive: recursive(model) }
    }

    /// Does an input hold the shape?
    pub(crate) fn is_built(&self, id: ShapeId) -> bool {
        self.built.contains(&id)
    }

    /// Does a member of this type need a box, because the structure would contain itself? Lists and
    /// maps keep their elements apart, so only structures directly inside structures count.
    pub(crate) fn needs_box(&self, owner: ShapeId, member: ShapeId) -> bool {
        let leads_back = |held: &BTreeSet<ShapeId>| held.contains(&owner);
        self.recursive.get(&member).is_some_and(leads_back)
    }
}

fn recursive(model: &Model) -> BTreeMap<ShapeId, BTreeSet<ShapeId>> {
    let mut candidates = sorted::set(model.shapes.iter().map(|(id, _)| id));
    // What holds no candidate leads nowhere: peeling such shapes off leaves what may be recursive.
    loop {
        let leads_on = |id: &ShapeId| inside(model, *id).any(|held| candidates.contains(&held));
        let left = sorted::set(candidates.iter().copied().filter(leads_on));
        if left.len() == candidates.len() {
            break;
        }
        candidates = left;
    }
    let held = |id: ShapeId| (id, held_inside(model, id));
    sorted::map(candidates.into_iter().map(held).filter(|(id, held)| held.contains(id)))
}

fn inside(model: &Model, id: ShapeId) -> impl Iterator<Item = ShapeId> {
    let members = model.structure(id).into_iter().flat_map(|shape| &shape.members);
    members.map(|member| member.shape)
}

fn held_inside(model: &Model, id: ShapeId) -> BTreeSet<ShapeId> {
    let mut held = BTreeSet::new();
    let mut open: Vec<ShapeId> = inside(model, id).collect();
    while let Some(next) = open.pop() {
        if held.insert(next) {
            open.extend(inside(model, next));
        }
    }
    held
}

/// Is the shape sensitive, or what a list or map of it holds? Then a member of it is not shown.
pub(crate) fn is_sensitive(model: &Model, id: ShapeId) -> bool {
    let shape = &model[id];
    shape.sensitive
        || match &shape.kind {
            ShapeKind::List(member) => is_sensitive(model, member.shape),
            ShapeKind::Map { key, value } => {
                is_sensitive(model, key.shape) || is_sensitive(model, value.shape)
            }
            _ => false,
        }
}
