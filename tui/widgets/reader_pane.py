"""The pane of the reader: the article under a heading that keeps the selected price in sight."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive

from tui.market import MarketState
from tui.render.index_line import row_content
from tui.render.pane_titles import pane_names
from tui.rows import Row
from tui.widgets.pane_heading import PaneHeading
from tui.widgets.reader import Reader


class ReaderPane(Vertical):
    """The reader under its heading."""

    state: reactive[MarketState] = reactive(MarketState(), repaint=False)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    row: reactive[Row | None] = reactive(None, repaint=False)
    """The row at the cursor of the quotes."""
    is_alone: reactive[bool] = reactive(default=False, repaint=False)
    """Whether the quotes are out of sight, so that the heading names them too."""

    def compose(self) -> ComposeResult:
        """Stack the heading and the reader."""
        yield PaneHeading(id="reader-heading")
        yield Reader(id="reader").data_bind(ReaderPane.state)

    def on_mount(self) -> None:
        """Name the pane."""
        self._head()

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
            price = row_content(row, is_stale=row.symbol in self.stale) if row else Content("")
            heading.show(pane_names("Reader", is_alone=self.is_alone), price)
