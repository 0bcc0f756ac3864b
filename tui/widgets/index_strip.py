"""The strip of indices and the breadth of the market."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.market import MarketState
from tui.render.index_line import index_line
from tui.view import Shown


class IndexStrip(Widget):
    """One line: the indices, and at its right how many of the symbols shown are up, down and unchanged."""

    DEFAULT_CSS = """
    IndexStrip { height: 1; padding: 0 1; }
    """

    state: reactive[MarketState] = reactive(MarketState())
    stale: reactive[frozenset[str]] = reactive(frozenset[str]())
    shown: reactive[Shown] = reactive(Shown())

    def render(self) -> Content:
        """Return the line for the width that there is."""
        return index_line(self.state.indices, self.shown.rows, self.stale, self.size.width)
