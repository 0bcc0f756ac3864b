"""The watchlists in the history: the starred symbols and the user's own lists, each in its order."""

import sqlite3
from typing import Final

from parsing.clean import clean_line
from tui.lists.watchlists import Lists, OwnList, Watchlist, clean_name, name_fault, united

_STARRED: Final = Watchlist.STARRED.value


def read_lists(connection: sqlite3.Connection) -> tuple[tuple[str, ...], Lists]:
    """Return the starred symbols and the user's own lists. What cannot be one is passed over."""
    found: dict[str, list[str]] = {}
    for name, symbol in connection.execute(
        "SELECT name, symbol FROM watchlists LEFT JOIN listed ON watchlist = id"
        " ORDER BY watchlists.place, id, listed.place, symbol"
    ):
        symbols = found.setdefault(name, [])
        if isinstance(symbol, str) and (cleaned := clean_line(symbol)):
            symbols.append(cleaned)
    starred = tuple(found.pop(_STARRED, ()))
    own = (OwnList(clean_name(name), tuple(symbols)) for name, symbols in found.items() if isinstance(name, str))
    return starred, united(listed for listed in own if not name_fault(listed.name, ()))


def write_lists(connection: sqlite3.Connection, starred: tuple[str, ...], lists: Lists) -> None:
    """Make these the lists in the history. Only the rows of a list that is another one are written."""
    there = _rows(connection)
    wanted = {_STARRED: starred, **{own.name: own.symbols for own in lists}}
    connection.executemany("DELETE FROM watchlists WHERE id = ?", [(there[name][0],) for name in there.keys() - wanted])
    for place, (name, symbols) in enumerate(wanted.items()):
        number, stood, listed = there.get(name, (0, -1, ()))
        if not number:
            number = _made(connection, name, place)
        elif stood != place:
            connection.execute("UPDATE watchlists SET place = ? WHERE id = ?", (place, number))
        if listed != symbols:
            connection.execute("DELETE FROM listed WHERE watchlist = ?", (number,))
            connection.executemany(
                "INSERT INTO listed VALUES (?, ?, ?)", [(number, symbol, at) for at, symbol in enumerate(symbols)]
            )


def _rows(connection: sqlite3.Connection) -> dict[str, tuple[int, int, tuple[str, ...]]]:
    """Return the number, the place and the symbols of each list as it is stored, whatever that may be."""
    symbols: dict[int, list[str]] = {}
    for number, symbol in connection.execute("SELECT watchlist, symbol FROM listed ORDER BY watchlist, place"):
        symbols.setdefault(number, []).append(symbol)
    rows = connection.execute("SELECT name, id, place FROM watchlists")
    return {name: (number, place, tuple(symbols.get(number, ()))) for name, number, place in rows}


def _made(connection: sqlite3.Connection, name: str, place: int) -> int:
    cursor = connection.execute("INSERT INTO watchlists (name, place) VALUES (?, ?)", (name, place))
    return cursor.lastrowid or 0
