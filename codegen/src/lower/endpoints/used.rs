//! Which parameters the rules look at.

use std::collections::BTreeSet;

use crate::resolve::{CallModel, RuleModel, ThenModel, ValueModel};

/// Every name that is referred to.
pub(super) fn names(rules: &[RuleModel]) -> BTreeSet<&str> {
    let mut found = BTreeSet::new();
    in_rules(rules, &mut found);
    found
}

fn in_rules<'a>(rules: &'a [RuleModel], found: &mut BTreeSet<&'a str>) {
    for rule in rules {
        rule.conditions.iter().for_each(|call| in_call(call, found));
        match &rule.then {
            ThenModel::Rules(rules) => in_rules(rules, found),
            ThenModel::Error(text) => in_value(text, found),
            ThenModel::Endpoint { url, headers, schemes } => {
                in_value(url, found);
                headers.iter().for_each(|(_, value)| in_value(value, found));
                let texts = schemes.iter();
                let texts = texts.flat_map(|scheme| [&scheme.signing_name, &scheme.signing_region]);
                texts.flatten().for_each(|text| in_text(&text.text, found));
            }
        }
    }
}

fn in_call<'a>(call: &'a CallModel, found: &mut BTreeSet<&'a str>) {
    call.arguments.iter().for_each(|value| in_value(value, found));
}

fn in_value<'a>(value: &'a ValueModel, found: &mut BTreeSet<&'a str>) {
    match value {
        ValueModel::Text(text) => in_text(&text.text, found),
        ValueModel::Reference(name) => drop(found.insert(&name.text)),
        ValueModel::Call(call) => in_call(call, found),
        ValueModel::Bool(..) | ValueModel::Number(..) => {}
    }
}

/// What stands in braces.
fn in_text<'a>(text: &'a str, found: &mut BTreeSet<&'a str>) {
    let opened = text.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    found.extend(opened.map(|(name, _)| name.split_once('#').map_or(name, |(name, _)| name)));
}
