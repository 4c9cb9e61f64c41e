//! Waiters that go by the HTTP status.

use maitred_odd::Verdict::{Exhausted, Failure, Success, Unexpected};
use maitred_odd::{Answer, Script, Verdict};
use serde_json::json;

async fn bucket_exists(statuses: &[u16]) -> Verdict {
    wait!(s3, Script::of(statuses.iter().copied()), |client| {
        client.head_bucket("a-bucket").wait_until_bucket_exists()
    })
}

/// 6.4 no. 12: a redirection and a refusal both say that there is a bucket.
#[tokio::test]
async fn s3_bucket_exists() {
    assert_eq!(bucket_exists(&[200]).await, Success(1, 1));
    assert_eq!(bucket_exists(&[301]).await, Success(2, 1));
    assert_eq!(bucket_exists(&[404, 404, 403]).await, Success(3, 3));
    assert_eq!(bucket_exists(&[400]).await, Unexpected(1));
    let script = Script::forever(404);
    let ended = wait!(s3, script.clone(), |client| {
        client.head_bucket("a-bucket").wait_until_bucket_exists()
    });
    assert_eq!((ended, script.waits()), (Exhausted(20), vec![5; 19]));
    assert!(script.sent()[0].line().starts_with("HEAD /"), "{}", script.sent()[0].line());
}

/// 6.4 no. 13: one status, and nothing else is tolerated.
#[tokio::test]
async fn s3_bucket_not_exists() {
    let gone = |statuses: Vec<u16>| async {
        wait!(s3, Script::of(statuses), |client| {
            client.head_bucket("a-bucket").wait_until_bucket_not_exists()
        })
    };
    assert_eq!(gone(vec![200, 200, 404]).await, Success(1, 3));
    assert_eq!(gone(vec![403]).await, Unexpected(1));
}

/// 6.4 no. 13.
#[tokio::test]
async fn s3_object_not_exists() {
    let gone = |statuses: Vec<u16>| async {
        wait!(s3, Script::of(statuses), |client| {
            client.head_object("a-bucket", "a/key").wait_until_object_not_exists()
        })
    };
    assert_eq!(gone(vec![200, 404]).await, Success(1, 2));
    assert_eq!(gone(vec![200, 403]).await, Unexpected(2));
}

fn failing() -> Answer {
    Answer::json_error(500, "InternalServerErrorException")
}

/// Two polls that end in a status 500, after the attempts of each, and then the answer.
fn after_failures(answer: Answer) -> Script {
    let mut answers = vec![failing(); 6];
    answers.push(answer);
    Script::of(answers)
}

/// A waiter of a service, with what is success for it: by the number of the acceptor.
macro_rules! waiters {
    ($service:ident: $(
        $name:ident: $operation:ident($($argument:literal),*) $wait:ident, $answer:expr => $number:literal;
    )*) => {
        $(
            #[tokio::test]
            async fn $name() {
                let script = after_failures($answer);
                let verdict = wait!($service, script.clone(), |client| {
                    client.$operation($($argument),*).$wait()
                });
                assert_eq!((verdict, script.sent().len()), (Success($number, 3), 7));
                let verdict = wait!($service, Script::of([Answer::json_error(409, "X")]), |client| {
                    client.$operation($($argument),*).$wait()
                });
                assert_eq!(verdict, Unexpected(1));
            }
        )*
    };
}

fn state(state: &str) -> Answer {
    json!({ "state": state }).into()
}

mod medialive {
    //! 6.4 no. 19, R1: a poll that ends in status 500, after its own three attempts, is no end.
    use super::*;

