"""What the user holds, in the history: one line a symbol, its figures as integers with a scale."""

import sqlite3
from functools import partial
from typing import Final

from parsing.clean import clean_line
from tui.history.fixed import SCALES, figure, fixed
from tui.prices.holdings import Holding, can_be_held

_ALL: Final = "SELECT symbol, quantity, quantity_scale, cost, cost_scale FROM holdings ORDER BY symbol"
_PUT: Final = "INSERT OR REPLACE INTO holdings VALUES (?, ?, ?, ?, ?)"
_REMOVE: Final = "DELETE FROM holdings WHERE symbol = ?"


def all_holdings(connection: sqlite3.Connection) -> dict[str, Holding]:
    """Return what is held by its symbol; a line that cannot be a holding is left out. Raises `sqlite3.Error`."""
    found: dict[str, Holding] = {}
    for symbol, *figures in connection.execute(_ALL):
        if not isinstance(symbol, str) or not all(isinstance(number, int) for number in figures):
            continue
        if not all(0 <= scale < SCALES for scale in figures[1::2]):
            continue
        quantity, cost = figure(*figures[:2]), figure(*figures[2:])
        if symbol and symbol == clean_line(symbol) and can_be_held(quantity, cost):
            found[symbol] = Holding(symbol, quantity, cost)
    return found


def put(connection: sqlite3.Connection, holding: Holding) -> None:
    """Remember the holding, in the place of what was held of its symbol. Raises `sqlite3.Error`."""
    connection.execute(_PUT, (holding.symbol, *fixed(holding.quantity), *fixed(holding.cost)))


def remove(connection: sqlite3.Connection, symbol: str) -> None:
    """Forget what was held of the symbol. Raises `sqlite3.Error`."""
    connection.execute(_REMOVE, (symbol,))


def changing(symbol: str, holding: Holding | None) -> "partial[None]":
    """Return the change of the history after which this is held of the symbol; None for nothing."""
    return partial(put, holding=holding) if holding else partial(remove, symbol=symbol)
