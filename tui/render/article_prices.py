"""The symbols that an article names: what each cost when it was published, what it costs now, and the move between.

The times are Pakistan's, as in the byline. Of when the prices now are is said below them, with the day wherever that is
not the article's: prices and article may be years apart.
"""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from textual.content import Content

from parsing import Direction
from tui.moves import Move
from tui.names import Names
from tui.refresh import Kind
from tui.render.article_head import day_published, has_time, short_time
from tui.render.article_marks import target_style
from tui.render.figures import ARROWS, aligned, count_text, percent_text, price_text
from tui.render.index_line import COLOURS
from tui.rows import Row
from tui.stories import Story, Then

_GAP: Final = "  "
_LEAST_NAME: Final = 8
_WHOSE: Final = {Kind.DEMO: "Demo prices", Kind.REPLAY: "Replayed prices"}
_DAY: Final = "day "
_NOT_QUOTED: Final = "not quoted"


class Asked(NamedTuple):
    """What the block is made from: the story, its symbols' moves, their names, which are stale, the one chosen."""

    story: Story
    moves: Sequence[Move]
    names: Names
    stale: frozenset[str] = frozenset()
    chosen: int = 0
    unshown: int = 0
    """How many symbols more the article names."""


class _Line(NamedTuple):
    """A symbol with what stands in the columns behind it."""

    number: int
    move: Move
    then: Content
    now: Content
    change: Content
    was: Content
    """What it was, on a line by itself."""


def prices_lines(asked: Asked, width: int) -> list[Content]:
    """Return the lines of the block, each at most `width` cells wide: as wide a form as there is room for."""
    lines = _lines(asked)
    for form in (_named, _unnamed, _stacked):
        told = form(lines, asked, width)
        if form is _stacked or all(line.cell_length <= width for line in told):
            break
    foot = [Content.styled(text, "$muted").truncate(width, ellipsis=True) for text in _foot(asked)]
    return [*(line.truncate(width, ellipsis=True) for line in told), *foot]


def _lines(asked: Asked) -> list[_Line]:
    day = day_published(asked.story)
    prices = aligned([price_text(move.row.quote.price) if move.row else "" for move in asked.moves])
    wide = max((len(price) for price in prices), default=0)
    thens = aligned([price_text(move.then.price) if move.then else "" for move in asked.moves])
    widest = max((len(then) for then in thens), default=0)
    lines = []
    for number, (move, price, then) in enumerate(zip(asked.moves, prices, thens, strict=True), start=1):
        is_stale = move.symbol in asked.stale
        told = _then_text(move.then, day) if move.then else ""
        was = Content.assemble(then.strip(), (f" {told}", "$muted")) if told else _uncovered(asked, move)
        when = Content.assemble(f"{then:>{widest}}", (f" {told}", "$muted")) if told else was
        now = _now(move.row, f"{price:>{wide}}", is_stale)
        lines.append(_Line(number, move, when, now, _change(move, is_stale=is_stale), was))
    return lines


def _then_text(then: Then, day: date | None) -> str:
    return f"{'at' if then.is_published else 'first seen'} {short_time(then.as_of, day)}"


def _uncovered(asked: Asked, move: Move) -> Content:
    """Return why there is no price of then; nothing for a symbol without any price, which says that by itself."""
    story = asked.story
    if move.row is None:
        return Content("")
    if not move.row.kind.is_kin_of(story.kind):
        told = "not of this market"
    elif story.is_misdated:
        told = "the article is dated in the future"
    elif story.published is None:
        told = "the article gives no time"
    elif not has_time(story):
        told = f"no time given on {story.published:%d %b %Y}"
    else:
        told = f"no page covers {short_time(story.published, None)}"
    return Content.styled(told, "$muted")


def _now(row: Row | None, price: str, is_stale: bool) -> Content:
    if row is None:
        return Content.styled(_NOT_QUOTED, "$muted")
    direction = row.quote.direction
    return Content.assemble(
        (price, "$stale" if is_stale else "bold"),
        ("?" if row.doubt else " ", "bold $caution"),
        (ARROWS[direction], "$stale" if is_stale else COLOURS[direction]),
    )


def _change(move: Move, *, is_stale: bool) -> Content:
    """Return the move since then; where that is not known the day's, which says that it is."""
    if move.row is None:
        return Content("")
    quote = move.row.quote
    percent, of_the_day = (quote.percent, _DAY) if move.percent is None else (move.percent, "")
    told = f"{percent_text(percent):>7}"
    return Content.assemble((of_the_day, "$muted"), (told, "$stale" if is_stale else COLOURS[_direction(percent)]))


def _direction(percent: Decimal) -> Direction:
    return Direction.UP if percent > 0 else Direction.DOWN if percent < 0 else Direction.UNCHANGED


