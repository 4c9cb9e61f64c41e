use super::*;
use crate::call::Service;
use crate::wire::JSON_1_0;

static SERVICE: Service =
    Service::new("things", "Things", "2020-01-01", "things", &JSON_1_0).target_prefix("Things");

static SPEC: OperationSpec = OperationSpec::new(&SERVICE, "GetThing", "POST", "/").errors(&[
    ErrorSpec { shape: "Throttled", code: "TooMuch", retryable: Some(true) },
    ErrorSpec { shape: "Busy", code: "Busy", retryable: Some(false) },
    ErrorSpec { shape: "Gone", code: "Gone", retryable: None },
]);

#[test]
fn what_is_retried_after_an_answer() {
    let cases = [
        (500, "Anything", true),
        (502, "502", true),
        (503, "503", true),
        (504, "504", true),
        (501, "501", false),
        (429, "429", true),
        (429, "Unknown", true),
        (429, "Gone", false),
        (429, "Busy", true),
        (503, "Gone", true),
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
        assert_eq!(after_fault(&SPEC, code, status).is_some(), retried, "{status} {code}");
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
    let transient = Some(Reason::Transient);
    assert_eq!(after_transport(TransportErrorKind::Connect), transient);
    assert_eq!(after_transport(TransportErrorKind::Io), transient);
    assert_eq!(after_transport(TransportErrorKind::Timeout), transient);
    assert_eq!(after_transport(TransportErrorKind::TooLarge), None);
}

#[test]
fn throttling_costs_less_and_waits_longer() {
    assert_eq!(after_fault(&SPEC, "SlowDown", 503), Some(Reason::Throttling));
    assert_eq!(after_fault(&SPEC, "Busy", 400), Some(Reason::Transient));
    assert_eq!((Reason::Throttling.cost(), Reason::Transient.cost()), (5, 14));
}

#[test]
fn backoff_doubles_up_to_twenty_seconds() {
    let longest = |reason, failed| backoff(&SERVICE, reason, failed, 1.0, None).as_millis();
    let throttled: Vec<u128> = (1..8).map(|failed| longest(Reason::Throttling, failed)).collect();
    assert_eq!(throttled, [1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
    let transient: Vec<u128> = (1..5).map(|failed| longest(Reason::Transient, failed)).collect();
    assert_eq!(transient, [50, 100, 200, 400]);
    assert_eq!(longest(Reason::Transient, u32::MAX), 20_000);
    assert_eq!(backoff(&SERVICE, Reason::Throttling, 3, 0.25, None), Duration::from_secs(1));
    assert_eq!(backoff(&SERVICE, Reason::Throttling, 3, 0.0, None), Duration::ZERO);
}

#[test]
fn a_service_may_ask_for_a_little_more_time() {
    let pause =
        |asked| backoff(&SERVICE, Reason::Throttling, 1, 1.0, Some(Duration::from_millis(asked)));
    assert_eq!(pause(10).as_millis(), 1000);
    assert_eq!(pause(3000).as_millis(), 3000);
    assert_eq!(pause(60_000).as_millis(), 6000);
    let headers = |text| {
        HeaderMap::from_iter([(
            http::HeaderName::from_static("x-amz-retry-after"),
            http::HeaderValue::from_static(text),
        )])
    };
    assert_eq!(asked(&headers("1500")), Some(Duration::from_millis(1500)));
    for wrong in ["-1", "soon", "", "99999999999999999999999"] {
        assert_eq!(asked(&headers(wrong)), None, "{wrong:?}");
    }
}

#[test]
fn dynamodb_is_asked_more_often_and_faster() {
    let dynamodb = Service { name: "dynamodb", ..SERVICE };
    assert_eq!((attempts(&SERVICE, None), attempts(&dynamodb, None)), (3, 4));
    assert_eq!(attempts(&dynamodb, NonZeroU32::new(2)), 2);
    assert_eq!(backoff(&dynamodb, Reason::Transient, 1, 1.0, None).as_millis(), 25);
    assert_eq!(backoff(&dynamodb, Reason::Throttling, 1, 1.0, None).as_millis(), 1000);
}

#[test]
fn a_quota_neither_overdraws_nor_overflows() {
    let quota = Quota::new();
    quota.reward(None);
    assert_eq!(quota.left(), 500);
    assert!((0..100).all(|_| quota.take(COST_OF_THROTTLING)));
    assert!(!quota.take(COST));
    quota.reward(None);
    assert!(!quota.take(COST));
    assert_eq!(quota.left(), 1);
    quota.reward(Some(COST));
    assert!(quota.take(COST));
    quota.reward(Some(u32::MAX));
    assert_eq!(quota.left(), 500);
}
