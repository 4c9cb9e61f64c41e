//! The list of cases that do not pass, each with its reason.

use std::collections::BTreeSet;
use std::io;

use serde_json::Value;

use crate::cases::home;

/// How many cases may stand in the list.
pub const MOST: usize = 15;

/// A case that is meant not to pass.
#[derive(Debug, Clone)]
pub struct Deviation {
    /// The case.
    pub id: String,
    /// Why it does not pass.
    pub reason: String,
    /// The rule, or the documented decision, that it follows from.
    pub rule: String,
}

/// The list, as it lies in `deviations.json`.
///
/// # Errors
///
/// The file cannot be read, or an entry lacks something.
pub fn read() -> io::Result<Vec<Deviation>> {
    let content = std::fs::read(home().join("deviations.json"))?;
    let list: Value = serde_json::from_slice(&content)?;
    list.as_array().into_iter().flatten().map(deviation).collect()
}

fn deviation(entry: &Value) -> io::Result<Deviation> {
    let text = |key: &str| {
        let text = entry.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let missing = || io::Error::other(format!("deviations.json: no \"{key}\" in {entry}"));
        text.map(str::to_owned).ok_or_else(missing)
    };
    Ok(Deviation { id: text("id")?, reason: text("reason")?, rule: text("rule")? })
}

/// What is wrong with the list itself: `known` are all cases.
pub fn problems(list: &[Deviation], known: &BTreeSet<&str>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for Deviation { id, .. } in list {
        if !known.contains(id.as_str()) {
            problems.push(format!("deviations.json lists {id}, and there is no such case"));
        }
        if !seen.insert(id) {
            problems.push(format!("deviations.json lists {id} twice"));
        }
    }
    if list.len() > MOST {
        problems.push(format!("deviations.json lists {} cases; at most {MOST} may", list.len()));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(id: &str) -> Deviation {
        Deviation { id: id.into(), reason: "r".into(), rule: "D1".into() }
    }

    #[test]
    fn the_list_must_be_true() {
        let known = BTreeSet::from(["a", "b"]);
        assert_eq!(problems(&[listed("a"), listed("b")], &known), [""; 0]);
        assert!(problems(&[listed("c")], &known)[0].contains("no such case"));
        assert!(problems(&[listed("a"), listed("a")], &known)[0].contains("twice"));
        let many: Vec<String> = (0..16).map(|number| number.to_string()).collect();
        let list: Vec<Deviation> = many.iter().map(|id| listed(id)).collect();
        let known = many.iter().map(String::as_str).collect();
        assert!(problems(&list, &known)[0].contains("at most 15"));
    }
}
