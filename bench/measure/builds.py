"""What the small program costs to build, with maitred and with the official SDK."""

from . import cargo
from .checkout import Copy
from .paths import ROOT, TARGET
from .processes import say

# name: package, cargo's arguments for features, the directory of its cold builds
PROGRAMS = {
    "maitred": ("small-maitred", (), "build-maitred"),
    "maitred-no-chain": ("small-maitred", ("--no-default-features", "--features", "tls"), "build-maitred-no-chain"),
    "maitred-bare": ("small-maitred", ("--no-default-features",), "build-maitred-bare"),
    "sdk": ("small-sdk", (), "sdk"),
}
PROFILES = {"debug": False, "release": True}
MORE_OPERATIONS = ("DescribeVolumes", "DescribeImages", "DescribeVpcs")


def directory(program, profile):
    """Where it is built cold; for the SDK that is where programs/sdk finds EC2's crate."""
    return TARGET / f"{PROGRAMS[program][2]}-{profile}"


def measure(options, results):
    cargo.fetch()
    cargo.fetch(ROOT)
    if not options.quick:
        say("build: a warm-up, which does not count")
        cold("maitred", "debug", options)
    cold_builds(options, results)
    results.save("rebuild", rebuilds(options))
    results.save("whole", whole(options))


def cold_builds(options, results):
    """In turns. What the SDK's take is kept as soon as it is there: they take longest."""
    rounds = {program: options.rounds(2) for program in PROGRAMS}
    # Nothing is aimed at without TLS, and the SDK's takes longer than all others.
    rounds |= {"maitred-bare": 1, "sdk": 0 if options.quick else options.sdk_builds}
    samples = {program: {profile: [] for profile in PROFILES} for program in PROGRAMS}
    for turn in range(max(rounds.values())):
        for program in (program for program in PROGRAMS if turn < rounds[program]):
            for profile in PROFILES:
                say(f"build: {program}, {profile}, cold, {turn + 1} of {rounds[program]}")
                samples[program][profile].append(cold(program, profile, options))
            if program == "sdk":
                results.save("build-sdk", options.facts() | {"samples": samples["sdk"]})
    del samples["sdk"]
    results.save("build", options.facts() | {"samples": samples})


def cold(program, profile, options):
    package, features, _ = PROGRAMS[program]
    target, release = directory(program, profile), PROFILES[profile]
    sample = cargo.cold(package, target, release=release, features=features, jobs=options.jobs)
    if release:
        sample["binary"] = cargo.stripped(target / "release" / package)
    return sample


def rebuilds(options):
    """After a change of the program, and after one of what it uses."""
    programs = [name for name in ("maitred", "sdk") if is_built(name)]
    copies = {name: Copy(f"rebuild-{name}") for name in programs}
    samples = {"edit": {name: [] for name in programs}, "operation": {"maitred": []}}
    for name in programs:
        rebuild(name, copies[name], options)
    for turn in range(options.rounds(len(MORE_OPERATIONS))):
        for name in programs:
            say(f"build: {name}, a line changed, {turn + 1}")
            copies[name].replace(f"small/{name}/src/main.rs", 'println!("', f'println!("{turn} ')
            samples["edit"][name].append(rebuild(name, copies[name], options))
        say(f"build: maitred, one operation more, {turn + 1}")
        one_more(copies["maitred"], MORE_OPERATIONS[turn])
        samples["operation"]["maitred"].append(rebuild("maitred", copies["maitred"], options))
    return options.facts() | {"samples": samples}


def is_built(program):
    return (directory(program, "debug") / "debug" / PROGRAMS[program][0]).exists()


def one_more(copy, operation):
    paginator = '.paginator("DescribeSnapshots")'
    copy.replace("small/maitred/build.rs", paginator, f'{paginator}.operation("{operation}")')


def rebuild(name, copy, options):
    return cargo.build(PROGRAMS[name][0], directory(name, "debug"), jobs=options.jobs, cwd=copy.directory)


def whole(options):
    """EC2 as a whole, as maitred-services has it: what stands beside the crate aws-sdk-ec2."""
    samples = {}
    for profile, release in PROFILES.items():
        say(f"build: maitred-services with ec2, {profile}")
        target = TARGET / f"whole-{profile}"
        samples[profile] = cargo.cold("maitred-services", target, release=release, features=("--features", "ec2"),
                                      jobs=options.jobs, cwd=ROOT)
    return options.facts() | {"samples": samples}
