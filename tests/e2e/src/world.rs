//! What every section needs: both clients' way to a server, and time that does not pass.

use std::env;
use std::future::Future;
use std::io::BufReader;
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use maitred::{Config, Sleep};
use serde_json::{Value, json};

use crate::boto::Boto;
use crate::checks::{Checks, Failure};
use crate::front::{Front, Step};
use crate::http;

/// The region of all requests.
pub(crate) const REGION: &str = "us-east-1";

/// Name and secret.
pub(crate) type Key = (&'static str, &'static str);

/// A server that both sides talk to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Server {
    pub(crate) name: &'static str,
    /// Where its address is in the environment.
    pub(crate) variable: &'static str,
    /// What it knows its user by.
    pub(crate) key: Key,
}

/// Everything that is there.
pub(crate) struct World {
    pub(crate) checks: Checks,
    pub(crate) server: Server,
    pub(crate) front: Front,
    pub(crate) boto: Boto,
    pub(crate) clock: FastClock,
    /// By way of the front.
    pub(crate) config: Config,
    /// To the server itself, unseen.
    pub(crate) direct: Config,
    address: SocketAddr,
}

impl World {
    /// Puts everything up around a server.
    pub(crate) fn new(server: Server, checks: Checks) -> Result<World, Failure> {
        let unset = |_| format!("{} is not set: use tests/e2e/run", server.variable);
        let address = env::var(server.variable).map_err(unset)?.parse()?;
        let front = Front::start(address)?;
        let clock = FastClock::default();
        let config = |url| config(url).credentials(server.key.0, server.key.1, None);
        Ok(World {
            checks,
            server,
            boto: Boto::start(front.url(), server.key)?,
            config: config(front.url()).clock(clock.clone()).build()?,
            direct: config(format!("http://{address}")).build()?,
            clock,
            front,
            address,
        })
    }

    /// Has moto move things of this kind through their states in this way.
    pub(crate) fn change_state(&self, kind: &str, transition: &Value) -> Result<(), Failure> {
        let body = json!({ "model_name": kind, "transition": transition }).to_string();
        let path = "/moto-api/state-manager/set-transition";
        let mut moto = TcpStream::connect(self.address)?;
        http::post(path, &body).write(&mut moto)?;
        let answer = http::Message::read_answer(&mut BufReader::new(moto), "POST")?;
        match answer.status() {
            Some(200 | 201) => Ok(()),
            status => Err(format!("moto refuses {path}: status {status:?}").into()),
        }
    }

    /// A step that changes something in the server before the request goes on.
    pub(crate) fn after<F>(&self, change: impl FnOnce(Config) -> F + Send + 'static) -> Step
    where
        F: Future<Output = Result<(), maitred::Error>>,
    {
        let direct = self.direct.clone();
        Step::After(Box::new(move || Ok(runtime()?.block_on(change(direct))?)))
    }
}

/// A configuration with keys, for this endpoint.
pub(crate) fn config(endpoint: String) -> maitred::ConfigBuilder {
    Config::builder().region(REGION).credentials("e2e", "secret", None).endpoint_url(endpoint)
}

/// A runtime for one thread.
pub(crate) fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()
}

/// A clock on which sleeping takes no time, but counts.
#[derive(Debug, Clone)]
pub(crate) struct FastClock {
    start: Instant,
    slept: Arc<Mutex<Vec<Duration>>>,
}

impl Default for FastClock {
    fn default() -> Self {
        FastClock { start: Instant::now(), slept: Arc::default() }
    }
}

impl FastClock {
    /// The sleeps since the last time, in seconds.
    pub(crate) fn take(&self) -> Vec<f64> {
        let mut slept = self.slept.lock().unwrap_or_else(PoisonError::into_inner);
        slept.drain(..).map(|duration| duration.as_secs_f64()).collect()
    }
}

impl maitred::Clock for FastClock {
    fn now(&self) -> Instant {
        let slept = self.slept.lock().unwrap_or_else(PoisonError::into_inner);
        self.start + slept.iter().sum::<Duration>()
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        let slept = Arc::clone(&self.slept);
        Box::pin(async move {
            slept.lock().unwrap_or_else(PoisonError::into_inner).push(duration);
        })
    }
}
