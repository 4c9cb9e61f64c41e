//! The thread that drives connections and timers, and futures that run beside it.
//!
//! The futures themselves run on the threads that call, so that what they decode, they decode at the
//! same time. The thread keeps idle connections alive between calls, and notices when they close.

use std::future::poll_fn;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::thread::Builder;

use tokio::runtime::Handle;

use crate::error::{Error, Kind};

/// Polls on this thread until there is a value.
///
/// # Errors
///
/// Inside an asynchronous runtime; or the thread could not be started.
pub(crate) fn run<T>(mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>) -> Result<T, Error> {
    let mut ready = None;
    drive(&mut |context| poll(context).map(|value| ready = Some(value)))?;
    ready.ok_or_else(|| error("a blocking call gave nothing"))
}

fn drive(poll: &mut dyn FnMut(&mut Context<'_>) -> Poll<()>) -> Result<(), Error> {
    // tokio would panic. Its threads for blocking code cannot be told from the others.
    if Handle::try_current().is_ok() {
        return Err(error(
            "a blocking call inside an asynchronous runtime, which it would hold up: await it \
             instead, or call it on a thread that is none of the runtime's",
        ));
    }
    runtime()?.block_on(poll_fn(poll));
    Ok(())
}

/// The runtime of the process.
fn runtime() -> Result<Handle, Error> {
    static RUNTIME: Mutex<Option<Handle>> = Mutex::new(None);
    kept(&RUNTIME, start).map_err(|why| error(format!("the thread for blocking calls: {why}")))
}

/// What was started once; where that failed, the next call tries again.
fn kept<T: Clone>(
    place: &Mutex<Option<T>>,
    start: impl FnOnce() -> std::io::Result<T>,
) -> std::io::Result<T> {
    let mut place = place.lock().unwrap_or_else(PoisonError::into_inner);
    match &*place {
        Some(kept) => Ok(kept.clone()),
        None => Ok(place.insert(start()?).clone()),
    }
}

/// Starts the thread. It ends with the process.
fn start() -> std::io::Result<Handle> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let thread = Builder::new().name("maitred-blocking".to_owned());
    thread.spawn(move || runtime.block_on(std::future::pending::<()>()))?;
    Ok(handle)
}

fn error(text: impl Into<String>) -> Error {
    Error::new(Kind::Blocking, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_start_that_failed_is_tried_again_and_one_that_did_not_is_kept() {
        let place = Mutex::new(None);
        let full = || Err(std::io::Error::other("no thread is left"));
        assert!(kept::<u8>(&place, full).is_err());
        assert_eq!(kept(&place, || Ok(1)).unwrap(), 1);
        assert_eq!(kept(&place, || Ok(2)).unwrap(), 1);
    }
}
