"""Pages with boto3: main.py WHAT ENDPOINT. Prints what the other programs print."""

import sys
import time

STARTED = time.perf_counter()

import boto3  # noqa: E402  (the clock starts first)


class Seen:
    def __init__(self):
        self.first = None
        self.items = 0
        self.sum = 0

    def item(self, looked_at):
        if self.first is None:
            self.first = time.perf_counter() - STARTED
        self.items += 1
        self.sum += looked_at


def snapshots(client, seen):
    for page in client.get_paginator("describe_snapshots").paginate():
        for snapshot in page["Snapshots"]:
            tags = len(snapshot.get("Tags", []))
            seen.item(len(snapshot["SnapshotId"]) + snapshot["VolumeSize"] + tags)


def scan(client, seen):
    for page in client.get_paginator("scan").paginate(TableName="orders"):
        for item in page["Items"]:
            seen.item(len(item) + len(item["customer"]["S"]))


def objects(client, seen):
    for page in client.get_paginator("list_objects_v2").paginate(Bucket="bucket"):
        for entry in page["Contents"]:
            seen.item(len(entry["Key"]) + entry["Size"])


def buses(client, seen):
    for page in client.get_paginator("list_event_buses").paginate():
        for bus in page["EventBuses"]:
            seen.item(len(bus["Name"]) + len(bus["EventBusArn"]))


def peak():
    with open("/proc/self/status") as status:
        line = next(line for line in status if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


RUNS = {
    "snapshots": ("ec2", snapshots),
    "scan": ("dynamodb", scan),
    "objects": ("s3", objects),
    "buses": ("eventbridgev2", buses),
}


def main():
    if len(sys.argv) != 3 or sys.argv[1] not in RUNS:
        sys.exit(f"usage: main.py {'|'.join(RUNS)} ENDPOINT")
    service, run = RUNS[sys.argv[1]]
    seen = Seen()
    run(boto3.client(service, endpoint_url=sys.argv[2]), seen)
    for name, value in [("first", seen.first), ("items", seen.items), ("sum", seen.sum)]:
        print(name, value)
    print("peak", peak())


main()
