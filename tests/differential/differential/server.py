"""A server on loopback that gives scripted answers, one after the other, and keeps the requests."""

import socket
import threading
from dataclasses import dataclass, field


@dataclass
class Script:
    """The answers of one run, and what was asked."""

    answers: list
    requests: list = field(default_factory=list)

    def answer(self, request):
        self.requests.append(request)
        if len(self.requests) > len(self.answers):
            return 599, {"x-script": "over"}, b""
        return self.answers[len(self.requests) - 1]


class Server:
    """Serves one script at a time; set `script` before the client is let loose."""

    def __init__(self):
        self.script = None
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            connection, _ = self.listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection, connection.makefile("rb") as stream:
            while True:
                request = read(stream)
                if request is None:
                    return
                connection.sendall(written(self.script.answer(request), request["method"]))


def read(stream):
    words = stream.readline().decode("latin-1").split(" ", 2)
    if len(words) < 3:
        return None  # the end, or no HTTP
    method, target, _ = words
    headers = []
    while (line := stream.readline().decode("latin-1").rstrip("\r\n")):
        name, _, value = line.partition(":")
        headers.append((name.lower(), value.strip()))
    body = read_body(stream, dict(headers))
    return {"method": method, "target": target, "headers": headers, "body": body}


def read_body(stream, headers):
    if headers.get("transfer-encoding") != "chunked":
        return stream.read(int(headers.get("content-length", 0)))
    body = b""
    while (size := int(stream.readline().split(b";")[0], 16)):
        body += stream.read(size)
        stream.readline()
    stream.readline()
    return body


def written(answer, method):
    status, headers, body = answer
    lines = [f"HTTP/1.1 {status} Scripted", *(f"{name}: {value}" for name, value in headers.items())]
    if status not in (204, 304):
        lines.append(f"content-length: {len(body)}")
    head = "\r\n".join([*lines, "", ""]).encode("latin-1")
    return head if method == "HEAD" else head + body
