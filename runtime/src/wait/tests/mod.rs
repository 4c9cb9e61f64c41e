//! The rules of waiting, driven through the real futures; tests are named after botocore's rules.

mod counts;
mod deadlines;
mod judging;
mod machine;
mod outcomes;
mod pace;
mod stable;
mod stream;
mod texts;

use std::future::IntoFuture;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::*;
use crate::Error;
use crate::call::Client;
use crate::page::tests::block_on;
use crate::page::tests::shapes::{Input, One, Page, SERVICE};
use crate::testing::{FakeClock, ScriptedTransport};

use AcceptorState::{Failure, Retry, Success};

type Ended = Result<Waited<Page>, WaitError<Page>>;

const fn acceptor(
    state: AcceptorState,
    matcher: &'static str,
    argument: &'static str,
    expected: &'static str,
    test: Test<Page>,
) -> Acceptor<Page> {
    Acceptor { state, matcher, argument, expected, test }
}

/// An acceptor of the matcher `path` on the member `s`.
const fn path(
    state: AcceptorState,
    expected: &'static str,
    test: fn(&Page) -> bool,
) -> Acceptor<Page> {
    acceptor(state, "path", "F", expected, Test::Output(test))
}

const fn error(state: AcceptorState, expected: &'static str) -> Acceptor<Page> {
    acceptor(state, "error", "", expected, Test::ErrorCode(expected))
}

fn is_y(page: &Page) -> bool {
    page.s.as_deref() == Some("Y")
}

fn is_bad(page: &Page) -> bool {
    page.s.as_deref() == Some("BAD")
}

const Y: Acceptor<Page> = path(Success, "Y", is_y);
const BAD: Acceptor<Page> = path(Failure, "BAD", is_bad);

/// A waiter with these acceptors: 7 s between 3 polls.
const fn waiter(acceptors: &'static [Acceptor<Page>]) -> Waiter<One> {
    Waiter::new("ThingReady", 7, 3, acceptors)
}

static READY: Waiter<One> = waiter(&[Y, BAD]);
static TOLERANT: Waiter<One> = waiter(&[error(Retry, "R1"), Y, BAD]);

const YES: &str = r#"{"s":"Y"}"#;
const NO: &str = r#"{"s":"N"}"#;

/// A service, its clock, and what observers noted.
struct Stage {
    transport: ScriptedTransport,
    clock: FakeClock,
    lines: Arc<Mutex<Vec<String>>>,
}

impl Stage {
    fn new() -> Self {
        let lines = Arc::default();
        Stage { transport: ScriptedTransport::new(), clock: FakeClock::new(), lines }
    }

    /// A service that answers this.
    fn of(answers: &[&str]) -> Self {
        answers.iter().fold(Stage::new(), |stage, answer| stage.then(answer))
    }

    /// Then it answers this: an output, or, if it is no object, an error of this code.
    fn then(self, answer: &str) -> Self {
        if answer.starts_with('{') {
            self.transport.answer(200, answer.to_owned());
            self
        } else {
            self.failing(400, answer)
        }
    }

    fn failing(self, status: u16, code: &str) -> Self {
        self.transport.answer(status, format!(r#"{{"__type":"{code}","message":"msg"}}"#));
        self
    }

    fn wait(&self, spec: &'static Waiter<One>) -> Wait<One> {
        let client = Client::new(&self.transport.config(&self.clock), &SERVICE);
        let lines = self.lines.clone();
        Wait::new(client, Input::default(), spec)
            .on_poll(move |poll| lines.lock().unwrap().push(poll.to_string()))
    }

    fn run(&self, wait: Wait<One>) -> Ended {
        block_on(wait.into_future())
    }

    fn calls(&self) -> usize {
        self.transport.requests().len()
    }

    /// The seconds slept between polls: without how long polls might have taken.
    fn sleeps(&self) -> Vec<u64> {
        self.clock.sleeps().iter().map(Duration::as_secs).collect()
    }

    fn lines(&self) -> Vec<String> {
        self.lines.lock().unwrap().clone()
    }
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

fn attempts(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).unwrap()
}

/// The name of the variant.
fn variant(error: &WaitError<Page>) -> &'static str {
    match error {
        WaitError::Terminal(_) => "terminal",
        WaitError::Service(_) => "service",
        WaitError::Exhausted(_) => "exhausted",
        WaitError::Deadline(_) => "deadline",
    }
}

fn texts(observed: &[Observed]) -> Vec<String> {
    observed.iter().map(ToString::to_string).collect()
}
