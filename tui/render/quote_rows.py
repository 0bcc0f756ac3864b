"""The quote table as strips: one for the headings, one a row."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.figures import ARROWS, mark_text
from tui.prices.order import Order, SortKey
from tui.prices.rows import Row
from tui.render.columns import Ink
from tui.render.palette import Cursor, Palette
from tui.render.table_layout import MARKS, Layout, Placed, halves

_STAR: Final = "★"


class Marks(NamedTuple):
    """What a row shows besides its quote."""

    cursor: Cursor | None = None
    """How the cursor is marked; None where it is not at this row."""
    is_starred: bool = False
    is_stale: bool = False
    is_moved: bool = False
    hits: tuple[int, ...] = ()
    """The places of the letters of the symbol that a filter looks for."""


PLAIN: Final = Marks()


def row_strip(row: Row, layout: Layout, palette: Palette, marks: Marks = PLAIN) -> Strip:
    """Return a whole row, of which `in_view` shows a part.

    A stale one is all in the stale colour; a price that has just moved, or is doubtful, is marked, and so is
    what a filter found in the symbol.
    """
    inks = palette.on(marks.cursor.ground) if marks.cursor else palette
    pieces = [(marks.cursor.shape if marks.cursor else " ", inks.text), (_STAR if marks.is_starred else " ", inks.star)]
    for placed in layout.columns:
        text, style = _cell(placed, row, layout), _style(placed, row, inks, marks)
        if placed.column.key is SortKey.LAST and marks.is_moved:
            blank = " " * (len(text) - len(text.lstrip()))
            pieces += [(placed.gap + blank, style), (text.strip(), style + inks.moved + palette.moved)]
            text = text[len(text.rstrip()) :]
        elif placed.column.key is SortKey.SYMBOL and marks.hits:
            pieces.append((placed.gap, style))
            pieces += [(letter, style + palette.hit if n in marks.hits else style) for n, letter in enumerate(text)]
            text = ""
        else:
            text = placed.gap + text
        pieces.append((text, style))
        if placed.column.key is SortKey.LAST:
            mark = mark_text(is_doubted=bool(row.doubt), is_stale=marks.is_stale)
            pieces.append((mark, inks.stale if marks.is_stale else inks.doubt))
    pieces.append((layout.rest, inks.text))
    return _strip(pieces, layout.full)


def heading_strip(layout: Layout, order: Order, palette: Palette, scrolled: int = 0) -> Strip:
    """Return the headings, with an arrow at the one that sorts, and one at either end where there is more."""
    pieces = [(" " * MARKS, palette.heading)]
    for placed in layout.columns:
        is_sorting = placed.column.key is order.key
        arrow = (" ↓" if order.is_reversed else " ↑") if is_sorting else ""
        title = f"{placed.column.title}{arrow}"
        cell = title.ljust(placed.width) if placed.column.key is SortKey.SYMBOL else title.rjust(placed.width)
        tail = " " if placed.column.key is SortKey.LAST else ""
        style = palette.heading + palette.text if is_sorting else palette.heading
        pieces.append((f"{placed.gap}{cell}{tail}", style))
    pieces.append((layout.rest, palette.heading))
    strip = in_view(_strip(pieces, layout.full), layout, scrolled)
    if scrolled and layout.fixed < layout.width:
        strip = _replaced(strip, layout.fixed, Segment("‹", palette.heading))
    if layout.full - scrolled > layout.width > 0:
        strip = _replaced(strip, layout.width - 1, Segment("›", palette.heading))
    return strip


def in_view(strip: Strip, layout: Layout, scrolled: int = 0) -> Strip:
    """Return what shows of a whole row: its fixed part, and the rest from the cell that is scrolled there."""
    if not scrolled:
        return strip if layout.full == layout.width else strip.crop(0, layout.width)
    fixed = min(layout.fixed, layout.width)
    return Strip.join([strip.crop(0, fixed), strip.crop(fixed + scrolled, layout.width + scrolled)])


def _strip(pieces: Iterable[tuple[str, Style]], width: int) -> Strip:
    """Return the pieces as a strip; neighbours of one style become one segment, which is quicker to draw."""
    runs = groupby(pieces, key=itemgetter(1))
    return Strip([Segment("".join(text for text, _ in run), style) for style, run in runs], width)


def _style(placed: Placed, row: Row, inks: Palette, marks: Marks) -> Style:
    column = placed.column
    if marks.cursor and column.key is SortKey.SYMBOL:
        return marks.cursor.ground
    if marks.is_stale:
        return inks.stale
    if column.ink is Ink.DIRECTION:
        direction = column.direction(row)
        return inks.toward(direction) if direction else inks.text
    return inks.muted if column.ink is Ink.QUIET else inks.text


def _cell(placed: Placed, row: Row, layout: Layout) -> str:
    """Return the cell's text, its decimal point where those of the other rows are."""
    text = placed.column.text(row, layout.zone)
    if placed.column.key is SortKey.SYMBOL:
        cells = cell_len(text)
        return text + " " * (placed.width - cells) if cells <= placed.width else _cut(text, placed.width)
    whole, fraction = placed.span
    aligned = (" " * (whole - halves(text).whole) + text).ljust(whole + fraction)
    if not placed.column.has_arrow:
        return aligned
    direction = placed.column.direction(row)
    return f"{ARROWS[direction] if direction else ' '} {aligned}"


def _cut(text: str, width: int) -> str:
    return set_cell_size(f"{set_cell_size(text, width - 1).rstrip()}…", width)


def _replaced(strip: Strip, cell: int, segment: Segment) -> Strip:
    return Strip.join([strip.crop(0, cell), Strip([segment], 1), strip.crop(cell + 1)])
