//! What every program under measurement tells of itself, one line each: the seconds to its first item, its items,
//! a sum over them, its peak memory, and what it allocated where that is counted.

mod counting;
mod following;

use std::cell::Cell;
use std::process::ExitCode;
use std::rc::Rc;
use std::time::Instant;

pub use counting::Counting;
pub use following::{all, in_one_thread};

/// What a run is asked for: `WHAT ENDPOINT [AT_ONCE]`.
pub struct Asked {
    pub what: String,
    pub endpoint: String,
    pub at_once: usize,
}

/// What a run saw.
pub struct Seen {
    started: Instant,
    first: Cell<Option<f64>>,
    items: Cell<u64>,
    sum: Cell<u64>,
    future: Cell<usize>,
}

impl Seen {
    fn start() -> Rc<Self> {
        Rc::new(Seen {
            started: Instant::now(),
            first: Cell::default(),
            items: Cell::default(),
            sum: Cell::default(),
            future: Cell::default(),
        })
    }

    /// An item was there, and this of it was looked at.
    pub fn item(&self, looked_at: u64) {
        if self.first.get().is_none() {
            self.first.set(Some(self.started.elapsed().as_secs_f64()));
        }
        self.items.set(self.items.get() + 1);
        self.sum.set(self.sum.get().wrapping_add(looked_at));
    }

    /// The size of the future that follows one paginator or waiter.
    pub fn future(&self, bytes: usize) {
        self.future.set(bytes);
    }

    fn print(&self) -> Result<(), Failure> {
        println!("first {}", self.first.get().ok_or("no item came")?);
        println!("items {}", self.items.get());
        println!("sum {}", self.sum.get());
        println!("future {}", self.future.get());
        println!("peak {}", peak()?);
        Ok(())
    }
}

pub type Failure = Box<dyn std::error::Error>;

/// Runs a program, and prints what it saw; a counting allocator's figure too.
pub fn run<F>(program: F, memory: Option<&Counting>) -> ExitCode
where
    F: FnOnce(Asked, Rc<Seen>) -> Result<(), Failure>,
{
    let seen = Seen::start();
    let done = asked().and_then(|asked| program(asked, seen.clone())).and_then(|()| seen.print());
    if let Err(error) = done {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    if let Some(memory) = memory {
        println!("allocations {}", memory.allocations());
    }
    ExitCode::SUCCESS
}

fn asked() -> Result<Asked, Failure> {
    let mut words = std::env::args().skip(1);
    let what = words.next().ok_or("usage: WHAT ENDPOINT [AT_ONCE]")?;
    let endpoint = words.next().ok_or("no endpoint, for example http://127.0.0.1:4566")?;
    let at_once = words.next().map_or(Ok(1), |word| word.parse())?;
    Ok(Asked { what, endpoint, at_once })
}

/// The most memory that this process had, in bytes.
fn peak() -> Result<u64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kibibytes = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kibibytes.ok_or("no VmHWM in /proc/self/status")?.parse::<u64>()? * 1024)
}
