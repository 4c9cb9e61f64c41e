//! Glue: databases, tables, jobs, triggers and connections.

use serde_json::{Value, json};

use crate::aws::glue::Client;
use crate::aws::glue::types::{
    Action, Connection, ConnectionInput, ConnectionType, Database, DatabaseInput, Job, JobCommand,
    Table, TableInput, Trigger, TriggerType,
};
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::errors::{Refused, compare as compare_errors, failed};
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::views::{self, word};
use crate::world::World;

const ROLE: &str = "arn:aws:iam::123456789012:role/e2e";

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    for number in 0..7 {
        fill(world, &client, number).await?;
    }
    let listings = [
        databases(&client),
        tables(&client),
        jobs(&client),
        job_names(&client),
        triggers(&client),
        trigger_names(&client),
        connections(&client),
    ];
    for listing in listings {
        thorough(world, &listing, Some(3)).await?;
    }
    world.front.begin([]);
    let error = failed(client.get_tables("nowhere").send().await)?;
    let arguments = json!({ "DatabaseName": "nowhere" });
    compare_errors(world, &Refused { service: "glue", operation: "get_tables", arguments }, &error)
}

async fn fill(world: &mut World, client: &Client, number: usize) -> Result<(), Failure> {
    let (database, table) = (format!("database-{number}"), format!("table-{number}"));
    let arguments = json!({ "DatabaseInput": {
        "Name": database, "Description": "é <&>", "Parameters": { "a b": "1", "ü": "2" },
    } });
    let call = Call { service: "glue", operation: "create_database", arguments };
    let input = DatabaseInput::new(&database).description("é <&>");
    let create = client.create_database(input.parameters([("a b", "1"), ("ü", "2")])).send();
    same_request(world, &database, call, create).await?;

    let arguments = json!({ "DatabaseName": "database-0", "TableInput": { "Name": table } });
    let call = Call { service: "glue", operation: "create_table", arguments };
    let create = client.create_table("database-0").table_input(TableInput::new(&table)).send();
    same_request(world, &table, call, create).await?;

    let name = format!("job-{number}");
    let arguments = json!({
        "Name": name, "Role": ROLE, "Command": { "Name": "glueetl" }, "MaxCapacity": 0.0625,
    });
    let call = Call { service: "glue", operation: "create_job", arguments };
    let create = client.create_job(JobCommand::new().name("glueetl"), &name, ROLE);
    same_request(world, &name, call, create.max_capacity(0.0625).send()).await?;

    let actions = [Action::new().job_name("job-0")];
    let name = format!("trigger-{number}");
    client.create_trigger(actions, name, TriggerType::OnDemand).send().await?;
    let properties = [("USERNAME", "é"), ("HOST", "h")];
    let name = format!("connection-{number}");
    let input = ConnectionInput::new(properties, ConnectionType::Jdbc, name);
    client.create_connection(input).send().await?;
    Ok(())
}

fn databases(client: &Client) -> Listing {
    let view = |found: &Database| {
        let (time, map) = (views::time(found.create_time), views::map(found.parameters.as_ref()));
        json!([found.name, found.description, map, time])
    };
    let ours = ours!(client.get_databases(), items, |page| page.database_list(), view);
    let items = "DatabaseList[].[Name, Description, Parameters, CreateTime]";
    Listing::new("glue", "get_databases", json!({}), items, ours)
}

fn tables(client: &Client) -> Listing {
    let view = |found: &Table| {
        json!([found.name, found.database_name, found.version_id, views::time(found.create_time)])
    };
    let ours = ours!(client.get_tables("database-0"), items, |page| page.table_list(), view);
    let items = "TableList[].[Name, DatabaseName, VersionId, CreateTime]";
    Listing::new("glue", "get_tables", json!({ "DatabaseName": "database-0" }), items, ours)
}

fn jobs(client: &Client) -> Listing {
    let view = |job: &Job| {
        let command = job.command.as_ref().and_then(|command| command.name.clone());
        json!([job.name, job.role, command, job.max_capacity, views::time(job.created_on)])
    };
    let ours = ours!(client.get_jobs(), items, |page| page.jobs(), view);
    let items = "Jobs[].[Name, Role, Command.Name, MaxCapacity, CreatedOn]";
    Listing::new("glue", "get_jobs", json!({}), items, ours)
}

fn name(name: &String) -> Value {
    json!(name)
}

fn job_names(client: &Client) -> Listing {
    let ours = ours!(client.list_jobs(), items, |page| page.job_names(), name);
    Listing::new("glue", "list_jobs", json!({}), "JobNames", ours)
}

fn triggers(client: &Client) -> Listing {
    let view = |trigger: &Trigger| {
        let actions = trigger.actions.iter().flatten();
        let actions: Vec<_> = actions.map(|action| action.job_name.clone()).collect();
        json!([trigger.name, word!(trigger.type_), word!(trigger.state), actions])
    };
    let ours = ours!(client.get_triggers(), items, |page| page.triggers(), view);
    let items = "Triggers[].[Name, Type, State, Actions[].JobName]";
    Listing::new("glue", "get_triggers", json!({}), items, ours)
}

fn trigger_names(client: &Client) -> Listing {
    let ours = ours!(client.list_triggers(), items, |page| page.trigger_names(), name);
    Listing::new("glue", "list_triggers", json!({}), "TriggerNames", ours)
}

fn connections(client: &Client) -> Listing {
    let view = |found: &Connection| {
        json!([found.name, word!(found.connection_type), views::time(found.creation_time)])
    };
    let ours = ours!(client.get_connections(), items, |page| page.connection_list(), view);
    let items = "ConnectionList[].[Name, ConnectionType, CreationTime]";
    Listing::new("glue", "get_connections", json!({}), items, ours)
}
