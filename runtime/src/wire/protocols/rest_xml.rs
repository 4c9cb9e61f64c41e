//! REST with XML: the operation in method and path, input and output in path, query, headers and
//! XML.

mod documents;
mod foreign;
mod s3;
#[cfg(test)]
mod tests;

pub(crate) use s3::encoded_names;

use self::documents::Xml;
use super::xml_errors;
use crate::call::OperationSpec;
use crate::shape::{Fields, Location, Schema, Structure};
use crate::wire::rest;
use crate::wire::{EncodedRequest, Malformed, Protocol, RawResponse, ServiceFault};

/// REST with XML.
#[derive(Debug)]
pub struct RestXml;

/// REST with XML.
pub static REST_XML: RestXml = RestXml;

impl Protocol for RestXml {
    fn encode(
        &self,
        operation: &OperationSpec,
        input: &dyn Fields,
    ) -> Result<EncodedRequest, Malformed> {
        rest::encode(&Xml::default(), operation, input)
    }

    fn received(&self, operation: &OperationSpec, response: RawResponse) -> RawResponse {
        match s3::is_s3(operation) {
            true => s3::received(operation, response),
            false => response,
        }
    }

    fn fault(&self, operation: &OperationSpec, response: &RawResponse) -> Option<ServiceFault> {
        match operation.raw_output {
            true => xml_errors::fault_of_status(response),
            false => xml_errors::fault(response),
        }
    }

    fn decode(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        decode(&Xml::default(), operation, response, output)
    }

    fn decode_encoded(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        let names = s3::encoded_names(operation).filter(|_| s3::says_encoded(&response.body));
        decode(&Xml { encoded: names }, operation, response, output)
    }

    fn decode_error(
        &self,
        response: &RawResponse,
        error: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        rest::decode_error(&Xml::default(), response, error)
    }
}

fn decode(
    documents: &Xml,
    operation: &OperationSpec,
    response: &RawResponse,
    output: &mut dyn Structure,
) -> Result<(), Malformed> {
    if is_missing(operation, response, output.schema()) {
        return Err(Malformed::expected(&foreign::expected(operation), "an empty body"));
    }
    rest::decode(documents, operation, response, output)
}

/// Is there no body where a read has its answer? What was only done may be answered so; but a
/// listing of which nothing came must not pass for one that is empty.
fn is_missing(operation: &OperationSpec, response: &RawResponse, output: &Schema) -> bool {
    let in_body = || output.members.iter().any(|member| member.location == Location::Body);
    operation.method == "GET"
        && !operation.raw_output
        && response.body.trim_ascii().is_empty()
        && (output.payload.is_some() || in_body())
}
