//! Against a real socket on this machine.

use std::net::SocketAddr;
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;

fn limits() -> Limits {
    let (connect, read) = (Duration::from_secs(5), Duration::from_millis(150));
    Limits { connect, read, body: 1000 }
}

/// Takes connections, reads a request from each, and answers with these texts, one after another
/// with a pause between them. A connection is closed after that, or kept open and silent.
async fn server(parts: &'static [&'static str], closes: bool) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(serve(stream, parts, closes));
        }
    });
    address
}

async fn serve(mut stream: TcpStream, parts: &'static [&'static str], closes: bool) {
    let mut request = [0; 4096];
    while stream.read(&mut request).await.is_ok_and(|count| count > 0) {
        for part in parts {
            stream.write_all(part.as_bytes()).await.unwrap();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        if closes {
            return;
        }
    }
}

fn request(address: SocketAddr) -> Request<Bytes> {
    Request::post(format!("http://{address}/path")).body(Bytes::from_static(b"{}")).unwrap()
}

async fn ask(parts: &'static [&'static str], closes: bool) -> Result<String, TransportError> {
    let address = server(parts, closes).await;
    let response = HyperTransport::new(limits()).send(request(address)).await?;
    Ok(String::from_utf8(response.into_body().to_vec()).unwrap())
}

#[tokio::test]
async fn a_body_comes_complete() {
    let whole = ask(&["HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"], false).await;
    assert_eq!(whole.unwrap(), "hello");
    let parts = ["HTTP/1.1 500 Oh\r\ncontent-length: 5\r\n\r\n", "he", "l", "lo"];
    assert_eq!(ask(Box::leak(Box::new(parts)), false).await.unwrap(), "hello");
    let chunked =
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";
    assert_eq!(ask(Box::leak(Box::new([chunked])), false).await.unwrap(), "hello");
    let closing = ask(&["HTTP/1.1 200 OK\r\n\r\n", "hel", "lo"], true).await;
    assert_eq!(closing.unwrap(), "hello");
    let empty = ask(&["HTTP/1.1 204 None\r\n\r\n"], false).await;
    assert_eq!(empty.unwrap(), "");
}

#[tokio::test]
async fn a_connection_that_closes_in_the_body_is_an_error() {
    let error = ask(&["HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n", "hel"], true).await;
    assert_eq!(error.unwrap_err().kind(), Kind::Io);
    let error = ask(&["nonsense\r\n\r\n"], true).await;
    assert_eq!(error.unwrap_err().kind(), Kind::Io);
    let error = ask(&[], true).await;
    assert_eq!(error.unwrap_err().kind(), Kind::Io);
}

#[tokio::test]
async fn silence_ends_with_the_read_timeout() {
    for parts in [&[][..], &["HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhel"]] {
        let begun = Instant::now();
        let error = ask(parts, false).await.unwrap_err();
        assert_eq!(error.kind(), Kind::Timeout);
        assert!(begun.elapsed() < Duration::from_secs(3), "the connect timeout does not count");
        let cause = StdError::source(&error).unwrap().to_string();
        assert_eq!(cause, "nothing came for 150ms");
    }
}

#[tokio::test]
async fn a_request_may_have_limits_of_its_own() {
    let parts = &["HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n", "hello"];
    let transport = HyperTransport::new(limits());
    let address = server(parts, false).await;
    let cause = async |own: LimitOverrides| {
        let mut request = request(address);
        request.extensions_mut().insert(own);
        let error = transport.send(request).await.err()?;
        Some(StdError::source(&error)?.to_string())
    };
    let none = LimitOverrides::default();
    assert_eq!(cause(none).await, None);
    let read = Some(Duration::from_millis(1));
    let silent = server(&[], false).await;
    let mut other = self::request(silent);
    other.extensions_mut().insert(LimitOverrides { read, ..none });
    let error = transport.send(other).await.unwrap_err();
    assert_eq!(StdError::source(&error).unwrap().to_string(), "nothing came for 1ms");
    let small = LimitOverrides { body: Some(4), ..none };
    assert!(cause(small).await.unwrap().starts_with("expected at most 4 bytes"));
    let connect = Some(Duration::ZERO);
    let hasty = LimitOverrides { connect, ..none }.or(small);
    assert_eq!((hasty.connect, hasty.body), (connect, Some(4)));
}

#[tokio::test]
async fn a_refused_connection_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = HyperTransport::new(limits()).send(request(address)).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Connect);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let announced = ask(&["HTTP/1.1 200 OK\r\ncontent-length: 1001\r\n\r\n"], false).await;
    assert_eq!(announced.unwrap_err().kind(), Kind::TooLarge);
    let long: &'static str = Box::leak("x".repeat(1001).into_boxed_str());
    let parts = Box::leak(Box::new(["HTTP/1.1 200 OK\r\n\r\n", long]));
    assert_eq!(ask(parts, true).await.unwrap_err().kind(), Kind::TooLarge);
}

#[test]
fn a_runtime_that_is_not_polled_holds_nobody_up() {
    let build = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (servers, first, second) = (build(), build(), build());
    let address =
        servers.block_on(server(&["HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi"], false));
    std::thread::spawn(move || servers.block_on(std::future::pending::<()>()));
    let transport = HyperTransport::new(limits());
    // The first runtime leaves a connection in its pool, and stops being polled.
    for runtime in [&first, &second, &first] {
        let response = runtime.block_on(transport.send(request(address))).unwrap();
        assert_eq!(response.into_body(), "hi");
    }
}

#[test]
fn of_too_many_runtimes_the_one_idle_for_longest_loses_its_connections() {
    let build = || tokio::runtime::Builder::new_current_thread().build().unwrap();
    let runtimes: Vec<_> = std::iter::repeat_with(build).take(MOST_POOLS + 1).collect();
    let HyperTransport(inner) = HyperTransport::new(limits());
    let ask = |index: usize| drop(runtimes[index].block_on(async { inner.pool() }).unwrap());
    (0..MOST_POOLS).for_each(ask);
    ask(0);
    ask(MOST_POOLS);
    let kept: Vec<Id> = inner.pools.lock().unwrap().iter().map(|(id, _)| *id).collect();
    let expected = (2..MOST_POOLS).chain([0, MOST_POOLS]);
    assert_eq!(kept, expected.map(|index| runtimes[index].handle().id()).collect::<Vec<_>>());
}

#[test]
fn outside_of_a_runtime_there_is_an_error() {
    let sending = HyperTransport::new(limits()).send(request(([127, 0, 0, 1], 9).into()));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let Poll::Ready(Err(error)) = pin!(sending).poll(&mut context) else {
        panic!("expected an error")
    };
    assert_eq!(error.kind(), Kind::Io);
}

#[test]
fn tls_can_be_set_up() {
    assert!(connector().is_ok());
}

#[cfg(not(feature = "tls"))]
#[tokio::test]
async fn https_without_tls_says_what_it_takes() {
    let request = Request::get("https://127.0.0.1:1/").body(Bytes::new()).unwrap();
    let error = HyperTransport::new(Limits::default()).send(request).await.unwrap_err();
    assert_eq!(error.kind(), Kind::Connect);
    let source = StdError::source(&error).unwrap().to_string();
    assert!(source.contains("https needs the feature `tls` of maitred"), "{source}");
}
