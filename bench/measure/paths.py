"""Where things are."""

from pathlib import Path

BENCH = Path(__file__).resolve().parent.parent
ROOT = BENCH.parent
# Everything that is built, copied or measured stands below it.
TARGET = ROOT / "target" / "bench"
