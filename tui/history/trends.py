"""How a symbol's price went, out of the history: the pages of a day price by price, and longer times day by day."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import groupby
from typing import Final, NamedTuple

from tui.history.fixed import figure
from tui.history.moments import day_at, microseconds, moment_at, start_of
from tui.history.ticks import Tick, first_at, price_of, readable
from tui.prices import past
from tui.prices.day import Seen
from tui.prices.past import GAP
from tui.prices.trends import Bar, ChartSpan, Run, Trend
from tui.refresh import Kind

_GAP: Final = GAP // timedelta(microseconds=1)
_HEAD: Final = 10
"""The bytes in which the time of a day's first tick is, at most."""

_CLAIM_NOW: Final = frozenset(kind for kind in Kind if kind.claims_now)
_SERIES: Final = """
SELECT series.id, source, name, kind FROM series JOIN sources ON sources.id = source WHERE symbol = ?
"""
_BARS: Final = """
SELECT day, scale, first, low, high, last, at, substr(ticks, 1, {head}) FROM days
WHERE series = ? AND day >= ? AND day <= ?
"""


class _Series(NamedTuple):
    """A symbol as one source quotes it."""

    number: int
    source: int


class _DayBar(NamedTuple):
    """A bar, with when its first and its last price were seen."""

    bar: Bar
    begun: int
    ended: int


def trend(
    connection: sqlite3.Connection, symbol: str, source: str, kind: Kind, span: ChartSpan, until: datetime
) -> Trend:
    """Return how the symbol's price went in the span that ends at `until`.

    Prices of all real sources are taken together; those of a replay or the demo are of that source alone.
    """
    series = _kin(connection, symbol, source, kind)
    since = span.since(until)
    if span.has_days:
        return Trend(span, (), tuple(_bars(connection, series, since, until)), since, until)
    return Trend(span, tuple(_runs(connection, series, since or until, until)), (), since, until)


def price_at(
    connection: sqlite3.Connection, symbol: str, source: str, kind: Kind, moment: datetime
) -> past.PriceAsOf | None:
    """Return the symbol's price at the moment, with the newest page up to then; None where no page covers it."""
    series = _kin(connection, symbol, source, kind)
    (pages, ticks), at = _seen(connection, series, moment - GAP, moment), microseconds(moment)
    newest = max((page for page in pages if page <= at), default=None)
    held = [tick for tick in ticks if newest is not None and tick.at <= newest]
    return past.PriceAsOf(price_of(held[-1]), moment_at(newest)) if newest is not None and held else None


def _kin(connection: sqlite3.Connection, symbol: str, source: str, kind: Kind) -> list[_Series]:
    """Return the series of the symbol that may stand side by side with those of the source."""
    return [
        _Series(number, other)
        for number, other, name, of in connection.execute(_SERIES, (symbol,))
        if (kind.claims_now and of in _CLAIM_NOW) or (of == kind and name == source)
    ]


def _seen(
    connection: sqlite3.Connection, series: Sequence[_Series], since: datetime, until: datetime
) -> tuple[list[int], list[Tick]]:
    """Return the times of the pages, and the quotes of their days, both in order."""
    first, last = microseconds(since), microseconds(until)
    pages: list[int] = []
    ticks: list[Tick] = []
    for one in series:
        found = connection.execute(
            "SELECT as_of FROM refreshes WHERE source = ? AND as_of BETWEEN ? AND ?", (one.source, first, last)
        )
        pages += [page for (page,) in found]
        rows = connection.execute(
            "SELECT day, ticks FROM days WHERE series = ? AND day BETWEEN ? AND ?",
            (one.number, day_at(first), day_at(last)),
        )
        for day, data in rows:
            ticks += readable(data, start_of(day))
    return sorted(set(pages)), sorted(ticks)


def _runs(connection: sqlite3.Connection, series: Sequence[_Series], since: datetime, until: datetime) -> Iterator[Run]:
    """Yield the runs: prices between pages that lie no further apart than a gap."""
    pages, ticks = _seen(connection, series, since, until)
    times = [tick.at for tick in ticks]
    for first, last in _without_gaps(pages):
        begin, end = bisect_right(times, first), bisect_right(times, last)
        held = ticks[max(begin - 1, 0) : end]
        if not held:
            continue
        prices = [Seen(moment_at(max(tick.at, first)), price_of(tick)) for tick in held]
        moves = [next(same) for _, same in groupby(prices, key=lambda seen: seen.price)]
        yield Run(tuple(moves), moment_at(last))


def _without_gaps(pages: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of the pages between which there is no gap."""
    first = last = None
    for page in pages:
        if first is not None and last is not None and page - last > _GAP:
            yield first, last
            first = page
        first, last = (page if first is None else first), page
    if first is not None and last is not None:
        yield first, last


def _bars(
    connection: sqlite3.Connection, series: Sequence[_Series], since: datetime | None, until: datetime
) -> Iterator[Bar]:
    """Yield a bar for each day that has one."""
    days = (day_at(microseconds(since)) if since else 0, day_at(microseconds(until)))
    rows = [row for one in series for row in connection.execute(_BARS.format(head=_HEAD), (one.number, *days))]
    if len(series) == 1:
        yield from (_bar(row).bar for row in sorted(rows))
        return
    for _, same in groupby(sorted(rows), key=lambda row: int(row[0])):
        yield _over([_bar(row) for row in same])


def _bar(row: tuple[int, int, int, int, int, int, int, bytes]) -> _DayBar:
    day, scale, first, low, high, last, at, head = row
    bar = Bar(date.fromordinal(day), *(figure(number, scale) for number in (first, low, high, last)))
    begun = start_of(day)
    with suppress(ValueError, TypeError):  # where the ticks are damaged, the bar is whole all the same
        begun = first_at(head, begun)
    return _DayBar(bar, begun, at)


def _over(bars: Sequence[_DayBar]) -> Bar:
    """Return the bars that several sources have of one day as one."""
    first, last = min(bars, key=lambda one: one.begun), max(bars, key=lambda one: one.ended)
    low: Decimal = min(one.bar.low for one in bars)
    high: Decimal = max(one.bar.high for one in bars)
    return Bar(first.bar.on, first.bar.first, low, high, last.bar.last)
