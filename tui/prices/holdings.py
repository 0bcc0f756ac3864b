"""What the user holds of a symbol, and what that is worth: exact figures, which are rounded for the screen alone."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final, NamedTuple

EXACT: Final = Context(prec=100, rounding=ROUND_HALF_EVEN)
"""Reckons without rounding: a quantity and a price have no more than 16 and 19 digits."""

MOST_WHOLE_DIGITS: Final = 12
MOST_DECIMALS: Final = 4
_MOST: Final = Decimal(10) ** MOST_WHOLE_DIGITS
_HUNDRED: Final = Decimal(100)


class Holding(NamedTuple):
    """So many of a symbol, and the rupees that each of them cost on average.

    A named tuple: each row of the table may carry one.
    """

    symbol: str
    quantity: Decimal
    cost: Decimal

    @property
    def paid(self) -> Decimal:
        """The rupees that all of it cost."""
        return EXACT.multiply(self.quantity, self.cost)

    def value(self, price: Decimal) -> Decimal:
        """Return what all of it is worth, in rupees, at a price."""
        return EXACT.multiply(self.quantity, price)

    def gain(self, price: Decimal) -> Decimal:
        """Return by how many rupees it is worth more than it cost."""
        return EXACT.subtract(self.value(price), self.paid)

    def gain_today(self, change: Decimal) -> Decimal:
        """Return by how many rupees it is worth more than at the previous close, since when the price went so far."""
        return EXACT.multiply(self.quantity, change)


def percent_of(gain: Decimal, base: Decimal) -> Decimal | None:
    """Return the gain in per cent of what it was made with; None where that is nothing."""
    return EXACT.divide(EXACT.multiply(gain, _HUNDRED), base) if base else None


def can_be_held(quantity: Decimal, cost: Decimal) -> bool:
    """Whether there can be a holding of these figures: some at no less than nothing, with digits that can be kept."""
    return quantity > 0 and cost >= 0 and fits(quantity) and fits(cost)


def fits(figure: Decimal) -> bool:
    """Whether a figure has at most twelve digits before the point and four behind it."""
    exponent = figure.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -MOST_DECIMALS and abs(figure) < _MOST
