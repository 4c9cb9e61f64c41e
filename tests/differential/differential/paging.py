"""One listing, driven on both sides and compared.

What botocore did is the expectation. Where we differ on purpose, the expectation is changed by the
rule of that difference, so that it says exactly what we must do instead.
"""

import base64
import json
from dataclasses import dataclass, field

from botocore.exceptions import ClientError, MissingDependencyException, PaginationError
from botocore.paginate import TokenEncoder

from . import encode, values
from .meaning import meaning
from .scenarios import Listing, after
from .server import Script


@dataclass
class Seen:
    """What one side did."""

    pages: list
    requests: list
    error: str | None
    token: object
    # botocore only: the tokens that each page names, and those that the listing began with.
    named: list = field(default_factory=list)
    began: dict = field(default_factory=dict)


def script(paginator, listing):
    answers = [encode.output(paginator.service, paginator.operation, page) for page in listing.pages]
    for index, (code, status) in listing.faults.items():
        if index < len(answers):
            answers[index] = encode.error(paginator.service, code, "as scripted", status)
    return Script(answers)


def botocore_side(side, paginator, listing):
    side.server.script = script(paginator, listing)
    options = {"MaxItems": listing.max_items, "PageSize": listing.page_size}
    options = {key: value for key, value in options.items() if value is not None}
    if listing.starting_token is not None:
        options["StartingToken"] = listing.starting_token
    iterator = side.client.get_paginator(paginator.method).paginate(**listing.arguments, PaginationConfig=options)
    seen = Seen([], [], None, None)
    try:
        for page in iterator:
            seen.pages.append(paginator.counts(page))
            seen.named.append(iterator._get_next_token(page))
    except PaginationError:
        seen.error = "repeated token"
    except ClientError as error:
        seen.error = f"service {error.response['Error']['Code']}"
    except MissingDependencyException:
        seen.error = "other"  # sigv4a, which neither side signs by as it is installed
    except (TypeError, ValueError) as error:
        seen.error = f"{type(error).__name__}"
    seen.requests = [meaning(request) for request in side.server.script.requests]
    seen.token = decoded(iterator.resume_token)
    return seen


def our_side(side, paginator, listing):
    side.server.script = script(paginator, listing)
    case = {
        "kind": "paginator",
        "service": paginator.service.service_name,
        "name": paginator.name,
        "input": values.plain_json(listing.arguments),
        "max_items": listing.max_items,
        "page_size": listing.page_size,
        "starting_token": listing.starting_token,
    }
    told = side.drive(case)
    error = told["error"]
    if error is not None:
        error = f"service {error['code']}" if error["kind"] == "service" else error["kind"]
    requests = [meaning(request) for request in side.server.script.requests]
    return Seen(told["pages"], requests, error, meant(told["token"])), told["token"]


def decoded(token):
    """A token by its meaning."""
    return None if token is None else json.loads(base64.b64decode(token))


def meant(token):
    """The same of a token that may be the caller's own text."""
    try:
        return decoded(token)
    except ValueError:
        return token


def compare(sides, paginator, listing, report):
    """Drives both sides, and once more from each other's token, if there is one."""
    theirs, ours, text, rules = both(sides, paginator, listing, report)
    within = theirs.token is not None and "boto_truncate_amount" in theirs.token
    if listing.max_items and theirs.token is not None and ours.token is not None and not theirs.error:
        rest = after(listing, len(theirs.requests), within)
        if paginator.primary.type_name == "map" and within:
            return
        # What botocore forgot, its token cannot say.
        crossed = (text if "D6" in rules else encoded(theirs.token)), text
        both(sides, paginator, rest, report, crossed)


def encoded(token):
    return base64.b64encode(json.dumps(token).encode()).decode()


def both(sides, paginator, listing, report, crossed=(None, None)):
    for_ours, for_theirs = crossed
    theirs = botocore_side(sides.botocore, paginator, with_token(listing, for_theirs))
    ours, text = our_side(sides.ours, paginator, with_token(listing, for_ours))
    expected, rules = expectation(paginator, listing, theirs, resumed=for_ours)
    found = differences(expected, ours)
    report.case(paginator.name, listing.name, len(ours.requests) + len(theirs.requests), rules, found)
    return theirs, ours, text, rules


