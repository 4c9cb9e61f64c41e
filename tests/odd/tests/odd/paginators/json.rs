//! Services that speak JSON with the operation in a header.

use maitred::Map;
use maitred_odd::aws::dynamodb::types::AttributeValue;
use maitred_odd::aws::{dynamodb, kinesis, redshift_data};
use maitred_odd::{Listing, Script, resume};
use serde_json::{Value, json};

use crate::all;

/// A page of `count` items of a table, with the key that it ended at.
fn table_page(items: &[&str], scanned: i32, last: Value) -> Value {
    let items: Vec<Value> = items.iter().map(|id| json!({ "Id": { "S": id } })).collect();
    let mut page = json!({ "Count": items.len(), "ScannedCount": scanned, "Items": items });
    if !last.is_null() {
        page["LastEvaluatedKey"] = last;
    }
    page
}

fn ids(items: &[Map<AttributeValue>]) -> Vec<&str> {
    items.iter().map(|item| item["Id"].s.as_deref().unwrap()).collect()
}

/// A key that holds bytes and a number.
fn key() -> Value {
    json!({ "k": { "B": "AQ==" }, "n": { "N": "12" } })
}

fn table() -> Script {
    Script::of([
        table_page(&["a", "b", "c"], 10, key()),
        table_page(&[], 7, json!({ "k": { "B": "/w==" }, "n": { "N": "13" } })),
        table_page(&["d"], 2, Value::Null),
    ])
}

/// 6.2 no. 1: the token is a map of attribute values, bytes among them, and goes back as it came.
/// A page without items does not end the listing (P12).
#[tokio::test]
async fn dynamodb_query() {
    let script = table();
    let request = dynamodb::Client::new(&script.config().unwrap()).query("orders");
    let pages = all(request.limit(3).paginate().pages()).await;
    let sent: Vec<Value> = script.sent().iter().map(|sent| sent.json()).collect();
    assert_eq!(sent.len(), 3);
    assert_eq!(sent[0], json!({ "TableName": "orders", "Limit": 3 }));
    assert_eq!(sent[1], json!({ "TableName": "orders", "Limit": 3, "ExclusiveStartKey": key() }));
    assert_eq!(sent[2]["ExclusiveStartKey"], json!({ "k": { "B": "/w==" }, "n": { "N": "13" } }));
    let counted: Vec<_> = pages.iter().map(|page| (page.items().len(), page.count)).collect();
    assert_eq!(counted, [(3, Some(3)), (0, Some(0)), (1, Some(1))]);
    assert_eq!(pages[0].items()[0]["Id"].s.as_deref(), Some("a"));
    assert_eq!(pages.iter().filter_map(|page| page.scanned_count).sum::<i32>(), 19);
}

/// 6.2 no. 1, P31: bytes in the token make the resume token say which of its texts are base64.
#[tokio::test]
async fn dynamodb_query_resumed_with_bytes() {
    let script = table();
    let client = dynamodb::Client::new(&script.config().unwrap());
    let mut pages = client.query("orders").paginate().max_items(3).pages();
    let first = Listing::of(&mut pages).await.complete().unwrap();
    assert_eq!((first.len(), script.sent().len()), (1, 1));
    let token = pages.resume_token().unwrap();
    assert_eq!(
        resume(Some(token.clone())),
        json!({ "ExclusiveStartKey": key(), "boto_encoded_keys": [["ExclusiveStartKey", "k", "B"]] })
    );
    let rest = client.query("orders").paginate().starting_token(token).items();
    assert_eq!(ids(&all(rest).await), ["d"]);
    assert_eq!(script.sent()[1].json()["ExclusiveStartKey"], key());
}

/// 6.2 no. 1: items are counted and cut; `Count` and `ScannedCount`, which are numbers, stay.
#[tokio::test]
async fn dynamodb_scan() {
    let script = table();
    let client = dynamodb::Client::new(&script.config().unwrap());
    let mut pages = client.scan("orders").paginate().page_size(50).max_items(2).pages();
    let cut = Listing::of(&mut pages).await.complete().unwrap();
    assert_eq!(ids(cut[0].items()), ["a", "b"]);
    assert_eq!((cut[0].count, cut[0].scanned_count), (Some(3), Some(10)));
    let token = pages.resume_token();
    assert_eq!(
        resume(token.clone()),
        json!({ "ExclusiveStartKey": null, "boto_truncate_amount": 2 })
    );
    let again = table();
    let client = dynamodb::Client::new(&again.config().unwrap());
    let rest = client.scan("orders").paginate().starting_token(token.unwrap()).pages();
    let rest = all(rest).await;
    assert_eq!((ids(rest[0].items()), ids(rest[2].items())), (vec!["c"], vec!["d"]));
    assert_eq!((rest[0].count, rest[0].scanned_count), (Some(3), Some(10)));
    let sent = again.sent();
    assert_eq!((sent.len(), sent[0].json()), (3, json!({ "TableName": "orders" })));
    assert_eq!(script.sent()[0].json()["Limit"], 50);
}

