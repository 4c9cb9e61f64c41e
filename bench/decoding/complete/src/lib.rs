//! All that maitred-build makes for the same operations: client, requests, paginators, types.

#[cfg(feature = "json")]
pub mod json {
    include!("../../target/generated/complete/json/services.rs");
}
#[cfg(feature = "xml")]
pub mod xml {
    include!("../../target/generated/complete/xml/services.rs");
}
