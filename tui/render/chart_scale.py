"""The axis at the left of a chart: which row stands for which price, and the prices that are named there."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from tui.figures import aligned, price_text

_APART: Final = 3
"""The least rows between a round price and any other that is named."""
_ROUND: Final = (1, 2, 5)


class Scale(NamedTuple):
    """The prices at the bottom and the top of a chart, and its rows."""

    bottom: Decimal
    top: Decimal
    rows: int

    @classmethod
    def over(cls, prices: Iterable[Decimal], rows: int) -> "Scale":
        """Return the scale that reaches over all the prices."""
        prices = list(prices)
        return cls(min(prices), max(prices), rows)

    def row(self, price: Decimal) -> int:
        """Return the row, from the top, that is nearest to the price; where there is but one price the middle one."""
        last = self.rows - 1
        span = self.top - self.bottom
        return round((self.top - price) * last / span) if span else last // 2


def price_names(scale: Scale, prices: Sequence[Decimal]) -> Mapping[int, str]:
    """Return what is named at the left edge by its row: of the prices those whose row is free, and round ones between.

    The prices come in the order of their importance.
    """
    named: dict[int, Decimal] = {}
    for price in prices:
        named.setdefault(scale.row(price), price)
    for price in _round_prices(scale, prices):
        row = scale.row(price)
        if all(abs(row - other) >= _APART for other in named):
            named[row] = price
    return dict(zip(named, aligned(map(price_text, named.values())), strict=True))


def _round_prices(scale: Scale, prices: Sequence[Decimal]) -> list[Decimal]:
    """Return the round prices within the scale, with no more digits than the prices have."""
    most = scale.rows // (_APART + 1)
    span = scale.top - scale.bottom
    exponents = [exponent for price in prices if isinstance(exponent := price.as_tuple().exponent, int)]
    if not most or not span or not exponents:
        return []
    finest = Decimal(1).scaleb(min(exponents))
    step = max(finest, _round_step(span / most))
    first = scale.bottom // step + 1
    rounded = ((first + number) * step + 0 * finest for number in range(most + 1))  # with the digits of the others
    return [price for price in rounded if price < scale.top]


def _round_step(least: Decimal) -> Decimal:
    """Return the least of 1, 2, 5, 10, 20 and so on that is not below it."""
    power = Decimal(1).scaleb(least.adjusted())
    return next((power * digit for digit in _ROUND if power * digit >= least), power * 10)
