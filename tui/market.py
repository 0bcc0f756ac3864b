"""The market as one frozen value, and the functions on it: apply, count, and what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from parsing import Article, Direction, Problem, Quote
from parsing.models import PAKISTAN
from tui.refresh import Failed, Held, Kind, Refreshed, Report, Started
from tui.settings import Settings

_CLOCKS_DIFFER: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One symbol's newest quote, with where and of when it is.

    `moved_at` is when its price was last seen to change; None until then.
    """

    quote: Quote
    source: str
    kind: Kind
    as_of: datetime
    moved_at: datetime | None = None
    trusted: Decimal | None = None
    """The last price of the day that it could have; None where there was none yet."""
    is_misdated: bool = False
    """Whether its page is from a time that has not come."""
    doubt: str = ""
    """Why it can hardly be right; empty where nothing speaks against it."""

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
    is_cooling: bool = False
    """Whether its server asked to be left alone until `next_at`."""
    error: str | None = None
    as_of: datetime | None = None
    """Of when its prices are; a page without quotes does not move it."""
    is_misdated: bool = False
    """Whether its page is from a time that has not come: then nobody knows how old it is."""
    is_held: bool = False
    """Whether its replay stands still."""
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


@dataclass(frozen=True, slots=True)
class MoveLimits:
    """By how much a share can move within a day, by the exchange's circuit breakers: the larger of the two."""

    percent: Decimal = Decimal(10)
    rupees: Decimal = Decimal(1)

    @classmethod
    def of(cls, settings: Settings) -> "MoveLimits":
        """Return the limits that the settings set."""
        return cls(Decimal(str(settings.limit_percent)), Decimal(str(settings.limit_rupees)))

    def allow(self, before: Decimal, after: Decimal) -> bool:
        """Whether a price can have gone from one to the other within a day."""
        return abs(after - before) <= max(before * self.percent / 100, self.rupees)


def apply(state: MarketState, report: Report, limits: MoveLimits = MoveLimits()) -> MarketState:
    """Return the state after what the worker reported. A failure keeps every price."""
    feed = state.feeds.get(report.source, Feed(report.source, report.kind))
    match report:
        case Started():
            return _with_feed(state, replace(feed, refreshing=True))
        case Failed():
            failed = replace(
                feed,
                refreshing=False,
                last_attempt=feed.last_attempt if _is_still_cooling(feed, report) else report.at,
                next_at=report.next_at,
                failing_since=feed.failing_since or report.at,
                is_cooling=report.is_cooling,
                error=report.sentence,
            )
            return _with_feed(state, failed)
        case Held():
            return _with_feed(state, replace(feed, is_held=report.is_held, next_at=None))
        case Refreshed():
            return _with_feed(_refreshed(state, feed, report, limits), _succeeded(feed, report))


def _is_still_cooling(feed: Feed, report: Failed) -> bool:
    """Whether the report only says once more that the server is left alone: then nobody asked it."""
    return feed.is_cooling and report.is_cooling and feed.next_at == report.next_at


def _is_misdated(report: Refreshed) -> bool:
    return report.as_of > report.at + _CLOCKS_DIFFER


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
        is_misdated=_is_misdated(report) if quoted else before.is_misdated,
        is_held=before.is_held,
        quoted=quoted,
        article=snapshot.article or before.article,
        printed_day=page_day if page_day and page_day < report.as_of.astimezone(PAKISTAN).date() else None,
        position=report.position,
        problems=snapshot.problems,
    )


def _refreshed(state: MarketState, feed: Feed, report: Refreshed, limits: MoveLimits) -> MarketState:
    """Return the state with what the report brought; `feed` is its source as it was before."""
    rows = _merged(state.rows, report.snapshot.quotes, report, limits)
    indices = _merged(state.indices, report.snapshot.indices, report, limits)
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


def _merged(rows: Iterable[Row], quotes: Iterable[Quote], report: Refreshed, limits: MoveLimits) -> tuple[Row, ...]:
    """Return the rows with the report's quotes in them.

    Where two sources quote a symbol, the newer as-of stands; but prices that are meant as today's stand before replayed
    and demo ones, and those of a page that is dated in the future stand before none.
    """
    merged = {row.symbol: row for row in rows}
    for quote in quotes:
        known = merged.get(quote.symbol)
        if known and known.source != report.source and not _stands_before(report, known):
            continue
        merged[quote.symbol] = _row(quote, known, report, limits)
    return tuple(merged.values())


def _stands_before(report: Refreshed, known: Row) -> bool:
    if report.kind.claims_now is not known.kind.claims_now:
        return report.kind.claims_now
    return not _is_misdated(report) and (known.is_misdated or known.as_of <= report.as_of)


def _row(quote: Quote, known: Row | None, report: Refreshed, limits: MoveLimits) -> Row:
    """Return the symbol's new row. A price that cannot be is shown with a doubt, which stays while the price does."""
    has_moved = known is not None and known.quote.price != quote.price
    moved_at = report.at if has_moved else known.moved_at if known else None
    is_comparable = known is not None and known.kind.claims_now and _is_same_day(known.as_of, report.as_of)
    trusted = known.trusted if known and is_comparable else None
    doubt = ""
    if quote.price <= 0:
        doubt = f"The price of {quote.symbol} is {quote.price:f}, which none can be."
    elif report.kind.claims_now and trusted is not None and not limits.allow(trusted, quote.price):
        doubt = f"{quote.symbol} went from {trusted:f} to {quote.price:f}, which is more than a day's limit."
    return Row(
        quote,
        report.source,
        report.kind,
        report.as_of,
        moved_at,
        trusted=trusted if doubt else quote.price,
        is_misdated=_is_misdated(report),
        doubt=doubt,
    )


def _is_same_day(one: datetime, other: datetime) -> bool:
    return one.astimezone(PAKISTAN).date() == other.astimezone(PAKISTAN).date()


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


def problems(state: MarketState) -> tuple[tuple[str, Problem], ...]:
    """Return the problems of every source's newest page and the doubtful prices, each with the source's name."""
    doubts = [
        (row.source, Problem(line=0, code="implausible", message=row.doubt))
        for row in (*state.rows, *state.indices)
        if row.doubt
    ]
    return (*((feed.source, problem) for feed in state.feeds.values() for problem in feed.problems), *doubts)
