//! Full results: every kind of result, and what definitions keep beside them.

use maitred_odd::aws::ecr::types::ImageIdentifier;
use maitred_odd::aws::{
    apigateway, athena, budgets, devicefarm, devops_guru, dynamodb, ecr, kinesis, taxsettings,
};
use maitred_odd::{Script, resume};
use serde_json::json;

/// The client of a service over a script, and the full result of a listing of it.
macro_rules! full {
    ($service:ident, $pages:expr, |$client:ident| $paginate:expr) => {{
        let script = Script::of($pages);
        let $client = $service::Client::new(&script.config().unwrap());
        let collected = $paginate.pages().collect().await.unwrap();
        assert_eq!((script.left(), collected.pages), (0, script.sent().len() as u64));
        collected
    }};
}

/// 6.2 no. 1, P33, P35: items are joined, numbers added, and the first page's capacity is kept;
/// the key is no result. Cut and resumed, the numbers of the cut page count twice.
#[tokio::test]
async fn dynamodb_scan() {
    let first = json!({ "Items": [{ "Id": { "S": "a" } }, { "Id": { "S": "b" } }, { "Id": { "S": "c" } }],
        "Count": 3, "ScannedCount": 10, "LastEvaluatedKey": { "k": { "B": "AQ==" } },
        "ConsumedCapacity": { "CapacityUnits": 1.5 } });
    let second = json!({ "Items": [{ "Id": { "S": "d" } }], "Count": 1, "ScannedCount": 2,
        "ConsumedCapacity": { "CapacityUnits": 0.5 } });
    let pages = || [first.clone(), second.clone()];
    let all = full!(dynamodb, pages(), |client| client.scan("orders").paginate());
    assert_eq!(all.output.items().len(), 4);
    assert_eq!((all.output.count, all.output.scanned_count), (Some(4), Some(12)));
    let capacity = all.output.consumed_capacity.as_ref().unwrap();
    assert_eq!(capacity.capacity_units, Some(1.5));
    assert!(all.output.last_evaluated_key.is_none() && all.resume_token.is_none());
    let cut =
        full!(dynamodb, [first.clone()], |client| client.scan("orders").paginate().max_items(2));
    let output = &cut.output;
    assert_eq!((output.items().len(), output.count, output.scanned_count), (2, Some(3), Some(10)));
    let token = cut.resume_token.unwrap();
    assert_eq!(
        resume(Some(token.clone())),
        json!({ "ExclusiveStartKey": null, "boto_truncate_amount": 2 })
    );
    let rest =
        full!(dynamodb, pages(), |client| client.scan("orders").paginate().starting_token(token));
    let output = &rest.output;
    assert_eq!((output.items().len(), output.count, output.scanned_count), (2, Some(4), Some(12)));
}

/// 6.2 no. 17, P36, D11: what is kept is the structure around the two results. Where the first page
/// has it, its other members are kept; where it has not, botocore loses the results of later pages.
#[tokio::test]
async fn ecr_describe_image_scan_findings() {
    let findings = |names: &[&str], titles: &[&str], seconds: i64| {
        let names: Vec<_> = names.iter().map(|name| json!({ "name": name })).collect();
        let titles: Vec<_> = titles.iter().map(|title| json!({ "title": title })).collect();
        json!({ "findings": names, "enhancedFindings": titles, "imageScanCompletedAt": seconds })
    };
    let with = json!({ "repositoryName": "r1", "imageScanFindings": findings(&["a"], &["x"], 1),
        "nextToken": "t1" });
    let without = json!({ "repositoryName": "r1", "nextToken": "t1" });
    let second = json!({ "repositoryName": "r2",
        "imageScanFindings": findings(&["b", "c"], &["y"], 2) });
    let image = || ImageIdentifier::new().image_tag("v1");
    let all = full!(ecr, [with, second.clone()], |client| client
        .describe_image_scan_findings(image(), "r")
        .paginate());
    let found = all.output.image_scan_findings.as_ref().unwrap();
    let names: Vec<_> = found.findings().iter().filter_map(|one| one.name.as_deref()).collect();
    assert_eq!((names.as_slice(), found.enhanced_findings().len()), (&["a", "b", "c"][..], 2));
    assert_eq!(found.image_scan_completed_at.map(|time| time.seconds()), Some(1));
    assert_eq!(all.output.repository_name.as_deref(), Some("r1"));
    assert!(all.output.next_token.is_none());
    let all = full!(ecr, [without, second], |client| client
        .describe_image_scan_findings(image(), "r")
        .paginate());
    let found = all.output.image_scan_findings.as_ref().unwrap();
    assert_eq!((found.findings().len(), found.enhanced_findings().len()), (2, 1));
    assert!(found.image_scan_completed_at.is_none(), "that of a later page is not kept");
}

