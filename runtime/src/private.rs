//! What generated code names: one module per version of the interface between the two crates.
//!
//! Generated code says `::maitred::__private::v1::…`, so a generator of another version fails on a
//! single missing path.

/// The interface of maitred-build 0.1.
pub mod v1 {
    pub use bytes::Bytes;

    pub use crate::call::{
        Call, ChecksumSpec, Client, ErrorSpec, ModeledError, Operation, OperationSpec, Purpose,
        Root, Service, Signing, start,
    };
    pub use crate::page::*;
    pub use crate::shape::*;
    pub use crate::token::*;
    pub use crate::wait::*;
    pub use crate::wire::*;
    pub use crate::{Config, Error};

    pub mod endpoint {
        //! What the tables of endpoint rules are made of.
        pub use crate::call::endpoint::rules::*;
        pub use crate::call::endpoint::{DUAL_STACK, PLAIN, REGIONAL, REGIONAL_GOV};
    }

    pub mod path {
        //! What compiled JMESPath calls.
        pub use crate::path::*;
    }
}

pub mod probe {
    //! Endpoint rules by themselves, for tests of the rules.
    pub use crate::call::endpoint::probe::*;
}
