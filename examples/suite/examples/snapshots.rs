//! Lists every EBS snapshot, page by page, then creates a table and waits until it exists.
//!
//! `cargo run --example snapshots` talks to a small server of its own. With `AWS_ENDPOINT_URL` set
//! it talks to that, and with `cargo run --example snapshots -- --real` to AWS, where the table
//! then stays.

use std::error::Error;
use std::time::Duration;

use dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use maitred_examples::Target;

maitred::include_services!(); // what build.rs names: the modules `dynamodb` and `ec2`

const TABLE: &str = "maitred-example";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let target = Target::choose().await?;
    println!("{target}");
    list_snapshots(&ec2::Client::new(target.config())).await?;
    create_table(&dynamodb::Client::new(target.config())).await?;
    Ok(())
}

/// `items()` in the place of `pages()` gives one snapshot after the other.
async fn list_snapshots(ec2: &ec2::Client) -> Result<(), maitred::Error> {
    let mut pages = ec2.describe_snapshots().owner_ids(["self"]).paginate().page_size(1000).pages();
    let (mut number, mut total) = (0, 0);
    while let Some(page) = pages.try_next().await? {
        number += 1;
        total += page.snapshots().len();
        println!("page {number}: {} snapshots", page.snapshots().len());
        for snapshot in page.snapshots().iter().take(3) {
            let id = snapshot.snapshot_id.as_deref().unwrap_or("(no id)");
            println!("    {id}, {} GiB", snapshot.volume_size.unwrap_or_default());
        }
    }
    println!("{total} snapshots in all");
    Ok(())
}

async fn create_table(dynamodb: &dynamodb::Client) -> Result<(), maitred::Error> {
    let created = dynamodb
        .create_table(TABLE)
        .attribute_definitions([AttributeDefinition::new("id", ScalarAttributeType::S)])
        .key_schema([KeySchemaElement::new("id", KeyType::Hash)])
        .billing_mode(BillingMode::PayPerRequest)
        .send()
        .await;
    match created {
        Err(error) if error.code() == Some("ResourceInUseException") => {
            println!("the table {TABLE} is there from before");
        }
        created => {
            created?;
            println!("the table {TABLE} is being created");
        }
    }
    let ready = dynamodb
        .describe_table(TABLE)
        .wait_until_table_exists()
        .delay(Duration::from_millis(500)) // AWS's own waiter polls every 20 s
        .timeout(Duration::from_secs(120))
        .on_poll(|poll| println!("{poll}"))
        .await?;
    let table = ready.output().and_then(|output| output.table.as_ref());
    let status = table.and_then(|table| table.table_status.as_ref());
    let status = status.map_or("unknown", |status| status.as_str());
    println!("{TABLE} is {status} after {} polls", ready.attempts());
    Ok(())
}
