//! A waiter that AWS does not have, from `models/`: both sides read the same file.

use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::aws::dynamodbstreams::Client;
use crate::checks::Failure;
use crate::front::Step;
use crate::http::response;
use crate::waiting::{Scene, Waiter, compare};
use crate::world::{World, config};

/// What the front does, made anew for each side.
type Script = fn() -> Vec<Step>;

const CONTENT_TYPE: &str = "application/x-amz-json-1.0";

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let arn = create_table(world)?;
    let client = Client::new(&world.config);
    let enabled =
        Waiter { service: "dynamodbstreams", waiter: "stream_enabled", max_attempts: None };
    let cases: [(&str, Script); 4] = [
        ("enabled already", Vec::new),
        ("enabled at the third poll", || vec![status("ENABLING"), status("ENABLING")]),
        ("not there at first", || vec![missing(), missing(), status("ENABLING")]),
        ("disabled in the meantime", || vec![status("ENABLING"), status("DISABLED")]),
    ];
    for (what, script) in cases {
        let theirs = Scene { wait: json!({ "StreamArn": arn }), script: script() };
        let wait = client.describe_stream(&arn).wait_until_stream_enabled();
        let _ = compare(world, &enabled, what, theirs, Scene { wait, script: script() }).await?;
    }
    let waiter = Waiter { max_attempts: Some(2), ..enabled };
    let script = || vec![missing(), missing()];
    let theirs = Scene { wait: json!({ "StreamArn": arn }), script: script() };
    let wait = client.describe_stream(&arn).wait_until_stream_enabled();
    let wait = wait.max_attempts(NonZeroU32::MIN.saturating_add(1));
    let ours = Scene { wait, script: script() };
    let _ = compare(world, &waiter, "too late, at most 2 polls", theirs, ours).await?;
    real_time(world, &arn).await
}

/// A table with a stream, made by boto3; gives the stream.
fn create_table(world: &mut World) -> Result<String, Failure> {
    let mut answer = world.boto.ask(json!({
        "do": "call", "service": "dynamodb", "operation": "create_table", "arguments": {
            "TableName": "streamed",
            "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
            "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
            "BillingMode": "PAY_PER_REQUEST",
            "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "KEYS_ONLY" },
        },
    }))?;
    match answer["output"]["TableDescription"]["LatestStreamArn"].take() {
        Value::String(arn) => Ok(arn),
        _ => Err(format!("boto3 creates no table with a stream: {answer}").into()),
    }
}

/// A stream in a state that moto knows not.
fn status(status: &str) -> Step {
    let body = json!({ "StreamDescription": { "StreamStatus": status } }).to_string();
    Step::Answer(response(200, CONTENT_TYPE, &body))
}

fn missing() -> Step {
    let kind = "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException";
    let body = json!({ "__type": kind, "message": "no stream" }).to_string();
    Step::Answer(response(400, CONTENT_TYPE, &body))
}

/// With the machine's clock, sleeping takes its time; and each poll is shown.
async fn real_time(world: &mut World, arn: &str) -> Result<(), Failure> {
    let client = Client::new(&config(world.front.url()).build()?);
    world.front.begin([status("ENABLING"), status("ENABLING")]);
    let (sender, polls) = std::sync::mpsc::channel();
    let (began, delay) = (Instant::now(), Duration::from_millis(60));
    let wait = client.describe_stream(arn).wait_until_stream_enabled().delay(delay);
    let waited = wait.on_poll(move |poll| drop(sender.send(poll.to_string()))).await?;
    let polls: Vec<String> = polls.try_iter().collect();
    let what = "dynamodbstreams StreamEnabled: shows each of 3 polls";
    world.checks.holds(what, polls.len() == 3 && waited.attempts() == 3, &polls);
    let took = began.elapsed();
    let what = "dynamodbstreams StreamEnabled: sleeps between polls";
    world.checks.holds(what, took >= 2 * delay && waited.elapsed() >= 2 * delay, &took);
    Ok(())
}
