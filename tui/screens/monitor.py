"""The main screen: it holds the market state, binds it down to the widgets, and answers their messages."""

from collections.abc import Sequence
from typing import Final

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static
from textual.worker import Worker

from tui.age import AgeLimits, stale_symbols
from tui.clock import Clock
from tui.keys import Where, bindings, commands_for
from tui.market import MarketState, MoveLimits, Row, apply, problems
from tui.order import Order, SortKey
from tui.refresh import Report
from tui.render.index_line import row_content
from tui.render.status import empty_sentence, status
from tui.screens.refreshing import Refreshing
from tui.screens.sheet import problems_sheet
from tui.screens.sort_menu import SortMenu
from tui.settings import Settings
from tui.watched import Watched, without
from tui.widgets.index_strip import IndexStrip
from tui.widgets.pane_heading import PaneHeading
from tui.widgets.quote_table import QuoteTable
from tui.widgets.reader import Reader
from tui.widgets.status_line import StatusLine
from tui.widgets.ticker import Ticker
from tui.worker import SourceReport

_LOOK_SECONDS: Final = 1.0
_LEAST: Final = Size(60, 16)
_WIDE: Final = 100
_FULL_FOOTER: Final = 76
_QUIET: Final = "not bold $muted"
_TOO_SMALL: Final = (
    "tapewatch needs a window of 60 columns and 16 lines. Make this one larger, or its letters smaller. q quits."
)


