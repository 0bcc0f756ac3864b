"""The orders of the quote table."""

from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from tui.market import Row


class SortKey(StrEnum):
    """What the quote table can be sorted by."""

    PAGE = "page order"
    SYMBOL = "symbol"
    LAST = "last"
    CHANGE = "change"
    PERCENT = "percent"
    PREVIOUS = "previous"
    MOVED = "moved"


class Order(NamedTuple):
    """A sort key, and whether it runs from the largest to the smallest (for the page's order: from its end)."""

    key: SortKey = SortKey.SYMBOL
    is_reversed: bool = False

    def again(self, key: SortKey) -> "Order":
        """Return the order after `key` was asked for: turned round if it sorts already, else largest figures first."""
        if key is self.key:
            return Order(key, not self.is_reversed)
        return Order(key, key not in {SortKey.SYMBOL, SortKey.PAGE})


def sort_rows(rows: Iterable[Row], order: Order) -> tuple[Row, ...]:
    """Return the rows in that order; equal ones as on the page, those without a value last both ways."""
    rows = tuple(rows)
    if order.key is SortKey.PAGE:
        return rows[::-1] if order.is_reversed else rows
    valued = [(value, row) for row in rows if (value := _sort_value(row, order.key)) is not None]
    missing = [row for row in rows if _sort_value(row, order.key) is None]
    valued.sort(key=lambda pair: pair[0], reverse=order.is_reversed)
    return (*(row for _, row in valued), *missing)


def _sort_value(row: Row, key: SortKey) -> str | Decimal | float | None:
    match key:
        case SortKey.LAST:
            return row.quote.price
        case SortKey.CHANGE:
            return row.quote.change
        case SortKey.PERCENT:
            return row.quote.percent
        case SortKey.PREVIOUS:
            return row.quote.previous
        case SortKey.MOVED:
            return row.moved_at.timestamp() if row.moved_at else None
        case _:
            return row.symbol
