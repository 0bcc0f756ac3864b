"""The small language of the filter: `ban` (symbol or name), `up`, `down`, `news`, `>2%`, `<-1%`, `>100`.

Words stand side by side, and a row must fit them all. `>` and `<` with a percent sign are about the percentage, without
one about the last price in rupees.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from parsing import Direction
from tui.prices.comparing import COMPARED, FIGURE, read_figure
from tui.prices.names import USUAL, Names
from tui.prices.rows import Row

_Test: TypeAlias = Callable[[Row], bool]

# >2%   <=-1.5%   >100   >75,312   <.5
_BOUND = re.compile(rf"(?P<sign> [<>] =? ) (?P<figure> [+-]? {FIGURE} ) (?P<percent> %? )", re.VERBOSE)
# 1,2   -0,75%   ,5
_COMMA: Final = re.compile(r"[+-]?[0-9]*,[0-9]+%?")
_DIRECTIONS: Final = {direction.value: direction for direction in Direction}
_NEWS: Final = "news"


@dataclass(frozen=True, slots=True)
class Filter:
    """What the user typed to choose rows, ready to be asked; an empty one fits every row."""

    text: str = ""
    tests: tuple[_Test, ...] = ()
    hint: str = ""
    """What is still missing, where a word says nothing yet; such a word leaves no row out."""
    words: tuple[str, ...] = ()
    """The words that are looked for in symbols and names, in capitals as symbols are."""

    @classmethod
    def read(cls, text: str, names: Names = USUAL) -> "Filter":
        """Return the filter that the text means, where companies have these names."""
        tests: list[_Test] = []
        hint = ""
        for word in text.split():
            test = _test(word, names)
            if test is None:
                hint = _hint(word)
            else:
                tests.append(test)
        words = tuple(word.upper() for word in text.split() if _is_sought(word))
        return cls(text.strip(), tuple(tests), hint, words)

    def __bool__(self) -> bool:
        """Whether it leaves anything out at all."""
        return bool(self.tests)

    def chosen(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Return the rows that fit."""
        return tuple(row for row in rows if all(test(row) for test in self.tests))

    def hits(self, symbol: str) -> tuple[int, ...]:
        """Return the places of the letters of a symbol that its words say; of odd letters, which can be two, none."""
        found = ((symbol.upper().find(word), len(word)) for word in self.words if symbol.isascii())
        return tuple(sorted({start + n for start, length in found if start >= 0 for n in range(length)}))


def _is_sought(word: str) -> bool:
    return word.lower() not in {*_DIRECTIONS, _NEWS} and word[0] not in "<>"


def _hint(word: str) -> str:
    """Return what a bound without a figure that can be read should be like."""
    sign, figure = word[0], word[1:].removeprefix("=")
    if _COMMA.fullmatch(figure):
        return f"write {figure.replace(',', '.')} with a point"
    return f"{sign}2% or {sign}100"


def _test(word: str, names: Names) -> _Test | None:
    """Return what a row must fit by that word, or None where it is a bound without a figure."""
    direction = _DIRECTIONS.get(word.lower())
    if direction is not None:
        return lambda row: row.quote.direction is direction
    if word[0] in "<>":
        return _bound(word)
    if word.lower() == _NEWS:
        return lambda row: row.news > 0
    sought = word.casefold()
    return lambda row: sought in row.symbol.casefold() or sought in names.of(row.symbol).casefold()


def _bound(word: str) -> _Test | None:
    matched = _BOUND.fullmatch(word)
    if matched is None:
        return None
    figure, compare = read_figure(matched["figure"]), COMPARED[matched["sign"]]
    if matched["percent"]:
        return lambda row: compare(row.quote.percent, figure)
    return lambda row: compare(row.quote.price, figure)
