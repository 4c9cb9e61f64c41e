"""What 200 pages of 1000 items cost, and how soon the first item is there."""

from . import programs
from .processes import say
from .programs import KINDS, follow
from .server import serving

ITEMS = 1000
STARTS = 20


def measure(options, results):
    ready = programs.prepare(options, boto3=True)
    starts = first_items(options, ready)
    pages = 20 if options.quick else 200
    with serving(pages, ITEMS) as endpoint:
        runs = {what: follow_all(options, ready, what, endpoint, pages * ITEMS) for what in KINDS}
        allocations = {what: counted(ready, what, endpoint, pages * ITEMS) for what in KINDS}
    results.save("pages", options.facts() | {
        "pages": pages, "items": ITEMS, "runs": runs, "allocations": allocations, "starts": starts,
    })


def first_items(options, ready):
    """Whole processes that see one item; the first of each does not count."""
    samples = {what: {name: [] for name in ready} for what in KINDS}
    with serving(1, 1) as endpoint:
        for what in KINDS:
            say(f"pages: first item, {what}")
            for turn in range(1 + (3 if options.quick else STARTS)):
                for name in ready:
                    sample = follow(name, what, endpoint, items=1)
                    samples[what][name] += [sample] if turn else []
    return samples


def follow_all(options, ready, what, endpoint, items):
    """In turns, after a round that does not count. boto3 takes longest and has fewer rounds, and no warm-up."""
    rounds = {name: options.rounds(2 if name == "boto3" else 5) for name in ready}
    samples = {name: [] for name in ready}
    for turn in options.turns(5):
        for name in (name for name in ready if turn <= rounds[name] and (turn or name != "boto3")):
            say(f"pages: {what}, {name}, {turn} of {rounds[name]}")
            sample = follow(name, what, endpoint, items=items)
            samples[name] += [sample] if turn else []
    programs.same_sums(samples)
    return samples


def counted(ready, what, endpoint, items):
    """Allocations for each item; boto3's are not counted."""
    say(f"pages: {what}, allocations")
    names = [name for name in ready if name != "boto3"]
    return {name: follow(name, what, endpoint, counted=True, items=items)["allocations"] / items for name in names}
