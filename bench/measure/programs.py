"""The programs that follow pages: how they are built, called, and read."""

import os
import sys

from . import cargo
from .paths import BENCH, TARGET
from .processes import Failed, run, say

RUST = ("maitred", "sdk", "hand")
ALL = (*RUST, "boto3")
KINDS = ("snapshots", "scan", "objects", "buses")
# Built in the directory of the cold build, so that EC2's crate is not compiled again.
TARGETS = {"maitred": TARGET / "rust", "hand": TARGET / "rust", "sdk": TARGET / "sdk-release"}
VENV = TARGET / "venv"
NOWHERE = TARGET / "no-such-file"


def prepare(options, *, boto3=False):
    """Builds what is measured, and says which programs there are."""
    for package in ("bench-server", "bench-maitred", "bench-hand"):
        say(f"building {package}")
        cargo.build(package, TARGET / "rust", release=True, jobs=options.jobs)
    ready = ["maitred", *(["sdk"] if sdk(options) else []), "hand"]
    if boto3:
        python()
        ready.append("boto3")
    return ready


def sdk(options):
    """With --quick its program counts as it stands, or not at all: its crates take long to build."""
    if options.quick or not options.sdk_builds:
        there = all(program("sdk", what, counted).exists() for what in KINDS for counted in (False, True))
        say("bench-sdk is taken as it stands" if there else "bench-sdk is not built: the SDK is left out")
        return there
    for each in ("bench-sdk", "bench-sdk-s3"):
        say(f"building {each}")
        cargo.build(each, TARGETS["sdk"], release=True, jobs=options.jobs)
    return True


def python():
    """boto3, in an environment of its own that is made again when the requirements change."""
    wanted, noted = (BENCH / "requirements.txt").read_text(), VENV / "requirements.txt"
    if noted.exists() and noted.read_text() == wanted:
        return
    say("installing boto3")
    run([sys.executable, "-m", "venv", "--clear", VENV])
    run([VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "-r", BENCH / "requirements.txt"])
    noted.write_text(wanted)


def package(name, what):
    """Objects of S3 have one of their own: see bench/programs/sdk-s3."""
    return "bench-sdk-s3" if (name, what) == ("sdk", "objects") else f"bench-{name}"


def program(name, what, counted=False):
    return TARGETS[name] / "release" / (f"{package(name, what)}-counted" if counted else package(name, what))


def command(name, what, endpoint, at_once, counted):
    if name == "boto3":
        return [VENV / "bin" / "python", BENCH / "programs" / "boto3" / "main.py", what, endpoint]
    return [program(name, what, counted), what, endpoint, *([str(at_once)] if at_once > 1 else [])]


def environment():
    """Nothing of whose machine it is: no proxy, no profile, no other region."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(NOWHERE),
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": str(NOWHERE),
        "AWS_SHARED_CREDENTIALS_FILE": str(NOWHERE),
    }


def follow(name, what, endpoint, at_once=1, *, counted=False, items=None, limit=900):
    """One run: what it cost, and what it said. `items` is how many it must have seen."""
    argv = command(name, what, endpoint, at_once, counted)
    done = run(argv, env=environment(), limit=limit)
    said = lines(done.stdout, argv)
    if items is not None and said["items"] != items:
        raise Failed(f"`{' '.join(map(str, argv))}` saw {said['items']:.0f} items and not {items}:\n{done.stdout}")
    return {"cpu": done.cpu, "wall": done.wall, **said}


def lines(text, argv):
    said = {}
    for line in text.splitlines():
        name, _, value = line.partition(" ")
        said[name] = float(value)
    missing = {"first", "items", "sum", "peak"} - said.keys()
    if missing:
        raise Failed(f"`{' '.join(map(str, argv))}` printed no {', '.join(sorted(missing))}:\n{text}")
    return said


def same_sums(samples):
    """What was looked at is the same in all programs, or else they did not do the same."""
    sums = {name: {sample["sum"] for sample in runs} for name, runs in samples.items() if runs}
    if len(set().union(*sums.values())) > 1:
        raise Failed(f"the programs saw different things; their sums: {sums}")
