//! Results that are maps, or a structure: pages, but no stream of items. botocore's full result
//! keeps the first page of these only; here every page is there, and a limit counts entries.

use maitred_odd::aws::{apigateway, budgets, devicefarm, marketplace_discovery, taxsettings};
use maitred_odd::{Answer, Listing, Script, resume};
use serde_json::{Value, json};

use crate::all;

/// The keys of a map, in the order of the wire.
fn keys<'a, V>(map: impl IntoIterator<Item = (&'a String, V)>) -> Vec<&'a str> {
    map.into_iter().map(|(key, _)| key.as_str()).collect()
}

/// 6.2 no. 10: the result is a structure, handed out page by page as it is. botocore's limit counts
/// its members, and fails where it has to cut; here there is no such limit.
#[tokio::test]
async fn budgets_describe_budget_performance_history() {
    let page = |unit: &str, token: Option<&str>| {
        let mut page = json!({ "BudgetPerformanceHistory": {
            "BudgetName": "b", "BudgetType": "COST", "TimeUnit": unit,
            "BudgetedAndActualAmountsList": [{ "BudgetedAmount": { "Amount": "1", "Unit": "USD" } }],
        } });
        page["NextToken"] = json!(token);
        page
    };
    let script = Script::of([page("DAILY", Some("t1")), page("MONTHLY", None)]);
    let client = budgets::Client::new(&script.config().unwrap());
    let request = client.describe_budget_performance_history("1", "b").paginate().page_size(9);
    let pages = all(request.pages()).await;
    let units = pages.iter().map(|page| {
        let history = page.budget_performance_history.as_ref().unwrap();
        assert_eq!(history.budgeted_and_actual_amounts_list().len(), 1);
        history.time_unit.as_ref().unwrap().as_str().to_owned()
    });
    assert_eq!(units.collect::<Vec<_>>(), ["DAILY", "MONTHLY"]);
    let sent: Vec<Value> = script.sent().iter().map(|sent| sent.json()).collect();
    assert_eq!(sent[0], json!({ "AccountId": "1", "BudgetName": "b", "MaxResults": 9 }));
    assert_eq!(sent[1]["NextToken"], "t1");
    let again = Script::of([page("DAILY", Some("t1"))]);
    let client = budgets::Client::new(&again.config().unwrap());
    let mut pages = client.describe_budget_performance_history("1", "b").paginate().pages();
    assert!(pages.try_next().await.unwrap().is_some());
    assert_eq!(resume(pages.resume_token()), json!({ "NextToken": "t1" }));
}

/// 6.2 no. 11: a map of lists of lists, whose name on the wire is `values`; all in the query.
#[tokio::test]
async fn apigateway_get_usage() {
    let script = Script::of([
        json!({ "usagePlanId": "p", "position": "x=1&y", "values": { "k1": [[1, 2], [3, 4]], "k2": [] } }),
        json!({ "usagePlanId": "p", "values": { "k3": [[5, 6]] } }),
    ]);
    let client = apigateway::Client::new(&script.config().unwrap());
    let request = client.get_usage("2026-02-01", "2026-01-01", "p").paginate().page_size(2);
    let pages = all(request.pages()).await;
    assert_eq!(keys(pages[0].items.as_ref().unwrap()), ["k1", "k2"]);
    assert_eq!(pages[0].items.as_ref().unwrap()["k1"], [[1, 2], [3, 4]]);
    assert_eq!(keys(pages[1].items.as_ref().unwrap()), ["k3"]);
    let sent = script.sent();
    assert_eq!(sent[0].line(), "GET /usageplans/p/usage");
    let asked: Vec<_> =
        sent.iter().map(|sent| (sent.query("limit"), sent.query("position"))).collect();
    assert_eq!(asked, [(Some("2"), None), (Some("2"), Some("x=1&y"))]);
}

/// 6.2 no. 11: a limit counts and cuts entries of the map, where botocore fails; the token leads to
/// the next entry.
#[tokio::test]
async fn apigateway_get_usage_limited() {
    let page = || json!({ "position": "t1", "values": { "k1": [], "k2": [], "k3": [] } });
    let script = Script::of([page()]);
    let client = apigateway::Client::new(&script.config().unwrap());
    let mut pages = client.get_usage("b", "a", "p").paginate().max_items(2).pages();
    let cut = Listing::of(&mut pages).await.complete().unwrap();
    assert_eq!(keys(cut[0].items.as_ref().unwrap()), ["k1", "k2"]);
    let token = pages.resume_token();
    assert_eq!(resume(token.clone()), json!({ "position": null, "boto_truncate_amount": 2 }));
    let again = Script::of([page(), json!({ "values": { "k4": [] } })]);
    let client = apigateway::Client::new(&again.config().unwrap());
    let rest = client.get_usage("b", "a", "p").paginate().starting_token(token.unwrap());
    let rest = all(rest.pages()).await;
    assert_eq!(keys(rest[0].items.as_ref().unwrap()), ["k3"]);
    assert_eq!(keys(rest[1].items.as_ref().unwrap()), ["k4"]);
    assert_eq!(again.sent()[1].query("position"), Some("t1"));
}

