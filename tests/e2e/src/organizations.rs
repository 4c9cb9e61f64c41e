//! Organizations: a global service; accounts, units and policies.

use serde_json::json;

use crate::aws::organizations::Client;
use crate::aws::organizations::types::{
    Account, Child, ChildType, OrganizationalUnit, PolicySummary, PolicyType, Root,
};
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::errors::{Refused, compare as compare_errors, failed};
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::views::{self, word};
use crate::world::World;

const CONTENT: &str = r#"{"Version":"2012-10-17","Statement":[]}"#;

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    let root = fill(world, &client).await?;
    for listing in
        [accounts(&client), units(&client, &root), policies(&client), children(&client, &root)]
    {
        thorough(world, &listing, Some(3)).await?;
    }
    let roots = roots(&client);
    roots.whole(world, &[None, Some(2)]).await?;
    world.front.begin([]);
    let error = failed(client.list_organizational_units_for_parent("r-none").send().await)?;
    let arguments = json!({ "ParentId": "r-none" });
    let operation = "list_organizational_units_for_parent";
    compare_errors(world, &Refused { service: "organizations", operation, arguments }, &error)
}

/// Gives the root.
async fn fill(world: &mut World, client: &Client) -> Result<String, Failure> {
    client.create_organization().send().await?;
    let roots = client.list_roots().send().await?;
    let root = roots.roots().first().and_then(|root| root.id.clone()).ok_or("there is no root")?;
    for number in 0..7 {
        let name = format!("unit é {number}");
        let arguments = json!({ "ParentId": root, "Name": name });
        let call =
            Call { service: "organizations", operation: "create_organizational_unit", arguments };
        let create = client.create_organizational_unit(&name, &root).send();
        same_request(world, &name, call, create).await?;

        let (name, email) = (format!("account-{number}"), format!("a+{number}@example.com"));
        client.create_account(name, email).send().await?;

        let name = format!("policy-{number}");
        let kind = "SERVICE_CONTROL_POLICY";
        let arguments =
            json!({ "Content": CONTENT, "Description": "<&>", "Name": name, "Type": kind });
        let call = Call { service: "organizations", operation: "create_policy", arguments };
        let kind = PolicyType::ServiceControlPolicy;
        let create = client.create_policy(CONTENT, "<&>", &name, kind).send();
        same_request(world, &name, call, create).await?;
    }
    Ok(root)
}

fn accounts(client: &Client) -> Listing {
    let view = |account: &Account| {
        let time = views::time(account.joined_timestamp);
        let Account { id, arn, email, name, .. } = account;
        json!([id, arn, email, name, word!(account.status), time])
    };
    let ours = ours!(client.list_accounts(), items, |page| page.accounts(), view);
    let items = "Accounts[].[Id, Arn, Email, Name, Status, JoinedTimestamp]";
    Listing::new("organizations", "list_accounts", json!({}), items, ours)
}

fn units(client: &Client, root: &str) -> Listing {
    let view = |unit: &OrganizationalUnit| json!([unit.id, unit.arn, unit.name]);
    let request = client.list_organizational_units_for_parent(root);
    let ours = ours!(request, items, |page| page.organizational_units(), view);
    let arguments = json!({ "ParentId": root });
    let items = "OrganizationalUnits[].[Id, Arn, Name]";
    let operation = "list_organizational_units_for_parent";
    Listing::new("organizations", operation, arguments, items, ours)
}

fn policies(client: &Client) -> Listing {
    let view = |policy: &PolicySummary| {
        let PolicySummary { id, name, description, aws_managed, .. } = policy;
        json!([id, name, description, word!(policy.type_), aws_managed])
    };
    let request = client.list_policies(PolicyType::ServiceControlPolicy);
    let ours = ours!(request, items, |page| page.policies(), view);
    let arguments = json!({ "Filter": "SERVICE_CONTROL_POLICY" });
    let items = "Policies[].[Id, Name, Description, Type, AwsManaged]";
    Listing::new("organizations", "list_policies", arguments, items, ours)
}

fn children(client: &Client, root: &str) -> Listing {
    let view = |child: &Child| json!([child.id, word!(child.type_)]);
    let request = client.list_children(ChildType::Account, root);
    let ours = ours!(request, items, |page| page.children(), view);
    let arguments = json!({ "ParentId": root, "ChildType": "ACCOUNT" });
    Listing::new("organizations", "list_children", arguments, "Children[].[Id, Type]", ours)
}

fn roots(client: &Client) -> Listing {
    let view = |root: &Root| {
        let kinds = root.policy_types.iter().flatten();
        let kinds: Vec<_> =
            kinds.map(|kind| json!([word!(kind.type_), word!(kind.status)])).collect();
        json!([root.id, root.arn, root.name, kinds])
    };
    let ours = ours!(client.list_roots(), items, |page| page.roots(), view);
    let items = "Roots[].[Id, Arn, Name, PolicyTypes[].[Type, Status]]";
    Listing::new("organizations", "list_roots", json!({}), items, ours)
}
