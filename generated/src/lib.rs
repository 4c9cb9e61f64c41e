//! Typed paginators and waiters for AWS services, generated from the definitions behind boto3.
//!
//! Each feature is a service, under its boto3 name: `dynamodb`, `dynamodbstreams`, `ec2`, `ecs`,
//! `kinesis`. A feature that is on brings a module with the service's client, every paginated
//! operation, every waiter with the operation it polls, and the types these reach. None is on by
//! default.
//!
//! A program that wants fewer operations, and compiles in a fraction of the time, names them in its
//! own build script with `maitred-build`; the code is the same.
//!
//! ```no_run
//! # #[cfg(feature = "ec2")]
//! # async fn list() -> Result<(), maitred_services::maitred::Error> {
//! use maitred_services::{ec2, maitred::Config};
//!
//! let client = ec2::Client::new(&Config::from_env().await?);
//! let mut instances = client.describe_instances().paginate().items();
//! while let Some(reservation) = instances.try_next().await? {
//!     println!("{:?}", reservation.reservation_id);
//! }
//! # Ok(())
//! # }
//! ```

#[doc(no_inline)]
pub use maitred;

maitred::include_services!();
