//! CloudFormation: the query protocol, and waiters over the states of stacks.

use maitred::Config;
use serde_json::json;

use crate::aws::cloudformation::Client;
use crate::aws::cloudformation::types::{
    ChangeSetType, Export, Stack, StackEvent, StackResourceSummary, StackSummary,
};
use crate::checks::Failure;
use crate::errors::{Refused, compare as compare_errors, failed};
use crate::front::Step;
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::views::{self, word};
use crate::waiting::{Scene, Waiter, compare};
use crate::world::World;

/// More than fit on a page.
const STACKS: usize = 53;

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    for number in 0..STACKS {
        let template = template(&format!("s{number}"), if number == 0 { 7 } else { 1 });
        client.create_stack(format!("stack-{number}")).template_body(template).send().await?;
    }
    for change in 0..3 {
        let template = template(&format!("s0-{change}"), 7);
        client.update_stack("stack-0").template_body(template).send().await?;
    }
    let listings = [
        stacks(&client),
        summaries(&client),
        exports(&client),
        resources(&client),
        events(&client),
    ];
    for listing in listings {
        thorough(world, &listing, None).await?;
    }
    wait_for_creation(world, &client).await?;
    wait_for_change(world, &client).await?;
    world.front.begin([]);
    let error = failed(client.describe_stacks().stack_name("nowhere").send().await)?;
    let arguments = json!({ "StackName": "nowhere" });
    let unknown = Refused { service: "cloudformation", operation: "describe_stacks", arguments };
    compare_errors(world, &unknown, &error)
}

/// Topics, each of them exported under two names.
fn template(name: &str, topics: usize) -> String {
    let named = |kind: &str, number: usize| format!("{kind}{number}");
    let topic = |number| {
        let properties = json!({ "TopicName": format!("{name}-{number}") });
        (named("T", number), json!({ "Type": "AWS::SNS::Topic", "Properties": properties }))
    };
    let export = |number: usize| {
        let name = format!("{name}-export-{number}");
        (named("O", number), json!({ "Value": "é <&>", "Export": { "Name": name } }))
    };
    let resources: serde_json::Map<_, _> = (0..topics).map(topic).collect();
    let outputs: serde_json::Map<_, _> = (0..2).map(export).collect();
    json!({ "Description": "<&> é", "Resources": resources, "Outputs": outputs }).to_string()
}

fn stacks(client: &Client) -> Listing {
    let view = |stack: &Stack| {
        let outputs = stack.outputs.iter().flatten();
        let outputs: Vec<_> =
            outputs.map(|output| json!([output.output_key, output.output_value])).collect();
        let time = views::time(stack.creation_time);
        json!([stack.stack_name, stack.stack_id, word!(stack.stack_status), time, outputs])
    };
    let ours = ours!(no_size client.describe_stacks(), items, |page| page.stacks(), view);
    let items = "Stacks[].[StackName, StackId, StackStatus, CreationTime, \
                 Outputs[].[OutputKey, OutputValue]]";
    Listing::new("cloudformation", "describe_stacks", json!({}), items, ours)
}

fn summaries(client: &Client) -> Listing {
    let view = |stack: &StackSummary| {
        let time = views::time(stack.creation_time);
        json!([stack.stack_name, word!(stack.stack_status), time, stack.template_description])
    };
    let ours = ours!(no_size client.list_stacks(), items, |page| page.stack_summaries(), view);
    let items = "StackSummaries[].[StackName, StackStatus, CreationTime, TemplateDescription]";
    Listing::new("cloudformation", "list_stacks", json!({}), items, ours)
}

fn exports(client: &Client) -> Listing {
    let view = |export: &Export| json!([export.exporting_stack_id, export.name, export.value]);
    let ours = ours!(no_size client.list_exports(), items, |page| page.exports(), view);
    let items = "Exports[].[ExportingStackId, Name, Value]";
    Listing::new("cloudformation", "list_exports", json!({}), items, ours)
}

