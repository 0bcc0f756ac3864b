"""The quote-line grammar: which lines are quotes, what they say, and whether it adds up.

A line is one of these, the first that fits:

    quote       QUOTE_LINE; it is good, or contradicts itself, or repeats a symbol, or does not add up
    broken      two lines that only together are a quote: a problem, since nobody knows where they were torn; or a
                symbol alone right above a quote, which may be the first letters of that one's symbol
    malformed   QUOTE_INTENT: meant as a quote, but something in it cannot be read; or a quote with more on its line
    cut off     the start of a quote, where the page ends right below a quote
    other       left to the article

A line that reads like a quote is one wherever it stands above the page's closing line; below it readers write.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Final, NamedTuple, TypedDict

from pydantic import TypeAdapter

from parsing.lines import Line
from parsing.models import INDEX_SYMBOLS, Article, Direction, Problem, Quote, Snapshot
from parsing.odd_lines import read_odd_lines
from parsing.quote_forms import ARROWS, DIRECTIONS, QUOTE_LINE, SEPARATED, UNREADABLE, Fault, problem

_REGULAR: Final = {
    f"{word}{arrow}": direction for word, direction in DIRECTIONS.items() for arrow in ("", f" {ARROWS[direction]}")
}
"""The moves that agree with their arrow at a glance."""

PERCENT_TOLERANCE: Final = Decimal("0.015")
"""Percentage points: 0.005 for rounding to two places, and 0.01 by which a few published lines are off."""

_PERCENT_ROUNDING: Final = Decimal("0.005")

_DOWN: Final = Direction.DOWN
_UNCHANGED: Final = Direction.UNCHANGED
"""Looked up once: an enum's members are slow to get at."""

_figure: Final = lru_cache(maxsize=4096)(Decimal)
"""A number by its digits: the same changes and percentages come again and again."""

_HUNDRED: Final = Decimal(100)
_CHUNK: Final = 256

_NO_QUOTES: Final = "There are no quotes on this page."
_NO_CHANGE_WITH_ONE: Final = "The line says No Change for {}, but gives one; it was left out."
_ARROW_DISAGREES: Final = "Word and arrow disagree on the direction of {}; it was left out."
_SIGN_DISAGREES: Final = "Word and sign disagree on the direction of {}; it was left out."
_REPEATED: Final = "{} was already quoted on this page with other figures; the first stands."
_PERCENT_OFF: Final = "The percentage of {} does not follow from its price and change; shown as printed."


class _Row(TypedDict):
    symbol: str
    price: Decimal
    direction: Direction
    change: Decimal
    percent: Decimal


class QuoteLines(NamedTuple):
    """What the quote rules made of a page: its quotes and indices in its order, the other lines, the problems."""

    quotes: list[Quote]
    indices: list[Quote]
    rest: list[Line]
    problems: list[Problem]

    def snapshot(self, day: date | None, article: Article | None, problems: Sequence[Problem]) -> Snapshot:
        """Return all of the page: its quotes with their problems, and what else was found on it."""
        missing = [] if self.quotes or self.indices else [Problem(line=0, code="no-quotes", message=_NO_QUOTES)]
        return Snapshot(
            snapshot_date=day,
            quotes=tuple(self.quotes),
            indices=tuple(self.indices),
            article=article,
            problems=tuple(sorted((*problems, *self.problems, *missing), key=lambda problem: problem.line)),
        )


def read_quotes(text: str) -> QuoteLines:
    """Read the quote lines of a cleaned page.

    A symbol that is printed twice with the same figures (a repeated block) counts once; with other figures the first
    line stands and the second is a problem. Rows are validated some at a time: one by one costs twice as much, and all
    in one call would keep every other thread waiting.
    """
    quotes: list[Quote] = []
    rows: list[_Row] = []
    places: dict[str, int] = {}
    repeated: list[tuple[Line, _Row]] = []
    others: list[Line] = []
    problems: list[Problem] = []
    last = 0
    for number, matched in enumerate(QUOTE_LINE.finditer(text), start=1):
        symbol, price, move, change, percent, other = matched.groups()
        if symbol is None:
            others.append(Line(number, other))
            continue
        last = number
        row = _usual_row(symbol, price, move, change, percent)
        if row is None:
            row, fault = _unusual_row(symbol, price, move, change, percent)
            problems += [problem(Line(number, matched[0]), fault)] if fault else []
            if row is None:
                continue
        place = len(places)
        if places.setdefault(symbol, place) != place:
            repeated.append((Line(number, matched[0]), row))
            continue
        rows.append(row)
        if len(rows) == _CHUNK:
            quotes += _validator().validate_python(rows)
            rows = []
    quotes += _validator().validate_python(rows)
    rest, unread = read_odd_lines(others, last)
    problems += unread + _repetitions(repeated, quotes, places)
    indices = [quotes.pop(place) for place in _index_places(places)]
    return QuoteLines(quotes, indices[::-1], rest, problems)


