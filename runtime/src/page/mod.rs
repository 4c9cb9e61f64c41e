//! Paging: one request → a stream of pages, or of their items, and a token to go on with later.
//!
//! All rules are in the cursor, a state machine that is neither generic nor asynchronous; the
//! streams around it only send and hand over. A page's token is read before the page is handed
//! out, so nothing that a caller does to a page changes where the listing goes.

mod collect;
mod cursor;
mod items;
mod options;
mod pace;
mod pages;
mod paginate;
mod search;
mod seen;
mod spec;

#[cfg(test)]
pub(crate) mod tests;

pub use collect::{Collect, CollectError, Collected};
pub use items::Items;
pub use options::{PageOptions, RepeatedToken};
pub use pages::Pages;
pub use paginate::Paginate;
pub use search::Search;
pub use spec::{Paginated, PaginatorSpec};

pub use crate::token::ResumeToken;
