//! The HTTP bindings that rest-json and rest-xml share: path, query, headers, status and body.
//!
//! A protocol adds its documents, as [`Documents`]; everything else of a request or response is
//! written and read here. Where a member stands is in the tables: its
//! [`Location`](crate::shape::Location), and the payload of its structure. Only the members of an
//! input, output or error have a place of their own; a structure within another one is a document
//! whatever its table says.

mod body;
mod header;
mod payload;
mod query;
mod request;
mod response;
#[cfg(test)]
mod tests;
mod text;
mod uri;

pub(crate) use request::encode;
pub(crate) use response::{decode, decode_error};
pub(crate) use text::text_of;

use super::{Malformed, RawResponse, Reader};
use crate::call::OperationSpec;
use crate::shape::{Fields, Member, Put, Structure};

/// The documents of a protocol: bodies that are neither raw bytes nor raw text.
pub(crate) trait Documents {
    /// The content type of a request whose body is a document, if the protocol states one. A
    /// member that is the header of that name goes before it.
    fn content_type(&self) -> Option<&'static str>;

    /// The content type of a request whose body is bytes, if the protocol states one.
    fn content_type_of_bytes(&self) -> Option<&'static str> {
        Some("application/octet-stream")
    }

    /// Writes a body that is made of members. `members` shows those with the location
    /// [`Body`](crate::shape::Location::Body) only; it may show none.
    ///
    /// # Errors
    ///
    /// The protocol cannot express a value.
    fn members(
        &self,
        operation: &OperationSpec,
        members: &dyn Fields,
    ) -> Result<Vec<u8>, Malformed>;

    /// Writes a body that is the payload: a structure, union, document, list or map. Bytes and text
    /// do not come here.
    ///
    /// # Errors
    ///
    /// The protocol cannot express a value.
    fn payload(
        &self,
        operation: &OperationSpec,
        member: &Member,
        value: &dyn Put,
    ) -> Result<Vec<u8>, Malformed>;

    /// Is a document sent where there could be something but nothing is set? If not, the body is
    /// empty.
    fn writes_nothing(&self) -> Option<&'static [u8]>;

    /// Hands the one value of a body that is a payload to `read`. The body is not empty.
    ///
    /// # Errors
    ///
    /// The body is no document of the protocol; or what `read` returns.
    fn with_reader(
        &self,
        body: &[u8],
        read: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Malformed>,
    ) -> Result<(), Malformed>;

    /// Reads the members of an output that stand in the body, which is not empty.
    /// [`Names::OfBody`](super::lookup::Names::OfBody) finds no others.
    ///
    /// # Errors
    ///
    /// The body is no document of the protocol, or not that of this output.
    fn read_members(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed>;

    /// Reads the members of a modelled error that stand in the body, which is not empty:
    /// [`Names::OfErrorBody`](super::lookup::Names::OfErrorBody).
    ///
    /// # Errors
    ///
    /// The body is no document of the protocol.
    fn read_error_members(&self, body: &[u8], error: &mut dyn Structure) -> Result<(), Malformed>;

    /// Looks at a response whose payload, a structure, had none of its members.
    ///
    /// # Errors
    ///
    /// The response is somebody else's.
    fn check_empty_payload(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
    ) -> Result<(), Malformed> {
        let _ = (operation, response);
        Ok(())
    }
}
