"""What the user holds, in the history: one line a symbol, its figures as integers with a scale."""

import sqlite3
from decimal import Decimal
from functools import partial
from typing import Final

from parsing.clean import clean_line
from tui.holdings import EXACT, Holding, can_be_held

_ALL: Final = "SELECT symbol, quantity, quantity_scale, cost, cost_scale FROM holdings ORDER BY symbol"
_PUT: Final = "INSERT OR REPLACE INTO holdings VALUES (?, ?, ?, ?, ?)"
_REMOVE: Final = "DELETE FROM holdings WHERE symbol = ?"


def all_holdings(connection: sqlite3.Connection) -> dict[str, Holding]:
    """Return what is held by its symbol; a line that cannot be a holding is left out. Raises `sqlite3.Error`."""
    found: dict[str, Holding] = {}
    for symbol, *figures in connection.execute(_ALL):
        if not isinstance(symbol, str) or not all(isinstance(figure, int) for figure in figures):
            continue
        quantity, cost = _figure(*figures[:2]), _figure(*figures[2:])
        if symbol and symbol == clean_line(symbol) and can_be_held(quantity, cost):
            found[symbol] = Holding(symbol, quantity, cost)
    return found


def put(connection: sqlite3.Connection, holding: Holding) -> None:
    """Remember the holding, in the place of what was held of its symbol. Raises `sqlite3.Error`."""
    connection.execute(_PUT, (holding.symbol, *_scaled(holding.quantity), *_scaled(holding.cost)))


def remove(connection: sqlite3.Connection, symbol: str) -> None:
    """Forget what was held of the symbol. Raises `sqlite3.Error`."""
    connection.execute(_REMOVE, (symbol,))


def changing(symbol: str, holding: Holding | None) -> "partial[None]":
    """Return the change of the history after which this is held of the symbol; None for nothing."""
    return partial(put, holding=holding) if holding else partial(remove, symbol=symbol)


def _scaled(figure: Decimal) -> tuple[int, int]:
    """Return the figure as an integer, and how many of its digits are decimals."""
    exponent = figure.as_tuple().exponent
    scale = max(0, -exponent) if isinstance(exponent, int) else 0
    return int(figure.scaleb(scale, EXACT)), scale


def _figure(digits: int, scale: int) -> Decimal:
    return Decimal(digits).scaleb(-scale, EXACT) if 0 <= scale <= 9 else Decimal(-1)
