"""How people compare with a figure: a sign such as `>=`, and the figure as they write it, `1,234.50` or `1,00,000`."""

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Final

COMPARED: Final[dict[str, Callable[[Decimal, Decimal], bool]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}

# 2, 1.5, .5, 75,312, 1,00,000
FIGURE: Final = (
    r"(?: [0-9]{1,3} (?: , [0-9]{2,3} ){0,3} , [0-9]{3} | [0-9]{1,12} | (?= \. [0-9] ) ) (?: \. [0-9]{0,6} )?"
)
"""A figure without a sign, for a verbose regular expression."""


def read_figure(text: str) -> Decimal:
    """Return the figure, with or without a sign."""
    return Decimal(text.replace(",", ""))