class MonitorScreen(Screen[None]):
    """Ticker, indices, quotes, reader and status. From 100 columns up both panes show, below that one at a time."""

    BINDINGS = bindings(commands_for(Where.ANYWHERE))

    state: reactive[MarketState] = reactive(MarketState(), repaint=False, init=False)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False, init=False)
    order: reactive[Order] = reactive(Order(), repaint=False, init=False)

    def __init__(self, watched: Sequence[Watched], clock: Clock, settings: Settings, *, fault: str | None) -> None:
        """Take a sentence on what is wrong besides the sources, as `fault`."""
        super().__init__()
        self._clock = clock
        self._fault = fault
        self._settings = settings
        self._is_reading = False
        self._selected: Row | None = None
        self._watched = watched
        self._refreshing = Refreshing(self, clock, self._report)

    def compose(self) -> ComposeResult:
        """Lay out the parts; the state flows down into them."""
        yield Static(_TOO_SMALL, id="too-small", markup=False)
        with Vertical(id="monitor"):
            with Horizontal(id="tape"):
                yield Static(id="origin", markup=False)
                yield Ticker(self._clock).data_bind(MonitorScreen.state, MonitorScreen.stale)
            yield IndexStrip().data_bind(MonitorScreen.state, MonitorScreen.stale)
            with Horizontal(id="panes"):
                with Vertical(id="quotes-pane"):
                    yield PaneHeading(id="quotes-heading")
                    yield Static(id="no-quotes", markup=False)
                    yield QuoteTable(self._clock.now().tzinfo, id="quotes").data_bind(
                        MonitorScreen.state, MonitorScreen.stale, MonitorScreen.order
                    )
                with Vertical(id="reader-pane"):
                    yield PaneHeading(id="reader-heading")
                    yield Reader(id="reader").data_bind(MonitorScreen.state)
            yield StatusLine(markup=False)
            yield Horizontal(id="footer")

    def on_mount(self) -> None:
        """Ask the sources at once, so that a page that is at hand is there for the first picture."""
        self.take_sources(self._watched)
        self.look()
        self.set_interval(_LOOK_SECONDS, self.look_again)
        self.call_after_refresh(self._mount_footer)

    async def _mount_footer(self) -> None:
        """Fill the last line, whose place is kept: its many parts would hold up the first picture."""
        from textual.widgets import Footer

        place = self.query_one("#footer")
        if place.is_attached:  # the app may have been quit since
            await place.mount(Footer())
            self.refresh_bindings()

    def on_resize(self) -> None:
        """Name both panes in the headings where only one of them fits."""
        self._arrange()
        self._head_panes()
        self.look()

    def _arrange(self) -> None:
        """Show both panes, or the one in use where only one fits, or where nothing fits what is needed.

        The classes are not the screen's: those would have every widget on it styled anew before the first picture.
        """
        width, height = self.size
        fits = width >= _LEAST.width and height >= _LEAST.height
        self.query_one("#monitor").display = fits
        self.query_one("#too-small").display = not fits
        panes = self.query_one("#panes")
        panes.set_class(width < _WIDE, "-narrow")
        panes.set_class(self._is_reading, "-reading")
        self.query_one("#footer").set_class(width < _FULL_FOOTER, "-short")

    # the way of the data

    def take_sources(self, watched: Sequence[Watched]) -> None:
        """Refresh these from now on; what came from others goes."""
        self.state = without(self.state, self._refreshing.take(watched))
        self._label_tape()
        self._head_panes()

    def take_settings(self, settings: Settings, fault: str | None) -> None:
        """Look at the prices by these settings from now on, with a sentence on what is wrong with their file."""
        self._settings, self._fault = settings, fault
        self.look_again()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell of a worker that broke, whichever it was: what it brought must not pass for live any longer."""
        self._refreshing.tell_if_broken(event)

    def _report(self, report: Report) -> None:
        self.post_message(SourceReport(report))

    @on(SourceReport)
    def _apply(self, message: SourceReport) -> None:
        """Take a report into the state: the only place that does."""
        if message.report.source in self._refreshing.names:  # it may have gone since
            self.state = apply(self.state, message.report, MoveLimits.of(self._settings))
            self.look()

    def look(self) -> None:
        """Look at the clock: what has grown old since, and what the status line says now."""
        now, limits = self._clock.now(), AgeLimits.of(self._settings)
        self.stale = stale_symbols(self.state, now, limits)
        shown = status(self.state, now, limits, self.size.width - 2, self._fault)
        self.query_one(StatusLine).show(shown)

    def look_again(self) -> None:
        """Look at the clock, and after this first second say what is waited for."""
        self.look()
        self._explain_empty_table()

    def watch_state(self, old: MarketState, new: MarketState) -> None:
        """Say why there are no quotes where there are none, and once there are some, how they are sorted."""
        if any(feed.last_attempt for feed in new.feeds.values()):
            self._explain_empty_table()
        if bool(old.rows) is not bool(new.rows):
            self._head_panes()

    def _explain_empty_table(self) -> None:
        notice = self.query_one("#no-quotes", Static)
        is_empty = not self.state.rows
        if is_empty:
            notice.update(empty_sentence(self.state, self._fault))
        if notice.display is not is_empty:
            notice.display = is_empty
            self.query_one(QuoteTable).display = not is_empty

    def watch_order(self) -> None:
        """Name the order in the heading."""
        self._head_panes()

    def watch_stale(self) -> None:
        """Dim the selected price with the others."""
        self._head_reader()

    def _label_tape(self) -> None:
        """Say beside the ticker what its prices are, unless they are live, and what stands still."""
        is_paused = self.query_one(Ticker).is_paused
        held, paused = "held" if self._refreshing.is_held else "", "paused" if is_paused else ""
        words = (self._refreshing.origin, held, paused)
        label = self.query_one("#origin", Static)
        label.update(" · ".join(word for word in words if word).upper())
        label.display = any(words)

    @on(QuoteTable.Selected)
    def _keep_selected(self, message: QuoteTable.Selected) -> None:
        self._selected = message.row
        self._head_reader()

    def _head_reader(self) -> None:
        """Keep the selected symbol's price in sight beside the article."""
        row = self._selected
        aside = row_content(row, is_stale=row.symbol in self.stale) if row else Content("")
        self.query_one("#reader-heading", PaneHeading).aside = aside

    def _head_panes(self) -> None:
        """Name the panes, the order of the quotes and what they are."""
        key, is_reversed = self.order
        order = f"by {key} {'↓' if is_reversed else '↑'}" if self.state.rows else ""
        quotes, reader = self.query_one("#quotes-heading", PaneHeading), self.query_one("#reader-heading", PaneHeading)
        quotes.title, reader.title = self._tabs("Quotes", "Reader"), self._tabs("Reader", "Quotes")
        quotes.aside = Content(" · ".join(word for word in (order, self._refreshing.origin) if word))

    @on(events.DescendantFocus)
    def _head_focused_pane(self) -> None:
        """Make the heading of the pane stand out in which the keys go."""
        self.query_one("#quotes-heading").set_class(self.query_one(QuoteTable).has_focus, "-active")
        self.query_one("#reader-heading").set_class(self.query_one(Reader).has_focus, "-active")

    def _tabs(self, shown: str, hidden: str) -> Content:
        """Name the pane, and where only one fits the other one too, in the same place in both headings."""
        if self.size.width >= _WIDE:
            return Content(shown)
        names = sorted((Content(shown), Content.styled(hidden, _QUIET)), key=lambda name: name.plain)
        return Content.assemble(names[0], (" │ ", _QUIET), names[1])

    # what the person does

    @on(PaneHeading.Pressed)
    def _go_to_pressed_pane(self, message: PaneHeading.Pressed) -> None:
        """Go to the pane whose name was clicked; where both are named in one heading, the first name is the quotes'."""
        is_named_alone = self.size.width >= _WIDE
        is_first = message.heading.id == "quotes-heading" if is_named_alone else message.x <= len("Quotes │")
        self._go_to(is_reader=not is_first)

    @on(QuoteTable.SortRequested)
    def _sort_by_heading(self, message: QuoteTable.SortRequested) -> None:
        self.order = self.order.again(message.key)

    def action_sort(self) -> None:
        """Ask what to sort by."""

        def choose(key: SortKey | None) -> None:
            if key is not None:
                self.order = self.order.again(key)

        self.app.push_screen(SortMenu(self.order), choose)

    def action_refresh(self) -> None:
        """Ask every source for its page now."""
        self._refreshing.refresh_now(self._refreshing.all)

    def action_hold_replay(self) -> None:
        """Hold every replay, or let it go on."""
        self._tell_if_nothing_is_replayed()
        self._refreshing.hold_replays()
        self._label_tape()

    def action_step_replay(self) -> None:
        """Show the next page of every replay, held or not."""
        self._tell_if_nothing_is_replayed()
        self._refreshing.refresh_now(self._refreshing.replays)

    def _tell_if_nothing_is_replayed(self) -> None:
        if not self._refreshing.replays:
            self.notify("There is no replay: open a folder of saved pages for one.", markup=False)

    def action_pause(self) -> None:
        """Hold the ticker, or let it run."""
        ticker = self.query_one(Ticker)
        ticker.is_paused = not ticker.is_paused
        self._label_tape()

    def action_problems(self) -> None:
        """List what could not be read."""
        self.app.push_screen(problems_sheet(problems(self.state)))

    def action_next_pane(self) -> None:
        """Go to the other pane."""
        self._go_to(is_reader=self.focused is not self.query_one(Reader))

    def action_show_quotes(self) -> None:
        """Go to the quotes."""
        self._go_to(is_reader=False)

    def action_show_reader(self) -> None:
        """Go to the reader."""
        self._go_to(is_reader=True)

    def _go_to(self, *, is_reader: bool) -> None:
        self._is_reading = is_reader
        self._arrange()
        self.query_one(Reader if is_reader else QuoteTable).focus()
