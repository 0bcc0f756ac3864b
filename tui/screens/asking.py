"""What opens over the monitor. Each is imported when it opens, since the first picture does not need it."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from textual.screen import Screen

from parsing import Problem
from tui.age import AgeLimits
from tui.clock import Clock
from tui.market import MarketState, problems
from tui.prices.order import SortKey
from tui.prices.rows import Row
from tui.screens.holdings import HoldingChanged
from tui.view.model import View
from tui.widgets.messages import LookBy
from tui.widgets.quote_table import QuoteTable

if TYPE_CHECKING:
    from tui.alerts.model import AlertEntry
    from tui.prices.holding_entry import HoldingEntry
    from tui.screens.alert_keeper import AlertKeeper
    from tui.screens.monitor import MonitorScreen

_TOAST_SECONDS: Final = 3.0


def ask_alert(screen: Screen[None], row: Row | None, keeper: "AlertKeeper") -> None:
    """Ask for an alert, with a rule for the row's symbol to begin with."""
    from tui.alerts.entry import suggestion
    from tui.screens.alert_prompt import AlertPrompt

    def make(entry: "AlertEntry | None") -> None:
        if entry is not None:
            keeper.make(entry)
            screen.app.notify(f"Alert {entry.words}.", timeout=_TOAST_SECONDS, markup=False)

    screen.app.push_screen(AlertPrompt(suggestion(row), lambda: keeper.sight), make)


def show_alerts(screen: Screen[None], keeper: "AlertKeeper", clock: Clock, ask: Callable[[], None]) -> None:
    """Show the alerts and what fired; `ask` asks for a new one."""
    from tui.screens.alerts_sheet import AlertsSheet

    screen.app.push_screen(AlertsSheet(keeper, clock, ask))


def ask_order(screen: Screen[None], view: View, *, has_holdings: bool) -> None:
    """Ask what to sort by, and look by that; by what is held only where something is."""
    from tui.screens.sort_menu import SortMenu

    def choose(key: SortKey | None) -> None:
        if key is not None:
            screen.post_message(LookBy(lambda view: view.sorted_by(key)))

    screen.app.push_screen(SortMenu(view.order, has_holdings=has_holdings), choose)


def ask_columns(screen: Screen[None], view: View, *, has_holdings: bool) -> None:
    """Ask for the columns and their order, and show those; those on holdings only where there are some."""
    from tui.screens.column_menu import ColumnMenu

    def choose(columns: tuple[SortKey, ...] | None) -> None:
        if columns is not None:
            screen.post_message(LookBy(lambda view: view.model_copy(update={"columns": columns})))

    fitting = screen.query_one(QuoteTable).fitting
    screen.app.push_screen(ColumnMenu(view.columns, fitting, has_holdings=has_holdings), choose)


def ask_holding(screen: "MonitorScreen", row: Row, name: str) -> None:
    """Ask how many of the symbol are held, and at what cost; `name` is the company's."""
    from tui.screens.holding_prompt import HoldingPrompt

    def take(entry: "HoldingEntry | None") -> None:
        if entry is not None:
            screen.post_message(HoldingChanged(row.symbol, entry.holding))

    screen.app.push_screen(HoldingPrompt(lambda: screen.state.by_symbol.get(row.symbol, row), name), take)


def show_detail(screen: "MonitorScreen", symbol: str, clock: Clock, limits: Callable[[], AgeLimits]) -> None:
    """Show all that is known of the symbol; the keys of the table go on to work there."""
    from tui.screens.charting import trends_in
    from tui.screens.detail import SymbolDetail
    from tui.screens.monitor import MonitorScreen

    step, trend_of = screen.query_one(QuoteTable).step, trends_in(screen.history)
    detail = SymbolDetail(symbol, clock, limits, step=step, act=screen.act_on, trend_of=trend_of)
    screen.app.push_screen(detail.data_bind(MonitorScreen.state, MonitorScreen.stale, MonitorScreen.view))


def show_lists(screen: "MonitorScreen", symbol: str) -> None:
    """Show the user's lists, and whether the symbol is on each; nothing stands for no symbol."""
    from tui.screens.list_sheet import ListSheet

    sheet = ListSheet(symbol, screen.view, lambda change: screen.post_message(LookBy(change)))
    screen.app.push_screen(sheet)
    sheet.watch(screen, "view", sheet.take, init=False)  # a key acts in the app, where nothing can be bound down


def show_problems(screen: Screen[None], state: MarketState, fault: str | None, now: datetime) -> None:
    """List what fails, what is wrong besides, what could not be read, and the prices that can hardly be right."""
    from tui.screens.sheet import problems_sheet

    own = [("tapewatch", Problem(line=0, code="fault", message=fault))] if fault else []
    screen.app.push_screen(problems_sheet(state.feeds.values(), (*own, *problems(state)), now))
