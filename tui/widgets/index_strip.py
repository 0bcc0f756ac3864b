"""The strip of indices and the breadth of the market."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.market import MarketState
from tui.render.index_line import index_line
from tui.view.model import Shown


class IndexStrip(Widget):
    """One line: the indices, and at its right how many of the symbols shown are up, down and unchanged."""

    DEFAULT_CSS = """
    IndexStrip { height: 1; padding: 0 1; }
    """

    state: reactive[MarketState] = reactive(MarketState(), repaint=False, always_update=True)
    stale: reactive[frozenset[str]] = reactive(frozenset[str](), repaint=False)
    shown: reactive[Shown] = reactive(Shown(), repaint=False, always_update=True)

    def __init__(self) -> None:
        super().__init__()
        self._drawn: tuple[object, ...] = ((), (), (), False)

    def watch_state(self) -> None:
        """Show the newest indices."""
        self._repaint_changed()

    def watch_stale(self) -> None:
        """Dim what has grown old."""
        self._repaint_changed()

    def watch_shown(self) -> None:
        """Count what is shown."""
        self._repaint_changed()

    def render(self) -> Content:
        """Return the line for the width that there is."""
        rows, is_partial = self.shown.rows, self._is_partial
        return index_line(self.state.indices, rows, self.stale, self.size.width, is_partial=is_partial)

    @property
    def _is_partial(self) -> bool:
        """Whether the breadth is not that of all symbols."""
        return len(self.shown.rows) != len(self.state.rows)

    def _repaint_changed(self) -> None:
        """Repaint only another line: what is dirty at the top and at the bottom has all between it gone through."""
        drawn = (self.state.indices, self.shown.rows, self.stale, self._is_partial)
        if any(new is not old for new, old in zip(drawn, self._drawn, strict=True)):
            self._drawn = drawn
            self.refresh()
