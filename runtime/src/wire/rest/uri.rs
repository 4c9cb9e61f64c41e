//! The path of a request, and with it the query.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::query;
use super::text::{Place, Texts, texts};
use crate::call::OperationSpec;
use crate::shape::{Fields, Location, Member};
use crate::wire::Malformed;

/// Everything but letters, digits and `-._~`.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The same in a greedy label, which keeps its slashes.
const ENCODED_IN_GREEDY: &AsciiSet = &ENCODED.remove(b'/');

/// Fills the labels of the path, and adds the members that are parameters to the fixed query.
///
/// # Errors
///
/// A label is missing or empty, or would make another path.
pub(super) fn path_and_query(
    operation: &OperationSpec,
    input: &dyn Fields,
) -> Result<String, Malformed> {
    let (path, fixed) = match operation.path.split_once('?') {
        Some((path, fixed)) => (path, Some(fixed)),
        None => (operation.path, None),
    };
    let mut uri = filled(path, input)?;
    query::append(&mut uri, fixed, input);
    Ok(uri)
}

/// Appends a text, percent-encoded.
pub(super) fn push_encoded(text: &str, output: &mut String) {
    output.extend(utf8_percent_encode(text, ENCODED));
}

fn filled(template: &str, input: &dyn Fields) -> Result<String, Malformed> {
    let mut path = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((label, after)) = after.split_once('}') else { break };
        path.push_str(before);
        let start = path.len();
        push_label(label, input, &mut path)?;
        let is_segment = !label.ends_with('+')
            && before.ends_with('/')
            && (after.is_empty() || after.starts_with('/'));
        if is_segment && matches!(path.get(start..), Some("." | "..")) {
            return Err(other_path(label, input));
        }
        rest = after;
    }
    path.push_str(rest);
    Ok(path)
}

fn push_label(label: &str, input: &dyn Fields, path: &mut String) -> Result<(), Malformed> {
    let (name, encoded) = match label.strip_suffix('+') {
        Some(name) => (name, ENCODED_IN_GREEDY),
        None => (label, ENCODED),
    };
    let value = value(name, input)?;
    path.extend(utf8_percent_encode(&value, encoded));
    Ok(())
}

/// Servers take these segments, escaped ones too, for the path itself and the one above it: what is
/// asked for would be something else.
fn other_path(label: &str, input: &dyn Fields) -> Malformed {
    let mut members = input.schema().members.iter();
    let member = members.find(|member| is_label(member, label));
    let error = Malformed::new("\".\" and \"..\" are no names in a path");
    error.within(member.map_or(label, |member| member.name))
}

/// The text of a label. An empty one would make another path: that of a list instead of an item.
fn value(name: &str, input: &dyn Fields) -> Result<String, Malformed> {
    let mut members = input.schema().members.iter().enumerate();
    let found = members.find(|(_, member)| is_label(member, name));
    let Some((index, member)) = found else {
        return Err(Malformed::new(format!(
            "the path needs {name}, and the input has no such label"
        )));
    };
    let text = match input.field(index).map(|value| texts(Place::Uri, member, value)) {
        Some(Texts::One(text)) => text,
        Some(_) => {
            return Err(Malformed::new("the value has no text for the path").within(member.name));
        }
        None => return Err(Malformed::new("not set, and the path needs it").within(member.name)),
    };
    match text.is_empty() {
        true => Err(Malformed::new("empty, and the path needs a text").within(member.name)),
        false => Ok(text),
    }
}

fn is_label(member: &Member, name: &str) -> bool {
    member.location == Location::Uri && member.write == name
}
