//! SSM: parameters and documents, and a waiter for a command.

use serde_json::{Value, json};

use crate::aws::ssm::Client;
use crate::aws::ssm::types::{
    DocumentIdentifier, DocumentType, Parameter, ParameterHistory, ParameterMetadata, ParameterType,
};
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::errors::{Refused, compare as compare_errors, failed};
use crate::front::Step;
use crate::http::response;
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::views::{self, word};
use crate::waiting::{Scene, Waiter, compare};
use crate::world::World;

const CONTENT: &str = r#"{"schemaVersion":"2.2","description":"é <&>","mainSteps":[]}"#;

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    fill(world, &client).await?;
    thorough(world, &metadata(&client), None).await?;
    for listing in [by_path(&client), history(&client), documents(&client)] {
        thorough(world, &listing, Some(3)).await?;
    }
    wait_for_commands(world, &client).await?;
    world.front.begin([]);
    let error = failed(client.get_parameter_history("/nowhere").send().await)?;
    let unknown = Refused {
        service: "ssm",
        operation: "get_parameter_history",
        arguments: json!({ "Name": "/nowhere" }),
    };
    compare_errors(world, &unknown, &error)
}

async fn fill(world: &mut World, client: &Client) -> Result<(), Failure> {
    for number in 0..12 {
        let (name, value) = (format!("/path/to/p{number}"), format!("ü {number}\n<&>"));
        let arguments =
            json!({ "Name": name, "Value": value, "Type": "String", "Overwrite": true });
        let call = Call { service: "ssm", operation: "put_parameter", arguments };
        let request = client.put_parameter(&name, &value).type_(ParameterType::String);
        same_request(world, &name, call, request.overwrite(true).send()).await?;
        let request = client.put_parameter("/path/to/p0", &value).type_(ParameterType::String);
        request.overwrite(true).send().await?;
        let request = client.create_document(CONTENT, format!("document-{number}"));
        request.document_type(DocumentType::Command).send().await?;
    }
    Ok(())
}

fn metadata(client: &Client) -> Listing {
    let view = |found: &ParameterMetadata| {
        let time = views::time(found.last_modified_date);
        json!([found.name, found.arn, word!(found.type_), found.version, time])
    };
    let ours = ours!(client.describe_parameters(), items, |page| page.parameters(), view);
    let items = "Parameters[].[Name, ARN, Type, Version, LastModifiedDate]";
    Listing::new("ssm", "describe_parameters", json!({}), items, ours)
}

fn by_path(client: &Client) -> Listing {
    let view = |found: &Parameter| {
        let time = views::time(found.last_modified_date);
        json!([found.name, found.arn, found.value, word!(found.type_), found.version, time])
    };
    let request = client.get_parameters_by_path("/path").recursive(true).with_decryption(true);
    let ours = ours!(request, items, |page| page.parameters(), view);
    let items = "Parameters[].[Name, ARN, Value, Type, Version, LastModifiedDate]";
    let arguments = json!({ "Path": "/path", "Recursive": true, "WithDecryption": true });
    Listing::new("ssm", "get_parameters_by_path", arguments, items, ours)
}

fn history(client: &Client) -> Listing {
    let view = |found: &ParameterHistory| {
        json!([found.name, found.value, found.version, views::time(found.last_modified_date)])
    };
    let ours =
        ours!(client.get_parameter_history("/path/to/p0"), items, |page| page.parameters(), view);
    let items = "Parameters[].[Name, Value, Version, LastModifiedDate]";
    Listing::new("ssm", "get_parameter_history", json!({ "Name": "/path/to/p0" }), items, ours)
}

fn documents(client: &Client) -> Listing {
    let view = |found: &DocumentIdentifier| {
        let DocumentIdentifier { name, owner, document_version, schema_version, .. } = found;
        json!([name, owner, document_version, schema_version, word!(found.document_type)])
    };
    let ours = ours!(client.list_documents(), items, |page| page.document_identifiers(), view);
    let items = "DocumentIdentifiers[].[Name, Owner, DocumentVersion, SchemaVersion, DocumentType]";
    Listing::new("ssm", "list_documents", json!({}), items, ours)
}

/// A command on an instance, which moto does not run.
async fn wait_for_commands(world: &mut World, client: &Client) -> Result<(), Failure> {
    fn answer(status: u16, body: Value) -> Step {
        Step::Answer(response(status, "application/x-amz-json-1.1", &body.to_string()))
    }
    fn state(status: &str) -> Step {
        answer(200, json!({ "Status": status }))
    }
    let missing = || answer(400, json!({ "__type": "InvocationDoesNotExist", "message": "no" }));
    let executed = Waiter { service: "ssm", waiter: "command_executed", max_attempts: None };
    let (command, instance) = ("01234567-0123-0123-0123-0123456789ab", "i-00000000000000000");
    for last in ["Success", "TimedOut", "Cancelling"] {
        let script = || vec![missing(), state("Pending"), state("InProgress"), state(last)];
        let wait = json!({ "CommandId": command, "InstanceId": instance });
        let theirs = Scene { wait, script: script() };
        let wait = client.get_command_invocation(command, instance).wait_until_command_executed();
        let ours = Scene { wait, script: script() };
        let what = format!("{last} at the fourth poll");
        let _ = compare(world, &executed, &what, theirs, ours).await?;
    }
    Ok(())
}
