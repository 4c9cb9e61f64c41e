//! What a service says when it cannot do what a request asks for.

/// An error answer: the code that programs look at, and the text for people.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    pub(crate) message: String,
}

impl Fault {
    pub(crate) fn new(code: &'static str, message: impl Into<String>) -> Self {
        Fault { code, message: message.into() }
    }

    /// An error that DynamoDB and its streams have in common.
    pub(crate) fn validation(message: impl Into<String>) -> Self {
        Fault::new("ValidationException", message)
    }
}
