"""The report's part on builds."""

from . import charts
from .figures import count, middle, one_place, part, ratio, seconds, size
from .read import by_crate, script_run, units_of
from .tables import NAMES, missing, picture, remarks, table

PROGRAMS = ("maitred", "maitred-no-chain", "maitred-bare", "sdk")
PROFILES = ("debug", "release")
DEAREST = 10


def samples_of(measured, program, profile):
    """The SDK's builds are kept by themselves, as they are not made again each time."""
    if program == "sdk":
        return measured.at("build-sdk", "samples", profile)
    return measured.at("build", "samples", program, profile)


def text(measured):
    sections = [cold(measured), rebuilds(measured), shares(measured), whole(measured)]
    return "## Building\n\n" + "\n".join(sections)


def cold(measured):
    if not measured.part("build"):
        return missing("Cold builds", "build")
    said = remarks(measured.part("build"))
    sdk = measured.part("build-sdk")
    beside = "" if sdk else missing("The SDK's builds", "build") + "\n"
    if sdk and sdk["date"] != measured.part("build")["date"]:
        beside = f"The SDK's builds are of {sdk['date']}.\n\n"
    tables = [f"{profile.capitalize()}:\n\n" + cold_table(measured, profile) for profile in PROFILES]
    pictures = picture("build-cpu", "CPU seconds of a cold build") + picture("build-memory", "Peak memory of a cold build")
    return ("The README's program, with nothing built before. Seconds are user and system of the whole tree of "
            "processes; memory is the greatest sum over all of them.\n\n" + said + beside + pictures + "\n" + "\n".join(tables))


def cold_table(measured, profile):
    rows, reference = [], middle(samples_of(measured, "sdk", profile), "cpu")
    for program in PROGRAMS:
        samples = samples_of(measured, program, profile)
        if samples:
            rows.append(cold_row(program, samples, reference, profile))
    head = ["", "builds", "CPU", "to the SDK's", "elapsed", "peak memory", "crates", "target directory"]
    return table(head + ["program, stripped"] * (profile == "release"), rows)


def cold_row(program, samples, reference, profile):
    figure = lambda key: middle(samples, key)
    row = [NAMES[program], len(samples), seconds(figure("cpu")), part(ratio(figure("cpu"), reference)),
           seconds(figure("wall")), size(figure("memory")), count(figure("crates")), size(figure("target"))]
    return row + [size(figure("binary"))] * (profile == "release")


def rebuilds(measured):
    result = measured.part("rebuild")
    if not result:
        return "### After a change\n\n" + missing("Rebuilds", "build")
    edit, operation = result["samples"]["edit"], result["samples"]["operation"]
    cases = [(f"a line of main.rs, {NAMES[name]}", samples) for name, samples in edit.items()]
    cases.append(("one operation more in build.rs, maitred", operation["maitred"]))
    rows = [[name, seconds(middle(samples, "cpu")), seconds(middle(samples, "wall"))] for name, samples in cases if samples]
    crate = units_of(measured.at("build-sdk", "samples", "debug"), "aws-sdk-ec2")
    rows.append(["other definitions, SDK: the crate aws-sdk-ec2 alone", "–", seconds(crate) if crate else "not measured"])
    return "### After a change\n\nDebug, what is built before is there.\n\n" + remarks(result) + table(
        ["what changed", "CPU", "elapsed"], rows)


def shares(measured):
    head = "### What of maitred's build costs what\n\n"
    if not measured.part("build"):
        return head + missing("Crates", "build")
    dearest = [shares_of(measured.at("build", "samples", "maitred", profile)) for profile in PROFILES]
    rows = []
    for place, pair in enumerate(zip(*dearest), 1):
        rows.append([place, *(cell for name, value in pair for cell in (f"`{name}`", seconds(value)))])
    scripts = ", ".join(f"{seconds(script_run(measured.at('build', 'samples', 'maitred', profile), 'small-maitred'))} ({profile})"
                        for profile in PROFILES)
    return (head + "Elapsed seconds of crates, their build scripts and the runs of these, as cargo reports them; several "
            f"are built at once. The program's own build script, which is the generator, ran {scripts}.\n\n"
            + table(["", "debug", "elapsed", "release", "elapsed"], rows))


def shares_of(samples):
    """Of the last build: single crates differ little from build to build."""
    return sorted(by_crate(samples[-1]).items(), key=lambda pair: -pair[1])[:DEAREST]


def whole(measured):
    head, result = "### A whole service\n\n", measured.part("whole")
    if not result:
        return head + missing("`maitred-services` with EC2", "build")
    rows = []
    for profile in PROFILES:
        ours = units_of([result["samples"][profile]], "maitred-services")
        crate = units_of(measured.at("build-sdk", "samples", profile), "aws-sdk-ec2")
        rows.append([profile, seconds(ours), seconds(crate) if crate else "not measured", part(ratio(ours, crate))])
    return (head + "All paginators and waiters of EC2 in `maitred-services`, build script and generation with it, beside "
            "all of EC2 in `aws-sdk-ec2`: elapsed seconds of the crate.\n\n" + remarks(result)
            + table(["", "maitred-services", "aws-sdk-ec2", "ratio"], rows))


def pictures(measured):
    """name → SVG, or None where nothing was measured."""
    return {
        "build-cpu": bars(measured, "CPU seconds of a cold build", "cpu", lambda value: f"{one_place(value)} s"),
        "build-memory": bars(measured, "Peak memory of a cold build", "memory", size),
    }


def bars(measured, title, key, show):
    groups = [(profile, [(NAMES[program], middle(samples_of(measured, program, profile), key)) for program in PROGRAMS])
              for profile in PROFILES]
    return charts.bars(title, groups, show)
