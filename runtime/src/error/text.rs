//! An error as text: one line for logs, that line and its causes for `Debug`.
//!
//! What services and models contribute is kept on the line: control characters become spaces.

use std::error::Error as StdError;
use std::fmt::{self, Debug, Display, Formatter, Write};

use super::Error;

/// Keeps a text on one line.
pub(crate) struct OneLine<'a, 'b>(pub(crate) &'a mut Formatter<'b>);

impl Write for OneLine<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut parts = text.split(char::is_control);
        self.0.write_str(parts.next().unwrap_or_default())?;
        parts.try_for_each(|part| write!(self.0, " {part}"))
    }
}

impl Display for Error {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let mut line = OneLine(formatter);
        if let Some(operation) = self.0.operation {
            write!(line, "{} {}: ", operation.service.name, operation.name)?;
        }
        self.what(&mut line)?;
        self.circumstances(&mut line)
    }
}

impl Error {
    fn what(&self, line: &mut OneLine<'_, '_>) -> fmt::Result {
        let Some(fault) = &self.0.fault else { return line.write_str(&self.0.message) };
        line.write_str(&fault.code)?;
        match &fault.message {
            Some(message) => write!(line, ": {message}"),
            None => Ok(()),
        }
    }

    /// The part in parentheses.
    fn circumstances(&self, line: &mut OneLine<'_, '_>) -> fmt::Result {
        let mut known = Vec::new();
        known.extend(self.status().map(|status| format!("status {status}")));
        known.extend(self.request_id().map(|id| format!("request id {id}")));
        if self.0.attempts > 1 {
            known.push(format!("after {} attempts", self.0.attempts));
        }
        if known.is_empty() { Ok(()) } else { write!(line, " ({})", known.join(", ")) }
    }
}

/// The line of `Display`, and below it each cause on a line of its own.
impl Debug for Error {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, formatter)?;
        let mut cause = StdError::source(self);
        while let Some(error) = cause {
            write!(formatter, "\n  caused by: ")?;
            write!(OneLine(formatter), "{error}")?;
            cause = error.source();
        }
        Ok(())
    }
}
