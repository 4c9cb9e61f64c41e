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
    /// Reads a request; `None` where the connection ends instead. boto3 asks for permission to send
    /// some bodies, and has it.
    pub(crate) fn read(
        from: &mut impl BufRead,
        to: &mut impl Write,
    ) -> io::Result<Option<Message>> {
        let Some(mut message) = Message::read_head(from)? else { return Ok(None) };
        if message.header("expect").is_some() {
            message.set("Expect", None);
            to.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        from.take(message.length().unwrap_or(0)).read_to_end(&mut message.body)?;
        Ok(Some(message))
    }

    /// Reads the answer to a request of this method, from a connection that closes after it. Its
    /// body is in one piece then, and its length stated.
    pub(crate) fn read_answer(from: &mut impl BufRead, method: &str) -> io::Result<Message> {
        let message = Message::read_head(from)?;
        let mut message = message.ok_or(io::ErrorKind::UnexpectedEof)?;
        if method == "HEAD" || matches!(message.status(), Some(204 | 304)) {
            return Ok(message);
        }
        message.body = match message.header("transfer-encoding") {
            Some(_) => read_chunks(from)?,
            None => read_up_to(from, message.length())?,
        };
        message.set("Transfer-Encoding", None);
        message.set("Content-Length", Some(&message.body.len().to_string()));
        Ok(message)
    }

    fn read_head(from: &mut impl BufRead) -> io::Result<Option<Message>> {
        let mut message = Message::default();
        loop {
            let mut line = String::new();
            if from.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            match line.trim_end() {
                "" => return Ok(Some(message)),
                line => message.lines.push(line.to_owned()),
            }
        }
    }

    fn length(&self) -> Option<u64> {
        self.header("content-length")?.parse().ok()
    }

    /// The method and the target of a request.
    pub(crate) fn asked(&self) -> (&str, &str) {
        let mut words = self.lines.first().map_or("", String::as_str).split(' ');
        (words.next().unwrap_or_default(), words.next().unwrap_or_default())
    }

    /// The headers: names in lower case, and values.
    pub(crate) fn headers(&self) -> impl Iterator<Item = (String, &str)> {
        self.lines.iter().skip(1).filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name.to_lowercase(), value.trim()))
        })
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

fn read_up_to(from: &mut impl BufRead, length: Option<u64>) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    from.take(length.unwrap_or(u64::MAX)).read_to_end(&mut body)?;
    Ok(body)
}

fn read_chunks(from: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let mut size = String::new();
        from.read_line(&mut size)?;
        let size = u64::from_str_radix(size.trim_end(), 16).map_err(io::Error::other)?;
        from.take(size).read_to_end(&mut body)?;
        from.read_line(&mut String::new())?;
        if size == 0 {
            return Ok(body);
        }
    }
}

/// A request as a transport is given it, to a server that is to close the connection.
pub(crate) fn of(request: &::http::Request<bytes::Bytes>) -> Message {
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str());
    let mut lines = vec![format!("{} {target} HTTP/1.1", request.method())];
    let headers = request.headers().iter();
    lines.extend(
        headers
            .map(|(name, value)| format!("{name}: {}", String::from_utf8_lossy(value.as_bytes()))),
    );
    let mut message = Message { lines, body: request.body().to_vec() };
    if let Some(authority) = request.uri().authority() {
        message.set("Host", Some(authority.as_str()));
    }
    message.set("Connection", Some("close"));
    message.set("Content-Length", Some(&message.body.len().to_string()));
    message
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
