"""The keeper of the view, on a held clock: the file, the history, and what of one the other stands in for."""

import asyncio
import json
import sqlite3
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.builders import NOON, FakeClock
from tests.tui.lists.test_watchlists import plain
from tui.history.database import HistoryError, open_to_write, transaction
from tui.history.keeper import FileHistory, History, NoHistory, ReadOnlyHistory, read_from
from tui.history.marks import change_marked, read_marked
from tui.lists.marked import Marked
from tui.lists.watchlists import OwnList, Watchlist, with_new
from tui.paths import history_file
from tui.prices.order import Order, SortKey
from tui.view import file as view_file
from tui.view.file import VERSION, ViewFile
from tui.view.keeper import REST_SECONDS, ViewKeeper, recalled
from tui.view.model import View

VIEW = View(watchlist=Watchlist.STARRED, starred=("HUBC", "BOP"), own=("BOP", "PPL", "HUBC"), split=64)


@pytest.fixture
def file(tmp_path: Path) -> ViewFile:
    """A file in a folder that is not there yet."""
    return ViewFile(tmp_path / "data" / "view.json")


# the file


class Desk:
    """A keeper on a held clock, what it told, and how often it wrote."""

    def __init__(self, file: ViewFile, monkeypatch: pytest.MonkeyPatch) -> None:
        self.file = file
        self.clock = FakeClock()
        self.told: list[str | None] = []
        self.written: list[View] = []
        self.fault: OSError | None = None
        self.keeper = ViewKeeper(file, View(), View(), NoHistory(), self.clock, self.told.append)
        write = ViewFile.write

        def counted(to: ViewFile, view: View, before: View | None = None) -> None:
            if self.fault is not None:
                raise self.fault
            self.written.append(view)
            write(to, view, before)

        monkeypatch.setattr(ViewFile, "write", counted)

    async def rest(self, times: int) -> None:
        """Return when the keeper rests for the nth time."""
        await self.clock.until_waits(times)

    def wake(self) -> None:
        """Let the time of the rest pass."""
        self.clock.advance(REST_SECONDS)


