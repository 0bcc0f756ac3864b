"""The history as the app uses it: who reads waits for nobody who writes, and what is lost is told."""

import asyncio
import gc
import shutil
import sqlite3
import threading
import warnings
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

import tui.history.database
import tui.history.keeper
from tests.builders import NOON, failed
from tests.tui.history.files import (
    MARKS,
    Told,
    as_nobody,
    files_in,
    fill,
    garbage,
    headless,
    kept_in,
    locked_history,
    marked,
    marked_in,
    marking,
)
from tui.history.brief import BriefHistory
from tui.history.database import (
    HistoryBrokenError,
    HistoryBusyError,
    HistoryError,
    HistoryNewerError,
    open_to_write,
    transaction,
)
from tui.history.keeper import MOST_WAITING, FileHistory
from tui.history.schema import VERSION

SLOW = "The disk is too slow for the history: some pages are not remembered."


class Held:
    """A change that is written when the test lets it."""

    def __init__(self) -> None:
        self.has_begun = threading.Event()
        self.may_end = threading.Event()

    def __call__(self, connection: sqlite3.Connection) -> None:
        """Wait, and mark."""
        self.has_begun.set()
        assert self.may_end.wait(30)
        marking("held")(connection)


async def test_who_reads_does_not_wait_for_another_who_writes(path: Path) -> None:
    async with kept_in(path) as (history, told):
        await history.write(marking("a"))
        with closing(open_to_write(path)) as other, transaction(other):
            marking("b")(other)
            assert await history.read(marked) == {"a"}
        assert await history.read(marked) == {"a", "b"}
        assert told == []


async def test_a_history_in_a_read_only_folder_is_read_and_it_is_told_that_nothing_is_written() -> None:
    with locked_history() as locked, as_nobody():
        async with kept_in(locked) as (history, told):
            assert len(await history.read(marked)) == MARKS
            assert "cannot be used" in str(told[-1])
            with pytest.raises(HistoryError, match="cannot be used"):
                await history.write(marking("a"))
            assert len(await history.read(marked)) == MARKS
        async with kept_in(locked.with_name("other.db")) as (history, _):
            with pytest.raises(HistoryError, match=r"Nothing is remembered: .+ cannot be used"):
                await history.read(marked)


async def test_who_reads_first_finds_a_new_file_or_hears_why_there_is_none(path: Path) -> None:
    async with kept_in(path) as (history, _):
        assert await history.read(marked) == set()
    path.with_name("folder").write_text("in the way")
    async with kept_in(path.with_name("folder") / "history.db") as (history, _):
        with pytest.raises(HistoryError, match="cannot be used"):
            await history.read(marked)


async def test_who_reads_a_broken_file_first_finds_a_new_one(path: Path) -> None:
    garbage(path)
    async with kept_in(path) as (history, _):
        assert await history.read(marked) == set()
    assert path.with_name("history.db.broken").exists()


async def test_one_of_a_newer_tapewatch_is_not_read_unasked(path: Path) -> None:
    with closing(open_to_write(path)) as connection:
        connection.execute(f"PRAGMA user_version = {VERSION + 1:d}")
    async with kept_in(path) as (history, _):
        with pytest.raises(HistoryNewerError):
            await history.read(marked)


async def test_what_is_read_is_what_was_written_before(path: Path) -> None:
    held = Held()
    async with kept_in(path) as (history, _):
        history.later(held)
        reading = asyncio.create_task(history.read(marked))
        await asyncio.to_thread(held.has_begun.wait, 30)
        held.may_end.set()
        assert await reading == {"held"}


async def test_that_the_disk_is_slow_is_told_beside_all_else_until_it_no_longer_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.history.keeper, "MOST_WAITING", 2)
    garbage(path)
    held = Held()
    async with kept_in(path) as (history, told):
        await history.write(marking("a"))
        broken = str(told[-1])
        history.later(held)
        await asyncio.to_thread(held.has_begun.wait, 30)
        for second in range(5):
            history.record(failed(at=NOON + timedelta(seconds=second)))
        held.may_end.set()
        await history.write(marking("b"))
        assert told[-2:] == [f"{SLOW} {broken}", broken]
        assert "and a new history begins" in broken


