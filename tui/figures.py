"""Numbers, days and ages as people read them. Direction is told by arrow and sign, so that colour is never needed."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from parsing import Article, Direction
from parsing.models import PAKISTAN, is_midnight
from tui.prices.breadth import Breadth

ARROWS: Final = {Direction.UP: "▲", Direction.DOWN: "▼", Direction.UNCHANGED: "●"}
DOUBT: Final = "?"
STALE: Final = "◌"

_CENT: Final = Decimal("0.01")
_HALF_CENT: Final = Decimal("0.005")
"""What rounds to zero, being even."""
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def price_text(price: Decimal) -> str:
    """Return a price with its digits as printed and with thousands separators."""
    return f"{price:,f}"


def mark_text(*, is_doubted: bool = False, is_stale: bool) -> str:
    """Return what stands behind a price that is old, or that can hardly be right; a blank behind any other.

    Where it is both, that it is old: nobody can act by it, and the symbol's detail has the doubt.
    """
    if is_stale:
        return STALE
    return DOUBT if is_doubted else " "


def change_text(change: Decimal) -> str:
    """Return a change with its digits as printed, thousands separators, and a sign unless it is zero."""
    return f"{change:+,f}" if change else f"{abs(change):f}"


def percent_text(percent: Decimal) -> str:
    """Return a percentage with two places, a sign unless it is zero, and the percent sign."""
    rounded = percent.quantize(_CENT)
    return f"{rounded:+,f}%" if rounded else "0.00%"


def money_text(rupees: Decimal) -> str:
    """Return a sum of money with two places and thousands separators."""
    text = f"{rupees:,.2f}"
    return text.removeprefix("-") if direction_of(rupees) is Direction.UNCHANGED else text


def gain_text(rupees: Decimal) -> str:
    """Return a gain or a loss as money, with a sign unless it rounds to zero."""
    text = f"{rupees:+,.2f}"
    return text[1:] if direction_of(rupees) is Direction.UNCHANGED else text


def gain_percent_text(percent: Decimal) -> str:
    """Return a gain in per cent, of any size, with two places and a sign unless it rounds to zero."""
    return f"{gain_text(percent)}%"


def direction_of(figure: Decimal) -> Direction:
    """Return which way a gain or a percentage goes that is shown with two places."""
    if abs(figure) <= _HALF_CENT:
        return Direction.UNCHANGED
    return Direction.UP if figure > 0 else Direction.DOWN


def aligned(figures: Iterable[str]) -> list[str]:
    """Return the figures with spaces behind them, so that their decimal points align where all end in one column."""
    figures = list(figures)
    places = [len(figure) - figure.find(".") if "." in figure else 0 for figure in figures]
    widest = max(places, default=0)
    return [figure + " " * (widest - place) for figure, place in zip(figures, places, strict=True)]


def breadth_text(breadth: Breadth) -> str:
    """Return the counts of advancers, decliners and unchanged, each with its arrow."""
    counts = zip(breadth, (Direction.UP, Direction.DOWN, Direction.UNCHANGED), strict=True)
    return " ".join(f"{count}{ARROWS[direction]}" for count, direction in counts)


def clock_text(moment: datetime, now: datetime) -> str:
    """Return a time in the zone of `now`, with its day unless that is today, and its year unless that is this one.

    Midnight in Karachi, to the microsecond, is how a day is kept of which no time is known: it is shown as that day.
    """
    if is_midnight(moment):
        return f"{moment.astimezone(PAKISTAN):%d %b %Y}"
    local = moment.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"{local:%H:%M:%S}"
    if local.year == now.year:
        return f"{local:%d %b %H:%M}"
    return f"{local:%d %b %Y %H:%M}"


def span_text(seconds: float) -> str:
    """Return a length of time in its largest whole unit; less than a second counts as none."""
    seconds = max(0, int(seconds))
    if seconds < _MINUTE:
        return f"{seconds} s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE} min"
    if seconds < 2 * _DAY:
        return f"{seconds // _HOUR} h"
    return f"{seconds // _DAY:,} days"


def count_text(count: int, noun: str) -> str:
    """Return the count with its noun, as in `1 problem` and `30 quotes`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def prices_text(quotes: int, indices: int) -> str:
    """Return how many prices there are, those of the indices apart: `30 quotes, 4 indices`; empty where none are."""
    told = count_text(quotes, "quote") if quotes else ""
    others = f"{indices:,} {'index' if indices == 1 else 'indices'}" if indices else ""
    return ", ".join(filter(None, (told, others)))


def byline_text(article: Article) -> str:
    """Return who wrote the article and when it was published and updated, in the paper's local time."""
    parts = (
        article.byline or "",
        moment_text(article.published),
        f"updated {moment_text(article.updated)}" if article.updated else "",
    )
    return " · ".join(part for part in parts if part)


def moment_text(moment: datetime | date | None) -> str:
    """Return a time in Pakistan, as in `30 Dec 2022 14:10 PKT`; a day without a time is only that."""
    if moment is None:
        return ""
    if not isinstance(moment, datetime):
        return f"{moment:%d %b %Y}"
    return f"{moment.astimezone(PAKISTAN):%d %b %Y %H:%M} PKT"
