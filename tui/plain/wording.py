"""The words for prices, times, sources and headlines as they are heard: nothing in them has to be seen."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from parsing import Direction, Quote
from parsing.clean import clean, clean_line
from tui.age import AgeLimits, Condition, condition
from tui.figures import clock_text, count_text, percent_text, price_text, span_text
from tui.market import MarketState
from tui.news.stories import Story
from tui.prices.feeds import Feed
from tui.prices.rows import Row
from tui.render.article_head import age_text
from tui.render.status_texts import condition_text, fault_of

_WORDS: Final = {"▲": " up ", "▼": " down ", "→": " to ", "⇒": " to "}
_WORD: Final = re.compile(rf"\s*([{''.join(_WORDS)}])\s*")

# What draws rather than says: arrows, boxes, blocks, shapes, stars, dingbats, braille patterns, bullets and bars.
_DRAWN: Final = re.compile(r"[\u2190-\u21ff\u2300-\u23ff\u2500-\u28ff\u2900-\u297f\u2b00-\u2bff\u2022|]")
_RULE: Final = re.compile(r"([-=_*~+#.–—])\1{3,}")
_GAP: Final = re.compile(r"(?<=[.,:;!?])\s{2,}")
_SEPARATOR: Final = re.compile(r"\s*·\s*|\s{2,}")
_SPAN: Final = re.compile(r"\b([0-9]+) (s|min|h)\b")
_UNITS: Final = {"s": "second", "min": "minute", "h": "hour"}
_SOON: Final = timedelta(seconds=10)
"""A try that comes sooner is not worth telling of."""


def spoken(text: str) -> str:
    """Return the text on one line, with words or pauses for what only draws: arrows, boxes, rules, columns."""
    named = _WORD.sub(lambda found: _WORDS[found[1]], clean(text).strip())
    parted = _RULE.sub("  ", _DRAWN.sub("  ", named)).strip()
    return clean_line(_SEPARATOR.sub(", ", _GAP.sub(" ", parted)).strip(" ,"))


def spelled(text: str) -> str:
    """Return a text of ours with the units of its times in full: `2 min ago` as `2 minutes ago`."""
    return _SPAN.sub(lambda found: count_text(int(found[1]), _UNITS[found[2]]), text)


def ago_text(moment: datetime, now: datetime) -> str:
    """Return a moment and how long ago it was: `14:03:07, 2 seconds ago`."""
    return f"{clock_text(moment, now)}, {spelled(span_text((now - moment).total_seconds()))} ago"


def move_text(quote: Quote) -> str:
    """Return which way a price went since the previous close, and by how much: `up 0.66, 0.49 percent`."""
    if quote.direction is Direction.UNCHANGED and not quote.change and not quote.percent:
        return "unchanged"
    change = f"{_sign(quote.change, quote.direction)}{price_text(abs(quote.change))}"
    return f"{quote.direction} {change}, {_sign(quote.percent, quote.direction)}{share_text(quote.percent)}"


def _sign(figure: Decimal, direction: Direction) -> str:
    """Return the word for the sign of a figure where the direction does not say it already."""
    if not figure or direction is (Direction.UP if figure > 0 else Direction.DOWN):
        return ""
    return signed(figure)


def signed(figure: Decimal) -> str:
    """Return the word for the sign of a figure, with a blank; nothing for zero."""
    return "plus " if figure > 0 else "minus " if figure < 0 else ""


def share_text(percent: Decimal) -> str:
    """Return a percentage without its sign, for which there are words: `0.49 percent`."""
    return f"{percent_text(abs(percent)).strip('+%')} percent"


def quote_text(row: Row, now: datetime, *, is_stale: bool) -> str:
    """Return a price and its move as a sentence, with what speaks against it: that it is old, or can hardly be."""
    old = f" Old, as of {clock_text(row.as_of, now)}." if is_stale else ""
    return f"{row.symbol} {price_text(row.quote.price)}, {move_text(row.quote)}.{old}{doubt_text(row)}"


def doubt_text(row: Row) -> str:
    """Return why a price can hardly be right, with a blank before it; nothing where nothing speaks against it."""
    return f" Doubtful: {row.doubt}" if row.doubt else ""


def feed_text(feed: Feed, now: datetime, limits: AgeLimits) -> str:
    """Return how a source stands: of when its prices are, what is wrong, and when it is tried again."""
    how = condition(feed, now, limits)
    said = [condition_text(feed, how, now, limits)]
    if feed.as_of is not None:
        is_of = clock_text(feed.as_of, now) if feed.is_misdated else ago_text(feed.as_of, now)
        said.append(f"prices as of {is_of}")
    if feed.position:
        said.append(feed.position)
    if feed.printed_day:
        said.append(f"page dated {feed.printed_day:%d %b %Y}")
    sentences = [f"{', '.join(said)}."]
    if why := fault_of(feed, how):
        told = why.removeprefix(f"{feed.source}: ")
        sentences.append(why if told == why else _capital(told))
    if feed.error and feed.next_at and feed.next_at - now >= _SOON and not feed.is_cooling:
        sentences.append(f"Next try in {spelled(span_text((feed.next_at - now).total_seconds()))}.")
    name = "" if feed.source == feed.kind else f"{feed.source}: "
    return name + " ".join(sentences)


def headline_text(story: Story, now: datetime) -> str:
    """Return a headline with its section, its age and the symbols that it names."""
    age = spelled(age_text(story.article.published, now)) or "no date"
    named = f"names {and_text(story.symbols)}" if story.symbols else ""
    about = ", ".join(filter(None, (story.article.section or "", age, named)))
    return f"{ended(story.title)} {_capital(about)}."


def origins_text(rows: Iterable[Row], state: MarketState, now: datetime, limits: AgeLimits) -> str:
    """Return of when prices are and, where they are not simply live, what: `as of 14:03:07, demo`."""
    rows = list(rows)
    first, last = (pick(row.as_of for row in rows) for pick in (min, max))
    feeds = [state.feeds[source] for source in dict.fromkeys(row.source for row in rows) if source in state.feeds]
    stands = dict.fromkeys(_stand_text(feed, now, limits) for feed in feeds)
    return ", ".join([_times_text(first, last, now), *(how for how in stands if how != "live")])


def _times_text(first: datetime, last: datetime, now: datetime) -> str:
    oldest, newest = clock_text(first, now), clock_text(last, now)
    if oldest == newest:
        return f"as of {oldest}"
    if first.astimezone(now.tzinfo).date() == last.astimezone(now.tzinfo).date():
        return f"as of {oldest} to {newest}"
    return f"the oldest as of {oldest}, the newest as of {newest}"


def _stand_text(feed: Feed, now: datetime, limits: AgeLimits) -> str:
    """Return how a source stands that has prices, which its newest page need not have brought."""
    how = condition(feed, now, limits)
    if how is Condition.BARE:
        return f"{feed.kind}, no quotes on the newest page"
    return condition_text(feed, how, now, limits)


def and_text(names: Iterable[str]) -> str:
    """Return the names as people say them: `A`, `A and B`, `A, B and C`."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """Return the text with a full stop, unless it ends like a sentence."""
    return text if text.endswith((".", "!", "?", "…", "۔", "؟")) else f"{text}."
