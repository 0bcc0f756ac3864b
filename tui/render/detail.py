"""What the symbol detail says of a row: pure functions, from prices to text."""

from datetime import datetime
from decimal import Decimal
from typing import Final, NamedTuple

from textual.content import Content

from parsing import Article
from tui.age import AgeLimits
from tui.figures import (
    ARROWS,
    byline_text,
    change_text,
    clock_text,
    mark_text,
    percent_text,
    price_text,
    span_text,
)
from tui.market import MarketState
from tui.prices.day import Day
from tui.prices.feeds import Feed
from tui.prices.rows import Row
from tui.render.holding_texts import holding_fact
from tui.render.index_line import COLOURS
from tui.render.status import status

NO_HEADLINE: Final = "No headline on the pages names it."

LABELS: Final = ("Last", "Doubt", "Holding", "Previous close", "Range so far", "Last moved", "As of", "Source")
"""The names of the facts, in the order in which they stand."""

_GAP: Final = "  "
_BAR: Final = range(6, 33)
"""How many cells the bar of the range may have."""


class Outlook(NamedTuple):
    """What a row is looked at with: the time, the limits of age, its feed, and whether its price is old."""

    now: datetime
    limits: AgeLimits
    feed: Feed | None
    is_stale: bool


def title(symbol: str, name: str, *, is_starred: bool) -> Content:
    """Return the heading: the symbol, its star if it has one, and the company's name."""
    star = Content.styled(" ★", "$emphasis") if is_starred else Content("")
    return Content.assemble((symbol, "bold"), star, (f"{_GAP}{name}" if name else "", "$muted"))


def gone(symbol: str) -> str:
    """Return what is said of a symbol that has no price any more."""
    return f"{symbol} is no longer among the prices."


def facts(row: Row, outlook: Outlook, width: int) -> dict[str, Content]:
    """Return what is known of the row by its label, in a column of `width` cells; where nothing is, it has no label."""
    said = {
        "Last": _last(row, is_stale=outlook.is_stale),
        "Previous close": Content(price_text(row.quote.previous)),
        "Range so far": _range(row, outlook, width),
        "Last moved": _moved(row, outlook.now),
        "As of": _as_of(row, outlook),
        "Source": _source(row, outlook),
        "Doubt": Content.styled(row.doubt, "$caution"),
        "Holding": holding_fact(row, is_stale=outlook.is_stale),
    }
    return {label: said[label] for label in LABELS if said[label]}


def headline(article: Article) -> Content:
    """Return the article's title, and below it its own date, named as such."""
    dated = byline_text(Article(published=article.published, updated=article.updated))
    when = f"Article published {dated}" if article.published else "Article without a date"
    return Content.assemble(article.title or "(an article without a title)", "\n", (when, "$muted"))


def _last(row: Row, *, is_stale: bool) -> Content:
    quote = row.quote
    move = f"{ARROWS[quote.direction]} {change_text(quote.change)} {percent_text(quote.percent)}"
    mark = mark_text(is_doubted=bool(row.doubt), is_stale=is_stale)
    return Content.assemble(
        (price_text(quote.price), "bold $stale" if is_stale else "bold"),
        (mark.ljust(len(_GAP)), "$stale" if is_stale else "bold $caution"),
        (move, "$stale" if is_stale else f"bold {COLOURS[quote.direction]}"),
    )


def _range(row: Row, outlook: Outlook, width: int) -> Content:
    """Return the lowest and the highest price of the day, and between them where the last one stands."""
    day, last = row.day, row.quote.price
    since = Content.styled(f"{_GAP}since {_minute_text(day.trail[0].at, outlook.now)}", "$muted")
    low, high = price_text(day.low), price_text(day.high)
    if day.low == day.high:
        return Content.assemble(low, since)
    cells = width - len(low) - len(high) - 2 - since.cell_length
    before, after = range_bar(day, last, min(max(cells, _BAR.start), _BAR.stop))
    mark = "bold $stale" if outlook.is_stale else f"bold {COLOURS[row.quote.direction]}"
    return Content.assemble(low, " ", (before, "$muted"), ("●", mark), (after, "$muted"), " ", high, since)


def range_bar(day: Day, last: Decimal, cells: int) -> tuple[str, str]:
    """Return the bar before and after the mark of the last price; with the mark it has so many cells."""
    span = day.high - day.low
    place = round((last - day.low) * (cells - 1) / span) if span else 0
    place = min(max(place, 0), cells - 1)
    return "─" * place, "─" * (cells - 1 - place)


def _moved(row: Row, now: datetime) -> Content:
    if row.moved_at is None:
        return Content.styled("not while tapewatch was watching", "$muted")
    return Content(_when(row.moved_at, now))


def _as_of(row: Row, outlook: Outlook) -> Content:
    when = clock_text(row.as_of, outlook.now) if row.is_misdated else _when(row.as_of, outlook.now)
    feed = outlook.feed
    printed = f", page dated {feed.printed_day:%d %b %Y}" if feed and feed.printed_day else ""
    return Content(when + printed)


def _source(row: Row, outlook: Outlook) -> Content:
    """Return where the price is from, how its feed stands in the words of the status line, and why if it stands ill."""
    feed = outlook.feed
    if feed is None:
        return Content(f"{row.source} · {row.kind}")
    standing = status(MarketState(feeds={feed.source: feed}), outlook.now, outlook.limits, width=0)
    how = standing.line
    names = [row.source] if row.source != row.kind else []
    if row.kind not in how.plain:
        names.append(row.kind)
    why = standing.sentence
    if why is None and row.symbol not in feed.quoted:
        why = "Its newest page no longer has this symbol; the price shown is older."
    parts = Content(" · ").join([*map(Content, names), how])
    return Content.assemble(parts, "\n", (why, "$fault" if feed.error else "$caution")) if why else parts


def _when(moment: datetime, now: datetime) -> str:
    return f"{clock_text(moment, now)}, {span_text((now - moment).total_seconds())} ago"


def _minute_text(moment: datetime, now: datetime) -> str:
    local = moment.astimezone(now.tzinfo)
    return f"{local:%H:%M}" if local.date() == now.date() else clock_text(moment, now)