/// 6.2 no. 16, D11: the kept parent of a result three levels down, and of one beside it; levels that
/// no page has are not made up.
#[tokio::test]
async fn devops_guru_get_resource_collection() {
    let tags = |key: &str| json!([{ "AppBoundaryKey": key, "TagValues": ["v"] }]);
    let pages = [
        json!({ "NextToken": "t1" }),
        json!({ "ResourceCollection": { "Tags": tags("k1") }, "NextToken": "t2" }),
        json!({ "ResourceCollection": { "Tags": tags("k2") } }),
    ];
    let all = full!(devops_guru, pages, |client| client.get_resource_collection("X").paginate());
    let collection = all.output.resource_collection.as_ref().unwrap();
    assert_eq!(collection.tags().len(), 2);
    assert!(collection.cloud_formation.is_none());
    let stacks = |names: &[&str]| json!({ "ResourceCollection": { "CloudFormation": { "StackNames": names } } });
    let mut first = stacks(&["a"]);
    first["NextToken"] = json!("t");
    let all = full!(devops_guru, [first, stacks(&["b", "c"])], |client| client
        .get_resource_collection("X")
        .paginate());
    let collection = all.output.resource_collection.as_ref().unwrap();
    assert_eq!(collection.cloud_formation.as_ref().unwrap().stack_names(), ["a", "b", "c"]);
    assert!(collection.tags.is_none());
}

/// 6.2 no. 4, P35: eight members of the structure that the result stands in; `HasMoreShards` is none
/// of them (P34).
#[tokio::test]
async fn kinesis_describe_stream() {
    let page = |shards: &[&str], status: &str, more: bool| {
        let shards: Vec<_> = shards.iter().map(|id| json!({ "ShardId": id })).collect();
        json!({ "StreamDescription": { "StreamName": "clicks", "StreamStatus": status,
            "Shards": shards, "HasMoreShards": more, "EnhancedMonitoring": [{}] } })
    };
    let pages = [page(&["s-0", "s-1"], "UPDATING", true), page(&["s-2"], "ACTIVE", false)];
    let all =
        full!(kinesis, pages, |client| client.describe_stream().stream_name("clicks").paginate());
    let stream = all.output.stream_description.as_ref().unwrap();
    let status = stream.stream_status.as_ref().map(|status| status.as_str());
    assert_eq!((stream.shards().len(), status), (3, Some("UPDATING")));
    assert_eq!(stream.stream_name.as_deref(), Some("clicks"));
    assert_eq!(stream.enhanced_monitoring().len(), 1);
    assert_eq!(stream.has_more_shards, None);
}

/// 6.2 no. 18, P35: what is kept stands in the structure of the result, and beside it.
#[tokio::test]
async fn athena_get_query_results() {
    let page = |rows: usize, column: &str| {
        json!({ "UpdateCount": rows, "ResultSet": { "Rows": vec![json!({}); rows],
            "ResultSetMetadata": { "ColumnInfo": [{ "Name": column, "Type": "varchar" }] } } })
    };
    let mut first = page(2, "c1");
    first["NextToken"] = json!("t");
    let all =
        full!(athena, [first, page(3, "c2")], |client| client.get_query_results("q").paginate());
    let set = all.output.result_set.as_ref().unwrap();
    assert_eq!((set.rows().len(), all.output.update_count), (5, Some(2)));
    let columns = set.result_set_metadata.as_ref().unwrap().column_info();
    assert_eq!((columns.len(), columns[0].name.as_deref()), (1, Some("c1")));
}

