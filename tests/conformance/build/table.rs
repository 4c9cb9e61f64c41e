//! The table: a line of Rust for each case.

use std::fmt::Write as _;

use crate::generate::Generated;
use crate::unit::{Unit, Use};

/// The text of the table, an array of `Entry`.
pub(crate) fn table(units: &[Unit], generated: &[Generated]) -> String {
    let mut text = String::from("&[\n");
    for (unit, generated) in units.iter().zip(generated) {
        for one in &unit.uses {
            let road = road(unit, one, generated);
            let _ = writeln!(text, "    Entry {{ case: {:?}, road: {road} }},", one.case);
        }
    }
    text.push(']');
    text
}

fn road(unit: &Unit, one: &Use, generated: &Generated) -> String {
    let (module, operations, errors) = match generated {
        Generated::Types { module, operations, errors } => (module, operations, errors),
        Generated::Refused(text) => return format!("Road::Refused({text:?})"),
    };
    let Some(operation) = operations.get(&one.operation) else {
        let text = format!("no type implements the operation {}", one.operation);
        return format!("Road::Refused({text:?})");
    };
    let operation = format!("crate::services::{module}::operation::{operation}");
    if unit.is_input {
        return format!("Road::Request(road::request::<{operation}>)");
    }
    let errors: String = errors
        .values()
        .map(|error| format!("road::modeled::<crate::services::{module}::error::{error}>, "))
        .collect();
    format!("Road::Response(road::respond::<{operation}>, &[{errors}])")
}
