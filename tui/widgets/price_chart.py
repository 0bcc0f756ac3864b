"""The chart of a symbol's price: the spans to choose from, the plot, and what is under its cursor."""

from datetime import datetime
from typing import Final, NamedTuple

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.prices.trends import ChartSpan
from tui.render.chart import Chart, Plot
from tui.render.chart_heading import span_at, span_names

_AROUND: Final = 2
"""The lines beside those of the plot: the heading and the reading."""


class ChartShown(NamedTuple):
    """What the widget shows: the chosen span, its chart or the sentence in its place, whether another is being read."""

    span: ChartSpan = ChartSpan.DAY
    chart: Chart | None = None
    sentence: str = ""
    is_loading: bool = False


class PriceChart(Widget):
    """Prices over their time, and a cursor that reads them; it fills whatever room it is given.

    The cursor stays at its moment when prices come; at the right end it follows the newest. While the mouse is over the
    plot what is under it is read, and a click leaves the cursor there.
    """

    ALLOW_SELECT = False

    shown: reactive[ChartShown] = reactive(ChartShown())
    cursor: reactive[datetime | None] = reactive(None)
    hovered: reactive[datetime | None] = reactive(None)

    class SpanChosen(Message):
        """A span was clicked."""

        def __init__(self, span: ChartSpan) -> None:
            super().__init__()
            self.span = span

    def __init__(self) -> None:
        super().__init__()
        self._laid_out: tuple[object, Plot] | None = None

    @property
    def plot(self) -> Plot | None:
        """The chart as it is laid out now, made anew only where chart or size are others; None where there is none."""
        chart, (width, height) = self.shown.chart, self.size
        if chart is None or chart.sentence or not width or height <= _AROUND + 1:
            return None
        wanted = chart, self.size
        if self._laid_out is None or self._laid_out[0] != wanted:
            self._laid_out = wanted, Plot(chart, width, height - _AROUND)
        return self._laid_out[1]

    @property
    def reading(self) -> str:
        """What is said of the place under the cursor; where nothing is drawn, nothing."""
        return self.plot.reading(self.hovered or self.cursor) if self.plot else ""

    def render(self) -> Content:
        """Return the heading, the plot and the reading at the size that there is."""
        shown, plot = self.shown, self.plot
        heading = span_names(shown.span, is_loading=shown.is_loading, width=self.size.width)
        if plot is None:
            sentence = shown.sentence or (shown.chart.sentence if shown.chart else "")
            return Content.assemble(heading, "\n\n", (sentence, "$muted"))
        return Content("\n").join([heading, plot.content(self.hovered or self.cursor), Content(self.reading)])

    # the cursor

    def move(self, by: int) -> None:
        """Move the cursor by so many places to the right; at the last one it follows the newest price."""
        if self.plot is not None:
            self.cursor = self.plot.moment(self.plot.slot(self.cursor) + by)

    def move_to_start(self) -> None:
        """Move the cursor to the oldest price."""
        if self.plot is not None:
            self.cursor = self.plot.moment(0)

    def move_to_end(self) -> None:
        """Move the cursor to the newest price, and follow it."""
        self.cursor = None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Read what is under the mouse."""
        is_over_plot = self.plot is not None and 1 <= event.y < self.size.height - 1
        self.hovered = self.plot.moment_at(event.x) if self.plot and is_over_plot else None

    def on_leave(self, event: events.Leave) -> None:
        """Read what is under the cursor again."""
        if event.node is self:
            self.hovered = None

    def on_click(self, event: events.Click) -> None:
        """Choose the span, or leave the cursor there."""
        event.stop()
        if event.y == 0:
            span = span_at(event.x)
            if span is not None:
                self.post_message(self.SpanChosen(span))
        elif self.plot is not None and event.y < self.size.height - 1:
            self.cursor = self.plot.moment_at(event.x)
