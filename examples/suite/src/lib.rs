//! What the example programs stand on: a small server on loopback that plays the services.
//!
//! The [`Server`] speaks the services' own protocols over real HTTP. It pages where they page, and
//! its tables and streams take their time to become ready, so paginators and waiters have real
//! work. [`Target`] decides whether a program talks to it or to something else.

mod dynamodb;
mod ec2;
mod fault;
mod logs;
mod server;
mod services;
mod streams;
mod target;

pub use ec2::{LARGEST_PAGE, SNAPSHOTS};
pub use logs::LOGGED;
pub use server::Server;
pub use target::Target;
