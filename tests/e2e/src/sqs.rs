//! SQS: JSON whose error codes are those of the query protocol that it spoke before.

use serde_json::{Value, json};

use crate::aws::sqs::Client;
use crate::aws::sqs::types::SendMessageBatchRequestEntry;
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::errors::{Refused, compare as compare_errors, failed};
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::world::World;

const REDRIVE: &str =
    r#"{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:123456789012:dead","maxReceiveCount":"3"}"#;

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    let dead = client.create_queue("dead").send().await?.queue_url.ok_or("no URL")?;
    for number in 0..8 {
        let name = format!("queue-{number}");
        let arguments = json!({ "QueueName": name, "Attributes": { "RedrivePolicy": REDRIVE } });
        let call = Call { service: "sqs", operation: "create_queue", arguments };
        let create = client.create_queue(&name).attributes([("RedrivePolicy", REDRIVE)]).send();
        let (created, answer) = same_request(world, &name, call, create).await?;
        let theirs = answer["output"]["QueueUrl"].as_str();
        let what = format!("sqs CreateQueue, {name}: same URL as boto3");
        world.checks.equal(what, created.queue_url.as_deref(), theirs);
    }
    let view = |url: &String| json!(url);
    let ours = ours!(client.list_queues(), items, |page| page.queue_urls(), view);
    let listing = Listing::new("sqs", "list_queues", json!({}), "QueueUrls", ours);
    thorough(world, &listing, Some(3)).await?;
    let request = client.list_queues().queue_name_prefix("queue-");
    let ours = ours!(request, items, |page| page.queue_urls(), view);
    let prefix = json!({ "QueueNamePrefix": "queue-" });
    let listing = Listing::new("sqs", "list_queues", prefix, "QueueUrls", ours);
    thorough(world, &listing, Some(2)).await?;

    let request = client.list_dead_letter_source_queues(&dead);
    let ours = ours!(request, items, |page| page.queue_urls(), view);
    let arguments = json!({ "QueueUrl": dead });
    let operation = "list_dead_letter_source_queues";
    let listing = Listing::new("sqs", operation, arguments, "queueUrls", ours);
    thorough(world, &listing, Some(3)).await?;
    messages(world, &client, &dead).await?;
    errors(world, &client).await
}

/// Texts there and back.
async fn messages(world: &mut World, client: &Client, url: &str) -> Result<(), Failure> {
    for text in ["plain", "<&> \"ü\" 😀\n\t"] {
        let arguments = json!({ "QueueUrl": url, "MessageBody": text });
        let call = Call { service: "sqs", operation: "send_message", arguments };
        let send = client.send_message(text, url).send();
        let (sent, answer) = same_request(world, &format!("{text:?}"), call, send).await?;
        let theirs = answer["output"]["MD5OfMessageBody"].as_str();
        let what = format!("sqs SendMessage, {text:?}: same digest as boto3");
        world.checks.equal(what, sent.md5_of_message_body.as_deref(), theirs);
    }
    let entries = (0..2).map(|id| SendMessageBatchRequestEntry::new(format!("id{id}"), "batch é"));
    let theirs: Vec<Value> =
        (0..2).map(|id| json!({ "Id": format!("id{id}"), "MessageBody": "batch é" })).collect();
    let arguments = json!({ "QueueUrl": url, "Entries": theirs });
    let call = Call { service: "sqs", operation: "send_message_batch", arguments };
    let send = client.send_message_batch(entries, url).send();
    let (sent, _) = same_request(world, "two", call, send).await?;
    world.checks.equal("sqs SendMessageBatch: both are taken", sent.successful().len(), 2);
    let received = client.receive_message(url).max_number_of_messages(10).send().await?;
    let mut bodies: Vec<_> =
        received.messages().iter().filter_map(|message| message.body.clone()).collect();
    bodies.sort();
    bodies.dedup();
    let expected = ["<&> \"ü\" 😀\n\t", "batch é", "plain"].map(str::to_owned).to_vec();
    world.checks.equal("sqs ReceiveMessage: the texts come back", bodies, expected);
    Ok(())
}

async fn errors(world: &mut World, client: &Client) -> Result<(), Failure> {
    world.front.begin([]);
    let error = failed(client.get_queue_url("nowhere").send().await)?;
    let arguments = json!({ "QueueName": "nowhere" });
    compare_errors(
        world,
        &Refused { service: "sqs", operation: "get_queue_url", arguments },
        &error,
    )
}
