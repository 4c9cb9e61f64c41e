"""The report's part on pages."""

from . import charts
from .figures import count, middle, ratio, seconds, size
from .tables import NAMES, missing, picture, remarks, table

KINDS = {
    "snapshots": "EC2 DescribeSnapshots, XML", "scan": "DynamoDB Scan, JSON", "objects": "S3 ListObjectsV2, XML",
    "buses": "EventBridge ListEventBuses, CBOR",
}
PROGRAMS = ("maitred", "hand", "sdk", "boto3")


def text(measured):
    result = measured.part("pages")
    if not result:
        return "## Pages\n\n" + missing("Pages", "pages")
    head = (f"## Pages\n\n{result['pages']} pages of {result['items']} items, from a server on loopback; the figures are "
            "those of the client's process. By hand: hyper, and serde with derived structures of the same fields, no "
            "signatures, no retries.\n\n")
    tables = [f"### {name}\n\n{kind_table(result, kind)}" for kind, name in KINDS.items() if kind in result["runs"]]
    return head + remarks(result) + picture("pages-cpu", "CPU time for each item") + "\n" + "\n".join([*tables, starts(result)])


def kind_table(result, kind):
    runs, rows = result["runs"][kind], []
    reference = middle(runs.get("maitred"), "cpu")
    for name in PROGRAMS:
        if runs.get(name):
            rows.append(row(result, kind, name, reference))
        else:
            rows.append([NAMES[name], "not measured", *[""] * 5])
    return table(["", "CPU", "to maitred's", "CPU an item", "elapsed", "peak memory", "allocations an item"], rows)


def row(result, kind, name, reference):
    samples = result["runs"][kind][name]
    cpu, allocations = middle(samples, "cpu"), result["allocations"][kind].get(name)
    return [NAMES[name], seconds(cpu), times(ratio(cpu, reference)), seconds(cpu / middle(samples, "items")),
            seconds(middle(samples, "wall")), size(middle(samples, "peak")),
            "–" if allocations is None else f"{allocations:.1f}"]


def times(value):
    return "–" if value is None else f"{value:.2f} ×"


def starts(result):
    rows = []
    for kind, name in KINDS.items():
        for program in PROGRAMS:
            samples = result["starts"].get(kind, {}).get(program)
            if samples:
                rows.append([name, NAMES[program], *(seconds(middle(samples, key)) for key in ("first", "wall", "cpu"))])
    runs = max((len(samples) for kind in result["starts"].values() for samples in kind.values()), default=0)
    return (f"### The first item\n\nFrom the first line of `main` to the first item, and the whole process for one item, "
            f"its start included; medians of {count(runs)} starts.\n\n"
            + table(["", "", "first item", "process, elapsed", "process, CPU"], rows, left=2))


def pictures(measured):
    result = measured.part("pages")
    # boto3's bars would make all others alike.
    programs = [program for program in PROGRAMS if program != "boto3"]
    groups = [(name, [(NAMES[program], an_item(result["runs"][kind].get(program))) for program in programs])
              for kind, name in KINDS.items() if kind in result["runs"]] if result else []
    return {"pages-cpu": charts.bars("CPU time for each item (boto3 stands in the tables)", groups, seconds)}


def an_item(samples):
    return ratio(middle(samples, "cpu"), middle(samples, "items"))
