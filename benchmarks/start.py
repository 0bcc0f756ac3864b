"""From the command to the first quote row in sight, against a minimal Textual app with the same 34 rows."""

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from subprocess import run
from typing import Final

from benchmarks.figures import Figure, in_turns
from benchmarks.places import own_places
from tests.builders import PAGES
from tests.terminal import TAPEWATCH, terminal

SEED: Final = PAGES / "2024-05-seed.txt"
MINIMAL: Final = (sys.executable, str(Path(__file__).parent / "minimal_app.py"))
"""A program that takes no options, and leaves those that it is given."""

_FIRST_ROW: Final = b"AIRLINK"


def measure() -> Iterator[Figure]:
    """Return the ratio of the first quote row, and which part of it the parser and its models are."""
    with own_places() as options:
        yield in_turns(
            "first quote row in sight",
            "minimal Textual app",
            lambda: _seconds_to_first_row(TAPEWATCH, options),
            lambda: _seconds_to_first_row(MINIMAL, options),
            limit=2.0,
            rounds=9,
        ).wanting(1.3)
        yield in_turns(
            "importing the parser and its models",
            "first quote row in sight",
            lambda: _seconds_to_run("import parsing") - _seconds_to_run("pass"),
            lambda: _seconds_to_first_row(TAPEWATCH, options),
            limit=None,
            rounds=5,
        )


def _seconds_to_first_row(program: Sequence[str], options: Sequence[str]) -> float:
    """Run the program on the page in a terminal, and return the seconds until the first symbol was written."""
    started = time.perf_counter()
    with terminal([str(SEED), *options], program=program) as tty:
        tty.until_written(_FIRST_ROW)
        return time.perf_counter() - started


def _seconds_to_run(statement: str) -> float:
    started = time.perf_counter()
    run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - started
