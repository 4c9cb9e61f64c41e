"""Runs a process to its end, and says what it and all that it started cost."""

import os
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass

from .memory import Sampler

# Of a failed process's output, its end says why.
SHOWN = 6000


class Failed(Exception):
    """What went wrong, with the output of what failed; there is no figure then."""


@dataclass
class Ran:
    cpu: float
    wall: float
    memory: int | None
    stdout: str
    stderr: str


def say(text):
    """One line of progress."""
    print(text, file=sys.stderr, flush=True)


def run(argv, *, env=None, cwd=None, sampled=False, limit=900):
    """Seconds of CPU are those of the whole tree, as wait4 counts them. `sampled` adds the tree's peak of memory,
    at the price of a thread that looks."""
    argv = [str(word) for word in argv]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.monotonic()
        # A session of its own is what the memory of a tree is found by, and what is ended as a whole.
        child = subprocess.Popen(argv, env=env, cwd=cwd, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
                                 start_new_session=True)
        sampler = Sampler(child.pid) if sampled else None
        status, usage, in_time = waited(child, limit)
        wall = time.monotonic() - begun
        memory = sampler.stop() if sampler else None
        stdout, stderr = text(out), text(err)
    if status != 0:
        raise Failed(failure(argv, cwd, status if in_time else f"a kill after {limit} s", stdout + stderr))
    return Ran(usage.ru_utime + usage.ru_stime, wall, memory, stdout, stderr)


def waited(child, limit):
    """The exit code, what it cost, and whether it ended by itself."""
    with ended_after(child.pid, limit) as late:
        try:
            _, status, usage = os.wait4(child.pid, 0)
        except BaseException:
            kill(child.pid)
            child.wait()
            raise
    child.returncode = os.waitstatus_to_exitcode(status)
    return child.returncode, usage, not late.is_set()


@contextmanager
def ended_after(session, limit):
    late = threading.Event()
    timer = threading.Timer(limit, lambda: (late.set(), kill(session)))
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()


def kill(session):
    """Ends a session that `run` began; cargo's compilers are in its group."""
    try:
        os.killpg(session, signal.SIGKILL)
    except ProcessLookupError:
        pass


def text(file):
    file.seek(0)
    return file.read().decode(errors="replace")


def failure(argv, cwd, status, output):
    place = f" in {cwd}" if cwd else ""
    return f"`{shlex.join(argv)}`{place} ended with {status}:\n{output[-SHOWN:].strip() or '(no output)'}"
