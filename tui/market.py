"""The market as one frozen value, and the functions on it: what reports and the user make of it, and what is wrong."""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Final

from parsing import Article, Problem, Snapshot
from tui.news.collection import NO_NEWS, News
from tui.news.pricing import priced
from tui.news.stories import Story, Then
from tui.prices.feeds import Feed, cut_off, failed, succeeded
from tui.prices.holdings import Holding
from tui.prices.names import USUAL, Names
from tui.prices.rows import Arrival, MoveLimits, Row
from tui.refresh import (
    Failed,
    Kind,
    Refreshed,
    RelayFault,
    RelaySound,
    RelaySources,
    ReplayHeld,
    Report,
    Started,
    comes_through,
)


@dataclass(frozen=True)
class MarketState:
    """All that the screen shows. Rows keep the order in which the pages first printed them."""

    feeds: Mapping[str, Feed] = field(default_factory=lambda: MappingProxyType({}))
    rows: tuple[Row, ...] = ()
    indices: tuple[Row, ...] = ()
    article: Article | None = None
    article_source: str = ""
    article_as_of: datetime | None = None
    moved: frozenset[str] = frozenset()
    """The symbols whose price changed with the last refresh."""
    news: News = NO_NEWS
    """Every article that was seen."""
    names: Names = USUAL
    """What companies are called, by which articles are searched for symbols."""
    holdings: Mapping[str, Holding] = field(default_factory=lambda: MappingProxyType({}))
    """What the user holds, by symbol, also of symbols that no page quotes."""

    @cached_property
    def by_symbol(self) -> Mapping[str, Row]:
        """The rows by their symbols, the indices among them; of a symbol that is both, the index."""
        return {row.symbol: row for row in (*self.rows, *self.indices)}


_MANY: Final = 1_000
_SOME: Final = 10
_LONG: Final = 32_768
_USUAL_LIMITS: Final = MoveLimits()
_NOTHING_MOVED: Final = frozenset[str]()
"""One object, so that who shows what moved sees at once that nothing has changed."""


def apply(state: MarketState, report: Report, limits: MoveLimits = _USUAL_LIMITS) -> MarketState:
    """Return the state after what the worker reported. A failure keeps every price."""
    feed = state.feeds.get(report.source, Feed(report.source, report.kind))
    match report:
        case Started():
            return _with_feed(state, replace(feed, refreshing=True))
        case Failed():
            return _with_feed(state, failed(feed.uncut or feed, report))
        case ReplayHeld():
            return _with_feed(state, replace(feed, is_held=report.is_held, next_at=None))
        case Refreshed():
            return _with_feed(_refreshed(state, feed, report, limits), succeeded(feed, report))
        case RelayFault() | RelaySound() | RelaySources():
            return _relayed(state, feed, report)


async def applied(state: MarketState, report: Report, limits: MoveLimits) -> MarketState:
    """Return the state after the report, worked out in a thread where that takes longer than a key may wait."""
    if isinstance(report, Refreshed) and _is_much(report.snapshot):
        return await asyncio.to_thread(apply, state, report, limits)
    return apply(state, report, limits)


def _is_much(snapshot: Snapshot) -> bool:
    length = _length(snapshot.article) if snapshot.article else 0
    return len(snapshot.quotes) > _MANY or len(snapshot.articles) > _SOME or length > _LONG


def _length(article: Article) -> int:
    """Return how many characters the article has in all that is looked through."""
    parts = (article.title or "", *article.standfirst, *article.paragraphs, *article.related, *article.tables)
    return sum(map(len, parts)) + len(parts)


def _relayed(state: MarketState, own: Feed, report: RelayFault | RelaySound | RelaySources) -> MarketState:
    """Return the state after what a relay says of itself; `own` is its own feed."""
    match report:
        case RelayFault():
            return _cut_off(state, own, report)
        case RelaySound():
            return _sound(state, report)
        case RelaySources():
            return without(state, frozenset(_through(state, report.source).keys() - report.names))


def _through(state: MarketState, relay: str) -> dict[str, Feed]:
    """Return the feeds of what comes through a relay."""
    return {name: feed for name, feed in state.feeds.items() if comes_through(name, relay)}


def _cut_off(state: MarketState, own: Feed, report: RelayFault) -> MarketState:
    """Return the state while a relay is at fault: all that comes through it fails, or else the relay by itself."""
    cut = {name: cut_off(feed, report) for name, feed in _through(state, report.source).items() if report.is_of_all}
    if not cut:
        return _with_feed(state, cut_off(own, report))
    feeds = {name: feed for name, feed in {**state.feeds, **cut}.items() if name != own.source}
    return replace(state, feeds=MappingProxyType(feeds))


def _sound(state: MarketState, report: RelaySound) -> MarketState:
    """Return the state with what comes through a relay as it was; the relay itself is shown while nothing does."""
    through = {name: feed.uncut or feed for name, feed in _through(state, report.source).items()}
    feeds = {**state.feeds, **through, report.source: Feed(report.source, report.kind)}
    if through:
        del feeds[report.source]
    return replace(state, feeds=MappingProxyType(feeds))


def without(state: MarketState, gone: frozenset[str]) -> MarketState:
    """Return the state without the sources of these names, and without what they brought.

    Of a symbol that another source quotes, too, that one's price stands from now on.
    """
    if not gone:
        return state
    kept = replace(
        state,
        feeds=MappingProxyType({name: feed for name, feed in state.feeds.items() if name not in gone}),
        rows=tuple(row for row in state.rows if row.source not in gone),
        indices=tuple(row for row in state.indices if row.source not in gone),
        moved=frozenset(),
        news=state.news.without(gone),
    )
    kept = _filled(kept, {row.symbol for row in (*state.rows, *state.indices) if row.source in gone})
    if state.article_source not in gone:
        return kept
    rest = next((feed for feed in kept.feeds.values() if feed.article), None)
    if rest is None:
        return replace(kept, article=None, article_source="", article_as_of=None)
    return replace(kept, article=rest.article, article_source=rest.source, article_as_of=rest.as_of)


