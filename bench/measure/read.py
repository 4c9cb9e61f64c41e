"""What the report reads from results."""

from collections import defaultdict
from statistics import median


class Measured:
    """Results by name; what is not there is None, at any depth."""

    def __init__(self, results):
        self.results = results

    def part(self, name):
        return self.results.load(name)

    def at(self, name, *path):
        found = self.results.load(name)
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        return found


def by_crate(sample):
    """Seconds of each crate of one build: its library, its build script, and the run of that."""
    seconds = defaultdict(float)
    for unit in sample["units"]:
        seconds[unit["name"]] += unit["seconds"]
    return dict(seconds)


def units_of(samples, crate):
    found = [by_crate(sample)[crate] for sample in samples or [] if crate in by_crate(sample)]
    return median(found) if found else None


def script_run(samples, crate):
    """Seconds that the crate's build script ran."""
    found = [unit["seconds"] for sample in samples or [] for unit in sample["units"]
             if unit["name"] == crate and is_run(unit)]
    return median(found) if found else None


def is_run(unit):
    return unit["mode"] == "run-custom-build" or "(run)" in unit["target"]
