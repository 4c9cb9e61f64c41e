//! Documents that somebody else than the service answered with, a proxy for one.

use crate::call::OperationSpec;
use crate::wire::Malformed;
use crate::wire::xml::{Element, with_root};

/// Elements that errors have, in lower case: those of services, gateways and proxies.
const OF_ERRORS: [&str; 6] = ["message", "code", "error", "errors", "fault", "faultstring"];

/// Looks at the name of the root. Definitions do not say which one an output has, but a page of
/// HTML is none.
pub(super) fn check_root(
    operation: &OperationSpec,
    name: &str,
    root: &Element<'_, '_>,
) -> Result<(), Malformed> {
    match name.eq_ignore_ascii_case("html") {
        true => Err(root.wrong(&expected(operation), "a page of HTML")),
        false => Ok(()),
    }
}

/// Looks at a document that had no member of the output. Elements that only a newer definition has
/// are no error: a service may add to its outputs.
pub(super) fn check_children(operation: &OperationSpec, body: &[u8]) -> Result<(), Malformed> {
    with_root(body, &mut |_, root| {
        root.children(|name, child| {
            let found = OF_ERRORS.iter().find(|of_error| name.eq_ignore_ascii_case(of_error));
            let Some(found) = found else { return Ok(()) };
            let found = format!("none of its members, but an element {found}");
            Err(child.wrong(&expected(operation), &found))
        })
    })
}

pub(super) fn expected(operation: &OperationSpec) -> String {
    format!("an XML document with the output of {}", operation.name)
}
