//! Smithy's RPC v2 with CBOR: the operation in the path, input and output as CBOR maps.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method};

use super::query_compatible::{query_code, query_mode};
use super::{bare_code, header, is_error, reason, request_id};
use crate::call::OperationSpec;
use crate::shape::{Fields, Structure};
use crate::wire::cbor::{CborWriter, read_error, read_structure, with_root};
use crate::wire::lookup::Names;
use crate::wire::{EncodedRequest, Malformed, Protocol, RawResponse, ServiceFault, Writer};

/// Smithy's RPC v2 with CBOR.
#[derive(Debug)]
pub struct RpcV2Cbor;

/// Smithy's RPC v2 with CBOR.
pub static RPC_V2_CBOR: RpcV2Cbor = RpcV2Cbor;

const PROTOCOL: HeaderName = HeaderName::from_static("smithy-protocol");
const NAME: &str = "rpc-v2-cbor";
const CONTENT: HeaderValue = HeaderValue::from_static("application/cbor");

/// How much of another protocol's name an error text shows.
const NAME_SHOWN: usize = 40;

impl Protocol for RpcV2Cbor {
    /// The method and path of the definition have no meaning here.
    fn encode(
        &self,
        operation: &OperationSpec,
        input: &dyn Fields,
    ) -> Result<EncodedRequest, Malformed> {
        let body = body(input);
        let mut headers = vec![(PROTOCOL, HeaderValue::from_static(NAME)), (ACCEPT, CONTENT)];
        headers.extend((!body.is_empty()).then_some((CONTENT_TYPE, CONTENT)));
        headers.extend(query_mode(operation));
        let (service, name) = (operation.service.target_prefix, operation.name);
        Ok(EncodedRequest {
            method: Method::POST,
            path_and_query: format!("/service/{service}/operation/{name}"),
            headers,
            body,
        })
    }

    fn fault(&self, _: &OperationSpec, response: &RawResponse) -> Option<ServiceFault> {
        is_error(response.status).then(|| fault(response))
    }

    fn decode(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        if let Some(other) = other_protocol(response) {
            return Err(Malformed::expected(&expected(operation), other));
        }
        match (response.body.is_empty(), operation.has_output) {
            (true, true) => Err(Malformed::expected(&expected(operation), "an empty body")),
            (true, false) => Ok(()),
            (false, _) => read_structure(&response.body, output),
        }
    }

    fn decode_error(
        &self,
        response: &RawResponse,
        error: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        match response.body.is_empty() {
            true => Ok(()),
            false => read_error(&response.body, error),
        }
    }

    fn error_name(&self, response: &RawResponse) -> Option<String> {
        query_code(response).and_then(|_| stated(response).code)
    }
}

/// Nothing for an operation that has no input, and a map for one whose input is empty.
fn body(input: &dyn Fields) -> Bytes {
    // Generated structures have names; what stands in for an input that is not there has none.
    if input.schema().name.is_empty() {
        return Bytes::new();
    }
    let mut writer = CborWriter::default();
    writer.structure(input);
    writer.finish().into()
}

fn expected(operation: &OperationSpec) -> String {
    format!("a CBOR map with the output of {}", operation.name)
}

/// The protocol that the response says it has, if that is another one. Some servers do not say.
fn other_protocol(response: &RawResponse) -> Option<String> {
    let name = header(&response.headers, PROTOCOL.as_str()).filter(|name| *name != NAME)?;
    let shown: String = name.chars().take(NAME_SHOWN).collect();
    Some(format!("a response of the protocol {shown:?}"))
}

fn fault(response: &RawResponse) -> ServiceFault {
    let status = response.status;
    let stated = stated(response);
    ServiceFault {
        code: query_code(response)
            .or(stated.code)
            .or_else(|| header(&response.headers, "x-amzn-errortype").and_then(bare_code))
            .unwrap_or_else(|| status.as_u16().to_string()),
        message: match stated.is_map {
            true => stated.message,
            false => stated.message.or_else(|| reason(status)),
        },
        request_id: request_id(&response.headers).map(str::to_owned),
    }
}

/// What the body of an error response says.
#[derive(Default)]
struct Stated {
    /// It is a map, so far as it could be read.
    is_map: bool,
    code: Option<String>,
    message: Option<String>,
}

impl Stated {
    fn take(&mut self, name: &str, text: Option<Cow<'_, str>>) {
        match name {
            "__type" => self.code = text.as_deref().and_then(bare_code),
            "message" => self.message = text.map(Cow::into_owned),
            // The lower-case one goes before it.
            _ if self.message.is_none() => self.message = text.map(Cow::into_owned),
            _ => {}
        }
    }
}

/// What could be read of an error's body: a body that breaks off may still have had a code.
fn stated(response: &RawResponse) -> Stated {
    let mut stated = Stated::default();
    if other_protocol(response).is_some() {
        return stated;
    }
    let _ = with_root(&response.body, Names::Exact, &mut |root| {
        stated.is_map = root.entries(&mut |name, value| {
            if matches!(name, "__type" | "message" | "Message") {
                stated.take(name, value.text_only()?);
            }
            Ok(())
        })?;
        Ok(())
    });
    stated
}

#[cfg(test)]
mod tests;
