"""The quotes of each symbol, a row for each day: what is new is put behind what is there."""

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from tui.history.moments import day_at, start_of
from tui.history.ticks import Integers, Tick, all_packed, finished, packed, readable

_APPEND: Final = """
UPDATE days SET at = ?, form = ?, price = ?, change = ?, percent = ?, scale = ?, first = ?, low = ?, high = ?, last = ?,
    count = count + 1, ticks = CAST(ticks || ? AS BLOB) WHERE id = ?
"""
_INSERT: Final = """
INSERT INTO days (at, form, price, change, percent, scale, first, low, high, last, count, ticks, series, day)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (series, day) DO UPDATE SET at = excluded.at, form = excluded.form, price = excluded.price,
    change = excluded.change, percent = excluded.percent, scale = excluded.scale, first = excluded.first,
    low = excluded.low, high = excluded.high, last = excluded.last, count = excluded.count, ticks = excluded.ticks
"""
_NEWEST: Final = """
SELECT id, day, at, form, price, change, percent, scale, first, low, high, last FROM days
WHERE series = ? ORDER BY day DESC LIMIT 1
"""
_FINISH: Final = "UPDATE days SET id = (SELECT max(id) + 1 FROM days), ticks = ? WHERE id = ?"
_HAS_LATER: Final = "SELECT 1 FROM days WHERE series = ? AND day > ?"
_NEXT_PAGE: Final = "SELECT min(as_of) FROM refreshes WHERE source = ? AND as_of > ? AND as_of < ?"


_Series = tuple[int, str]
"""A symbol as a source quotes it: the source's number, and the symbol."""


@dataclass(slots=True)
class _Range:
    """The first, lowest, highest and last price of a day, as integers of one scale."""

    scale: int
    first: int
    low: int
    high: int
    last: int

    @classmethod
    def of(cls, tick: Tick) -> "_Range":
        return cls(tick.scale, tick.price, tick.price, tick.price, tick.price)

    def take(self, tick: Tick) -> None:
        """Widen the range to the price; all are brought to the finer one of both scales."""
        if tick.scale > self.scale:
            finer = 10 ** (tick.scale - self.scale)
            self.first, self.low, self.high = self.first * finer, self.low * finer, self.high * finer
            self.scale = tick.scale
        self.last = tick.price * 10 ** (self.scale - tick.scale)
        self.low, self.high = min(self.low, self.last), max(self.high, self.last)

    @property
    def columns(self) -> tuple[int, int, int, int, int]:
        return self.scale, self.first, self.low, self.high, self.last


@dataclass(slots=True)
class _Tail:
    """The newest day of a series: its row, its last tick and its range."""

    row: int
    day: int
    tick: Tick
    range: _Range


class Days:
    """The rows of `days`, through one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[_Series, int] = {}
        self._tails: dict[_Series, _Tail] = {}

    def forget(self) -> None:
        """Forget what was known of the file, since another one has written in it."""
        self._numbers.clear()
        self._tails.clear()

    def put(self, source: int, at: int, quotes: Mapping[str, Integers]) -> None:
        """Add what is new in the quotes of a page, which is the newest of its source. Raises `sqlite3.Error`."""
        behind, new = [], []
        day = day_at(at)
        for symbol, integers in quotes.items():
            series = source, symbol
            tail = self._tails.get(series) or self._load(series)
            if tail is None or day > tail.day:
                new.append((series, tail, Tick(at, *integers)))
            elif integers != tail.tick[1:]:
                tick = Tick(at, *integers)
                behind.append((tail, packed(tick, tail.tick, start_of(tail.day)), tick))
        self._append(behind)
        self._begin(day, new)

    def put_late(self, source: int, at: int, quotes: Mapping[str, Integers]) -> None:
        """Add what is new in the quotes of a page that came after a newer one of its source. Raises `sqlite3.Error`."""
        for symbol, integers in quotes.items():
            self._put_between((source, symbol), Tick(at, *integers))

    def _append(self, behind: Iterable[tuple[_Tail, bytes, Tick]]) -> None:
        rows = []
        for tail, data, tick in behind:
            tail.tick = tick
            tail.range.take(tick)
            rows.append((*tick, *tail.range.columns, data, tail.row))
        self._connection.executemany(_APPEND, rows)

    def _begin(self, day: int, new: Sequence[tuple[_Series, _Tail | None, Tick]]) -> None:
        """Begin a new day of each series, and finish the day before it."""
        for _, tail, _ in new:
            if tail is not None:
                self._finish(tail.row)
        for series, _, tick in new:
            held, number = _Range.of(tick), self._number(series)
            self._write(number, day, [tick], held)
            row = self._connection.execute("SELECT id FROM days WHERE series = ? AND day = ?", (number, day)).fetchone()
            self._tails[series] = _Tail(row[0], day, tick, held)

    def _finish(self, row: int) -> None:
        """Compress a day to which nothing is added any more, and move its row to the end of the table, beside others.

        A damaged one stays as it is.
        """
        (data,) = self._connection.execute("SELECT ticks FROM days WHERE id = ?", (row,)).fetchone()
        with suppress(ValueError, TypeError):
            data = finished(data)
        self._connection.execute(_FINISH, (data, row))

    def _put_between(self, series: _Series, tick: Tick) -> None:
        """Put a quote of a page that came late among those of its day.

        The page after it keeps what it said, even if that was nothing new when it came. A damaged day begins anew.
        """
        day, number = day_at(tick.at), self._number(series)
        row = self._connection.execute("SELECT ticks FROM days WHERE series = ? AND day = ?", (number, day)).fetchone()
        ticks = readable(row[0], start_of(day)) if row else []
        place = bisect_right(ticks, tick.at, key=lambda other: other.at)
        before = ticks[place - 1] if place else None
        if before is not None and before.figures == tick.figures:
            return
        ticks[place:place] = [tick]
        place += 1
        after = self._connection.execute(_NEXT_PAGE, (series[0], tick.at, start_of(day + 1))).fetchone()[0]
        if before is not None and after is not None and (place == len(ticks) or ticks[place].at > after):
            ticks[place:place] = [before._replace(at=after)]
        held = _Range.of(ticks[0])
        for other in ticks[1:]:
            held.take(other)
        self._write(number, day, ticks, held)
        self._tails.pop(series, None)

    def _write(self, number: int, day: int, ticks: list[Tick], held: _Range) -> None:
        data = all_packed(ticks, start_of(day))
        if self._connection.execute(_HAS_LATER, (number, day)).fetchone():
            data = finished(data)  # nothing is put behind it: there is a later day for that
        self._connection.execute(_INSERT, (*ticks[-1], *held.columns, len(ticks), data, number, day))

    def _load(self, series: _Series) -> _Tail | None:
        row = self._connection.execute(_NEWEST, (self._number(series),)).fetchone()
        if row is None:
            return None
        tail = _Tail(row[0], row[1], Tick(*row[2:7]), _Range(*row[7:12]))
        self._tails[series] = tail
        return tail

    def _number(self, series: _Series) -> int:
        if (known := self._numbers.get(series)) is not None:
            return known
        self._connection.execute("INSERT OR IGNORE INTO series (source, symbol) VALUES (?, ?)", series)
        found = self._connection.execute("SELECT id FROM series WHERE source = ? AND symbol = ?", series).fetchone()
        self._numbers[series] = found[0]
        return int(found[0])
