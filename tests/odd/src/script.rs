//! A transport that answers from a script and keeps what was asked.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::Request;
use maitred::{Config, Error, Sending, Transport, TransportError, TransportErrorKind};

use crate::{Answer, NoTime, Sent};

/// A script under way. Clones share it.
#[derive(Debug, Clone)]
pub struct Script {
    state: Arc<Mutex<State>>,
    clock: NoTime,
}

#[derive(Debug)]
struct State {
    answers: VecDeque<Answer>,
    /// What follows when the answers are used up: the last one again, or nothing.
    forever: Option<Answer>,
    sent: Vec<Sent>,
}

impl Script {
    /// Each request gets the next of these answers, and one request too many a broken connection.
    pub fn of<A: Into<Answer>>(answers: impl IntoIterator<Item = A>) -> Self {
        let answers = answers.into_iter().map(Into::into).collect();
        Script::with(State { answers, forever: None, sent: Vec::new() })
    }

    /// Each request gets this answer.
    pub fn forever(answer: impl Into<Answer>) -> Self {
        let forever = Some(answer.into());
        Script::with(State { answers: VecDeque::new(), forever, sent: Vec::new() })
    }

    fn with(state: State) -> Self {
        Script { state: Arc::new(Mutex::new(state)), clock: NoTime::new() }
    }

    /// A configuration that sends here, and for which no time passes.
    ///
    /// # Errors
    ///
    /// None that a caller could cause.
    pub fn config(&self) -> Result<Config, Error> {
        Config::builder()
            .region("us-east-1")
            .credentials("AKIDEXAMPLE", "secret", None)
            .transport(self.clone())
            .clock(self.clock.clone())
            .build()
    }

    /// What was asked so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.state().sent.clone()
    }

    /// The seconds between polls.
    pub fn waits(&self) -> Vec<u64> {
        self.clock.waits()
    }

    /// How many answers nobody asked for.
    pub fn left(&self) -> usize {
        self.state().answers.len()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Transport for Script {
    fn send(&self, request: Request<Bytes>) -> Sending {
        let mut state = self.state();
        state.sent.push(Sent::from(request));
        let answer = state.answers.pop_front().or_else(|| state.forever.clone());
        Box::pin(async move {
            let broken = |why| TransportError::new(TransportErrorKind::TooLarge, why);
            let answer = answer.ok_or_else(|| broken("the script has no further answer"))?;
            answer.response().map_err(|_| broken("the script's answer is no HTTP"))
        })
    }
}
