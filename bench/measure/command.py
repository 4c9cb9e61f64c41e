"""The command line."""

import argparse
import fcntl
import os
import resource
import shutil
import signal
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from . import builds, concurrency, generation, growth, machine, pages, report
from .paths import ROOT, TARGET
from .processes import Failed, say
from .results import Results

PARTS = {"build": builds, "pages": pages, "growth": growth, "concurrency": concurrency, "generation": generation}


@dataclass
class Options:
    quick: bool
    sdk_builds: int
    jobs: int
    others: machine.Others = field(default_factory=machine.Others)

    def rounds(self, number):
        return 1 if self.quick else number

    def turns(self, number):
        """The rounds; the one numbered 0 warms up, and does not count."""
        return range(1 if self.quick else 0, 1 + self.rounds(number))

    def facts(self):
        """What stands beside the figures of a part."""
        return {"quick": self.quick, "jobs": self.jobs, "others": self.others.cores(), "machine": machine.facts()}


def main(arguments):
    # An end from outside must end what was started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended by a signal"))
    asked = parsed(arguments)
    results, into = places(asked)
    try:
        if asked.what != "report":
            measure(asked, results)
        report.write(results, into)
    except Failed as failed:
        say(f"bench/run: {failed}")
        return 1
    except KeyboardInterrupt:
        say("bench/run: interrupted; parts that were done are kept")
        return 130
    return 0


def parsed(arguments):
    parser = argparse.ArgumentParser(prog="bench/run", description="Measures, and writes BENCHMARKS.md.")
    parser.add_argument("what", nargs="?", choices=["report"], help="only write the report of what was measured")
    parser.add_argument("--quick", action="store_true",
                        help="one round of everything, for trying the measurements; its results and its report stay "
                             "below target/bench/quick")
    parser.add_argument("--only", type=parts, default=list(PARTS), metavar="PART,...",
                        help=f"only these parts: {', '.join(PARTS)}")
    parser.add_argument("--sdk-builds", type=int, default=1, metavar="N",
                        help="cold builds of the SDK's program (1); with 0 the last ones count")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="compilers at once (2)")
    parser.add_argument("--results", type=Path, metavar="DIR", help="where results are kept")
    parser.add_argument("--into", type=Path, metavar="DIR", help="where the report is written")
    return parser.parse_args(arguments)


def parts(text):
    names = text.split(",")
    unknown = sorted(set(names) - PARTS.keys())
    if unknown:
        raise argparse.ArgumentTypeError(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return names


def places(asked):
    """Results, and where their report goes. A quick run touches neither the results that count nor the checkout."""
    full, quick = Results(TARGET / "results"), TARGET / "quick"
    results, into = (Results(quick / "results", older=full), quick) if asked.quick else (full, ROOT)
    if asked.results:
        results = Results(asked.results)
    return results, asked.into or into


def measure(asked, results):
    tools(("cargo", "rustc", "strip"))
    # Ten thousand paginators are as many connections, here and in the server.
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    TARGET.mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)
    with alone():
        for name in (name for name in PARTS if name in asked.only):
            options = Options(asked.quick, asked.sdk_builds, asked.jobs)
            PARTS[name].measure(options, results)
            say(f"{name}: done; others took {options.others.cores():.2f} cores meanwhile")


@contextmanager
def alone():
    """Two at once would build in the same places, and measure each other."""
    path = TARGET / "lock"
    with open(path, "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Failed(f"{path}: another bench/run holds it; wait for its end") from None
        yield


def tools(names):
    missing = [name for name in names if not shutil.which(name)]
    if missing:
        raise Failed(f"not found on PATH: {', '.join(missing)}; a Rust toolchain and binutils are needed")
