"""The pane of the reader: the article under a heading that keeps the selected price in sight, and its search below."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive

from tui.clock import Clock
from tui.market import MarketState
from tui.news.stories import Story
from tui.prices.rows import Row
from tui.render.index_line import row_contents
from tui.render.pane_titles import pane_names
from tui.widgets.pane_heading import PaneHeading
from tui.widgets.pane_search import PaneSearch
from tui.widgets.reader import Reader
from tui.widgets.typed_line import TypedLine

_EXAMPLES: Final = "words of the article"


class ReaderPane(Vertical):
    """The reader under its heading."""

    state: reactive[MarketState] = reactive(MarketState(), repaint=False)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    story: reactive[Story | None] = reactive(None, repaint=False)
    why: reactive[str] = reactive("", repaint=False)
    """The sentence in the place of an article, where there is none."""
    note: reactive[str] = reactive("", repaint=False)
    """What is to be said below the article."""
    row: reactive[Row | None] = reactive(None, repaint=False)
    """The row at the cursor of the quotes."""
    is_alone: reactive[bool] = reactive(default=False, repaint=False)
    """Whether the quotes are out of sight, so that the heading names them too."""

    def __init__(self, clock: Clock, articles: Path) -> None:
        """Take the clock, and the folder in which articles are saved."""
        super().__init__()
        self._clock = clock
        self._articles = articles
        self._typing = PaneSearch(self, _EXAMPLES, self.close_search, lambda: self.reader)

    def compose(self) -> ComposeResult:
        """Stack the heading and the reader; the search comes below."""
        yield PaneHeading(id="reader-heading")
        yield Reader(self._clock, self._articles, id="reader").data_bind(
            ReaderPane.state, ReaderPane.stale, ReaderPane.story, ReaderPane.why, ReaderPane.note
        )

    @property
    def reader(self) -> Reader:
        """The reader in it."""
        return self.query_one(Reader)

    def on_mount(self) -> None:
        """Name the pane, and follow how far the article is read, what is typed and what is found in it."""
        self.watch(self.reader, "progress", self._head)
        self.watch(self.reader, "typed", self._head)
        self.watch(self.reader, "found", self._tell_found)

    def watch_row(self) -> None:
        """Show the price of the row."""
        self._head()

    def watch_stale(self) -> None:
        """Dim it with the others."""
        self._head()

    def watch_is_alone(self) -> None:
        """Name the other pane, or leave that to its own heading."""
        self._head()

    def _head(self) -> None:
        row = self.row
        for heading in self.query(PaneHeading):
            prices = row_contents(row, is_stale=row.symbol in self.stale) if row else ()
            name = pane_names("Reader", is_alone=self.is_alone)
            heading.show(Content.assemble(name, *self._told), *prices, is_marked=not self.is_alone)

    @property
    def _told(self) -> Iterator[tuple[str, str]]:
        """What stands behind the name: the number that is being typed, else how far the article is read."""
        for reader in self.query(Reader):
            if reader.typed:
                yield f"  {reader.typed}", "$emphasis"
            elif reader.progress:
                yield f"  {reader.progress}", "not bold $muted"

    # the search

    @property
    def is_searching(self) -> bool:
        """Whether something is looked for, or about to be."""
        return self._typing.is_open

    async def open_search(self) -> None:
        """Let the user type what to look for in the article."""
        await self._typing.open()

    def close_search(self) -> None:
        """Look for nothing any more, and take the line away."""
        self._typing.close()
        self.reader.end_search()

    @on(TypedLine.Typed)
    async def _search(self, message: TypedLine.Typed) -> None:
        message.stop()
        if message.text == self._typing.text:  # else more was typed since, or the search ended
            await self.reader.search(message.text)

    def _tell_found(self) -> None:
        self._typing.hint(self.reader.found, is_fault=self.reader.is_vain)
