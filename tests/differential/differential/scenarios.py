"""A paginator → listings that a service might give: what the pages hold, and what is asked for."""

import copy
import random
from dataclasses import dataclass, field

import jmespath
from botocore import xform_name

from . import paths, values


@dataclass
class Listing:
    """One run: the pages that the server gives, and the options on either side."""

    name: str
    pages: list
    arguments: dict
    max_items: int | None = None
    page_size: int | None = None
    starting_token: str | None = None
    # Answers that are no pages: index → (code, status).
    faults: dict = field(default_factory=dict)


class Paginator:
    """What the definition says, read for making pages."""

    def __init__(self, service, name, definition):
        self.service, self.name, self.definition = service, name, definition
        self.operation = service.operation_model(name)
        self.output, self.input = self.operation.output_shape, self.operation.input_shape
        self.inputs, self.outputs = listed(definition["input_token"]), listed(definition["output_token"])
        self.results = listed(definition["result_key"])
        self.more, self.limit = definition.get("more_results"), definition.get("limit_key")
        self.method = xform_name(name)
        self.primary = paths.shape_at(self.output, self.results[0])

    def counts(self, page):
        """How many items each result has; only what can be counted has any."""
        found = [jmespath.search(key, page) for key in self.results]
        shapes = [paths.shape_at(self.output, key) for key in self.results]
        return [
            len(value) if value and shape.type_name in ("list", "map", "string") else 0
            for value, shape in zip(found, shapes)
        ]

    @property
    def token_shapes(self):
        return [self.input.members[name] for name in self.inputs]

    def token(self, number, index=0):
        """A token of the right type, another one for each number."""
        shape = self.token_shapes[index]
        if shape.type_name == "map":
            return {"key": {"S": f"token-{number}"}, "sort": {"B": bytes([number, 255])}}
        if shape.type_name in ("integer", "long"):
            return number
        if shape.enum:
            return shape.enum[number % len(shape.enum)]
        return f"token-{number}".ljust(shape.metadata.get("min", 1), "x")

    def has_text_token(self):
        return all(shape.type_name == "string" and not shape.enum for shape in self.token_shapes)

    def is_computed(self):
        return any("[" in output for output in self.outputs)

    def page(self, items, tokens, more=None, others=1):
        """A page with so many primary items, and these tokens (`None`: not there)."""
        page = {}
        for number, key in enumerate(self.results):
            count = items if number == 0 else others
            if count is not None:
                paths.put(page, key, self.result(paths.shape_at(self.output, key), count))
        for output, token in zip(self.outputs, tokens):
            if token is not None and self.has_place(page, output):
                paths.put(page, output, token)
        if self.more:
            paths.put(page, self.more, any(token is not None for token in tokens) if more is None else more)
        return page

    def has_place(self, page, output):
        return not ("[" in output and "||" not in output) or bool(self.list_of(page, output))

    def list_of(self, page, output):
        steps = output.split("[")[0].split(".")
        for step in steps:
            page = page.get(step, {})
        return page

    def result(self, shape, count):
        kind = shape.type_name
        if kind == "list":
            return [values.value(shape.member) for _ in range(count)]
        if kind == "map":
            return {f"key-{number}": values.value(shape.value) for number in range(count)}
        if kind == "string":
            return "x" * count
        if kind == "structure":
            return values.value(shape)
        return count

    def tokens(self, *numbers):
        """Token sets, one a page; `None` for a page without."""
        def one(number):
            if number is None:
                return [None] * len(self.inputs)
            return [self.token(number, index) for index in range(len(self.inputs))]

        return [one(number) for number in numbers]


def listed(value):
    return value if isinstance(value, list) else [value]


def listings(paginator, seed):
    """Every listing that is tried, those with random pages from this seed."""
    chance = random.Random(f"{seed} {paginator.service.service_name} {paginator.name}")
    made = [*plain(paginator, chance), *endings(paginator), *loops(paginator), *limited(paginator, chance)]
    return [*made, *starts(paginator), *broken(paginator, chance)]


def arguments(paginator):
    given = values.parameters(paginator.operation)
    for name in paginator.inputs:
        given.pop(name, None)
    return given


def listing(paginator, name, counts, numbers, **options):
    tokens = paginator.tokens(*numbers)
    pages = [paginator.page(count, token) for count, token in zip(counts, tokens)]
    given = {**arguments(paginator), **options.pop("given", {})}
    return Listing(name, pages, given, **options)


