"""What stands above an article: furniture, masthead, statistics and section."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from parsing.dates import read_day
from parsing.draft import Draft
from parsing.line_forms import (
    BULLET,
    HEAD_LINES,
    LOGO,
    LONGEST_ASIDE,
    MASTHEAD,
    MASTHEAD_MARK,
    PHOTO,
    PRINT_SECTION,
    SECTION,
    SECTIONS,
    STATISTIC,
    is_head_of,
    is_headline,
    is_prose,
    match_byline,
)
from parsing.lines import Line, is_apart
from parsing.tables import is_row, is_rule

_LEAST_STATISTICS: Final = 3
_SECTION_WORDS: Final = 4
_TITLE_WORDS: Final = 3


def read_front(lines: Sequence[Line], draft: Draft) -> tuple[Sequence[Line], date | None]:
    """Read masthead and section, and return the lines below them and the day that the page prints for itself."""
    end, day = _read_masthead(lines)
    below_masthead = lines[end - 1].number + 1 if end else 0
    lines = _without_statistics(lines[end:])
    if not lines:
        return lines, day
    text = lines[0].text.strip()
    if printed := PRINT_SECTION.fullmatch(text):
        draft.section = printed["section"]
        return lines[1:], day or read_day(printed["date"])
    if _is_section(lines, is_below_masthead=lines[0].number == below_masthead):
        draft.section = text
        return lines[1:], day
    return lines, day


def _read_masthead(lines: Sequence[Line]) -> tuple[int, date | None]:
    """Return the position after the masthead, and the day that it prints.

    All that stands above it is furniture, so it is looked for only above the first prose: a logo further down is no
    masthead. Below the logo the paper's date line may have any words behind its date, in any script; elsewhere it needs
    the paper's own marks, or to be a bare date that is the first text of the page, where it could be a byline too.
    """
    end, day = 0, None
    is_below_logo = False
    for position, line in enumerate(lines):
        text = line.text.strip()
        is_marked = len(text) <= LONGEST_ASIDE and MASTHEAD_MARK.search(text) is not None
        if is_prose(text) and not is_marked:
            break
        is_logo = LOGO.fullmatch(text) is not None
        dated = MASTHEAD.fullmatch(text)
        is_bare_date = position == 0 and dated is not None and dated["words"] is None
        if is_logo or (is_below_logo and (dated or "►" in text)) or is_marked or is_bare_date:
            end = position + 1
            day = day or (read_day(dated["date"]) if dated else None)
        is_below_logo = is_logo
    return end, day


def _without_statistics(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines without a block of statistics at their start: the last of at least three, and all above it.

    The last figures are a title all the same where a byline or bullet stands under them, as in "PSX crosses 72,000", or
    where they stand apart from the block; a figure alone on its line never is. Those of a table are the table's. Rates
    are an article's own where prose follows them and each has its name on its line.
    """
    texts = [line.text.strip() for line in lines]
    figures: list[int] = []
    for position, text in enumerate(texts):
        if is_prose(text) or match_byline(text) or BULLET.fullmatch(text) or is_rule(text) or is_row(text):
            break
        stands_alone = position + 1 < len(lines) and is_apart(lines, position) and is_apart(lines, position + 1)
        if STATISTIC.fullmatch(text) and (text[0].isdigit() or not stands_alone):
            figures.append(position)
    if figures and not texts[figures[-1]][0].isdigit() and is_head_of(texts[figures[-1] + 1 :][:HEAD_LINES]):
        figures.pop()
    if len(figures) < _LEAST_STATISTICS:
        return lines
    end = figures[-1] + 1
    has_bare_figures = any(texts[position][0].isdigit() for position in figures)
    return lines[end:] if has_bare_figures or (end < len(lines) and not is_prose(texts[end])) else lines


def _is_section(lines: Sequence[Line], *, is_below_masthead: bool) -> bool:
    """Whether the first line is a section rather than a title.

    The paper's own sections always are, unless there is nothing else on the page. Another short line is one where a
    title follows with its byline, or right below the masthead where something else than a byline follows; else it is
    the title.
    """
    text, *following = (line.text.strip() for line in lines[: HEAD_LINES + 2])
    if text.casefold() in SECTIONS:
        return bool(following) or is_below_masthead
    words = len(text.split())
    if not SECTION.fullmatch(text) or words > _SECTION_WORDS or not following or is_head_of(following):
        return False
    if is_head_of(following[1:]) and not is_prose(following[0]) and not PHOTO.fullmatch(following[0]):
        return True
    return is_below_masthead and (words < _TITLE_WORDS or is_headline(following[0]))
