"""Figures as the history keeps them: an integer, and how many of its digits are after the point."""

from decimal import Decimal
from functools import lru_cache
from typing import Final

SCALES: Final = 32
"""Digits after a point are fewer than this."""

_LARGEST: Final = 2**62
"""Figures have to be smaller than this many of their last digits, to be integers of SQLite."""


class TooLargeError(ValueError):
    """A figure is too large, or has too many digits, to be remembered."""


def fixed(number: Decimal) -> tuple[int, int]:
    """Return a number as an integer and how many of its digits are after the point. Raises `TooLargeError`."""
    sign, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or not -SCALES < exponent < SCALES:
        raise TooLargeError(f"{number} has too many digits")
    whole = int("".join(map(str, digits))) * 10 ** max(exponent, 0)
    if whole >= _LARGEST:
        raise TooLargeError(f"{number} is too large")
    return -whole if sign else whole, max(-exponent, 0)


@lru_cache(maxsize=4096)
def figure(number: int, scale: int) -> Decimal:
    """Return the decimal that was made an integer; the same changes and percentages come again and again."""
    return Decimal(number).scaleb(-scale)
