"""The server that answers with pages."""

import select
import subprocess
from contextlib import contextmanager

from .paths import TARGET
from .processes import Failed

PROGRAM = TARGET / "rust" / "release" / "bench-server"
# Bodies are made before it prints its address.
WAIT = 60


@contextmanager
def serving(pages, items):
    """The address of a server of `pages` pages of `items` items each; it ends with the block."""
    server = subprocess.Popen([PROGRAM, str(pages), str(items)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield address(server)
        if server.poll() is not None:
            raise Failed(f"{PROGRAM} ended with {server.returncode} while it was asked; what it said stands above")
    finally:
        end(server)


def address(server):
    ready, _, _ = select.select([server.stdout], [], [], WAIT)
    line = server.stdout.readline().strip() if ready else ""
    if not line.startswith("http://127.0.0.1:"):
        raise Failed(f"{PROGRAM} printed {line!r} within {WAIT} s and not its address")
    return line


def end(server):
    """It ends when its input does."""
    server.stdin.close()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
    server.stdout.close()
