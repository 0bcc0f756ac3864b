"""The line of indices with the breadth of the market at its right."""

from collections.abc import Collection, Iterable, Sequence
from typing import Final

from textual.content import Content

from parsing import Direction
from tui.figures import ARROWS, breadth_text, change_text, mark_text, percent_text, price_text
from tui.prices.breadth import Breadth, breadth
from tui.prices.rows import Row

COLOURS: Final = {Direction.UP: "$gain", Direction.DOWN: "$loss", Direction.UNCHANGED: "$unchanged"}
"""The theme variable of each direction."""

_GAP: Final = "   "
_ORDER: Final = ("KSE100", "KSE30", "BR100", "BR30")


def index_line(
    rows: Sequence[Row], equities: Iterable[Row], stale: Collection[str], width: int, *, is_partial: bool = False
) -> Content:
    """Return the line, `width` cells wide, with points and per cent of as many indices as there is room for.

    Of those after them it has the per cent alone; and where even that does not fit, fewer indices. At its right is the
    breadth of the equities that are current; of all, in the stale colour, where none is. Where `is_partial`, they are
    not all that there are, which is said.
    """
    equities = tuple(equities)
    tail = _breadth(equities, [row for row in equities if row.symbol not in stale], is_partial=is_partial)
    room = width - tail.cell_length - len(_GAP)
    ordered = sorted(rows, key=lambda row: _ORDER.index(row.symbol) if row.symbol in _ORDER else len(_ORDER))
    head = Content("")
    for kept in range(len(ordered), 0, -1):
        for full in range(kept, -1, -1):
            head = Content(_GAP).join(
                _index(row, is_full=place < full, is_stale=row.symbol in stale)
                for place, row in enumerate(ordered[:kept])
            )
            if head.cell_length <= room:
                return Content.assemble(head, " " * (width - head.cell_length - tail.cell_length), tail)
    return Content.assemble(" " * max(0, width - tail.cell_length), tail)


def _breadth(equities: Sequence[Row], current: Sequence[Row], *, is_partial: bool) -> Content:
    counts = breadth(current or equities)
    if not sum(counts) and not is_partial:
        return Content("")
    label = Content.styled("shown ", "$muted") if is_partial else Content("")
    return label + breadth_content(counts, is_stale=bool(equities) and not current)


def breadth_content(counts: Breadth, *, is_stale: bool) -> Content:
    """Return the counts, each in the colour of its direction, or all in the stale one."""
    parts = zip(breadth_text(counts).split(), COLOURS.values(), strict=True)
    return Content(" ").join(Content.styled(text, "$stale" if is_stale else colour) for text, colour in parts)


def row_contents(row: Row, *, is_stale: bool) -> tuple[Content, ...]:
    """Return a row on one line, its move in the colour of its direction: whole, and without the points of the move."""
    symbol = Content.styled(f"{row.symbol} ", "bold $stale" if is_stale else "bold $foreground")
    return tuple(symbol + _figures(row, is_full=is_full, is_stale=is_stale) for is_full in (True, False))


def _index(row: Row, *, is_full: bool, is_stale: bool) -> Content:
    name = Content.styled(f"{row.symbol} ", "$stale" if is_stale else "$muted")
    return Content.assemble(name, _figures(row, is_full=is_full, is_stale=is_stale))


def _figures(row: Row, *, is_full: bool, is_stale: bool) -> Content:
    quote = row.quote
    points = f"{change_text(quote.change)} " if is_full else ""
    move = f"{ARROWS[quote.direction]} {points}{percent_text(quote.percent)}"
    mark = mark_text(is_doubted=bool(row.doubt), is_stale=is_stale)
    return Content.assemble(
        (price_text(quote.price), "$stale" if is_stale else "$foreground"),
        (f"{mark.strip()} ", "$stale" if is_stale else "bold $caution"),
        (move, "$stale" if is_stale else COLOURS[quote.direction]),
    )
