//! Waiting: one request, sent again and again → the response that one of the waiter's acceptors
//! takes for success, or an error that says which other end it came to.
//!
//! Whether a response is an error is decided by how the call ended, never by what its output looks
//! like. The rules are in a state machine that is neither generic nor asynchronous.

#[cfg(feature = "blocking")]
mod blocking;
mod builder;
mod condition;
mod error;
mod machine;
mod matching;
mod poll;
mod spec;
mod waited;
mod waiting;

#[cfg(test)]
mod tests;

pub use builder::Wait;
pub use condition::Condition;
pub use error::{WaitError, WaitFailure};
pub use machine::GRACE;
pub use poll::Poll;
pub use spec::{Acceptor, AcceptorState, Test, WaiterSpec};
pub use waited::Waited;
pub use waiting::Waiting;
