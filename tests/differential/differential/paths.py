"""JMESPath → a place in a value: what a response must hold for an expression to give something."""

import jmespath.parser


def put(target, expression, wanted):
    """Makes `expression` give `wanted`: names, `a.b`, `x[-1].y`, and the first side of `a || b`."""
    steps = steps_of(jmespath.parser.Parser().parse(expression).parsed)
    place = target
    for step in steps[:-1]:
        if step == LAST:
            continue
        place = place.setdefault(step, {})
        if isinstance(place, list):
            place = place[-1] if place else {}
    place[steps[-1]] = wanted


LAST = object()


def steps_of(node):
    """The names on the way; an index is taken for the last element."""
    kind, children = node["type"], node.get("children", [])
    if kind == "field":
        return [node["value"]]
    if kind == "index":
        return [LAST]
    if kind == "or_expression":
        return steps_of(children[0])
    if kind in ("subexpression", "index_expression"):
        return [step for child in children for step in steps_of(child)]
    raise NotImplementedError(f"nobody can write to {kind}")


def is_plain(expression):
    return all(part.isidentifier() for part in expression.split("."))


def shape_at(shape, expression):
    """The shape at a dotted path, or at the end of one with indices."""
    for step in steps_of(jmespath.parser.Parser().parse(expression).parsed):
        shape = shape.member if step is LAST else shape.members[step]
    return shape
