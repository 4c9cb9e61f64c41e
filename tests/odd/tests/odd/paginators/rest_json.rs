//! Services that speak JSON over paths and queries.

use maitred_odd::aws::{devops_guru, iotsitewise, networkflowmonitor, resiliencehub};
use maitred_odd::{Listing, Script, resume};
use serde_json::{Value, json};

use crate::all;

/// The rows of a table in which a cell may be null.
fn texts(rows: &[Vec<Option<String>>]) -> Vec<String> {
    let cell = |cell: &Option<String>| cell.clone().unwrap_or("null".to_owned());
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

/// 6.2, lists of lists: rows of text, or of nulls.
#[tokio::test]
async fn iotsitewise_get_query_results() {
    let script = Script::of([
        json!({ "rows": [["a", null], ["c"]], "nextToken": "t/1" }),
        json!({ "rows": [[]], "nextToken": "" }),
    ]);
    let client = iotsitewise::Client::new(&script.config().unwrap());
    let request = client.get_query_results("q", "w").paginate().page_size(2);
    assert_eq!(texts(&all(request.items()).await), ["a|null", "c", ""]);
    let sent = script.sent();
    assert_eq!(sent[0].line(), "GET /workspaces/w/queries/q/results");
    let asked = sent.iter().map(|sent| (sent.query("maxResults"), sent.query("nextToken")));
    assert_eq!(asked.collect::<Vec<_>>(), [(Some("2"), None), (Some("2"), Some("t/1"))]);
}

/// R4: the idempotency token is drawn for each page anew, as each is a call of its own, unless the
/// caller sets one.
#[tokio::test]
async fn iotsitewise_execute_query() {
    let answers = [json!({ "rows": [{ "data": [] }], "nextToken": "t" }), json!({ "rows": [] })];
    let script = Script::of(answers.clone());
    let client = iotsitewise::Client::new(&script.config().unwrap());
    assert_eq!(all(client.execute_query("select 1").paginate().items()).await.len(), 1);
    let drawn: Vec<Value> =
        script.sent().iter().map(|sent| sent.json()["clientToken"].clone()).collect();
    assert!(drawn.iter().all(Value::is_string) && drawn[0] != drawn[1], "{drawn:?}");
    let script = Script::of(answers);
    let client = iotsitewise::Client::new(&script.config().unwrap());
    let request = client.execute_query("select 1").client_token("mine");
    assert_eq!(all(request.paginate().items()).await.len(), 1);
    assert!(script.sent().iter().all(|sent| sent.json()["clientToken"] == "mine"));
}

/// 6.2, lists of lists.
#[tokio::test]
async fn networkflowmonitor_get_query_results_performance_monitor() {
    let script = Script::of([
        json!({ "data": [["1", "2"]], "nextToken": "t" }),
        json!({ "data": [["3"], ["4", "5"]] }),
    ]);
    let client = networkflowmonitor::Client::new(&script.config().unwrap());
    let request = client.get_query_results_performance_monitor("m", "q");
    let mut items = request.paginate().max_items(2).items();
    let rows = Listing::of(&mut items).await.complete().unwrap();
    assert_eq!(texts(&rows), ["1|2", "3"]);
    assert_eq!(
        resume(items.resume_token()),
        json!({ "nextToken": "t", "boto_truncate_amount": 1 })
    );
    let sent = script.sent();
    assert_eq!(sent[1].line(), "GET /performance-monitors/m/queries/q/results");
    assert_eq!(sent[1].query("nextToken"), Some("t"));
}

/// 6.2, lists of lists: the tokens are in the body.
#[tokio::test]
async fn resiliencehub_list_metrics() {
    let script = Script::of([
        json!({ "rows": [["a"], ["b"]], "nextToken": "t" }),
        json!({ "rows": [["c"]] }),
    ]);
    let client = resiliencehub::Client::new(&script.config().unwrap());
    let rows = all(client.list_metrics().data_source("d").paginate().page_size(2).items()).await;
    assert_eq!(rows, [["a"], ["b"], ["c"]]);
    let sent: Vec<Value> = script.sent().iter().map(|sent| sent.json()).collect();
    assert_eq!(sent[0], json!({ "dataSource": "d", "maxResults": 2 }));
    assert_eq!(sent[1], json!({ "dataSource": "d", "maxResults": 2, "nextToken": "t" }));
}

/// 6.2, four results: each has its own stream; the first is the one that is counted.
#[tokio::test]
async fn devops_guru_describe_organization_resource_collection_health() {
    let answers = [
        json!({ "CloudFormation": [{ "StackName": "a" }], "Account": [{ "AccountId": "1" }, { "AccountId": "2" }],
            "Service": [], "NextToken": "t" }),
        json!({ "CloudFormation": [{ "StackName": "b" }, { "StackName": "c" }], "Tags": [{ "AppBoundaryKey": "k" }],
            "Service": [{ "ServiceName": "EC2" }] }),
    ];
    let start = |script: &Script| {
        let client = devops_guru::Client::new(&script.config().unwrap());
        client.describe_organization_resource_collection_health("AWS_ACCOUNT").paginate()
    };
    let counts = [
        all(start(&Script::of(answers.clone())).cloud_formation()).await.len(),
        all(start(&Script::of(answers.clone())).account()).await.len(),
        all(start(&Script::of(answers.clone())).service()).await.len(),
        all(start(&Script::of(answers.clone())).tags()).await.len(),
    ];
    assert_eq!(counts, [3, 2, 1, 1]);
    let script = Script::of(answers);
    let mut pages = start(&script).max_items(2).pages();
    let pages_found = Listing::of(&mut pages).await.complete().unwrap();
    let second = &pages_found[1];
    assert_eq!((second.cloud_formation().len(), second.tags().len()), (1, 1));
    assert_eq!(
        resume(pages.resume_token()),
        json!({ "NextToken": "t", "boto_truncate_amount": 1 })
    );
    let sent = script.sent();
    assert_eq!(sent[0].line(), "POST /organization/health/resource-collection");
    assert_eq!(
        sent[1].json(),
        json!({ "OrganizationResourceCollectionType": "AWS_ACCOUNT", "NextToken": "t" })
    );
}
