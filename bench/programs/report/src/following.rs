use std::future::Future;

use tokio::runtime::Builder;
use tokio::task::{JoinSet, LocalSet};

use crate::{Failure, Seen};

/// Runs a future and all that it starts in this thread.
pub fn in_one_thread(future: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    LocalSet::new().block_on(&runtime, future)
}

/// Starts all of them at once, and waits for them.
pub async fn all<F, E>(futures: impl Iterator<Item = F>, seen: &Seen) -> Result<(), Failure>
where
    F: Future<Output = Result<(), E>> + 'static,
    E: Into<Failure> + 'static,
{
    let mut tasks = JoinSet::new();
    for future in futures {
        seen.future(size_of_val(&future));
        tasks.spawn_local(future);
    }
    while let Some(done) = tasks.join_next().await {
        done?.map_err(Into::into)?;
    }
    Ok(())
}