    waiters! { medialive:
        channel_created: describe_channel("c") wait_until_channel_created, state("IDLE") => 1;
        channel_running: describe_channel("c") wait_until_channel_running, state("RUNNING") => 1;
        channel_stopped: describe_channel("c") wait_until_channel_stopped, state("DELETED") => 5;
        channel_deleted: describe_channel("c") wait_until_channel_deleted, state("DELETED") => 1;
        input_attached: describe_input("i") wait_until_input_attached, state("ATTACHED") => 1;
        input_detached: describe_input("i") wait_until_input_detached, state("DETACHED") => 1;
        input_deleted: describe_input("i") wait_until_input_deleted, state("DELETED") => 1;
        multiplex_created: describe_multiplex("m") wait_until_multiplex_created, state("IDLE") => 1;
        multiplex_running: describe_multiplex("m")
            wait_until_multiplex_running, state("RUNNING") => 1;
        multiplex_stopped: describe_multiplex("m") wait_until_multiplex_stopped, state("IDLE") => 1;
        multiplex_deleted: describe_multiplex("m")
            wait_until_multiplex_deleted, state("DELETED") => 1;
        cluster_created: describe_cluster("c") wait_until_cluster_created, state("ACTIVE") => 1;
        cluster_deleted: describe_cluster("c") wait_until_cluster_deleted, state("DELETED") => 1;
        node_registered: describe_node("c", "n") wait_until_node_registered, state("ACTIVE") => 1;
        node_deregistered: describe_node("c", "n")
            wait_until_node_deregistered, state("DEREGISTERED") => 1;
        channel_placement_group_assigned: describe_channel_placement_group("g", "c")
            wait_until_channel_placement_group_assigned, state("ASSIGNED") => 1;
        channel_placement_group_unassigned: describe_channel_placement_group("g", "c")
            wait_until_channel_placement_group_unassigned, state("UNASSIGNED") => 1;
        channel_placement_group_deleted: describe_channel_placement_group("g", "c")
            wait_until_channel_placement_group_deleted, state("DELETED") => 1;
    }
}

/// 6.4 no. 19: a node that is not found yet, and the failure that stands before status 500.
#[tokio::test]
async fn medialive_node_registered() {
    let registered = |answers: Vec<Answer>| async {
        wait!(medialive, Script::of(answers), |client| {
            client.describe_node("c", "n").wait_until_node_registered()
        })
    };
    let none = || Answer::json_error(404, "NotFoundException");
    assert_eq!(
        registered(vec![none(), state("REGISTERING"), state("ACTIVE")]).await,
        Success(1, 3)
    );
    assert_eq!(registered(vec![none(), state("REGISTRATION_FAILED")]).await, Failure(4, 2));
}

/// 6.4 no. 19: the signal maps' waiters do not tolerate a status 500.
#[tokio::test]
async fn medialive_signal_map_created() {
    let created = wait!(medialive, Script::of(vec![failing(); 3]), |client| {
        client.get_signal_map("m").wait_until_signal_map_created()
    });
    assert_eq!(created, Unexpected(1));
}

fn member(name: &str, status: &str) -> Answer {
    json!({ name: { "Status": status } }).into()
}

fn gone() -> Answer {
    Answer::json_error(404, "ResourceNotFoundException")
}

mod route53_recovery_control_config {
    //! 6.4 no. 19: the same, and status 404 as success.
    use super::*;

    waiters! { route53_recovery_control_config:
        cluster_created: describe_cluster("a")
            wait_until_cluster_created, member("Cluster", "DEPLOYED") => 1;
        cluster_deleted: describe_cluster("a") wait_until_cluster_deleted, gone() => 1;
        control_panel_created: describe_control_panel("a")
            wait_until_control_panel_created, member("ControlPanel", "DEPLOYED") => 1;
        control_panel_deleted: describe_control_panel("a")
            wait_until_control_panel_deleted, gone() => 1;
        routing_control_created: describe_routing_control("a")
            wait_until_routing_control_created, member("RoutingControl", "DEPLOYED") => 1;
        routing_control_deleted: describe_routing_control("a")
            wait_until_routing_control_deleted, gone() => 1;
    }
}
