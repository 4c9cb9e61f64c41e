"""A shape → a small value of it, as a program would give it to botocore."""

import base64
import datetime
import re

# What members are called whose text must look like something: endpoint rules and labels of hosts
# check it.
LIKE = [
    ("kvsarn", "arn:aws:cloudfront::123456789012:key-value-store/example"),
    ("accountid", "123456789012"),
    ("bucket", "example-bucket"),
    ("arn", "arn:aws:service:us-east-1:123456789012:thing/example"),
    ("region", "us-east-1"),
]


def value(shape, name="", depth=0):
    """The value; structures hold what they must, and one plain member so as not to be empty."""
    return MAKERS[shape.type_name](shape, name, depth)


def structure(shape, name, depth):
    if getattr(shape, "is_document_type", False):
        return {"document": "example"}
    members = {member: shape.members[member] for member in chosen(shape, depth)}
    return {member: value(of, member, depth + 1) for member, of in members.items()}


def chosen(shape, depth):
    if getattr(shape, "is_tagged_union", False):
        return plain(shape)[:1] or list(shape.members)[:1]
    required = [member for member in shape.required_members if member in shape.members]
    if required or depth > 3:
        return required
    return plain(shape)[:1]


def plain(shape):
    return [member for member, of in shape.members.items() if of.type_name in SCALARS]


def text(shape, name, _):
    if shape.enum:
        return shape.enum[0]
    least = shape.metadata.get("min", 1)
    for word, like in LIKE:
        if word in name.lower():
            return like.ljust(least, "x")
    return "example".ljust(least, "x")[: max(least, shape.metadata.get("max", 7))]


def number(shape, *_):
    return min(max(1, int(shape.metadata.get("min", 1))), int(shape.metadata.get("max", 10**9)))


def many(shape, name, depth):
    return [value(shape.member, name, depth + 1)] * max(1, shape.metadata.get("min", 1))


SCALARS = {
    "string": text,
    "character": lambda *_: "x",
    "integer": number,
    "long": number,
    "float": lambda *_: 1.5,
    "double": lambda *_: 1.5,
    "bigdecimal": lambda *_: 1.5,
    "boolean": lambda *_: True,
    "timestamp": lambda *_: datetime.datetime(2024, 5, 17, 8, 0, 0, tzinfo=datetime.timezone.utc),
    "blob": lambda *_: b"example",
}
MAKERS = {
    **SCALARS,
    "structure": structure,
    "list": many,
    "map": lambda shape, name, depth: {
        value(shape.key, name, depth + 1): value(shape.value, name, depth + 1)
    },
}


def parameters(operation):
    """The arguments that an operation cannot do without."""
    shape = operation.input_shape
    if shape is None:
        return {}
    required = [name for name in shape.required_members if name in shape.members]
    labels = re.findall(r"\{(\w+)\}", (operation.endpoint or {}).get("hostPrefix", ""))
    wanted = dict.fromkeys([*required, *labels])
    return {name: value(shape.members[name], name) for name in wanted}


def plain_json(value):
    """The value as the other side reads it: blobs in base64, timestamps in seconds."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return int(value.timestamp())
    if isinstance(value, dict):
        return {key: plain_json(of) for key, of in value.items()}
    if isinstance(value, list):
        return [plain_json(of) for of in value]
    return value
