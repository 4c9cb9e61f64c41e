"""A layer around moto that pages what moto answers whole.

moto ignores the tokens of the operations named here. The layer hides the tokens from it, takes its
whole answer, and cuts the page out of it that AWS would send.
"""

import base64
import io
import json
import re
import urllib.parse
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass

DEFAULT_SIZE = 100
SMALL = 4  # where requests cannot state a size


@dataclass(frozen=True)
class Plan:
    """Which lists of an answer are cut, and what tokens and sizes are called."""

    lists: tuple
    given: str
    told: str
    size: str = ""
    truncated: str = ""
    default: int = DEFAULT_SIZE

    def cut(self, items, request):
        """One page of `items`, and the token of the next one."""
        start = position_of(request.get(self.given))
        end = start + int(request.get(self.size) or self.default)
        return items[start:end], token_of(end) if end < len(items) else None


def upper(*lists, size="MaxResults", **more):
    return Plan(lists, "NextToken", "NextToken", size, **more)


def lower(*lists, size="maxResults", **more):
    return Plan(lists, "nextToken", "nextToken", size, **more)


def marker(*lists):
    return Plan(lists, "Marker", "Marker", "MaxItems", "IsTruncated")


ECS = "AmazonEC2ContainerServiceV20141113"
TARGETS = {
    f"{ECS}.ListClusters": lower("clusterArns"),
    f"{ECS}.ListServices": lower("serviceArns"),
    f"{ECS}.ListTaskDefinitions": lower("taskDefinitionArns"),
    f"{ECS}.ListTaskDefinitionFamilies": lower("families"),
    "AmazonSQS.ListDeadLetterSourceQueues": upper("queueUrls"),
    "GraniteServiceVersion20100801.DescribeAlarms": upper(
        "CompositeAlarms", "MetricAlarms", size="MaxRecords"
    ),
    "GraniteServiceVersion20100801.ListMetrics": upper("Metrics", size="", default=15),
    "GraniteServiceVersion20100801.ListDashboards": upper("DashboardEntries", size="", default=SMALL),
    "AWSStepFunctions.GetExecutionHistory": lower("events"),
    "AWSGlue.GetDatabases": upper("DatabaseList"),
    "AWSGlue.GetTables": upper("TableList"),
    "AWSOrganizationsV20161128.ListChildren": upper("Children"),
}
ACTIONS = {
    "DescribeVolumes": Plan(("volumeSet",), "NextToken", "nextToken", "MaxResults"),
    "DescribeSnapshots": Plan(("snapshotSet",), "NextToken", "nextToken", "MaxResults"),
    "ListUsers": marker("Users"),
    "ListGroups": marker("Groups"),
    "GetAccountAuthorizationDetails": marker(
        "UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"
    ),
    "ListStacks": upper("StackSummaries", size="", default=SMALL),
    "ListStackResources": upper("StackResourceSummaries", size="", default=SMALL),
    "DescribeStackEvents": upper("StackEvents", size="", default=SMALL),
}
FUNCTIONS = "/2015-03-31/functions"
LAYERS = "/2018-10-31/layers"
PATHS = {
    f"{FUNCTIONS}/?": "Functions",
    f"{FUNCTIONS}/[^/]+/versions": "Versions",
    f"{FUNCTIONS}/[^/]+/aliases": "Aliases",
    LAYERS: "Layers",
    f"{LAYERS}/[^/]+/versions": "LayerVersions",
}
HEALTH = Plan(("HealthChecks",), "marker", "NextMarker", "maxitems", "IsTruncated")
BUCKETS = Plan(("Buckets",), "continuation-token", "ContinuationToken", "max-buckets")


def token_of(position):
    """An opaque token, as services give them."""
    return base64.b64encode(f"position {position}".encode()).decode()


def position_of(token):
    return int(base64.b64decode(token).split()[1]) if token else 0


def page_fields(plan, request, answer):
    """A page of an answer in JSON."""
    answer, token = json.loads(answer), None
    for name in plan.lists:
        answer[name], after = plan.cut(answer.get(name) or [], request)
        token = token or after
    if token:
        answer[plan.told] = token
    return json.dumps(answer).encode()


def page_streams(request, answer):
    """Kinesis says whether there is more beside the token."""
    answer, plan = json.loads(answer), upper(size="Limit")
    names, after = plan.cut(answer["StreamNames"], request)
    answer["StreamSummaries"], _ = plan.cut(answer["StreamSummaries"], request)
    answer.update(StreamNames=names, HasMoreStreams=after is not None)
    if after:
        answer["NextToken"] = after
    return json.dumps(answer).encode()


def page_shards(request, answer):
    """Kinesis goes on behind a shard of a name."""
    answer = json.loads(answer)
    stream = answer["StreamDescription"]
    after = request.get("ExclusiveStartShardId", "")
    shards = [shard for shard in stream["Shards"] if shard["ShardId"] > after]
    size = request.get("Limit", DEFAULT_SIZE)
    stream.update(Shards=shards[:size], HasMoreShards=len(shards) > size)
    return json.dumps(answer).encode()


def parsed(answer):
    root = ElementTree.fromstring(answer)
    ElementTree.register_namespace("", root.tag[1:].partition("}")[0])
    return root


def printed(root):
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root)


def say(parent, name, text):
    """Sets the text of an element, which may be there already."""
    found = parent.find(f"{{*}}{name}")
    if found is None:
        found = ElementTree.SubElement(parent, parent.tag.partition("}")[0] + "}" + name)
    found.text = text


