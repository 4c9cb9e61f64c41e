"""An operation's output, or an error → the response of a service, in its protocol."""

import base64
import calendar
import datetime
import email.utils
import json
import struct
from xml.sax.saxutils import escape, quoteattr


def output(service, operation, value, status=200):
    """(status, headers, body)."""
    protocol = service.resolved_protocol
    shape = operation.output_shape
    headers = {"x-amzn-requestid": "11111111-2222-3333-4444-555555555555"}
    if protocol in ("json", "smithy-rpc-v2-cbor"):
        return whole(protocol, service, shape, value, status, headers)
    if protocol in ("query", "ec2"):
        headers["content-type"] = "text/xml"
        return status, headers, wrapped(protocol, operation, shape, value)
    return rest(protocol, operation, shape, value, status, headers)


def whole(protocol, service, shape, value, status, headers):
    if protocol == "json":
        headers["content-type"] = f"application/x-amz-json-{service.metadata.get('jsonVersion', '1.0')}"
        return status, headers, json.dumps(as_json(shape, value)).encode()
    headers["content-type"] = "application/cbor"
    headers["smithy-protocol"] = "rpc-v2-cbor"
    return status, headers, cbor(shape, value)


def error(service, code, message, status):
    """An error response with this code."""
    protocol = service.resolved_protocol
    headers = {"x-amzn-requestid": "11111111-2222-3333-4444-555555555555"}
    if protocol in ("json", "rest-json"):
        headers["content-type"] = "application/x-amz-json-1.0" if protocol == "json" else "application/json"
        headers["x-amzn-errortype"] = code
        if service.is_query_compatible:
            headers["x-amzn-query-error"] = f"{code};Sender"
        return status, headers, json.dumps({"__type": code, "message": message}).encode()
    if protocol == "smithy-rpc-v2-cbor":
        headers["content-type"], headers["smithy-protocol"] = "application/cbor", "rpc-v2-cbor"
        if service.is_query_compatible:
            headers["x-amzn-query-error"] = f"{code};Sender"
        return status, headers, cbor(None, {"__type": code, "message": message})
    inner = f"<Code>{escape(code)}</Code><Message>{escape(message)}</Message>"
    headers["content-type"] = "text/xml"
    if protocol == "ec2":
        body = f"<Response><Errors><Error>{inner}</Error></Errors><RequestID>1</RequestID></Response>"
    elif service.service_name in ("s3", "sdb"):
        body = f"<Error>{inner}</Error>" if service.service_name == "s3" else (
            f"<Response><Errors><Error>{inner}</Error></Errors><RequestID>1</RequestID></Response>"
        )
    else:
        body = f"<ErrorResponse><Error><Type>Sender</Type>{inner}</Error><RequestId>1</RequestId></ErrorResponse>"
    return status, headers, body.encode()


# --- JSON


def as_json(shape, value):
    if value is None or shape is None:
        return value
    kind = shape.type_name
    if kind == "structure":
        if getattr(shape, "is_document_type", False):
            return value
        named = ((shape.members[name], name, of) for name, of in value.items())
        return {member.serialization.get("name", name): as_json(member, of) for member, name, of in named}
    if kind == "list":
        return [as_json(shape.member, of) for of in value]
    if kind == "map":
        return {key: as_json(shape.value, of) for key, of in value.items()}
    if kind == "timestamp":
        return timestamp(shape, value, "unixTimestamp")
    if kind == "blob":
        return base64.b64encode(value).decode()
    return value


def timestamp(shape, value, otherwise):
    form = shape.serialization.get("timestampFormat", otherwise)
    if form == "unixTimestamp":
        return calendar.timegm(value.utctimetuple())
    if form == "rfc822":
        return email.utils.format_datetime(value, usegmt=True)
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")


# --- XML


def wrapped(protocol, operation, shape, value):
    name, body = operation.name, ""
    if shape is not None:
        body = "".join(members(protocol, shape, value))
        wrapper = shape.serialization.get("resultWrapper")
        if wrapper:
            body = f"<{wrapper}>{body}</{wrapper}>"
    tail = "<requestId>1</requestId>" if protocol == "ec2" else "<ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>"
    return f"<{name}Response>{body}{tail}</{name}Response>".encode()


def members(protocol, shape, value):
    """The elements of a structure's members."""
    for name, of in value.items():
        member = shape.members[name]
        if of is None or member.serialization.get("xmlAttribute") or member.serialization.get("location"):
            continue
        yield element(protocol, member.serialization.get("name", name), member, of)


