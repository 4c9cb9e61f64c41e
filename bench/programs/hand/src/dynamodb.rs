use std::collections::HashMap;
use std::rc::Rc;

use report::{Failure, Seen};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::client::Client;

type Item = HashMap<String, AttributeValue>;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code, reason = "a client decodes all that there is")]
struct Page {
    #[serde(default)]
    items: Vec<Item>,
    count: Option<i32>,
    scanned_count: Option<i32>,
    last_evaluated_key: Option<Item>,
    consumed_capacity: Option<Value>,
}

/// Binary values stay in base64: no page here has one.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
struct AttributeValue {
    #[serde(skip_serializing_if = "Option::is_none")]
    s: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    b: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ss: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ns: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bs: Option<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    m: Option<Item>,
    #[serde(skip_serializing_if = "Option::is_none")]
    l: Option<Vec<AttributeValue>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    null: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bool: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Question<'a> {
    table_name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    exclusive_start_key: Option<Item>,
}

const HEADERS: [(&str, &str); 2] =
    [("content-type", "application/x-amz-json-1.0"), ("x-amz-target", "DynamoDB_20120810.Scan")];

pub async fn follow(client: Client, seen: Rc<Seen>) -> Result<(), Failure> {
    let mut key = None;
    loop {
        let page = ask(&client, key).await?;
        for item in page.items {
            let customer = item.get("customer").and_then(|customer| customer.s.as_ref());
            seen.item((item.len() + customer.map_or(0, String::len)) as u64);
        }
        key = page.last_evaluated_key;
        if key.is_none() {
            return Ok(());
        }
    }
}

async fn ask(client: &Client, key: Option<Item>) -> Result<Page, Failure> {
    let question = Question { table_name: "orders", exclusive_start_key: key };
    let answer = client.post("/", &HEADERS, serde_json::to_vec(&question)?).await?;
    Ok(serde_json::from_slice(&answer)?)
}
