//! Shapes → types: structures, unions, enums, and the modelled errors.

use std::collections::{BTreeMap, BTreeSet};

use super::members::{field_names, required};
use super::operations::OF_TRAITS;
use super::{Context, chosen, docs, names};
use crate::plan::{EnumPlan, ErrorPlan, Step, StructurePlan, TypePlan, UnionPlan, VariantPlan};
use crate::resolve::{ExceptionModel, Model, ShapeId, ShapeKind, StructureModel};
use crate::sorted;

/// The types of every wanted shape that is no error, by name.
pub(super) fn lower(context: &Context<'_>) -> Vec<TypePlan> {
    let wanted = context.wanted.shapes.iter();
    wanted.filter_map(|id| context.type_plan(*id)).collect()
}

/// The errors of the wanted operations, by name.
pub(super) fn errors(context: &Context<'_>) -> Vec<ErrorPlan> {
    let wanted = context.wanted.shapes.iter();
    let errors = wanted.filter_map(|id| {
        let structure = context.model.structure(*id)?;
        Some((*id, structure, structure.exception.as_ref()?))
    });
    errors.map(|(id, shape, error)| context.error(id, shape, error)).collect()
}

/// A name for each code of the model, whatever was selected: several errors may share a code.
pub(super) fn codes(model: &Model) -> BTreeMap<String, String> {
    let shapes = model.shapes.iter().filter_map(|(id, shape)| {
        let exception = model.structure(id)?.exception.as_ref()?;
        Some(code(&shape.name, exception))
    });
    let codes = sorted::set(shapes);
    names::distinct(codes.iter(), names::pascal, &["Unknown"])
}

/// The code of a modelled error on the wire.
pub(super) fn code(shape: &str, exception: &ExceptionModel) -> String {
    if exception.code.is_empty() { shape.to_owned() } else { exception.code.clone() }
}

impl Context<'_> {
    fn type_plan(&self, id: ShapeId) -> Option<TypePlan> {
        match &self.model[id].kind {
            ShapeKind::Enum(values) => Some(TypePlan::Enum(self.enumeration(id, values))),
            ShapeKind::Structure(shape) if shape.exception.is_some() => None,
            ShapeKind::Structure(shape) if shape.union && !shape.members.is_empty() => {
                Some(TypePlan::Union(self.union(id, shape)))
            }
            ShapeKind::Structure(shape) => Some(TypePlan::Structure(self.structure(id, shape))),
            _ => None,
        }
    }

    fn structure(&self, id: ShapeId, shape: &StructureModel) -> StructurePlan {
        let built = self.analysis.is_built(id);
        let reserved = if built { [&["new"][..], &OF_TRAITS].concat() } else { Vec::new() };
        StructurePlan {
            name: self.names.get(id).to_owned(),
            shape: self.model[id].name.clone(),
            docs: docs::shape(&self.model[id], "structure"),
            fields: self.fields(id, shape, &reserved),
            payload: shape.payload.map(|index| self.payload_plan(shape, index)),
            constructor: built.then(|| required(shape)),
            accessors: !built,
            sensitive: self.model[id].sensitive,
            nulls: false,
        }
    }

    /// Structures as payloads are written even where they are unset; unions and event streams not.
    fn payload_plan(&self, shape: &StructureModel, index: usize) -> (usize, bool) {
        let payload =
            shape.members.get(index).and_then(|member| self.model.structure(member.shape));
        (index, payload.is_some_and(|payload| !payload.union && !payload.event_stream))
    }

    fn error(&self, id: ShapeId, shape: &StructureModel, exception: &ExceptionModel) -> ErrorPlan {
        let mut plan = self.structure(id, shape);
        plan.docs = docs::shape(&self.model[id], "error");
        let code = code(&self.model[id].name, exception);
        ErrorPlan { structure: plan, variant: chosen(&self.codes, &code), code }
    }

    fn union(&self, id: ShapeId, shape: &StructureModel) -> UnionPlan {
        let mut taken = BTreeSet::new();
        let members = shape.members.iter().zip(accessor_names(shape));
        let variants: Vec<VariantPlan> = members
            .map(|(member, accessor)| {
                let name = names::unique(names::pascal(&member.name), &mut taken);
                VariantPlan {
                    accessor,
                    docs: docs::member(self.model, member),
                    ty: self.member_ty(member),
                    boxed: self.analysis.needs_box(id, member.shape),
                    member: self.member(member, &names::snake(&member.name)),
                    name,
                }
            })
            .collect();
        UnionPlan {
            name: self.names.get(id).to_owned(),
            shape: self.model[id].name.clone(),
            docs: docs::shape(&self.model[id], "union"),
            variants,
            sensitive: self.model[id].sensitive,
            unknown: names::unique("Unknown".to_owned(), &mut taken),
        }
    }

    fn enumeration(&self, id: ShapeId, values: &[String]) -> EnumPlan {
        let mut taken = BTreeSet::new();
        let mut seen = BTreeSet::new();
        let values = values.iter().filter(|value| seen.insert((*value).clone()));
        let values: Vec<(String, String)> = values
            .map(|value| (names::unique(names::pascal(value), &mut taken), value.clone()))
            .collect();
        EnumPlan {
            name: self.names.get(id).to_owned(),
            docs: docs::shape(&self.model[id], "enum"),
            values,
            unknown: names::unique("Unknown".to_owned(), &mut taken),
            sensitive: self.model[id].sensitive,
        }
    }
}

/// How an expression gets at a member.
pub(super) enum Access {
    /// A structure's field.
    Field(Step),
    /// A union's accessor method.
    Variant(String),
}

impl Context<'_> {
    /// How to get at the member with this index.
    pub(super) fn member_access(&self, owner: ShapeId, index: usize) -> Access {
        let Some(shape) = self.model.structure(owner) else {
            return Access::Field(Step { field: String::new(), boxed: false });
        };
        if shape.union {
            let accessor = accessor_names(shape).into_iter().nth(index);
            return Access::Variant(accessor.unwrap_or_default());
        }
        let field = field_names(shape).into_iter().nth(index).unwrap_or_default();
        let member = shape.members.get(index);
        let boxed = member.is_some_and(|member| self.analysis.needs_box(owner, member.shape));
        Access::Field(Step { field, boxed })
    }
}

/// The accessors of a union's variants: `as_text`.
fn accessor_names(union: &StructureModel) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let members = union.members.iter();
    let names = members
        .map(|member| names::underscored(names::prefixed("as", &member.name), &[], &mut taken));
    names.collect()
}
