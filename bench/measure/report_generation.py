"""The report's part on generation."""

from .figures import count, middle, seconds, size
from .tables import missing, remarks, table

DEAREST = 10


def text(measured):
    head, result = "## Generating\n\n", measured.part("generation")
    if not result:
        return head + missing("Generation", "generation")
    rows = [[name, seconds(middle(runs, "cpu")), seconds(middle(runs, "wall")), size(middle(runs, "memory")),
             count(middle(runs, "lines"))] for name, runs in result["samples"].items()]
    return (head + "Build scripts as cargo builds them, which is unoptimised; each run into an empty directory. A whole "
            "service is all its paginators and waiters.\n\n" + remarks(result)
            + table(["build script of", "CPU", "elapsed", "peak memory", "lines made"], rows)
            + services(result["services"]) + corpus(result["corpus"]))


def services(samples):
    if not samples:
        return "\nEach service of maitred-services by itself: not measured.\n"
    dearest = sorted(samples.items(), key=lambda pair: -pair[1]["cpu"])[:DEAREST]
    rows = [[f"`{name}`", seconds(sample["cpu"]), count(sample["lines"])] for name, sample in dearest]
    each = [sample["cpu"] for sample in samples.values()]
    return (f"\nThe dearest of the {len(samples)} services of maitred-services, one run each; all of them, one after the "
            f"other, take {seconds(sum(each))}.\n\n" + table(["service", "CPU", "lines made"], rows))


def corpus(samples):
    names = {"corpus": "`maitred corpus`: every service, generated", "parse": "the same files, only parsed (serde_json)"}
    rows = [[names[name], seconds(middle(runs, "cpu")), seconds(middle(runs, "wall")), size(middle(runs, "memory"))]
            for name, runs in samples.items()]
    return ("\nAll of botocore's services, in an optimised program:\n\n"
            + table(["", "CPU", "elapsed", "peak memory"], rows)
            + f"\nIts last run said: {samples['corpus'][-1]['said']}.\n")
