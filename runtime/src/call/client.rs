//! A client: a service, where it is, and what its calls share.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::endpoint::{self, Arguments, Endpoint};
use super::own::Own;
use super::retry::Quota;
use super::{Clock, OperationSpec, Service, Signing};
use crate::config::{Config, Overrides, Settings};
use crate::error::Error;

/// What generated clients are made of. Clones share everything, the retry quota included.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    config: Config,
    service: &'static Service,
    quota: Arc<Quota>,
    /// Where the signed calls go that give nothing to the rules of the endpoint.
    endpoint: Arc<OnceLock<Result<Arc<Endpoint>, String>>>,
    own: Own,
}

impl Client {
    /// A client of this service. Nothing is sent or looked up yet.
    pub fn new(config: &Config, service: &'static Service) -> Self {
        let (config, endpoint) = (config.clone(), Arc::default());
        let (quota, own) = (Arc::new(Quota::new()), Own::default());
        Client(Arc::new(Inner { config, service, quota, endpoint, own }))
    }

    /// The client of one request, which differs from this one in what the caller says.
    pub fn with(&self, change: impl FnOnce(Overrides) -> Overrides) -> Self {
        self.overridden(&change(Overrides::default()))
    }

    fn overridden(&self, overrides: &Overrides) -> Self {
        let mut problems = Vec::new();
        let config = self.0.config.overridden(overrides, &mut problems);
        let own = self.0.own.with(overrides, problems);
        let endpoint = match overrides.lead_elsewhere() {
            true => Arc::default(),
            false => Arc::clone(&self.0.endpoint),
        };
        let (service, quota) = (self.0.service, Arc::clone(&self.0.quota));
        Client(Arc::new(Inner { config, service, quota, endpoint, own }))
    }

    /// The clock that its calls wait by.
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.settings().clock
    }

    pub(crate) fn settings(&self) -> &Settings {
        self.0.config.settings()
    }

    pub(crate) fn service(&self) -> &'static Service {
        self.0.service
    }

    pub(crate) fn quota(&self) -> &Quota {
        &self.0.quota
    }

    /// What its requests have of their own.
    pub(super) fn own(&self) -> &Own {
        &self.0.own
    }

    /// Where the requests of a call go.
    ///
    /// # Errors
    ///
    /// The configuration has no region, or the service no such endpoint.
    pub(crate) fn endpoint(
        &self,
        operation: &OperationSpec,
        arguments: &Arguments,
    ) -> Result<Arc<Endpoint>, Error> {
        let found = || endpoint::resolve(self.settings(), operation, arguments).map(Arc::new);
        // One that is not signed needs no signature that is supported: its endpoint is not for others.
        let is_usual = arguments.is_empty() && operation.signing != Signing::Anonymous;
        let endpoint = match is_usual {
            true => self.0.endpoint.get_or_init(found).clone(),
            false => found(),
        };
        endpoint.map_err(Error::config)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Client")
            .field("service", &self.0.service.name)
            .field("config", &self.0.config)
            .finish_non_exhaustive()
    }
}
