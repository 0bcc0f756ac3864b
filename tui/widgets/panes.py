"""The panes: the quotes beside the news with a divider between them, or one at a time where there is no room."""

from typing import Final

from textual import events, on
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widget import Widget

from tui.keys.bindings import bindings
from tui.keys.commands import Where, commands_for
from tui.render.pane_titles import Pane, pane_at
from tui.widgets.divider import Divider
from tui.widgets.headline_list import HeadlineList
from tui.widgets.messages import LookBy, RowSelected, StoryOpened, SymbolNewsRequested
from tui.widgets.news_pane import NewsPane
from tui.widgets.pane_heading import PaneHeading
from tui.widgets.quote_table import QuoteTable
from tui.widgets.quotes_pane import QuotesPane
from tui.widgets.reader import Reader

WIDE: Final = 100
"""From so many columns up all panes are in sight."""

_LEAST: Final = 30
"""Columns that the quotes and the news keep."""

_MOST_UNASKED: Final = 104
"""Columns that the quotes take at most, unless the user gives them more: what all of them need."""

_TAKES_KEYS: Final[dict[Pane, type[Widget]]] = {
    Pane.QUOTES: QuoteTable,
    Pane.HEADLINES: HeadlineList,
    Pane.READER: Reader,
}


class Panes(Horizontal):
    """All panes, or the one in use. The classes that say which are its own: a screen's would restyle everything."""

    BINDINGS = bindings((*commands_for(Where.PANES), *commands_for(Where.NEWS)))

    DEFAULT_CSS = """
    Panes > NewsPane { width: 1fr; }
    Panes.-alone > Divider, Panes.-alone > NewsPane { display: none; }
    Panes.-alone > QuotesPane { width: 1fr; }
    Panes.-alone.-headlines > QuotesPane, Panes.-alone.-reader > QuotesPane { display: none; }
    Panes.-alone.-headlines > NewsPane, Panes.-alone.-reader > NewsPane { display: block; }
    Panes.-alone.-headlines ReaderPane, Panes.-alone.-reader HeadlinesPane { display: none; }
    """

    split: reactive[int | None] = reactive(None, repaint=False)
    """The columns of the quotes that the user chose; None: a little more than half."""
    pane: reactive[Pane] = reactive(Pane.QUOTES, repaint=False)
    """The pane in use."""
    is_zoomed: reactive[bool] = reactive(default=False, repaint=False)
    """Whether the pane in use has the whole width, however wide that is."""

    @property
    def is_alone(self) -> bool:
        """Whether one pane is in sight only."""
        return self.is_zoomed or self.app.size.width < WIDE

    @property
    def quotes_width(self) -> int:
        """The columns of the quotes where all panes are in sight."""
        width = self.app.size.width
        wanted = min(_MOST_UNASKED, width * 55 // 100) if self.split is None else self.split
        return max(_LEAST, min(wanted, width - _LEAST - 1))

    @property
    def quotes(self) -> QuotesPane:
        """The pane of the quotes."""
        return self.query_one(QuotesPane)

    @property
    def news(self) -> NewsPane:
        """The pane of the news."""
        return self.query_one(NewsPane)

    def on_resize(self) -> None:
        """Arrange the panes for another width."""
        self._arrange()

    def watch_split(self) -> None:
        """Move the divider."""
        self._arrange()

    def watch_pane(self) -> None:
        """Show the pane in use."""
        self._arrange()

    def watch_is_zoomed(self) -> None:
        """Give it the whole width, or share that again."""
        self._arrange()

    def _arrange(self) -> None:
        """Put the panes where they belong."""
        self.set_class(self.is_alone, "-alone")
        for pane in Pane:
            self.set_class(self.pane is pane, f"-{pane.lower()}")
        for quotes in self.query(QuotesPane):
            quotes.styles.width = None if self.is_alone else self.quotes_width
            quotes.is_alone = self.is_alone
        for news in self.query(NewsPane):
            news.is_alone = self.is_alone

    @on(Divider.Dragged)
    def _drag(self, message: Divider.Dragged) -> None:
        message.stop()
        self._part(max(1, message.x - self.region.x))

    def _part(self, columns: int) -> None:
        self.post_message(LookBy(lambda view: view.model_copy(update={"split": columns})))

    @on(PaneHeading.Pressed)
    def _go_to_pressed(self, message: PaneHeading.Pressed) -> None:
        """Go to the pane whose name was clicked; in a heading that has all names, to that one."""
        own = Pane((message.heading.id or "").removesuffix("-heading").title())
        self.go_to((pane_at(message.x, own) or own) if self.is_alone else own)

    @on(events.DescendantFocus)
    def _follow_focus(self) -> None:
        """Take the pane in which the keys go, also by a click, for the one in use, and make its heading stand out."""
        for pane, kind in _TAKES_KEYS.items():
            if self.query_one(kind).has_focus:
                self.pane = pane
        for pane in Pane:
            self.query_one(f"#{pane.lower()}-heading", PaneHeading).stand_out(self.pane is pane)

    @on(RowSelected)
    def _keep_selected(self, message: RowSelected) -> None:
        """Keep the selected symbol's price in sight beside the article."""
        self.news.row = message.row

    @on(SymbolNewsRequested)
    def _list_news(self, message: SymbolNewsRequested) -> None:
        """List the headlines that name the symbol at the cursor."""
        message.stop()
        row = self.quotes.table.selected_row
        if row is not None:
            self.list_news(row.symbol)

    @on(StoryOpened)
    def _read_opened(self, message: StoryOpened) -> None:
        """Go to the article that was opened."""
        message.stop()
        self.go_to(Pane.READER)

    def _show_read(self) -> None:
        """Bring an article into sight that was opened from elsewhere."""
        if self.is_alone and self.news.story is not None:
            self.go_to(Pane.READER)

    def list_news(self, symbol: str) -> None:
        """List the headlines that name the symbol, and go there."""
        self.news.headlines.show_symbol(symbol)
        self.go_to(Pane.HEADLINES)

    def go_to(self, pane: Pane) -> Widget:
        """Bring the pane into sight, let the keys go there, and return what takes them."""
        self.pane = pane
        taker = self.query_one(_TAKES_KEYS[pane])
        self.screen.set_focus(taker)
        return taker

    # what the person does

    async def action_filter(self) -> None:
        """Let the user type what to look for in the pane in use: rows, headlines, or places in the article."""
        match self.pane:
            case Pane.QUOTES:
                await self.quotes.open_filter()
            case Pane.HEADLINES:
                await self.news.headlines.open_search()
            case Pane.READER:
                await self.news.reader_pane.open_search()

    def action_clear_filter(self) -> None:
        """End the search of the pane in use; where there is none that of the headlines, or else show all rows."""
        headlines, reader = self.news.headlines, self.news.reader_pane
        if self.pane is Pane.READER and reader.is_searching:
            reader.close_search()
        elif headlines.is_searching and (self.pane is not Pane.QUOTES or not self.quotes.is_filtering):
            headlines.close_search()
        else:
            self.quotes.close_filter()

    def action_star(self) -> None:
        """Give the symbol, the headline at the cursor or the article in the reader a star, or take it away."""
        row = self.quotes.table.selected_row
        match self.pane:
            case Pane.QUOTES if row is not None:
                self.post_message(LookBy(lambda view: view.starring(row.symbol)))
            case Pane.HEADLINES:
                self.news.star(self.news.headlines.selected_story)
            case Pane.READER:
                self.news.star(self.news.story)

    def action_next_pane(self) -> None:
        """Go to the next pane; to the headlines only where there are some."""
        panes = [pane for pane in Pane if pane is not Pane.HEADLINES or self.news.state.news.stories]
        self.go_to(panes[(panes.index(self.pane) + 1) % len(panes)] if self.pane in panes else Pane.READER)

    def action_show_quotes(self) -> None:
        """Go to the quotes."""
        self.go_to(Pane.QUOTES)

    def action_show_headlines(self) -> None:
        """Go to the headlines, where there are some."""
        if self.news.state.news.stories or self.is_alone:
            self.go_to(Pane.HEADLINES)

    def action_show_reader(self) -> None:
        """Go to the reader."""
        self.go_to(Pane.READER)

    def action_zoom(self) -> None:
        """Give the pane in use the whole width, or share it again; nothing where it has that by itself."""
        if self.app.size.width >= WIDE:
            self.is_zoomed = not self.is_zoomed

    def action_part(self, columns: int) -> None:
        """Give the quotes so many columns more."""
        if not self.is_alone:
            self._part(self.quotes_width + columns)

    def action_headline(self, by: int) -> None:
        """Open the headline so many places on."""
        self.news.step(by)
        self._show_read()

    def action_unread(self) -> None:
        """Open the next headline that is not read."""
        self.news.open_unread()
        self._show_read()

    def action_undo_mark(self) -> None:
        """Take the last mark back."""
        self.news.undo()
