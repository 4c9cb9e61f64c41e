//! Idempotency tokens: an input whose unset tokens are filled in, without a copy of it.
//!
//! Botocore's rule R4: a token is fresh for each call, and the same over the retries of one, as the
//! request is written once.

use crate::random;
use crate::shape::{Fields, Put, Schema, Structure};

/// An input with a token for each idempotency token that the caller left unset.
pub(crate) struct WithTokens<'a> {
    input: &'a dyn Structure,
    /// By member index. Nearly always empty, sometimes one.
    tokens: Vec<(usize, String)>,
}

impl<'a> WithTokens<'a> {
    /// Draws the tokens that the input needs.
    pub(crate) fn new(input: &'a dyn Structure) -> Self {
        let members = input.schema().members.iter().enumerate();
        let wanted = members.filter(|(index, member)| {
            member.is_idempotency_token() && get(input, *index).is_none()
        });
        WithTokens { input, tokens: wanted.map(|(index, _)| (index, random::uuid())).collect() }
    }
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
