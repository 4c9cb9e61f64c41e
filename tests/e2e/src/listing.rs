//! Listings, ours and boto3's: the same request paged on both sides, and what must be the same.

use std::fmt::Write;
use std::future::Future;
use std::pin::Pin;

use serde_json::{Value, json};

use crate::checks::Failure;
use crate::front::Seen;
use crate::views::pascal;
use crate::world::World;

/// How a listing is paged.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(crate) page_size: Option<u32>,
    pub(crate) max_items: Option<usize>,
    pub(crate) token: Option<String>,
    /// Item by item, and no further than this.
    pub(crate) taken: Option<usize>,
}

/// A page, reduced to what is compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Page {
    pub(crate) items: Vec<Value>,
    /// The other results.
    pub(crate) others: Vec<Value>,
}

/// A listing that was paged.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Run {
    pub(crate) pages: Vec<Page>,
    pub(crate) token: Option<String>,
}

impl Run {
    pub(crate) fn items(&self) -> Vec<Value> {
        self.pages.iter().flat_map(|page| page.items.iter().cloned()).collect()
    }

    /// The elements of another result, over all pages.
    pub(crate) fn elements(&self, other: usize) -> Vec<Value> {
        let lists = self.pages.iter().filter_map(|page| page.others.get(other)?.as_array());
        lists.flatten().cloned().collect()
    }

    fn token(&self) -> Result<String, Failure> {
        self.token.clone().ok_or_else(|| "there is no resume token".into())
    }
}

/// A run, and what was sent for it.
pub(crate) struct Sent {
    pub(crate) run: Run,
    asked: Vec<Value>,
}

impl Sent {
    fn new(run: Run, seen: Vec<Seen>) -> Sent {
        Sent { run, asked: seen.into_iter().map(|seen| seen.asked).collect() }
    }
}

/// Our side of a listing, under way.
pub(crate) type Paging = Pin<Box<dyn Future<Output = Result<Run, maitred::Error>>>>;

/// The same listing on both sides.
pub(crate) struct Listing {
    /// boto3's names: `dynamodb`, `list_tables`.
    pub(crate) service: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) arguments: Value,
    /// What is compared of the primary result's items, as JMESPath.
    pub(crate) items: &'static str,
    /// The other results.
    pub(crate) others: &'static [&'static str],
    pub(crate) ours: Box<dyn Fn(Options) -> Paging>,
}

/// Our side of a [`Listing`]: a request, the method that gives its items one by one, the items of a
/// page, what is compared of each, and the other results of a page, if it has any. With `no_size`
/// before it, for requests that cannot state the size of a page.
macro_rules! ours {
    (no_size $request:expr, $($rest:tt)*) => {
        $crate::listing::ours!(@ [] $request, $($rest)*)
    };
    (@ [$($sized:ident)?] $request:expr, $by_item:ident, |$page:ident| $items:expr, $view:expr) => {
        $crate::listing::ours!(
            @ [$($sized)?] $request, $by_item, |$page| $items, $view, Vec::new()
        )
    };
    (
        @ [$($sized:ident)?] $request:expr, $by_item:ident,
        |$page:ident| $items:expr, $view:expr, $others:expr
    ) => {{
        let (request, view) = ($request, $view);
        Box::new(move |options: $crate::listing::Options| -> $crate::listing::Paging {
            let mut paginate = request.clone().paginate();
            $(if let Some(size) = options.page_size {
                paginate = paginate.$sized(size);
            })?
            if let Some(items) = options.max_items {
                paginate = paginate.max_items(items);
            }
            if let Some(token) = options.token {
                paginate = paginate.starting_token(token);
            }
            Box::pin(async move {
                let mut run = $crate::listing::Run::default();
                let Some(most) = options.taken else {
                    let mut pages = paginate.pages();
                    while let Some($page) = pages.try_next().await? {
                        let items = $items.iter().map(view).collect();
                        run.pages.push($crate::listing::Page { items, others: $others });
                    }
                    run.token = pages.resume_token().map(String::from);
                    return Ok(run);
                };
                let (mut items, mut taken) = (paginate.$by_item(), Vec::new());
                while taken.len() < most
                    && let Some(item) = items.try_next().await?
                {
                    taken.push(view(&item));
                }
                run.pages.push($crate::listing::Page { items: taken, others: Vec::new() });
                run.token = items.resume_token().map(String::from);
                Ok(run)
            })
        })
    }};
    ($request:expr, $($rest:tt)*) => {
        $crate::listing::ours!(@ [page_size] $request, $($rest)*)
    };
}
pub(crate) use ours;