fn shards(ids: &[&str], more: bool) -> Value {
    let shards: Vec<Value> = ids.iter().map(|id| json!({ "ShardId": id })).collect();
    json!({ "StreamDescription": {
        "StreamName": "clicks", "StreamStatus": "ACTIVE", "Shards": shards, "HasMoreShards": more,
    } })
}

/// 6.2 no. 4: the token is the last shard of the page, below a structure that also says whether
/// there are more, and holds what is no result.
#[tokio::test]
async fn kinesis_describe_stream() {
    let script = Script::of([
        shards(&["s-0", "s-1"], true),
        shards(&["s-2"], true),
        shards(&["s-3"], false),
    ]);
    let client = kinesis::Client::new(&script.config().unwrap());
    let pages = all(client.describe_stream().stream_name("clicks").paginate().pages()).await;
    let sent: Vec<Value> = script.sent().iter().map(|sent| sent.json()).collect();
    assert_eq!(
        sent,
        [
            json!({ "StreamName": "clicks" }),
            json!({ "StreamName": "clicks", "ExclusiveStartShardId": "s-1" }),
            json!({ "StreamName": "clicks", "ExclusiveStartShardId": "s-2" }),
        ]
    );
    let names = pages.iter().map(|page| {
        let stream = page.stream_description.as_ref().unwrap();
        (stream.stream_name.as_deref().unwrap(), stream.shards().len())
    });
    assert_eq!(names.collect::<Vec<_>>(), [("clicks", 2), ("clicks", 1), ("clicks", 1)]);
}

/// 6.2 no. 4: a page without shards has no token, so it is the last one, whatever it says (P17).
#[tokio::test]
async fn kinesis_describe_stream_without_a_last_shard() {
    let script = Script::of([shards(&["s-0"], true), shards(&[], true)]);
    let client = kinesis::Client::new(&script.config().unwrap());
    let mut items = client.describe_stream().stream_name("clicks").paginate().items();
    assert_eq!(Listing::of(&mut items).await.complete().unwrap().len(), 1);
    assert_eq!((script.sent().len(), items.resume_token()), (2, None));
}

/// 6.2 no. 4: a resumed page that is cut empty still has the token that it came with; botocore
/// reads it after the cut, and would end here.
#[tokio::test]
async fn kinesis_describe_stream_resumed_behind_the_last_shard() {
    let script = Script::of([shards(&["s-0", "s-1"], true), shards(&["s-2"], false)]);
    let client = kinesis::Client::new(&script.config().unwrap());
    let rest = client.describe_stream().stream_name("clicks").paginate().starting_token("s-x___2");
    let rest = all(rest.items()).await;
    assert_eq!(rest[0].shard_id.as_deref(), Some("s-2"));
    let sent = script.sent();
    assert_eq!(sent[0].json()["ExclusiveStartShardId"], "s-x");
    assert_eq!(sent[1].json()["ExclusiveStartShardId"], "s-1");
}

/// 6.2, lists of lists: an item is a row, which is a list itself.
#[tokio::test]
async fn redshift_data_get_statement_result() {
    let script = Script::of([
        json!({ "Records": [[{ "longValue": 1 }, { "isNull": true }], []], "NextToken": "t1",
            "TotalNumRows": 3 }),
        json!({ "Records": [[{ "stringValue": "x" }]], "TotalNumRows": 3 }),
    ]);
    let client = redshift_data::Client::new(&script.config().unwrap());
    let mut items = client.get_statement_result("q").paginate().max_items(3).items();
    let rows = Listing::of(&mut items).await.complete().unwrap();
    assert_eq!(rows.iter().map(Vec::len).collect::<Vec<_>>(), [2, 0, 1]);
    assert_eq!(rows[0][0].as_long_value(), Some(&1));
    assert_eq!(rows[2][0].as_string_value().map(String::as_str), Some("x"));
    let sent: Vec<Value> = script.sent().iter().map(|sent| sent.json()).collect();
    assert_eq!(sent, [json!({ "Id": "q" }), json!({ "Id": "q", "NextToken": "t1" })]);
    assert_eq!(items.resume_token(), None);
}
