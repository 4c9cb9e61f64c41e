//! The text of an expression → its tree, unless it is larger than anyone writes.

use jmespath::ast::Ast;

use crate::diagnostics::Diagnostic;
use crate::resolve::Located;

/// The longest expression, in bytes.
const LONGEST: usize = 4000;

/// The deepest tree of an expression: whatever compiles and formats it calls itself for each level,
/// and may do so on a small stack. What becomes a closure or a call counts for more levels.
const DEEPEST: usize = 120;

/// The most operators, brackets, quotes and dots in an expression.
const MOST_MARKS: usize = 400;

/// Parses an expression of a definition.
pub(in crate::lower) fn parse(source: &Located) -> Result<Ast, Diagnostic> {
    refuse_excess(source)?;
    let ast = parsed(source)?;
    if depth(&ast) > DEEPEST {
        return Err(problem(source, 0, "is nested too deeply to be compiled"));
    }
    Ok(ast)
}

fn parsed(source: &Located) -> Result<Ast, Diagnostic> {
    jmespath::parse(&source.text).map_err(|error| {
        let reason = match error.reason {
            jmespath::ErrorReason::Parse(reason) => reason,
            jmespath::ErrorReason::Runtime(reason) => reason.to_string(),
        };
        let reason = reason.lines().next().unwrap_or_default();
        // The parser's own words for what cannot begin an expression.
        let reason = reason.replace("Unexpected nud token -- found Eof", "it ends too early");
        let reason = reason.replace("Unexpected nud token -- found", "unexpected");
        problem(source, error.offset, format!("is no JMESPath expression: {reason}"))
    })
}

/// How deep a tree is.
fn depth(ast: &Ast) -> usize {
    let own = match ast {
        Ast::Projection { .. } | Ast::Condition { .. } => 3,
        Ast::Function { .. } | Ast::MultiList { .. } | Ast::MultiHash { .. } => 5,
        Ast::Comparison { .. } => 2,
        _ => 1,
    };
    let deepest = |asts: &[&Ast]| asts.iter().map(|ast| depth(ast)).max().unwrap_or_default();
    own + match ast {
        Ast::Comparison { lhs, rhs, .. }
        | Ast::Projection { lhs, rhs, .. }
        | Ast::And { lhs, rhs, .. }
        | Ast::Or { lhs, rhs, .. }
        | Ast::Subexpr { lhs, rhs, .. } => deepest(&[lhs, rhs]),
        Ast::Condition { predicate, then, .. } => deepest(&[predicate, then]),
        Ast::Expref { ast, .. } => depth(ast),
        Ast::Flatten { node, .. } | Ast::Not { node, .. } | Ast::ObjectValues { node, .. } => {
            depth(node)
        }
        Ast::Function { args: asts, .. } | Ast::MultiList { elements: asts, .. } => {
            asts.iter().map(depth).max().unwrap_or_default()
        }
        Ast::MultiHash { elements, .. } => {
            elements.iter().map(|pair| depth(&pair.value)).max().unwrap_or_default()
        }
        Ast::Identity { .. }
        | Ast::Field { .. }
        | Ast::Index { .. }
        | Ast::Literal { .. }
        | Ast::Slice { .. } => 0,
    }
}

/// The parser and the compiler call themselves for whatever is nested, so what a text can nest is
/// limited, far above what anyone writes.
fn refuse_excess(source: &Located) -> Result<(), Diagnostic> {
    let text = &source.text;
    let is_mark = |letter: &char| letter.is_ascii_punctuation() && *letter != '_';
    if text.len() <= LONGEST && text.chars().filter(is_mark).count() <= MOST_MARKS {
        return Ok(());
    }
    let message = format!("an expression of {} bytes is too large to be compiled", text.len());
    let help = format!("at most {LONGEST} bytes and {MOST_MARKS} operators are");
    Err(source.place.problem(message).help(Some(help)))
}

/// What is wrong with an expression, with its text and the offset.
pub(super) fn problem(source: &Located, offset: usize, message: impl Into<String>) -> Diagnostic {
    let problem = source.place.in_expression(&source.text, offset, message);
    if source.place.is_build_script() {
        problem.help(marked(&source.text, offset))
    } else {
        problem
    }
}

/// The part of an expression at an offset: in a build script nobody counts characters.
fn marked(text: &str, offset: usize) -> Option<String> {
    const SHOWN: usize = 20;
    let rest = text.get(offset..).filter(|rest| offset > 0 && !rest.is_empty())?;
    let shown: String = rest.chars().take(SHOWN).collect();
    let more = if shown.len() < rest.len() { "…" } else { "" };
    Some(format!("it is at `{}{more}`", one_line(&shown)))
}

/// The text as it stands in the file, but for line breaks and the like.
fn one_line(text: &str) -> String {
    let escaped = |letter: char| match letter {
        control if control.is_control() => control.escape_default().to_string(),
        letter => letter.to_string(),
    };
    text.chars().map(escaped).collect()
}
