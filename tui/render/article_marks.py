"""An article's text with what is marked in it: symbols beside their live moves, links with their numbers, hits."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from textual.content import Content, Span
from textual.style import Style

from tui.figures import ARROWS, mark_text, percent_text
from tui.prices.rows import Row
from tui.render.index_line import COLOURS

TARGET: Final = "target"
"""The name under which a text has the number of what a click on it follows."""

_DATELINE: Final = "bold $muted"
_MENTION: Final = "bold underline"
_LINK: Final = "underline $link"
_CHOSEN: Final = "$foreground on $cursor-background"
_HIT: Final = "$foreground on $moved-background"
_HIT_NOW: Final = "bold reverse $emphasis"


class Mark(NamedTuple):
    """A place in a text, from `start` to before `end`, of a symbol or of a link, with the number that follows it."""

    start: int
    end: int
    symbol: str = ""
    is_first: bool = False
    """Whether the symbol's move is shown beside it: the article names it here for the first time."""
    number: int = 0


class Lit(NamedTuple):
    """What is lit up in a text: hits, the one that was gone to, and the number of the link that is chosen."""

    hits: Sequence[tuple[int, int]] = ()
    now: tuple[int, int] | None = None
    chosen: int = 0


def marked(
    text: str, lead: int, marks: Sequence[Mark], rows: Mapping[str, Row], stale: frozenset[str], lit: Lit
) -> Content:
    """Return the text with its marks; its first `lead` characters are the dateline."""
    spans = [Span(0, lead, _DATELINE)] if lead else []
    for mark in marks:
        spans.append(Span(mark.start, mark.end, _MENTION if mark.symbol else _LINK))
        if mark.number:
            spans.append(Span(mark.start, mark.end, target_style(mark.number)))
        if mark.number and mark.number == lit.chosen:
            spans.append(Span(mark.start, mark.end, _CHOSEN))
    content, parts, done = lit_up(Content(text, spans), lit), [], 0
    for at, figure in _insertions(marks, rows, stale):
        parts += [content[done:at], figure]
        done = at
    return Content("").join([*parts, content[done:]]) if parts else content


def lit_up(content: Content, lit: Lit, skipped: int = 0) -> Content:
    """Return the content with its hits lit up; their places are counted from behind what is skipped."""
    for start, end in lit.hits:
        content = content.stylize(_HIT_NOW if (start, end) == lit.now else _HIT, skipped + start, skipped + end)
    return content


def shown_place(place: int, marks: Sequence[Mark], rows: Mapping[str, Row]) -> int:
    """Return where the character of the text stands once the figures are beside the marks."""
    return place + sum(len(figure) for at, figure in _insertions(marks, rows, frozenset()) if at <= place)


def _insertions(marks: Iterable[Mark], rows: Mapping[str, Row], stale: frozenset[str]) -> Iterable[tuple[int, Content]]:
    for mark in sorted(marks, key=lambda mark: mark.end):
        if not mark.symbol:
            yield mark.end, Content.styled(f"[{mark.number}]", "$muted")
        elif mark.is_first and (row := rows.get(mark.symbol)):
            yield mark.end, live_move(row, is_stale=mark.symbol in stale)


def target_style(number: int) -> Style:
    """Return what a click tells the target by."""
    return Style.from_meta({TARGET: number})


def live_move(row: Row, *, is_stale: bool) -> Content:
    """Return a symbol's direction and the day's change as they stand in a text: one word, which no line parts."""
    quote = row.quote
    told = f"{mark_text(is_stale=is_stale)}{ARROWS[quote.direction]}{percent_text(quote.percent)}"
    return Content.styled(told, "$stale" if is_stale else COLOURS[quote.direction])
