//! Lambda: REST with JSON, bytes in a body, and waiters over the state of a function.

use bytes::Bytes;
use serde_json::{Value, json};

use crate::aws::lambda::Client;
use crate::aws::lambda::types::{
    AliasConfiguration, FunctionCode, FunctionConfiguration, LayerVersionContentInput,
    LayerVersionsListItem, LayersListItem, Runtime,
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

const ROLE: &str = "arn:aws:iam::123456789012:role/e2e-lambda";

/// An archive with nothing in it.
const ARCHIVE: &[u8] = b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    fill(world, &client).await?;
    let listings =
        [functions(&client), versions(&client), aliases(&client), layers(&client), layer(&client)];
    for listing in listings {
        thorough(world, &listing, Some(2)).await?;
    }
    wait_for_functions(world, &client).await?;
    world.front.begin([]);
    let error = failed(client.get_function("nothing").send().await)?;
    let arguments = json!({ "FunctionName": "nothing" });
    compare_errors(
        world,
        &Refused { service: "lambda", operation: "get_function", arguments },
        &error,
    )
}

async fn fill(world: &mut World, client: &Client) -> Result<(), Failure> {
    let role = json!({ "RoleName": "e2e-lambda", "AssumeRolePolicyDocument": "{}" });
    world.boto.call("iam", "create_role", role)?;
    let archive = Bytes::from_static(ARCHIVE);
    for number in 0..6 {
        let name = format!("function-{number}");
        let code = FunctionCode::new().zip_file(archive.clone());
        let request = client.create_function(code, &name, ROLE).runtime(Runtime::Python3_12);
        let arguments = json!({
            "FunctionName": name, "Role": ROLE, "Runtime": "python3.12", "Handler": "main.ü",
            "Timeout": 7, "Code": { "ZipFile": views::bytes(&archive) },
        });
        let call = Call { service: "lambda", operation: "create_function", arguments };
        let create = request.handler("main.ü").timeout(7).send();
        same_request(world, &name, call, create).await?;
        let layer = format!("layer-{}", number / 2 * 2);
        for layer in [format!("layer-{number}"), layer] {
            let content = LayerVersionContentInput::new().zip_file(archive.clone());
            client.publish_layer_version(content, layer).send().await?;
        }
    }
    for number in 0..5 {
        let content = LayerVersionContentInput::new().zip_file(archive.clone());
        client.publish_layer_version(content, "layer-0").send().await?;
        version(world, client, number).await?;
    }
    Ok(())
}

/// Versions need code that differs, and moto a new archive for each.
async fn version(world: &mut World, client: &Client, number: u8) -> Result<(), Failure> {
    let comment = [number + 1, 0];
    let archive = [&ARCHIVE[..ARCHIVE.len() - 2], &comment, &vec![b'x'; usize::from(number) + 1]];
    let code = json!({
        "FunctionName": "function-0", "ZipFile": views::bytes(&Bytes::from(archive.concat())),
    });
    world.boto.call("lambda", "update_function_code", code)?;
    let published = client.publish_version("function-0").send().await?;
    let version = published.version.ok_or("a version has no number")?;
    let alias = format!("alias-{number}");
    let arguments =
        json!({ "FunctionName": "function-0", "FunctionVersion": version, "Name": alias });
    let call = Call { service: "lambda", operation: "create_alias", arguments };
    let create = client.create_alias("function-0", &version, &alias).send();
    same_request(world, &alias, call, create).await.map(drop)
}

fn configuration(found: &FunctionConfiguration) -> Value {
    let FunctionConfiguration { function_name, function_arn, version, code_size, .. } = found;
    let FunctionConfiguration { handler, timeout, last_modified, code_sha256, .. } = found;
    json!([
        [function_name, function_arn, version, handler, last_modified, code_sha256],
        [code_size, timeout],
        [word!(found.runtime), word!(found.state)],
    ])
}

/// The same of boto3's.
macro_rules! configuration {
    () => {
        "[[FunctionName, FunctionArn, Version, Handler, LastModified, CodeSha256], \
         [CodeSize, Timeout], [Runtime, State]]"
    };
}

