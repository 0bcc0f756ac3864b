"""Paints lines of a widget straight into the terminal, past Textual's layout and compositor."""

from collections.abc import Mapping

from rich.console import Console, ConsoleOptions, RenderResult
from rich.control import Control
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget


class Spot:
    """The place of a widget on the screen.

    A frame by way of `Widget.refresh` passes two message queues and a timer, and the compositor then looks at every
    widget and line: that is more than twice the work of the frame itself, and the more the fuller the screen
    (`benchmarks/ticker.py`). So this goes, through names that Textual keeps to itself, where the compositor's frames
    end too, and only where nothing lies over the widget. `tests/tui/test_ticker.py` sees whether frames still arrive.
    """

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._region: Region | None = None
        self._is_known = False

    def follow_layout(self) -> None:
        """Look anew after every layout; to be called once the widget is mounted."""
        self._widget.screen.screen_layout_refresh_signal.subscribe(self._widget, self._forget, immediate=True)

    def paint(self, strip: Strip) -> bool:
        """Write the strip of a widget of one line; False where only Textual can tell what of it shows."""
        return self.paint_lines({0: strip})

    def paint_lines(self, lines: Mapping[int, Strip]) -> bool:
        """Write the lines of the widget, each as wide as it; False where only Textual can tell what of them shows."""
        app, screen = self._widget.app, self._widget.screen
        is_painted_anyway = screen._layout_required or screen._scroll_required or self._widget._repaint_required
        is_dropped = app._batch_count > 0  # Textual displays nothing then, and paints what was refreshed at its end
        if app.screen is not screen or app.is_inline or is_painted_anyway or is_dropped:
            return False
        if not self._is_known:
            self._region, self._is_known = self._find(screen), True
        region = self._region
        if region is None or any(strip.cell_length != region.width or y >= region.height for y, strip in lines.items()):
            return False
        app._display(screen, _Lines(region, lines))
        return True

    def _forget(self, _: object) -> None:
        self._is_known = False

    def _find(self, screen: Screen[object]) -> Region | None:
        """Return where the widget's lines are, less a scrollbar at their right; None where not all of it shows."""
        over: list[Region] = []
        for widget, (region, clip) in screen._compositor.visible_widgets.items():  # those on top come first
            if widget is self._widget:
                own = Region(region.x, region.y, region.width - widget.scrollbar_size_vertical, region.height)
                is_whole = clip.contains_region(own) and not any(own.overlaps(other) for other in over)
                return own if is_whole else None
            if shown := clip.intersection(region):
                over.append(shown)
        return None


class _Lines(CompositorUpdate):
    """Lines for the terminal."""

    def __init__(self, region: Region, lines: Mapping[int, Strip]) -> None:
        self._region = region
        self._lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Return nothing: the app does not ask for it."""
        return ()

    def render_segments(self, console: Console) -> str:
        """Return the lines as the terminal takes them."""
        x, y = self._region.offset
        written = (
            f"{Control.move_to(x, y + line).segment.text}{strip.render(console)}" for line, strip in self._lines.items()
        )
        return "".join(written)
