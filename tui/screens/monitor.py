"""The main screen: it lays out the parts, binds state and view down into them, and does what keys ask for."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Vertical

from tui.age import AgeLimits
from tui.clock import Clock
from tui.history.keeper import History
from tui.history.servers import HistoryServers
from tui.keys.bindings import bindings, in_footer
from tui.keys.commands import Where, commands_for
from tui.refreshing.watched import Watched
from tui.render.pane_titles import Pane
from tui.screens.asking import (
    ask_alert,
    ask_columns,
    ask_holding,
    ask_order,
    show_alerts,
    show_detail,
    show_lists,
    show_problems,
)
from tui.screens.fetching import Fetching
from tui.screens.market_screen import MarketScreen
from tui.settings.model import Settings
from tui.view.model import View
from tui.widgets.divider import Divider
from tui.widgets.foot_line import GAP, FootLine
from tui.widgets.index_strip import IndexStrip
from tui.widgets.messages import (
    LookBy,
    RowMoved,
    RowOpened,
    SymbolFollowed,
    WholeWanted,
)
from tui.widgets.news_pane import NewsPane
from tui.widgets.panes import Panes
from tui.widgets.quotes_pane import QuotesPane
from tui.widgets.status_line import StatusLine
from tui.widgets.tape_line import TapeLine
from tui.widgets.ticker import Ticker
from tui.widgets.toasts import say_instead
from tui.widgets.too_small import TooSmall

_LOOK_SECONDS: Final = 1.0
_NEWEST: Final = "This is the newest."


class MonitorScreen(MarketScreen):
    """Ticker, indices, quotes, news and status. From 100 columns up all panes show, below that one at a time."""

    BINDINGS = bindings((*commands_for(Where.PAST), *commands_for(Where.ANYWHERE)))

    def __init__(
        self,
        watched: Sequence[Watched],
        clock: Clock,
        settings: Settings,
        view: View,
        *,
        articles: Path,
        history: History,
        fault: str | None,
    ) -> None:
        """Take the folder for saved articles, and a sentence on what is wrong besides the sources, as `fault`."""
        super().__init__(clock, settings, view, history, fault)
        self._watched = watched
        self._articles = articles
        self._fetching = Fetching(self, clock, HistoryServers(history))

    def compose(self) -> ComposeResult:
        """Lay out the parts; the state flows down into them."""
        pace = self._settings
        yield TooSmall()
        with Vertical(id="monitor"):
            yield TapeLine(self._clock, speed=pace.ticker_speed, frames=pace.ticker_frames).data_bind(
                MonitorScreen.state, MonitorScreen.stale, MonitorScreen.view
            )
            yield IndexStrip().data_bind(MonitorScreen.state, MonitorScreen.stale, MonitorScreen.shown)
            with Panes():
                yield QuotesPane(self._clock).data_bind(
                    MonitorScreen.shown, MonitorScreen.stale, MonitorScreen.view, MonitorScreen.chosen
                )
                yield Divider()
                yield NewsPane(self._clock, self._articles).data_bind(
                    MonitorScreen.state, MonitorScreen.stale, MonitorScreen.view
                )
            yield StatusLine()
            yield FootLine()

    def on_mount(self) -> None:
        """Ask the sources at once, so that a page that is at hand is there for the first picture."""
        self.panes.split = self.view.split
        self.take_sources(self._watched)
        self._holdings.start()
        self.look()
        self.set_interval(_LOOK_SECONDS, self.look_again)
        self.call_after_refresh(self._recalling.start)
        self.call_after_refresh(self._alerts.start)

    def on_resize(self) -> None:
        """Show what there is room for."""
        self.query_one(TooSmall).stand_in(self.query_one("#monitor"), self.size)
        self.look()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """What the keys do now; the footer shows as many as fit, the most important first."""
        return in_footer(super().active_bindings, self.size.width - 2, GAP, self.app.get_key_display)

    @on(WholeWanted)
    def _fetch_whole(self, message: WholeWanted) -> None:
        feed = self.state.feeds.get(message.story.source)
        # what comes through a relay may name any address; the user named none
        origin = feed.address if feed and not feed.kind.is_relayed else ""
        self._fetching.start(message.story, origin, self._settings)

    @on(RowMoved)
    def _move_row(self, message: RowMoved) -> None:
        table = self.quotes.table
        if table.selected_row is not None:
            shown = [row.symbol for row in table.rows]
            self.view = self.view.moving(table.selected_row.symbol, message.by, self.state.rows, shown)

    @on(RowOpened)
    def _open_detail(self) -> None:
        row = self.quotes.table.selected_row
        if row is not None:
            self._show_detail(row.symbol)

    def _show_detail(self, symbol: str) -> None:
        show_detail(self, symbol, self._clock, lambda: AgeLimits.of(self._settings))

    @on(Ticker.Pressed)
    @on(SymbolFollowed)
    def _go_to_symbol(self, message: Ticker.Pressed | SymbolFollowed) -> None:
        """Go to the symbol in the table; of one that is not there, such as an index, show the detail."""
        if not any(row.symbol == message.symbol for row in self.shown.rows):
            self._show_detail(message.symbol)
            return
        self.quotes.table.selected = message.symbol
        if isinstance(message, SymbolFollowed):
            self.panes.go_to(Pane.QUOTES)

    def action_sort(self) -> None:
        """Ask what to sort by."""
        ask_order(self, self.view, has_holdings=bool(self.state.holdings))

    def action_columns(self) -> None:
        """Ask for the columns and their order."""
        ask_columns(self, self.view, has_holdings=bool(self.state.holdings))

    def act_on(self, name: str, symbol: str) -> None:
        """Do what a command of that name does, for a symbol that is shown by itself."""
        row = next((row for row in self.state.rows if row.symbol == symbol), None)
        match name:
            case "star":
                self.post_message(LookBy(lambda view: view.starring(symbol)))
            case "alert":
                ask_alert(self, self._live.by_symbol.get(symbol), self._alerts.keeper)
            case "holding" if row is not None:
                ask_holding(self, row, self.state.names.of(symbol))
            case "back":
                self.action_back(-1)
            case "forward":
                self.action_forward()

    def action_alert(self) -> None:
        """Ask for an alert, with a rule for the selected symbol to begin with."""
        row = self.quotes.table.selected_row
        self.act_on("alert", row.symbol if row else "")

    def action_alerts(self) -> None:
        """Show the alerts, and what fired."""
        show_alerts(self, self._alerts.keeper, self._now, self.action_alert)

    def action_holding(self) -> None:
        """Ask what is held of the selected symbol."""
        row = self.quotes.table.selected_row
        if row is not None:
            self.act_on("holding", row.symbol)

    def action_watchlist(self) -> None:
        """Show the next watchlist."""
        self.view = self.view.with_next_watchlist()

    def action_watchlists(self) -> None:
        """Show the user's lists, and change them."""
        row = self.quotes.table.selected_row
        show_lists(self, row.symbol if row else "")

    def action_tape_list(self) -> None:
        """Let the ticker show the next list, and say which."""
        self.view = self.view.with_next_tape()
        which = f"the list {self.view.tape}" if self.view.tape else "all symbols"
        say_instead(self.app, f"The ticker shows {which}.")

    def action_refresh(self) -> None:
        """Ask every source for its page now."""
        self._refreshing.refresh_all()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Say whether a key does something: the one back to now only while the user looks back."""
        if action == "live":
            return self._looking_back.is_back
        return super().check_action(action, parameters)

    def action_back(self, by: int) -> None:
        """Show the snapshot so many places on, as the whole screen was then."""
        self._looking_back.step(by)

    def action_forward(self) -> None:
        """Show the snapshot after the one that is shown; now, the next page of a replay."""
        if self._looking_back.is_back:
            self._looking_back.step(1)
        elif self._refreshing.has_replay:
            self._refreshing.step_replays()
        else:
            self.notify(_NEWEST, markup=False)

    def action_back_hours(self, by: int) -> None:
        """Show what was so many hours on."""
        if by < 0 or self._looking_back.is_back:
            self._looking_back.jump(timedelta(hours=by))
        else:
            self.notify(_NEWEST, markup=False)

    def action_live(self) -> None:
        """Show what is now."""
        self._looking_back.end()

    def action_hold_replay(self) -> None:
        """Hold every replay, or let it go on."""
        self._refreshing.hold_replays()
        self.tell_origin()

    def action_step_replay(self) -> None:
        """Show the next page of every replay, held or not."""
        self._refreshing.step_replays()

    def action_pause(self) -> None:
        """Hold the ticker, or let it run."""
        self.query_one(TapeLine).toggle()

    def action_find_on_tape(self) -> None:
        """Run the ticker from the selected symbol on."""
        row = self.quotes.table.selected_row
        if row is not None and not self.query_one(Ticker).jump_to(row.symbol) and self.view.tape:
            say_instead(self.app, f"{row.symbol} is not on the ticker, which shows the list {self.view.tape}.")

    def action_problems(self) -> None:
        """List what fails, and what could not be read."""
        show_problems(self, self.state, self._fault, self._clock.now())
