//! Follows pages that come from memory.

use std::str::FromStr;
use std::sync::Arc;

use bytes::Bytes;
use http::header::HeaderValue;
use http::{Request, Response};
use maitred::{Config, Error, Sending, Transport};
use maitred_pages::{Listing, buses, items, objects, page_of_token, snapshots, token};

use crate::aws::{dynamodb, ec2, eventbridgev2, s3};

/// What went wrong.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;

/// An operation for each protocol.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// EC2's DescribeSnapshots.
    Snapshots,
    /// DynamoDB's Scan: JSON.
    Items,
    /// S3's ListObjectsV2: XML.
    Objects,
    /// EventBridge's ListEventBuses: CBOR.
    Buses,
}

impl Listed {
    /// All of them, by the names that [`FromStr`] reads.
    pub const ALL: [(&'static str, Listed); 4] = [
        ("snapshots", Listed::Snapshots),
        ("items", Listed::Items),
        ("objects", Listed::Objects),
        ("buses", Listed::Buses),
    ];

    fn listing(self, length: usize) -> Listing {
        match self {
            Listed::Snapshots => snapshots(length),
            Listed::Items => items(length),
            Listed::Objects => objects(length),
            Listed::Buses => buses(length),
        }
    }
}

impl FromStr for Listed {
    type Err = Failure;

    fn from_str(name: &str) -> Result<Self, Failure> {
        let found = Listed::ALL.into_iter().find(|(listed, _)| *listed == name);
        found.map(|(_, listed)| listed).ok_or_else(|| format!("no such listing: {name}").into())
    }
}

/// Answers with pages of one listing, whatever is asked.
#[derive(Debug, Clone)]
pub struct Answers(Arc<Prepared>);

#[derive(Debug)]
struct Prepared {
    headers: Vec<(&'static str, HeaderValue)>,
    pages: Vec<Bytes>,
}

impl Answers {
    /// This many pages of this many items, written once: an answer costs nearly nothing.
    pub fn new(listed: Listed, pages: usize, length: usize) -> Self {
        let listing = listed.listing(length);
        let header = |(name, value)| (name, HeaderValue::from_static(value));
        let headers = listing.headers().map(header).collect();
        let page = |page| {
            let next = (page < pages).then(|| token(page));
            Bytes::from(listing.body(next.as_deref()))
        };
        Answers(Arc::new(Prepared { headers, pages: (1..=pages).map(page).collect() }))
    }
}

impl Transport for Answers {
    fn send(&self, request: Request<Bytes>) -> Sending {
        let query = request.uri().query().unwrap_or_default();
        let page = page_of_token(request.body()).or_else(|| page_of_token(query.as_bytes()));
        let body = self.0.pages.get(page.unwrap_or(0)).cloned().unwrap_or_default();
        let mut response = Response::new(body);
        for (name, value) in &self.0.headers {
            response.headers_mut().insert(*name, value.clone());
        }
        Box::pin(async move { Ok(response) })
    }
}

/// A configuration that sends there.
///
/// # Errors
///
/// None, as long as the configuration is a good one.
pub fn config(transport: impl Transport) -> Result<Config, Error> {
    let config = Config::builder().region("eu-west-1").transport(transport);
    config.credentials("access key id", "secret access key", None).build()
}

/// Follows all pages, and counts the items.
///
/// # Errors
///
/// A page could not be read.
pub async fn follow(listed: Listed, config: &Config) -> Result<usize, Error> {
    let mut count = 0;
    match listed {
        Listed::Snapshots => {
            let client = ec2::Client::new(config);
            let mut items = client.describe_snapshots().paginate().items();
            while let Some(_item) = items.try_next().await? {
                count += 1;
            }
        }
        Listed::Items => {
            let client = dynamodb::Client::new(config);
            let mut items = client.scan("orders").paginate().items();
            while let Some(_item) = items.try_next().await? {
                count += 1;
            }
        }
        Listed::Objects => {
            let client = s3::Client::new(config);
            let mut items = client.list_objects_v2("bucket").paginate().contents();
            while let Some(_item) = items.try_next().await? {
                count += 1;
            }
        }
        Listed::Buses => {
            let client = eventbridgev2::Client::new(config);
            let mut items = client.list_event_buses().paginate().items();
            while let Some(_item) = items.try_next().await? {
                count += 1;
            }
        }
    }
    Ok(count)
}
