"""Histories to measure: days of pages that go the way of every page, and ten years put into the tables at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Final

from parsing import Article, Direction, Quote, Snapshot
from parsing.models import INDEX_SYMBOLS
from tests.builders import PAGES
from tui.history.database import open_to_write, transaction
from tui.history.moments import microseconds, start_of
from tui.history.recording import Recorder
from tui.history.ticks import Tick, all_packed, finished, integers_of
from tui.refresh import Kind, Refreshed

ROWS: Final = 34
SOURCE: Final = "page"
SYMBOL: Final = "S07"
"""The symbol that is looked at."""

YEARS: Final = 10
DAYS: Final = 250 * YEARS
MINUTES: Final = 365
"""Pages of a trading day, one a minute."""

_OPENING: Final = timedelta(hours=9, minutes=30)
_FIRST_DAY: Final = date(2014, 5, 19)
_PAGES_AN_ARTICLE: Final = 30
_VARIANTS: Final = 8
_CENT: Final = Decimal("0.01")


def trading_day(number: int) -> date:
    """Return the trading day of that number: five of seven days are."""
    return _FIRST_DAY + timedelta(days=number // 5 * 7 + number % 5)


def opening_of(number: int) -> datetime:
    """Return when the first page of a trading day is."""
    begin = start_of(trading_day(number).toordinal())
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=begin) + _OPENING


class Market:
    """Prices that walk by chance: each row's, or those of every second row, with each page."""

    def __init__(self, seed: int, *, moving: float) -> None:
        """Take the part of the rows that have another price with each page."""
        self._chance = Random(seed)  # noqa: S311
        self._moving = moving
        indices = sorted(INDEX_SYMBOLS)
        symbols = [*(f"S{number:02}" for number in range(ROWS - len(indices))), *indices]
        self._closes = {
            symbol: Decimal(self._chance.randint(500, 20_000)) * (1 if symbol in INDEX_SYMBOLS else _CENT)
            for symbol in symbols
        }
        self._quotes = {symbol: _quote(symbol, close, close) for symbol, close in self._closes.items()}
        self._pages = 0

    def page(self) -> Snapshot:
        """Return the next page."""
        for symbol, quote in self._quotes.items():
            if self._chance.random() < self._moving:
                self._quotes[symbol] = self._moved(quote)
        quotes = tuple(self._quotes.values())
        indices = len(INDEX_SYMBOLS)
        article = _article(self._pages // _PAGES_AN_ARTICLE)
        self._pages += 1
        return Snapshot(quotes=quotes[:-indices], indices=quotes[-indices:], article=article)

    def _moved(self, quote: Quote) -> Quote:
        close = self._closes[quote.symbol]
        ticks = self._chance.choice((-30, -12, -5, -3, -2, -1, 1, 2, 3, 5, 12, 30))
        price = quote.price + ticks * (1 if quote.is_index else _CENT)
        return _quote(quote.symbol, price if price > 0 else close, close)

    def close(self) -> None:
        """Begin another day at the prices of now."""
        self._closes = {symbol: quote.price for symbol, quote in self._quotes.items()}


def _quote(symbol: str, price: Decimal, close: Decimal) -> Quote:
    change = price - close
    percent = (change * 100 / close).quantize(_CENT)
    direction = Direction.UP if change > 0 else Direction.DOWN if change < 0 else Direction.UNCHANGED
    return Quote.model_construct(symbol=symbol, price=price, direction=direction, change=change, percent=percent)


def _article(number: int) -> Article:
    text = (PAGES / "2024-05-seed.txt").read_text(encoding="utf-8")[:1500] if number == 0 else _words(number)
    return Article(title=f"Story number {number} of the day", section="Markets", paragraphs=(text,))


def _words(number: int) -> str:
    chance = Random(number)  # noqa: S311
    return " ".join(f"{chance.randrange(4096):x}" for _ in range(300))


def pages_of_days(days: int, *, moving: float, seed: int = 1947) -> Iterator[Refreshed]:
    """Yield the pages of so many trading days, one a minute, fetched some seconds late as a watched page is."""
    market, chance = Market(seed, moving=moving), Random(seed)  # noqa: S311
    for day in range(days):
        moment = opening_of(day)
        for _ in range(MINUTES):
            moment += timedelta(minutes=1)
            at = moment + timedelta(seconds=chance.random() * 6 - 3)
            yield Refreshed(SOURCE, Kind.LIVE, at, at, market.page(), moment + timedelta(minutes=1))
        market.close()


def recorded(path: Path, reports: Iterator[Refreshed], *, at_once: int = 500) -> float:
    """Record the pages as they come, many in one transaction, and return the bytes of the file for each row."""
    rows, is_left = 0, True
    with closing(open_to_write(path)) as connection:
        recorder = Recorder(connection)
        while is_left:
            with transaction(connection):
                is_left = False
                for _, report in zip(range(at_once), reports, strict=False):
                    recorder.take(report)
                    rows, is_left = rows + ROWS, True
    return path.stat().st_size / rows


def ten_years(path: Path) -> float:
    """Make a file of ten years, put into the tables at once, and return its bytes for each row.

    Each symbol has a few days that come again and again: what they say is packed as it always is, and only once.
    """
    first = MINUTES // 2
    with closing(open_to_write(path)) as connection:
        recorder = Recorder(connection)
        with transaction(connection):
            recorder.take(next(pages_of_days(1, moving=1)))
            connection.execute("DELETE FROM days")
            connection.execute("DELETE FROM refreshes")
            connection.execute("DELETE FROM snapshots")
        connection.execute("PRAGMA cache_size = -200000")
        variants = [_day_rows(connection, seed) for seed in range(_VARIANTS)]
        chance = Random(first)  # noqa: S311
        for begin in range(0, DAYS, 50):
            with transaction(connection):
                for day in range(begin, min(begin + 50, DAYS)):
                    _put_day(connection, day, variants[day % _VARIANTS], chance)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        connection.execute("ANALYZE")
    return path.stat().st_size / (DAYS * MINUTES * ROWS)


_Row = tuple[int, Tick, tuple[int, int, int, int, int], int, bytes]
"""A series and a day of it: the last tick, as if its day began at 0, the range, the count, and all ticks packed."""


def _day_rows(connection: sqlite3.Connection, seed: int) -> list[_Row]:
    numbers = dict(connection.execute("SELECT symbol, id FROM series"))
    begin = start_of(trading_day(0).toordinal())
    ticks: dict[str, list[Tick]] = {}
    for report in pages_of_days(1, moving=1, seed=seed):
        for quote in (*report.snapshot.quotes, *report.snapshot.indices):
            ticks.setdefault(quote.symbol, []).append(Tick(microseconds(report.as_of) - begin, *integers_of(quote)))
    found = []
    for symbol, of_day in ticks.items():
        prices = [tick.price for tick in of_day]
        held = (of_day[0].scale, prices[0], min(prices), max(prices), prices[-1])
        found.append((numbers[symbol], of_day[-1], held, len(of_day), finished(all_packed(of_day, 0))))
    return found


def _put_day(connection: sqlite3.Connection, number: int, rows: list[_Row], chance: Random) -> None:
    day = trading_day(number).toordinal()
    begin = start_of(day)
    connection.executemany(
        "INSERT INTO days (series, day, at, form, price, change, percent, scale, first, low, high, last, count, ticks) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(series, day, begin + tick.at, *tick.figures, *held, count, data) for series, tick, held, count, data in rows],
    )
    opening = begin + _OPENING // timedelta(microseconds=1)
    times = [opening + (minute + 1) * 60_000_000 + chance.randrange(1_000_000) for minute in range(MINUTES)]
    pages = [(chance.getrandbits(63), 1) for _ in times]
    connection.executemany("INSERT INTO snapshots (id, frame) VALUES (?, ?)", pages)
    connection.executemany(
        "INSERT INTO refreshes (source, at, as_of, snapshot, next_at) VALUES (1, ?, ?, ?, ?)",
        [(at, at, page, at + 60_000_000) for at, (page, _) in zip(times, pages, strict=True)],
    )
