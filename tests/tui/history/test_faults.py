"""What can be wrong with the file of the history: each is a sentence, nothing hangs, and nothing is ever deleted."""

import asyncio
import multiprocessing
import os
import signal
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

import tui.history.pen
from tests.tui.history.files import (
    MARKS,
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
from tui.history.database import (
    HistoryBrokenError,
    HistoryError,
    HistoryNewerError,
    file_number,
    open_to_read,
    open_to_write,
    set_aside,
)
from tui.history.keeper import FileHistory
from tui.history.pen import Pen
from tui.history.schema import VERSION

# Something else in its place


def _pipe(place: Path) -> None:
    os.mkfifo(place)


def _folder(place: Path) -> None:
    place.mkdir()


def _circle(place: Path) -> None:
    place.symlink_to(place)


def _device(place: Path) -> None:
    place.symlink_to("/dev/zero")


def _socket(place: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(place))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("make", [_pipe, _folder, _circle, _device, _socket])
@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
async def test_what_is_no_file_is_a_sentence_and_stays(
    path: Path, make: Callable[[Path], None], ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)  # the path of a socket has to be short
    make(Path(path.name + ending))
    for opening in (open_to_read, open_to_write):
        with pytest.raises(HistoryError, match=r"is not a file|cannot be used \(Too many levels"):
            opening(path)
    async with kept_in(path) as (history, told):
        with pytest.raises(HistoryError):
            await history.write(marking("a"))
        with pytest.raises(HistoryError):
            await history.read(marked)
    assert told[0] is not None
    assert [place.name for place in path.parent.iterdir()] == [path.name + ending]


@pytest.mark.parametrize("opening", [open_to_read, open_to_write])
def test_a_file_in_the_place_of_the_folder_is_a_sentence(
    path: Path, opening: Callable[[Path], sqlite3.Connection]
) -> None:
    path.write_text("in the way")
    with pytest.raises(HistoryError, match="cannot be used"):
        opening(path / "history.db")
    assert path.read_text() == "in the way"


def test_a_history_that_is_not_there_is_a_sentence_and_not_made(path: Path) -> None:
    with pytest.raises(HistoryError, match="There is no history yet"):
        open_to_read(path)
    assert not path.exists()


@pytest.fixture
def locked() -> Iterator[Path]:
    """A history in a folder in which nobody may write."""
    with locked_history() as path:
        yield path


def test_in_a_read_only_folder_nothing_is_written_and_all_is_read(locked: Path) -> None:
    with as_nobody():
        for place in (locked, locked.with_name("other.db")):
            with pytest.raises(HistoryError, match=r"Nothing is remembered: .+ cannot be used"):
                open_to_write(place)
        assert len(marked_in(locked)) == MARKS
        broken = HistoryBrokenError("It is broken.", file_number(locked))
        with pytest.raises(PermissionError):
            set_aside(locked, broken.file)
    assert set(files_in(locked.parent)) == {"history.db"}


def test_what_another_writes_is_read_in_a_read_only_folder_too(locked: Path) -> None:
    locked.parent.chmod(0o755)
    locked.chmod(0o644)
    with closing(open_to_write(locked)) as connection:
        marking("new")(connection)
        for beside in locked.parent.iterdir():
            beside.chmod(0o644)
        locked.parent.chmod(0o555)
        with as_nobody():
            assert "new" in marked_in(locked)


def test_a_new_history_is_for_its_user_alone(path: Path) -> None:
    with closing(open_to_write(path)) as connection:
        marking("a")(connection)
        assert {place.stat().st_mode & 0o777 for place in path.parent.iterdir()} == {0o600}


def test_one_of_a_newer_tapewatch_is_left_alone_and_read_by_choice(path: Path) -> None:
    with closing(open_to_write(path)) as connection:
        marking("a")(connection)
        connection.execute(f"PRAGMA user_version = {VERSION + 1:d}")
    before = files_in(path.parent)
    with pytest.raises(HistoryNewerError, match="newer tapewatch"):
        open_to_write(path)
    assert files_in(path.parent) == before
    assert marked_in(path) == {"a"}


# A full disk


async def test_what_a_full_disk_refused_is_there_once_there_is_room(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = [60]

    def open_in_little_room(path: Path, *, sets_aside: bool) -> sqlite3.Connection:
        connection = open_to_write(path, sets_aside=sets_aside)
        connection.execute(f"PRAGMA max_page_count = {room[0]:d}")
        return connection

    def mark_many(connection: sqlite3.Connection) -> None:
        for number in range(MARKS):
            marking(f"{number:0100}")(connection)

    monkeypatch.setattr(tui.history.pen, "open_to_write", open_in_little_room)
    async with kept_in(path) as (history, told):
        await history.write(marking("before"))
        history.later(mark_many)
        with pytest.raises(HistoryError, match="is full"):
            await history.write(mark_many)
        assert "is full" in str(told[-1])
        assert await asyncio.to_thread(marked_in, path) == {"before"}
        room[0] = 10_000
        await history.write(marking("after"))
        assert told[-1] is None
        assert len(await history.read(marked)) == MARKS + 2


async def test_what_is_at_fault_itself_keeps_nothing_else_from_being_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, **_: bool) -> sqlite3.Connection:
        raise HistoryError(f"{path} is out of reach.")

    async with kept_in(path) as (history, told):
        await history.write(marking("a"))
        await asyncio.to_thread(path.rename, path.with_name("elsewhere"))
        with monkeypatch.context() as patched:
            patched.setattr(tui.history.pen, "open_to_write", fail)
            for name in ("b", "b", "c"):  # the second time it is marked already, which the table refuses
                history.later(marking(name))
            with pytest.raises(HistoryError, match="out of reach"):
                await history.write(marking("d"))
        await history.write(marking("e"))
        assert await history.read(marked) == {"b", "c", "e"}
        assert "through a fault in tapewatch" in str(told[-1])


async def test_a_write_that_is_given_up_before_it_began_is_left_out_and_the_next_is_done(path: Path) -> None:
    async with kept_in(path) as (history, _):
        writing = asyncio.create_task(history.write(marking("a")))
        waiting = asyncio.create_task(history.write(marking("b")))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(writing, waiting, return_exceptions=True)
        await history.write(marking("c"))
        assert await history.read(marked) >= {"a", "c"}


# A broken file


def _cut(size: int) -> Callable[[Path], None]:
    def cut(path: Path) -> None:
        with path.open("r+b") as file:
            file.truncate(size)

    return cut


def _zeroed(path: Path) -> None:
    """Lose all pages but the first, and with them the roots of the tables."""
    with path.open("r+b") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(4096)
        file.write(bytes(size - 4096))


@pytest.mark.parametrize(
    "damage", [garbage, headless, _zeroed, *map(_cut, (100, 511, 4096, 4097, 20_000))], ids=lambda it: it.__name__
)
async def test_a_broken_file_is_set_aside_as_it_was_and_a_new_one_begins(
    path: Path, damage: Callable[[Path], None]
) -> None:
    fill(path)
    damage(path)
    before = files_in(path.parent)["history.db"]
    async with kept_in(path) as (history, told):
        await history.write(marking("new"))
        assert await history.read(marked) == {"new"}
        assert str(told[-1]).endswith(" It is kept as history.db.broken, and a new history begins.")
        assert "is broken (" in str(told[-1])
    assert files_in(path.parent)["history.db.broken"] == before
    assert marked_in(path) == {"new"}


def test_an_empty_file_is_a_new_history(path: Path) -> None:
    path.touch()
    with closing(open_to_write(path)) as connection:
        marking("a")(connection)
    assert set(files_in(path.parent)) == {"history.db"}


def _be_killed(path: Path) -> None:
    """Write, and end with the log beside the file."""
    with closing(open_to_write(path)) as connection:
        marking("of the killed")(connection)
        os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("is_log_whole", [True, False])
@pytest.mark.parametrize("damage", [garbage, _zeroed], ids=["garbage", "zeroed"])
def test_the_log_of_a_broken_file_goes_with_it_and_nothing_is_overwritten(
    path: Path, damage: Callable[[Path], None], is_log_whole: bool
) -> None:
    fill(path)
    killed = multiprocessing.get_context("spawn").Process(target=_be_killed, args=(path,), daemon=True)
    killed.start()
    killed.join(30)
    log = path.with_name("history.db-wal")
    if not is_log_whole:
        log.write_bytes(b"x" * log.stat().st_size)
    damage(path)
    earlier = {"history.db.broken": b"first", "history.db.broken.2-wal": b"second"}
    for name, content in earlier.items():
        path.with_name(name).write_bytes(content)
    before = files_in(path.parent)
    pen = Pen(path, None)
    pen.write(marking("new"))
    pen.let_go()
    after = files_in(path.parent)
    assert marked_in(path) == {"new"}
    assert {name: after[name] for name in earlier} == earlier
    assert after["history.db.broken.3"] == before["history.db"]
    assert after["history.db.broken.3-wal"] == before["history.db-wal"]
    assert "history.db.broken.3-shm" in after


@pytest.mark.parametrize("damage", [_zeroed, _cut(4096)], ids=["zeroed", "cut"])
def test_who_finds_it_broken_later_takes_the_new_file_of_who_found_it_first(
    path: Path, damage: Callable[[Path], None]
) -> None:
    fill(path)
    one, other = Pen(path, None), Pen(path, None)
    for pen in (one, other):
        pen.write(lambda _: None)
    damage(path)
    one.write(marking("one"))
    other.write(marking("other"))
    one.write(marking("one again"))
    for pen in (one, other):
        pen.let_go()
    assert marked_in(path) == {"one", "other", "one again"}
    assert {name for name in files_in(path.parent) if not name.endswith(("-wal", "-shm"))} == {
        "history.db",
        "history.db.broken",
    }
    assert other.notice is None


def test_a_file_that_another_has_put_in_its_place_is_not_set_aside(path: Path) -> None:
    garbage(path)
    broken = file_number(path)
    path.rename(path.with_name("kept"))
    fill(path)
    assert set_aside(path, broken) is None
    assert set_aside(path, 0) is None
    assert len(marked_in(path)) == MARKS


def _write_at_once(path: Path, name: str, ready: Barrier) -> None:
    pen = Pen(path, None)
    ready.wait(60)
    pen.write(marking(name))
    pen.let_go()


@pytest.mark.parametrize("_round", range(3))
def test_of_many_that_find_it_broken_at_once_one_sets_it_aside(path: Path, _round: int) -> None:
    garbage(path)
    before = path.read_bytes()
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(4)
    writers = [
        context.Process(target=_write_at_once, args=(path, str(number), ready), daemon=True) for number in range(4)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(30)
    assert [writer.exitcode for writer in writers] == [0] * 4
    assert marked_in(path) == {"0", "1", "2", "3"}
    kept = {name: content for name, content in files_in(path.parent).items() if "broken" in name}
    assert kept == {"history.db.broken": before}


async def test_a_file_that_somebody_deletes_or_moves_is_begun_anew(path: Path) -> None:
    async with kept_in(path) as (history, _):
        await history.write(marking("a"))
        await asyncio.to_thread(path.rename, path.with_name("elsewhere.db"))
        await history.write(marking("b"))
        assert await history.read(marked) == {"b"}
        await asyncio.to_thread(path.unlink)
        await history.write(marking("c"))
        assert await history.read(marked) == {"c"}
    assert marked_in(path) == {"c"}


async def test_who_asks_after_the_end_is_told_so_and_does_not_wait(path: Path) -> None:
    history = FileHistory(path)
    await history.write(marking("a"))
    assert history.close() is None
    with pytest.raises(HistoryError, match="closing"):
        await history.write(marking("b"))
    with pytest.raises(HistoryError, match="closing"):
        await history.read(marked)
    assert marked_in(path) == {"a"}
