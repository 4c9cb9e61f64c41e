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
        lines: 1_300,
        bytes: 51_700,
    },
    Most {
        of: "a paginator of values that have values",
        service: "dynamodb",
        select: |dynamodb| dynamodb.paginator("Scan"),
        lines: 2_710,
        bytes: 110_200,
    },
    Most {
        of: "a paginator with several tokens and results",
        service: "s3",
        select: |s3| s3.paginator("ListObjectVersions"),
        lines: 4_090,
        bytes: 198_500,
    },
    Most {
        of: "a waiter",
        service: "dynamodb",
        select: |dynamodb| dynamodb.waiter("TableExists"),
        lines: 4_750,
        bytes: 194_300,
    },
    Most {
        of: "an operation whose output is everything about an instance",
        service: "ec2",
        select: |ec2| ec2.operation("DescribeInstances"),
        lines: 12_640,
        bytes: 521_500,
    },
    Most {
        of: "a whole service, every operation",
        service: "sqs",
        select: |sqs| sqs.all_operations().all_paginators().all_waiters(),
        lines: 9_470,
        bytes: 390_400,
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
