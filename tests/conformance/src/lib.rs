//! botocore's protocol tests, run over generated code.
//!
//! The build script makes a service of each suite of cases, so that a case goes the whole way that
//! a program's call goes: its parameters into a typed input, the input through client, protocol and
//! signature to a transport that keeps the request; or a recorded answer through client and
//! protocol to a typed output or error. What comes out is compared with the case by meaning.
//!
//! [`report`] says how many cases pass; `deviations.json` lists those that are meant not to.

pub mod body;
pub mod cases;
pub mod deviations;
pub mod expected;
pub mod filler;
pub mod given;
pub mod report;
pub mod request;
pub mod response;
pub mod road;
pub mod seen;
pub mod transport;

/// The generated services: one for each suite, and those of the recorded responses.
pub mod services {
    maitred::include_services!();
}

use road::{Entry, Road};

/// The operation of each case.
pub static TABLE: &[Entry] = include!(concat!(env!("OUT_DIR"), "/table.rs"));
