//! What is wrong with a definition or a selection: all of it, each with its place.

use std::fmt;
use std::rc::Rc;

/// One problem, on one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file, as its path was given; `build.rs` for what the build script asked for.
    pub file: String,
    /// A JSON pointer into the file, or the call in the build script.
    pub pointer: String,
    /// What was found, and what was expected.
    pub message: String,
    /// What to do about it: the nearest known name, for instance.
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: ", self.file)?;
        if !self.pointer.is_empty() {
            write!(formatter, "{}: ", self.pointer)?;
        }
        formatter.write_str(&self.message)?;
        self.help.as_ref().map_or(Ok(()), |help| write!(formatter, "; {help}"))
    }
}

/// Every problem of one run, sorted by place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    pub(crate) fn one(diagnostic: Diagnostic) -> Self {
        Diagnostics(vec![diagnostic])
    }

    /// The problems, in the order of files and pointers.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many there are; never 0.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "\n" };
            write!(formatter, "{separator}{diagnostic}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// Where something stands: a file and a JSON pointer into it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Place {
    file: Rc<str>,
    pointer: String,
}

impl Place {
    pub(crate) fn file(file: &str) -> Self {
        Place { file: file.into(), pointer: String::new() }
    }

    pub(crate) fn build_script(call: impl Into<String>) -> Self {
        Place { file: "build.rs".into(), pointer: call.into() }
    }

    /// Is it a call in the build script?
    pub(crate) fn is_build_script(&self) -> bool {
        &*self.file == "build.rs"
    }

    pub(crate) fn at(&self, segment: impl fmt::Display) -> Self {
        let escaped = segment.to_string().replace('~', "~0").replace('/', "~1");
        Place { file: self.file.clone(), pointer: format!("{}/{escaped}", self.pointer) }
    }

    pub(crate) fn problem(&self, message: impl Into<String>) -> Diagnostic {
        let (file, pointer) = (self.file.to_string(), self.pointer.clone());
        Diagnostic { file, pointer, message: message.into(), help: None }
    }
}

impl Diagnostic {
    pub(crate) fn help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

/// Collects problems while the stages go on, and what is only worth a warning.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    found: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

impl Problems {
    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Notes what is most likely a mistake, but stops nothing.
    pub(crate) fn warn(&mut self, diagnostic: Diagnostic) {
        self.warnings.push(diagnostic);
    }

    /// How many there are so far.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Keeps the value of a step, or its problem.
    pub(crate) fn keep<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|diagnostic| self.push(diagnostic)).ok()
    }

    /// Keeps the value of a whole run, or its problems.
    pub(crate) fn keep_all<T>(&mut self, result: Result<T, Diagnostics>) -> Option<T> {
        result.map_err(|diagnostics| self.found.extend(diagnostics.0)).ok()
    }

    /// The value, if nothing was wrong.
    pub(crate) fn or<T>(self, value: T) -> Result<T, Diagnostics> {
        self.or_warnings(value).map(|(value, _)| value)
    }

    /// The value and the warnings, if nothing was wrong.
    pub(crate) fn or_warnings<T>(self, value: T) -> Result<(T, Vec<Diagnostic>), Diagnostics> {
        if self.found.is_empty() {
            return Ok((value, sorted(self.warnings)));
        }
        Err(Diagnostics(sorted(self.found)))
    }
}

fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort();
    diagnostics.dedup();
    diagnostics
}

/// «did you mean `X`?», for the known name that is nearest to a wrong one.
pub(crate) fn nearest<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let lower = wrong.to_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::jaro_winkler(&lower, &name.to_lowercase()), name))
        .filter(|(score, _)| *score > 0.7)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, name)| format!("did you mean `{name}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_one_line_with_file_pointer_and_help() {
        let place = Place::file("waiters-2.json").at("waiters").at("A/B~C");
        let problem = place.problem("no such thing").help(nearest("Activ", ["Active", "Gone"]));
        assert_eq!(
            problem.to_string(),
            "waiters-2.json: /waiters/A~1B~0C: no such thing; did you mean `Active`?"
        );
    }

    #[test]
    fn nothing_near_gives_no_help() {
        assert_eq!(nearest("DescribeSnapshots", ["Xyz"]), None);
    }

    #[test]
    fn problems_are_sorted_and_said_once() {
        let mut problems = Problems::default();
        for pointer in ["b", "a", "b"] {
            problems.push(Place::file("f").at(pointer).problem("wrong"));
        }
        let found = problems.or(()).map_err(|all| all.to_string());
        assert_eq!(found, Err("f: /a: wrong\nf: /b: wrong".to_owned()));
    }

    #[test]
    fn warnings_stop_nothing_and_are_sorted_and_said_once() {
        let mut problems = Problems::default();
        for pointer in ["b", "a", "b"] {
            problems.warn(Place::file("f").at(pointer).problem("odd"));
        }
        let (value, warnings) = problems.or_warnings(5).unwrap_or_default();
        let pointers: Vec<&str> = warnings.iter().map(|one| one.pointer.as_str()).collect();
        assert_eq!((value, pointers), (5, vec!["/a", "/b"]));
    }
}
