"""The memory of all processes of a session."""

import os
import threading

EVERY = 0.1
# How much more there must be for a second look: one costs the processes that are looked at.
MORE = 1.02
PAGE = os.sysconf("SC_PAGE_SIZE")


class Sampler(threading.Thread):
    """Looks every 100 ms, until it is stopped, and keeps the greatest sum.

    Memory that processes share, the compiler's library most of all, counts once: it is the proportional set size
    that is added up. Reading that holds the processes up, so it is read only where the resident size, which costs
    nothing to read, has a new peak."""

    def __init__(self, session):
        super().__init__(daemon=True)
        self.session = session
        self.resident = self.peak = 0
        self.done = threading.Event()
        self.start()

    def run(self):
        while not self.done.is_set():
            self.look()
            self.done.wait(EVERY)

    def look(self):
        processes = members(self.session)
        now = sum(map(resident, processes))
        if now > MORE * self.resident:
            self.resident = now
            self.peak = max(self.peak, sum(map(proportional, processes)))

    def stop(self):
        self.done.set()
        self.join()
        return self.peak


def members(session):
    return [pid for pid in os.listdir("/proc") if pid.isdigit() and session_of(pid) == session]


def read(pid, name):
    """A process that has ended in the meantime has nothing."""
    try:
        with open(f"/proc/{pid}/{name}") as file:
            return file.read()
    except OSError:
        return ""


def session_of(pid):
    # The name, in parentheses, may hold anything.
    fields = read(pid, "stat").rpartition(")")[2].split()
    return int(fields[3]) if len(fields) > 3 else None


def resident(pid):
    fields = read(pid, "statm").split()
    return int(fields[1]) * PAGE if len(fields) > 1 else 0


def proportional(pid):
    for line in read(pid, "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
