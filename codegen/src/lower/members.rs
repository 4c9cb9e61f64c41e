//! Members: their Rust type, their field, and their entry in the structure's table.

use std::collections::BTreeSet;

use super::analysis::is_sensitive;
use super::{Context, docs, names};
use crate::plan::{FieldPlan, MemberPlan, NamespacePlan, Protocol, Ty, TypeRef};
use crate::resolve::{
    Location, MemberModel, NamespaceModel, ShapeId, ShapeKind, StructureModel, TimestampFormat,
};

impl Context<'_> {
    /// The Rust type of a shape.
    pub(super) fn ty(&self, id: ShapeId) -> Ty {
        match &self.model[id].kind {
            ShapeKind::Text => Ty::Text,
            ShapeKind::Boolean => Ty::Bool,
            ShapeKind::Integer => Ty::I32,
            ShapeKind::Long => Ty::I64,
            ShapeKind::Float => Ty::F32,
            ShapeKind::Double => Ty::F64,
            ShapeKind::Blob => Ty::Blob,
            ShapeKind::Timestamp(_) => Ty::Timestamp,
            ShapeKind::Document => Ty::Document,
            ShapeKind::Enum(_) => Ty::Enum(self.type_ref(id)),
            ShapeKind::Structure(_) => Ty::Structure(self.type_ref(id)),
            ShapeKind::List(member) => Ty::List(Box::new(self.held_ty(member))),
            ShapeKind::Map { value, .. } => Ty::Map(Box::new(self.held_ty(value))),
        }
    }

    /// The type of what a list or map holds.
    fn held_ty(&self, member: &MemberModel) -> Ty {
        let ty = self.member_ty(member);
        if member.sparse { Ty::Sparse(Box::new(ty)) } else { ty }
    }

    /// The type of a member: text in a header that holds JSON is a document.
    pub(super) fn member_ty(&self, member: &MemberModel) -> Ty {
        if is_json_text(member) { Ty::Document } else { self.ty(member.shape) }
    }

    /// The name of a shape's type, with the module it stands in.
    pub(super) fn type_ref(&self, id: ShapeId) -> TypeRef {
        let is_error = self.model.structure(id).is_some_and(|shape| shape.exception.is_some());
        let module = if is_error { "error" } else { "types" };
        TypeRef { module, name: self.names.get(id).to_owned() }
    }

    /// The fields of a structure. Their names depend on the structure alone.
    pub(super) fn fields(
        &self,
        owner: ShapeId,
        structure: &StructureModel,
        reserved: &[&str],
    ) -> Vec<FieldPlan> {
        let mut setters = BTreeSet::new();
        let members = structure.members.iter().zip(field_names(structure));
        members
            .enumerate()
            .map(|(index, (member, name))| {
                let wanted = names::snake(&member.name);
                let setter = names::underscored(wanted, reserved, &mut setters);
                FieldPlan {
                    docs: docs::member(self.model, member),
                    ty: self.member_ty(member),
                    boxed: self.analysis.needs_box(owner, member.shape),
                    member: match structure.payload {
                        Some(payload) if payload == index => self.payload(member, &name),
                        _ => self.member(member, &name),
                    },
                    name,
                    setter,
                }
            })
            .collect()
    }

    /// The table entry of a member, and of what it holds.
    pub(super) fn member(&self, member: &MemberModel, field: &str) -> MemberPlan {
        let read = self.wire_name(member);
        MemberPlan {
            name: member.name.clone(),
            write: self.written(member, &read),
            read,
            field: field.to_owned(),
            timestamp: self.timestamp(member),
            sensitive: is_sensitive(self.model, member.shape),
            flattened: member.flattened || self.holds_flattened(member.shape),
            idempotency_token: member.idempotency_token,
            location: location(member.location),
            namespace: self.namespace(member),
            attribute: member.attribute,
            json_text: is_json_text(member),
            inner: self.inner(member.shape),
        }
    }

    /// The table entry of the member that is the whole body.
    fn payload(&self, member: &MemberModel, field: &str) -> MemberPlan {
        let plan = self.member(member, field);
        match self.protocol {
            Protocol::RestXml => MemberPlan { write: self.payload_root(member), ..plan },
            _ => plan,
        }
    }

    /// The name on the wire: the member's own, or its list's, or that in the definition. The name
    /// that a structure has is that of a document made of it, not of a member.
    pub(super) fn wire_name(&self, member: &MemberModel) -> String {
        // Headers whose names begin with nothing are all headers.
        if member.location == Location::Headers {
            return member.location_name.clone().unwrap_or_default();
        }
        let of_shape = match self.model.structure(member.shape) {
            Some(_) => None,
            None => self.model[member.shape].location_name.as_ref(),
        };
        member.location_name.as_ref().or(of_shape).unwrap_or(&member.name).clone()
    }

    /// The element that a payload is written as: a structure's own name wins over the name that is
    /// the member's anyway.
    fn payload_root(&self, member: &MemberModel) -> String {
        let shape = &self.model[member.shape];
        let own = member.location_name.as_ref().filter(|name| **name != member.name);
        let stated = own.or(shape.location_name.as_ref()).or(member.location_name.as_ref());
        stated.unwrap_or(&shape.name).clone()
    }

    /// Are elements of lists, keys and values of maps called by name on the wire?
    fn in_xml(&self) -> bool {
        matches!(self.protocol, Protocol::Ec2 | Protocol::Query | Protocol::RestXml)
    }

    /// The namespace of a member's element: its own, or its shape's.
    fn namespace(&self, member: &MemberModel) -> Option<NamespacePlan> {
        if self.protocol != Protocol::RestXml {
            return None;
        }
        let stated = member.namespace.as_ref().or(self.model[member.shape].namespace.as_ref());
        stated.map(namespace)
    }

    /// `flattened` stands at a list or map as often as at the member that has it.
    fn holds_flattened(&self, id: ShapeId) -> bool {
        match &self.model[id].kind {
            ShapeKind::List(member) => member.flattened,
            ShapeKind::Map { value, .. } => value.flattened,
            _ => false,
        }
    }

    fn written(&self, member: &MemberModel, read: &str) -> String {
        match (self.protocol, &member.query_name, &member.location_name) {
            (Protocol::Ec2, Some(query), _) => query.clone(),
            (Protocol::Ec2, None, Some(location)) => upper_first(location),
            (Protocol::Ec2, None, None) => upper_first(&member.name),
            _ => read.to_owned(),
        }
    }

    /// A format at the member wins over the one at the shape.
    fn timestamp(&self, member: &MemberModel) -> Option<&'static str> {
        let of_shape = match self.model[member.shape].kind {
            ShapeKind::Timestamp(format) => format,
            _ => TimestampFormat::Unstated,
        };
        let stated = [member.timestamp, of_shape];
        match stated.into_iter().find(|format| *format != TimestampFormat::Unstated)? {
            TimestampFormat::Iso8601 => Some("Iso8601"),
            TimestampFormat::UnixTimestamp => Some("UnixTimestamp"),
            TimestampFormat::Rfc822 => Some("Rfc822"),
            TimestampFormat::Unstated => None,
        }
    }

    /// What a list or map holds. How deep that can go was checked when the shapes were read.
    fn inner(&self, id: ShapeId) -> Vec<MemberPlan> {
        match &self.model[id].kind {
            ShapeKind::List(member) => vec![self.element(member)],
            ShapeKind::Map { key, value } => vec![self.element(key), self.element(value)],
            _ => Vec::new(),
        }
    }

    /// The table entry of an element, a key or a value. Its name goes where no wire knows it.
    fn element(&self, member: &MemberModel) -> MemberPlan {
        let mut plan = self.member(member, "");
        if !self.in_xml() {
            plan.read.clone_from(&plan.name);
            plan.write.clone_from(&plan.name);
        }
        plan
    }
}

