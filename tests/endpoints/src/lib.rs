//! The endpoint rules of every service, as the tables that generated code has of them; clients of a
//! few services; and a transport that keeps what it is to send.

mod generated {
    #![allow(unreachable_pub)]
    include!(concat!(env!("OUT_DIR"), "/rules.rs"));
}

mod kept;

pub use generated::SERVICES;
pub use kept::Kept;

/// Clients.
pub mod aws {
    maitred::include_services!();
}
