//! A client: a service, where it is, and what its calls share.

use std::fmt;
use std::sync::Arc;

use reqsign_aws_v4::Credential;
use reqsign_core::Signer;

use super::endpoint::Endpoint;
use super::retry::Quota;
use super::{Clock, Service, sign};
use crate::config::{Config, Settings};
use crate::error::Error;

/// What generated clients are made of. Clones share everything, the retry quota included.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    config: Config,
    service: &'static Service,
    quota: Quota,
    /// What is missing is reported by the first request, not by the constructor.
    route: Result<Route, String>,
}

/// Where requests go, and in whose name.
pub(crate) struct Route {
    pub(crate) endpoint: Endpoint,
    pub(crate) signer: Signer<Credential>,
}

impl Client {
    /// A client of this service. Nothing is sent or looked up yet.
    pub fn new(config: &Config, service: &'static Service) -> Self {
        let route = route(config.settings(), service);
        Client(Arc::new(Inner { config: config.clone(), service, quota: Quota::new(), route }))
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

    /// Where requests go.
    ///
    /// # Errors
    ///
    /// The configuration has no region.
    pub(crate) fn route(&self) -> Result<&Route, Error> {
        self.0.route.as_ref().map_err(|missing| Error::config(missing.as_str()))
    }
}

fn route(settings: &Settings, service: &'static Service) -> Result<Route, String> {
    let region = settings.region.as_ref().map_err(String::clone)?;
    let endpoint = match settings.endpoint(service.id) {
        Some(place) => Endpoint::custom(place.clone()),
        None => Endpoint::of_region(service, region),
    };
    Ok(Route { endpoint, signer: sign::signer(&settings.credentials, service, region) })
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
