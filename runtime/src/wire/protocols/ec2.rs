//! EC2's protocol: a form body there, XML back.

#[cfg(test)]
mod tests;

use super::{form, xml_errors};
use crate::call::OperationSpec;
use crate::shape::{Fields, Structure, read_into};
use crate::wire::lookup::Names;
use crate::wire::query::Lists;
use crate::wire::xml::with_root;
use crate::wire::{EncodedRequest, Malformed, Protocol, RawResponse, ServiceFault};

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
        Ok(form(Lists::Numbered, operation, input))
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
        with_root(&response.body, &mut |name, root| {
            // A few answers lack the suffix.
            if name.strip_suffix("Response").unwrap_or(name) != operation.name {
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
        xml_errors::read(&response.body, Names::OfError, error)
    }
}
