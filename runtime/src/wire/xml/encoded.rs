//! Names that travel URL-encoded: the keys in S3's listings.
//!
//! XML 1.0 cannot express every character that a key may have, so S3 encodes keys, prefixes and
//! delimiters where a request asks for it.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Which members of an output are encoded.
#[derive(Debug)]
pub(crate) struct EncodedNames {
    /// Members of the output itself.
    pub(crate) members: &'static [&'static str],
    /// A list of structures, and a member of each of them.
    pub(crate) nested: &'static [(&'static str, &'static str)],
}

/// What is encoded in an element.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Encoded {
    #[default]
    Nothing,
    /// The element is the output.
    Names(&'static EncodedNames),
    /// The element holds structures with this member, or is one.
    Member(&'static str),
    /// The text of the element.
    Text,
}

impl Encoded {
    /// What is encoded in the member of that name.
    #[inline]
    pub(super) fn of_member(self, name: &str) -> Self {
        match self {
            Encoded::Names(names) => names.of_member(name),
            Encoded::Member(member) if member == name => Encoded::Text,
            _ => Encoded::Nothing,
        }
    }

    /// The text, decoded if it is the text that is encoded. As in a form, a plus is a space.
    #[inline]
    pub(super) fn decode<'t>(self, text: &'t str) -> Cow<'t, str> {
        if !matches!(self, Encoded::Text) || !text.contains(['%', '+']) {
            return Cow::Borrowed(text);
        }
        let spaced = text.replace('+', " ");
        Cow::Owned(percent_decode_str(&spaced).decode_utf8_lossy().into_owned())
    }
}

impl EncodedNames {
    fn of_member(&'static self, name: &str) -> Encoded {
        if self.members.contains(&name) {
            return Encoded::Text;
        }
        let nested = self.nested.iter().find(|(list, _)| *list == name);
        nested.map_or(Encoded::Nothing, |(_, member)| Encoded::Member(member))
    }
}
