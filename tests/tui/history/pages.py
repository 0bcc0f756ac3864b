"""What the proofs of the history share: reports made by chance, and a look at whether a file is whole."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random

from parsing import Article, Direction, Quote, Snapshot
from tests.builders import NOON
from tui.history.database import transaction
from tui.history.fixed import figure
from tui.history.moments import moment_at, start_of
from tui.history.packing import number_of, pack_article, pack_frame
from tui.history.recalling import Named, reports
from tui.history.recording import Recorder
from tui.history.ticks import integers_of, price_of, unpacked
from tui.refresh import Failed, Kind, Refreshed

ALWAYS = (datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC))
SYMBOLS = ("AIRLINK", "BOP", "HUBC", "KSE100")


def record(connection: sqlite3.Connection, *told: Refreshed | Failed) -> None:
    """Record the reports through one recorder, each in a transaction of its own."""
    recorder = Recorder(connection)
    for report in told:
        with transaction(connection):
            recorder.take(report)


def recalled(connection: sqlite3.Connection, *, by_page: bool = False) -> list[Refreshed | Failed]:
    """Return all that is remembered."""
    return list(reports(connection, *ALWAYS, by_page=by_page))


def number(report: Refreshed) -> int:
    """Return the number of what a page said, worked out from nothing but the report."""
    snapshot = report.snapshot
    page = (snapshot.article,) if snapshot.article else ()
    articles = tuple(pack_article(article).hash for article in (*page, *snapshot.articles))
    frame = pack_frame(snapshot, report.address, articles)
    return number_of(frame.hash, [integers_of(quote) for quote in (*snapshot.quotes, *snapshot.indices)])


def assert_whole(connection: sqlite3.Connection, after: int = 0) -> None:
    """Hold that nothing of the file is broken, and that no page of a refresh `after` that one is torn.

    Each page is recalled by itself: what was recalled before it must not help.
    """
    assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    pages = connection.execute(
        "SELECT name, kind, as_of, snapshot FROM refreshes JOIN sources ON sources.id = source "
        "WHERE as_of IS NOT NULL AND refreshes.id > ?",
        (after,),
    ).fetchall()
    for name, kind, as_of, stored in pages:
        times = moment_at(as_of), moment_at(as_of + 1)
        found = list(reports(connection, *times, [Named(name, Kind(kind))], by_page=True))
        assert found, "a page has lost a part of itself"
        assert {number(report) for report in found if isinstance(report, Refreshed)} == {stored}


def assert_days_whole(connection: sqlite3.Connection) -> None:
    """Hold that each day says of its ticks what they are."""
    for day, at, form, price, change, percent, *told, count, data in connection.execute(
        "SELECT day, at, form, price, change, percent, scale, first, low, high, last, count, ticks FROM days"
    ):
        ticks = unpacked(data, start_of(day))
        times = [tick.at for tick in ticks]
        prices = [price_of(tick) for tick in ticks]
        assert times == sorted(set(times))
        assert start_of(day) <= times[0]
        assert times[-1] < start_of(day + 1)
        assert ticks[-1] == (at, form, price, change, percent)
        assert len(ticks) == count
        scale, *range_ = told
        assert [figure(number, scale) for number in range_] == [prices[0], min(prices), max(prices), prices[-1]]


def chance_reports(seed: int, source: str = "page", start: datetime = NOON) -> Iterator[Refreshed]:
    """Yield pages of a source, one after the other, whose figures and articles are a matter of chance."""
    chance = Random(seed)  # noqa: S311
    prices = dict.fromkeys(SYMBOLS, Decimal(100))
    moment = start
    while True:
        moment += timedelta(seconds=chance.choice((1, 30, 60, 60 * 60)))
        for symbol in chance.sample(SYMBOLS, chance.randrange(len(SYMBOLS))):
            prices[symbol] += chance.randint(-99, 99) * Decimal("0.01")
        quotes = tuple(_quote(symbol, price) for symbol, price in prices.items())
        article = Article(title=f"Story {chance.randrange(20)} of {source}", paragraphs=("Cement gains. " * 30,))
        late = timedelta(seconds=chance.choice((0, 0, 0, 90)))
        page = Snapshot(quotes=quotes[:-1], indices=quotes[-1:], article=article)
        yield Refreshed(source, Kind.LIVE, moment, moment - late, page)


def _quote(symbol: str, price: Decimal) -> Quote:
    change = price - 100
    direction = Direction.UP if change > 0 else Direction.DOWN if change < 0 else Direction.UNCHANGED
    return Quote(symbol=symbol, price=price, direction=direction, change=change, percent=change)
