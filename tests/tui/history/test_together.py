"""Several tapewatches write and read one file at once: nothing fails, nothing is lost, every page is right."""

import asyncio
import multiprocessing
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from itertools import islice
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path

import pytest

from tests.tui.history.pages import assert_days_whole, assert_whole, chance_reports, recalled
from tui.history.database import open_to_read, open_to_write
from tui.history.keeper import FileHistory
from tui.refresh import Failed, Refreshed

WRITERS = 3
PAGES = 150
SHARED = "shared"
SPAWN = multiprocessing.get_context("spawn")


def told_by(writer: int) -> list[Refreshed]:
    """Return what a writer records: a source of its own, and one that all have, with much the same times and pages."""
    own = islice(chance_reports(writer, f"own {writer}"), PAGES)
    shared = islice(chance_reports(writer % 2, SHARED), PAGES)
    return [report for pair in zip(own, shared, strict=True) for report in pair]


def write(path: Path, writer: int, ready: Barrier) -> None:
    """Record it all; in a process of its own."""
    asyncio.run(_write(path, writer, ready))


async def _write(path: Path, writer: int, ready: Barrier) -> None:
    faults: list[str | None] = []
    ready.wait(60)
    history = FileHistory(path)
    history.tell(faults.append)
    for report in told_by(writer):
        history.record(report)
        await history.write(lambda _: None)
    assert history.close() is None
    assert faults == []


def read(path: Path, ready: Barrier, end: Event) -> None:
    """Read all the time, and find every page whole; in a process of its own."""
    open_to_write(path).close()
    ready.wait(60)
    last = 0
    while not end.is_set():
        with closing(open_to_read(path)) as connection:
            connection.execute("BEGIN")
            assert_whole(connection, last)
            assert_days_whole(connection)
            (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM refreshes").fetchone()


def counted(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many refreshes each source has."""
    return dict(
        connection.execute("SELECT name, count(*) FROM refreshes JOIN sources ON sources.id = source GROUP BY name")
    )


@pytest.mark.timeout(120)
def test_many_write_and_one_reads(tmp_path: Path) -> None:
    path = tmp_path / "history.db"
    ready, end = SPAWN.Barrier(WRITERS + 1), SPAWN.Event()
    writers = [SPAWN.Process(target=write, args=(path, writer, ready), daemon=True) for writer in range(WRITERS)]
    reader = SPAWN.Process(target=read, args=(path, ready, end), daemon=True)
    for process in (*writers, reader):
        process.start()
    for process in writers:
        process.join(60)
    end.set()
    reader.join(60)
    assert [process.exitcode for process in (*writers, reader)] == [0] * (WRITERS + 1)
    with closing(open_to_read(path)) as connection:
        assert_whole(connection)
        assert_days_whole(connection)
        assert counted(connection) == {SHARED: WRITERS * PAGES} | {f"own {n}": PAGES for n in range(WRITERS)}
        found = recalled(connection)
    for writer in range(WRITERS):
        assert said(found, f"own {writer}") == said(told_by(writer), f"own {writer}")
        assert set(said(told_by(writer), SHARED)) <= set(said(found, SHARED))


def said(told: Iterable[Refreshed | Failed], source: str) -> list[tuple[datetime, str]]:
    """Return what the source said, and when that was reported."""
    return [
        (report.at, repr(report.snapshot))
        for report in told
        if isinstance(report, Refreshed) and report.source == source
    ]
