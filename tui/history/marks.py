"""What the user marked, in the history: marks of articles here, starred symbols and lists by `tui.history.lists`."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tui.history.lists import read_lists, write_lists
from tui.history.moments import microseconds
from tui.lists.marked import MOST_MARKS, Marked, came_and_went
from tui.lists.watchlists import merged, merged_lists

_READ: Final = "read"
_KEPT: Final = "kept"


def read_marked(connection: sqlite3.Connection) -> Marked:
    """Return all that the user marked."""
    starred, lists = read_lists(connection)
    return Marked(starred, lists, _marks(connection, _READ), _marks(connection, _KEPT))


def change_marked(connection: sqlite3.Connection, before: Marked, after: Marked, now: datetime) -> None:
    """Write what changed from one to the other beside what others wrote; to do so twice changes nothing more."""
    if (before.starred, before.lists) != (after.starred, after.lists):
        starred, lists = read_lists(connection)
        write_lists(
            connection,
            merged(starred, before.starred, after.starred),
            merged_lists(lists, before.lists, after.lists),
        )
    _change(connection, _READ, came_and_went(before.read, after.read), now)
    _change(connection, _KEPT, came_and_went(before.kept, after.kept), now)


def _marks(connection: sqlite3.Connection, kind: str) -> tuple[str, ...]:
    """Return the newest marks of a kind, the oldest of them first."""
    rows = connection.execute("SELECT id FROM marks WHERE kind = ? ORDER BY at, id", (kind,)).fetchall()
    return tuple(mark for (mark,) in rows[-MOST_MARKS:])


def _change(
    connection: sqlite3.Connection, kind: str, marks: tuple[Sequence[str], Sequence[str]], now: datetime
) -> None:
    """Add the marks that came, after those that are there, and take away those that went and the oldest too many."""
    came, gone = marks
    connection.executemany("DELETE FROM marks WHERE kind = ? AND id = ?", [(kind, mark) for mark in gone])
    if not came:
        return
    (last,) = connection.execute("SELECT max(at) FROM marks WHERE kind = ?", (kind,)).fetchone()
    first = max(microseconds(now), (last or 0) + 1)  # the clock may have been put back since
    connection.executemany(
        "INSERT OR IGNORE INTO marks VALUES (?, ?, ?)", [(kind, mark, first + nth) for nth, mark in enumerate(came)]
    )
    connection.execute(
        "DELETE FROM marks WHERE kind = ? AND id IN "
        "(SELECT id FROM marks WHERE kind = ? ORDER BY at DESC, id DESC LIMIT -1 OFFSET ?)",
        (kind, kind, MOST_MARKS),
    )
