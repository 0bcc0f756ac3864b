"""The line under the quotes that sums up what the user holds."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.portfolio import Sums
from tui.render.holding_texts import sum_line


class HoldingsLine(Widget):
    """What is held, its value and its gains; out of sight while nothing is held."""

    DEFAULT_CSS = """
    HoldingsLine { height: 1; padding: 0 1; background: $panel; display: none; }
    HoldingsLine.-held { display: block; }
    """

    sums: reactive[Sums | None] = reactive(None)

    def watch_sums(self, sums: Sums | None) -> None:
        """Come into sight with the first holding, and go with the last."""
        self.set_class(sums is not None, "-held")

    def render(self) -> Content:
        """Return the line for the width that there is."""
        return sum_line(self.sums, self.size.width) if self.sums else Content("")
