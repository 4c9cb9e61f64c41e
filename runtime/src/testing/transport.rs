//! A transport that answers with scripted responses: for the tests of what is below typed outputs.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http::{Request, Response};

use super::{FakeClock, lock};
use crate::call::{Sending, Transport, TransportError, TransportErrorKind};
use crate::config::Config;

#[derive(Debug)]
enum Scripted {
    Answer(Response<Bytes>),
    Failure(TransportErrorKind),
    Silence,
}

/// A transport that answers from a queue and keeps the requests. Clones share both.
#[derive(Debug, Clone, Default)]
pub(crate) struct ScriptedTransport(Arc<Mutex<Script>>);

#[derive(Debug, Default)]
struct Script {
    answers: VecDeque<Scripted>,
    requests: Vec<Request<Bytes>>,
}

impl ScriptedTransport {
    pub(crate) fn new() -> Self {
        ScriptedTransport::default()
    }

    /// The next answer is this one.
    pub(crate) fn answer(&self, status: u16, body: impl Into<Bytes>) -> &Self {
        self.answer_with(status, &[("x-amzn-requestid", "test-request")], body)
    }

    /// The next answer is this one, with these headers.
    pub(crate) fn answer_with(
        &self,
        status: u16,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> &Self {
        let mut builder = Response::builder().status(status);
        for (name, value) in headers {
            builder = builder.header(*name, *value);
        }
        self.push(Scripted::Answer(builder.body(body.into()).unwrap()))
    }

    /// The next request fails like this.
    pub(crate) fn fail(&self, kind: TransportErrorKind) -> &Self {
        self.push(Scripted::Failure(kind))
    }

    /// The next request is never answered.
    pub(crate) fn silence(&self) -> &Self {
        self.push(Scripted::Silence)
    }

    fn push(&self, scripted: Scripted) -> &Self {
        lock(&self.0).answers.push_back(scripted);
        self
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Request<Bytes>> {
        lock(&self.0).requests.clone()
    }

    /// The bodies of the requests so far.
    pub(crate) fn bodies(&self) -> Vec<String> {
        let text = |request: &Request<Bytes>| String::from_utf8_lossy(request.body()).into_owned();
        lock(&self.0).requests.iter().map(text).collect()
    }

    /// A configuration that sends here and waits by that clock: region us-east-1, fixed credentials.
    pub(crate) fn config(&self, clock: &FakeClock) -> Config {
        Config::builder()
            .region("us-east-1")
            .credentials("AKIDEXAMPLE", "secret", None)
            .transport(self.clone())
            .clock(clock.clone())
            .build()
            .unwrap()
    }
}

impl Transport for ScriptedTransport {
    fn send(&self, request: Request<Bytes>) -> Sending {
        let mut script = lock(&self.0);
        script.requests.push(request);
        let scripted = script.answers.pop_front();
        Box::pin(async move {
            match scripted {
                Some(Scripted::Answer(response)) => Ok(response),
                Some(Scripted::Failure(kind)) => Err(TransportError::new(kind, "as scripted")),
                Some(Scripted::Silence) => std::future::pending().await,
                None => panic!("a request for which the script has no answer"),
            }
        })
    }
}
