//! How much is printed for an operation: the compiler pays for every line of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use maitred_build::{Disk, Selection, ServiceSelection, Sources, compile, specs};

/// A selection, and the most lines and bytes that it may become, a twentieth above today's.
struct Most {
    of: &'static str,
    service: &'static str,
    select: fn(ServiceSelection) -> ServiceSelection,
    lines: usize,
    bytes: usize,
}

/// They go down gladly, and up only for a reason.
const MOST: [Most; 6] = [
    Most {
        of: "a paginator of items that have many members",
        service: "ec2",
        select: |ec2| ec2.paginator("DescribeSnapshots"),
        lines: 1_500,
        bytes: 54_600,
    },
    Most {
        of: "a paginator of values that have values",
        service: "dynamodb",
        select: |dynamodb| dynamodb.paginator("Scan"),
        lines: 3_110,
        bytes: 115_500,
    },
    Most {
        of: "a paginator with several tokens and results",
        service: "s3",
        select: |s3| s3.paginator("ListObjectVersions"),
        lines: 4_550,
        bytes: 198_500,
    },
    Most {
        of: "a waiter",
        service: "dynamodb",
        select: |dynamodb| dynamodb.waiter("TableExists"),
        lines: 5_590,
        bytes: 204_600,
    },
    Most {
        of: "an operation whose output is everything about an instance",
        service: "ec2",
        select: |ec2| ec2.operation("DescribeInstances"),
        lines: 13_740,
        bytes: 536_600,
    },
    Most {
        of: "a whole service, every operation",
        service: "sqs",
        select: |sqs| sqs.all_operations().all_paginators().all_waiters(),
        lines: 11_230,
        bytes: 418_800,
    },
];

#[test]
fn no_more_is_printed_than_recorded() {
    let mut faults = Vec::new();
    for most in MOST {
        let (lines, bytes) = printed(most.service, (most.select)(ServiceSelection::default()));
        println!("{}: {lines} lines, {bytes} bytes", most.of);
        assert!(lines > 0 && bytes > 0, "{}: nothing was printed", most.of);
        if lines > most.lines || bytes > most.bytes {
            let recorded = format!("{} and {}", most.lines, most.bytes);
            faults.push(format!("{}: {lines} and {bytes} instead of {recorded}", most.of));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn printed(service: &str, selected: ServiceSelection) -> (usize, usize) {
    let sources = Sources { definitions: vec![specs::dir().to_owned()], models: Vec::new() };
    let mut selection = Selection::default();
    selection.add(service, selected);
    let files = compile(&Disk::default(), &sources, &selection, "::maitred").unwrap();
    let lines = files.iter().map(|file| file.content.lines().count()).sum();
    (lines, files.iter().map(|file| file.content.len()).sum())
}
