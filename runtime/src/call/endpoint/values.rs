//! Values of rule sets, and the functions that make them of text.

use std::net::{Ipv4Addr, Ipv6Addr};

use http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::super::label::is_host_label;
use super::super::sign::normal;
use super::custom::has_port_or_none;
use super::partitions::Partition;
use super::rules::{Literal, Part};

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    Bool(bool),
    List(Vec<String>),
    Partition(&'static Partition),
    Arn(Arn),
    Url(Url),
}

impl Value {
    /// Is it anything but `false`?
    pub(super) fn holds(&self) -> bool {
        *self != Value::Bool(false)
    }

    /// A part of it, if there is one.
    pub(super) fn part(&self, part: Part) -> Option<Value> {
        match self {
            Value::Partition(partition) => of_partition(partition, part),
            Value::Arn(arn) => arn.part(part).map(|text| Value::Text(text.to_owned())),
            Value::Url(url) => url.part(part),
            Value::List(list) => match part {
                Part::Element(index) => list.get(index).cloned().map(Value::Text),
                _ => None,
            },
            Value::Text(_) | Value::Bool(_) => None,
        }
    }
}

impl From<Literal> for Value {
    fn from(literal: Literal) -> Self {
        match literal {
            Literal::Text(text) => Value::Text(text.to_owned()),
            Literal::Bool(value) => Value::Bool(value),
        }
    }
}

fn of_partition(partition: &Partition, part: Part) -> Option<Value> {
    let text = match part {
        Part::SupportsFips => return Some(Value::Bool(partition.supports_fips)),
        Part::SupportsDualStack => return Some(Value::Bool(partition.supports_dual_stack)),
        Part::Name => partition.name,
        Part::DnsSuffix => partition.dns_suffix,
        Part::DualStackDnsSuffix => partition.dual_stack_dns_suffix,
        Part::ImplicitGlobalRegion => partition.implicit_global_region,
        _ => return None,
    };
    Some(Value::Text(text.to_owned()))
}

/// The parts of an ARN.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Arn {
    partition: String,
    service: String,
    region: String,
    account: String,
    resource: Vec<String>,
}

impl Arn {
    /// Reads `arn:partition:service:region:account:resource`, of which partition, service and
    /// resource are not empty.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix("arn:")?.splitn(5, ':');
        let mut next = || parts.next().map(str::to_owned);
        let (partition, service, region, account) = (next()?, next()?, next()?, next()?);
        let resource = next()?;
        if partition.is_empty() || service.is_empty() || resource.is_empty() {
            return None;
        }
        let resource = resource.split([':', '/']).map(str::to_owned).collect();
        Some(Arn { partition, service, region, account, resource })
    }

    fn part(&self, part: Part) -> Option<&str> {
        match part {
            Part::ArnPartition => Some(&self.partition),
            Part::Service => Some(&self.service),
            Part::Region => Some(&self.region),
            Part::AccountId => Some(&self.account),
            Part::Resource(index) => self.resource.get(index).map(String::as_str),
            _ => None,
        }
    }
}

/// The parts of a URL.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Url {
    scheme: String,
    authority: String,
    path: String,
}

impl Url {
    /// Reads a URL of a web server, without query.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let uri: Uri = text.parse().ok()?;
        let scheme = uri.scheme_str().filter(|scheme| ["http", "https"].contains(scheme))?;
        let authority = uri.authority().filter(|authority| has_port_or_none(authority))?.as_str();
        if uri.query().is_some_and(|query| !query.is_empty()) {
            return None;
        }
        // A path that is not there and one of a slash are the same to `Uri`.
        let rest = text.split_once("://").map_or("", |(_, rest)| rest);
        let path = rest.find('/').map_or("", |_| uri.path());
        Some(Url { scheme: scheme.into(), authority: authority.into(), path: path.into() })
    }

    fn part(&self, part: Part) -> Option<Value> {
        let text = match part {
            Part::Scheme => self.scheme.clone(),
            Part::Authority => self.authority.clone(),
            Part::Path => self.path.clone(),
            Part::NormalizedPath => self.normalized_path(),
            Part::IsIp => return Some(Value::Bool(self.is_ip())),
            _ => return None,
        };
        Some(Value::Text(text))
    }

    fn normalized_path(&self) -> String {
        let path = normal(&self.path);
        if path.ends_with('/') { path } else { path + "/" }
    }

    fn is_ip(&self) -> bool {
        let uri: Option<http::uri::Authority> = self.authority.parse().ok();
        let host = uri.as_ref().map_or("", |authority| authority.host());
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        host.parse::<Ipv4Addr>().is_ok() || bare.parse::<Ipv6Addr>().is_ok()
    }
}

/// What is left as it is in a percent-encoded text.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, ENCODED).to_string()
}

/// Is this a label of a host name, or, where dots are allowed, labels?
pub(super) fn is_label(text: &str, dots: bool) -> bool {
    if dots { text.split('.').all(is_host_label) } else { is_host_label(text) }
}

/// Can this bucket's name be part of a host name? Upper case and addresses cannot.
pub(super) fn is_bucket_label(text: &str, dots: bool) -> bool {
    let lower = !text.bytes().any(|byte| byte.is_ascii_uppercase());
    text.len() >= 3 && lower && text.parse::<Ipv4Addr>().is_err() && is_label(text, dots)
}

/// A part of a text, if it is long enough and ASCII.
pub(super) fn slice(text: &str, start: usize, stop: usize, from_end: bool) -> Option<&str> {
    if start >= stop || text.len() < stop || !text.is_ascii() {
        return None;
    }
    let (start, stop) =
        if from_end { (text.len() - stop, text.len() - start) } else { (start, stop) };
    text.get(start..stop)
}
