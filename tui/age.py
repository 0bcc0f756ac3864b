"""How far prices can be trusted now: fresh, ageing, closed, stale, or from a source that fails or has none."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from tui.market import MarketState
from tui.prices.feeds import Feed
from tui.prices.hours import after_trading, is_open, trading_time
from tui.refresh import Kind
from tui.settings.model import MarketHours, Settings


class Condition(StrEnum):
    """How far a source can be trusted now."""

    WAITING = "waiting"
    BARE = "without quotes"
    NEWS = "news"
    """A feed, which has headlines and never had quotes."""
    FRESH = "fresh"
    CLOSED = "closed"
    AGEING = "ageing"
    MISDATED = "dated in the future"
    STALE = "stale"
    FAILING = "failing"
    COOLING = "cooling down"


@dataclass(frozen=True, slots=True)
class AgeLimits:
    """After how much trading prices that are meant as today's are ageing, and after how much stale."""

    ageing: timedelta
    stale: timedelta
    hours: MarketHours

    @classmethod
    def of(cls, settings: Settings) -> "AgeLimits":
        """Return the limits that the settings set."""
        ageing, stale = timedelta(seconds=settings.ageing_after), timedelta(seconds=settings.stale_after)
        return cls(ageing, stale, settings.hours)

    def stale_since(self, as_of: datetime) -> datetime:
        """Return when prices of that time become stale."""
        return after_trading(as_of, self.stale, self.hours)


def condition(feed: Feed, now: datetime, limits: AgeLimits) -> Condition:
    """Return how the feed stands at `now`. While the exchange is closed prices do not age."""
    if feed.error is not None:
        return Condition.COOLING if feed.is_cooling else Condition.FAILING
    if feed.last_success is None:
        return Condition.WAITING
    if is_news(feed):
        return Condition.NEWS
    if feed.as_of is None or not feed.quoted:
        return Condition.BARE
    return _age(feed, feed.as_of, now, limits) if feed.kind.claims_now else Condition.FRESH


def is_news(feed: Feed) -> bool:
    """Whether the source is a feed of headlines, which is not missing the quotes that it does not have."""
    return feed.as_of is None and feed.snapshot is not None and bool(feed.snapshot.articles)


def _age(feed: Feed, as_of: datetime, now: datetime, limits: AgeLimits) -> Condition:
    if feed.is_misdated:
        return Condition.MISDATED
    age = trading_time(as_of, now, limits.hours)
    if age > limits.stale or (feed.kind.published is Kind.SAVED and feed.printed_day):
        return Condition.STALE
    if not is_open(now, limits.hours):
        return Condition.CLOSED
    return Condition.AGEING if age > limits.ageing else Condition.FRESH


_CURRENT: Final = frozenset({Condition.FRESH, Condition.AGEING, Condition.CLOSED})


def stale_symbols(state: MarketState, now: datetime, limits: AgeLimits) -> frozenset[str]:
    """Return the symbols whose price must not pass for a current one.

    Those are all of a source that fails or is stale, and those that its newest page no longer quotes.
    """
    current = {
        feed.source: feed.quoted if condition(feed, now, limits) in _CURRENT else frozenset()
        for feed in state.feeds.values()
    }
    rows = (*state.rows, *state.indices)
    return frozenset(row.symbol for row in rows if row.symbol not in current.get(row.source, ()))
