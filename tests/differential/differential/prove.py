"""Plants each fault in a copy of the sources, and sees whether the comparison finds it."""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from .faults import FAULTS

# Small, and together they have what the faults touch.
SERVICES = ["dynamodb", "kinesis", "route53", "ecs"]


def main():
    parser = argparse.ArgumentParser(prog="tests/differential/prove")
    parser.add_argument("--root", required=True, type=Path)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--only", type=int, nargs="+", metavar="N", help="only these faults, counted from 1")
    arguments = parser.parse_args()
    copy = arguments.work / "faulty"
    unseen = 0
    for number, fault in enumerate(FAULTS, 1):
        if arguments.only and number not in arguments.only:
            continue
        mirror(arguments.root, copy)
        plant(copy, fault)
        found = compare(copy, arguments.work)
        print(f"{number:2} {fault.name}: {found or 'NOT FOUND'}", flush=True)
        unseen += not found
    tried = len(arguments.only or FAULTS)
    print(f"{tried} faults planted, {tried - unseen} found")
    sys.exit(1 if unseen else 0)


def mirror(root, copy):
    """The sources as they are; files that are alike keep their times, so little is compiled anew."""
    tracked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(tracked, cwd=root, check=True, capture_output=True, text=True).stdout
    for name in listed.splitlines():
        source, target = root / name, copy / name
        if not source.is_file() or (target.is_file() and target.read_bytes() == source.read_bytes()):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def plant(copy, fault):
    file = copy / fault.file
    text = file.read_text()
    if text.count(fault.old) != 1:
        raise SystemExit(f"`{fault.name}` cannot be planted: {fault.file} has its text {text.count(fault.old)} times")
    file.write_text(text.replace(fault.old, fault.new))


def compare(copy, work):
    """The first difference that is found, and how many there are; nothing if there is none."""
    command = [sys.executable, "-B", "-m", "differential", "--root", copy, "--work", work / "faults"]
    command += ["--target", work / "faults/target", "--seed", "1", "--service", *SERVICES]
    here = Path(__file__).resolve().parent.parent
    done = subprocess.run(command, cwd=here, capture_output=True, text=True)
    lines = [line.strip() for line in done.stdout.splitlines()]
    last = lines[-1] if lines else ""
    if done.returncode == 1 and "requests compared" in last:
        count = last.partition("compared, ")[2].partition(" differences")[0]
        return f"{count} differences, as in {lines[1].partition(':')[0]}"
    if done.returncode == 0:
        return None
    raise SystemExit(f"the comparison itself failed:\n{done.stdout[-2000:]}{done.stderr[-4000:]}")


if __name__ == "__main__":
    main()
