"""What opens over the monitor. Each is imported when it opens, since the first picture does not need it."""

from collections.abc import Callable

from textual.screen import Screen

from tui.market import MarketState, problems
from tui.order import SortKey
from tui.view import View
from tui.widgets.quote_table import QuoteTable


def ask_order(screen: Screen[None], view: View, look_by: Callable[[View], None]) -> None:
    """Ask what to sort by, and look by that."""
    from tui.screens.sort_menu import SortMenu

    def choose(key: SortKey | None) -> None:
        if key is not None:
            look_by(view.sorted_by(key))

    screen.app.push_screen(SortMenu(view.order), choose)


def ask_columns(screen: Screen[None], view: View, look_by: Callable[[View], None]) -> None:
    """Ask for the columns and their order, and show those."""
    from tui.screens.column_menu import ColumnMenu

    def choose(columns: tuple[SortKey, ...] | None) -> None:
        if columns is not None:
            look_by(view.model_copy(update={"columns": columns}))

    fitting = screen.query_one(QuoteTable).fitting
    screen.app.push_screen(ColumnMenu(view.columns, fitting), choose)


def show_problems(screen: Screen[None], state: MarketState) -> None:
    """List what could not be read, and the prices that can hardly be right."""
    from tui.screens.sheet import problems_sheet

    screen.app.push_screen(problems_sheet(problems(state)))
