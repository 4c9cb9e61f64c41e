//! DynamoDB's `CreateTable` and `DescribeTable`.
//!
//! A table is not found at once after it was created, as DynamoDB reads what may be out of date;
//! then it is `CREATING`, and in the end `ACTIVE`. Its state is a function of its age.

use std::collections::BTreeMap;
use std::time::{Duration, Instant, SystemTime};

use serde_json::{Value, json};

use crate::fault::Fault;

/// The age at which a table, or its stream, is found.
pub(crate) const FOUND: Duration = Duration::from_millis(200);

/// The age at which a table, or its stream, is ready.
pub(crate) const READY: Duration = Duration::from_millis(1200);

const PREFIX: &str = "arn:aws:dynamodb:us-east-1:111122223333:table";

/// Tables by name.
#[derive(Debug, Default)]
pub(crate) struct Tables(BTreeMap<String, Table>);

#[derive(Debug)]
pub(crate) struct Table {
    name: String,
    created: Instant,
    /// For answers, in seconds since 1970.
    created_at: u64,
    /// What it was created with.
    input: Value,
}

pub(crate) fn answer(
    tables: &mut Tables,
    operation: &str,
    input: &Value,
    now: Instant,
) -> Result<Value, Fault> {
    match operation {
        "CreateTable" => tables.create(input, now),
        "DescribeTable" => tables.describe(input, now),
        _ => Err(Fault::new("UnknownOperationException", "")),
    }
}

impl Tables {
    fn create(&mut self, input: &Value, now: Instant) -> Result<Value, Fault> {
        let name = text(input, "TableName")?;
        check(input)?;
        if self.0.contains_key(name) {
            let message = format!("Table already exists: {name}");
            return Err(Fault::new("ResourceInUseException", message));
        }
        let table = Table::new(name, input, now);
        let description = table.describe(now);
        self.0.insert(name.to_owned(), table);
        Ok(json!({ "TableDescription": description }))
    }

    fn describe(&self, input: &Value, now: Instant) -> Result<Value, Fault> {
        let name = text(input, "TableName")?;
        let table = self.0.get(name).filter(|table| table.age(now) >= FOUND);
        let table = table.ok_or_else(|| not_found(&format!("Table: {name}")))?;
        Ok(json!({ "Table": table.describe(now) }))
    }

    /// The table that a stream belongs to.
    pub(crate) fn with_stream(&self, arn: &str) -> Option<&Table> {
        self.0.values().find(|table| table.stream_arn().is_some_and(|have| have == arn))
    }
}

impl Table {
    fn new(name: &str, input: &Value, created: Instant) -> Self {
        let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let (name, input) = (name.to_owned(), input.clone());
        Table { name, created, created_at: since.as_secs(), input }
    }

    pub(crate) fn age(&self, now: Instant) -> Duration {
        now.saturating_duration_since(self.created)
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A member of the request that created it.
    pub(crate) fn input(&self, member: &str) -> &Value {
        &self.input[member]
    }

    /// If it was created with one.
    pub(crate) fn stream_arn(&self) -> Option<String> {
        let enabled = &self.input["StreamSpecification"]["StreamEnabled"];
        let arn = || format!("{PREFIX}/{}/stream/{}", self.name, self.stream_label());
        (enabled == &Value::Bool(true)).then(arn)
    }

    pub(crate) fn stream_label(&self) -> String {
        format!("2026-01-01T00:00:00.{:03}", self.created_at % 1000)
    }

    fn describe(&self, now: Instant) -> Value {
        let mut description = json!({
            "TableName": self.name,
            "TableArn": format!("{PREFIX}/{}", self.name),
            "TableStatus": if self.age(now) < READY { "CREATING" } else { "ACTIVE" },
            "CreationDateTime": self.created_at,
            "ItemCount": 0,
            "TableSizeBytes": 0,
            "AttributeDefinitions": self.input["AttributeDefinitions"],
            "KeySchema": self.input["KeySchema"],
        });
        if let Some(arn) = self.stream_arn() {
            description["LatestStreamArn"] = arn.into();
            description["LatestStreamLabel"] = self.stream_label().into();
            description["StreamSpecification"] = self.input["StreamSpecification"].clone();
        }
        description
    }
}

/// What every table must be created with.
fn check(input: &Value) -> Result<(), Fault> {
    let is_list = |member: &str| input[member].as_array().is_some_and(|list| !list.is_empty());
    if !is_list("KeySchema") || !is_list("AttributeDefinitions") {
        return Err(Fault::validation("No key schema, or no attribute definitions specified"));
    }
    if input["BillingMode"] != "PAY_PER_REQUEST" && !input["ProvisionedThroughput"].is_object() {
        return Err(Fault::validation("No provisioned throughput specified for the table"));
    }
    Ok(())
}

/// A required member.
pub(crate) fn text<'a>(input: &'a Value, member: &str) -> Result<&'a str, Fault> {
    input[member].as_str().filter(|text| !text.is_empty()).ok_or_else(|| {
        Fault::validation(format!("The parameter '{member}' is required but was not present"))
    })
}

pub(crate) fn not_found(what: &str) -> Fault {
    let message = format!("Requested resource not found: {what} not found");
    Fault::new("ResourceNotFoundException", message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn orders() -> Value {
        json!({
            "TableName": "orders",
            "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
            "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
            "BillingMode": "PAY_PER_REQUEST",
        })
    }

    #[test]
    fn a_table_comes_into_being() {
        let (mut tables, start) = (Tables::default(), Instant::now());
        let created = answer(&mut tables, "CreateTable", &orders(), start).unwrap();
        assert_eq!(created["TableDescription"]["TableStatus"], "CREATING");
        let mut at = |age| answer(&mut tables, "DescribeTable", &orders(), start + age);
        assert_eq!(at(Duration::ZERO), Err(not_found("Table: orders")));
        assert_eq!(at(FOUND).unwrap()["Table"]["TableStatus"], "CREATING");
        let ready = at(READY).unwrap();
        assert_eq!(ready["Table"]["TableStatus"], "ACTIVE");
        assert_eq!(ready["Table"]["KeySchema"], orders()["KeySchema"]);
        assert_eq!(ready["Table"].get("LatestStreamArn"), None);
    }

    #[test]
    fn wrong_requests_are_refused() {
        let (mut tables, now) = (Tables::default(), Instant::now());
        let mut code = |operation, input: &Value| {
            answer(&mut tables, operation, input, now).err().map(|fault| fault.code)
        };
        let mut input = orders();
        assert_eq!(code("DescribeTable", &input), Some("ResourceNotFoundException"));
        assert_eq!(code("DescribeTable", &json!({})), Some("ValidationException"));
        assert_eq!(code("DescribeTable", &json!([])), Some("ValidationException"));
        assert_eq!(code("Fly", &input), Some("UnknownOperationException"));
        assert_eq!(code("CreateTable", &input), None);
        assert_eq!(code("CreateTable", &input), Some("ResourceInUseException"));
        for member in ["KeySchema", "AttributeDefinitions", "BillingMode"] {
            input = orders();
            input[member] = Value::Null;
            assert_eq!(code("CreateTable", &input), Some("ValidationException"), "{member}");
        }
    }
}
