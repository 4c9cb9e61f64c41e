//! EC2: form bodies there, XML back; nested results, two results in a page, and waiters with many
//! acceptors.

use std::num::NonZeroU32;

use maitred::Config;
use serde_json::{Value, json};

use crate::aws::ec2::Client;
use crate::aws::ec2::types::{InstanceType, Reservation, ServiceDetail, Snapshot, Volume};
use crate::checks::Failure;
use crate::front::Step;
use crate::listing::{Listing, ours};
use crate::views;
use crate::waiting::{Scene, Waiter, compare};
use crate::world::World;

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    let mut instances = Vec::new();
    for number in 0..12 {
        instances.extend(launch(&client, 1 + number % 3).await?);
    }
    describe_instances(world, &client).await?;
    describe_volumes(world, &client).await?;
    describe_snapshots(world, &client).await?;
    describe_services(world, &client).await?;
    let mut instances = instances.into_iter();
    let mut next = || instances.next().ok_or("moto launched too few instances");
    let (first, second) = (next()?, next()?);
    wait_for_running(world, &client, [first.clone(), second.clone()]).await?;
    wait_for_the_end(world, &client, [first.clone(), second]).await?;
    wait_in_vain(world, &client, &first, &next()?).await
}

/// Launches instances; gives their ids.
async fn launch(client: &Client, count: i32) -> Result<Vec<String>, maitred::Error> {
    let request = client.run_instances(count, count).image_id("ami-12345678");
    let launched = request.instance_type(InstanceType::T3Micro).send().await?;
    let ids = launched.instances().iter();
    Ok(ids.filter_map(|instance| instance.instance_id.clone()).collect())
}

fn reservation(reservation: &Reservation) -> Value {
    let instances = reservation.instances().iter().map(|instance| {
        let state = instance.state.as_ref();
        let groups = instance.security_groups().iter().map(|group| group.group_id.as_deref());
        json!([
            instance.instance_id,
            instance.image_id,
            instance.instance_type.as_ref().map(InstanceType::as_str),
            state.and_then(|state| state.code),
            state.and_then(|state| Some(state.name.as_ref()?.as_str())),
            instance.ebs_optimized,
            instance.ami_launch_index,
            instance.placement.as_ref().and_then(|placement| placement.availability_zone.clone()),
            views::time(instance.launch_time),
            groups.collect::<Vec<_>>(),
        ])
    });
    json!([reservation.reservation_id, reservation.owner_id, instances.collect::<Vec<_>>()])
}

async fn describe_instances(world: &mut World, client: &Client) -> Result<(), Failure> {
    let listing = Listing {
        service: "ec2",
        operation: "describe_instances",
        arguments: json!({
            "Filters": [{ "Name": "instance-state-name", "Values": ["pending", "running"] }],
        }),
        items: "Reservations[].[ReservationId, OwnerId, Instances[].[InstanceId, ImageId, \
                InstanceType, State.Code, State.Name, EbsOptimized, AmiLaunchIndex, \
                Placement.AvailabilityZone, LaunchTime, SecurityGroups[].GroupId]]",
        others: &[],
        ours: ours!(
            client.describe_instances().filters([running()]),
            items,
            |page| page.reservations(),
            reservation,
            Vec::new()
        ),
    };
    listing.whole(world, &[None, Some(5), Some(6)]).await?;
    listing.limited(world, Some(5), &[1, 5, 8, 12]).await?;
    listing.resumed(world, Some(5), &[2, 5, 11]).await?;
    listing.left_off(world, Some(5), &[6]).await
}

fn running() -> crate::aws::ec2::types::Filter {
    let filter = crate::aws::ec2::types::Filter::new();
    filter.name("instance-state-name").values(["pending", "running"])
}

fn volume(volume: &Volume) -> Value {
    let attachments = volume.attachments().iter().map(|attachment| {
        json!([attachment.instance_id, attachment.device, attachment.delete_on_termination])
    });
    json!([
        volume.volume_id,
        volume.size,
        volume.volume_type.as_ref().map(|kind| kind.as_str()),
        volume.state.as_ref().map(|state| state.as_str()),
        volume.encrypted,
        volume.availability_zone,
        views::time(volume.create_time),
        attachments.collect::<Vec<_>>(),
    ])
}

async fn describe_volumes(world: &mut World, client: &Client) -> Result<(), Failure> {
    let listing = Listing {
        service: "ec2",
        operation: "describe_volumes",
        arguments: json!({}),
        items: "Volumes[].[VolumeId, Size, VolumeType, State, Encrypted, AvailabilityZone, \
                CreateTime, Attachments[].[InstanceId, Device, DeleteOnTermination]]",
        others: &[],
        ours: ours!(client.describe_volumes(), items, |page| page.volumes(), volume, Vec::new()),
    };
    listing.whole(world, &[None, Some(10)]).await?;
    listing.limited(world, Some(10), &[10, 15]).await?;
    listing.resumed(world, Some(10), &[7, 20]).await
}

fn snapshot(snapshot: &Snapshot) -> Value {
    json!([
        snapshot.snapshot_id,
        snapshot.volume_id,
        snapshot.volume_size,
        snapshot.description,
        snapshot.progress,
        snapshot.state.as_ref().map(|state| state.as_str()),
        views::time(snapshot.start_time),
    ])
}

