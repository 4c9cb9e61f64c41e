//! Documentation of what is generated: what AWS calls it, what it must be, and where to read more.
//!
//! Text from definitions is data: it is printed as plain prose, never as markup that rustdoc would
//! compile, link or warn about.

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

/// A line of plain prose.
pub(super) fn line(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Controls, and the marks that change the order or the width of the text around them: rustc refuses
/// some of them in comments.
fn is_invisible(letter: char) -> bool {
    let marks = ['\u{61c}', '\u{2028}', '\u{2029}', '\u{feff}'];
    let ranges = ['\u{200b}'..='\u{200f}', '\u{202a}'..='\u{202e}', '\u{2060}'..='\u{206f}'];
    letter.is_control()
        || marks.contains(&letter)
        || ranges.iter().any(|range| range.contains(&letter))
}

fn longest_fence(text: &str) -> usize {
    text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0)
}

/// Documentation text of a definition, as plain prose: tags removed, and every character that
/// Markdown or rustdoc could give a meaning escaped.
fn text(html: Option<&str>) -> Vec<String> {
    let one_line = |html: &str| html.split_whitespace().collect::<Vec<_>>().join(" ");
    let plain = html.map(|html| without_tags(&one_line(html))).unwrap_or_default();
    let mut lines = Vec::new();
    for paragraph in plain.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        lines.extend([String::new(), escaped(paragraph)]);
    }
    lines
}

/// The text between the tags. A `<` that begins no tag, or whose tag has no end, is a letter.
fn without_tags(html: &str) -> String {
    let mut plain = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        plain.push_str(before);
        match after.split_once('>').filter(|_| begins_tag(after)) {
            Some((tag, behind)) => {
                plain.push_str(if breaks_line(tag) { "\n" } else { "" });
                rest = behind;
            }
            None => {
                plain.push('<');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    unescaped(&plain)
}

fn begins_tag(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/' || first == '!')
}

fn breaks_line(tag: &str) -> bool {
    let name = tag.trim_start_matches('/').split_whitespace().next().unwrap_or_default();
    ["p", "li", "ul", "ol", "br", "note", "dt", "dd", "important", "h1", "h2", "h3"].contains(&name)
}

fn unescaped(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

fn escaped(line: &str) -> String {
    let mut safe = String::with_capacity(line.len());
    for letter in line.chars().filter(|letter| !is_invisible(*letter)) {
        if letter.is_ascii_punctuation()
            && !matches!(letter, '.' | ',' | ';' | '\'' | '"' | '?' | '/' | '%')
        {
            safe.push('\\');
        }
        safe.push(letter);
    }
    // `1.` at the start of a line would begin a list.
    match safe.split_once('.') {
        Some((digits, rest))
            if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) =>
        {
            format!("{digits}\\.{rest}")
        }
        _ => safe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_prose_that_markdown_leaves_alone() {
        let html =
            "<p>See <a href=\"x\">[Foo]</a> &amp; <code>a_b</code>.</p><ul><li>```rust</li></ul>";
        let lines = text(Some(html));
        assert_eq!(lines, ["", "See \\[Foo\\] \\& a\\_b.", "", "\\`\\`\\`rust"]);
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
