//! Pages and waiters with the official SDK.

use std::rc::Rc;
use std::time::Duration;

use aws_config::BehaviorVersion;
use aws_sdk_dynamodb::client::Waiters;
use report::{Asked, Failure, Seen, all};

/// Follows what is asked for, as often at once as is asked for, in one thread.
pub fn program(asked: Asked, seen: Rc<Seen>) -> Result<(), Failure> {
    report::in_one_thread(follow(asked, seen))
}

async fn follow(asked: Asked, seen: Rc<Seen>) -> Result<(), Failure> {
    let config =
        aws_config::defaults(BehaviorVersion::latest()).endpoint_url(asked.endpoint).load().await;
    let times = 0..asked.at_once;
    match asked.what.as_str() {
        "snapshots" => {
            let client = aws_sdk_ec2::Client::new(&config);
            all(times.map(|_| snapshots(client.clone(), seen.clone())), &seen).await
        }
        "scan" => {
            let client = aws_sdk_dynamodb::Client::new(&config);
            all(times.map(|_| scan(client.clone(), seen.clone())), &seen).await
        }
        "buses" => {
            let client = aws_sdk_eventbridgev2::Client::new(&config);
            all(times.map(|_| buses(client.clone(), seen.clone())), &seen).await
        }
        "waiters" => {
            let client = aws_sdk_dynamodb::Client::new(&config);
            all(times.map(|table| wait(client.clone(), table, seen.clone())), &seen).await
        }
        what => Err(format!("no such run: {what}").into()),
    }
}

async fn snapshots(client: aws_sdk_ec2::Client, seen: Rc<Seen>) -> Result<(), Failure> {
    let mut items = client.describe_snapshots().into_paginator().items().send();
    while let Some(snapshot) = items.next().await {
        let snapshot = snapshot?;
        let id = snapshot.snapshot_id().map_or(0, |id| id.len() as u64);
        let size = snapshot.volume_size().map_or(0, i64::from) as u64;
        seen.item(id + size + snapshot.tags().len() as u64);
    }
    Ok(())
}

async fn scan(client: aws_sdk_dynamodb::Client, seen: Rc<Seen>) -> Result<(), Failure> {
    let mut items = client.scan().table_name("orders").into_paginator().items().send();
    while let Some(item) = items.next().await {
        let item = item?;
        let customer = item.get("customer").and_then(|customer| customer.as_s().ok());
        seen.item((item.len() + customer.map_or(0, String::len)) as u64);
    }
    Ok(())
}

async fn buses(client: aws_sdk_eventbridgev2::Client, seen: Rc<Seen>) -> Result<(), Failure> {
    let mut items = client.list_event_buses().into_paginator().items().send();
    while let Some(bus) = items.next().await {
        let bus = bus?;
        let name = bus.name().map_or(0, str::len);
        seen.item((name + bus.event_bus_arn().map_or(0, str::len)) as u64);
    }
    Ok(())
}

async fn wait(
    client: aws_sdk_dynamodb::Client,
    table: usize,
    seen: Rc<Seen>,
) -> Result<(), Failure> {
    let wait = client.wait_until_table_exists().table_name(format!("table-{table}"));
    wait.wait(Duration::from_secs(300)).await?;
    seen.item(3);
    Ok(())
}
