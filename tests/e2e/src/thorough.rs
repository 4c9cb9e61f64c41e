//! All that is asked of a listing: whole, with limits, resumed, left off.

use crate::checks::Failure;
use crate::listing::{Listing, Options};
use crate::world::World;

/// How a listing is cut into pages, as boto3 sees it.
struct Shape {
    items: usize,
    /// Items on its first page.
    first: usize,
}

/// Asks all of it, with pages of this size, or of the service's where requests cannot state one.
/// It must have several pages.
pub(crate) async fn thorough(
    world: &mut World,
    listing: &Listing,
    size: Option<u32>,
) -> Result<(), Failure> {
    let Shape { items, first } = shape(world, listing, size)?;
    let sizes = match size {
        Some(size) => vec![None, Some(size)],
        None => vec![None],
    };
    listing.whole(world, &sizes).await?;
    listing.limited(world, size, &[1, first, items + 1]).await?;
    listing.resumed(world, size, &[first, items - 1]).await?;
    listing.left_off(world, size, &[first + 1]).await
}

fn shape(world: &mut World, listing: &Listing, page_size: Option<u32>) -> Result<Shape, Failure> {
    let options = Options { page_size, ..Options::default() };
    let run = listing.theirs(world, &options)?.run;
    let items = run.items().len();
    let first = run.pages.first().map_or(0, |page| page.items.len());
    match run.pages.len() > 1 && first > 0 && items > first + 1 {
        true => Ok(Shape { items, first }),
        false => Err(format!("{} has too few pages: {run:?}", listing.title(&options)).into()),
    }
}
