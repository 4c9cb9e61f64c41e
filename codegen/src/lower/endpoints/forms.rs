//! The rules that many services share but for their host, which stand in the runtime once.

use super::terms::SCHEME;
use crate::plan::RulesPlan;
use crate::resolve::{RuleModel, RuleSetModel, ThenModel, ValueModel, rule_set};

/// The shared rule sets, of a service with the host `service`: by the name of their static in the
/// runtime.
pub(crate) const FORMS: [(&str, &str); 3] = [
    ("REGIONAL", include_str!("forms/regional.json")),
    ("REGIONAL_GOV", include_str!("forms/regional_gov.json")),
    ("DUAL_STACK", include_str!("forms/dual_stack.json")),
];

/// The rules of a shared form.
pub(crate) fn plan(json: &str) -> Option<RulesPlan> {
    let rules = rule_set(serde_json::from_str(json).ok()?)?;
    super::rules::lower(&rules, host(&rules)).ok()
}

/// The form that these rules have.
pub(super) fn find(rules: &RulesPlan) -> Option<&'static str> {
    let found = FORMS.iter().find(|(_, json)| plan(json).as_ref() == Some(rules));
    found.map(|(name, _)| *name)
}

/// What stands before the region in the last URL: `autoscaling`, `api.ecr`.
pub(super) fn host(rules: &RuleSetModel) -> Option<&str> {
    let (host, _) = last_url(&rules.rules)?.strip_prefix(SCHEME)?.split_once(".{")?;
    Some(host).filter(|host| !host.is_empty() && !host.contains(['{', '}']))
}

fn last_url(rules: &[RuleModel]) -> Option<&str> {
    rules.iter().rev().find_map(|rule| match &rule.then {
        ThenModel::Rules(rules) => last_url(rules),
        ThenModel::Endpoint { url: ValueModel::Text(url), .. } => Some(url.text.as_str()),
        ThenModel::Endpoint { .. } | ThenModel::Error(_) => None,
    })
}
