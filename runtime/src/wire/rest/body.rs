//! The body of a request.

use bytes::Bytes;

use super::Documents;
use super::payload::{Payload, written};
use crate::call::OperationSpec;
use crate::shape::{Fields, Location, Put, Schema};
use crate::wire::Malformed;

/// A body, and what it is.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub(super) bytes: Bytes,
    pub(super) content_type: Option<&'static str>,
}

/// Writes the payload, where there is one, or else the members of the body.
pub(super) fn write(
    documents: &dyn Documents,
    operation: &OperationSpec,
    input: &dyn Fields,
) -> Result<Body, Malformed> {
    match input.schema().payload {
        Some(index) => payload(documents, operation, input, index),
        None => members(documents, operation, input),
    }
}

fn payload(
    documents: &dyn Documents,
    operation: &OperationSpec,
    input: &dyn Fields,
    index: usize,
) -> Result<Body, Malformed> {
    let schema = input.schema();
    let (Some(member), Some(value)) = (schema.members.get(index), input.field(index)) else {
        return Ok(if schema.has_structure_payload() {
            nothing(documents)
        } else {
            Body::default()
        });
    };
    let document = |bytes: Vec<u8>| Body::document(documents, bytes);
    match written(member, value) {
        Payload::Bytes(bytes) => Ok(Body::raw(bytes, documents.content_type_of_bytes())),
        Payload::Text(text) => Ok(Body::raw(text.into(), Some("text/plain"))),
        Payload::Document => documents
            .payload(operation, member, value)
            .map(document)
            .map_err(|error| error.within(member.name)),
    }
}

fn members(
    documents: &dyn Documents,
    operation: &OperationSpec,
    input: &dyn Fields,
) -> Result<Body, Malformed> {
    let members = BodyMembers(input);
    let count = input.schema().members.len();
    if (0..count).any(|index| members.field(index).is_some()) {
        let bytes = documents.members(operation, &members)?;
        return Ok(Body::document(documents, bytes));
    }
    let could_be = input.schema().members.iter().any(|member| member.location == Location::Body);
    Ok(if could_be { nothing(documents) } else { Body::default() })
}

/// The body where nothing is set that could stand in it.
fn nothing(documents: &dyn Documents) -> Body {
    documents.writes_nothing().map_or_else(Body::default, |bytes| Body {
        bytes: Bytes::from_static(bytes),
        content_type: documents.content_type(),
    })
}

impl Body {
    fn document(documents: &dyn Documents, bytes: Vec<u8>) -> Self {
        Body { bytes: bytes.into(), content_type: documents.content_type() }
    }

    fn raw(bytes: Bytes, content_type: Option<&'static str>) -> Self {
        Body { bytes, content_type }
    }
}

/// An input of which only the members of the body show.
struct BodyMembers<'a>(&'a dyn Fields);

impl Fields for BodyMembers<'_> {
    fn schema(&self) -> &'static Schema {
        self.0.schema()
    }

    fn field(&self, index: usize) -> Option<&dyn Put> {
        let member = self.schema().members.get(index)?;
        (member.location == Location::Body).then(|| self.0.field(index)).flatten()
    }
}
