"""The heading of a pane: what it is at the left, and something worth keeping in sight at the right."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget


class PaneHeading(Widget):
    """One line above a pane; it stands out while it is active."""

    DEFAULT_CSS = """
    PaneHeading { height: 1; padding: 0 1; color: $muted; background: $panel; }
    PaneHeading.-active { color: $foreground; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.title = Content("")
        self.aside = Content("")

    @dataclass
    class Pressed(Message):
        """The heading was clicked, at the cell `x` from its left edge."""

        heading: "PaneHeading"
        x: int

    def show(self, title: Content, aside: Content) -> None:
        """Show both, and repaint only where one is another text or has other colours."""
        if not (self.title.is_same(title) and self.aside.is_same(aside)):
            self.title, self.aside = title, aside
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Tell of the click."""
        self.post_message(self.Pressed(self, event.x))

    def render(self) -> Content:
        """Return the title and the aside, the aside alone giving way where both do not fit."""
        room = self.size.width - self.title.cell_length
        if room <= self.aside.cell_length:
            return self.title
        return Content.assemble(self.title, " " * (room - self.aside.cell_length), self.aside)
