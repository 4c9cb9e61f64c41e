//! Kinesis: a token that is the last item's id, `more_results`, and a second result in a page.

use maitred::Config;
use serde_json::{Value, json};

use crate::aws::kinesis::Client;
use crate::aws::kinesis::types::{Consumer, Shard, StreamSummary};
use crate::checks::Failure;
use crate::front::Step;
use crate::listing::{Listing, Options, ours};
use crate::views;
use crate::waiting::{Scene, Waiter, compare};
use crate::world::World;

/// The stream with the shards and consumers that are listed.
const STREAM: &str = "clicks";

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    create(&client, STREAM, 12).await?;
    for number in 0..13 {
        create(&client, &format!("stream-{number:02}"), 1).await?;
    }
    list_streams(world, &client).await?;
    describe_stream(world, &client).await?;
    list_shards(world, &client).await?;
    list_consumers(world, &client).await?;
    wait_for_streams(world, &client).await
}

async fn create(client: &Client, name: &str, shards: i32) -> Result<(), maitred::Error> {
    client.create_stream(name).shard_count(shards).send().await.map(drop)
}

fn summary(summary: &StreamSummary) -> Value {
    json!([
        summary.stream_name,
        summary.stream_arn,
        summary.stream_status.as_ref().map(|status| status.as_str()),
        views::time(summary.stream_creation_timestamp),
    ])
}

async fn list_streams(world: &mut World, client: &Client) -> Result<(), Failure> {
    let listing = Listing {
        service: "kinesis",
        operation: "list_streams",
        arguments: json!({}),
        items: "StreamNames",
        others: &[
            "StreamSummaries[].[StreamName, StreamARN, StreamStatus, StreamCreationTimestamp]",
        ],
        ours: ours!(
            client.list_streams(),
            stream_names,
            |page| page.stream_names(),
            |name: &String| json!(name),
            vec![page.stream_summaries().iter().map(summary).collect()]
        ),
    };
    listing.whole(world, &[None, Some(4), Some(14)]).await?;
    listing.limited(world, Some(4), &[4, 6, 14]).await?;
    listing.resumed(world, Some(4), &[3, 8]).await?;
    listing.others_once(world, Some(4), &[3, 8, 13]).await
}

fn shard(shard: &Shard) -> Value {
    let range = shard.hash_key_range.as_ref();
    json!([
        shard.shard_id,
        range.and_then(|range| range.starting_hash_key.clone()),
        range.and_then(|range| range.ending_hash_key.clone()),
    ])
}

async fn describe_stream(world: &mut World, client: &Client) -> Result<(), Failure> {
    let listing = Listing {
        service: "kinesis",
        operation: "describe_stream",
        arguments: json!({ "StreamName": STREAM }),
        items: "StreamDescription.Shards[].[ShardId, HashKeyRange.StartingHashKey, \
                HashKeyRange.EndingHashKey]",
        others: &["StreamDescription.HasMoreShards"],
        ours: ours!(
            client.describe_stream().stream_name(STREAM),
            items,
            |page| page.stream_description.as_ref().map_or(&[][..], |stream| stream.shards()),
            shard,
            vec![json!(page.stream_description.as_ref().and_then(|stream| stream.has_more_shards))]
        ),
    };
    listing.whole(world, &[None, Some(1), Some(5)]).await?;
    listing.limited(world, Some(5), &[5, 7, 12]).await?;
    listing.resumed(world, Some(5), &[2, 5, 11]).await?;
    shorter_page(world, &listing).await
}

/// A listing that is resumed with a page size at which nothing new is on the first page: the token
/// of the next page is that of a shard that was cut off. boto3 ends there; nothing may be lost.
async fn shorter_page(world: &mut World, listing: &Listing) -> Result<(), Failure> {
    let all = (listing.ours)(Options::default()).await?.items();
    let first = Options { max_items: Some(3), ..Options::default() };
    let first = (listing.ours)(first).await?;
    let token = first.token.clone();
    let rest = (listing.ours)(Options { page_size: Some(3), token, ..Options::default() }).await?;
    let what = "kinesis DescribeStream, resumed with a shorter page: each of 12 items once";
    world.checks.equal(what, [first.items(), rest.items()].concat(), all);
    Ok(())
}

