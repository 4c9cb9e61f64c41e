//! AWS JSON: operation in a header, input and output as JSON objects.

use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Map, Value};

use super::query_compatible::{query_code, query_mode};
use super::{bare_code, header, is_error, reason, request, request_id};
use crate::call::OperationSpec;
use crate::shape::{Fields, Member, Schema, Slot, Structure};
use crate::wire::json::{JsonWriter, read_error, read_structure, with_reader};
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

/// What marks an error, in quotes as it stands in the body.
const MARK: &str = "\"__type\"";

/// An object of which nothing but that mark is of interest.
static MARKED: Schema = Schema::new("", &[Member::element("__type")]);

/// Members that bodies of errors have, in lower case: those of services, gateways and proxies.
const OF_ERRORS: [&str; 8] =
    ["message", "errormessage", "code", "errorcode", "error", "errors", "errortype", "fault"];

/// How many unknown members an error text names, and how many characters of each.
const NAMED: usize = 5;
const NAME_SHOWN: usize = 40;

impl Protocol for Json {
    fn encode(
        &self,
        operation: &OperationSpec,
        input: &dyn Fields,
    ) -> Result<EncodedRequest, Malformed> {
        let mut writer = JsonWriter::default();
        writer.structure(input);
        let target = format!("{}.{}", operation.service.target_prefix, operation.name);
        // Names in definitions are letters, digits and underscores.
        let target = HeaderValue::try_from(target).ok();
        let target = target.map(|value| (HeaderName::from_static("x-amz-target"), value));
        let mut request = request(operation, self.content_type, target, writer.finish());
        request.headers.extend(query_mode(operation));
        Ok(request)
    }

    fn fault(&self, _: &OperationSpec, response: &RawResponse) -> Option<ServiceFault> {
        if is_error(response.status) {
            return Some(fault(response, object(&response.body)));
        }
        // Every service error has a `__type`, and no output of any definition has such a member.
        is_marked(&response.body).then(|| fault(response, object(&response.body)))
    }

    fn decode(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        if response.body.trim_ascii().is_empty() {
            return match operation.has_output {
                true => Err(Malformed::expected(&expected(operation), "an empty body")),
                false => Ok(()),
            };
        }
        let mut watched = Watched { output, found_any: false };
        let read = read_structure(&response.body, &mut watched);
        match watched.found_any {
            true => read,
            false => check_unknown(operation, response, watched.schema()).and(read),
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

    fn error_name(&self, response: &RawResponse) -> Option<String> {
        query_code(response).and_then(|_| code(&object(&response.body)?))
    }
}

/// Is the body an object with the mark of an error as text, wherever it stands among the members?
fn is_marked(body: &[u8]) -> bool {
    // A cheap test first, so that an output, which may be large, is not parsed twice. The mark may
    // also be data, deeper in an output.
    if !str::from_utf8(body).is_ok_and(|body| body.contains(MARK)) {
        return false;
    }
    let mut marked = false;
    let read = with_reader(body, &mut |reader| {
        let members = reader.structure(&MARKED, &mut |_, reader| {
            marked |= reader.text(&mut |_| ())?;
            Ok(())
        });
        members.map(|_| ())
    });
    read.is_ok() && marked
}

/// An output, and whether the body had a member of it.
struct Watched<'a> {
    output: &'a mut dyn Structure,
    found_any: bool,
}

impl Structure for Watched<'_> {
    fn schema(&self) -> &'static Schema {
        self.output.schema()
    }

    fn member(&self, index: usize) -> Option<&dyn Slot> {
        self.output.member(index)
    }

    fn member_mut(&mut self, index: usize) -> Option<&mut dyn Slot> {
        self.found_any = true;
        self.output.member_mut(index)
    }
}

/// Looks at a body that had no member of the output. An empty object is an output. What somebody
/// else answered, a proxy for one, must not pass for an output that is empty.
fn check_unknown(
    operation: &OperationSpec,
    response: &RawResponse,
    output: &Schema,
) -> Result<(), Malformed> {
    let has_members = !output.members.is_empty();
    if has_members && let Some(kind) = foreign(&response.headers) {
        let found = format!("a body of the content type {kind}");
        return Err(Malformed::expected(&expected(operation), found));
    }
    let members = object(&response.body).unwrap_or_default();
    let is_of_error = |name: &String| OF_ERRORS.contains(&name.to_ascii_lowercase().as_str());
    // Members that only a newer definition has are no error: a service may add to its outputs.
    if !members.keys().any(is_of_error) {
        return Ok(());
    }
    let names: Vec<String> = members.keys().take(NAMED).map(|name| shown(name)).collect();
    let found = format!("an object with none of its members, but with {}", names.join(", "));
    Err(Malformed::expected(&expected(operation), found))
}

fn expected(operation: &OperationSpec) -> String {
    format!("a JSON object with the output of {}", operation.name)
}

fn shown(name: &str) -> String {
    let start: String = name.chars().take(NAME_SHOWN).collect();
    format!("{start:?}")
}

/// The content type, if there is one and it is none of JSON.
fn foreign(headers: &HeaderMap) -> Option<String> {
    let kind = header(headers, CONTENT_TYPE.as_str())?.split(';').next()?.trim();
    let kind = kind.to_ascii_lowercase();
    let is_json = kind == "application/json"
        || kind.starts_with("application/x-amz-json")
        || kind.ends_with("+json");
    (!is_json).then(|| shown(&kind))
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
        request_id: request_id(&response.headers).map(str::to_owned),
    }
}

fn code(body: &Map<String, Value>) -> Option<String> {
    ["__type", "code", "Code"].iter().find_map(|name| bare_code(body.get(*name)?.as_str()?))
}

fn message(body: &Map<String, Value>) -> Option<String> {
    let names = ["message", "Message", "errorMessage"];
    names.iter().find_map(|name| body.get(*name)?.as_str()).map(str::to_owned)
}
