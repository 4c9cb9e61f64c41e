//! boto3 in a process of its own: a request a line, an answer a line.

use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::checks::Failure;
use crate::world::Key;

/// The other side.
pub(crate) struct Boto {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
    endpoint: String,
    options: Value,
    models: String,
    key: Key,
}

impl Boto {
    /// Starts it; its clients talk to this endpoint.
    pub(crate) fn start(endpoint: String, key: Key) -> Result<Boto, Failure> {
        let here = env::var("E2E_DIR")?;
        let mut child = Command::new(env::var("E2E_PYTHON")?)
            .args(["-u", &format!("{here}/boto_side.py")])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let gone = || io::Error::from(io::ErrorKind::BrokenPipe);
        let questions = child.stdin.take().ok_or_else(gone)?;
        let answers = BufReader::new(child.stdout.take().ok_or_else(gone)?);
        let options = json!({});
        Ok(Boto {
            options,
            child,
            questions,
            answers,
            endpoint,
            models: format!("{here}/models"),
            key,
        })
    }

    /// Has its clients talk to another endpoint, with these options.
    pub(crate) fn aim(&mut self, endpoint: String, options: Value) {
        (self.endpoint, self.options) = (endpoint, options);
    }

    /// Asks, and gives the answer: what `boto_side.py` says of it.
    pub(crate) fn ask(&mut self, mut question: Value) -> Result<Value, Failure> {
        question["endpoint"] = json!(self.endpoint);
        if question["client"].is_null() {
            question["client"] = self.options.clone();
        }
        question["models"] = json!(self.models);
        question["key"] = json!([self.key.0, self.key.1]);
        writeln!(self.questions, "{question}")?;
        self.questions.flush()?;
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err("the boto3 side is gone".into());
        }
        Ok(serde_json::from_str(&line)?)
    }

    /// A call that must succeed, and its output.
    pub(crate) fn call(
        &mut self,
        service: &str,
        operation: &str,
        arguments: Value,
    ) -> Result<Value, Failure> {
        let question = json!({
            "do": "call", "service": service, "operation": operation, "arguments": arguments,
        });
        let mut answer = self.ask(question)?;
        match answer.get_mut("output") {
            Some(output) => Ok(output.take()),
            None => Err(format!("boto3 fails at {operation}: {answer}").into()),
        }
    }

    /// The error of a call, whose arguments are those of boto3.
    pub(crate) fn error_of(
        &mut self,
        service: &str,
        operation: &str,
        arguments: &Value,
    ) -> Result<Value, Failure> {
        let question = json!({
            "do": "call", "service": service, "operation": operation, "arguments": arguments,
        });
        let mut answer = self.ask(question)?;
        match answer["error"].take() {
            Value::Null => Err(format!("boto3 gets an answer of {operation}: {answer}").into()),
            error => Ok(error),
        }
    }
}

impl Drop for Boto {
    fn drop(&mut self) {
        // It may be gone already, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
