//! What a generated type is to the runtime: a table of members, and a slot for each.
//!
//! Nothing here is generic over a structure. Protocols, resume tokens, paginators and `Debug` all
//! work on [`Structure`] and [`Slot`] objects, so a generated structure costs the compiler one
//! table and three short functions, whatever it is used for.

mod aggregate;
mod collect;
mod containers;
mod debug;
mod scalars;
mod schema;
mod slot;
mod structure;
mod timestamp;
mod tuples;

pub use aggregate::Aggregate;
pub use collect::{MapView, list, map};
pub use debug::{debug_structure, debug_union};
pub use scalars::{StringEnum, read_enum, write_enum};
pub(crate) use schema::PLAIN;
pub use schema::{Location, Member, Namespace, Schema};
pub use slot::{Cut, Put, Slot, Value};
pub use structure::{
    Empty, Fields, ReadVariant, Structure, StructureFields, UnionFields, read_into, read_structure,
    read_union, write_structure, write_union,
};
pub use timestamp::{Timestamp, TimestampError, TimestampFormat};

/// A map of a service: string keys, in the order of the wire.
pub type Map<V> = indexmap::IndexMap<String, V>;

/// A JSON document that a model does not describe further.
pub type Document = serde_json::Value;
