//! Starting tokens as older botocore wrote them: texts joined by `___`, and the number of
//! items to skip behind them (botocore rule P32). Any text that is no current token is read so,
//! which is how a raw token of the service works, too.

use super::Token;
use super::resume::{BadToken, Start};

const SEPARATOR: &str = "___";

/// Reads a legacy token for a paginator with `count` input tokens.
pub(super) fn decode(text: &str, count: usize) -> Result<Start, BadToken> {
    let parts: Vec<&str> = text.split(SEPARATOR).collect();
    let Some((last, tokens)) = parts.split_last().filter(|_| parts.len() == count + 1) else {
        return start(&parts, None, text, count);
    };
    match python_integer(last) {
        Some(amount) => start(tokens, Some(amount), text, count),
        // No amount, so the separators are the service's own: the whole is one opaque token.
        None => start(&[text], None, text, count),
    }
}

fn start(parts: &[&str], amount: Option<i64>, text: &str, count: usize) -> Result<Start, BadToken> {
    if parts.len() > count {
        let found = parts.len();
        return Err(BadToken::new(
            text,
            format!("{found} parts joined by `___`; expected at most {count} and a number"),
        ));
    }
    // Only here does the text "None" stand for no token.
    let token = |part: &&str| (*part != "None").then(|| Token::from(*part));
    let mut tokens: Vec<Option<Token>> = parts.iter().map(token).collect();
    tokens.resize(count, None);
    Ok(Start { tokens, amount })
}

/// An integer as Python's `int` reads it: blanks around, a sign, single underscores between digits.
/// What exceeds 64 bits skips everything, as it would there.
fn python_integer(text: &str) -> Option<i64> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let groups: Vec<&str> = digits.split('_').collect();
    let is_number = |group: &&str| !group.is_empty() && group.bytes().all(|b| b.is_ascii_digit());
    if !groups.iter().all(is_number) {
        return None;
    }
    let magnitude = groups.concat().parse().unwrap_or(i64::MAX);
    Some(if negative { -magnitude } else { magnitude })
}
