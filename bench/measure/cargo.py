"""One build with cargo: what it cost, and what came of it."""

import json
import os
import shutil
import tempfile
from pathlib import Path

from .paths import BENCH, TARGET
from .processes import Failed, run

# What would make a build of here unlike one of elsewhere.
UNSET = ("CARGO_INCREMENTAL", "CARGO_BUILD_TARGET", "CARGO_ENCODED_RUSTFLAGS", "RUSTC_WRAPPER", "RUSTC_WORKSPACE_WRAPPER",
         "RUSTFLAGS")
# The optimised build of EC2's crate is by far the longest: three hours are for slow machines.
LIMIT = 3 * 3600


def environment(target):
    kept = {name: value for name, value in os.environ.items()
            if name not in UNSET and not name.startswith("CARGO_PROFILE_")}
    return {**kept, "CARGO_TARGET_DIR": str(target), "CARGO_TERM_COLOR": "never", "CARGO_TERM_QUIET": "false"}


def fetch(cwd=BENCH):
    """So that no build waits for a download."""
    run(["cargo", "fetch", "--locked"], env=environment(TARGET / "fetch"), cwd=cwd)


def build(package, target, *, release=False, features=(), jobs=2, cwd=BENCH, sampled=False):
    """`features` are cargo's own arguments for them."""
    arguments = ["cargo", "build", "--locked", "--timings", f"-j{jobs}", "-p", package, *features]
    if release:
        arguments.append("--release")
    done = run(arguments, env=environment(target), cwd=cwd, sampled=sampled, limit=LIMIT)
    return {
        "cpu": done.cpu,
        "wall": done.wall,
        "memory": done.memory,
        "crates": sum(line.lstrip().startswith("Compiling ") for line in done.stderr.splitlines()),
        "units": units(target),
    }


def cold(package, target, **how):
    """A build where nothing was built before."""
    shutil.rmtree(target, ignore_errors=True)
    return {**build(package, target, sampled=True, **how), "target": bytes_below(target)}


def units(target):
    """What cargo's report says of each unit that took time, in seconds: crates, build scripts, and the runs of these."""
    path = target / "cargo-timings" / "cargo-timing.html"
    page = path.read_text()
    _, found, rest = page.partition("UNIT_DATA = ")
    if not found:
        raise Failed(f"{path}: there is no `UNIT_DATA = ` in it: `units` in {__file__} reads another cargo's report")
    data, _ = json.JSONDecoder().raw_decode(rest)
    return [{"name": unit["name"], "target": unit["target"].strip(), "mode": unit["mode"], "seconds": unit["duration"]}
            for unit in data if unit["duration"] > 0]


def bytes_below(directory):
    """Of all files; one that has several names, as cargo's results have, counts once."""
    files = {}
    for place, _, names in os.walk(directory):
        for name in names:
            found = os.lstat(os.path.join(place, name))
            files[found.st_ino] = found.st_size
    return sum(files.values())


def stripped(program):
    """Bytes of a program without its symbols."""
    with tempfile.TemporaryDirectory() as directory:
        copy = Path(directory) / "stripped"
        run(["strip", "-o", copy, program])
        return copy.stat().st_size
