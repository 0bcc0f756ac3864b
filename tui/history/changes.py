"""The quotes that changed, as a stream: a day at a time, so that ten years need no more memory than one of them."""

import sqlite3
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from parsing.clean import clean_line
from tui.history.moments import day_at, microseconds, start_of
from tui.history.ticks import Tick, unpacked
from tui.spans import Span

_DAYS: Final = """
SELECT day, series.id, symbol, name, kind, ticks
FROM days JOIN series ON series.id = series JOIN sources ON sources.id = source
WHERE day BETWEEN :first AND :last {only} ORDER BY day, symbol, source
"""
_COUNT: Final = "SELECT coalesce(sum(count), 0) FROM days WHERE day BETWEEN :first AND :last {only}"


class Wanted(NamedTuple):
    """Which quotes: those as of the span, of these symbols (none: all), by this source (None: all)."""

    span: Span = Span()
    symbols: tuple[str, ...] = ()
    source: str | None = None


class Series(NamedTuple):
    """A symbol as one source quotes it, cleaned."""

    symbol: str
    source: str
    kind: str


class QuoteChange(NamedTuple):
    """A quote that says something else than the one before it, or is the first of its day."""

    series: Series
    tick: Tick


def changes(connection: sqlite3.Connection, wanted: Wanted) -> Iterator[QuoteChange]:
    """Yield the quotes that are wanted, oldest first; of one moment by their symbols. Raises `sqlite3.Error`."""
    since, until = microseconds(wanted.span.since), microseconds(wanted.span.until)
    known: dict[int, Series] = {}
    rows = connection.execute(_DAYS.format(only=_only(connection, wanted)), _days(wanted))
    for day, parts in groupby(rows, itemgetter(0)):
        of_day: list[QuoteChange] = []
        for _, number, symbol, source, kind, data in parts:
            series = known.setdefault(number, Series(clean_line(symbol), clean_line(source), clean_line(kind)))
            of_day += (QuoteChange(series, tick) for tick in _changed(unpacked(data, start_of(day))))
        of_day.sort(key=_moment)
        yield from (change for change in of_day if since <= change.tick.at < until)


def most_changes(connection: sqlite3.Connection, wanted: Wanted) -> int:
    """Return how many quotes that are at most, quickly: those of the whole days. Raises `sqlite3.Error`."""
    found = connection.execute(_COUNT.format(only=_only(connection, wanted)), _days(wanted)).fetchone()
    return int(found[0])


def unknown_symbols(connection: sqlite3.Connection, symbols: Sequence[str]) -> list[str]:
    """Return those of the symbols that no source ever quoted. Raises `sqlite3.Error`."""
    return [
        symbol
        for symbol in symbols
        if connection.execute("SELECT 1 FROM series WHERE symbol = ?", (symbol,)).fetchone() is None
    ]


def source_names(connection: sqlite3.Connection) -> list[str]:
    """Return the names of the sources, cleaned. Raises `sqlite3.Error`."""
    rows = connection.execute("SELECT DISTINCT name FROM sources ORDER BY name")
    return [clean_line(name) for (name,) in rows]


def _changed(ticks: Sequence[Tick]) -> Iterator[Tick]:
    """Yield the ticks that differ from the one before: where pages came late, some may not."""
    before: tuple[Any, ...] | None = None
    for tick in ticks:
        if tick.figures != before:
            yield tick
        before = tick.figures


def _moment(change: QuoteChange) -> int:
    return change.tick.at


def _days(wanted: Wanted) -> dict[str, int]:
    since, until = microseconds(wanted.span.since), microseconds(wanted.span.until)
    return {"first": day_at(since), "last": day_at(until - 1)}


def _only(connection: sqlite3.Connection, wanted: Wanted) -> str:
    """Return what narrows the rows to the series that are wanted; numbers alone become part of the question."""
    if not wanted.symbols and wanted.source is None:
        return ""
    rows = connection.execute("SELECT series.id, symbol, name FROM series JOIN sources ON sources.id = source")
    numbers = [
        str(int(number))
        for number, symbol, source in rows
        if (not wanted.symbols or symbol in wanted.symbols) and wanted.source in (None, source)
    ]
    return f"AND series IN ({','.join(numbers)})"
