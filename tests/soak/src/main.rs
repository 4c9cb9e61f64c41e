//! Long listings over a bad network: stopped at random items, resumed by their tokens, and every item
//! comes exactly once, while memory stays flat.
//!
//! The server is this program again, in a process of its own, so that the memory that is counted is the
//! client's alone. `maitred-soak [--items N] [--seed N]`; what happens depends on the seed and on the
//! machine's speed only.

mod arguments;
mod chance;
mod listings;
mod memory;
mod run;
mod server;
mod service;
mod told;

use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use arguments::{Arguments, Role};
use memory::Counting;

/// What build.rs names.
mod aws {
    maitred::include_services!();
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    let done = match Arguments::read(std::env::args().skip(1)) {
        Ok(Role::Server(arguments)) => server::run(&arguments),
        Ok(Role::Soak(arguments)) => soak(&arguments),
        Err(text) => Err(text.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("maitred-soak: {error}");
            ExitCode::FAILURE
        }
    }
}

fn soak(arguments: &Arguments) -> Outcome {
    println!("{} items, seed {}", arguments.items, arguments.seed);
    let begun = Instant::now();
    let server = service::Process::start(arguments)?;
    let listed = listings::all(arguments, &server.url, limit(arguments))?;
    let network = server.stop()?;
    for told in &listed {
        println!("{told}");
    }
    println!("{network}");
    let requests: u64 = listed.iter().map(|told| told.items).sum();
    println!("{requests} items in {:.1?}", begun.elapsed());
    memory::report()?;
    network.check()
}

/// How long it may take at most.
fn limit(arguments: &Arguments) -> Duration {
    Duration::from_secs(90 + arguments.items / 500)
}
