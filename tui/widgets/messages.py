"""What the widgets say to the screen, and the screen to the app."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from tui.news.stories import Story
from tui.prices.order import SortKey
from tui.prices.rows import Row
from tui.refresh import Report
from tui.view.model import View


@dataclass
class RowSelected(Message):
    """The row at the cursor is another one, or has other figures; None where there are no rows."""

    row: Row | None


class RowOpened(Message):
    """All that is known of the row at the cursor shall be shown."""


@dataclass
class RowMoved(Message):
    """The row at the cursor shall go so many places down in the user's own order."""

    by: int


@dataclass
class FilterTyped(Message):
    """Another filter of the quotes is typed."""

    text: str


@dataclass
class SortRequested(Message):
    """A heading was clicked."""

    key: SortKey


@dataclass
class SortWaits(Message):
    """New prices would sort the rows otherwise; that waits while the cursor is being moved, or no longer."""

    waits: bool


@dataclass
class StoryOpened(Message):
    """A headline was chosen: it shall be read."""

    story: Story


@dataclass
class StoriesMarked(Message):
    """Stories shall be marked as read, or as not read."""

    stories: tuple[Story, ...]
    is_read: bool


@dataclass
class LookBy(Message):
    """The user wants to look at the market in another way: what becomes of the view that is held then."""

    change: Callable[[View], View]


@dataclass
class WholeWanted(Message):
    """An article of which there is an excerpt was opened: the whole of it shall be had."""

    story: Story


@dataclass
class SymbolFollowed(Message):
    """The user chose a symbol in an article: the table shall go to it."""

    symbol: str


@dataclass
class SymbolNewsRequested(Message):
    """The headlines that name the symbol at the cursor shall be listed."""


@dataclass
class ViewChanged(Message):
    """The user looks at the market in another way, which is worth remembering."""

    view: View


class SourceReport(Message):
    """Something about a source that the market state has to take in."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report

    def can_replace(self, message: Message) -> bool:
        """Say that a report gives way to the next one of its kind from its source, where that waits already."""
        return (
            isinstance(message, SourceReport)
            and type(message.report) is type(self.report)
            and message.report.source == self.report.source
        )
