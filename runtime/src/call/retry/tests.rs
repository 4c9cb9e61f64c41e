use super::*;
use crate::call::Service;
use crate::wire::JSON_1_0;

static SERVICE: Service = Service {
    name: "things",
    id: "Things",
    api_version: "2020-01-01",
    endpoint_prefix: "things",
    signing_name: "things",
    target_prefix: "Things",
    protocol: &JSON_1_0,
};

static SPEC: OperationSpec = OperationSpec {
    service: &SERVICE,
    name: "GetThing",
    method: "POST",
    path: "/",
    host_prefix: None,
    has_output: true,
    errors: &[
        ErrorSpec { shape: "Throttled", code: "TooMuch", retryable: Some(true) },
        ErrorSpec { shape: "Busy", code: "Busy", retryable: Some(false) },
        ErrorSpec { shape: "Gone", code: "Gone", retryable: None },
    ],
};

#[test]
fn what_is_retried_after_an_answer() {
    let cases = [
        (500, "Anything", true),
        (502, "502", true),
        (503, "503", true),
        (504, "504", true),
        (501, "501", false),
        (429, "429", true),
        (400, "ThrottlingException", true),
        (400, "ProvisionedThroughputExceededException", true),
        (503, "SlowDown", true),
        (400, "RequestTimeout", true),
        (400, "InternalError", true),
        (400, "TooMuch", true),
        (400, "Throttled", true),
        (400, "Busy", true),
        (400, "Gone", false),
        (400, "ValidationException", false),
        (403, "AccessDeniedException", false),
        (200, "RequestLimitExceeded", true),
    ];
    for (status, code, retried) in cases {
        let cost = cost_after_fault(&SPEC, code, status);
        assert_eq!(cost, retried.then_some(5), "{status} {code}");
    }
}

#[test]
fn what_counts_as_throttling() {
    for (code, status, throttling) in [
        ("Throttling", Some(400), true),
        ("TooMuch", Some(400), true),
        ("Busy", Some(400), false),
        ("x", Some(429), true),
        ("x", Some(500), false),
        ("EC2ThrottledException", None, true),
    ] {
        assert_eq!(is_throttling(&SPEC, code, status), throttling, "{code}");
    }
}

#[test]
fn what_is_retried_after_no_answer() {
    assert_eq!(cost_after_transport(TransportErrorKind::Connect), Some(5));
    assert_eq!(cost_after_transport(TransportErrorKind::Io), Some(5));
    assert_eq!(cost_after_transport(TransportErrorKind::Timeout), Some(10));
    assert_eq!(cost_after_transport(TransportErrorKind::TooLarge), None);
}

#[test]
fn backoff_doubles_up_to_twenty_seconds() {
    let longest = |failed| backoff(failed, 1.0).as_secs();
    let all: Vec<u64> = (1..8).map(longest).collect();
    assert_eq!(all, [1, 2, 4, 8, 16, 20, 20]);
    assert_eq!(longest(u32::MAX), 20);
    assert_eq!(backoff(3, 0.25), Duration::from_secs(1));
    assert_eq!(backoff(3, 0.0), Duration::ZERO);
}

#[test]
fn a_quota_neither_overdraws_nor_overflows() {
    let quota = Quota::new();
    quota.reward(None);
    assert_eq!(quota.left(), 500);
    assert!((0..100).all(|_| quota.take(COST)));
    assert!(!quota.take(COST));
    quota.reward(None);
    assert!(!quota.take(COST));
    assert_eq!(quota.left(), 1);
    quota.reward(Some(COST_OF_TIMEOUT));
    assert!(quota.take(COST_OF_TIMEOUT));
    quota.reward(Some(u32::MAX));
    assert_eq!(quota.left(), 500);
}
