//! What can still be had of bad servers: the answer to another attempt, and the pages before an
//! error.

use maitred::Error;

use super::dialect::{Dialect, PATIENCE, patient};
use crate::aws::{dynamodb, ec2};
use crate::checks::Failure;
use crate::front::Step;
use crate::world::World;

/// What passes is tried again: the same page in the end, after the same number of requests.
pub(super) async fn recover(world: &mut World, dialect: Dialect) -> Result<(), Failure> {
    let fault = |status, code: &str| dialect.answer(status, &dialect.fault(code));
    let good = || dialect.answer(200, &dialect.page(None));
    let failure = || fault(500, "InternalFailure");
    let cases: [(&str, &dyn Fn() -> Vec<Step>); 4] = [
        ("500 twice", &|| vec![failure(), failure(), good()]),
        ("throttled twice", &|| vec![fault(400, "Throttling"), fault(400, "Throttling"), good()]),
        ("a closed connection once", &|| vec![Step::Answer(Vec::new()), good()]),
        ("silence once", &|| vec![Step::Silence(PATIENCE * 3), good()]),
    ];
    for (what, script) in cases {
        let config = patient(world)?;
        world.front.begin(script());
        let page = dialect.first_page(&config).await;
        let requests = world.front.seen().len();
        let (answer, theirs) = dialect.in_boto(world, "call", script())?;
        let title = format!("{} gets {what}, then a page", dialect.operation());
        let right = matches!(page, Ok(Some(1))) && answer.get("error").is_none();
        world.checks.holds(format!("{title}: gives the page, as boto3"), right, &(&page, &answer));
        world.checks.equal(format!("{title}: {theirs} requests as boto3"), requests, theirs);
    }
    Ok(())
}

/// How a listing went that is interrupted by an error, and begun again where that was.
#[derive(Debug)]
struct Interrupted {
    pages: usize,
    error: Option<Error>,
    is_over: bool,
    /// The first page of the second run, where there is a token for one.
    again: Option<usize>,
}

/// All pages of a request up to an error, and the page after it from the resume token.
macro_rules! interrupted {
    ($request:expr) => {{
        let request = $request;
        let mut pages = request.clone().paginate().pages();
        let (mut count, mut error) = (0, None);
        while let Some(page) = pages.next().await {
            match page {
                Ok(_) => count += 1,
                Err(found) => {
                    error = Some(found);
                    break;
                }
            }
        }
        let is_over = pages.next().await.is_none();
        let mut again = None;
        if let Some(token) = pages.resume_token() {
            let mut rest = request.paginate().starting_token(&token).pages();
            again = rest.try_next().await?.map(|_| 1);
        }
        Interrupted { pages: count, error, is_over, again }
    }};
}

impl Dialect {
    async fn interrupted(self, config: &maitred::Config) -> Result<Interrupted, Error> {
        Ok(match self {
            Dialect::Json => interrupted!(dynamodb::Client::new(config).list_tables()),
            Dialect::Xml => interrupted!(ec2::Client::new(config).describe_instances()),
        })
    }
}

/// A listing that fails at its second page keeps the first, and can go on from there.
pub(super) async fn in_the_middle(world: &mut World, dialect: Dialect) -> Result<(), Failure> {
    let config = patient(world)?;
    world.front.begin([
        dialect.answer(200, &dialect.page(Some("one"))),
        dialect.answer(200, "half"),
        dialect.answer(200, &dialect.page(None)),
    ]);
    let found = dialect.interrupted(&config).await?;
    let title = format!("{} gets garbage as its second page", dialect.operation());
    let right = found.pages == 1 && found.is_over;
    let right = right && found.error.as_ref().is_some_and(Error::is_response);
    world.checks.holds(format!("{title}: a page, an error, the end"), right, &found);
    let asked: Vec<_> = world.front.seen().into_iter().map(|seen| seen.asked).collect();
    let again = found.again == Some(1) && asked.len() == 3 && asked.get(1) == asked.get(2);
    world.checks.holds(format!("{title}: the resume token asks for it again"), again, &asked);
    Ok(())
}

/// A server that names the same token again and again: an error after the page that repeats it, as
/// in boto3; and one that goes round in a circle, where boto3 would go with it for ever.
pub(super) async fn in_circles(world: &mut World, dialect: Dialect) -> Result<(), Failure> {
    let pages = |tokens: &[&str]| -> Vec<Step> {
        tokens.iter().map(|token| dialect.answer(200, &dialect.page(Some(token)))).collect()
    };
    let config = patient(world)?;
    for (what, tokens) in
        [("the same token", &["aaa", "aaa"][..]), ("a circle", &["aaa", "bbb", "aaa"])]
    {
        world.front.begin(pages(tokens));
        let found = dialect.interrupted(&config).await?;
        let requests = world.front.seen().len();
        let title = format!("{} gets {what}", dialect.operation());
        let right = found.pages == tokens.len()
            && found.again.is_none()
            && requests == tokens.len()
            && found.error.as_ref().is_some_and(Error::is_repeated_token);
        let text = found.error.as_ref().map(ToString::to_string).unwrap_or_default();
        world.checks.holds(format!("{title}: {text}"), right, &found);
    }
    let (answer, requests) = dialect.in_boto(world, "pages", pages(&["aaa", "aaa"]))?;
    let reason = answer["error"]["reason"].as_str().unwrap_or_default();
    let right = reason.contains("PaginationError") && requests == 2;
    let what = format!("{} gets the same token: boto3 gives up there too", dialect.operation());
    world.checks.holds(what, right, &answer);
    Ok(())
}
