"""Where the columns of the quote table stand: how wide they are, and which of them fit."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from decimal import Decimal
from operator import attrgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from rich.cells import cell_len

from tui.figures import gain_text, money_text, percent_text
from tui.prices.order import OF_HOLDINGS, VALUES, SortKey
from tui.prices.rows import Row
from tui.render.columns import BY_KEY, COLUMNS, DROPPED_FIRST, MISSING, Column

MARKS: Final = 2
"""The cells before the columns: the cursor's mark and the star."""

_GAP: Final = 2
_WIDEST_GAP: Final = 4
_LONGEST_SYMBOL: Final = 16
_CENT: Final = Decimal("0.01")
_TWO_PLACES: Final = frozenset({percent_text, money_text, gain_text})


class Span(NamedTuple):
    """The cells that a column needs before the decimal point, and from it on."""

    whole: int = 0
    fraction: int = 0

    def over(self, other: "Span") -> "Span":
        """Return what both need."""
        return Span(max(self.whole, other.whole), max(self.fraction, other.fraction))


Spans = Mapping[SortKey, Span]
_NOTHING_MEASURED: Final[Spans] = MappingProxyType({})


def measure(rows: Sequence[Row], before: Spans = _NOTHING_MEASURED) -> Spans:
    """Return what each column needs for those rows, and for all that were measured `before`."""
    return {column.key: before.get(column.key, Span()).over(span) for column, span in _measured(COLUMNS, rows)}


def fits(rows: Sequence[Row], layout: "Layout") -> bool:
    """Whether the rows fit the columns of the layout."""
    spans = dict(_measured((placed.column for placed in layout.columns), rows))
    return all(placed.span.over(spans[placed.column]) == placed.span for placed in layout.columns)


def _measured(columns: Iterable[Column], rows: Sequence[Row]) -> Iterator[tuple[Column, Span]]:
    """Yield the columns with what each needs; on holdings, what the rows need of which something is held."""
    held = list(filter(attrgetter("holding"), rows))
    for column in columns:
        yield column, _span(column, held if column.key in OF_HOLDINGS else rows)


def _span(column: Column, rows: Sequence[Row]) -> Span:
    if column.key is SortKey.SYMBOL:
        symbols = list(map(VALUES[SortKey.SYMBOL], rows))
        length = len if "".join(symbols).isascii() else cell_len
        return Span(min(_LONGEST_SYMBOL, max(map(length, symbols), default=0)))
    if column.value is None:
        return Span(column.least)
    return _figures_span(list(map(column.value, rows)), column.written)


def _figures_span(values: Sequence[Decimal], written: Callable[[Decimal], str]) -> Span:
    """Measure the extremes alone, since no figure between them has more digits before the point."""
    if not values:
        return Span()
    whole = max(halves(written(extreme)).whole for extreme in (max(values), min(values)))
    usual = halves(written(_CENT)).fraction
    if written in _TWO_PLACES:
        return Span(whole, usual)
    odd = [] if all(map(_CENT.same_quantum, values)) else [value for value in values if not _CENT.same_quantum(value)]
    fraction = max((halves(written(value)).fraction for value in odd), default=0)
    return Span(whole, max(fraction, usual) if len(odd) < len(values) else fraction)


def halves(text: str) -> Span:
    """Return the cells of a figure's text before its decimal point, and from it on."""
    point = text.find(".")
    return Span(len(text)) if point < 0 or text == MISSING else Span(point, len(text) - point)


@dataclass(frozen=True, slots=True)
class Placed:
    """A column and where it stands, with the cells of its text before the decimal point and from it on.

    `gap` are the blanks before it. Behind the last price there is a cell for the mark of a doubt.
    """

    column: Column
    start: int
    span: Span
    gap: str

    @property
    def width(self) -> int:
        """The cells of the column, its arrow among them."""
        return _width(self.column, self.span)

    @property
    def end(self) -> int:
        """The first cell after the column."""
        return self.start + self.width


@dataclass(frozen=True, slots=True)
class Layout:
    """The placed columns on a view of `width` cells; where they need more, all but the first scroll sideways."""

    columns: tuple[Placed, ...] = ()
    width: int = 0
    zone: tzinfo | None = None
    full: int = 0
    """The cells of a whole row: the view's, or those of all columns where they need more."""
    rest: str = ""
    """The blanks behind the last column."""

    @property
    def fixed(self) -> int:
        """The cells that never scroll sideways: those up to the end of the first column."""
        return self.columns[0].end if self.columns else 0

    def column_at(self, x: int, scrolled: int = 0) -> Column | None:
        """Return the column whose heading is at the cell `x` of the view, the gap before it taken as its own."""
        cell = x if x < self.fixed else x + scrolled
        return next((placed.column for placed in self.columns if cell < placed.end), None) if x >= 0 else None

    def column_after(self, scrolled: int) -> int:
        """Return by how many cells to scroll so that the leftmost column of those that scroll is the next one."""
        return next((stop for stop in self._stops if stop > scrolled), scrolled)

    def column_before(self, scrolled: int) -> int:
        """Return by how many cells to scroll so that it is the one before."""
        return next((stop for stop in reversed(self._stops) if stop < scrolled), 0)

    @property
    def _stops(self) -> list[int]:
        return [placed.start - self.columns[1].start for placed in self.columns[1:]]


def lay_out(
    spans: Spans, width: int, zone: tzinfo | None = None, chosen: Sequence[SortKey] = (), *, has_holdings: bool = False
) -> Layout:
    """Return the columns placed on `width` cells, spare width spread between them.

    Those are the `chosen` ones, the symbol first; or where none are chosen, as many as fit, those on holdings only
    where there are some.
    """
    kept = _chosen(chosen) if chosen else _fitting(spans, width, has_holdings=has_holdings)
    needed = _total(kept, spans)
    gap = min(_WIDEST_GAP, _GAP + max(0, width - needed) // max(1, len(kept) - 1))
    placed: list[Placed] = []
    end = MARKS
    for column in kept:
        start = end + (gap if placed else 1)
        placed.append(Placed(column, start, _roomy(column, spans), " " * (start - end)))
        end = placed[-1].end + (1 if column.key is SortKey.LAST else 0)
    full = max(width, end)
    return Layout(tuple(placed), width, zone, full, " " * (full - end))


def _chosen(keys: Iterable[SortKey]) -> list[Column]:
    return [BY_KEY[SortKey.SYMBOL], *(BY_KEY[key] for key in keys if key in BY_KEY and key is not SortKey.SYMBOL)]


def _fitting(spans: Spans, room: int, *, has_holdings: bool) -> list[Column]:
    kept = [column for column in COLUMNS if has_holdings or column.key not in OF_HOLDINGS]
    for dropped in DROPPED_FIRST:
        if _total(kept, spans) <= room:
            break
        kept = [column for column in kept if column.key not in dropped]
    return kept


def _total(columns: Sequence[Column], spans: Spans) -> int:
    doubt = sum(column.key is SortKey.LAST for column in columns)
    return (
        MARKS + 1 + sum(_width(column, _roomy(column, spans)) for column in columns) + doubt + _GAP * (len(columns) - 1)
    )


def _width(column: Column, span: Span) -> int:
    return sum(span) + (2 if column.has_arrow else 0)


def _roomy(column: Column, spans: Spans) -> Span:
    """Return the column's span with room for its heading and the arrow of the sort."""
    whole, fraction = spans.get(column.key, Span())
    heading = len(column.title) + 2 - (2 if column.has_arrow else 0)
    return Span(max(whole, heading - fraction, column.least), fraction)
