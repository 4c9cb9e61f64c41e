//! Against a socket on this machine, and against scripted answers.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::call::{Client, Purpose, start};
use crate::page::Paginate;
use crate::page::tests::shapes::{Input, One, Page, SERVICE};
use crate::page::tests::{STD, text_of};
use crate::testing::{FakeClock, ScriptedTransport};
use crate::wait::{Acceptor, AcceptorState, Test, Waiter};
use crate::{Call, Config, Error, Items, Wait, WaitError};

static READY: Waiter<One> = Waiter::new(
    "ThingReady",
    7,
    3,
    &[Acceptor {
        state: AcceptorState::Success,
        matcher: "path",
        argument: "s",
        expected: "Y",
        test: Test::Output(|page: &Page| page.s.as_deref() == Some("Y")),
    }],
);

fn wait(client: Client) -> Wait<One> {
    Wait::new(client, Input::default(), &READY)
}

/// Answers each request with an empty page, and counts connections. Connections are closed by the
/// server after so many answers.
fn server(answers: usize) -> (Client, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let count = Arc::<AtomicUsize>::default();
    let counter = Arc::clone(&count);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            counter.fetch_add(1, Ordering::SeqCst);
            std::thread::spawn(move || serve(&stream.unwrap(), answers));
        }
    });
    let config = Config::builder().region("us-east-1").credentials("id", "secret", None);
    let config = config.endpoint_url(url).max_attempts(NonZeroU32::MIN).build().unwrap();
    (Client::new(&config, &SERVICE), count)
}

fn serve(stream: &TcpStream, answers: usize) {
    let mut reader = BufReader::new(stream);
    for _ in 0..answers {
        let Some(length) = head(&mut reader) else { return };
        let mut body = vec![0; length];
        reader.read_exact(&mut body).unwrap();
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
        (&mut (&*stream)).write_all(answer).unwrap();
    }
}

/// Reads a request up to its body, and gives the body's length; `None` at the end.
fn head(reader: &mut impl BufRead) -> Option<usize> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().unwrap();
            }
            None if line.trim_end().is_empty() => return Some(length),
            _ => {}
        }
    }
}

fn call(client: &Client) -> Call<One> {
    start(client, &Input::default(), Purpose::Call)
}

fn scripted(pages: &[&str]) -> (Client, ScriptedTransport) {
    let transport = ScriptedTransport::new();
    for page in pages {
        transport.answer(200, page.to_string());
    }
    (Client::new(&transport.config(&FakeClock::new()), &SERVICE), transport)
}

fn items(client: Client) -> Items<One, i64> {
    Paginate::<One>::new(client, Input::default()).items_of(0, |page: &mut Page| page.u.take())
}

#[test]
fn calls_one_after_another_use_connections_again() {
    let (client, connections) = server(usize::MAX);
    for _ in 0..50 {
        assert_eq!(call(&client).blocking_answer().unwrap().attempts, 1);
    }
    // The thread that drives it may not have put a connection back when the next call begins.
    let connections = connections.load(Ordering::SeqCst);
    assert!((1..=5).contains(&connections), "{connections} connections for 50 calls");
}

#[test]
fn calls_of_several_threads_go_on_side_by_side() {
    let (client, connections) = server(usize::MAX);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| (0..20).for_each(|_| drop(call(&client).blocking().unwrap())));
        }
    });
    let connections = connections.load(Ordering::SeqCst);
    assert!((1..=32).contains(&connections), "{connections} connections for 160 calls");
}

/// Nobody polls between two calls but the thread for all of them.
#[test]
fn a_connection_that_is_closed_between_two_calls_is_noticed() {
    let (client, connections) = server(1);
    for _ in 0..4 {
        call(&client).blocking().unwrap();
        std::thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(connections.load(Ordering::SeqCst), 4);
}

#[test]
fn time_limits_hold() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (client, _) = server(1);
    let silent = client.with(|o| o.endpoint_url(url).read_timeout(Duration::from_millis(20)));
    assert!(call(&silent).blocking().unwrap_err().is_timeout());
}

