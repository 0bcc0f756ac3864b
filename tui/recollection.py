"""A day as the history has it: what was known when it began, and what the sources reported on it."""

import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Final

from parsing.models import midnight
from tui.history.recalling import Named, articles, newest, reports, symbols, with_relayed
from tui.history.trends import price_at
from tui.market import MarketState, apply, read_before
from tui.news.stories import Story, Then, then_of
from tui.prices.rows import MoveLimits, day_of
from tui.refresh import Failed, Kind, Refreshed
from tui.timeline import Timeline

_NEWS: Final = timedelta(days=30)
_MOST_STORIES: Final = 1_000
_SOON: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class ThisRun:
    """This run of tapewatch: what it watches, since when, and the state that it began with, without a page."""

    sources: Collection[Named]
    since: datetime
    begin: MarketState
    limits: MoveLimits
    replayed: tuple[Refreshed, ...] = ()
    """Pages of a replay of the history, which are not written there once more."""

    @property
    def remembered(self) -> tuple[Named, ...]:
        """The sources that go on where they were in an earlier run; a replay begins anew."""
        return tuple(source for source in self.sources if source.kind.published is not Kind.REPLAY)

    def shows(self, report: Refreshed | Failed) -> bool:
        """Whether what was reported is part of its day: a replay is only while it runs."""
        return report.kind.published is not Kind.REPLAY or report.at >= self.since


def day_so_far(connection: sqlite3.Connection, run: ThisRun, now: datetime) -> Timeline:
    """Return the day in Karachi until now, from what was known before it. Raises `sqlite3.Error`."""
    since, run = midnight(day_of(now)), _with_relayed(connection, run)
    timeline = Timeline(_known_before(connection, run, since), run.limits)
    told = filter(run.shows, reports(connection, since, now + _SOON, run.sources))
    timeline.add(sorted((*told, *run.replayed), key=_time))
    return timeline


def known_before(connection: sqlite3.Connection, run: ThisRun, until: datetime) -> MarketState:
    """Return what was known then: the last prices of each source, of whatever day, and the headlines of weeks.

    What failed until then is not told: it may work by now. Raises `sqlite3.Error`.
    """
    return _known_before(connection, _with_relayed(connection, run), until)


def _known_before(connection: sqlite3.Connection, run: ThisRun, until: datetime) -> MarketState:
    told: list[Refreshed] = []
    for source in run.remembered:
        if found := newest(connection, source, until):
            day = reports(connection, midnight(day_of(found)), until, [source])
            told += [report for report in day if isinstance(report, Refreshed)]
    state = _news_before(connection, run, until)
    for report in sorted(told, key=_time):
        state = apply(state, report, run.limits)
    feeds = {name: replace(feed, next_at=None) for name, feed in state.feeds.items()}
    return replace(state, feeds=MappingProxyType(feeds), moved=frozenset())


def _with_relayed(connection: sqlite3.Connection, run: ThisRun) -> ThisRun:
    return replace(run, sources=with_relayed(connection, run.sources))


def _time(report: Refreshed | Failed) -> datetime:
    return report.at


def _news_before(connection: sqlite3.Connection, run: ThisRun, until: datetime) -> MarketState:
    """Return the state that the run began with, and the headlines of the weeks before, with their prices then."""
    found = articles(connection, until - _NEWS, run.remembered)
    pages = [page for page in found if page.as_of < until][-_MOST_STORIES:]
    names = run.begin.names.with_tickers(symbols(connection, run.remembered))
    return read_before(replace(run.begin, names=names), pages, _prices(connection))


def _prices(connection: sqlite3.Connection) -> Callable[[Story, str], Then | None]:
    """Return what looks up a symbol's price when a story was published or first seen."""

    def look_up(story: Story, symbol: str) -> Then | None:
        return then_of(story, lambda moment: price_at(connection, symbol, story.source, story.kind, moment))

    return look_up
