//! Values that the caller need not set: an input in which they are filled in, without a copy of it.
//!
//! Idempotency tokens are botocore's rule R4: a token is fresh for each call, and the same over the
//! retries of one, as the request is written once. That S3's listings ask for URL-encoded names is
//! rule R3.

use super::OperationSpec;
use super::customs::rewritten;
use crate::random;
use crate::shape::{Fields, Put, Schema, Structure};
use crate::wire::encoded_names;

/// The member that asks for encoded names, and what it says then.
const ENCODING_TYPE: &str = "EncodingType";
const URL: &str = "url";

/// An input with a token for each idempotency token that the caller left unset, with what asks for
/// encoded names, and with what is sent otherwise than the caller has it.
pub(crate) struct WithTokens<'a> {
    input: &'a dyn Structure,
    encoded_names: bool,
    /// By member index. Nearly always empty, sometimes one.
    tokens: Vec<(usize, String)>,
}

impl<'a> WithTokens<'a> {
    /// Draws the tokens that the input needs.
    pub(crate) fn new(operation: &OperationSpec, input: &'a dyn Structure) -> Self {
        let members = input.schema().members.iter().enumerate();
        let wanted = members.filter(|(index, member)| {
            member.is_idempotency_token() && get(input, *index).is_none()
        });
        let tokens = wanted.map(|(index, _)| (index, random::uuid()));
        let encoding = encoding(operation, input);
        let url = encoding.map(|index| (index, URL.to_owned()));
        let rewritten = rewritten(operation, input);
        let tokens = tokens.chain(url).chain(rewritten).collect();
        WithTokens { input, encoded_names: encoding.is_some(), tokens }
    }

    /// Does the request ask for encoded names because the caller says nothing of it?
    pub(crate) fn asks_for_encoded_names(&self) -> bool {
        self.encoded_names
    }
}

/// The member that is to ask for them.
fn encoding(operation: &OperationSpec, input: &dyn Structure) -> Option<usize> {
    encoded_names(operation)?;
    let members = input.schema().members;
    let index = members.iter().position(|member| member.name == ENCODING_TYPE)?;
    get(input, index).is_none().then_some(index)
}

fn get(input: &dyn Structure, index: usize) -> Option<&dyn Put> {
    input.member(index)?.get()
}

impl Fields for WithTokens<'_> {
    fn schema(&self) -> &'static Schema {
        self.input.schema()
    }

    fn field(&self, index: usize) -> Option<&dyn Put> {
        let token = self.tokens.iter().find(|(member, _)| *member == index);
        match token {
            Some((_, token)) => Some(token),
            None => get(self.input, index),
        }
    }
}
