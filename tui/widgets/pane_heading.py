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
        self.asides: tuple[Content, ...] = ()

    @dataclass
    class Pressed(Message):
        """The heading was clicked, at the cell `x` from its left edge."""

        heading: "PaneHeading"
        x: int

    def show(self, title: Content, *asides: Content) -> None:
        """Show the title and the first of the asides that fits beside it; repaint only where one is another."""
        pairs = zip((self.title, *self.asides), (title, *asides), strict=False)
        if len(asides) != len(self.asides) or not all(before.is_same(now) for before, now in pairs):
            self.title, self.asides = title, asides
            self.refresh()

    @property
    def aside(self) -> Content:
        """What stands at the right."""
        room = self.size.width - self.title.cell_length
        return next((aside for aside in self.asides if aside.cell_length < room), Content(""))

    def on_click(self, event: events.Click) -> None:
        """Tell of the click."""
        self.post_message(self.Pressed(self, event.x))

    def render(self) -> Content:
        """Return the title and the aside."""
        aside = self.aside
        return Content.assemble(self.title, " " * (self.size.width - self.title.cell_length - aside.cell_length), aside)
