"""What is compared: a quote table behind a few verbs. Here is Textual's own; the others have modules of their own."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, Protocol

from textual.app import App, ComposeResult
from textual.widget import Widget
from textual.widgets import DataTable

from parsing import Quote, Snapshot
from tui.refresh import Refreshed

COLUMNS: Final = ("Symbol", "Last", "Change", "%", "Previous", "Moved", "Low", "High")
WIDTH: Final = 12


class Subject(Protocol):
    """A table of quotes in an app of its own."""

    app: App[None]

    def prepare(self, reports: Sequence[Refreshed]) -> None:
        """Make, untimed, what each of these refreshes in turn will show; the first is shown by `load`."""
        ...

    def empty(self) -> None:
        """Take all rows away, untimed."""
        ...

    def load(self) -> None:
        """Show the rows of the first refresh in the empty table."""
        ...

    def refresh(self, number: int) -> None:
        """Show what the refresh of that number changed since the one before."""
        ...

    def sort(self, *, is_reversed: bool) -> None:
        """Sort by the change."""
        ...

    def go_to(self, row: int) -> None:
        """Put the cursor on that row, untimed."""
        ...

    def step(self) -> None:
        """Move the cursor a row down."""
        ...


class Host(App[None]):
    """An app that shows one widget."""

    def __init__(self, widget: Widget) -> None:
        super().__init__()
        self._widget = widget

    def compose(self) -> ComposeResult:
        """Show the widget."""
        yield self._widget


class TextualTable:
    """Textual's DataTable, with columns of fixed widths, keys, and values that it formats only when they are seen.

    It is spared what our table does besides: colours, arrows, aligned decimal points, marks.
    """

    def __init__(self) -> None:
        self._table: DataTable[object] = DataTable(cursor_type="row")
        self.app: App[None] = Host(self._table)
        self._first: list[tuple[str, tuple[object, ...]]] = []
        self._changes: list[list[tuple[str, tuple[object, ...]]]] = []

    def prepare(self, reports: Sequence[Refreshed]) -> None:
        """Make the cells of the first rows, and those that each refresh changes."""
        self._first = [(quote.symbol, cells(quote)) for quote in reports[0].snapshot.quotes]
        self._changes = [[]]
        for before, after in pairwise(reports):
            changed = changed_quotes(before.snapshot, after.snapshot)
            self._changes.append([(quote.symbol, cells(quote)) for _, quote in changed])

    def empty(self) -> None:
        """Clear the table."""
        self._table.clear(columns=True)
        for name in COLUMNS:
            self._table.add_column(name, width=WIDTH, key=name)

    def load(self) -> None:
        """Add the rows, each with its key."""
        for symbol, values in self._first:
            self._table.add_row(*values, key=symbol)

    def refresh(self, number: int) -> None:
        """Update the figures of the rows that changed."""
        for symbol, values in self._changes[number]:
            for name, value in zip(COLUMNS[1:], values[1:], strict=True):
                self._table.update_cell(symbol, name, value)

    def sort(self, *, is_reversed: bool) -> None:
        """Sort by the column's key."""
        self._table.sort("Change", reverse=is_reversed)

    def go_to(self, row: int) -> None:
        """Move the cursor."""
        self._table.move_cursor(row=row, animate=False)

    def step(self) -> None:
        """Move the cursor by the table's own action."""
        self._table.action_cursor_down()


def cells(quote: Quote) -> tuple[object, ...]:
    """Return the values of a row."""
    price = quote.price
    return (quote.symbol, price, quote.change, quote.percent, quote.previous, "10:00:00", price - 1, price + 1)


def changed_quotes(before: Snapshot, after: Snapshot) -> list[tuple[int, Quote]]:
    """Return the quotes that differ, each with its place on the page."""
    pairs = zip(before.quotes, after.quotes, strict=True)
    return [(place, new) for place, (old, new) in enumerate(pairs) if old is not new]
