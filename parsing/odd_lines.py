"""Lines that were meant as quotes and are none: torn, unreadable, cut off, or written by readers."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import Final

from parsing.lines import Line, split_page
from parsing.models import Problem
from parsing.quote_forms import (
    CUT_OFF,
    DIRECTIONS,
    MOVE,
    NUMBER,
    PERCENT,
    QUOTE_WITHIN,
    SYMBOL,
    SYMBOL_ALONE,
    UNREADABLE,
    Fault,
    is_meant_as_quote,
    is_quote,
    problem,
)

_LONGEST_QUOTE: Final = 120
_BROKEN: Final = "A quote is broken over this line and those below it; it was left out."
_SYMBOL_ALONE: Final = (
    "A symbol stands alone above a quote, which may have been torn from it; that quote is shown as printed."
)
_CUT_OFF: Final = "The page breaks off in this quote; it was left out."
_BELOW_THE_END: Final = "This line looks like a quote, but stands where readers write; it was left out."


def read_odd_lines(others: Sequence[Line], last_quote: int) -> tuple[list[Line], list[Problem]]:
    """Part the lines that are no quotes into those that were meant as one, with a problem each, and the rest."""
    rest: list[Line] = []
    problems: list[Problem] = []
    torn_until = 0
    for line, second, third in zip_longest(others, others[1:], others[2:], fillvalue=Line(0, "")):
        if line.number <= torn_until or not line.text.strip():
            continue
        if len(line.text) <= _LONGEST_QUOTE and (end := _end_of_torn_quote(line, (second, third))):
            problems.append(problem(line, Fault("quote-broken", _BROKEN)))
            torn_until = end
        elif fault := _fault(line, second, last_quote):
            problems.append(problem(line, fault))
        else:
            rest.append(line)
    if last_quote and rest and rest[-1].number == last_quote + 1 and _is_cut_off(rest[-1].text):
        problems.append(problem(rest.pop(), Fault("quote-cut-off", _CUT_OFF)))
    return rest, problems


def _fault(line: Line, following: Line, last_quote: int) -> Fault | None:
    """Return what is wrong with a line that was meant as a quote, or as the start of one; None for any other."""
    text = line.text
    if is_meant_as_quote(text) or (any(word in text for word in DIRECTIONS) and QUOTE_WITHIN.search(text)):
        return Fault("quote-malformed", UNREADABLE, _unreadable_part(text))
    is_above_a_quote = line.number < last_quote and following.number != line.number + 1
    if is_above_a_quote and SYMBOL_ALONE.fullmatch(text):
        return Fault("quote-broken", _SYMBOL_ALONE)
    return None


def _end_of_torn_quote(line: Line, following: Sequence[Line]) -> int:
    """Return the last line of a quote that is torn over two or three lines, between its words or inside one; else 0."""
    words = glued = line.text
    for distance, part in enumerate(following, start=1):
        if part.number != line.number + distance or len(words) + len(part.text) > _LONGEST_QUOTE:
            return 0
        words, glued = f"{words} {part.text}", f"{glued}{part.text}"
        if ")" in part.text and (is_quote(words) or is_quote(glued)):
            return part.number
    return 0


def _is_cut_off(text: str) -> bool:
    matched = CUT_OFF.fullmatch(text)
    return matched is not None and any(word.startswith((matched["move"] or "").rstrip()) for word in DIRECTIONS)


def _unreadable_part(text: str) -> str:
    """Return the first part of a line meant as a quote that is not as the grammar has it."""
    return next((part for part, start in _starts() if not start.match(text)), "form")


@cache
def _starts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return, for each part of a quote, what a line with all parts up to it starts with."""
    end = r"(?= \ | $ )"
    parts = {
        "symbol": rf"\ *+ {SYMBOL} {end}",
        "price": rf"\ ++ {NUMBER} {end}",
        "direction": rf"\ ++ {MOVE}",
        "change": rf"\ *+ [+-]?+ {NUMBER} {end}",
        "percentage": rf"\ ++ \( [+-]?+ {PERCENT} % \)",
    }
    starts, so_far = [], ""
    for part, pattern in parts.items():
        so_far += pattern
        starts.append((part, re.compile(so_far, re.VERBOSE)))
    return tuple(starts)


def quotes_below_the_end(text: str, first: int) -> list[Problem]:
    """Return a problem for each line of `text` that looks like a quote; its first line has the number `first`."""
    return [
        problem(line, Fault("quote-below-end", _BELOW_THE_END))
        for line in split_page(text, first)
        if is_meant_as_quote(line.text)
    ]
