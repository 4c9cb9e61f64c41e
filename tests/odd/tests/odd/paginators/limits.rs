//! Page sizes: required by the input, or text.

use maitred_odd::aws::{
    apigatewayv2, cloudfront, cognito_identity, cognito_idp, ec2, fms, glacier, greengrass, route53,
};
use maitred_odd::{Answer, Script};
use serde_json::{Value, json};

use crate::all;

fn bodies(script: &Script) -> Vec<Value> {
    script.sent().iter().map(|sent| sent.json()).collect()
}

/// 6.2 no. 20: the limit is a required member, so an argument; a page size wins over it (P19).
#[tokio::test]
async fn cognito_identity_list_identity_pools() {
    let answers = [
        json!({ "IdentityPools": [{ "IdentityPoolId": "a" }], "NextToken": "t" }),
        json!({ "IdentityPools": [] }),
    ];
    let script = Script::of(answers.clone());
    let client = cognito_identity::Client::new(&script.config().unwrap());
    assert_eq!(all(client.list_identity_pools(60).paginate().items()).await.len(), 1);
    assert_eq!(
        bodies(&script),
        [json!({ "MaxResults": 60 }), json!({ "MaxResults": 60, "NextToken": "t" })]
    );
    let script = Script::of(answers);
    let client = cognito_identity::Client::new(&script.config().unwrap());
    assert_eq!(all(client.list_identity_pools(60).paginate().page_size(7).items()).await.len(), 1);
    assert_eq!(
        bodies(&script),
        [json!({ "MaxResults": 7 }), json!({ "MaxResults": 7, "NextToken": "t" })]
    );
}

/// 6.2 no. 20.
#[tokio::test]
async fn cognito_idp_list_user_pools() {
    let script = Script::of([json!({ "UserPools": [{ "Id": "a" }], "NextToken": "t" }), json!({})]);
    let client = cognito_idp::Client::new(&script.config().unwrap());
    assert_eq!(all(client.list_user_pools(10).paginate().items()).await.len(), 1);
    assert_eq!(
        bodies(&script),
        [json!({ "MaxResults": 10 }), json!({ "MaxResults": 10, "NextToken": "t" })]
    );
}

/// 6.2 no. 20.
#[tokio::test]
async fn ec2_describe_byoip_cidrs() {
    let page = |cidr: &str, token: &str| {
        format!(
            "<DescribeByoipCidrsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\
             <byoipCidrSet><item><cidr>{cidr}</cidr></item></byoipCidrSet>{token}\
             </DescribeByoipCidrsResponse>"
        )
    };
    let script =
        Script::of([page("1.2.3.0/24", "<nextToken>t</nextToken>"), page("4.5.6.0/24", "")]);
    let client = ec2::Client::new(&script.config().unwrap());
    let cidrs = all(client.describe_byoip_cidrs(5).paginate().items()).await;
    let cidrs: Vec<_> = cidrs.iter().filter_map(|one| one.cidr.as_deref()).collect();
    assert_eq!(cidrs, ["1.2.3.0/24", "4.5.6.0/24"]);
    let asked =
        script.sent().into_iter().map(|sent| (sent.form("MaxResults"), sent.form("NextToken")));
    let five = || Some("5".to_owned());
    assert_eq!(asked.collect::<Vec<_>>(), [(five(), None), (five(), Some("t".to_owned()))]);
}

/// 6.2 no. 20, three times.
#[tokio::test]
async fn fms_lists() {
    let two = |key: &str| {
        let page = |count: usize, token: Option<&str>| {
            let list = vec![json!({}); count];
            let mut page = json!({ key: list });
            if let Some(token) = token {
                page["NextToken"] = json!(token);
            }
            Answer::from(page)
        };
        Script::of([page(2, Some("t")), page(1, None)])
    };
    let asked = |script: &Script, mut first: Value| {
        let mut second = first.clone();
        second["NextToken"] = json!("t");
        first["MaxResults"] = json!(3);
        second["MaxResults"] = json!(3);
        assert_eq!(bodies(script), [first, second]);
    };
    let script = two("AppsLists");
    let client = fms::Client::new(&script.config().unwrap());
    assert_eq!(all(client.list_apps_lists(3).paginate().items()).await.len(), 3);
    asked(&script, json!({}));
    let script = two("ProtocolsLists");
    let client = fms::Client::new(&script.config().unwrap());
    let request = client.list_protocols_lists(3).default_lists(true);
    assert_eq!(all(request.paginate().items()).await.len(), 3);
    asked(&script, json!({ "DefaultLists": true }));
    let script = two("ThirdPartyFirewallFirewallPolicies");
    let client = fms::Client::new(&script.config().unwrap());
    let request =
        client.list_third_party_firewall_firewall_policies(100, "FORTIGATE_CLOUD_NATIVE_FIREWALL");
    assert_eq!(all(request.paginate().page_size(3).items()).await.len(), 3);
    asked(&script, json!({ "ThirdPartyFirewall": "FORTIGATE_CLOUD_NATIVE_FIREWALL" }));
}

