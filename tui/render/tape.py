"""The ticker's tape: one long strip of every quote, from which the widget crops what shows."""

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from rich.segment import Segment
from textual.strip import Strip

from tui.market import Row
from tui.render.figures import ARROWS, change_text, percent_text, price_text
from tui.render.palette import Palette

_SEPARATOR: Final = "  ·  "


@dataclass(frozen=True, slots=True)
class Tape:
    """The strip of one round, and the cell at which each symbol starts."""

    strip: Strip
    symbols: tuple[str, ...]
    starts: tuple[int, ...]

    def crop(self, offset: int, width: int) -> Strip:
        """Return `width` cells from `offset` on; after its end the tape starts anew."""
        length = self.strip.cell_length
        if not length or width <= 0:
            return Strip.blank(max(0, width))
        offset %= length
        parts = [self.strip.crop(offset, min(length, offset + width))]
        shown = parts[0].cell_length
        while shown < width:
            parts.append(self.strip.crop(0, min(length, width - shown)))
            shown += parts[-1].cell_length
        return Strip.join(parts)

    def anchor(self, offset: int) -> tuple[str, int] | None:
        """Return the symbol at the cell `offset` and the cells since its start; None where the tape is empty."""
        if not self.symbols:
            return None
        offset %= self.strip.cell_length
        item = bisect_right(self.starts, offset) - 1
        return self.symbols[item], offset - self.starts[item]

    def offset_of(self, anchor: tuple[str, int] | None) -> int | None:
        """Return the cell of the anchor of another tape on this one, or None where its symbol is gone."""
        if anchor is None or anchor[0] not in self.symbols:
            return None
        return self.starts[self.symbols.index(anchor[0])] + anchor[1]


def make_tape(rows: Iterable[Row], stale: Collection[str], palette: Palette) -> Tape:
    """Return the tape of the rows in their order; stale ones all in the stale colour."""
    segments: list[Segment] = []
    symbols: list[str] = []
    starts: list[int] = []
    length = 0
    for row in rows:
        quote = row.quote
        is_stale = row.symbol in stale
        plain, move = (palette.stale, palette.stale) if is_stale else (palette.text, palette.toward(quote.direction))
        pieces = (
            Segment(f"{quote.symbol} ", plain + palette.heading if not is_stale else plain),
            Segment(f"{price_text(quote.price)}{'?' if row.doubt else ''} ", plain),
            Segment(f"{ARROWS[quote.direction]} {change_text(quote.change)} {percent_text(quote.percent)}", move),
            Segment(_SEPARATOR, palette.muted),
        )
        symbols.append(row.symbol)
        starts.append(length)
        length += sum(piece.cell_length for piece in pieces)
        segments += pieces
    return Tape(Strip(segments, length), tuple(symbols), tuple(starts))
