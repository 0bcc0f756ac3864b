"""For how long what was seen is kept, and in how much room: the oldest goes first."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tui.history.moments import day_at, microseconds, start_of
from tui.settings import Settings

_EVERY: Final = timedelta(hours=6)
_STEPS: Final = 20
"""To make room, one part in so many of the days goes at a time."""

_GO: Final = (
    "CREATE TEMP TABLE IF NOT EXISTS gone (snapshot INTEGER PRIMARY KEY)",
    "INSERT OR IGNORE INTO gone SELECT snapshot FROM refreshes WHERE as_of < :moment",
    "DELETE FROM refreshes WHERE coalesce(as_of, at) < :moment",
    "DELETE FROM days WHERE day < :day",
    "DELETE FROM firings WHERE at < :moment",
    """DELETE FROM gone WHERE snapshot IN
        (SELECT refreshes.snapshot FROM refreshes CROSS JOIN gone WHERE gone.snapshot = refreshes.snapshot)""",
    "DELETE FROM snapshots WHERE id IN (SELECT snapshot FROM gone)",
    "DROP TABLE gone",
    "DELETE FROM framed WHERE frame NOT IN (SELECT frame FROM snapshots)",
    "DELETE FROM frames WHERE id NOT IN (SELECT frame FROM snapshots)",
    "DELETE FROM sightings WHERE seen_at < :moment AND article NOT IN (SELECT article FROM framed)",
    """DELETE FROM articles WHERE id NOT IN (SELECT article FROM framed)
        AND id NOT IN (SELECT article FROM sightings)""",
)
"""What is older goes, and what nothing refers to any more. The cross join has each refresh looked up among the few."""


@dataclass(frozen=True, slots=True)
class Retention:
    """For how long what was seen is kept, and in how many bytes. What the user made is kept in any case."""

    age: timedelta
    bytes: int

    @classmethod
    def of(cls, settings: Settings) -> "Retention":
        """Return the limits that the settings set."""
        return cls(timedelta(days=settings.history_days), settings.history_megabytes * 1024 * 1024)


class Sweeper:
    """Lets the oldest go, every few hours."""

    def __init__(self, connection: sqlite3.Connection, retention: Retention) -> None:
        self._connection = connection
        self._retention = retention
        self._next_at: datetime | None = None

    def sweep_if_due(self, now: datetime) -> bool:
        """Let go what is too old or too much, if it is time to look; return whether something went."""
        if self._next_at is not None and now < self._next_at:
            return False
        self._next_at = now + _EVERY
        has_gone = self._let_go_before(day_at(microseconds(now - self._retention.age)))
        for day in self._steps() if self._size() > self._retention.bytes else ():
            if self._size() <= self._retention.bytes:
                break
            has_gone = self._let_go_before(day) or has_gone
        if has_gone:
            self._give_back()
        return has_gone

    def _give_back(self) -> None:
        """Give the pages that are free back to the disk, one by one, as Python runs this pragma."""
        for _ in range(self._connection.execute("PRAGMA freelist_count").fetchone()[0]):
            self._connection.execute("PRAGMA incremental_vacuum(1)")

    def _steps(self) -> range:
        """Return the days before which all may go to make room, one after the other; the newest day stays."""
        ends = self._connection.execute("SELECT min(day), max(day) FROM days").fetchone()
        times = self._connection.execute("SELECT min(at), max(at) FROM refreshes").fetchone()
        days = [*(day for day in ends if day is not None), *(day_at(at) for at in times if at is not None)]
        if not days:
            return range(0)
        step = max(1, (max(days) - min(days)) // _STEPS)
        return range(min(days) + step, max(days) + 1, step)

    def _let_go_before(self, day: int) -> bool:
        """Let go what is older than the beginning of a day in Karachi; return whether there was something."""
        limits = {"day": day, "moment": start_of(day)}
        is_there = self._connection.execute(
            "SELECT EXISTS (SELECT 1 FROM days WHERE day < :day) "
            "OR EXISTS (SELECT 1 FROM refreshes WHERE at < :moment AND coalesce(as_of, at) < :moment)",
            limits,
        ).fetchone()[0]
        if is_there:
            for statement in _GO:
                self._connection.execute(statement, limits)
        return bool(is_there)

    def _size(self) -> int:
        """Return the bytes in use, without the pages that are free."""
        pages, free, size = (
            self._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)
