"""The picture of the quote table: its heading and the rows in view, of which only what changed is drawn again."""

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import tzinfo
from itertools import groupby
from operator import attrgetter
from typing import Final, NamedTuple

from textual.strip import Strip

from parsing import Quote
from tui.prices.day import Day
from tui.prices.filters import Filter
from tui.prices.holdings import Holding
from tui.prices.order import SortKey
from tui.prices.rows import Row
from tui.render.palette import Cursor, Palette
from tui.render.quote_rows import Marks, heading_strip, in_view, row_strip
from tui.render.table_layout import Layout, Spans, fits, lay_out, measure
from tui.view.model import View

_KEPT_VIEWS: Final = 3
"""The strips that are kept, in so many of what is in view: those that the user comes back to need not be drawn anew."""


class Scene(NamedTuple):
    """All that the picture shows: the rows in view, where the cursor is among them, and what marks them."""

    rows: Sequence[Row]
    view: View
    palette: Palette
    scrolled: int
    """How many cells the columns after the first are scrolled to the left."""
    cursor: int | None
    cursor_mark: Cursor
    stale: Collection[str]
    moved: Collection[str]
    chosen: Filter = Filter()

    @property
    def lines(self) -> list["_Line"]:
        """What each row in view shows. A price that is old is not marked as just moved: it would look the newest."""
        lines = []
        starred = self.view.starred
        hits = self.chosen.hits if self.chosen.words else None
        for place, row in enumerate(self.rows):
            symbol = row.symbol
            cursor = self.cursor_mark if place == self.cursor else None
            is_stale = symbol in self.stale
            is_moved = symbol in self.moved and not is_stale
            marks = Marks(cursor, symbol in starred, is_stale, is_moved, hits(symbol) if hits else ())
            lines.append(_Line(symbol, row.quote, row.day, row.doubt, row.news, row.holding, marks))
        return lines


class _Line(NamedTuple):
    """What a line shows of a row; it is drawn anew where this differs."""

    symbol: str
    quote: Quote
    day: Day
    doubt: str
    news: int
    holding: Holding | None
    marks: Marks


class TablePicture:
    """Strips by symbol, those of late, and what was last drawn on each line of the view."""

    def __init__(self, zone: tzinfo | None) -> None:
        """Show times of day in that zone."""
        self.layout = Layout()
        self._zone = zone
        self._has_holdings = False
        self._spans: Spans = {}
        self._sources: frozenset[str] = frozenset()
        self._strips: OrderedDict[str, tuple[_Line, Strip]] = OrderedDict()
        self._heading: tuple[object, Strip] = (None, Strip([]))
        self._drawn: list[_Line] = []

    def lay_out(self, rows: Sequence[Row], width: int, chosen: Sequence[SortKey], *, has_holdings: bool) -> bool:
        """Fit the columns to the rows and the width, and return whether they stand otherwise than before.

        `has_holdings` is whether the user holds something, among the rows or not. The columns never grow narrower, lest
        they shift, until there are rows and none is of a source that was there before.
        """
        sources = frozenset(map(attrgetter("source"), rows))
        is_new = bool(sources) and sources.isdisjoint(self._sources)
        self._spans = measure(rows) if is_new else measure(rows, self._spans)
        self._sources = sources if is_new else self._sources | sources
        self._has_holdings = has_holdings
        layout = lay_out(self._spans, width, self._zone, chosen, has_holdings=has_holdings)
        if layout == self.layout:
            return False
        self.layout = layout
        self.forget()
        return True

    def columns_for(self, width: int) -> tuple[SortKey, ...]:
        """Return the columns that fit a width, chosen or not."""
        layout = lay_out(self._spans, width, has_holdings=self._has_holdings)
        return tuple(placed.column.key for placed in layout.columns)

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
        order = scene.view.order
        if known_heading != (order, scene.scrolled):
            heading = finish(heading_strip(self.layout, order, scene.palette, scene.scrolled))
            self._heading = (order, scene.scrolled), heading
        return [heading, *self._rows(scene, finish)]

    def _rows(self, scene: Scene, finish: Callable[[Strip], Strip]) -> Iterator[Strip]:
        for row, line in zip(scene.rows, self._drawn, strict=True):
            known = self._strips.pop(line.symbol, None)
            if known is None or known[0] != line:
                strip = row_strip(row, self.layout, scene.palette, line.marks)
                known = line, finish(in_view(strip, self.layout, scene.scrolled))
            self._strips[line.symbol] = known
            yield known[1]
        while len(self._strips) > _KEPT_VIEWS * len(scene.rows):
            self._strips.popitem(last=False)

    def changed(self, scene: Scene) -> list[tuple[int, int]]:
        """Return the start and the length of each run of rows in view that show something else than the scene."""
        lines, drawn = scene.lines, self._drawn
        longest = max(len(lines), len(drawn))
        return list(_runs(place for place in range(longest) if lines[place : place + 1] != drawn[place : place + 1]))


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    for _, run in groupby(enumerate(places), lambda pair: pair[1] - pair[0]):
        numbers = [place for _, place in run]
        yield numbers[0], len(numbers)
