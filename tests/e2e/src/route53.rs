//! Route 53: REST with XML, a token of three parts, and a waiter for a change.

use serde_json::json;

use crate::aws::route53::Client;
use crate::aws::route53::types::{
    Change, ChangeAction, ChangeBatch, HealthCheck, HealthCheckConfig, HealthCheckType, HostedZone,
    ResourceRecord, ResourceRecordSet, RrType,
};
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::errors::{Refused, compare as compare_errors, failed};
use crate::front::Step;
use crate::http::response;
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::views::word;
use crate::waiting::{Scene, Waiter, compare};
use crate::world::World;

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    let zone = fill(world, &client).await?;
    thorough(world, &zones(&client), Some(2)).await?;
    thorough(world, &records(&client, &zone), Some(3)).await?;
    thorough(world, &checks(&client), Some(2)).await?;
    wait_for_changes(world, &client).await?;
    world.front.begin([]);
    let error = failed(client.list_resource_record_sets("ZNOWHERE").send().await)?;
    let arguments = json!({ "HostedZoneId": "ZNOWHERE" });
    let unknown = Refused { service: "route53", operation: "list_resource_record_sets", arguments };
    compare_errors(world, &unknown, &error)
}

/// Zones, records and health checks. Gives a zone's id as Route 53 does, with its path.
async fn fill(world: &mut World, client: &Client) -> Result<String, Failure> {
    let mut zone = None;
    for number in 0..6 {
        let (name, reference) = (format!("z{number}.example.com"), format!("reference {number}"));
        let arguments = json!({ "Name": name, "CallerReference": reference });
        let call = Call { service: "route53", operation: "create_hosted_zone", arguments };
        let create = client.create_hosted_zone(&reference, &name).send();
        let (created, _) = same_request(world, &name, call, create).await?;
        zone = created.hosted_zone.and_then(|zone| zone.id);
        let check = HealthCheckConfig::new(HealthCheckType::Http).ip_address("10.0.0.1").port(80);
        client.create_health_check(&reference, check).send().await?;
    }
    let zone = zone.ok_or("Route 53 names no zone")?;
    for (number, name) in ["one", "two", "*", "\\052", "_under"].into_iter().enumerate() {
        for (part, kind) in [RrType::A, RrType::Txt].into_iter().enumerate() {
            record(world, client, &zone, &format!("{name}.z5.example.com"), kind, number + part)
                .await?;
        }
    }
    Ok(zone)
}

async fn record(
    world: &mut World,
    client: &Client,
    zone: &str,
    name: &str,
    kind: RrType,
    number: usize,
) -> Result<(), Failure> {
    let is_text = kind == RrType::Txt;
    let value = if is_text { format!("\"<{number}> & é\"") } else { format!("10.0.0.{number}") };
    let weight = i64::try_from(number)?;
    let arguments = json!({ "HostedZoneId": zone, "ChangeBatch": { "Changes": [{
        "Action": "UPSERT",
        "ResourceRecordSet": {
            "Name": name, "Type": kind.as_str(), "TTL": 60, "SetIdentifier": format!("set {number}"),
            "Weight": weight, "ResourceRecords": [{ "Value": value }],
        },
    }] } });
    let set = ResourceRecordSet::new(name, kind).ttl(60).weight(weight);
    let set =
        set.set_identifier(format!("set {number}")).resource_records([ResourceRecord::new(value)]);
    let batch = ChangeBatch::new([Change::new(ChangeAction::Upsert, set)]);
    let call = Call { service: "route53", operation: "change_resource_record_sets", arguments };
    let change = client.change_resource_record_sets(batch, zone).send();
    same_request(world, &format!("{name} {number}"), call, change).await.map(drop)
}

fn zones(client: &Client) -> Listing {
    let view = |zone: &HostedZone| {
        let private = zone.config.as_ref().and_then(|config| config.private_zone);
        json!([zone.id, zone.name, zone.caller_reference, zone.resource_record_set_count, private])
    };
    let ours = ours!(client.list_hosted_zones(), items, |page| page.hosted_zones(), view);
    let items =
        "HostedZones[].[Id, Name, CallerReference, ResourceRecordSetCount, Config.PrivateZone]";
    Listing::new("route53", "list_hosted_zones", json!({}), items, ours)
}

fn records(client: &Client, zone: &str) -> Listing {
    let view = |set: &ResourceRecordSet| {
        let values = set.resource_records.iter().flatten();
        let values: Vec<_> = values.map(|record| record.value.clone()).collect();
        json!([set.name, word!(set.type_), set.set_identifier, set.weight, set.ttl, values])
    };
    let request = client.list_resource_record_sets(zone);
    let ours = ours!(
        request,
        items,
        |page| page.resource_record_sets(),
        view,
        vec![json!([
            page.next_record_name,
            word!(page.next_record_type),
            page.next_record_identifier,
            page.is_truncated,
        ])]
    );
    let items =
        "ResourceRecordSets[].[Name, Type, SetIdentifier, Weight, TTL, ResourceRecords[].Value]";
    let others = &["[NextRecordName, NextRecordType, NextRecordIdentifier, IsTruncated]"];
    let arguments = json!({ "HostedZoneId": zone });
    Listing::new("route53", "list_resource_record_sets", arguments, items, ours).others(others)
}

fn checks(client: &Client) -> Listing {
    let view = |check: &HealthCheck| {
        let config = check.health_check_config.as_ref();
        let config =
            config.map(|config| json!([word!(config.type_), config.port, config.ip_address]));
        json!([check.id, check.caller_reference, check.health_check_version, config])
    };
    let ours = ours!(client.list_health_checks(), items, |page| page.health_checks(), view);
    let items = "HealthChecks[].[Id, CallerReference, HealthCheckVersion, \
                 HealthCheckConfig.[Type, Port, IPAddress]]";
    Listing::new("route53", "list_health_checks", json!({}), items, ours)
}

async fn wait_for_changes(world: &mut World, client: &Client) -> Result<(), Failure> {
    let waiter =
        Waiter { service: "route53", waiter: "resource_record_sets_changed", max_attempts: None };
    let pending = |times: usize| -> Vec<Step> {
        let body = "<?xml version=\"1.0\"?>\n<GetChangeResponse xmlns=\"https://route53.amazonaws.com/\
                    doc/2013-04-01/\"><ChangeInfo><Id>/change/C1</Id><Status>PENDING</Status>\
                    <SubmittedAt>2026-01-01T00:00:00Z</SubmittedAt></ChangeInfo></GetChangeResponse>";
        (0..times).map(|_| Step::Answer(response(200, "text/xml", body))).collect()
    };
    for (id, times) in [("C1", 0), ("/change/C1", 2)] {
        let theirs = Scene { wait: json!({ "Id": id }), script: pending(times) };
        let wait = client.get_change(id).wait_until_resource_record_sets_changed();
        let ours = Scene { wait, script: pending(times) };
        let what = format!("{id}, after {times} polls");
        let _ = compare(world, &waiter, &what, theirs, ours).await?;
    }
    Ok(())
}