async def test_more_changes_than_can_wait_are_left_out_and_that_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tui.history.keeper, "MOST_WAITING", 2)
    held = Held()
    async with kept_in(path) as (history, told):
        history.later(held)
        await asyncio.to_thread(held.has_begun.wait, 30)
        for name in "abcde":
            history.later(marking(name))
        held.may_end.set()
        assert await history.read(marked) == {"held", "a", "b", "c"}
        assert told == ["Too much waits for the disk: the newest changes are not remembered."]
    assert MOST_WAITING > 100


async def test_who_asks_where_too_much_waits_is_refused_at_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tui.history.keeper, "MOST_IN_ALL", 2)
    held = Held()
    async with kept_in(path) as (history, _):
        history.later(held)
        await asyncio.to_thread(held.has_begun.wait, 30)
        for name in "abc":
            history.later(marking(name))
        for asking in (history.write(marking("d")), history.read(marked)):
            with pytest.raises(HistoryBusyError, match="too much waits"):
                await asking
        held.may_end.set()


async def test_what_comes_after_the_end_is_not_queued(path: Path) -> None:
    history, told = FileHistory(path), Told()
    history.tell(told.append)
    await history.write(marking("a"))
    assert history.close() is None
    history.later(marking("b"))
    history.record(failed())
    assert history._jobs.empty()
    assert marked_in(path) == {"a"}


# Commands, which open the file for a moment


@pytest.mark.parametrize("damage", [garbage, headless], ids=["garbage", "headless"])
def test_whom_a_broken_file_does_not_concern_leaves_nothing_open_and_all_as_it_was(
    path: Path, damage: Callable[[Path], None]
) -> None:
    fill(path)
    damage(path)
    path.with_name("history.db-wal").write_bytes(b"a log")
    before = files_in(path.parent)
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        with pytest.raises(HistoryError, match="is broken") as raised:
            open_to_write(path)
        assert getattr(raised.value, "connection", None) is None
        gc.collect()
    assert warned == []
    after = files_in(path.parent)
    assert {name: after[name] for name in before} == before


def test_what_turns_out_to_be_broken_late_is_not_left_open_either(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_: object) -> None:
        error = sqlite3.DatabaseError("it is malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error

    monkeypatch.setattr(tui.history.database, "_prepare", break_off)
    with pytest.raises(HistoryBrokenError) as raised:
        open_to_write(path)
    assert raised.value.connection is None
    with pytest.raises(HistoryBrokenError) as raised:
        open_to_write(path, sets_aside=True)
    assert raised.value.connection is not None
    raised.value.connection.close()


def test_a_file_that_somebody_was_killed_at_is_mended_by_who_writes_next(path: Path, tmp_path: Path) -> None:
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as killed:
        killed.execute("PRAGMA journal_mode = DELETE").fetchall()
        killed.execute("PRAGMA cache_size = 1")
        killed.execute("BEGIN")
        killed.execute("UPDATE marks SET id = id || 'x'")
        left = tmp_path / "left"
        left.mkdir()
        for name in ("history.db", "history.db-journal"):
            shutil.copy(path.with_name(name), left)
    with closing(open_to_write(left / "history.db")) as connection:
        assert len(marked(connection)) == MARKS
        assert not any("x" in name for name in marked(connection))


async def test_a_command_writes_what_it_is_asked_to(path: Path) -> None:
    history = BriefHistory(path)
    await history.write(marking("a"))
    history.later(marking("b"))
    assert await history.read(marked) == {"a", "b"}
    with pytest.raises(HistoryError, match=r"cannot be used \(UNIQUE"):
        await history.write(marking("a"))
