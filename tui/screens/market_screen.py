"""What the monitor shows and how: it holds the market state and the user's view, and takes in what changes them."""

import asyncio
from collections.abc import Mapping, Sequence

from textual import on
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker

from tui.age import AgeLimits, stale_symbols
from tui.clock import Clock
from tui.filters import Filter
from tui.keys import key_for
from tui.market import MarketState, applied, apply, renamed, with_article
from tui.refresh import Started
from tui.render.status import empty_sentence, status
from tui.rows import MoveLimits
from tui.screens.fetching import WholeFetched
from tui.screens.refreshing import Refreshing
from tui.settings import Settings
from tui.view import Shown, View
from tui.watched import Watched, without
from tui.widgets.messages import FilterTyped, LookBy, ViewChanged
from tui.widgets.panes import Panes
from tui.widgets.quotes_pane import QuotesPane
from tui.widgets.status_line import StatusLine
from tui.widgets.tape_line import TapeLine
from tui.widgets.ticker import Ticker
from tui.worker import SourceReport


class MarketScreen(Screen[None]):
    """A screen that holds the state; its parts, which `MonitorScreen` lays out, get it bound down."""

    state: reactive[MarketState] = reactive(MarketState(), repaint=False, init=False, always_update=True)
    """Set only where it is another one, so that nothing is gained from comparing ten thousand rows."""
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False, init=False)
    view: reactive[View] = reactive(View(), repaint=False, init=False)
    chosen: reactive[Filter] = reactive(Filter(), repaint=False, init=False)
    shown: reactive[Shown] = reactive(Shown(), repaint=False, init=False, always_update=True)

    def __init__(self, clock: Clock, settings: Settings, view: View, fault: str | None) -> None:
        """Take a sentence on what is wrong besides the sources, as `fault`."""
        super().__init__()
        self.set_reactive(MarketScreen.view, view)
        self._clock = clock
        self._fault = fault
        self._settings = settings
        self._refreshing = Refreshing(self, clock, lambda report: self.post_message(SourceReport(report)))

    @property
    def panes(self) -> Panes:
        """The panes."""
        return self.query_one(Panes)

    @property
    def quotes(self) -> QuotesPane:
        """The pane of the quotes."""
        return self.panes.quotes

    # what comes from above and from the sources

    def take_sources(self, watched: Sequence[Watched]) -> None:
        """Refresh these from now on; what came from others goes."""
        self.state = without(self.state, self._refreshing.take(watched))
        self.tell_origin()

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
            self.set_reactive(MarketScreen.state, state)
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
        self.quotes.why_empty = empty_sentence(self.state, self._fault)
        self.quotes.look()
        self.panes.news.look()

    def watch_state(self, state: MarketState) -> None:
        """Show the rows, or say why there are none."""
        if any(feed.last_attempt for feed in state.feeds.values()):
            self.quotes.why_empty = empty_sentence(state, self._fault)
        self.quotes.total = len(state.rows)
        self._choose()

    def watch_view(self, before: View, view: View) -> None:
        """Show the rows of another list, and keep how the user looks at the market."""
        self.panes.split = view.split
        if (before.watchlist, before.starred) != (view.watchlist, view.starred):
            self.quotes.table.sort_now()
            self._choose()
        self.post_message(ViewChanged(view))

    def watch_chosen(self) -> None:
        """Show the rows that fit the filter."""
        self._choose()

    def _choose(self) -> None:
        shown = Shown(self.view.shown(self.state.rows, self.chosen), self.state.moved)
        if shown.rows is not self.shown.rows or shown.moved is not self.shown.moved:
            self.shown = shown

    def tell_origin(self) -> None:
        """Say beside the ticker what the prices are, unless they are live."""
        line = self.query_one(TapeLine)
        line.origin = self._refreshing.origin
        line.is_held = self._refreshing.is_held

    @on(LookBy)
    def _look_by(self, message: LookBy) -> None:
        self.view = message.change(self.view)

    @on(WholeFetched)
    def _take_whole(self, message: WholeFetched) -> None:
        self.state = with_article(self.state, message.key, message.article)

    @on(FilterTyped)
    def _filter(self, message: FilterTyped) -> None:
        self.chosen = Filter.read(message.text, self.state.names)
