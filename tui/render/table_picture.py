"""The picture of the quote table: its heading and the rows in view, of which only what changed is drawn again."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import tzinfo
from itertools import groupby
from typing import NamedTuple

from rich.style import Style
from textual.strip import Strip

from parsing import Quote
from tui.day import Day
from tui.order import Order, SortKey
from tui.render.columns import Layout, Spans, fits, lay_out, measure
from tui.render.palette import Palette
from tui.render.quote_rows import Marks, heading_strip, in_view, row_strip
from tui.rows import Row


class Scene(NamedTuple):
    """All that the picture shows: the rows in view, where the cursor is among them, and what marks them."""

    rows: Sequence[Row]
    order: Order
    palette: Palette
    scrolled: int
    """How many cells the columns after the first are scrolled to the left."""
    cursor: int | None
    ground: Style
    """The style of the row at the cursor."""
    starred: Collection[str]
    stale: Collection[str]
    moved: Collection[str]

    @property
    def lines(self) -> list["_Line"]:
        """What each row in view shows."""
        lines = []
        for place, row in enumerate(self.rows):
            symbol = row.symbol
            ground = self.ground if place == self.cursor else None
            marks = Marks(ground, symbol in self.starred, symbol in self.stale, symbol in self.moved)
            lines.append(_Line(symbol, row.quote, row.day, row.doubt, marks))
        return lines


class _Line(NamedTuple):
    """What a line shows of a row; it is drawn anew where this differs."""

    symbol: str
    quote: Quote
    day: Day
    doubt: str
    marks: Marks


class TablePicture:
    """Strips by symbol, and what was last drawn on each line of the view."""

    def __init__(self, zone: tzinfo | None) -> None:
        """Show times of day in that zone."""
        self.layout = Layout()
        self._zone = zone
        self._spans: Spans = {}
        self._strips: dict[str, tuple[_Line, Strip]] = {}
        self._heading: tuple[object, Strip] = (None, Strip([]))
        self._drawn: list[_Line] = []

    def lay_out(self, rows: Sequence[Row], width: int, chosen: Sequence[SortKey]) -> bool:
        """Fit the columns to the rows and the width, and return whether they stand otherwise than before."""
        self._spans = measure(rows, self._spans)
        layout = lay_out(self._spans, width, self._zone, chosen)
        if layout == self.layout:
            return False
        self.layout = layout
        self.forget()
        return True

    def columns_for(self, width: int) -> tuple[SortKey, ...]:
        """Return the columns that fit a width, chosen or not."""
        return tuple(placed.column.key for placed in lay_out(self._spans, width).columns)

    def fits(self, rows: Sequence[Row]) -> bool:
        """Whether no figure of the rows is wider than its column."""
        return fits(rows, self.layout)

    def forget(self) -> None:
        """Draw all anew the next time."""
        self._strips.clear()
        self._heading = (None, Strip([]))

    def draw(self, scene: Scene, finish: Callable[[Strip], Strip]) -> list[Strip]:
        """Return the heading and a strip for each row in view, each new one as `finish` makes it."""
        self._drawn = scene.lines
        known_heading, heading = self._heading
        if known_heading != (scene.order, scene.scrolled):
            heading = finish(heading_strip(self.layout, scene.order, scene.palette, scene.scrolled))
            self._heading = (scene.order, scene.scrolled), heading
        return [heading, *self._rows(scene, finish)]

    def _rows(self, scene: Scene, finish: Callable[[Strip], Strip]) -> Iterator[Strip]:
        for row, line in zip(scene.rows, self._drawn, strict=True):
            known = self._strips.get(line.symbol)
            if known is None or known[0] != line:
                strip = row_strip(row, self.layout, scene.palette, line.marks)
                known = line, finish(in_view(strip, self.layout, scene.scrolled))
                self._strips[line.symbol] = known
            yield known[1]

    def changed(self, scene: Scene) -> list[tuple[int, int]]:
        """Return the start and the length of each run of rows in view that show something else than the scene."""
        lines, drawn = scene.lines, self._drawn
        longest = max(len(lines), len(drawn))
        return list(_runs(place for place in range(longest) if lines[place : place + 1] != drawn[place : place + 1]))


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        numbers = [place for _, place in run]
        yield numbers[0], len(numbers)
