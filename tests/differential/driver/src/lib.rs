//! Cases on standard input → what generated code did, on standard output, a line of JSON each.
//!
//! A program of the harness is the generated code of some services and a list of [`Entry`]s. What
//! is generic over an operation is compiled for thousands of them, and therefore small.

mod clock;
mod given;
mod paging;
mod transport;
mod waiting;

use std::collections::BTreeMap;
use std::io::{BufRead as _, Write as _};
use std::num::NonZeroU32;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use maitred::__private::v1::{Client, Operation, Reader, Structure, read_into};
use maitred::Config;
use serde_json::{Value, json};

pub use paging::paginator;
pub use waiting::waiter;

use clock::Instantly;
use given::Given;
use transport::Loopback;

/// A paginator or waiter, and how it is driven.
pub struct Entry {
    kind: &'static str,
    service: &'static str,
    name: &'static str,
    drive: Box<Drive>,
}

type Drive = dyn Fn(&Config, &Value) -> Result<Value, String>;

impl std::fmt::Debug for Entry {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {} {}", self.service, self.kind, self.name)
    }
}

/// Answers cases until there are no more.
///
/// # Errors
///
/// Standard input or output is broken.
pub fn run(entries: Vec<Entry>) -> std::io::Result<()> {
    let known: BTreeMap<_, _> =
        entries.into_iter().map(|entry| ((entry.service, entry.kind, entry.name), entry)).collect();
    let mut output = std::io::stdout().lock();
    let names: Vec<_> = known.keys().collect();
    writeln!(output, "{}", json!(names))?;
    output.flush()?;
    for line in std::io::stdin().lock().lines() {
        let told = answer(&known, &line?).unwrap_or_else(|problem| json!({ "problem": problem }));
        writeln!(output, "{told}")?;
        output.flush()?;
    }
    Ok(())
}

type Known = BTreeMap<(&'static str, &'static str, &'static str), Entry>;

fn answer(known: &Known, line: &str) -> Result<Value, String> {
    let case: Value = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let word = |name: &str| case.get(name).and_then(Value::as_str).unwrap_or_default();
    let entry = known.get(&(word("service"), word("kind"), word("name")));
    let entry = entry.ok_or_else(|| format!("nobody knows this case: {line}"))?;
    let config = config(&case).map_err(|error| error.to_string())?;
    (entry.drive)(&config, &case)
}

/// A client's configuration: one attempt, a clock that never waits, a port of this machine.
fn config(case: &Value) -> Result<Config, maitred::Error> {
    let port = case.get("port").and_then(Value::as_u64).unwrap_or_default();
    Config::builder()
        .region("us-east-1")
        .credentials("AKIDEXAMPLE", "secret", None)
        .endpoint_url(case.get("endpoint").and_then(Value::as_str).unwrap_or_default())
        .bearer_token("token")
        .max_attempts(NonZeroU32::MIN)
        .clock(Instantly::new())
        .transport(Loopback::to(u16::try_from(port).unwrap_or_default()))
        .build()
}

fn client<O: Operation>(config: &Config) -> Client {
    Client::new(config, O::SPEC.service)
}

/// The case's input.
fn input<O: Operation>(case: &Value) -> Result<O::Input, String>
where
    O::Input: Default,
{
    let mut input = O::Input::default();
    fill(&mut Given(case.get("input").unwrap_or(&Value::Null)), &mut input)?;
    Ok(input)
}

fn fill(reader: &mut dyn Reader, target: &mut dyn Structure) -> Result<(), String> {
    match read_into(reader, target) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!("the case's input does not fit: {error}")),
    }
}

/// What an error is, as far as botocore can be compared with it.
fn told(error: &maitred::Error) -> Value {
    let kind = if error.is_repeated_token() {
        "repeated token"
    } else if error.is_starting_token() {
        "starting token"
    } else if error.code().is_some() {
        "service"
    } else {
        "other"
    };
    json!({ "kind": kind, "code": error.code(), "text": error.to_string() })
}

/// Polls a future to its end. Nothing in it waits: calls block, and the clock does not.
fn finish<F: Future>(future: F) -> Result<F::Output, String> {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..100_000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return Ok(output);
        }
    }
    Err("the future never ended".to_owned())
}