/// 6.2 no. 11 to 13 and 15, D10: maps are joined key by key, where botocore keeps the first page's.
#[tokio::test]
async fn maps() {
    let pages = [
        json!({ "usagePlanId": "p1", "position": "x", "values": { "k1": [[1, 2]], "k2": [] } }),
        json!({ "usagePlanId": "p2", "values": { "k2": [[5, 6]], "k3": [[7, 8]] } }),
    ];
    let all = full!(apigateway, pages, |client| client.get_usage("b", "a", "p").paginate());
    let items = all.output.items.as_ref().unwrap();
    assert_eq!(items["k1"], [[1, 2]]);
    assert_eq!(items["k2"], [[5, 6]], "the days of a key are joined");
    assert_eq!((items.len(), all.output.usage_plan_id.as_deref()), (3, Some("p1")));
    let pages = [
        json!({ "uniqueProblems": { "FAILED": [{ "message": "m" }] }, "nextToken": "t" }),
        json!({ "uniqueProblems": { "FAILED": [{ "message": "n" }], "ERRORED": [] } }),
    ];
    let all = full!(devicefarm, pages, |client| client.list_unique_problems("arn").paginate());
    let problems = all.output.unique_problems.as_ref().unwrap();
    assert_eq!((problems.len(), problems["FAILED"].len()), (2, 2));
    let status = |quantity: i32| json!({ "quantity": quantity });
    let pages = [
        json!({ "current": { "a": status(1) }, "nextPeriod": { "a": status(3) }, "nextToken": "t" }),
        json!({ "current": { "a": status(2), "b": status(4) } }),
    ];
    let all = full!(devicefarm, pages, |client| client.get_offering_status().paginate());
    let current = all.output.current.as_ref().unwrap();
    assert_eq!((current["a"].quantity, current["b"].quantity), (Some(2), Some(4)));
    assert_eq!(all.output.next_period.as_ref().unwrap().len(), 1);
    let account = |key: &str| json!({ "taxExemptionDetailsMap": { key: {} } });
    let mut first = account("1");
    first["nextToken"] = json!("t");
    let all =
        full!(taxsettings, [first, account("2")], |client| client.list_tax_exemptions().paginate());
    assert_eq!(all.output.tax_exemption_details_map.as_ref().unwrap().len(), 2);
}

/// 6.2 no. 9 and 10, P33: a text that every page repeats is strung together, as botocore has it; of a
/// structure the first page's counts.
#[tokio::test]
async fn texts_and_structures() {
    let groups = json!([{ "NumberOfLogLinesScanned": 1 }]);
    let pages = [
        json!({ "InsightId": "abcdef", "AnomalousLogGroups": groups, "NextToken": "t" }),
        json!({ "InsightId": "abcdef", "AnomalousLogGroups": groups }),
    ];
    let all =
        full!(devops_guru, pages, |client| client.list_anomalous_log_groups("abcdef").paginate());
    assert_eq!(all.output.insight_id.as_deref(), Some("abcdefabcdef"));
    assert_eq!(all.output.anomalous_log_groups().len(), 2);
    let history = |unit: &str| json!({ "BudgetPerformanceHistory": { "TimeUnit": unit } });
    let mut first = history("DAILY");
    first["NextToken"] = json!("t");
    let all = full!(budgets, [first, history("MONTHLY")], |client| client
        .describe_budget_performance_history("1", "b")
        .paginate());
    let unit = all.output.budget_performance_history.unwrap().time_unit;
    assert_eq!(unit.as_ref().map(|unit| unit.as_str()), Some("DAILY"));
}
