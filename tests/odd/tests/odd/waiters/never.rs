//! Waiters whose definitions are wrong. They do what botocore makes them do; that they cannot do
//! what they are for is a warning of the build.

use maitred_odd::Verdict::{Exhausted, Success, Unexpected};
use maitred_odd::aws::appconfig;
use maitred_odd::{Answer, Script, Verdict, verdict};
use serde_json::json;

async fn environment(script: Script) -> Verdict {
    wait!(appconfig, script, |client| {
        client.get_environment("a", "e").wait_until_environment_ready_for_deployment()
    })
}

/// 6.4 no. 1: success and failure are texts that the service never sends: 999 polls, 30 seconds
/// apart, whatever it says.
#[tokio::test]
async fn appconfig_environment_ready_for_deployment() {
    for state in ["READY_FOR_DEPLOYMENT", "ROLLED_BACK", "REVERTED"] {
        let script = Script::forever(json!({ "State": state }));
        assert_eq!(environment(script.clone()).await, Exhausted(999));
        assert_eq!(script.waits(), [30; 998]);
        assert_eq!(script.sent().len(), 999);
        assert_eq!(script.sent()[0].line(), "GET /applications/a/environments/e");
    }
    let script = Script::forever(json!({ "State": "READY_FOR_DEPLOYMENT" }));
    let client = appconfig::Client::new(&script.config().unwrap());
    let wait = client.get_environment("a", "e").wait_until_environment_ready_for_deployment();
    let ended = wait.max_attempts(3.try_into().unwrap()).await;
    assert_eq!(verdict(&ended), Exhausted(3));
    let text = ended.unwrap_err().to_string();
    assert!(text.contains("max attempts exceeded; no acceptor ever matched"), "{text}");
}

/// 6.4 no. 1: if the service did send the text, it would be taken.
#[tokio::test]
async fn appconfig_environment_ready_for_deployment_as_the_waiter_spells_it() {
    let states = ["DEPLOYING", "ReadyForDeployment"].map(|state| json!({ "State": state }));
    assert_eq!(environment(Script::of(states)).await, Success(1, 2));
    assert_eq!(
        environment(Script::of([Answer::json_error(404, "ResourceNotFoundException")])).await,
        Unexpected(1)
    );
}

fn tasks(states: &[&str]) -> String {
    let items: String =
        states.iter().map(|state| format!("<item><state>{state}</state></item>")).collect();
    format!(
        "<DescribeConversionTasksResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\
         <conversionTasks>{items}</conversionTasks></DescribeConversionTasksResponse>"
    )
}

/// 6.4 no. 2: `deleted` is no state of a task.
#[tokio::test]
async fn ec2_conversion_task_deleted() {
    let script = |script| async move {
        wait!(ec2, script, |client| {
            client.describe_conversion_tasks().wait_until_conversion_task_deleted()
        })
    };
    assert_eq!(script(Script::forever(tasks(&["cancelled"]))).await, Exhausted(40));
    assert_eq!(script(Script::forever(tasks(&[]))).await, Exhausted(40));
    let sent = Script::of([tasks(&["deleted", "active"]), tasks(&["deleted", "deleted"])]);
    assert_eq!(script(sent).await, Success(1, 2));
}

/// 6.4 no. 3: `DELETED` is no status of a store; that the store is not found is the real success.
#[tokio::test]
async fn omics_stores_deleted() {
    let deleting = || Answer::from(json!({ "status": "DELETING" }));
    let gone = || {
        Script::of([deleting(), deleting(), Answer::json_error(404, "ResourceNotFoundException")])
    };
    let store = |script| async move {
        wait!(omics, script, |client| {
            client.get_annotation_store("s").wait_until_annotation_store_deleted()
        })
    };
    assert_eq!(store(gone()).await, Success(2, 3));
    assert_eq!(store(Script::forever(json!({ "status": "ACTIVE" }))).await, Exhausted(20));
    assert_eq!(store(Script::of([json!({ "status": "DELETED" })])).await, Success(1, 1));
    let version = wait!(omics, gone(), |client| {
        client.get_annotation_store_version("s", "v").wait_until_annotation_store_version_deleted()
    });
    assert_eq!(version, Success(2, 3));
    let variants = wait!(omics, gone(), |client| {
        client.get_variant_store("s").wait_until_variant_store_deleted()
    });
    assert_eq!(variants, Success(2, 3));
}

/// 6.4 no. 4: the acceptor names the error by its shape; the code that the service sends fails the
/// wait that should succeed. An empty list is the success that is left.
#[tokio::test]
async fn rds_tenant_database_deleted() {
    let tenant = |script| async move {
        wait!(rds, script, |client| {
            client.describe_tenant_databases().wait_until_tenant_database_deleted()
        })
    };
    let error = |code| Script::of([Answer::query_error(404, code)]);
    assert_eq!(tenant(error("DBInstanceNotFound")).await, Unexpected(1));
    assert_eq!(tenant(error("DBInstanceNotFoundFault")).await, Success(2, 1));
    let list = |content: &str| {
        format!(
            "<DescribeTenantDatabasesResponse><DescribeTenantDatabasesResult>{content}\
             </DescribeTenantDatabasesResult></DescribeTenantDatabasesResponse>"
        )
    };
    let one = "<TenantDatabases><TenantDatabase><Status>deleting</Status></TenantDatabase></TenantDatabases>";
    let gone = Script::of([list(one), list("<TenantDatabases/>")]);
    assert_eq!(tenant(gone).await, Success(1, 2));
    // Without the list its length is unknown, where botocore ends in an exception.
    let missing = Script::of([list(""), list("<TenantDatabases></TenantDatabases>")]);
    assert_eq!(tenant(missing).await, Success(1, 2));
}
