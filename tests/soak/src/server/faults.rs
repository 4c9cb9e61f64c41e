//! What befalls an answer on its way: one request in twenty meets a fault.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::net::TcpStream;
use std::thread::sleep;

use serde_json::{Value, json};

use super::http::head;
use super::pages::Service;
use crate::chance::Chance;
use crate::listings::PATIENCE;

/// A fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// The connection closes instead of an answer.
    Dropped,
    /// It closes in the middle of the body.
    Cut,
    /// There are too many requests.
    Throttled,
    /// Something is wrong with the service.
    Failed,
    /// The body comes in pieces, with pauses.
    Slow,
    /// It stops coming.
    Stalled,
}

const FAULTS: [Fault; 6] =
    [Fault::Dropped, Fault::Cut, Fault::Throttled, Fault::Failed, Fault::Slow, Fault::Stalled];

/// Of a thousand requests, how many meet a fault by chance.
const BY_CHANCE: u64 = 30;

/// After how many requests a service fails for a while, and how many requests long: longer than
/// retries help.
const OUTAGE_EVERY: u64 = 250;
const OUTAGE: u64 = 5;

/// Decides what befalls the answers, and counts.
#[derive(Debug)]
pub(super) struct Weather {
    chance: Chance,
    /// The kind of the last fault by chance.
    turn: usize,
    requests: BTreeMap<Service, u64>,
    faults: BTreeMap<Fault, u64>,
}

impl Weather {
    pub(super) fn new(seed: u64) -> Self {
        let (requests, faults) = (BTreeMap::new(), BTreeMap::new());
        Weather { chance: Chance::new(seed), turn: 0, requests, faults }
    }

    /// What befalls the next answer of a service.
    pub(super) fn next(&mut self, service: Service) -> Option<Fault> {
        let requests = self.requests.entry(service).or_default();
        *requests += 1;
        let is_outage = *requests >= OUTAGE_EVERY && *requests % OUTAGE_EVERY < OUTAGE;
        let by_chance = self.chance.below(1000) < BY_CHANCE;
        let fault = match (is_outage, by_chance) {
            (true, _) => Fault::Failed,
            (false, true) => {
                // In turn, so that a short run meets each kind.
                self.turn = (self.turn + 1) % FAULTS.len();
                *FAULTS.get(self.turn)?
            }
            (false, false) => return None,
        };
        *self.faults.entry(fault).or_default() += 1;
        Some(fault)
    }

    /// What there was, as JSON.
    pub(super) fn told(&self) -> Value {
        let faults = self.faults.iter().map(|(fault, count)| (format!("{fault:?}"), json!(count)));
        let faults: serde_json::Map<String, Value> = faults.collect();
        json!({ "requests": self.requests.values().sum::<u64>(), "faults": faults })
    }
}

/// Sends an answer, or what the fault leaves of it. Can the connection be used again?
pub(super) fn send(
    mut stream: &TcpStream,
    service: Service,
    page: &str,
    fault: Option<Fault>,
) -> io::Result<bool> {
    let (first, second) = page.as_bytes().split_at(page.len() / 2);
    match fault {
        None => whole(stream, 200, page)?,
        Some(Fault::Throttled) => {
            let (status, body) = service.throttled();
            whole(stream, status, &body)?;
        }
        Some(Fault::Failed) => whole(stream, 500, "<html>out of order</html>")?,
        Some(Fault::Dropped) => return Ok(false),
        Some(Fault::Cut) => {
            head(&mut stream, 200, page.len())?;
            stream.write_all(first)?;
            return Ok(false);
        }
        Some(Fault::Slow) => {
            head(&mut stream, 200, page.len())?;
            for part in [first, second] {
                sleep(PATIENCE / 8);
                stream.write_all(part)?;
            }
        }
        Some(Fault::Stalled) => {
            head(&mut stream, 200, page.len())?;
            stream.write_all(first)?;
            sleep(PATIENCE * 2);
            return Ok(false);
        }
    }
    Ok(true)
}

/// Head and body at once: two small writes would wait for each other.
fn whole(mut stream: &TcpStream, status: u16, body: &str) -> io::Result<()> {
    let mut answer = Vec::with_capacity(body.len() + 64);
    head(&mut answer, status, body.len())?;
    answer.extend_from_slice(body.as_bytes());
    stream.write_all(&answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_request_in_twenty_meets_a_fault_and_each_kind_is_among_them() {
        let mut weather = Weather::new(5);
        let faults: Vec<Fault> =
            (0..20_000).filter_map(|_| weather.next(Service::DynamoDb)).collect();
        assert!((900..1100).contains(&faults.len()), "{}", faults.len());
        assert!(FAULTS.iter().all(|kind| faults.contains(kind)));
        assert_eq!(weather.told()["requests"], 20_000);
    }

    #[test]
    fn an_outage_is_longer_than_retries_help() {
        let mut weather = Weather::new(5);
        let faults: Vec<Option<Fault>> = (1..=260).map(|_| weather.next(Service::S3)).collect();
        assert_eq!(faults[249..254], [Some(Fault::Failed); 5]);
    }
}
