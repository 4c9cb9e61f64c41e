//! A client: a service, where it is, and what its calls share.

use std::fmt;
use std::sync::{Arc, OnceLock};

use reqsign_aws_v4::Credential;
use reqsign_core::Signer;

use super::endpoint::{self, Arguments, Endpoint, Signature};
use super::own::Own;
use super::retry::Quota;
use super::{Clock, OperationSpec, Service, Signing, sign};
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
    route: Arc<OnceLock<Result<Arc<Route>, String>>>,
    own: Own,
}

/// Where requests go, and in whose name.
pub(crate) struct Route {
    pub(crate) endpoint: Endpoint,
    pub(crate) signer: Signer<Credential>,
}

impl Client {
    /// A client of this service. Nothing is sent or looked up yet.
    pub fn new(config: &Config, service: &'static Service) -> Self {
        let (config, route) = (config.clone(), Arc::default());
        let (quota, own) = (Arc::new(Quota::new()), Own::default());
        Client(Arc::new(Inner { config, service, quota, route, own }))
    }

    /// The client of one request, which differs from this one in what the caller says.
    pub fn with(&self, change: impl FnOnce(Overrides) -> Overrides) -> Self {
        self.overridden(&change(Overrides::default()))
    }

    fn overridden(&self, overrides: &Overrides) -> Self {
        let mut problems = Vec::new();
        let config = self.0.config.overridden(overrides, &mut problems);
        let own = self.0.own.with(overrides, problems);
        let route = match overrides.lead_elsewhere() {
            true => Arc::default(),
            false => Arc::clone(&self.0.route),
        };
        let (service, quota) = (self.0.service, Arc::clone(&self.0.quota));
        Client(Arc::new(Inner { config, service, quota, route, own }))
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
    pub(crate) fn route(
        &self,
        operation: &OperationSpec,
        arguments: &Arguments,
    ) -> Result<Arc<Route>, Error> {
        let found = || route(self.settings(), operation, arguments).map(Arc::new);
        // One that is not signed needs no signature that is supported: its route is not for others.
        let is_usual = arguments.is_empty() && operation.signing != Signing::Anonymous;
        let route = match is_usual {
            true => self.0.route.get_or_init(found).clone(),
            false => found(),
        };
        route.map_err(Error::config)
    }
}

fn route(
    settings: &Settings,
    operation: &OperationSpec,
    arguments: &Arguments,
) -> Result<Route, String> {
    let endpoint = endpoint::resolve(settings, operation, arguments)?;
    let (name, region) = (&endpoint.signing_name, &endpoint.signing_region);
    let signer = match endpoint.signature {
        Signature::V2 => sign::form_signer(&settings.credentials),
        _ => sign::signer(&settings.credentials, name, region),
    };
    Ok(Route { endpoint, signer })
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
