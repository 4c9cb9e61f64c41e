use std::time::Duration;

use aws_config::BehaviorVersion;
use aws_sdk_dynamodb::client::Waiters as _;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use aws_sdk_ec2::client::Waiters as _;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    // Region, credentials and AWS_ENDPOINT_URL, wherever the SDK finds them.
    let config = aws_config::load_defaults(BehaviorVersion::latest()).await;

    // Every item of every page.
    let ec2 = aws_sdk_ec2::Client::new(&config);
    let mut snapshots = ec2.describe_snapshots().owner_ids("self").into_paginator().items().send();
    while let Some(snapshot) = snapshots.next().await {
        let snapshot = snapshot?;
        println!("{:?} {:?}", snapshot.snapshot_id, snapshot.state);
    }

    // Wait until the instances that the command line names are running.
    for id in std::env::args().skip(1) {
        let running = ec2.wait_until_instance_running().instance_ids(&id);
        running.wait(Duration::from_secs(600)).await?;
        println!("{id} is running");
    }

    // Ask for a table, then wait until it is there.
    let dynamodb = aws_sdk_dynamodb::Client::new(&config);
    let id = AttributeDefinition::builder()
        .attribute_name("id")
        .attribute_type(ScalarAttributeType::S)
        .build()?;
    let key = KeySchemaElement::builder().attribute_name("id").key_type(KeyType::Hash).build()?;
    dynamodb
        .create_table()
        .table_name("quickstart")
        .attribute_definitions(id)
        .key_schema(key)
        .billing_mode(BillingMode::PayPerRequest)
        .send()
        .await?;
    let ready = dynamodb.wait_until_table_exists().table_name("quickstart");
    ready.wait(Duration::from_secs(600)).await?;
    println!("the table is there");
    Ok(())
}
