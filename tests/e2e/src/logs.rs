//! CloudWatch Logs: groups, streams and events.

use std::time::{SystemTime, UNIX_EPOCH};

use serde_json::json;

use crate::aws::logs::Client;
use crate::aws::logs::types::{FilteredLogEvent, InputLogEvent, LogGroup, LogStream};
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::errors::{Refused, compare as compare_errors, failed};
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::world::World;

const GROUP: &str = "/kitchen/group-0";

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    fill(world, &client).await?;
    for listing in [groups(&client), streams(&client), events(&client)] {
        thorough(world, &listing, Some(3)).await?;
    }
    world.front.begin([]);
    let error = failed(client.describe_log_streams().log_group_name("nowhere").send().await)?;
    let arguments = json!({ "logGroupName": "nowhere" });
    let unknown = Refused { service: "logs", operation: "describe_log_streams", arguments };
    compare_errors(world, &unknown, &error)
}

async fn fill(world: &mut World, client: &Client) -> Result<(), Failure> {
    let now = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    for number in 0..8 {
        client.create_log_group(format!("/kitchen/group-{number}")).send().await?;
    }
    for number in 0..8 {
        let stream = format!("stream-{number}");
        client.create_log_stream(GROUP, &stream).send().await?;
        let text = |event| format!("{stream} é {event}\n\t\u{1}");
        let events = (0..3).map(|event| InputLogEvent::new(text(event), now + event));
        let theirs: Vec<_> = (0..3)
            .map(|event| json!({ "timestamp": now + event, "message": text(event) }))
            .collect();
        let arguments =
            json!({ "logGroupName": GROUP, "logStreamName": stream, "logEvents": theirs });
        let call = Call { service: "logs", operation: "put_log_events", arguments };
        let put = client.put_log_events(events, GROUP, &stream).send();
        same_request(world, &stream, call, put).await?;
    }
    Ok(())
}

fn groups(client: &Client) -> Listing {
    let view = |group: &LogGroup| {
        json!([group.log_group_name, group.arn, group.creation_time, group.stored_bytes])
    };
    let request = client.describe_log_groups().log_group_name_prefix("/kitchen/");
    let ours = ours!(request, items, |page| page.log_groups(), view);
    let items = "logGroups[].[logGroupName, arn, creationTime, storedBytes]";
    let arguments = json!({ "logGroupNamePrefix": "/kitchen/" });
    Listing::new("logs", "describe_log_groups", arguments, items, ours)
}

fn streams(client: &Client) -> Listing {
    let view = |stream: &LogStream| {
        json!([stream.log_stream_name, stream.arn, stream.first_event_timestamp])
    };
    let request = client.describe_log_streams().log_group_name(GROUP);
    let ours = ours!(request, items, |page| page.log_streams(), view);
    let items = "logStreams[].[logStreamName, arn, firstEventTimestamp]";
    Listing::new("logs", "describe_log_streams", json!({ "logGroupName": GROUP }), items, ours)
}

fn events(client: &Client) -> Listing {
    let view = |event: &FilteredLogEvent| {
        json!([event.event_id, event.log_stream_name, event.timestamp, event.message])
    };
    let request = client.filter_log_events().log_group_name(GROUP).interleaved(true);
    let ours = ours!(
        request,
        events,
        |page| page.events(),
        view,
        vec![
            page.searched_log_streams()
                .iter()
                .map(|stream| json!(stream.log_stream_name))
                .collect()
        ]
    );
    let items = "events[].[eventId, logStreamName, timestamp, message]";
    let arguments = json!({ "logGroupName": GROUP, "interleaved": true });
    let others = &["searchedLogStreams[].logStreamName || `[]`"];
    Listing::new("logs", "filter_log_events", arguments, items, ours).others(others)
}
