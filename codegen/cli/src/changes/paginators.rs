//! Paginators: what gives items, what takes tokens and limits.

use serde_json::Value;

use super::api::{Api, texts};
use super::{Finding, Kind, Notes, entries};

pub(super) fn compare(old: &Api, new: &Api, found: &mut Vec<Finding>) {
    let maps = [old.paginators(), new.paginators()];
    entries(Kind::Paginator, maps, found, |notes, before, after| one([before, after], notes));
}

fn one(both: [&Value; 2], notes: &mut Notes<'_>) {
    // Items have methods; stored resume tokens hold the input's tokens by name.
    changed(both, "result_key", "gives its items from", |_| true, notes);
    changed(both, "input_token", "takes its tokens in", |_| true, notes);
    // `page_size` is there or not, whatever the member is called.
    changed(both, "limit_key", "takes the page size in", |now| now.is_empty(), notes);
    changed(both, "output_token", "finds the next tokens in", |_| false, notes);
    changed(both, "more_results", "is told of more by", |_| false, notes);
    changed(both, "non_aggregate_keys", "carries along", |_| false, notes);
}

fn changed(
    [before, after]: [&Value; 2],
    key: &str,
    what: &str,
    breaks: impl Fn(&[&str]) -> bool,
    notes: &mut Notes<'_>,
) {
    let (was, is) = (texts(before, key), texts(after, key));
    if was == is {
        return;
    }
    let text = format!("{what} {} (was {})", list(&is), list(&was));
    if breaks(&is) { notes.breaking(text) } else { notes.fine(text) }
}

fn list(names: &[&str]) -> String {
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}
