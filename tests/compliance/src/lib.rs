//! JMESPath's own test suite, run over generated code.
//!
//! The build script makes a shape of each document and a search of each expression, so that a case
//! goes the way that a program's search goes: the document arrives as the answer to a call, and the
//! generated function finds in its output what the case says, or fails as it says.

pub mod cases;
pub mod excluded;
pub mod road;

/// The generated services: one for each file of cases.
pub mod services {
    maitred::include_services!();
}

use road::{Entry, Road};

/// The search of each case.
pub static TABLE: &[Entry] = include!(concat!(env!("OUT_DIR"), "/table.rs"));
