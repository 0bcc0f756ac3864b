"""A sheet over the monitor with a list in it, through which a cursor goes."""

from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType

from tui.screens.overlay import LOW, Overlay


class CursorSheet(Overlay[None]):
    """The keys of the cursor, which `action_move` takes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("home,g", "move(-10_000)", show=False),
        Binding("end,G", "move(10_000)", show=False),
    ]

    @on(events.Resize)
    def _do_without_blank_lines(self, event: events.Resize) -> None:
        """Do without blank lines where there are few."""
        self.set_class(event.size.height < LOW, "-low")
