//! Where region, credentials and endpoint come from, and what is said where they are missing.

use maitred::{Config, Error};

use crate::aws::{dynamodb, dynamodbstreams};
use crate::checks::Failure;
use crate::errors::failed;
use crate::world::{REGION, World};

type Variables = Vec<(&'static str, String)>;

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    nothing_by_hand(world).await?;
    nothing_in_the_environment(world).await?;
    of_the_environment(world).await?;
    user_agents(world).await
}

/// The variables, and a home directory without any file.
async fn load(variables: Variables) -> Result<Config, Error> {
    let home = [("HOME", "/nonexistent".to_owned()), ("AWS_EC2_METADATA_DISABLED", "true".into())];
    Config::builder().environment(home.into_iter().chain(variables)).load().await
}

async fn first_table(config: &Config) -> Result<Option<String>, Error> {
    dynamodb::Client::new(config).list_tables().paginate().items().try_next().await
}

fn says(world: &mut World, what: &str, kind: bool, error: &Error, parts: &[&str]) {
    let text = error.to_string();
    let whole = kind
        && error.operation() == Some("ListTables")
        && error.attempts() == 0
        && parts.iter().all(|part| text.contains(part));
    world.checks.holds(format!("{what}: {text}"), whole, error);
}

async fn nothing_by_hand(world: &mut World) -> Result<(), Failure> {
    let bare = Config::builder().build()?;
    let error = failed(first_table(&bare).await)?;
    let parts = ["no region", "ConfigBuilder::region", "ConfigBuilder::load"];
    says(world, "no region by hand", error.is_config(), &error, &parts);

    let nameless = Config::builder().region(REGION).endpoint_url(world.front.url()).build()?;
    world.front.begin([]);
    let error = failed(first_table(&nameless).await)?;
    let parts = ["no credentials", "ConfigBuilder::credentials", "ConfigBuilder::load"];
    says(world, "no credentials by hand", error.is_credentials(), &error, &parts);
    let seen = world.front.seen().len();
    world.checks.equal("no credentials by hand: nothing was sent", seen, 0);
    Ok(())
}

async fn nothing_in_the_environment(world: &mut World) -> Result<(), Failure> {
    let error = failed(first_table(&load(Vec::new()).await?).await)?;
    let parts = ["no region", "AWS_REGION", "AWS_DEFAULT_REGION", "profile", "default"];
    says(world, "no region in the environment", error.is_config(), &error, &parts);

    let url = world.front.url();
    let config = load(vec![("AWS_REGION", REGION.into()), ("AWS_ENDPOINT_URL", url)]).await?;
    world.front.begin([]);
    let error = failed(first_table(&config).await)?;
    let parts = ["no credentials", "tried", "AWS_ACCESS_KEY_ID", "profile 'default'", "metadata"];
    says(world, "no credentials in the environment", error.is_credentials(), &error, &parts);
    let seen = world.front.seen().len();
    world.checks.equal("no credentials in the environment: nothing was sent", seen, 0);
    Ok(())
}

fn keys() -> Variables {
    vec![
        ("AWS_REGION", REGION.into()),
        ("AWS_ACCESS_KEY_ID", "e2e".into()),
        ("AWS_SECRET_ACCESS_KEY", "secret".into()),
    ]
}

async fn of_the_environment(world: &mut World) -> Result<(), Failure> {
    let mut variables = keys();
    variables.push(("AWS_ENDPOINT_URL", world.front.url()));
    let tables = first_table(&load(variables.clone()).await?).await;
    let what = "region, keys and AWS_ENDPOINT_URL of the environment are used";
    world.checks.holds(what, tables.is_ok(), &tables);

    variables.push(("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9".into()));
    let config = load(variables).await?;
    let error = failed(first_table(&config).await)?;
    let what = "AWS_ENDPOINT_URL_DYNAMODB goes before AWS_ENDPOINT_URL";
    world.checks.holds(what, error.is_connect() && error.to_string().contains(":9"), &error);
    world.front.begin([]);
    let streams = dynamodbstreams::Client::new(&config).describe_stream("arn:x:y:z:1:table/t");
    let _ = streams.send().await;
    let what = "AWS_ENDPOINT_URL_DYNAMODB is not for DynamoDB Streams";
    let seen = world.front.seen();
    world.checks.holds(what, !seen.is_empty(), &seen);
    Ok(())
}

/// The features that user agents name: pages are C, polls are B, in boto3 as here.
async fn user_agents(world: &mut World) -> Result<(), Failure> {
    let client = dynamodb::Client::new(&world.config);
    world.front.begin([]);
    let _ = client.list_tables().paginate().pages().try_next().await;
    let _ = client.describe_table("nowhere").wait_until_table_not_exists().await;
    let _ = client.list_tables().send().await;
    let seen = world.front.seen().into_iter();
    let features: Vec<(bool, bool)> = seen
        .map(|seen| {
            let list = seen.user_agent.split(" m/").nth(1).unwrap_or_default();
            let list = list.split(' ').next().unwrap_or_default();
            let has = |feature| list.split(',').any(|named| named == feature);
            (has("C"), has("B"))
        })
        .collect();
    let what = "user agents name pages and polls as boto3's do";
    world.checks.equal(what, features, vec![(true, false), (false, true), (false, false)]);
    Ok(())
}
