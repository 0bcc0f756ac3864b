"""The line between the panes."""

from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from tui.widgets.painted import Painted


class Divider(Painted):
    """The line between the panes; it can be dragged."""

    DEFAULT_CSS = """
    Divider { width: 1; height: 100%; background: $background; pointer: ew-resize; }
    """

    @dataclass
    class Dragged(Message):
        """The divider was dragged to the column `x` of the screen."""

        x: int

    is_dragged: reactive[bool] = reactive(default=False)
    is_pointed_at: reactive[bool] = reactive(default=False)

    def render_line(self, y: int) -> Strip:
        """Return a piece of the line; it stands out while it is dragged or pointed at."""
        del y
        is_lit = self.is_dragged or self.is_pointed_at
        return Strip([Segment("┃" if is_lit else "│", self.palette.heading if is_lit else self.palette.muted)], 1)

    def on_mount(self) -> None:
        """Watch for what opens over the screen: from there no mouse button is heard to go up."""
        self.watch(self.screen, "stack_updates", self._let_go, init=False)

    def on_enter(self) -> None:
        """Stand out while pointed at."""
        self.is_pointed_at = True

    def on_leave(self) -> None:
        """Be a thin line again."""
        self.is_pointed_at = False

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to drag."""
        event.stop()
        self.is_dragged = True
        self.capture_mouse()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the drag."""
        event.stop()
        self._let_go()

    def on_mouse_release(self) -> None:
        """End the drag where the mouse is taken away."""
        self._let_go()

    def _let_go(self) -> None:
        if self.is_dragged:
            self.is_dragged = False
            self.release_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell where it is dragged to."""
        if self.is_dragged:
            self.post_message(self.Dragged(event.screen_x))
