//! Which command was asked for, and what it has to say.

use crate::args::{Args, Specs, Tests, Topic};
use crate::error::Result;
use crate::{check, corpus, specs, tests_import};

/// What a command has to say.
#[derive(Debug)]
pub(crate) struct Answer {
    /// For standard output.
    pub(crate) text: String,
    /// Is all as it should be?
    pub(crate) good: bool,
}

/// Does what was asked for.
pub(crate) fn run(args: &Args) -> Result<Answer> {
    let text = match &args.topic {
        Topic::Specs(Specs::Update(args)) => specs::update(args)?,
        Topic::Specs(Specs::Verify(args)) => specs::verify(args)?,
        Topic::Tests(Tests::Import(args)) => tests_import::run(args)?,
        Topic::Tests(Tests::ImportJmespath(args)) => tests_import::jmespath(args)?,
        Topic::Check(args) => return check::run(args),
        Topic::Corpus(args) => return corpus::run(args),
    };
    Ok(Answer { text, good: true })
}
