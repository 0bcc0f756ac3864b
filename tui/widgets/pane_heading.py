"""The heading of a pane: what it is at the left, and something worth keeping in sight at the right."""

from dataclasses import dataclass
from typing import Final

from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

_ACTIVE: Final = "▸"
"""What stands before the title of the pane to which the keys go."""


class PaneHeading(Widget):
    """One line above a pane; it stands out while the keys go to that, also without colour."""

    DEFAULT_CSS = """
    PaneHeading { height: 1; padding: 0 1 0 0; color: $muted; background: $panel; }
    PaneHeading.-active { color: $foreground; text-style: bold; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.title = Content("")
        self.asides: tuple[Content, ...] = ()
        self._is_marked = True

    def stand_out(self, is_active: bool) -> None:
        """Show whether the keys go to the pane."""
        if self.has_class("-active") is not is_active:
            self.set_class(is_active, "-active")
            self.refresh()

    @dataclass
    class Pressed(Message):
        """The heading was clicked, at the cell `x` from its left edge."""

        heading: "PaneHeading"
        x: int

    def show(self, title: Content, *asides: Content, is_marked: bool) -> None:
        """Show the title and the first of the asides that fits beside it; repaint only where one is another.

        `is_marked` is whether a mark stands before it while the keys go to the pane; else the title tells that itself.
        """
        self._is_marked = is_marked
        pairs = zip((self.title, *self.asides), (title, *asides), strict=False)
        if len(asides) != len(self.asides) or not all(before.is_same(now) for before, now in pairs):
            self.title, self.asides = title, asides
            self.refresh()

    @property
    def aside(self) -> Content:
        """What stands at the right."""
        room = self.size.width - len(_ACTIVE) - self.title.cell_length
        return next((aside for aside in self.asides if aside.cell_length < room), Content(""))

    def on_click(self, event: events.Click) -> None:
        """Tell of the click."""
        self.post_message(self.Pressed(self, event.x))

    def render(self) -> Content:
        """Return the title and the aside, before them the mark of the pane that has the keys."""
        mark, aside = _ACTIVE if self._is_marked and self.has_class("-active") else " ", self.aside
        gap = self.size.width - len(mark) - self.title.cell_length - aside.cell_length
        return Content.assemble(mark, self.title, " " * gap, aside)
