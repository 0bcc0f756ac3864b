"""From the command to the first quote row in sight, against a minimal Textual app with the same 34 rows."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.ratio import Ratio, in_turns
from tests.builders import PAGES
from tests.terminal import TAPEWATCH, terminal

SEED = PAGES / "2024-05-seed.txt"
MINIMAL = Path(__file__).parent / "minimal_app.py"
FIRST_ROW = b"AIRLINK"


def seconds_to_first_row(program: Sequence[str]) -> float:
    """Run the program on the page in a terminal, and return the seconds until the first symbol was written."""
    started = time.perf_counter()
    with terminal([str(SEED)], program=program) as tty:
        tty.until_written(FIRST_ROW)
        return time.perf_counter() - started


def measure() -> Ratio:
    """Return the ratio of the first quote row."""
    return in_turns(
        "first quote row in sight / minimal Textual app",
        lambda: seconds_to_first_row(TAPEWATCH),
        lambda: seconds_to_first_row((sys.executable, str(MINIMAL))),
        limit=2.0,
        rounds=9,
    )
