//! One generated service → the compiler's verdict, the time and the memory that it took.
//!
//! The compiler is run directly: cargo would say neither how long a crate took nor how much memory.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::externs::Runtime;
use super::generate::Problems;
use super::memory::{Bytes, Total, Usage};
use crate::error::Error;

/// How often a running compiler is looked at.
const PERIOD: Duration = Duration::from_millis(10);

/// A program with the service in a private module of which nothing is used, where every warning
/// is an error.
const PROGRAM: &str = "//! A generated service.\n\
    #![deny(warnings)]\n\
    #![forbid(unsafe_code, dead_code)]\n\n\
    mod services {\n    include!(\"services.rs\");\n}\n";

/// What it took to check a service.
#[derive(Debug, Clone, Copy)]
pub(super) struct Checked {
    pub(super) seconds: f64,
    pub(super) memory: Option<Bytes>,
}

/// Runs the compiler over services that have been generated.
pub(super) struct Checker<'a> {
    runtime: Runtime,
    into: &'a Path,
    total: Total,
}

impl<'a> Checker<'a> {
    pub(super) fn new(runtime: Runtime, into: &'a Path) -> Self {
        Self { runtime, into, total: Total::default() }
    }

    /// What the compilers had at most, those running at once together.
    pub(super) fn peak(&self) -> Option<Bytes> {
        self.total.peak()
    }

    /// Type-checks a service, or says what the compiler has against it, one problem a line.
    pub(super) fn check(&self, service: &str) -> Result<Checked, Problems> {
        let directory = self.into.join(service);
        self.run(&directory).unwrap_or_else(|error| Err(vec![error.to_string()]))
    }

    fn run(&self, directory: &Path) -> Result<Result<Checked, Problems>, Error> {
        let (program, log) = (directory.join("lib.rs"), directory.join("rustc.log"));
        let metadata = directory.join("check.rmeta");
        std::fs::write(&program, PROGRAM).map_err(Error::io("write", &program))?;
        let begun = Instant::now();
        let compiler = self.start(&program, &metadata, &log)?;
        let (status, memory) = self.watch(compiler).map_err(Error::io("run", &program))?;
        let seconds = begun.elapsed().as_secs_f64();
        // The verdict was all that was wanted.
        let _ = std::fs::remove_file(&metadata);
        if status.success() {
            return Ok(Ok(Checked { seconds, memory }));
        }
        let text = std::fs::read(&log).map_err(Error::io("read", &log))?;
        Ok(Err(problems(&String::from_utf8_lossy(&text), status)))
    }

    /// What it says goes into a file, which, unlike a pipe, nobody has to empty.
    fn start(&self, program: &Path, metadata: &Path, log: &Path) -> Result<Child, Error> {
        let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let said = File::create(log).map_err(Error::io("write", log))?;
        let mut maitred = std::ffi::OsString::from("maitred=");
        maitred.push(&self.runtime.metadata);
        let mut dependencies = std::ffi::OsString::from("dependency=");
        dependencies.push(&self.runtime.dependencies);
        let mut command = Command::new(&compiler);
        // Cargo was run there, and rustup chooses by the directory.
        command.current_dir(self.into.join("runtime"));
        command.args(["--crate-name", "service", "--crate-type", "lib", "--edition", "2024"]);
        command.args(["--emit", "metadata", "--error-format", "short", "--extern"]).arg(maitred);
        command.arg("-L").arg(dependencies).arg("-o").arg(metadata).arg(program);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(said);
        command.spawn().map_err(Error::io("run", &PathBuf::from(compiler)))
    }

    /// Waits for a compiler to end; how it ended, and its greatest memory.
    fn watch(&self, mut compiler: Child) -> std::io::Result<(ExitStatus, Option<Bytes>)> {
        let process = compiler.id().to_string();
        let (mut now, mut peak) = (0, None);
        let status = loop {
            let ended = compiler.try_wait()?;
            let usage = Usage::of(&process).filter(|_| ended.is_none());
            let before = std::mem::replace(&mut now, usage.map_or(0, |usage| usage.now));
            self.total.change(before, now);
            peak = peak.max(usage.map(|usage| usage.peak));
            match ended {
                Some(status) => break status,
                None => sleep(PERIOD),
            }
        };
        Ok((status, peak))
    }
}

/// The compiler's errors, a line each; how it ended, if it said nothing.
fn problems(said: &str, status: ExitStatus) -> Problems {
    let is_problem = |line: &&str| line.contains("error") && !line.starts_with("error: aborting");
    let problems: Problems = said.lines().filter(is_problem).map(str::to_owned).collect();
    match problems.is_empty() {
        true => vec![format!("the compiler ended with {status}: {}", said.trim())],
        false => problems,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::process::ExitStatusExt as _;

    #[test]
    fn every_error_is_a_problem() {
        let said = "a.rs:1:2: error[E0425]: no x\na.rs:9:9: error: unused\n\
                    error: aborting due to 2 previous errors\n";
        let expected = ["a.rs:1:2: error[E0425]: no x", "a.rs:9:9: error: unused"];
        assert_eq!(problems(said, ExitStatus::from_raw(256)), expected);
    }

    #[test]
    fn a_compiler_that_was_killed_is_said() {
        let found = problems("", ExitStatus::from_raw(9)).concat();
        assert!(found.starts_with("the compiler ended with signal: 9"), "{found}");
    }
}