def percent_follows(quote: Quote) -> bool:
    """Whether the percentage is change / (price - change) x 100, as far as the printed digits tell.

    Of 844 published lines 841 agree to two places, and three are off by 0.01: that much is never a fault. Shares trade
    in whole paisa and are printed to the paisa, so that a price with decimals is exact, and its change too. The paper
    prints the prices of indices as whole numbers and their changes with as many places as it likes: what is printed
    stands for all that rounds to it. Half a unit of the last place of the price moves the percentage by
    100 x change / (price - change)², and of the change by 100 x price / (price - change)²; a percentage within that and
    its own rounding is no fault either.
    """
    return _adds_up(quote.price, quote.change, quote.percent)


def format_quote(quote: Quote, *, arrow: bool = True) -> str:
    """Return the line in the paper's own form that `read_quotes` reads back as `quote`.

    Index lines have no arrow on today's pages, and have thousands separators in the price alone.
    """
    word = next(word for word, direction in DIRECTIONS.items() if direction is quote.direction)
    sign = f"{ARROWS[quote.direction]} " if arrow else ""
    price = f"{quote.price:,f}" if quote.is_index else f"{quote.price:f}"
    return f"{quote.symbol} {price} {word} {sign}{quote.change:f} ({quote.percent:f}%)"


def _usual_row(symbol: str, price: str, move: str, change: str, percent: str) -> _Row | None:
    """Return the figures of a line that is as nearly all are; None for one that has to be looked at closely."""
    direction = _REGULAR.get(move)
    is_down = direction is _DOWN
    if direction is None or (change[0] == "-") is not is_down or (percent[0] == "-") is not is_down or "," in change:
        return None
    if "," in price:
        if not SEPARATED.fullmatch(price):
            return None
        price = price.replace(",", "")
    last, moved, part = Decimal(price), _figure(change), _figure(percent)
    previous = last - moved
    if abs(moved * _HUNDRED - part * previous) >= PERCENT_TOLERANCE * previous:
        return None
    if direction is _UNCHANGED and (moved or part):
        return None
    return {"symbol": symbol, "price": last, "direction": direction, "change": moved, "percent": part}


def _unusual_row(symbol: str, price: str, move: str, change: str, percent: str) -> tuple[_Row | None, Fault | None]:
    """Look closely at a line with separators, without a change, or that may not add up or contradict itself.

    Return its figures, None where they cannot be trusted, and what is wrong with it, None where nothing is.
    """
    for part, number in (("price", price), ("change", change)):
        if "," in number and not SEPARATED.fullmatch(number):
            return None, Fault("quote-malformed", UNREADABLE, part)
    word = " ".join(move.rstrip("▲▼ ").split())
    row: _Row = {
        "symbol": symbol,
        "price": Decimal(price.replace(",", "")),
        "direction": DIRECTIONS[word],
        "change": Decimal(change.replace(",", "")),
        "percent": Decimal(percent),
    }
    contradiction = _contradiction(row, arrow=move[-1] if move[-1] in "▲▼" else "")
    if contradiction:
        return None, Fault("quote-contradiction", contradiction, symbol)
    if not _adds_up(row["price"], row["change"], row["percent"]):
        return row, Fault("quote-percent", _PERCENT_OFF, symbol)
    return row, None


def _repetitions(
    repeated: Sequence[tuple[Line, _Row]], quotes: Sequence[Quote], places: Mapping[str, int]
) -> list[Problem]:
    """Return a problem for each repeated symbol whose figures are not those of its first line."""
    return [
        problem(line, Fault("quote-duplicate", _REPEATED, row["symbol"]))
        for line, row in repeated
        if quotes[places[row["symbol"]]] != Quote(**row)
    ]


def _index_places(places: Mapping[str, int]) -> list[int]:
    """Return where the indices stand among the quotes, the last one first."""
    return sorted((places[symbol] for symbol in INDEX_SYMBOLS if symbol in places), reverse=True)


def _contradiction(row: _Row, arrow: str) -> str | None:
    """Return how word, arrow and signs disagree, or None. `No Change` always comes with ▼, which says nothing."""
    direction, change, percent = row["direction"], row["change"], row["percent"]
    if direction is Direction.UNCHANGED:
        return _NO_CHANGE_WITH_ONE if change or percent else None
    if arrow and arrow != ARROWS[direction]:
        return _ARROW_DISAGREES
    wrong_sign = max if direction is Direction.DOWN else min
    return _SIGN_DISAGREES if wrong_sign(change, percent, Decimal(0)) != 0 else None


def _adds_up(price: Decimal, change: Decimal, percent: Decimal) -> bool:
    previous = price - change
    off = abs(change * 100 - percent * previous)
    if previous <= 0 or off <= PERCENT_TOLERANCE * previous:
        return previous > 0
    if price.as_tuple().exponent:
        return False
    unsure = 100 * (price * _half_a_unit(change) + abs(change) * _half_a_unit(price)) / previous
    return off <= _PERCENT_ROUNDING * previous + unsure


def _half_a_unit(number: Decimal) -> Decimal:
    """Return half of what a digit more or less in the last printed place is."""
    return Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)


@cache
def _validator() -> TypeAdapter[list[Quote]]:
    return TypeAdapter(list[Quote])
