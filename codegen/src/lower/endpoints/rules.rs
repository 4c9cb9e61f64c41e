//! A rule set → its table: slots for names, conditions and ends that occur again only once.

use super::scope::{Kind, Scope, Slots};
use super::terms::{SharedHost, Terms};
use crate::diagnostics::{Diagnostic, Place};
use crate::plan::{
    AskPlan, ConditionPlan, EndPlan, LiteralPlan, ParameterPlan, RulePlan, RulesPlan,
    SignaturePlan, TermPlan,
};
use crate::resolve::{
    CallModel, LiteralModel, ParameterModel, RuleModel, RuleSetModel, SchemeModel, ThenModel,
};

/// The most different conditions, and the most ends, that a table holds: each new one is compared
/// with those before.
const MOST: u16 = 4096;

/// Lowers a rule set. `host` is what is taken out of its URLs, as a parameter.
pub(super) fn lower(model: &RuleSetModel, host: Option<&str>) -> Result<RulesPlan, Diagnostic> {
    let mut slots = Slots::default();
    let names = model.parameters.iter().map(|parameter| parameter.name.clone());
    let mut scope = Scope::new(names);
    let parameters = parameters(model, host, &mut slots, &mut scope)?;
    let host = host.and_then(|name| {
        let (slot, _) = scope.find(HOST)?;
        Some(SharedHost { name: name.to_owned(), slot })
    });
    let mut lowering = Lowering { slots, host, conditions: Vec::new(), ends: Vec::new() };
    let rules = lowering.rules(&model.rules, &scope)?;
    Ok(RulesPlan {
        parameters,
        slots: lowering.slots.count(),
        conditions: lowering.conditions,
        ends: lowering.ends,
        rules,
    })
}

/// The name of the shared host: no definition can have such a parameter.
const HOST: &str = "{host}";

/// The parameters that the rules look at, by name, and the shared host.
fn parameters(
    model: &RuleSetModel,
    host: Option<&str>,
    slots: &mut Slots,
    scope: &mut Scope,
) -> Result<Vec<ParameterPlan>, Diagnostic> {
    let used = super::used::names(&model.rules);
    let mut models: Vec<&ParameterModel> = model.parameters.iter().collect();
    models.sort_by_key(|parameter| &parameter.name);
    let mut plans = Vec::new();
    for parameter in models {
        let kind = kind(parameter)?;
        if used.contains(parameter.name.as_str()) || is_needed(parameter) {
            scope.add(&parameter.name, slots.of(&parameter.name, kind), kind);
            plans.push(plan(parameter)?);
        }
    }
    if host.is_some() {
        scope.add(HOST, slots.of(HOST, Kind::Text), Kind::Text);
        let name = "host".to_owned();
        plans.push(ParameterPlan { name, builtin: Some("Host"), required: true, default: None });
    }
    Ok(plans)
}

fn is_needed(parameter: &ParameterModel) -> bool {
    parameter.required && parameter.default.is_none()
}

fn plan(parameter: &ParameterModel) -> Result<ParameterPlan, Diagnostic> {
    Ok(ParameterPlan {
        name: parameter.name.clone(),
        builtin: super::builtin(parameter)?,
        required: is_needed(parameter),
        default: parameter.default.as_ref().map(literal),
    })
}

pub(super) fn literal(model: &LiteralModel) -> LiteralPlan {
    match model {
        LiteralModel::Text(text) => LiteralPlan::Text(text.clone()),
        LiteralModel::Bool(value) => LiteralPlan::Bool(*value),
    }
}

/// The kind of a parameter, which its default must be of.
pub(super) fn kind(parameter: &ParameterModel) -> Result<Kind, Diagnostic> {
    let source = &parameter.kind;
    let kind = match source.text.to_ascii_lowercase().as_str() {
        "string" => Kind::Text,
        "boolean" => Kind::Bool,
        "stringarray" => Kind::Texts,
        other => {
            let message = format!("unknown type `{}`", other.escape_default());
            let help = Some("the types are string, boolean and stringArray".to_owned());
            return Err(source.place.problem(message).help(help));
        }
    };
    match (&parameter.default, kind) {
        (None, _)
        | (Some(LiteralModel::Text(_)), Kind::Text)
        | (Some(LiteralModel::Bool(_)), Kind::Bool) => Ok(kind),
        (Some(_), _) => {
            Err(source.place.problem(format!("the default is not {}", kind.described())))
        }
    }
}

