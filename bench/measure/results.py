"""Results on disk: one JSON file for each part."""

import json
import os
from datetime import datetime, timezone


class Results:
    """A part that is measured again replaces its own. `older` is asked for what is not here."""

    def __init__(self, directory, older=None):
        self.directory = directory
        self.older = older

    def save(self, name, result):
        """As a whole or not at all: an interruption leaves the older file."""
        result = {"date": datetime.now(timezone.utc).strftime("%Y-%m-%d"), **result}
        self.directory.mkdir(parents=True, exist_ok=True)
        path = self.directory / f"{name}.json"
        unfinished = path.with_suffix(".unfinished")
        unfinished.write_text(json.dumps(result, indent=1) + "\n")
        os.replace(unfinished, path)

    def load(self, name):
        path = self.directory / f"{name}.json"
        if path.exists():
            return json.loads(path.read_text())
        return self.older.load(name) if self.older else None
