"""What every sheet, menu and prompt over the monitor is: a frame in the middle of the dimmed screen."""

from typing import Final

from textual.screen import ModalScreen, ScreenResultType

LOW: Final = 22
"""The lines under which a window has none to spare for blank ones."""


class Overlay(ModalScreen[ScreenResultType]):
    """The frame, and the looks of what scrolls in it."""

    DEFAULT_CSS = """
    Overlay { align: center middle; background: $background 60%; }
    Overlay > Vertical {
        max-width: 96%; height: auto; max-height: 100%;
        background: $background; border: round $border; padding: 0 2;
    }
    Overlay VerticalScroll {
        height: auto; margin: 1 0; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $border; scrollbar-color-hover: $primary; scrollbar-color-active: $primary;
    }
    Overlay.-low VerticalScroll { margin: 0; }
    """
