//! What bad servers do.

use maitred::Error;

use super::dialect::{Dialect, PATIENCE};
use crate::front::Step;
use crate::http::{response, with_length};

/// What must come of it.
pub(super) struct Expected {
    pub(super) kind: fn(&Error) -> bool,
    /// The error code, where the kind has one.
    pub(super) code: Option<&'static str>,
    pub(super) status: Option<u16>,
    pub(super) requests: usize,
    /// boto3 gives up at once where an answer breaks off in its middle.
    pub(super) in_boto: usize,
}

/// What a server does, and what must come of it.
pub(super) struct Case {
    pub(super) what: &'static str,
    /// To each request.
    pub(super) answer: fn(Dialect) -> Step,
    pub(super) expected: Expected,
}

/// An answer that came, but is none.
const NO_OUTPUT: Expected =
    Expected { kind: Error::is_response, code: None, status: Some(200), requests: 1, in_boto: 1 };

/// As many requests as there are attempts.
pub(super) const EVERY: usize = usize::MAX;

/// No complete answer, at any attempt.
const NO_ANSWER: Expected = Expected {
    kind: Error::is_transport,
    code: None,
    status: None,
    requests: EVERY,
    in_boto: EVERY,
};

/// All cases.
pub(super) fn all() -> impl Iterator<Item = Case> {
    bad_bodies().into_iter().chain(bad_connections()).chain(bad_statuses())
}

/// Answers that are none.
fn bad_bodies() -> Vec<Case> {
    let case = |what, answer| Case { what, answer, expected: NO_OUTPUT };
    vec![
        case("garbage", |dialect| dialect.answer(200, "\u{1}\u{fffd}%!{<")),
        case("half a document", |dialect| {
            let page = dialect.page(None);
            dialect.answer(200, page.get(..page.len() - 2).unwrap_or_default())
        }),
        case("an empty body", |dialect| dialect.answer(200, "")),
        case("blanks", |dialect| dialect.answer(200, " \r\n ")),
        case("a web page", |_| {
            let page = "<!doctype html><html><head><title>Log in</title></head></html>";
            Step::Answer(response(200, "text/html", page))
        }),
        case("the other protocol", |dialect| {
            let other = if dialect == Dialect::Json { Dialect::Xml } else { Dialect::Json };
            dialect.answer(200, &other.page(None))
        }),
        case("an output of the wrong kind", |dialect| match dialect {
            Dialect::Json => dialect.answer(200, r#"{"TableNames":{"one":1}}"#),
            Dialect::Xml => dialect
                .answer(200, "<DescribeVolumesResponse><volumeSet/></DescribeVolumesResponse>"),
        }),
        case("null", |dialect| dialect.answer(200, "null")),
        case("a list", |dialect| dialect.answer(200, "[]")),
    ]
}

/// Connections that end or keep silent.
fn bad_connections() -> Vec<Case> {
    let timeout = Expected { kind: Error::is_timeout, ..NO_ANSWER };
    let case = |what, answer| Case { what, answer, expected: NO_ANSWER };
    let unlike_boto =
        |what, answer| Case { what, answer, expected: Expected { in_boto: 1, ..NO_ANSWER } };
    vec![
        unlike_boto("half a body, then the end", |dialect| {
            let page = dialect.page(None);
            let bytes = with_length(200, dialect.content_type(), &page, page.len() + 10);
            Step::Answer(bytes)
        }),
        case("a closed connection", |_| Step::Answer(Vec::new())),
        unlike_boto("half a head, then the end", |_| {
            Step::Answer(b"HTTP/1.1 200 OK\r\ncont".to_vec())
        }),
        case("something that is no HTTP", |_| Step::Answer(b"SSH-2.0-OpenSSH_9.9\r\n".to_vec())),
        Case {
            what: "nothing until the timeout",
            answer: |_| Step::Silence(PATIENCE * 3),
            expected: timeout,
        },
    ]
}

/// Errors, by status or by body.
fn bad_statuses() -> Vec<Case> {
    let fault = |code, status, requests| Expected {
        kind: Error::is_service,
        code: Some(code),
        status: Some(status),
        requests,
        in_boto: requests,
    };
    let throttling =
        Expected { kind: Error::is_throttling, ..fault("ThrottlingException", 400, EVERY) };
    let case = |what, answer, expected| Case { what, answer, expected };
    vec![
        case(
            "an error with status 200",
            |dialect| dialect.answer(200, &dialect.fault("AccessDenied")),
            fault("AccessDenied", 200, 1),
        ),
        case("a bare 404", |dialect| dialect.answer(404, ""), fault("404", 404, 1)),
        case(
            "a web page with 403",
            |_| Step::Answer(response(403, "text/html", "<html>Forbidden</html>")),
            fault("403", 403, 1),
        ),
        case(
            "500 for ever",
            |dialect| dialect.answer(500, &dialect.fault("InternalFailure")),
            fault("InternalFailure", 500, EVERY),
        ),
        case("a bare 503 for ever", |dialect| dialect.answer(503, ""), fault("503", 503, EVERY)),
        case(
            "throttling for ever",
            |dialect| dialect.answer(400, &dialect.fault("ThrottlingException")),
            throttling,
        ),
    ]
}
