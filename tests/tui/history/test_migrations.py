"""A migration is done whole or not at all, whatever comes between, and the next start finishes it."""

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from threading import Event

import pytest

from tests.tui.history.pages import assert_days_whole, assert_whole, chance_reports, record
from tui.history import database
from tui.history.database import HistoryError, HistoryNewerError, open_to_read, open_to_write
from tui.history.recording import Recorder
from tui.history.schema import MIGRATIONS

SECOND = """
CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL); -- a comment; with a semicolon
INSERT INTO notes (text) SELECT 'page ' || id || '; ' || hex(zeroblob(500)) FROM refreshes;
ALTER TABLE sources ADD COLUMN title TEXT NOT NULL DEFAULT '';
"""
THIRD = """
UPDATE notes SET text = text || ' of ' || (SELECT name FROM sources LIMIT 1);
CREATE INDEX notes_by_text ON notes (text);
DROP INDEX refreshes_by_time;
"""
AT_FAULT = "INSERT INTO nowhere VALUES (1);"
LATER = (*MIGRATIONS, SECOND, THIRD)
NOW, NEWEST = len(MIGRATIONS), len(LATER)
PAGES = 60
STATEMENTS = 6
SPAWN = multiprocessing.get_context("spawn")


def know(migrations: tuple[str, ...]) -> None:
    """Be, in a process of its own, a tapewatch that knows these migrations."""
    vars(database).update(MIGRATIONS=migrations, VERSION=len(migrations))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a file of the version of now, with pages in it."""
    path = tmp_path / "history.db"
    with closing(open_to_write(path)) as connection:
        pages = chance_reports(1)
        record(connection, *(next(pages) for _ in range(PAGES)))
    return path


@pytest.fixture
def newer(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file of now, and be the tapewatch of two versions later."""
    monkeypatch.setattr(database, "MIGRATIONS", LATER)
    monkeypatch.setattr(database, "VERSION", NEWEST)
    return path


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def assert_at(path: Path, version: int) -> None:
    """Hold that the file is whole and usable at that version."""
    with closing(open_to_read(path)) as connection:
        assert version_of(connection) == version
        assert_whole(connection)
        assert_days_whole(connection)
        assert connection.execute("SELECT count(*) FROM refreshes").fetchone() == (PAGES,)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        assert ("notes" in tables) == (version > NOW)
        if version == NEWEST:
            assert connection.execute("SELECT count(*) FROM notes WHERE text LIKE '% of page'").fetchone() == (PAGES,)


def assert_finished(path: Path) -> None:
    """Hold that the next start brings the file to the newest version, and that it can be written then."""
    with closing(open_to_write(path)) as connection:
        assert version_of(connection) == NEWEST
    assert_at(path, NEWEST)
    with closing(open_to_write(path)) as connection:
        record(connection, next(chance_reports(2, "other")))


@pytest.mark.usefixtures("newer")
def test_an_older_file_is_brought_to_the_newest_version_step_by_step(path: Path) -> None:
    assert_at(path, NOW)
    assert_finished(path)


@pytest.mark.usefixtures("newer")
def test_a_new_file_has_the_newest_version(tmp_path: Path) -> None:
    with closing(open_to_write(tmp_path / "new.db")) as connection:
        assert version_of(connection) == NEWEST
        record(connection, next(chance_reports(1)))


@pytest.mark.usefixtures("newer")
@pytest.mark.parametrize(("at_fault", "version"), [(NOW, NOW), (NOW + 1, NOW + 1)])
def test_a_fault_in_the_middle_leaves_the_version_before(
    path: Path, monkeypatch: pytest.MonkeyPatch, at_fault: int, version: int
) -> None:
    torn = (*LATER[:at_fault], LATER[at_fault] + AT_FAULT, *LATER[at_fault + 1 :])
    with monkeypatch.context() as patched:
        patched.setattr(database, "MIGRATIONS", torn)
        with pytest.raises(HistoryError, match="Nothing is remembered"):
            open_to_write(path)
    assert_at(path, version)
    assert_finished(path)


@pytest.mark.usefixtures("newer")
@pytest.mark.parametrize("room", range(0, 20, 3))
def test_a_full_disk_in_the_middle_leaves_the_version_before(
    path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    connect: Callable[..., sqlite3.Connection] = sqlite3.connect

    def on_a_full_disk(file: Path, **options: object) -> sqlite3.Connection:
        connection = connect(file, **options)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + room:d}").fetchone()
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", on_a_full_disk)
        with pytest.raises(HistoryError, match="full"):
            open_to_write(path)
    with closing(open_to_read(path)) as connection:
        version = version_of(connection)
    assert version < NEWEST
    assert_at(path, version)
    assert_finished(path)


def stop_after(path: Path, number: int, told: Connection) -> None:
    """Migrate until so many statements are done, say so, and stand still; in a process of its own."""
    know(LATER)
    split, done = database.statements, iter(range(STATEMENTS + 1))

    def stopping(script: str) -> Iterator[str]:
        for statement in split(script):
            if next(done) == number:
                told.send(number)
                Event().wait()
            yield statement

    vars(database)["statements"] = stopping
    open_to_write(path)


@pytest.mark.usefixtures("newer")
@pytest.mark.parametrize("number", range(STATEMENTS))
def test_a_kill_in_the_middle_leaves_the_version_before(path: Path, number: int) -> None:
    receives, sends = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=stop_after, args=(path, number, sends), daemon=True)
    process.start()
    sends.close()
    assert receives.recv() == number
    assert process.pid
    os.kill(process.pid, signal.SIGKILL)
    process.join(60)
    assert_at(path, NOW if number < 3 else NOW + 1)
    assert_finished(path)


def migrate(path: Path, ready: Barrier) -> None:
    """Migrate when the others are ready, too, and record a page; in a process of its own."""
    know(LATER)
    ready.wait(60)
    with closing(open_to_write(path)) as connection, database.transaction(connection):
        Recorder(connection).take(next(chance_reports(2, "other")))


@pytest.mark.usefixtures("newer")
@pytest.mark.parametrize("is_new", [False, True])
def test_two_that_migrate_at_once_do_it_once(path: Path, tmp_path: Path, *, is_new: bool) -> None:
    file = tmp_path / "new.db" if is_new else path
    ready = SPAWN.Barrier(3)
    processes = [SPAWN.Process(target=migrate, args=(file, ready), daemon=True) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    with closing(open_to_read(file)) as connection:
        assert version_of(connection) == NEWEST
        assert_whole(connection)
        (count,) = connection.execute("SELECT count(*) FROM refreshes").fetchone()
        assert count == (3 if is_new else PAGES + 3)


def test_one_that_a_newer_tapewatch_migrated_is_left_as_it_is_byte_for_byte(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(database, "MIGRATIONS", LATER)
        patched.setattr(database, "VERSION", NEWEST)
        open_to_write(path).close()
    before = {file.name: file.read_bytes() for file in path.parent.iterdir()}
    with pytest.raises(HistoryNewerError, match="written by a newer tapewatch"):
        open_to_write(path)
    assert {file.name: file.read_bytes() for file in path.parent.iterdir()} == before
    assert_at(path, NEWEST)
    assert path.read_bytes() == before[path.name]
