"""What a request means, the same for both ways to write it."""

import json
import re
import struct
import urllib.parse
from xml.etree import ElementTree

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
SIGNATURES = {"x-amz-date", "x-amz-content-sha256", "x-amz-security-token", "x-amz-user-agent"}
MEANT = {"host", "authorization", "content-type", "content-md5", "content-encoding", "smithy-protocol"}


def meaning(request):
    """Method, path, query, the headers that mean something to a service, and the body."""
    path, _, query = request["target"].partition("?")
    headers = {name: value for name, value in request["headers"] if is_meant(name)}
    kind = headers.get("content-type", "")
    # Signatures differ by the second.
    if not headers.get("authorization", "").startswith("Bearer"):
        headers.pop("authorization", None)
    # The protocols want this type of XML; boto3 leaves it out.
    if kind == "application/xml":
        del headers["content-type"]
    said = {
        "method": request["method"],
        "path": path,
        "query": pairs(query),
        "headers": headers,
        "body": body(request["body"], kind),
    }
    return fresh(said)


def is_meant(name):
    return name in MEANT or (name.startswith("x-amz") and name not in SIGNATURES)


def body(content, kind):
    if not content:
        return None
    if "cbor" in kind:
        return decode(content)[0]
    if content[:1] in b"{[":
        try:
            return json.loads(content)
        except ValueError:
            return content.decode("latin-1")
    if content[:1] == b"<":
        return tree(ElementTree.fromstring(content))
    if "x-www-form-urlencoded" in kind:
        return signed_away(pairs(content.decode("latin-1")))
    return content.decode("latin-1")


def signed_away(form):
    """Version 2 of the signature is part of the form, and of the moment."""
    return [pair for pair in form if pair[0] not in ("Timestamp", "Signature")]


def pairs(text):
    return sorted(urllib.parse.parse_qsl(text, keep_blank_values=True))


def tree(element):
    """botocore writes members in the order in which they were given."""
    children = sorted((tree(child) for child in element), key=lambda child: child[0])
    return [element.tag, sorted(element.attrib.items()), (element.text or "").strip(), children]


def fresh(value):
    """Tokens that each side makes up anew."""
    if isinstance(value, dict):
        return {key: fresh(of) for key, of in value.items()}
    if isinstance(value, (list, tuple)):
        return [fresh(of) for of in value]
    return UUID.sub("fresh", value) if isinstance(value, str) else value


def decode(data, at=0):
    """One item of CBOR, and where it ends."""
    major, small = data[at] >> 5, data[at] & 31
    at += 1
    if major == 7:
        return simple(data, small, at)
    if small == 31:
        return indefinite(data, major, at)
    number, at = length(data, small, at)
    if major in (2, 3):
        part = data[at : at + number]
        return (part.hex() if major == 2 else part.decode()), at + number
    if major in (4, 5):
        items = []
        for _ in range(number * (major - 3)):
            item, at = decode(data, at)
            items.append(item)
        return collect(major, items), at
    if major == 6:
        return decode(data, at)
    return (number if major == 0 else -1 - number), at


def indefinite(data, major, at):
    items = []
    while data[at] != 0xFF:
        item, at = decode(data, at)
        items.append(item)
    return collect(major, items), at + 1


def collect(major, items):
    if major in (2, 3):
        return "".join(items)
    return items if major == 4 else dict(zip(items[::2], items[1::2]))


def length(data, small, at):
    if small < 24:
        return small, at
    size = 1 << (small - 24)
    return int.from_bytes(data[at : at + size], "big"), at + size


def simple(data, small, at):
    if small == 27:
        return struct.unpack(">d", data[at : at + 8])[0], at + 8
    if small == 26:
        return struct.unpack(">f", data[at : at + 4])[0], at + 4
    return {20: False, 21: True}.get(small), at
