"""moto's server, on a free port of 127.0.0.1, with a layer that pages what moto answers whole.

moto pages DynamoDB, Kinesis' ListShards and ListStreamConsumers, and EC2's DescribeInstances and
DescribeVpcEndpointServices by itself. It ignores the tokens of the operations below, so the layer
takes moto's whole answer and cuts the page out of it that AWS would send.

Prints the address once it listens, and ends with its standard input.
"""

import base64
import io
import json
import sys
import threading
import urllib.parse
import xml.etree.ElementTree as ElementTree

from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import make_server

ECS_LISTS = {
    "ListClusters": "clusterArns",
    "ListServices": "serviceArns",
    "ListTaskDefinitions": "taskDefinitionArns",
    "ListTaskDefinitionFamilies": "families",
}
EC2_LISTS = {"DescribeVolumes": "volumeSet", "DescribeSnapshots": "snapshotSet"}
EC2_NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15"
DEFAULT_SIZE = 100


def token_of(position):
    """An opaque token, as services give them."""
    return base64.b64encode(f"position {position}".encode()).decode()


def position_of(token):
    return int(base64.b64decode(token).split()[1]) if token else 0


def cut(items, token, size):
    """One page of `items`, and the token of the next one."""
    start = position_of(token)
    end = start + int(size or DEFAULT_SIZE)
    return items[start:end], token_of(end) if end < len(items) else None


def page_ecs(key):
    def page(request, answer):
        items, token = cut(answer[key], request.get("nextToken"), request.get("maxResults"))
        answer[key] = items
        if token:
            answer["nextToken"] = token

    return page


def page_streams(request, answer):
    token, size = request.get("NextToken"), request.get("Limit")
    names, after = cut(answer["StreamNames"], token, size)
    answer["StreamSummaries"], _ = cut(answer["StreamSummaries"], token, size)
    answer.update(StreamNames=names, HasMoreStreams=after is not None)
    if after:
        answer["NextToken"] = after


def page_shards(request, answer):
    stream = answer["StreamDescription"]
    after = request.get("ExclusiveStartShardId", "")
    shards = [shard for shard in stream["Shards"] if shard["ShardId"] > after]
    size = request.get("Limit", DEFAULT_SIZE)
    stream.update(Shards=shards[:size], HasMoreShards=len(shards) > size)


def json_pager(target):
    """The function that pages an answer, and the arguments that moto is not to see."""
    prefix, _, operation = target.partition(".")
    if prefix == "AmazonEC2ContainerServiceV20141113" and operation in ECS_LISTS:
        return page_ecs(ECS_LISTS[operation]), ("nextToken", "maxResults")
    if target == "Kinesis_20131202.ListStreams":
        return page_streams, ("NextToken",)
    if target == "Kinesis_20131202.DescribeStream":
        return page_shards, ("ExclusiveStartShardId", "Limit")
    return None, ()


def page_xml(request, body, list_name):
    ElementTree.register_namespace("", EC2_NAMESPACE)
    root = ElementTree.fromstring(body)
    listed = root.find(f"{{{EC2_NAMESPACE}}}{list_name}")
    items = list(listed)
    kept, token = cut(items, request.get("NextToken"), request.get("MaxResults"))
    for item in items:
        if item not in kept:
            listed.remove(item)
    if token:
        ElementTree.SubElement(root, f"{{{EC2_NAMESPACE}}}nextToken").text = token
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root)


class Paging:
    """A WSGI application around moto's."""

    def __init__(self, moto):
        self.moto = moto

    def __call__(self, environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        sent, cutter = self.plan(environ, body)
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(sent), str(len(sent))
        if cutter is None:
            return self.moto(environ, start_response)
        return self.paged(environ, start_response, cutter)

    def plan(self, environ, body):
        """What moto is sent, and what makes a page of its answer."""
        pager, hidden = json_pager(environ.get("HTTP_X_AMZ_TARGET", ""))
        if pager:
            return self.plan_json(body, pager, hidden)
        form = dict(urllib.parse.parse_qsl(body.decode("latin-1")))
        if form.get("Action") in EC2_LISTS:
            return body, lambda answer: page_xml(form, answer, EC2_LISTS[form["Action"]])
        return body, None

    @staticmethod
    def plan_json(body, pager, hidden):
        request = json.loads(body)
        shown = {name: value for name, value in request.items() if name not in hidden}
        if pager is page_streams:
            shown["Limit"] = 10000

        def cutter(answer):
            decoded = json.loads(answer)
            pager(request, decoded)
            return json.dumps(decoded).encode()

        return json.dumps(shown).encode(), cutter

    def paged(self, environ, start_response, cutter):
        head = []
        answer = b"".join(self.moto(environ, lambda *given: head.extend(given)))
        status, headers = head[0], head[1]
        if status.startswith("200"):
            answer = cutter(answer)
        lowered = ("content-length", "x-amz-crc32")
        headers = [pair for pair in headers if pair[0].lower() not in lowered]
        start_response(status, headers + [("Content-Length", str(len(answer)))])
        return [answer]


def main():
    application = Paging(DomainDispatcherApplication(create_backend_app))
    server = make_server(
        "127.0.0.1", 0, application, threaded=True, request_handler=MotoRequestHandler
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"127.0.0.1:{server.server_port}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
