//! The table: a line of Rust for each case.

use std::fmt::Write as _;

use crate::generate::Refused;
use crate::suites::{Case, File, Suite};

/// The text of the table, an array of `Entry`.
pub(crate) fn table(files: &[File], refused: &Refused) -> String {
    let mut text = String::from("&[\n");
    for file in files {
        for suite in &file.suites {
            for case in &suite.cases {
                let road = road(&file.service, suite, case, refused.get(&case.id));
                let _ = writeln!(text, "    Entry {{ case: {:?}, road: {road} }},", case.id);
            }
        }
    }
    text.push(']');
    text
}

fn road(service: &str, suite: &Suite, case: &Case, refused: Option<&String>) -> String {
    if let Some(text) = refused {
        return format!("Road::Refused({text:?})");
    }
    let (operation, search) = (&suite.operation, &case.search);
    let module = format!("crate::services::{}", service.replace('-', "_"));
    format!(
        "Road::Search(|body| road::search::<{module}::operation::{operation}, _>(body, \
         {module}::search::{search}))"
    )
}
