//! DynamoDB Streams' `DescribeStream`, for the streams of DynamoDB's tables.
//!
//! A stream is `ENABLING` while its table is young, and then `ENABLED`.

use std::time::Instant;

use serde_json::{Value, json};

use crate::dynamodb::{FOUND, READY, Table, Tables, not_found, text};
use crate::fault::Fault;

pub(crate) fn answer(
    tables: &Tables,
    operation: &str,
    input: &Value,
    now: Instant,
) -> Result<Value, Fault> {
    if operation != "DescribeStream" {
        return Err(Fault::new("UnknownOperationException", ""));
    }
    let arn = text(input, "StreamArn")?;
    let table = tables.with_stream(arn).filter(|table| table.age(now) >= FOUND);
    let table = table.ok_or_else(|| not_found(&format!("Stream: {arn}")))?;
    Ok(json!({ "StreamDescription": describe(table, now) }))
}

fn describe(table: &Table, now: Instant) -> Value {
    json!({
        "StreamArn": table.stream_arn(),
        "StreamLabel": table.stream_label(),
        "StreamStatus": if table.age(now) < READY { "ENABLING" } else { "ENABLED" },
        "StreamViewType": table.input("StreamSpecification")["StreamViewType"],
        "TableName": table.name(),
        "KeySchema": table.input("KeySchema"),
        "Shards": [],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamodb;

    fn with_table() -> (Tables, String, Instant) {
        let (mut tables, start) = (Tables::default(), Instant::now());
        let input = json!({
            "TableName": "orders",
            "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
            "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
            "BillingMode": "PAY_PER_REQUEST",
            "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "KEYS_ONLY" },
        });
        let created = dynamodb::answer(&mut tables, "CreateTable", &input, start).unwrap();
        let arn = created["TableDescription"]["LatestStreamArn"].as_str().unwrap();
        (tables, arn.to_owned(), start)
    }

    #[test]
    fn a_stream_becomes_enabled() {
        let (tables, arn, start) = with_table();
        let input = json!({ "StreamArn": arn });
        let at = |age| answer(&tables, "DescribeStream", &input, start + age);
        assert_eq!(at(FOUND).unwrap()["StreamDescription"]["StreamStatus"], "ENABLING");
        let ready = at(READY).unwrap();
        assert_eq!(ready["StreamDescription"]["StreamStatus"], "ENABLED");
        assert_eq!(ready["StreamDescription"]["StreamViewType"], "KEYS_ONLY");
    }

    #[test]
    fn wrong_requests_are_refused() {
        let (tables, arn, start) = with_table();
        let code = |operation, input: Value| {
            answer(&tables, operation, &input, start + READY).err().map(|fault| fault.code)
        };
        let unknown = json!({ "StreamArn": format!("{arn}0") });
        assert_eq!(code("DescribeStream", unknown), Some("ResourceNotFoundException"));
        assert_eq!(code("DescribeStream", json!({})), Some("ValidationException"));
        let known = json!({ "StreamArn": arn });
        assert_eq!(code("GetRecords", known), Some("UnknownOperationException"));
    }
}
