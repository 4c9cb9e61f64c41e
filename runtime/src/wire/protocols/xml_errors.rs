//! Errors of the protocols that answer in XML.
//!
//! There are three documents: `ErrorResponse` around `Error`, with the request id beside it;
//! `Response` around `Errors` around `Error`, of EC2 and SimpleDB; and a bare `Error`, of S3.

use super::{is_error, reason, request_id};
use crate::shape::{Structure, read_into};
use crate::wire::lookup::Names;
use crate::wire::xml::{Element, root_name, with_root};
use crate::wire::{Malformed, RawResponse, ServiceFault};

/// Looks for an error: by status, or by the root element of a response that is none by status.
pub(super) fn fault(response: &RawResponse) -> Option<ServiceFault> {
    if let Some(fault) = fault_of_status(response) {
        return Some(fault);
    }
    let root = root_name(&response.body)?;
    if !is_around_errors(&root) && root != "Error" {
        return None;
    }
    let found = stated(response)?;
    let is_fault = root != "Response" || found.code.is_some();
    is_fault.then(|| found.complete(response, false))
}

/// The same, where a response that is no error by its status is not looked into.
pub(super) fn fault_of_status(response: &RawResponse) -> Option<ServiceFault> {
    let found = || stated(response).unwrap_or_default().complete(response, true);
    is_error(response.status).then(found)
}

/// Reads the members of a modelled exception. An error without a body has none.
pub(super) fn read(body: &[u8], names: Names, error: &mut dyn Structure) -> Result<(), Malformed> {
    if body.trim_ascii().is_empty() {
        return Ok(());
    }
    with_root(body, &mut |name, root| members(name, root, names, error))
}

fn is_around_errors(name: &str) -> bool {
    matches!(name, "Response" | "Errors" | "ErrorResponse")
}

/// Reads the members of the `Error` element, wherever it stands.
fn members(
    name: &str,
    element: &mut Element<'_, '_>,
    names: Names,
    error: &mut dyn Structure,
) -> Result<(), Malformed> {
    match name {
        "Error" => read_into(element.named(names), error).map(|_| ()),
        _ if is_around_errors(name) => {
            element.children(|name, child| members(name, child, names, error))
        }
        _ => Ok(()),
    }
}

/// What an error document says.
#[derive(Default)]
struct Stated {
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
}

impl Stated {
    /// Fills what is missing from the status and the headers. The status only gives a message for
    /// a response that is an error by it and says nothing of its own.
    fn complete(self, response: &RawResponse, by_status: bool) -> ServiceFault {
        let silent = by_status && self.code.is_none();
        let otherwise = if silent { reason(response.status) } else { None };
        ServiceFault {
            code: self.code.unwrap_or_else(|| response.status.as_u16().to_string()),
            message: self.message.or(otherwise),
            request_id: self
                .request_id
                .or_else(|| request_id(&response.headers).map(str::to_owned)),
        }
    }

    fn read(&mut self, name: &str, element: &mut Element<'_, '_>) -> Result<(), Malformed> {
        if name == "Error" || is_around_errors(name) {
            return element.children(|name, child| self.read(name, child));
        }
        let slot = match name {
            "Code" => &mut self.code,
            "Message" | "message" => &mut self.message,
            "RequestID" | "RequestId" | "requestId" => &mut self.request_id,
            _ => return Ok(()),
        };
        let text = element.content()?;
        // Of several errors the first counts.
        if slot.is_none() && !text.is_empty() {
            *slot = Some(text.into_owned());
        }
        Ok(())
    }
}

/// `None` where the body is no XML.
fn stated(response: &RawResponse) -> Option<Stated> {
    let mut found = Stated::default();
    with_root(&response.body, &mut |name, root| found.read(name, root)).ok()?;
    Some(found)
}
