//! A request → a page. Where a page begins says all about it, so that asking again gives the same one.
//!
//! A token is `12345:0`: the item that comes next, and how many empty pages there were before it.

use serde_json::{Value, json};

use super::http::Request;
use crate::arguments::Arguments;
use crate::chance;

/// The services, each of which has one listing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Service {
    DynamoDb,
    Ec2,
    S3,
}

/// The largest page. Small, so that there are many.
const LARGEST: u64 = 80;

/// Of so many items of S3, one has a delete marker beside it.
const EACH_OTHER: u64 = 5;

/// How many delete markers there are beside so many items.
pub(crate) fn others(items: u64) -> u64 {
    items.div_ceil(EACH_OTHER)
}

impl Service {
    /// Which service is meant.
    pub(super) fn of(request: &Request) -> Self {
        match (request.has_target, request.line.starts_with("GET ")) {
            (true, _) => Service::DynamoDb,
            (false, true) => Service::S3,
            (false, false) => Service::Ec2,
        }
    }

    /// The answer that there are too many requests.
    pub(super) fn throttled(self) -> (u16, String) {
        let error = |code| format!("<Error><Code>{code}</Code><Message>slowly</Message></Error>");
        match self {
            Service::DynamoDb => {
                let code =
                    "com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException";
                (400, json!({ "__type": code, "message": "slowly" }).to_string())
            }
            Service::Ec2 => {
                let errors = error("RequestLimitExceeded");
                (503, format!("<Response><Errors>{errors}</Errors></Response>"))
            }
            Service::S3 => (503, error("SlowDown")),
        }
    }
}

/// A page: its items, and where the next one begins.
#[derive(Debug, PartialEq, Eq)]
struct Page {
    items: std::ops::Range<u64>,
    next: Option<String>,
}

impl Page {
    fn at(token: Option<&str>, arguments: &Arguments) -> Self {
        let token = token.and_then(|token| token.split_once(':'));
        let number = |text: &str| text.parse().unwrap_or(u64::MAX);
        let (start, empty) = token.map_or((0, 0), |(start, empty)| (number(start), number(empty)));
        let whole = arguments.share();
        let chance = chance::of(arguments.seed, start);
        // Some places have an empty page or two before them.
        if empty < chance % 32 && chance % 32 <= 2 {
            return Page { items: start..start, next: Some(format!("{start}:{}", empty + 1)) };
        }
        let end = start.saturating_add(1 + (chance >> 8) % LARGEST).min(whole);
        Page { items: start.min(whole)..end, next: (end < whole).then(|| format!("{end}:0")) }
    }
}

/// The answer to a request.
pub(super) fn answer(service: Service, request: &Request, arguments: &Arguments) -> String {
    let token = match service {
        Service::DynamoDb => dynamodb_token(&request.body),
        Service::Ec2 => request.parameter("NextToken"),
        Service::S3 => request.parameter("key-marker"),
    };
    let page = Page::at(token.as_deref(), arguments);
    match service {
        Service::DynamoDb => dynamodb(&page),
        Service::Ec2 => ec2(&page),
        Service::S3 => s3(&page),
    }
}

fn dynamodb_token(body: &[u8]) -> Option<String> {
    let input: Value = serde_json::from_slice(body).ok()?;
    Some(input["ExclusiveStartKey"]["id"]["S"].as_str()?.to_owned())
}

fn dynamodb(page: &Page) -> String {
    let items = page.items.clone();
    let items =
        items.map(|item| json!({ "id": { "N": item.to_string() }, "data": { "S": "some" } }));
    let items: Vec<Value> = items.collect();
    let mut output = json!({ "Count": items.len(), "ScannedCount": items.len(), "Items": items });
    if let Some(next) = &page.next {
        output["LastEvaluatedKey"] = json!({ "id": { "S": next } });
    }
    output.to_string()
}

fn ec2(page: &Page) -> String {
    let item = |item| format!("<item><snapshotId>snap-{item:017x}</snapshotId></item>");
    let items: String = page.items.clone().map(item).collect();
    let next = page.next.as_ref().map(|next| format!("<nextToken>{next}</nextToken>"));
    let next = next.unwrap_or_default();
    format!(
        "<DescribeSnapshotsResponse><snapshotSet>{items}</snapshotSet>{next}</DescribeSnapshotsResponse>"
    )
}

/// Beside every fifth version stands a delete marker, which is called by its own number.
fn s3(page: &Page) -> String {
    let items: String =
        page.items.clone().map(|item| format!("<Version><Key>{item}</Key></Version>")).collect();
    let markers = page.items.clone().filter(|item| item % EACH_OTHER == 0);
    let marker = |item| format!("<DeleteMarker><Key>{}</Key></DeleteMarker>", item / EACH_OTHER);
    let markers: String = markers.map(marker).collect();
    let next = page.next.as_ref().map(|next| format!("<NextKeyMarker>{next}</NextKeyMarker>"));
    let (more, next) = (next.is_some(), next.unwrap_or_default());
    format!(
        "<ListVersionsResult><IsTruncated>{more}</IsTruncated>{next}{items}{markers}</ListVersionsResult>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_each_other_to_the_end_and_some_are_empty() {
        let arguments = Arguments { items: 9000, seed: 3 };
        let (mut token, mut items, mut empty) = (None, Vec::new(), 0);
        loop {
            let page = Page::at(token.as_deref(), &arguments);
            assert_eq!(page, Page::at(token.as_deref(), &arguments), "the same again");
            empty += usize::from(page.items.is_empty());
            items.extend(page.items);
            token = page.next;
            if token.is_none() {
                break;
            }
        }
        assert_eq!(items, (0..3000).collect::<Vec<u64>>());
        assert!(empty > 0);
    }

    #[test]
    fn others_are_counted_as_they_are_sent() {
        let all = s3(&Page { items: 0..11, next: None });
        assert_eq!(all.matches("<DeleteMarker>").count(), 3);
        assert_eq!(others(11), 3);
    }
}
