"""Tables in the text of an article: between rules, in columns, or between bars."""

import re
from collections.abc import Sequence
from typing import Final

from parsing.line_forms import ends_a_sentence, is_prose
from parsing.lines import Line, is_apart

# "========", "--------", "+-----+-----+", "|-----|----:|", "----  -----  ----"
RULE = re.compile(r"[-=_*~+|:─━═┄│┃║├┤┼┬┴┌┐└┘╞╡╪ ]{5,}")
_DRAWN: Final = frozenset("-=_*~─━═┄")
_LEAST_DRAWN: Final = 5

# "US dollar        104.8210      110.4175", "| Gold | 215,000 |": two gaps between columns, or two bars
GAP = re.compile(r"(?:[^\s.!?…]\ {2,}|\ *[|│]\ *)(?=\S)")
_LEAST_GAPS: Final = 2


def is_rule(text: str) -> bool:
    """Whether the line is drawn and says nothing."""
    return RULE.fullmatch(text.strip()) is not None and sum(sign in _DRAWN for sign in text) >= _LEAST_DRAWN


def is_row(text: str) -> bool:
    """Whether the line has at least three columns."""
    if ("  " not in text and "|" not in text and "│" not in text) or is_prose(text):
        return False
    return len(GAP.findall(text)) >= _LEAST_GAPS


def read_table(lines: Sequence[Line], start: int) -> tuple[int, str | None]:
    """Return the position after the table that starts at `start`, and its text; (start, None) where none starts there.

    The lines have text; a gap in their numbers is a blank line. A table starts with a rule, or with two rows below each
    other. It goes on over captions, and over blank lines as long as a row or a rule follows, and ends with its last
    rule or row. A rule, a blank line and a rule part two tables. A rule that stands alone parts the text: it is passed
    over, with None for its text.
    """
    first = lines[start].text
    starts = is_rule(first) or (is_row(first) and start + 1 < len(lines) and _goes_on(lines, start + 1))
    if not starts:
        return start, None
    end = start
    for position in range(start + 1, len(lines)):
        text = lines[position].text
        if is_rule(text) and end == position - 1 > start and is_apart(lines, position) and is_rule(lines[end].text):
            break
        if is_rule(text) or is_row(text) or (end == position - 1 and _is_short_row(lines, position)):
            end = position
        elif is_apart(lines, position) or is_prose(text) or ends_a_sentence(text):
            break
    if all(is_rule(line.text) for line in lines[start : end + 1]):
        return end + 1, None
    return end + 1, _as_text(lines[start : end + 1])


def _is_short_row(lines: Sequence[Line], position: int) -> bool:
    """Whether the line right under a row is one itself, with fewer columns."""
    text = lines[position].text
    return not is_apart(lines, position) and GAP.search(text) is not None and not is_prose(text)


def _goes_on(lines: Sequence[Line], position: int) -> bool:
    text = lines[position].text
    return not is_apart(lines, position) and (is_row(text) or is_rule(text))


def _as_text(lines: Sequence[Line]) -> str:
    """Return the lines as they stand on the page, with the blank ones between them."""
    text: list[str] = []
    for before, line in zip((lines[0], *lines), lines, strict=False):
        text += [""] * max(0, line.number - before.number - 1)
        text.append(line.text.rstrip())
    return "\n".join(text)
