"""What a build script's run costs, and all services there are."""

import os
import shutil
import tempfile
import tomllib
from pathlib import Path

from . import cargo
from .checkout import Copy
from .paths import BENCH, ROOT, TARGET
from .processes import Failed, run, say

# The whole services that are generated as often as the small selections; every other one once.
WHOLE = ("ec2", "dynamodb", "s3")
SCRIPTS = TARGET / "scripts"
TWO_OF_EC2 = """fn main() {
    maitred_build::configure()
        .service("ec2", |ec2| ec2.paginator("DescribeSnapshots").waiter("InstanceRunning"))
        .generate();
}
"""


def measure(options, results):
    scripts = built_scripts(options)
    samples = in_turns(scripts, options)
    others = {} if options.quick else every_service(scripts["whole"])
    results.save("generation", options.facts() | {
        "samples": samples, "services": others, "corpus": corpus(options),
    })


def in_turns(scripts, options):
    runs = {"two of ec2": (scripts["two"], ()), "the small program": (scripts["small"], ())}
    runs |= {f"all of {service}": (scripts["whole"], (service,)) for service in WHOLE}
    samples = {name: [] for name in runs}
    for turn in options.turns(5):
        say(f"generation: build scripts, {turn}")
        for name, (script, services) in runs.items():
            sample = generate(script, services)
            samples[name] += [sample] if turn else []
    return samples


def built_scripts(options):
    """Build scripts as cargo leaves them: unoptimised, as in any build."""
    copy = Copy("two-operations")
    copy.write("small/maitred/build.rs", TWO_OF_EC2)
    copy.write("small/maitred/src/main.rs", "maitred::include_services!();\n\nfn main() {}\n")
    return {
        "two": built_script("two", "small-maitred", copy.directory, "small/maitred", options),
        "small": built_script("small", "small-maitred", BENCH, "small/maitred", options),
        "whole": built_script("whole", "maitred-services", ROOT, ".", options),
    }


def built_script(name, package, workspace, member, options):
    """A build script and the directory that cargo runs it in."""
    say(f"generation: building the build script of {package} ({name})")
    # An older one would stand beside it.
    for older in SCRIPTS.glob(f"debug/build/{package}-*"):
        shutil.rmtree(older)
    cargo.build(package, SCRIPTS, jobs=options.jobs, cwd=workspace)
    found = list(SCRIPTS.glob(f"debug/build/{package}-*/build-script-build"))
    if len(found) != 1:
        raise Failed(f"{SCRIPTS}: one build script of {package} was to be there, and there are {found}")
    kept = SCRIPTS / f"{name}-build-script"
    shutil.copy2(found[0], kept)
    return kept, workspace / member


def generate(script, services=()):
    """One run, as cargo would run it, into a directory where nothing is yet."""
    program, manifest = script
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CARGO_FEATURE_")}
    with tempfile.TemporaryDirectory() as out:
        environment = kept | {"OUT_DIR": out, "CARGO_MANIFEST_DIR": str(manifest)}
        environment |= {"CARGO_PKG_NAME": "measured", "CARGO_PKG_VERSION": "0.0.0"}
        environment |= {f"CARGO_FEATURE_{service.upper().replace('-', '_')}": "1" for service in services}
        done = run([program], env=environment, cwd=manifest, sampled=True)
        if not any(os.scandir(out)):
            raise Failed(f"{program} generated nothing in its OUT_DIR:\n{done.stdout}{done.stderr}")
        return {"cpu": done.cpu, "wall": done.wall, "memory": done.memory, "lines": lines_below(out)}


def lines_below(directory):
    return sum(path.read_bytes().count(b"\n") for path in Path(directory).rglob("*.rs"))


def every_service(script):
    """Each whole service that maitred-services has, once."""
    say("generation: each service of maitred-services")
    return {service: generate(script, (service,)) for service in services()}


def services():
    """Features without anything in them are services."""
    with open(ROOT / "Cargo.toml", "rb") as file:
        features = tomllib.load(file)["features"]
    return sorted(name for name, brings in features.items() if not brings)


def corpus(options):
    """All services there are, beside a program that only parses their definitions."""
    say("generation: building the command line program and the parser")
    cargo.build("maitred-cli", TARGET / "cli", release=True, jobs=options.jobs, cwd=ROOT)
    cargo.build("bench-parse", TARGET / "rust", release=True, jobs=options.jobs)
    commands = {
        "corpus": [TARGET / "cli" / "release" / "maitred", "corpus"],
        "parse": [TARGET / "rust" / "release" / "bench-parse", ROOT / "specs"],
    }
    samples = {name: [] for name in commands}
    for turn in options.turns(3):
        for name, command in commands.items():
            say(f"generation: all services, {name}, {turn}")
            done = run(command, cwd=ROOT, sampled=True)
            sample = {"cpu": done.cpu, "wall": done.wall, "memory": done.memory, "said": said(done)}
            samples[name] += [sample] if turn else []
    return samples


def said(done):
    """The line of the result is the last one; progress goes to stderr."""
    lines = done.stdout.strip().splitlines()
    return lines[-1] if lines else ""
