//! Typed paginators and waiters for AWS services, generated from the definitions behind boto3.
//!
//! Each feature is a service, under its boto3 name: `dynamodb`, `dynamodbstreams`, `ec2`, `ecs`,
//! `kinesis`. A feature that is on brings a module with the service's client, every paginated
//! operation, every waiter with the operation it polls, and the types these reach. None is on by
//! default. (DynamoDB Streams has neither paginators nor waiters; its feature brings its
//! operations.)
//!
//! A program that wants fewer operations, and compiles in a fraction of the time, names them in its
//! own build script with `maitred-build`; the code is the same.
//!
//! # Items, pages, and going on later
//!
//! The examples answer their requests themselves, so that they run anywhere; a program would have
//! `Config::from_env().await?`.
//!
//! ```
//! # #[cfg(feature = "dynamodb")] {
//! use maitred_services::dynamodb;
//! use maitred_services::maitred::{Config, Error, Sending, Transport};
//!
//! /// Two pages of tables.
//! #[derive(Debug)]
//! struct TwoPages;
//!
//! impl Transport for TwoPages {
//!     fn send(&self, request: http::Request<bytes::Bytes>) -> Sending {
//!         let is_second = request.body().windows(5).any(|part| part == b"beans");
//!         let page: &[u8] = match is_second {
//!             true => br#"{"TableNames": ["carrots"]}"#,
//!             false => br#"{"TableNames": ["apples", "beans"], "LastEvaluatedTableName": "beans"}"#,
//!         };
//!         let body = bytes::Bytes::copy_from_slice(page);
//!         Box::pin(async { Ok(http::Response::new(body)) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Error> {
//! let config = Config::builder()
//!     .region("eu-west-1")
//!     .credentials("access key id", "secret access key", None)
//!     .transport(TwoPages)
//!     .build()?;
//! let client = dynamodb::Client::new(&config);
//!
//! // Every item of every page.
//! let mut tables = client.list_tables().paginate().items();
//! let mut names = Vec::new();
//! while let Some(name) = tables.try_next().await? {
//!     names.push(name);
//! }
//! assert_eq!(names, ["apples", "beans", "carrots"]);
//!
//! // Stop after one item; go on with the next, here or in boto3.
//! let mut pages = client.list_tables().paginate().max_items(1).pages();
//! let page = pages.try_next().await?;
//! assert_eq!(page.map(|page| page.table_names().to_vec()), Some(vec!["apples".to_owned()]));
//! let token = pages.resume_token().map(|token| token.to_string()).unwrap_or_default();
//!
//! let mut rest = client.list_tables().paginate().starting_token(token).items();
//! assert_eq!(rest.try_next().await?.as_deref(), Some("beans"));
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```
//!
//! # Waiting
//!
//! ```
//! # #[cfg(feature = "dynamodb")] {
//! use std::time::Duration;
//!
//! use maitred_services::dynamodb;
//! use maitred_services::maitred::{Config, Sending, Transport, WaitError};
//!
//! #[derive(Debug)]
//! struct NoTable;
//!
//! impl Transport for NoTable {
//!     fn send(&self, _request: http::Request<bytes::Bytes>) -> Sending {
//!         let fault = br#"{"__type": "ResourceNotFoundException", "message": "no such table"}"#;
//!         let mut response = http::Response::new(bytes::Bytes::from_static(fault));
//!         *response.status_mut() = http::StatusCode::BAD_REQUEST;
//!         Box::pin(async { Ok(response) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let config = Config::builder()
//!     .region("eu-west-1")
//!     .credentials("access key id", "secret access key", None)
//!     .transport(NoTable)
//!     .build()?;
//! let client = dynamodb::Client::new(&config);
//!
//! // That there is none is what this one waits for.
//! let gone = client.describe_table("orders").wait_until_table_not_exists().await?;
//! assert_eq!(gone.attempts(), 1);
//!
//! // This one polls until the time is up, and says what the last poll gave.
//! let error = client
//!     .describe_table("orders")
//!     .wait_until_table_exists()
//!     .delay(Duration::from_millis(5))
//!     .timeout(Duration::from_millis(20))
//!     .await
//!     .unwrap_err();
//! assert!(matches!(error, WaitError::Deadline(_)));
//! let last = error.failure().error().and_then(|error| error.code());
//! assert_eq!(last, Some("ResourceNotFoundException"));
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```

#[doc(no_inline)]
pub use maitred;

maitred::include_services!();
