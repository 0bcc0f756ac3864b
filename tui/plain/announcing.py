"""What changed between two looks at the market, as lines to be heard: the symbol first, then the figures."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from heapq import nlargest
from typing import Final

from tui.age import AgeLimits, Condition, condition, stale_symbols
from tui.figures import count_text, price_text
from tui.market import MarketState
from tui.plain.wording import doubt_text, feed_text, headline_text, move_text, origins_text
from tui.prices.feeds import Feed
from tui.prices.holdings import percent_of
from tui.prices.rows import Row

MOST_PRICES: Final = 50
"""So many changed prices are told one by one, those that moved furthest; of more it is told how many."""

MOST_NAMED: Final = 10
"""So many symbols that came or went are named; of more it is told how many."""

MOST_HEADLINES: Final = 3

_WELL: Final = frozenset({Condition.FRESH, Condition.AGEING, Condition.NEWS, Condition.CLOSED})
_ILL: Final = frozenset({Condition.FAILING, Condition.COOLING})


@dataclass(frozen=True)
class Look:
    """The market as it is at a moment."""

    state: MarketState
    now: datetime
    limits: AgeLimits
    fault: str | None = None
    """What is wrong besides the sources, as a sentence."""

    @cached_property
    def stale(self) -> frozenset[str]:
        """The symbols whose price must not pass for a current one."""
        return stale_symbols(self.state, self.now, self.limits)

    def condition(self, source: str) -> Condition:
        """Return how a source stands; one that is not known yet is waited for."""
        feed = self.state.feeds.get(source)
        return Condition.WAITING if feed is None else condition(feed, self.now, self.limits)


def source_lines(before: Look, after: Look) -> Iterator[str]:
    """Yield a line for each source that came, failed, recovered or grew old."""
    for name, feed in after.state.feeds.items():
        known, old, new = before.state.feeds.get(name), before.condition(name), after.condition(name)
        is_other_fault = new in _ILL and known is not None and known.error != feed.error
        if _group(old) == _group(new) and not is_other_fault:
            continue
        told = feed_text(feed, after.now, after.limits)
        yield f"Works again: {told}" if old in _ILL and new in _WELL else told


def _group(how: Condition) -> Condition:
    """Return what is told of a condition: prices that only begin to age are as good as fresh ones."""
    return Condition.FRESH if how is Condition.AGEING else how


def price_lines(
    before: MarketState, after: Look, heard: Collection[str] | None, *, most: int = MOST_PRICES
) -> list[str]:
    """Return a line for each symbol of those that are `heard` (None: all) whose price changed, below one on all.

    The largest move comes first; of more than `most` only these. What the first page of a source brings is no change.
    """
    state, known, chosen = after.state, before.by_symbol, heard and frozenset(heard)
    if state is before:
        return []
    rows = [row for row in state.by_symbol.values() if chosen is None or row.symbol in chosen]
    changed = [row for row in rows if (old := known.get(row.symbol)) and _has_moved(old, row)]
    new = [row for row in rows if row.symbol not in known and _has_page(before.feeds.get(row.source))]
    gone = [row for row in rows if _went(before, state, row)]
    return [
        *_changed_lines(changed, known, after, most),
        *_new_lines(new, after),
        *_gone_lines(gone),
    ]


def _changed_lines(changed: Sequence[Row], known: Mapping[str, Row], after: Look, most: int) -> Iterator[str]:
    """Yield a line for each of these rows, the `most` that moved furthest; where they are several, below one on all."""
    if not changed:
        return
    origins = origins_text(changed, after.state, after.now, after.limits)
    if len(changed) > 1:
        rose = sum(row.quote.price > known[row.symbol].quote.price for row in changed)
        more = f" The {most} largest moves follow." if len(changed) > most else ""
        yield f"{len(changed):,} prices changed: {rose:,} rose, {len(changed) - rose:,} fell, {origins}.{more}"
    tail = f", {origins}" if len(changed) == 1 else ""
    furthest = nlargest(most, changed, key=lambda row: _move(known[row.symbol], row))
    yield from (_changed_text(known[row.symbol], row, tail) for row in furthest)


def _move(old: Row, row: Row) -> Decimal:
    """Return how far the price went either way, in percent of what it was."""
    percent = percent_of(row.quote.price - old.quote.price, old.quote.price)
    return Decimal("Infinity") if percent is None else abs(percent)


def _new_lines(rows: Iterable[Row], after: Look) -> Iterator[str]:
    for source, new in _by_source(rows).items():
        origins = origins_text(new, after.state, after.now, after.limits)
        named = _first([f"{row.symbol} {price_text(row.quote.price)}" for row in new])
        yield f"New on the page of {source}: {named}, {origins}."


def _gone_lines(rows: Iterable[Row]) -> Iterator[str]:
    for source, gone in _by_source(rows).items():
        yield f"No longer on the newest page of {source}: {_first([row.symbol for row in gone])}."


def _by_source(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.source, []).append(row)
    return found


def _first(names: Sequence[str]) -> str:
    """Return the first of the names, and how many more there are."""
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    return f"{', '.join(names[:MOST_NAMED])}{more}"


def _has_moved(old: Row, row: Row) -> bool:
    """Whether it is another price; made-up, replayed and real ones are never held against each other."""
    return old.quote.price != row.quote.price and row.kind.is_kin_of(old.kind)


def _changed_text(old: Row, row: Row, tail: str) -> str:
    quote = row.quote
    way = "rose" if quote.price > old.quote.price else "fell"
    told = f"{row.symbol} {price_text(quote.price)}, {way} from {price_text(old.quote.price)}."
    return f"{told} Day {move_text(quote)}{tail}.{doubt_text(row)}"


def _has_page(feed: Feed | None) -> bool:
    return feed is not None and feed.last_success is not None


def _went(before: MarketState, state: MarketState, row: Row) -> bool:
    """Whether a symbol was on the page before and is not on the newest, which has others."""
    old, new = before.feeds.get(row.source), state.feeds.get(row.source)
    return bool(old and new and new.quoted and row.symbol in old.quoted and row.symbol not in new.quoted)


def headline_lines(before: MarketState, after: Look) -> list[str]:
    """Return a line for each headline that came; of many, or of a source's first ones, how many and the newest."""
    if after.state.news is before.news:
        return []
    stories = [story for story in after.state.news.stories if story.key not in before.news.by_key]
    are_first = any(not _has_page(before.feeds.get(story.source)) for story in stories)
    if len(stories) > 1 and (are_first or len(stories) > MOST_HEADLINES):
        newest = headline_text(stories[0], after.now)
        return [f"{count_text(len(stories), 'headline')} came in. The newest: {newest}"]
    return [f"Headline: {headline_text(story, after.now)}" for story in reversed(stories)]
