//! How the tests ask for pages and waits.

use futures_core::stream::Stream;
use maitred::Error;
use maitred_odd::Listing;

/// Everything that a stream of pages or items gives, without an error.
pub(crate) async fn all<S, T>(mut stream: S) -> Vec<T>
where
    S: Stream<Item = Result<T, Error>> + Unpin,
{
    Listing::of(&mut stream).await.complete().unwrap()
}

/// Waits over a script with the client of a service: `wait!(s3, script, |client| …)`. Gives the
/// verdict, once the script is used up.
macro_rules! wait {
    ($service:ident, $script:expr, |$client:ident| $wait:expr) => {{
        let script: maitred_odd::Script = $script;
        let $client = maitred_odd::aws::$service::Client::new(&script.config().unwrap());
        let ended = $wait.await;
        assert_eq!(script.left(), 0, "{ended:?}");
        maitred_odd::verdict(&ended)
    }};
}
