//! Other services that speak XML.

use maitred_odd::aws::{cloudfront, iam, importexport, route53};
use maitred_odd::{Listing, Script, resume};
use serde_json::json;

use crate::all;

fn jobs(ids: &[&str], more: bool) -> String {
    let ids = ids.iter().map(|id| format!("<member><JobId>{id}</JobId></member>"));
    let ids: String = ids.collect();
    format!(
        "<ListJobsResponse xmlns=\"http://importexport.amazonaws.com/doc/2010-06-01/\"><ListJobsResult>\
         <IsTruncated>{more}</IsTruncated><Jobs>{ids}</Jobs></ListJobsResult></ListJobsResponse>"
    )
}

/// 6.2 no. 5: the token is the id of the page's last job.
#[tokio::test]
async fn importexport_list_jobs() {
    let script = Script::of([jobs(&["a", "b"], true), jobs(&["c"], true), jobs(&["d"], false)]);
    let client = importexport::Client::new(&script.config().unwrap());
    let jobs = all(client.list_jobs().paginate().page_size(2).items()).await;
    let ids: Vec<_> = jobs.iter().filter_map(|job| job.job_id.as_deref()).collect();
    assert_eq!(ids, ["a", "b", "c", "d"]);
    let sent = script.sent();
    let asked: Vec<_> =
        sent.iter().map(|sent| (sent.form("MaxJobs"), sent.form("Marker"))).collect();
    let two = || Some("2".to_owned());
    assert_eq!(
        asked,
        [(two(), None), (two(), Some("b".to_owned())), (two(), Some("c".to_owned()))]
    );
    assert_eq!(sent[0].form("Action").as_deref(), Some("ListJobs"));
}

/// 6.2 no. 5: a page without jobs has no token.
#[tokio::test]
async fn importexport_list_jobs_without_a_last_job() {
    let script = Script::of([jobs(&[], true)]);
    let client = importexport::Client::new(&script.config().unwrap());
    let mut items = client.list_jobs().paginate().items();
    assert!(Listing::of(&mut items).await.complete().unwrap().is_empty());
    assert_eq!((script.sent().len(), items.resume_token()), (1, None));
}

fn records(names: &[&str], next: &[(&str, &str)]) -> String {
    let names = names.iter().map(|name| {
        format!("<ResourceRecordSet><Name>{name}</Name><Type>A</Type></ResourceRecordSet>")
    });
    let names: String = names.collect();
    let more = !next.is_empty();
    let next: String =
        next.iter().map(|(name, value)| format!("<Next{name}>{value}</Next{name}>")).collect();
    format!(
        "<ListResourceRecordSetsResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\">\
         <ResourceRecordSets>{names}</ResourceRecordSets><IsTruncated>{more}</IsTruncated>{next}\
         <MaxItems>2</MaxItems></ListResourceRecordSetsResponse>"
    )
}

type Asked = [Option<String>; 4];

fn asked(script: &Script) -> Vec<Asked> {
    let names = ["name", "type", "identifier", "maxitems"];
    let of = |sent: &maitred_odd::Sent| names.map(|name| sent.query(name).map(str::to_owned));
    script.sent().iter().map(of).collect()
}

fn query(values: [&str; 4]) -> Asked {
    values.map(|value| (!value.is_empty()).then(|| value.to_owned()))
}

/// 6.2 no. 6: three tokens, of which one is an enum, and one is there for some records only and
/// leaves the request for the others; the page size is text.
#[tokio::test]
async fn route53_list_resource_record_sets() {
    let script = Script::of([
        records(
            &["a."],
            &[("RecordName", "b."), ("RecordType", "TXT"), ("RecordIdentifier", "blue")],
        ),
        records(&["b.", "c."], &[("RecordName", "d."), ("RecordType", "NEWTYPE")]),
        records(&["d."], &[]),
    ]);
    let client = route53::Client::new(&script.config().unwrap());
    let request = client.list_resource_record_sets("Z1").start_record_identifier("mine");
    let names = all(request.paginate().page_size(2).items()).await;
    let names: Vec<_> = names.iter().filter_map(|record| record.name.as_deref()).collect();
    assert_eq!(names, ["a.", "b.", "c.", "d."]);
    assert_eq!(script.sent()[0].line(), "GET /2013-04-01/hostedzone/Z1/rrset");
    assert_eq!(
        asked(&script),
        [
            query(["", "", "mine", "2"]),
            query(["b.", "TXT", "blue", "2"]),
            query(["d.", "NEWTYPE", "", "2"])
        ]
    );
}

/// 6.2 no. 6: the resume token names all three, in the definition's order.
#[tokio::test]
async fn route53_list_resource_record_sets_resumed() {
    let next = [("RecordName", "b."), ("RecordType", "A")];
    let script = Script::of([records(&["a."], &next)]);
    let client = route53::Client::new(&script.config().unwrap());
    let request = client.list_resource_record_sets("Z1");
    let mut items = request.paginate().max_items(1).items();
    assert_eq!(Listing::of(&mut items).await.complete().unwrap().len(), 1);
    let token = items.resume_token().unwrap();
    assert_eq!(
        resume(Some(token.clone())),
        json!({ "StartRecordName": "b.", "StartRecordType": "A", "StartRecordIdentifier": null })
    );
    // The older kind of token has the same three parts.
    for token in [token.to_string(), "b.___A___None".to_owned()] {
        let script = Script::of([records(&["b."], &[])]);
        let client = route53::Client::new(&script.config().unwrap());
        let request = client.list_resource_record_sets("Z1").paginate().starting_token(token);
        assert_eq!(all(request.items()).await.len(), 1);
        assert_eq!(asked(&script), [query(["b.", "A", "", ""])]);
    }
}

