"""The chart of a symbol's price: a line over the time of day, or a bar for each day. Pure, from a trend to text."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, tzinfo
from decimal import Decimal
from functools import cached_property
from typing import Final, NamedTuple

from textual.content import Content

from parsing import Direction
from parsing.models import PAKISTAN
from tui.figures import price_text
from tui.prices.hours import trading_days
from tui.prices.rows import Row, day_of
from tui.prices.trends import Bar, Trend
from tui.render.chart_axis import Axis, DayAxis, TimeAxis, axis_line
from tui.render.chart_reading import known_moment, price_at, reading_of_bar, reading_of_line, run_at
from tui.render.chart_scale import Scale, price_names
from tui.render.chart_strokes import STROKES, Grid, bar_strokes, bars_by_slot, line_strokes
from tui.render.index_line import COLOURS
from tui.settings.model import MarketHours

NO_MOVE: Final = "The chart begins with the second page that has a price of it."
_LEAST_PLOT: Final = 8
_STALE: Final = "$stale"


class Chart(NamedTuple):
    """What a chart shows. It is equal while nothing of that is another."""

    trend: Trend
    previous: Decimal | None
    """The previous close, where the chart shows the day that it was before."""
    colour: str
    """That of the line; the bars of days have each its own, unless it is that of what is stale."""
    hours: MarketHours
    """Which days have no trading and so no place."""
    zone: tzinfo | None = None

    @property
    def prices(self) -> list[Decimal]:
        """All prices that have a place: those that change, or the ends of each day's range."""
        if self.trend.span.has_days:
            return [price for bar in self.trend.bars for price in (bar.low, bar.high)]
        return [seen.price for run in self.trend.runs for seen in run.prices]

    @property
    def sentence(self) -> str:
        """Why there is nothing to draw; empty where there is."""
        trend = self.trend
        if trend.bars or (trend.runs and trend.runs[0].since < trend.runs[-1].until):
            return ""
        return NO_MOVE


def chart_of(trend: Trend, row: Row, hours: MarketHours, zone: tzinfo | None, *, is_stale: bool) -> Chart:
    """Return the chart of what is known of the row's price, with its times in the zone."""
    previous = None if trend.span.has_days else row.quote.previous
    return Chart(trend, previous, _STALE if is_stale else COLOURS[row.quote.direction], hours, zone)


