//! SNS: the query protocol, in pages of the service's own size.

use serde_json::json;

use crate::aws::sns::Client;
use crate::aws::sns::types::{Subscription, Topic};
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::errors::{Refused, compare as compare_errors, failed};
use crate::listing::{Listing, ours};
use crate::thorough::thorough;
use crate::world::World;

/// More than fit on a page.
const COUNT: usize = 105;

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let client = Client::new(&world.config);
    let mut arn = String::new();
    for number in 0..COUNT {
        let created = client.create_topic(format!("topic-{number}")).send().await?;
        arn = created.topic_arn.ok_or("a topic has no ARN")?;
    }
    for number in 0..COUNT {
        let endpoint = format!("+1555{number:07}");
        client.subscribe("sms", &arn).endpoint(endpoint).send().await?;
    }
    let view = |topic: &Topic| json!([topic.topic_arn]);
    let ours = ours!(no_size client.list_topics(), items, |page| page.topics(), view);
    let topics = Listing::new("sns", "list_topics", json!({}), "Topics[].[TopicArn]", ours);
    thorough(world, &topics, None).await?;
    for listing in [subscriptions(&client), subscriptions_of(&client, &arn)] {
        thorough(world, &listing, None).await?;
    }
    requests(world, &client, &arn).await?;
    let nowhere = format!("{arn}-nowhere");
    let arguments = json!({ "TopicArn": nowhere, "Message": "x" });
    world.front.begin([]);
    let error = failed(client.publish("x").topic_arn(&nowhere).send().await)?;
    compare_errors(world, &Refused { service: "sns", operation: "publish", arguments }, &error)
}

fn view(found: &Subscription) -> serde_json::Value {
    let Subscription { subscription_arn, owner, protocol, endpoint, topic_arn, .. } = found;
    json!([subscription_arn, owner, protocol, endpoint, topic_arn])
}

const ITEMS: &str = "Subscriptions[].[SubscriptionArn, Owner, Protocol, Endpoint, TopicArn]";

fn subscriptions(client: &Client) -> Listing {
    let request = client.list_subscriptions();
    let ours = ours!(no_size request, items, |page| page.subscriptions(), view);
    Listing::new("sns", "list_subscriptions", json!({}), ITEMS, ours)
}

fn subscriptions_of(client: &Client, arn: &str) -> Listing {
    let request = client.list_subscriptions_by_topic(arn);
    let ours = ours!(no_size request, items, |page| page.subscriptions(), view);
    Listing::new("sns", "list_subscriptions_by_topic", json!({ "TopicArn": arn }), ITEMS, ours)
}

/// Maps and lists in a form.
async fn requests(world: &mut World, client: &Client, arn: &str) -> Result<(), Failure> {
    let arguments = json!({ "Name": "named", "Attributes": { "DisplayName": "é & =+%" } });
    let call = Call { service: "sns", operation: "create_topic", arguments };
    let create = client.create_topic("named").attributes([("DisplayName", "é & =+%")]).send();
    same_request(world, "with attributes", call, create).await?;
    for text in ["plain", "a=b&c+d %20 é\n😀"] {
        let arguments = json!({ "TopicArn": arn, "Message": text, "Subject": "s" });
        let call = Call { service: "sns", operation: "publish", arguments };
        let publish = client.publish(text).topic_arn(arn).subject("s").send();
        let (published, _) = same_request(world, &format!("{text:?}"), call, publish).await?;
        let what = format!("sns Publish, {text:?}: has an id");
        world.checks.holds(what, published.message_id.is_some(), &published);
    }
    Ok(())
}
