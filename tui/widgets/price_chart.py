"""The chart of a symbol's day, which fills whatever room it is given."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from tui.render.detail import Chart, chart_content


class PriceChart(Widget):
    """The prices of a day as a line over their time."""

    chart: reactive[Chart | None] = reactive(None)

    def render(self) -> Content:
        """Return the chart at the size that there is."""
        width, height = self.size
        return chart_content(self.chart, width, height) if self.chart and width and height else Content("")
