//! REST with JSON: the operation in method and path, input and output in path, query, headers and
//! JSON.

use super::is_error;
use super::json::fault::{Codes, fault};
use super::json::foreign::{Watched, check_unknown};
use crate::call::OperationSpec;
use crate::shape::{Fields, Location, Member, Put, Structure};
use crate::wire::json::{JsonWriter, read_error_body, read_structure_body, with_reader};
use crate::wire::rest::{self, Documents};
use crate::wire::{EncodedRequest, Malformed, Protocol, RawResponse, Reader, ServiceFault, Writer};

/// REST with JSON.
#[derive(Debug)]
pub struct RestJson;

/// REST with JSON.
pub static REST_JSON: RestJson = RestJson;

impl Protocol for RestJson {
    fn encode(
        &self,
        operation: &OperationSpec,
        input: &dyn Fields,
    ) -> Result<EncodedRequest, Malformed> {
        rest::encode(self, operation, input)
    }

    /// By status alone: an output may have a `__type` here.
    fn fault(&self, _: &OperationSpec, response: &RawResponse) -> Option<ServiceFault> {
        is_error(response.status).then(|| fault(response, Codes::HeaderFirst))
    }

    fn decode(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        rest::decode(self, operation, response, output)
    }

    fn decode_error(
        &self,
        response: &RawResponse,
        error: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        rest::decode_error(self, response, error)
    }
}

impl Documents for RestJson {
    fn content_type(&self) -> Option<&'static str> {
        Some("application/json")
    }

    fn members(&self, _: &OperationSpec, members: &dyn Fields) -> Result<Vec<u8>, Malformed> {
        let mut writer = JsonWriter::default();
        writer.structure(members);
        Ok(writer.finish())
    }

    fn payload(
        &self,
        _: &OperationSpec,
        member: &Member,
        value: &dyn Put,
    ) -> Result<Vec<u8>, Malformed> {
        let mut writer = JsonWriter::default();
        value.put(&mut writer, member);
        Ok(writer.finish())
    }

    fn writes_nothing(&self) -> Option<&'static [u8]> {
        Some(b"{}")
    }

    fn with_reader(
        &self,
        body: &[u8],
        read: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        with_reader(body, read)
    }

    fn read_members(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        let mut watched = Watched { output, found_any: false };
        let read = read_structure_body(&response.body, &mut watched);
        match watched.found_any {
            true => read,
            false => {
                let members = watched.schema().members;
                let has_members = members.iter().any(|member| member.location == Location::Body);
                check_unknown(operation, response, has_members).and(read)
            }
        }
    }

    fn read_error_members(&self, body: &[u8], error: &mut dyn Structure) -> Result<(), Malformed> {
        read_error_body(body, error)
    }

    fn check_empty_payload(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
    ) -> Result<(), Malformed> {
        check_unknown(operation, response, true)
    }
}

#[cfg(test)]
mod tests;
