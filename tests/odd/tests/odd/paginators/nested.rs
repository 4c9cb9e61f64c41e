//! Results and tokens below other structures.

use maitred_odd::aws::ecr::types::ImageIdentifier;
use maitred_odd::aws::{athena, devops_guru, ecr};
use maitred_odd::{Listing, Script, resume};
use serde_json::{Value, json};

use crate::all;

/// 6.2 no. 16: a result three levels down, and a second one beside it; what is no result is their
/// parent. Every level may be missing.
#[tokio::test]
async fn devops_guru_get_resource_collection() {
    let answers = || {
        [
            json!({ "ResourceCollection": { "CloudFormation": { "StackNames": ["a", "b"] },
                "Tags": [{ "AppBoundaryKey": "k", "TagValues": ["v"] }] }, "NextToken": "t1" }),
            json!({ "NextToken": "t2" }),
            json!({ "ResourceCollection": { "CloudFormation": null }, "NextToken": "t3" }),
            json!({ "ResourceCollection": { "CloudFormation": { "StackNames": ["c"] } } }),
        ]
    };
    let script = Script::of(answers());
    let client = devops_guru::Client::new(&script.config().unwrap());
    let request = || client.get_resource_collection("AWS_CLOUD_FORMATION").paginate();
    assert_eq!(all(request().stack_names()).await, ["a", "b", "c"]);
    let sent = script.sent();
    assert_eq!(sent[0].line(), "GET /resource-collections/AWS_CLOUD_FORMATION");
    let tokens: Vec<_> = sent.iter().map(|sent| sent.query("NextToken")).collect();
    assert_eq!(tokens, [None, Some("t1"), Some("t2"), Some("t3")]);
    let script = Script::of(answers());
    let client = devops_guru::Client::new(&script.config().unwrap());
    let tags = client.get_resource_collection("AWS_TAGS").paginate().tags();
    assert_eq!(all(tags).await.len(), 1);
}

/// 6.2 no. 16: resumed in the middle of a page, the second result is emptied, its parent stays.
#[tokio::test]
async fn devops_guru_get_resource_collection_resumed() {
    let page = || {
        json!({ "ResourceCollection": { "CloudFormation": { "StackNames": ["a", "b"] },
            "Tags": [{ "AppBoundaryKey": "k", "TagValues": ["v"] }] } })
    };
    let script = Script::of([page()]);
    let client = devops_guru::Client::new(&script.config().unwrap());
    let mut pages = client.get_resource_collection("X").paginate().max_items(1).pages();
    let cut = Listing::of(&mut pages).await.complete().unwrap();
    let collection = cut[0].resource_collection.as_ref().unwrap();
    assert_eq!(collection.cloud_formation.as_ref().unwrap().stack_names(), ["a"]);
    assert_eq!(collection.tags().len(), 1);
    let token = pages.resume_token();
    assert_eq!(resume(token.clone()), json!({ "NextToken": null, "boto_truncate_amount": 1 }));
    let script = Script::of([page()]);
    let client = devops_guru::Client::new(&script.config().unwrap());
    let rest = client.get_resource_collection("X").paginate().starting_token(token.unwrap());
    let rest = all(rest.pages()).await;
    let collection = rest[0].resource_collection.as_ref().unwrap();
    assert_eq!(collection.cloud_formation.as_ref().unwrap().stack_names(), ["b"]);
    assert_eq!(collection.tags.as_deref().map(<[_]>::len), Some(0));
}

/// 6.2 no. 17: two lists below a parent that is also kept as a whole, and that the first page may
/// lack: nothing of the later pages is lost.
#[tokio::test]
async fn ecr_describe_image_scan_findings() {
    let answers = [
        json!({ "repositoryName": "r", "imageScanStatus": { "status": "ACTIVE" }, "nextToken": "t1" }),
        json!({ "imageScanFindings": { "findings": [{ "name": "f1" }],
            "enhancedFindings": [{ "title": "e1" }, { "title": "e2" }] }, "nextToken": "t2" }),
        json!({ "imageScanFindings": { "findings": [{ "name": "f2" }, { "name": "f3" }] } }),
    ];
    let names = |script: &Script| {
        let client = ecr::Client::new(&script.config().unwrap());
        client.describe_image_scan_findings(ImageIdentifier::new().image_tag("v1"), "r").paginate()
    };
    let script = Script::of(answers.clone());
    let findings = all(names(&script).page_size(5).findings()).await;
    let found: Vec<_> = findings.iter().filter_map(|one| one.name.as_deref()).collect();
    assert_eq!(found, ["f1", "f2", "f3"]);
    let sent: Vec<Value> = script.sent().iter().map(|sent| sent.json()).collect();
    let asked = json!({ "repositoryName": "r", "imageId": { "imageTag": "v1" }, "maxResults": 5 });
    assert_eq!((sent.len(), &sent[0]), (3, &asked));
    assert_eq!((&sent[1]["nextToken"], &sent[2]["nextToken"]), (&json!("t1"), &json!("t2")));
    let script = Script::of(answers.clone());
    let enhanced = all(names(&script).enhanced_findings()).await;
    let found: Vec<_> = enhanced.iter().filter_map(|one| one.title.as_deref()).collect();
    assert_eq!(found, ["e1", "e2"]);
    // Only the first list counts.
    let script = Script::of(answers);
    let mut pages = names(&script).max_items(2).pages();
    let pages_found = Listing::of(&mut pages).await.complete().unwrap();
    assert_eq!((pages_found.len(), script.sent().len()), (3, 3));
    assert_eq!(
        resume(pages.resume_token()),
        json!({ "nextToken": "t2", "boto_truncate_amount": 1 })
    );
}

/// 6.2 no. 18: rows below a structure whose other member comes with every page.
#[tokio::test]
async fn athena_get_query_results() {
    let rows = |texts: &[&str]| -> Vec<Value> {
        texts.iter().map(|text| json!({ "Data": [{ "VarCharValue": text }] })).collect()
    };
    let page = |texts: &[&str]| {
        json!({ "UpdateCount": 0, "ResultSet": { "Rows": rows(texts),
            "ResultSetMetadata": { "ColumnInfo": [{ "Name": "c", "Type": "varchar" }] } } })
    };
    let mut first = page(&["head", "1"]);
    first["NextToken"] = json!("t");
    let script = Script::of([first, page(&["2"])]);
    let client = athena::Client::new(&script.config().unwrap());
    let pages = all(client.get_query_results("q").paginate().page_size(2).pages()).await;
    let sets = pages.iter().map(|page| page.result_set.as_ref().unwrap());
    let found = sets.map(|set| {
        let columns = set.result_set_metadata.as_ref().unwrap().column_info();
        (columns[0].name.as_deref(), set.rows().len())
    });
    assert_eq!(found.collect::<Vec<_>>(), [(Some("c"), 2), (Some("c"), 1)]);
    let sent: Vec<Value> = script.sent().iter().map(|sent| sent.json()).collect();
    assert_eq!(sent[0], json!({ "QueryExecutionId": "q", "MaxResults": 2 }));
    assert_eq!(sent[1], json!({ "QueryExecutionId": "q", "MaxResults": 2, "NextToken": "t" }));
}
