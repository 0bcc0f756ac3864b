"""What stands in place of everything else while the window is too small for it."""

from typing import Final

from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

_LEAST: Final = Size(60, 16)
_NEEDED: Final = (
    f"tapewatch needs a window of {_LEAST.width} columns and {_LEAST.height} lines. "
    "Make this one larger, or its letters smaller. q quits."
)


class TooSmall(Static):
    """Says how large the window has to be."""

    DEFAULT_CSS = """
    TooSmall {
        display: none; width: 100%; height: 100%; padding: 1 2; content-align: center middle; text-align: center;
    }
    """

    def __init__(self) -> None:
        super().__init__(_NEEDED, markup=False)
        self._left: Widget | None = None
        """What had the keys before the window became too small."""

    def stand_in(self, other: Widget, size: Size) -> None:
        """Show the other widget where there is room for it, with the keys where they were, or this one."""
        fits = size.width >= _LEAST.width and size.height >= _LEAST.height
        self._left = self._left or (None if fits else self.screen.focused)
        self.display, other.display = not fits, fits
        if fits and self._left is not None:
            self._left.focus()
            self._left = None
