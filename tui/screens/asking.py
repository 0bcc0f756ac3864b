"""What opens over the monitor. Each is imported when it opens, since the first picture does not need it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from tui.age import AgeLimits
from tui.clock import Clock
from tui.market import MarketState, problems
from tui.order import SortKey
from tui.view import View
from tui.widgets.messages import LookBy
from tui.widgets.quote_table import QuoteTable

if TYPE_CHECKING:
    from tui.screens.monitor import MonitorScreen


def ask_order(screen: Screen[None], view: View) -> None:
    """Ask what to sort by, and look by that."""
    from tui.screens.sort_menu import SortMenu

    def choose(key: SortKey | None) -> None:
        if key is not None:
            screen.post_message(LookBy(lambda view: view.sorted_by(key)))

    screen.app.push_screen(SortMenu(view.order), choose)


def ask_columns(screen: Screen[None], view: View) -> None:
    """Ask for the columns and their order, and show those."""
    from tui.screens.column_menu import ColumnMenu

    def choose(columns: tuple[SortKey, ...] | None) -> None:
        if columns is not None:
            screen.post_message(LookBy(lambda view: view.model_copy(update={"columns": columns})))

    fitting = screen.query_one(QuoteTable).fitting
    screen.app.push_screen(ColumnMenu(view.columns, fitting), choose)


def show_detail(screen: "MonitorScreen", symbol: str, clock: Clock, limits: Callable[[], AgeLimits]) -> None:
    """Show all that is known of the symbol; the keys of the table go on to work there."""
    from tui.screens.detail import SymbolDetail
    from tui.screens.monitor import MonitorScreen

    def star(symbol: str) -> None:
        screen.post_message(LookBy(lambda view: view.starring(symbol)))

    detail = SymbolDetail(symbol, clock, limits, step=screen.query_one(QuoteTable).step, star=star)
    screen.app.push_screen(detail.data_bind(MonitorScreen.state, MonitorScreen.stale, MonitorScreen.view))


def show_problems(screen: Screen[None], state: MarketState) -> None:
    """List what could not be read, and the prices that can hardly be right."""
    from tui.screens.sheet import problems_sheet

    screen.app.push_screen(problems_sheet(problems(state)))
