//! The query protocol: a form body there, XML back, the output in an element of its own.

#[cfg(test)]
mod tests;

use super::{form, xml_errors};
use crate::call::OperationSpec;
use crate::shape::{Fields, Structure, read_into};
use crate::wire::lookup::Names;
use crate::wire::query::Lists;
use crate::wire::xml::{Element, with_root};
use crate::wire::{EncodedRequest, Malformed, Protocol, RawResponse, ServiceFault};

/// The query protocol.
#[derive(Debug)]
pub struct Query;

/// The query protocol.
pub static QUERY: Query = Query;

impl Protocol for Query {
    fn encode(
        &self,
        operation: &OperationSpec,
        input: &dyn Fields,
    ) -> Result<EncodedRequest, Malformed> {
        Ok(form(Lists::Named, operation, input))
    }

    fn fault(&self, _: &OperationSpec, response: &RawResponse) -> Option<ServiceFault> {
        xml_errors::fault(response)
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
        with_root(&response.body, &mut |name, root| match operation.result_wrapper {
            Some(wrapper) if operation.has_output => unwrapped(name, root, wrapper, output),
            _ => unnamed(name, root, operation, output),
        })
    }

    fn decode_error(
        &self,
        response: &RawResponse,
        error: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        xml_errors::read(&response.body, Names::OfError, error)
    }
}

/// Reads the output from the element that it stands in. That element tells an output from what
/// somebody else answered, so the name of the root does not matter.
fn unwrapped(
    name: &str,
    root: &mut Element<'_, '_>,
    wrapper: &str,
    output: &mut dyn Structure,
) -> Result<(), Malformed> {
    let mut found = false;
    root.children(|name, child| match name == wrapper {
        true => {
            found = true;
            read_into(child, output).map(|_| ())
        }
        false => Ok(()),
    })?;
    match found {
        true => Ok(()),
        false => Err(root.wrong(&format!("an element {wrapper}"), &format!("none in {name}"))),
    }
}

/// Reads an output without an element of its own, or none: only the root tells that it is one.
fn unnamed(
    name: &str,
    root: &mut Element<'_, '_>,
    operation: &OperationSpec,
    output: &mut dyn Structure,
) -> Result<(), Malformed> {
    if !name.ends_with("Response") {
        let expected = format!("an element {}Response", operation.name);
        return Err(root.wrong(&expected, &format!("an element {name}")));
    }
    read_into(root, output).map(|_| ())
}
