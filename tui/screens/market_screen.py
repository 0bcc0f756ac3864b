"""What the monitor shows and how: it holds the market state and the user's view, and takes in what changes them."""

import asyncio
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from textual import on
from textual.reactive import reactive
from textual.screen import Screen
from textual.worker import Worker, WorkerState

from tui.age import AgeLimits, stale_symbols
from tui.clock import Clock, ShownClock
from tui.errors import our_fault
from tui.history.keeper import History
from tui.history.recording import record_article
from tui.keys.bindings import key_for
from tui.market import MarketState, applied, apply, renamed, with_article, without
from tui.portfolio import sums, with_holding, with_holdings
from tui.prices.filters import Filter
from tui.prices.rows import MoveLimits
from tui.recollection import ThisRun
from tui.refresh import Refreshed, Report, Started
from tui.refreshing.watched import Watched
from tui.render.past_banner import Past
from tui.render.status import status
from tui.render.status_texts import empty_sentence
from tui.screens.alerting import Alerting
from tui.screens.fetching import WholeFetched
from tui.screens.holdings import HoldingChanged, HoldingsKeeper, HoldingsRead
from tui.screens.looking_back import LookingBack, PastShown
from tui.screens.recalling import Recalled, Recalling
from tui.screens.refreshing import Refreshing
from tui.settings.model import Settings
from tui.view.model import Shown, View
from tui.widgets.foot_line import FootLine
from tui.widgets.messages import FilterTyped, LookBy, SourceReport, ViewChanged
from tui.widgets.panes import Panes
from tui.widgets.quotes_pane import QuotesPane
from tui.widgets.status_line import StatusLine
from tui.widgets.tape_line import TapeLine
from tui.widgets.ticker import Ticker

_MOST_REPLAYED: Final = 5_000
"""So many pages of a replay of the history one can look back through."""

_FAULT_SECONDS: Final = 30.0
_WHAT_FAILS: Final = {
    "back": "Looking back has failed",
    "recall": "What was seen before this run cannot be shown",
    "holdings": "What you hold cannot be read",
    "article": "The article cannot be fetched",
}
"""What did not come about where a worker of that group broke, for those of which nothing else would tell."""


