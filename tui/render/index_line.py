"""The line of indices with the breadth of the market at its right."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from textual.content import Content

from parsing import Direction, Quote
from tui.market import Breadth, breadth
from tui.render.figures import ARROWS, breadth_text, change_text, percent_text, price_text
from tui.rows import Row

COLOURS: Final = {Direction.UP: "$gain", Direction.DOWN: "$loss", Direction.UNCHANGED: "$unchanged"}
"""The theme variable of each direction."""

_GAP: Final = "   "
_ORDER: Final = ("KSE100", "KSE30", "BR100", "BR30")


def _full(quote: Quote) -> str:
    return f"{change_text(quote.change)} {percent_text(quote.percent)}"


def _short(quote: Quote) -> str:
    return percent_text(quote.percent)


_FORMS: Final[tuple[Callable[[Quote], str], ...]] = (_full, _short)


def index_line(rows: Sequence[Row], equities: Iterable[Row], stale: Collection[str], width: int) -> Content:
    """Return the line, `width` cells wide: with points and per cent, else per cent alone, else fewer indices.

    At its right is the breadth of the equities that are current; of all, in the stale colour, where none is.
    """
    equities = tuple(equities)
    current = [row for row in equities if row.symbol not in stale]
    counts = breadth(current or equities)
    tail = breadth_content(counts, is_stale=not current) if sum(counts) else Content("")
    room = width - tail.cell_length - len(_GAP)
    ordered = sorted(rows, key=lambda row: _ORDER.index(row.symbol) if row.symbol in _ORDER else len(_ORDER))
    head = Content("")
    for kept in range(len(ordered), 0, -1):
        for form in _FORMS:
            head = Content(_GAP).join(_index(row, form, row.symbol in stale) for row in ordered[:kept])
            if head.cell_length <= room:
                return Content.assemble(head, " " * (width - head.cell_length - tail.cell_length), tail)
    return Content.assemble(" " * max(0, width - tail.cell_length), tail)


def breadth_content(counts: Breadth, *, is_stale: bool) -> Content:
    """Return the counts, each in the colour of its direction, or all in the stale one."""
    parts = zip(breadth_text(counts).split(), COLOURS.values(), strict=True)
    return Content(" ").join(Content.styled(text, "$stale" if is_stale else colour) for text, colour in parts)


def row_content(row: Row, *, is_stale: bool) -> Content:
    """Return a row on one line, its move in the colour of its direction."""
    return Content.assemble(
        (f"{row.symbol} ", "bold $stale" if is_stale else "bold"), _figures(row, _full, is_stale=is_stale)
    )


def _index(row: Row, form: Callable[[Quote], str], is_stale: bool) -> Content:
    name = Content.styled(f"{row.symbol} ", "$stale" if is_stale else "$muted")
    return Content.assemble(name, _figures(row, form, is_stale=is_stale))


def _figures(row: Row, form: Callable[[Quote], str], *, is_stale: bool) -> Content:
    quote = row.quote
    move = f"{ARROWS[quote.direction]} {form(quote)}"
    return Content.assemble(
        (price_text(quote.price), "$stale" if is_stale else ""),
        ("? " if row.doubt else " ", "bold $caution"),
        (move, "$stale" if is_stale else COLOURS[quote.direction]),
    )
