//! When to ask again, how long to wait before, and when to stop for the sake of a service in trouble.
//!
//! This is botocore's standard mode, its figures included. Everything here is a plain function of what failed;
//! the loop that acts on it is in `send`.

use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use http::HeaderMap;

use super::{ErrorSpec, OperationSpec, Service, TransportErrorKind};

/// Codes that say that there are too many requests.
const THROTTLING_CODES: [&str; 14] = [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "RequestThrottledException",
    "TooManyRequestsException",
    "ProvisionedThroughputExceededException",
    "TransactionInProgressException",
    "RequestLimitExceeded",
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "RequestThrottled",
    "SlowDown",
    "PriorRequestNotComplete",
    "EC2ThrottledException",
];

/// Codes that say that the same request may succeed later.
const TRANSIENT_CODES: [&str; 3] = ["RequestTimeout", "RequestTimeoutException", "InternalError"];

/// Statuses that say the same.
const TRANSIENT_STATUSES: [u16; 4] = [500, 502, 503, 504];

const TOO_MANY_REQUESTS: u16 = 429;

/// What another attempt takes from the quota.
pub(crate) const COST: u32 = 14;

/// What another attempt takes after an answer that there are too many requests.
pub(crate) const COST_OF_THROTTLING: u32 = 5;

/// How many attempts there are where nobody says otherwise.
const ATTEMPTS: u32 = 3;

/// The services that fail fast and are asked again fast.
const FAST_SERVICES: [&str; 2] = ["dynamodb", "dynamodbstreams"];
const FAST_ATTEMPTS: u32 = 4;

/// The longest backoff.
const LONGEST_BACKOFF: Duration = Duration::from_secs(20);

/// How much longer than that a service may ask to be left alone.
const LONGEST_ADDITION: Duration = Duration::from_secs(5);

/// Why another attempt makes sense.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reason {
    /// Something went wrong that may not go wrong again.
    Transient,
    /// There are too many requests.
    Throttling,
}

impl Reason {
    /// What the attempt takes from the quota.
    pub(crate) fn cost(self) -> u32 {
        match self {
            Reason::Transient => COST,
            Reason::Throttling => COST_OF_THROTTLING,
        }
    }

    /// The backoff after the first attempt, before chance shortens it.
    fn base(self, service: &Service) -> Duration {
        match self {
            Reason::Throttling => Duration::from_secs(1),
            Reason::Transient if is_fast(service) => Duration::from_millis(25),
            Reason::Transient => Duration::from_millis(50),
        }
    }
}

fn is_fast(service: &Service) -> bool {
    FAST_SERVICES.contains(&service.name)
}

/// How many attempts there are: as configured, or botocore's number for the service.
pub(crate) fn attempts(service: &Service, configured: Option<NonZeroU32>) -> u32 {
    let usual = if is_fast(service) { FAST_ATTEMPTS } else { ATTEMPTS };
    configured.map_or(usual, NonZeroU32::get)
}

/// Is this answer about too many requests?
pub(crate) fn is_throttling(operation: &OperationSpec, code: &str, status: Option<u16>) -> bool {
    status == Some(TOO_MANY_REQUESTS)
        || THROTTLING_CODES.contains(&code)
        || modelled(operation, code).is_some_and(|spec| spec.retryable == Some(true))
}

/// Why another attempt after this answer makes sense; `None` if it makes none.
pub(crate) fn after_fault(operation: &OperationSpec, code: &str, status: u16) -> Option<Reason> {
    // Where the definition knows the error, it decides, not the status: an exhausted quota that is
    // answered with 429 stays exhausted.
    let telling = Some(status).filter(|_| modelled(operation, code).is_none());
    if is_throttling(operation, code, telling) {
        return Some(Reason::Throttling);
    }
    let transient = TRANSIENT_STATUSES.contains(&status)
        || TRANSIENT_CODES.contains(&code)
        || modelled(operation, code).is_some_and(|spec| spec.retryable.is_some());
    transient.then_some(Reason::Transient)
}

/// Why another attempt after no answer makes sense; `None` if it makes none.
pub(crate) fn after_transport(kind: TransportErrorKind) -> Option<Reason> {
    match kind {
        TransportErrorKind::Connect | TransportErrorKind::Io | TransportErrorKind::Timeout => {
            Some(Reason::Transient)
        }
        TransportErrorKind::TooLarge => None,
    }
}

fn modelled(operation: &OperationSpec, code: &str) -> Option<&'static ErrorSpec> {
    operation.errors.iter().find(|spec| spec.code == code || spec.shape == code)
}

/// How long to wait after this attempt failed (the first is 1), given a random number in 0..1, and
/// what the service asked for, which counts within limits.
pub(crate) fn backoff(
    service: &Service,
    reason: Reason,
    failed: u32,
    random: f64,
    asked: Option<Duration>,
) -> Duration {
    let doubled = 2u32.saturating_pow(failed.saturating_sub(1));
    let longest = reason.base(service).saturating_mul(doubled).min(LONGEST_BACKOFF);
    let chosen = longest.mul_f64(random);
    asked.map_or(chosen, |asked| asked.min(chosen + LONGEST_ADDITION).max(chosen))
}

/// What the service asks for, in milliseconds.
pub(crate) fn asked(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get("x-amz-retry-after")?.to_str().ok()?;
    value.trim().parse().map(Duration::from_millis).ok()
}

/// What one client may still spend on retries.
///
/// Each retry takes something, each success gives something back, so a client whose requests all
/// fail soon stops retrying, and comes back to it as requests succeed.
#[derive(Debug)]
pub(crate) struct Quota(AtomicU32);

impl Quota {
    const FULL: u32 = 500;

    /// What a success at the first attempt gives back.
    const REWARD: u32 = 1;

    pub(crate) fn new() -> Self {
        Quota(AtomicU32::new(Quota::FULL))
    }

    /// Takes the cost of a retry; `false`, and takes nothing, if there is not enough.
    pub(crate) fn take(&self, cost: u32) -> bool {
        let taken = |left: u32| left.checked_sub(cost);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, taken).is_ok()
    }

    /// Gives back after a success: what the retry that led to it took, if it took one.
    pub(crate) fn reward(&self, taken: Option<u32>) {
        let given = taken.unwrap_or(Quota::REWARD);
        let filled = |left: u32| Some(left.saturating_add(given).min(Quota::FULL));
        let _ = self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, filled);
    }

    #[cfg(test)]
    pub(crate) fn left(&self) -> u32 {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests;