def _filled(state: MarketState, symbols: Collection[str]) -> MarketState:
    """Return the state with rows for these symbols, as far as the newest pages quote them."""
    for feed in state.feeds.values():
        if not (feed.snapshot and feed.as_of and feed.last_success and not feed.quoted.isdisjoint(symbols)):
            continue
        page = Refreshed(feed.source, feed.kind, feed.last_success, feed.as_of, feed.snapshot)
        arrival = Arrival(page, _USUAL_LIMITS, state.news.counts, state.holdings)
        quotes, indices = (
            [quote for quote in listed if quote.symbol in symbols]
            for listed in (feed.snapshot.quotes, feed.snapshot.indices)
        )
        rows, others = arrival.merged(state.rows, quotes), arrival.merged(state.indices, indices)
        state = replace(state, rows=rows, indices=others)
    return state


def _with_feed(state: MarketState, feed: Feed) -> MarketState:
    return replace(state, feeds=MappingProxyType({**state.feeds, feed.source: feed}))


def _refreshed(state: MarketState, feed: Feed, report: Refreshed, limits: MoveLimits) -> MarketState:
    """Return the state with what the report brought; `feed` is its source as it was before."""
    if report.snapshot is feed.snapshot and report.as_of == feed.as_of:
        return replace(state, moved=_NOTHING_MOVED)  # the very same page, which was looked at again
    quotes, indices = report.snapshot.quotes, report.snapshot.indices
    state = _with_news(state, report)
    arrival = Arrival(report, limits, state.news.counts, state.holdings)
    state = replace(
        state,
        rows=arrival.merged(state.rows, quotes),
        indices=arrival.merged(state.indices, indices),
        moved=frozenset(arrival.moved) or _NOTHING_MOVED,
    )
    state = _priced(state)
    if not _takes_over(state, feed, report):
        return state
    return replace(state, article=report.snapshot.article, article_source=report.source, article_as_of=report.as_of)


def _with_news(state: MarketState, report: Refreshed) -> MarketState:
    """Return the state with the report's articles, and each row's count of the headlines that name it."""
    names = state.names.with_tickers(quote.symbol for quote in (*report.snapshot.quotes, *report.snapshot.indices))
    known = state.news if names is state.names else state.news.renamed(names)
    return _counted(replace(state, names=names, news=known.taking(report, names)), state.news)


def _counted(state: MarketState, before: News) -> MarketState:
    """Return the state with the rows' counts of headlines, where the news is not as before."""
    if state.news is before:
        return state
    counts = state.news.counts
    rows, indices = (
        tuple(
            row if row.news == counts.get(row.symbol, 0) else row._replace(news=counts.get(row.symbol, 0)) for row in of
        )
        for of in (state.rows, state.indices)
    )
    return replace(state, rows=rows, indices=indices)


def renamed(state: MarketState, names: Mapping[str, tuple[str, ...]]) -> MarketState:
    """Return the state with the names that the user added, by which the articles are searched anew."""
    told = Names.of_settings(names, state.names.tickers)
    if told == state.names:
        return state
    return _counted(replace(state, names=told, news=state.news.renamed(told)), state.news)


def read_before(
    state: MarketState, pages: Iterable[Refreshed], price: Callable[[Story, str], Then | None]
) -> MarketState:
    """Return the state with the articles of earlier pages, and what the symbols that they name cost then."""
    news = state.news.taking_all(pages, state.names)
    found = {
        story.key: {symbol: then for symbol in story.symbols if (then := price(story, symbol))}
        for story in news.unpriced
    }
    return _counted(replace(state, news=news.with_prices(found)), state.news)


def with_article(state: MarketState, key: str, article: Article) -> MarketState:
    """Return the state with the whole text of a story of which there was an excerpt."""
    changed = replace(state, news=state.news.with_article(key, article, state.names))
    return _priced(_counted(changed, state.news))


def _priced(state: MarketState) -> MarketState:
    """Return the state with the prices of the symbols that its stories name, then or when first seen."""
    if not state.news.unpriced:
        return state
    news = priced(state.news, state.by_symbol)
    return state if news is state.news else replace(state, news=news)


def _takes_over(state: MarketState, feed: Feed, report: Refreshed) -> bool:
    """Whether the report's article is shown now: one being read gives way only to news from an equally new page.

    An older article joins the headlines alone, except in a replay, which shows what its page has.
    """
    article = report.snapshot.article
    if article is None or (report.kind.published is not Kind.REPLAY and _is_older(article, state.article)):
        return False
    if report.source == state.article_source:
        return True
    is_newer = state.article_as_of is None or report.as_of >= state.article_as_of
    return article != feed.article and is_newer


def _is_older(article: Article, other: Article | None) -> bool:
    """Whether an article was published before another one, where both say when."""
    ours, theirs = article.published, other.published if other else None
    return isinstance(ours, datetime) and isinstance(theirs, datetime) and ours < theirs


def problems(state: MarketState) -> tuple[tuple[str, Problem], ...]:
    """Return the problems of every source's newest page and the doubtful prices, each with the source's name."""
    doubts = [
        (row.source, Problem(line=0, code="implausible", message=row.doubt))
        for row in (*state.rows, *state.indices)
        if row.doubt
    ]
    return (*((feed.source, problem) for feed in state.feeds.values() for problem in feed.problems), *doubts)
