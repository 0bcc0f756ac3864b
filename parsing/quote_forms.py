"""The forms of the quote lines: each form once, with an example above it."""

import re
from typing import Final, NamedTuple

from parsing.clean import excerpt
from parsing.lines import Line
from parsing.models import Direction, Problem

SYMBOL: Final = r"[A-Z0-9] [A-Z0-9.&-]{0,15}+"
NUMBER: Final = r"[0-9] [0-9,]{0,14}+ (?: \.[0-9]{1,4}+ )?+"
# the usual forms first, which are quick to match, then those with more than a space (a tab) between the words
MOVE: Final = r"""
    (?: Increased\ By | Decreased\ By | No\ Change | (?: In | De ) creased \ ++ By | No \ ++ Change ) (?: \ *+ [▲▼] )?+
"""
PERCENT: Final = r"[0-9]{1,6}+ (?: \.[0-9]{1,4}+ )?+"

# "AIRLINK 74.48 Increased By ▲ 0.23 (0.31%)", "KSE100 75,312 Increased By 381 (0.51%)"; any other line is `other`
QUOTE_LINE = re.compile(
    rf"""
    ^ (?: \ *+ (?P<symbol> {SYMBOL} )
          \ ++ (?P<price> {NUMBER} )
          \ ++ (?P<move> {MOVE} )
          \ *+ (?P<change> [+-]?+ {NUMBER} )
          \ ++ \( (?P<percent> [+-]?+ {PERCENT} ) % \) \ *+
        | (?P<other> .*+ )
      ) $
    """,
    re.VERBOSE | re.MULTILINE,
)

# "75,312", "1,234,567.80": separators stand between groups of three, or there are none
SEPARATED = re.compile(r"[+-]? [0-9]{1,3} (?: ,[0-9]{3} )+ (?: \.[0-9]+ )?", re.VERBOSE)

# "MARI abc Increased By …", "hubc 122.75 Increased By ▲ 5.23 (4.45%)", "HUBC 122.75 No Change": a direction among few
# words, with a symbol and one word, or a figure, before it, or with an arrow or a percentage after it; and in small
# letters, "HUBC 122.75 increased by ▲ 5.23 (4.45%)", where all three are there; or symbol, price and the end of a quote
# without a direction that is known, "HUBC 122.75 Up By ▲ 5.23 (4.45%)"
QUOTE_INTENT = re.compile(
    rf"""
    \ *+ (?: (?: [A-Z0-9.&-]{{1,16}} \ ++ \S++
                | (?: \S++ \ ++ ){{0,2}} \S* [0-9] \S*
                | \S++ (?: \ ++ \S++ ){{0,2}} (?= \ .* (?: [▲▼] | % \) ) )
              )
              \ ++ (?: Increased\ ++ By | Decreased\ ++ By | No\ ++ Change ) \b
            | {SYMBOL} \ ++ {NUMBER} \ ++ (?i: increased\ ++ by | decreased\ ++ by | no\ ++ change ) \b
              (?= .* (?: [▲▼] | % \) ) )
            | {SYMBOL} \ ++ {NUMBER} (?= \ (?: .* [▲▼] | .* \ [+-]? {NUMBER} \ ++ \( [+-]? {PERCENT} % \) \ *+ $ ) )
         )
    (?: \ *+ \S++ ){{0,5}} \ *+
    """,
    re.VERBOSE,
)

# "PSX: HUBC 122.75 Increased By ▲ 5.23 (4.45%) PPL 123.60 …": a quote and more on one line
QUOTE_WITHIN = re.compile(
    rf"\b {SYMBOL} \ ++ {NUMBER} \ ++ {MOVE} \ *+ [+-]?+ {NUMBER} \ ++ \( [+-]?+ {PERCENT} % \)", re.VERBOSE
)

# "HU" above "BC 122.75 Increased By ▲ 5.23 (4.45%)"
SYMBOL_ALONE = re.compile(r"\ *+ [A-Z0-9.&-]{1,9} \ *+", re.VERBOSE)

# "WTL 1.4", "WTL 1.40 Incr"
CUT_OFF = re.compile(
    rf"\ *+ {SYMBOL} (?: \ ++ [0-9] [0-9,.]*+ (?: \ ++ (?P<move> [A-Z] [A-Za-z\ ]*+ ) )? )? \ *+", re.VERBOSE
)

# " date 2024-03-28 HUBC 122.75 Increased By ▲ 5.23 (4.45%)": the day that the page was saved, before its first line
DATE_PREFIX = re.compile(
    r"\s*+ date \ ++ (?P<date> [0-9]{4}-[0-9]{2}-[0-9]{2} ) (?: \ ++ | (?= \n | \Z ) )", re.VERBOSE
)

DIRECTIONS: Final = {
    "Increased By": Direction.UP,
    "Decreased By": Direction.DOWN,
    "No Change": Direction.UNCHANGED,
}
ARROWS: Final = {Direction.UP: "▲", Direction.DOWN: "▼", Direction.UNCHANGED: "▼"}

_SIGNS_OF_A_QUOTE: Final = ("By", "by", "BY", "hange", "HANGE", "▲", "▼", "%)")
"""What every line that is meant as a quote has some of: quick to look for."""

_MOST_WORDS: Final = 12

UNREADABLE: Final = "This line looks like a quote, but its {} cannot be read; it was left out."


class Fault(NamedTuple):
    """What is wrong with a line: a code for programs, a sentence for people, and the word that it is about."""

    code: str
    message: str
    word: str = ""


def is_quote(text: str) -> bool:
    """Whether the line is a quote by its form, whatever its figures say."""
    matched = QUOTE_LINE.fullmatch(text)
    return matched is not None and matched["symbol"] is not None


def is_meant_as_quote(text: str) -> bool:
    """Whether the line as a whole is a quote, or was meant as one; one of many words is prose."""
    if len(text.split(None, _MOST_WORDS)) > _MOST_WORDS or not any(sign in text for sign in _SIGNS_OF_A_QUOTE):
        return False
    return is_quote(text) or QUOTE_INTENT.fullmatch(text) is not None


def problem(line: Line, fault: Fault) -> Problem:
    """Return the problem that is wrong with the line."""
    return Problem(
        line=line.number, code=fault.code, message=fault.message.format(fault.word), excerpt=excerpt(line.text)
    )
