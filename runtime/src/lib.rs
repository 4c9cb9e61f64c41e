//! Paginators and waiters for AWS services, typed, with botocore's behaviour.
//!
//! This crate is the runtime. The services themselves are generated, either by your own build
//! script with `maitred-build`, which makes what you name and nothing else, or once for all in the
//! crate `maitred-services`. Generated modules come in with [`include_services!`].
//!
//! # From a client to its answers
//!
//! A [`Config`] holds region, credentials and endpoints; a generated `Client` is made of one. Each
//! operation is a method that takes the required members, with a setter for each other member, and
//! then there are three things to do with it:
//!
//! - `.send()` makes one [`Call`] and gives the output;
//! - `.paginate()` lists: [`Pages`] page by page, [`Items`] item by item;
//! - `.wait_until_<waiter>()` asks until an answer decides: [`Wait`], which gives [`Waited`], or each of
//!   its [`Polls`].
//!
//! The documentation of `maitred-services` has this with generated code that runs:
//!
//! ```text
//! maitred::include_services!();
//!
//! let config = maitred::Config::from_env().await?;
//! let ec2 = ec2::Client::new(&config);
//!
//! let mut snapshots = ec2.describe_snapshots().owner_ids(["self"]).paginate().items();
//! while let Some(snapshot) = snapshots.try_next().await? {
//!     println!("{:?}", snapshot.snapshot_id);
//! }
//!
//! let dynamodb = dynamodb::Client::new(&config);
//! let ready = dynamodb.describe_table("orders").wait_until_table_exists().await?;
//! println!("{} polls", ready.attempts());
//! ```
//!
//! # Going on later
//!
//! [`Pages::resume_token`] and [`Items::resume_token`] say where a listing is. The text of a
//! [`ResumeToken`] starts another one there, in this program, in another one, or in boto3, and the
//! other way round.
//!
//! # How a listing goes
//!
//! [`PageOptions`] say how many pages there are at most, how fast they are asked for, whether the next
//! one is read ahead, and what a token means that came before. [`Pages::collect`] puts everything into
//! one output, as botocore's `build_full_result` does. After an error [`Pages::retry`] and
//! [`Items::retry`] ask for the same page again.
//!
//! ```text
//! let options = PageOptions::new().max_pages(100).read_ahead(true);
//! let all = ec2.describe_snapshots().paginate().options(options).pages().collect().await?;
//! println!("{} snapshots on {} pages", all.output.snapshots().len(), all.pages);
//! ```
//!
//! # What can go wrong
//!
//! Everything fails with [`Error`]: it names the operation, and has the code, message, request id
//! and status of the service's answer. Waits fail with [`WaitError`], which also has the last
//! answer.
//!
//! ```
//! fn explain(error: &maitred::Error) -> &'static str {
//!     match error.code() {
//!         Some("ResourceNotFoundException") => "there is no such table",
//!         Some(_) if error.is_throttling() => "too many requests",
//!         Some(_) => "the service refused",
//!         None if error.is_transport() => "the service could not be reached",
//!         None => "nothing was sent",
//!     }
//! }
//! # let _ = explain;
//! ```
//!
//! Requests that fail for a passing reason are sent again, as often and as fast as botocore's
//! standard mode does; what arrives as an error was worth no further attempt.
//!
//! # Without async
//!
//! With the feature `blocking`, what would be awaited can block instead, by the one word `blocking`:
//!
//! ```text
//! let config = maitred::Config::from_env_blocking()?;
//! let ec2 = ec2::Client::new(&config);
//! for snapshot in ec2.describe_snapshots().paginate().items().blocking() {
//!     println!("{:?}", snapshot?.snapshot_id);
//! }
//! let tables = dynamodb.list_tables().send().blocking()?;
//! let ready = dynamodb.describe_table("orders").wait_until_table_exists().blocking()?;
//! ```
//!
//! The same futures and streams run, on the thread that calls; what anything else of this crate gives
//! to be awaited, `block_on` runs too. The documentation of `Blocking` says what is shared.
//!
//! # Tests without AWS
//!
//! With the feature `testing`, a `testing::Scripted` answers typed calls in place of AWS, and a wait of
//! twenty minutes takes no time:
//!
//! ```text
//! let aws = maitred::testing::Scripted::new();
//! aws.on::<dynamodb::operation::DescribeTable>().error("ResourceNotFoundException").output(active);
//! program(&dynamodb::Client::new(&aws.config())).await?;
//! aws.finish()?;
//! ```
//!
//! What is below typed values can be replaced too. A configuration takes any [`Transport`] and any [`Clock`], so a test answers requests itself and
//! waits for nothing:
//!
//! ```
//! use maitred::{Config, Sending, Transport};
//!
//! #[derive(Debug)]
//! struct NoTables;
//!
//! impl Transport for NoTables {
//!     fn send(&self, _request: http::Request<bytes::Bytes>) -> Sending {
//!         let body = bytes::Bytes::from_static(br#"{"TableNames":[]}"#);
//!         Box::pin(async { Ok(http::Response::new(body)) })
//!     }
//! }
//!
//! let config = Config::builder()
//!     .region("eu-west-1")
//!     .credentials("access key id", "secret access key", None)
//!     .transport(NoTables)
//!     .build()?;
//! # let _ = config;
//! # Ok::<(), maitred::Error>(())
//! ```

#[cfg(feature = "blocking")]
mod blocking;
mod call;
mod config;
mod error;
mod page;
mod path;
mod private;
mod random;
mod shape;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod token;
mod wait;
mod wire;

#[cfg(feature = "blocking")]
pub use blocking::{Blocking, block_on};
pub use call::{
    Answer, Call, Clock, Sending, Sleep, Transport, TransportError, TransportErrorKind,
};
pub use config::{AccountIdEndpointMode, Config, ConfigBuilder, Overrides, S3Addressing};
pub use error::Error;
pub use page::{
    Collect, CollectError, Collected, Items, PageOptions, Pages, Paginate, RepeatedToken,
    ResumeToken, Search,
};
pub use shape::{Document, Empty, Map, MapView, Timestamp, TimestampError, TimestampFormat};
pub use wait::{
    AcceptorState, Backoff, Condition, Jitter, Observed, Poll, Polls, Wait, WaitError, WaitFailure,
    Waited, Waiter, Waiting,
};

/// Brings in the modules that this crate's build script made: one per service, `ec2`, `dynamodb`.
///
/// The build script calls `maitred_build::configure()…generate()`. The crate `maitred-services` is
/// such a crate; its documentation runs what is brought in.
///
/// ```text
/// mod aws {
///     maitred::include_services!();
/// }
/// ```
#[macro_export]
macro_rules! include_services {
    () => {
        ::core::include!(::core::concat!(
            ::core::env!(
                "OUT_DIR",
                "include_services! needs a build script that calls maitred_build::configure()"
            ),
            "/maitred/services.rs"
        ));
    };
}

/// What generated code stands in. Its name is the version of the interface between the generator and
/// this crate: where they do not fit, this is the one name that is missing.
#[doc(hidden)]
#[macro_export]
macro_rules! __generated_v1 {
    ($($items:item)*) => { $($items)* };
}

#[doc(hidden)]
pub mod __private {
    //! What generated code calls. No part of the public API.
    pub use crate::private::{probe, v1};
}
