use std::rc::Rc;

use jiff::Timestamp;
use report::{Failure, Seen};
use serde::Deserialize;

use crate::client::Client;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a client decodes all that there is")]
struct Page {
    is_truncated: Option<bool>,
    #[serde(default)]
    contents: Vec<Object>,
    name: Option<String>,
    prefix: Option<String>,
    delimiter: Option<String>,
    max_keys: Option<i32>,
    #[serde(default)]
    common_prefixes: Vec<CommonPrefix>,
    encoding_type: Option<String>,
    key_count: Option<i32>,
    continuation_token: Option<String>,
    next_continuation_token: Option<String>,
    start_after: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a client decodes all that there is")]
struct CommonPrefix {
    prefix: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a client decodes all that there is")]
struct Object {
    key: Option<String>,
    last_modified: Option<Timestamp>,
    #[serde(rename = "ETag")]
    e_tag: Option<String>,
    #[serde(default)]
    checksum_algorithm: Vec<String>,
    checksum_type: Option<String>,
    size: Option<i64>,
    storage_class: Option<String>,
    owner: Option<Owner>,
    restore_status: Option<RestoreStatus>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a client decodes all that there is")]
struct Owner {
    display_name: Option<String>,
    #[serde(rename = "ID")]
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a client decodes all that there is")]
struct RestoreStatus {
    is_restore_in_progress: Option<bool>,
    restore_expiry_date: Option<Timestamp>,
}

pub async fn follow(client: Client, seen: Rc<Seen>) -> Result<(), Failure> {
    let mut token = None;
    loop {
        let page = ask(&client, token.as_deref()).await?;
        for object in page.contents {
            let key = object.key.map_or(0, |key| key.len() as u64);
            seen.item(key + object.size.unwrap_or(0) as u64);
        }
        token = page.next_continuation_token;
        if token.is_none() {
            return Ok(());
        }
    }
}

async fn ask(client: &Client, token: Option<&str>) -> Result<Page, Failure> {
    let mut path = String::from("/bucket?list-type=2");
    if let Some(token) = token {
        path.push_str("&continuation-token=");
        path.push_str(token);
    }
    let answer = client.get(&path).await?;
    Ok(quick_xml::de::from_str(std::str::from_utf8(&answer)?)?)
}
