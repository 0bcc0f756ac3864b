"""The orders of the quote table."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from tui.prices.rows import Row


class SortKey(StrEnum):
    """What the quote table can be sorted by, in the words of its heading."""

    SYMBOL = "symbol"
    LAST = "last"
    CHANGE = "change"
    PERCENT = "percent"
    TREND = "trend"
    LOW = "low"
    HIGH = "high"
    PREVIOUS = "previous"
    MOVED = "moved"
    NEWS = "news"
    HELD = "held"
    VALUE = "value"
    GAIN = "gain"
    TODAY = "today"
    PAGE = "page order"
    OWN = "your own order"


VALUES: Final[Mapping[SortKey, Callable[[Row], Any]]] = MappingProxyType(
    {
        SortKey.SYMBOL: attrgetter("symbol"),
        SortKey.LAST: attrgetter("quote.price"),
        SortKey.CHANGE: attrgetter("quote.change"),
        SortKey.PERCENT: attrgetter("quote.percent"),
        SortKey.TREND: attrgetter("day.move"),
        SortKey.LOW: attrgetter("day.low"),
        SortKey.HIGH: attrgetter("day.high"),
        SortKey.PREVIOUS: attrgetter("quote.previous"),
        SortKey.MOVED: attrgetter("moved_at"),
        SortKey.NEWS: attrgetter("news"),
        SortKey.HELD: attrgetter("quantity"),
        SortKey.VALUE: attrgetter("value"),
        SortKey.GAIN: attrgetter("gain"),
        SortKey.TODAY: attrgetter("gain_today"),
    }
)
"""What is sorted by, for each column: read ten thousand times at once, for which a lambda takes twice the time."""

OF_HOLDINGS: Final = frozenset({SortKey.HELD, SortKey.VALUE, SortKey.GAIN, SortKey.TODAY})
"""The columns on what the user holds, which are empty in the rows of other symbols."""

_CAN_BE_MISSING: Final = frozenset({SortKey.TREND, SortKey.MOVED}) | OF_HOLDINGS

_STANDING: Final = frozenset({SortKey.SYMBOL, SortKey.PAGE, SortKey.OWN})


class Order(NamedTuple):
    """A sort key, and whether it runs from the largest to the smallest (for an order as such: from its end)."""

    key: SortKey = SortKey.SYMBOL
    is_reversed: bool = False

    @property
    def is_standing(self) -> bool:
        """Whether it is an order of the symbols as such, which no price changes."""
        return self.key in _STANDING

    def again(self, key: SortKey) -> "Order":
        """Return the order after `key` was asked for: turned round if it sorts already, else largest figures first."""
        if key is self.key:
            return Order(key, not self.is_reversed)
        return Order(key, key not in _STANDING)


def sort_rows(rows: Iterable[Row], order: Order, own: Sequence[str] = ()) -> tuple[Row, ...]:
    """Return the rows in that order; equal ones as on the page, those without a value last both ways.

    `own` are the symbols in the user's own order; those that are not among them follow as on the page.
    """
    rows = tuple(rows)
    value = VALUES.get(order.key)
    if value is None:
        return _placed(rows, own if order.key is SortKey.OWN else (), is_reversed=order.is_reversed)
    if order.key not in _CAN_BE_MISSING:
        return tuple(sorted(rows, key=value, reverse=order.is_reversed))
    valued = [row for row in rows if value(row) is not None]
    missing = (row for row in rows if value(row) is None)
    return (*sorted(valued, key=value, reverse=order.is_reversed), *missing)


def _placed(rows: tuple[Row, ...], own: Sequence[str], *, is_reversed: bool) -> tuple[Row, ...]:
    places = {symbol: place for place, symbol in enumerate(own)}
    known = sorted((row for row in rows if row.symbol in places), key=lambda row: places[row.symbol])
    ordered = (*known, *(row for row in rows if row.symbol not in places)) if places else rows
    return ordered[::-1] if is_reversed else ordered
