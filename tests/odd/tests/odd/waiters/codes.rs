//! Waiters that go by errors, or by there being none.

use maitred_odd::Verdict::{Exhausted, Failure, Success, Unexpected};
use maitred_odd::aws::glacier;
use maitred_odd::{Answer, Script, Verdict, verdict};
use serde_json::json;

async fn issued(answers: Vec<Answer>) -> Verdict {
    wait!(acm_pca, Script::of(answers), |client| {
        client.get_certificate("c", "a").wait_until_certificate_issued()
    })
}

async fn csr_created(answers: Vec<Answer>) -> Verdict {
    wait!(acm_pca, Script::of(answers), |client| {
        client.get_certificate_authority_csr("a").wait_until_certificate_authority_csr_created()
    })
}

/// 6.4 no. 11: success is that there is no error (`expected` is false).
#[tokio::test]
async fn acm_pca_certificate_issued() {
    let progress = || Answer::json_error(400, "RequestInProgressException");
    let issued_at_last = Answer::from(json!({ "Certificate": "pem" }));
    assert_eq!(issued(vec![progress(), progress(), issued_at_last]).await, Success(1, 3));
    assert_eq!(issued(vec![json!({}).into()]).await, Success(1, 1));
    assert_eq!(
        issued(vec![progress(), Answer::json_error(403, "AccessDeniedException")]).await,
        Failure(3, 2)
    );
    assert_eq!(
        issued(vec![Answer::json_error(400, "RequestFailedException")]).await,
        Unexpected(1)
    );
}

/// 6.4 no. 11.
#[tokio::test]
async fn acm_pca_certificate_authority_csr_created() {
    let progress = || Answer::json_error(400, "RequestInProgressException");
    let created = Answer::from(json!({ "Csr": "pem" }));
    assert_eq!(csr_created(vec![progress(), created]).await, Success(1, 2));
    assert_eq!(
        csr_created(vec![Answer::json_error(403, "AccessDeniedException")]).await,
        Failure(3, 1)
    );
    assert_eq!(
        csr_created(vec![Answer::json_error(400, "InvalidStateException")]).await,
        Unexpected(1)
    );
}

/// 6.4 no. 11: the same by paths and JSON.
#[tokio::test]
async fn lambda_function_exists() {
    let none = || Answer::json_error(404, "ResourceNotFoundException");
    let script = Script::of([none(), none(), json!({ "Configuration": {} }).into()]);
    let found = wait!(lambda, script.clone(), |client| {
        client.get_function("f").wait_until_function_exists()
    });
    assert_eq!((found, script.waits()), (Success(1, 3), vec![1, 1]));
    assert_eq!(script.sent()[0].line(), "GET /2015-03-31/functions/f");
    let refused =
        wait!(lambda, Script::of([Answer::json_error(403, "AccessDeniedException")]), |client| {
            client.get_function("f").wait_until_function_exists()
        });
    assert_eq!(refused, Unexpected(1));
}

/// 6.4 no. 14: an answer with status 200 is what is to be waited through.
#[tokio::test]
async fn glacier_vault_not_exists() {
    let there = || Answer::from(json!({ "VaultName": "v" }));
    let none = Answer::json_error(404, "ResourceNotFoundException");
    let gone = wait!(glacier, Script::of([there(), there(), none]), |client| {
        client.describe_vault("-", "v").wait_until_vault_not_exists()
    });
    assert_eq!(gone, Success(2, 3));
    let script = Script::forever(json!({ "VaultName": "v" }));
    let client = glacier::Client::new(&script.config().unwrap());
    let ended = client.describe_vault("-", "v").wait_until_vault_not_exists().await;
    assert_eq!((verdict(&ended), script.waits()), (Exhausted(15), vec![3; 14]));
    // An acceptor for going on did match, and the error says so.
    let text = ended.unwrap_err().to_string();
    assert!(text.contains("the last match was in poll 15: status is 200"), "{text}");
}