class Plot:
    """A chart laid out on so many cells and rows, with its axes; it can be drawn and read.

    The cursor is a moment, so that it stays there when the chart changes; None is at the newest price.
    """

    def __init__(self, chart: Chart, width: int, height: int) -> None:
        """Lay out a chart that has something to draw. `height` has the axis of times in it."""
        self._chart = chart
        self._width = width
        prices = chart.prices
        low, high = min(prices), max(prices)
        previous = chart.previous
        if previous is not None and not low - (high - low) <= previous <= high + (high - low):
            previous = None  # so far away that the prices would be flat
        reached = (high, low) if previous is None else (high, low, previous)
        self._scale = Scale.over(reached, max(2, height - 1))
        self._names = price_names(self._scale, (*reached, self._newest))
        gutter = max(map(len, self._names.values())) + 1
        if width - gutter - 1 < _LEAST_PLOT:
            self._names, gutter = {}, 0
        self._gutter = gutter
        self.axis: Axis = _axis(chart, max(1, width - gutter - 1))
        self._reference = self._row_of_close(previous)

    def _row_of_close(self, previous: Decimal | None) -> int | None:
        """Return the row of the previous close; None where that is the row of another price."""
        if previous is None:
            return None
        row = self._scale.row(previous)
        return row if self._names.get(row, "").strip() == price_text(previous) else None

    @property
    def _newest(self) -> Decimal:
        trend = self._chart.trend
        return trend.bars[-1].last if trend.span.has_days else trend.runs[-1].prices[-1].price

    @cached_property
    def _bars(self) -> dict[int, Bar]:
        """The bars by their places."""
        return bars_by_slot(self._chart.trend.bars, self.axis) if isinstance(self.axis, DayAxis) else {}

    # the cursor

    def slot(self, cursor: datetime | None) -> int:
        """Return the place of the cursor on the axis."""
        return self.axis.slots - 1 if cursor is None else self.axis.slot(cursor)

    def moment(self, slot: int) -> datetime | None:
        """Return where the cursor is at a place, at the last price there; None at the last place and beyond."""
        if slot >= self.axis.slots - 1:
            return None
        slot = max(0, slot)
        if isinstance(self.axis, DayAxis):
            return _noon(self.axis.days_of(slot)[-1])
        return known_moment(self._chart.trend.runs, *self.axis.period(slot))

    def moment_at(self, x: int) -> datetime | None:
        """Return where the cursor is at a cell of the line, the names at the left edge among them."""
        return self.moment(self.axis.slot_at(x - self._gutter - 1))

    def reading(self, cursor: datetime | None) -> str:
        """Return what the chart says of the place under the cursor."""
        slot = self.slot(cursor)
        if isinstance(self.axis, DayAxis):
            return reading_of_bar(self._bars.get(slot), self.axis.days_of(slot), self._width)
        return reading_of_line(self._chart.trend.runs, self._within(cursor, self.axis), self.axis, self._width)

    def _within(self, cursor: datetime | None, axis: TimeAxis) -> datetime:
        return axis.end if cursor is None else min(max(cursor, axis.begin), axis.end)

    def _price(self, cursor: datetime) -> Decimal | None:
        """Return the price at the cursor; None where nobody knows it."""
        if isinstance(self.axis, DayAxis):
            bar = self._bars.get(self.slot(cursor))
            return bar.last if bar else None
        moment = self._within(cursor, self.axis)
        run = run_at(self._chart.trend.runs, moment)
        return price_at(run, moment) if run else None

    # drawing

    def content(self, cursor: datetime | None = None) -> Content:
        """Return the plot with prices and times at its edges, and the cursor where it is not at the newest price."""
        column = None if cursor is None else self.axis.column(self.slot(cursor))
        price = None if cursor is None else self._price(cursor)
        marked = None if price is None else self._scale.row(price)
        lines: list[Content] = []
        for row, strokes in enumerate(self._grid):
            edge = f"{self._names[row]:>{self._gutter - 1}} ┤" if row in self._names else " " * self._gutter + "│"
            cells = [self._cell(sides, row, place) for place, sides in enumerate(strokes)]
            if column is not None:
                cells[column] = _under_cursor(cells[column], is_price=row == marked)
            lines.append(Content.assemble((edge, "$muted"), *_pieces(cells)))
        lines.append(Content.styled(f"{' ' * self._gutter}└{self._foot}", "$muted"))
        return Content("\n").join(lines)

    @cached_property
    def _foot(self) -> str:
        return axis_line(self.axis)

    @cached_property
    def _grid(self) -> Grid:
        if isinstance(self.axis, DayAxis):
            return bar_strokes(self._bars, self.axis, self._scale)
        return line_strokes(self._chart.trend.runs, self.axis, self._scale)

    @cached_property
    def _colours(self) -> list[str]:
        """The colour of each column."""
        chart = self._chart
        if not isinstance(self.axis, DayAxis) or chart.colour == _STALE:
            return [chart.colour] * self.axis.cells
        colours = {slot: COLOURS[_direction(bar)] for slot, bar in self._bars.items()}
        return [colours.get(self.axis.slot_at(column), "") for column in range(self.axis.cells)]

    def _cell(self, sides: int, row: int, column: int) -> tuple[str, str]:
        if sides:
            return STROKES[sides], self._colours[column]
        return "┈" if row == self._reference else " ", "$muted"


def _pieces(cells: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the cells, those side by side in one style as one; a blank goes with what is before it."""
    text, style = "", ""
    for character, own in cells:
        if character != " " and own != style:
            yield text, style
            text, style = "", own
        text += character
    yield text, style


def _under_cursor(cell: tuple[str, str], *, is_price: bool) -> tuple[str, str]:
    if is_price:
        return "●", "bold $emphasis"
    return cell if cell[0] in STROKES[1:] else ("┊", "$emphasis")


def _direction(bar: Bar) -> Direction:
    if bar.first == bar.last:
        return Direction.UNCHANGED
    return Direction.UP if bar.last > bar.first else Direction.DOWN


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), PAKISTAN)


def _axis(chart: Chart, cells: int) -> Axis:
    trend = chart.trend
    if not trend.span.has_days:
        return TimeAxis(trend.runs[0].since, trend.runs[-1].until, cells, chart.zone)
    first = trend.bars[0].on
    last = max(trend.bars[-1].on, day_of(trend.until)) if trend.until else trend.bars[-1].on
    days = {*trading_days(first, last, chart.hours), *(bar.on for bar in trend.bars)}
    return DayAxis(tuple(sorted(days)), cells)
