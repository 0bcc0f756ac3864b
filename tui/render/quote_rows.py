"""The quote table as strips: which columns fit, how wide they are, and one strip a row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.market import Row
from tui.order import Order, SortKey
from tui.render.figures import ARROWS, change_text, percent_text, price_text
from tui.render.palette import Palette

_MARKER: Final = "▸ "
_DOUBT: Final = "?"
_MARGIN: Final = 1
_GAP: Final = 2
_WIDEST_GAP: Final = 5
_MISSING: Final = "–"


class Column(NamedTuple):
    """A column: its sort key, its heading, its text for a row, and whether it shows the direction's colour.

    `least` are the cells that it has even where nothing needs them, so that the table does not shift later.
    """

    key: SortKey
    title: str
    text: Callable[[Row, tzinfo | None], str]
    is_directed: bool = False
    arrow: bool = False
    least: int = 0


def _moved_text(row: Row, zone: tzinfo | None) -> str:
    return f"{row.moved_at.astimezone(zone):%H:%M:%S}" if row.moved_at else _MISSING


COLUMNS: Final = (
    Column(SortKey.SYMBOL, "Symbol", lambda row, _: row.symbol),
    Column(SortKey.LAST, "Last", lambda row, _: price_text(row.quote.price)),
    Column(SortKey.CHANGE, "Change", lambda row, _: change_text(row.quote.change), is_directed=True, arrow=True),
    Column(SortKey.PERCENT, "%", lambda row, _: percent_text(row.quote.percent), is_directed=True),
    Column(SortKey.PREVIOUS, "Previous", lambda row, _: price_text(row.quote.previous)),
    Column(SortKey.MOVED, "Moved", _moved_text, least=8),
)

DROPPED_FIRST: Final = (SortKey.MOVED, SortKey.PREVIOUS, SortKey.CHANGE)
"""The columns that go when the width is short, in that order; the others never go."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A column and where it stands: `whole` and `fraction` are the cells before the decimal point, and from it on."""

    column: Column
    start: int
    whole: int
    fraction: int

    @property
    def width(self) -> int:
        """The cells of the column, its arrow among them."""
        return self.whole + self.fraction + (2 if self.column.arrow else 0)

    @property
    def end(self) -> int:
        """The first cell after the column."""
        return self.start + self.width


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that fit a width, placed."""

    columns: tuple[Placed, ...]
    width: int
    zone: tzinfo | None = None

    def column_at(self, x: int) -> Column | None:
        """Return the column whose heading is at the cell `x`, the gap before it taken as its own."""
        return next((placed.column for placed in self.columns if x < placed.end), None) if x >= 0 else None


def lay_out(rows: Iterable[Row], width: int, zone: tzinfo | None = None) -> Layout:
    """Return the columns that fit `width` cells for those rows, with spare width spread between them."""
    rows = tuple(rows)
    measured = {column.key: _measure(column, rows, zone) for column in COLUMNS}
    kept = list(COLUMNS)
    room = width - _MARGIN
    for dropped in DROPPED_FIRST:
        if _total_width(kept, measured) <= room:
            break
        kept = [column for column in kept if column.key is not dropped]
    spare = max(0, room - _total_width(kept, measured))
    gap = min(_WIDEST_GAP, _GAP + spare // max(1, len(kept) - 1))
    placed: list[Placed] = []
    start = len(_MARKER)
    for column in kept:
        whole, fraction = measured[column.key]
        placed.append(Placed(column, start, whole, fraction))
        start = placed[-1].end + gap
    return Layout(tuple(placed), width, zone)


def row_strip(
    row: Row,
    layout: Layout,
    palette: Palette,
    *,
    cursor: Style | None = None,
    is_stale: bool = False,
    is_moved: bool = False,
) -> Strip:
    """Return one row. A stale one is all in the stale colour; a price that has just moved, or is doubtful, is marked.

    `cursor` is the style of the row at the cursor; its ground runs through the row.
    """
    ground = cursor or palette.text
    marker = _MARKER if cursor else " " * len(_MARKER)
    segments = [Segment(marker, ground)]
    if row.doubt:
        segments = [Segment(marker[:1], ground), Segment(_DOUBT, palette.doubt + ground.background_style)]
    position = len(_MARKER)
    for placed in layout.columns:
        style = palette.text
        if is_stale:
            style = palette.stale
        elif placed.column.is_directed:
            style = palette.toward(row.quote.direction)
        elif placed.column.key in {SortKey.PREVIOUS, SortKey.MOVED}:
            style = palette.muted
        style += ground.background_style
        if is_moved and placed.column.key is SortKey.LAST:
            style += palette.moved
        if placed.column.key is SortKey.SYMBOL and cursor:
            style += cursor
        segments.append(Segment(" " * (placed.start - position), ground))
        segments.append(Segment(_cell(placed, row, layout.zone), style))
        position = placed.end
    segments.append(Segment(" " * max(0, layout.width - position), ground))
    return Strip(segments, max(layout.width, position)).crop(0, layout.width)


def heading_strip(layout: Layout, order: Order, palette: Palette) -> Strip:
    """Return the headings, with an arrow at the one that sorts."""
    segments = [Segment(" " * len(_MARKER), palette.heading)]
    position = len(_MARKER)
    for placed in layout.columns:
        is_sorting = placed.column.key is order.key
        arrow = (" ↓" if order.is_reversed else " ↑") if is_sorting else ""
        title = f"{placed.column.title}{arrow}"
        is_text = placed.column.key is SortKey.SYMBOL
        cell = title.ljust(placed.width) if is_text else title.rjust(placed.width)
        style = palette.heading + palette.text if is_sorting else palette.heading
        segments += [Segment(" " * (placed.start - position), palette.heading), Segment(cell, style)]
        position = placed.end
    segments.append(Segment(" " * max(0, layout.width - position), palette.heading))
    return Strip(segments, max(layout.width, position)).crop(0, layout.width)


def _cell(placed: Placed, row: Row, zone: tzinfo | None) -> str:
    """Return the cell's text, its decimal point where those of the other rows are."""
    text = placed.column.text(row, zone)
    if placed.column.key is SortKey.SYMBOL:
        return text.ljust(placed.width)
    whole, _ = _halves(text)
    aligned = (" " * (placed.whole - whole) + text).ljust(placed.whole + placed.fraction)
    return f"{ARROWS[row.quote.direction]} {aligned}" if placed.column.arrow else aligned


def _measure(column: Column, rows: Sequence[Row], zone: tzinfo | None) -> tuple[int, int]:
    """Return the cells that the column needs before the decimal point, and from it on; headings need room too."""
    halves = [_halves(column.text(row, zone)) for row in rows]
    whole = max((whole for whole, _ in halves), default=0)
    fraction = max((fraction for _, fraction in halves), default=0)
    heading = len(column.title) + 2 - (2 if column.arrow else 0)
    return max(whole, heading - fraction, column.least), fraction


def _halves(text: str) -> tuple[int, int]:
    if text == _MISSING:
        return len(text), 0
    point = text.find(".")
    return (len(text), 0) if point < 0 else (point, len(text) - point)


def _total_width(columns: Sequence[Column], measured: dict[SortKey, tuple[int, int]]) -> int:
    cells = sum(sum(measured[column.key]) + (2 if column.arrow else 0) for column in columns)
    return len(_MARKER) + cells + _GAP * (len(columns) - 1)
