//! The server's process, seen from the client: where it is, and what it did to the requests.

use std::fmt;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::Value;

use crate::Outcome;
use crate::arguments::{Arguments, SERVER};

/// The server. It ends with its standard input, so that it cannot outlive this process.
#[derive(Debug)]
pub(crate) struct Process {
    child: Child,
    output: BufReader<ChildStdout>,
    pub(crate) url: String,
}

impl Process {
    pub(crate) fn start(arguments: &Arguments) -> Outcome<Self> {
        let Arguments { items, seed } = arguments;
        let mut child = Command::new(std::env::current_exe()?)
            .args([SERVER, "--items", &items.to_string(), "--seed", &seed.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let output = child.stdout.take().ok_or("the server has no output")?;
        let mut output = BufReader::new(output);
        let mut url = String::new();
        output.read_line(&mut url)?;
        Ok(Process { child, output, url: url.trim_end().to_owned() })
    }

    /// Ends it; what it did.
    pub(crate) fn stop(mut self) -> Outcome<Network> {
        drop(self.child.stdin.take());
        let mut told = String::new();
        self.output.read_to_string(&mut told)?;
        self.child.wait()?;
        Ok(Network(serde_json::from_str(&told)?))
    }
}

/// What became of the requests: how many there were, and how many of each fault.
#[derive(Debug)]
pub(crate) struct Network(Value);

impl Network {
    fn requests(&self) -> u64 {
        self.0["requests"].as_u64().unwrap_or_default()
    }

    fn faults(&self) -> u64 {
        let faults = self.0["faults"].as_object();
        faults.map_or(0, |faults| faults.values().filter_map(Value::as_u64).sum())
    }

    /// Was the network as bad as it should be, and in every way?
    pub(crate) fn check(&self) -> Outcome {
        let share = self.faults() as f64 / self.requests().max(1) as f64;
        let kinds = self.0["faults"].as_object().map_or(0, serde_json::Map::len);
        if !(0.03..0.07).contains(&share) || kinds < 6 {
            return Err(format!("expected 5 % faults of six kinds: {self}").into());
        }
        Ok(())
    }
}

impl fmt::Display for Network {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (requests, faults) = (self.requests(), self.faults());
        let share = 100.0 * faults as f64 / requests.max(1) as f64;
        write!(
            formatter,
            "{requests} requests, {faults} faults ({share:.1} %): {}",
            self.0["faults"]
        )
    }
}
