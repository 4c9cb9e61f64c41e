//! Decodes pages of a thousand items in each way, in turns, and prints the median time of a page:
//! `pages <rounds> <pages a round>`.

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use bytes::Bytes;
use complete::json::dynamodb;
use complete::xml::ec2;
use maitred::{Config, Sending, Transport};

const ITEMS: usize = 1000;

fn page(listing: &maitred_pages::Listing) -> Bytes {
    Bytes::from(listing.body(Some(&maitred_pages::token(1))))
}

/// One way to decode a page. It gives the number of items, and what to compare with the others.
struct Way<'a> {
    protocol: &'static str,
    name: &'static str,
    decode: Box<dyn Fn() -> (usize, String) + 'a>,
    times: Vec<f64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).map(|argument| argument.parse());
    let rounds: usize = arguments.next().unwrap_or(Ok(15))?;
    let pages: usize = arguments.next().unwrap_or(Ok(50))?;
    let (xml, json) = (page(&maitred_pages::snapshots(ITEMS)), page(&maitred_pages::items(ITEMS)));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let ec2 = ec2::Client::new(&config(&xml)?);
    let dynamodb = dynamodb::Client::new(&config(&json)?);
    let mut ways = Vec::new();
    /// What DescribeSnapshots gives, and what Scan gives.
    macro_rules! way {
        (xml, $name:literal, $decode:expr) => {
            way!("xml", $name, $decode, page => {
                let last = page.snapshots().last().map(|last| (&last.snapshot_id, last.tags().len()));
                (page.snapshots().len(), last)
            })
        };
        (json, $name:literal, $decode:expr) => {
            way!("json", $name, $decode, page => {
                let last = page.items().last().map(|last| (last.len(), &last["note"].s));
                (page.items().len(), last)
            })
        };
        ($protocol:literal, $name:literal, $decode:expr, $page:ident => $seen:expr) => {
            ways.push(Way {
                protocol: $protocol,
                name: $name,
                decode: Box::new(|| match $decode {
                    Ok($page) => {
                        let (count, last) = $seen;
                        (count, format!("{last:?}"))
                    }
                    Err(error) => (0, error.to_string()),
                }),
                times: Vec::new(),
            })
        };
    }
    way!(xml, "derived", derived::xml::describe_snapshots(&xml));
    way!(xml, "visitors", visitors::xml::describe_snapshots(&xml));
    way!(xml, "ours", ours::xml::describe_snapshots(&xml));
    way!(xml, "complete", runtime.block_on(ec2.describe_snapshots().send()));
    way!(json, "derived", derived::json::scan(&json));
    way!(json, "visitors", visitors::json::scan(&json));
    way!(json, "ours", ours::json::scan(&json));
    way!(json, "complete", runtime.block_on(dynamodb.scan("orders").send()));
    check(&ways)?;
    for _ in 0..rounds {
        ways.iter_mut().for_each(|way| way.run(pages));
    }
    for way in &mut ways {
        let median = way.median();
        println!("{} {} {median:.3}", way.protocol, way.name);
    }
    Ok(())
}

impl Way<'_> {
    fn run(&mut self, pages: usize) {
        let start = Instant::now();
        for _ in 0..pages {
            black_box((self.decode)());
        }
        self.times.push(start.elapsed().as_secs_f64() * 1e3 / pages as f64);
    }

    /// In milliseconds.
    fn median(&mut self) -> f64 {
        self.times.sort_by(f64::total_cmp);
        self.times.get(self.times.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

/// Do all ways see the same?
fn check(ways: &[Way<'_>]) -> Result<(), String> {
    for pair in ways.windows(2).filter(|pair| pair[0].protocol == pair[1].protocol) {
        let seen = [(pair[0].decode)(), (pair[1].decode)()];
        if seen[0].0 != ITEMS || seen[0] != seen[1] {
            let names = [pair[0].name, pair[1].name];
            return Err(format!("{}: {names:?} gave {seen:?}", pair[0].protocol));
        }
    }
    Ok(())
}

/// A configuration whose requests are all answered with this body, from memory.
fn config(body: &Bytes) -> Result<Config, maitred::Error> {
    Config::builder()
        .region("eu-west-1")
        .credentials("access key id", "secret access key", None)
        .transport(Canned(body.clone()))
        .build()
}

#[derive(Debug)]
struct Canned(Bytes);

impl Transport for Canned {
    fn send(&self, _: http::Request<Bytes>) -> Sending {
        let body = self.0.clone();
        Box::pin(async { Ok(http::Response::new(body)) })
    }
}