fn stacks(states: &[&str]) -> Answer {
    let stacks =
        states.iter().map(|state| format!("<member><StackStatus>{state}</StackStatus></member>"));
    let stacks: String = stacks.collect();
    Answer::from(format!(
        "<DescribeStacksResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\">\
         <DescribeStacksResult><Stacks>{stacks}</Stacks></DescribeStacksResult></DescribeStacksResponse>"
    ))
}

async fn created(answers: Vec<Answer>) -> Verdict {
    wait!(cloudformation, Script::of(answers), |client| {
        client.describe_stacks().wait_until_stack_create_complete()
    })
}

/// 6.4 no. 15: nine states of success, failed updates among them.
#[tokio::test]
async fn cloudformation_stack_create_complete() {
    let successes = [
        "CREATE_COMPLETE",
        "UPDATE_COMPLETE",
        "UPDATE_IN_PROGRESS",
        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_FAILED",
        "UPDATE_ROLLBACK_IN_PROGRESS",
        "UPDATE_ROLLBACK_FAILED",
        "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS",
        "UPDATE_ROLLBACK_COMPLETE",
    ];
    for (index, state) in successes.into_iter().enumerate() {
        let answers = vec![stacks(&["CREATE_IN_PROGRESS"]), stacks(&[state, state])];
        assert_eq!(created(answers).await, Success(index + 1, 2), "{state}");
    }
}

/// 6.4 no. 15: stacks that succeeded in different ways match nothing; one that failed, in any mix,
/// is failure.
#[tokio::test]
async fn cloudformation_stack_create_complete_of_several_stacks() {
    let mixed = || stacks(&["CREATE_COMPLETE", "UPDATE_COMPLETE"]);
    let answers = vec![mixed(), stacks(&[]), mixed(), stacks(&["CREATE_COMPLETE"])];
    assert_eq!(created(answers).await, Success(1, 4));
    assert_eq!(created(vec![stacks(&["CREATE_COMPLETE", "CREATE_FAILED"])]).await, Failure(10, 1));
    assert_eq!(created(vec![stacks(&["ROLLBACK_COMPLETE"])]).await, Failure(14, 1));
}

/// 6.4 no. 15: an error that no definition knows, by its code.
#[tokio::test]
async fn cloudformation_stack_create_complete_of_no_stack() {
    let none = || Answer::query_error(400, "ValidationError");
    assert_eq!(created(vec![none()]).await, Failure(15, 1));
    assert_eq!(created(vec![Answer::query_error(403, "AccessDenied")]).await, Unexpected(1));
}

/// 6.4 no. 16: all being active is no success but goes on; the code on the wire is success, and the
/// name of the error's shape is an error like any other.
#[tokio::test]
async fn elbv2_load_balancers_deleted() {
    let active = || {
        Answer::from(
            "<DescribeLoadBalancersResponse><DescribeLoadBalancersResult><LoadBalancers><member>\
             <State><Code>active</Code></State></member></LoadBalancers>\
             </DescribeLoadBalancersResult></DescribeLoadBalancersResponse>",
        )
    };
    let deleted = |answers: Vec<Answer>| async {
        wait!(elbv2, Script::of(answers), |client| {
            client.describe_load_balancers().wait_until_load_balancers_deleted()
        })
    };
    let error = |code| Answer::query_error(400, code);
    assert_eq!(
        deleted(vec![active(), active(), error("LoadBalancerNotFound")]).await,
        Success(2, 3)
    );
    assert_eq!(deleted(vec![error("LoadBalancerNotFoundException")]).await, Unexpected(1));
}

/// 6.4 no. 18: that the occurrences cannot be revealed is a success, too.
#[tokio::test]
async fn macie2_finding_revealed() {
    let revealed = |state: &'static str| async move {
        let states = ["PENDING", state].map(|state| json!({ "status": state, "error": "none" }));
        wait!(macie2, Script::of(states), |client| {
            client.get_sensitive_data_occurrences("f").wait_until_finding_revealed()
        })
    };
    assert_eq!(revealed("SUCCESS").await, Success(1, 2));
    assert_eq!(revealed("ERROR").await, Success(2, 2));
}
