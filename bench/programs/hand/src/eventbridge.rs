use std::rc::Rc;

use report::{Failure, Seen};
use serde::{Deserialize, Serialize};

use crate::client::Client;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Page {
    #[serde(default)]
    event_buses: Vec<Bus>,
    next_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a client decodes all that there is")]
struct Bus {
    name: Option<String>,
    event_bus_arn: Option<String>,
    description: Option<String>,
    creation_time: Option<Seconds>,
    last_modified_time: Option<Seconds>,
    state: Option<String>,
    state_reason: Option<String>,
    event_bus_account_id: Option<String>,
}

/// A time, in seconds since 1970.
type Seconds = ciborium::tag::Accepted<f64, 1>;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Question {
    #[serde(skip_serializing_if = "Option::is_none")]
    next_token: Option<String>,
}

const PATH: &str = "/service/AWSEventsV2/operation/ListEventBuses";
const HEADERS: [(&str, &str); 3] = [
    ("accept", "application/cbor"),
    ("content-type", "application/cbor"),
    ("smithy-protocol", "rpc-v2-cbor"),
];

pub async fn follow(client: Client, seen: Rc<Seen>) -> Result<(), Failure> {
    let mut token = None;
    loop {
        let page = ask(&client, token).await?;
        for bus in page.event_buses {
            let name = bus.name.map_or(0, |name| name.len());
            seen.item((name + bus.event_bus_arn.map_or(0, |arn| arn.len())) as u64);
        }
        token = page.next_token;
        if token.is_none() {
            return Ok(());
        }
    }
}

async fn ask(client: &Client, next_token: Option<String>) -> Result<Page, Failure> {
    let mut body = Vec::new();
    ciborium::into_writer(&Question { next_token }, &mut body)?;
    let answer = client.post(PATH, &HEADERS, body).await?;
    Ok(ciborium::from_reader(&answer[..])?)
}