def element(protocol, tag, shape, value):
    kind = shape.type_name
    if kind == "list" and shape.serialization.get("flattened"):
        return "".join(element(protocol, flat_tag(shape, tag), shape.member, of) for of in value)
    if kind == "map" and shape.serialization.get("flattened"):
        return "".join(f"<{tag}>{entry(protocol, shape, key, of)}</{tag}>" for key, of in value.items())
    return f"<{tag}{attributes(shape, value)}>{content(protocol, shape, value)}</{tag}>"


def flat_tag(shape, tag):
    """botocore reads a flattened list under the element's own name where that has one."""
    return shape.member.serialization.get("name", tag)


def attributes(shape, value):
    if shape.type_name != "structure":
        return ""
    said = []
    for name, of in value.items():
        member = shape.members[name]
        if member.serialization.get("xmlAttribute"):
            said.append(f" {member.serialization.get('name', name)}={quoteattr(str(of))}")
    spaces = {part.split(":")[0] for part in " ".join(said).split() if ":" in part.split("=")[0]}
    return "".join(f' xmlns:{prefix}="urn:{prefix}"' for prefix in sorted(spaces)) + "".join(said)


def content(protocol, shape, value):
    kind = shape.type_name
    if kind == "structure":
        return "".join(members(protocol, shape, value))
    if kind == "list":
        tag = shape.member.serialization.get("name", "member")
        return "".join(element(protocol, tag, shape.member, of) for of in value)
    if kind == "map":
        return "".join(f"<entry>{entry(protocol, shape, key, of)}</entry>" for key, of in value.items())
    return escape(scalar(shape, value))


def entry(protocol, shape, key, of):
    key_tag = shape.key.serialization.get("name", "key")
    value_tag = shape.value.serialization.get("name", "value")
    return f"<{key_tag}>{escape(key)}</{key_tag}>{element(protocol, value_tag, shape.value, of)}"


def scalar(shape, value, otherwise="iso8601"):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return str(timestamp(shape, value, otherwise))
    return str(value)


# --- REST


def rest(protocol, operation, shape, value, status, headers):
    if shape is None:
        return status, headers, b""
    for name, of in value.items():
        member = shape.members[name]
        location = member.serialization.get("location")
        if location == "header":
            headers[member.serialization.get("name", name)] = header(member, of)
        elif location == "headers":
            prefix = member.serialization.get("name", "")
            headers.update({prefix + key: str(each) for key, each in of.items()})
        elif location == "statusCode":
            status = of
    return status, headers, rest_body(protocol, operation, shape, value, headers)


def header(member, value):
    if member.type_name == "list":
        return ",".join(scalar(member.member, of, "rfc822") for of in value)
    if member.serialization.get("jsonvalue"):
        return base64.b64encode(json.dumps(value).encode()).decode()
    return scalar(member, value, "rfc822")


def rest_body(protocol, operation, shape, value, headers):
    payload = shape.serialization.get("payload")
    if payload:
        member, of = shape.members[payload], value.get(payload)
        if member.type_name in ("blob", "string"):
            return of if isinstance(of, bytes) else (of or "").encode()
        # Services send the element, with nothing in it.
        of = {} if of is None else of
        if protocol == "rest-xml":
            tag = member.serialization.get("name", payload)
            return element(protocol, tag, member, of).encode()
        headers["content-type"] = "application/json"
        return json.dumps(as_json(member, of)).encode()
    inside = {name: of for name, of in value.items() if "location" not in shape.members[name].serialization}
    if protocol == "rest-xml":
        headers["content-type"] = "application/xml"
        body = "".join(members(protocol, shape, inside))
        return f"<{shape.name}>{body}</{shape.name}>".encode()
    headers["content-type"] = "application/json"
    return json.dumps(as_json(shape, inside)).encode()


# --- CBOR


def cbor(shape, value):
    if value is None:
        return b"\xf6"
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, float):
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, datetime.datetime):
        return b"\xc1" + head(0, calendar.timegm(value.utctimetuple()))
    if isinstance(value, list):
        inner = shape.member if shape is not None and shape.type_name == "list" else None
        return head(4, len(value)) + b"".join(cbor(inner, of) for of in value)
    return head(5, len(value)) + b"".join(cbor(None, key) + cbor(inner_of(shape, key), of) for key, of in value.items())


def inner_of(shape, key):
    if shape is None:
        return None
    return shape.members[key] if shape.type_name == "structure" else getattr(shape, "value", None)


def head(major, number):
    for size, form, width in [(24, None, 0), (1 << 8, ">B", 24), (1 << 16, ">H", 25), (1 << 32, ">I", 26)]:
        if number < size:
            first = number if form is None else width
            return bytes([major << 5 | first]) + (struct.pack(form, number) if form else b"")
    return bytes([major << 5 | 27]) + struct.pack(">Q", number)
