"""A waiter's acceptors → runs that meet each of them, driven on both sides and compared."""

import random
from dataclasses import dataclass

import jmespath
import jmespath.exceptions
from botocore import xform_name
from botocore.exceptions import ClientError, WaiterError
from botocore.parsers import create_parser

from . import encode, values
from .guess import empty, guesses
from .meaning import meaning
from .server import Script

ATTEMPTS = 3
UNLISTED = ("error", "UnlistedByAnyAcceptor", 400)


class Waiter:
    def __init__(self, service, name, definition):
        self.service, self.name, self.definition = service, name, definition
        self.operation = service.operation_model(definition["operation"])
        self.acceptors, self.method = definition["acceptors"], xform_name(name)
        self.arguments = values.parameters(self.operation)
        self.parser = create_parser(service.resolved_protocol)

    def answer(self, outcome):
        """An outcome as the service sends it."""
        kind, what, status = outcome
        if kind == "error":
            return encode.error(self.service, what, "as scripted", status)
        return encode.output(self.service, self.operation, what, status)

    def parsed(self, outcome):
        """The response as botocore reads it."""
        status, headers, body = self.answer(outcome)
        if self.operation.http.get("method") == "HEAD":
            body = b""
        response = {"status_code": status, "headers": headers, "body": body}
        return self.parser.parse(response, self.operation.output_shape)


@dataclass
class Verdict:
    verdict: str
    calls: int
    acceptor: int | None = None


def runs(waiter, seed):
    """Name → outcomes, one a poll; each acceptor has one that it decides."""
    chance = random.Random(f"{seed} {waiter.service.service_name} {waiter.name}")
    found = [outcome_for(waiter, index, chance) for index in range(len(waiter.acceptors))]
    undecided = undecided_output(waiter, chance)
    for index, outcome in enumerate(found):
        if outcome is None:
            continue
        yield f"acceptor {index + 1}", [outcome] * ATTEMPTS
        if undecided is not None:
            yield f"acceptor {index + 1}, later", [undecided, outcome, outcome]
    if undecided is not None:
        yield "never", [undecided] * ATTEMPTS
    yield "empty lists", [("output", empty(waiter), 200)] * ATTEMPTS
    for number, acceptor in enumerate(waiter.acceptors, 1):
        if acceptor["matcher"] == "error" and isinstance(acceptor["expected"], str):
            yield f"nearly acceptor {number}", [("error", acceptor["expected"] + "s", 400)] * ATTEMPTS
    if first_match(waiter, UNLISTED) is None:
        yield "an error that nobody expects", [UNLISTED] * ATTEMPTS
    yield "a failure of the service", [("error", "InternalFailure", 500)] * ATTEMPTS


def outcome_for(waiter, index, chance):
    """An outcome that this acceptor, and none before it, matches."""
    for outcome in candidates(waiter, waiter.acceptors[index], chance):
        if first_match(waiter, outcome) == index:
            return outcome
    return None


def candidates(waiter, acceptor, chance):
    matcher, expected = acceptor["matcher"], acceptor["expected"]
    if matcher == "error":
        if expected is True:
            return [UNLISTED]
        if expected is not False:
            return [("error", expected, 400), ("error", expected, 404)]
    if matcher == "status":
        if expected >= 300:
            return [("error", str(expected), expected)]
        return (("output", value, expected) for value in guesses(waiter, acceptor, chance))
    return (("output", value, 200) for value in guesses(waiter, acceptor, chance))


def undecided_output(waiter, chance):
    """An output that no acceptor matches, if there is one."""
    for value in guesses(waiter, {"expected": "none of these"}, chance, 300):
        outcome = ("output", value, 200)
        if first_match(waiter, outcome) is None:
            return outcome
    return None


def first_match(waiter, outcome):
    """The acceptor that decides by our rules: D14 and D15."""
    response, is_error = waiter.parsed(outcome), outcome[0] == "error"
    for index, acceptor in enumerate(waiter.acceptors):
        if matches(acceptor, response, is_error):
            return index
    return None


