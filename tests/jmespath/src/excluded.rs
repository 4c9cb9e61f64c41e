//! The list of cases that a static type excludes, each with the reason.

use std::collections::BTreeSet;
use std::io;

use serde_json::Value;

use crate::cases::home;

/// A case that is meant not to pass.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excluded {
    /// `filters/0/12`
    pub id: String,
    /// Why a static type excludes it.
    pub reason: String,
}

/// The list, as it lies in `excluded.json`: reasons, and the cases that each is about.
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
    let missing = |key| io::Error::other(format!("excluded.json: no \"{key}\" in {group}"));
    let reason = group["reason"].as_str().filter(|text| !text.is_empty());
    let reason = reason.ok_or_else(|| missing("reason"))?;
    let cases = group["cases"].as_object().ok_or_else(|| missing("cases"))?;
    let cases = cases.keys().map(|id| Excluded { id: id.clone(), reason: reason.to_owned() });
    Ok(cases.collect())
}

/// What is wrong with the list itself: `known` are all cases.
pub fn problems(list: &[Excluded], known: &BTreeSet<&str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for Excluded { id, .. } in list {
        if !known.contains(id.as_str()) {
            problems.push(format!("excluded.json lists {id}, and there is no such case"));
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

    #[test]
    fn the_list_must_be_true() {
        let listed = |id: &str| Excluded { id: id.into(), reason: "r".into() };
        let known = BTreeSet::from(["a", "b"]);
        assert_eq!(problems(&[listed("a"), listed("b")], &known), [""; 0]);
        assert!(problems(&[listed("c")], &known)[0].contains("no such case"));
        assert!(problems(&[listed("a"), listed("a")], &known)[0].contains("twice"));
    }
}