/// 6.2, text limits: the page size is sent as text, in the query.
#[tokio::test]
async fn greengrass_list_groups() {
    let script = Script::of([json!({ "Groups": [{ "Id": "a" }], "NextToken": "t&t" }), json!({})]);
    let client = greengrass::Client::new(&script.config().unwrap());
    assert_eq!(all(client.list_groups().paginate().page_size(25).items()).await.len(), 1);
    let sent = script.sent();
    assert_eq!(sent[0].line(), "GET /greengrass/groups");
    let asked = sent.iter().map(|sent| (sent.query("MaxResults"), sent.query("NextToken")));
    assert_eq!(asked.collect::<Vec<_>>(), [(Some("25"), None), (Some("25"), Some("t&t"))]);
}

/// 6.2, text limits: names on the wire differ from the members'.
#[tokio::test]
async fn apigatewayv2_get_apis() {
    let script = Script::of([json!({ "items": [{ "apiId": "a" }], "nextToken": "t" }), json!({})]);
    let client = apigatewayv2::Client::new(&script.config().unwrap());
    let request = client.get_apis().max_results("9");
    let apis = all(request.paginate().page_size(25).items()).await;
    assert_eq!(apis[0].api_id.as_deref(), Some("a"));
    let sent = script.sent();
    let asked = sent.iter().map(|sent| (sent.query("maxResults"), sent.query("nextToken")));
    assert_eq!(asked.collect::<Vec<_>>(), [(Some("25"), None), (Some("25"), Some("t"))]);
}

/// 6.2, text limits: the members begin in lower case, the output's token in upper case.
#[tokio::test]
async fn glacier_list_vaults() {
    let script = Script::of([
        json!({ "VaultList": [{ "VaultName": "a" }], "Marker": "m" }),
        json!({ "Marker": null }),
    ]);
    let client = glacier::Client::new(&script.config().unwrap());
    let vaults = all(client.list_vaults("123").paginate().page_size(1).items()).await;
    assert_eq!(vaults[0].vault_name.as_deref(), Some("a"));
    let sent = script.sent();
    assert_eq!(sent[0].line(), "GET /123/vaults");
    let asked = sent.iter().map(|sent| (sent.query("limit"), sent.query("marker")));
    assert_eq!(asked.collect::<Vec<_>>(), [(Some("1"), None), (Some("1"), Some("m"))]);
}

/// 6.2, text limits.
#[tokio::test]
async fn route53_list_hosted_zones() {
    let page = |zone: &str, rest: &str| {
        format!(
            "<ListHostedZonesResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\">\
             <HostedZones><HostedZone><Id>/hostedzone/{zone}</Id></HostedZone></HostedZones>{rest}\
             <MaxItems>2</MaxItems></ListHostedZonesResponse>"
        )
    };
    let more = "<IsTruncated>true</IsTruncated><NextMarker>Z2</NextMarker>";
    let script = Script::of([page("Z1", more), page("Z2", "<IsTruncated>false</IsTruncated>")]);
    let client = route53::Client::new(&script.config().unwrap());
    let zones = all(client.list_hosted_zones().paginate().page_size(2).items()).await;
    assert_eq!(zones.len(), 2);
    let sent = script.sent();
    let asked = sent.iter().map(|sent| (sent.query("maxitems"), sent.query("marker")));
    assert_eq!(asked.collect::<Vec<_>>(), [(Some("2"), None), (Some("2"), Some("Z2"))]);
}

/// 6.2, text limits and no. 19: the newer listings do not say whether there are more.
#[tokio::test]
async fn cloudfront_list_key_value_stores() {
    let page = |name: &str, marker: &str| {
        format!(
            "<KeyValueStoreList xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">{marker}\
             <MaxItems>1</MaxItems><Quantity>1</Quantity><Items><KeyValueStore><Name>{name}</Name>\
             </KeyValueStore></Items></KeyValueStoreList>"
        )
    };
    let script = Script::of([page("a", "<NextMarker>m</NextMarker>"), page("b", "")]);
    let client = cloudfront::Client::new(&script.config().unwrap());
    let stores = all(client.list_key_value_stores().paginate().page_size(1).items()).await;
    let names: Vec<_> = stores.iter().filter_map(|store| store.name.as_deref()).collect();
    assert_eq!(names, ["a", "b"]);
    let sent = script.sent();
    let asked = sent.iter().map(|sent| (sent.query("MaxItems"), sent.query("Marker")));
    assert_eq!(asked.collect::<Vec<_>>(), [(Some("1"), None), (Some("1"), Some("m"))]);
}
