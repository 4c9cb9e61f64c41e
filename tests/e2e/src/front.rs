//! What stands between both clients and a server: it forwards requests and remembers them, so that
//! what counts is what really went over the wire; and it may answer some itself, badly.
//!
//! A script has a step for each of the next requests; those after it are forwarded.

use std::collections::VecDeque;
use std::io::{self, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::checks::Failure;
use crate::http::{Message, response};
use crate::meaning::meaning;

/// What happens to a request.
pub(crate) enum Step {
    /// It goes to the server.
    Forward,
    /// Something changes in the server first, and then it goes there.
    After(Box<dyn FnOnce() -> Result<(), Failure> + Send>),
    /// These bytes come back, and then the connection is closed.
    Answer(Vec<u8>),
    /// Nothing comes back for so long, and then the connection is closed.
    Silence(Duration),
}

/// A request that came by, and how it was answered.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    /// What was asked, by meaning.
    pub(crate) asked: Value,
    pub(crate) user_agent: String,
    /// Of the server's answer.
    pub(crate) status: Option<u16>,
    /// The header of the server's answer.
    pub(crate) request_id: Option<String>,
}

/// The server in front of another.
#[derive(Clone)]
pub(crate) struct Front {
    address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
}

#[derive(Default)]
struct Shared {
    seen: Vec<Seen>,
    script: VecDeque<Step>,
}

impl Front {
    /// Begins to listen on a free port.
    pub(crate) fn start(server: SocketAddr) -> io::Result<Front> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let front = Front { address: listener.local_addr()?, shared: Arc::default() };
        let served = front.clone();
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let front = served.clone();
                // A connection that breaks is the business of the client at its other end.
                thread::spawn(move || front.serve(connection, server).ok());
            }
        });
        Ok(front)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Forgets what it saw, and has a script for what comes.
    pub(crate) fn begin(&self, script: impl IntoIterator<Item = Step>) {
        *self.lock() = Shared { seen: Vec::new(), script: script.into_iter().collect() };
    }

    /// What came by since then.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.lock().seen.clone()
    }

    fn lock(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn serve(&self, mut connection: TcpStream, server: SocketAddr) -> io::Result<()> {
        let mut requests = BufReader::new(connection.try_clone()?);
        while let Some(request) = Message::read(&mut requests, &mut connection)? {
            match self.note(&request) {
                Step::Forward => self.forward(request, server)?.write(&mut connection)?,
                Step::After(change) => match change() {
                    Ok(()) => self.forward(request, server)?.write(&mut connection)?,
                    Err(error) => return connection.write_all(&broken(&error)),
                },
                Step::Answer(bytes) => return connection.write_all(&bytes),
                Step::Silence(time) => {
                    thread::sleep(time);
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn note(&self, request: &Message) -> Step {
        let asked = meaning(request);
        let user_agent = request.header("user-agent").unwrap_or_default().to_owned();
        let mut shared = self.lock();
        shared.seen.push(Seen { asked, user_agent, status: None, request_id: None });
        shared.script.pop_front().unwrap_or(Step::Forward)
    }

    fn forward(&self, mut request: Message, server: SocketAddr) -> io::Result<Message> {
        request.set("Connection", Some("close"));
        let mut upstream = TcpStream::connect(server)?;
        request.write(&mut upstream)?;
        let (method, _) = request.asked();
        let mut answer = Message::read_answer(&mut BufReader::new(upstream), method)?;
        answer.set("Connection", None);
        if let Some(seen) = self.lock().seen.last_mut() {
            seen.status = answer.status();
            seen.request_id = answer.header("x-amzn-requestid").map(str::to_owned);
        }
        Ok(answer)
    }
}

/// The answer where a change of a script failed: no client retries it.
fn broken(error: &Failure) -> Vec<u8> {
    let body = json!({ "__type": "ScriptFailed", "message": error.to_string() });
    response(400, "application/x-amz-json-1.0", &body.to_string())
}
