//! CloudWatch Logs' `GetLogEvents`, for one stream that grows while it is read.
//!
//! As in the service, the token of a page with nothing behind it is the token that was sent: asked
//! with again, it finds what came in the meantime.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::dynamodb::text;
use crate::fault::Fault;

/// How many events there are when the stream is first read.
pub const LOGGED: usize = 250;

/// How long it takes until there is another one.
const EVERY: Duration = Duration::from_millis(300);

/// How many events a page holds at most.
const LARGEST_PAGE: usize = 100;

/// The stream.
#[derive(Debug, Default)]
pub(crate) struct Log {
    /// When it was first read.
    since: Option<Instant>,
}

impl Log {
    /// How many events there are.
    fn length(&mut self, now: Instant) -> usize {
        let age = now.duration_since(*self.since.get_or_insert(now));
        LOGGED + usize::try_from(age.as_millis() / EVERY.as_millis()).unwrap_or_default()
    }
}

pub(crate) fn answer(
    log: &mut Log,
    operation: &str,
    input: &Value,
    now: Instant,
) -> Result<Value, Fault> {
    if operation != "GetLogEvents" {
        return Err(Fault::new("UnknownOperationException", ""));
    }
    text(input, "logStreamName")?;
    let begin = match input["nextToken"].as_str() {
        None => 0,
        Some(token) => {
            position(token).ok_or_else(|| invalid("The specified nextToken is invalid."))?
        }
    };
    let length = log.length(now).max(begin);
    let limit = input["limit"].as_u64().and_then(|limit| usize::try_from(limit).ok());
    let end = length.min(begin + limit.unwrap_or(LARGEST_PAGE).clamp(1, LARGEST_PAGE));
    let events: Vec<Value> = (begin..end).map(event).collect();
    Ok(json!({
        "events": events,
        "nextForwardToken": format!("f/{end:056}/s"),
        "nextBackwardToken": format!("b/{begin:056}/s"),
    }))
}

fn position(token: &str) -> Option<usize> {
    token.strip_prefix("f/")?.strip_suffix("/s")?.parse().ok()
}

fn invalid(message: &str) -> Fault {
    Fault::new("InvalidParameterException", message)
}

fn event(index: usize) -> Value {
    json!({ "timestamp": 1_767_225_600_000_u64 + index as u64, "message": format!("event {index}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(log: &mut Log, token: Option<&str>, now: Instant) -> (usize, String) {
        let mut input = json!({ "logStreamName": "s" });
        if let Some(token) = token {
            input["nextToken"] = json!(token);
        }
        let page = answer(log, "GetLogEvents", &input, now).unwrap();
        let events = page["events"].as_array().unwrap().len();
        (events, page["nextForwardToken"].as_str().unwrap().to_owned())
    }

    #[test]
    fn at_the_end_the_token_is_the_one_sent_until_something_comes() {
        let (mut log, start) = (Log::default(), Instant::now());
        let (mut token, mut counts) = (None, Vec::new());
        for _ in 0..4 {
            let (count, next) = read(&mut log, token.as_deref(), start);
            (token, counts) = (Some(next), [counts, vec![count]].concat());
        }
        assert_eq!(counts, [100, 100, 50, 0]);
        let token = token.unwrap();
        assert_eq!(read(&mut log, Some(&token), start).1, token);
        let (count, later) = read(&mut log, Some(&token), start + 3 * EVERY);
        assert_eq!(count, 3);
        assert_ne!(later, token);
    }

    #[test]
    fn wrong_requests_are_refused() {
        let code = |operation, input: Value| {
            let answer = answer(&mut Log::default(), operation, &input, Instant::now());
            answer.err().map(|fault| fault.code)
        };
        assert_eq!(code("GetLogEvents", json!({})), Some("ValidationException"));
        let token = json!({ "logStreamName": "s", "nextToken": "mine" });
        assert_eq!(code("GetLogEvents", token), Some("InvalidParameterException"));
        assert_eq!(code("PutLogEvents", json!({})), Some("UnknownOperationException"));
    }
}
