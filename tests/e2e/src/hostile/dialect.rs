//! The two languages in which services speak here, and what can be said in them.

use std::time::Duration;

use maitred::{Config, Error};
use serde_json::{Value, json};

use crate::aws::{dynamodb, ec2};
use crate::checks::Failure;
use crate::front::Step;
use crate::http::response;
use crate::world::{World, config};

/// How long clients wait for an answer here.
pub(super) const PATIENCE: Duration = Duration::from_millis(150);

/// A protocol, in one operation of one service.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Dialect {
    Json,
    Xml,
}

pub(super) const BOTH: [Dialect; 2] = [Dialect::Json, Dialect::Xml];

impl Dialect {
    pub(super) fn content_type(self) -> &'static str {
        match self {
            Dialect::Json => "application/x-amz-json-1.0",
            Dialect::Xml => "text/xml;charset=UTF-8",
        }
    }

    /// How often both sides try, when nobody says otherwise.
    pub(super) fn attempts(self) -> usize {
        match self {
            Dialect::Json => 4, // DynamoDB's own number
            Dialect::Xml => 3,
        }
    }

    pub(super) fn operation(self) -> &'static str {
        match self {
            Dialect::Json => "ListTables",
            Dialect::Xml => "DescribeInstances",
        }
    }

    /// A page with one item, and the token of the next one.
    pub(super) fn page(self, token: Option<&str>) -> String {
        match self {
            Dialect::Json => {
                json!({ "TableNames": ["one"], "LastEvaluatedTableName": token }).to_string()
            }
            Dialect::Xml => {
                let token = token.map(|token| format!("<nextToken>{token}</nextToken>"));
                let token = token.unwrap_or_default();
                format!(
                    "<DescribeInstancesResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\">\
                     <requestId>r</requestId>{token}<reservationSet><item>\
                     <reservationId>r-1</reservationId></item></reservationSet>\
                     </DescribeInstancesResponse>"
                )
            }
        }
    }

    /// An error.
    pub(super) fn fault(self, code: &str) -> String {
        match self {
            Dialect::Json => json!({ "__type": code, "message": "no" }).to_string(),
            Dialect::Xml => format!(
                "<Response><Errors><Error><Code>{code}</Code><Message>no</Message></Error>\
                 </Errors><RequestID>scripted</RequestID></Response>"
            ),
        }
    }

    /// An answer with this body.
    pub(super) fn answer(self, status: u16, body: &str) -> Step {
        Step::Answer(response(status, self.content_type(), body))
    }

    /// How many items are on the first page, in our client.
    pub(super) async fn first_page(self, config: &Config) -> Result<Option<usize>, Error> {
        match self {
            Dialect::Json => {
                let mut pages = dynamodb::Client::new(config).list_tables().paginate().pages();
                Ok(pages.try_next().await?.map(|page| page.table_names().len()))
            }
            Dialect::Xml => {
                let mut pages = ec2::Client::new(config).describe_instances().paginate().pages();
                Ok(pages.try_next().await?.map(|page| page.reservations().len()))
            }
        }
    }

    /// The same in boto3, or all pages: its answer, and how many requests it sent.
    pub(super) fn in_boto(
        self,
        world: &mut World,
        what: &str,
        script: Vec<Step>,
    ) -> Result<(Value, usize), Failure> {
        let (service, operation, items) = match self {
            Dialect::Json => ("dynamodb", "list_tables", "TableNames"),
            Dialect::Xml => ("ec2", "describe_instances", "Reservations[].ReservationId"),
        };
        world.front.begin(script);
        let answer = world.boto.ask(json!({
            "do": what,
            "service": service,
            "operation": operation,
            "arguments": {},
            "config": {},
            "items": items,
            "others": [],
            "client": {
                "read_timeout": PATIENCE.as_secs_f64(),
                "retries": { "mode": "standard" },
            },
        }))?;
        Ok((answer, world.front.seen().len()))
    }
}

/// A configuration with connections of its own, of which no other case has left any behind.
pub(super) fn patient(world: &World) -> Result<Config, Error> {
    let config = config(world.front.url()).clock(world.clock.clone());
    config.read_timeout(PATIENCE).build()
}
