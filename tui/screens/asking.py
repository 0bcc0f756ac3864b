"""What is asked of the user about the view, and the symbol's detail: each opens over the monitor."""

from collections.abc import Callable

from textual.screen import Screen

from tui.order import SortKey
from tui.screens.column_menu import ColumnMenu
from tui.screens.sort_menu import SortMenu
from tui.view import View
from tui.widgets.quote_table import QuoteTable


def ask_order(screen: Screen[None], view: View, look_by: Callable[[View], None]) -> None:
    """Ask what to sort by, and look by that."""

    def choose(key: SortKey | None) -> None:
        if key is not None:
            look_by(view.sorted_by(key))

    screen.app.push_screen(SortMenu(view.order), choose)


def ask_columns(screen: Screen[None], view: View, look_by: Callable[[View], None]) -> None:
    """Ask for the columns and their order, and show those."""

    def choose(columns: tuple[SortKey, ...] | None) -> None:
        if columns is not None:
            look_by(view.model_copy(update={"columns": columns}))

    fitting = screen.query_one(QuoteTable).fitting
    screen.app.push_screen(ColumnMenu(view.columns, fitting), choose)