struct Lowering {
    slots: Slots,
    host: Option<SharedHost>,
    conditions: Vec<ConditionPlan>,
    ends: Vec<EndPlan>,
}

impl Lowering {
    fn rules(&mut self, models: &[RuleModel], scope: &Scope) -> Result<Vec<RulePlan>, Diagnostic> {
        let mut plans = Vec::new();
        for model in models {
            match &model.then {
                // Nothing is asked: its rules may as well stand here.
                ThenModel::Rules(rules) if model.conditions.is_empty() => {
                    plans.extend(self.rules(rules, scope)?);
                }
                then => plans.push(self.rule(&model.conditions, then, scope.clone())?),
            }
        }
        Ok(plans)
    }

    fn rule(
        &mut self,
        conditions: &[CallModel],
        then: &ThenModel,
        mut scope: Scope,
    ) -> Result<RulePlan, Diagnostic> {
        let mut numbers = Vec::new();
        for condition in conditions {
            let plan = self.condition(condition, &mut scope)?;
            numbers.push(number(&mut self.conditions, plan, &condition.function.place)?);
        }
        let place = match then {
            ThenModel::Rules(rules) => {
                return Ok(RulePlan::Tree(numbers, self.rules(rules, &scope)?));
            }
            ThenModel::Endpoint { url: value, .. } | ThenModel::Error(value) => value.place(),
        };
        let terms = Terms { scope: &scope, host: self.host.as_ref() };
        let end = end(&terms, then)?;
        Ok(RulePlan::End(numbers, number(&mut self.ends, end, place)?))
    }

    /// A condition; the name that it gives is seen by what comes after it.
    fn condition(
        &mut self,
        call: &CallModel,
        scope: &mut Scope,
    ) -> Result<ConditionPlan, Diagnostic> {
        let terms = Terms { scope, host: None };
        let (test, kind) = super::calls::test(&terms, call)?;
        let slot = call.assign.as_ref().map(|name| {
            let slot = self.slots.of(name, kind);
            scope.add(name, slot, kind);
            slot
        });
        Ok(ConditionPlan { test, slot })
    }
}

/// The number of a condition or an end, which stands in the table once.
fn number<T: PartialEq>(known: &mut Vec<T>, plan: T, place: &Place) -> Result<u16, Diagnostic> {
    let found = known.iter().position(|known| *known == plan);
    let number = u16::try_from(found.unwrap_or(known.len())).ok().filter(|at| *at < MOST);
    let number = number.ok_or_else(|| {
        let help = format!("at most {MOST} different ones are supported");
        place.problem("too many conditions or ends").help(Some(help))
    })?;
    if found.is_none() {
        known.push(plan);
    }
    Ok(number)
}

fn end(terms: &Terms<'_>, then: &ThenModel) -> Result<EndPlan, Diagnostic> {
    match then {
        ThenModel::Endpoint { url, headers, schemes } => {
            let headers = headers.iter();
            let headers =
                headers.map(|(name, value)| Ok((name.clone(), terms.of_kind(value, Kind::Text)?)));
            Ok(EndPlan::Endpoint {
                url: terms.of_kind(url, Kind::Text)?,
                headers: headers.collect::<Result<_, Diagnostic>>()?,
                signature: signature(terms, schemes)?,
            })
        }
        ThenModel::Error(text) => Ok(EndPlan::Error(terms.of_kind(text, Kind::Text)?)),
        ThenModel::Rules(_) => Ok(EndPlan::Error(TermPlan::Text(String::new()))),
    }
}

/// The first way to sign that is supported.
fn signature(terms: &Terms<'_>, schemes: &[SchemeModel]) -> Result<SignaturePlan, Diagnostic> {
    if schemes.is_empty() {
        return Ok(SignaturePlan::Usual);
    }
    let Some(scheme) = schemes.iter().find(|scheme| scheme.name == "sigv4") else {
        let names: Vec<&str> = schemes.iter().map(|scheme| scheme.name.as_str()).collect();
        return Ok(SignaturePlan::Unsupported(names.join(", ")));
    };
    let text = |text: &Option<_>| text.as_ref().map(|text| terms.text(text)).transpose();
    Ok(SignaturePlan::V4 {
        name: text(&scheme.signing_name)?,
        region: text(&scheme.signing_region)?,
    })
}

impl AskPlan {
    /// The opposite.
    pub(super) fn not(self) -> Self {
        match self {
            AskPlan::Not(inner) => *inner,
            other => AskPlan::Not(Box::new(other)),
        }
    }
}
