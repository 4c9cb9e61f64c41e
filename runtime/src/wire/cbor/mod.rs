//! CBOR bodies to values, and values to CBOR bodies.
//!
//! cbor4ii reads and writes the single items (RFC 8949): heads, numbers, text borrowed from the
//! body. What they mean, how deep they may be nested, and where an error stood is ours. A length
//! that a body claims is never believed: nothing is reserved for it.

mod half;
mod item;
mod parser;
#[cfg(test)]
mod tests;
mod writer;

pub(crate) use item::Item;
pub(crate) use writer::CborWriter;

use self::parser::Parser;
use super::lookup::Names;
use super::{Malformed, Reader};
use crate::shape::{Structure, read_into};

/// Reads a body that is one value, by whatever `read` does with it.
///
/// # Errors
///
/// The body is no CBOR, or something follows the value; or what `read` returns.
pub(in crate::wire) fn with_root(
    body: &[u8],
    names: Names,
    read: &mut dyn FnMut(&mut Item<'_, '_>) -> Result<(), Malformed>,
) -> Result<(), Malformed> {
    let mut parser = Parser::new(body);
    Item::new(&mut parser, names).visit(read)?;
    parser.end()
}

/// Reads a body that is a map into a structure.
///
/// # Errors
///
/// As of [`with_root`]; or the body is not a map, or a member has another type than the definition
/// says.
pub(crate) fn read_structure(body: &[u8], target: &mut dyn Structure) -> Result<(), Malformed> {
    with_root(body, Names::Exact, &mut |root| read_map(root, target))
}

/// Reads the body of an error response: as [`read_structure`], with any spelling of `message`.
pub(crate) fn read_error(body: &[u8], target: &mut dyn Structure) -> Result<(), Malformed> {
    with_root(body, Names::OfError, &mut |root| read_map(root, target))
}

fn read_map(reader: &mut dyn Reader, target: &mut dyn Structure) -> Result<(), Malformed> {
    match read_into(reader, target)? {
        true => Ok(()),
        false => Err(Malformed::expected("a map", "null")),
    }
}
