"""A sheet over the monitor with a list in it, through which a cursor goes."""

from typing import ClassVar, Final

from textual import events, on
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

LOW: Final = 22
"""The lines under which a window has none to spare for blank ones."""


class CursorSheet(ModalScreen[None]):
    """The frame, the scrollbar and the keys of the cursor, which `action_move` takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("home,g", "move(-10_000)", show=False),
        Binding("end,G", "move(10_000)", show=False),
    ]

    DEFAULT_CSS = """
    CursorSheet { align: center middle; background: $background 60%; }
    CursorSheet > Vertical {
        max-width: 96%; height: auto; max-height: 100%;
        background: $background; border: round $border; padding: 0 2;
    }
    CursorSheet VerticalScroll {
        height: auto; margin: 1 0; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background;
        scrollbar-color: $border; scrollbar-color-hover: $primary; scrollbar-color-active: $primary;
    }
    CursorSheet.-low VerticalScroll { margin: 0; }
    """

    @on(events.Resize)
    def _do_without_blank_lines(self, event: events.Resize) -> None:
        """Do without blank lines where there are few."""
        self.set_class(event.size.height < LOW, "-low")
