//! Waits with a waiter that AWS does not define: `StreamEnabled`, for a table's stream of changes.
//!
//! It is ten lines of JSON, in `models/dynamodbstreams/2012-08-10/waiters-2.json`, and checked at
//! build time: misspell a member there, and the build says where, and what it may have meant.
//!
//! `cargo run --example stream_enabled` talks to a small server of its own. With `AWS_ENDPOINT_URL`
//! set it talks to that, and with `cargo run --example stream_enabled -- --real` to AWS, where the
//! table then stays.

use std::error::Error;
use std::time::Duration;

use dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
    StreamSpecification, StreamViewType,
};
use maitred_examples::Target;

maitred::include_services!(); // what build.rs names: `dynamodb` and `dynamodbstreams`

const TABLE: &str = "maitred-example-stream";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let target = Target::choose().await?;
    println!("{target}");
    let arn = create_table(&dynamodb::Client::new(target.config())).await?;
    println!("the table {TABLE} is being created, with the stream {arn}");

    let streams = dynamodbstreams::Client::new(target.config());
    let ready = streams
        .describe_stream(arn)
        .wait_until_stream_enabled()
        .delay(Duration::from_millis(500)) // our definition polls every 5 s
        .on_poll(|poll| println!("{poll}"))
        .await?;
    let stream = ready.output().and_then(|output| output.stream_description.as_ref());
    let status = stream.and_then(|stream| stream.stream_status.as_ref());
    let status = status.map_or("unknown", |status| status.as_str());
    println!("the stream is {status} after {} polls", ready.attempts());
    Ok(())
}

/// Gives the ARN of the table's stream.
async fn create_table(dynamodb: &dynamodb::Client) -> Result<String, Box<dyn Error>> {
    let stream = StreamSpecification::new(true).stream_view_type(StreamViewType::NewImage);
    let created = dynamodb
        .create_table(TABLE)
        .attribute_definitions([AttributeDefinition::new("id", ScalarAttributeType::S)])
        .key_schema([KeySchemaElement::new("id", KeyType::Hash)])
        .billing_mode(BillingMode::PayPerRequest)
        .stream_specification(stream)
        .send()
        .await?;
    let arn = created.table_description.and_then(|table| table.latest_stream_arn);
    Ok(arn.ok_or("the service created a table without a stream")?)
}
