"""The two panes side by side with a divider between them, or one at a time where there is no room for both."""

from dataclasses import dataclass
from typing import Final

from textual import events, on
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive

from tui.keys import Where, bindings, commands_for
from tui.widgets.divider import Divider
from tui.widgets.pane_heading import PaneHeading
from tui.widgets.quote_table import QuoteTable
from tui.widgets.quotes_pane import QuotesPane
from tui.widgets.reader import Reader
from tui.widgets.reader_pane import ReaderPane

WIDE: Final = 100
"""From so many columns up both panes are in sight."""

_LEAST: Final = 30
"""Columns that each pane keeps."""

_MOST_UNASKED: Final = 104
"""Columns that the quotes take at most, unless the user gives them more: what all of them need."""


class Panes(Horizontal):
    """Both panes, or the one in use. The classes that say which are its own: a screen's would restyle everything."""

    BINDINGS = bindings(commands_for(Where.PANES))

    DEFAULT_CSS = """
    Panes > ReaderPane { width: 1fr; }
    Panes.-alone > Divider { display: none; }
    Panes.-alone > QuotesPane { width: 1fr; }
    Panes.-alone > ReaderPane { display: none; }
    Panes.-alone.-reading > QuotesPane { display: none; }
    Panes.-alone.-reading > ReaderPane { display: block; }
    """

    split: reactive[int | None] = reactive(None, repaint=False)
    """The columns of the quotes that the user chose; None: a little more than half."""
    is_reading: reactive[bool] = reactive(default=False, repaint=False)
    """Whether the reader is the pane in use."""
    is_zoomed: reactive[bool] = reactive(default=False, repaint=False)
    """Whether the pane in use has the whole width, however wide that is."""

    @dataclass
    class Parted(Message):
        """The user gave the quotes so many columns."""

        columns: int

    @property
    def is_alone(self) -> bool:
        """Whether one pane is in sight only."""
        return self.is_zoomed or self.app.size.width < WIDE

    @property
    def quotes_width(self) -> int:
        """The columns of the quotes where both panes are in sight."""
        width = self.app.size.width
        wanted = min(_MOST_UNASKED, width * 55 // 100) if self.split is None else self.split
        return max(_LEAST, min(wanted, width - _LEAST - 1))

    def on_resize(self) -> None:
        """Arrange the panes for another width."""
        self._arrange()

    def watch_split(self) -> None:
        """Move the divider."""
        self._arrange()

    def watch_is_reading(self) -> None:
        """Show the pane in use."""
        self._arrange()

    def watch_is_zoomed(self) -> None:
        """Give it the whole width, or share that again."""
        self._arrange()

    def _arrange(self) -> None:
        """Put the panes where they belong."""
        self.set_class(self.is_alone, "-alone")
        self.set_class(self.is_reading, "-reading")
        for quotes in self.query(QuotesPane):
            quotes.styles.width = None if self.is_alone else self.quotes_width
            quotes.is_alone = self.is_alone
        for reader in self.query(ReaderPane):
            reader.is_alone = self.is_alone

    @on(Divider.Dragged)
    def _drag(self, message: Divider.Dragged) -> None:
        message.stop()
        self.post_message(self.Parted(max(1, message.x - self.region.x)))

    @on(PaneHeading.Pressed)
    def _go_to_pressed(self, message: PaneHeading.Pressed) -> None:
        """Go to the pane whose name was clicked; where both are named in one heading, the first name is the quotes'."""
        is_first = message.x <= len("Quotes │") if self.is_alone else message.heading.id == "quotes-heading"
        self.go_to(is_reader=not is_first)

    @on(events.DescendantFocus)
    def _follow_focus(self) -> None:
        """Take the pane in which the keys go, also by a click, for the one in use, and make its heading stand out."""
        self.is_reading = self.query_one(Reader).has_focus
        self.query_one("#quotes-heading").set_class(not self.is_reading, "-active")
        self.query_one("#reader-heading").set_class(self.is_reading, "-active")

    def go_to(self, *, is_reader: bool) -> None:
        """Let the keys go to the reader or to the quotes, and bring it into sight."""
        self.is_reading = is_reader
        self.screen.set_focus(self.query_one(Reader if is_reader else QuoteTable))

    # what the person does

    def action_next_pane(self) -> None:
        """Go to the other pane."""
        self.go_to(is_reader=not self.is_reading)

    def action_show_quotes(self) -> None:
        """Go to the quotes."""
        self.go_to(is_reader=False)

    def action_show_reader(self) -> None:
        """Go to the reader."""
        self.go_to(is_reader=True)

    def action_zoom(self) -> None:
        """Give the pane in use the whole width, or share it again; nothing where it has that by itself."""
        if self.app.size.width >= WIDE:
            self.is_zoomed = not self.is_zoomed

    def action_part(self, columns: int) -> None:
        """Give the quotes so many columns more."""
        if not self.is_alone:
            self.post_message(self.Parted(self.quotes_width + columns))
