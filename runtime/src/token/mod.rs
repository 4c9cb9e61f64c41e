//! Page tokens: values of any JSON-like type, and the text that carries them from one run, or one
//! program, to the next.
//!
//! A page's tokens become [`Token`] trees, which go into the next request or into a
//! [`ResumeToken`]; what boto3 wrote is read here, and what is written here boto3 reads.

pub(crate) mod base64;
mod encode;
mod json;
mod legacy;
mod reader;
mod resume;
mod value;
mod writer;

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;

pub use resume::ResumeToken;
pub use value::{Token, TokenSet};

pub(crate) use encode::{encode, show};
pub(crate) use reader::TokenReader;
pub(crate) use resume::{bounded, decode};

#[cfg(test)]
pub(crate) use resume::Start;
