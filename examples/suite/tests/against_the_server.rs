//! What the examples do, against their server, with every request counted.

use std::error::Error;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use dynamodb::types::{
    AttributeDefinition, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
    StreamSpecification, StreamViewType, TableDescription,
};
use maitred::{PageOptions, RepeatedToken};
use maitred_examples::{LARGEST_PAGE, LOGGED, SNAPSHOTS, Server};

maitred::include_services!();

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const DELAY: Duration = Duration::from_millis(100);

fn ids(snapshots: &[ec2::types::Snapshot]) -> Vec<String> {
    snapshots.iter().filter_map(|snapshot| snapshot.snapshot_id.clone()).collect()
}

async fn create_table(client: &dynamodb::Client, name: &str) -> Outcome<Option<TableDescription>> {
    let created = client
        .create_table(name)
        .attribute_definitions([AttributeDefinition::new("id", ScalarAttributeType::S)])
        .key_schema([KeySchemaElement::new("id", KeyType::Hash)])
        .billing_mode(BillingMode::PayPerRequest)
        .stream_specification(
            StreamSpecification::new(true).stream_view_type(StreamViewType::KeysOnly),
        )
        .send()
        .await?;
    Ok(created.table_description)
}

#[tokio::test]
async fn every_snapshot_comes_once_and_in_order() -> Outcome {
    let server = Server::start().await?;
    let ec2 = ec2::Client::new(&server.config()?);
    let mut snapshots = ec2.describe_snapshots().owner_ids(["self"]).paginate().items();
    let mut seen = Vec::new();
    while let Some(snapshot) = snapshots.try_next().await? {
        seen.push(snapshot);
    }
    let expected: Vec<_> = (0..SNAPSHOTS).map(|index| format!("snap-{index:017x}")).collect();
    assert_eq!(ids(&seen), expected);
    assert_eq!(seen[42].description.as_deref(), Some("data & logs, <42>"));
    assert_eq!(server.requests("DescribeSnapshots"), SNAPSHOTS.div_ceil(LARGEST_PAGE));
    Ok(())
}

#[tokio::test]
async fn a_listing_goes_on_where_it_stopped() -> Outcome {
    let server = Server::start().await?;
    let ec2 = ec2::Client::new(&server.config()?);
    let listing = || ec2.describe_snapshots().paginate().page_size(500);
    let mut first = listing().max_items(1200).pages();
    let mut seen = Vec::new();
    while let Some(page) = first.try_next().await? {
        seen.extend(ids(page.snapshots()));
    }
    assert_eq!(seen.len(), 1200);
    let token = first.resume_token().ok_or("there is more, so there is a token")?;
    let mut second = listing().starting_token(token).pages();
    while let Some(page) = second.try_next().await? {
        seen.extend(ids(page.snapshots()));
    }
    assert!(seen.is_sorted());
    assert_eq!(seen.len(), SNAPSHOTS);
    // 500, 500, 200 of 500; and from that page on 300, 500, 300.
    assert_eq!(server.requests("DescribeSnapshots"), 6);
    Ok(())
}

#[tokio::test]
async fn all_snapshots_at_once_read_ahead() -> Outcome {
    let server = Server::start().await?;
    let ec2 = ec2::Client::new(&server.config()?);
    let listing = ec2.describe_snapshots().paginate().options(PageOptions::new().read_ahead(true));
    let all = listing.pages().collect().await?;
    assert_eq!(ids(all.output.snapshots()).len(), SNAPSHOTS);
    assert_eq!(all.pages, u64::try_from(SNAPSHOTS.div_ceil(LARGEST_PAGE))?);
    assert!(all.resume_token.is_none() && all.output.next_token.is_none());
    assert_eq!(server.requests("DescribeSnapshots"), SNAPSHOTS.div_ceil(LARGEST_PAGE));
    Ok(())
}

#[tokio::test]
async fn a_log_is_read_to_its_end_and_followed_from_there() -> Outcome {
    let server = Server::start().await?;
    let logs = logs::Client::new(&server.config()?);
    let log = || logs.get_log_events("stream").start_from_head(true).paginate();
    let refused = log().pages().collect().await.err().ok_or("botocore's way is an error")?;
    assert!(refused.error().is_repeated_token());
    assert!(refused.collected().output.events().len() >= LOGGED);

    let stop = PageOptions::new().on_repeated_token(RepeatedToken::Stop);
    let read = log().options(stop).pages().collect().await?;
    let end = read.resume_token.ok_or("a log has no end")?;
    let go_on = PageOptions::new().on_repeated_token(RepeatedToken::GoOn).min_interval(DELAY);
    let mut events = log().starting_token(end).options(go_on).items();
    for index in read.output.events().len().. {
        let event = events.try_next().await?.ok_or("a log has no end")?;
        assert_eq!(event.message.as_deref(), Some(format!("event {index}").as_str()));
        if index >= read.output.events().len() + 5 {
            break;
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_table_is_polled_until_it_is_active() -> Outcome {
    let server = Server::start().await?;
    let dynamodb = dynamodb::Client::new(&server.config()?);
    create_table(&dynamodb, "orders").await?;
    let polls = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&polls);
    let ready = dynamodb
        .describe_table("orders")
        .wait_until_table_exists()
        .delay(DELAY)
        .on_poll(move |poll| counter.store(poll.attempt(), Ordering::Relaxed))
        .await?;
    let table = ready.output().and_then(|output| output.table.as_ref()).ok_or("no table")?;
    let status = table.table_status.as_ref().map(|status| status.as_str());
    assert_eq!(status, Some("ACTIVE"));
    assert!(ready.attempts() >= 2, "{} polls", ready.attempts());
    assert_eq!(ready.attempts(), polls.load(Ordering::Relaxed));
    assert_eq!(server.requests("DescribeTable"), usize::try_from(ready.attempts())?);
    Ok(())
}

#[tokio::test]
async fn a_stream_is_polled_until_it_is_enabled() -> Outcome {
    let server = Server::start().await?;
    let config = server.config()?;
    let table = create_table(&dynamodb::Client::new(&config), "orders").await?;
    let arn = table.and_then(|table| table.latest_stream_arn).ok_or("no stream")?;
    let streams = dynamodbstreams::Client::new(&config);
    let ready = streams.describe_stream(arn).wait_until_stream_enabled().delay(DELAY).await?;
    assert_eq!(ready.acceptor().argument(), Some("StreamDescription.StreamStatus"));
    assert!(ready.attempts() >= 2, "{} polls", ready.attempts());
    assert_eq!(server.requests("DescribeStream"), usize::try_from(ready.attempts())?);
    Ok(())
}

#[tokio::test]
async fn what_the_server_refuses_is_a_typed_error() -> Outcome {
    let server = Server::start().await?;
    let config = server.config()?;
    let dynamodb = dynamodb::Client::new(&config);
    let Err(error) = dynamodb.describe_table("nothing").send().await else {
        return Err("expected an error".into());
    };
    let modeled = error.modeled::<dynamodb::error::ResourceNotFoundException>();
    let message = modeled.and_then(|error| error.message);
    let expected = "Requested resource not found: Table: nothing not found";
    assert_eq!(message.as_deref(), Some(expected));
    assert_eq!(error.status(), Some(400));

    let wrong = ec2::Client::new(&config).describe_snapshots().next_token("mine").send().await;
    let error = wrong.err().ok_or("expected an error")?;
    assert_eq!(error.code(), Some("InvalidParameterValue"));
    assert_eq!(server.requests("DescribeSnapshots"), 1, "a wrong request is not repeated");
    Ok(())
}
