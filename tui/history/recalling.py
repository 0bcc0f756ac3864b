"""What was remembered, as the reports that it came from: what is done with those makes the same of it as then."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from operator import attrgetter
from typing import Final, NamedTuple

from parsing import Article, Quote, Snapshot
from tui.history.moments import day_at, microseconds, moment_at, moment_if, start_of
from tui.history.packing import Frame, article_of, frame_of
from tui.history.ticks import Tick, quote_of, readable
from tui.refresh import Failed, Kind, Refreshed, relayed_name

_REFRESHES: Final = """
SELECT sources.name, sources.kind, source, at, as_of, snapshot, position, sentence, next_at, is_cooling
FROM refreshes JOIN sources ON sources.id = source
WHERE {time} >= :since AND {time} < :until {only} ORDER BY {time}, refreshes.id
"""
_RELAYED: Final = "SELECT name, kind FROM sources WHERE substr(name, 1, ?) = ?"
_KINDS: Final = frozenset(Kind)
_DAMAGED: Final = (LookupError, ValueError, TypeError, ArithmeticError)
"""What is raised where a part of a row is not there any more, or damaged."""

_MOST_KEPT: Final = 50_000
"""So many ticks are kept of the days that were looked at."""


class Named(NamedTuple):
    """A source, as the history knows it."""

    name: str
    kind: Kind


class _Refresh(NamedTuple):
    """A row of `refreshes`, with the name and the kind of its source."""

    name: str
    kind: str
    source: int
    at: int
    as_of: int | None
    snapshot: int | None
    position: str | None
    sentence: str | None
    next_at: int | None
    is_cooling: int | None


def reports(
    connection: sqlite3.Connection,
    since: datetime,
    until: datetime,
    sources: Iterable[Named] | None = None,
    *,
    by_page: bool = False,
) -> Iterator[Refreshed | Failed]:
    """Yield what the sources (None: all) reported from `since` to before `until`, in the order in which they did.

    With `by_page` those are the times of the pages, which without it are those of the refreshes.
    """
    time = "as_of" if by_page else "at"
    numbers = None if sources is None else [str(number) for number in _numbers(connection, sources)]
    only = "" if numbers is None else f"AND source IN ({','.join(numbers)})"
    limits = {"since": microseconds(since), "until": microseconds(until)}
    recall = Recall(connection)
    for row in connection.execute(_REFRESHES.format(time=time, only=only), limits):
        if (report := recall.report(_Refresh(*row))) is not None:
            yield report


def _numbers(connection: sqlite3.Connection, sources: Iterable[Named]) -> list[int]:
    found = (
        connection.execute("SELECT id FROM sources WHERE name = ? AND kind = ?", named).fetchone() for named in sources
    )
    return [row[0] for row in found if row]


def with_relayed(connection: sqlite3.Connection, sources: Iterable[Named]) -> tuple[Named, ...]:
    """Return the sources, and of those that are relays also all that ever came through them."""
    found: dict[Named, None] = {}
    for source in sources:
        prefix = relayed_name("", source.name)
        relayed = connection.execute(_RELAYED, (len(prefix), prefix)) if source.kind.is_relayed else ()
        found |= dict.fromkeys([source, *(Named(name, Kind(kind)) for name, kind in relayed if kind in _KINDS)])
    return tuple(found)


def symbols(connection: sqlite3.Connection, sources: Iterable[Named]) -> set[str]:
    """Return every symbol that the sources have quoted."""
    return {
        symbol
        for number in _numbers(connection, sources)
        for (symbol,) in connection.execute("SELECT symbol FROM series WHERE source = ?", (number,))
    }


def newest(connection: sqlite3.Connection, source: Named, until: datetime) -> datetime | None:
    """Return of when the source's newest page from before `until` is; None where it has none."""
    for number in _numbers(connection, [source]):
        found = connection.execute(
            "SELECT max(as_of) FROM refreshes WHERE source = ? AND as_of < ?", (number, microseconds(until))
        ).fetchone()[0]
        return None if found is None else moment_at(found)
    return None


def articles(connection: sqlite3.Connection, since: datetime, sources: Iterable[Named]) -> list[Refreshed]:
    """Return the articles of these sources that were first seen since then, each as the report of a page of its own.

    One that is damaged is left out.
    """
    found = []
    for number in _numbers(connection, sources):
        rows = connection.execute(
            "SELECT name, kind, seen_at, address, data FROM sightings JOIN articles ON articles.id = article "
            "JOIN sources ON sources.id = source WHERE source = ? AND seen_at >= ?",
            (number, microseconds(since)),
        )
        for name, kind, seen_at, address, data in rows:
            with suppress(*_DAMAGED):
                seen = moment_at(seen_at)
                page = Snapshot(article=article_of(data))
                found.append(Refreshed(name, Kind(kind), seen, seen, page, address=address))
    return sorted(found, key=lambda report: report.as_of)


