//! DynamoDB: tables with binary keys and nested values, paged by map tokens, and waited for.

use std::time::Duration;

use bytes::Bytes;
use maitred::Config;
use serde_json::{Map, Value, json};

use crate::aws::dynamodb::Client;
use crate::aws::dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
    ScalarAttributeType,
};
use crate::checks::Failure;
use crate::errors::failed;
use crate::front::Step;
use crate::listing::{Listing, ours};
use crate::views;
use crate::waiting::{Scene, Waiter, compare};
use crate::world::World;

/// The table that is scanned and queried: a text as partition key, bytes as sort key.
const TABLE: &str = "orders";
/// Between two looks at a table that is made for a test.
const MOMENT: Duration = Duration::from_millis(10);
const CUSTOMERS: [(&str, u8); 3] = [("ann", 31), ("bob", 12), ("zoë €😀", 7)];

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    fill(&client).await?;
    scan(world, &client).await?;
    query(world, &client).await?;
    list_tables(world, &client).await?;
    wait_for_tables(world, &client).await
}

async fn create(client: &Client, name: &str) -> Result<(), maitred::Error> {
    client
        .create_table(name)
        .billing_mode(BillingMode::PayPerRequest)
        .attribute_definitions([
            AttributeDefinition::new("customer", ScalarAttributeType::S),
            AttributeDefinition::new("number", ScalarAttributeType::B),
        ])
        .key_schema([
            KeySchemaElement::new("customer", KeyType::Hash),
            KeySchemaElement::new("number", KeyType::Range),
        ])
        .send()
        .await?;
    // dynalite has it created a moment later.
    let wait = client.describe_table(name).wait_until_table_exists().delay(MOMENT);
    wait.await.map(drop).map_err(maitred::Error::from)
}

async fn fill(client: &Client) -> Result<(), maitred::Error> {
    create(client, TABLE).await?;
    for (customer, orders) in CUSTOMERS {
        for number in 0..orders {
            client.put_item(order(customer, number), TABLE).send().await?;
        }
    }
    Ok(())
}

/// An item with every kind of attribute value.
fn order(customer: &str, number: u8) -> Vec<(&'static str, AttributeValue)> {
    let value = AttributeValue::new;
    let key = Bytes::copy_from_slice(&[0xff, number, 0]);
    let lines = (0..number % 4).map(|line| {
        value().m([
            ("article", value().s(format!("a{line}"))),
            ("weights", value().ns(["1.5", "2"])),
            ("label", value().b(Bytes::copy_from_slice(&[line, 0x80]))),
        ])
    });
    vec![
        ("customer", value().s(customer)),
        ("number", value().b(key.clone())),
        ("total", value().n(format!("{number}.25"))),
        ("paid", value().bool(number.is_multiple_of(2))),
        ("note", value().null(true)),
        ("tags", value().ss(["new", "ümlaut \" \\ \n"])),
        ("parts", value().bs([key, Bytes::from_static(b"x")])),
        ("lines", value().l(lines)),
    ]
}

/// An item, as boto3 shows it.
#[allow(clippy::ptr_arg, reason = "the element type of the list that is mapped with it")]
fn item(item: &maitred::Map<AttributeValue>) -> Value {
    let entries = item.iter().map(|(name, value)| (name.clone(), attribute(value)));
    Value::Object(entries.collect())
}

fn attribute(value: &AttributeValue) -> Value {
    let list = |bytes: &Vec<Bytes>| bytes.iter().map(views::bytes).collect();
    let members = [
        ("S", value.s.clone().map(Value::from)),
        ("N", value.n.clone().map(Value::from)),
        ("B", value.b.as_ref().map(views::bytes)),
        ("SS", value.ss.clone().map(Value::from)),
        ("NS", value.ns.clone().map(Value::from)),
        ("BS", value.bs.as_ref().map(list)),
        ("M", value.m.as_ref().map(item)),
        ("L", value.l.as_ref().map(|list| list.iter().map(attribute).collect())),
        ("NULL", value.null.map(Value::from)),
        ("BOOL", value.bool.map(Value::from)),
    ];
    let set = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(set.collect::<Map<_, _>>())
}

async fn scan(world: &mut World, client: &Client) -> Result<(), Failure> {
    let listing = Listing {
        service: "dynamodb",
        operation: "scan",
        arguments: json!({ "TableName": TABLE }),
        items: "Items",
        others: &["Count", "ScannedCount"],
        ours: ours!(
            client.scan(TABLE),
            items,
            |page| page.items(),
            item,
            vec![json!(page.count), json!(page.scanned_count)]
        ),
    };
    listing.whole(world, &[None, Some(1), Some(7), Some(25), Some(50)]).await?;
    listing.limited(world, Some(7), &[0, 1, 7, 20, 50, 51]).await?;
    listing.limited(world, None, &[3]).await?;
    listing.resumed(world, Some(7), &[3, 7, 33, 48]).await?;
    listing.resumed(world, None, &[1]).await?;
    listing.left_off(world, Some(7), &[5, 14, 20]).await
}

