//! Reads a log to its end, and then follows it, with a paginator that AWS does not define.
//!
//! At its end, CloudWatch Logs' GetLogEvents names the token that it was asked with. For most
//! listings that is a mistake, and the default is to take it for one; here the options say what it
//! means. The paginator is three lines of JSON, in `models/logs/2014-03-28/paginators-1.json`.
//!
//! `cargo run --example follow_log` talks to a small server of its own. With `AWS_ENDPOINT_URL` set
//! it talks to that, and with `cargo run --example follow_log -- --real` to AWS, where the stream
//! has to exist.

use std::error::Error;
use std::time::Duration;

use maitred::{PageOptions, RepeatedToken};
use maitred_examples::Target;

maitred::include_services!(); // what build.rs names: `logs`

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let target = Target::choose().await?;
    println!("{target}");
    let logs = logs::Client::new(target.config());
    let request = || {
        let request = logs.get_log_events("maitred-example").log_group_name("maitred-example");
        request.start_from_head(true).paginate()
    };

    // To the end: the same token again means that there is no more, and is where to go on.
    let to_the_end = PageOptions::new().on_repeated_token(RepeatedToken::Stop).read_ahead(true);
    let log = request().options(to_the_end).pages().collect().await?;
    println!("{} events on {} pages so far", log.output.events().len(), log.pages);
    let end = log.resume_token.ok_or("a log has no end")?;

    // From there on: the same token again means that nothing happened yet.
    let for_ever = PageOptions::new()
        .on_repeated_token(RepeatedToken::GoOn)
        .min_interval(Duration::from_millis(400));
    let mut events = request().starting_token(end).options(for_ever).items();
    for _ in 0..8 {
        if let Some(event) = events.try_next().await? {
            println!("    {}", event.message.as_deref().unwrap_or_default());
        }
    }
    Ok(())
}
