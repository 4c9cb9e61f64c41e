//! How values travel: a reader and a writer for each protocol, none of them generic.
//!
//! Generated code knows [`Reader`] and [`Writer`] only; which protocol a service speaks is one
//! static reference in its [`Service`](crate::call::Service) table.

pub(crate) mod cbor;
mod encoding;
pub(crate) mod json;
mod lookup;
mod malformed;
mod protocol;
mod protocols;
pub(crate) mod query;
pub(crate) mod rest;
#[cfg(test)]
pub(crate) mod testing;
pub(crate) mod xml;

pub use malformed::Malformed;
pub use protocol::{EncodedRequest, Protocol, RawResponse, ServiceFault};
pub use protocols::{
    EC2, Ec2, JSON_1_0, JSON_1_1, Json, QUERY, Query, REST_JSON, REST_XML, RPC_V2_CBOR, RestJson,
    RestXml, RpcV2Cbor,
};
pub(crate) use protocols::{encoded_names, request_id};
pub(crate) use rest::text_of;

use bytes::Bytes;

use crate::shape::{Document, Fields, Member, Put, Schema, Timestamp, TimestampFormat};

/// Hands a nested value to whoever reads it.
pub type Visit<'a> = &'a mut dyn FnMut(&mut dyn Reader) -> Result<(), Malformed>;

/// Hands a map's key and value to whoever reads them.
pub type VisitEntry<'a> = &'a mut dyn FnMut(&str, &mut dyn Reader) -> Result<(), Malformed>;

/// Hands a structure's member, by index, to whoever reads it.
pub type VisitMember<'a> = &'a mut dyn FnMut(usize, &mut dyn Reader) -> Result<(), Malformed>;

/// One value of a response, read once. A null is `None` or `false`; members that a table does not
/// list are skipped.
pub trait Reader {
    /// Reads text; `false` for a null, and then `sink` is not called.
    fn text(&mut self, sink: &mut dyn FnMut(&str)) -> Result<bool, Malformed>;

    /// Reads a boolean.
    fn boolean(&mut self) -> Result<Option<bool>, Malformed>;

    /// Reads an integer of at most 64 bits.
    fn integer(&mut self) -> Result<Option<i64>, Malformed>;

    /// Reads a floating-point number, `NaN` and the infinities included.
    fn float(&mut self) -> Result<Option<f64>, Malformed>;

    /// Reads bytes (base64 in text formats).
    fn blob(&mut self) -> Result<Option<Bytes>, Malformed>;

    /// Reads a timestamp; `Unstated` is the protocol's own format.
    fn timestamp(&mut self, format: TimestampFormat) -> Result<Option<Timestamp>, Malformed>;

    /// Reads a document.
    fn document(&mut self) -> Result<Option<Document>, Malformed>;

    /// Reads a list, or one element of a flattened list.
    fn list(&mut self, list: &Member, element: Visit<'_>) -> Result<bool, Malformed>;

    /// Reads a map, or one entry of a flattened map.
    fn map(&mut self, map: &Member, entry: VisitEntry<'_>) -> Result<bool, Malformed>;

    /// Reads a structure, member by member, in the order of the wire.
    fn structure(
        &mut self,
        schema: &'static Schema,
        member: VisitMember<'_>,
    ) -> Result<bool, Malformed>;
}

/// The elements of a list.
pub trait Elements {
    /// How many there are.
    fn count(&self) -> usize;

    /// One of them.
    fn element(&self, index: usize) -> Option<&dyn Put>;
}

/// The entries of a map.
pub trait Entries {
    /// How many there are.
    fn count(&self) -> usize;

    /// One of them.
    fn entry(&self, index: usize) -> Option<(&str, &dyn Put)>;
}

/// One value of a request.
pub trait Writer {
    /// Writes that there is no value: an element of a sparse list or map.
    fn null(&mut self);

    /// Writes text.
    fn text(&mut self, value: &str);

    /// Writes a boolean.
    fn boolean(&mut self, value: bool);

    /// Writes an integer.
    fn integer(&mut self, value: i64);

    /// Writes a floating-point number.
    fn float(&mut self, value: f64);

    /// Writes a floating-point number of 32 bits.
    fn single(&mut self, value: f32) {
        // Through text, so that 0.1 stays 0.1 and does not become 0.10000000149011612.
        self.float(value.to_string().parse().unwrap_or(f64::from(value)));
    }

    /// Writes bytes.
    fn blob(&mut self, value: &[u8]);

    /// Writes a timestamp; `Unstated` is the protocol's own format.
    fn timestamp(&mut self, value: Timestamp, format: TimestampFormat);

    /// Writes a document.
    fn document(&mut self, value: &Document);

    /// Writes a list.
    fn list(&mut self, list: &Member, elements: &dyn Elements);

    /// Writes a map.
    fn map(&mut self, map: &Member, entries: &dyn Entries);

    /// Writes a structure or union: what is set.
    fn structure(&mut self, fields: &dyn Fields);
}
