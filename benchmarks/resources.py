"""What tapewatch takes of the machine: resident memory, and the processor while nothing happens. Linux only."""

import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.figures import Figure, amount
from benchmarks.parsing import quote_lines
from benchmarks.places import own_places
from benchmarks.processes import Shown, memory_of
from benchmarks.start import MINIMAL
from tests.terminal import TAPEWATCH, terminal

_MEGABYTES: Final = {34: 60.0, 10_000: 75.0}
_IDLE_PERCENT: Final = 0.4
_WANTED_IDLE: Final = 0.3
_SETTLES: Final = 3.0
_AN_HOUR: Final = 3_600
_IDLES: Final = 12.0
_TURNS: Final = 3
_FLOOR: Final = "minimal Textual app"


def measure() -> Iterator[Figure]:
    """Return the memory for each number of rows, and the processor of a screen on which nothing happens."""
    with TemporaryDirectory() as folder:
        pages = {rows: Path(folder) / f"{rows}.txt" for rows in _MEGABYTES}
        for rows, page in pages.items():
            page.write_text("\n".join(quote_lines(rows)), encoding="utf-8")
            os.utime(page, (time.time() - _AN_HOUR,) * 2)  # in the first minute its age is counted in seconds
        for rows, limit in _MEGABYTES.items():
            turns = [(_megabytes(TAPEWATCH, pages[rows]), _megabytes(MINIMAL, pages[rows])) for _ in range(_TURNS)]
            ours, floor = zip(*turns, strict=True)
            yield amount(f"resident memory with {rows:,} rows", ours, "MB", limit=limit, against=_FLOOR, theirs=floor)
        turns = [(_idle(TAPEWATCH, pages[34]), _idle(MINIMAL, pages[34])) for _ in range(_TURNS)]
        ours, floor = zip(*turns, strict=True)
        name = "idle with 34 rows, ticker held: of a core"
        idle = amount(name, ours, "%", limit=_IDLE_PERCENT, against=_FLOOR, theirs=floor)
        yield idle.wanting(_WANTED_IDLE)


def _megabytes(program: Sequence[str], page: Path) -> float:
    """Return the resident memory, in millions of bytes, some seconds after the first rows are shown."""
    with _showing(program, page) as shown:
        shown.forget(_SETTLES)
        return memory_of(shown.pid).resident


def _idle(program: Sequence[str], page: Path) -> float:
    """Return the part of a core that is used while no key is pressed, with the ticker held."""
    with _showing(program, page) as shown:
        shown.type("p")
        shown.forget(_SETTLES)
        return shown.idle_percent(_IDLES)


@contextmanager
def _showing(program: Sequence[str], page: Path) -> Iterator[Shown]:
    """Run the program on the page, from when its first row is shown."""
    symbol = page.read_bytes().split(maxsplit=1)[0]
    with own_places() as options, terminal([str(page), *options], program=program, columns=160, lines=45) as tty:
        shown = Shown(tty)
        shown.until(symbol)
        yield shown