async fn describe_snapshots(world: &mut World, client: &Client) -> Result<(), Failure> {
    let created = client.create_volume().availability_zone("us-east-1a").size(3).send().await?;
    let volume = created.volume_id.ok_or("moto names no volume")?;
    for number in 0..23 {
        let description = format!("<snapshot> & \"{number}\" é 😀");
        client.create_snapshot(&volume).description(description).send().await?;
    }
    let listing = Listing {
        service: "ec2",
        operation: "describe_snapshots",
        arguments: json!({ "OwnerIds": ["self"] }),
        items: "Snapshots[].[SnapshotId, VolumeId, VolumeSize, Description, Progress, State, \
                StartTime]",
        others: &[],
        ours: ours!(
            client.describe_snapshots().owner_ids(["self"]),
            items,
            |page| page.snapshots(),
            snapshot,
            Vec::new()
        ),
    };
    listing.whole(world, &[None, Some(5), Some(23)]).await?;
    listing.limited(world, Some(5), &[5, 9, 23]).await?;
    listing.resumed(world, Some(5), &[1, 10, 22]).await?;
    listing.left_off(world, Some(5), &[3, 12]).await
}

fn service(service: &ServiceDetail) -> Value {
    json!([service.service_id, service.service_name, service.availability_zones()])
}

async fn describe_services(world: &mut World, client: &Client) -> Result<(), Failure> {
    let listing = Listing {
        service: "ec2",
        operation: "describe_vpc_endpoint_services",
        arguments: json!({}),
        items: "ServiceDetails[].[ServiceId, ServiceName, AvailabilityZones]",
        others: &["ServiceNames"],
        ours: ours!(
            client.describe_vpc_endpoint_services(),
            service_details,
            |page| page.service_details(),
            service,
            vec![json!(page.service_names())]
        ),
    };
    listing.whole(world, &[None, Some(100)]).await?;
    listing.limited(world, Some(100), &[30, 100]).await?;
    listing.resumed(world, Some(100), &[30]).await?;
    listing.others_once(world, Some(100), &[30, 100, 101]).await
}

fn ids(id: &str) -> Value {
    json!({ "InstanceIds": [id] })
}

async fn stop(client: &Client, id: &str) -> Result<(), maitred::Error> {
    client.stop_instances([id]).send().await.map(drop)
}

async fn wait_for_running(
    world: &mut World,
    client: &Client,
    [first, second]: [String; 2],
) -> Result<(), Failure> {
    let waiter = Waiter { service: "ec2", waiter: "instance_running", max_attempts: None };
    stop(client, &first).await?;
    stop(client, &second).await?;
    let started = |world: &World, id: &str| {
        let id = id.to_owned();
        let start = |config: Config| async move {
            Client::new(&config).start_instances([id]).send().await.map(drop)
        };
        vec![Step::Forward, Step::Forward, world.after(start)]
    };
    let theirs = Scene { wait: ids(&first), script: started(world, &first) };
    let wait = client.describe_instances().instance_ids([&*second]).wait_until_instance_running();
    let ours = Scene { wait, script: started(world, &second) };
    let _ = compare(world, &waiter, "started before the third poll", theirs, ours).await?;
    Ok(())
}

async fn wait_for_the_end(
    world: &mut World,
    client: &Client,
    [first, second]: [String; 2],
) -> Result<(), Failure> {
    let waiter = Waiter { service: "ec2", waiter: "instance_terminated", max_attempts: None };
    let terminated = |world: &World, id: &str| {
        let id = id.to_owned();
        let terminate = |config: Config| async move {
            Client::new(&config).terminate_instances([id]).send().await.map(drop)
        };
        vec![Step::Forward, world.after(terminate)]
    };
    let theirs = Scene { wait: ids(&first), script: terminated(world, &first) };
    let wait =
        client.describe_instances().instance_ids([&*second]).wait_until_instance_terminated();
    let ours = Scene { wait, script: terminated(world, &second) };
    let _ = compare(world, &waiter, "terminated before the second poll", theirs, ours).await?;
    Ok(())
}

/// Instances that will never run: one that is terminated, one that is not there, one that stays
/// stopped.
async fn wait_in_vain(
    world: &mut World,
    client: &Client,
    terminated: &str,
    stopped: &str,
) -> Result<(), Failure> {
    stop(client, stopped).await?;
    let cases = [
        ("on a terminated instance", terminated, None),
        ("on an instance that stays stopped", stopped, Some(4)),
        ("on no instance", "i-00000000000000000", Some(3)),
    ];
    for (what, id, max_attempts) in cases {
        let waiter = Waiter { service: "ec2", waiter: "instance_running", max_attempts };
        let mut wait = client.describe_instances().instance_ids([id]).wait_until_instance_running();
        if let Some(attempts) = max_attempts.and_then(NonZeroU32::new) {
            wait = wait.max_attempts(attempts);
        }
        let theirs = Scene { wait: ids(id), script: Vec::new() };
        let ours = Scene { wait, script: Vec::new() };
        let _ = compare(world, &waiter, what, theirs, ours).await?;
    }
    let malformed = Waiter { service: "ec2", waiter: "instance_terminated", max_attempts: None };
    let wait = client.describe_instances().instance_ids(["x"]).wait_until_instance_terminated();
    let theirs = Scene { wait: ids("x"), script: Vec::new() };
    let ours = Scene { wait, script: Vec::new() };
    let _ = compare(world, &malformed, "on an id that is none", theirs, ours).await?;
    Ok(())
}
