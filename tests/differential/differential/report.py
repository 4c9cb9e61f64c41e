"""What was compared, and what was found."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Report:
    service: str
    paginators: int = 0
    waiters: int = 0
    cases: int = 0
    requests: int = 0
    rules: Counter = field(default_factory=Counter)
    unmet: list = field(default_factory=list)
    found: list = field(default_factory=list)

    def case(self, name, case, requests, rules, found):
        self.cases += 1
        self.requests += requests
        self.rules.update(rules)
        self.found += [f"{self.service} {name}, {case}: {each}" for each in found]

    def problem(self, name, case, problem):
        self.cases += 1
        self.found.append(f"{self.service} {name}, {case}: {problem}")


def total(reports):
    whole = Report("all")
    for report in reports:
        for name in ("paginators", "waiters", "cases", "requests"):
            setattr(whole, name, getattr(whole, name) + getattr(report, name))
        whole.rules.update(report.rules)
        whole.unmet += report.unmet
        whole.found += report.found
    return whole


def told(report, services, seed, seconds):
    rules = ", ".join(f"{rule} {count}" for rule, count in sorted(report.rules.items(), key=lambda it: int(it[0][1:])))
    lines = [f"  {each}" for each in shown(report.found)]
    lines += [f"  no response meets {each}" for each in report.unmet]
    lines.append(
        f"{services} services, {report.paginators} paginators, {report.waiters} waiters: {report.cases} cases, "
        f"{report.requests} requests compared, {len(report.found)} differences; better on purpose: {rules or 'none'}; "
        f"{seconds:.0f} s, seed {seed}"
    )
    return "\n".join(lines)


def shown(found):
    """The first few of each service, and how many more there are."""
    by_service = {}
    for each in found:
        by_service.setdefault(each.partition(" ")[0], []).append(each)
    for service, all_of_it in by_service.items():
        yield from all_of_it[:MOST]
        if len(all_of_it) > MOST:
            yield f"{service}: {len(all_of_it) - MOST} more"


MOST = 20
