"""How cost grows with pages, and with what a page holds."""

from . import programs
from .processes import say
from .server import serving

# pages × items
MORE_PAGES = ((1, 100), (10, 100), (100, 100), (1000, 100))
LONGER_PAGES = ((10, 1), (10, 10), (10, 100), (10, 1000), (10, 10000))


def measure(options, results):
    ready = programs.prepare(options)
    results.save("growth", options.facts() | {
        "pages": series(options, ready, MORE_PAGES), "items": series(options, ready, LONGER_PAGES),
    })


def series(options, ready, sizes):
    return [point(options, ready, pages, items) for pages, items in sizes]


def point(options, ready, pages, items):
    samples = {name: [] for name in ready}
    with serving(pages, items) as endpoint:
        for turn in options.turns(3):
            say(f"growth: {pages} × {items}, {turn}")
            for name in ready:
                sample = programs.follow(name, "snapshots", endpoint, items=pages * items)
                samples[name] += [sample] if turn else []
    programs.same_sums(samples)
    return {"pages": pages, "items": items, "samples": samples}
