//! Step Functions: state machines, their executions, and what happened in one.

use serde_json::json;

use crate::aws::stepfunctions::Client;
use crate::aws::stepfunctions::types::{
    ActivityListItem, ExecutionListItem, HistoryEvent, StateMachineListItem,
};
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::errors::{Refused, compare as compare_errors, failed};
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::views::{self, word};
use crate::world::World;

const DEFINITION: &str =
    r#"{"Comment":"é <&>","StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}"#;
const ROLE: &str = "arn:aws:iam::123456789012:role/e2e";

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    let (machine, execution) = fill(world, &client).await?;
    for listing in [machines(&client), activities(&client), executions(&client, &machine)] {
        thorough(world, &listing, Some(3)).await?;
    }
    thorough(world, &history(&client, &execution), Some(1)).await?;
    world.front.begin([]);
    let nowhere = format!("{machine}-nowhere");
    let error = failed(client.list_executions().state_machine_arn(&nowhere).send().await)?;
    let arguments = json!({ "stateMachineArn": nowhere });
    let unknown = Refused { service: "stepfunctions", operation: "list_executions", arguments };
    compare_errors(world, &unknown, &error)
}

/// Gives a state machine, and an execution of it.
async fn fill(world: &mut World, client: &Client) -> Result<(String, String), Failure> {
    let mut machine = String::new();
    for number in 0..7 {
        let name = format!("machine-{number}");
        let arguments = json!({ "name": name, "definition": DEFINITION, "roleArn": ROLE });
        let call = Call { service: "stepfunctions", operation: "create_state_machine", arguments };
        let create = client.create_state_machine(DEFINITION, &name, ROLE).send();
        machine =
            same_request(world, &name, call, create).await?.0.state_machine_arn.ok_or("none")?;
        client.create_activity(format!("activity-{number}")).send().await?;
    }
    let mut execution = String::new();
    for number in 0..7 {
        let (name, input) = (format!("execution-{number}"), r#"{"ü":"<&>"}"#);
        let arguments = json!({ "stateMachineArn": machine, "name": name, "input": input });
        let call = Call { service: "stepfunctions", operation: "start_execution", arguments };
        let start = client.start_execution(&machine).name(&name).input(input).send();
        execution = same_request(world, &name, call, start).await?.0.execution_arn.ok_or("none")?;
    }
    Ok((machine, execution))
}

fn machines(client: &Client) -> Listing {
    let view = |machine: &StateMachineListItem| {
        let time = views::time(machine.creation_date);
        json!([machine.state_machine_arn, machine.name, word!(machine.type_), time])
    };
    let ours = ours!(client.list_state_machines(), items, |page| page.state_machines(), view);
    let items = "stateMachines[].[stateMachineArn, name, type, creationDate]";
    Listing::new("stepfunctions", "list_state_machines", json!({}), items, ours)
}

fn activities(client: &Client) -> Listing {
    let view = |activity: &ActivityListItem| {
        json!([activity.activity_arn, activity.name, views::time(activity.creation_date)])
    };
    let ours = ours!(client.list_activities(), items, |page| page.activities(), view);
    let items = "activities[].[activityArn, name, creationDate]";
    Listing::new("stepfunctions", "list_activities", json!({}), items, ours)
}

fn executions(client: &Client, machine: &str) -> Listing {
    let view = |found: &ExecutionListItem| {
        json!([found.execution_arn, found.name, views::time(found.start_date)])
    };
    let request = client.list_executions().state_machine_arn(machine);
    let ours = ours!(request, items, |page| page.executions(), view);
    let items = "executions[].[executionArn, name, startDate]";
    let arguments = json!({ "stateMachineArn": machine });
    Listing::new("stepfunctions", "list_executions", arguments, items, ours)
}

fn history(client: &Client, execution: &str) -> Listing {
    let view = |event: &HistoryEvent| {
        let time = views::time(event.timestamp);
        json!([event.id, event.previous_event_id, word!(event.type_), time])
    };
    let request = client.get_execution_history(execution);
    let ours = ours!(request, items, |page| page.events(), view);
    let items = "events[].[id, previousEventId, type, timestamp]";
    let arguments = json!({ "executionArn": execution });
    Listing::new("stepfunctions", "get_execution_history", arguments, items, ours)
}