/// Does the member travel as the text of its JSON? In bodies such members are text to botocore too.
pub(super) fn is_json_text(member: &MemberModel) -> bool {
    member.json_value && member.location == Location::Header
}

/// The runtime's name for a location; `None` for the body.
fn location(location: Location) -> Option<&'static str> {
    Some(match location {
        Location::Body => return None,
        Location::Header => "Header",
        Location::Headers => "Headers",
        Location::Query => "Query",
        Location::Uri => "Uri",
        Location::Status => "Status",
    })
}

/// A namespace, as it is emitted.
pub(super) fn namespace(model: &NamespaceModel) -> NamespacePlan {
    NamespacePlan { prefix: model.prefix.clone(), uri: model.uri.clone() }
}

/// The fields of a structure: their names depend on the structure alone.
pub(super) fn field_names(structure: &StructureModel) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let members = structure.members.iter();
    members.map(|member| names::underscored(names::snake(&member.name), &[], &mut taken)).collect()
}

fn upper_first(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The positions of the required members, in the alphabetical order of their names in the
/// definition: an order that no update can change silently. Idempotency tokens fill themselves in.
pub(super) fn required(structure: &StructureModel) -> Vec<usize> {
    let members = structure.members.iter().enumerate();
    let mut required: Vec<(&str, usize)> = members
        .filter(|(_, member)| member.required && !member.idempotency_token)
        .map(|(index, member)| (member.name.as_str(), index))
        .collect();
    required.sort();
    required.into_iter().map(|(_, index)| index).collect()
}
