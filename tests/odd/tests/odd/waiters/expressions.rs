//! Waiters whose expressions are more than a path.

use maitred_odd::Verdict::{Exhausted, Failure, Success};
use maitred_odd::aws::location;
use maitred_odd::{Script, Verdict, verdict};
use serde_json::{Value, json};

/// 6.4 no. 5: the output has a member `Error` with a `Code`, which botocore takes for an error of
/// the call; here the status decides.
#[tokio::test]
async fn w10_d14_location_job_completed() {
    let failed = json!({ "JobId": "j", "Status": "Failed",
        "Error": { "Code": "ValidationError", "Messages": ["bad input"] } });
    let script = Script::of([json!({ "Status": "Running" }), failed]);
    let client = location::Client::new(&script.config().unwrap());
    let ended = client.get_job("j").wait_until_job_completed().await;
    assert_eq!(verdict(&ended), Failure(2, 2));
    assert_eq!(script.waits(), [60]);
    let ended = ended.unwrap_err();
    let error = ended.failure().output().unwrap().error.as_ref().unwrap();
    assert_eq!(error.code.as_ref().map(|code| code.as_str()), Some("ValidationError"));
    let completed = json!({ "Status": "Completed", "Error": { "Code": "X" } });
    let ended = wait!(location, Script::of([completed]), |client| {
        client.get_job("j").wait_until_job_completed()
    });
    assert_eq!(ended, Success(1, 1));
}

fn identities(entries: &[(&str, Option<&str>)]) -> String {
    let entry = |(name, status): &(&str, Option<&str>)| {
        let status =
            status.map(|status| format!("<VerificationStatus>{status}</VerificationStatus>"));
        format!("<entry><key>{name}</key><value>{}</value></entry>", status.unwrap_or_default())
    };
    let entries: String = entries.iter().map(entry).collect();
    format!(
        "<GetIdentityVerificationAttributesResponse xmlns=\"http://ses.amazonaws.com/doc/2010-12-01/\">\
         <GetIdentityVerificationAttributesResult><VerificationAttributes>{entries}\
         </VerificationAttributes></GetIdentityVerificationAttributesResult>\
         </GetIdentityVerificationAttributesResponse>"
    )
}

/// 6.4 no. 6: all values of a map must be verified; those without a status do not count (W16), and
/// of nothing not all are (W15).
#[tokio::test]
async fn ses_identity_exists() {
    let (yes, no) = (Some("Success"), Some("Pending"));
    let script = Script::of([
        identities(&[]),
        identities(&[("a.example", no), ("b@b.example", yes)]),
        identities(&[("a.example", None)]),
        identities(&[("a.example", yes), ("b@b.example", None), ("c.example", yes)]),
    ]);
    let ended = wait!(ses, script.clone(), |client| {
        client
            .get_identity_verification_attributes(["a.example", "b@b.example"])
            .wait_until_identity_exists()
    });
    assert_eq!((ended, script.waits()), (Success(1, 4), vec![3; 3]));
    let sent = script.sent();
    assert_eq!(sent[3].form("Identities.member.2").as_deref(), Some("b@b.example"));
}

fn service(deployments: usize, running: i32, desired: i32) -> Value {
    json!({ "status": "ACTIVE", "deployments": vec![json!({}); deployments],
        "runningCount": running, "desiredCount": desired })
}

async fn stable(answers: &[Value]) -> Verdict {
    wait!(ecs, Script::of(answers.iter().cloned()), |client| {
        client.describe_services(["s"]).cluster("c").wait_until_services_stable()
    })
}

/// 6.4 no. 7: the number of services of which it is not so that there is one deployment, and all
/// wanted tasks run, is 0.
#[tokio::test]
async fn ecs_services_stable() {
    let good = || service(1, 2, 2);
    let answers = [
        json!({ "services": [service(2, 2, 2)] }),
        json!({ "services": [good(), service(1, 1, 2)] }),
        json!({ "services": [good(), good()] }),
    ];
    assert_eq!(stable(&answers).await, Success(4, 3));
    assert_eq!(stable(&[json!({ "services": [] })]).await, Success(4, 1));
    // Two counts that are missing are equal.
    assert_eq!(stable(&[json!({ "services": [{ "deployments": [{}] }] })]).await, Success(4, 1));
}

/// 6.4 no. 7: the failures come first.
#[tokio::test]
async fn ecs_services_stable_failures() {
    let missing =
        json!({ "services": [], "failures": [{ "reason": "OTHER" }, { "reason": "MISSING" }] });
    assert_eq!(stable(&[missing]).await, Failure(1, 1));
    let draining = json!({ "services": [service(1, 0, 0), { "status": "DRAINING" }] });
    assert_eq!(stable(&[draining]).await, Failure(2, 1));
    assert_eq!(stable(&[json!({ "services": [{ "status": "INACTIVE" }] })]).await, Failure(3, 1));
}

/// 6.4 no. 7: the length of a list that is missing is unknown, so that nothing matches, where
/// botocore ends in an exception.
#[tokio::test]
async fn ecs_services_stable_without_lists() {
    let good = json!({ "services": [service(1, 1, 1)] });
    assert_eq!(stable(&[json!({}), good.clone()]).await, Success(4, 2));
    assert_eq!(stable(&[json!({ "services": null }), good.clone()]).await, Success(4, 2));
    let without = json!({ "services": [{ "runningCount": 1, "desiredCount": 1 }] });
    assert_eq!(stable(&[without, good]).await, Success(4, 2));
}

async fn destination(answers: &[&[&str]]) -> Verdict {
    let of = |states: &&[&str]| {
        let states = states.iter().map(|state| json!({ "DestinationStatus": state }));
        json!({ "TableName": "t", "KinesisDataStreamDestinations": states.collect::<Vec<_>>() })
    };
    wait!(dynamodb, Script::of(answers.iter().map(of)), |client| {
        client
            .describe_kinesis_streaming_destination("t")
            .wait_until_kinesis_streaming_destination_active()
    })
}

/// 6.4 no. 8: one active destination is success, and failure is that all of them are out of use:
/// two lengths that are equal, over a filter with `||`.
#[tokio::test]
async fn dynamodb_kinesis_streaming_destination_active() {
    let waiting: &[&[&str]] =
        &[&[], &["ENABLING"], &["DISABLED", "ENABLING"], &["DISABLED", "ACTIVE"]];
    assert_eq!(destination(waiting).await, Success(1, 4));
    assert_eq!(destination(&[&["DISABLED", "ENABLE_FAILED"]]).await, Failure(2, 1));
    assert_eq!(destination(&[&["ENABLING"], &["DISABLED"]]).await, Failure(2, 2));
    let missing = wait!(dynamodb, Script::forever(json!({})), |client| {
        client
            .describe_kinesis_streaming_destination("t")
            .wait_until_kinesis_streaming_destination_active()
    });
    assert_eq!(missing, Exhausted(30));
}

/// 6.4 no. 9: the length of a text.
#[tokio::test]
async fn ec2_password_data_available() {
    let data = |content: &str| {
        format!(
            "<GetPasswordDataResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\
             <instanceId>i-1</instanceId>{content}</GetPasswordDataResponse>"
        )
    };
    let script = Script::of([
        data(""),
        data("<passwordData/>"),
        data("<passwordData></passwordData>"),
        data("<passwordData>TGludXg=</passwordData>"),
    ]);
    let ended = wait!(ec2, script.clone(), |client| {
        client.get_password_data("i-1").wait_until_password_data_available()
    });
    assert_eq!((ended, script.waits()), (Success(1, 4), vec![15; 3]));
}
