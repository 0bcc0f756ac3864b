"""What the quote table says to the screen, and the screen to the app."""

from dataclasses import dataclass

from textual.message import Message

from tui.order import SortKey
from tui.rows import Row
from tui.view import View


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
class SortRequested(Message):
    """A heading was clicked."""

    key: SortKey


@dataclass
class SortWaits(Message):
    """New prices would sort the rows otherwise; that waits while the cursor is being moved, or no longer."""

    waits: bool


@dataclass
class ViewChanged(Message):
    """The user looks at the market in another way, which is worth remembering."""

    view: View
