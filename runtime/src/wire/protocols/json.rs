//! AWS JSON: operation in a header, input and output as JSON objects.

pub(super) mod fault;
pub(super) mod foreign;

use http::{HeaderName, HeaderValue};
use serde_json::{Map, Value};

use self::fault::{Codes, code_in_body, fault};
use self::foreign::{Watched, check_unknown, expected};
use super::query_compatible::{query_code, query_mode};
use super::{is_error, request};
use crate::call::OperationSpec;
use crate::shape::{Fields, Member, Schema, Structure};
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
            return Some(fault(response, Codes::BodyFirst));
        }
        // Every service error has a `__type`, and no output of any definition has such a member.
        is_marked(&response.body).then(|| fault(response, Codes::BodyFirst))
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
            false => {
                let has_members = !watched.schema().members.is_empty();
                check_unknown(operation, response, has_members).and(read)
            }
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
        query_code(response).and_then(|_| code_in_body(&object(&response.body)?, Codes::BodyFirst))
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

/// The members of a body, if it is an object.
fn object(body: &[u8]) -> Option<Map<String, Value>> {
    serde_json::from_slice(body).ok()
}
