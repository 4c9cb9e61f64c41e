"""The report's parts on growth, and on many at once."""

from . import charts
from .figures import count, middle, ratio, seconds, size
from .tables import NAMES, missing, picture, remarks, table

PROGRAMS = ("maitred", "hand", "sdk")


def growth(measured):
    head, result = "## Growth\n\n", measured.part("growth")
    if not result:
        return head + missing("Growth", "growth")
    pages, items = (growth_table(result[series]) for series in ("pages", "items"))
    return (head + "EC2's snapshots, more pages and longer ones: CPU time for each item, the process's start included, and "
            "peak memory. What one item costs is to stay the same, and memory is to follow the page, not their "
            "number.\n\n" + remarks(result) + picture("growth", "CPU time for each item, by the number of items")
            + f"\nMore pages:\n\n{pages}\nLonger pages:\n\n{items}")


def growth_table(points):
    names = [name for name in PROGRAMS if any(point["samples"].get(name) for point in points)]
    rows = []
    for point in points:
        samples = [point["samples"].get(name) for name in names]
        rows.append([f"{count(point['pages'])} × {count(point['items'])}", *(seconds(an_item(each)) for each in samples),
                     *(size(middle(each, "peak")) for each in samples)])
    head = [*(f"{NAMES[name]}, an item" for name in names), *(f"{NAMES[name]}, memory" for name in names)]
    return table(["pages × items", *head], rows)


def an_item(samples):
    return ratio(middle(samples, "cpu"), middle(samples, "items"))


def concurrency(measured):
    head, result = "## Many at once\n\n", measured.part("concurrency")
    if not result:
        return head + missing("Many at once", "concurrency")
    paginators, waiters = (at_once_table(result[series]) for series in ("paginators", "waiters"))
    return (head + "In one thread, each with a connection of its own when it needs one. A paginator follows "
            f"{result['pages']} pages of {result['items']} snapshots. A waiter finds a table on its third poll: with "
            "maitred's a second apart, with the SDK's as far apart as the SDK lets them be, which is why it waits no "
            "more than a thousand times and is measured once. A future's size is without what it holds on the heap."
            "\n\n" + remarks(result)
            + picture("concurrency", "CPU time for each paginator, by how many there are at once")
            + f"\nPaginators:\n\n{paginators}\nWaiters:\n\n{waiters}")


def at_once_table(points):
    rows = []
    for point in points:
        for name, samples in point["samples"].items():
            cpu, each = middle(samples, "cpu"), point["at_once"]
            rows.append([count(each), NAMES[name], seconds(cpu / each), seconds(middle(samples, "wall")),
                         size(middle(samples, "peak")), size(middle(samples, "future") or None)])
    return table(["at once", "", "CPU for each", "elapsed", "peak memory", "future"], rows, left=2)


def pictures(measured):
    return {"growth": growth_picture(measured.part("growth")), "concurrency": at_once_picture(measured.part("concurrency"))}


def growth_picture(result):
    series = [(NAMES[name], [(point["pages"] * point["items"], an_item(point["samples"].get(name)))
                             for point in result["items"] if point["samples"].get(name)]) for name in PROGRAMS] if result else []
    return charts.lines("CPU time for each item, 10 pages of more and more items", "items", "CPU", series, count, seconds)


def at_once_picture(result):
    series = [(NAMES[name], [(point["at_once"], middle(point["samples"].get(name), "cpu") / point["at_once"])
                             for point in result["paginators"] if point["samples"].get(name)])
              for name in PROGRAMS] if result else []
    return charts.lines("CPU time for each paginator", "paginators at once", "CPU", series, count, seconds)
