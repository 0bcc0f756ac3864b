"""What is said of how sources stand: how far their prices can be trusted, how old they are, and what is wrong.

It is words alone, for the status line and for those who hear it.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from tui.age import AgeLimits, Condition, condition, is_news
from tui.figures import clock_text, count_text, prices_text, span_text
from tui.market import MarketState, problems
from tui.prices.feeds import Feed
from tui.refresh import Kind

_POSITION: Final = re.compile(r"page (?P<page>[0-9]+) of (?P<pages>[0-9]+)")
_LONGEST_NAME: Final = 32
_RELAYED: Final = "relayed "
_SOON: Final = timedelta(seconds=10)
_STALE: Final = {Kind.LIVE: "stale", Kind.RELAY: "stale relay"}
_WORST_FIRST: Final = (
    Condition.FAILING,
    Condition.COOLING,
    Condition.MISDATED,
    Condition.STALE,
    Condition.BARE,
    Condition.WAITING,
    Condition.AGEING,
    Condition.CLOSED,
    Condition.FRESH,
    Condition.NEWS,
)


def worst_first(state: MarketState, now: datetime, limits: AgeLimits) -> list[Feed]:
    """Return what is known of each source, that which is worst off at `now` first."""
    return sorted(state.feeds.values(), key=lambda feed: _WORST_FIRST.index(condition(feed, now, limits)))


def fault_of(feed: Feed, how: Condition) -> str | None:
    """Return the sentence on what is wrong with a source that stands like that; None where nothing is."""
    return feed.error or _missing_quotes(feed, how)


def origin(kinds: Iterable[Kind]) -> str:
    """Return what prices of those kinds are where they are not live: `demo`, `demo and replay`; else nothing.

    Of more than two kinds the rest is counted, since this stands beside the ticker.
    """
    named = [str(kind) for kind in sorted(set(kinds) - {Kind.LIVE})]
    if len(named) > 1 and named[0].startswith(_RELAYED):
        named[1] = named[1].removeprefix(_RELAYED)
    if len(named) <= 2:
        return " and ".join(named)
    return f"{', '.join(named[:2])} and {len(named) - 2} more"


def empty_sentence(state: MarketState, fault: str | None = None) -> str:
    """Return what an empty quote table says in place of rows."""
    if error := next((feed.error for feed in state.feeds.values() if feed.error), None):
        return error if fault else "No prices yet. The line below says why."  # with a fault that says more than why
    if fault:
        return fault
    pages = {feed.source: feed for feed in state.feeds.values() if not is_news(feed)}
    if state.feeds and not pages:
        return "A feed has headlines and no quotes; watch a page beside it for prices."
    if any(feed.last_success for feed in pages.values()):
        found = (problem.message for source, problem in problems(state) if source in pages)
        return next(found, "There are no quotes on this page.")
    return f"Waiting for the first page of {', '.join(pages)}." if pages else "Starting."


def parts(state: MarketState, feeds: list[Feed], now: datetime, problems_key: str = "") -> Iterable[str]:
    """Yield what is said besides the condition, what matters most first; some of it may be empty.

    `feeds` are those of the state, the worst first, and `problems_key` is the key that lists the problems.
    """
    worst = feeds[0]
    if is_news(worst):
        yield from _headlines(worst, now)
    # of a relay that has brought nothing itself, its sources' prices are the ones that are shown
    priced = worst if worst.last_success else next((feed for feed in feeds if feed.as_of), worst)
    if priced.as_of is not None:
        age = "" if priced.is_misdated else f", {span_text((now - priced.as_of).total_seconds())} ago"
        yield f"prices as of {clock_text(priced.as_of, now)}{age}"
    if worst.printed_day:
        yield f"page dated {worst.printed_day:%d %b %Y}"
    found = len(problems(state))
    if found:
        yield f"{count_text(found, 'problem')}{f' ({problems_key})' if problems_key else ''}"
    yield _next(worst, now)
    yield f"{worst.position}, the last" if _is_at_end(worst) else worst.position
    yield _source(feeds)
    yield prices_text(len(state.rows), len(state.indices))


def _headlines(feed: Feed, now: datetime) -> Iterable[str]:
    """Yield how many headlines a feed has, and since when."""
    if feed.snapshot and feed.last_success:
        yield count_text(len(feed.snapshot.articles), "headline")
        yield f"{'fetched' if feed.kind.published is Kind.LIVE else 'read'} {clock_text(feed.last_success, now)}"


def _missing_quotes(feed: Feed, how: Condition) -> str | None:
    """Return what is missing where the newest page has no quotes and older prices are still shown."""
    if how is not Condition.BARE or feed.as_of is None:
        return None
    return f"The newest page of {feed.source} has no quotes; the prices shown are older."


def condition_text(feed: Feed, how: Condition, now: datetime, limits: AgeLimits) -> str:
    """Return how a source stands, in a few words: `live`, `stale since 14:03:00`."""
    since: datetime | None = None
    if how is Condition.FAILING:
        since = feed.failing_since
    elif how is Condition.STALE and feed.kind.published is Kind.LIVE and feed.as_of is not None:
        since = limits.stale_since(feed.as_of)
    words = {
        Condition.FAILING: "failing",
        Condition.COOLING: f"cooling down until {clock_text(feed.next_at, now)}" if feed.next_at else "cooling down",
        Condition.STALE: _STALE.get(feed.kind, f"old {feed.kind}"),
        Condition.BARE: f"{feed.kind} without quotes",
        Condition.WAITING: "waiting",
        Condition.AGEING: f"ageing {feed.kind}",
        Condition.MISDATED: f"{feed.kind} dated in the future",
        Condition.CLOSED: f"{feed.kind}, market closed",
        Condition.FRESH: feed.kind,
        Condition.NEWS: feed.kind,
    }
    return f"{words[how]} since {clock_text(since, now)}" if since else words[how]


def _source(feeds: list[Feed]) -> str:
    name = feeds[0].source
    if len(name) > _LONGEST_NAME:
        name = f"…{name[1 - _LONGEST_NAME :]}"
    if len(feeds) > 1:
        return f"{name} and {count_text(len(feeds) - 1, 'other')}"
    return "" if feeds[0].kind is Kind.DEMO else name


def _next(feed: Feed, now: datetime) -> str:
    if feed.refreshing:
        return "refreshing…"
    if feed.is_held:
        return "held"
    if feed.next_at is None or feed.is_cooling or _is_soon(feed) or (_is_at_end(feed) and not feed.error):
        return ""
    wait = span_text((feed.next_at - now).total_seconds())
    return f"retrying in {wait}" if feed.error else f"next in {wait}"


def _is_at_end(feed: Feed) -> bool:
    """Whether a replay shows its last page (`page 10 of 10`), which is then looked at again and again."""
    found = _POSITION.fullmatch(feed.position)
    return found is not None and found["page"] == found["pages"]


def _is_soon(feed: Feed) -> bool:
    """Whether the feed is looked at so often that counting down to it would only be restless."""
    return feed.error is None and bool(feed.next_at and feed.last_attempt and feed.next_at - feed.last_attempt < _SOON)
