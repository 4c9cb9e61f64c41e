"""An expression and a shape → outputs that may make it true: random ones of the members it names."""

import jmespath.parser

TRIES = 4000


def guesses(waiter, acceptor, chance, tries=TRIES):
    """Outputs, simple ones first."""
    yield {}
    shape = waiter.operation.output_shape
    if shape is None:
        return
    words = [each["expected"] for each in waiter.acceptors if isinstance(each["expected"], str)]
    arguments = [each["argument"] for each in [acceptor, *waiter.acceptors] if "argument" in each]
    fields, literals = set(), set(words)
    for argument in arguments:
        read(jmespath.parser.Parser().parse(argument).parsed, fields, literals)
    texts = [*sorted(literals), "other"]
    focus = acceptor["expected"]
    for number in range(tries):
        # Half of them are made of what this very acceptor looks for.
        chosen = [focus] if number % 2 and isinstance(focus, str) else texts
        yield build(shape, Pool(fields, chosen, chance), 0)


def empty(waiter):
    """An output with all that the expressions name, and nothing in any list."""
    shape, fields = waiter.operation.output_shape, set()
    for acceptor in waiter.acceptors:
        if "argument" in acceptor:
            read(jmespath.parser.Parser().parse(acceptor["argument"]).parsed, fields, set())
    return build(shape, Nothing(fields), 0) if shape else {}


def read(node, fields, literals):
    """The members that an expression names, and the texts it compares with."""
    if node["type"] == "field":
        fields.add(node["value"])
    if node["type"] == "literal" and isinstance(node["value"], str):
        literals.add(node["value"])
    for child in node["children"]:
        if isinstance(child, dict):
            read(child, fields, literals)


class Pool:
    def __init__(self, fields, texts, chance):
        self.fields, self.texts, self.chance = fields, texts, chance


class Nothing(Pool):
    """Every member, no element."""

    def __init__(self, fields):
        super().__init__(fields, ["other"], self)

    def random(self):
        return 0.0

    def choice(self, values):
        return values[0]

    def sample(self, _, count):
        return "ab"[:count]


def build(shape, pool, depth):
    chance = pool.chance
    kind = shape.type_name
    if kind == "structure":
        named = [name for name in shape.members if name in pool.fields]
        kept = [name for name in named if chance.random() < 0.85]
        return {name: build(shape.members[name], pool, depth + 1) for name in kept} if depth < 8 else {}
    if kind == "list":
        return [build(shape.member, pool, depth + 1) for _ in range(chance.choice([0, 1, 1, 2]))]
    if kind == "map":
        return {key: build(shape.value, pool, depth + 1) for key in chance.sample("ab", chance.choice([0, 1, 2]))}
    return scalar(kind, pool)


def scalar(kind, pool):
    if kind in ("string", "character"):
        return pool.chance.choice(pool.texts)
    if kind == "boolean":
        return pool.chance.random() < 0.5
    if kind in ("integer", "long"):
        return pool.chance.choice([0, 1, 2])
    if kind in ("float", "double", "bigdecimal"):
        return pool.chance.choice([0.0, 1.5])
    return None
