//! ECS: lists of names, and waiters over lists: one with `length` and a filter in its path.

use std::num::NonZeroU32;

use maitred::Config;
use serde_json::{Value, json};

use crate::aws::ecs::Client;
use crate::aws::ecs::types::{ContainerDefinition, LaunchType};
use crate::checks::Failure;
use crate::front::Step;
use crate::listing::{Listing, ours};
use crate::waiting::{Scene, Waiter, compare};
use crate::world::World;

const CLUSTER: &str = "kitchen";

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    client.create_cluster().cluster_name(CLUSTER).send().await?;
    for number in 0..16 {
        client.create_cluster().cluster_name(format!("cluster-{number}")).send().await?;
    }
    for number in 0..11 {
        let container = ContainerDefinition::new().name("web").image("nginx").memory(64);
        client.register_task_definition([container], format!("family-{number}")).send().await?;
    }
    for number in 0..13 {
        serve(&client, &format!("service-{number}"), 2).await?;
    }
    let names: [Listing; 4] =
        [clusters(&client), definitions(&client), families(&client), services(&client)];
    for listing in names {
        listing.whole(world, &[None, Some(3), Some(10)]).await?;
        listing.limited(world, Some(3), &[3, 8]).await?;
        listing.resumed(world, Some(3), &[2, 6]).await?;
        listing.left_off(world, Some(3), &[4]).await?;
    }
    wait_for_services(world, &client).await?;
    wait_for_tasks(world, &client).await
}

async fn serve(client: &Client, name: &str, tasks: i32) -> Result<(), maitred::Error> {
    let request = client.create_service(name).cluster(CLUSTER).task_definition("family-0");
    request.desired_count(tasks).send().await.map(drop)
}

fn name(name: &String) -> Value {
    json!(name)
}

fn clusters(client: &Client) -> Listing {
    Listing {
        service: "ecs",
        operation: "list_clusters",
        arguments: json!({}),
        items: "clusterArns",
        others: &[],
        ours: ours!(client.list_clusters(), items, |page| page.cluster_arns(), name, Vec::new()),
    }
}

fn definitions(client: &Client) -> Listing {
    Listing {
        service: "ecs",
        operation: "list_task_definitions",
        arguments: json!({}),
        items: "taskDefinitionArns",
        others: &[],
        ours: ours!(
            client.list_task_definitions(),
            items,
            |page| page.task_definition_arns(),
            name,
            Vec::new()
        ),
    }
}

fn families(client: &Client) -> Listing {
    Listing {
        service: "ecs",
        operation: "list_task_definition_families",
        arguments: json!({}),
        items: "families",
        others: &[],
        ours: ours!(
            client.list_task_definition_families(),
            items,
            |page| page.families(),
            name,
            Vec::new()
        ),
    }
}

fn services(client: &Client) -> Listing {
    Listing {
        service: "ecs",
        operation: "list_services",
        arguments: json!({ "cluster": CLUSTER }),
        items: "serviceArns",
        others: &[],
        ours: ours!(
            client.list_services().cluster(CLUSTER),
            items,
            |page| page.service_arns(),
            name,
            Vec::new()
        ),
    }
}

fn of_services(services: &[&str]) -> Value {
    json!({ "cluster": CLUSTER, "services": services })
}

async fn wait_for_services(world: &mut World, client: &Client) -> Result<(), Failure> {
    let stable = Waiter { service: "ecs", waiter: "services_stable", max_attempts: None };
    let scaled = |world: &World, name: &'static str| {
        let scale = move |config: Config| async move {
            let request = Client::new(&config).update_service(name).cluster(CLUSTER);
            request.desired_count(0).send().await.map(drop)
        };
        vec![Step::Forward, Step::Forward, world.after(scale)]
    };
    let describe =
        |names: &[&'static str]| client.describe_services(names.to_vec()).cluster(CLUSTER);
    let theirs = Scene { wait: of_services(&["service-0"]), script: scaled(world, "service-0") };
    let wait = describe(&["service-1"]).wait_until_services_stable();
    let ours = Scene { wait, script: scaled(world, "service-1") };
    let _ = compare(world, &stable, "stable at the third poll", theirs, ours).await?;

    let theirs = Scene { wait: of_services(&["service-0", "lost"]), script: Vec::new() };
    let wait = describe(&["service-0", "lost"]).wait_until_services_stable();
    let ours = Scene { wait, script: Vec::new() };
    let _ = compare(world, &stable, "with one that is missing", theirs, ours).await?;

    let unstable = Waiter { max_attempts: Some(3), ..stable };
    let theirs = Scene { wait: of_services(&["service-0", "service-2"]), script: Vec::new() };
    let wait = describe(&["service-0", "service-2"]).wait_until_services_stable();
    let wait = wait.max_attempts(NonZeroU32::MIN.saturating_add(2));
    let ours = Scene { wait, script: Vec::new() };
    let _ = compare(world, &unstable, "with one that never is", theirs, ours).await?;
    wait_for_the_end(world, client).await
}

async fn wait_for_the_end(world: &mut World, client: &Client) -> Result<(), Failure> {
    let inactive = Waiter { service: "ecs", waiter: "services_inactive", max_attempts: None };
    let deleted = |world: &World, name: &'static str| {
        let delete = move |config: Config| async move {
            let request = Client::new(&config).delete_service(name).cluster(CLUSTER);
            request.force(true).send().await.map(drop)
        };
        vec![Step::Forward, world.after(delete)]
    };
    let theirs = Scene { wait: of_services(&["service-3"]), script: deleted(world, "service-3") };
    let wait = client.describe_services(["service-4"]).cluster(CLUSTER);
    let wait = wait.wait_until_services_inactive();
    let ours = Scene { wait, script: deleted(world, "service-4") };
    let _ = compare(world, &inactive, "deleted before the second poll", theirs, ours).await?;

    let stable = Waiter { service: "ecs", waiter: "services_stable", max_attempts: None };
    let theirs = Scene { wait: of_services(&["service-3"]), script: Vec::new() };
    let wait = client.describe_services(["service-4"]).cluster(CLUSTER);
    let wait = wait.wait_until_services_stable();
    let ours = Scene { wait, script: Vec::new() };
    let _ = compare(world, &stable, "on a deleted service", theirs, ours).await?;
    Ok(())
}

/// Tasks, which moto moves through their states by itself, one with each time they are described.
async fn wait_for_tasks(world: &mut World, client: &Client) -> Result<(), Failure> {
    world.change_state("ecs::task", &json!({ "progression": "manual", "times": 1 }))?;
    let mut tasks = Vec::new();
    for _ in 0..2 {
        let request = client.run_task("family-0").cluster(CLUSTER).launch_type(LaunchType::Fargate);
        let ran = request.send().await?;
        tasks.extend(ran.tasks().iter().filter_map(|task| task.task_arn.clone()));
    }
    let [first, second] = &tasks[..] else { return Err("moto ran too few tasks".into()) };
    let stopped = Waiter { service: "ecs", waiter: "tasks_stopped", max_attempts: None };
    let arguments = json!({ "cluster": CLUSTER, "tasks": [first] });
    let theirs = Scene { wait: arguments, script: Vec::new() };
    let wait = client.describe_tasks([second]).cluster(CLUSTER).wait_until_tasks_stopped();
    let ours = Scene { wait, script: Vec::new() };
    let _ = compare(world, &stopped, "which moto stops step by step", theirs, ours).await?;
    Ok(())
}
