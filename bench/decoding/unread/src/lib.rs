//! The same structures without anything to read them.

#[cfg(feature = "json")]
pub mod json {
    include!("../../target/generated/unread/json.rs");
}
#[cfg(feature = "xml")]
pub mod xml {
    include!("../../target/generated/unread/xml.rs");
}