class MarketScreen(Screen[None]):
    """A screen that holds the state; its parts, which `MonitorScreen` lays out, get it bound down."""

    state: reactive[MarketState] = reactive(MarketState(), repaint=False, init=False, always_update=True)
    """Set only where it is another one, so that nothing is gained from comparing ten thousand rows."""
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False, init=False)
    view: reactive[View] = reactive(View(), repaint=False, init=False)
    chosen: reactive[Filter] = reactive(Filter(), repaint=False, init=False)
    shown: reactive[Shown] = reactive(Shown(), repaint=False, init=False, always_update=True)

    past: Past | None = None
    """The moment that is shown while the user looks back."""

    def __init__(self, clock: Clock, settings: Settings, view: View, history: History, fault: str | None) -> None:
        """Take a sentence on what is wrong besides the sources, as `fault`."""
        super().__init__()
        self.set_reactive(MarketScreen.view, view)
        self.history = history
        self._now = clock
        self._clock = ShownClock(clock)
        self._started_at = clock.now()
        self._live = renamed(MarketState(), settings.names)
        """What is so now, also while a moment of before is shown."""
        self._since_start: list[Report] | None = []
        """What the sources reported in this run until it is known what was before it."""
        self._replayed = deque[Refreshed](maxlen=_MOST_REPLAYED)
        self._recalling = Recalling(self, history, self._run, clock)
        self._looking_back = LookingBack(self, history, self._run, clock)
        self._fault = fault
        self._settings = settings
        self._refreshing = Refreshing(self, clock, self._report)
        self._holdings = HoldingsKeeper(self, history)
        self._alerts = Alerting(self, clock, history)

    @property
    def panes(self) -> Panes:
        """The panes."""
        return self.query_one(Panes)

    @property
    def quotes(self) -> QuotesPane:
        """The pane of the quotes."""
        return self.panes.quotes

    # what comes from above and from the sources

    def _report(self, report: Report) -> None:
        """Remember what a source reports, and tell of it: of messages that wait only the newest comes through."""
        if isinstance(report, Refreshed) and report.is_recalled:
            self._replayed.append(report)
        self.history.record(report)
        self.post_message(SourceReport(report))

    def take_sources(self, watched: Sequence[Watched]) -> None:
        """Refresh these from now on; what came from others goes."""
        self._refreshing.take(watched)
        self._become(self._watched_only(self._live))
        self.tell_origin()

    def take_settings(self, settings: Settings, fault: str | None) -> None:
        """Look at the prices by these settings from now on, with a sentence on what is wrong with their file."""
        self._settings, self._fault = settings, fault
        self.query_one(Ticker).set_pace(settings.ticker_speed, settings.ticker_frames)
        self.look_again()

    async def take_names(self, names: Mapping[str, tuple[str, ...]]) -> None:
        """Look for companies by these names, anew in what is there, too: in a thread, since that may be much."""
        before = self._live
        state = await asyncio.to_thread(renamed, before, names)
        if state is not before:
            self._become(state if self._live is before else renamed(self._live, names))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell of a worker that broke, whichever it was: what it brought must not pass for live any longer."""
        self._refreshing.tell_if_broken(event)
        self._alerts.tell_if_broken(event)
        what = _WHAT_FAILS.get(event.worker.group)
        if event.state is WorkerState.ERROR and what:
            sentence = f"{what}, {our_fault(event.worker.error)}."
            self.notify(sentence, severity="error", timeout=_FAULT_SECONDS, markup=False)

    @on(SourceReport)
    async def _apply(self, message: SourceReport) -> None:
        """Take a report into the state: the only place that does."""
        before, limits = self._live, MoveLimits.of(self._settings)
        if self._since_start is not None:
            self._since_start.append(message.report)
        state = await applied(before, message.report, limits)
        if not self._refreshing.is_watched(message.report.source):  # it may have gone since
            return
        if self._live is not before:  # another source has gone meanwhile
            state = apply(self._live, message.report, limits)
        # of one that has only started the next look tells, where the refresh takes that long
        before, is_told = self._live, not isinstance(message.report, Started)
        self._become(state, is_told=is_told)
        if is_told:
            self._look_for_alerts(before)

    def _become(self, state: MarketState, *, is_told: bool = True) -> None:
        """Take what is so now; it is shown unless the user looks back."""
        before, self._live = self._live, state
        if state.feeds is not before.feeds:
            self.tell_origin()
        if self.past is not None:
            return
        if is_told:
            self.state = state
            self.look()
        else:
            self.set_reactive(MarketScreen.state, state)

    def _change(self, change: Callable[[MarketState], MarketState]) -> None:
        """Change what is so now, and while the user looks back what is shown, too."""
        if self.past is not None:
            self.state = change(self.state)
            self.look()
        self._become(change(self._live))

    def _look_for_alerts(self, before: MarketState) -> None:
        """Hold the alerts against what is so now, whatever is shown."""
        is_shown = self.past is None
        limits = AgeLimits.of(self._settings)
        stale = self.stale if is_shown else stale_symbols(self._live, self._now.now(), limits)
        self._alerts.look(before, self._live, stale, self._settings)

    def _run(self) -> ThisRun:
        """Return this run: what it watches, and the state without a page."""
        begin = with_holdings(renamed(MarketState(), self._settings.names), self._live.holdings)
        limits = MoveLimits.of(self._settings)
        return ThisRun(self._refreshing.named, self._started_at, begin, limits, tuple(self._replayed))

    @on(Recalled)
    async def _recall(self, message: Recalled) -> None:
        """Put what this run has brought on top of what was known before it."""
        since, self._since_start = self._since_start or [], None
        if message.state is None:
            return
        state, limits = message.state, MoveLimits.of(self._settings)
        for report in since:
            if self._refreshing.is_watched(report.source):
                state = await applied(state, report, limits)
        state = with_holdings(renamed(state, self._settings.names), self._live.holdings)
        self._become(self._watched_only(state))

    def _watched_only(self, state: MarketState) -> MarketState:
        """Return the state without what came from sources that are not watched any more."""
        return without(state, frozenset(name for name in state.feeds if not self._refreshing.is_watched(name)))

    @on(PastShown)
    def _show_past(self, message: PastShown) -> None:
        """Show a moment of before, or now again."""
        self.past = message.past
        self._clock.moment = message.past.moment if message.past else None
        self.state = with_holdings(message.state, self._live.holdings) if message.state else self._live
        self.query_one(FootLine).past = message.past
        self.tell_origin()
        self.look_again()

    def look(self) -> None:
        """Look at the clock: what has grown old since, and what the status line says now."""
        now, limits = self._clock.now(), AgeLimits.of(self._settings)
        self.stale = stale_symbols(self.state, now, limits)
        self.quotes.sums = sums(self.state, self.stale)
        shown = status(self.state, now, limits, self.size.width - 2, self._fault, key_for(self.app, "problems"))
        self.query_one(StatusLine).show(shown)

    def look_again(self) -> None:
        """Look at the clock once more: what is stale, what is waited for, and whether an alert fires by it."""
        self.look()
        self.quotes.why_empty = empty_sentence(self.state, self._fault)
        self.quotes.look()
        self.panes.news.look()
        self._look_for_alerts(self._live)

    def watch_state(self, state: MarketState) -> None:
        """Show the rows, or say why there are none."""
        if any(feed.last_attempt for feed in state.feeds.values()):
            self.quotes.why_empty = empty_sentence(state, self._fault)
        self.quotes.total = len(state.rows)
        self._choose()

    def watch_view(self, before: View, view: View) -> None:
        """Show the rows of another list, and keep how the user looks at the market."""
        self.panes.split = view.split
        if (before.watchlist, before.listed) != (view.watchlist, view.listed):
            self.quotes.table.sort_now()
            self._choose()
        self.post_message(ViewChanged(view))

    def watch_chosen(self) -> None:
        """Show the rows that fit the filter."""
        self._choose()

    def _choose(self) -> None:
        state, before = self.state, self.shown
        shown = Shown(self.view.shown(state.rows, self.chosen), state.moved, has_holdings=bool(state.holdings))
        if any(new is not old for new, old in zip(shown, before, strict=True)):
            self.shown = shown

    def tell_origin(self) -> None:
        """Say beside the ticker what the prices are, unless they are live."""
        line = self.query_one(TapeLine)
        line.origin = self._refreshing.origin(self._live.feeds.values())
        line.is_held = self._refreshing.is_held
        line.is_past = self.past is not None

    @on(LookBy)
    def _look_by(self, message: LookBy) -> None:
        self.view = message.change(self.view)

    @on(WholeFetched)
    def _take_whole(self, message: WholeFetched) -> None:
        self._change(partial(with_article, key=message.story.key, article=message.article))
        record = partial(record_article, story=message.story, article=message.article, at=self._now.now())
        self.history.later(record)

    @on(HoldingsRead)
    def _take_holdings(self, message: HoldingsRead) -> None:
        """Show what the history has; what the user changed since stands before it."""
        self._become(with_holdings(self._live, {**message.holdings, **self._live.holdings}))

    @on(HoldingChanged)
    def _hold(self, message: HoldingChanged) -> None:
        self._change(partial(with_holding, symbol=message.symbol, holding=message.holding))
        self._holdings.keep(message.symbol, message.holding)

    @on(FilterTyped)
    def _filter(self, message: FilterTyped) -> None:
        self.chosen = Filter.read(message.text, self.state.names)
