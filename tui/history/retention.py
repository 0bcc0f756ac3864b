"""For how long what was seen is kept, and in how much room: the oldest goes first."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from tui.history.database import bytes_in_use
from tui.history.moments import day_at, microseconds, start_of
from tui.settings.model import Settings

_EVERY: Final = timedelta(hours=6)
_PARTS: Final = 20
"""To make room, at least one part in so many of the days goes at a time."""

_DAYS_A_STEP: Final = 30
_PAGES_A_STEP: Final = 1_000
"""So many free pages are given back to the disk in one transaction."""

_RECENT: Final = timedelta(days=7)
_FAR: Final = timedelta(days=60)
"""Where nothing was seen for so long before the last week, the clock may be wrong: nothing goes until it has run on."""

_OLDEST: Final = (
    "SELECT min(day) FROM days",
    "SELECT min(at) FROM refreshes",
    "SELECT min((SELECT min(as_of) FROM refreshes WHERE source = sources.id AND as_of IS NOT NULL)) FROM sources",
)
_OF_DAYS: Final = (
    "DELETE FROM refreshes WHERE as_of IS NULL AND at < :moment",
    "DELETE FROM refreshes WHERE source IN (SELECT id FROM sources) AND as_of < :moment",
    "DELETE FROM days WHERE day < :day",
    "DELETE FROM firings WHERE at < :moment",
)
"""What is older. By the sources, so that an index finds the pages."""

_BEFORE: Final = (
    "CREATE TEMP TABLE gone (snapshot INTEGER PRIMARY KEY)",
    """INSERT OR IGNORE INTO gone
        SELECT snapshot FROM refreshes WHERE source IN (SELECT id FROM sources) AND as_of < :moment""",
)
_AFTER: Final = (
    """DELETE FROM gone WHERE snapshot IN
        (SELECT refreshes.snapshot FROM refreshes CROSS JOIN gone WHERE gone.snapshot = refreshes.snapshot)""",
    "DELETE FROM snapshots WHERE id IN (SELECT snapshot FROM gone)",
    "DROP TABLE gone",
)
"""The snapshots that go with it. The cross join has each refresh looked up among the few."""

_UNUSED: Final = (
    (
        "DELETE FROM framed WHERE frame NOT IN (SELECT frame FROM snapshots)",
        "DELETE FROM frames WHERE id NOT IN (SELECT frame FROM snapshots)",
    ),
    (
        "DELETE FROM sightings WHERE seen_at < :moment AND article NOT IN (SELECT article FROM framed)",
        """DELETE FROM articles WHERE id NOT IN (SELECT article FROM framed)
            AND id NOT IN (SELECT article FROM sightings)""",
    ),
)
"""What nothing refers to any more. What is together goes in one transaction: in between it may be referred to again."""


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
    """Lets the oldest go, every few hours and in short steps, so that others write and read in between."""

    def __init__(self, retention: Retention) -> None:
        self._retention = retention
        self._last_at: datetime | None = None
        """When a sweep last began."""
        self._begun_at: datetime | None = None
        self._steps: Iterator[bool] | None = None

    @property
    def has_steps(self) -> bool:
        """Whether a sweep has begun and has not ended."""
        return self._begun_at is not None

    def begin_if_due(self, now: datetime) -> None:
        """Begin to look what is too old or too much, if it is time for that or the clock was put back by as much."""
        is_early = self._last_at is not None and abs(now - self._last_at) < _EVERY
        if self._begun_at is None and not is_early:
            self._last_at = self._begun_at = now

    def step(self, connection: sqlite3.Connection) -> bool:
        """Do one step, in a transaction that the caller has begun; return whether rows went. Raises `sqlite3.Error`."""
        if self._begun_at is None:
            return False
        if self._steps is None:
            self._steps = _sweep(connection, self._retention, self._begun_at)
        try:
            return next(self._steps)
        except StopIteration:
            self.stop()
            return False
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End the sweep where it is: the next one finds what it has left."""
        self._steps = self._begun_at = None


def _sweep(connection: sqlite3.Connection, retention: Retention, now: datetime) -> Iterator[bool]:
    """Let go what is too old or too much; yield after each step whether rows went."""
    if _is_doubtful(connection, now):
        return
    yield from _let_go_before(connection, day_at(microseconds(now - retention.age)))
    newest, end = _newest_day(connection, now), 0
    while newest is not None and (size := bytes_in_use(connection)) > retention.bytes:
        oldest = _oldest_day(connection)
        if oldest is None or oldest >= newest:
            break
        days = newest - oldest
        too_many = max(1, days // _PARTS, days * (size - retention.bytes) // size)
        end = max(end + 1, oldest + too_many)  # further each time, also where something of the oldest day stays
        yield from _let_go_before(connection, min(end, newest))
        if end >= newest:
            break
    while free := connection.execute("PRAGMA freelist_count").fetchone()[0]:
        for _ in range(min(free, _PAGES_A_STEP)):
            connection.execute(
                "PRAGMA incremental_vacuum(1)"
            )  # as Python runs it, it gives back one, whatever is asked
        yield False


def _is_doubtful(connection: sqlite3.Connection, now: datetime) -> bool:
    """Whether the clock may be far ahead: with one that is, all would be too old."""
    (newest,) = connection.execute(
        "SELECT max(at) FROM refreshes WHERE at < ?", (microseconds(now - _RECENT),)
    ).fetchone()
    return newest is not None and newest < microseconds(now - _RECENT - _FAR)


def _let_go_before(connection: sqlite3.Connection, end: int) -> Iterator[bool]:
    """Let go what is older than the beginning of a day in Karachi, a month at a time, and then what that has left."""
    has_gone, day = False, 0
    while day < end and (oldest := _oldest_day(connection)) is not None and oldest < end:
        day = min(max(day, oldest) + _DAYS_A_STEP, end)
        has_gone = _let_go_days(connection, day) or has_gone
        yield has_gone
    for statements in _UNUSED if has_gone else ():
        for statement in statements:
            connection.execute(statement, {"moment": start_of(end)})
        yield True


def _let_go_days(connection: sqlite3.Connection, day: int) -> bool:
    """Let go what is older than the beginning of that day; return whether there was something."""
    limits = {"day": day, "moment": start_of(day)}
    for statement in _BEFORE:
        connection.execute(statement, limits)
    gone = sum(connection.execute(statement, limits).rowcount for statement in _OF_DAYS)
    for statement in _AFTER:
        connection.execute(statement)
    return gone > 0


def _oldest_day(connection: sqlite3.Connection) -> int | None:
    """Return the day of the oldest that is there; None where there is nothing."""
    day, *times = (connection.execute(question).fetchone()[0] for question in _OLDEST)
    days = [*(day_at(at) for at in times if at is not None), *([] if day is None else [day])]
    return min(days, default=None)


def _newest_day(connection: sqlite3.Connection, now: datetime) -> int | None:
    """Return the newest day of which there is something, which stays however large it is; today at most."""
    (day,) = connection.execute("SELECT max(day) FROM days").fetchone()
    (at,) = connection.execute("SELECT max(at) FROM refreshes").fetchone()
    days = [*([] if day is None else [day]), *([] if at is None else [day_at(at)])]
    return min(max(days), day_at(microseconds(now))) if days else None
