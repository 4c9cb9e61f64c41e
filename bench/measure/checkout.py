"""A copy of the bench programs: what is changed for a measurement is changed there."""

import shutil

from .paths import BENCH, TARGET
from .processes import Failed

COPIED = ("Cargo.toml", "Cargo.lock", "parse", "programs", "server", "small")


class Copy:
    """The path dependencies lead to the real checkout, so that cargo finds what was built of it."""

    def __init__(self, name):
        self.directory = TARGET / "copies" / name
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)
        for each in COPIED:
            self.copy(each)
        manifest = self.directory / "Cargo.toml"
        manifest.write_text(manifest.read_text().replace('path = "../', f'path = "{BENCH.parent}/'))

    def copy(self, name):
        source, to = BENCH / name, self.directory / name
        if source.is_dir():
            # With times of their own: to cargo, files as old as the checkout's are what it has built already,
            # and the first change would then pay for the whole crate.
            shutil.copytree(source, to, ignore=shutil.ignore_patterns("target", "__pycache__"),
                            copy_function=shutil.copyfile)
        else:
            shutil.copyfile(source, to)

    def write(self, name, text):
        (self.directory / name).write_text(text)

    def replace(self, name, old, new):
        """Changes the first place where `old` stands."""
        path = self.directory / name
        text = path.read_text()
        if old not in text:
            raise Failed(f"{BENCH / name}: it has no `{old}`, where the measurement would change it")
        path.write_text(text.replace(old, new, 1))
