"""Many paginators, and many waiters, at once in one thread."""

from . import programs
from .processes import say
from .server import serving

AT_ONCE = (1, 10, 100, 1000, 10000)
AT_ONCE_QUICK = (1, 100)
PAGES, ITEMS = 2, 10
# The SDK's waiters sleep for twenty seconds and more between polls.
SDK_WAITERS, SDK_WAITERS_QUICK = 1000, 1


def measure(options, results):
    ready = [name for name in programs.prepare(options) if name != "hand"]
    at_once = AT_ONCE_QUICK if options.quick else AT_ONCE
    paginators = [point(options, ready, "snapshots", number) for number in at_once]
    waiters = [waiting(options, ready, number) for number in at_once]
    results.save("concurrency", options.facts() | {
        "pages": PAGES, "items": ITEMS, "paginators": paginators, "waiters": waiters,
    })


def waiting(options, ready, number):
    """With a server of its own, which has not been asked about these tables yet."""
    most = SDK_WAITERS_QUICK if options.quick else SDK_WAITERS
    samples = {}
    for name in (name for name in ready if name != "sdk" or number <= most):
        with serving(1, 1) as endpoint:
            say(f"concurrency: waiters, {number} at once, {name}")
            samples[name] = [programs.follow(name, "waiters", endpoint, number, items=number)]
    return {"at_once": number, "samples": samples}


def point(options, ready, what, number):
    """Each run with a server of its own: the ports of connections that are over are not free for a while."""
    samples = {name: [] for name in ready}
    for turn in options.turns(3):
        for name in ready:
            say(f"concurrency: {what}, {number} at once, {name}, {turn}")
            with serving(PAGES, ITEMS) as endpoint:
                sample = programs.follow(name, what, endpoint, number, items=number * PAGES * ITEMS)
            samples[name] += [sample] if turn else []
    programs.same_sums(samples)
    return {"at_once": number, "samples": samples}
