"""A line of a menu with a cursor."""

from textual.content import Content
from textual.message import Message
from textual.widgets import Static


class MenuLine(Static):
    """One entry, which the cursor can be at. A click tells its place."""

    DEFAULT_CSS = """
    MenuLine { height: 1; text-wrap: nowrap; color: $foreground; pointer: pointer; }
    MenuLine.-at { background: $cursor-background; }
    """

    class Pressed(Message):
        """The line at that place was clicked."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, place: int) -> None:
        """Stand at that place of the list, from 0."""
        super().__init__(markup=False)
        self.place = place

    def show(self, entry: Content, *, is_at: bool) -> None:
        """Show the entry, which begins with its `cursor_mark`, and whether the cursor is here."""
        self.set_class(is_at, "-at")
        self.update(entry, layout=False)
        if is_at and self.is_mounted:
            self.scroll_visible(animate=False)

    def on_click(self) -> None:
        """Tell where it was clicked."""
        self.post_message(self.Pressed(self.place))


def cursor_mark(*, is_at: bool) -> str:
    """Return what stands before an entry, so that the cursor is seen without colour."""
    return "▸ " if is_at else "  "
