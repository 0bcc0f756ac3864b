"""The strip of indices and the breadth of the market."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.market import MarketState
from tui.render.index_line import index_line


class IndexStrip(Widget):
    """One line: the indices, and at its right how many symbols are up, down and unchanged."""

    DEFAULT_CSS = """
    IndexStrip { height: 1; padding: 0 1; }
    """

    state: reactive[MarketState] = reactive(MarketState())
    stale: reactive[frozenset[str]] = reactive(frozenset[str]())

    def render(self) -> Content:
        """Return the line for the width that there is."""
        return index_line(self.state.indices, self.state.rows, self.stale, self.size.width)
