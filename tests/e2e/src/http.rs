//! HTTP/1.1 messages, as far as loopback needs them: a head, and a body of a stated length.

use std::io::{self, BufRead, Read, Write};

/// A request or a response.
#[derive(Debug, Default)]
pub(crate) struct Message {
    /// The first line, and then each header.
    lines: Vec<String>,
    pub(crate) body: Vec<u8>,
}

impl Message {
    /// Reads one; `None` where the connection ends instead.
    pub(crate) fn read(from: &mut impl BufRead) -> io::Result<Option<Message>> {
        let mut message = Message::default();
        loop {
            let mut line = String::new();
            if from.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            match line.trim_end() {
                "" => break,
                line => message.lines.push(line.to_owned()),
            }
        }
        let length = message.header("content-length").and_then(|text| text.parse().ok());
        from.take(length.unwrap_or(0)).read_to_end(&mut message.body)?;
        Ok(Some(message))
    }

    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.lines.iter().skip(1).find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    /// The status of a response.
    pub(crate) fn status(&self) -> Option<u16> {
        self.lines.first()?.split(' ').nth(1)?.parse().ok()
    }

    /// Replaces a header, or removes it.
    pub(crate) fn set(&mut self, name: &str, value: Option<&str>) {
        let is_it = |line: &String| {
            line.split_once(':').is_some_and(|(found, _)| found.eq_ignore_ascii_case(name))
        };
        self.lines.retain(|line| !is_it(line));
        self.lines.extend(value.map(|value| format!("{name}: {value}")));
    }

    /// Writes it.
    pub(crate) fn write(&self, to: &mut impl Write) -> io::Result<()> {
        to.write_all(&[self.lines.join("\r\n").as_bytes(), b"\r\n\r\n", &self.body].concat())
    }
}

/// A request with a JSON body.
pub(crate) fn post(path: &str, body: &str) -> Message {
    let head = ["Host: localhost", "Connection: close", "Content-Type: application/json"];
    let mut lines = vec![format!("POST {path} HTTP/1.1")];
    lines.extend(head.map(str::to_owned));
    lines.push(format!("Content-Length: {}", body.len()));
    Message { lines, body: body.as_bytes().to_vec() }
}

/// A response as the bytes on the wire, in one piece.
pub(crate) fn response(status: u16, content_type: &str, body: &str) -> Vec<u8> {
    with_length(status, content_type, body, body.len())
}

/// A response that announces a length, which its body need not have.
pub(crate) fn with_length(status: u16, content_type: &str, body: &str, length: usize) -> Vec<u8> {
    format!(
        "HTTP/1.1 {status} Some Reason\r\ncontent-type: {content_type}\r\n\
         content-length: {length}\r\nx-amzn-requestid: scripted\r\nconnection: close\r\n\r\n{body}"
    )
    .into_bytes()
}