def matches(acceptor, response, is_error):
    matcher, expected = acceptor["matcher"], acceptor["expected"]
    if matcher == "status":
        return response["ResponseMetadata"]["HTTPStatusCode"] == expected
    if matcher == "error":
        if isinstance(expected, bool):
            return expected == is_error
        return is_error and response["Error"]["Code"] == expected
    if is_error:
        return False
    try:
        result = jmespath.search(acceptor["argument"], response)
    except (jmespath.exceptions.JMESPathError, TypeError):
        return False
    if matcher == "path":
        return result == expected
    if not isinstance(result, list) or not result:
        return False
    return (all if matcher == "pathAll" else any)(element == expected for element in result)


def simulate(waiter, outcomes):
    """How the wait ends by our rules."""
    for number, outcome in enumerate(outcomes, 1):
        index = first_match(waiter, outcome)
        state = waiter.acceptors[index]["state"] if index is not None else None
        if state in ("success", "failure"):
            return Verdict("success" if state == "success" else "terminal", number, index + 1)
        if state is None and outcome[0] == "error":
            return Verdict("service", number)
    return Verdict("exhausted", len(outcomes))


def botocore_side(side, waiter, outcomes):
    side.server.script = Script([waiter.answer(outcome) for outcome in outcomes])
    wait = side.client.get_waiter(waiter.method).wait
    options = {"Delay": 0, "MaxAttempts": ATTEMPTS}
    try:
        wait(**waiter.arguments, WaiterConfig=options)
        verdict = "success"
    except WaiterError as error:
        verdict = REASONS[str(error.kwargs["reason"]).partition(":")[0].split("(")[0].split(".")[0].strip()]
    except (jmespath.exceptions.JMESPathError, TypeError):
        verdict = "evaluation"
    except ClientError:
        verdict = "escaped"
    return Verdict(verdict, len(side.server.script.requests)), requests(side)


REASONS = {
    "Waiter encountered a terminal failure state": "terminal",
    "Max attempts exceeded": "exhausted",
    "An error occurred": "service",
}


def requests(side):
    return [meaning(request) for request in side.server.script.requests]


def our_side(side, waiter, outcomes):
    side.server.script = Script([waiter.answer(outcome) for outcome in outcomes])
    told = side.drive({
        "kind": "waiter",
        "service": waiter.service.service_name,
        "name": waiter.name,
        "input": values.plain_json(waiter.arguments),
        "max_attempts": ATTEMPTS,
    })
    acceptor = told["acceptor"] if told["verdict"] in ("success", "terminal") else None
    verdict = Verdict(told["verdict"], told["attempts"], acceptor)
    if verdict.calls != len(side.server.script.requests):
        verdict.verdict += f", {told['attempts']} polls told"
    return verdict, requests(side)


def compare(sides, waiter, name, outcomes, report):
    theirs, their_requests = botocore_side(sides.botocore, waiter, outcomes)
    ours, our_requests = our_side(sides.ours, waiter, outcomes)
    expected = simulate(waiter, outcomes)
    rules, found = [], []
    if (theirs.verdict, theirs.calls) != (expected.verdict, expected.calls):
        rule = excuse(waiter, theirs, outcomes)
        rules, found = ([rule], []) if rule else ([], [f"botocore ends with {theirs}, the rules say {expected}"])
    if ours != expected:
        found.append(f"expected {expected}, got {ours}; botocore {theirs}")
    if their_requests[: len(our_requests)] != our_requests[: len(their_requests)]:
        found.append(f"requests: expected {their_requests!r}, got {our_requests!r}")
    report.case(waiter.name, name, len(our_requests) + len(their_requests), rules, found)


def excuse(waiter, theirs, outcomes):
    """The rule by which botocore ends otherwise than we do."""
    if theirs.verdict == "evaluation":
        return "D15"
    output = waiter.operation.output_shape
    if theirs.verdict == "service" and output is not None and "Error" in output.members:
        if all(kind == "output" for kind, _, _ in outcomes[: theirs.calls]):
            return "D14"
    return None
