//! What services refuse: code, message, status and request id as boto3 has them, and the modelled
//! exception.

use std::fmt::Debug;

use maitred::Error;
use serde_json::{Value, json};

use crate::aws::dynamodb::types::AttributeValue;
use crate::aws::{dynamodb, ec2, ecs, kinesis};
use crate::checks::Failure;
use crate::views::pascal;
use crate::world::World;

/// A call that fails on both sides.
pub(crate) struct Refused {
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) arguments: Value,
}

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    of_dynamodb(world).await?;
    of_ec2(world).await?;
    of_others(world).await
}

async fn of_dynamodb(world: &mut World) -> Result<(), Failure> {
    let client = dynamodb::Client::new(&world.config);
    let unknown = Refused {
        service: "dynamodb",
        operation: "scan",
        arguments: json!({ "TableName": "nowhere" }),
    };
    world.front.begin([]);
    let error = failed(client.scan("nowhere").paginate().pages().try_next().await)?;
    compare(world, &unknown, &error)?;
    let modeled = error.modeled::<dynamodb::error::ResourceNotFoundException>();
    let what = "dynamodb Scan of no table: the modelled exception has the message";
    let message = modeled.and_then(|modeled| modeled.message);
    world.checks.equal(what, message.as_deref(), error.message());
    let other = error.modeled::<dynamodb::error::ProvisionedThroughputExceededException>();
    let what = "dynamodb Scan of no table: it is no other modelled exception";
    world.checks.holds(what, other.is_none(), &other);
    let code = dynamodb::error::ErrorCode::of(&error);
    let expected = Some(dynamodb::error::ErrorCode::ResourceNotFoundException);
    world.checks.equal("dynamodb Scan of no table: the code as an enum", code, expected);

    let malformed = Refused {
        service: "dynamodb",
        operation: "scan",
        arguments: json!({ "TableName": "orders", "FilterExpression": "neither = nor =" }),
    };
    world.front.begin([]);
    let request = client.scan("orders").filter_expression("neither = nor =");
    compare(world, &malformed, &failed(request.send().await)?)?;
    wrong_key(world, &client).await
}

async fn wrong_key(world: &mut World, client: &dynamodb::Client) -> Result<(), Failure> {
    let refused = Refused {
        service: "dynamodb",
        operation: "put_item",
        arguments: json!({ "TableName": "orders", "Item": { "customer": { "N": "1" } } }),
    };
    world.front.begin([]);
    let item = [("customer", AttributeValue::new().n("1"))];
    compare(world, &refused, &failed(client.put_item(item, "orders").send().await)?)
}

async fn of_ec2(world: &mut World) -> Result<(), Failure> {
    let client = ec2::Client::new(&world.config);
    let unknown = Refused {
        service: "ec2",
        operation: "describe_instances",
        arguments: json!({ "InstanceIds": ["i-00000000000000000"] }),
    };
    world.front.begin([]);
    let request = client.describe_instances().instance_ids(["i-00000000000000000"]);
    compare(world, &unknown, &failed(request.paginate().items().try_next().await)?)?;

    let unknown = Refused {
        service: "ec2",
        operation: "create_snapshot",
        arguments: json!({ "VolumeId": "vol-00000000000000000" }),
    };
    world.front.begin([]);
    let request = client.create_snapshot("vol-00000000000000000");
    compare(world, &unknown, &failed(request.send().await)?)
}

async fn of_others(world: &mut World) -> Result<(), Failure> {
    let client = kinesis::Client::new(&world.config);
    let unknown = Refused {
        service: "kinesis",
        operation: "describe_stream",
        arguments: json!({ "StreamName": "nowhere" }),
    };
    world.front.begin([]);
    let error = failed(client.describe_stream().stream_name("nowhere").send().await)?;
    compare(world, &unknown, &error)?;

    let client = ecs::Client::new(&world.config);
    let unknown = Refused {
        service: "ecs",
        operation: "list_services",
        arguments: json!({ "cluster": "nowhere" }),
    };
    world.front.begin([]);
    let request = client.list_services().cluster("nowhere").paginate();
    let error = failed(request.pages().try_next().await)?;
    compare(world, &unknown, &error)?;
    let modeled = error.modeled::<ecs::error::ClusterNotFoundException>();
    let what = "ecs ListServices of no cluster: it is the modelled exception";
    world.checks.holds(what, modeled.is_some(), &error);
    Ok(())
}

/// The error, where there must be one.
pub(crate) fn failed<T: Debug>(result: Result<T, Error>) -> Result<Error, Failure> {
    match result {
        Ok(output) => Err(format!("a call succeeds that must fail: {output:?}").into()),
        Err(error) => Ok(error),
    }
}

/// Our error against boto3's, and against what went over the wire.
pub(crate) fn compare(world: &mut World, refused: &Refused, error: &Error) -> Result<(), Failure> {
    let Refused { service, operation, arguments } = refused;
    let seen = world.front.seen();
    let title = format!("{service} {}: {}", pascal(operation), error.code().unwrap_or("no code"));
    let theirs = world.boto.error_of(service, operation, arguments)?;
    let expected = json!([theirs["Code"], theirs["Message"], theirs["Status"]]);
    let found = json!([error.code(), error.message(), error.status()]);
    let what = format!("{title}: code, message and status as boto3 has them");
    world.checks.equal(what, found, expected);

    // EC2 says it in its body, where moto has a fixed text.
    let of_header = seen.first().and_then(|seen| seen.request_id.clone());
    let expected = match *service {
        "ec2" => theirs["RequestId"].as_str().map(str::to_owned),
        _ => of_header,
    };
    let found = error.request_id().map(str::to_owned);
    world.checks.equal(format!("{title}: request id of the answer"), found, expected);
    let named = (error.service(), error.operation(), error.attempts(), error.is_service());
    let expected = (Some(*service), Some(pascal(operation)), 1, true);
    let expected = (expected.0, expected.1.as_deref(), expected.2, expected.3);
    world.checks.equal(format!("{title}: names service and operation"), named, expected);
    Ok(())
}
