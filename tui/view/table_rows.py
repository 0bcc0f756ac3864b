"""The rows of the quote table in the order in which they are shown, which rests while the cursor is being moved."""

from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Final

from tui.clock import Clock
from tui.prices.order import Order, sort_rows
from tui.prices.rows import Row
from tui.view.model import View

REST_SECONDS: Final = 3.0
"""For so long after the last step of the cursor rows keep their order."""

MARK_SECONDS: Final = 1.0
"""For so long a price that moved is marked."""


class TableRows:
    """Rows in an order. Nothing changes them; symbols and places are worked out when they are first asked for."""

    def __init__(self, rows: tuple[Row, ...] = ()) -> None:
        self.rows = rows

    @cached_property
    def symbols(self) -> list[str]:
        """The symbols, in this order."""
        return list(map(attrgetter("symbol"), self.rows))

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each symbol, from 0."""
        return {symbol: place for place, symbol in enumerate(self.symbols)}

    def position(self, symbol: str | None) -> int | None:
        """Return where the symbol stands, from 0; None where it is not among the rows."""
        try:
            return self.symbols.index(symbol or "")
        except ValueError:
            return None

    def with_prices_of(self, rows: Sequence[Row]) -> "TableRows":
        """Return the rows in the present order of their symbols, with new symbols after them."""
        last = len(self.rows)
        return TableRows(tuple(sorted(rows, key=lambda row: self.places.get(row.symbol, last))))


class Cursor:
    """Where the cursor is: at its symbol, or while that is not shown, where that was last."""

    def __init__(self) -> None:
        self.row: int | None = None
        """Its place, from 0; None where there are no rows."""
        self._place = 0
        """Where its symbol was last, which can be below the rows that are there now."""
        self._is_at_symbol = False

    def follow(self, symbol: str | None, table: TableRows) -> None:
        """Go to where the symbol is now, or stay."""
        found = table.position(symbol)
        self._is_at_symbol = found is not None
        self._place = self._place if found is None else found
        self.row = min(self._place, len(table.rows) - 1) if table.rows else None

    def is_within(self, top: int, room: int) -> bool:
        """Whether it is in a view of `room` rows from `top` on; nowhere, it is not out of sight either."""
        return self.row is None or top <= self.row < top + room

    def nearest_top(self, top: int, room: int) -> int:
        """Return from which row on the view has the cursor in it, as near to `top` as can be."""
        return top if self.row is None or room < 1 else max(min(top, self.row), self.row - room + 1)

    def give_up(self) -> None:
        """Where the symbol is not shown, begin at the first row when the rows are next followed."""
        if not self._is_at_symbol:
            self._place = 0

    def beyond(self, rows: int) -> int:
        """Return the place so many rows after the symbol; where that is not shown, the row at its place comes next."""
        return self._place + rows - (rows > 0 and not self._is_at_symbol)


class Moved:
    """The symbols that are marked since their price moved, for a moment."""

    def __init__(self, clock: Clock) -> None:
        self.symbols: frozenset[str] = frozenset()
        self._clock = clock
        self._since = 0.0

    def mark(self, symbols: frozenset[str]) -> None:
        """Mark these and no others from now on."""
        self.symbols, self._since = symbols, self._clock.monotonic()

    @property
    def is_over(self) -> bool:
        """Whether there are marks whose moment is over."""
        return bool(self.symbols) and self._clock.monotonic() - self._since >= MARK_SECONDS


class _Standing:
    """An order that no price changes: once known for the symbols of a page, it costs next to nothing."""

    def __init__(self, page: list[str], table: TableRows, order: Order, own: Sequence[str]) -> None:
        self._page = page
        self._order = (order, own)
        places = {symbol: place for place, symbol in enumerate(page)}
        self._pick = itemgetter(*(places[symbol] for symbol in table.symbols))
        self._symbols = table.symbols

    def holds_for(self, page: list[str], view: View) -> bool:
        """Whether rows with those symbols stand in this order in the view."""
        return self._order == (view.order, view.own_order) and self._page == page

    def put(self, rows: Sequence[Row]) -> TableRows:
        """Return the rows in this order."""
        table = TableRows(self._pick(rows))
        table.symbols = self._symbols
        return table


class RestingOrder:
    """Keeps rows in order; for some seconds after each step of the cursor they stay where they are."""

    def __init__(self, clock: Clock) -> None:
        self.table = TableRows()
        self.waits = False
        """Whether the rows would stand otherwise if they were sorted now."""
        self._clock = clock
        self._stepped_at: float | None = None
        self._standing: _Standing | None = None

    def step(self) -> None:
        """Take note of a step of the cursor."""
        self._stepped_at = self._clock.monotonic()

    def release(self) -> None:
        """Let the next rows be sorted at once."""
        self._stepped_at = None

    @property
    def rests(self) -> bool:
        """Whether the order rests now."""
        return self._stepped_at is not None and self._clock.monotonic() - self._stepped_at < REST_SECONDS

    def take(self, rows: Sequence[Row], view: View) -> None:
        """Put the rows in the order of the view, or while that rests in the order that there is."""
        ordered = self._sorted(rows, view)
        kept = self.table.with_prices_of(rows) if self.rests and not view.order.is_standing else ordered
        self.waits = kept is not ordered and kept.symbols != ordered.symbols
        self.table = kept

    def _sorted(self, rows: Sequence[Row], view: View) -> TableRows:
        if not view.order.is_standing or len(rows) < 2:
            return TableRows(sort_rows(rows, view.order, view.own_order))
        page = list(map(attrgetter("symbol"), rows))
        if self._standing is None or not self._standing.holds_for(page, view):
            table = TableRows(sort_rows(rows, view.order, view.own_order))
            self._standing = _Standing(page, table, view.order, view.own_order)
            return table
        return self._standing.put(rows)
