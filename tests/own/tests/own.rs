//! D23: a private service is called as AWS's are: pages, waiters, errors, endpoints.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

use bytes::Bytes;
use http::Request;
use maitred::{Config, Sending, Transport, TransportError, TransportErrorKind};
use maitred_own::{dynamodbstreams, stock};
use serde_json::{Value, json};

/// A server that gives one answer after the other, and then ends with what it was asked.
struct Server {
    url: String,
    thread: JoinHandle<Vec<(String, Value)>>,
}

impl Server {
    fn of(answers: Vec<(u16, Value)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let thread = std::thread::spawn(move || {
            let answer = |(status, body): (u16, Value)| {
                serve(listener.accept().unwrap().0, status, &body.to_string())
            };
            answers.into_iter().map(answer).collect()
        });
        Server { url, thread }
    }

    /// The targets and bodies of the requests.
    fn asked(self) -> Vec<(String, Value)> {
        self.thread.join().unwrap()
    }

    async fn config(&self, variable: &str) -> Config {
        let environment = [
            ("AWS_REGION", "eu-central-1"),
            ("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            (variable, &self.url),
        ];
        Config::builder().environment(environment).load().await.unwrap()
    }
}

fn serve(stream: TcpStream, status: u16, answer: &str) -> (String, Value) {
    let mut reader = BufReader::new(stream);
    let (mut target, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        let Some((name, value)) = line.trim_end().split_once(": ") else {
            if line.trim_end().is_empty() {
                break;
            }
            continue;
        };
        match name.to_ascii_lowercase().as_str() {
            "x-amz-target" => target = value.to_owned(),
            "content-length" => length = value.parse().unwrap(),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    let size = answer.len();
    let head =
        format!("HTTP/1.1 {status} X\r\nContent-Length: {size}\r\nConnection: close\r\n\r\n");
    reader.get_mut().write_all((head + answer).as_bytes()).unwrap();
    (target, serde_json::from_slice(&body).unwrap())
}

#[tokio::test]
async fn d23_a_private_service_comes_in_pages() {
    let server = Server::of(vec![
        (200, json!({ "Parts": [{ "Name": "bolt" }, { "Name": "nut" }], "Token": "t1" })),
        (200, json!({ "Parts": [{ "Name": "gear" }] })),
    ]);
    let client = stock::Client::new(&server.config("AWS_ENDPOINT_URL").await);
    let mut parts = client.list_parts("east").colour("red").paginate().page_size(2).items();
    let mut names = Vec::new();
    while let Some(part) = parts.try_next().await.unwrap() {
        names.push(part.name.unwrap());
    }
    assert_eq!(names, ["bolt", "nut", "gear"]);
    let (first, second) = (
        json!({ "Warehouse": "east", "Colour": "red", "Limit": 2 }),
        json!({ "Warehouse": "east", "Colour": "red", "Limit": 2, "Token": "t1" }),
    );
    let target = || "Stock_20240101.ListParts".to_owned();
    assert_eq!(server.asked(), [(target(), first), (target(), second)]);
}

#[tokio::test]
async fn d23_a_private_service_is_waited_for() {
    let unknown = json!({ "__type": "UnknownPart", "message": "no such part" });
    let server = Server::of(vec![
        (400, unknown),
        (200, json!({ "Name": "bolt", "State": "ON_ITS_WAY" })),
        (200, json!({ "Name": "bolt", "State": "IN_STOCK" })),
    ]);
    let client = stock::Client::new(&server.config("AWS_ENDPOINT_URL_STOCK").await);
    let wait = client.describe_part("bolt").wait_until_part_in_stock();
    let ready = wait.delay(Duration::from_millis(1)).await.unwrap();
    assert_eq!(ready.attempts(), 3);
    let target = || "Stock_20240101.DescribePart".to_owned();
    let asked: Vec<_> = (0..3).map(|_| (target(), json!({ "Name": "bolt" }))).collect();
    assert_eq!(server.asked(), asked);
}

#[tokio::test]
async fn d23_the_errors_of_a_private_service_are_typed() {
    let server = Server::of(vec![(400, json!({ "__type": "UnknownPart", "message": "none" }))]);
    let client = stock::Client::new(&server.config("AWS_ENDPOINT_URL").await);
    let error = client.describe_part("bolt").send().await.unwrap_err();
    let unknown = error.modeled::<stock::error::UnknownPart>().unwrap();
    assert_eq!(unknown.message.as_deref(), Some("none"));
    assert_eq!(server.asked().len(), 1);
}

#[tokio::test]
async fn d23_a_paginator_that_aws_does_not_have_is_one() {
    let stream = |arn: &str| json!({ "StreamArn": arn });
    let server = Server::of(vec![
        (200, json!({ "Streams": [stream("a")], "LastEvaluatedStreamArn": "a" })),
        (200, json!({ "Streams": [stream("b")] })),
    ]);
    let client = dynamodbstreams::Client::new(&server.config("AWS_ENDPOINT_URL").await);
    let mut streams = client.list_streams().paginate().items();
    let mut found = Vec::new();
    while let Some(stream) = streams.try_next().await.unwrap() {
        found.push(stream.stream_arn.unwrap());
    }
    assert_eq!(found, ["a", "b"]);
    assert_eq!(server.asked()[1].1, json!({ "ExclusiveStartStreamArn": "a" }));
}

/// Keeps the host that was asked, and answers nothing.
#[derive(Debug, Clone, Default)]
struct Hosts(Arc<Mutex<Vec<String>>>);

impl Transport for Hosts {
    fn send(&self, request: Request<Bytes>) -> Sending {
        self.0.lock().unwrap().push(request.uri().to_string());
        let broken = TransportError::new(TransportErrorKind::TooLarge, "there is no one");
        Box::pin(async move { Err(broken) })
    }
}

#[tokio::test]
async fn d23_the_rules_of_a_private_service_find_its_endpoint() {
    let hosts = Hosts::default();
    let config = Config::builder()
        .region("eu-central-1")
        .credentials("AKIDEXAMPLE", "secret", None)
        .transport(hosts.clone())
        .build()
        .unwrap();
    let sent = stock::Client::new(&config).describe_part("bolt").send().await;
    assert!(sent.is_err());
    assert_eq!(*hosts.0.lock().unwrap(), ["https://stock.eu-central-1.example.com/"]);
}
