//! Bad servers: whatever comes back, a call ends in a page that was really sent or in a typed error
//! that names operation and status; never in a panic, never in a silent empty page.

mod cases;
mod dialect;
mod recovery;

use maitred::Error;

use crate::checks::Failure;
use crate::world::{World, config};
use cases::{Case, Expected};
use dialect::{BOTH, Dialect, patient};

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    for case in cases::all() {
        for dialect in BOTH {
            check(world, &case, dialect).await?;
        }
    }
    for dialect in BOTH {
        recovery::recover(world, dialect).await?;
        recovery::in_the_middle(world, dialect).await?;
        recovery::in_circles(world, dialect).await?;
    }
    nobody(world).await
}

async fn check(world: &mut World, case: &Case, dialect: Dialect) -> Result<(), Failure> {
    let script = || (0..dialect.attempts()).map(|_| (case.answer)(dialect)).collect();
    let config = patient(world)?;
    world.front.begin(script());
    let result = dialect.first_page(&config).await;
    let requests = world.front.seen().len();
    let title = format!("{} gets {}", dialect.operation(), case.what);
    let Expected { kind, code, status, .. } = &case.expected;
    let expected = case.expected.requests.min(dialect.attempts());
    let is_expected = |error: &Error| {
        kind(error)
            && error.code() == *code
            && error.status() == *status
            && error.operation() == Some(dialect.operation())
            && error.attempts() as usize == expected
            && !error.to_string().contains('\n')
            && (error.is_service() || std::error::Error::source(error).is_some())
    };
    let right = result.as_ref().is_err_and(is_expected) && requests == expected;
    let text = result.as_ref().map_or_else(ToString::to_string, |page| format!("{page:?}"));
    world.checks.holds(format!("{title}: {text}"), right, &(&result, requests));
    let (answer, theirs) = dialect.in_boto(world, "call", script())?;
    if case.expected.in_boto > 1 {
        world.checks.equal(format!("{title}: {theirs} requests as boto3"), requests, theirs);
    }
    // A status stands in for a code that no body names, and boto3 overlooks errors with status 200.
    if *status != Some(200)
        && let Some(code) = code.filter(|code| !code.starts_with(char::is_numeric))
    {
        let theirs = answer["error"]["Code"].as_str();
        world.checks.equal(format!("{title}: code {code} as boto3"), Some(code), theirs);
    }
    Ok(())
}

/// Where nobody listens.
async fn nobody(world: &mut World) -> Result<(), Failure> {
    let port = std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?;
    let closed = config(format!("http://{port}")).clock(world.clock.clone()).build()?;
    for dialect in BOTH {
        let result = dialect.first_page(&closed).await;
        let is_expected = |error: &Error| {
            error.is_connect()
                && error.attempts() as usize == dialect.attempts()
                && error.status().is_none()
                && error.operation() == Some(dialect.operation())
        };
        let text = result.as_ref().map_or_else(ToString::to_string, |page| format!("{page:?}"));
        let what = format!("{} where nobody listens: {text}", dialect.operation());
        world.checks.holds(what, result.is_err_and(|error| is_expected(&error)), &text);
    }
    Ok(())
}
