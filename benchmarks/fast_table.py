"""textual-fastdatatable as a subject; importing this fails where the package is not installed."""

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import Any

from textual.app import App
from textual.containers import Container

from benchmarks.subjects import COLUMNS, WIDTH, Host, cells, changed_quotes
from parsing import Snapshot
from tui.refresh import Refreshed

_PACKAGE: Any = import_module("textual_fastdatatable")  # by name: it need not be installed for the types to be checked
_FEW = 100


class FastTable:
    """The table over an Arrow backend, with columns of fixed widths.

    Its rows cannot be replaced, and `clear` says to mount another table instead: that is how many rows are refreshed.
    Where only a few cells change, they are updated, each of which rebuilds its column.
    """

    def __init__(self) -> None:
        self._place = Container()
        self.app: App[None] = Host(self._place)
        self._table: Any = None
        self._tables: list[dict[str, list[object]]] = []
        self._changes: list[list[tuple[int, tuple[object, ...]]]] = []

    def prepare(self, reports: Sequence[Refreshed]) -> None:
        """Make the columns of each refresh, and the cells that it changes."""
        self._tables = [_columns(report.snapshot) for report in reports]
        self._changes = [[]]
        for before, after in pairwise(reports):
            changed = changed_quotes(before.snapshot, after.snapshot)
            self._changes.append([(place, _plain(cells(quote))) for place, quote in changed])

    def empty(self) -> None:
        """Take the table away."""
        self._place.remove_children()
        self._table = None

    def load(self) -> None:
        """Mount a table over the rows."""
        self._mount(0)

    def refresh(self, number: int) -> None:
        """Mount another table in its place, or update the cells where that is quicker."""
        if len(self._tables[number][COLUMNS[0]]) > _FEW:
            self._place.remove_children()
            self._mount(number)
            return
        for row, values in self._changes[number]:
            for column, value in enumerate(values[1:], 1):
                self._table.update_cell(row, column, value)

    def sort(self, *, is_reversed: bool) -> None:
        """Sort by the column's name."""
        self._table.sort([("Change", "descending" if is_reversed else "ascending")])

    def go_to(self, row: int) -> None:
        """Move the cursor."""
        self._table.move_cursor(row=row, animate=False)

    def step(self) -> None:
        """Move the cursor by the table's own action."""
        self._table.action_cursor_down()

    def _mount(self, number: int) -> None:
        backend = _PACKAGE.ArrowBackend.from_pydict(self._tables[number])
        widths = [WIDTH] * len(COLUMNS)
        self._table = _PACKAGE.DataTable(backend=backend, column_widths=widths, cursor_type="row", render_markup=False)
        self._place.mount(self._table)
        self._table.focus()


def _columns(snapshot: Snapshot) -> dict[str, list[object]]:
    rows = [_plain(cells(quote)) for quote in snapshot.quotes]
    return {name: [row[place] for row in rows] for place, name in enumerate(COLUMNS)}


def _plain(values: tuple[object, ...]) -> tuple[object, ...]:
    """Return the values as Arrow likes them: figures as floats."""
    return tuple(value if isinstance(value, str) else float(str(value)) for value in values)
