"""boto3, for the tests to compare with: a request a line of JSON in, an answer a line out.

Bytes are {"$bytes": base64} and times are {"$time": microseconds since 1970} in both directions.
Nothing here sleeps: the sleeps are answered instead, so that waiters can be compared by them.
"""

import base64
import datetime
import json
import socket
import sys
import time

SLEEPS = []
time.sleep = SLEEPS.append  # before botocore binds it

RESOLVE = socket.getaddrinfo


def resolve(host, *rest, **named):
    """Names below localhost are this machine, whatever its resolver says."""
    is_here = isinstance(host, str) and host.endswith(".localhost")
    return RESOLVE("127.0.0.1" if is_here else host, *rest, **named)


socket.getaddrinfo = resolve

import boto3  # noqa: E402
import botocore.exceptions  # noqa: E402
import botocore.session  # noqa: E402
import jmespath  # noqa: E402
from botocore.config import Config  # noqa: E402

CLIENTS = {}
EPOCH = datetime.datetime.fromtimestamp(0, datetime.timezone.utc)


def encode(value):
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, bytes):
        return {"$bytes": base64.b64encode(value).decode()}
    if isinstance(value, datetime.datetime):
        return {"$time": (value - EPOCH) // datetime.timedelta(microseconds=1)}
    return value


def decode(value):
    if isinstance(value, dict):
        if "$bytes" in value:
            return base64.b64decode(value["$bytes"])
        if "$time" in value:
            return EPOCH + datetime.timedelta(microseconds=value["$time"])
        return {key: decode(item) for key, item in value.items()}
    if isinstance(value, list):
        return [decode(item) for item in value]
    return value


def client(request):
    options = request.get("client", {})
    key = request["service"], request["endpoint"], json.dumps(options)
    if key not in CLIENTS:
        core = botocore.session.Session()
        core.get_component("data_loader").search_paths.insert(0, request["models"])
        CLIENTS[key] = boto3.Session(
            botocore_session=core,
            aws_access_key_id=request["key"][0],
            aws_secret_access_key=request["key"][1],
            region_name="us-east-1",
        ).client(key[0], endpoint_url=request["endpoint"], config=Config(**options))
    return CLIENTS[key]


def call(request):
    answer = getattr(client(request), request["operation"])(**decode(request["arguments"]))
    answer.pop("ResponseMetadata")
    return {"output": answer}


def pages(request):
    paginator = client(request).get_paginator(request["operation"])
    iterator = paginator.paginate(
        **decode(request["arguments"]), PaginationConfig=request["config"]
    )
    items, others = jmespath.compile(request["items"]), list(map(jmespath.compile, request["others"]))
    listed = []
    for page in iterator:
        rest = [other.search(page) for other in others]
        listed.append({"items": items.search(page) or [], "others": rest})
    return {"pages": listed, "token": iterator.resume_token}


def wait(request):
    waiter = client(request).get_waiter(request["waiter"])
    waiter.wait(**decode(request["arguments"]), WaiterConfig=request["config"])
    return {}


def answer(request):
    SLEEPS.clear()
    try:
        answered = {"call": call, "pages": pages, "wait": wait}[request["do"]](request)
    except botocore.exceptions.WaiterError as error:
        answered = {"error": {"kind": "wait", "reason": error.kwargs["reason"]}}
    except botocore.exceptions.ClientError as error:
        metadata = error.response.get("ResponseMetadata", {})
        answered = {"error": dict(error.response.get("Error", {}), kind="service")}
        answered["error"]["Status"] = metadata.get("HTTPStatusCode")
        answered["error"]["RequestId"] = metadata.get("RequestId")
    except Exception as error:  # noqa: BLE001: whatever boto3 raises is an answer
        answered = {"error": {"kind": "other", "reason": f"{type(error).__name__}: {error}"}}
    return dict(answered, sleeps=list(SLEEPS))


def main():
    for line in sys.stdin:
        print(json.dumps(encode(answer(json.loads(line)))), flush=True)


if __name__ == "__main__":
    main()
