"""Our quote table as a subject."""

from collections.abc import Sequence

from textual.app import App, ComposeResult
from textual.screen import Screen

from tui.app import TapewatchApp
from tui.clock import SystemClock
from tui.market import MarketState, apply
from tui.prices.order import Order, SortKey
from tui.refresh import Refreshed
from tui.view.model import Shown
from tui.widgets.quote_table import QuoteTable


class Ours:
    """Our quote table. With `applies`, the report is taken into the market state within the time."""

    def __init__(self, *, applies: bool = False) -> None:
        self._table = QuoteTable(SystemClock())
        self.app: App[None] = TableApp(self._table)
        self._applies = applies
        self._reports: list[Refreshed] = []
        self._states: list[MarketState] = []

    def prepare(self, reports: Sequence[Refreshed]) -> None:
        """Make the market states."""
        self._reports, self._states = list(reports), []
        state = MarketState()
        for report in reports:
            state = apply(state, report)
            self._states.append(state)

    def empty(self) -> None:
        """Show a market without rows."""
        self._show(MarketState())

    def load(self) -> None:
        """Show the first state."""
        self._show(apply(MarketState(), self._reports[0]) if self._applies else self._states[0])

    def refresh(self, number: int) -> None:
        """Show the next state."""
        before, report = self._states[number - 1], self._reports[number]
        self._show(apply(before, report) if self._applies else self._states[number])

    def sort(self, *, is_reversed: bool) -> None:
        """Set the order."""
        order = Order(SortKey.CHANGE, is_reversed)
        self._table.view = self._table.view.model_copy(update={"order": order})

    def go_to(self, row: int) -> None:
        """Select the symbol of the row."""
        self._table.selected = self._table.rows[row].symbol

    def step(self) -> None:
        """Move the cursor."""
        self._table.step(1)

    def _show(self, state: MarketState) -> None:
        self._table.shown = Shown(state.rows, state.moved)


class _TableScreen(Screen[None]):
    def __init__(self, table: QuoteTable) -> None:
        super().__init__()
        self._table = table

    def compose(self) -> ComposeResult:
        yield self._table


class TableApp(TapewatchApp):
    """Our app with the quote table in place of the monitor."""

    CSS_PATH = None

    def __init__(self, table: QuoteTable) -> None:
        super().__init__([], SystemClock())
        self._table = table

    def get_default_screen(self) -> Screen[None]:
        """Return a screen with the table and nothing else."""
        return _TableScreen(self._table)
