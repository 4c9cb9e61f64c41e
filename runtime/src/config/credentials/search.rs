//! The places in which the AWS tools look for credentials, in turn, asked by the signing library.
//!
//! A place that is set up but fails ends the search. Falling through to the next one would go on in
//! the name of somebody else.

use std::error::Error as StdError;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use http::request::Parts;
use reqsign_aws_core::{
    AssumeRoleCredentialProvider, AssumeRoleWithWebIdentityCredentialProvider, Credential,
    ECSCredentialProvider, IMDSv2CredentialProvider, ProcessCredentialProvider,
    ProfileCredentialProvider, SSOCredentialProvider,
};
use reqsign_core::time::Timestamp;
use reqsign_core::{
    Context, Error, ProvideCredential, ProvideCredentialDyn, Result, SignRequest, Signer,
};

use super::{VARIABLES, machine, of_variables};
use crate::call::{Clock, Keys, Scope, Transport, sign_stated};
use crate::config::environment::Environment;
use crate::config::profile::Profile;
use crate::error;

/// Credentials are asked for again when they have less than this left.
const HEADROOM: Duration = Duration::from_secs(10);

/// Until when credentials must hold that are used now.
fn headroom() -> Timestamp {
    Timestamp::now() + HEADROOM
}

type Provider = dyn ProvideCredentialDyn<Credential = Credential>;

/// Looks credentials up when they are first asked for, and again when they expire. Clones share what
/// was found.
#[derive(Clone)]
pub(crate) struct Search(Signer<Credential>);

impl Search {
    pub(super) fn new(
        environment: &Environment,
        profile: &Profile,
        region: Option<&str>,
        uses_variables: bool,
        (transport, clock): (&Arc<dyn Transport>, &Arc<dyn Clock>),
    ) -> Self {
        let context = machine::context(environment, transport, clock);
        let chain = chain(&context, environment, profile, region, uses_variables);
        Search(Signer::new(context, chain, Handover::default()))
    }

    pub(super) async fn keys(&self) -> std::result::Result<Keys, error::Error> {
        let handover = Handover::default();
        let signer = self.0.clone().with_request_signer(handover.clone());
        let (mut unused, ()) = http::Request::new(()).into_parts();
        signer.sign(&mut unused, None).await.map_err(failure)?;
        let found = handover.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        found.ok_or_else(|| failure(Error::credential_invalid("no credentials were found")))
    }
}

/// Takes credentials out of the library, which gives them to what signs requests only.
#[derive(Clone, Default)]
struct Handover(Arc<Mutex<Option<Keys>>>);

impl SignRequest for Handover {
    type Credential = Credential;

    fn required_valid_until(&self, _: &Credential, _: Option<Duration>) -> Timestamp {
        headroom()
    }

    async fn sign_request(
        &self,
        _: &Context,
        _: &mut Parts,
        credential: Option<&Credential>,
        _: Option<Duration>,
    ) -> Result<()> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = credential.map(keys);
        Ok(())
    }
}

/// Never what it holds.
impl fmt::Debug for Handover {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Handover")
    }
}

fn keys(credential: &Credential) -> Keys {
    Keys {
        id: credential.access_key_id.clone(),
        secret: credential.secret_access_key.clone(),
        session_token: credential.session_token.clone(),
    }
}

/// The places, in botocore's order.
fn chain(
    context: &Context,
    environment: &Environment,
    profile: &Profile,
    region: Option<&str>,
    uses_variables: bool,
) -> Chain {
    let name = profile.name.as_str();
    let files = || ProfileCredentialProvider::new().with_profile(name);
    let mut links = Vec::new();
    if uses_variables {
        links.push(Link::new(VARIABLES, Variables(of_variables(environment))));
    }
    links.extend(role(context, profile, region));
    links.push(Link::new("AWS_WEB_IDENTITY_TOKEN_FILE", web_identity(profile)));
    let sso = SSOCredentialProvider::new().with_profile(name);
    links.push(Link::new(format!("single sign-on of profile '{name}'"), sso));
    links.push(Link::new(format!("keys of profile '{name}'"), files()));
    let process = ProcessCredentialProvider::new().with_profile(name);
    links.push(Link::new(format!("credential_process of profile '{name}'"), process));
    let container = ECSCredentialProvider::new();
    links.push(Link::new("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", container));
    let metadata = IMDSv2CredentialProvider::new();
    links.push(Link { is_last_resort: true, ..Link::new("instance metadata", metadata) });
    Chain(links)
}

/// The role that a profile asks for.
fn role(context: &Context, profile: &Profile, region: Option<&str>) -> Option<Link> {
    let name = format!("role of profile '{}'", profile.name);
    if profile.get("sso_session").is_some() {
        return Some(Link::new(name, Unsupported("sso_session")));
    }
    let role = profile.get("role_arn")?;
    if profile.get("web_identity_token_file").is_some() {
        return None;
    }
    let Some(source) = profile.get("source_profile") else {
        return Some(Link::new(name, Unsupported("role_arn without source_profile")));
    };
    if profile.get("mfa_serial").is_some() {
        return Some(Link::new(name, Unsupported("mfa_serial")));
    }
    let source = ProfileCredentialProvider::new().with_profile(source);
    let sts = Sts { region: region.unwrap_or(GLOBAL_STS_REGION).to_owned() };
    let signer = Signer::new(context.clone(), source, sts);
    Some(Link::new(
        name,
        assumed(AssumeRoleCredentialProvider::new(role.into(), signer), profile, region),
    ))
}