def plain(paginator, chance):
    for count in (1, chance.choice([2, 3]), chance.choice([4, 5])):
        counts = [chance.randint(0, 3) for _ in range(count)]
        yield listing(paginator, f"{count} pages", counts, [*range(1, count), None])
    yield listing(paginator, "nothing", [0], [None])
    yield listing(paginator, "an empty page in the middle", [2, 0, 1], [1, 2, None])
    yield listing(paginator, "missing keys", [None, 1, None], [1, 2, None])
    if len(paginator.inputs) > 1:
        yield some_tokens(paginator)
    if paginator.limit:
        yield listing(paginator, "page size", [1, 1], [1, None], page_size=page_size(paginator))
    if paginator.service.resolved_protocol in ("json", "rest-json", "smithy-rpc-v2-cbor"):
        yield nulls(paginator)


def page_size(paginator):
    limits = paginator.input.members[paginator.limit].metadata
    return int(min(max(7, limits.get("min", 1)), limits.get("max", 1000)))


def some_tokens(paginator):
    """Each page leaves out another one of the tokens."""
    made = listing(paginator, "some of the tokens", [], [])
    for number in range(1, 4):
        tokens = paginator.tokens(number)[0]
        tokens[number % len(tokens)] = None
        made.pages.append(paginator.page(1, tokens))
    made.pages.append(paginator.page(1, paginator.tokens(None)[0]))
    return made


def nulls(paginator):
    made = listing(paginator, "null keys", [1, 1], [1, None])
    if all(paths.is_plain(key) for key in paginator.results) and not paginator.is_computed():
        for key in paginator.results:
            paths.put(made.pages[0], key, None)
    return made


def endings(paginator):
    if paginator.has_text_token() and not paginator.is_computed():
        made = listing(paginator, "an empty token at the end", [1, 1], [1, None])
        for output in paginator.outputs:
            paths.put(made.pages[1], output, "")
        if paginator.more:
            paths.put(made.pages[1], paginator.more, True)
        yield made
        if all(shape.metadata.get("min", 1) <= 1 for shape in paginator.token_shapes):
            yield zero(paginator)
    if paginator.more:
        false = listing(paginator, "more is false beside a token", [1, 1], [1, None])
        false.pages[0] = paginator.page(1, paginator.tokens(1)[0], more=False)
        yield false
        true = listing(paginator, "more is true without a token", [1], [None])
        true.pages[0] = paginator.page(0 if paginator.is_computed() else 1, paginator.tokens(None)[0], more=True)
        yield true


def zero(paginator):
    made = listing(paginator, "a token of a zero", [1, 1], [1, None])
    for output in paginator.outputs:
        paths.put(made.pages[0], output, "0")
    return made


def loops(paginator):
    yield listing(paginator, "a repeated token", [1, 1, 1], [1, 1, None])
    yield listing(paginator, "a cycle of tokens", [1, 1, 1, 1, 1], [1, 2, 1, 2, None])


def limited(paginator, chance):
    kind = paginator.primary.type_name
    if kind not in ("list", "string", "map"):
        return
    counts, numbers = [3, 3, 1], [1, 2, None]
    # Maps are truncated by us only, which the one listing for it looks at.
    for most in [0, 3, 6, 7, 9] if kind != "map" else [3, 6, 9]:
        yield listing(paginator, f"at most {most}", counts, numbers, max_items=most)
    inside = chance.choice([1, 2, 4, 5])
    yield listing(paginator, "at most so many, in a page", counts, numbers, max_items=inside)


def starts(paginator):
    if not paginator.is_computed() or "||" in paginator.outputs[0]:
        given = dict(zip(paginator.inputs, paginator.tokens(9)[0]))
        yield listing(paginator, "the caller's token", [1, 1], [1, None], given=given)
        yield listing(paginator, "the caller's token again", [1, 1], [9, None], given=given)
        if paginator.primary.type_name == "list":
            yield listing(paginator, "the caller's token, truncated", [3, 1], [1, None], given=given, max_items=2)
    if paginator.has_text_token():
        raw = "___".join(paginator.tokens(8)[0])
        yield listing(paginator, "a raw token", [2, 1], [1, None], starting_token=raw)
        if paginator.primary.type_name in ("list", "string"):
            yield listing(paginator, "an old token", [2, 1], [1, None], starting_token=f"{raw}___1")


def broken(paginator, chance):
    counts = [1, 1, 1]
    at = chance.randint(0, 2)
    yield listing(paginator, f"an error on page {at + 1}", counts, [1, 2, None], faults={at: ("Unlisted", 400)})


def after(listing, asked, within):
    """The listing from where a limit ended it: that page again, or the one after it."""
    rest = copy.deepcopy(listing)
    first = asked - 1 if within else asked
    rest.name, rest.pages, rest.max_items = f"{listing.name}, resumed", listing.pages[first:], None
    return rest
