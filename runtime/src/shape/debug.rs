//! `Debug` for generated types: what is set, by its Rust name, without what is sensitive.

use std::fmt::{Debug, Formatter, Result};

use super::{Fields, Member, Put, Schema, Structure, StructureFields, UnionFields};

struct Redacted;

impl Debug for Redacted {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> Result {
        formatter.write_str("<sensitive>")
    }
}

/// Formats a structure: the members that are set.
pub fn debug_structure(value: &dyn Structure, formatter: &mut Formatter<'_>) -> Result {
    debug_fields(&StructureFields(value), formatter)
}

/// Formats a union: the member that is set, or `Unknown`.
pub fn debug_union(
    schema: &'static Schema,
    active: Option<(usize, &dyn Put)>,
    formatter: &mut Formatter<'_>,
) -> Result {
    debug_fields(&UnionFields { schema, active }, formatter)
}

fn debug_fields(fields: &dyn Fields, formatter: &mut Formatter<'_>) -> Result {
    let schema = fields.schema();
    let mut output = formatter.debug_struct(schema.name);
    for (index, member) in schema.members.iter().enumerate() {
        if let Some(value) = fields.field(index) {
            output.field(member.field, shown(member, value));
        }
    }
    output.finish_non_exhaustive()
}

fn shown<'a>(member: &Member, value: &'a dyn Put) -> &'a dyn Debug {
    if member.is_sensitive() { &Redacted } else { value.as_debug() }
}
