//! Ten thousand waits at once on one thread, all asleep: how many bytes each of them holds.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::future::IntoFuture;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use maitred::{Backoff, Config, Jitter, Sending, Transport, Wait, Waiting};
use maitred_costs::Counting;
use maitred_costs::aws::dynamodb::{Client, operation::DescribeTable};

#[global_allocator]
static MEMORY: Counting = Counting::new();

const WAITS: usize = 10_000;

/// What one may cost.
const MOST: usize = 2048;

/// In which round the table is there: nothing, then that it comes, then that it is there.
const READY: usize = 2;

/// Answers each round of requests differently.
#[derive(Debug, Clone, Default)]
struct Rounds(Arc<AtomicUsize>);

impl Rounds {
    fn answered(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl Transport for Rounds {
    fn send(&self, _: Request<Bytes>) -> Sending {
        let round = self.0.fetch_add(1, Ordering::Relaxed) / WAITS;
        let (status, body) = match round {
            0 => (400, r#"{"__type":"ResourceNotFoundException","message":"not yet"}"#.to_owned()),
            round => (200, table(if round < READY { "CREATING" } else { "ACTIVE" })),
        };
        Box::pin(async move {
            let mut response = Response::new(Bytes::from(body));
            *response.status_mut() = status.try_into().unwrap();
            Ok(response)
        })
    }
}

/// A description as tables with indexes have it.
fn table(status: &str) -> String {
    let index = |number: usize| {
        format!(
            r#"{{"IndexName":"by-number-{number}","IndexStatus":"CREATING","ItemCount":{number},
            "KeySchema":[{{"AttributeName":"a{number}","KeyType":"HASH"}}]}}"#
        )
    };
    let indexes: Vec<String> = (0..5).map(index).collect();
    format!(
        r#"{{"Table":{{"TableName":"orders","TableStatus":"{status}","ItemCount":1,
        "GlobalSecondaryIndexes":[{}]}}}}"#,
        indexes.join(",")
    )
}

/// Starts the waits, lets each be answered twice, and gives the bytes that each holds then, asleep.
/// Checks that all succeed, and that nothing stays behind.
async fn bytes_per_wait(options: impl Fn(Wait<DescribeTable>) -> Wait<DescribeTable>) -> usize {
    let rounds = Rounds::default();
    let config = Config::builder()
        .region("eu-west-1")
        .credentials("access key id", "secret access key", None)
        .transport(rounds.clone())
        .build()
        .unwrap();
    let client = Client::new(&config);
    // What is made once per client is not the waits'.
    let warm = client.describe_table("warm").send().await;
    assert!(warm.is_err());
    rounds.0.store(0, Ordering::Relaxed);
    let before = MEMORY.in_use();
    let mut waits = Vec::with_capacity(WAITS);
    for number in 0..WAITS {
        let wait = client.describe_table(format!("table-{number:08}")).wait_until_table_exists();
        waits.push(tokio::spawn(options(wait).into_future()));
    }
    while rounds.answered() < 2 * WAITS {
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    assert_eq!(rounds.answered(), 2 * WAITS, "all of them sleep");
    let each = (MEMORY.in_use() - before) / WAITS;
    for wait in waits {
        assert_eq!(wait.await.unwrap().unwrap().attempts(), 3);
    }
    let left = MEMORY.in_use().saturating_sub(before);
    // The runtime's queue of tasks keeps its size, of a pointer for each and some to spare.
    assert!(left < 16 * WAITS, "{left} bytes stay behind");
    each
}

/// One test of both, as an allocator counts for the whole process.
#[tokio::test(start_paused = true)]
async fn a_waiting_wait_holds_at_most_two_kilobytes() {
    let plain = bytes_per_wait(|wait| wait).await;
    let seen = Arc::new(AtomicUsize::new(0));
    let counter = seen.clone();
    let all = bytes_per_wait(move |wait| {
        let counter = counter.clone();
        let slow = Backoff::exponential(Duration::from_secs(30), Duration::from_secs(600));
        wait.backoff(slow.jitter(Jitter::None))
            .initial_delay(Duration::from_secs(10))
            .timeout(Duration::from_secs(3600))
            .stable_for(NonZeroU32::MIN)
            .tolerate_throttling(true)
            .on_poll(move |poll| {
                counter.fetch_add(poll.attempt() as usize, Ordering::Relaxed);
            })
    })
    .await;
    assert_eq!(seen.load(Ordering::Relaxed), 6 * WAITS, "each is polled three times");
    println!("a future of {} bytes", size_of::<Waiting<DescribeTable>>());
    println!("{WAITS} waits asleep: {plain} bytes each, {all} with all options");
    assert!(plain <= MOST && all <= MOST, "{plain} and {all} bytes");
}
