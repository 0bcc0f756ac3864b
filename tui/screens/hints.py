"""What the keys of a menu do, on a line at its foot."""

from collections.abc import Iterable
from typing import NamedTuple

from textual.content import Content
from textual.style import Style
from textual.widgets import Static


class Hint(NamedTuple):
    """A key, what it does, and the action of the screen that does it; without one it cannot be clicked."""

    key: str
    does: str
    action: str = ""

    @property
    def content(self) -> Content:
        """The key, and what it does."""
        shown = Content.assemble((self.key, "bold $emphasis"), f" {self.does}")
        return shown.stylize(Style.from_meta({"@click": f"screen.{self.action}"})) if self.action else shown


class Hints(Static):
    """Hints side by side, each of which does on a click what it says."""

    DEFAULT_CSS = """
    Hints { height: 1; color: $muted; text-wrap: nowrap; }
    Hints.-right { text-align: right; }
    """

    auto_links = False  # a link would have one colour for the key and for what it does

    def __init__(self, hints: Iterable[Hint], *, classes: str = "") -> None:
        super().__init__(Content("  ").join(hint.content for hint in hints), markup=False, classes=classes)
