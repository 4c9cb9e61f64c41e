//! EC2's `DescribeSnapshots`: a form in, a page of XML out.
//!
//! Every snapshot is on exactly one page, and they come in the order of their ids.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::escape::escape;

use crate::fault::Fault;

/// How many snapshots there are.
pub const SNAPSHOTS: usize = 2300;

/// How many snapshots a page holds at most, and unless `MaxResults` says less.
pub const LARGEST_PAGE: usize = 1000;

/// EC2 refuses to give less than this many.
const SMALLEST_PAGE: usize = 5;

const VERSION: &str = "2016-11-15";
const OWNER: &str = "111122223333";

/// The parameters of a request.
pub(crate) type Form = BTreeMap<String, String>;

/// A page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Snapshots(Range<usize>);

pub(crate) fn answer(form: &Form) -> Result<Snapshots, Fault> {
    let Some(action) = form.get("Action") else {
        return Err(Fault::new("MissingAction", "The request must contain the parameter Action"));
    };
    if action != "DescribeSnapshots" || form.get("Version").is_none_or(|have| have != VERSION) {
        let message = format!("The action {action} is not valid for this web service.");
        return Err(Fault::new("InvalidAction", message));
    }
    check_names(form)?;
    if form.iter().any(|(name, value)| is_owner(name) && value != "self" && value != OWNER) {
        return Ok(Snapshots(SNAPSHOTS..SNAPSHOTS));
    }
    let start = form.get("NextToken").map_or(Ok(0), |token| read_token(token))?;
    let size = form.get("MaxResults").map_or(Ok(LARGEST_PAGE), |size| read_size(size))?;
    Ok(Snapshots(start..SNAPSHOTS.min(start + size)))
}

/// A filter that was ignored would give a wrong answer.
fn check_names(form: &Form) -> Result<(), Fault> {
    let known = ["Action", "Version", "NextToken", "MaxResults"];
    match form.keys().find(|name| !known.contains(&name.as_str()) && !is_owner(name)) {
        Some(name) => {
            let message = format!("The parameter {name} is not recognized");
            Err(Fault::new("UnknownParameter", message))
        }
        None => Ok(()),
    }
}

fn is_owner(name: &str) -> bool {
    name.starts_with("Owner.")
}

fn read_size(text: &str) -> Result<usize, Fault> {
    match text.parse::<usize>() {
        Ok(size) if size >= SMALLEST_PAGE => Ok(size.min(LARGEST_PAGE)),
        _ => Err(invalid("maxResults", text)),
    }
}

/// To a client a token has no meaning; here it is where the next page begins.
fn token(start: usize) -> String {
    format!("{start:032x}")
}

fn read_token(text: &str) -> Result<usize, Fault> {
    let start = usize::from_str_radix(text, 16).ok();
    let start = start.filter(|&start| token(start) == text && start < SNAPSHOTS);
    start.ok_or_else(|| invalid("nextToken", text))
}

fn invalid(name: &str, value: &str) -> Fault {
    Fault::new("InvalidParameterValue", format!("Value ({value}) for parameter {name} is invalid."))
}

impl Snapshots {
    pub(crate) fn to_xml(&self, request_id: &str) -> String {
        let items: String = self.0.clone().map(item).collect();
        let next = match self.0.end {
            SNAPSHOTS => String::new(),
            end => element("nextToken", &token(end)),
        };
        let id = element("requestId", request_id);
        let name = "DescribeSnapshotsResponse";
        let namespace = format!("http://ec2.amazonaws.com/doc/{VERSION}/");
        let set = format!("<snapshotSet>{items}</snapshotSet>");
        format!("{DECLARATION}<{name} xmlns=\"{namespace}\">{id}{set}{next}</{name}>")
    }
}

/// An error as EC2 writes it.
pub(crate) fn error_xml(fault: &Fault, request_id: &str) -> String {
    let (code, message) = (element("Code", fault.code), element("Message", &fault.message));
    let id = element("RequestID", request_id);
    let errors = format!("<Errors><Error>{code}{message}</Error></Errors>");
    format!("{DECLARATION}<Response>{errors}{id}</Response>")
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escape(text))
}

/// One snapshot a minute, from the first of January on.
fn item(index: usize) -> String {
    let (day, hour, minute) = (1 + index / 1440, index / 60 % 24, index % 60);
    let members = [
        ("snapshotId", format!("snap-{index:017x}")),
        ("volumeId", format!("vol-{:017x}", index % 7)),
        ("status", "completed".to_owned()),
        ("startTime", format!("2026-01-{day:02}T{hour:02}:{minute:02}:00.000Z")),
        ("progress", "100%".to_owned()),
        ("ownerId", OWNER.to_owned()),
        ("volumeSize", (8 + index % 5).to_string()),
        ("description", format!("data & logs, <{index}>")),
        ("encrypted", "false".to_owned()),
    ];
    let members: String = members.iter().map(|(name, text)| element(name, text)).collect();
    format!("<item>{members}</item>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(parameters: &[(&str, &str)]) -> Result<Snapshots, Fault> {
        let fixed = [("Action", "DescribeSnapshots"), ("Version", VERSION)];
        let all = fixed.iter().chain(parameters);
        answer(&all.map(|&(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    #[test]
    fn the_pages_follow_each_other_to_the_end() {
        assert_eq!(ask(&[]), Ok(Snapshots(0..1000)));
        assert_eq!(ask(&[("NextToken", &token(1000))]), Ok(Snapshots(1000..2000)));
        assert_eq!(ask(&[("NextToken", &token(2000))]), Ok(Snapshots(2000..2300)));
        assert!(Snapshots(0..1000).to_xml("").contains(&element("nextToken", &token(1000))));
        assert!(!Snapshots(2000..SNAPSHOTS).to_xml("").contains("nextToken"));
    }

    #[test]
    fn a_page_has_the_size_that_is_asked_for_within_limits() {
        assert_eq!(ask(&[("MaxResults", "7")]), Ok(Snapshots(0..7)));
        assert_eq!(ask(&[("MaxResults", "5000")]), Ok(Snapshots(0..1000)));
        for wrong in ["4", "-1", "many", ""] {
            assert_eq!(ask(&[("MaxResults", wrong)]), Err(invalid("maxResults", wrong)));
        }
    }

    #[test]
    fn somebody_else_has_no_snapshots() {
        assert_eq!(ask(&[("Owner.1", "self")]), Ok(Snapshots(0..1000)));
        assert_eq!(ask(&[("Owner.1", "amazon")]), Ok(Snapshots(SNAPSHOTS..SNAPSHOTS)));
    }

    #[test]
    fn wrong_requests_are_refused() {
        for wrong in ["", "1", "x", &token(SNAPSHOTS)] {
            assert_eq!(ask(&[("NextToken", wrong)]), Err(invalid("nextToken", wrong)));
        }
        assert_eq!(ask(&[("Filter.1.Name", "a")]).unwrap_err().code, "UnknownParameter");
        assert_eq!(ask(&[("Action", "Fly")]).unwrap_err().code, "InvalidAction");
        assert_eq!(ask(&[("Version", "2000-01-01")]).unwrap_err().code, "InvalidAction");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(element("a", "b & <c>"), "<a>b &amp; &lt;c&gt;</a>");
        let fault = Fault::new("Code", "<&>");
        assert!(error_xml(&fault, "id").contains("<Message>&lt;&amp;&gt;</Message>"));
    }
}
