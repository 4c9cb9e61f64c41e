//! S3 with buckets in the host, as behind an endpoint that has subdomains.

use std::io::BufReader;
use std::net::TcpStream;

use ::http::{Request, Response};
use bytes::Bytes;
use maitred::{S3Addressing, Sending, Transport, TransportError, TransportErrorKind};
use serde_json::{Value, json};

use crate::aws::s3::Client;
use crate::aws::s3::types::Object;
use crate::calls::{Call, same_request};
use crate::checks::Failure;
use crate::http as wire;
use crate::listing::{Listing, ours};
use crate::s3::{KEYS, put};
use crate::thorough::thorough;
use crate::waiting::{Scene, Waiter, compare};
use crate::world::{World, config};

const BUCKET: &str = "hosted";

pub(crate) async fn run(world: &mut World) -> Result<(), Failure> {
    let url = world.front.url().replace("127.0.0.1", "s3.localhost");
    let addressing = json!({ "s3": { "addressing_style": "virtual" } });
    world.boto.aim(url.clone(), addressing);
    let (name, secret) = world.server.key;
    let config = config(url).credentials(name, secret, None).clock(world.clock.clone());
    let config = config.s3_addressing(S3Addressing::Virtual).transport(Loopback).build()?;
    let result = all(world, &Client::new(&config)).await;
    world.boto.aim(world.front.url(), json!({}));
    result
}

async fn all(world: &mut World, client: &Client) -> Result<(), Failure> {
    let arguments = json!({ "Bucket": BUCKET });
    let call = Call { service: "s3", operation: "create_bucket", arguments };
    same_request(world, "in the host", call, client.create_bucket(BUCKET).send()).await?;
    for key in KEYS {
        put(world, BUCKET, key)?;
        let arguments = json!({ "Bucket": BUCKET, "Key": key });
        let call = Call { service: "s3", operation: "head_object", arguments };
        let head = client.head_object(BUCKET, key).send();
        let (head, answer) =
            same_request(world, &format!("in the host, {key:?}"), call, head).await?;
        let theirs = answer["output"]["ETag"].as_str();
        let what = format!("s3 HeadObject in the host, {key:?}: same tag as boto3");
        world.checks.equal(what, head.e_tag.as_deref(), theirs);
    }
    let hosts = world.front.seen().into_iter().map(|seen| seen.asked["headers"]["host"].clone());
    let hosts: Vec<Value> = hosts.collect();
    let is_hosted = |host: &Value| host.as_str().is_some_and(|host| host.starts_with("hosted.s3."));
    let what = "s3: the bucket is in the host";
    world.checks.holds(what, !hosts.is_empty() && hosts.iter().all(is_hosted), &hosts);
    thorough(world, &objects(client), Some(4)).await?;
    let exists = Waiter { service: "s3", waiter: "object_exists", max_attempts: None };
    let wait = client.head_object(BUCKET, "dir/é").wait_until_object_exists();
    let theirs = Scene::still(json!({ "Bucket": BUCKET, "Key": "dir/é" }));
    let _ = compare(world, &exists, "in the host", theirs, Scene::still(wait)).await?;
    Ok(())
}

fn objects(client: &Client) -> Listing {
    let view = |object: &Object| json!([object.key, object.size, object.e_tag]);
    let ours = ours!(client.list_objects_v2(BUCKET), contents, |page| page.contents(), view);
    let arguments = json!({ "Bucket": BUCKET });
    Listing::new("s3", "list_objects_v2", arguments, "Contents[].[Key, Size, ETag]", ours)
}

/// Sends to this machine, whatever the host is called: resolvers do not agree about names below
/// `localhost`.
#[derive(Debug)]
struct Loopback;

impl Transport for Loopback {
    fn send(&self, request: Request<Bytes>) -> Sending {
        let failed = |error| TransportError::new(TransportErrorKind::Io, error);
        Box::pin(async move { exchange(&request).map_err(failed) })
    }
}

fn exchange(request: &Request<Bytes>) -> Result<Response<Bytes>, Failure> {
    let port = request.uri().port_u16().ok_or("the endpoint has no port")?;
    let mut server = TcpStream::connect(("127.0.0.1", port))?;
    wire::of(request).write(&mut server)?;
    let method = request.method().as_str();
    let answer = wire::Message::read_answer(&mut BufReader::new(server), method)?;
    let status = answer.status().ok_or("the answer has no status")?;
    let response = answer.headers().fold(Response::builder().status(status), |response, header| {
        response.header(header.0, header.1)
    });
    Ok(response.body(Bytes::from(answer.body))?)
}