impl Listing {
    /// A listing whose pages have one result.
    pub(crate) fn new(
        service: &'static str,
        operation: &'static str,
        arguments: Value,
        items: &'static str,
        ours: Box<dyn Fn(Options) -> Paging>,
    ) -> Listing {
        Listing { service, operation, arguments, items, others: &[], ours }
    }

    /// Beside it, these.
    pub(crate) fn others(self, others: &'static [&'static str]) -> Listing {
        Listing { others, ..self }
    }

    pub(crate) fn title(&self, options: &Options) -> String {
        let mut title = format!("{} {}", self.service, pascal(self.operation));
        if let Some(size) = options.page_size {
            let _ = write!(title, ", {size} a page");
        }
        if let Some(items) = options.max_items {
            let _ = write!(title, ", {items} at most");
        }
        title
    }

    async fn ours(&self, world: &World, options: &Options) -> Result<Sent, Failure> {
        world.front.begin([]);
        let run = (self.ours)(options.clone()).await?;
        Ok(Sent::new(run, world.front.seen()))
    }

    pub(crate) fn theirs(&self, world: &mut World, options: &Options) -> Result<Sent, Failure> {
        world.front.begin([]);
        let answer = world.boto.ask(json!({
            "do": "pages",
            "service": self.service,
            "operation": self.operation,
            "arguments": self.arguments,
            "config": {
                "PageSize": options.page_size,
                "MaxItems": options.max_items,
                "StartingToken": options.token,
            },
            "items": self.items,
            "others": self.others,
        }))?;
        let run = run_of(&answer).ok_or_else(|| format!("boto3 cannot page it: {answer}"))?;
        Ok(Sent::new(run, world.front.seen()))
    }

    /// The whole listing: the same pages, and the same requests.
    pub(crate) async fn whole(
        &self,
        world: &mut World,
        sizes: &[Option<u32>],
    ) -> Result<(), Failure> {
        for page_size in sizes {
            let options = Options { page_size: *page_size, ..Options::default() };
            let title = self.title(&options);
            let (ours, theirs) = (self.ours(world, &options).await?, self.theirs(world, &options)?);
            let (items, pages) = (theirs.run.items().len(), theirs.run.pages.len());
            let what = format!("{title}: same items as boto3, {items} in pages: {pages}");
            world.checks.equal(what, ours.run, theirs.run);
            let count = theirs.asked.len();
            let what = format!("{title}: same requests as boto3, {count} in all");
            world.checks.equal(what, ours.asked, theirs.asked);
        }
        Ok(())
    }

    /// A listing that ends at a limit: the same items, the same token, the same requests.
    pub(crate) async fn limited(
        &self,
        world: &mut World,
        page_size: Option<u32>,
        limits: &[usize],
    ) -> Result<(), Failure> {
        for limit in limits {
            let options = Options { page_size, max_items: Some(*limit), ..Options::default() };
            let title = self.title(&options);
            let (ours, theirs) = (self.ours(world, &options).await?, self.theirs(world, &options)?);
            let items = theirs.run.items().len();
            let with =
                if theirs.run.token.is_some() { "with the same token" } else { "without token" };
            let what = format!("{title}: stops after {items} items {with}, as boto3");
            world.checks.equal(what, ours.run, theirs.run);
            let count = theirs.asked.len();
            let what = format!("{title}: same requests as boto3, {count} in all");
            world.checks.equal(what, ours.asked, theirs.asked);
        }
        Ok(())
    }

    /// A listing that stops at a limit and goes on from there, within a side and across.
    pub(crate) async fn resumed(
        &self,
        world: &mut World,
        page_size: Option<u32>,
        cuts: &[usize],
    ) -> Result<(), Failure> {
        let all = self.theirs(world, &Options { page_size, ..Options::default() })?.run.items();
        for cut in cuts {
            let start = Options { page_size, max_items: Some(*cut), ..Options::default() };
            let title = self.title(&start);
            let (mine, yours) =
                (self.ours(world, &start).await?.run, self.theirs(world, &start)?.run);
            let rest = |token| Options { page_size, token: Some(token), ..Options::default() };
            let expected = self.theirs(world, &rest(yours.token()?))?;
            let ended = [
                ("ours, ended by us", &mine, self.ours(world, &rest(mine.token()?)).await?),
                ("boto3's, ended by us", &yours, self.ours(world, &rest(yours.token()?)).await?),
                ("ours, ended by boto3", &mine, self.theirs(world, &rest(mine.token()?))?),
            ];
            for (route, first, rest) in ended {
                let items = [first.items(), rest.run.items()].concat();
                let what = format!("{title}, {route}: each of {} items once", all.len());
                world.checks.equal(what, &items, &all);
                let count = rest.asked.len();
                let what = format!("{title}, {route}: same {count} requests for the rest as boto3");
                world.checks.equal(what, rest.asked, expected.asked.clone());
            }
        }
        Ok(())
    }

    /// Listings that begin at a token of the service itself, or at one in boto3's old format.
    pub(crate) async fn started(
        &self,
        world: &mut World,
        page_size: u32,
        tokens: &[&str],
    ) -> Result<(), Failure> {
        for token in tokens {
            let token = Some((*token).to_owned());
            let options = Options { page_size: Some(page_size), token, ..Options::default() };
            let (ours, theirs) = (self.ours(world, &options).await?, self.theirs(world, &options)?);
            let (title, token) = (self.title(&options), options.token.unwrap_or_default());
            let what = format!("{title}, from {token:?}: same items as boto3");
            world.checks.equal(what, ours.run, theirs.run);
            let what = format!("{title}, from {token:?}: same requests as boto3");
            world.checks.equal(what, ours.asked, theirs.asked);
        }
        Ok(())
    }

    /// Our items one by one, left off within a page; boto3 goes on from there.
    pub(crate) async fn left_off(
        &self,
        world: &mut World,
        page_size: Option<u32>,
        counts: &[usize],
    ) -> Result<(), Failure> {
        let all = self.theirs(world, &Options { page_size, ..Options::default() })?.run.items();
        for count in counts {
            let options = Options { page_size, taken: Some(*count), ..Options::default() };
            let first = self.ours(world, &options).await?.run;
            let token = Some(first.token()?);
            let rest = self.theirs(world, &Options { page_size, token, ..Options::default() })?.run;
            let title = self.title(&options);
            let what =
                format!("{title}, {count} items taken one by one: boto3 goes on behind them");
            world.checks.equal(what, [first.items(), rest.items()].concat(), all.clone());
        }
        Ok(())
    }

    /// The lists beside the primary one: each element once over two runs, wherever the cut is.
    pub(crate) async fn others_once(
        &self,
        world: &mut World,
        page_size: Option<u32>,
        cuts: &[usize],
    ) -> Result<(), Failure> {
        let whole = self.theirs(world, &Options { page_size, ..Options::default() })?.run;
        for cut in cuts {
            let start = Options { page_size, max_items: Some(*cut), ..Options::default() };
            let first = self.ours(world, &start).await?.run;
            let token = Some(first.token()?);
            let rest =
                self.ours(world, &Options { page_size, token, ..Options::default() }).await?.run;
            for (index, other) in self.others.iter().enumerate() {
                let elements = [first.elements(index), rest.elements(index)].concat();
                let expected = whole.elements(index);
                let count = expected.len();
                let title = self.title(&start);
                let what = format!("{title}, resumed: each of {count} elements of {other} once");
                world.checks.equal(what, elements, expected);
            }
        }
        Ok(())
    }
}

/// What the boto3 side answered.
fn run_of(answer: &Value) -> Option<Run> {
    let page = |page: &Value| {
        let list = |name: &str| page[name].as_array().cloned();
        Some(Page { items: list("items")?, others: list("others")? })
    };
    let pages = answer["pages"].as_array()?.iter().map(page).collect::<Option<_>>()?;
    Some(Run { pages, token: answer["token"].as_str().map(str::to_owned) })
}
