"""`tapewatch history`: where what is remembered lies, from when it is, and how much room it takes."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from parsing.clean import clean_line
from parsing.models import PAKISTAN
from tui.clock import Clock
from tui.errors import ExitStatus, refuse
from tui.figures import clock_text, count_text
from tui.history.database import HistoryError
from tui.history.session import reading
from tui.history.stats import SourceStats, Stats, stats
from tui.settings.model import Settings

_LABEL_WIDTH: Final = 13
_HEADINGS: Final = ("Source", "Kind", "Pages", "Refreshes", "Failures", "Quotes", "Symbols", "Articles", "From", "To")
_NAMES: Final = 2
"""So many columns are names, and stand at the left."""


def print_history(path: Path, form: str, clock: Clock, settings: Settings, *, is_counted: bool) -> int:
    """Print what the history at `path` holds, with `is_counted` of each source, and return the exit status."""
    try:
        with reading(path) as connection:
            found = stats(connection)
    except HistoryError as error:
        return refuse(str(error))
    if found.first is None:
        return refuse(f"Nothing is remembered yet in {path}.")
    if form == "json":
        print(json.dumps(_record(path, found, settings), indent=2, allow_nan=False))
        return ExitStatus.OK
    for label, text in _summary(path, found, clock.now(), settings):
        print(f"{label:<{_LABEL_WIDTH}} {clean_line(text)}")
    if is_counted:
        print()
        for line in _table([_HEADINGS, *(_row(source, clock.now()) for source in found.sources)]):
            print(line)
    return ExitStatus.OK


def _summary(path: Path, found: Stats, now: datetime, settings: Settings) -> Iterator[tuple[str, str]]:
    yield "file", str(path)
    yield "size", f"{found.bytes:,} bytes; {_on_disk(path):,} on disk with the log of the last writes"
    yield "from", _when(found.first, now)
    yield "to", _when(found.last, now)
    yield "quotes", f"{count_text(found.quotes, 'change')}{_share(found)}"
    yield "articles", f"{found.articles:,}"
    yield "remembering", _mode(settings)


def _share(found: Stats) -> str:
    """Return how many bytes a quote has."""
    if not found.quotes:
        return ""
    whole, packed = found.bytes / found.quotes, found.packed / found.quotes
    return f", {packed:.1f} bytes each; with all else {whole:.1f} bytes of the file"


def _mode(settings: Settings) -> str:
    """Return what the settings say of the history."""
    if settings.history != "on":
        return f'{settings.history}, as the settings say: history = "{settings.history}"'
    return f"on, for {count_text(settings.history_days, 'day')} and in {settings.history_megabytes:,} MB at most"


def _row(source: SourceStats, now: datetime) -> tuple[str, ...]:
    name, kind, *counts, first, last = source
    return name, kind, *(f"{count:,}" for count in counts), _when(first, now), _when(last, now)


def _table(rows: list[tuple[str, ...]]) -> Iterable[str]:
    """Yield the rows as lines, names at the left of their columns and figures at the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.ljust(width) if place < _NAMES else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _record(path: Path, found: Stats, settings: Settings) -> dict[str, Any]:
    return {
        "file": str(path),
        "bytes": _on_disk(path),
        "bytes_in_use": found.bytes,
        "from": _iso(found.first),
        "to": _iso(found.last),
        "quotes": found.quotes,
        "bytes_of_quotes": found.packed,
        "articles": found.articles,
        "history": settings.history,
        "history_days": settings.history_days,
        "history_megabytes": settings.history_megabytes,
        "sources": [
            source._asdict() | {"first": _iso(source.first), "last": _iso(source.last)} for source in found.sources
        ],
    }


def _on_disk(path: Path) -> int:
    """Return the bytes of the file and of what was written beside it and not yet into it."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


def _when(moment: datetime | None, now: datetime) -> str:
    return clock_text(moment, now) if moment else "never"


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(PAKISTAN).isoformat(timespec="seconds") if moment else None
