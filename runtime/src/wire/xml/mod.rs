//! XML bodies to values.
//!
//! Only what services send is accepted: elements, text, CDATA, the five predefined entities and
//! character references. A document type definition is an error, so no entity is ever expanded.

mod element;
mod parser;
#[cfg(test)]
mod tests;

pub(crate) use element::Element;

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
    let mut root = Element::new(&mut parser);
    read(start.local_name().as_ref(), &mut root)?;
    root.close()?;
    parser.end()
}

/// The name of the root element, if there is one. Nothing after its tag is looked at.
pub(crate) fn root_name(body: &[u8]) -> Option<String> {
    let start = Parser::new(body).root().ok()?;
    Some(start.local_name().as_ref().to_owned())
}
