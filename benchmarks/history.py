"""The history: bytes for each row, a page's way into it, a symbol's way out of it, and the import of saved pages."""

import asyncio
import gc
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import timedelta
from io import StringIO
from itertools import count, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from benchmarks.figures import Figure, amount, in_turns
from benchmarks.history_files import (
    DAYS,
    MINUTES,
    SOURCE,
    SYMBOL,
    YEARS,
    opening_of,
    pages_of_days,
    recorded,
    ten_years,
)
from parsing import Snapshot, parse_snapshot
from parsing.quotes import format_quote
from tui.clock import SystemClock
from tui.command_line.importing import import_folder
from tui.errors import ExitStatus
from tui.history.database import open_to_read
from tui.history.keeper import FileHistory
from tui.history.pen import Pen
from tui.history.trends import trend
from tui.prices.trends import ChartSpan
from tui.refresh import Kind, Refreshed
from tui.settings.model import Settings

_SIZES: Final = {"all rows changed": (1.0, 20.0), "half the rows unchanged": (0.5, 10.0)}
"""How many of the rows have another price with each page, and the most bytes for a row."""

_DAYS: Final = 20
_WRITES: Final = 3_000
_MOST_OF_A_WRITE: Final = 0.010
_MOST_OF_A_RECORD: Final = 0.000_100

_RECORDS_AT_ONCE: Final = 500
_READS: Final = 25
_SPANS: Final = {"a day": (ChartSpan.DAY, 0.005), "ten years": (ChartSpan.ALL, 0.100)}
"""What is asked for of a symbol, and the seconds that it may take."""

_MOST_OF_AN_IMPORT: Final = 2.5


def measure_size() -> Iterator[Figure]:
    """Return the bytes for each row of weeks that were recorded page by page."""
    for name, (moving, limit) in _SIZES.items():
        with TemporaryDirectory() as folder:
            size = recorded(Path(folder) / "history.db", pages_of_days(_DAYS, moving=moving))
        yield amount(f"history, {_DAYS} days, {name}: bytes a row", [size], "B", limit=limit)


def measure_writes() -> Iterator[Figure]:
    """Return how long a page's way into the file takes, and to hand it over on the event loop."""
    reports = list(islice(pages_of_days(_WRITES // MINUTES + 1, moving=1.0), _WRITES))
    with TemporaryDirectory() as folder:
        yield _slowest_of_a_hundred("a page is written", Path(folder) / "written.db", reports)
        history = FileHistory(Path(folder) / "handed.db")
        handed = asyncio.run(_handed_over(history, reports))
        history.close()
    name = "history: a page is handed over, 99th percentile"
    yield amount(name, handed, "s", limit=_MOST_OF_A_RECORD, at=_percentile)


def _slowest_of_a_hundred(name: str, path: Path, reports: Iterable[Refreshed]) -> Figure:
    pen = Pen(path, None)
    pen.write(lambda _: None)
    seconds = [_seconds(lambda report=report: pen.write(lambda _: pen.take(report))) for report in reports]  # type: ignore[misc]
    pen.let_go()
    return amount(f"history: {name}, 99th percentile", seconds, "s", limit=_MOST_OF_A_WRITE, at=_percentile)


async def _handed_over(history: FileHistory, reports: list[Refreshed]) -> list[float]:
    """Return the seconds that the loop waits for each page, while others are written."""
    seconds = []
    for first in range(0, len(reports), _RECORDS_AT_ONCE):
        for report in reports[first : first + _RECORDS_AT_ONCE]:
            seconds.append(_seconds(lambda report=report: history.record(report)))  # type: ignore[misc]
            await asyncio.sleep(0)
        await history.write(lambda _: None)
    return seconds


def measure_ten_years() -> Iterator[Figure]:
    """Return what holds for a file of ten years: its size, a symbol's day and years, and a page's way into it."""
    until = opening_of(DAYS - 1) + timedelta(minutes=MINUTES)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "history.db"
        yield amount(f"history, {YEARS} years, all rows changed: bytes a row", [ten_years(path)], "B", limit=20.0)
        with closing(open_to_read(path)) as connection:
            for name, (span, limit) in _SPANS.items():
                seconds = [
                    _seconds(lambda span=span: trend(connection, SYMBOL, SOURCE, Kind.LIVE, span, until))  # type: ignore[misc]
                    for _ in range(_READS)
                ]
                yield amount(f"history, {YEARS} years: {name} of a symbol", seconds, "s", limit=limit)
        later = until - opening_of(0) + timedelta(days=3)
        reports = (
            replace(report, at=report.at + later, as_of=report.as_of + later)
            for report in pages_of_days(_WRITES // MINUTES, moving=1.0)
        )
        yield _slowest_of_a_hundred(f"a page is written behind {YEARS} years", path, reports)


def measure_import() -> Figure:
    """Return the ratio for two thousand pages."""
    return _import_of(2_000, rounds=3)


def measure_long_import() -> Figure:
    """Return the ratio for ten thousand pages."""
    return _import_of(10_000, rounds=3)


def _import_of(pages: int, *, rounds: int) -> Figure:
    with TemporaryDirectory() as place:
        folder = Path(place) / "pages"
        folder.mkdir()
        for report in islice(pages_of_days(pages // MINUTES + 1, moving=1.0), pages):
            (folder / f"{report.next_at:%Y-%m-%dT%H-%M}.txt").write_text(_text_of(report.snapshot), encoding="utf-8")
        paths = sorted(folder.iterdir())
        assert len(paths) == pages
        numbers = count()
        return in_turns(
            f"history: import of {pages:,} pages",
            "parsing them",
            lambda: _seconds(lambda: _import(folder, Path(place) / f"{next(numbers)}.db")),
            lambda: _seconds(lambda: [parse_snapshot(path.read_bytes()) for path in paths]),
            limit=_MOST_OF_AN_IMPORT,
            rounds=rounds,
        )


def _import(folder: Path, file: Path) -> None:
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        status = import_folder(folder, file, SystemClock(), Settings(history_days=36_500))
    gc.unfreeze()  # as it was: the import holds still what was there before
    assert status == ExitStatus.OK
    file.unlink()


def _text_of(snapshot: Snapshot) -> str:
    article = snapshot.article
    body = f"{article.title}\n\n" + "\n\n".join(article.paragraphs) if article else ""
    return "\n".join([*(format_quote(quote) for quote in (*snapshot.quotes, *snapshot.indices)), "", body])


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _percentile(seconds: Sequence[float]) -> float:
    """Return what one of a hundred takes longer than."""
    return statistics.quantiles(seconds, n=100)[-1]
