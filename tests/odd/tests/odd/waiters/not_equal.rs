//! 6.4 no. 10: neptune-graph's failures are that a status is *not* something, which a status that
//! is missing is not either; they come before the success.

use maitred_odd::Verdict::{Exhausted, Failure, Success};
use maitred_odd::{Answer, Script, Verdict};
use serde_json::json;

fn status(status: &str) -> Answer {
    json!({ "status": status }).into()
}

fn gone() -> Answer {
    Answer::json_error(404, "ResourceNotFoundException")
}

/// What a waiter makes of these answers, by name.
async fn ended(waiter: &str, answers: Vec<Answer>) -> Verdict {
    let script = Script::of(answers);
    match waiter {
        "GraphDeleted" => {
            wait!(neptune_graph, script, |client| client.get_graph("g").wait_until_graph_deleted())
        }
        "GraphSnapshotDeleted" => wait!(neptune_graph, script, |client| {
            client.get_graph_snapshot("s").wait_until_graph_snapshot_deleted()
        }),
        "PrivateGraphEndpointDeleted" => wait!(neptune_graph, script, |client| {
            client.get_private_graph_endpoint("g", "v").wait_until_private_graph_endpoint_deleted()
        }),
        "GraphStopped" => {
            wait!(neptune_graph, script, |client| client.get_graph("g").wait_until_graph_stopped())
        }
        "ExportTaskCancelled" => wait!(neptune_graph, script, |client| {
            client.get_export_task("t").wait_until_export_task_cancelled()
        }),
        "ImportTaskCancelled" => wait!(neptune_graph, script, |client| {
            client.get_import_task("t").wait_until_import_task_cancelled()
        }),
        other => panic!("there is no {other}"),
    }
}

async fn deleted(waiter: &str) {
    let deleting = || status("DELETING");
    assert_eq!(ended(waiter, vec![deleting(), deleting(), gone()]).await, Success(2, 3));
    assert_eq!(ended(waiter, vec![deleting(), status("AVAILABLE")]).await, Failure(1, 2));
    assert_eq!(ended(waiter, vec![json!({}).into()]).await, Failure(1, 1));
    assert_eq!(ended(waiter, vec![json!({ "status": null }).into()]).await, Failure(1, 1));
    assert_eq!(ended(waiter, vec![gone()]).await, Success(2, 1));
}

#[tokio::test]
async fn neptune_graph_graph_deleted() {
    deleted("GraphDeleted").await;
    let script = Script::forever(json!({ "status": "DELETING" }));
    let wait = wait!(neptune_graph, script.clone(), |client| {
        client.get_graph("g").wait_until_graph_deleted()
    });
    assert_eq!((wait, script.waits()), (Exhausted(60), vec![60; 59]));
}

#[tokio::test]
async fn neptune_graph_graph_snapshot_deleted() {
    deleted("GraphSnapshotDeleted").await;
}

#[tokio::test]
async fn neptune_graph_private_graph_endpoint_deleted() {
    deleted("PrivateGraphEndpointDeleted").await;
}

#[tokio::test]
async fn neptune_graph_graph_stopped() {
    let waiter = "GraphStopped";
    assert_eq!(ended(waiter, vec![status("STOPPING"), status("STOPPED")]).await, Success(1, 2));
    assert_eq!(ended(waiter, vec![status("STOPPING"), status("AVAILABLE")]).await, Failure(2, 2));
    assert_eq!(ended(waiter, vec![json!({}).into()]).await, Failure(2, 1));
}

async fn cancelled(waiter: &str) {
    let cancelling = || status("CANCELLING");
    assert_eq!(ended(waiter, vec![cancelling(), status("CANCELLED")]).await, Success(2, 2));
    assert_eq!(ended(waiter, vec![cancelling(), status("SUCCEEDED")]).await, Failure(1, 2));
    assert_eq!(ended(waiter, vec![json!({}).into()]).await, Failure(1, 1));
}

#[tokio::test]
async fn neptune_graph_export_task_cancelled() {
    cancelled("ExportTaskCancelled").await;
}

#[tokio::test]
async fn neptune_graph_import_task_cancelled() {
    cancelled("ImportTaskCancelled").await;
}
