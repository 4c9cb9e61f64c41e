//! XML bodies to values, and values to XML bodies.
//!
//! Only what services send is accepted: elements, text, CDATA, the five predefined entities and
//! character references. A document type definition is an error, so no entity is ever expanded.

mod attributes;
mod element;
mod encoded;
mod parser;
mod plain;
#[cfg(test)]
mod tests;
mod writer;

pub(crate) use element::Element;
pub(crate) use encoded::EncodedNames;
pub(crate) use writer::XmlWriter;

use quick_xml::events::BytesStart;

use self::parser::Parser;
use super::Malformed;

/// Reads a body: `read` gets the name of the root element, without prefix, and the element.
///
/// # Errors
///
/// The body is no XML, or something follows the root element; or what `read` returns.
pub(crate) fn with_root(
    body: &[u8],
    read: &mut dyn FnMut(&str, &mut Element<'_, '_>) -> Result<(), Malformed>,
) -> Result<(), Malformed> {
    let mut parser = Parser::new(body);
    let start = parser.root()?;
    let name = start.clone();
    let mut root = Element::new(&mut parser, start);
    read(local_name(&name), &mut root)?;
    root.close()?;
    parser.end()
}

/// Is the body a whole document? Its root element must have a name that `accepts` likes.
pub(crate) fn is_document(body: &[u8], accepts: fn(&str) -> bool) -> bool {
    let mut accepted = false;
    let read = with_root(body, &mut |name, _| {
        accepted = accepts(name);
        Ok(())
    });
    read.is_ok() && accepted
}

/// The name of the root element, if there is one. Nothing after its tag is looked at.
pub(crate) fn root_name(body: &[u8]) -> Option<String> {
    let start = Parser::new(body).root().ok()?;
    Some(local_name(&start).to_owned())
}

/// The name of an element, without prefix. Names are short: a search that is prepared would cost more than it saves.
fn local_name<'s>(start: &'s BytesStart<'_>) -> &'s str {
    let name = start.name().into_inner();
    let colon = name.bytes().position(|byte| byte == b':');
    colon.and_then(|colon| name.get(colon + 1..)).unwrap_or(name)
}
