//! Bodies that somebody else than the service answered with, a proxy for one.

use http::HeaderMap;
use http::header::CONTENT_TYPE;

use super::super::header;
use super::object;
use crate::call::OperationSpec;
use crate::shape::{Schema, Slot, Structure};
use crate::wire::{Malformed, RawResponse};

/// Members that bodies of errors have, in lower case: those of services, gateways and proxies.
const OF_ERRORS: [&str; 8] =
    ["message", "errormessage", "code", "errorcode", "error", "errors", "errortype", "fault"];

/// How many unknown members an error text names, and how many characters of each.
const NAMED: usize = 5;
const NAME_SHOWN: usize = 40;

/// An output, and whether the body had a member of it.
pub(in crate::wire::protocols) struct Watched<'a> {
    pub(in crate::wire::protocols) output: &'a mut dyn Structure,
    pub(in crate::wire::protocols) found_any: bool,
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
/// else answered must not pass for an output that is empty. `has_members` says whether the body of
/// an output can have any.
pub(in crate::wire::protocols) fn check_unknown(
    operation: &OperationSpec,
    response: &RawResponse,
    has_members: bool,
) -> Result<(), Malformed> {
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

pub(in crate::wire::protocols) fn expected(operation: &OperationSpec) -> String {
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
