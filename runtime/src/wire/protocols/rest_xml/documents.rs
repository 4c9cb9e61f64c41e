//! Bodies as XML documents.

use super::foreign;
use crate::call::OperationSpec;
use crate::shape::{Fields, Location, Member, Put, Schema, Structure, read_into};
use crate::wire::lookup::Names;
use crate::wire::protocols::json::foreign::Watched;
use crate::wire::protocols::xml_errors;
use crate::wire::rest::Documents;
use crate::wire::xml::{Element, EncodedNames, XmlWriter, with_root};
use crate::wire::{Malformed, RawResponse, Reader, Writer};

/// XML documents.
#[derive(Debug, Default)]
pub(super) struct Xml {
    /// What of an output is URL-encoded.
    pub(super) encoded: Option<&'static EncodedNames>,
}

impl Documents for Xml {
    fn content_type(&self) -> Option<&'static str> {
        Some("application/xml")
    }

    /// None, as in botocore: S3 keeps the content type with the object, and has a default of its
    /// own.
    fn content_type_of_bytes(&self) -> Option<&'static str> {
        None
    }

    /// The name of the input stands in for a root that the definition does not name.
    fn members(
        &self,
        operation: &OperationSpec,
        members: &dyn Fields,
    ) -> Result<Vec<u8>, Malformed> {
        let root = operation.input_root;
        let name = root.map_or(members.schema().name, |root| root.name);
        let namespace = root.and_then(|root| root.namespace);
        let body = XmlWriter::document(name, namespace, |writer| writer.structure(members));
        Ok(body.into_bytes())
    }

    fn payload(
        &self,
        _: &OperationSpec,
        member: &Member,
        value: &dyn Put,
    ) -> Result<Vec<u8>, Malformed> {
        let write = |writer: &mut XmlWriter| value.put(writer, member);
        Ok(XmlWriter::document(member.write, member.namespace, write).into_bytes())
    }

    fn writes_nothing(&self) -> Option<&'static [u8]> {
        None
    }

    fn with_reader(
        &self,
        body: &[u8],
        read: &mut dyn FnMut(&mut dyn Reader) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        with_root(body, &mut |_, root| read(root))
    }

    fn read_members(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
        output: &mut dyn Structure,
    ) -> Result<(), Malformed> {
        let mut watched = Watched { output, found_any: false };
        with_root(&response.body, &mut |name, root| {
            foreign::check_root(operation, name, root)?;
            if let Some(names) = self.encoded {
                root.with_encoded(names);
            }
            read_output(name, root.named(Names::OfBody), &mut watched)
        })?;
        match watched.found_any || !has_body(watched.schema()) {
            true => Ok(()),
            false => foreign::check_children(operation, &response.body),
        }
    }

    fn read_error_members(&self, body: &[u8], error: &mut dyn Structure) -> Result<(), Malformed> {
        xml_errors::read(body, Names::OfErrorBody, error)
    }

    fn check_empty_payload(
        &self,
        operation: &OperationSpec,
        response: &RawResponse,
    ) -> Result<(), Malformed> {
        with_root(&response.body, &mut |name, root| foreign::check_root(operation, name, root))?;
        foreign::check_children(operation, &response.body)
    }
}

/// Reads the members of an output. Where there is only one, the root may be that member itself
/// instead of being around it: S3 answers so where it tells the location of a bucket.
fn read_output(
    name: &str,
    root: &mut Element<'_, '_>,
    output: &mut dyn Structure,
) -> Result<(), Malformed> {
    let schema = output.schema();
    if let Some((index, member)) = only_member(schema)
        && member.read == name
        && root.begins_with_text()
        && let Some(slot) = output.member_mut(index)
    {
        return slot.read(root, member).map_err(|error| error.within(member.name));
    }
    read_into(root, output).map(|_| ())
}

fn only_member(schema: &'static Schema) -> Option<(usize, &'static Member)> {
    let in_body = |(_, member): &(usize, &Member)| member.location == Location::Body;
    let mut members = schema.members.iter().enumerate().filter(in_body);
    let only = members.next();
    only.filter(|_| members.next().is_none())
}

fn has_body(schema: &Schema) -> bool {
    schema.members.iter().any(|member| member.location == Location::Body)
}
