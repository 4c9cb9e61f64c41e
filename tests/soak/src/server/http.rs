//! As much of HTTP as one client needs.

use std::io::{self, BufRead, Write};

/// A request.
#[derive(Debug, Default)]
pub(super) struct Request {
    /// `POST /`.
    pub(super) line: String,
    pub(super) has_target: bool,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// Reads one; `None` at the end of the connection.
    pub(super) fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let Some(line) = line(reader)? else { return Ok(None) };
        let mut request = Request { line, ..Request::default() };
        let mut length = 0;
        while let Some(header) = line_of_head(reader)? {
            let (name, value) = header.split_once(':').unwrap_or_default();
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().unwrap_or(0),
                "x-amz-target" => request.has_target = true,
                _ => {}
            }
        }
        request.body = vec![0; length];
        reader.read_exact(&mut request.body)?;
        Ok(Some(request))
    }

    /// The parameters of the URI's query, or else of the form in the body.
    pub(super) fn parameter(&self, name: &str) -> Option<String> {
        let query = self.line.split(' ').nth(1).and_then(|uri| uri.split_once('?'));
        let text = query.map_or(self.body.as_slice(), |(_, query)| query.as_bytes());
        let mut pairs = form_urlencoded::parse(text);
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }
}

fn line(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = String::new();
    let read = reader.read_line(&mut line)?;
    Ok((read > 0).then(|| line.trim_end().to_owned()))
}

/// A header; `None` behind the last one.
fn line_of_head(reader: &mut impl BufRead) -> io::Result<Option<String>> {
    Ok(line(reader)?.filter(|line| !line.is_empty()))
}

/// Writes the head of an answer.
pub(super) fn head(stream: &mut impl Write, status: u16, length: usize) -> io::Result<()> {
    write!(stream, "HTTP/1.1 {status} Answer\r\ncontent-length: {length}\r\n\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_read_one_after_another() {
        let mut text = "GET /b?versions&key-marker=1%3A0 HTTP/1.1\r\nhost: x\r\n\r\n\
                        POST / HTTP/1.1\r\nContent-Length: 12\r\nX-Amz-Target: A.B\r\n\r\nNextToken=2 "
            .as_bytes();
        let first = Request::read(&mut text).unwrap().unwrap();
        assert_eq!(first.parameter("key-marker").as_deref(), Some("1:0"));
        assert_eq!(first.parameter("prefix"), None);
        let second = Request::read(&mut text).unwrap().unwrap();
        assert!(second.has_target && second.body == b"NextToken=2 ");
        assert!(Request::read(&mut text).unwrap().is_none());
    }
}