def with_token(listing, token):
    if token is None:
        return listing
    return Listing(**{**vars(listing), "starting_token": token})


def differences(expected, ours):
    found = []
    for what in ("pages", "requests", "error", "token"):
        wanted, got = getattr(expected, what), getattr(ours, what)
        if wanted != got:
            found.append(f"{what}: expected {wanted!r}, got {got!r}")
    return found


def expectation(paginator, listing, theirs, resumed):
    """What we must do, given what botocore did; and by which rules that is something else."""
    expected = Seen(list(theirs.pages), list(theirs.requests), theirs.error, theirs.token)
    rules = []
    for rule, change in CHANGES.items():
        if change(paginator, listing, theirs, expected, resumed):
            rules.append(rule)
    return expected, rules


def began_with(paginator, listing, theirs):
    """The tokens of the first request, as far as they are known."""
    given = {name: listing.arguments[name] for name in paginator.inputs if name in listing.arguments}
    return given or None


def any_distance(paginator, listing, theirs, expected, _):
    """D4: a token that came before, at any distance, ends the listing."""
    before = [began_with(paginator, listing, theirs)]
    for number, named in enumerate(theirs.named):
        whole = named and {name: named[name] for name in named if named[name] is not None}
        if not whole:
            return False
        is_last = number + 1 == len(theirs.named)
        if is_last and expected.token is not None:
            return False  # the limit ends it first
        if whole in before and not (is_last and theirs.error == "repeated token"):
            expected.pages, expected.requests = theirs.pages[: number + 1], theirs.requests[: number + 1]
            expected.error, expected.token = "repeated token", None
            return True
        before.append(whole)
    return False


def own_token(paginator, listing, theirs, expected, _):
    """D6: the token that the caller set is where the truncated first page was asked for."""
    given = {name: listing.arguments.get(name) for name in paginator.inputs}
    cut = theirs.token and "boto_truncate_amount" in theirs.token
    if not cut or len(theirs.requests) != 1 or listing.starting_token or not any(given.values()):
        return False
    amount = theirs.token["boto_truncate_amount"]
    expected.token = decoded(encode_with_bytes(given, amount))
    return True


def encode_with_bytes(tokens, amount):


    return TokenEncoder().encode({**tokens, "boto_truncate_amount": amount})


def secondary(paginator, listing, theirs, expected, resumed):
    """D9: other results are left out only where they were delivered before."""
    start = resumed or listing.starting_token
    if start is None or not theirs.pages or has_amount(start):
        return False
    page = listing.pages[0]
    whole = paginator.counts(page)
    if whole == theirs.pages[0]:
        return False
    expected.pages = [[theirs.pages[0][0], *whole[1:]], *theirs.pages[1:]]
    if paginator.primary.type_name not in ("list", "string"):
        expected.pages[0][0] = whole[0]
    return True


def has_amount(start):
    try:
        return "boto_truncate_amount" in decoded(start)
    except ValueError:
        return start.rpartition("___")[2].isdigit()


def maps(paginator, listing, theirs, expected, _):
    """D10: maps are truncated by entries, where botocore fails."""
    if paginator.primary.type_name != "map" or theirs.error != "TypeError":
        return False
    left, asked = listing.max_items, 0
    expected.pages, expected.error = [], None
    for page in listing.pages:
        counts = paginator.counts(page)
        asked += 1
        expected.pages.append([min(counts[0], left), *counts[1:]])
        if counts[0] > left:
            break
        left -= counts[0]
    names = dict.fromkeys(paginator.inputs)
    if asked > 1:
        names = theirs.named[asked - 2]
    expected.token = {**names, "boto_truncate_amount": left}
    return True


def failed(paginator, listing, theirs, expected, resumed):
    """D12: after an error the token leads to the request that failed."""
    if not (theirs.error or "").startswith(("service", "other")):
        return False
    if theirs.named:
        tokens = theirs.named[-1]
    elif listing.starting_token or resumed:
        expected.token = meant(resumed or listing.starting_token)
        return True
    else:
        tokens = {name: listing.arguments.get(name) for name in paginator.inputs}
        tokens = tokens if any(tokens.values()) else None
    expected.token = tokens and decoded(TokenEncoder().encode(tokens))
    return tokens is not None


CHANGES = {"D12": failed, "D4": any_distance, "D6": own_token, "D9": secondary, "D10": maps}
