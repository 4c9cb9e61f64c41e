//! Turns the JSON definitions behind boto3 into strongly typed Rust, from `build.rs`.
//!
//! ```no_run
//! // the body of build.rs's `main`
//! maitred_build::configure()
//!     .service("ec2", |ec2| ec2.paginator("DescribeSnapshots").waiter("InstanceRunning"))
//!     .service("dynamodb", |dynamodb| dynamodb.operation("CreateTable").waiter("TableExists"))
//!     .generate();
//! ```
//!
//! `maitred::include_services!()` then brings in a module for each service. Only what is named, and
//! the types it reaches, is generated. Names are those of the definitions, as boto3 documents them;
//! a wrong name fails the build with the nearest right one.
//!
//! The definitions come with the crate `maitred-specs`. Your own, in botocore's layout, can replace
//! them ([`Configuration::definitions`]) or be merged over them ([`Configuration::models`]): a
//! waiter that AWS does not have is a few lines of JSON, checked against the service's model.
//!
//! [`compile`] is the same without a build script: definitions in, files out.

mod check;
mod configure;
mod diagnostics;
mod emit;
mod files;
mod json_text;
mod load;
mod lower;
mod pipeline;
mod plan;
mod resolve;
mod rules;
mod search_path;
mod select;
mod selection;
mod sorted;
mod write;

pub use check::{Check, Checked};
pub use configure::{Configuration, configure};
pub use diagnostics::{Diagnostic, Diagnostics, Excerpt, Lint};
pub use emit::File;
pub use files::{Disk, Entry, EntryKind, Files, Memory, Sources};
pub use json_text::{Span, locate};
pub use maitred_specs as specs;
pub use pipeline::{Output, compile, compile_with_warnings};
#[doc(hidden)]
pub use rules::endpoint_rules;
pub use selection::{Selection, ServiceSelection};
