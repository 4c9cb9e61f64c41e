"""What was aimed at, beside what was measured."""

from dataclasses import dataclass

from .figures import middle, part, ratio, seconds, size
from .read import units_of

KINDS = {
    "snapshots": "EC2's snapshots",
    "scan": "DynamoDB's Scan",
    "objects": "S3's objects",
    "buses": "EventBridge's buses",
}
FIRST = ("snapshots", "scan")


@dataclass
class Goal:
    what: str
    limit: str
    measured: str
    met: bool | None


def at_most(what, value, limit, show, shown_limit=None):
    text = shown_limit or f"≤ {show(limit)}"
    if value is None:
        return Goal(what, text, "not measured", None)
    return Goal(what, text, show(value), value <= limit)


def part_of(what, one, other, limit, text):
    """A goal that is a part of what something else takes."""
    return at_most(what, ratio(one, other), limit, part, text)


def goals(results):
    return [*builds(results), *pages(results), *generation(results), *waiters(results)]


def builds(results):
    ours = lambda program, profile, key: middle(results.at("build", "samples", program, profile), key)
    sdk = lambda profile, key: middle(results.at("build-sdk", "samples", profile), key)
    with_chain, without = "maitred", "maitred-no-chain"
    return [
        part_of("cold debug build, CPU", ours(with_chain, "debug", "cpu"), sdk("debug", "cpu"), 1 / 7, "≤ 1/7 of the SDK's"),
        part_of("the same without the chain of credentials", ours(without, "debug", "cpu"), sdk("debug", "cpu"), 1 / 10,
                "≤ 1/10 of the SDK's"),
        part_of("cold debug build, elapsed", ours(with_chain, "debug", "wall"), sdk("debug", "wall"), 1 / 10,
                "≤ 1/10 of the SDK's"),
        part_of("cold debug build, peak memory", ours(with_chain, "debug", "memory"), sdk("debug", "memory"), 1 / 10,
                "≤ 1/10 of the SDK's"),
        part_of("cold release build, CPU", ours(with_chain, "release", "cpu"), sdk("release", "cpu"), 1 / 10,
                "≤ 1/10 of the SDK's"),
        part_of("rebuild after one operation more, elapsed",
                middle(results.at("rebuild", "samples", "operation", "maitred"), "wall"),
                units_of(results.at("build-sdk", "samples", "debug"), "aws-sdk-ec2"), 1 / 100,
                "≤ 1/100 of the crate aws-sdk-ec2"),
        part_of("release program, stripped", ours(with_chain, "release", "binary"), sdk("release", "binary"), 1 / 4,
                "< 1/4 of the SDK's"),
    ]


def pages(results):
    found = []
    for kind, name in KINDS.items():
        ours, hand, sdk = (middle(results.at("pages", "runs", kind, program), "cpu")
                           for program in ("maitred", "hand", "sdk"))
        found.append(part_of(f"pages of {name}, CPU", ours, hand, 1.1, "≤ 1.1 × by hand"))
        found.append(part_of(f"pages of {name}, CPU", ours, sdk, 1 / 2, "≤ 1/2 of the SDK's"))
    for kind in FIRST:
        name = KINDS[kind]
        ours, sdk = (middle(results.at("pages", "starts", kind, program), "first") for program in ("maitred", "sdk"))
        found.append(part_of(f"first item of {name}", ours, sdk, 1 / 2, "≤ 1/2 of the SDK's"))
    return found


def generation(results):
    two = middle(results.at("generation", "samples", "two of ec2"), "wall")
    all_services = middle(results.at("generation", "corpus", "corpus"), "wall")
    return [
        at_most("generation, two operations of EC2, unoptimised", two, 0.5, seconds),
        at_most("generation, all services", all_services, 10, seconds),
    ]


def waiters(results):
    points = results.at("concurrency", "waiters") or []
    futures = [sample["future"] for point in points for sample in point["samples"].get("maitred", [])
               if sample.get("future")]
    return [at_most("a waiting waiter's future", max(futures, default=None), 2000, size)]
