"""The small program's cold builds again, one compiler at once: what work there is, whoever shares a core with whom."""

from . import cargo
from .builds import PROGRAMS as OF_BUILDS
from .paths import TARGET
from .processes import say

PROGRAMS = ("maitred", "maitred-no-chain", "sdk")


def measure(options, results):
    cargo.fetch()
    before = results.load("serial") or {"samples": {}}
    rounds = {program: options.rounds(2) for program in PROGRAMS}
    rounds["sdk"] = 0 if options.quick else options.sdk_builds
    samples = {program: [] for program in PROGRAMS}
    # Ours before the SDK's and after it: a machine is not as fast all the time.
    for turn in range(max(rounds.values())):
        for program in (program for program in PROGRAMS if turn < rounds[program]):
            say(f"serial: {program}, debug, cold, {turn + 1} of {rounds[program]}")
            samples[program].append(cold(program))
    samples["sdk"] = samples["sdk"] or before["samples"].get("sdk", [])
    results.save("serial", options.facts() | {"jobs": 1, "samples": samples})


def cold(program):
    package, features, _ = OF_BUILDS[program]
    return cargo.cold(package, TARGET / f"serial-{program}", features=features, jobs=1)
