//! Waiting: one request, sent again and again → the response that one of the waiter's acceptors
//! takes for success, or an error that says which other end it came to.
//!
//! Whether a response is an error is decided by how the call ended, never by what its output looks
//! like. The rules are in a state machine that is neither generic nor asynchronous; around it, neither
//! generic, the pace: sleeps and calls. What knows the types takes an answer and judges it: `Polls`,
//! of which `Waiting` is all but the last dropped.

mod backoff;
mod builder;
mod condition;
mod error;
mod machine;
mod matching;
mod pacer;
mod poll;
mod polls;
mod tally;
mod text;
mod waited;
mod waiter;
mod waiting;

#[cfg(test)]
mod tests;

pub use backoff::{Backoff, Jitter};
pub use builder::Wait;
pub use condition::Condition;
pub use error::{WaitError, WaitFailure};
pub use machine::GRACE;
pub use poll::Poll;
pub use polls::Polls;
pub use tally::Observed;
pub use waited::Waited;
pub use waiter::{Acceptor, AcceptorState, Test, Waiter};
pub use waiting::Waiting;
