//! Waits, ours and boto3's: the same waiter in the same world, with the same number of polls, the
//! same sleeps between them and the same verdict.

use std::future::IntoFuture;

use maitred::{Condition, WaitError, Waited};
use serde_json::{Value, json};

use crate::checks::Failure;
use crate::front::Step;
use crate::views::pascal;
use crate::world::World;

/// A waiter, as boto3 calls it.
pub(crate) struct Waiter {
    pub(crate) service: &'static str,
    pub(crate) waiter: &'static str,
    /// boto3's limit of polls, where it is not that of the definition.
    pub(crate) max_attempts: Option<u32>,
}

/// What one side is asked to wait for, and what happens in the meantime.
pub(crate) struct Scene<W> {
    pub(crate) wait: W,
    pub(crate) script: Vec<Step>,
}

impl<W> Scene<W> {
    /// Nothing happens in the meantime.
    pub(crate) fn still(wait: W) -> Scene<W> {
        Scene { wait, script: Vec::new() }
    }
}

/// How a wait ended.
#[derive(Debug, PartialEq)]
pub(crate) struct Verdict {
    pub(crate) end: End,
    pub(crate) polls: usize,
    /// In seconds.
    pub(crate) sleeps: Vec<f64>,
}

#[derive(Debug, PartialEq)]
pub(crate) enum End {
    Success,
    /// What matched, in boto3's words.
    Terminal(String),
    /// The code of the error.
    Service(String),
    Exhausted,
    Other(String),
}

/// Waits on both sides, and compares. Gives our answer, for further checks.
pub(crate) async fn compare<W, T>(
    world: &mut World,
    waiter: &Waiter,
    what: &str,
    theirs: Scene<Value>,
    ours: Scene<W>,
) -> Result<Result<Waited<T>, WaitError<T>>, Failure>
where
    W: IntoFuture<Output = Result<Waited<T>, WaitError<T>>>,
{
    let expected = wait_theirs(world, waiter, theirs)?;
    world.clock.take();
    world.front.begin(ours.script);
    let waited = ours.wait.await;
    let polls = world.front.seen().len();
    let found = Verdict { end: end_of(&waited), polls, sleeps: world.clock.take() };
    let Verdict { end, polls, .. } = &expected;
    let title = format!("{} {}", waiter.service, pascal(waiter.waiter));
    let what = format!("{title}, {what}: {end:?} after {polls} polls as boto3");
    world.checks.equal(what, found, expected);
    Ok(waited)
}

fn wait_theirs(
    world: &mut World,
    waiter: &Waiter,
    scene: Scene<Value>,
) -> Result<Verdict, Failure> {
    world.front.begin(scene.script);
    let config = waiter.max_attempts.map(|attempts| json!({ "MaxAttempts": attempts }));
    let answer = world.boto.ask(json!({
        "do": "wait",
        "service": waiter.service,
        "waiter": waiter.waiter,
        "arguments": scene.wait,
        "config": config.unwrap_or(json!({})),
    }))?;
    let slept = answer["sleeps"].as_array().ok_or("the boto3 side names no sleeps")?;
    let sleeps = slept.iter().filter_map(Value::as_f64).collect();
    let end = match answer.get("error") {
        None => End::Success,
        Some(error) => end_by(error["reason"].as_str().unwrap_or_default()),
    };
    Ok(Verdict { end, polls: world.front.seen().len(), sleeps })
}

/// What boto3 says why a waiter failed.
fn end_by(reason: &str) -> End {
    if let Some(matched) = reason.strip_prefix("Waiter encountered a terminal failure state: ") {
        return End::Terminal(matched.to_owned());
    }
    if let Some((code, _)) =
        reason.strip_prefix("An error occurred (").and_then(|rest| rest.split_once(')'))
    {
        return End::Service(code.to_owned());
    }
    match reason.starts_with("Max attempts exceeded") {
        true => End::Exhausted,
        false => End::Other(reason.to_owned()),
    }
}

fn end_of<T>(waited: &Result<Waited<T>, WaitError<T>>) -> End {
    let code = |error: &maitred::Error| error.code().unwrap_or_default().to_owned();
    match waited {
        Ok(_) => End::Success,
        Err(WaitError::Terminal(failure)) => {
            End::Terminal(failure.acceptor().map(explained).unwrap_or_default())
        }
        Err(WaitError::Service(failure)) => {
            End::Service(failure.error().map(code).unwrap_or_default())
        }
        Err(WaitError::Exhausted(_)) => End::Exhausted,
        Err(other) => End::Other(format!("{}", other.failure().attempts())),
    }
}

/// An acceptor that matched, in boto3's words.
fn explained(condition: Condition) -> String {
    let (argument, expected) = (condition.argument().unwrap_or_default(), condition.expected());
    match condition.matcher() {
        "path" => {
            format!("For expression \"{argument}\" we matched expected path: \"{expected}\"")
        }
        "pathAny" => format!(
            "For expression \"{argument}\" we matched expected path: \"{expected}\" at least once"
        ),
        "pathAll" => format!(
            "For expression \"{argument}\" all members matched expected path: \"{expected}\""
        ),
        "status" => format!("Matched expected HTTP status code: {expected}"),
        _ => format!("Matched expected service error code: {expected}"),
    }
}
