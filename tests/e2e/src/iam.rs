//! IAM: a global service, in the query protocol.

use maitred::Config;
use serde_json::{Value, json};

use crate::aws::iam::Client;
use crate::aws::iam::types::{
    AttachedPolicy, EntityType, Group, Policy, PolicyScopeType, Role, Tag, User, UserDetail,
};
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::errors::{Refused, compare as compare_errors, failed};
use crate::front::Step;
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::views;
use crate::waiting::{Scene, Waiter, compare};
use crate::world::World;

const TRUST: &str = r#"{"Version":"2012-10-17","Statement":[]}"#;
const POLICY: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    fill(world, &client).await?;
    for listing in [users(&client), groups(&client), roles(&client), policies(&client)] {
        thorough(world, &listing, Some(3)).await?;
    }
    for listing in [attached(&client), tags(&client)] {
        thorough(world, &listing, Some(2)).await?;
    }
    let details = details(&client);
    thorough(world, &details, Some(3)).await?;
    details.others_once(world, Some(3), &[1, 3]).await?;
    wait_for_all(world, &client).await?;
    errors(world, &client).await
}

async fn fill(world: &mut World, client: &Client) -> Result<(), Failure> {
    for number in 0..7 {
        let (user, role) = (format!("user+{number}@x"), format!("role-{number}"));
        let arguments = json!({ "UserName": user, "Path": "/staff/" });
        let call = Call { service: "iam", operation: "create_user", arguments };
        let create = client.create_user(&user).path("/staff/").send();
        same_request(world, &user, call, create).await?;
        client.create_group(format!("group-{number}")).send().await?;

        let tags = (0..5).map(|tag| Tag::new(format!("key {tag}"), "ü=&+ %"));
        let their_tags: Vec<_> =
            (0..5).map(|tag| json!({ "Key": format!("key {tag}"), "Value": "ü=&+ %" })).collect();
        let arguments =
            json!({ "RoleName": role, "AssumeRolePolicyDocument": TRUST, "Tags": their_tags });
        let call = Call { service: "iam", operation: "create_role", arguments };
        let create = client.create_role(TRUST, &role).tags(tags).send();
        same_request(world, &role, call, create).await?;

        let policy = client.create_policy(POLICY, format!("policy-{number}")).send().await?;
        let arn = policy.policy.and_then(|policy| policy.arn).ok_or("a policy has no ARN")?;
        client.attach_role_policy(arn, "role-0").send().await?;
    }
    Ok(())
}

fn users(client: &Client) -> Listing {
    let view = |user: &User| {
        json!([user.user_name, user.path, user.user_id, user.arn, views::time(user.create_date)])
    };
    let ours = ours!(client.list_users(), items, |page| page.users(), view);
    let items = "Users[].[UserName, Path, UserId, Arn, CreateDate]";
    Listing::new("iam", "list_users", json!({}), items, ours)
}

fn groups(client: &Client) -> Listing {
    let view = |group: &Group| json!([group.group_name, group.path, group.group_id, group.arn]);
    let ours = ours!(client.list_groups(), items, |page| page.groups(), view);
    let items = "Groups[].[GroupName, Path, GroupId, Arn]";
    Listing::new("iam", "list_groups", json!({}), items, ours)
}

fn roles(client: &Client) -> Listing {
    let view = |role: &Role| {
        let time = views::time(role.create_date);
        // boto3 makes a document of the text; the name tells enough of it.
        json!([role.role_name, role.arn, role.max_session_duration, time])
    };
    let ours = ours!(client.list_roles().path_prefix("/"), items, |page| page.roles(), view);
    let items = "Roles[].[RoleName, Arn, MaxSessionDuration, CreateDate]";
    Listing::new("iam", "list_roles", json!({ "PathPrefix": "/" }), items, ours)
}

fn policies(client: &Client) -> Listing {
    let view = |policy: &Policy| {
        let Policy { policy_name, arn, attachment_count, is_attachable, .. } = policy;
        json!([policy_name, arn, attachment_count, is_attachable, views::time(policy.update_date)])
    };
    let request = client.list_policies().scope(PolicyScopeType::Local).only_attached(true);
    let ours = ours!(request, items, |page| page.policies(), view);
    let items = "Policies[].[PolicyName, Arn, AttachmentCount, IsAttachable, UpdateDate]";
    let arguments = json!({ "Scope": "Local", "OnlyAttached": true });
    Listing::new("iam", "list_policies", arguments, items, ours)
}

