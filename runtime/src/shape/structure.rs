//! Structures and unions as objects.

use super::{Member, Put, Schema, Slot, Value};
use crate::wire::{Malformed, Reader, Writer};

/// A generated structure.
pub trait Structure {
    /// The table of its members.
    fn schema(&self) -> &'static Schema;

    /// The slot of the member with this index.
    fn member(&self, index: usize) -> Option<&dyn Slot>;

    /// The slot of the member with this index.
    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot>;
}

/// What a writer needs of a structure or union: its table, and what is set.
pub trait Fields {
    /// The table of its members.
    fn schema(&self) -> &'static Schema;

    /// The value of the member with this index, if it is set.
    fn field(&self, index: usize) -> Option<&dyn Put>;
}

/// A structure as [`Fields`].
#[allow(missing_debug_implementations)]
pub struct StructureFields<'a>(pub &'a dyn Structure);

impl Fields for StructureFields<'_> {
    fn schema(&self) -> &'static Schema {
        self.0.schema()
    }

    fn field(&self, index: usize) -> Option<&dyn Put> {
        self.0.member(index)?.get()
    }
}

/// A union as [`Fields`]: the one member that is set.
#[allow(missing_debug_implementations)]
pub struct UnionFields<'a> {
    /// The table of the union's members.
    pub schema: &'static Schema,
    /// The member that is set, and its value.
    pub active: Option<(usize, &'a dyn Put)>,
}

impl Fields for UnionFields<'_> {
    fn schema(&self) -> &'static Schema {
        self.schema
    }

    fn field(&self, index: usize) -> Option<&dyn Put> {
        self.active.and_then(|(active, value)| (active == index).then_some(value))
    }
}

/// Reads the members of a structure; `false` for a null.
pub fn read_into(reader: &mut dyn Reader, target: &mut dyn Structure) -> Result<bool, Malformed> {
    let schema = target.schema();
    reader.structure(schema, &mut |index, reader| match (
        target.member_mut(index),
        schema.members.get(index),
    ) {
        (Some(slot), Some(member)) => slot.read(reader, member),
        _ => Ok(()),
    })
}

/// Reads a structure; `None` for a null.
pub fn read_structure<S: Structure + Default>(
    reader: &mut dyn Reader,
) -> Result<Option<S>, Malformed> {
    let mut value = S::default();
    match read_into(reader, &mut value) {
        Ok(true) => Ok(Some(value)),
        Ok(false) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a structure.
pub fn write_structure(writer: &mut dyn Writer, value: &dyn Structure) {
    writer.structure(&StructureFields(value));
}

/// Reads the value of the member with an index, and makes the variant of it.
pub type ReadVariant<U> = fn(usize, &mut dyn Reader, &Member) -> Result<Option<U>, Malformed>;

/// Reads a union: `variant` makes the value for a member's index. The last member that is not null
/// wins; `unknown` stands for a response whose members are all unknown to the definition.
pub fn read_union<U>(
    reader: &mut dyn Reader,
    schema: &'static Schema,
    unknown: fn() -> U,
    variant: ReadVariant<U>,
) -> Result<Option<U>, Malformed> {
    let mut value = None;
    let present = reader.structure(schema, &mut |index, reader| {
        if let Some(member) = schema.members.get(index)
            && let Some(read) = variant(index, reader, member)?
        {
            value = Some(read);
        }
        Ok(())
    })?;
    Ok(present.then(|| value.unwrap_or_else(unknown)))
}

/// Writes a union: the member that is set, and its value.
pub fn write_union(
    writer: &mut dyn Writer,
    schema: &'static Schema,
    active: Option<(usize, &dyn Put)>,
) {
    writer.structure(&UnionFields { schema, active });
}

/// The input or output of an operation that has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Empty {}

static EMPTY: Schema = Schema::new("", &[]);

impl Structure for Empty {
    fn schema(&self) -> &'static Schema {
        &EMPTY
    }

    fn member(&self, _: usize) -> Option<&dyn Slot> {
        None
    }

    fn member_mut(&mut self, _: usize) -> Option<&mut dyn Slot> {
        None
    }
}

impl Value for Empty {
    fn read(reader: &mut dyn Reader, _: &Member) -> Result<Option<Self>, Malformed> {
        read_structure(reader)
    }

    fn write(&self, writer: &mut dyn Writer, _: &Member) {
        write_structure(writer, self);
    }
}
