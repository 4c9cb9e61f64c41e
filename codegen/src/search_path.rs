//! Variables of the environment → where botocore looks for definitions before its own (rule L1).
//!
//! A build looks there only if its script asks for it: what is generated would depend on the machine.

use std::path::PathBuf;

/// What the places depend on: to be watched.
pub(crate) const VARIABLES: [&str; 3] = ["AWS_DATA_PATH", "HOME", "USERPROFILE"];

const LIST_SEPARATOR: char = if cfg!(windows) { ';' } else { ':' };

/// The value of a variable.
pub(crate) type Variables<'a> = &'a dyn Fn(&str) -> Option<String>;

/// The entries of `AWS_DATA_PATH`, then the models below the home directory.
pub(crate) fn roots(variables: Variables<'_>) -> Vec<PathBuf> {
    let listed = variables("AWS_DATA_PATH").unwrap_or_default();
    let listed = listed.split(LIST_SEPARATOR).filter(|entry| !entry.is_empty());
    let own = home(variables).map(|home| PathBuf::from(home).join(".aws").join("models"));
    listed.map(|entry| PathBuf::from(expanded(entry, variables))).chain(own).collect()
}

fn home(variables: Variables<'_>) -> Option<String> {
    variables("HOME").or_else(|| variables("USERPROFILE")).filter(|home| !home.is_empty())
}

/// The entry with the variables in it, and with the home directory for a tilde at its beginning.
fn expanded(entry: &str, variables: Variables<'_>) -> String {
    let entry = with_variables(entry, variables);
    let rest =
        entry.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    match rest.zip(home(variables)) {
        Some((rest, home)) => format!("{home}{rest}"),
        None => entry,
    }
}

/// `$NAME` and `${NAME}`; what is not set stays as it is.
fn with_variables(entry: &str, variables: Variables<'_>) -> String {
    let mut text = String::new();
    let mut rest = entry;
    while let Some((before, after)) = rest.split_once('$') {
        text.push_str(before);
        let (name, end) = name(after);
        match variables(name).filter(|_| !name.is_empty()) {
            Some(value) => text.push_str(&value),
            None => text.extend(["$", after.get(..end).unwrap_or_default()]),
        }
        rest = after.get(end..).unwrap_or_default();
    }
    text + rest
}

/// The name of the variable at the beginning, and where what belongs to it ends.
fn name(text: &str) -> (&str, usize) {
    if let Some((name, _)) = text.strip_prefix('{').and_then(|text| text.split_once('}')) {
        return (name, name.len() + 2);
    }
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let end = text.find(|character| !is_part(character)).unwrap_or(text.len());
    (text.get(..end).unwrap_or_default(), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots_of(path: &str, home: Option<&str>) -> Vec<String> {
        let path = path.replace(':', &LIST_SEPARATOR.to_string());
        let variables = |name: &str| match name {
            "AWS_DATA_PATH" => Some(path.clone()),
            "HOME" => home.map(str::to_owned),
            "TEAM" => Some("blue".to_owned()),
            _ => None,
        };
        let shown = |path: PathBuf| path.display().to_string().replace('\\', "/");
        roots(&variables).into_iter().map(shown).collect()
    }

    #[test]
    fn l1_the_variable_goes_before_the_home_directory() {
        let home = Some("/home/me");
        assert_eq!(roots_of("/a:/b", home), ["/a", "/b", "/home/me/.aws/models"]);
        assert_eq!(roots_of("", home), ["/home/me/.aws/models"]);
        assert_eq!(roots_of("/a::/b:", None), ["/a", "/b"]);
        assert!(roots(&|_| None).is_empty());
    }

    #[test]
    fn l1_tildes_and_variables_are_expanded_and_relative_entries_stay_relative() {
        let entries = "~/x:~:~you:some/where:$TEAM/m:${TEAM}s:$NONE/x:a$:${TEAM";
        let expected =
            ["/h/x", "/h", "~you", "some/where", "blue/m", "blues", "$NONE/x", "a$", "${TEAM"];
        assert_eq!(roots_of(entries, Some("/h"))[..9], expected);
        assert_eq!(roots_of("~/x", None), ["~/x"]);
    }
}
