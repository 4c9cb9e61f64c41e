//! Waiters for which an empty list is success.

use maitred_odd::Verdict::{Exhausted, Failure, Success, Unexpected};
use maitred_odd::{Answer, Script, Verdict};
use serde_json::json;

fn associations(list: Option<&[&str]>) -> String {
    let item = |state: &&str| format!("<item><state>{state}</state></item>");
    let items = |states: &[&str]| states.iter().map(item).collect::<String>();
    let set = |states: &[&str]| {
        let items = items(states);
        format!("<securityGroupVpcAssociationSet>{items}</securityGroupVpcAssociationSet>")
    };
    format!(
        "<DescribeSecurityGroupVpcAssociationsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\
         {}</DescribeSecurityGroupVpcAssociationsResponse>",
        list.map(set).unwrap_or_default()
    )
}

async fn disassociated(answers: &[&[&str]]) -> Verdict {
    let answers = answers.iter().map(|states| associations(Some(states)));
    wait!(ec2, Script::of(answers), |client| {
        client
            .describe_security_group_vpc_associations()
            .wait_until_security_group_vpc_association_disassociated()
    })
}

/// 6.4 no. 17: all disassociated, or none there at all.
#[tokio::test]
async fn ec2_security_group_vpc_association_disassociated() {
    let (going, gone, failed) = ("disassociating", "disassociated", "disassociation-failed");
    assert_eq!(disassociated(&[&[going, gone], &[gone, gone]]).await, Success(1, 2));
    assert_eq!(disassociated(&[&[going], &[]]).await, Success(4, 2));
    assert_eq!(disassociated(&[&[gone, failed]]).await, Failure(3, 1));
    // Going on stands before failing.
    assert_eq!(disassociated(&[&[going, failed], &[failed]]).await, Failure(3, 2));
    assert_eq!(disassociated(&[&["associated"], &[]]).await, Success(4, 2));
}

/// 6.4 no. 17: the length of a list that is missing is unknown, where botocore ends in an exception.
#[tokio::test]
async fn ec2_security_group_vpc_association_disassociated_without_the_list() {
    let ended = wait!(ec2, Script::forever(associations(None)), |client| {
        client
            .describe_security_group_vpc_associations()
            .wait_until_security_group_vpc_association_disassociated()
    });
    assert_eq!(ended, Exhausted(7));
}

/// 6.4 no. 20.
#[tokio::test]
async fn inspector2_connector_deleted() {
    let items = |states: &[&str]| {
        let items = states.iter().map(|state| json!({ "enablementStatus": state }));
        json!({ "items": items.collect::<Vec<_>>() })
    };
    let deleted = |answers: Vec<serde_json::Value>| async {
        wait!(inspector2, Script::of(answers), |client| {
            client.list_connectors().wait_until_connector_deleted()
        })
    };
    assert_eq!(deleted(vec![items(&["DELETING"]), items(&[])]).await, Success(1, 2));
    assert_eq!(deleted(vec![items(&["DELETING", "FAILED_TO_DELETE"])]).await, Failure(2, 1));
    // Missing: unknown, where botocore ends in an exception.
    assert_eq!(deleted(vec![json!({}), items(&[])]).await, Success(1, 2));
}

/// A list of an RDS operation: `None` is a list that is missing.
fn databases(operation: &str, list: &str, element: &str, status: Option<&str>) -> Answer {
    let status = status.map(|status| match status {
        "" => format!("<{list}/>"),
        status => format!("<{list}><{element}>{status}</{element}></{list}>"),
    });
    let status = status.unwrap_or_default();
    Answer::from(format!(
        "<{operation}Response><{operation}Result>{status}</{operation}Result></{operation}Response>"
    ))
}

/// What one of RDS's waiters makes of these answers.
async fn deleted(waiter: &str, answers: Vec<Answer>) -> Verdict {
    let script = Script::of(answers);
    match waiter {
        "DBCluster" => {
            wait!(rds, script, |client| client
                .describe_db_clusters()
                .wait_until_db_cluster_deleted())
        }
        "DBClusterSnapshot" => wait!(rds, script, |client| {
            client.describe_db_cluster_snapshots().wait_until_db_cluster_snapshot_deleted()
        }),
        "DBInstance" => wait!(rds, script, |client| {
            client.describe_db_instances().wait_until_db_instance_deleted()
        }),
        "DBSnapshot" => {
            wait!(rds, script, |client| client
                .describe_db_snapshots()
                .wait_until_db_snapshot_deleted())
        }
        other => panic!("there is no {other}"),
    }
}

async fn check(element: &str, member: &str, code: &str) {
    let (operation, list) = (format!("Describe{element}s"), format!("{element}s"));
    let answer = |status: Option<&str>| {
        let status = status.map(|status| match status {
            "" => String::new(),
            status => format!("<{member}>{status}</{member}>"),
        });
        databases(&operation, &list, element, status.as_deref())
    };
    let deleting = || answer(Some("deleting"));
    assert_eq!(deleted(element, vec![deleting(), answer(Some(""))]).await, Success(1, 2));
    let gone = Answer::query_error(404, code);
    assert_eq!(deleted(element, vec![deleting(), gone]).await, Success(2, 2));
    assert_eq!(deleted(element, vec![deleting(), answer(Some("modifying"))]).await, Failure(4, 2));
    assert_eq!(deleted(element, vec![answer(None), answer(Some(""))]).await, Success(1, 2));
    assert_eq!(
        deleted(element, vec![Answer::query_error(403, "AccessDenied")]).await,
        Unexpected(1)
    );
}

/// 6.4 no. 20.
#[tokio::test]
async fn rds_db_cluster_deleted() {
    check("DBCluster", "Status", "DBClusterNotFoundFault").await;
}

/// 6.4 no. 20.
#[tokio::test]
async fn rds_db_cluster_snapshot_deleted() {
    check("DBClusterSnapshot", "Status", "DBClusterSnapshotNotFoundFault").await;
}

/// 6.4 no. 20.
#[tokio::test]
async fn rds_db_instance_deleted() {
    check("DBInstance", "DBInstanceStatus", "DBInstanceNotFound").await;
}

/// 6.4 no. 20.
#[tokio::test]
async fn rds_db_snapshot_deleted() {
    check("DBSnapshot", "Status", "DBSnapshotNotFound").await;
}
