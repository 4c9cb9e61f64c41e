//! CloudWatch: which of its three protocols is spoken, alarms of several kinds on a page, numbers.

use maitred::{Config, Timestamp};
use serde_json::{Value, json};

use crate::aws::cloudwatch::Client;
use crate::aws::cloudwatch::types::{
    ComparisonOperator, DashboardEntry, Dimension, Metric, MetricAlarm, MetricDataQuery,
    MetricDataResult, MetricDatum, MetricStat, StandardUnit, Statistic,
};
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::front::Step;
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::views::{self, word};
use crate::waiting::{Scene, Waiter, compare};
use crate::world::World;

const NAMESPACE: &str = "Kitchen/é";

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    for number in 0..9 {
        alarm(world, &client, &format!("alarm {number}")).await?;
        let name = format!("dashboard-{number}");
        client.put_dashboard(r#"{"widgets":[]}"#, name).send().await?;
    }
    metrics(world, &client).await?;
    thorough(world, &alarms(&client), Some(2)).await?;
    thorough(world, &dashboards(&client), None).await?;
    thorough(world, &listed(&client), None).await?;
    data(world, &client).await?;
    wait_for_alarms(world, &client).await
}

async fn alarm(world: &mut World, client: &Client, name: &str) -> Result<(), Failure> {
    let arguments = json!({
        "AlarmName": name, "MetricName": "oven", "Namespace": NAMESPACE, "Period": 60,
        "EvaluationPeriods": 2, "Threshold": 0.1, "Statistic": "Average",
        "ComparisonOperator": "GreaterThanThreshold", "ActionsEnabled": false,
        "Dimensions": [{ "Name": "cook", "Value": "zoë <&>" }],
    });
    let call = Call { service: "cloudwatch", operation: "put_metric_alarm", arguments };
    let request = client.put_metric_alarm(name).metric_name("oven").namespace(NAMESPACE);
    let request = request.period(60).evaluation_periods(2).threshold(0.1);
    let request = request.statistic(Statistic::Average).actions_enabled(false);
    let request = request.comparison_operator(ComparisonOperator::GreaterThanThreshold);
    let put = request.dimensions([Dimension::new("cook", "zoë <&>")]).send();
    same_request(world, name, call, put).await.map(drop)
}

/// Metrics with values.
async fn metrics(world: &mut World, client: &Client) -> Result<(), Failure> {
    for batch in 0..2 {
        let datum = |number: i32| {
            let name = format!("metric-{batch}-{number}");
            MetricDatum::new(name).value(f64::from(number) + 0.5).unit(StandardUnit::Count)
        };
        client.put_metric_data(NAMESPACE).metric_data((0..20).map(datum)).send().await?;
    }
    let time = json!({ "$time": 1_767_225_600_000_000_i64 });
    let arguments = json!({ "Namespace": NAMESPACE, "MetricData": [
        { "MetricName": "oven", "Value": 1e-7, "Timestamp": time },
    ] });
    let call = Call { service: "cloudwatch", operation: "put_metric_data", arguments };
    let datum = MetricDatum::new("oven").value(1e-7).timestamp(Timestamp::from_unix(1_767_225_600));
    let put = client.put_metric_data(NAMESPACE).metric_data([datum]).send();
    same_request(world, "one value", call, put).await.map(drop)
}

fn alarms(client: &Client) -> Listing {
    let view = |alarm: &MetricAlarm| {
        let dimensions = alarm.dimensions.iter().flatten();
        let dimensions: Vec<_> =
            dimensions.map(|dimension| json!([dimension.name, dimension.value])).collect();
        json!([
            [alarm.alarm_name, alarm.alarm_arn, alarm.metric_name],
            [word!(alarm.state_value), word!(alarm.statistic)],
            alarm.threshold,
            alarm.period,
            alarm.actions_enabled,
            views::time(alarm.state_updated_timestamp),
            dimensions,
        ])
    };
    let ours = ours!(
        client.describe_alarms(),
        metric_alarms,
        |page| page.metric_alarms(),
        view,
        vec![page.composite_alarms().iter().map(|alarm| json!(alarm.alarm_name)).collect()]
    );
    let items = "MetricAlarms[].[[AlarmName, AlarmArn, MetricName], [StateValue, Statistic], \
                 Threshold, Period, ActionsEnabled, StateUpdatedTimestamp, Dimensions[].[Name, Value]]";
    let others = &["CompositeAlarms[].AlarmName || `[]`"];
    Listing::new("cloudwatch", "describe_alarms", json!({}), items, ours).others(others)
}

