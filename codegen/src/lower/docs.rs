//! Documentation of what is generated: what AWS calls it, what it must be, and where to read more.
//!
//! Text from definitions is data: what of it is markup, and what is shown as it stands, is the business
//! of `prose`.

use super::prose::{self, is_invisible};
use crate::plan::{ResultPlan, Typed};
use crate::resolve::{
    Expected, Matcher, MemberModel, Model, OperationModel, Shape, ShapeKind, State, WaiterModel,
};

/// Lines for a member: its name, whether it is required, its limits and values.
pub(super) fn member(model: &Model, member: &MemberModel) -> Vec<String> {
    let shape = &model[member.shape];
    let mut first = format!("AWS calls it {}.", code(&member.name));
    if member.required {
        first.push_str(" Required.");
    }
    if member.deprecated {
        first.push_str(" Deprecated.");
    }
    if let Some(limits) = &shape.limits {
        first.push_str(&format!(" {}: {limits}.", limited(shape)));
    }
    let mut lines = vec![first];
    if let ShapeKind::Enum(values) = &shape.kind {
        lines.extend([String::new(), format!("One of {}.", listed(values))]);
    }
    lines.extend(text(member.documentation.as_deref()));
    lines
}

fn limited(shape: &Shape) -> &'static str {
    match shape.kind {
        ShapeKind::Text | ShapeKind::Enum(_) => "Characters",
        ShapeKind::List(_) => "Elements",
        ShapeKind::Map { .. } => "Entries",
        ShapeKind::Blob => "Bytes",
        _ => "Value",
    }
}

fn listed(values: &[String]) -> String {
    const MOST: usize = 12;
    let shown: Vec<String> = values.iter().take(MOST).map(|value| code(value)).collect();
    let more = values.len().saturating_sub(MOST);
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{rest}", shown.join(", "))
}

/// Lines for a shape's type.
pub(super) fn shape(shape: &Shape, what: &str) -> Vec<String> {
    let mut lines = vec![format!("The {what} {} of the definition.", code(&shape.name))];
    lines.extend(text(shape.documentation.as_deref()));
    lines
}

/// Lines for an operation, with a link to AWS's own page.
pub(super) fn operation(model: &Model, operation: &OperationModel) -> Vec<String> {
    let mut lines = vec![format!("The operation {}.", code(&operation.name))];
    if operation.deprecated {
        lines.extend([String::new(), "AWS has deprecated it.".to_owned()]);
    }
    lines.extend(text(operation.documentation.as_deref()));
    if let Some(link) = link(&model.metadata.uid, &operation.name) {
        lines.extend([String::new(), format!("[AWS's page]({link})")]);
    }
    lines
}

/// AWS serves a page for every operation by the service's uid.
fn link(uid: &str, operation: &str) -> Option<String> {
    let plain = |text: &str| {
        text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.')
    };
    let usable = !uid.is_empty() && plain(uid) && plain(operation);
    usable.then(|| format!("https://docs.aws.amazon.com/goto/WebAPI/{uid}/{operation}"))
}

/// Lines for a waiter: what it polls, when it ends, and how often it asks.
pub(super) fn waiter(waiter: &WaiterModel) -> Vec<String> {
    let mut lines =
        vec![format!("Waits as the waiter {} does.", code(&waiter.name)), String::new()];
    for acceptor in &waiter.acceptors {
        let verb = match acceptor.state {
            State::Success => "Succeeds",
            State::Retry => "Polls again",
            State::Failure => "Fails",
        };
        lines.push(format!("- {verb} when {}.", condition(&acceptor.matcher)));
    }
    lines.push(String::new());
    lines.push(match waiter.max_attempts {
        1 => "Polls once.".to_owned(),
        attempts => format!("Polls every {} s, {attempts} times.", waiter.delay),
    });
    lines
}

/// Lines for a search.
pub(super) fn search(expression: &str, operation: &str, faults: bool) -> Vec<String> {
    let fails = match faults {
        true => "A function of the expression was given what it does not take, such as a null.",
        false => "None: the expression cannot fail.",
    };
    vec![
        format!("What {} gives for an output of {}.", code(expression), code(operation)),
        String::new(),
        "# Errors".to_owned(),
        String::new(),
        fails.to_owned(),
    ]
}

/// Lines for the structure of a search's multi-select.
pub(super) fn found(search: &str) -> Vec<String> {
    vec![format!("What the search {} finds.", code(search))]
}

fn condition(matcher: &Matcher) -> String {
    match matcher {
        Matcher::Path { argument, expected } => {
            format!("{} is {}", code(&argument.text), value(expected))
        }
        Matcher::PathAll { argument, expected } => {
            format!("all of {} are {}", code(&argument.text), value(expected))
        }
        Matcher::PathAny { argument, expected } => {
            format!("one of {} is {}", code(&argument.text), value(expected))
        }
        Matcher::Status(status) => format!("the HTTP status is {status}"),
        Matcher::ErrorCode(code_text) => {
            format!("the service answers with the error {}", code(code_text))
        }
        Matcher::AnyError => "the service answers with an error".to_owned(),
        Matcher::NoError => "the service answers without an error".to_owned(),
    }
}

fn value(expected: &Expected) -> String {
    match expected {
        Expected::Text(text) => code(text),
        Expected::Number(number) => code(&number.to_string()),
        Expected::Boolean(value) => code(&value.to_string()),
    }
}

/// Lines for a paginator.
pub(super) fn paginator(operation: &str, results: &[ResultPlan], tokens: &[Typed]) -> Vec<String> {
    let results: Vec<String> = results.iter().map(|result| code(&result.expression)).collect();
    let lead = if tokens.len() == 1 { "one token leads" } else { "several tokens lead" };
    vec![
        format!("Pages of {}.", code(operation)),
        String::new(),
        format!("The results are in {}; {lead} from page to page.", results.join(", ")),
    ]
}

/// Text in a code span. A span cannot hold a line break or its own fence, so neither gets in.
pub(crate) fn code(text: &str) -> String {
    let fence = "`".repeat(longest_fence(text) + 1);
    let text: String = text.chars().map(|c| if is_invisible(c) { ' ' } else { c }).collect();
    if text.trim().is_empty() {
        return "(empty)".to_owned();
    }
    let touches = text.starts_with('`') || text.ends_with('`');
    if touches { format!("{fence} {text} {fence}") } else { format!("{fence}{text}{fence}") }
}

fn longest_fence(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}

/// Documentation text of a definition, an empty line before it.
fn text(html: Option<&str>) -> Vec<String> {
    let lines = html.map(prose::markdown).unwrap_or_default();
    if lines.is_empty() { lines } else { [vec![String::new()], lines].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stands_behind_an_empty_line() {
        assert_eq!(text(Some("<p>See <b>it</b>.</p>")), ["", "See **it**."]);
        assert!(text(Some("<p></p>")).is_empty() && text(None).is_empty());
    }

    #[test]
    fn code_spans_cannot_be_left() {
        assert_eq!(code("plain"), "`plain`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`x"), "`` `x ``");
        assert_eq!(code("a\n# b"), "`a # b`");
        assert_eq!(code("  "), "(empty)");
    }
}
