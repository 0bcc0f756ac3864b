"""The pane of the quotes: what is shown and how it is sorted, the table, and the filter below it."""

from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive

from tui.clock import Clock
from tui.keys.bindings import key_for
from tui.lists.watchlists import Watchlist
from tui.portfolio import Sums
from tui.prices.filters import Filter
from tui.render import pane_titles
from tui.render.pane_titles import Pane, quotes_about, quotes_aside
from tui.view.model import Shown, View
from tui.widgets.holdings_line import HoldingsLine
from tui.widgets.messages import FilterTyped, LookBy, SortRequested, SortWaits
from tui.widgets.notice import Notice
from tui.widgets.pane_heading import PaneHeading
from tui.widgets.pane_search import PaneSearch
from tui.widgets.quote_table import QuoteTable
from tui.widgets.typed_line import TypedLine

_EXAMPLES: Final = "bank   up   down   news   >2%   <-1%   >100"


class QuotesPane(Vertical):
    """The quote table under its heading. Where there is no row, a sentence says why."""

    DEFAULT_CSS = """
    QuotesPane.-empty > QuoteTable { height: 1; }
    """

    shown: reactive[Shown] = reactive(Shown(), repaint=False, always_update=True)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    view: reactive[View] = reactive(View(), repaint=False)
    chosen: reactive[Filter] = reactive(Filter(), repaint=False)
    total: reactive[int] = reactive(0, repaint=False)
    """How many rows there are, shown or not."""
    sums: reactive[Sums | None] = reactive(None, repaint=False)
    """What the user holds comes to; None while nothing is held."""
    why_empty: reactive[str] = reactive("", repaint=False)
    """The sentence that says why there is no quote at all; empty while that is not known yet."""
    is_alone: reactive[bool] = reactive(default=False, repaint=False)
    """Whether the reader is out of sight, so that the heading names it too."""
    waits: reactive[bool] = reactive(default=False, repaint=False)
    """Whether a sort waits until the cursor rests."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._typing = PaneSearch(self, _EXAMPLES, self.close_filter, lambda: self.table)

    def compose(self) -> ComposeResult:
        """Stack the heading, the table, the notice in the place of its rows, and the sums; the filter comes below.

        Without rows the headings of the table stay: hidden, it would lose the keys to the reader.
        """
        yield PaneHeading(id="quotes-heading")
        yield QuoteTable(self._clock, id="quotes").data_bind(
            QuotesPane.shown, QuotesPane.stale, QuotesPane.view, QuotesPane.chosen
        )
        yield Notice(classes="quotes--notice", markup=False)
        yield HoldingsLine().data_bind(QuotesPane.sums)

    @property
    def table(self) -> QuoteTable:
        """The table in it."""
        return self.query_one(QuoteTable)

    @property
    def is_filtering(self) -> bool:
        """Whether rows are chosen, or about to be."""
        return bool(self.chosen.text) or self._typing.is_open

    async def open_filter(self) -> None:
        """Let the user type a filter."""
        self.table.sort_now()
        await self._typing.open(self.chosen.text)

    def close_filter(self) -> None:
        """Show all rows again, and take the filter's line away."""
        self.table.sort_now()
        self._typing.close()
        self.post_message(FilterTyped(""))

    @on(TypedLine.Typed)
    def _filter(self, message: TypedLine.Typed) -> None:
        message.stop()
        self.post_message(FilterTyped(message.text))

    def look(self) -> None:
        """Sort what waited for the cursor to rest, and name the keys that hold now."""
        self.table.look()
        self._explain()

    @on(SortRequested)
    def _sort_by_heading(self, message: SortRequested) -> None:
        message.stop()
        self.post_message(LookBy(lambda view: view.sorted_by(message.key)))

    @on(SortWaits)
    def _take_waits(self, message: SortWaits) -> None:
        self.waits = message.waits

    def watch_shown(self) -> None:
        """Say why no row is shown where none is, and how many are."""
        self._explain()
        self._head()

    def watch_why_empty(self) -> None:
        """Say so in the table's place."""
        self._explain()

    def watch_chosen(self, chosen: Filter) -> None:
        """Tell the filter what it still lacks."""
        self._typing.hint(chosen.hint, is_fault=True)
        self._explain()
        self._head()

    def watch_view(self) -> None:
        """Name the watchlist and the order."""
        self._explain()
        self._head()

    def watch_is_alone(self) -> None:
        """Name the other pane, or leave that to its own heading."""
        self._head()

    def watch_waits(self) -> None:
        """Say that a sort waits."""
        self._head()

    def _head(self) -> None:
        for heading in self.query(PaneHeading):
            shown = len(self.shown.rows)
            aside = quotes_aside(self.view, self.chosen, shown, self.total, self.waits)
            told = pane_titles.heading(Pane.QUOTES, quotes_about(self.view), (aside,), is_alone=self.is_alone)
            heading.show(*told, is_marked=not self.is_alone)

    def _explain(self) -> None:
        sentence = "" if self.shown.rows else self.why_empty if not self.total else self._nothing_chosen
        self.set_class(bool(sentence), "-empty")
        for notice in self.query(Notice):
            notice.say(sentence)

    @property
    def _nothing_chosen(self) -> str:
        clear, star, on, lists = (
            key_for(self.app, name) for name in ("clear-filter", "star", "watchlist", "watchlists")
        )
        goes_on = f"{on} goes on to the next list" if on else ""
        if self.chosen:
            what, hints = f"No symbol fits {self.chosen.text}.", [f"{clear} shows all again" if clear else ""]
        elif self.view.watchlist == Watchlist.STARRED:
            gives = f"{star} gives one to the symbol at the cursor" if star else ""
            what, hints = "No symbol has a star yet.", [gives, goes_on]
        elif (listed := self.view.listed) is not None:
            puts = f"{lists} puts the one at the cursor on it" if lists and not listed else ""
            which = f"No symbol of {self.view.watchlist} has a price now." if listed else ""
            what, hints = which or f"{self.view.watchlist} has no symbol yet.", [puts, goes_on]
        else:
            what, hints = f"There are no {self.view.watchlist} now.", [goes_on]
        told = "; ".join(filter(None, hints))
        return f"{what} {told}." if told else what
