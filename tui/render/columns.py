"""The columns of the quote table: what they show, and which of them go first where the width is short."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from enum import Enum, auto
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final

from parsing import Direction
from tui.figures import change_text, direction_of, gain_text, money_text, percent_text, price_text
from tui.prices.order import VALUES, SortKey
from tui.prices.rows import Row
from tui.render.sparkline import day_line

MISSING: Final = "–"
_TREND: Final = 6
_NEWS: Final = 4


class Ink(Enum):
    """What a column's text is coloured by."""

    PLAIN = auto()
    QUIET = auto()
    DIRECTION = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its sort key and heading, and the text of a row in it.

    One of figures has their value and how it is written, so that it can be measured by its extremes. `least` are the
    cells that it has even where nothing needs them, lest the table shift later.
    """

    key: SortKey
    title: str
    text: Callable[[Row, tzinfo | None], str]
    value: Callable[[Row], Any] | None = None
    written: Callable[[Decimal], str] = price_text
    ink: Ink = Ink.PLAIN
    has_arrow: bool = False
    least: int = 0
    direction: Callable[[Row], Direction | None] = attrgetter("quote.direction")
    """Which way the arrow and the colour of the direction go; None where there is neither."""


def _figure(
    key: SortKey,
    title: str,
    written: Callable[[Decimal], str] = price_text,
    *,
    ink: Ink = Ink.PLAIN,
    has_arrow: bool = False,
) -> Column:
    value = VALUES[key]
    return Column(key, title, lambda row, _: written(value(row)), value, written, ink, has_arrow)


def _held(key: SortKey, title: str, written: Callable[[Decimal], str] = price_text, *, is_gain: bool = False) -> Column:
    """Return a column on what the user holds, which is empty in the rows of other symbols."""
    value = VALUES[key]

    def text(row: Row, _: tzinfo | None) -> str:
        return written(value(row)) if row.holding else ""

    def direction(row: Row) -> Direction | None:
        return direction_of(value(row)) if row.holding else None

    ink = Ink.DIRECTION if is_gain else Ink.PLAIN
    return Column(key, title, text, value, written, ink, has_arrow=is_gain, direction=direction)


def _moved_text(row: Row, zone: tzinfo | None) -> str:
    return f"{row.moved_at.astimezone(zone):%H:%M:%S}" if row.moved_at else MISSING


def _news_text(row: Row, _: tzinfo | None) -> str:
    return str(row.news or MISSING).rjust(_NEWS)


def _trend_text(row: Row, _: tzinfo | None) -> str:
    return day_line(row, _TREND) if len(row.day.trail) > 1 else MISSING


COLUMNS: Final = (
    Column(SortKey.SYMBOL, "Symbol", lambda row, _: row.symbol),
    _figure(SortKey.LAST, "Last"),
    _figure(SortKey.CHANGE, "Change", change_text, ink=Ink.DIRECTION, has_arrow=True),
    _figure(SortKey.PERCENT, "%", percent_text, ink=Ink.DIRECTION),
    Column(SortKey.TREND, "Trend", _trend_text, ink=Ink.QUIET, least=_TREND),
    _figure(SortKey.LOW, "Low"),
    _figure(SortKey.HIGH, "High"),
    _figure(SortKey.PREVIOUS, "Previous", ink=Ink.QUIET),
    Column(SortKey.NEWS, "News", _news_text, ink=Ink.QUIET, least=_NEWS),
    Column(SortKey.MOVED, "Moved", _moved_text, ink=Ink.QUIET, least=8),
    _held(SortKey.HELD, "Held"),
    _held(SortKey.VALUE, "Value", money_text),
    _held(SortKey.GAIN, "Gain", gain_text, is_gain=True),
    _held(SortKey.TODAY, "Today", gain_text, is_gain=True),
)
BY_KEY: Final[Mapping[SortKey, Column]] = MappingProxyType({column.key: column for column in COLUMNS})

DROPPED_FIRST: Final = (
    {SortKey.PREVIOUS},
    {SortKey.MOVED},
    {SortKey.NEWS},
    {SortKey.HELD},
    {SortKey.VALUE},
    {SortKey.TODAY},
    {SortKey.GAIN},
    {SortKey.LOW, SortKey.HIGH},
    {SortKey.TREND},
    {SortKey.CHANGE},
)
"""The columns that go when the width is short, in that order, a range with both its ends; the others never go."""
