"""The compiled program of a service, asked case by case."""

import json
import subprocess


class Driver:
    def __init__(self, program, port, endpoint):
        pipe = subprocess.PIPE
        self.process = subprocess.Popen([program], stdin=pipe, stdout=pipe, text=True)
        self.always = {"port": port, "endpoint": endpoint}
        self.known = {tuple(entry) for entry in json.loads(self.process.stdout.readline())}

    def drive(self, case):
        self.process.stdin.write(json.dumps({**self.always, **case}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"the program ended at {json.dumps(case)}")
        told = json.loads(line)
        if "problem" in told:
            raise Problem(told["problem"])
        return told

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Problem(Exception):
    """The program could not drive a case."""
