"""What was measured on, and with which versions."""

import os
import platform
import resource
import subprocess
import time
import tomllib

from .paths import BENCH

CRATES = ("maitred", "aws-config", "aws-sdk-ec2", "aws-sdk-dynamodb", "aws-sdk-s3", "aws-sdk-eventbridgev2", "hyper",
          "tokio", "quick-xml", "serde_json", "ciborium")


def facts():
    return {
        "cores": os.cpu_count(),
        "model": field("/proc/cpuinfo", "model name"),
        "memory": int(field("/proc/meminfo", "MemTotal").split()[0]) * 1024,
        "kernel": f"{platform.system()} {platform.release()}",
        "rustc": subprocess.check_output(["rustc", "-V"], text=True, cwd=BENCH).strip(),
        "python": platform.python_version(),
        "crates": crates(),
        "requirements": requirements(),
    }


def field(path, name):
    with open(path) as file:
        for line in file:
            key, _, value = line.partition(":")
            if key.strip() == name:
                return value.strip()
    return "unknown"


def crates():
    """Versions, of those crates that the reader wants to know."""
    with open(BENCH / "Cargo.lock", "rb") as file:
        packages = tomllib.load(file)["package"]
    return {package["name"]: package["version"] for package in packages if package["name"] in CRATES}


def requirements():
    return (BENCH / "requirements.txt").read_text().split()


class Others:
    """How many cores' time others took while something was measured: who reads the figures should know."""

    def __init__(self):
        self.begun = time.monotonic(), busy(), ours()

    def cores(self):
        wall, all_of_it, own = (now - then for now, then in zip((time.monotonic(), busy(), ours()), self.begun))
        return max(0.0, (all_of_it - own) / wall) if wall else 0.0


def busy():
    with open("/proc/stat") as file:
        user, nice, system, _idle, _wait, irq, softirq = map(int, file.readline().split()[1:8])
    return (user + nice + system + irq + softirq) / os.sysconf("SC_CLK_TCK")


def ours():
    usages = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)
