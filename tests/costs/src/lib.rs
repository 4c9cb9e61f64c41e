//! An allocator that counts, and generated paginators and a waiter to count with. The answers come from memory, so
//! that what is counted is the same in every run.

mod counting;
mod following;

pub use counting::Counting;
pub use following::{Answers, Failure, Listed, config, follow};

/// What the build script names.
pub mod aws {
    maitred::include_services!();
}