/// The region in the signature of requests to the global endpoint of STS.
const GLOBAL_STS_REGION: &str = "us-east-1";

/// Signs what asks for a role, with the keys of who may have it.
#[derive(Debug)]
struct Sts {
    region: String,
}

impl SignRequest for Sts {
    type Credential = Credential;

    fn required_valid_until(&self, _: &Credential, _: Option<Duration>) -> Timestamp {
        headroom()
    }

    async fn sign_request(
        &self,
        _: &Context,
        head: &mut Parts,
        credential: Option<&Credential>,
        _: Option<Duration>,
    ) -> Result<()> {
        let Some(credential) = credential else { return Ok(()) };
        let scope = Scope { service: "sts", region: &self.region };
        sign_stated(head, &keys(credential), &scope).map_err(|error| {
            Error::credential_invalid("the request for a role was not signed").with_source(error)
        })
    }
}

fn assumed(
    mut role: AssumeRoleCredentialProvider,
    profile: &Profile,
    region: Option<&str>,
) -> AssumeRoleCredentialProvider {
    if let Some(region) = region {
        role = role.with_region(region.into()).with_regional_sts_endpoint();
    }
    if let Some(id) = profile.get("external_id") {
        role = role.with_external_id(id.into());
    }
    if let Some(seconds) = profile.get("duration_seconds").and_then(|text| text.parse().ok()) {
        role = role.with_duration_seconds(seconds);
    }
    role.with_role_session_name(profile.get("role_session_name").unwrap_or("maitred").into())
}

fn web_identity(profile: &Profile) -> AssumeRoleWithWebIdentityCredentialProvider {
    let provider = AssumeRoleWithWebIdentityCredentialProvider::new();
    match (profile.get("role_arn"), profile.get("web_identity_token_file")) {
        (Some(role), Some(file)) => provider.with_role_arn(role).with_web_identity_token_file(file),
        _ => provider,
    }
}

/// One place to look in.
struct Link {
    name: String,
    provider: Box<Provider>,
    /// Its failure means that it is not there: nobody sets it up.
    is_last_resort: bool,
}

impl Link {
    fn new(
        name: impl Into<String>,
        provider: impl ProvideCredential<Credential = Credential>,
    ) -> Self {
        Link { name: name.into(), provider: Box::new(provider), is_last_resort: false }
    }
}

/// The places, in the order in which they are tried.
struct Chain(Vec<Link>);

impl ProvideCredential for Chain {
    type Credential = Credential;

    async fn provide_credential(&self, context: &Context) -> Result<Option<Credential>> {
        let mut last = None;
        for link in &self.0 {
            match link.provider.provide_credential_dyn(context).await {
                Ok(Some(credential)) => return Ok(Some(credential)),
                Ok(None) => {}
                Err(error) if link.is_last_resort => last = Some(error),
                Err(error) => {
                    let text = format!("no credentials: {} failed", link.name);
                    return Err(Error::credential_invalid(text).with_source(error));
                }
            }
        }
        Err(self.nothing(last))
    }
}

impl Chain {
    /// Says what was tried.
    fn nothing(&self, last: Option<Error>) -> Error {
        let tried: Vec<&str> = self.0.iter().map(|link| link.name.as_str()).collect();
        let text = format!("no credentials: tried {}", tried.join(", "));
        let error = Error::credential_invalid(text);
        match last {
            Some(source) => error.with_source(source),
            None => error,
        }
    }
}

impl fmt::Debug for Chain {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.0.iter().map(|link| &link.name)).finish()
    }
}

/// The environment variables, which are read already.
struct Variables(std::result::Result<Option<Keys>, &'static str>);

impl ProvideCredential for Variables {
    type Credential = Credential;

    async fn provide_credential(&self, _: &Context) -> Result<Option<Credential>> {
        let found = self.0.as_ref().map_err(|why| Error::credential_invalid(*why))?;
        Ok(found.as_ref().map(|keys| Credential {
            access_key_id: keys.id.clone(),
            secret_access_key: keys.secret.clone(),
            session_token: keys.session_token.clone(),
            expires_in: None,
        }))
    }
}

/// Never what it holds.
impl fmt::Debug for Variables {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Variables")
    }
}

/// A setting of the profile that asks for credentials in a way that is not supported.
#[derive(Debug)]
struct Unsupported(&'static str);

impl ProvideCredential for Unsupported {
    type Credential = Credential;

    async fn provide_credential(&self, _: &Context) -> Result<Option<Credential>> {
        Err(Error::config_invalid(format!(
            "{} is not supported: set the variables that `aws configure export-credentials` prints",
            self.0
        )))
    }
}

/// What the library reports.
fn failure(error: Error) -> error::Error {
    let ours = error::Error::new(error::Kind::Credentials, error.to_string());
    if error.source().is_some() { ours.caused_by(Beneath(error)) } else { ours }
}

/// The cause of an error whose own text is told already.
#[derive(Debug)]
struct Beneath(Error);

impl fmt::Display for Beneath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.source().map_or(Ok(()), |cause| write!(formatter, "{cause}"))
    }
}

impl StdError for Beneath {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source()?.source()
    }
}

#[cfg(test)]
mod tests;
