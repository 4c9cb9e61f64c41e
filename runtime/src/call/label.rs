//! Text that stands in a host name: labels, and prefixes with labels from the input.
//!
//! Nothing of an input or a definition reaches a host name unchecked.

use crate::shape::{Document, Fields, Member, Timestamp, TimestampFormat};
use crate::wire::{Elements, Entries, Writer};

const LONGEST_LABEL: usize = 63;

/// Is this a label of a host name: letters, digits and hyphens, at most 63, no hyphen at the ends?
pub(crate) fn is_host_label(text: &str) -> bool {
    let hyphen_at_end = text.starts_with('-') || text.ends_with('-');
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !text.is_empty() && text.len() <= LONGEST_LABEL && !hyphen_at_end && text.bytes().all(allowed)
}

/// Fills the labels of a host prefix, `{AccountId}.`, from the members of that name.
///
/// # Errors
///
/// What is wrong with a label, as a text that names the member.
pub(crate) fn expand(template: &str, input: &dyn Fields) -> Result<String, String> {
    let mut prefix = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        prefix.push_str(before);
        prefix.push_str(&label(name, input)?);
        rest = after;
    }
    prefix.push_str(rest);
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    if prefix.bytes().all(allowed) {
        Ok(prefix)
    } else {
        Err(format!("the host prefix '{template}' is none: expected labels, dots and {{members}}"))
    }
}

fn label(name: &str, input: &dyn Fields) -> Result<String, String> {
    let mut members = input.schema().members.iter().enumerate();
    let found = members.find(|(_, member)| member.name == name);
    let value = found.and_then(|(index, member)| Some((member, input.field(index)?)));
    let Some((member, value)) = value else {
        return Err(format!("{name} is not set, and the host name needs it"));
    };
    let mut sink = Sink(String::new());
    value.put(&mut sink, member);
    if is_host_label(&sink.0) {
        return Ok(sink.0);
    }
    let found = match member.is_sensitive() {
        true => "no label".to_owned(),
        false => format!("'{}'", sink.0),
    };
    Err(format!(
        "{name} is {found}, and the host name needs it: expected at most 63 letters, digits and hyphens"
    ))
}

/// Keeps a text; anything else stays an empty text, which is no label.
struct Sink(String);

impl Writer for Sink {
    fn null(&mut self) {}

    fn text(&mut self, value: &str) {
        value.clone_into(&mut self.0);
    }

    fn boolean(&mut self, _: bool) {}

    fn integer(&mut self, value: i64) {
        self.0 = value.to_string();
    }

    fn float(&mut self, _: f64) {}

    fn blob(&mut self, _: &[u8]) {}

    fn timestamp(&mut self, _: Timestamp, _: TimestampFormat) {}

    fn document(&mut self, _: &Document) {}

    fn list(&mut self, _: &Member, _: &dyn Elements) {}

    fn map(&mut self, _: &Member, _: &dyn Entries) {}

    fn structure(&mut self, _: &dyn Fields) {}
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shape::{Schema, UnionFields};

    static SCHEMA: Schema = Schema::new(
        "Account",
        &[Member::new("Open", "Open", "open"), Member::new("Key", "Key", "key").sensitive()],
    );

    fn expanded(member: usize, value: &str) -> Result<String, String> {
        let value = value.to_owned();
        let fields = UnionFields { schema: &SCHEMA, active: Some((member, &value)) };
        expand(["{Open}-x.", "{Key}-x."][member], &fields)
    }

    #[test]
    fn labels_are_checked_and_sensitive_ones_not_shown() {
        assert_eq!(expanded(0, "a").as_deref(), Ok("a-x."));
        assert_eq!(expanded(1, "a").as_deref(), Ok("a-x."));
        assert!(expanded(0, "a/b").unwrap_err().starts_with("Open is 'a/b', and "));
        let error = expanded(1, "hidden/").unwrap_err();
        assert!(error.starts_with("Key is no label, and ") && !error.contains("hidden"), "{error}");
    }
}
