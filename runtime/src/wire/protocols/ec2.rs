//! EC2's protocol: a form body there, XML back.

use super::{is_error, reason, request, request_id};
use crate::call::OperationSpec;
use crate::shape::{Fields, Structure, read_into};
use crate::wire::query::QueryWriter;
use crate::wire::xml::{Element, root_name, with_root};
use crate::wire::{EncodedRequest, Malformed, Protocol, RawResponse, ServiceFault, Writer};

/// EC2's protocol.
#[derive(Debug)]
pub struct Ec2;

/// EC2's protocol.
pub static EC2: Ec2 = Ec2;

impl Protocol for Ec2 {
    fn encode(
        &self,
        operation: &OperationSpec,
        input: &dyn Fields,
    ) -> Result<EncodedRequest, Malformed> {
        let mut writer = QueryWriter::new(operation.name, operation.service.api_version);
        writer.structure(input);
        Ok(request(
            operation,
            "application/x-www-form-urlencoded; charset=utf-8",
            None,
            writer.finish(),
        ))
    }

    fn fault(&self, _: &OperationSpec, response: &RawResponse) -> Option<ServiceFault> {
        if is_error(response.status) {
            return Some(stated(response).unwrap_or_default().complete(response, true));
        }
        let root = root_name(&response.body)?;
        if !matches!(root.as_str(), "Response" | "ErrorResponse" | "Error") {
            return None;
        }
        let found = stated(response)?;
        let is_fault = root != "Response" || found.code.is_some();
        is_fault.then(|| found.complete(response, false))
    }

    fn decode(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        if !operation.has_output && response.body.trim_ascii().is_empty() {
            return Ok(());
        }
        with_root(&response.body, &mut |name, root| {
            if name.strip_suffix("Response") != Some(operation.name) {
                let expected = format!("an element {}Response", operation.name);
                return Err(root.wrong(&expected, &format!("an element {name}")));
            }
            read_into(root, output).map(|_| ())
        })
    }

    fn decode_error(
        &self,
        response: &RawResponse,
        error: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        if response.body.trim_ascii().is_empty() {
            return Ok(());
        }
        with_root(&response.body, &mut |name, root| members(name, root, error))
    }
}

/// Reads the members of the `Error` element, wherever it stands below `Response`, `Errors` or
/// `ErrorResponse`.
fn members(
    name: &str,
    element: &mut Element<'_, '_>,
    error: &mut dyn Structure,
) -> Result<(), Malformed> {
    match name {
        "Error" => read_into(element.of_error(), error).map(|_| ()),
        "Response" | "Errors" | "ErrorResponse" => {
            element.children(|name, child| members(name, child, error))
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
        let slot = match name {
            "Response" | "ErrorResponse" | "Errors" | "Error" => {
                return element.children(|name, child| self.read(name, child));
            }
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
