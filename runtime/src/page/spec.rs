//! What generated code says of a paginator, and a page as an object.

use crate::call::Operation;
use crate::shape::{Aggregate, Slot};
use crate::token::TokenSet;

/// A paginator, as the definition describes it.
#[derive(Debug)]
pub struct PaginatorSpec {
    /// The input members that take the tokens, by index, in the definition's order.
    pub input_tokens: &'static [usize],
    /// The input member that takes the page size, by index, if there is one.
    pub limit: Option<usize>,
    /// The results, as the definition names them; the first is the primary one, which is counted.
    pub result_keys: &'static [&'static str],
}

/// An operation with a paginator. Implemented by generated code.
pub trait Paginated: Operation {
    /// The paginator's table.
    const PAGINATOR: &'static PaginatorSpec;

    /// The tokens that a page names, one for each input token, as they are: which of them count
    /// as absent is decided by the runtime (botocore rule P15).
    fn next_tokens(page: &Self::Output) -> TokenSet;

    /// Does the page say that there are more? Only operations with `more_results` say no.
    fn has_more(page: &Self::Output) -> bool {
        let _ = page;
        true
    }

    /// The result with this index in the table; `None` where a parent of it is missing.
    fn result(page: &mut Self::Output, key: usize) -> Option<&mut dyn Aggregate>;

    /// Makes the missing parents of a result, so that there is a slot for it. Only results inside of
    /// other members have any.
    fn open(all: &mut Self::Output, key: usize) {
        let _ = (all, key);
    }

    /// Moves what a full result keeps of its first page beside the results: the definition's
    /// non-aggregate keys (botocore rule P35).
    fn keep(all: &mut Self::Output, page: &mut Self::Output) {
        let _ = (all, page);
    }
}

/// A page as the cursor sees it.
pub(crate) trait PageView {
    /// [`Paginated::next_tokens`].
    fn tokens(&self) -> TokenSet;

    /// [`Paginated::has_more`].
    fn has_more(&self) -> bool;

    /// [`Paginated::result`].
    fn result(&mut self, key: usize) -> Option<&mut dyn Slot>;
}

/// A page of an operation as a [`PageView`].
pub(crate) struct View<'a, O: Paginated>(pub(crate) &'a mut O::Output);

impl<O: Paginated> PageView for View<'_, O> {
    fn tokens(&self) -> TokenSet {
        O::next_tokens(self.0)
    }

    fn has_more(&self) -> bool {
        O::has_more(self.0)
    }

    fn result(&mut self, key: usize) -> Option<&mut dyn Slot> {
        let slot = O::result(self.0, key)?;
        Some(slot)
    }
}