def _named(lines: Sequence[_Line], asked: Asked, width: int) -> list[Content]:
    """Return one line a symbol, with its name as far as there is room for it."""
    columns = _columns(lines)
    room = width - sum(columns) - len(_GAP) * 4
    if room < _LEAST_NAME:
        return [Content(" " * (width + 1))]
    names = [asked.names.of(line.move.symbol) for line in lines]
    cells = min(room, max(map(len, names), default=0))
    told = [
        _row(_head(line, asked, columns[0]), Content.styled(_cut(name, cells), "$muted"), line, (cells, *columns[1:]))
        for line, name in zip(lines, names, strict=True)
    ]
    return [_heading(lines, columns[0] + len(_GAP) + cells, columns), *told]


def _unnamed(lines: Sequence[_Line], asked: Asked, width: int) -> list[Content]:
    """Return one line a symbol, without its name."""
    columns = _columns(lines)
    told = [_row(_head(line, asked, columns[0]), None, line, (0, *columns[1:])) for line in lines]
    return [_heading(lines, columns[0], columns), *told] if width else told


def _stacked(lines: Sequence[_Line], asked: Asked, width: int) -> list[Content]:
    """Return two lines a symbol: what it is, and what it was."""
    head, _, now, _ = _columns(lines)
    told = []
    for line in lines:
        told.append(Content(_GAP).join([_head(line, asked, head), _left(line.now, now), line.change]))
        if line.was:
            told.append(Content.assemble(" " * (len(_number(line)) + 1), line.was))
    return told if width else []


def _columns(lines: Sequence[_Line]) -> tuple[int, int, int, int]:
    heads = [len(_number(line)) + 1 + len(line.move.symbol) for line in lines]
    parts: tuple[Callable[[_Line], Content], ...] = (lambda line: line.then, lambda line: line.now)
    then, now = (max((part(line).cell_length for line in lines), default=0) for part in parts)
    return max(heads, default=0), then, now, max((line.change.cell_length for line in lines), default=0)


def _number(line: _Line) -> str:
    return f" [{line.number}]"


def _head(line: _Line, asked: Asked, width: int) -> Content:
    is_chosen = line.number == asked.chosen
    sign = "▸" if is_chosen else " "
    symbol = f"{line.move.symbol}"
    space = " " * (width - len(_number(line)) - 1 - len(symbol))
    style = "bold $link on $cursor-background" if is_chosen else "bold $link"
    return Content.assemble(
        (f"{sign}[{line.number}] ", "bold $emphasis" if is_chosen else "$muted"), (symbol, style), space
    ).stylize(target_style(line.number))


def _row(head: Content, name: Content | None, line: _Line, columns: tuple[int, int, int, int]) -> Content:
    cells, then, now, change = columns
    parts = [head] if name is None else [head, _left(name, cells)]
    return Content(_GAP).join([*parts, _left(line.then, then), _left(line.now, now), _right(line.change, change)])


def _heading(lines: Sequence[_Line], before: int, columns: tuple[int, int, int, int]) -> Content:
    """Return the names of the columns, as far as they have something in them."""
    _, then, now, change = columns
    has_then = any(line.move.then for line in lines)
    is_published = all(line.move.then.is_published for line in lines if line.move.then)
    words = ("when published" if is_published else "when seen") if has_then else ""
    told = f"{' ' * before}{_GAP}{_cut(words, then):<{then}}{_GAP}{'now':>{max(3, now - 2)}}"
    move = any(line.move.percent is not None for line in lines)
    return Content.styled(f"{told}  {_GAP}{'move':>{change}}" if move else told, "$muted")


def _foot(asked: Asked) -> list[str]:
    """Return of when the prices now are, and how many symbols are not shown."""
    rows = [move.row for move in asked.moves if move.row]
    more = [f"and {count_text(asked.unshown, 'symbol')} more"] if asked.unshown else []
    if not rows:
        return more
    day = day_published(asked.story)
    oldest, newest = (pick(row.as_of for row in rows) for pick in (min, max))
    whose = _WHOSE.get(rows[0].kind, "Prices")
    told = short_time(newest, day)
    if (old := short_time(oldest, day)) != told:
        told = f"{old} to {told}"
    return [*more, f"{whose} now are of {told} PKT"]


def _cut(text: str, cells: int) -> str:
    return text if len(text) <= cells else text[: max(0, cells - 1)] + "…" if cells else ""


def _left(content: Content, cells: int) -> Content:
    return Content.assemble(content, " " * max(0, cells - content.cell_length))


def _right(content: Content, cells: int) -> Content:
    return Content.assemble(" " * max(0, cells - content.cell_length), content)