fn functions(client: &Client) -> Listing {
    let ours = ours!(client.list_functions(), items, |page| page.functions(), configuration);
    let items = concat!("Functions[].", configuration!());
    Listing::new("lambda", "list_functions", json!({}), items, ours)
}

fn versions(client: &Client) -> Listing {
    let request = client.list_versions_by_function("function-0");
    let ours = ours!(request, items, |page| page.versions(), configuration);
    let items = concat!("Versions[].", configuration!());
    let arguments = json!({ "FunctionName": "function-0" });
    Listing::new("lambda", "list_versions_by_function", arguments, items, ours)
}

fn aliases(client: &Client) -> Listing {
    let view = |alias: &AliasConfiguration| {
        json!([alias.alias_arn, alias.name, alias.function_version, alias.description])
    };
    let ours = ours!(client.list_aliases("function-0"), items, |page| page.aliases(), view);
    let items = "Aliases[].[AliasArn, Name, FunctionVersion, Description]";
    let arguments = json!({ "FunctionName": "function-0" });
    Listing::new("lambda", "list_aliases", arguments, items, ours)
}

fn layers(client: &Client) -> Listing {
    let view = |layer: &LayersListItem| {
        let version = layer.latest_matching_version.as_ref().and_then(|latest| latest.version);
        json!([layer.layer_name, layer.layer_arn, version])
    };
    let ours = ours!(client.list_layers(), items, |page| page.layers(), view);
    let items = "Layers[].[LayerName, LayerArn, LatestMatchingVersion.Version]";
    Listing::new("lambda", "list_layers", json!({}), items, ours)
}

fn layer(client: &Client) -> Listing {
    let view = |version: &LayerVersionsListItem| {
        json!([version.layer_version_arn, version.version, version.created_date])
    };
    let request = client.list_layer_versions("layer-0");
    let ours = ours!(request, items, |page| page.layer_versions(), view);
    let items = "LayerVersions[].[LayerVersionArn, Version, CreatedDate]";
    Listing::new("lambda", "list_layer_versions", json!({ "LayerName": "layer-0" }), items, ours)
}

/// A function in a state that moto's never have.
fn state(body: Value) -> Step {
    Step::Answer(response(200, "application/json", &body.to_string()))
}

async fn wait_for_functions(world: &mut World, client: &Client) -> Result<(), Failure> {
    let waiter = |waiter| Waiter { service: "lambda", waiter, max_attempts: None };
    let theirs = || Scene::still(json!({ "FunctionName": "function-1" }));
    let scene = |script: fn() -> Vec<Step>| Scene { script: script(), ..theirs() };

    let ours = Scene::still(client.get_function("function-1").wait_until_function_exists());
    let _ = compare(world, &waiter("function_exists"), "there", theirs(), ours).await?;
    let never = Scene::still(json!({ "FunctionName": "nothing" }));
    let ours = Scene::still(client.get_function("nothing").wait_until_function_exists());
    let _ = compare(world, &waiter("function_exists"), "never", never, ours).await?;

    let pending =
        || vec![state(json!({ "State": "Pending" })), state(json!({ "State": "Pending" }))];
    let wait = client.get_function_configuration("function-1").wait_until_function_active();
    let ours = Scene { wait, script: pending() };
    let what = "active at the third poll";
    let _ = compare(world, &waiter("function_active"), what, scene(pending), ours).await?;

    let failed = || vec![state(json!({ "Configuration": { "State": "Failed" } }))];
    let wait = client.get_function("function-1").wait_until_function_active_v2();
    let ours = Scene { wait, script: failed() };
    let _ = compare(world, &waiter("function_active_v2"), "failed", scene(failed), ours).await?;

    let updating = || vec![state(json!({ "LastUpdateStatus": "InProgress" }))];
    let wait = client.get_function_configuration("function-1").wait_until_function_updated();
    let ours = Scene { wait, script: updating() };
    let what = "updated at the second poll";
    let _ = compare(world, &waiter("function_updated"), what, scene(updating), ours).await?;
    Ok(())
}