/// 6.2 no. 12: a map of lists by an enum, without a limit key, so there is no page size.
#[tokio::test]
async fn devicefarm_list_unique_problems() {
    let script = Script::of([
        json!({ "uniqueProblems": { "FAILED": [{ "message": "m" }], "NEW_KIND": [] }, "nextToken": "t" }),
        json!({ "uniqueProblems": { "FAILED": [{ "message": "n" }] } }),
    ]);
    let client = devicefarm::Client::new(&script.config().unwrap());
    let pages = all(client.list_unique_problems("arn").paginate().pages()).await;
    assert_eq!(keys(pages[0].unique_problems.as_ref().unwrap()), ["FAILED", "NEW_KIND"]);
    let second = pages[1].unique_problems.as_ref().unwrap();
    assert_eq!(second["FAILED"][0].message.as_deref(), Some("n"));
    let sent: Vec<Value> = script.sent().iter().map(|sent| sent.json()).collect();
    assert_eq!(sent, [json!({ "arn": "arn" }), json!({ "arn": "arn", "nextToken": "t" })]);
}

/// 6.2 no. 13: two maps; the first is counted, the second stays whole, and is emptied on resuming,
/// as it was delivered before (P29).
#[tokio::test]
async fn devicefarm_get_offering_status() {
    let page = || {
        let status = |quantity: i32| json!({ "quantity": quantity });
        json!({ "current": { "a": status(1), "b": status(2) }, "nextPeriod": { "a": status(3) },
            "nextToken": "t" })
    };
    let script = Script::of([page()]);
    let client = devicefarm::Client::new(&script.config().unwrap());
    let mut pages = client.get_offering_status().paginate().max_items(1).pages();
    let cut = Listing::of(&mut pages).await.complete().unwrap();
    assert_eq!(keys(cut[0].current.as_ref().unwrap()), ["a"]);
    assert_eq!(cut[0].next_period.as_ref().unwrap()["a"].quantity, Some(3));
    let token = pages.resume_token().unwrap();
    let again = Script::of([page(), json!({ "nextPeriod": { "c": { "quantity": 4 } } })]);
    let client = devicefarm::Client::new(&again.config().unwrap());
    let rest = all(client.get_offering_status().paginate().starting_token(token).pages()).await;
    assert_eq!(keys(rest[0].current.as_ref().unwrap()), ["b"]);
    assert!(rest[0].next_period.is_none() && rest[1].current.is_none());
    assert_eq!(keys(rest[1].next_period.as_ref().unwrap()), ["c"]);
    assert_eq!(again.sent()[1].json(), json!({ "nextToken": "t" }));
}

/// 6.2 no. 14: a map of lists by an enum; `totalResults` comes with each page.
#[tokio::test]
async fn marketplace_discovery_search_facets() {
    let script = Script::of([
        json!({ "totalResults": 9, "listingFacets": { "CATEGORY": [] }, "nextToken": "t" }),
        json!({ "totalResults": 9, "listingFacets": { "PUBLISHER": [] } }),
    ]);
    let client = marketplace_discovery::Client::new(&script.config().unwrap());
    let pages = all(client.search_facets().search_text("db").paginate().pages()).await;
    let found = pages.iter().map(|page| keys(page.listing_facets.as_ref().unwrap()));
    assert_eq!(found.collect::<Vec<_>>(), [["CATEGORY"], ["PUBLISHER"]]);
    assert_eq!(pages[1].total_results, Some(9));
    let sent = script.sent();
    assert_eq!(sent[0].line(), "POST /2026-02-05/searchFacets");
    assert_eq!(sent[0].json(), json!({ "searchText": "db" }));
    assert_eq!(sent[1].json(), json!({ "searchText": "db", "nextToken": "t" }));
}

/// 6.2 no. 15: a map of structures. A page whose map is null goes on by its token (P12).
#[tokio::test]
async fn taxsettings_list_tax_exemptions() {
    let script = Script::of([
        Answer::from(
            json!({ "taxExemptionDetailsMap": { "1": { "taxExemptions": [] } }, "nextToken": "t" }),
        ),
        json!({ "taxExemptionDetailsMap": null, "nextToken": "u" }).into(),
        json!({ "taxExemptionDetailsMap": { "2": {}, "3": {} } }).into(),
    ]);
    let client = taxsettings::Client::new(&script.config().unwrap());
    let mut pages = client.list_tax_exemptions().paginate().page_size(1).max_items(2).pages();
    let pages_found = Listing::of(&mut pages).await.complete().unwrap();
    let found = pages_found.iter().map(|page| page.tax_exemption_details_map.as_ref());
    let found: Vec<_> = found.map(|map| map.map(keys)).collect();
    assert_eq!(found, [Some(vec!["1"]), None, Some(vec!["2"])]);
    let sent: Vec<Value> = script.sent().iter().map(|sent| sent.json()).collect();
    assert_eq!(sent[2], json!({ "maxResults": 1, "nextToken": "u" }));
    assert_eq!(
        resume(pages.resume_token()),
        json!({ "nextToken": "u", "boto_truncate_amount": 1 })
    );
}
