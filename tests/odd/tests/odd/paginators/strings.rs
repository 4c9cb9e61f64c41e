//! Results that are text: a limit counts characters.

use maitred_odd::aws::{devops_guru, rds};
use maitred_odd::{Listing, Script, resume};
use serde_json::{Value, json};

use crate::all;

fn portion(data: &str, marker: &str, pending: bool) -> String {
    format!(
        "<DownloadDBLogFilePortionResponse xmlns=\"http://rds.amazonaws.com/doc/2014-10-31/\">\
         <DownloadDBLogFilePortionResult><LogFileData>{data}</LogFileData><Marker>{marker}</Marker>\
         <AdditionalDataPending>{pending}</AdditionalDataPending></DownloadDBLogFilePortionResult>\
         <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>\
         </DownloadDBLogFilePortionResponse>"
    )
}

fn markers(script: &Script) -> Vec<Option<String>> {
    script.sent().iter().map(|sent| sent.form("Marker")).collect()
}

/// 6.2 no. 8: the page size counts lines, and the marker "0" is a real one.
#[tokio::test]
async fn rds_download_db_log_file_portion() {
    let script = Script::of([
        portion("", "0", true),
        portion("é one\n", "5:77", true),
        portion("two\n", "5:80", false),
    ]);
    let client = rds::Client::new(&script.config().unwrap());
    let request = client.download_db_log_file_portion("db", "error/log");
    let pages = all(request.paginate().page_size(100).pages()).await;
    let text: Vec<_> = pages.iter().filter_map(|page| page.log_file_data.as_deref()).collect();
    assert_eq!(text.concat(), "é one\ntwo\n");
    assert_eq!(markers(&script), [None, Some("0".to_owned()), Some("5:77".to_owned())]);
    let first = &script.sent()[0];
    assert_eq!(first.form("Action").as_deref(), Some("DownloadDBLogFilePortion"));
    assert_eq!(first.form("NumberOfLines").as_deref(), Some("100"));
    assert_eq!(first.form("LogFileName").as_deref(), Some("error/log"));
}

/// 6.2 no. 8, P26: characters, not bytes, are cut, and the token leads to the next one.
#[tokio::test]
async fn rds_download_db_log_file_portion_limited() {
    let script = Script::of([portion("héllo", "5", true)]);
    let client = rds::Client::new(&script.config().unwrap());
    let request = client.download_db_log_file_portion("db", "log").marker("0");
    let mut pages = request.clone().paginate().max_items(3).pages();
    let cut = Listing::of(&mut pages).await.complete().unwrap();
    assert_eq!(cut[0].log_file_data.as_deref(), Some("hél"));
    let token = pages.resume_token();
    // botocore writes a null for the marker that the caller set, and forgets it so (P23).
    assert_eq!(resume(token.clone()), json!({ "Marker": "0", "boto_truncate_amount": 3 }));
    let script = Script::of([portion("héllo", "5", true), portion("!", "6", false)]);
    let client = rds::Client::new(&script.config().unwrap());
    let request = client.download_db_log_file_portion("db", "log");
    let rest = all(request.paginate().starting_token(token.unwrap()).pages()).await;
    let text: Vec<_> = rest.iter().filter_map(|page| page.log_file_data.as_deref()).collect();
    assert_eq!(text, ["lo", "!"]);
    assert_eq!(markers(&script), [Some("0".to_owned()), Some("5".to_owned())]);
}

/// 6.2 no. 8: the plain text "0" starts a listing at the beginning of the file.
#[tokio::test]
async fn rds_download_db_log_file_portion_from_marker_zero() {
    let script = Script::of([portion("hello", "5", false)]);
    let client = rds::Client::new(&script.config().unwrap());
    let request = client.download_db_log_file_portion("db", "log").paginate().starting_token("0");
    let mut pages = request.max_items(5).pages();
    let whole = Listing::of(&mut pages).await.complete().unwrap();
    assert_eq!(whole[0].log_file_data.as_deref(), Some("hello"));
    assert_eq!((markers(&script), pages.resume_token()), (vec![Some("0".to_owned())], None));
}

fn groups(names: &[&str], token: Option<&str>) -> Value {
    let groups: Vec<Value> = names.iter().map(|name| json!({ "LogGroupName": name })).collect();
    json!({ "InsightId": "abcdef", "AnomalousLogGroups": groups, "NextToken": token })
}

fn start(script: &Script) -> devops_guru::paginator::ListAnomalousLogGroupsPaginator {
    let client = devops_guru::Client::new(&script.config().unwrap());
    client.list_anomalous_log_groups("abcdef").paginate()
}

/// 6.2 no. 9: the first result is the text of an id, so that a limit counts its characters; the
/// list beside it stays whole, and is what the items are.
#[tokio::test]
async fn devops_guru_list_anomalous_log_groups() {
    let script = Script::of([groups(&["g1", "g2"], Some("t")), groups(&["g3"], None)]);
    let items = all(start(&script).page_size(2).items()).await;
    let names: Vec<_> = items.iter().filter_map(|group| group.log_group_name.as_deref()).collect();
    assert_eq!(names, ["g1", "g2", "g3"]);
    let sent: Vec<Value> = script.sent().iter().map(|sent| sent.json()).collect();
    assert_eq!(sent[0], json!({ "InsightId": "abcdef", "MaxResults": 2 }));
    assert_eq!(sent[1], json!({ "InsightId": "abcdef", "MaxResults": 2, "NextToken": "t" }));
    assert_eq!(script.sent()[0].line(), "POST /list-log-anomalies");
}

/// 6.2 no. 9: cut after four characters of the id; all log groups are there.
#[tokio::test]
async fn devops_guru_list_anomalous_log_groups_limited() {
    let script = Script::of([groups(&["g1", "g2"], Some("t"))]);
    let mut pages = start(&script).max_items(4).pages();
    let cut = Listing::of(&mut pages).await.complete().unwrap();
    let (id, count) = (cut[0].insight_id.as_deref(), cut[0].anomalous_log_groups().len());
    assert_eq!((id, count), (Some("abcd"), 2));
    assert_eq!(
        resume(pages.resume_token()),
        json!({ "NextToken": null, "boto_truncate_amount": 4 })
    );
}

/// 6.2 no. 9: after six characters the first page is exactly used up; after twelve, two pages are.
#[tokio::test]
async fn devops_guru_list_anomalous_log_groups_at_the_boundary() {
    let script = Script::of([groups(&["g1"], Some("t"))]);
    let mut pages = start(&script).max_items(6).pages();
    assert_eq!(Listing::of(&mut pages).await.complete().unwrap().len(), 1);
    assert_eq!(resume(pages.resume_token()), json!({ "NextToken": "t" }));
    let script = Script::of([groups(&["g1"], Some("t")), groups(&["g2"], Some("u"))]);
    let mut pages = start(&script).max_items(12).pages();
    assert_eq!(Listing::of(&mut pages).await.complete().unwrap().len(), 2);
    assert_eq!(resume(pages.resume_token()), json!({ "NextToken": "u" }));
}
