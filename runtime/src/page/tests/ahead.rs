//! Reading ahead: what is sent when, and what it must not change.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::shapes::*;
use super::*;

fn ahead() -> PageOptions {
    PageOptions::new().read_ahead(true)
}

/// Lets tasks run until they wait for something.
async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn the_next_page_is_asked_for_while_the_caller_works() {
    let listing = Listing::new(&[2, 1, 3]).slow(3);
    let mut pages = listing.paginate::<One>(None).options(ahead()).pages();
    assert_eq!(listing.requests.requests().len(), 0, "nothing before the first page");
    settle().await;
    assert_eq!(listing.requests.requests().len(), 0);
    for sent in [2, 3, 3] {
        pages.next().await.unwrap().unwrap();
        settle().await;
        assert_eq!(listing.requests.requests().len(), sent, "one page ahead, and no more");
    }
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn what_was_read_ahead_is_there_at_once() {
    let listing = Listing::new(&[1, 1]).slow(5);
    let mut pages = listing.paginate::<One>(None).options(ahead()).pages();
    pages.next().await.unwrap().unwrap();
    settle().await;
    assert!(matches!(once(pages.next()), Poll::Ready(Some(Ok(_)))));
}

#[tokio::test]
async fn by_default_nothing_is_read_ahead() {
    let listing = Listing::new(&[1, 1]);
    let mut pages = listing.paginate::<One>(None).pages();
    pages.next().await.unwrap().unwrap();
    settle().await;
    assert_eq!(listing.requests.requests().len(), 1);
}

#[tokio::test]
async fn at_a_limit_nothing_is_read_ahead() {
    let cases: [fn(Paginate<One>) -> Paginate<One>; 3] = [
        |paginate| paginate.max_items(2),
        |paginate| paginate.max_items(1),
        |paginate| paginate.options(ahead().max_pages(1)),
    ];
    for limited in cases {
        let listing = Listing::new(&[2, 2]);
        let mut pages = limited(listing.paginate(None).options(ahead())).pages();
        pages.next().await.unwrap().unwrap();
        settle().await;
        assert_eq!(listing.requests.requests().len(), 1);
        assert!(pages.next().await.is_none());
    }
}

#[tokio::test]
async fn the_token_leads_to_what_was_handed_out() {
    let listing = Listing::new(&[2, 1, 3]);
    let mut pages = listing.paginate::<One>(None).options(ahead()).pages();
    for expected in [Some(r#"{"M": "p1"}"#), Some(r#"{"M": "p2"}"#), None] {
        pages.next().await.unwrap().unwrap();
        settle().await;
        assert_eq!(pages.resume_token().as_ref().map(text_of).as_deref(), expected);
    }
    let mut items =
        listing.paginate::<One>(None).options(ahead()).items_of(0, |page| page.u.take());
    items.next().await.unwrap().unwrap();
    settle().await;
    let token = items.resume_token().unwrap();
    assert_eq!(text_of(&token), r#"{"M": null, "boto_truncate_amount": 1}"#);
}

#[tokio::test]
async fn an_error_ahead_comes_in_its_turn_and_can_be_retried() {
    let transport = ScriptedTransport::new();
    transport.answer(200, STD[0]).answer(400, r#"{"__type":"Boom"}"#).answer(200, r#"{"U":[4]}"#);
    let client = Client::new(&transport.config(&FakeClock::new()), &SERVICE);
    let paginate = Paginate::<One>::new(client, Input::default()).options(ahead());
    let mut items = paginate.items_of(0, |page| page.u.take());
    for expected in 1..=3 {
        settle().await;
        assert_eq!(items.try_next().await.unwrap(), Some(expected));
    }
    assert_eq!(items.try_next().await.unwrap_err().code(), Some("Boom"));
    settle().await;
    assert_eq!(transport.requests().len(), 2, "no request without the caller's word");
    assert!(items.retry());
    assert_eq!(items.try_next().await.unwrap(), Some(4));
    assert_eq!(items.try_next().await.unwrap(), None);
}

#[tokio::test]
async fn a_token_that_makes_no_request_comes_in_its_turn_too() {
    for options in [PageOptions::new(), ahead()] {
        let transport = ScriptedTransport::new();
        transport.answer(200, STD[0]);
        let client = Client::new(&transport.config(&FakeClock::new()), &SERVICE);
        let mut pages = Paginate::<Unfit>::new(client, Input::default()).options(options).pages();
        pages.next().await.unwrap().unwrap();
        // Without one the listing would look as if it were complete.
        assert_eq!(pages.resume_token().as_ref().map(text_of).as_deref(), Some(r#"{"I": "a"}"#));
        let error = pages.next().await.unwrap().unwrap_err();
        assert!(error.to_string().contains("page 1: its token does not fit I"), "{error}");
        assert_eq!(pages.resume_token(), None);
        assert!(!pages.retry() && pages.next().await.is_none());
    }
}

/// A server on a socket that answers each request with a page, and says that it was asked.
async fn server(pages: &'static [&'static str]) -> (String, UnboundedReceiver<usize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let (asked, requests) = unbounded_channel();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        for (index, page) in pages.iter().enumerate() {
            let mut request = Vec::new();
            // The bodies are one JSON object without another one in it.
            while !request.ends_with(b"}") {
                assert!(stream.read_buf(&mut request).await.unwrap() > 0);
            }
            asked.send(index).unwrap();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", page.len());
            stream.write_all(head.as_bytes()).await.unwrap();
            stream.write_all(page.as_bytes()).await.unwrap();
        }
    });
    (address, requests)
}

async fn over_a_socket() {
    let (address, mut requests) = server(STD).await;
    let config = Config::builder().region("us-east-1").credentials("id", "secret", None);
    let client = Client::new(&config.endpoint_url(address).build().unwrap(), &SERVICE);
    let mut pages = Paginate::<One>::new(client, Input::default()).options(ahead()).pages();
    let mut items = Vec::new();
    for asked in [&[0, 1][..], &[2], &[]] {
        items.extend(pages.try_next().await.unwrap().unwrap().u.unwrap());
        // Nobody asks for the next page here, and yet the server is asked for it.
        for page in asked {
            assert_eq!(requests.recv().await, Some(*page));
        }
    }
    assert_eq!(items, [1, 2, 3, 4, 5, 6, 7]);
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn the_default_transport_reads_ahead_on_one_thread() {
    over_a_socket().await;
}

/// Answers after 20 ms of tokio's time.
#[derive(Debug)]
struct Distant(Listing);

impl Transport for Distant {
    fn send(&self, request: Request<Bytes>) -> Sending {
        let answer = self.0.send(request);
        Box::pin(async move {
            tokio::time::sleep(Duration::from_millis(20)).await;
            answer.await
        })
    }
}

/// How long ten pages take a caller who works for 20 ms on each.
async fn ten_pages(options: PageOptions) -> Duration {
    let config = Config::builder().region("us-east-1").credentials("id", "secret", None);
    let config = config.transport(Distant(Listing::new(&[1; 10]))).build().unwrap();
    let paginate = Paginate::<One>::new(Client::new(&config, &SERVICE), Input::default());
    let mut pages = paginate.options(options).pages();
    let begun = tokio::time::Instant::now();
    while pages.try_next().await.unwrap().is_some() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    begun.elapsed()
}

#[tokio::test(start_paused = true)]
async fn reading_ahead_hides_the_way_to_the_service_behind_the_callers_work() {
    let (plain, hidden) = (ten_pages(PageOptions::new()).await, ten_pages(ahead()).await);
    assert!(plain >= Duration::from_millis(400), "{plain:?}: ten times both");
    assert!(hidden <= Duration::from_millis(240), "{hidden:?}: both once, then the longer one");
}

/// Never answers from the second request on, and counts the answers under way.
#[derive(Debug, Clone, Default)]
struct Hanging {
    sent: Arc<AtomicUsize>,
    under_way: Arc<AtomicUsize>,
}

struct UnderWay(Arc<AtomicUsize>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Transport for Hanging {
    fn send(&self, _: Request<Bytes>) -> Sending {
        let first = self.sent.fetch_add(1, Ordering::SeqCst) == 0;
        self.under_way.fetch_add(1, Ordering::SeqCst);
        let guard = UnderWay(Arc::clone(&self.under_way));
        Box::pin(async move {
            if !first {
                std::future::pending::<()>().await;
            }
            drop(guard);
            Ok(http::Response::new(Bytes::from_static(STD[0].as_bytes())))
        })
    }
}

impl Hanging {
    fn pages(&self) -> Pages<One> {
        let config = Config::builder().region("us-east-1").credentials("id", "secret", None);
        let config = config.transport(self.clone()).clock(FakeClock::new()).build().unwrap();
        let client = Client::new(&config, &SERVICE);
        Paginate::new(client, Input::default()).options(ahead()).pages()
    }
}

#[tokio::test]
async fn dropping_the_stream_cancels_what_is_read_ahead() {
    let transport = Hanging::default();
    let mut pages = transport.pages();
    pages.next().await.unwrap().unwrap();
    settle().await;
    assert_eq!(transport.under_way.load(Ordering::SeqCst), 1);
    drop(pages);
    settle().await;
    assert_eq!(transport.under_way.load(Ordering::SeqCst), 0);
    assert_eq!(transport.sent.load(Ordering::SeqCst), 2);
}

#[test]
fn without_a_runtime_nothing_is_read_ahead() {
    let listing = Listing::new(&[1, 1]);
    let mut pages = listing.paginate::<One>(None).options(ahead()).pages();
    assert!(matches!(once(pages.next()), Poll::Ready(Some(Ok(_)))));
    assert_eq!(listing.requests.requests().len(), 1);
    assert!(matches!(once(pages.next()), Poll::Ready(Some(Ok(_)))));
    assert!(matches!(once(pages.next()), Poll::Ready(None)));
}

#[test]
fn a_runtime_that_ends_leaves_an_error_that_can_be_retried() {
    let listing = Listing::new(&[1, 1]).slow(50);
    let mut pages = listing.paginate::<One>(None).options(ahead()).pages();
    assert!(block_on(pages.next()).unwrap().is_ok());
    let error = block_on(pages.next()).unwrap().unwrap_err();
    assert!(error.is_transport(), "{error}");
    assert!(error.to_string().contains("runtime that has ended"), "{error}");
    assert!(pages.retry());
    assert!(block_on(pages.next()).unwrap().is_ok());
    assert!(block_on(pages.next()).is_none());
}

#[tokio::test]
async fn what_is_read_ahead_keeps_the_interval() {
    let (clock, transport) = (FakeClock::new(), ScriptedTransport::new());
    for page in STD {
        transport.answer(200, *page);
    }
    let client = Client::new(&transport.config(&clock), &SERVICE);
    let options = ahead().min_interval(Duration::from_secs(1));
    let pages = Paginate::<One>::new(client, Input::default()).options(options).pages();
    assert_eq!(pages.collect().await.unwrap().pages, 3);
    assert_eq!(clock.elapsed(), Duration::from_secs(2));
}

#[tokio::test]
#[should_panic(expected = "a request for which the script has no answer")]
async fn a_panic_of_the_transport_is_passed_on() {
    let transport = ScriptedTransport::new();
    transport.answer(200, STD[0]);
    let client = Client::new(&transport.config(&FakeClock::new()), &SERVICE);
    let mut pages = Paginate::<One>::new(client, Input::default()).options(ahead()).pages();
    pages.next().await.unwrap().unwrap();
    let _ = pages.next().await;
}
