"""The rules of alerts: `KSE100 > 76000`, `AIRLINK percent < -3`, `HUBC change >= 2`, `news HUBC`, `stale 10m`.

A symbol, what is looked at (the price where nothing is said; a percent sign behind the figure means the percentage), a
sign and a figure; or a symbol that is in the news; or for how long the exchange may trade before prices count as old.
"""

import re
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple, TypeAlias

from tui.prices.comparing import COMPARED, FIGURE, read_figure

LONGEST: Final = 60
"""The most characters that a rule is read from."""

_SYMBOL: Final = r"[A-Z0-9] [A-Z0-9&.-]{0,15}"

# KSE100 > 76,000   AIRLINK percent < -3   airlink<-3%   HUBC change >= 2
_LEVEL = re.compile(
    rf"""
    (?P<symbol> {_SYMBOL} ) (?: \ (?P<measure> PRICE | CHANGE | PERCENT | % ) )?
    \ ? (?P<sign> [<>]=? | [≤≥] ) \ ? (?P<level> [+-]? {FIGURE} ) \ ? (?P<percent> %? )
    """,
    re.VERBOSE,
)
# NEWS HUBC
_NEWS = re.compile(rf"NEWS \ (?P<symbol> {_SYMBOL} )", re.VERBOSE)
# STALE 10M
_STALE = re.compile(r"STALE \ (?P<count> [0-9]{1,5} ) \ ? (?P<unit> [SMH] )", re.VERBOSE)

_IN_WORDS: Final = {">": "above", ">=": "at or above", "<": "below", "<=": "at or below"}
_ONE_CHARACTER: Final = {"≥": ">=", "≤": "<="}
_SECONDS: Final = {"S": 1, "M": 60, "H": 3600}
_LONGEST_SPAN: Final = timedelta(hours=24)
_WITHOUT_SIGN: Final = {
    "NEWS": "News is about one symbol, as in news HUBC.",
    "STALE": "Say for how long, in s, m or h, as in stale 10m.",
}


class RuleError(ValueError):
    """A rule that cannot be read. `str()` is a sentence: what is wrong, with an example."""


class Measure(StrEnum):
    """What of a quote is held against a level: rupees (points of an index), rupees or per cent since the close."""

    PRICE = "price"
    CHANGE = "change"
    PERCENT = "percent"


class Level(NamedTuple):
    """Something of a symbol's quote goes past a level. `sign` is one of > >= < <=."""

    symbol: str
    measure: Measure
    sign: str
    level: Decimal

    @property
    def is_above(self) -> bool:
        """Whether it holds above the level."""
        return self.sign[0] == ">"

    @property
    def in_words(self) -> str:
        """Where the value is when it holds: `above 76,000`."""
        unit = "%" if self.measure is Measure.PERCENT else ""
        return f"{_IN_WORDS[self.sign]} {self.level:,f}{unit}"

    def holds(self, value: Decimal) -> bool:
        """Whether the value is past the level."""
        return COMPARED[self.sign](value, self.level)

    def __str__(self) -> str:
        """Return the rule as it is written."""
        measure = "" if self.measure is Measure.PRICE else f" {self.measure}"
        return f"{self.symbol}{measure} {self.sign} {self.level:f}"


class InNews(NamedTuple):
    """A story that names the symbol is seen for the first time."""

    symbol: str

    def __str__(self) -> str:
        """Return the rule as it is written."""
        return f"news {self.symbol}"


class Stale(NamedTuple):
    """The prices of a source are older than so much trading."""

    span: timedelta

    @property
    def span_text(self) -> str:
        """The span in the largest unit that has it whole: `10m`."""
        seconds = int(self.span.total_seconds())
        unit = next(unit for unit in reversed(_SECONDS) if seconds % _SECONDS[unit] == 0)
        return f"{seconds // _SECONDS[unit]}{unit.lower()}"

    def __str__(self) -> str:
        """Return the rule as it is written."""
        return f"stale {self.span_text}"


Rule: TypeAlias = Level | InNews | Stale


def read_rule(text: str) -> Rule:
    """Return the rule that the text means, whichever its case and spaces. Raises `RuleError`."""
    written = " ".join(text.split()).upper()
    if not written:
        raise RuleError("Write a rule, such as KSE100 > 76000.")
    if len(written) > LONGEST:
        raise RuleError("That is too long for a rule, such as KSE100 > 76000.")
    if matched := _LEVEL.fullmatch(written):
        return _level(matched)
    if matched := _NEWS.fullmatch(written):
        return InNews(matched["symbol"])
    if matched := _STALE.fullmatch(written):
        return _stale(matched)
    raise RuleError(_fault(written))


def meaning(rule: Rule) -> str:
    """Return when the alert fires, in words: `when KSE100 is above 76,000`."""
    match rule:
        case Level(symbol, Measure.PRICE):
            return f"when {symbol} is {rule.in_words}"
        case Level(symbol):
            return f"when the change of {symbol} is {rule.in_words}"
        case InNews(symbol):
            return f"when a new headline names {symbol}"
        case Stale():
            return f"when prices of a source are older than {rule.span_text} of trading"


def _level(matched: re.Match[str]) -> Level:
    symbol, percent = matched["symbol"], bool(matched["percent"])
    said = (matched["measure"] or ("%" if percent else "PRICE")).replace("%", "PERCENT")
    measure = Measure(said.lower())
    if percent and measure is not Measure.PERCENT:
        raise RuleError(f"A {measure} has no percent sign: write {symbol} percent > 3, for example.")
    level = read_figure(matched["level"])
    if measure is Measure.PRICE and level < 0:
        raise RuleError(f"No price is below zero: write {symbol} percent < -3, or {symbol} change < -3.")
    sign = matched["sign"]
    return Level(symbol, measure, _ONE_CHARACTER.get(sign, sign), level)


def _stale(matched: re.Match[str]) -> Stale:
    span = timedelta(seconds=int(matched["count"]) * _SECONDS[matched["unit"]])
    if not timedelta() < span <= _LONGEST_SPAN:
        raise RuleError("Prices can be watched for an age of 1s to 24h, as in stale 10m.")
    return Stale(span)


def _fault(written: str) -> str:
    """Return the sentence on what is wrong with a text that is no rule."""
    sign = re.search(r"[<>≤≥]", written)
    symbol = re.match(_SYMBOL, written, re.VERBOSE)
    if symbol is None:
        return "A rule begins with a symbol, as in KSE100 > 76000."
    if sign is None:
        usual = f"A sign and a figure are missing, as in {symbol.group()} > 100."
        return _WITHOUT_SIGN.get(written.partition(" ")[0], usual)
    figure = written[sign.end() :].lstrip("= ")
    if not figure:
        return f"A figure is missing, as in {symbol.group()} > 100."
    if not re.fullmatch(rf"[+-]? {FIGURE} \ ? %?", figure, re.VERBOSE):
        return f"Write the figure as in {symbol.group()} > 1,234.50."
    return f"Write a symbol and price, change or percent before the sign, as in {symbol.group()} percent > 3."