def keep(parent, items, kept):
    for item in items:
        if item not in kept:
            parent.remove(item)


def page_elements(plan, request, answer):
    """A page of an answer in XML."""
    root, token, parent = parsed(answer), None, None
    for name in plan.lists:
        listed = root.find(f".//{{*}}{name}")
        if listed is None:
            continue
        parent, items = root.find(f".//{{*}}{name}/.."), list(listed)
        kept, after = plan.cut(items, request)
        keep(listed, items, kept)
        token = token or after
    if parent is not None and plan.truncated:
        say(parent, plan.truncated, "true" if token else "false")
    if token:
        say(parent, plan.told, token)
    return printed(root)


def texts(item, *names):
    return tuple(item.findtext(f"{{*}}{name}") or "" for name in names)


def page_records(request, answer):
    """Route 53 goes on at a record of a name, a type and, where several have these, an identifier."""
    root = parsed(answer)
    listed, parts = root.find("{*}ResourceRecordSets"), ("Name", "Type", "SetIdentifier")
    items = list(listed)
    start = tuple(request.get(part, "") for part in ("name", "type", "identifier"))
    places = [texts(item, *parts) for item in items]
    first = places.index(start) if start in places else 0
    end = first + int(request.get("maxitems") or DEFAULT_SIZE)
    keep(listed, items, items[first:end])
    for name in parts:
        for stale in root.findall(f"{{*}}NextRecord{name.removeprefix('Set')}"):
            root.remove(stale)
    say(root, "IsTruncated", "true" if end < len(items) else "false")
    for name, text in zip(parts, places[end] if end < len(items) else ()):
        if text:
            say(root, f"NextRecord{name.removeprefix('Set')}", text)
    return printed(root)


def page_uploads(request, answer):
    """S3 goes on behind an upload of a key and, where a key has several, an identifier."""
    root = parsed(answer)
    uploads = root.findall("{*}Upload")
    place = lambda upload: texts(upload, "Key", "UploadId")
    ordered = sorted(uploads, key=place)
    after = request.get("key-marker", ""), request.get("upload-id-marker", "\U0010ffff")
    rest = [upload for upload in ordered if place(upload) > after]
    size = int(request.get("max-uploads") or DEFAULT_SIZE)
    keep(root, uploads, ())
    root.extend(rest[:size])
    say(root, "IsTruncated", "true" if len(rest) > size else "false")
    if len(rest) > size:
        key, upload = place(rest[size - 1])
        say(root, "NextKeyMarker", key)
        say(root, "NextUploadIdMarker", upload)
    return printed(root)


class Paging:
    """A WSGI application around moto's."""

    def __init__(self, moto):
        self.moto = moto

    def __call__(self, environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        body, cutter = self.plan(environ, body)
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
        if cutter is None:
            return self.moto(environ, start_response)
        return self.paged(environ, start_response, cutter)

    def plan(self, environ, body):
        """What moto is sent, and what makes a page of its answer."""
        target = environ.get("HTTP_X_AMZ_TARGET")
        if target:
            return self.plan_target(target, body)
        if environ["REQUEST_METHOD"] == "GET":
            return body, self.plan_path(environ)
        form = dict(urllib.parse.parse_qsl(body.decode("latin-1")))
        plan = ACTIONS.get(form.get("Action"))
        if plan is None:
            return body, None
        shown = {key: text for key, text in form.items() if key not in (plan.given, plan.size)}
        return urllib.parse.urlencode(shown).encode(), lambda answer: page_elements(
            plan, form, answer
        )

    @staticmethod
    def plan_target(target, body):
        request = json.loads(body or b"{}")
        if target == "Kinesis_20131202.ListStreams":
            hidden, cutter = ("NextToken",), page_streams
        elif target == "Kinesis_20131202.DescribeStream":
            hidden, cutter = ("ExclusiveStartShardId", "Limit"), page_shards
        elif target in TARGETS:
            plan = TARGETS[target]
            hidden = (plan.given, plan.size)
            cutter = lambda request, answer: page_fields(plan, request, answer)
        else:
            return body, None
        shown = {name: value for name, value in request.items() if name not in hidden}
        if cutter is page_streams:
            shown["Limit"] = 10000
        return json.dumps(shown).encode(), lambda answer: cutter(request, answer)

    @staticmethod
    def plan_path(environ):
        path, query = environ["PATH_INFO"], environ.get("QUERY_STRING", "")
        request = dict(urllib.parse.parse_qsl(query, keep_blank_values=True))
        for pattern, name in PATHS.items():
            if re.fullmatch(pattern, path):
                plan = Plan((name,), "Marker", "NextMarker", "MaxItems")
                return lambda answer: page_fields(plan, request, answer)
        is_s3 = "/s3/aws4_request" in environ.get("HTTP_AUTHORIZATION", "")
        if path == "/2013-04-01/healthcheck":
            return lambda answer: page_elements(HEALTH, request, answer)
        if re.fullmatch("/2013-04-01/hostedzone/[^/]+/rrset", path):
            environ["QUERY_STRING"] = ""
            return lambda answer: page_records(request, answer)
        if is_s3 and "uploads" in request:
            return lambda answer: page_uploads(request, answer)
        if is_s3 and path == "/" and environ["HTTP_HOST"].partition(":")[0].count(".") == 3:
            environ["QUERY_STRING"] = ""
            return lambda answer: page_elements(BUCKETS, request, answer)
        return None

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
