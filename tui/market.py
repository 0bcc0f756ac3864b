"""The market as one frozen value, and the functions on it: apply, sort, count, and what is stale."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from parsing import Article, Direction, Problem, Quote
from parsing.models import PAKISTAN
from tui.refresh import Failed, Kind, Refreshed, Report, Started


@dataclass(frozen=True, slots=True)
class Row:
    """One symbol's newest quote, with where and of when it is.

    `moved_at` is when its price was last seen to change; None until then.
    """

    quote: Quote
    source: str
    as_of: datetime
    moved_at: datetime | None = None

    @property
    def symbol(self) -> str:
        """The symbol that the row is for."""
        return self.quote.symbol


@dataclass(frozen=True, slots=True)
class Feed:
    """What is known of one source. Only a success moves `last_success` and `as_of`; any end moves `last_attempt`."""

    source: str
    kind: Kind
    refreshing: bool = False
    last_attempt: datetime | None = None
    last_success: datetime | None = None
    next_at: datetime | None = None
    failing_since: datetime | None = None
    error: str | None = None
    as_of: datetime | None = None
    """Of when its prices are; a page without quotes does not move it."""
    quoted: frozenset[str] = frozenset()
    """The symbols on its newest page."""
    article: Article | None = None
    printed_day: date | None = None
    """The day that the page prints for itself, where that is an earlier one than it was saved on."""
    position: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
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


def apply(state: MarketState, report: Report) -> MarketState:
    """Return the state after what the worker reported. A failure keeps every price."""
    feed = state.feeds.get(report.source, Feed(report.source, report.kind))
    match report:
        case Started():
            return _with_feed(state, replace(feed, refreshing=True))
        case Failed():
            failed = replace(
                feed,
                refreshing=False,
                last_attempt=report.at,
                next_at=report.next_at,
                failing_since=feed.failing_since or report.at,
                error=report.sentence,
            )
            return _with_feed(state, failed)
        case Refreshed():
            return _with_feed(_refreshed(state, feed, report), _succeeded(feed, report))


def _with_feed(state: MarketState, feed: Feed) -> MarketState:
    return replace(state, feeds=MappingProxyType({**state.feeds, feed.source: feed}))


def _succeeded(before: Feed, report: Refreshed) -> Feed:
    snapshot = report.snapshot
    page_day = snapshot.snapshot_date
    quoted = frozenset(quote.symbol for quote in (*snapshot.quotes, *snapshot.indices))
    return Feed(
        source=report.source,
        kind=report.kind,
        last_attempt=report.at,
        last_success=report.at,
        next_at=report.next_at,
        as_of=report.as_of if quoted else before.as_of,
        quoted=quoted,
        article=snapshot.article or before.article,
        printed_day=page_day if page_day and page_day < report.as_of.astimezone(PAKISTAN).date() else None,
        position=report.position,
        problems=snapshot.problems,
    )


def _refreshed(state: MarketState, feed: Feed, report: Refreshed) -> MarketState:
    """Return the state with what the report brought; `feed` is its source as it was before."""
    rows = _merged(state.rows, report.snapshot.quotes, report)
    indices = _merged(state.indices, report.snapshot.indices, report)
    moved = frozenset(row.symbol for row in (*rows, *indices) if row.moved_at == report.at)
    state = replace(state, rows=rows, indices=indices, moved=moved)
    if not _takes_over(state, feed, report):
        return state
    return replace(state, article=report.snapshot.article, article_source=report.source, article_as_of=report.as_of)


def _takes_over(state: MarketState, feed: Feed, report: Refreshed) -> bool:
    """Whether the report's article is shown now: one being read gives way only to news from an equally new page."""
    article = report.snapshot.article
    if article is None or report.source == state.article_source:
        return article is not None
    is_newer = state.article_as_of is None or report.as_of >= state.article_as_of
    return article != feed.article and is_newer


