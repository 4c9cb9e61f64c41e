//! What the tests of odd paginators and waiters share: the generated services, a transport that
//! answers from a script and keeps what was asked, and a clock that waits for nothing.

mod answer;
mod clock;
mod script;
mod sent;
mod verdict;

pub use answer::Answer;
pub use clock::NoTime;
pub use script::Script;
pub use sent::Sent;
pub use verdict::{Listing, Verdict, resume, verdict};

/// What the build script names.
pub mod aws {
    maitred::include_services!();
}
