//! The polls one by one, and what dropping them does.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use futures_core::stream::{FusedStream, Stream};
use http::{Request, Response};

use super::*;
use crate::call::{Sending, Transport};

#[test]
fn each_poll_is_given_and_then_the_success() {
    let stage = Stage::of(&["R1", NO, YES]);
    let mut polls = stage.wait(&TOLERANT).polls();
    assert_eq!(stage.calls(), 0, "nothing is sent unasked");
    block_on(async {
        let first = polls.try_next().await.unwrap().unwrap();
        assert_eq!((first.attempt(), first.next_delay()), (1, Some(seconds(7))));
        assert_eq!(first.result().unwrap_err().code(), Some("R1"));
        assert_eq!((first.stable(), first.remaining()), (0, None));
        assert!(!first.is_success() && !first.is_final() && first.into_waited().is_none());
        assert!(stage.sleeps().is_empty(), "the delay passes when the next poll is asked for");
        let second = polls.next().await.unwrap().unwrap();
        assert_eq!(second.into_result().unwrap().s.as_deref(), Some("N"));
        let third = polls.try_next().await.unwrap().unwrap();
        assert!(third.is_success() && third.is_final() && polls.is_terminated());
        let waited = third.into_waited().unwrap();
        assert_eq!((waited.attempts(), waited.elapsed()), (3, seconds(14)));
        assert_eq!(waited.into_output().unwrap().s.as_deref(), Some("Y"));
        assert!(polls.try_next().await.unwrap().is_none() && polls.next().await.is_none());
    });
    assert_eq!((stage.calls(), stage.lines().len()), (3, 3));
}

#[test]
fn a_failure_comes_as_an_error_and_then_nothing() {
    for (answers, expected) in [
        (&[NO, r#"{"s":"BAD"}"#][..], "terminal"),
        (&[NO, "Boom"][..], "service"),
        (&[NO, NO, NO][..], "exhausted"),
    ] {
        let stage = Stage::of(answers);
        let mut polls = stage.wait(&READY).polls();
        block_on(async {
            for _ in 1..answers.len() {
                assert!(polls.next().await.unwrap().is_ok());
            }
            let error = polls.try_next().await.unwrap_err();
            assert_eq!(variant(&error), expected);
            assert_eq!(error.failure().attempts() as usize, answers.len());
            assert!(error.failure().outcome().is_some());
            assert!(polls.is_terminated() && polls.next().await.is_none());
        });
    }
}

#[test]
fn it_is_a_stream_whose_verdicts_are_those_of_the_future() {
    let scripts: [&[&str]; 4] = [&[NO, YES], &[NO, "Boom"], &[r#"{"s":"BAD"}"#], &[NO, NO, NO]];
    for script in scripts {
        let (stage, other) = (Stage::of(script), Stage::of(script));
        let mut polls = stage.wait(&READY).polls();
        let mut last = None;
        block_on(async {
            while let Some(item) = poll_fn(|cx| Pin::new(&mut polls).poll_next(cx)).await {
                last = Some(item);
            }
        });
        let streamed = last.unwrap().map(|poll| poll.into_waited().unwrap());
        let awaited = other.run(other.wait(&READY));
        assert_eq!(format!("{streamed:?}"), format!("{awaited:?}"));
        assert_eq!((stage.lines(), stage.sleeps()), (other.lines(), other.sleeps()));
    }
}

#[test]
fn a_timeout_without_an_answer_is_an_error_too() {
    let stage = Stage::of(&[NO]);
    stage.transport.silence();
    let mut polls = stage.wait(&READY).timeout(seconds(5)).polls();
    block_on(async {
        let poll = polls.try_next().await.unwrap().unwrap();
        assert_eq!((poll.max_attempts(), poll.remaining()), (None, Some(seconds(5))));
        assert_eq!(variant(&polls.try_next().await.unwrap_err()), "deadline");
        assert!(polls.next().await.is_none());
    });
}

/// Answers nothing, and counts the requests under way.
#[derive(Debug, Clone, Default)]
struct Silent(Arc<AtomicUsize>);

struct Underway(Arc<AtomicUsize>);

impl Drop for Underway {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Transport for Silent {
    fn send(&self, _: Request<Bytes>) -> Sending {
        self.0.fetch_add(1, Ordering::Relaxed);
        let underway = Underway(self.0.clone());
        Box::pin(async move {
            let _underway = underway;
            std::future::pending::<()>().await;
            Ok(Response::new(Bytes::new()))
        })
    }
}

fn silent() -> (Silent, Wait<One>) {
    let transport = Silent::default();
    let config = crate::config::Config::builder()
        .region("us-east-1")
        .credentials("AKIDEXAMPLE", "secret", None)
        .transport(transport.clone())
        .build()
        .unwrap();
    (transport, Wait::new(Client::new(&config, &SERVICE), Input::default(), &READY))
}

#[tokio::test]
async fn a_wait_dropped_in_select_cancels_its_request() {
    let (transport, wait) = silent();
    let underway = transport.0.clone();
    tokio::select! {
        biased;
        _ = wait.into_future() => panic!("there is no answer"),
        () = until(|| underway.load(Ordering::Relaxed) == 1) => {}
    }
    assert_eq!(underway.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn dropping_the_future_of_a_poll_loses_nothing_and_dropping_the_stream_cancels() {
    let (transport, wait) = silent();
    let underway = transport.0.clone();
    let mut polls = wait.polls();
    for _ in 0..3 {
        tokio::select! {
            biased;
            _ = polls.next() => panic!("there is no answer"),
            () = until(|| underway.load(Ordering::Relaxed) == 1) => {}
        }
        assert_eq!(underway.load(Ordering::Relaxed), 1, "it is the same request");
    }
    drop(polls);
    assert_eq!(underway.load(Ordering::Relaxed), 0);
}

async fn until(holds: impl Fn() -> bool) {
    while !holds() {
        tokio::task::yield_now().await;
    }
}

#[test]
fn polls_can_be_sent_and_stored() {
    fn is_sendable<T: Send + Unpin + 'static + std::fmt::Debug>(_: &T) {}
    let stage = Stage::of(&[YES]);
    let mut polls = stage.wait(&READY).polls();
    is_sendable(&polls);
    assert!(format!("{polls:?}").contains("waiter: \"ThingReady\""));
    let poll = block_on(polls.try_next()).unwrap().unwrap();
    is_sendable(&poll);
}
