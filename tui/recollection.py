"""A day as the history has it: what was known when it began, and what the sources reported on it."""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from tui.history.moments import beginning
from tui.history.recalling import Named, articles, newest, reports, symbols
from tui.history.trends import price_at
from tui.market import MarketState, read_before
from tui.refresh import Failed, Kind, Refreshed
from tui.rows import MoveLimits, day_of
from tui.stories import Story, Then, then_of
from tui.timeline import Timeline

_NEWS: Final = timedelta(days=30)
_MOST_STORIES: Final = 1_000
_SOON: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Run:
    """This run of tapewatch: what it watches, since when, and the state that it began with, without a page."""

    sources: Collection[Named]
    since: datetime
    begin: MarketState
    limits: MoveLimits

    def shows(self, report: Refreshed | Failed) -> bool:
        """Whether what was reported is part of its day: a replay is only while it runs."""
        return report.kind is not Kind.REPLAY or report.at >= self.since


def day_so_far(connection: sqlite3.Connection, run: Run, now: datetime) -> Timeline:
    """Return the day in Karachi until now, from what was known before it. Raises `sqlite3.Error`."""
    since = beginning(day_of(now))
    timeline = Timeline(_before(connection, run, since), run.limits)
    timeline.add(filter(run.shows, reports(connection, since, now + _SOON, run.sources)))
    return timeline


def last_known(connection: sqlite3.Connection, run: Run, now: datetime) -> MarketState:
    """Return what was known before this run: the last prices of each source, of whatever day, and the headlines.

    What failed then is not told: it may work by now. Raises `sqlite3.Error`.
    """
    sources = [source for source in run.sources if source.kind is not Kind.REPLAY]
    days = {source: beginning(day_of(found)) for source in sources if (found := newest(connection, source))}
    told = [report for source, since in days.items() for report in reports(connection, since, now, [source])]
    timeline = Timeline(_before(connection, run, now), run.limits)
    timeline.add(report for report in sorted(told, key=_time) if isinstance(report, Refreshed))
    state = timeline.last
    feeds = {name: replace(feed, next_at=None) for name, feed in state.feeds.items()}
    return replace(state, feeds=MappingProxyType(feeds), moved=frozenset())


def _time(report: Refreshed | Failed) -> datetime:
    return report.at


def _before(connection: sqlite3.Connection, run: Run, until: datetime) -> MarketState:
    """Return the state that the run began with, and the headlines of the weeks before, with their prices then."""
    sources = [source for source in run.sources if source.kind is not Kind.REPLAY]
    found = [page for page in articles(connection, until - _NEWS, sources) if page.as_of < until][-_MOST_STORIES:]
    names = run.begin.names.with_tickers(symbols(connection, sources))
    return read_before(replace(run.begin, names=names), found, _prices(connection))


def _prices(connection: sqlite3.Connection) -> Callable[[Story, str], Then | None]:
    """Return what looks up a symbol's price when a story was published or first seen."""

    def look_up(story: Story, symbol: str) -> Then | None:
        return then_of(story, lambda moment: price_at(connection, symbol, story.source, story.kind, moment))

    return look_up