fn attached(client: &Client) -> Listing {
    let view = |policy: &AttachedPolicy| json!([policy.policy_name, policy.policy_arn]);
    let request = client.list_attached_role_policies("role-0");
    let ours = ours!(request, items, |page| page.attached_policies(), view);
    let items = "AttachedPolicies[].[PolicyName, PolicyArn]";
    let arguments = json!({ "RoleName": "role-0" });
    Listing::new("iam", "list_attached_role_policies", arguments, items, ours)
}

fn tags(client: &Client) -> Listing {
    let view = |tag: &Tag| json!([tag.key, tag.value]);
    let ours = ours!(client.list_role_tags("role-0"), items, |page| page.tags(), view);
    let arguments = json!({ "RoleName": "role-0" });
    Listing::new("iam", "list_role_tags", arguments, "Tags[].[Key, Value]", ours)
}

/// Four lists on one page.
fn details(client: &Client) -> Listing {
    let filter = [EntityType::User, EntityType::Group, EntityType::Role];
    let request = client.get_account_authorization_details().filter(filter);
    let view = |user: &UserDetail| json!([user.user_name, user.arn]);
    let ours = ours!(request, user_detail_list, |page| page.user_detail_list(), view, {
        let groups = page.group_detail_list().iter().map(|group| json!(group.group_name));
        let roles = page.role_detail_list().iter().map(|role| json!(role.role_name));
        vec![groups.collect::<Value>(), roles.collect()]
    });
    let arguments = json!({ "Filter": ["User", "Group", "Role"] });
    let others = &["GroupDetailList[].GroupName || `[]`", "RoleDetailList[].RoleName || `[]`"];
    let operation = "get_account_authorization_details";
    Listing::new("iam", operation, arguments, "UserDetailList[].[UserName, Arn]", ours)
        .others(others)
}

async fn wait_for_all(world: &mut World, client: &Client) -> Result<(), Failure> {
    let waiter = |waiter| Waiter { service: "iam", waiter, max_attempts: None };
    let user = |world: &World, name: &'static str| {
        let create = move |config: Config| async move {
            Client::new(&config).create_user(name).send().await.map(drop)
        };
        vec![Step::Forward, Step::Forward, world.after(create)]
    };
    let theirs = Scene { wait: json!({ "UserName": "late-1" }), script: user(world, "late-1") };
    let wait = client.get_user().user_name("late-2").wait_until_user_exists();
    let ours = Scene { wait, script: user(world, "late-2") };
    let what = "created before the third poll";
    let _ = compare(world, &waiter("user_exists"), what, theirs, ours).await?;

    let role = |world: &World, name: &'static str| {
        let create = move |config: Config| async move {
            Client::new(&config).create_role(TRUST, name).send().await.map(drop)
        };
        vec![Step::Forward, world.after(create)]
    };
    let theirs = Scene { wait: json!({ "RoleName": "late-1" }), script: role(world, "late-1") };
    let wait = client.get_role("late-2").wait_until_role_exists();
    let ours = Scene { wait, script: role(world, "late-2") };
    let what = "created before the second poll";
    let _ = compare(world, &waiter("role_exists"), what, theirs, ours).await?;

    let arn = "arn:aws:iam::123456789012:policy/policy-0";
    let theirs = Scene::still(json!({ "PolicyArn": arn }));
    let ours = Scene::still(client.get_policy(arn).wait_until_policy_exists());
    let _ = compare(world, &waiter("policy_exists"), "there", theirs, ours).await?;

    let theirs = Scene::still(json!({ "InstanceProfileName": "never" }));
    let ours =
        Scene::still(client.get_instance_profile("never").wait_until_instance_profile_exists());
    let _ = compare(world, &waiter("instance_profile_exists"), "never", theirs, ours).await?;
    Ok(())
}

async fn errors(world: &mut World, client: &Client) -> Result<(), Failure> {
    world.front.begin([]);
    let error = failed(client.list_attached_role_policies("nobody").send().await)?;
    let arguments = json!({ "RoleName": "nobody" });
    let unknown = Refused { service: "iam", operation: "list_attached_role_policies", arguments };
    compare_errors(world, &unknown, &error)?;
    world.front.begin([]);
    let error = failed(client.create_user("user+0@x").send().await)?;
    let arguments = json!({ "UserName": "user+0@x" });
    let there = Refused { service: "iam", operation: "create_user", arguments };
    compare_errors(world, &there, &error)
}