#[test]
fn items_are_an_iterator_with_a_token() {
    let (client, transport) = scripted(STD);
    let mut items = items(client).blocking();
    let some: Vec<i64> = items.by_ref().take(4).map(Result::unwrap).collect();
    assert_eq!(some, [1, 2, 3, 4]);
    let token = items.resume_token().unwrap();
    assert_eq!(text_of(&token), r#"{"M": "a", "boto_truncate_amount": 1}"#);
    assert_eq!(transport.requests().len(), 2, "nothing ahead of need");
    assert_eq!(items.map(Result::unwrap).collect::<Vec<_>>(), [5, 6, 7]);
}

#[test]
fn pages_are_an_iterator_and_an_error_ends_it() {
    let (client, transport) = scripted(&STD[..1]);
    transport.answer(400, r#"{"__type":"Boom"}"#);
    let mut pages = Paginate::<One>::new(client, Input::default()).pages().blocking();
    assert_eq!(pages.next().unwrap().unwrap().u.unwrap(), [1, 2, 3]);
    assert_eq!(pages.next().unwrap().unwrap_err().code(), Some("Boom"));
    assert!(pages.next().is_none());
    assert_eq!(text_of(&pages.resume_token().unwrap()), r#"{"M": "a"}"#);
    assert!(pages.retry(), "it can be asked for again");
    transport.answer(200, STD[2].to_owned());
    assert_eq!(pages.next().unwrap().unwrap().u.unwrap(), [7]);
    assert!(pages.next().is_none() && pages.resume_token().is_none());
}

#[test]
fn a_page_is_read_ahead_while_the_caller_works() {
    let (client, transport) = scripted(STD);
    let paginate = Paginate::<One>::new(client, Input::default());
    let paginate = paginate.options(crate::PageOptions::new().read_ahead(true));
    let mut items = paginate.items_of(0, |page: &mut Page| page.u.take()).blocking();
    assert_eq!(items.next().unwrap().unwrap(), 1);
    let begun = std::time::Instant::now();
    while transport.requests().len() < 2 {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing is read ahead");
        std::thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(items.map(Result::unwrap).collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7]);
}

#[test]
fn a_full_result_can_be_had_by_blocking() {
    let (client, _) = scripted(STD);
    let pages = Paginate::<One>::new(client, Input::default()).pages();
    let collected = crate::block_on(pages.collect()).unwrap().unwrap();
    assert_eq!(collected.output.u.unwrap(), [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn the_stream_is_within_reach() {
    let (client, _) = scripted(&[]);
    let mut pages = Paginate::<One>::new(client, Input::default()).pages().blocking();
    assert!(pages.stream().resume_token().is_none() && pages.stream_mut().resume_token().is_none());
}

fn is_refused(error: &Error) -> bool {
    let text = error.to_string();
    error.is_blocking() && text.contains("inside an asynchronous runtime, which it would hold up: ")
}

#[tokio::test]
async fn inside_a_runtime_a_call_is_an_error_and_nothing_is_sent() {
    let (client, transport) = scripted(&[]);
    let error = call(&client).blocking().unwrap_err();
    assert!(is_refused(&error) && error.operation() == Some("One"), "{error}");
    let config = Config::builder().environment([("AWS_REGION", "x")]).load_blocking();
    assert!(is_refused(&config.unwrap_err()));
    assert!(is_refused(&super::block_on(async {}).unwrap_err()));
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn inside_a_runtime_an_iterator_ends_with_an_error_and_the_stream_is_left() {
    let (client, transport) = scripted(STD);
    let mut items = items(client).blocking();
    assert!(is_refused(&items.next().unwrap().unwrap_err()));
    assert!(items.next().is_none(), "a loop that passes over errors ends");
    assert!(transport.requests().is_empty());
    assert_eq!(items.into_stream().try_next().await.unwrap(), Some(1));
}

/// Threads for blocking code cannot be told from the others.
#[tokio::test]
async fn on_a_runtimes_threads_for_blocking_code_a_call_is_an_error() {
    let (client, _) = scripted(&[]);
    let error = tokio::task::spawn_blocking(move || call(&client).blocking().unwrap_err());
    assert!(is_refused(&error.await.unwrap()));
}

#[tokio::test]
async fn inside_a_runtime_a_wait_is_an_error_without_a_poll() {
    let (client, transport) = scripted(&[]);
    let error = wait(client).blocking().unwrap_err();
    let WaitError::Service(failure) = error else { panic!("{error}") };
    assert!(is_refused(failure.error().unwrap()));
    assert_eq!((failure.attempts(), failure.operation()), (0, "One"));
    assert!(transport.requests().is_empty());
}

#[test]
fn a_wait_polls_until_it_is_content() {
    let (client, transport) = scripted(&[r#"{"s":"N"}"#, r#"{"s":"Y"}"#]);
    let waited = wait(client).blocking().unwrap();
    assert_eq!((waited.attempts(), transport.requests().len()), (2, 2));
}

#[test]
fn polls_are_an_iterator() {
    let (client, _) = scripted(&[r#"{"s":"N"}"#, r#"{"s":"Y"}"#]);
    let mut polls = wait(client).polls().blocking();
    assert_eq!(polls.by_ref().map(|poll| poll.unwrap().attempt()).collect::<Vec<_>>(), [1, 2]);
    assert!(polls.next().is_none());
}

#[tokio::test]
async fn inside_a_runtime_the_polls_end_with_an_error() {
    let (client, transport) = scripted(&[]);
    let mut polls = wait(client).polls().blocking();
    let error = polls.next().unwrap().unwrap_err();
    assert!(is_refused(error.failure().error().unwrap()));
    assert!(polls.next().is_none() && transport.requests().is_empty());
}

#[test]
fn the_environment_can_be_read() {
    let config = Config::builder().environment([("AWS_REGION", "eu-west-1")]).load_blocking();
    assert_eq!(config.unwrap().region(), Some("eu-west-1"));
    let error = Config::from_env_blocking().err();
    assert!(error.is_none_or(|error| !error.is_blocking()), "whatever is set on this machine");
}
