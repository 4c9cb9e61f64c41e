//! A waiter's case: how the wait ended, and after how many polls.

use std::num::NonZeroU32;
use std::time::Duration;

use maitred::__private::v1::Operation;
use maitred::{Wait, WaitError, Waiter};
use serde_json::{Value, json};

use crate::{Entry, client, finish, input, told};

/// A waiter.
pub fn waiter<O: Operation>(waiter: &'static Waiter<O>) -> Entry
where
    O::Input: Default,
{
    Entry {
        kind: "waiter",
        service: O::SPEC.service.name,
        name: waiter.name(),
        drive: Box::new(move |config, case| {
            let wait = Wait::new(client::<O>(config), input::<O>(case)?, waiter);
            finish_wait(wait, attempts(case))
        }),
    }
}

fn attempts(case: &Value) -> NonZeroU32 {
    let attempts = case.get("max_attempts").and_then(Value::as_u64).unwrap_or(1);
    u32::try_from(attempts).ok().and_then(NonZeroU32::new).unwrap_or(NonZeroU32::MIN)
}

fn finish_wait<O: Operation>(wait: Wait<O>, attempts: NonZeroU32) -> Result<Value, String> {
    let wait = wait.delay(Duration::ZERO).max_attempts(attempts);
    Ok(match finish(wait.into_future())? {
        Ok(waited) => json!({
            "verdict": "success",
            "attempts": waited.attempts(),
            "acceptor": waited.acceptor().number(),
        }),
        Err(error) => {
            let verdict = match &error {
                WaitError::Terminal(_) => "terminal",
                WaitError::Service(_) => "service",
                WaitError::Exhausted(_) => "exhausted",
                _ => "other",
            };
            let failure = error.failure();
            json!({
                "verdict": verdict,
                "attempts": failure.attempts(),
                "acceptor": failure.acceptor().map(|acceptor| acceptor.number()),
                "error": failure.error().map(told),
            })
        }
    })
}
