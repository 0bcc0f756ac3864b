"""The quote-line grammar: which lines are quotes, what they say, and whether it adds up."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from parsing.clean import excerpt
from parsing.lines import Line
from parsing.models import Direction, Problem, Quote

_DIRECTIONS: Final = {
    "Increased By": Direction.UP,
    "Decreased By": Direction.DOWN,
    "No Change": Direction.UNCHANGED,
}
_ARROWS: Final = {Direction.UP: "▲", Direction.DOWN: "▼"}

# " date 2024-03-28 HUBC 122.75 Increased By ▲ 5.23 (4.45%)": the day that the page was saved, before its first line
DATE_PREFIX = re.compile(r"\s* date \s+ (?P<date> [0-9]{4}-[0-9]{2}-[0-9]{2} ) (?: \s+ | $ )", re.VERBOSE)

# "MARI  abc  Increased By …": two words and a direction make a line meant as a quote, whatever its figures are
QUOTE_INTENT = re.compile(r"\s* \S+ \s+ \S+ \s+ (?: Increased\s+By | Decreased\s+By | No\s+Change ) \b", re.VERBOSE)

# "AIRLINK 74.48 Increased By ▲ 0.23 (0.31%)", "KSE100 75,312 Increased By 381 (0.51%)"
QUOTE_LINE = re.compile(
    r"""
    \s* (?P<symbol> [A-Z0-9] [A-Z0-9.&-]{0,15} )
    \s+ (?P<price> [0-9]{1,3} (?: ,[0-9]{3} ){1,4} (?: \.[0-9]{1,4} )? | [0-9]{1,12} (?: \.[0-9]{1,4} )? )
    \s+ (?P<word> Increased\ By | Decreased\ By | No\ Change )
    \s+ (?: (?P<arrow> [▲▼] ) \s* )?
        (?P<change> [+-]? [0-9]{1,12} (?: \.[0-9]{1,4} )? )
    \s+ \( (?P<percent> [+-]? [0-9]{1,6} (?: \.[0-9]{1,4} )? ) % \) \s*
    """,
    re.VERBOSE,
)

PERCENT_TOLERANCE: Final = Decimal("0.01")
"""A few published percentages are off by this much; further off is flagged."""

_CENT: Final = Decimal("0.01")
_MALFORMED: Final = "This line looks like a quote, but its figures cannot be read; it was left out."


def read_quotes(lines: Sequence[Line]) -> tuple[list[Quote], list[Line], list[Problem]]:
    """Return the quotes of a page in its order, the lines that are no quotes, and the problems.

    A symbol that is printed twice with the same figures (a repeated block) counts once; with other figures the first
    line stands and the second is a problem.
    """
    found: dict[str, Quote] = {}
    rest: list[Line] = []
    problems: list[Problem] = []
    for line in lines:
        matched = QUOTE_LINE.fullmatch(line.text)
        if matched is None:
            if QUOTE_INTENT.match(line.text):
                problems.append(_problem(line, "quote-malformed", _MALFORMED))
            else:
                rest.append(line)
            continue
        quote = _quote(matched)
        contradiction = _contradiction(quote, matched["arrow"])
        if contradiction:
            problems.append(_problem(line, "quote-contradiction", contradiction))
        elif found.setdefault(quote.symbol, quote) != quote:
            message = f"{quote.symbol} was already quoted on this page with other figures; the first stands."
            problems.append(_problem(line, "quote-duplicate", message))
        elif not percent_follows(quote):
            message = f"The percentage of {quote.symbol} does not follow from its price and change; shown as printed."
            problems.append(_problem(line, "quote-percent", message))
    return list(found.values()), rest, problems


def percent_follows(quote: Quote) -> bool:
    """Whether the percentage is change / (price - change) x 100, rounded to two places, give or take 0.01."""
    if quote.previous <= 0:
        return False
    worked_out = (quote.change * 100 / quote.previous).quantize(_CENT)
    return abs(worked_out - quote.percent) <= PERCENT_TOLERANCE


def format_quote(quote: Quote, *, arrow: bool = True) -> str:
    """Return the line in the paper's own form that `read_quotes` reads back as `quote`.

    Index lines have no arrow on today's pages, and have thousands separators in the price alone.
    """
    word = next(word for word, direction in _DIRECTIONS.items() if direction is quote.direction)
    sign = f"{_ARROWS.get(quote.direction, '▼')} " if arrow else ""
    price = f"{quote.price:,f}" if quote.is_index else f"{quote.price:f}"
    return f"{quote.symbol} {price} {word} {sign}{quote.change:f} ({quote.percent:f}%)"


def _quote(matched: re.Match[str]) -> Quote:
    return Quote(
        symbol=matched["symbol"],
        price=Decimal(matched["price"].replace(",", "")),
        direction=_DIRECTIONS[matched["word"]],
        change=Decimal(matched["change"]),
        percent=Decimal(matched["percent"]),
    )


def _contradiction(quote: Quote, arrow: str | None) -> str | None:
    """Return how word, arrow and signs disagree, or None. `No Change` always comes with ▼, which says nothing."""
    if quote.direction is Direction.UNCHANGED:
        if quote.change or quote.percent:
            return f"The line says No Change for {quote.symbol}, but gives one; it was left out."
        return None
    if arrow and arrow != _ARROWS[quote.direction]:
        return f"Word and arrow disagree on the direction of {quote.symbol}; it was left out."
    wrong_sign = max if quote.direction is Direction.DOWN else min
    if wrong_sign(quote.change, quote.percent, Decimal(0)) != 0:
        return f"Word and sign disagree on the direction of {quote.symbol}; it was left out."
    return None


def _problem(line: Line, code: str, message: str) -> Problem:
    return Problem(line=line.number, code=code, message=message, excerpt=excerpt(line.text))
