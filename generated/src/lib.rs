//! Typed paginators and waiters for AWS services, generated from the definitions behind boto3.
//!
//! Each feature is a service, under its boto3 name. A feature that is on brings a module with the
//! service's client, every paginated operation, every waiter with the operation it polls, and the
//! types these reach; the few services that have neither a paginator nor a waiter bring their
//! operations. None is on by default:
//!
//! ```toml
//! [dependencies]
//! maitred-services = { version = "0.1", features = ["dynamodb", "ec2"] }
//! ```
//!
//! A program that wants another service, or fewer operations and a fraction of the compile time,
//! names them in its own build script with `maitred-build`; the code is the same.
//!
//! # Services
//!
//! | feature | module | service |
//! |---|---|---|
//! | `acm` | `acm` | AWS Certificate Manager |
//! | `apigateway` | `apigateway` | Amazon API Gateway |
//! | `apigatewayv2` | `apigatewayv2` | AmazonApiGatewayV2 |
//! | `application-autoscaling` | `application_autoscaling` | Application Auto Scaling |
//! | `athena` | `athena` | Amazon Athena |
//! | `autoscaling` | `autoscaling` | Auto Scaling |
//! | `backup` | `backup` | AWS Backup |
//! | `batch` | `batch` | AWS Batch |
//! | `bedrock` | `bedrock` | Amazon Bedrock |
//! | `ce` | `ce` | AWS Cost Explorer Service |
//! | `cloudformation` | `cloudformation` | AWS CloudFormation |
//! | `cloudfront` | `cloudfront` | Amazon CloudFront |
//! | `cloudtrail` | `cloudtrail` | AWS CloudTrail |
//! | `cloudwatch` | `cloudwatch` | Amazon CloudWatch |
//! | `codebuild` | `codebuild` | AWS CodeBuild |
//! | `codepipeline` | `codepipeline` | AWS CodePipeline |
//! | `cognito-idp` | `cognito_idp` | Amazon Cognito Identity Provider |
//! | `config` | `config` | AWS Config |
//! | `datasync` | `datasync` | AWS DataSync |
//! | `dms` | `dms` | AWS Database Migration Service |
//! | `dynamodb` | `dynamodb` | Amazon DynamoDB |
//! | `dynamodbstreams` | `dynamodbstreams` | Amazon DynamoDB Streams |
//! | `ec2` | `ec2` | Amazon Elastic Compute Cloud |
//! | `ecr` | `ecr` | Amazon Elastic Container Registry |
//! | `ecs` | `ecs` | Amazon EC2 Container Service |
//! | `efs` | `efs` | Amazon Elastic File System |
//! | `eks` | `eks` | Amazon Elastic Kubernetes Service |
//! | `elasticache` | `elasticache` | Amazon ElastiCache |
//! | `elbv2` | `elbv2` | Elastic Load Balancing |
//! | `emr` | `emr` | Amazon EMR |
//! | `events` | `events` | Amazon EventBridge |
//! | `firehose` | `firehose` | Amazon Kinesis Firehose |
//! | `glue` | `glue` | AWS Glue |
//! | `guardduty` | `guardduty` | Amazon GuardDuty |
//! | `iam` | `iam` | AWS Identity and Access Management |
//! | `identitystore` | `identitystore` | AWS SSO Identity Store |
//! | `kinesis` | `kinesis` | Amazon Kinesis |
//! | `kms` | `kms` | AWS Key Management Service |
//! | `lambda` | `lambda` | AWS Lambda |
//! | `logs` | `logs` | Amazon CloudWatch Logs |
//! | `opensearch` | `opensearch` | Amazon OpenSearch Service |
//! | `organizations` | `organizations` | AWS Organizations |
//! | `pricing` | `pricing` | AWS Price List Service |
//! | `rds` | `rds` | Amazon Relational Database Service |
//! | `redshift` | `redshift` | Amazon Redshift |
//! | `resourcegroupstaggingapi` | `resourcegroupstaggingapi` | AWS Resource Groups Tagging API |
//! | `route53` | `route53` | Amazon Route 53 |
//! | `s3` | `s3` | Amazon Simple Storage Service |
//! | `sagemaker` | `sagemaker` | Amazon SageMaker Service |
//! | `scheduler` | `scheduler` | Amazon EventBridge Scheduler |
//! | `secretsmanager` | `secretsmanager` | AWS Secrets Manager |
//! | `securityhub` | `securityhub` | AWS SecurityHub |
//! | `service-quotas` | `service_quotas` | Service Quotas |
//! | `ses` | `ses` | Amazon Simple Email Service |
//! | `sesv2` | `sesv2` | Amazon Simple Email Service |
//! | `sns` | `sns` | Amazon Simple Notification Service |
//! | `sqs` | `sqs` | Amazon Simple Queue Service |
//! | `ssm` | `ssm` | Amazon Simple Systems Manager (SSM) |
//! | `sso-admin` | `sso_admin` | AWS Single Sign-On Admin |
//! | `stepfunctions` | `stepfunctions` | AWS Step Functions |
//! | `sts` | `sts` | AWS Security Token Service |
//! | `support` | `support` | AWS Support |
//! | `transfer` | `transfer` | AWS Transfer Family |
//! | `wafv2` | `wafv2` | AWS WAFV2 |
//! | `workspaces` | `workspaces` | Amazon WorkSpaces |
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
//!
//! Each poll can be seen, and answers judged that are already there:
//!
//! ```
//! # #[cfg(feature = "dynamodb")] {
//! use std::num::NonZeroU32;
//! use std::sync::atomic::{AtomicUsize, Ordering};
//! use std::time::Duration;
//!
//! use maitred_services::dynamodb;
//! use maitred_services::maitred::{AcceptorState, Backoff, Config, Sending, Transport};
//!
//! /// A table that is there from the second request on.
//! #[derive(Debug, Default)]
//! struct Soon(AtomicUsize);
//!
//! impl Transport for Soon {
//!     fn send(&self, _request: http::Request<bytes::Bytes>) -> Sending {
//!         let status = match self.0.fetch_add(1, Ordering::Relaxed) {
//!             0 => r#"{"Table": {"TableStatus": "CREATING"}}"#,
//!             _ => r#"{"Table": {"TableStatus": "ACTIVE"}}"#,
//!         };
//!         let body = bytes::Bytes::from_static(status.as_bytes());
//!         Box::pin(async { Ok(http::Response::new(body)) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let config = Config::builder()
//!     .region("eu-west-1")
//!     .credentials("access key id", "secret access key", None)
//!     .transport(Soon::default())
//!     .build()?;
//! let client = dynamodb::Client::new(&config);
//!
//! // Twice in a row, as one of the service's machines may know it before the others do.
//! let mut polls = client
//!     .describe_table("orders")
//!     .wait_until_table_exists()
//!     .backoff(Backoff::exponential(Duration::from_millis(2), Duration::from_millis(20)))
//!     .timeout(Duration::from_secs(5))
//!     .stable_for(NonZeroU32::MIN.saturating_add(1))
//!     .polls();
//! let mut seen = Vec::new();
//! while let Some(poll) = polls.try_next().await? {
//!     seen.push((poll.acceptor().map(|condition| condition.to_string()), poll.stable()));
//! }
//! let active = || Some("path Table.TableStatus is ACTIVE".to_owned());
//! assert_eq!(seen, [(None, 0), (active(), 1), (active(), 2)]);
//!
//! // What a waiter looks for can be had without waiting.
//! let table = client.describe_table("orders").send().await;
//! let condition = dynamodb::waiter::TABLE_EXISTS.judge(table.as_ref());
//! assert_eq!(condition.map(|condition| condition.state()), Some(AcceptorState::Success));
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```
//!
//! # One request of its own
//!
//! `with` changes headers or configuration for one request: what it sends, each page, and each poll.
//!
//! ```
//! # #[cfg(feature = "dynamodb")] {
//! use maitred_services::dynamodb;
//! use maitred_services::maitred::{Config, Sending, Transport};
//!
//! /// Names the header that came as a table.
//! #[derive(Debug)]
//! struct Echo;
//!
//! impl Transport for Echo {
//!     fn send(&self, request: http::Request<bytes::Bytes>) -> Sending {
//!         let team = request.headers().get("x-team").and_then(|team| team.to_str().ok());
//!         let body = format!(r#"{{"TableNames": ["{} {}"]}}"#, request.uri(), team.unwrap_or("none"));
//!         Box::pin(async { Ok(http::Response::new(body.into())) })
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), maitred_services::maitred::Error> {
//! let config = Config::builder()
//!     .region("eu-west-1")
//!     .credentials("access key id", "secret access key", None)
//!     .transport(Echo)
//!     .build()?;
//! let client = dynamodb::Client::new(&config);
//!
//! let request = client.list_tables().with(|o| o.header("x-team", "blue").region("eu-central-1"));
//! let table = request.paginate().items().try_next().await?;
//! assert_eq!(table.as_deref(), Some("https://dynamodb.eu-central-1.amazonaws.com/ blue"));
//!
//! // What cannot be a header is an error, and nothing is sent.
//! let error = client.list_tables().with(|o| o.header("x-team", "blue\n")).send().await.unwrap_err();
//! assert!(error.is_config());
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```
//!
//! # Without async
//!
//! With the feature `blocking` of the crate `maitred`, pages and items are iterators, and calls and
//! waits block: `blocking()` stands where `.await` would.
//!
//! ```toml
//! [dependencies]
//! maitred = { version = "0.1", features = ["blocking"] }
//! maitred-services = { version = "0.1", features = ["dynamodb"] }
//! ```
//!
//! ```
//! # #[cfg(feature = "dynamodb")] {
//! use maitred_services::dynamodb;
//! use maitred_services::maitred::{Config, Error, Sending, Transport};
//!
//! /// Three tables, all of them active.
//! #[derive(Debug)]
//! struct ThreeTables;
//!
//! impl Transport for ThreeTables {
//!     fn send(&self, request: http::Request<bytes::Bytes>) -> Sending {
//!         let target = request.headers()["x-amz-target"].to_str().unwrap_or_default();
//!         let body: &[u8] = match target.ends_with(".ListTables") {
//!             true => br#"{"TableNames": ["apples", "beans", "carrots"]}"#,
//!             false => br#"{"Table": {"TableStatus": "ACTIVE"}}"#,
//!         };
//!         let body = bytes::Bytes::from_static(body);
//!         Box::pin(async { Ok(http::Response::new(body)) })
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let config = Config::builder()
//!     .region("eu-west-1")
//!     .credentials("access key id", "secret access key", None)
//!     .transport(ThreeTables)
//!     .build()?;
//! let client = dynamodb::Client::new(&config);
//!
//! // One call.
//! let tables = client.list_tables().limit(3).send().blocking()?;
//! assert_eq!(tables.table_names().len(), 3);
//!
//! // Items, with a token for the rest.
//! let mut tables = client.list_tables().paginate().items().blocking();
//! let first: Vec<String> = tables.by_ref().take(2).collect::<Result<_, Error>>()?;
//! assert_eq!(first, ["apples", "beans"]);
//! assert!(tables.resume_token().is_some());
//!
//! // A wait.
//! let ready = client.describe_table("apples").wait_until_table_exists().blocking()?;
//! assert_eq!(ready.attempts(), 1);
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```
//!
//! # Testing a program
//!
//! With the feature `testing` of `maitred` a script answers in place of AWS: typed, in order, without
//! a network. Its clock lets a wait take no time.
//!
//! ```
//! # #[cfg(feature = "dynamodb")] {
//! use std::time::Duration;
//!
//! use maitred_services::dynamodb;
//! use maitred_services::dynamodb::operation::{DescribeTable, ListTables};
//! use maitred_services::dynamodb::types::{DescribeTableOutput, TableDescription, TableStatus};
//! use maitred_services::maitred::testing::{Fault, Scripted};
//!
//! /// The program: waits for a table, and counts all there are.
//! async fn program(client: &dynamodb::Client) -> Result<usize, Box<dyn std::error::Error>> {
//!     client.describe_table("orders").wait_until_table_exists().await?;
//!     let mut tables = client.list_tables().paginate().items();
//!     let mut count = 0;
//!     while tables.try_next().await?.is_some() {
//!         count += 1;
//!     }
//!     Ok(count)
//! }
//!
//! /// Structures have defaults, and all their fields are public.
//! fn table(status: TableStatus) -> DescribeTableOutput {
//!     let mut table = TableDescription::default();
//!     table.table_status = Some(status);
//!     let mut output = DescribeTableOutput::default();
//!     output.table = Some(table);
//!     output
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let aws = Scripted::new();
//! aws.on::<DescribeTable>()
//!     .error(Fault::new("ResourceNotFoundException"))
//!     .outputs([table(TableStatus::Creating), table(TableStatus::Active)]);
//! aws.on::<ListTables>()
//!     .filled(|page| {
//!         page.table_names = Some(vec!["apples".to_owned(), "orders".to_owned()]);
//!         page.last_evaluated_table_name = Some("orders".to_owned());
//!     })
//!     .filled(|page| page.table_names = Some(vec!["plums".to_owned()]));
//!
//! assert_eq!(program(&dynamodb::Client::new(&aws.config())).await?, 3);
//!
//! aws.finish()?; // every answer was asked for, and no call had none
//! let second = &aws.inputs::<ListTables>()[1];
//! assert_eq!(second.exclusive_start_table_name.as_deref(), Some("orders"));
//! assert_eq!(aws.clock().elapsed(), Duration::from_secs(40));
//! # Ok(())
//! # }
//! # main().unwrap();
//! # }
//! ```

#[doc(no_inline)]
pub use maitred;

maitred::include_services!();
