//! Which answer a request gets.

use std::cell::RefCell;
use std::collections::HashMap;

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::HeaderValue;
use hyper::{Response, StatusCode};
use maitred_pages::{self as pages, Listing};

/// What of a request tells one operation from another.
pub struct Asked<'a> {
    pub uri: &'a str,
    pub target: &'a str,
    pub body: &'a [u8],
}

/// A table is there at its third description.
const DESCRIPTIONS_UNTIL_ACTIVE: u8 = 2;

/// More tables than any run asks for are not remembered.
const TABLES: usize = 100_000;

/// All answers, made once; a page costs a copy.
pub struct Answers {
    pages: usize,
    snapshots: Listing,
    items: Listing,
    objects: Listing,
    buses: Listing,
    described: RefCell<HashMap<Vec<u8>, u8>>,
}

impl Answers {
    pub fn new(pages: usize, items: usize) -> Self {
        Answers {
            pages,
            snapshots: pages::snapshots(items),
            items: pages::items(items),
            objects: pages::objects(items),
            buses: pages::buses(items),
            described: RefCell::default(),
        }
    }

    pub fn to(&self, asked: &Asked) -> Response<Full<Bytes>> {
        match asked.target.rsplit('.').next() {
            Some("Scan") => self.page(&self.items, asked),
            Some("DescribeTable") => self.table(asked),
            _ if asked.uri.contains("list-type=2") => self.page(&self.objects, asked),
            _ if asked.uri.ends_with("/operation/ListEventBuses") => self.page(&self.buses, asked),
            _ if asked.body.starts_with(b"Action=DescribeSnapshots") => {
                self.page(&self.snapshots, asked)
            }
            _ => unknown(asked),
        }
    }

    fn page(&self, listing: &Listing, asked: &Asked) -> Response<Full<Bytes>> {
        let page = pages::page_of_token(asked.body);
        let page = page.or_else(|| pages::page_of_token(asked.uri.as_bytes())).unwrap_or(0);
        let next = (page + 1 < self.pages).then(|| pages::token(page + 1));
        let body = Bytes::from(listing.body(next.as_deref()));
        let mut response = Response::new(Full::new(body));
        for (name, value) in listing.headers() {
            response.headers_mut().insert(name, HeaderValue::from_static(value));
        }
        response
    }

    fn table(&self, asked: &Asked) -> Response<Full<Bytes>> {
        let mut described = self.described.borrow_mut();
        if described.len() >= TABLES {
            described.clear();
        }
        let times = described.entry(asked.body.to_vec()).or_default();
        let status = if *times < DESCRIPTIONS_UNTIL_ACTIVE { "CREATING" } else { "ACTIVE" };
        *times = times.saturating_add(1);
        Response::new(Full::new(Bytes::from(pages::table(status))))
    }
}

fn unknown(asked: &Asked) -> Response<Full<Bytes>> {
    let body = String::from_utf8_lossy(asked.body);
    let text = format!("no answer to {} with target {:?}: {body}", asked.uri, asked.target);
    let mut response = Response::new(Full::new(Bytes::from(text)));
    *response.status_mut() = StatusCode::BAD_REQUEST;
    response
}
