//! What the search for credentials may use of this machine: files, commands, the environment, and
//! the configuration's own transport.
//!
//! Instance metadata is asked with a short time limit: where there is none, nobody answers.

use std::fmt::{self, Debug};
use std::future::Future;
use std::net::IpAddr;
use std::pin::pin;
use std::process::Command;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, Uri};
use reqsign_core::{CommandExecute, CommandOutput, Context, Error, FileRead, HttpSend, Result};

use crate::call::{Clock, Transport};
use crate::config::environment::Environment;

/// How long to wait for an answer of the machine's own metadata service.
const METADATA_LIMIT: Duration = Duration::from_secs(2);

/// What the search for credentials works with.
pub(super) fn context(
    environment: &Environment,
    transport: &Arc<dyn Transport>,
    clock: &Arc<dyn Clock>,
) -> Context {
    let metadata = environment.get("AWS_EC2_METADATA_SERVICE_ENDPOINT");
    let metadata = metadata.and_then(|url| url.parse().ok());
    let web = Web { transport: transport.clone(), clock: clock.clone(), metadata };
    Context::new()
        .with_file_read(Files)
        .with_http_send(web)
        .with_env(environment.to_static())
        .with_command_execute(Commands)
}

#[derive(Debug)]
struct Files;

impl FileRead for Files {
    /// Blocks: the files are short and local, and read once in the life of some credentials.
    async fn file_read(&self, path: &str) -> Result<Vec<u8>> {
        std::fs::read(path).map_err(|error| {
            Error::unexpected(format!("{path} could not be read")).with_source(error)
        })
    }
}

#[derive(Debug)]
struct Commands;

impl CommandExecute for Commands {
    async fn command_execute<'a>(
        &'a self,
        program: &'a str,
        arguments: &'a [&'a str],
    ) -> Result<CommandOutput> {
        let mut command = Command::new(program);
        command.args(arguments);
        let failed =
            |text: String| Error::unexpected(format!("{program} could not be run: {text}"));
        let output = tokio::task::spawn_blocking(move || command.output())
            .await
            .map_err(|error| failed(error.to_string()))?
            .map_err(|error| failed(error.to_string()))?;
        let status = output.status.code().unwrap_or(-1);
        Ok(CommandOutput { status, stdout: output.stdout, stderr: output.stderr })
    }
}

struct Web {
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    /// Where instance metadata is, if not at its usual address.
    metadata: Option<Uri>,
}

impl Debug for Web {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Web")
    }
}

impl HttpSend for Web {
    async fn http_send(&self, request: Request<Bytes>) -> Result<Response<Bytes>> {
        let host = request.uri().host().unwrap_or_default().to_owned();
        let limited = self.is_metadata(&host);
        let sending = self.transport.send(request);
        let answer = if limited {
            let limit = self.clock.sleep(METADATA_LIMIT);
            before(limit, sending).await.ok_or_else(|| {
                Error::unexpected(format!("no answer from {host} within {METADATA_LIMIT:?}"))
            })?
        } else {
            sending.await
        };
        answer
            .map_err(|error| Error::unexpected(format!("no answer from {host}")).with_source(error))
    }
}

impl Web {
    /// Is the host one that answers at once or not at all?
    fn is_metadata(&self, host: &str) -> bool {
        let custom = self.metadata.as_ref().and_then(Uri::host);
        let address = host.trim_start_matches('[').trim_end_matches(']').parse();
        custom == Some(host)
            || match address {
                Ok(IpAddr::V4(address)) => address.is_link_local(),
                Ok(IpAddr::V6(address)) => address.is_unique_local(),
                Err(_) => false,
            }
    }
}

/// What the future gives, unless the limit is ready first.
async fn before<T>(limit: impl Future<Output = ()>, future: impl Future<Output = T>) -> Option<T> {
    let (mut limit, mut future) = (pin!(limit), pin!(future));
    std::future::poll_fn(|context| {
        if let Poll::Ready(value) = future.as_mut().poll(context) {
            return Poll::Ready(Some(value));
        }
        limit.as_mut().poll(context).map(|()| None)
    })
    .await
}