def _merged(rows: Iterable[Row], quotes: Iterable[Quote], report: Refreshed) -> tuple[Row, ...]:
    """Return the rows with the report's quotes in them; where two sources quote a symbol, the newer as-of stands."""
    merged = {row.symbol: row for row in rows}
    for quote in quotes:
        known = merged.get(quote.symbol)
        if known and known.source != report.source and known.as_of > report.as_of:
            continue
        moved_at = known.moved_at if known else None
        if known and known.quote.price != quote.price:
            moved_at = report.at
        merged[quote.symbol] = Row(quote, report.source, report.as_of, moved_at)
    return tuple(merged.values())


class SortKey(StrEnum):
    """What the quote table can be sorted by."""

    PAGE = "page order"
    SYMBOL = "symbol"
    LAST = "last"
    CHANGE = "change"
    PERCENT = "percent"
    PREVIOUS = "previous"
    MOVED = "moved"


class Order(NamedTuple):
    """A sort key, and whether it runs from the largest to the smallest (for the page's order: from its end)."""

    key: SortKey = SortKey.SYMBOL
    is_reversed: bool = False

    def again(self, key: SortKey) -> "Order":
        """Return the order after `key` was asked for: turned round if it sorts already, else largest figures first."""
        if key is self.key:
            return Order(key, not self.is_reversed)
        return Order(key, key not in {SortKey.SYMBOL, SortKey.PAGE})


def sort_rows(rows: Iterable[Row], order: Order) -> tuple[Row, ...]:
    """Return the rows in that order; equal ones as on the page, those without a value last both ways."""
    rows = tuple(rows)
    if order.key is SortKey.PAGE:
        return rows[::-1] if order.is_reversed else rows
    valued = [(value, row) for row in rows if (value := _sort_value(row, order.key)) is not None]
    missing = [row for row in rows if _sort_value(row, order.key) is None]
    valued.sort(key=lambda pair: pair[0], reverse=order.is_reversed)
    return (*(row for _, row in valued), *missing)


def _sort_value(row: Row, key: SortKey) -> str | Decimal | float | None:
    match key:
        case SortKey.LAST:
            return row.quote.price
        case SortKey.CHANGE:
            return row.quote.change
        case SortKey.PERCENT:
            return row.quote.percent
        case SortKey.PREVIOUS:
            return row.quote.previous
        case SortKey.MOVED:
            return row.moved_at.timestamp() if row.moved_at else None
        case _:
            return row.symbol


class Breadth(NamedTuple):
    """How many symbols went which way since the previous close."""

    advancers: int
    decliners: int
    unchanged: int


def breadth(rows: Iterable[Row]) -> Breadth:
    """Return the breadth of the rows; the indices are not among them."""
    directions = [row.quote.direction for row in rows]
    return Breadth(
        *(directions.count(direction) for direction in (Direction.UP, Direction.DOWN, Direction.UNCHANGED)),
    )


class Condition(StrEnum):
    """How far a source can be trusted now."""

    WAITING = "waiting"
    BARE = "without quotes"
    FRESH = "fresh"
    STALE = "stale"
    FAILING = "failing"


def condition(feed: Feed, now: datetime, stale_after: float) -> Condition:
    """Return how the feed stands at `now`, where prices meant as today's grow stale after `stale_after` seconds."""
    if feed.error is not None:
        return Condition.FAILING
    if feed.last_success is None:
        return Condition.WAITING
    if feed.as_of is None or not feed.quoted:
        return Condition.BARE
    aged = now - feed.as_of > timedelta(seconds=stale_after)
    if feed.kind.claims_now and (aged or (feed.kind is Kind.SAVED and feed.printed_day)):
        return Condition.STALE
    return Condition.FRESH


def stale_symbols(state: MarketState, now: datetime, stale_after: float) -> frozenset[str]:
    """Return the symbols whose price must not pass for a current one.

    Those are all of a source that fails or is stale, and those that its newest page no longer quotes.
    """
    current = {
        (feed.source, symbol)
        for feed in state.feeds.values()
        if condition(feed, now, stale_after) is Condition.FRESH
        for symbol in feed.quoted
    }
    rows = (*state.rows, *state.indices)
    return frozenset(row.symbol for row in rows if (row.source, row.symbol) not in current)


def problems(state: MarketState) -> tuple[tuple[str, Problem], ...]:
    """Return the problems of every source's newest page, each with the source's name."""
    return tuple((feed.source, problem) for feed in state.feeds.values() for problem in feed.problems)
