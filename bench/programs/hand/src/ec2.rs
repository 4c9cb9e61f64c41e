use std::rc::Rc;

use jiff::Timestamp;
use report::{Failure, Seen};
use serde::Deserialize;

use crate::client::Client;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    #[serde(default)]
    snapshot_set: List<Snapshot>,
    next_token: Option<String>,
}

#[derive(Deserialize)]
struct List<T> {
    #[serde(default = "Vec::new")]
    item: Vec<T>,
}

impl<T> Default for List<T> {
    fn default() -> Self {
        List { item: Vec::new() }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "a client decodes all that there is")]
struct Snapshot {
    owner_alias: Option<String>,
    outpost_arn: Option<String>,
    tag_set: Option<List<Tag>>,
    storage_tier: Option<String>,
    restore_expiry_time: Option<Timestamp>,
    sse_type: Option<String>,
    availability_zone: Option<String>,
    transfer_type: Option<String>,
    completion_duration_minutes: Option<i32>,
    completion_time: Option<Timestamp>,
    full_snapshot_size_in_bytes: Option<i64>,
    associated_kms_key_set: Option<List<AssociatedKey>>,
    snapshot_id: Option<String>,
    volume_id: Option<String>,
    status: Option<String>,
    status_message: Option<String>,
    start_time: Option<Timestamp>,
    progress: Option<String>,
    owner_id: Option<String>,
    description: Option<String>,
    volume_size: Option<i32>,
    encrypted: Option<bool>,
    kms_key_id: Option<String>,
    data_encryption_key_id: Option<String>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "a client decodes all that there is")]
struct Tag {
    key: Option<String>,
    value: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
#[allow(dead_code, reason = "a client decodes all that there is")]
struct AssociatedKey {
    kms_key_arn: Option<String>,
    usage_type: Option<String>,
}

const FORM: &str = "application/x-www-form-urlencoded; charset=utf-8";

pub async fn follow(client: Client, seen: Rc<Seen>) -> Result<(), Failure> {
    let mut token = None;
    loop {
        let page = ask(&client, token.as_deref()).await?;
        for snapshot in page.snapshot_set.item {
            let id = snapshot.snapshot_id.map_or(0, |id| id.len() as u64);
            let size = snapshot.volume_size.map_or(0, i64::from) as u64;
            seen.item(id + size + snapshot.tag_set.map_or(0, |tags| tags.item.len() as u64));
        }
        token = page.next_token;
        if token.is_none() {
            return Ok(());
        }
    }
}

async fn ask(client: &Client, token: Option<&str>) -> Result<Page, Failure> {
    let mut body = String::from("Action=DescribeSnapshots&Version=2016-11-15");
    if let Some(token) = token {
        body.push_str("&NextToken=");
        body.push_str(token);
    }
    let answer = client.post("/", &[("content-type", FORM)], body.into_bytes()).await?;
    Ok(quick_xml::de::from_str(std::str::from_utf8(&answer)?)?)
}
