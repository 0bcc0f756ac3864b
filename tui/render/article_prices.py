"""The block of the symbols that an article names, in as wide a form as there is room for: a line each, or two."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from textual.content import Content

from tui.render.article_marks import target_style
from tui.render.article_price_texts import Asked, Texts, foot_text, texts_of
from tui.render.targets import number_content, number_width

_GAP: Final = "  "
_LEAST_NAME: Final = 8
_MOST_STACKED: Final = 4
"""Symbols that have two lines each: more would push the first word of the article off the screen."""
_MOST_NAMED: Final = 30
"""Symbols that are named without their prices."""
_CHOSEN: Final = "bold $link on $cursor-background"


class _Columns(NamedTuple):
    """The cells of the columns."""

    head: int
    then: int
    now: int
    change: int


def prices_lines(asked: Asked, width: int) -> list[Content]:
    """Return the lines of the block, each at most `width` cells wide."""
    told = texts_of(asked)
    lines = _named(told, asked, width) or _unnamed(told, asked, width)
    shown = asked
    if lines is None:
        shown = asked._replace(moves=asked.moves[:_MOST_STACKED])
        lines = _stacked(texts_of(shown), asked, width)
    foot = filter(None, [foot_text(shown)])
    below = [*_others(asked, len(shown.moves), width), *(Content.styled(text, "$muted") for text in foot)]
    return [line.truncate(width, ellipsis=True) for line in (*lines, *below)]


def line_of_symbol(lines: Sequence[Content], number: int, symbol: str) -> int:
    """Return the line of the symbol that has the number, or on which it is only named."""
    numbered = [at for at, line in enumerate(lines) if f"[{number}]" in line.plain]
    named = [at for at, line in enumerate(lines) if symbol in line.plain.replace(",", "").split()]
    return next(iter((*numbered, *named)), 0)


def _named(told: Sequence[Texts], asked: Asked, width: int) -> list[Content] | None:
    """Return one line a symbol, with its name as far as there is room for it; None where there is too little."""
    columns = _columns(told)
    room = width - sum(columns) - len(_GAP) * 4
    if room < _LEAST_NAME:
        return None
    names = [asked.names.of(line.move.symbol) for line in told]
    cells = min(room, max(map(len, names), default=0))
    lines = []
    for line, name in zip(told, names, strict=True):
        shown = Content.styled(f"{_cut(name, cells):<{cells}}", "$muted")
        lines.append(_row([_head(line, asked, columns.head, len(told)), shown], line, columns))
    return [_heading(told, columns.head + len(_GAP) + cells, columns), *lines]


def _unnamed(told: Sequence[Texts], asked: Asked, width: int) -> list[Content] | None:
    """Return one line a symbol, without its name; None where the pane is too narrow for that."""
    columns = _columns(told)
    if sum(columns) + len(_GAP) * 3 > width:
        return None
    lines = [_row([_head(line, asked, columns.head, len(told))], line, columns) for line in told]
    return [_heading(told, columns.head, columns), *lines]


def _stacked(told: Sequence[Texts], asked: Asked, width: int) -> list[Content]:
    """Return two lines a symbol, what it is and what it was; the move has its own where the first is too narrow."""
    columns = _columns(told)
    now = max((line.says_now.cell_length for line in told), default=0)
    indent = " " * (number_width(len(told)) + 1)
    lines = []
    for line in told:
        first = [_head(line, asked, columns.head, len(told)), _left(line.says_now, now)]
        whole = Content(_GAP).join([*first, _right(line.change, columns.change)])
        below = [line.was]
        if whole.cell_length > width:
            whole, below = Content(_GAP).join(first), [line.change, line.was]
        room = max(1, width - len(indent))
        wrapped = (part for text in below if text for part in text.wrap(room))
        lines += [whole.rstrip(), *(Content.assemble(indent, part) for part in wrapped)]
    return lines


def _others(asked: Asked, shown: int, width: int) -> Iterator[Content]:
    """Yield lines that name the symbols after so many; what has a number can be followed from there, too."""
    symbols = (*(move.symbol for move in asked.moves), *asked.unshown)
    left = len(symbols) - shown
    if not left:
        return
    line = Content.styled(f"and {left:,} more:", "$muted")
    for place, symbol in enumerate(symbols[shown : shown + _MOST_NAMED], start=1):
        number = shown + place if shown + place <= len(asked.moves) else 0
        end = "," if place < min(left, _MOST_NAMED) else " …" if left > _MOST_NAMED else ""
        word = Content.assemble(_other(symbol, number, asked), (end, "$muted"))
        if line.cell_length + 1 + word.cell_length > width:
            yield line
            line = word
        else:
            line = Content(" ").join([line, word])
    yield line


def _other(symbol: str, number: int, asked: Asked) -> Content:
    told = Content.styled(symbol, _CHOSEN if number and number == asked.chosen else "$muted")
    return told.stylize(target_style(number)) if number else told


def _columns(told: Sequence[Texts]) -> _Columns:
    return _Columns(
        head=number_width(len(told)) + 1 + max((len(line.move.symbol) for line in told), default=0),
        then=max((line.then.cell_length for line in told), default=0),
        now=max((line.now.cell_length for line in told), default=0),
        change=max((line.change.cell_length for line in told), default=0),
    )


def _head(line: Texts, asked: Asked, cells: int, most: int) -> Content:
    is_chosen = line.number == asked.chosen
    number = number_content(line.number, most, is_chosen=is_chosen)
    symbol = Content.styled(line.move.symbol, _CHOSEN if is_chosen else "bold $link")
    return _left(number + symbol, cells).stylize(target_style(line.number))


def _row(head: Sequence[Content], line: Texts, columns: _Columns) -> Content:
    parts = (*head, _left(line.then, columns.then), _left(line.now, columns.now), _right(line.change, columns.change))
    return Content(_GAP).join(parts)


def _heading(told: Sequence[Texts], before: int, columns: _Columns) -> Content:
    """Return the names of the columns, as far as they have something in them."""
    then = f"{_cut(_then_heading(told), columns.then):<{columns.then}}"
    now = f"{'now ':>{columns.now}}"
    move = "move" if any(line.move.percent is not None for line in told) else ""
    return Content.styled(_GAP.join((" " * before, then, now, f"{move:>{columns.change}}")).rstrip(), "$muted")


def _then_heading(told: Sequence[Texts]) -> str:
    are_published = {line.move.then.is_published for line in told if line.move.then}
    if not are_published:
        return ""
    return "then" if len(are_published) > 1 else "when published" if are_published == {True} else "when seen"


def _cut(text: str, cells: int) -> str:
    return text if len(text) <= cells else text[: max(0, cells - 1)] + "…" if cells else ""


def _left(content: Content, cells: int) -> Content:
    return Content.assemble(content, " " * max(0, cells - content.cell_length))


def _right(content: Content, cells: int) -> Content:
    return Content.assemble(" " * max(0, cells - content.cell_length), content)
