//! `maitred`, the command that checks definitions, keeps the bundled ones up to date, and tries the
//! generator on all of them.
//!
//! A botocore release goes in, `specs/` comes out: the same definitions without documentation
//! text, laid out so that an update is a readable diff. Nothing is written before the release
//! has been verified and all of it has been read.

mod args;
mod catalog;
mod changes;
mod check;
mod commands;
mod convert;
mod corpus;
mod digest;
mod error;
mod facts;
mod layout;
mod pip;
mod progress;
mod queue;
mod release;
mod report;
mod specs;
mod staging;
mod store;
mod strip;
mod tests_import;
mod verify;
mod wheel;

use std::process::ExitCode;

use clap::Parser as _;

/// Much of generating is allocating: with this allocator all of it takes three quarters of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match commands::run(&args::Args::parse()) {
        Ok(answer) => say(&answer),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a report; a reader that has gone away (`| head`) is not an error.
fn say(answer: &commands::Answer) -> ExitCode {
    use std::io::Write as _;
    let _ = std::io::stdout().write_all(answer.text.as_bytes());
    match answer.good {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    }
}
