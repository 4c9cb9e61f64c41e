mod modeled;

use std::error::Error as _;

use http::{HeaderMap, HeaderValue};

use super::*;

#[test]
fn the_text_is_one_line_whatever_it_quotes() {
    let error = Error::config("AWS_ENDPOINT_URL is 'a\nb\r\n\u{7}c': expected a URL");
    let text = error.to_string();
    assert!(!text.contains(char::is_control), "{text}");
    assert!(text.starts_with("AWS_ENDPOINT_URL is 'a b"), "{text}");
}

#[test]
fn debug_lists_the_causes() {
    let cause = std::io::Error::other("disk\non fire");
    let error = Error::config("the file could not be read").caused_by(cause);
    assert_eq!(format!("{error:?}"), "the file could not be read\n  caused by: disk on fire");
    assert_eq!(error.to_string(), "the file could not be read");
    assert!(error.source().is_some());
}

#[test]
fn each_kind_has_its_predicate() {
    type Predicate = fn(&Error) -> bool;
    let cases: [(Kind, Predicate); 11] = [
        (Kind::Config, Error::is_config),
        (Kind::Credentials, Error::is_credentials),
        (Kind::Connect, Error::is_connect),
        (Kind::Timeout, Error::is_timeout),
        (Kind::Transport, Error::is_transport),
        (Kind::Service, Error::is_service),
        (Kind::Response, Error::is_response),
        (Kind::RepeatedToken, Error::is_repeated_token),
        (Kind::StartingToken, Error::is_starting_token),
        (Kind::Wait, Error::is_wait),
        (Kind::Search, Error::is_search),
    ];
    for (kind, predicate) in cases {
        assert!(predicate(&Error::new(kind, "x")), "{kind:?}");
        let others = cases.iter().filter(|(other, _)| *other != kind);
        let also = others.filter(|(_, predicate)| predicate(&Error::new(kind, "x"))).count();
        let transport = matches!(kind, Kind::Connect | Kind::Timeout);
        assert_eq!(also, usize::from(transport), "{kind:?}");
    }
}

#[test]
fn request_ids_stand_in_one_of_several_headers() {
    let mut headers = HeaderMap::new();
    for name in ["x-amzn-request-id", "x-amz-request-id", "x-amzn-requestid"] {
        headers.insert(name, HeaderValue::from_static(name));
        assert_eq!(request_id(&headers), Some(name), "it goes before those above");
    }
    headers.insert("x-amzn-requestid", HeaderValue::from_static(" "));
    assert_eq!(request_id(&headers), Some("x-amz-request-id"), "an empty one is none");
}
