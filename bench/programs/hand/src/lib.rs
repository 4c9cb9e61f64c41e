//! Pages by hand: one client, one loop for each operation, structs with the fields that maitred's have; no signatures,
//! no retries.

mod client;
mod dynamodb;
mod ec2;
mod eventbridge;
mod s3;

use std::rc::Rc;

use report::{Asked, Failure, Seen, all};

use client::Client;

/// Follows what is asked for, as often at once as is asked for, in one thread.
pub fn program(asked: Asked, seen: Rc<Seen>) -> Result<(), Failure> {
    report::in_one_thread(follow(asked, seen))
}

async fn follow(asked: Asked, seen: Rc<Seen>) -> Result<(), Failure> {
    let client = Client::new(asked.endpoint);
    let times = 0..asked.at_once;
    match asked.what.as_str() {
        "snapshots" => all(times.map(|_| ec2::follow(client.clone(), seen.clone())), &seen).await,
        "scan" => all(times.map(|_| dynamodb::follow(client.clone(), seen.clone())), &seen).await,
        "objects" => all(times.map(|_| s3::follow(client.clone(), seen.clone())), &seen).await,
        "buses" => {
            all(times.map(|_| eventbridge::follow(client.clone(), seen.clone())), &seen).await
        }
        what => Err(format!("no such run: {what}").into()),
    }
}
