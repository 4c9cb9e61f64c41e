//! What tests share: a clock that waits for nothing and a transport that answers from a script.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Request, Response};

use crate::call::{Clock, Sending, Sleep, Transport, TransportError, TransportErrorKind};
use crate::config::Config;

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A clock whose time passes only by sleeping, and then at once. Of several sleeps under way the
/// one that ends first advances the time, once all futures around it had a chance to be polled.
#[derive(Debug, Clone)]
pub(crate) struct FakeClock(Arc<Mutex<Times>>);

#[derive(Debug)]
struct Times {
    now: Instant,
    start: Instant,
    sleeps: Vec<Duration>,
    pending: Vec<(u64, Instant)>,
    next_id: u64,
}

impl FakeClock {
    pub(crate) fn new() -> Self {
        let start = Instant::now();
        let times = Times { now: start, start, sleeps: vec![], pending: vec![], next_id: 0 };
        FakeClock(Arc::new(Mutex::new(times)))
    }

    /// The durations slept for, in the order in which the sleeps began.
    pub(crate) fn sleeps(&self) -> Vec<Duration> {
        lock(&self.0).sleeps.clone()
    }

    /// How much time has passed.
    pub(crate) fn elapsed(&self) -> Duration {
        let times = lock(&self.0);
        times.now - times.start
    }

    /// Lets time pass without a sleep.
    pub(crate) fn advance(&self, duration: Duration) {
        lock(&self.0).now += duration;
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Instant {
        lock(&self.0).now
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(FakeSleep { clock: self.clone(), duration, registered: None })
    }
}

struct FakeSleep {
    clock: FakeClock,
    duration: Duration,
    registered: Option<(u64, Instant)>,
}

impl Future for FakeSleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let clock = self.clock.clone();
        let mut times = lock(&clock.0);
        if let Some((id, end)) = self.registered {
            let earliest = times.pending.iter().map(|(_, end)| *end).min();
            if times.now >= end || earliest == Some(end) {
                times.now = times.now.max(end);
                times.pending.retain(|(pending, _)| *pending != id);
                return Poll::Ready(());
            }
        } else {
            let entry = (times.next_id, times.now + self.duration);
            times.next_id += 1;
            times.pending.push(entry);
            times.sleeps.push(self.duration);
            self.registered = Some(entry);
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl Drop for FakeSleep {
    fn drop(&mut self) {
        if let Some((id, _)) = self.registered {
            lock(&self.clock.0).pending.retain(|(pending, _)| *pending != id);
        }
    }
}

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
