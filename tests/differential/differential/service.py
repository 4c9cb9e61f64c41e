"""Everything of one service, compared."""

import traceback
from types import SimpleNamespace

from botocore.exceptions import DataNotFoundError

from . import boto, paging, scenarios, waiting
from .driver import Driver, Problem
from .report import Report
from .server import Server


def compare(service, program, seed):
    """Drives every paginator and waiter of a service; what was found."""
    report = Report(service)
    theirs, ours = Server(), Server()
    boto.lead_to(theirs)
    session = boto.session()
    client = boto.client(session, service)
    driver = Driver(program, ours.port, boto.ENDPOINT)
    sides = SimpleNamespace(
        botocore=SimpleNamespace(server=theirs, client=client),
        ours=SimpleNamespace(server=ours, drive=driver.drive),
    )
    model = client.meta.service_model
    loader = session.get_component("data_loader")
    for name, definition in pagination(loader, service, model):
        report.paginators += 1
        page(sides, scenarios.Paginator(model, name, definition), seed, report)
    for name, definition in waiters(loader, service, model):
        report.waiters += 1
        wait(sides, waiting.Waiter(model, name, definition), seed, report)
    driver.close()
    return report


def definitions(loader, service, model, kind, key):
    try:
        return loader.load_service_model(service, kind, model.api_version)[key].items()
    except DataNotFoundError:
        return []


def pagination(loader, service, model):
    return definitions(loader, service, model, "paginators-1", "pagination")


def waiters(loader, service, model):
    return definitions(loader, service, model, "waiters-2", "waiters")


def page(sides, paginator, seed, report):
    for listing in scenarios.listings(paginator, seed):
        guarded(report, paginator.name, listing.name, lambda: paging.compare(sides, paginator, listing, report))


def wait(sides, waiter, seed, report):
    met = set()
    for name, outcomes in waiting.runs(waiter, seed):
        met.add(name)
        guarded(report, waiter.name, name, lambda: waiting.compare(sides, waiter, name, outcomes, report))
    for number in range(1, len(waiter.acceptors) + 1):
        if f"acceptor {number}" not in met:
            report.unmet.append(f"{report.service} {waiter.name}, acceptor {number}")


def guarded(report, name, case, work):
    """A case that cannot be driven is a difference, not the end."""
    try:
        work()
    except Problem as problem:
        report.problem(name, case, problem)
    except Exception:
        report.problem(name, case, traceback.format_exc().replace("\n", " | ")[-700:])
