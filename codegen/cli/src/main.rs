//! `maitred`, the command that keeps the bundled definitions up to date.
//!
//! A botocore release goes in, `specs/` comes out: the same definitions without documentation
//! text, laid out so that an update is a readable diff. Nothing is written before the release
//! has been verified and all of it has been read.

mod args;
mod catalog;
mod commands;
mod convert;
mod digest;
mod error;
mod layout;
mod pip;
mod progress;
mod release;
mod report;
mod store;
mod strip;
mod verify;
mod wheel;

use std::process::ExitCode;

use clap::Parser as _;

fn main() -> ExitCode {
    match commands::run(&args::Args::parse()) {
        Ok(text) => say(&text),
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a report; a reader that has gone away (`| head`) is not an error.
fn say(text: &str) -> ExitCode {
    use std::io::Write as _;
    let _ = std::io::stdout().write_all(text.as_bytes());
    ExitCode::SUCCESS
}
