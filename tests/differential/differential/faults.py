"""Faults to plant: what a slip in the runtime or the emitter could look like, one at a time.

Each replaces a text that stands exactly once in a file; one that does not is an error, so that a
change of the code cannot make a fault harmless unseen.
"""

from dataclasses import dataclass

CURSOR = "runtime/src/page/cursor.rs"


@dataclass
class Fault:
    name: str
    file: str
    old: str
    new: str


FAULTS = [
    Fault(
        "a token that a page leaves out is not cleared",
        CURSOR,
        "    slot.cut(Cut::Everything);\n    let Some(token) = token else { return Ok(()) };",
        "    let Some(token) = token else { return Ok(()) };\n    slot.cut(Cut::Everything);",
    ),
    Fault("one item too few at the limit", CURSOR, "if length > *left {", "if length >= *left && length > 0 {"),
    Fault("the amount of a resume token is ignored", CURSOR, "self.skip(page, amount);", "self.skip(page, amount - amount);"),
    Fault(
        "other results are delivered twice after a resume",
        CURSOR,
        "result.cut(Cut::Content);",
        "let _ = result;",
    ),
    Fault("the page size is one too many", CURSOR, "Token::Integer(i64::from(size))", "Token::Integer(i64::from(size) + 1)"),
    Fault("more_results is not looked at", CURSOR, "if !page.has_more() {", "if !page.has_more() && self.pages > 1_000 {"),
    Fault("a repeated token is not noticed", CURSOR, "Some(before) => self.repeated(before),", "Some(_) => Next::Request,"),
    Fault(
        "a token of a zero counts as none",
        "runtime/src/token/value.rs",
        "Token::Text(value) => value.is_empty(),",
        'Token::Text(value) => value.is_empty() || value == "0",',
    ),
    Fault(
        "the tokens of a page change places",
        "codegen/src/emit/paginators.rs",
        "plan.next_tokens.iter().map(",
        "plan.next_tokens.iter().rev().map(",
    ),
    Fault(
        "the last acceptor is asked first",
        "codegen/src/emit/waiters.rs",
        "plan.acceptors.iter().map(",
        "plan.acceptors.iter().rev().map(",
    ),
    Fault(
        "pathAll is content with an empty list",
        "runtime/src/path/mod.rs",
        "elements.peek().is_some() && elements.all(",
        "elements.peek().is_none() || elements.all(",
    ),
    Fault(
        "an error that an acceptor tolerates ends the wait",
        "runtime/src/wait/machine.rs",
        "(None, Ending::Error) => Decision::Service,",
        "(None | Some(AcceptorState::Retry), Ending::Error) => Decision::Service,",
    ),
    Fault(
        "a code of an error matches a longer one",
        "runtime/src/wait/matching.rs",
        "Test::ErrorCode(expected) => code(outcome) == *expected,",
        "Test::ErrorCode(expected) => code(outcome).starts_with(*expected),",
    ),
    Fault("there is a poll too many", "runtime/src/wait/machine.rs", "self.polls >= polls", "self.polls > polls"),
]
