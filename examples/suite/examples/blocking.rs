//! Looks for a large EBS snapshot without async, and goes on behind it later, by a token.
//!
//! `cargo run --example blocking` talks to a small server of its own, `AWS_ENDPOINT_URL` names
//! another, and `-- --real` means AWS.

use std::error::Error;

use maitred_examples::Target;

maitred::include_services!(); // what build.rs names

fn main() -> Result<(), Box<dyn Error>> {
    let target = maitred::block_on(Target::choose())??;
    println!("{target}");
    let ec2 = ec2::Client::new(target.config());

    let mut snapshots = own(&ec2).paginate().items().blocking();
    for snapshot in snapshots.by_ref() {
        let snapshot = snapshot?;
        if snapshot.volume_size > Some(11) {
            println!(
                "{}, {:?} GiB",
                snapshot.snapshot_id.unwrap_or_default(),
                snapshot.volume_size
            );
            break;
        }
    }
    let Some(token) = snapshots.resume_token() else {
        println!("that was all");
        return Ok(());
    };

    // The text of the token may be kept in a file, for another day or another program.
    let rest = own(&ec2).paginate().starting_token(token).items().blocking();
    let count = rest.collect::<Result<Vec<_>, _>>()?.len();
    println!("and {count} behind it");
    Ok(())
}

fn own(ec2: &ec2::Client) -> ec2::operation::DescribeSnapshots {
    ec2.describe_snapshots().owner_ids(["self"])
}
