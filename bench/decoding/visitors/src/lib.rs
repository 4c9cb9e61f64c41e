//! Structures read by serde visitors that the generator printed.

#[cfg(feature = "json")]
pub mod json {
    include!("../../target/generated/visitors/json.rs");
}
#[cfg(feature = "xml")]
pub mod xml {
    include!("../../target/generated/visitors/xml.rs");
}
