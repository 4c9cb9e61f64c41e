maitred::include_services!(); // what build.rs names: the modules `dynamodb` and `ec2`

use std::time::Duration;

use dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), maitred::Error> {
    // Region, credentials and AWS_ENDPOINT_URL, wherever boto3 would find them.
    let config = maitred::Config::from_env().await?;

    // Every item of every page.
    let ec2 = ec2::Client::new(&config);
    let mut snapshots = ec2.describe_snapshots().owner_ids(["self"]).paginate().items();
    while let Some(snapshot) = snapshots.try_next().await? {
        println!("{:?} {:?}", snapshot.snapshot_id, snapshot.state);
    }

    // Wait until the instances that the command line names are running.
    for id in std::env::args().skip(1) {
        ec2.describe_instances().instance_ids([&id]).wait_until_instance_running().await?;
        println!("{id} is running");
    }

    // Ask for a table, then wait until it is there.
    let dynamodb = dynamodb::Client::new(&config);
    dynamodb
        .create_table("quickstart")
        .attribute_definitions([AttributeDefinition::new("id", ScalarAttributeType::S)])
        .key_schema([KeySchemaElement::new("id", KeyType::Hash)])
        .billing_mode(BillingMode::PayPerRequest)
        .send()
        .await?;
    let ready = dynamodb
        .describe_table("quickstart")
        .wait_until_table_exists()
        .delay(Duration::from_secs(2))
        .on_poll(|poll| println!("{poll}"))
        .await?;
    println!("the table is there after {} polls", ready.attempts());
    Ok(())
}
