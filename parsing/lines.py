"""A page as numbered, cleaned lines: what the quote and article rules read."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from parsing.clean import TAB, clean, excerpt
from parsing.models import Problem

MAX_LINE: Final = 1024 * 1024
"""Characters that are read of one line."""

_CLEANED: Final = "Control or invisible characters were taken out of this line."
_TOO_LONG: Final = f"This line is longer than {MAX_LINE:,} characters; only its start was read."


class Line(NamedTuple):
    """One line of a page: its number, counted from 1, and its cleaned text, spaces kept."""

    number: int
    text: str


def clean_page(text: str) -> tuple[str, list[Problem]]:
    """Return the page cleaned, its lines ended by LF alone, and a problem for each line of which something was cut.

    Lines end with LF, CR LF or CR, and with nothing else: other separators of Unicode are text here.
    """
    if text.replace("\n", "").isprintable() and not _has_long_line(text):
        return text, []
    lines: list[str] = []
    problems: list[Problem] = []
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        cleaned = clean(raw)
        if len(cleaned) != len(raw) + raw.count("\t") * (len(TAB) - 1):
            problems.append(Problem(line=number, code="cleaned", message=_CLEANED, excerpt=excerpt(cleaned)))
        if len(cleaned) > MAX_LINE:
            problems.append(Problem(line=number, code="line-too-long", message=_TOO_LONG, excerpt=excerpt(cleaned)))
        lines.append(cleaned[:MAX_LINE])
    return "\n".join(lines), problems


def _has_long_line(text: str) -> bool:
    return len(text) > MAX_LINE and max(map(len, text.split("\n"))) > MAX_LINE


def split_page(text: str, start: int = 1) -> list[Line]:
    """Return the lines of a cleaned page, numbered from `start`."""
    return [Line(number, line) for number, line in enumerate(text.split("\n"), start)]


def is_apart(lines: Sequence[Line], position: int) -> bool:
    """Whether a blank line, or one that is not among the lines, stands before the one at that position."""
    return position == 0 or lines[position].number != lines[position - 1].number + 1