async fn query(world: &mut World, client: &Client) -> Result<(), Failure> {
    let condition = "customer = :customer AND #n > :number";
    let number = Bytes::from_static(&[0xff, 2]);
    let request = client
        .query(TABLE)
        .key_condition_expression(condition)
        .expression_attribute_names([("#n", "number")])
        .expression_attribute_values([
            (":customer", AttributeValue::new().s("ann")),
            (":number", AttributeValue::new().b(number.clone())),
        ])
        .scan_index_forward(false);
    let listing = Listing {
        service: "dynamodb",
        operation: "query",
        arguments: json!({
            "TableName": TABLE,
            "KeyConditionExpression": condition,
            "ExpressionAttributeNames": { "#n": "number" },
            "ExpressionAttributeValues": {
                ":customer": { "S": "ann" }, ":number": { "B": views::bytes(&number) },
            },
            "ScanIndexForward": false,
        }),
        items: "Items",
        others: &["Count", "ScannedCount"],
        ours: ours!(
            request,
            items,
            |page| page.items(),
            item,
            vec![json!(page.count), json!(page.scanned_count)]
        ),
    };
    listing.whole(world, &[None, Some(4), Some(10)]).await?;
    listing.limited(world, Some(4), &[2, 8, 28]).await?;
    listing.resumed(world, Some(4), &[2, 8, 27]).await
}

async fn list_tables(world: &mut World, client: &Client) -> Result<(), Failure> {
    for number in 0..24 {
        create(client, &format!("table-{number:02}")).await?;
    }
    let listing = Listing {
        service: "dynamodb",
        operation: "list_tables",
        arguments: json!({}),
        items: "TableNames",
        others: &[],
        ours: ours!(
            client.list_tables(),
            items,
            |page| page.table_names(),
            |name: &String| json!(name),
            Vec::new()
        ),
    };
    listing.whole(world, &[None, Some(1), Some(10)]).await?;
    listing.limited(world, Some(10), &[5, 10, 25]).await?;
    listing.resumed(world, Some(10), &[4, 10, 19]).await?;
    listing.left_off(world, Some(10), &[11]).await?;
    listing.started(world, 10, &["table-05", "table-05___2", "None___3"]).await?;

    let two_tokens = client.list_tables().paginate().starting_token("one___two___3");
    world.front.begin([]);
    let error = failed(two_tokens.pages().try_next().await)?;
    let what = "dynamodb ListTables from a token with too many parts: nothing is sent";
    let unsent = error.is_starting_token() && world.front.seen().is_empty();
    world.checks.holds(what, unsent, &error);
    Ok(())
}

async fn wait_for_tables(world: &mut World, client: &Client) -> Result<(), Failure> {
    let exists = Waiter { service: "dynamodb", waiter: "table_exists", max_attempts: None };
    let wait = client.describe_table(TABLE).wait_until_table_exists();
    let theirs = Scene { wait: json!({ "TableName": TABLE }), script: Vec::new() };
    let waited =
        compare(world, &exists, "there already", theirs, Scene { wait, script: Vec::new() })
            .await?;
    let status = waited
        .map_err(maitred::Error::from)?
        .output()
        .and_then(|output| Some(output.table.as_ref()?.table_status.as_ref()?.as_str().to_owned()));
    let what = "dynamodb TableExists gives the final response";
    world.checks.equal(what, status.as_deref(), Some("ACTIVE"));

    let theirs = Scene { wait: json!({ "TableName": "late-1" }), script: late(world, "late-1") };
    let wait = client.describe_table("late-2").wait_until_table_exists();
    let ours = Scene { wait, script: late(world, "late-2") };
    let _ = compare(world, &exists, "created before the third poll", theirs, ours).await?;
    wait_for_the_end(world, client).await?;
    never(world, client).await
}

/// Two polls in vain, then the table comes.
fn late(world: &World, name: &'static str) -> Vec<Step> {
    let created = move |config: Config| async move { create(&Client::new(&config), name).await };
    vec![Step::Forward, Step::Forward, world.after(created)]
}

async fn wait_for_the_end(world: &mut World, client: &Client) -> Result<(), Failure> {
    let gone = Waiter { service: "dynamodb", waiter: "table_not_exists", max_attempts: None };
    let deleted = |world: &World, name: &'static str| {
        let delete = move |config: Config| async move {
            let client = Client::new(&config);
            client.delete_table(name).send().await?;
            let wait = client.describe_table(name).wait_until_table_not_exists().delay(MOMENT);
            wait.await.map(drop).map_err(maitred::Error::from)
        };
        vec![Step::Forward, Step::Forward, Step::Forward, world.after(delete)]
    };
    let script = deleted(world, "late-1");
    let theirs = Scene { wait: json!({ "TableName": "late-1" }), script };
    let wait = client.describe_table("late-2").wait_until_table_not_exists();
    let ours = Scene { wait, script: deleted(world, "late-2") };
    let waited = compare(world, &gone, "deleted before the fourth poll", theirs, ours).await?;
    let waited = waited.map_err(maitred::Error::from)?;
    let code = waited.error().and_then(maitred::Error::code);
    let what = "dynamodb TableNotExists succeeds by an error, and gives it";
    world.checks.equal(what, code, Some("ResourceNotFoundException"));
    Ok(())
}

/// A wait that uses up all its polls.
async fn never(world: &mut World, client: &Client) -> Result<(), Failure> {
    for (max_attempts, what) in [(Some(3), "never, at most 3 polls"), (None, "never")] {
        let waiter = Waiter { service: "dynamodb", waiter: "table_exists", max_attempts };
        let mut wait = client.describe_table("nowhere").wait_until_table_exists();
        if let Some(attempts) = max_attempts.and_then(std::num::NonZeroU32::new) {
            wait = wait.max_attempts(attempts);
        }
        let theirs = Scene { wait: json!({ "TableName": "nowhere" }), script: Vec::new() };
        let ours = Scene { wait, script: Vec::new() };
        let waited = compare(world, &waiter, what, theirs, ours).await?;
        let failure = waited.err().map(maitred::WaitError::into_failure);
        let code = failure.as_ref().and_then(|failure| failure.error()?.code());
        let what = format!("dynamodb TableExists, {what}: the last error is kept");
        world.checks.equal(what, code, Some("ResourceNotFoundException"));
    }
    Ok(())
}
