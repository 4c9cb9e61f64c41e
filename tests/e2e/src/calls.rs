//! Single calls, ours and boto3's: what is sent must be the same.

use std::future::Future;

use serde_json::Value;

use crate::checks::Failure;
use crate::views::pascal;
use crate::world::World;

/// A call, as boto3 has it.
pub(crate) struct Call<'a> {
    pub(crate) service: &'a str,
    pub(crate) operation: &'a str,
    pub(crate) arguments: Value,
}

/// Makes the call on our side, where it must succeed, and then in boto3, where it may be one too
/// many. Gives our output and boto3's answer.
pub(crate) async fn same_request<T>(
    world: &mut World,
    what: &str,
    call: Call<'_>,
    ours: impl Future<Output = Result<T, maitred::Error>>,
) -> Result<(T, Value), Failure> {
    let Call { service, operation, arguments } = call;
    world.front.begin([]);
    let output = ours.await?;
    let found: Vec<_> = world.front.seen().into_iter().map(|seen| seen.asked).collect();
    world.front.begin([]);
    let answer = world.boto.ask(serde_json::json!({
        "do": "call", "service": service, "operation": operation, "arguments": arguments,
    }))?;
    let expected: Vec<_> = world.front.seen().into_iter().map(|seen| seen.asked).collect();
    let what = format!("{service} {}, {what}: same request as boto3", pascal(operation));
    world.checks.equal(what, found, expected);
    Ok((output, answer))
}
