//! Futures and streams → calls that block and iterators, for programs without async.
//!
//! Nothing is done twice: a blocking call polls the same future on the thread that calls.
//! Connections and timers are driven by one thread of the process, which the first call starts.

mod iterate;
mod thread;

#[cfg(test)]
mod tests;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll};

pub use iterate::Blocking;
pub(crate) use thread::run;

use crate::call::{Answer, Call, Operation};
use crate::config::{Config, ConfigBuilder};
use crate::error::Error;

/// Runs a future of this crate on this thread, until it is ready. Needs the feature `blocking`.
///
/// For what has no `blocking` of its own. [`Blocking`] says what the threads of a program share.
///
/// ```
/// let variables = [("AWS_REGION", "eu-west-1")];
/// let loading = maitred::Config::builder().environment(variables).load();
/// let config = maitred::block_on(loading)??;
/// assert_eq!(config.region(), Some("eu-west-1"));
/// # Ok::<(), maitred::Error>(())
/// ```
///
/// # Errors
///
/// Inside an asynchronous runtime ([`Error::is_blocking`]), before the future is polled.
pub fn block_on<F: Future>(future: F) -> Result<F::Output, Error> {
    let mut future = pin!(future);
    run(|context| future.as_mut().poll(context))
}

impl<O: Operation> Call<O> {
    /// Sends the request and gives the output, instead of being awaited. Needs the feature
    /// `blocking`.
    ///
    /// # Errors
    ///
    /// As if it were awaited; and inside an asynchronous runtime ([`Error::is_blocking`]).
    pub fn blocking(self) -> Result<O::Output, Error> {
        self.blocking_answer().map(|answer| answer.output)
    }

    /// [`answer`](Call::answer), instead of being awaited. Needs the feature `blocking`.
    ///
    /// # Errors
    ///
    /// As for [`blocking`](Call::blocking).
    pub fn blocking_answer(mut self) -> Result<Answer<O::Output>, Error> {
        of::<O, _>(&mut |context| self.poll_answer(context))
    }
}

/// Polls until there is a result. An error of blocking names the operation, as all others do.
fn of<O: Operation, T>(
    poll: &mut dyn FnMut(&mut Context<'_>) -> Poll<Result<T, Error>>,
) -> Result<T, Error> {
    run(poll).unwrap_or_else(|error| Err(error.of(O::SPEC)))
}

impl Config {
    /// [`from_env`](Config::from_env), instead of being awaited. Needs the feature `blocking`.
    ///
    /// # Errors
    ///
    /// As for [`from_env`](Config::from_env); and inside an asynchronous runtime
    /// ([`Error::is_blocking`]).
    pub fn from_env_blocking() -> Result<Config, Error> {
        Config::builder().load_blocking()
    }
}

impl ConfigBuilder {
    /// [`load`](ConfigBuilder::load), instead of being awaited. Needs the feature `blocking`.
    ///
    /// # Errors
    ///
    /// As for [`from_env_blocking`](Config::from_env_blocking).
    pub fn load_blocking(self) -> Result<Config, Error> {
        block_on(self.load())?
    }
}