fn distributions(ids: &[&str], more: bool, marker: &str) -> String {
    let ids =
        ids.iter().map(|id| format!("<DistributionSummary><Id>{id}</Id></DistributionSummary>"));
    let ids: String = ids.collect();
    format!(
        "<DistributionList xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\"><Marker></Marker>\
         {marker}<MaxItems>2</MaxItems><IsTruncated>{more}</IsTruncated><Quantity>{}</Quantity>\
         <Items>{ids}</Items></DistributionList>",
        ids.len()
    )
}

/// 6.2 no. 19: token, `IsTruncated` and items are all below the structure that is the body; a page
/// that says it is the last one is, although it names a marker.
#[tokio::test]
async fn cloudfront_list_distributions() {
    let script = Script::of([
        distributions(&["a", "b"], true, "<NextMarker>m 1</NextMarker>"),
        distributions(&["c"], false, "<NextMarker>m2</NextMarker>"),
    ]);
    let client = cloudfront::Client::new(&script.config().unwrap());
    let found = all(client.list_distributions().paginate().page_size(2).items()).await;
    let ids: Vec<_> = found.iter().filter_map(|one| one.id.as_deref()).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    let sent = script.sent();
    assert_eq!(sent[0].line(), "GET /2020-05-31/distribution");
    let asked = sent.iter().map(|sent| (sent.query("MaxItems"), sent.query("Marker")));
    assert_eq!(asked.collect::<Vec<_>>(), [(Some("2"), None), (Some("2"), Some("m 1"))]);
}

/// 6.2 no. 19: one of the newer listings, whose request is an XML document with the token in it.
#[tokio::test]
async fn cloudfront_list_distribution_tenants() {
    let page = |id: &str, marker: &str| {
        format!(
            "<ListDistributionTenantsResult xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">\
             {marker}<DistributionTenantList><DistributionTenantSummary><Id>{id}</Id>\
             </DistributionTenantSummary></DistributionTenantList></ListDistributionTenantsResult>"
        )
    };
    let script = Script::of([page("a", "<NextMarker>m&amp;1</NextMarker>"), page("b", "")]);
    let client = cloudfront::Client::new(&script.config().unwrap());
    let found = all(client.list_distribution_tenants().paginate().page_size(1).items()).await;
    let ids: Vec<_> = found.iter().filter_map(|one| one.id.as_deref()).collect();
    assert_eq!(ids, ["a", "b"]);
    let bodies: Vec<_> = script.sent().iter().map(|sent| sent.text()).collect();
    let root = "<ListDistributionTenantsRequest xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">";
    assert_eq!(bodies[0], format!("{root}<MaxItems>1</MaxItems></ListDistributionTenantsRequest>"));
    assert_eq!(
        bodies[1],
        format!(
            "{root}<Marker>m&amp;1</Marker><MaxItems>1</MaxItems></ListDistributionTenantsRequest>"
        )
    );
}

fn details(list: &str, names: &[&str], rest: &str) -> String {
    let kind = if list == "UserDetailList" { "UserName" } else { "PolicyName" };
    let names = names.iter().map(|name| format!("<member><{kind}>{name}</{kind}></member>"));
    let names: String = names.collect();
    format!(
        "<GetAccountAuthorizationDetailsResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">\
         <GetAccountAuthorizationDetailsResult><{list}>{names}</{list}>{rest}\
         </GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>"
    )
}

/// 6.2, four results: a page may hold any of them; the first is counted, so pages without users do
/// not bring a limit nearer.
#[tokio::test]
async fn iam_get_account_authorization_details() {
    let more = |marker: &str| format!("<IsTruncated>true</IsTruncated><Marker>{marker}</Marker>");
    let answers = || {
        [
            details("UserDetailList", &["u1"], &more("m1")),
            details("Policies", &["p1", "p2"], &more("m2")),
            details("UserDetailList", &["u2", "u3"], &more("m3")),
            details("Policies", &["p3"], "<IsTruncated>false</IsTruncated>"),
        ]
    };
    let start = |script: &Script| {
        let client = iam::Client::new(&script.config().unwrap());
        client.get_account_authorization_details().filter(["User"]).paginate()
    };
    let script = Script::of(answers());
    let policies = all(start(&script).page_size(3).policies()).await;
    let names: Vec<_> = policies.iter().filter_map(|one| one.policy_name.as_deref()).collect();
    assert_eq!(names, ["p1", "p2", "p3"]);
    let sent = script.sent();
    assert_eq!(sent[0].form("MaxItems").as_deref(), Some("3"));
    assert!(sent.iter().all(|sent| sent.form("Filter.member.1").as_deref() == Some("User")));
    let markers: Vec<_> = sent.iter().filter_map(|sent| sent.form("Marker")).collect();
    assert_eq!(markers, ["m1", "m2", "m3"]);
    let lists = [
        all(start(&Script::of(answers())).group_detail_list()).await.len(),
        all(start(&Script::of(answers())).role_detail_list()).await.len(),
    ];
    assert_eq!(lists, [0, 0]);
    let script = Script::of(answers());
    let mut items = start(&script).max_items(2).user_detail_list();
    assert_eq!(Listing::of(&mut items).await.complete().unwrap().len(), 2);
    assert_eq!(script.sent().len(), 3);
    assert_eq!(resume(items.resume_token()), json!({ "Marker": "m2", "boto_truncate_amount": 1 }));
}
