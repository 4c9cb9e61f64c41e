//! The listings, all at once: items by await, by blocking, and of several lists in one pass.

use std::num::NonZeroU32;
use std::pin::Pin;
use std::time::{Duration, Instant};

use futures_core::stream::Stream;
use maitred::{Config, Error, PageOptions, ResumeToken};

use crate::Outcome;
use crate::arguments::Arguments;
use crate::aws::{dynamodb, ec2, s3};
use crate::run::{Read, Run, Then};
use crate::server::pages;
use crate::told::Told;
use dynamodb::types::AttributeValue;
use s3::paginator::ListObjectVersionsItem as Version;

/// How long the client waits for a part of an answer. The server is silent for longer than that now
/// and then.
pub(crate) const PATIENCE: Duration = Duration::from_millis(400);

/// What all listings are given.
#[derive(Debug, Clone)]
struct Job {
    config: Config,
    arguments: Arguments,
    deadline: Instant,
}

impl Job {
    fn run(&self, name: &'static str, number: u64) -> Run {
        Run::new(name, self.arguments.share(), self.arguments.seed ^ number, self.deadline)
    }
}

/// Lists everything, within this time.
pub(crate) fn all(arguments: &Arguments, url: &str, limit: Duration) -> Outcome<Vec<Told>> {
    let (config, deadline) = (config(url)?, Instant::now() + limit);
    let job = Job { config, arguments: *arguments, deadline };
    let blocking = job.clone();
    let snapshots = std::thread::spawn(move || snapshots(&blocking));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut told = runtime.block_on(awaited(job))?;
    told.push(snapshots.join().map_err(|_| "the blocking listing panicked")??);
    Ok(told)
}

fn config(url: &str) -> Result<Config, Error> {
    Config::builder()
        .region("us-east-1")
        .credentials("soak", "soak", None)
        .endpoint_url(url)
        .read_timeout(PATIENCE)
        .build()
}

async fn awaited(job: Job) -> Outcome<Vec<Told>> {
    let scanned = tokio::spawn(scan(job.clone()));
    let versions = tokio::spawn(versions(job));
    Ok(vec![scanned.await??, versions.await??])
}

async fn scan(job: Job) -> Result<Told, String> {
    let client = dynamodb::Client::new(&job.config);
    let mut run = job.run("dynamodb Scan", 1);
    while !run.is_over() {
        // The next page is on its way while this one is looked at.
        let ahead = PageOptions::new().read_ahead(true);
        let paginate = client.scan("soak").paginate().options(ahead);
        let mut items = match run.begin() {
            Some(token) => paginate.starting_token(token).items(),
            None => paginate.items(),
        };
        let read = |item: &maitred::Map<AttributeValue>| {
            let id = item.get("id").and_then(|id| id.n.as_deref()?.parse().ok());
            id.map_or(Read::Garbled, Read::Item)
        };
        step(&mut run, &mut items, read, |items| items.resume_token()).await?;
    }
    run.end(0)
}

async fn versions(job: Job) -> Result<Told, String> {
    let client = s3::Client::new(&job.config);
    let mut run = job.run("s3 ListObjectVersions", 2);
    while !run.is_over() {
        let request = client.list_object_versions("soak").with(|o| o.header("x-soak", "yes"));
        let paginate = request.paginate();
        let mut items = match run.begin() {
            Some(token) => paginate.starting_token(token).all_items(),
            None => paginate.all_items(),
        };
        let number = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let read = |item: &Version| match item {
            Version::Versions(one) => number(&one.key).map_or(Read::Garbled, Read::Item),
            Version::DeleteMarkers(one) => number(&one.key).map_or(Read::Garbled, Read::Other),
            _ => Read::Garbled,
        };
        step(&mut run, &mut items, read, |items| items.resume_token()).await?;
    }
    run.end(pages::others(job.arguments.share()))
}

/// Lists until the next stop, error or end.
async fn step<S, T>(
    run: &mut Run,
    items: &mut S,
    read: impl Fn(&T) -> Read,
    token: impl Fn(&S) -> Option<ResumeToken>,
) -> Result<(), String>
where
    S: Stream<Item = Result<T, Error>> + Unpin,
{
    loop {
        match std::future::poll_fn(|context| Pin::new(&mut *items).poll_next(context)).await {
            Some(Ok(item)) => {
                if run.item(read(&item))? == Then::Stop {
                    return run.stopped(token(items));
                }
            }
            Some(Err(error)) => return run.failed(&error, token(items)),
            None => return Ok(()),
        }
    }
}

/// The same, by blocking.
fn snapshots(job: &Job) -> Result<Told, String> {
    let client = ec2::Client::new(&job.config);
    let mut run = job.run("ec2 DescribeSnapshots", 3);
    while !run.is_over() {
        let attempts = NonZeroU32::new(4).unwrap_or(NonZeroU32::MIN);
        let request = client.describe_snapshots().with(|o| o.max_attempts(attempts));
        let mut items = match run.begin() {
            Some(token) => request.paginate().starting_token(token).items(),
            None => request.paginate().items(),
        }
        .blocking();
        loop {
            match items.next() {
                Some(Ok(item)) => {
                    let id = item.snapshot_id.as_deref().and_then(|id| id.strip_prefix("snap-"));
                    let number = id.and_then(|id| u64::from_str_radix(id, 16).ok());
                    if run.item(number.map_or(Read::Garbled, Read::Item))? == Then::Stop {
                        run.stopped(items.resume_token())?;
                        break;
                    }
                }
                // The other way to go on after an error: the same stream asks again.
                Some(Err(error)) if items.retry() => run.again(&error)?,
                Some(Err(error)) => {
                    run.failed(&error, items.resume_token())?;
                    break;
                }
                None => break,
            }
        }
    }
    run.end(0)
}
