//! AWS JSON: operation in a header, input and output as JSON objects.

use http::{HeaderName, HeaderValue};
use serde_json::{Map, Value};

use super::{header, is_error, post, reason, request_id};
use crate::call::OperationSpec;
use crate::shape::{Fields, Structure};
use crate::wire::json::{JsonWriter, read_error, read_structure};
use crate::wire::{EncodedRequest, Malformed, Protocol, RawResponse, ServiceFault, Writer};

/// AWS JSON, in one of its versions: they differ in the content type only.
#[derive(Debug)]
pub struct Json {
    content_type: &'static str,
}

/// AWS JSON 1.0.
pub static JSON_1_0: Json = Json { content_type: "application/x-amz-json-1.0" };

/// AWS JSON 1.1.
pub static JSON_1_1: Json = Json { content_type: "application/x-amz-json-1.1" };

/// How much of a body that came with success is searched for the mark of an error.
const SEARCHED: usize = 1024;

const MARK: &[u8] = b"\"__type\"";

impl Protocol for Json {
    fn encode(&self, operation: &OperationSpec, input: &dyn Fields) -> EncodedRequest {
        let mut writer = JsonWriter::default();
        writer.structure(input);
        let target = format!("{}.{}", operation.service.target_prefix, operation.name);
        // Names in definitions are letters, digits and underscores.
        let target = HeaderValue::try_from(target).ok();
        let target = target.map(|value| (HeaderName::from_static("x-amz-target"), value));
        post(self.content_type, target, writer.finish())
    }

    fn fault(&self, _: &OperationSpec, response: &RawResponse) -> Option<ServiceFault> {
        if is_error(response.status) {
            return Some(fault(response, object(&response.body)));
        }
        // Every service error has a `__type`, and no output of any definition has such a member.
        if !may_be_fault(&response.body) {
            return None;
        }
        let body = object(&response.body)?;
        body.get("__type")?.as_str()?;
        Some(fault(response, Some(body)))
    }

    fn decode(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        if !response.body.trim_ascii().is_empty() {
            return read_structure(&response.body, output);
        }
        match operation.has_output {
            true => Err(Malformed::expected(
                &format!("a JSON object with the output of {}", operation.name),
                "an empty body",
            )),
            false => Ok(()),
        }
    }

    fn decode_error(
        &self,
        response: &RawResponse,
        error: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        match response.body.trim_ascii() {
            b"" => Ok(()),
            body => read_error(body, error),
        }
    }
}

/// A cheap test, so that an output, which may be large, is not parsed twice.
fn may_be_fault(body: &[u8]) -> bool {
    let start = body.get(..SEARCHED).unwrap_or(body);
    start.windows(MARK.len()).any(|window| window == MARK)
}

fn object(body: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(body).ok()
}

/// `body` is `None` where the response has no JSON object.
fn fault(response: &RawResponse, body: Option<Map<String, Value>>) -> ServiceFault {
    let status = response.status;
    let code = body.as_ref().and_then(code);
    ServiceFault {
        code: query_code(response)
            .or(code)
            .or_else(|| header(&response.headers, "x-amzn-errortype").and_then(bare_code))
            .unwrap_or_else(|| status.as_u16().to_string()),
        message: match &body {
            Some(body) => message(body),
            None => reason(status),
        },
        request_id: request_id(&response.headers),
    }
}

/// The code that a service had when it spoke the query protocol: `Code;Type` in a header.
fn query_code(response: &RawResponse) -> Option<String> {
    let (code, kind) = header(&response.headers, "x-amzn-query-error")?.split_once(';')?;
    (!code.is_empty() && !kind.contains(';')).then(|| code.to_owned())
}

fn code(body: &Map<String, Value>) -> Option<String> {
    ["__type", "code", "Code"].iter().find_map(|name| bare_code(body.get(*name)?.as_str()?))
}

/// `com.amazonaws.dynamodb.v20120810#ResourceNotFoundException:http://…` without what is around it.
fn bare_code(text: &str) -> Option<String> {
    let code = text.split(':').next()?;
    let code = code.rsplit('#').next()?.trim();
    (!code.is_empty()).then(|| code.to_owned())
}

fn message(body: &Map<String, Value>) -> Option<String> {
    let names = ["message", "Message", "errorMessage"];
    names.iter().find_map(|name| body.get(*name)?.as_str()).map(str::to_owned)
}
