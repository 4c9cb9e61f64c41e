//! The list of cases that a static type excludes, each with the reason.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde_json::Value;

use crate::cases::{Case, home};

/// A case that is meant not to pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// `filters/0/12`
    pub id: String,
    /// Its expression.
    pub expression: String,
    /// Why a static type excludes it.
    pub reason: String,
    /// What is said of it: a build error, or what is found instead.
    pub says: String,
}

/// The list, as it lies in `excluded.json`: reasons, each with a part of what is said
/// of the cases that it is about.
///
/// # Errors
/// The file cannot be read, or an entry lacks something.
pub fn read() -> io::Result<Vec<Excluded>> {
    let content = std::fs::read(home().join("excluded.json"))?;
    let groups: Vec<Value> = serde_json::from_slice(&content)?;
    let groups = groups.iter().map(group).collect::<io::Result<Vec<_>>>()?;
    Ok(groups.concat())
}

fn group(group: &Value) -> io::Result<Vec<Excluded>> {
    let missing = |key: &str| io::Error::other(format!("excluded.json: no \"{key}\" in {group}"));
    let text = |key: &str| {
        let text = group[key].as_str().filter(|text| !text.is_empty());
        text.map(str::to_owned).ok_or_else(|| missing(key))
    };
    let (reason, says) = (text("reason")?, text("says")?);
    let cases = group["cases"].as_object().ok_or_else(|| missing("cases"))?;
    let excluded = |(id, expression): (&String, &Value)| {
        let expression = expression.as_str().ok_or_else(|| missing(id))?.to_owned();
        Ok(Excluded { id: id.clone(), expression, reason: reason.clone(), says: says.clone() })
    };
    cases.iter().map(excluded).collect()
}

/// What is wrong with the list itself.
pub fn problems(list: &[Excluded], cases: &[Case]) -> Vec<String> {
    let known: BTreeMap<&str, &str> =
        cases.iter().map(|case| (case.id.as_str(), case.expression.as_str())).collect();
    let (mut seen, mut problems) = (BTreeSet::new(), Vec::new());
    for Excluded { id, expression, .. } in list {
        match known.get(id.as_str()) {
            None => problems.push(format!("excluded.json lists {id}, and there is no such case")),
            Some(known) if known != expression => {
                problems.push(format!("excluded.json says `{expression}` of {id}: `{known}`"));
            }
            Some(_) => {}
        }
        if !seen.insert(id) {
            problems.push(format!("excluded.json lists {id} twice"));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::Expected;
    use serde_json::json;

    fn listed(id: &str, expression: &str) -> Excluded {
        Excluded {
            id: id.into(),
            expression: expression.into(),
            reason: "r".into(),
            says: "s".into(),
        }
    }

    #[test]
    fn the_list_must_be_true() {
        let case = Case {
            id: "a".into(),
            file: String::new(),
            is_typed: true,
            expression: "x".into(),
            given: Value::Null,
            expected: Expected::Found(Value::Null),
        };
        let problems = |list: &[Excluded]| problems(list, std::slice::from_ref(&case));
        assert_eq!(problems(&[listed("a", "x")]), [""; 0]);
        assert!(problems(&[listed("c", "x")])[0].contains("no such case"));
        assert!(problems(&[listed("a", "y")])[0].contains("says `y`"));
        assert!(problems(&[listed("a", "x"), listed("a", "x")])[0].contains("twice"));
    }

    #[test]
    fn an_entry_has_a_reason_and_cases() {
        let good = json!({"reason": "r", "says": "s", "cases": {"a": "x"}});
        assert_eq!(group(&good).unwrap(), [listed("a", "x")]);
        for bad in
            [json!({"cases": {}}), json!({"reason": "", "cases": {}}), json!({"reason": "r"})]
        {
            assert!(group(&bad).is_err(), "{bad}");
        }
    }
}
