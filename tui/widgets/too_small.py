"""What stands in place of everything else while the window is too small for it."""

from typing import Final

from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Static

from tui.keys.bindings import key_for
from tui.keys.commands import BY_NAME

_LEAST: Final = Size(60, 16)
_NEEDED: Final = (
    f"tapewatch needs a window of {_LEAST.width} columns and {_LEAST.height} lines. "
    "Make this one larger, or its letters smaller."
)
_PASSED_ON: Final = frozenset({*BY_NAME["quit"].keys, "ctrl+c", "ctrl+q"})
"""What goes through to the screen and the app, by its usual keys: Textual asks before it puts others in their place."""


class TooSmall(Static):
    """Says how large the window has to be, and keeps every key but those that quit from what is out of sight."""

    DEFAULT_CSS = """
    TooSmall {
        display: none; width: 100%; height: 100%; padding: 1 2; content-align: center middle; text-align: center;
    }
    """

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._left: Widget | None = None
        """What had the keys before the window became too small."""

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002 - Textual's names
        """Keep the key."""
        return key not in _PASSED_ON

    def stand_in(self, other: Widget, size: Size) -> None:
        """Show the other widget where there is room for it, with the keys where they were, or this one."""
        fits = size.width >= _LEAST.width and size.height >= _LEAST.height
        if not fits and not self.display:
            self._left = self.screen.focused
        had_keys = self.display
        self.update(f"{_NEEDED} {key_for(self.app, 'quit')} quits.")
        self.display, other.display = not fits, fits
        self.can_focus = not fits
        if not fits:
            self.screen.set_focus(self)
        elif had_keys and self._left is not None:
            self._left.focus()
        elif had_keys:
            self.screen.set_focus(None)
            self.screen.focus_next()
