"""The words of a table that have a cell for themselves, in a text whose columns blanks or bars keep apart."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, NamedTuple


class Cell(NamedTuple):
    """A word that has a cell for itself, from the character at `start` to before the one at `end`."""

    word: str
    start: int
    end: int
    has_figure: bool
    """Whether there is a figure in its line."""


def cells_of_a_word(text: str) -> Iterator[Cell]:
    """Yield them line by line.

    A cell begins with its line, behind a number at the start of the line, behind a bar or two blanks. It ends so, or
    before a figure.
    """
    for line in _LINE.finditer(text):
        yield from _of_line(line.group(), line.start(), has_figure=_FIGURE.search(line.group()) is not None)


_LINE: Final = re.compile(r"[^\n]+")
_GAP: Final = "  "

# "1.  HUBC  98.10", "| HUBC | +0.4% |": HUBC, 98.10, +0.4%
_PIECE: Final = re.compile(r"[^\s|│]+")

# 98.10, +0.4%, (1.2), Rs98, ▲0.3
_FIGURE: Final = re.compile(r"(?<!\w)\(?(?:Rs\.?|PKR)?[+▲▼−-]?\d")

# 1, 2., 3)
_NUMBER: Final = re.compile(r"\d{1,3}[.)]?")


def _of_line(line: str, start: int, *, has_figure: bool) -> Iterator[Cell]:
    pieces = list(_PIECE.finditer(line))
    is_begin = True
    for piece, following in zip_longest(pieces, pieces[1:]):
        word = piece.group()
        gap = line[piece.end() : following.start()] if following else _GAP
        is_end = len(gap) >= len(_GAP) or not gap.isspace() or "\t" in gap
        if is_begin and (is_end or (following is not None and _FIGURE.match(following.group()) is not None)):
            yield Cell(word, start + piece.start(), start + piece.end(), has_figure)
        is_begin = is_end or (piece is pieces[0] and _NUMBER.fullmatch(word) is not None)
