//! What is true of a shape in the whole model, whatever was selected.

use std::collections::BTreeSet;

use crate::resolve::{Model, ShapeId};
use crate::select::{children, reached};

/// Facts about shapes that decide what is emitted for them.
#[derive(Debug)]
pub(crate) struct Analysis {
    /// Structures that users build: an input holds them, at any depth.
    built: BTreeSet<ShapeId>,
}

impl Analysis {
    pub(crate) fn of(model: &Model) -> Self {
        let inputs = model.operations.values().filter_map(|operation| operation.input);
        let held: Vec<ShapeId> = inputs.flat_map(|input| children(model, input)).collect();
        Analysis { built: reached(model, held) }
    }

    /// Does an input hold the shape?
    pub(crate) fn is_built(&self, id: ShapeId) -> bool {
        self.built.contains(&id)
    }
}

/// Does a member of this type need a box, because the structure would contain itself? Lists and maps
/// keep their elements apart, so only structures directly inside structures count.
pub(crate) fn needs_box(model: &Model, owner: ShapeId, member: ShapeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![member];
    while let Some(id) = open.pop() {
        if id == owner {
            return true;
        }
        if let Some(structure) = model.structure(id)
            && seen.insert(id)
        {
            open.extend(structure.members.iter().map(|member| member.shape));
        }
    }
    false
}
