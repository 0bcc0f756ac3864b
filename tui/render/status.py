"""The status line: where prices come from, how old they are, and what is wrong."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from textual.content import Content

from tui.age import AgeLimits, Condition, condition, is_news
from tui.figures import clock_text, count_text, span_text
from tui.market import MarketState, problems
from tui.prices.feeds import Feed
from tui.refresh import Kind

_SEPARATOR: Final = " · "
_POSITION: Final = re.compile(r"page (?P<page>[0-9]+) of (?P<pages>[0-9]+)")
_LONGEST_NAME: Final = 32
_SOON: Final = timedelta(seconds=10)
_STALE: Final = {Kind.LIVE: "stale", Kind.RELAY: "stale relay"}
_SIGNS: Final = {
    Condition.FRESH: ("●", "$gain"),
    Condition.NEWS: ("●", "$gain"),
    Condition.CLOSED: ("○", "$muted"),
    Condition.AGEING: ("◔", "$caution"),
    Condition.MISDATED: ("◌", "$caution"),
    Condition.COOLING: ("✗", "$fault"),
    Condition.BARE: ("◌", "$caution"),
    Condition.WAITING: ("○", "$muted"),
    Condition.STALE: ("◌", "$caution"),
    Condition.FAILING: ("✗", "$fault"),
}
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


@dataclass(frozen=True, slots=True)
class Status:
    """The status as content: one line that fits, and below it a sentence for a lasting fault, if there is one."""

    line: Content
    sentence: str | None = None


def status(
    state: MarketState,
    now: datetime,
    limits: AgeLimits,
    width: int,
    fault: str | None = None,
    problems_key: str = "",
) -> Status:
    """Return the status at `now` of the feed that is worst off; `fault` is a sentence that comes before its own.

    `problems_key` is the key that lists the problems.
    """
    feeds = sorted(state.feeds.values(), key=lambda feed: _rank(condition(feed, now, limits)))
    if not feeds:
        return Status(Content.styled("○ starting", "$muted"), fault)
    worst = feeds[0]
    how = condition(worst, now, limits)
    sign, colour = _SIGNS[how]
    head = Content.assemble((f"{sign} {_condition_text(worst, how, now, limits)}", f"bold {colour}"))
    parts = [part for part in _parts(state, feeds, now, problems_key) if part]
    sentences = (fault, worst.error or _missing_quotes(worst, how))
    return Status(_fitted(head, parts, width), "\n".join(filter(None, sentences)) or None)


def origin(kinds: Iterable[Kind]) -> str:
    """Return what prices of those kinds are where they are not live: `demo`, `demo and replay`; else nothing."""
    return " and ".join(sorted(set(kinds) - {Kind.LIVE}))


def empty_sentence(state: MarketState, fault: str | None = None) -> str:
    """Return what an empty quote table says in place of rows."""
    if fault:
        return fault
    if any(feed.error for feed in state.feeds.values()):
        return "No prices yet. The line below says why."
    pages = {feed.source: feed for feed in state.feeds.values() if not is_news(feed)}
    if state.feeds and not pages:
        return "A feed has headlines and no quotes; watch a page beside it for prices."
    if any(feed.last_success for feed in pages.values()):
        found = (problem.message for source, problem in problems(state) if source in pages)
        return next(found, "There are no quotes on this page.")
    return f"Waiting for the first page of {', '.join(pages)}." if pages else "Starting."


def _parts(state: MarketState, feeds: list[Feed], now: datetime, problems_key: str) -> Iterable[str]:
    """Yield what the line says besides the condition, what matters most first."""
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
    yield _count(state)


def _headlines(feed: Feed, now: datetime) -> Iterable[str]:
    """Yield how many headlines a feed has, and since when."""
    if feed.snapshot and feed.last_success:
        yield count_text(len(feed.snapshot.articles), "headline")
        yield f"{'fetched' if feed.kind.published is Kind.LIVE else 'read'} {clock_text(feed.last_success, now)}"


def _count(state: MarketState) -> str:
    """Return how many prices there are, those of the indices apart: `30 quotes, 4 indices`."""
    quotes = count_text(len(state.rows), "quote") if state.rows else ""
    indices = f"{len(state.indices):,} {'index' if len(state.indices) == 1 else 'indices'}" if state.indices else ""
    return ", ".join(filter(None, (quotes, indices)))


def _missing_quotes(feed: Feed, how: Condition) -> str | None:
    """Return what is missing where the newest page has no quotes and older prices are still shown."""
    if how is not Condition.BARE or feed.as_of is None:
        return None
    return f"The newest page of {feed.source} has no quotes; the prices shown are older."


def _rank(how: Condition) -> int:
    return _WORST_FIRST.index(how)


def _condition_text(feed: Feed, how: Condition, now: datetime, limits: AgeLimits) -> str:
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


def _fitted(head: Content, parts: list[str], width: int) -> Content:
    """Return the head and the parts that fit in `width` cells with it; the first ones matter most."""
    line = head
    for part in parts:
        longer = Content.assemble(line, (_SEPARATOR, "$muted"), part)
        if longer.cell_length > width:
            break
        line = longer
    return line