fn resources(client: &Client) -> Listing {
    let view = |found: &StackResourceSummary| {
        let time = views::time(found.last_updated_timestamp);
        let StackResourceSummary { logical_resource_id, physical_resource_id, .. } = found;
        json!([logical_resource_id, physical_resource_id, word!(found.resource_status), time])
    };
    let request = client.list_stack_resources("stack-0");
    let ours = ours!(no_size request, items, |page| page.stack_resource_summaries(), view);
    let items = "StackResourceSummaries[].[LogicalResourceId, PhysicalResourceId, \
                 ResourceStatus, LastUpdatedTimestamp]";
    let arguments = json!({ "StackName": "stack-0" });
    Listing::new("cloudformation", "list_stack_resources", arguments, items, ours)
}

fn events(client: &Client) -> Listing {
    let view = |event: &StackEvent| {
        json!([event.event_id, event.logical_resource_id, views::time(event.timestamp)])
    };
    let request = client.describe_stack_events("stack-0");
    let ours = ours!(no_size request, items, |page| page.stack_events(), view);
    let items = "StackEvents[].[EventId, LogicalResourceId, Timestamp]";
    let arguments = json!({ "StackName": "stack-0" });
    Listing::new("cloudformation", "describe_stack_events", arguments, items, ours)
}

fn waiter(waiter: &'static str) -> Waiter {
    Waiter { service: "cloudformation", waiter, max_attempts: None }
}

async fn wait_for_creation(world: &mut World, client: &Client) -> Result<(), Failure> {
    let created = |world: &World, name: &'static str| {
        let create = move |config: Config| async move {
            let request = Client::new(&config).create_stack(name);
            request.template_body(template(name, 1)).send().await.map(drop)
        };
        vec![Step::Forward, Step::Forward, world.after(create)]
    };
    let theirs = Scene { wait: json!({ "StackName": "late-1" }), script: created(world, "late-1") };
    let wait = client.describe_stacks().stack_name("late-2").wait_until_stack_exists();
    let ours = Scene { wait, script: created(world, "late-2") };
    let what = "created before the third poll";
    let _ = compare(world, &waiter("stack_exists"), what, theirs, ours).await?;

    for name in ["late-1", "nowhere"] {
        let theirs = Scene::still(json!({ "StackName": name }));
        let wait = client.describe_stacks().stack_name(name).wait_until_stack_create_complete();
        let ours = Scene::still(wait);
        let _ = compare(world, &waiter("stack_create_complete"), name, theirs, ours).await?;
    }
    Ok(())
}

async fn wait_for_change(world: &mut World, client: &Client) -> Result<(), Failure> {
    let request = client.create_change_set("change-1", "stack-1").template_body(template("new", 2));
    request.change_set_type(ChangeSetType::Update).send().await?;
    let theirs = Scene::still(json!({ "ChangeSetName": "change-1", "StackName": "stack-1" }));
    let wait = client.describe_change_set("change-1").stack_name("stack-1");
    let ours = Scene::still(wait.wait_until_change_set_create_complete());
    let _ = compare(world, &waiter("change_set_create_complete"), "made", theirs, ours).await?;

    client.update_stack("stack-2").template_body(template("changed", 2)).send().await?;
    for name in ["stack-2", "stack-3"] {
        let theirs = Scene::still(json!({ "StackName": name }));
        let wait = client.describe_stacks().stack_name(name).wait_until_stack_update_complete();
        let wait = wait.max_attempts(std::num::NonZeroU32::MIN.saturating_add(2));
        let waiter = Waiter { max_attempts: Some(3), ..waiter("stack_update_complete") };
        let _ = compare(world, &waiter, name, theirs, Scene::still(wait)).await?;
    }
    let deleted = |world: &World, name: &'static str| {
        let delete = move |config: Config| async move {
            Client::new(&config).delete_stack(name).send().await.map(drop)
        };
        vec![Step::Forward, world.after(delete)]
    };
    let theirs =
        Scene { wait: json!({ "StackName": "stack-5" }), script: deleted(world, "stack-5") };
    let wait = client.describe_stacks().stack_name("stack-4").wait_until_stack_delete_complete();
    let ours = Scene { wait, script: deleted(world, "stack-4") };
    let what = "deleted before the second poll";
    let _ = compare(world, &waiter("stack_delete_complete"), what, theirs, ours).await?;
    Ok(())
}
