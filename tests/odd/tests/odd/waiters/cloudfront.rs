//! CloudFront's waiters, the ones that botocore's own tests name.

use maitred_odd::Verdict::{Exhausted, Success, Unexpected};
use maitred_odd::{Answer, Script, Verdict};

/// The answer of an operation that gets one thing, by the thing's element and status.
fn thing(element: &str, status: &str) -> Answer {
    format!("<{element}><Id>I</Id><Status>{status}</Status></{element}>").into()
}

fn script(element: &str, statuses: &[&str]) -> Script {
    Script::of(statuses.iter().map(|status| thing(element, status)))
}

async fn distribution(script: Script) -> Verdict {
    wait!(cloudfront, script, |client| client
        .get_distribution("I")
        .wait_until_distribution_deployed())
}

#[tokio::test]
async fn w24_distribution_deployed() {
    let deployed = script("Distribution", &["InProgress", "InProgress", "Deployed"]);
    assert_eq!(distribution(deployed.clone()).await, Success(1, 3));
    assert_eq!(deployed.waits(), [60, 60]);
    assert_eq!(deployed.sent()[0].line(), "GET /2020-05-31/distribution/I");
    let never = Script::forever(thing("Distribution", "InProgress"));
    assert_eq!(distribution(never.clone()).await, Exhausted(35));
    assert_eq!(never.waits().len(), 34);
    let refused = Answer::query_error(403, "AccessDenied");
    assert_eq!(distribution(Script::of([refused])).await, Unexpected(1));
}

#[tokio::test]
async fn w24_invalidation_completed() {
    let script = script("Invalidation", &["InProgress", "Completed"]);
    let ended = wait!(cloudfront, script.clone(), |client| client
        .get_invalidation("D", "I")
        .wait_until_invalidation_completed());
    assert_eq!((ended, script.waits()), (Success(1, 2), vec![20]));
}

#[tokio::test]
async fn w24_streaming_distribution_deployed() {
    let script = script("StreamingDistribution", &["InProgress", "Deployed"]);
    let ended = wait!(cloudfront, script.clone(), |client| client
        .get_streaming_distribution("I")
        .wait_until_streaming_distribution_deployed());
    assert_eq!((ended, script.waits()), (Success(1, 2), vec![60]));
}
