//! When to ask again, how long to wait before, and when to stop for the sake of a service in trouble.
//!
//! This is the standard mode of the AWS SDKs. Everything here is a plain function of what failed;
//! the loop that acts on it is in `send`.

use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use super::{ErrorSpec, OperationSpec, TransportErrorKind};

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

/// What a retry takes from the quota.
pub(crate) const COST: u32 = 5;

/// What a retry after a time limit takes from the quota: the service did work for the first.
pub(crate) const COST_OF_TIMEOUT: u32 = 10;

/// The longest backoff, in seconds.
const LONGEST_BACKOFF: u32 = 20;

/// Is this answer about too many requests?
pub(crate) fn is_throttling(operation: &OperationSpec, code: &str, status: Option<u16>) -> bool {
    status == Some(TOO_MANY_REQUESTS)
        || THROTTLING_CODES.contains(&code)
        || modelled(operation, code).is_some_and(|spec| spec.retryable == Some(true))
}

/// What another attempt after this answer costs; `None` if it makes no sense.
pub(crate) fn cost_after_fault(operation: &OperationSpec, code: &str, status: u16) -> Option<u32> {
    let retryable = TRANSIENT_STATUSES.contains(&status)
        || TRANSIENT_CODES.contains(&code)
        || is_throttling(operation, code, Some(status))
        || modelled(operation, code).is_some_and(|spec| spec.retryable.is_some());
    retryable.then_some(COST)
}

/// What another attempt after no answer costs; `None` if it makes no sense.
pub(crate) fn cost_after_transport(kind: TransportErrorKind) -> Option<u32> {
    match kind {
        TransportErrorKind::Connect | TransportErrorKind::Io => Some(COST),
        TransportErrorKind::Timeout => Some(COST_OF_TIMEOUT),
        TransportErrorKind::TooLarge => None,
    }
}

fn modelled(operation: &OperationSpec, code: &str) -> Option<&'static ErrorSpec> {
    operation.errors.iter().find(|spec| spec.code == code || spec.shape == code)
}

/// How long to wait after this attempt failed (the first is 1), given a random number in 0..1.
pub(crate) fn backoff(failed: u32, random: f64) -> Duration {
    let doubled = 2u32.saturating_pow(failed.saturating_sub(1));
    Duration::from_secs(u64::from(doubled.min(LONGEST_BACKOFF))).mul_f64(random)
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
