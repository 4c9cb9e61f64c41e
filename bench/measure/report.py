"""Writes BENCHMARKS.md and its pictures from the results that are there."""

from . import report_builds, report_generation, report_pages, report_scale
from .figures import size
from .goals import goals
from .processes import Failed, say
from .read import Measured
from .tables import table

PARTS = ("pages", "growth", "concurrency", "generation", "build", "rebuild", "whole", "build-sdk")
MET = {True: "yes", False: "**no**", None: "–"}


def write(results, into):
    measured = Measured(results)
    there = [part for part in map(measured.part, PARTS) if part]
    if not there:
        raise Failed(f"{results.directory}: there are no results to report; run `bench/run` first")
    pictures(measured, into / "docs" / "bench")
    path = into / "BENCHMARKS.md"
    path.write_text("\n".join(sections(measured, there)))
    say(f"written: {path}")


def sections(measured, there):
    yield "# Benchmarks\n"
    yield "Written by `bench/run`, from what it measured; [bench/README.md](bench/README.md) says how.\n"
    yield setting(there)
    yield "## Goals\n"
    yield table(["goal", "limit", "measured", "met"],
                [[goal.what, goal.limit, goal.measured, MET[goal.met]] for goal in goals(measured)], left=2)
    yield report_builds.text(measured)
    yield report_pages.text(measured)
    yield report_scale.growth(measured)
    yield report_scale.concurrency(measured)
    yield report_generation.text(measured)


def setting(there):
    """The machine and the versions, of the latest part; parts of other days or machines are told."""
    latest = max(there, key=lambda part: part["date"])
    machine = latest["machine"]
    crates = ", ".join(f"{name} {version}" for name, version in machine["crates"].items())
    lines = [
        f"{latest['date']}; {machine['model']}, {machine['cores']} cores, {size(machine['memory'])}, {machine['kernel']}; "
        f"{machine['rustc']}, {latest['jobs']} compilers at once. Crates: {crates}. "
        f"Python {machine['python']}, {', '.join(machine['requirements'])}.\n",
        "Everything that is compared ran in turns; figures are medians. “–” is what does not exist or was not "
        "measured.\n",
    ]
    if any(part["machine"] != machine for part in there):
        lines.append("**Some parts were measured on another machine or with other versions**: "
                     "compare within a part only.\n")
    return "\n".join(lines)


def pictures(measured, directory):
    """A picture of what is no longer there would be a lie, so it is removed."""
    directory.mkdir(parents=True, exist_ok=True)
    drawn = report_builds.pictures(measured) | report_pages.pictures(measured) | report_scale.pictures(measured)
    for name, picture in drawn.items():
        path = directory / f"{name}.svg"
        if picture:
            path.write_text(picture)
        else:
            path.unlink(missing_ok=True)