@pytest.fixture
def desk(file: ViewFile, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A keeper of the file."""
    return Desk(file, monkeypatch)


@asynccontextmanager
async def running(desk: Desk) -> AsyncIterator[ViewKeeper]:
    """Run the keeper, as the app does."""
    task = asyncio.create_task(desk.keeper.run())
    try:
        yield desk.keeper
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def split_at(columns: int) -> View:
    """Return a view with the divider there."""
    return View(split=columns)


async def test_a_view_is_written_at_once_and_the_next_ones_together_a_second_later(desk: Desk) -> None:
    async with running(desk) as keeper:
        keeper.keep(split_at(1))
        await desk.rest(1)
        for columns in range(2, 102):
            keeper.keep(split_at(columns))
            await asyncio.sleep(0)
        assert desk.written == [split_at(1)]
        desk.wake()
        await desk.rest(2)
        assert desk.written == [split_at(1), split_at(101)]
        assert desk.file.read() == (split_at(101), None)


async def test_what_is_in_the_file_already_is_not_written_again(desk: Desk) -> None:
    async with running(desk) as keeper:
        keeper.keep(View())
        await desk.rest(1)
        assert desk.written == []
        desk.wake()
        keeper.keep(VIEW)
        await desk.rest(2)
        keeper.keep(View())
        keeper.keep(VIEW)
        desk.wake()
        await desk.rest(3)
    assert desk.keeper.close() is None
    assert desk.written == [VIEW]


async def test_the_end_writes_what_was_left(desk: Desk) -> None:
    async with running(desk) as keeper:
        keeper.keep(split_at(1))
        await desk.rest(1)
        keeper.keep(split_at(2))
    assert desk.keeper.close() is None
    assert desk.file.read() == (split_at(2), None)
    assert desk.keeper.close() is None
    assert desk.written == [split_at(1), split_at(2)]


async def test_the_end_waits_for_a_write_that_is_under_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, go_on = threading.Event(), threading.Event()
    replace = view_file._replace

    def slow(path: Path, document: dict[str, object]) -> None:
        begun.set()
        go_on.wait(10)
        replace(path, document)

    monkeypatch.setattr(view_file, "_replace", slow)
    async with running(desk) as keeper:
        keeper.keep(split_at(1))
        assert await asyncio.to_thread(begun.wait, 10)
        keeper.keep(split_at(2))
    closing = asyncio.create_task(asyncio.to_thread(desk.keeper.close))
    go_on.set()
    assert await closing is None
    assert desk.written == [split_at(1), split_at(2)]
    assert desk.file.read() == (split_at(2), None)


async def test_a_fault_is_told_once_and_then_that_it_is_over(desk: Desk) -> None:
    desk.fault = OSError(28, "No space left on device")
    sentence = desk.file.fault(desk.fault)
    async with running(desk) as keeper:
        for times in (1, 2, 3):
            keeper.keep(split_at(times))
            await desk.rest(times)
            desk.wake()
        assert desk.told == [sentence]
        assert "(No space left on device)" in sentence
        assert keeper.close() == sentence
        desk.fault = None
        keeper.keep(split_at(4))
        await desk.rest(4)
        assert desk.told == [sentence, None]
        assert keeper.close() is None
    assert desk.file.read() == (split_at(4), None)


async def test_two_keepers_of_one_file_keep_what_each_of_them_changed(desk: Desk) -> None:
    other = ViewKeeper(desk.file, View(), View(), NoHistory(), desk.clock, desk.told.append)
    desk.keeper.keep(View(starred=("BOP",)))
    other.keep(View(order=Order(SortKey.LAST)))
    assert (desk.keeper.close(), other.close()) == (None, None)
    desk.keeper.keep(View(starred=("BOP",), split=40))
    assert desk.keeper.close() is None
    assert desk.file.read()[0] == View(starred=("BOP",), order=Order(SortKey.LAST), split=40)


# the history

MARKS = Marked(("HUBC",), (OwnList("Banks", ("HBL",), 1),), ("a", "b"), ("k",))


class Window:
    """A run of tapewatch: it begins with what is kept, changes it and ends."""

    def __init__(self, file: ViewFile, history: Callable[[Path], History] = FileHistory) -> None:
        in_file, self.fault = file.read()
        path = history_file(file.path.parent)
        self.view = self.at_start = recalled(in_file, path)
        self.history = history(path)
        self.clock = FakeClock()
        self.keeper = ViewKeeper(file, in_file, self.view, self.history, self.clock, lambda _: None)

    def keep(self, change: Callable[[View], View]) -> None:
        """Look at the market in another way."""
        self.view = change(self.view)
        self.keeper.keep(self.view)

    def close(self) -> None:
        """End."""
        assert self.keeper.close() is None
        assert self.history.close() is None


def run(
    file: ViewFile, change: Callable[[View], View] = lambda view: view, history: Callable[[Path], History] = FileHistory
) -> View:
    """Run a window in which the view is changed, and return that with which it began."""
    window = Window(file, history)
    window.keep(change)
    window.close()
    return window.at_start


def kept(file: ViewFile) -> Marked:
    """Return what the next window would begin with."""
    return recalled(file.read()[0], history_file(file.path.parent)).marked


def in_history(file: ViewFile) -> Marked:
    """Return what the history has."""
    return read_from(history_file(file.path.parent), read_marked)


def in_file(file: ViewFile) -> dict[str, Any]:
    """Return what the file has."""
    document: dict[str, Any] = json.loads(file.path.read_text(encoding="utf-8"))
    return document


def store(file: ViewFile, marked: Marked) -> None:
    """Put this into the history."""
    path = history_file(file.path.parent)
    with closing(open_to_write(path)) as connection, transaction(connection):
        change_marked(connection, Marked(), marked, NOON)


def alike(marked: Marked) -> tuple[object, ...]:
    """Return what counts of it: the numbers of lists mean nothing."""
    return (marked.starred, plain(marked.lists), marked.read, marked.kept)


def starring(*symbols: str) -> Callable[[View], View]:
    """Return the change that stars these, or takes their stars away."""

    def change(view: View) -> View:
        for symbol in symbols:
            view = view.starring(symbol)
        return view

    return change


def mark_all(view: View) -> View:
    """Return the view with all kinds of marks."""
    return view.with_marked(MARKS).showing("Banks").sorted_by(SortKey.LAST)


def test_what_is_marked_is_in_the_history_and_all_else_in_the_file(file: ViewFile) -> None:
    assert run(file, mark_all) == View()
    assert alike(in_history(file)) == alike(MARKS)
    assert not set(Marked._fields) & set(in_file(file))
    view = run(file)
    assert (view.marked, view.watchlist, view.order.key) == (MARKS, "Banks", SortKey.LAST)


def test_a_window_that_changes_nothing_writes_nothing(file: ViewFile) -> None:
    run(file, mark_all)
    before = file.path.stat().st_mtime_ns
    run(file)
    assert file.path.stat().st_mtime_ns == before


def test_the_marks_of_a_file_of_version_1_are_taken_over_once(file: ViewFile) -> None:
    file.path.parent.mkdir()
    old = {"version": 1, "split": 40, "starred": ["HUBC", "BOP"], "read": ["a", "b"], "kept": ["k"]}
    file.path.write_text(json.dumps(old), encoding="utf-8")
    begun = run(file)
    marked = Marked(("HUBC", "BOP"), (), ("a", "b"), ("k",))
    assert (begun.marked, begun.split) == (marked, 40)
    assert in_history(file) == marked
    assert in_file(file)["version"] == VERSION
    assert not set(Marked._fields) & set(in_file(file))
    run(file, starring("HUBC"))
    assert kept(file).starred == ("BOP",)


def test_a_file_of_version_1_is_taken_over_beside_what_the_history_has(file: ViewFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text(json.dumps({"version": 1, "starred": ["BOP"], "read": ["c"]}), encoding="utf-8")
    store(file, MARKS)
    assert run(file).marked == MARKS._replace(starred=("HUBC", "BOP"), read=("a", "b", "c"))


@pytest.mark.parametrize("end", [True, False], ids=["ended", "killed"])
async def test_what_is_taken_over_is_in_the_file_until_the_history_has_it(file: ViewFile, *, end: bool) -> None:
    file.path.parent.mkdir()
    file.path.write_text(json.dumps({"version": 1, "starred": ["BOP"]}), encoding="utf-8")
    window = Window(file, no_history)
    window.keep(starring("PPL"))
    task = asyncio.create_task(window.keeper.run())
    await window.clock.until_waits(1)
    task.cancel()
    if end:
        window.close()
    assert in_file(file)["starred"] == ["BOP", "PPL"]
    run(file)
    assert in_history(file).starred == ("BOP", "PPL")
    assert "starred" not in in_file(file)


def no_history(_: Path) -> History:
    """Return a history that is turned off."""
    return NoHistory()


def test_without_a_history_the_file_keeps_the_marks(file: ViewFile) -> None:
    run(file, mark_all, no_history)
    assert not history_file(file.path.parent).exists()
    assert run(file, starring("BOP"), no_history).marked == MARKS
    assert kept(file).starred == ("HUBC", "BOP")


@pytest.mark.parametrize("history", [no_history, ReadOnlyHistory], ids=["off", "read-only"])
def test_what_is_changed_without_a_history_is_changed_in_it_later(
    file: ViewFile, history: Callable[[Path], History]
) -> None:
    run(file, mark_all)
    run(file, starring("HUBC", "BOP"), history)
    assert in_history(file).starred == ("HUBC",)
    run(file, starring("PPL"))  # a star that went away does not come back
    assert in_history(file).starred == ("BOP", "PPL")
    assert "starred" not in in_file(file)


def test_what_cannot_be_written_goes_into_the_file_and_then_into_the_history(
    file: ViewFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(file, mark_all)

    async def full(*_: object) -> None:
        raise HistoryError("The disk is full.")

    window = Window(file)
    monkeypatch.setattr(window.history, "write", full)
    window.keep(starring("BOP"))
    window.close()
    assert in_file(file)["starred"] == ["HUBC", "BOP"]
    assert kept(file).starred == ("HUBC", "BOP")
    run(file)
    assert in_history(file).starred == ("HUBC", "BOP")


class Faulty(NoHistory):
    """A history with a fault of ours."""

    async def write(self, change: object) -> Any:  # noqa: ANN401, ARG002 - as the history does
        """Break."""
        raise ZeroDivisionError


async def test_a_fault_of_the_history_leaves_the_view_written_and_its_keeper_at_work(file: ViewFile) -> None:
    window = Window(file, lambda _: Faulty())
    task = asyncio.create_task(window.keeper.run())
    window.keep(starring("HUBC"))
    await window.clock.until_waits(1)
    assert in_file(file)["starred"] == ["HUBC"]
    window.keep(starring("BOP"))
    window.clock.advance(REST_SECONDS)
    await window.clock.until_waits(2)
    assert in_file(file)["starred"] == ["HUBC", "BOP"]
    assert not task.done()
    task.cancel()
    window.keep(starring("PPL"))
    window.close()
    assert in_file(file)["starred"] == ["HUBC", "BOP", "PPL"]
    run(file)
    assert in_history(file).starred == ("HUBC", "BOP", "PPL")


def test_a_history_that_cannot_be_read_costs_no_mark(file: ViewFile) -> None:
    run(file, mark_all, no_history)
    history_file(file.path.parent).mkdir()
    assert run(file, starring("BOP"), no_history).marked == MARKS
    history_file(file.path.parent).rmdir()
    run(file)
    assert in_history(file).starred == ("HUBC", "BOP")


def test_two_windows_leave_each_other_what_they_marked(file: ViewFile) -> None:
    run(file, mark_all)
    one, other = Window(file), Window(file)
    one.keep(lambda view: view.listing("Banks", "MCB").renaming_list("Banks", "Lenders").marking({"c"}, is_read=True))
    other.keep(lambda view: view.with_lists(with_new(view.lists, "Oil")).listing("Banks", "BOP").starring("HUBC"))
    one.close()
    other.close()
    there = kept(file)
    assert plain(there.lists) == [("Lenders", ("HBL", "MCB")), ("Oil", ()), ("Banks", ("HBL", "BOP"))]
    assert (there.starred, there.read) == ((), ("a", "b", "c"))


def test_a_list_that_another_window_deleted_is_shown_no_more_at_the_next_start(file: ViewFile) -> None:
    run(file, lambda view: mark_all(view).model_copy(update={"tape": "Banks"}))
    run(file, lambda view: view.with_lists(()).showing("Banks").model_copy(update={"tape": "Banks"}))
    view = run(file)
    assert (view.watchlist, view.tape, view.lists) == (Watchlist.ALL, "", ())


async def test_marks_are_written_while_the_window_is_open_and_what_comes_together_at_once(file: ViewFile) -> None:
    window = Window(file)
    changes: list[object] = []
    write = window.history.write

    async def counted(change: Callable[[sqlite3.Connection], Any]) -> Any:  # noqa: ANN401 - as the history does
        changes.append(change)
        return await write(change)

    window.history.write = counted  # type: ignore[method-assign]
    task = asyncio.create_task(window.keeper.run())
    window.keep(starring("HUBC"))
    await window.clock.until_waits(1)
    assert in_history(file).starred == ("HUBC",)
    for symbol in ("BOP", "PPL", "PSO"):
        window.keep(starring(symbol))
    window.clock.advance(REST_SECONDS)
    await window.clock.until_waits(2)
    assert in_history(file).starred == ("HUBC", "BOP", "PPL", "PSO")
    assert len(changes) == 2
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    window.close()


async def test_the_end_comes_through_inside_a_loop_too(file: ViewFile) -> None:
    run(file, starring("HUBC"))
    assert in_history(file).starred == ("HUBC",)
