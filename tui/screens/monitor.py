"""The main screen: it holds the market state and the user's view of it, binds both down, and answers the widgets."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.binding import ActiveBinding
from textual.containers import Vertical
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker

from tui.age import AgeLimits, stale_symbols
from tui.clock import Clock
from tui.filters import Filter
from tui.keys import Where, bindings, commands_for, in_footer, key_for
from tui.market import MarketState, applied, apply, renamed, with_article
from tui.refresh import Started
from tui.render.pane_titles import Pane
from tui.render.status import empty_sentence, status
from tui.rows import MoveLimits
from tui.screens.asking import ask_columns, ask_order, show_detail, show_problems
from tui.screens.fetching import Fetching, WholeFetched
from tui.screens.refreshing import Refreshing
from tui.settings import Settings
from tui.view import Shown, View
from tui.watched import Watched, without
from tui.widgets.divider import Divider
from tui.widgets.foot_line import GAP, FootLine
from tui.widgets.index_strip import IndexStrip
from tui.widgets.messages import (
    FilterTyped,
    LookBy,
    RowMoved,
    RowOpened,
    SymbolFollowed,
    ViewChanged,
    WholeWanted,
)
from tui.widgets.news_pane import NewsPane
from tui.widgets.panes import Panes
from tui.widgets.quotes_pane import QuotesPane
from tui.widgets.status_line import StatusLine
from tui.widgets.tape_line import TapeLine
from tui.widgets.ticker import Ticker
from tui.widgets.too_small import TooSmall
from tui.worker import SourceReport

_LOOK_SECONDS: Final = 1.0


class MonitorScreen(Screen[None]):
    """Ticker, indices, quotes, news and status. From 100 columns up all panes show, below that one at a time."""

    BINDINGS = bindings(commands_for(Where.ANYWHERE))

    state: reactive[MarketState] = reactive(MarketState(), repaint=False, init=False, always_update=True)
    """Set only where it is another one, so that nothing is gained from comparing ten thousand rows."""
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False, init=False)
    view: reactive[View] = reactive(View(), repaint=False, init=False)
    chosen: reactive[Filter] = reactive(Filter(), repaint=False, init=False)
    shown: reactive[Shown] = reactive(Shown(), repaint=False, init=False, always_update=True)

    def __init__(
        self,
        watched: Sequence[Watched],
        clock: Clock,
        settings: Settings,
        view: View,
        *,
        articles: Path,
        fault: str | None,
    ) -> None:
        """Take the folder for saved articles, and a sentence on what is wrong besides the sources, as `fault`."""
        super().__init__()
        self.set_reactive(MonitorScreen.view, view)
        self._clock = clock
        self._fault = fault
        self._settings = settings
        self._watched = watched
        self._articles = articles
        self._fetching = Fetching(self, clock, articles.parent)
        self._refreshing = Refreshing(self, clock, lambda report: self.post_message(SourceReport(report)))

    def compose(self) -> ComposeResult:
        """Lay out the parts; the state flows down into them."""
        pace = self._settings
        yield TooSmall()
        with Vertical(id="monitor"):
            yield TapeLine(self._clock, speed=pace.ticker_speed, frames=pace.ticker_frames).data_bind(
                MonitorScreen.state, MonitorScreen.stale
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
        self._panes.split = self.view.split
        self.state = renamed(self.state, self._settings.names)
        self.take_sources(self._watched)
        self.look()
        self.set_interval(_LOOK_SECONDS, self.look_again)

    def on_resize(self) -> None:
        """Show what there is room for."""
        self.query_one(TooSmall).stand_in(self.query_one("#monitor"), self.size)
        self.look()

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """What the keys do now; the footer shows as many as fit, the most important first."""
        return in_footer(super().active_bindings, self.size.width - 2, GAP, self.app.get_key_display)

    def take_sources(self, watched: Sequence[Watched]) -> None:
        """Refresh these from now on; what came from others goes."""
        self.state = without(self.state, self._refreshing.take(watched))
        self._tell_origin()

    def take_settings(self, settings: Settings, fault: str | None) -> None:
        """Look at the prices by these settings from now on, with a sentence on what is wrong with their file."""
        self._settings, self._fault = settings, fault
        self.query_one(Ticker).set_pace(settings.ticker_speed, settings.ticker_frames)
        self.look_again()

    async def take_names(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """Look for companies by these names, anew in what is there, too: in a thread, since that may be much."""
        before = self.state
        state = await asyncio.to_thread(renamed, before, names)
        if state is not before:
            self.state = state if self.state is before else renamed(self.state, names)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell of a worker that broke, whichever it was: what it brought must not pass for live any longer."""
        self._refreshing.tell_if_broken(event)

    @on(SourceReport)
    async def _apply(self, message: SourceReport) -> None:
        """Take a report into the state: the only place that does."""
        before, limits = self.state, MoveLimits.of(self._settings)
        state = await applied(before, message.report, limits)
        if message.report.source not in self._refreshing.names:  # it may have gone since
            return
        if self.state is not before:  # another source has gone meanwhile
            state = apply(self.state, message.report, limits)
        if isinstance(message.report, Started):  # the next look tells, where the refresh takes that long
            self.set_reactive(MonitorScreen.state, state)
        else:
            self.state = state
            self.look()

    def look(self) -> None:
        """Look at the clock: what has grown old since, and what the status line says now."""
        now, limits = self._clock.now(), AgeLimits.of(self._settings)
        self.stale = stale_symbols(self.state, now, limits)
        shown = status(self.state, now, limits, self.size.width - 2, self._fault, key_for(self.app, "problems"))
        self.query_one(StatusLine).show(shown)

    def look_again(self) -> None:
        """Look at the clock, and after this first second say what is waited for."""
        self.look()
        self._quotes.why_empty = empty_sentence(self.state, self._fault)
        self._quotes.look()
        self._panes.news.look()

    def watch_state(self, state: MarketState) -> None:
        """Show the rows, or say why there are none."""
        if any(feed.last_attempt for feed in state.feeds.values()):
            self._quotes.why_empty = empty_sentence(state, self._fault)
        self._quotes.total = len(state.rows)
        self._choose()

    def watch_view(self, before: View, view: View) -> None:
        """Show the rows of another list, and keep how the user looks at the market."""
        self._panes.split = view.split
        if (before.watchlist, before.starred) != (view.watchlist, view.starred):
            self._quotes.table.sort_now()
            self._choose()
        self.post_message(ViewChanged(view))

    def watch_chosen(self) -> None:
        """Show the rows that fit the filter."""
        self._choose()

    def _choose(self) -> None:
        shown = Shown(self.view.shown(self.state.rows, self.chosen), self.state.moved)
        if shown.rows is not self.shown.rows or shown.moved is not self.shown.moved:
            self.shown = shown

    def _tell_origin(self) -> None:
        """Say beside the ticker what the prices are, unless they are live."""
        line = self.query_one(TapeLine)
        line.origin = self._refreshing.origin
        line.is_held = self._refreshing.is_held

    @property
    def _panes(self) -> Panes:
        return self.query_one(Panes)

    @property
    def _quotes(self) -> QuotesPane:
        return self._panes.quotes

    @on(LookBy)
    def _look_by(self, message: LookBy) -> None:
        self.view = message.change(self.view)

    @on(WholeWanted)
    def _fetch_whole(self, message: WholeWanted) -> None:
        feed = self.state.feeds.get(message.story.source)
        self._fetching.start(message.story, feed.address if feed else "", self._settings)

    @on(WholeFetched)
    def _take_whole(self, message: WholeFetched) -> None:
        self.state = with_article(self.state, message.key, message.article)

    @on(RowMoved)
    def _move_row(self, message: RowMoved) -> None:
        table = self._quotes.table
        if table.selected_row is not None:
            shown = [row.symbol for row in table.rows]
            self.view = self.view.moving(table.selected_row.symbol, message.by, self.state.rows, shown)

    @on(RowOpened)
    def _open_detail(self) -> None:
        row = self._quotes.table.selected_row
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
        self._quotes.table.selected = message.symbol
        if isinstance(message, SymbolFollowed):
            self._panes.go_to(Pane.QUOTES)

    @on(FilterTyped)
    def _filter(self, message: FilterTyped) -> None:
        self.chosen = Filter.read(message.text, self.state.names)

    def action_sort(self) -> None:
        """Ask what to sort by."""
        ask_order(self, self.view)

    def action_columns(self) -> None:
        """Ask for the columns and their order."""
        ask_columns(self, self.view)

    def action_watchlist(self) -> None:
        """Show the next watchlist."""
        self.view = self.view.with_next_watchlist()

    def action_refresh(self) -> None:
        """Ask every source for its page now."""
        self._refreshing.refresh_all()

    def action_hold_replay(self) -> None:
        """Hold every replay, or let it go on."""
        self._refreshing.hold_replays()
        self._tell_origin()

    def action_step_replay(self) -> None:
        """Show the next page of every replay, held or not."""
        self._refreshing.step_replays()

    def action_pause(self) -> None:
        """Hold the ticker, or let it run."""
        self.query_one(TapeLine).toggle()

    def action_find_on_tape(self) -> None:
        """Run the ticker from the selected symbol on."""
        row = self._quotes.table.selected_row
        if row is not None:
            self.query_one(Ticker).jump_to(row.symbol)

    def action_problems(self) -> None:
        """List what could not be read."""
        show_problems(self, self.state)
