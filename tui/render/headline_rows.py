"""The headlines as strips, one a story: its marks, when, the section, the title, and what became of the prices."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from itertools import groupby
from operator import itemgetter
from typing import Final, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from parsing import Direction
from tui.figures import ARROWS, direction_of, mark_text, percent_text, price_text
from tui.news.moves import Move, in_order
from tui.news.stories import Story
from tui.render.headline_texts import ELLIPSIS, MISSING, fitted, when_text
from tui.render.palette import Cursor, Palette

_UNREAD: Final = "•"
_STAR: Final = "★"
_ARROW: Final = " → "
_NO_PRICE: Final = ("no price then", "no price")
"""What stands in the place of a price of then that no page covers, the longer one where there is room."""

_LEAD: Final = 4
"""The cells of the marks, with the blank behind them."""

_DAY, _MONTH_AND_YEAR = 6, 8
"""The cells of `28 Mar` and of `Mar 2022`. A time has those of a day, lest the list shift at midnight."""

_GAP: Final = 2
_LONGEST_SECTION, _LONGEST_WHERE_ROOMY = 12, 20
_SYMBOL: Final = 8
_PRICE: Final = 8
_PERCENT: Final = 7
_MORE: Final = 4

_BARE: Final = 24
"""Under so many cells there is the title alone; from there on, when; then symbols, and so on."""
_SYMBOLS: Final = 36
_MIDDLE: Final = 70
_SECTIONS: Final = 90
_WIDE: Final = 110
_ROOMY: Final = 130


class Detail(IntEnum):
    """How much is told of a symbol: nothing, which way it went, by how much, or the prices."""

    NONE = 0
    WAY = 1
    PERCENT = 2
    PRICES = 3


class SymbolsListed(NamedTuple):
    """What room the symbols of the listed stories need: the cells of the longest that is named first, and the most."""

    longest: int = _SYMBOL
    most: int = 1_000

    @property
    def more(self) -> int:
        """The cells for how many more there are."""
        return len(f" &{self.most - 1}") if self.most > 1 else 0


AS_EVER: Final = SymbolsListed()


def symbols_listed(stories: Iterable[Story], first: Collection[str] = ()) -> SymbolsListed:
    """Return what room the symbols of these stories need, where these stand before the others."""
    named = [in_order(story, first) for story in stories if story.symbols]
    return SymbolsListed(max((cell_len(symbols[0]) for symbols in named), default=0), max(map(len, named), default=0))


class HeadlineLayout(NamedTuple):
    """The cells of the columns. Only the widths of the view and of what is listed change them, never the prices."""

    width: int = 0
    when: int = 0
    section: int = 0
    detail: Detail = Detail.NONE
    symbol: int = 0
    then: int = 0
    more: int = 0
    """Behind the first symbol, for the others."""

    @property
    def figures(self) -> int:
        """The cells of the symbols with all that is told of them."""
        if self.detail is Detail.NONE:
            return 0
        prices = self.then + 1 + len(_ARROW) + _PRICE if self.detail is Detail.PRICES else 0
        percent = _PERCENT + 1 if self.detail >= Detail.PERCENT else 0
        return self.symbol + prices + 2 + percent + self.more


def lay_out_headlines(
    width: int, sections: Collection[str], oldest: date, today: date, symbols: SymbolsListed = AS_EVER
) -> HeadlineLayout:
    """Return the layout on so many cells for stories of those sections, the oldest of that day.

    Where there is little room, the symbols have no more of it than the listed ones need.
    """
    if width < _BARE:
        return HeadlineLayout(width)
    when = _DAY if oldest.year == today.year else _MONTH_AND_YEAR
    most = _LONGEST_SECTION if width < _ROOMY else _LONGEST_WHERE_ROOMY
    longest = min(most, max(map(cell_len, sections), default=0))
    section = longest if width >= _SECTIONS else 0
    if width < _SYMBOLS or (width < _MIDDLE and not symbols.most):
        return HeadlineLayout(width, when)
    if width < _MIDDLE:
        longest = min(symbols.longest, _SYMBOL, width // 3 - 2 - _MORE)
        return HeadlineLayout(width, when, section, Detail.WAY, longest, more=min(symbols.more, _MORE))
    if width < _WIDE:
        return HeadlineLayout(width, when, section, Detail.PERCENT, _SYMBOL, more=_MORE)
    is_roomy = width >= _ROOMY
    then = len(_NO_PRICE[0]) - 1 if is_roomy else _PRICE
    more = max(_MORE, (width - _ROOMY) // 2)
    return HeadlineLayout(width, when, section, Detail.PRICES, _SYMBOL, then, more)


class Told(NamedTuple):
    """What is shown of a symbol. Without `now` it is not quoted."""

    symbol: str
    then: Decimal | None = None
    now: Decimal | None = None
    percent: Decimal | None = None
    is_stale: bool = False

    @property
    def direction(self) -> Direction | None:
        """Which way it went since then; None where that is not known."""
        return None if self.percent is None else direction_of(self.percent)


class Headline(NamedTuple):
    """What a line shows of a story, whatever its marks."""

    key: str
    title: str
    when: str
    is_misdated: bool = False
    section: str = ""
    symbols: tuple[Told, ...] = ()
    hits: tuple[tuple[int, int], ...] = ()
    """The start and the end of each part of the title that a search looks for."""


class HeadlineMarks(NamedTuple):
    """What a line shows besides."""

    cursor: Cursor | None = None
    """How the cursor is marked; None where it is not at this line."""
    is_read: bool = False
    is_starred: bool = False
    is_open: bool = False
    """Whether the story is in the reader."""


PLAIN: Final = HeadlineMarks()


def headline(
    story: Story,
    moves: Sequence[Move],
    now: datetime,
    stale: Collection[str] = (),
    hits: tuple[tuple[int, int], ...] = (),
) -> Headline:
    """Return what is shown of the story, whose symbols went that way, in the zone of `now`."""
    symbols = tuple(_told(move, stale) for move in moves)
    section = story.article.section or ""
    return Headline(story.key, story.title, when_text(story, now), story.is_misdated, section, symbols, hits)


def _told(move: Move, stale: Collection[str]) -> Told:
    """Return what is shown of a symbol: what was first seen long after the article is no price of then here."""
    now, is_stale = move.row.quote.price if move.row else None, move.symbol in stale
    if move.then is None or move.then.is_late:
        return Told(move.symbol, now=now, is_stale=is_stale)
    return Told(move.symbol, move.then.price, now, move.percent, is_stale)


def headline_strip(line: Headline, layout: HeadlineLayout, palette: Palette, marks: HeadlineMarks = PLAIN) -> Strip:
    """Return the line: exactly as wide as the layout, whatever the texts in it."""
    inks = palette.on(marks.cursor.ground) if marks.cursor else palette
    text = inks.muted if marks.is_read else inks.text
    pieces = [*_lead(line, layout, inks, marks)] if layout.when else []
    if layout.section:
        pieces.append((f"{fitted(line.section, layout.section)}  ", inks.muted))
    figures = [*_figures(line.symbols, layout, inks, text)] if line.symbols else []
    used = sum(cell_len(piece) for piece, _ in (*pieces, *figures))
    room = layout.width - used - (_GAP if figures else 0)
    title = text + Style(bold=True) if marks.is_open else text
    pieces += [*_title(line, room, title, palette.hit), (" " * _GAP if figures else "", inks.text), *figures]
    return _exactly(pieces, layout.width, inks.text)


def _lead(line: Headline, layout: HeadlineLayout, inks: Palette, marks: HeadlineMarks) -> Iterator[tuple[str, Style]]:
    yield marks.cursor.shape if marks.cursor else " ", inks.text
    yield " " if marks.is_read else _UNREAD, inks.star
    yield f"{_STAR if marks.is_starred else ' '} ", inks.star
    yield line.when.rjust(layout.when), inks.muted
    yield f"{'?' if line.is_misdated else ' '} ", inks.doubt


def _title(line: Headline, room: int, style: Style, hit: Style) -> Iterator[tuple[str, Style]]:
    """Yield the title, cut to the room, with the hits in it marked; in odd letters, which can be two, none are."""
    title = fitted(line.title, room)
    whole = len(title.rstrip().removesuffix(ELLIPSIS)) if title.rstrip() != line.title else len(line.title)
    end = 0
    for start, stop in line.hits if title.isprintable() and len(title) == cell_len(title) else ():
        yield title[end : min(start, whole)], style
        yield title[min(start, whole) : min(stop, whole)], style + hit
        end = min(stop, whole)
    yield title[end:], style


def _figures(
    symbols: Sequence[Told], layout: HeadlineLayout, inks: Palette, text: Style
) -> Iterator[tuple[str, Style]]:
    """Yield the first symbol in its columns, and as many of the others as there is room for."""
    if layout.detail is Detail.NONE:
        return
    first = symbols[0]
    style = inks.stale if first.is_stale else text
    yield fitted(first.symbol, layout.symbol), style
    if layout.detail is Detail.PRICES:
        yield from _prices(first, layout, inks, style)
    is_said = first.then is None and layout.detail is Detail.PRICES
    yield f"{_mark(first)}{' ' if is_said else _way(first)}", _ink(first, inks)
    if layout.detail >= Detail.PERCENT:
        yield f" {_percent(first):>{_PERCENT}}", _ink(first, inks)
    yield from _others(symbols[1:], layout, inks, text)


def _prices(told: Told, layout: HeadlineLayout, inks: Palette, style: Style) -> Iterator[tuple[str, Style]]:
    if told.now is None:
        yield " " * (layout.then + 1 + len(_ARROW) + _PRICE), style
        return
    room = layout.then + 1
    if told.then is None:
        yield next(text for text in _NO_PRICE if len(text) <= room).rjust(room), inks.muted
    else:
        yield f" {price_text(told.then):>{layout.then}}", inks.stale if told.is_stale else inks.muted
    yield _ARROW, inks.muted
    yield f"{price_text(told.now):>{_PRICE}}", style


def _others(others: Sequence[Told], layout: HeadlineLayout, inks: Palette, text: Style) -> Iterator[tuple[str, Style]]:
    """Yield the symbols after the first that there is room for, and how many more there are."""
    left = layout.more
    for place, told in enumerate(others):
        way = f"{_mark(told)}{_way(told)} {_percent(told)}".rstrip()
        is_last = place == len(others) - 1
        needed = _GAP + cell_len(told.symbol) + len(way)
        if needed > left - (0 if is_last else _MORE):
            more = f" &{len(others) - place}"  # a sign such as + would read as a change
            yield more.ljust(left)[:left], inks.muted
            return
        yield f"{' ' * _GAP}{told.symbol}", inks.stale if told.is_stale else text
        yield way, _ink(told, inks)
        left -= needed
    yield " " * left, text


def _mark(told: Told) -> str:
    return mark_text(is_stale=told.is_stale and told.now is not None)


def _way(told: Told) -> str:
    if told.now is None:
        return " "
    return MISSING if told.direction is None else ARROWS[told.direction]


def _percent(told: Told) -> str:
    return "" if told.percent is None else percent_text(told.percent)


def _ink(told: Told, inks: Palette) -> Style:
    if told.is_stale:
        return inks.stale
    return inks.muted if told.direction is None else inks.toward(told.direction)


def _exactly(pieces: Sequence[tuple[str, Style]], width: int, style: Style) -> Strip:
    """Return the pieces as a strip of so many cells, whatever the terminal makes of letters that are many in one."""
    runs = groupby((piece for piece in pieces if piece[0]), key=itemgetter(1))
    strip = Strip([Segment("".join(text for text, _ in run), ink) for ink, run in runs])
    return strip.adjust_cell_length(width, style)
