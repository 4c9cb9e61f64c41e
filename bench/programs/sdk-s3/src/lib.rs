//! Objects of S3 with the official SDK. A program of its own: with S3, features are on in crates that EC2's stands on,
//! which would then be compiled once more.

use std::rc::Rc;

use aws_config::BehaviorVersion;
use report::{Asked, Failure, Seen, all};

/// Follows the objects, as often at once as is asked for, in one thread.
pub fn program(asked: Asked, seen: Rc<Seen>) -> Result<(), Failure> {
    report::in_one_thread(follow(asked, seen))
}

async fn follow(asked: Asked, seen: Rc<Seen>) -> Result<(), Failure> {
    if asked.what != "objects" {
        return Err(format!("no such run: {}", asked.what).into());
    }
    let defaults = aws_config::defaults(BehaviorVersion::latest());
    let client = aws_sdk_s3::Client::new(&defaults.endpoint_url(asked.endpoint).load().await);
    all((0..asked.at_once).map(|_| objects(client.clone(), seen.clone())), &seen).await
}

/// There are no items of objects in this SDK.
async fn objects(client: aws_sdk_s3::Client, seen: Rc<Seen>) -> Result<(), Failure> {
    let mut pages = client.list_objects_v2().bucket("bucket").into_paginator().send();
    while let Some(page) = pages.next().await {
        for object in page?.contents() {
            let key = object.key().map_or(0, |key| key.len() as u64);
            seen.item(key + object.size().unwrap_or(0) as u64);
        }
    }
    Ok(())
}
