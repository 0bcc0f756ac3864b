"""What is old goes, and what is too much; what the user made, and what a kept page shows, stays."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path
from random import Random

import pytest

from parsing import Article, Snapshot
from tests.builders import NOON, failed, quote, refreshed
from tests.tui.history.pages import assert_days_whole, assert_whole, chance_reports, recalled, record
from tui.history.database import bytes_in_use, open_to_write, transaction
from tui.history.keeper import FileHistory
from tui.history.retention import Retention, Sweeper
from tui.refresh import Failed, Kind, Refreshed

DAY = timedelta(days=1)
FOR_EVER = timedelta(days=36_000)
ANY_SIZE = 2**40
MEGABYTE = 1024 * 1024
STORY = Article(title="Cement gains", paragraphs=("At length. " * 50,))
MADE = ("marks", "watchlists", "listed", "holdings", "alerts")
UNUSED = (
    "SELECT count(*) FROM snapshots WHERE id NOT IN (SELECT snapshot FROM refreshes WHERE snapshot IS NOT NULL)",
    "SELECT count(*) FROM frames WHERE id NOT IN (SELECT frame FROM snapshots)",
    "SELECT count(*) FROM framed WHERE frame NOT IN (SELECT id FROM frames)",
    "SELECT count(*) FROM sightings WHERE article NOT IN (SELECT id FROM articles)",
)


def sweep(connection: sqlite3.Connection, now: datetime, age: timedelta = FOR_EVER, size: int = ANY_SIZE) -> bool:
    """Let go what is to go now, and hold that nothing is left of it."""
    has_gone = any(list(swept(connection, now, Retention(age, size))))
    assert_whole(connection)
    assert_days_whole(connection)
    assert [connection.execute(count).fetchone() for count in UNUSED] == [(0,)] * len(UNUSED)
    return has_gone


def swept(connection: sqlite3.Connection, now: datetime, retention: Retention) -> Iterator[bool]:
    """Sweep step by step, and yield after each, which is written by then, whether something went."""
    sweeper = Sweeper(retention)
    sweeper.begin_if_due(now)
    while sweeper.has_steps:
        with transaction(connection):
            has_gone = sweeper.step(connection)
        yield has_gone


def page(days: float, price: str, *, article: Article | None = STORY) -> Refreshed:
    """Return the report of a page of so many days after noon."""
    report = refreshed(quote("HUBC", price), at=NOON + days * DAY)
    return replace(report, snapshot=report.snapshot.model_copy(update={"article": article}))


def counted(connection: sqlite3.Connection, *tables: str) -> list[int]:
    """Return how many rows the tables have."""
    return [connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]  # noqa: S608


def make(connection: sqlite3.Connection) -> None:
    """Make all that a user can make, long ago."""
    with transaction(connection):
        connection.execute("INSERT INTO marks VALUES ('kept', 'a', 0)")
        connection.execute("INSERT INTO watchlists VALUES (1, 'banks', 0)")
        connection.execute("INSERT INTO listed VALUES (1, 'HBL', 0)")
        connection.execute("INSERT INTO holdings VALUES ('HUBC', 100, 0, 13650, 2)")
        connection.execute("INSERT INTO alerts VALUES (1, 'HUBC > 140', 'once', 0, 0, '')")
        connection.execute("INSERT INTO firings VALUES (1, 1, 'HUBC > 140', 0, 0, 'HUBC', 1, 0, 'It is.')")


def test_what_is_older_goes_and_what_the_user_made_stays(connection: sqlite3.Connection) -> None:
    make(connection)
    record(connection, page(-9, "1.00"), failed(at=NOON - 9 * DAY))
    kept: list[Refreshed | Failed] = [page(-2, "2.00"), failed(at=NOON - 2 * DAY), page(0, "1.00")]
    record(connection, *kept)
    assert sweep(connection, NOON, age=5 * DAY)
    assert recalled(connection) == kept
    assert counted(connection, *MADE) == [1] * len(MADE)
    assert counted(connection, "firings") == [0]


@pytest.mark.parametrize(("hours", "is_due"), [(0, False), (5.9, False), (6, True), (-5.9, False), (-6, True)])
def test_a_sweep_is_due_every_six_hours_and_when_the_clock_was_put_back(
    connection: sqlite3.Connection, hours: float, is_due: bool
) -> None:
    sweeper = Sweeper(Retention(FOR_EVER, ANY_SIZE))
    sweeper.begin_if_due(NOON)
    while sweeper.has_steps:
        sweeper.step(connection)
    sweeper.begin_if_due(NOON + timedelta(hours=hours))
    assert sweeper.has_steps is is_due


def test_where_nothing_is_old_nothing_goes(connection: sqlite3.Connection) -> None:
    told = [page(-2, "1.00"), page(0, "2.00")]
    record(connection, *told)
    assert not sweep(connection, NOON, age=5 * DAY)
    assert recalled(connection) == told


def test_an_article_goes_with_the_last_page_that_shows_it(connection: sqlite3.Connection) -> None:
    other = STORY.model_copy(update={"title": "Another one"})
    record(connection, page(-9, "1.00"), page(-9, "2.00", article=other), page(0, "1.00"))
    sweep(connection, NOON, age=5 * DAY)
    assert recalled(connection) == [page(0, "1.00")]
    assert counted(connection, "articles", "sightings") == [1, 1]
    sweep(connection, NOON + 9 * DAY, age=5 * DAY)
    assert counted(connection, "articles", "sightings", "frames", "snapshots") == [0] * 4


def test_a_file_that_is_too_large_loses_its_oldest_days_and_gives_the_room_back(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    with closing(open_to_write(path)) as connection:
        make(connection)
        told = list(islice(chance_reports(1), 1_000))
        record(connection, *told)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        before = path.stat().st_size
        assert sweep(connection, told[-1].at, size=before * 3 // 4)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        assert path.stat().st_size <= before * 3 // 4
        assert connection.execute("PRAGMA freelist_count").fetchone() == (0,)
        kept = recalled(connection)
        assert len(told) // 4 < len(kept) < len(told)
        assert [report.at for report in kept] == [report.at for report in told[-len(kept) :]]
        assert counted(connection, *MADE) == [1] * len(MADE)


def test_of_feeds_alone_the_oldest_go_too(connection: sqlite3.Connection) -> None:
    chance = Random(1)  # noqa: S311
    for day in range(40):
        stories = [
            Article(title=f"Story {day} {number}", paragraphs=(chance.randbytes(600).hex(),)) for number in range(20)
        ]
        at = NOON + day * DAY
        record(connection, Refreshed("feed", Kind.LIVE, at, at, Snapshot(articles=tuple(stories))))
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    size = pages * connection.execute("PRAGMA page_size").fetchone()[0]
    assert sweep(connection, NOON + 40 * DAY, size=size // 2)
    kept = recalled(connection)
    assert 10 <= len(kept) < 40
    assert kept[-1].at == NOON + 39 * DAY


def test_the_newest_day_stays_however_large_it_is(connection: sqlite3.Connection) -> None:
    told = [page(-9, "1.00"), page(0, "1.00"), page(0.001, "2.00")]
    record(connection, *told)
    sweep(connection, NOON, size=0)
    assert recalled(connection) == told[1:]


@pytest.mark.parametrize("size", [ANY_SIZE, 0])
def test_a_clock_that_is_far_ahead_lets_nothing_go_until_it_has_run_on_for_a_week(
    connection: sqlite3.Connection, size: int
) -> None:
    told = [page(-2, "1.00"), page(0, "2.00")]
    record(connection, *told)
    ahead = [page(900, "3.00"), page(901, "1.00")]
    for report in ahead:
        record(connection, report)
        assert not sweep(connection, report.at, age=5 * DAY, size=size)
    assert recalled(connection) == [*told, *ahead]
    later = page(908, "1.00")
    record(connection, later)
    assert sweep(connection, later.at, age=8 * DAY, size=ANY_SIZE)
    assert recalled(connection) == [*ahead, later]


def test_a_time_far_ahead_that_was_recorded_once_costs_no_more_than_is_too_much(
    connection: sqlite3.Connection,
) -> None:
    told = list(islice(chance_reports(1), 1_000))
    record(connection, *told)
    size = bytes_in_use(connection)
    ahead = page(4_000, "1.00")
    record(connection, ahead)
    assert sweep(connection, told[-1].at, size=size * 3 // 4)
    assert len(told) // 4 < len(recalled(connection)) < len(told)


def test_a_page_that_came_just_before_the_day_that_it_is_of_holds_nothing_up(connection: sqlite3.Connection) -> None:
    first = page(0, "1.00")
    midnight = NOON.replace(hour=19)  # in Karachi
    early = replace(first, at=midnight - timedelta(seconds=1), as_of=midnight)
    told = [early, *(page(day, f"{day}.00") for day in range(2, 6))]
    record(connection, *told)
    assert sweep(connection, told[-1].at, size=bytes_in_use(connection) - 1)
    assert recalled(connection)[-1] == told[-1]
    assert early not in recalled(connection)


def test_a_sweep_is_many_transactions_and_between_them_pages_are_written(connection: sqlite3.Connection) -> None:
    record(connection, *(page(day, f"{1 + day % 2}.00") for day in range(0, 200, 5)))
    between: list[Refreshed | Failed] = []
    for step, _ in enumerate(swept(connection, NOON + 200 * DAY, Retention(10 * DAY, ANY_SIZE))):
        between.append(page(200 + step, f"{1 + step % 2}.00"))
        record(connection, between[-1])
        assert_whole(connection)
        assert_days_whole(connection)
    assert len(between) > 6
    assert recalled(connection)[-len(between) :] == between
    assert recalled(connection)[0].at == NOON + 190 * DAY
    assert [connection.execute(count).fetchone() for count in UNUSED] == [(0,)] * len(UNUSED)


def test_free_pages_are_given_back_in_portions(connection: sqlite3.Connection) -> None:
    chance = Random(1)  # noqa: S311
    story = Article(title="Long", paragraphs=(chance.randbytes(2 * MEGABYTE).hex(),))
    record(connection, page(-9, "1.00", article=story), page(0, "1.00"))
    story = story.model_copy(update={"paragraphs": (chance.randbytes(4 * MEGABYTE).hex(),)})
    record(connection, page(-9, "3.00", article=story))
    steps = swept(connection, NOON, Retention(5 * DAY, ANY_SIZE))
    free = [connection.execute("PRAGMA freelist_count").fetchone()[0] for _ in steps]
    portions = [before - after for before, after in pairwise(free) if before > after]
    assert len(portions) > 1
    assert max(portions) == 1_000
    assert free[-1] == 0


def test_what_a_sweep_has_left_the_next_one_finds(connection: sqlite3.Connection) -> None:
    record(connection, *(page(day, f"{1 + day % 2}.00") for day in range(0, 200, 5)), page(200, "9.00"))
    assert next(swept(connection, NOON + 200 * DAY, Retention(10 * DAY, ANY_SIZE)))
    before = counted(connection, "refreshes")
    assert sweep(connection, NOON + 200 * DAY, age=10 * DAY)
    assert counted(connection, "refreshes") < before


async def test_a_history_sweeps_when_nothing_waits_and_goes_on_with_what_it_knew(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    told = [*(page(day, f"{1 + day % 2}.00") for day in range(12)), page(11.1, "1.00")]
    with closing(open_to_write(path)) as connection:
        record(connection, *told[:11])
    history = FileHistory(path, Retention(5 * DAY, ANY_SIZE))
    history.record(told[11])
    kept = await history.read(recalled)
    while kept != told[6:12]:
        kept = await history.read(recalled)
    history.record(told[12])
    assert await history.read(recalled) == told[6:]
    assert await asyncio.to_thread(history.close) is None
    with closing(open_to_write(path)) as connection:
        assert_whole(connection)
        assert_days_whole(connection)


async def test_what_has_gone_is_written_again_when_it_comes_again(tmp_path: Path) -> None:
    other = STORY.model_copy(update={"title": "Another one"})
    old, new, again = page(-20, "1.00"), page(0, "2.00", article=other), page(0.01, "1.00")
    history = FileHistory(tmp_path / "history.db", Retention(5 * DAY, ANY_SIZE))
    for report in (old, new):
        history.record(report)
        kept = await history.read(recalled)
        while history._pen.has_to_sweep:  # no sweep begins before the last one has ended
            kept = await history.read(recalled)
    while kept != [new] or await history.read(lambda connection: counted(connection, "articles")) != [1]:
        kept = await history.read(recalled)
    history.record(again)
    assert await history.read(recalled) == [new, again]
    await history.read(assert_whole)
    assert await asyncio.to_thread(history.close) is None
