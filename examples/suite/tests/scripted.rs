//! A program that lists and waits, tested without a network and without waiting.

use std::error::Error;
use std::time::Duration;

use dynamodb::operation::{CreateTable, DescribeTable};
use dynamodb::types::{
    AttributeDefinition, DescribeTableOutput, KeySchemaElement, KeyType, ScalarAttributeType,
    TableDescription, TableStatus,
};
use ec2::operation::DescribeSnapshots;
use ec2::types::{DescribeSnapshotsResult, Snapshot};
use maitred::testing::{Fault, Scripted, UnexpectedCall};

maitred::include_services!();

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The program: makes a table for the snapshots of an account, waits for it, and counts them.
async fn prepare(ec2: &ec2::Client, dynamodb: &dynamodb::Client) -> Outcome<usize> {
    dynamodb
        .create_table("snapshots")
        .attribute_definitions([AttributeDefinition::new("id", ScalarAttributeType::S)])
        .key_schema([KeySchemaElement::new("id", KeyType::Hash)])
        .send()
        .await?;
    let table = dynamodb.describe_table("snapshots");
    table.wait_until_table_exists().max_attempts(100.try_into()?).await?;
    let mut snapshots = ec2.describe_snapshots().owner_ids(["self"]).paginate().items();
    let mut count = 0;
    while snapshots.try_next().await?.is_some() {
        count += 1;
    }
    Ok(count)
}

fn table(status: TableStatus) -> DescribeTableOutput {
    let table = TableDescription { table_status: Some(status), ..Default::default() };
    DescribeTableOutput { table: Some(table) }
}

fn snapshots(ids: &[&str], next: Option<&str>) -> DescribeSnapshotsResult {
    let snapshot =
        |id: &&str| Snapshot { snapshot_id: Some((*id).to_owned()), ..Default::default() };
    DescribeSnapshotsResult {
        snapshots: Some(ids.iter().map(snapshot).collect()),
        next_token: next.map(str::to_owned),
    }
}

fn clients(aws: &Scripted) -> (ec2::Client, dynamodb::Client) {
    let config = aws.config();
    (ec2::Client::new(&config), dynamodb::Client::new(&config))
}

#[tokio::test]
async fn twenty_minutes_of_waiting_take_none() -> Outcome {
    let started = std::time::Instant::now();
    let aws = Scripted::new();
    aws.on::<CreateTable>().filled(|_| {});
    aws.on::<DescribeTable>()
        .error(Fault::new("ResourceNotFoundException"))
        .outputs(std::iter::repeat_n(table(TableStatus::Creating), 59))
        .output(table(TableStatus::Active));
    aws.on::<DescribeSnapshots>().output(snapshots(&["a", "b"], Some("t"))).then(|input| {
        assert_eq!(input.next_token.as_deref(), Some("t"));
        Ok(snapshots(&["c"], None))
    });
    let (ec2, dynamodb) = clients(&aws);
    assert_eq!(prepare(&ec2, &dynamodb).await?, 3);
    aws.finish()?;
    assert_eq!(aws.clock().elapsed(), Duration::from_secs(20 * 60));
    assert!(started.elapsed() < Duration::from_secs(20));
    let created = aws.inputs::<CreateTable>();
    assert_eq!(created[0].table_name.as_deref(), Some("snapshots"));
    assert_eq!(aws.inputs::<DescribeTable>().len(), 61);
    Ok(())
}

#[tokio::test]
async fn a_failure_reaches_the_program_as_it_was_given() -> Outcome {
    let aws = Scripted::new();
    let limit = dynamodb::error::LimitExceededException {
        message: Some("too many tables".to_owned()),
        ..Default::default()
    };
    aws.on::<CreateTable>().error(Fault::modeled(limit.clone()));
    let (ec2, dynamodb) = clients(&aws);
    let error = prepare(&ec2, &dynamodb).await.unwrap_err();
    let error = error.downcast_ref::<maitred::Error>().ok_or("no error of maitred")?;
    assert_eq!(error.message(), Some("too many tables"));
    assert_eq!(error.modeled(), Some(limit));
    aws.finish()?;
    Ok(())
}

#[tokio::test]
async fn a_wait_says_which_call_the_script_lacks() -> Outcome {
    let aws = Scripted::new();
    aws.on::<CreateTable>().filled(|_| {});
    aws.on::<DescribeTable>().output(table(TableStatus::Creating));
    let (ec2, dynamodb) = clients(&aws);
    let error = prepare(&ec2, &dynamodb).await.unwrap_err();
    let unexpected = UnexpectedCall::of(&*error).ok_or("another error")?;
    assert_eq!(unexpected.call().operation(), "DescribeTable");
    let text = unexpected.to_string();
    assert!(text.contains("table_name: \"snapshots\""), "{text}");
    assert!(text.contains("all 1 answers of this operation are used up"), "{text}");
    assert_eq!(aws.finish().unwrap_err().unexpected().len(), 1);
    Ok(())
}

#[tokio::test]
async fn two_waits_at_once_share_the_clock() -> Outcome {
    let aws = Scripted::new();
    let is = |name: &'static str| {
        move |input: &dynamodb::types::DescribeTableInput| input.table_name.as_deref() == Some(name)
    };
    let (creating, active) = (table(TableStatus::Creating), table(TableStatus::Active));
    aws.on::<DescribeTable>().when(is("slow")).outputs([creating.clone(), creating.clone()]);
    aws.on::<DescribeTable>().when(is("slow")).output(active.clone());
    aws.on::<DescribeTable>().when(is("fast")).outputs([creating, active]);
    let (_, dynamodb) = clients(&aws);
    let slow = dynamodb.describe_table("slow").wait_until_table_exists();
    let fast = dynamodb.describe_table("fast").wait_until_table_exists();
    let (slow, fast) = tokio::try_join!(async { slow.await }, async { fast.await })?;
    assert_eq!((slow.attempts(), fast.attempts()), (3, 2));
    assert_eq!(aws.clock().elapsed(), Duration::from_secs(40));
    aws.finish()?;
    Ok(())
}
