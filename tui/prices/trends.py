"""How a symbol's price went, for a chart: the prices of an hour or a day, or the range of each day of a longer time."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Final, NamedTuple

from parsing.models import midnight
from tui.prices.day import Seen
from tui.prices.past import GAP, PastPrice
from tui.prices.rows import Row, day_of

_HOUR: Final = timedelta(hours=1)
_MONTH: Final = timedelta(days=31)


class ChartSpan(StrEnum):
    """How much of the time a chart shows, in the words of its heading."""

    HOUR = "1 hour"
    DAY = "1 day"
    MONTH = "1 month"
    ALL = "all"

    @property
    def has_days(self) -> bool:
        """Whether it is shown day by day, as bars, and not price by price."""
        return self in {ChartSpan.MONTH, ChartSpan.ALL}

    def since(self, until: datetime) -> datetime | None:
        """Return when it begins where it ends at `until`; None for one without a beginning."""
        beginning = midnight(day_of(until))
        if self is ChartSpan.HOUR:
            return until - _HOUR
        if self is ChartSpan.DAY:
            return beginning
        return beginning - _MONTH if self is ChartSpan.MONTH else None


class Run(NamedTuple):
    """Prices without a gap: from the first of them until `until` pages came; between two runs nobody knows.

    `prices` are the changes, oldest first, and never none; the first is the price that held when the run begins.
    """

    prices: tuple[Seen, ...]
    until: datetime

    @property
    def since(self) -> datetime:
        """When it begins."""
        return self.prices[0].at


class Bar(NamedTuple):
    """The prices of a day in Karachi, in rupees (points for an index): those seen first and last, and the range."""

    on: date
    first: Decimal
    low: Decimal
    high: Decimal
    last: Decimal

    def over(self, later: "Bar") -> "Bar":
        """Return both as one bar, of the day of the later."""
        return Bar(later.on, self.first, min(self.low, later.low), max(self.high, later.high), later.last)


class Trend(NamedTuple):
    """What is known of a symbol's price in a span of time: `runs` of an hour or a day, else `bars`; oldest first.

    It was asked for from `since` (None: from the beginning) until `until`, which is the as-of time of the newest price.
    """

    span: ChartSpan
    runs: tuple[Run, ...] = ()
    bars: tuple[Bar, ...] = ()
    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def of(cls, row: Row, span: ChartSpan) -> "Trend":
        """Return what is known without a history: what was seen of the day of the row's price."""
        since = span.since(row.as_of)
        if span.has_days:
            return cls(span, (), (_bar(row),), since, row.as_of)
        return cls(span, _since(_joined((), _periods(row)), since), (), since, row.as_of)

    def after(self, row: Row) -> "Trend":
        """Return it with what the row says since; the very same where that is nothing.

        A price of another day begins a new day; an hour moves on and loses what is older.
        """
        until = self.until
        if until is None:
            return Trend.of(row, self.span)
        if row.as_of <= until:
            return self
        since = self.span.since(row.as_of)
        if self.span.has_days:
            bars = _with_day(self.bars, _bar(row))
            kept = bars if since is None else tuple(bar for bar in bars if bar.on >= day_of(since))
            return self._replace(bars=kept, since=since, until=row.as_of)
        newer = (held for held in _periods(row) if held.until > until)
        return self._replace(runs=_since(_joined(self.runs, newer), since), since=since, until=row.as_of)


def _bar(row: Row) -> Bar:
    day = row.day
    return Bar(day.on, day.trail[0].price, day.low, day.high, day.trail[-1].price)


def _with_day(bars: tuple[Bar, ...], bar: Bar) -> tuple[Bar, ...]:
    """Return the bars with that of the newest day, which may be among them."""
    if bars and bars[-1].on == bar.on:
        return (*bars[:-1], bars[-1].over(bar))
    return (*bars, bar)


def _since(runs: tuple[Run, ...], since: datetime | None) -> tuple[Run, ...]:
    """Return the runs from then on; one that had begun begins then, with the price that held."""
    if since is None or not runs or runs[0].since >= since:
        return runs
    return tuple(_begun(run, since) for run in runs if run.until >= since)


def _begun(run: Run, since: datetime) -> Run:
    before = sum(seen.at <= since for seen in run.prices)
    if not before:
        return run
    return run._replace(prices=(Seen(since, run.prices[before - 1].price), *run.prices[before:]))


def _periods(row: Row) -> Iterator[PastPrice]:
    """Yield each price of the row's day with the first and the last page that had it, oldest first.

    Where the row's past does not reach back to the beginning of its day, the day's trail does.
    """
    trail = row.day.trail
    past: list[PastPrice] = []
    held = row.past
    while held is not None and held.until >= trail[0].at:
        past.append(held)
        held = held.before
    reached = max(past[-1].since, trail[0].at) if past else row.as_of
    older = [seen for seen in trail if seen.at < reached or not past]
    for seen, following in pairwise((*older, Seen(reached, row.quote.price))):
        yield PastPrice(seen.price, seen.at, following.at)
    for held in reversed(past):
        yield held if held.since >= trail[0].at else held._replace(since=trail[0].at)


def _joined(runs: tuple[Run, ...], periods: Iterable[PastPrice]) -> tuple[Run, ...]:
    """Return the runs with the periods after them; one that overlaps the last run goes on where that ends."""
    *done, prices, until = *runs[:-1], list(runs[-1].prices) if runs else [], runs[-1].until if runs else None
    for held in periods:
        if until is not None and held.since - until > GAP:
            done.append(Run(tuple(prices), until))
            prices = []
        if not prices or prices[-1].price != held.price:
            prices.append(Seen(held.since if until is None or not prices else max(held.since, until), held.price))
        until = held.until
    return (*done, Run(tuple(prices), until)) if until is not None else tuple(done)