fn dashboards(client: &Client) -> Listing {
    let view = |entry: &DashboardEntry| {
        json!([entry.dashboard_name, entry.dashboard_arn, views::time(entry.last_modified)])
    };
    let request = client.list_dashboards();
    let ours = ours!(no_size request, items, |page| page.dashboard_entries(), view);
    let items = "DashboardEntries[].[DashboardName, DashboardArn, LastModified]";
    Listing::new("cloudwatch", "list_dashboards", json!({}), items, ours)
}

fn listed(client: &Client) -> Listing {
    let view = |metric: &Metric| json!([metric.namespace, metric.metric_name]);
    let request = client.list_metrics().namespace(NAMESPACE);
    let ours = ours!(no_size request, metrics, |page| page.metrics(), view);
    let arguments = json!({ "Namespace": NAMESPACE });
    let items = "Metrics[].[Namespace, MetricName]";
    Listing::new("cloudwatch", "list_metrics", arguments, items, ours)
}

async fn data(world: &mut World, client: &Client) -> Result<(), Failure> {
    let query = |id: String| {
        let metric = Metric::new().namespace(NAMESPACE).metric_name(format!("metric-{id}-3"));
        MetricDataQuery::new(format!("q{id}")).metric_stat(MetricStat::new(metric, 86_400, "Sum"))
    };
    let queries: Vec<_> = (0..3).map(|id| query(id.to_string())).collect();
    let theirs = (0..3).map(|id| {
        let metric = json!({ "Namespace": NAMESPACE, "MetricName": format!("metric-{id}-3") });
        let stat = json!({ "Metric": metric, "Period": 86_400, "Stat": "Sum" });
        json!({ "Id": format!("q{id}"), "MetricStat": stat })
    });
    let arguments = json!({
        "StartTime": { "$time": 1_767_225_600_000_000_i64 },
        "EndTime": { "$time": 1_861_920_000_000_000_i64 },
        "MetricDataQueries": theirs.collect::<Vec<Value>>(),
    });
    let request = client.get_metric_data(
        Timestamp::from_unix(1_861_920_000),
        queries,
        Timestamp::from_unix(1_767_225_600),
    );
    let view = |found: &MetricDataResult| {
        let times: Vec<_> =
            found.timestamps.iter().flatten().map(|time| views::time(Some(*time))).collect();
        json!([found.id, found.label, found.values, times, word!(found.status_code)])
    };
    let ours = ours!(request, metric_data_results, |page| page.metric_data_results(), view);
    let items = "MetricDataResults[].[Id, Label, Values, Timestamps, StatusCode]";
    let listing = Listing::new("cloudwatch", "get_metric_data", arguments, items, ours);
    listing.whole(world, &[None, Some(100)]).await?;
    listing.limited(world, None, &[1, 3]).await
}

async fn wait_for_alarms(world: &mut World, client: &Client) -> Result<(), Failure> {
    let exists = Waiter { service: "cloudwatch", waiter: "alarm_exists", max_attempts: None };
    let created = |world: &World, name: &'static str| {
        let create = move |config: Config| async move {
            let request = Client::new(&config).put_metric_alarm(name).metric_name("oven");
            let request = request.namespace(NAMESPACE).period(60).evaluation_periods(1);
            let request = request.threshold(1.5).statistic(Statistic::Sum);
            let operator = ComparisonOperator::LessThanThreshold;
            request.comparison_operator(operator).send().await.map(drop)
        };
        vec![Step::Forward, Step::Forward, world.after(create)]
    };
    let theirs =
        Scene { wait: json!({ "AlarmNames": ["late-1"] }), script: created(world, "late-1") };
    let wait = client.describe_alarms().alarm_names(["late-2"]).wait_until_alarm_exists();
    let ours = Scene { wait, script: created(world, "late-2") };
    let _ = compare(world, &exists, "created before the third poll", theirs, ours).await?;

    let composite =
        Waiter { service: "cloudwatch", waiter: "composite_alarm_exists", max_attempts: None };
    let theirs = Scene::still(json!({ "AlarmNames": ["never"], "AlarmTypes": ["CompositeAlarm"] }));
    let wait = client.describe_alarms().alarm_names(["never"]);
    let wait = wait.alarm_types([crate::aws::cloudwatch::types::AlarmType::CompositeAlarm]);
    let ours = Scene::still(wait.wait_until_composite_alarm_exists());
    let _ = compare(world, &composite, "never", theirs, ours).await?;
    Ok(())
}
