"""What tapewatch takes of the machine: resident memory, and the processor while nothing happens. Linux only."""

import os
import select
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.parsing import quote_lines
from benchmarks.ratio import Amount, spread_of
from benchmarks.start import MINIMAL
from tests.terminal import TAPEWATCH, Terminal, terminal

_MEGABYTES: Final = {34: 60.0, 10_000: 75.0}
_IDLE_PERCENT: Final = 0.4
_SETTLES: Final = 3.0
_AN_HOUR: Final = 3_600
_IDLES: Final = 20.0
_TURNS: Final = 3
_MINIMAL: Final = (sys.executable, str(MINIMAL))


def measure() -> Iterator[Amount]:
    """Return the memory for each number of rows, and the processor of a screen on which nothing happens."""
    with TemporaryDirectory() as folder:
        pages = {rows: Path(folder) / f"{rows}.txt" for rows in _MEGABYTES}
        for rows, page in pages.items():
            page.write_text("\n".join(quote_lines(rows)), encoding="utf-8")
            os.utime(page, (time.time() - _AN_HOUR,) * 2)  # in the first minute its age is counted in seconds
        for rows, limit in _MEGABYTES.items():
            turns = [(_megabytes(TAPEWATCH, pages[rows]), _megabytes(_MINIMAL, pages[rows])) for _ in range(_TURNS)]
            yield _amount(f"resident memory with {rows:,} rows / minimal Textual app", turns, limit, "MB")
        idle = [(_idle_percent(TAPEWATCH, pages[34]), _idle_percent(_MINIMAL, pages[34])) for _ in range(_TURNS)]
        yield _amount("idle with 34 rows, ticker held: of a core / minimal Textual app", idle, _IDLE_PERCENT, "%")


def _amount(name: str, turns: Sequence[tuple[float, float]], limit: float, unit: str) -> Amount:
    ours, minimal = [turn[0] for turn in turns], [turn[1] for turn in turns]
    return Amount(name, statistics.median(ours), statistics.median(minimal), limit, unit, spread_of(ours))


def _megabytes(program: Sequence[str], page: Path) -> float:
    """Return the resident memory, in millions of bytes, some seconds after the first rows are shown."""
    with _showing(program, page) as tty:
        _drain(tty, _SETTLES)
        status = Path(f"/proc/{tty.process.pid}/status").read_text(encoding="ascii")
    kibibytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(kibibytes) * 1024 / 1e6


def _idle_percent(program: Sequence[str], page: Path) -> float:
    """Return the part of a core that is used while no key is pressed, with the ticker held."""
    with _showing(program, page) as tty:
        tty.type("p")
        _drain(tty, _SETTLES)
        before = _seconds_on_the_processor(tty.process.pid)
        _drain(tty, _IDLES)
        return (_seconds_on_the_processor(tty.process.pid) - before) * 100 / _IDLES


def _seconds_on_the_processor(pid: int) -> float:
    """Return what all threads have used so far, finer than the hundredths of a second in `/proc/PID/stat`."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text(encoding="ascii").split()[0]) for thread in threads) / 1e9


@contextmanager
def _showing(program: Sequence[str], page: Path) -> Iterator[Terminal]:
    """Run the program on the page, from when its first row is shown."""
    symbol = page.read_bytes().split(maxsplit=1)[0]
    with terminal([str(page)], program=program, columns=160, lines=45) as tty:
        tty.until_written(symbol)
        yield tty


def _drain(tty: Terminal, seconds: float) -> None:
    """Read what the program writes for so long, as a terminal does, and forget it."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select([tty._master], [], [], left)
        if ready:
            os.read(tty._master, 65536)
