//! Structures read by serde's derive.

#[cfg(feature = "json")]
pub mod json {
    include!("../../target/generated/derived/json.rs");
}
#[cfg(feature = "xml")]
pub mod xml {
    include!("../../target/generated/derived/xml.rs");
}
