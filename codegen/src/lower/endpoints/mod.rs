//! Endpoint rules: a table of the service's own, or, where the rules are those of many services, the
//! runtime's; and what each operation gives to them.

mod calls;
mod forms;
mod given;
mod rules;
mod scope;
mod terms;
mod used;

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Problems, nearest};
use crate::plan::EndpointsPlan;
use crate::resolve::{
    EndpointsModel, GivenModel, GivenValue, LiteralModel, Model, OperationModel, ParameterModel,
    RuleModel, SchemeModel, ThenModel,
};
use crate::sorted;

#[cfg(test)]
pub(crate) use forms::{FORMS, plan};
pub(super) use given::given;

/// Lowers the rules of a service; `None` when something was wrong.
pub(super) fn lower(model: &Model, problems: &mut Problems) -> Option<EndpointsPlan> {
    rules(&model.endpoints, problems)
}

/// Lowers rules.
pub(crate) fn rules(endpoints: &EndpointsModel, problems: &mut Problems) -> Option<EndpointsPlan> {
    let Some(rules) = &endpoints.rules else { return Some(EndpointsPlan::Plain) };
    if let Some(host) = forms::host(rules)
        && let Ok(shared) = rules::lower(rules, Some(host))
        && let Some(rules) = forms::find(&shared)
    {
        return Some(EndpointsPlan::Shared { rules, host: host.to_owned() });
    }
    problems.keep(rules::lower(rules, None)).map(EndpointsPlan::Own)
}

/// The settings that rules ask for, and the runtime's names of them.
const BUILTINS: [(&str, &str); 14] = [
    ("AWS::Region", "Region"),
    ("AWS::UseFIPS", "UseFips"),
    ("AWS::UseDualStack", "UseDualStack"),
    ("SDK::Endpoint", "Endpoint"),
    ("AWS::Auth::AccountId", "AccountId"),
    ("AWS::Auth::AccountIdEndpointMode", "AccountIdMode"),
    ("AWS::S3::ForcePathStyle", "ForcePathStyle"),
    ("AWS::S3::Accelerate", "Accelerate"),
    ("AWS::S3::UseGlobalEndpoint", "UseGlobalEndpoint"),
    ("AWS::S3::UseArnRegion", "UseArnRegion"),
    ("AWS::S3Control::UseArnRegion", "UseArnRegionOfControl"),
    ("AWS::S3::DisableMultiRegionAccessPoints", "DisableMultiRegionAccessPoints"),
    ("AWS::S3::DisableS3ExpressSessionAuth", "DisableExpressSessions"),
    ("AWS::STS::UseGlobalEndpoint", "UseGlobalSts"),
];

/// A parameter of S3's that clients set, though the definition calls it no setting.
const EXPRESS: &str = "DisableS3ExpressSessionAuth";

/// The runtime's name of the setting that a parameter is.
fn builtin(parameter: &ParameterModel) -> Result<Option<&'static str>, Diagnostic> {
    let Some(source) = &parameter.builtin else {
        return Ok((parameter.name == EXPRESS).then_some("DisableExpressSessions"));
    };
    let known = BUILTINS.iter().find(|(name, _)| *name == source.text);
    known.map(|(_, ours)| Some(*ours)).ok_or_else(|| {
        let message = format!("unknown setting `{}`", source.text.escape_default());
        let names = BUILTINS.iter().map(|(name, _)| *name);
        source.place.problem(message).help(nearest(&source.text, names))
    })
}

/// Names of the usual signature: S3's is the fourth version's too.
const SIGNATURES: [&str; 3] = ["v4", "s3", "s3v4"];

/// How requests are signed.
pub(super) struct Signed {
    /// The service in the scope of signatures.
    pub(super) name: String,
    /// Where it is not the usual way; the runtime knows whether it can.
    pub(super) unusual: Option<String>,
}

/// How requests are signed. Rules that sign by the fourth version are younger than metadata that do
/// not know it, and say it for endpoints set by hand too, as in botocore (Import/Export).
pub(super) fn signed(model: &Model) -> Signed {
    let metadata = &model.metadata;
    let unusual = metadata.signature.clone().filter(|name| !SIGNATURES.contains(&name.as_str()));
    let rules = model.endpoints.rules.as_ref().filter(|_| unusual.is_some());
    match rules.and_then(|rules| fourth(&rules.rules)) {
        Some(scheme) => {
            let name = scheme.signing_name.as_ref().map(|name| name.text.clone());
            Signed { name: name.unwrap_or_else(|| metadata.signing_name.clone()), unusual: None }
        }
        None => Signed { name: metadata.signing_name.clone(), unusual },
    }
}

/// The first scheme of the fourth version.
fn fourth(rules: &[RuleModel]) -> Option<&SchemeModel> {
    rules.iter().find_map(|rule| match &rule.then {
        ThenModel::Rules(rules) => fourth(rules),
        ThenModel::Endpoint { schemes, .. } => schemes.iter().find(|scheme| scheme.name == "sigv4"),
        ThenModel::Error(_) => None,
    })
}

/// The path of an operation. Where the rules put the bucket into the URL, it is none of the path's
/// business, as in botocore.
pub(super) fn path(model: &Model, operation: &OperationModel) -> String {
    let member = given_by(model, operation).iter().find_map(|given| match &given.value {
        GivenValue::Member(member) if given.parameter == "Bucket" => Some(member),
        _ => None,
    });
    let path = &operation.path;
    let label = member.map(|member| format!("/{{{member}}}"));
    match label.and_then(|label| path.strip_prefix(label.as_str())) {
        Some(rest) if rest.starts_with('/') => rest.to_owned(),
        Some(rest) if rest.is_empty() || rest.starts_with('?') => format!("/{rest}"),
        _ => path.clone(),
    }
}

/// The host prefix of an operation. Where the rules put the account into the host, they do it alone.
pub(super) fn host_prefix(model: &Model, operation: &OperationModel) -> Option<String> {
    let is_theirs = given_by(model, operation).iter().any(|given| {
        let yes = matches!(given.value, GivenValue::Fixed(LiteralModel::Bool(true)));
        yes && given.parameter == "RequiresAccountId"
    });
    operation.host_prefix.clone().filter(|_| !is_theirs)
}

/// What an operation gives to the rules, if there are any.
fn given_by<'a>(model: &'a Model, operation: &OperationModel) -> &'a [GivenModel] {
    let given = model.endpoints.given.get(&operation.name);
    given.filter(|_| model.endpoints.rules.is_some()).map_or(&[], Vec::as_slice)
}

/// The slots of a table's parameters, by name.
fn slots(plan: &EndpointsPlan) -> BTreeMap<&str, u16> {
    let EndpointsPlan::Own(rules) = plan else { return BTreeMap::new() };
    let names = rules.parameters.iter().map(|parameter| parameter.name.as_str());
    sorted::map(names.zip(0..))
}
