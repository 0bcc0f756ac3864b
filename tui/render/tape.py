"""The ticker's tape: an endless strip of every quote, of which only the stretch that is looked at is ever made."""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Final, NamedTuple

from rich.cells import split_graphemes
from rich.segment import Segment
from textual.strip import Strip

from parsing import Quote
from tui.figures import ARROWS, change_text, mark_text, percent_text, price_text
from tui.market import MarketState
from tui.prices.rows import Row
from tui.render.palette import Palette
from tui.view.model import View

_SEPARATOR: Final = "  ·  "
_PLAIN: Final = Palette()


class TapePlace(NamedTuple):
    """A place on a tape: an item, and the cells since its start."""

    item: int
    cell: int


class Face(NamedTuple):
    """All of a row that shows on the tape: rows of one face look alike."""

    quote: Quote
    is_doubted: bool
    is_stale: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """The strip of some items in a row, the cell at which each starts, and the cells of all with their separators."""

    strip: Strip = field(default_factory=lambda: Strip([], 0))
    first: int = 0
    faces: tuple[Face, ...] = ()
    starts: tuple[int, ...] = ()
    length: int = 0

    def place_at(self, cell: int) -> TapePlace:
        """Return the place of a cell from 0 to below `length`; its item counts on from `first`, past the tape's end."""
        nth = bisect_right(self.starts, cell) - 1
        return TapePlace(self.first + nth, cell - self.starts[nth])

    def crop(self, cell: int, width: int) -> Strip:
        """Return `width` cells of the strip from `cell` on, all of which it has."""
        segments, at, end = [], 0, cell + width
        for segment in self.strip:
            after = at + segment.cell_length
            if at >= cell and after <= end:
                segments.append(segment)
            elif after > cell:
                segments.append(_cut(segment, cell - at, end - at))
            if after >= end:
                break
            at = after
        return Strip(segments, width)

    def symbol_at(self, cell: int) -> str | None:
        """Return the symbol that shows at a cell, or None where nothing does."""
        if not 0 <= cell < min(self.length, self.strip.cell_length):
            return None
        return self.faces[self.place_at(cell).item - self.first].quote.symbol


@dataclass(frozen=True, slots=True)
class Tape:
    """Every row in its order, and which symbols are stale. An item's number may run on past the end."""

    rows: tuple[Row, ...] = ()
    stale: Collection[str] = frozenset()

    def __len__(self) -> int:
        """Return how many items a round has."""
        return len(self.rows)

    def find(self, symbol: str) -> int | None:
        """Return the item of the symbol, or None where the tape has none."""
        return next((item for item, row in enumerate(self.rows) if row.symbol == symbol), None)

    def faces(self, first: int, number: int) -> tuple[Face, ...]:
        """Return the faces of that many items from `first` on."""
        return tuple(self._face(item) for item in range(first, first + number))

    def moved(self, place: TapePlace, cells: int) -> TapePlace:
        """Return the place so many cells on."""
        item, cell = place.item, place.cell + cells
        while cell >= (width := self._width(item)):
            item, cell = item + 1, cell - width
            if item - place.item == len(self):  # a round is known now, and need not be walked again
                cell %= place.cell + cells - cell
        return TapePlace(item % len(self), cell)

    def stretch(self, first: int, cells: int, palette: Palette) -> Stretch:
        """Return the items from `first` on that fill so many cells; after the last the first comes again."""
        segments: list[Segment] = []
        faces, starts, length = [], [], 0
        for item in count(first):
            if length >= cells:
                break
            face = self._face(item)
            pieces = _pieces(face, palette)
            faces.append(face)
            starts.append(length)
            segments += pieces
            length += _cells(pieces)
        return Stretch(Strip(segments, length), first % len(self), tuple(faces), tuple(starts), length)

    def page(self, first: int, width: int, palette: Palette) -> Stretch:
        """Return the items from `first` on that fit whole into the width, at least one and none of the next round."""
        segments: list[Segment] = []
        faces: list[Face] = []
        starts: list[int] = []
        length = 0
        for face, pieces in self._to_the_end(first % len(self), palette):
            if faces and length + _cells(pieces[:-1]) > width:
                break
            faces.append(face)
            starts.append(length)
            segments += pieces
            length += _cells(pieces)
        segments[-1] = Segment(" " * width, palette.text)  # no separator: more than enough to fill the page
        whole = Stretch(Strip(segments), first % len(self), tuple(faces), tuple(starts), length)
        return replace(whole, strip=whole.crop(0, width))

    def carried(self, before: "Tape", place: TapePlace) -> TapePlace:
        """Return where on this tape a place of the tape before it is now.

        Of an item that was cut, as much shows as did, so that what follows stays where it was. Where the item is gone,
        the next one that is still there starts at the place.
        """
        item = place.item % len(before)
        symbol = before.rows[item].symbol
        here = item if item < len(self) and self.rows[item].symbol == symbol else self.find(symbol)
        if here is None:
            return TapePlace(self._survivor(before, item), 0)
        cell = place.cell and max(0, place.cell + self._width(here) - before._width(item))
        return TapePlace(here, cell)

    def _survivor(self, before: "Tape", item: int) -> int:
        items = {row.symbol: item for item, row in enumerate(self.rows)}
        followers = before.rows[item:] + before.rows[:item]
        return next((items[row.symbol] for row in followers if row.symbol in items), 0)

    def _to_the_end(self, first: int, palette: Palette) -> Iterator[tuple[Face, list[Segment]]]:
        for item in range(first, len(self)):
            face = self._face(item)
            yield face, _pieces(face, palette)

    def _face(self, item: int) -> Face:
        row = self.rows[item % len(self)]
        return Face(row.quote, bool(row.doubt), row.symbol in self.stale)

    def _width(self, item: int) -> int:
        return _cells(_pieces(self._face(item), _PLAIN))


