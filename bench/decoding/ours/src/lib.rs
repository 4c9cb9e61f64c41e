//! What maitred-build makes, but for requests: tables, read by the type-erased reader.

#[cfg(feature = "json")]
pub mod json {
    include!("../../target/generated/ours/json.rs");
}
#[cfg(feature = "xml")]
pub mod xml {
    include!("../../target/generated/ours/xml.rs");
}