class Recall:
    """Makes reports of rows again; what it knows of pages and prices it keeps for the next."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._frames: dict[int, tuple[Frame, Article | None, tuple[Article, ...]]] = {}
        self._articles: dict[int, Article] = {}
        self._days: dict[tuple[int, int], dict[str, _Quotes]] = {}
        self._last: dict[int, tuple[int, int, Snapshot]] = {}

    def report(self, row: _Refresh) -> Refreshed | Failed | None:
        """Return what the row reported; None where a part of it is not there any more, or damaged."""
        try:
            return self._report(row)
        except _DAMAGED:
            return None

    def _report(self, row: _Refresh) -> Refreshed | Failed:
        kind, at, next_at = Kind(row.kind), moment_at(row.at), moment_if(row.next_at)
        if row.as_of is None or row.snapshot is None:
            return Failed(row.name, kind, at, row.sentence or "", next_at, bool(row.is_cooling))
        page, address = self._page(row.source, row.as_of, row.snapshot)
        return Refreshed(row.name, kind, at, moment_at(row.as_of), page, next_at, row.position or "", address)

    def _page(self, source: int, as_of: int, snapshot: int) -> tuple[Snapshot, str]:
        """Return what the page said, the same object where it is the last one of its source. Raises LookupError."""
        number = self._connection.execute("SELECT frame FROM snapshots WHERE id = ?", (snapshot,)).fetchone()
        if number is None:
            raise LookupError(snapshot)
        frame, article, feed = self._frame(number[0])
        last = self._last.get(source)
        if last is not None and last[:2] == (snapshot, day_at(as_of)):
            return last[2], frame.address
        prices = self._prices(source, day_at(as_of))
        quotes, indices = (
            tuple(prices[symbol].at(as_of) for symbol in symbols) for symbols in (frame.quotes, frame.indices)
        )
        page = Snapshot(
            snapshot_date=frame.day,
            quotes=quotes,
            indices=indices,
            article=article,
            problems=frame.problems,
            articles=feed,
        )
        self._last[source] = snapshot, day_at(as_of), page
        return page, frame.address

    def _frame(self, number: int) -> tuple[Frame, Article | None, tuple[Article, ...]]:
        if number in self._frames:
            return self._frames[number]
        row = self._connection.execute("SELECT data FROM frames WHERE id = ?", (number,)).fetchone()
        if row is None:
            raise LookupError(number)
        places = self._connection.execute(
            "SELECT place, article FROM framed WHERE frame = ? ORDER BY place", (number,)
        ).fetchall()
        page = next((self._article(article) for place, article in places if place == 0), None)
        feed = tuple(self._article(article) for place, article in places if place > 0)
        self._frames[number] = frame_of(row[0]), page, feed
        return self._frames[number]

    def _article(self, number: int) -> Article:
        if number not in self._articles:
            row = self._connection.execute("SELECT data FROM articles WHERE id = ?", (number,)).fetchone()
            if row is None:
                raise LookupError(number)
            self._articles[number] = article_of(row[0])
        return self._articles[number]

    def _prices(self, source: int, day: int) -> "dict[str, _Quotes]":
        if (source, day) not in self._days:
            if sum(map(len, self._days.values())) > _MOST_KEPT:
                self._days.clear()
            rows = self._connection.execute(
                "SELECT symbol, ticks FROM days JOIN series ON series.id = series WHERE source = ? AND day = ?",
                (source, day),
            )
            self._days[source, day] = {symbol: _Quotes(symbol, readable(data, start_of(day))) for symbol, data in rows}
        return self._days[source, day]


class _Quotes:
    """A symbol's quotes on a day; each is made when it is first asked for."""

    __slots__ = "_made", "_symbol", "_ticks"

    def __init__(self, symbol: str, ticks: Sequence[Tick]) -> None:
        self._symbol = symbol
        self._ticks = ticks
        self._made: list[Quote | None] = [None] * len(ticks)

    def at(self, moment: int) -> Quote:
        """Return the quote that held at the moment. Raises LookupError where there was none yet."""
        place = bisect_right(self._ticks, moment, key=attrgetter("at")) - 1
        if place < 0:
            raise LookupError(self._symbol)
        if (quote := self._made[place]) is None:
            quote = self._made[place] = quote_of(self._symbol, self._ticks[place])
        return quote