def rows_on_tape(state: MarketState, view: View) -> tuple[Row, ...]:
    """Return the rows that the ticker shows: all, or those of its list in the order of that, and then the indices.

    None where no symbol of the list has a price.
    """
    symbols = view.symbols_of(view.tape)
    if symbols is None:
        return state.rows + state.indices
    listed = [row for symbol in symbols if (row := state.by_symbol.get(symbol))]
    on_it = frozenset(symbols)
    return (*listed, *(row for row in state.indices if row.symbol not in on_it)) if listed else ()


def why_empty(state: MarketState, view: View, key: str) -> str:
    """Return the sentence on why the ticker's list leaves it empty, with the key that goes on; nothing for no list."""
    symbols = view.symbols_of(view.tape)
    if symbols is None or not state.rows:
        return ""
    what = f"No symbol of {view.tape} has a price now" if symbols else f"No symbol is on {view.tape} yet"
    return f"{what}; {key} shows the next list." if key else f"{what}."


def _pieces(face: Face, palette: Palette) -> list[Segment]:
    """Return the parts of an item, the separator behind it last; a stale one is all in the stale colour."""
    quote = face.quote
    plain, move = (palette.text, palette.toward(quote.direction))
    if face.is_stale:
        plain = move = palette.stale
    mark = mark_text(is_doubted=face.is_doubted, is_stale=face.is_stale)
    return [
        Segment(f"{quote.symbol} ", plain if face.is_stale else plain + palette.heading),
        Segment(f"{price_text(quote.price)}{mark.strip()} ", plain),
        Segment(f"{ARROWS[quote.direction]} {change_text(quote.change)} {percent_text(quote.percent)}", move),
        Segment(_SEPARATOR, palette.muted),
    ]


def _cells(pieces: list[Segment]) -> int:
    return sum(piece.cell_length for piece in pieces)


def _cut(segment: Segment, start: int, end: int) -> Segment:
    """Return the cells from `start` to `end` of the segment; what is cut through leaves blanks.

    Textual's own cropping miscounts characters of several code points, such as a flag or a heart with its colour.
    """
    text, style, _ = segment
    shown, at = "", 0
    for first, last, cells in split_graphemes(text)[0]:
        inside = min(at + cells, end) - max(at, start)
        shown += text[first:last] if inside == cells else " " * inside
        at += cells
    return Segment(shown, style)
