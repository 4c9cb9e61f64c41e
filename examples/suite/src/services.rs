//! A request's target and body → the answer of the service that is meant.
//!
//! The services with the JSON protocol are told apart by the header `X-Amz-Target`; what has none
//! is for EC2. Time comes from outside, so all of it is a plain function of what came before.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use serde_json::{Value, json};

use crate::dynamodb::Tables;
use crate::fault::Fault;
use crate::logs::Log;
use crate::{dynamodb, ec2, logs, streams};

/// An HTTP answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) request_id: String,
    pub(crate) body: String,
}

/// All services, with what they remember.
#[derive(Debug, Default)]
pub(crate) struct Services(Mutex<Memory>);

#[derive(Debug, Default)]
struct Memory {
    /// The operations asked for, in order.
    requests: Vec<String>,
    tables: Tables,
    log: Log,
}

impl Services {
    /// How many requests for an operation came so far.
    pub(crate) fn requests(&self, operation: &str) -> usize {
        self.memory().requests.iter().filter(|request| *request == operation).count()
    }

    /// `target` is the header that says which operation of which service is meant.
    pub(crate) fn answer(&self, target: Option<&[u8]>, body: &[u8], now: Instant) -> Answer {
        let mut memory = self.memory();
        let request_id = format!("00000000-0000-4000-8000-{:012}", memory.requests.len() + 1);
        match target {
            Some(target) => {
                let result = memory.json(&String::from_utf8_lossy(target), body, now);
                in_json(request_id, result)
            }
            None => in_xml(request_id, &memory.query(body)),
        }
    }

    /// A request that panicked leaves nothing half done that matters here.
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    fn json(&mut self, target: &str, body: &[u8], now: Instant) -> Result<Value, Fault> {
        let (service, operation) = target.split_once('.').unwrap_or_default();
        self.requests.push(operation.to_owned());
        let input = serde_json::from_slice(body)
            .map_err(|error| Fault::new("SerializationException", error.to_string()))?;
        match service {
            "DynamoDB_20120810" => dynamodb::answer(&mut self.tables, operation, &input, now),
            "DynamoDBStreams_20120810" => streams::answer(&self.tables, operation, &input, now),
            "Logs_20140328" => logs::answer(&mut self.log, operation, &input, now),
            _ => Err(Fault::new("UnknownOperationException", "")),
        }
    }

    fn query(&mut self, body: &[u8]) -> Result<ec2::Snapshots, Fault> {
        let form: ec2::Form = form_urlencoded::parse(body).into_owned().collect();
        self.requests.push(form.get("Action").cloned().unwrap_or_default());
        ec2::answer(&form)
    }
}

fn in_json(request_id: String, result: Result<Value, Fault>) -> Answer {
    let (status, body) = match result {
        Ok(output) => (200, output),
        Err(fault) => (400, json!({ "__type": space(fault.code), "message": fault.message })),
    };
    let content_type = "application/x-amz-json-1.0";
    Answer { status, content_type, request_id, body: body.to_string() }
}

/// The code as it is sent: behind the name of the package that defines it.
fn space(code: &str) -> String {
    let package = match code {
        "SerializationException" | "UnknownOperationException" => "com.amazon.coral.service",
        "ValidationException" => "com.amazon.coral.validate",
        _ => "com.amazonaws.dynamodb.v20120810",
    };
    format!("{package}#{code}")
}

fn in_xml(request_id: String, result: &Result<ec2::Snapshots, Fault>) -> Answer {
    let (status, body) = match result {
        Ok(snapshots) => (200, snapshots.to_xml(&request_id)),
        Err(fault) => (400, ec2::error_xml(fault, &request_id)),
    };
    Answer { status, content_type: "text/xml;charset=UTF-8", request_id, body }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(target: Option<&[u8]>, body: &[u8]) -> String {
        let answer = Services::default().answer(target, body, Instant::now());
        assert_eq!(answer.status, 400);
        answer.body
    }

    #[test]
    fn what_is_not_understood_is_refused_in_the_services_own_way() {
        let unknown = code(Some(b"DynamoDB_20120810.Fly"), b"{}");
        assert!(unknown.contains("com.amazon.coral.service#UnknownOperationException"));
        let elsewhere = code(Some(b"Kinesis_20131202.ListStreams"), b"{}");
        assert!(elsewhere.contains("UnknownOperationException"));
        let malformed = code(Some(b"DynamoDB_20120810.DescribeTable"), b"{");
        assert!(malformed.contains("com.amazon.coral.service#SerializationException"));
        let nothing = code(None, b"");
        assert!(nothing.contains("<Code>MissingAction</Code>"), "{nothing}");
    }

    #[test]
    fn requests_are_counted() {
        let services = Services::default();
        for _ in 0..3 {
            services.answer(None, b"Action=DescribeSnapshots&Version=2016-11-15", Instant::now());
        }
        assert_eq!(services.requests("DescribeSnapshots"), 3);
        assert_eq!(services.requests("DescribeTable"), 0);
    }
}
