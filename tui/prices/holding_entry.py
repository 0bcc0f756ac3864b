"""What a person types of a holding: `500 @ 132.40` sets it, `+100 @ 140` adds to it, `-100` sells, `0` removes it."""

import re
from decimal import Decimal
from enum import Enum, auto
from typing import Final, NamedTuple

from tui.prices.holdings import EXACT, MOST_DECIMALS, Holding, can_be_held, fits

EXAMPLES: Final = "500 @ 132.40   +100 @ 140   -100   0"
"""One of each form."""

# 500, 1,000, 1,00,000, 12.5, .5
_NUMBER: Final = r"(?: [0-9]{1,3} (?: ,[0-9]{2,3} )* ,[0-9]{3} | [0-9]+ ) (?: \.[0-9]* )? | \.[0-9]+"

# 500 @ 132.40, 500 132.40, 500 at 132.40, 1,000@95, +100 @ 140, -100, 0
_ENTRY: Final = re.compile(
    rf"""
    (?P<sign> [+−-]? ) \s* (?P<quantity> {_NUMBER} )
    (?: (?: \s* @ \s* | \s+ (?: at \s+ )? ) (?P<cost> {_NUMBER} ) )?
    """,
    re.VERBOSE,
)

_UNREADABLE: Final = "That cannot be read: write how many and what each cost, as in 500 @ 132.40."
_TOO_LONG: Final = "That is too long: at most 12 digits before the point and 4 behind it, as in 500 @ 132.40."
_NO_COST: Final = "It lacks what each cost, as in 500 @ 132.40."
_NO_PRICE: Final = "It lacks what each of them cost, as in +100 @ 140."
_SALE_HAS_PRICE: Final = "A sale needs no price, since the cost of the rest stays: write it as -100."

_LEAST_KEPT: Final = Decimal(1).scaleb(-MOST_DECIMALS)
_CENT: Final = Decimal("0.01")


class Deed(Enum):
    """What an entry does."""

    SET = auto()
    BUY = auto()
    SELL = auto()
    REMOVE = auto()
    NOTHING = auto()


class HoldingEntry(NamedTuple):
    """What was typed: what it does, with how many, and what is held then. With a fault it does nothing."""

    deed: Deed
    holding: Holding | None = None
    """What is held then; None for nothing."""
    quantity: Decimal = Decimal(0)
    """How many are bought or sold."""
    fault: str = ""
    """The sentence on what cannot be done, with an example."""


def entry_text(holding: Holding | None) -> str:
    """Return the text that sets the holding; an empty one where nothing is held."""
    return f"{holding.quantity:,f} @ {holding.cost:f}" if holding else ""


def read_entry(text: str, symbol: str, before: Holding | None) -> HoldingEntry:
    """Return what the text makes of what is held of the symbol; nothing typed removes it."""
    text = text.strip()
    if not text:
        return _set(symbol, Decimal(0), None, before)
    found = _ENTRY.fullmatch(text)
    if found is None:
        return HoldingEntry(Deed.NOTHING, before, fault=_UNREADABLE)
    quantity = _plain(_number(found["quantity"]))
    cost = _number(found["cost"]) if found["cost"] else None
    if not fits(quantity) or not fits(cost or quantity):
        return HoldingEntry(Deed.NOTHING, before, fault=_TOO_LONG)
    match found["sign"]:
        case "":
            return _set(symbol, quantity, cost, before)
        case "+":
            return _bought(symbol, quantity, cost, before)
        case _:
            return _sold(symbol, quantity, cost, before)


def _set(symbol: str, quantity: Decimal, cost: Decimal | None, before: Holding | None) -> HoldingEntry:
    """Hold so many; where no cost is typed it stays as it was."""
    if not quantity:
        return HoldingEntry(Deed.REMOVE if before else Deed.NOTHING)
    if cost is None:
        if before is None:
            return HoldingEntry(Deed.NOTHING, fault=_NO_COST)
        cost = before.cost
    holding = Holding(symbol, quantity, cost)
    return HoldingEntry(Deed.NOTHING if holding == before else Deed.SET, holding)


def _bought(symbol: str, quantity: Decimal, cost: Decimal | None, before: Holding | None) -> HoldingEntry:
    """Hold so many more, each at the average of what all of them cost."""
    if not quantity:
        return HoldingEntry(Deed.NOTHING, before)
    if cost is None:
        return HoldingEntry(Deed.NOTHING, before, fault=_NO_PRICE)
    more = Holding(symbol, quantity, cost)
    if before is None:
        return HoldingEntry(Deed.BUY, more, quantity)
    total = EXACT.add(before.quantity, quantity)
    average = before.cost if cost == before.cost else EXACT.divide(EXACT.add(before.paid, more.paid), total)
    holding = Holding(symbol, _plain(total), _rounded(average))
    if not can_be_held(holding.quantity, holding.cost):
        return HoldingEntry(Deed.NOTHING, before, fault=_TOO_LONG)
    return HoldingEntry(Deed.BUY, holding, quantity)


def _sold(symbol: str, quantity: Decimal, cost: Decimal | None, before: Holding | None) -> HoldingEntry:
    """Hold so many fewer, the rest at the same cost."""
    if cost is not None:
        return HoldingEntry(Deed.NOTHING, before, fault=_SALE_HAS_PRICE)
    if before is None or quantity > before.quantity:
        held = f"{before.quantity:,f}" if before else "none"
        return HoldingEntry(Deed.NOTHING, before, fault=f"So many are not held: of {symbol} there are {held}.")
    left = _plain(EXACT.subtract(before.quantity, quantity))
    if not quantity:
        return HoldingEntry(Deed.NOTHING, before)
    return HoldingEntry(Deed.SELL, before._replace(quantity=left) if left else None, quantity)


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "").rstrip("."))


def _plain(figure: Decimal) -> Decimal:
    """Return the figure without zeros at the end of its decimals."""
    whole = figure.to_integral_value(context=EXACT)
    return whole if whole == figure else figure.normalize(EXACT)


def _rounded(cost: Decimal) -> Decimal:
    """Return the cost with four decimals at most, and where the last of them are zeros with two."""
    kept = cost.quantize(_LEAST_KEPT, context=EXACT)
    short = kept.quantize(_CENT, context=EXACT)
    return short if short == kept else kept.normalize(EXACT)
