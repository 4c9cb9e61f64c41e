"""Documentation texts of botocore's data, as definitions of their own, and the opinions of rustdoc and
clippy of what the generator makes of them.

gather: data, definitions, [service…]   the texts of each service → members of a definition
check: definitions, generated, crates   the documentation of these members → rustdoc, clippy
"""

import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# A structure of tens of thousands of members is nothing that the generator meets.
MEMBERS = 500

# A text with something that each complains of: it has to, or it was not asked.
BAD = """//! x
/// <b https://example.org [Nowhere]
///
/// - an item
/// without indentation
///
/// ```
/// let a = 1;
/// ```
pub struct Bad;
"""


def newest(service):
    """The path of the newest service-2.json of a service's directory, or nothing."""
    files = [file for file in service.glob("*/service-2.json*") if file.suffix in (".json", ".gz")]
    return max(files, key=lambda file: file.parent.name, default=None)


def definition(file):
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as text:
        return json.load(text)


def texts(value, found):
    """Every text under a key `documentation`, in order, each once."""
    if isinstance(value, dict):
        if isinstance(value.get("documentation"), str):
            found.setdefault(value["documentation"])
        for inner in value.values():
            texts(inner, found)
    elif isinstance(value, list):
        for inner in value:
            texts(inner, found)
    return found


def as_definition(documentation):
    """A definition whose members have the texts: M0, M1, …"""
    shapes = {"Text": {"type": "string"}, "Output": {"type": "structure", "members": {}}}
    for first in range(0, len(documentation), MEMBERS):
        name = f"Part{first // MEMBERS}"
        members = {
            f"M{first + place}": {"shape": "Text", "documentation": text}
            for place, text in enumerate(documentation[first : first + MEMBERS])
        }
        shapes[name] = {"type": "structure", "members": members}
        shapes["Output"]["members"][name] = {"shape": name}
    operation = {"name": "Read", "http": {"method": "POST", "requestUri": "/"}, "output": {"shape": "Output"}}
    return {
        "version": "2.0",
        "metadata": {
            "apiVersion": "1", "endpointPrefix": "x", "protocol": "json", "jsonVersion": "1.1",
            "serviceFullName": "Texts", "serviceId": "Texts", "signatureVersion": "v4", "targetPrefix": "X",
        },
        "operations": {"Read": operation},
        "shapes": shapes,
    }


def gather(data, into, wanted):
    services = {file.name: newest(file) for file in sorted(Path(data).iterdir()) if file.is_dir()}
    services = {name: file for name, file in services.items() if file}
    unknown = [name for name in wanted if name not in services]
    if unknown:
        sys.exit(f"no service {', '.join(unknown)} in {data}")
    count = 0
    for name in wanted or services:
        documentation = list(texts(definition(services[name]), {}))
        place = Path(into, name, "1")
        place.mkdir(parents=True)
        (place / "service-2.json").write_text(json.dumps(as_definition(documentation)), encoding="utf-8")
        count += len(documentation)
    print(f"{count} texts of {len(wanted or services)} services")


def members(generated):
    """The lines of documentation of each member, by its number."""
    found, block = {}, []
    for line in generated.read_text(encoding="utf-8").splitlines():
        if line.lstrip().startswith("///"):
            block.append(line.strip())
            continue
        first = re.fullmatch(r"/// AWS calls it `M(\d+)`\.", block[0]) if block else None
        if first:
            found.setdefault(int(first[1]), block)
        block = []
    return found


def crate(service, generated, into):
    """A crate of nothing but the documentation; how many texts it has."""
    types = list(Path(generated, service).glob("**/types.rs"))
    found = members(types[0]) if types else {}
    lines = ["//! Texts.", "/// Texts.", "pub struct Texts {"]
    for number, block in sorted(found.items()):
        lines += ["    " + line for line in block] + [f"    pub m{number}: (),"]
    Path(into, f"{service}.rs").write_text("\n".join(lines + ["}", ""]), encoding="utf-8")
    return found.keys()


def run(program, file, *options):
    command = [program, "--edition=2024", "--crate-name=texts", "--crate-type=lib", *options, str(file)]
    return subprocess.run(command, capture_output=True, text=True)


def complaints(file):
    """What is said of a crate: warnings of rustdoc, of clippy, and doctests."""
    with tempfile.TemporaryDirectory() as place:
        documented = run("rustdoc", file, "-Dwarnings", "-Drustdoc::all", f"--out-dir={place}")
        linted = run("clippy-driver", file, "-Dwarnings", "-Dclippy::all", "--emit=metadata", f"--out-dir={place}")
    tested = run("rustdoc", file, "--test", "--test-args=--list")
    problems = [one.stderr for one in (documented, linted) if one.returncode != 0 or one.stderr]
    if tested.returncode != 0 or "\n0 tests" not in "\n" + tested.stdout:
        problems.append(tested.stdout + tested.stderr)
    return problems


def one(service, definitions, generated, crates):
    """How many texts a service has, and what is wrong with them."""
    shapes = definition(Path(definitions, service, "1", "service-2.json"))["shapes"]
    wanted = {int(name[1:]) for shape in shapes.values() for name in shape.get("members", {}) if name[0] == "M"}
    found = crate(service, generated, crates)
    lost = [f"M{number} is not documented" for number in sorted(wanted - found)]
    return len(wanted), lost + complaints(Path(crates, f"{service}.rs"))


def check(definitions, generated, crates):
    begun = time.monotonic()
    Path(crates).mkdir(parents=True)
    bad = Path(crates, "bad.rs")
    bad.write_text(BAD, encoding="utf-8")
    if len(complaints(bad)) != 3:
        sys.exit("rustdoc or clippy says nothing of a text that has everything wrong")
    services = sorted(os.listdir(definitions))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda name: one(name, definitions, generated, crates), services))
    wrong = 0
    for service, (_, problems) in zip(services, results):
        wrong += bool(problems)
        for problem in problems:
            print(f"{service}: {problem}")
    texts_seen = sum(count for count, _ in results)
    seconds = time.monotonic() - begun
    print(f"{texts_seen} texts of {len(services)} services: {wrong} services with doctests or warnings, {seconds:.0f} s")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["gather", data, into, *wanted]:
            gather(data, into, wanted)
        case ["check", definitions, generated, crates]:
            check(definitions, generated, crates)
        case _:
            sys.exit(__doc__)