async fn list_shards(world: &mut World, client: &Client) -> Result<(), Failure> {
    let listing = Listing {
        service: "kinesis",
        operation: "list_shards",
        arguments: json!({ "StreamName": STREAM }),
        items: "Shards[].[ShardId, HashKeyRange.StartingHashKey, HashKeyRange.EndingHashKey]",
        others: &[],
        ours: ours!(
            client.list_shards().stream_name(STREAM),
            items,
            |page| page.shards(),
            shard,
            Vec::new()
        ),
    };
    listing.whole(world, &[None, Some(5)]).await?;
    listing.limited(world, Some(5), &[3, 5]).await?;
    listing.resumed(world, Some(5), &[3, 10]).await
}

fn consumer(consumer: &Consumer) -> Value {
    json!([
        consumer.consumer_name,
        consumer.consumer_arn,
        consumer.consumer_status.as_ref().map(|status| status.as_str()),
        views::time(consumer.consumer_creation_timestamp),
    ])
}

async fn list_consumers(world: &mut World, client: &Client) -> Result<(), Failure> {
    let stream = client.describe_stream().stream_name(STREAM).send().await?;
    let arn = stream.stream_description.and_then(|stream| stream.stream_arn);
    let arn = arn.ok_or("moto names no stream")?;
    for number in 0..9 {
        client.register_stream_consumer(format!("consumer-{number}"), &arn).send().await?;
    }
    let listing = Listing {
        service: "kinesis",
        operation: "list_stream_consumers",
        arguments: json!({ "StreamARN": arn }),
        items: "Consumers[].[ConsumerName, ConsumerARN, ConsumerStatus, ConsumerCreationTimestamp]",
        others: &[],
        ours: ours!(
            client.list_stream_consumers(arn),
            items,
            |page| page.consumers(),
            consumer,
            Vec::new()
        ),
    };
    listing.whole(world, &[None, Some(2), Some(9)]).await?;
    listing.limited(world, Some(2), &[3, 4]).await?;
    listing.resumed(world, Some(2), &[1, 4]).await
}

async fn wait_for_streams(world: &mut World, client: &Client) -> Result<(), Failure> {
    let exists = Waiter { service: "kinesis", waiter: "stream_exists", max_attempts: None };
    let arguments = |name: &str| json!({ "StreamName": name });
    let wait = || client.describe_stream().stream_name(STREAM).wait_until_stream_exists();
    let theirs = Scene { wait: arguments(STREAM), script: Vec::new() };
    let ours = Scene { wait: wait(), script: Vec::new() };
    let _ = compare(world, &exists, "there already", theirs, ours).await?;

    let wait = client.describe_stream().stream_name("nowhere").wait_until_stream_exists();
    let theirs = Scene { wait: arguments("nowhere"), script: Vec::new() };
    let ours = Scene { wait, script: Vec::new() };
    let _ = compare(world, &exists, "not there", theirs, ours).await?;

    let gone = Waiter { service: "kinesis", waiter: "stream_not_exists", max_attempts: None };
    let deleted = |world: &World, name: &'static str| {
        let delete = move |config: Config| async move {
            Client::new(&config).delete_stream().stream_name(name).send().await.map(drop)
        };
        vec![Step::Forward, Step::Forward, world.after(delete)]
    };
    let script = deleted(world, "stream-00");
    let theirs = Scene { wait: arguments("stream-00"), script };
    let wait = client.describe_stream().stream_name("stream-01").wait_until_stream_not_exists();
    let ours = Scene { wait, script: deleted(world, "stream-01") };
    let _ = compare(world, &gone, "deleted before the third poll", theirs, ours).await?;
    Ok(())
}
