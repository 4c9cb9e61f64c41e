//! Where credentials come from: fixed keys, or the places in which the AWS tools look, in turn.
//!
//! A place that is set up but fails ends the search. Falling through to the next one would go on in
//! the name of somebody else.

use std::fmt;
use std::sync::Arc;

use reqsign_aws_v4::{
    AssumeRoleCredentialProvider, AssumeRoleWithWebIdentityCredentialProvider, Credential,
    ECSCredentialProvider, EnvCredentialProvider, IMDSv2CredentialProvider,
    ProcessCredentialProvider, ProfileCredentialProvider, RequestSigner, SSOCredentialProvider,
    StaticCredentialProvider,
};
use reqsign_core::{Context, Error, ProvideCredential, ProvideCredentialDyn, Result, Signer};

use super::environment::Environment;
use super::machine;
use super::profile::Profile;
use crate::call::{Clock, Transport};

/// Where a configuration's credentials come from.
pub(super) enum Credentials {
    /// Nothing was said.
    Missing,
    /// They were set by hand.
    Fixed(Keys),
    /// They are looked for.
    Chain { environment: Environment, profile: Profile, uses_variables: bool },
}

/// Credentials that were set by hand.
#[derive(Clone)]
pub(super) struct Keys {
    pub(super) id: String,
    pub(super) secret: String,
    pub(super) session_token: Option<String>,
}

#[cfg(any(test, feature = "testing"))]
impl Keys {
    /// Those of a script, which nobody checks.
    pub(super) fn scripted() -> Self {
        Keys { id: "scripted".to_owned(), secret: "scripted".to_owned(), session_token: None }
    }
}

type Provider = dyn ProvideCredentialDyn<Credential = Credential>;

/// The signer that holds a configuration's credentials. Clients give it a request signer of theirs.
pub(super) fn signer(
    credentials: Credentials,
    region: Option<&str>,
    transport: &Arc<dyn Transport>,
    clock: &Arc<dyn Clock>,
) -> Signer<Credential> {
    let unused = RequestSigner::new("", "");
    match credentials {
        Credentials::Missing => Signer::new(Context::new(), Chain(Vec::new()), unused),
        Credentials::Fixed(keys) => Signer::new(Context::new(), fixed(&keys), unused),
        Credentials::Chain { environment, profile, uses_variables } => {
            let context = machine::context(&environment, transport, clock);
            let chain = chain(&context, &profile, region, uses_variables);
            Signer::new(context, chain, unused)
        }
    }
}

fn fixed(keys: &Keys) -> StaticCredentialProvider {
    let provider = StaticCredentialProvider::new(&keys.id, &keys.secret);
    match &keys.session_token {
        Some(token) => provider.with_session_token(token),
        None => provider,
    }
}

/// The places, in botocore's order.
fn chain(
    context: &Context,
    profile: &Profile,
    region: Option<&str>,
    uses_variables: bool,
) -> Chain {
    let name = profile.name.as_str();
    let files = || ProfileCredentialProvider::new().with_profile(name);
    let mut links = Vec::new();
    if uses_variables {
        links.push(Link::new("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY", Variables));
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
    let sts = RequestSigner::new("sts", region.unwrap_or(GLOBAL_STS_REGION));
    let signer = Signer::new(context.clone(), source, sts);
    Some(Link::new(
        name,
        assumed(AssumeRoleCredentialProvider::new(role.into(), signer), profile, region),
    ))
}

/// The region in the signature of requests to the global endpoint of STS.
const GLOBAL_STS_REGION: &str = "us-east-1";

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
        if self.0.is_empty() {
            return Error::credential_invalid(
                "no credentials: set them with ConfigBuilder::credentials, or use \
                 ConfigBuilder::load to look in the environment and the profile",
            );
        }
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

/// The environment variables; one without the other is a mistake, not a reason to look elsewhere.
#[derive(Debug)]
struct Variables;

impl ProvideCredential for Variables {
    type Credential = Credential;

    async fn provide_credential(&self, context: &Context) -> Result<Option<Credential>> {
        let [id, secret] =
            ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].map(|name| context.env_var(name));
        if id.is_some() != secret.is_some() {
            return Err(Error::credential_invalid("one of the two is set, and the other is not"));
        }
        EnvCredentialProvider::new().provide_credential(context).await
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

#[cfg(test)]
mod tests;
