//! The options of paging. Their types leave nothing to check: what is wrong does not compile.

use std::fmt;

use super::cursor::{Cursor, Options};
use super::{Items, PageOptions, Pages, Paginated, ResumeToken};
use crate::call::Client;
use crate::shape::Structure;

/// A request that is going to be paged, and how.
#[must_use = "nothing is sent before the pages or items are asked for"]
pub struct Paginate<O: Paginated> {
    client: Client,
    input: O::Input,
    options: Options,
}

impl<O: Paginated> Paginate<O> {
    /// Pages this request, from its beginning or from the token that is set on it.
    pub fn new(client: Client, input: O::Input) -> Self {
        Paginate { client, input, options: Options::default() }
    }

    /// Asks the service for so many items at once, instead of what the request says. Has no
    /// effect on an operation that has no such limit.
    pub fn page_size(mut self, items: u32) -> Self {
        self.options.page_size = Some(items);
        self
    }

    /// Ends after so many primary items over all pages, in the middle of a page if need be.
    ///
    /// The page size stays as it is: what is received beyond the limit is dropped, and the resume
    /// token says so. 0 still sends one request.
    pub fn max_items(mut self, items: usize) -> Self {
        self.options.max_items = Some(items);
        self
    }

    /// Begins where an earlier run ended, here or in boto3, or at a raw token of the service.
    ///
    /// It replaces whatever tokens are set on the request. A token that makes no sense is reported
    /// by the first page, before anything is sent.
    pub fn starting_token(mut self, token: impl Into<String>) -> Self {
        self.options.starting_token = Some(token.into());
        self
    }

    /// Goes as these options say, instead of those set before.
    pub fn options(mut self, options: PageOptions) -> Self {
        self.options.general = options;
        self
    }

    /// A stream of the pages.
    pub fn pages(self) -> Pages<O> {
        let schema = self.input.schema();
        let general = self.options.general.clone();
        let cursor = Cursor::new(O::PAGINATOR, schema, self.options);
        Pages::new(self.client, self.input, cursor, &general)
    }

    /// A stream of the items of one result; `take` takes its list out of a page.
    pub fn items_of<T>(
        self,
        key: usize,
        take: fn(&mut O::Output) -> Option<Vec<T>>,
    ) -> Items<O, T> {
        Items::new(self.pages(), key, take)
    }
}

impl<O: Paginated> Clone for Paginate<O> {
    fn clone(&self) -> Self {
        let Paginate { client, input, options } = self;
        Paginate { client: client.clone(), input: input.clone(), options: options.clone() }
    }
}

impl<O: Paginated> fmt::Debug for Paginate<O> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Its length only, as the token is confidential.
        let starting_token = self.options.starting_token.as_deref().map(ResumeToken::from);
        formatter
            .debug_struct("Paginate")
            .field("operation", &O::SPEC.name)
            .field("input", &self.input)
            .field("page_size", &self.options.page_size)
            .field("max_items", &self.options.max_items)
            .field("starting_token", &starting_token)
            .field("options", &self.options.general)
            .finish_non_exhaustive()
    }
}
