//! Pages and waiters with maitred.

maitred::include_services!();

use std::rc::Rc;
use std::time::Duration;

use maitred::{Config, Error};
use report::{Asked, Failure, Seen, all};

/// Follows what is asked for, as often at once as is asked for, in one thread.
pub fn program(asked: Asked, seen: Rc<Seen>) -> Result<(), Failure> {
    report::in_one_thread(follow(asked, seen))
}

async fn follow(asked: Asked, seen: Rc<Seen>) -> Result<(), Failure> {
    let config = Config::builder().endpoint_url(asked.endpoint).load().await?;
    let times = 0..asked.at_once;
    match asked.what.as_str() {
        "snapshots" => {
            let client = ec2::Client::new(&config);
            all(times.map(|_| snapshots(client.clone(), seen.clone())), &seen).await
        }
        "scan" => {
            let client = dynamodb::Client::new(&config);
            all(times.map(|_| scan(client.clone(), seen.clone())), &seen).await
        }
        "objects" => {
            let client = s3::Client::new(&config);
            all(times.map(|_| objects(client.clone(), seen.clone())), &seen).await
        }
        "buses" => {
            let client = eventbridgev2::Client::new(&config);
            all(times.map(|_| buses(client.clone(), seen.clone())), &seen).await
        }
        "waiters" => {
            let client = dynamodb::Client::new(&config);
            all(times.map(|table| wait(client.clone(), table, seen.clone())), &seen).await
        }
        what => Err(format!("no such run: {what}").into()),
    }
}

async fn snapshots(client: ec2::Client, seen: Rc<Seen>) -> Result<(), Error> {
    let mut items = client.describe_snapshots().paginate().items();
    while let Some(snapshot) = items.try_next().await? {
        let id = snapshot.snapshot_id.map_or(0, |id| id.len() as u64);
        let size = snapshot.volume_size.map_or(0, i64::from) as u64;
        seen.item(id + size + snapshot.tags.map_or(0, |tags| tags.len() as u64));
    }
    Ok(())
}

async fn scan(client: dynamodb::Client, seen: Rc<Seen>) -> Result<(), Error> {
    let mut items = client.scan("orders").paginate().items();
    while let Some(item) = items.try_next().await? {
        let customer = item.get("customer").and_then(|customer| customer.s.as_ref());
        seen.item((item.len() + customer.map_or(0, String::len)) as u64);
    }
    Ok(())
}

async fn objects(client: s3::Client, seen: Rc<Seen>) -> Result<(), Error> {
    let mut items = client.list_objects_v2("bucket").paginate().contents();
    while let Some(object) = items.try_next().await? {
        let key = object.key.map_or(0, |key| key.len() as u64);
        seen.item(key + object.size.unwrap_or(0) as u64);
    }
    Ok(())
}

async fn buses(client: eventbridgev2::Client, seen: Rc<Seen>) -> Result<(), Error> {
    let mut items = client.list_event_buses().paginate().items();
    while let Some(bus) = items.try_next().await? {
        let name = bus.name.map_or(0, |name| name.len());
        seen.item((name + bus.event_bus_arn.map_or(0, |arn| arn.len())) as u64);
    }
    Ok(())
}

async fn wait(client: dynamodb::Client, table: usize, seen: Rc<Seen>) -> Result<(), Error> {
    let wait = client.describe_table(format!("table-{table}")).wait_until_table_exists();
    let ready = wait.delay(Duration::from_secs(1)).await?;
    seen.item(u64::from(ready.attempts()));
    Ok(())
}
